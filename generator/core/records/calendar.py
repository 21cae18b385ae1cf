"""A working-day calendar (工作日历): what the school adds to or changes in the State Council's."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.core.records.base import Count, Day, LongText, Many, Record, Text


class Calendar(Record):
    """`content/rules/<year>/<name>.yml` with `kind: 工作日历`."""

    kind: Literal["工作日历"] = Field(title="规则种类")
    year: Count = Field(title="年份")
    basis: LongText = Field(title="依据")
    complete: Literal["是", "否"] = Field(default="否", title="全年", description="是：本文件定全年，不用随带的日历。")
    rest_days: Many[Day] = Field(default=(), title="休息日", description="落在周一至周五的放假日。")
    workdays: Many[Day] = Field(default=(), title="上班日", description="落在周六周日的调休上班日。")
    note: Text | None = Field(default=None, title="说明")
