"""Evaluations of teaching by school, firms and society."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.core.records.base import Count, Day, Id, Record, Text

Evaluator = Literal["学校", "企业", "社会"]


class Evaluation(Record):
    """A row of `studios/<id>/evaluations/<year>.csv`."""

    id: Id = Field(title="编号")
    date: Day = Field(title="日期")
    by: Evaluator = Field(title="评价方")
    subject: Text = Field(title="评价对象")
    form: Text = Field(title="方式")
    respondents: Count | None = Field(default=None, title="参与人数")
    result: Text = Field(title="结论")
