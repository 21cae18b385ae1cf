"""Meetings of a studio's bodies: the council monthly, the project office weekly."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.core.records.base import Count, Day, Flag, Id, Record, Text

MeetingBody = Literal["理事会", "项目办公室", "教学指导小组", "其他"]


class Meeting(Record):
    """A row of `studios/<id>/meetings/<year>.csv`."""

    id: Id = Field(title="编号")
    date: Day = Field(title="日期")
    body: MeetingBody = Field(title="会议")
    topic: Text = Field(title="议题")
    present: Count = Field(title="到会人数")
    attendees: Text | None = Field(default=None, title="到会人员", description="写岗位或部门，用顿号分开。")
    decision: Text | None = Field(default=None, title="议定事项")
    escalated: Flag = Field(default=False, title="上报", description="有事项报上一级的写 是。")
