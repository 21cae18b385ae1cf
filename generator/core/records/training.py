"""Trainings: a row each, in `studios/<id>/trainings/<year>.csv`."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from generator.core.records.base import Amount, Count, Day, Id, PersonId, Record, Text

Audience = Literal["企业员工", "本校教师", "院校教师", "社会人员", "在校学生", "退役军人"]
AUDIENCES: tuple[Audience, ...] = ("企业员工", "本校教师", "院校教师", "社会人员", "在校学生", "退役军人")
TrainingKind = Literal["培训", "大师讲堂", "进企业活动", "教师企业实践"]


class Training(Record):
    """A row: who was taught what, how many, for how long."""

    id: Id = Field(title="编号", description="本工作室内唯一，如 t2025-01。")
    date: Day = Field(title="开始日期")
    until: Day | None = Field(default=None, title="结束日期")
    kind: TrainingKind = Field(default="培训", title="类别")
    topic: Text = Field(title="主题")
    audience: Audience = Field(title="对象")
    persons: Count = Field(title="人数")
    days: Amount = Field(title="天数", description="半天写 0.5。")
    mode: Literal["线下", "线上", "线上线下结合"] = Field(default="线下", title="方式")
    trainer: PersonId | None = Field(default=None, title="主讲人")
    client: Text | None = Field(default=None, title="委托或参加单位")
    certificate: Text | None = Field(default=None, title="发证情况")
    note: Text | None = Field(default=None, title="备注")

    @property
    def person_days(self) -> Decimal:
        """人天: persons × days."""
        return self.persons * self.days
