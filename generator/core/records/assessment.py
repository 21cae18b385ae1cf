"""An assessment (考核): reviewers' marks for one studio in one year, terse to type; and what was decided."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.core.records.base import Day, Id, LongText, Many, PersonId, Record, Text, pattern
from generator.core.records.supervision import Supervision

_MARK = r"(?:[0-9]{1,3}(?:\.[0-9]{1,2})?|[-×弃避])"
MarksLine = Annotated[Text, pattern(rf"{_MARK}(?: +{_MARK})*", "marks_line")]
"""One mark for each reviewer in the order of `reviewers`: a number, 弃 (or `-`) for an abstention, 避 (or `×`) for a
conflict of interest."""
NO_MARK = frozenset("-×弃避")
"""What a reviewer writes who gives no mark."""


class VetoFinding(Record):
    """A veto that the school has found to apply."""

    veto: Text = Field(title="否决情形编号")
    reason: LongText = Field(title="事实")


class Decision(Record):
    """The decision that made the grade final: a document, not a computation."""

    body: Text = Field(title="审议机构")
    date: Day = Field(title="审议日期")
    notice: Id | None = Field(default=None, title="公布文件", description="公布结果的公示文件名。")
    consequence: LongText | None = Field(default=None, title="结果运用", description="按规定作出的处理或支持。")


class Assessment(Record):
    """`content/assessments/<year>/<studio>.yml`: year and studio are known by the path."""

    reviewers: Many[PersonId] = Field(min_length=1, title="评审人", description="人员编号；不公开。")
    marks: dict[str, MarksLine] = Field(title="评分", description="观测点编号: 各评审人的分，按评审人先后，空格分开。")
    vetoes: Many[VetoFinding] = Field(default=(), title="一票否决")
    decision: Decision | None = Field(default=None, title="决定")
    supervision: Many[Supervision] = Field(default=(), title="监督记录")
    note: LongText | None = Field(default=None, title="内部备注", description="不公开。")
