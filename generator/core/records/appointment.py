"""Mutual appointments (互兼互聘): teachers in the firm, the firm's people in the school."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.core.records.base import Id, Partial, PersonId, Record, Text

Direction = Literal["教师到企业", "企业到学校"]


class Appointment(Record):
    """An entry of `studios/<id>/appointments.yml`."""

    id: Id = Field(title="编号")
    person: PersonId = Field(title="人员")
    direction: Direction = Field(title="方向")
    organisation: Text = Field(title="聘任单位")
    post: Text = Field(title="岗位")
    since: Partial = Field(title="起始日期")
    until: Partial | None = Field(default=None, title="截止日期")
    document: Text | None = Field(default=None, title="聘任文件")
