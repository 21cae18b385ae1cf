"""Resources that third parties bring in."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.core.records.base import Day, Id, Record, Text


class Resource(Record):
    """A row of `studios/<id>/resources/<year>.csv`."""

    id: Id = Field(title="编号")
    date: Day = Field(title="日期")
    organisation: Text = Field(title="提供单位")
    kind: Literal["设备", "资金", "平台", "人员", "信息", "场地"] = Field(title="种类")
    content: Text = Field(title="内容")
