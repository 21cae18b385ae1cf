"""The school and its site: names, offices, filing numbers, the assessed year and what is disclosed."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from generator.core.records.base import (
    Count,
    Day,
    Email,
    Flag,
    Id,
    Many,
    Phone,
    Postcode,
    Record,
    Text,
    pattern,
)
from generator.core.records.notice import NoticeKind, WebAddress

_MONTH_DAY = r"(?!02-3|(?:04|06|09|11)-31)(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
MonthDay = Annotated[Text, pattern(_MONTH_DAY, "month_day")]
Url = Annotated[Text, pattern(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?/(?:[A-Za-z0-9._~%-]+/)*", "url")]
Disclosure = Literal["等级", "总分", "分类", "各观测点"]
"""How much of a year's grades the public sees: the grade, the score, the categories, every observation point."""


class School(Record):
    """The school that publishes."""

    name: Text = Field(title="学校全称")
    short: Text = Field(title="简称", description="用于发文机关代字以外的简写。")
    document_code: Text = Field(title="发文机关代字", description="发文字号开头的字，如“云职”。")
    city: Text | None = Field(default=None, title="所在市、区")
    address: Text | None = Field(default=None, title="地址")
    postcode: Postcode | None = Field(default=None, title="邮编")
    publisher: Text = Field(title="发布部门", description="对本站内容负责的部门。")


class Office(Record):
    """An office that receives reports or objections."""

    id: Id = Field(title="编号")
    name: Text = Field(title="名称")
    role: Literal["受理", "监督", "发布", "其他"] = Field(title="职责")
    phone: Phone | None = Field(default=None, title="电话", description="办公电话，不写个人手机。")
    fax: Phone | None = Field(default=None, title="传真")
    email: Email | None = Field(default=None, title="电子邮箱")
    address: Text | None = Field(default=None, title="地点")
    postcode: Postcode | None = Field(default=None, title="邮编")
    hours: Text | None = Field(default=None, title="受理时间")


class Semester(Record):
    """A part of the assessed year, by month and day within it."""

    name: Text = Field(title="学期")
    starts: MonthDay = Field(title="起", description="月-日，如 01-01。")
    ends: MonthDay = Field(title="止", description="月-日，如 07-31；二月最后一天写 02-29，平年就是28日。")


class Filings(Record):
    """Filing numbers that a public site must show."""

    icp: Text | None = Field(default=None, title="ICP 备案号")
    police: Text | None = Field(default=None, title="公安备案号")


class Licence(Record):
    """What others may do with the data."""

    name: Text = Field(title="名称", examples=["知识共享 署名4.0 国际（CC BY 4.0）"])
    url: WebAddress | None = Field(default=None, title="全文网址")


class LeastPeriod(Record):
    """How long a kind of notice must stand at least."""

    kind: NoticeKind = Field(title="公示种类")
    length: Count = Field(title="不少于")
    unit: Literal["工作日", "日"] = Field(default="工作日", title="单位")
    since: Day | None = Field(default=None, title="起算", description="这一天起发布的才适用。")
    basis: Text = Field(title="依据")


class YearDisclosure(Record):
    """What the public sees of one assessed year."""

    year: Text = Field(title="年度")
    level: Disclosure = Field(title="公开程度")
    ranking: Flag = Field(default=False, title="公开名次", description="按得分排列并列出名次；至少公开总分时才有。")


class Site(Record):
    """`content/site.yml`."""

    name: Text = Field(title="站名", description="四个字最合印章的样式。")
    url: Url = Field(title="网址", description="以 / 结尾的完整网址，用于规范链接。", examples=["https://example.edu/"])
    school: School = Field(title="学校")
    summary: Text = Field(title="一句话介绍")
    as_of: Day | None = Field(default=None, title="固定日期", description="只有示例站写它：整站按这一天显示。")
    fictional: Text | None = Field(default=None, title="示例声明", description="示例站写在页脚的一句话。")
    offices: Many[Office] = Field(default=(), title="受理与监督部门")
    filings: Filings = Field(default=Filings(), title="备案号")
    licence: Licence | None = Field(default=None, title="数据许可", description="写在页脚：别人怎样可以用这些数据。")
    semesters: Many[Semester] = Field(default=(), title="学期")
    periods: Many[LeastPeriod] = Field(default=(), title="公示期下限")
    result_within: Count = Field(
        default=60, title="公示后办结期限（日）", description="期满后多少日内应有结果，默认60。"
    )
    disclosure: Many[YearDisclosure] = Field(default=(), title="考核公开程度")
    archives: Many[Text] = Field(
        default=(),
        title="网站上的年度存档",
        description="存档袋或压缩包的路径，从仓库的文件夹算起，也可以在仓库旁边；每年写登记过的最后一版。",
        examples=["content/archive/jiangpu-2024-v1.zip"],
    )

    def semester_bounds(self, year: int) -> tuple[tuple[str, date, date], ...]:
        """Name, first and last day of each semester of an assessed year."""
        return tuple(
            (semester.name, in_year(year, semester.starts), in_year(year, semester.ends)) for semester in self.semesters
        )


def in_year(year: int, month_day: str) -> date:
    """The day of a year that `month-day` means."""
    month, day = (int(part) for part in month_day.split("-"))
    # 02-29 means the last day of February in any year.
    return date(year, month, min(day, monthrange(year, month)[1]))
