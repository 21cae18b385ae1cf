"""Apprenticeships (带徒): who learns from whom, until when, with what outcome."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.core.records.base import Day, Id, Partial, PersonId, Record, Text

SkillLevel = Literal["初级工", "中级工", "高级工", "技师", "高级技师"]
SKILL_LEVELS: tuple[SkillLevel, ...] = ("初级工", "中级工", "高级工", "技师", "高级技师")
"""From low to high; 高级工以上 includes 高级工."""


class Apprenticeship(Record):
    """A row of `studios/<id>/apprenticeships.csv`."""

    id: Id = Field(title="编号")
    master: PersonId = Field(title="师傅")
    apprentice: PersonId = Field(title="徒弟")
    since: Day = Field(title="拜师日期")
    until: Partial | None = Field(default=None, title="出师日期")
    agreement: Text | None = Field(default=None, title="师徒协议", description="协议编号。")
    outcome: SkillLevel | None = Field(default=None, title="达到等级")
