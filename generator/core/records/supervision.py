"""What the discipline office did while studios were chosen or assessed."""

from __future__ import annotations

from pydantic import Field

from generator.core.records.base import Day, LongText, Record, Text


class Supervision(Record):
    """An entry of a round or an assessment."""

    date: Day = Field(title="日期")
    body: Text = Field(title="部门")
    content: LongText = Field(title="内容", description="公开；不写举报人和评审人。")
