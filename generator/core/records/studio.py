"""A master studio: its names, its people's place, its status over time."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from generator.core.records.base import (
    Amount,
    Citation,
    Day,
    Email,
    Id,
    LongText,
    Many,
    Name,
    Part,
    Partial,
    PersonId,
    Phone,
    Record,
    Text,
)

StudioKind = Literal["技能大师工作室", "技术技能大师工作室", "企业（技术能手）工作室"]
SetUpMode = Literal["校企联办", "学校单独创办"]
NameKind = Literal["申报名称", "铭牌名称", "原名称"]
Status = Literal["申报", "公示中", "认定", "建设中", "考核", "终止", "撤销"]
RecognitionLevel = Literal["国家级", "省级", "市级", "校级"]
RECOGNITION_LEVELS: tuple[RecognitionLevel, ...] = ("国家级", "省级", "市级", "校级")
"""From the highest to the school's own, which every studio has."""
ENDED: frozenset[Status] = frozenset({"终止", "撤销"})
"""The states after which a studio is no longer at work."""


class StudioName(Record):
    """One of a studio's official names: the one it applied under and the one on its plaque differ."""

    name: Text = Field(title="名称")
    kind: NameKind = Field(title="名称种类")
    since: Partial | None = Field(default=None, title="启用日期")
    until: Partial | None = Field(default=None, title="停用日期")


class StatusEntry(Record):
    """One step in a studio's life."""

    since: Partial = Field(title="起始日期")
    status: Status = Field(title="状态")
    note: Text | None = Field(default=None, title="说明")
    document: Citation | None = Field(default=None, title="依据文号", description="如 云职〔2021〕17号。")


class LevelEntry(Record):
    """That a body above the school has recognised the studio."""

    level: RecognitionLevel = Field(title="级别")
    since: Partial = Field(title="认定日期")
    document: Citation | None = Field(default=None, title="认定文号")


class Plaque(Record):
    """The plaque that was granted."""

    number: Text = Field(title="铭牌编号")
    granted: Partial = Field(title="授牌日期")
    document: Citation | None = Field(default=None, title="授牌文号")


class Venue(Record):
    """A place where the studio works."""

    name: Text = Field(title="场地名称")
    place: Text | None = Field(default=None, title="位置")
    at_partner: Literal["学校", "企业"] = Field(default="学校", title="所在方")


class BudgetLine(Record):
    """Money set aside for the studio."""

    year: Partial = Field(title="年度")
    item: Text = Field(title="用途")
    amount: Amount = Field(title="金额（万元）")
    source: Text = Field(title="经费来源")


class Contact(Record):
    """How to reach the studio."""

    person: PersonId | None = Field(default=None, title="联系人")
    phone: Phone = Field(title="电话", description="办公电话。")
    email: Email | None = Field(default=None, title="电子邮箱")


class Studio(Record):
    """`studios/<id>/studio.yml`; the folder's name is the id."""

    names: Many[StudioName] = Field(min_length=1, title="名称", description="至少一个申报名称；授牌后写铭牌名称。")
    short: Text = Field(title="简称", description="列表里用的短名，一般是技术方向，如 焊接技术。")
    kind: StudioKind = Field(title="类别")
    mode: SetUpMode = Field(title="建设方式")
    trade: Text = Field(title="职业工种")
    emblem: Id | None = Field(default=None, title="图案", description="工种图案的名称；不写时用工种首字。")
    major: Text = Field(title="对应专业")
    major_group: Text | None = Field(default=None, title="专业群")
    department: Text = Field(title="所在系部")
    master: PersonId = Field(title="领衔大师", description="members.yml 里的人员编号。")
    partners: Many[Name] = Field(default=(), title="合作企业")
    founded: Partial = Field(title="成立日期")
    plaque: Plaque | None = Field(default=None, title="铭牌")
    status: Many[StatusEntry] = Field(min_length=1, title="历程", description="按时间先后，最后一行是现在的状态。")
    levels: Many[LevelEntry] = Field(
        default=(), title="认定级别", description="哪一级部门认定过，一级一行；不写就是校级。"
    )
    venues: Many[Venue] = Field(default=(), title="场地")
    budget: Many[BudgetLine] = Field(default=(), title="经费")
    services: Many[Text] = Field(default=(), title="可提供的服务")
    shares: Many[Part] = Field(
        default=(),
        title="共有成果",
        description="别的工作室登记、写明与本工作室共有的成果，写“对方编号/文件名”，如 welding-he/cup。"
        "两边都写了，才在本工作室的页面上显示、计入本工作室。",
    )
    contact: Contact | None = Field(default=None, title="联系方式")
    summary: LongText = Field(title="一句话介绍", description="60 字以内，用在列表和分享卡片上。")

    def name_on(self, day: date, kind: NameKind) -> str | None:
        """The name of a kind that is in use on a day; without dates it always is."""
        for entry in self.names:
            begun = entry.since is None or entry.since.earliest is None or entry.since.earliest <= day
            ended = entry.until is not None and entry.until.latest is not None and entry.until.latest < day
            if entry.kind == kind and begun and not ended:
                return entry.name
        return None

    def official_name(self, day: date) -> str:
        """The name under which the studio is registered."""
        return self.name_on(day, "申报名称") or self.names[0].name

    def plaque_name(self, day: date) -> str:
        """The name on the plaque, else the official name."""
        return self.name_on(day, "铭牌名称") or self.official_name(day)

    def status_on(self, day: date) -> StatusEntry | None:
        """The step of its life in which the studio stands on a day; None before its first."""
        current = None
        for entry in self.status:
            if entry.since.earliest is not None and entry.since.earliest <= day:
                current = entry
        return current

    def level_on(self, day: date) -> RecognitionLevel:
        """The highest level at which the studio is recognised on a day; without an entry the school's own."""
        begun = {
            entry.level for entry in self.levels if entry.since.earliest is not None and entry.since.earliest <= day
        }
        return next((level for level in RECOGNITION_LEVELS if level in begun), "校级")

    @property
    def ended(self) -> date | None:
        """The day on which the studio ended, if it did."""
        return next((entry.since.earliest for entry in self.status if entry.status in ENDED), None)


class Profile(Record):
    """`studios/<id>/profile.md`: front matter of the studio's own account of itself; the body is the account."""

    title: Text | None = Field(default=None, title="标题")
    updated: Day | None = Field(default=None, title="修订日期")
