"""The safety register: kept also, and above all, when nothing happened."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.core.records.base import Day, LongText, Many, Record, Text


class Incident(Record):
    """Something that went wrong."""

    date: Day = Field(title="日期")
    level: Literal["轻微", "一般", "较大", "重大"] = Field(title="等级")
    what: LongText = Field(title="经过")
    handled: LongText | None = Field(default=None, title="处理")


class Inspection(Record):
    """A safety inspection."""

    date: Day = Field(title="日期")
    by: Text = Field(title="检查部门")
    result: Text = Field(title="结果")


class SafetyRegister(Record):
    """`studios/<id>/safety/<year>.yml`: the year's incidents (none: an empty list) and inspections."""

    incidents: Many[Incident] = Field(title="事故", description="没有事故写 incidents: []。")
    inspections: Many[Inspection] = Field(default=(), title="检查")
    keeper: Text = Field(title="登记人岗位")
