"""A waiver: why a warning is left standing, and until when."""

from __future__ import annotations

from pydantic import Field

from generator.core.records.base import Day, Record, Text


class Waiver(Record):
    """An entry of `studios/<id>/waivers.yml`, for the studio's own files, or of `content/waivers.yml`, for any.

    Bookkeeping between those who write and those who check: never published, not even that one is faulty.
    """

    code: Text = Field(title="代码", description="jiangpu check 给出的警告代码，如 D701。")
    path: Text | None = Field(
        default=None, title="文件", description="警告指出的文件，或它所在的文件夹；不写就是所有这种警告。"
    )
    reason: Text = Field(title="理由", description="为什么现在不改，如：材料在校对，下学期补齐。")
    until: Day = Field(title="截止日期", description="到哪一天为止，一年以内。")
