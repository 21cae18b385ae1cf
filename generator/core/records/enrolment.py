"""How many pupils of the major learn in the studio."""

from __future__ import annotations

from pydantic import Field

from generator.core.records.base import Count, Day, Record, Text


class Enrolment(Record):
    """`studios/<id>/enrolment/<year>.yml`: numbers only, never names."""

    counted_on: Day = Field(title="统计日期")
    studio_students: Count = Field(title="工作室学生数")
    major_students: Count = Field(title="专业（群）学生数")
    source: Text = Field(title="数据来源")
