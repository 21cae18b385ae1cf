"""A studio's reports: the year's and the semester's, with what is wanting and what comes next."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.core.records.base import Day, LongText, Many, Record, Text

ReportKind = Literal["年度工作报告", "年度绩效报告", "年度效益报告", "学期效益报告", "年度工作计划", "年度工作总结"]


def called(kind: str, semester: str | None) -> str:
    """A report as people call it: 学期效益报告 of the 春季学期 is the 春季学期效益报告."""
    return f"{semester}{kind.removeprefix('学期')}" if semester else kind


class Report(Record):
    """`studios/<id>/reports/<year>/<name>.md`; the body is the report."""

    title: Text = Field(title="标题")
    kind: ReportKind = Field(title="种类")
    semester: Text | None = Field(default=None, title="学期")
    filed: Day | None = Field(default=None, title="报送日期")
    problems: Many[LongText] = Field(default=(), title="存在问题")
    next_steps: Many[LongText] = Field(default=(), title="下一步打算")
