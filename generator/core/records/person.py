"""People, and the roles they hold in a studio for a time."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from pydantic import Field

from generator.core.records.base import Count, Id, LongText, Many, Partial, PersonId, Record, Text

Role = Literal[
    "大师",
    "理事长",
    "副理事长",
    "监事长",
    "办公室主任（校方）",
    "办公室主任（企业）",
    "专业带头人",
    "骨干教师",
    "行业大师",
    "企业专业技术人员",
    "特聘专家",
    "校企管理人员",
    "执行负责人",
    "联系人",
    "徒弟",
    "重点培养学生",
]
LEARNERS: frozenset[Role] = frozenset({"徒弟", "重点培养学生"})
"""Roles of those who learn: they are counted in public, not named."""
NAMED_ROLES = frozenset(get_args(Role)) - LEARNERS
"""Roles whose holders are named in public."""


class RoleEntry(Record):
    """A role in this studio, from one day to another."""

    role: Role = Field(title="角色")
    since: Partial = Field(title="起始日期")
    until: Partial | None = Field(default=None, title="截止日期")
    note: Text | None = Field(default=None, title="说明")
    teacher: PersonId | None = Field(default=None, title="带教师傅", description="徒弟和重点培养学生写师傅的编号。")

    def overlaps(self, first: date, last: date) -> bool:
        """Whether the role was held on some day of a span; a masked year counts as not."""
        begun = self.since.earliest is not None and self.since.earliest <= last
        ended = self.until is not None and (self.until.latest is None or self.until.latest < first)
        return begun and not ended


class Award(Record):
    """A personal title or honour."""

    name: Text = Field(title="称号或荣誉")
    level: Literal["国家级", "省级", "市级", "校级", "企业级"] = Field(title="级别")
    year: Partial = Field(title="年份")


class Member(Record):
    """An entry of `studios/<id>/members.yml`: a person with roles.

    A person is defined once, where the entry gives a name; elsewhere an entry with the id and roles refers to it.
    """

    id: PersonId = Field(title="人员编号", description="全校唯一，写成 p 加数字，如 p101。")
    name: Text | None = Field(default=None, title="姓名", description="首次出现时写；在别的工作室只写编号。")
    employer: Text | None = Field(default=None, title="所在单位")
    side: Literal["学校", "企业", "社会"] | None = Field(default=None, title="所属方")
    title: Text | None = Field(default=None, title="职称或职业资格")
    enterprise_years: Count | None = Field(default=None, title="企业工作年数")
    practice_months: Count | None = Field(default=None, title="企业实践月数", description="累计。")
    dual_post: Text | None = Field(default=None, title="双岗说明")
    awards: Many[Award] = Field(default=(), title="称号与荣誉")
    bio: LongText | None = Field(default=None, title="简介")
    elsewhere: Many[Id] = Field(
        default=(),
        title="兼任工作室",
        description="还在哪些工作室任职，写它们的编号，和姓名写在一处。没写到的工作室，说什么都不上本人的页面。",
    )
    roles: Many[RoleEntry] = Field(min_length=1, title="在本工作室的角色")
