"""Public notices and announcements: the school's documents, one Markdown file each."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from generator.core.records.base import (
    Citation,
    Count,
    Day,
    Email,
    Id,
    LongText,
    Many,
    Name,
    Phone,
    Postcode,
    Record,
    Text,
    conflict,
    pattern,
)

NoticeKind = Literal[
    "拟认定公示",
    "认定公布",
    "申报通知",
    "考核通知",
    "考核结果公示",
    "考核结果公布",
    "验收结果",
    "领衔人变更",
    "更名",
    "迁移",
    "终止",
    "撤销",
    "摘牌",
    "更正",
    "补充",
    "延长公示期",
    "重新公示",
    "情况通报",
    "其他公示",
    "通知",
]
LinkType = Literal["更正", "补充", "延长", "取代", "撤回", "结果", "阶段"]
"""What a notice does to another: corrects, supplements, extends, supersedes, withdraws, gives the result of, is a
stage of."""
Outcome = Literal["无异议", "异议不成立", "异议成立"]
"""What came of the objections during the period."""
TELLS_OUTCOME: frozenset[LinkType] = frozenset({"结果", "取代", "撤回"})
"""The links that may say it."""
LISTS = re.compile(r"content/notices/(?:19|20)[0-9]{2}/[^/]+\.csv")
"""Where the tables stand that notices name as their lists."""
COLUMNS = 12
"""Of a list, at most."""
LONGEST = 366
"""Of a period that is counted, in its unit. Usual are 3 days to 90."""
Salt = Annotated[Text, pattern(r"[0-9a-f]{32,64}", "salt")]
FILE_FORMS = {
    "list_file": r"[a-z0-9]+(?:-[a-z0-9]+)*\.csv",
    "attachment_file": r"files/[^/\s]+\.(?:pdf|docx|xlsx|jpg|jpeg|png|webp)",
}
"""What the files of notices are called."""
ListFile = Annotated[Text, pattern(FILE_FORMS["list_file"], "list_file")]
AttachmentFile = Annotated[Text, pattern(FILE_FORMS["attachment_file"], "attachment_file")]
WebAddress = Annotated[Text, pattern(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~%/?=&#+-]*)?", "link")]
DocumentNumber = Annotated[Text, pattern(r"[^\s〔〕]{1,12}〔[0-9]{4}〕[1-9][0-9]{0,4}号", "document_number")]


class Reference(Record):
    """A document that is cited."""

    title: Text = Field(title="文件名称")
    number: Citation | None = Field(default=None, title="文号")
    url: WebAddress | None = Field(default=None, title="网址", description="文件公开在网上的，写发布单位网站上的地址。")


class Listing(Record):
    """What a table beside a notice gives: the names of its columns, and its rows."""

    columns: Many[Text] = Field(min_length=1, max_length=COLUMNS, title="列名")
    rows: Many[Many[Text]] = Field(default=(), title="行")


class ObjectGroup(Record):
    """A list of what the notice is about, with its own columns; the given order is kept. Its columns and rows stand
    here, or in a table beside the notice, from which they are read when everything is gathered."""

    title: Text = Field(title="小标题")
    note: Text | None = Field(default=None, title="说明", description="如 按申报编号排列，排名不分先后。")
    columns: Many[Text] = Field(default=(), max_length=COLUMNS, title="列名")
    rows: Many[Many[Text]] = Field(default=(), title="行", description="每行的格数与列名一样多；没有内容的格写 无。")
    file: ListFile | None = Field(
        default=None,
        title="名单文件",
        description="名单长的放在同一文件夹的 CSV 里，这里写文件名；写了就不写 columns 和 rows。",
    )
    count: Count | None = Field(default=None, title="文中所说数量", description="与行数核对。")

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if self.file is None and not self.columns:
            raise conflict("list_nowhere", key="columns")
        if self.file is not None and (self.columns or self.rows):
            raise conflict("list_twice", key="file", file=self.file)
        return self


class Period(Record):
    """How long a notice stands: a last day, or a length with its unit; from a first day, else from publication."""

    starts: Day | None = Field(default=None, title="开始日期", description="不写时从发布日起算。")
    ends: Day | None = Field(default=None, title="结束日期")
    length: Count | None = Field(default=None, title="天数")
    unit: Literal["工作日", "日"] = Field(default="工作日", title="单位")
    count_from: Literal["当日", "次日"] = Field(default="当日", title="起算", description="当日：首日算第一天。")
    rest_day: Literal["照算", "顺延"] = Field(
        default="照算", title="末日遇休息日", description="按“日”计的，末日是休息日时，顺延到下一个工作日写 顺延。"
    )

    @model_validator(mode="after")
    def _one_way_to_end(self) -> Self:
        if self.ends is None and not self.length:
            raise conflict("period_open", key="period")
        if self.length and self.length > LONGEST:
            raise conflict("period_long", key="period", limit=LONGEST)
        return self


class Objection(Record):
    """How an objection is raised."""

    rules: Many[Text] = Field(min_length=1, title="要求")
    hours: Text | None = Field(default=None, title="受理时间")
    until: Day | None = Field(default=None, title="受理截止", description="与公示期的最后一天不同时写。")


class NoticeContact(Record):
    """An office that receives objections or answers questions, from site.yml or written out."""

    office: Id | None = Field(default=None, title="部门编号", description="site.yml 里 offices 的 id。")
    name: Text | None = Field(default=None, title="部门名称")
    role: Literal["受理", "监督", "联系"] = Field(default="受理", title="职责")
    person: Text | None = Field(default=None, title="联系人")
    phone: Phone | None = Field(default=None, title="电话", description="办公电话。个人手机要经批准，写 approved_by。")
    fax: Phone | None = Field(default=None, title="传真")
    email: Email | None = Field(default=None, title="电子邮箱")
    address: Text | None = Field(default=None, title="地点", description="写到楼和房间。")
    postcode: Postcode | None = Field(default=None, title="邮编")
    approved_by: Text | None = Field(
        default=None, title="批准公开", description="公开个人手机的，写批准的部门和日期。网站上不显示。"
    )


class Attachment(Record):
    """What belongs to a notice: its title, and its file if it is published with it."""

    title: Text = Field(title="附件名称")
    file: AttachmentFile | None = Field(
        default=None, title="附件文件", description="放在同一年的 files 文件夹里，如 files/form.pdf。"
    )


class Credit(Record):
    """Who saw a notice before it was published."""

    step: Literal["拟稿", "初审", "复审", "终审"] = Field(title="环节")
    name: Text = Field(title="部门或姓名")


class NoticeLink(Record):
    """A typed link to another notice. Whoever gives its result says what came of the objections to it: the notice
    itself cannot, since it was published before."""

    type: LinkType = Field(title="关系")
    to: Id = Field(title="文件编号", description="另一份公示的文件名。")
    outcome: Outcome | None = Field(
        default=None, title="异议结果", description="公布结果、取代或撤回时写：公示期间有没有异议，成立没有。"
    )
    removed: Many[Name] = Field(default=(), title="撤下", description="异议成立而撤下的，照原名单写。")
    moved_up: Many[Name] = Field(default=(), title="递补", description="依次递补的，照名单写；不递补就不写。")


class Correction(Record):
    """What was wrong, quoted, and how it reads now."""

    wrong: LongText = Field(title="原文", description="照原件抄。")
    right: LongText = Field(title="更正为")
    place: Text | None = Field(default=None, title="位置", description="如 名单第2行。")


class TakenDown(Record):
    """Why nothing but title, number and dates may be shown any more."""

    date: Day = Field(title="撤下日期")
    reason: Text = Field(title="原因")


class Notice(Record):
    """`content/notices/<year>/<id>.md`; the file's name is the id, unique across years."""

    title: Text = Field(title="标题")
    kind: NoticeKind = Field(title="种类", examples=["认定公布"])
    number: DocumentNumber | None = Field(default=None, title="发文字号")
    issuers: Many[Name] = Field(min_length=1, title="发文单位")
    to: Text | None = Field(default=None, title="主送")
    published: Day = Field(title="发布日期")
    scope: Literal["公开", "校内"] = Field(default="公开", title="范围")
    basis: Many[Reference] = Field(default=(), title="依据")
    steps: Many[Text] = Field(default=(), title="程序")
    studios: Many[Id] = Field(default=(), title="涉及工作室")
    groups: Many[ObjectGroup] = Field(default=(), title="名单")
    period: Period | None = Field(default=None, title="公示期")
    objection: Objection | None = Field(default=None, title="异议")
    corrections: Many[Correction] = Field(default=(), title="更正内容", description="种类是 更正 的必须写。")
    valid_until: Day | None = Field(default=None, title="有效期至", description="没有公示期的文件，有期限的写。")
    lists: Literal["保留", "期满撤下"] = Field(
        default="保留", title="期满后的名单", description="列有学生等个人的名单，期满后按规定撤下的写 期满撤下。"
    )
    taken_down: TakenDown | None = Field(default=None, title="撤下", description="内容不再公开，只留标题、文号和日期。")
    contacts: Many[NoticeContact] = Field(default=(), title="受理与监督")
    attachments: Many[Attachment] = Field(default=(), title="附件")
    copies: Text | None = Field(default=None, title="抄送")
    signed: Day = Field(title="成文日期")
    disclosure: Literal["此件主动公开", "此件依申请公开", "此件不予公开"] = Field(default="此件主动公开", title="附注")
    links: Many[NoticeLink] = Field(default=(), title="关联")
    index_number: Text | None = Field(default=None, title="索引号", description="信息公开目录里的编号。")
    topic: Text | None = Field(default=None, title="主题分类")
    credits: Many[Credit] = Field(default=(), title="审核")
    summary: LongText | None = Field(default=None, title="摘要")
    salt: Salt | None = Field(
        default=None,
        title="存证用的随机数",
        description="jiangpu new notice 会写好；登记进公示日志后不能再改。每份各不相同，不能照抄别的公示。",
    )
