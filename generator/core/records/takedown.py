"""A take-down: that a record is no longer shown to the public, since when and why."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.core.records.base import Citation, Day, Flag, Record, Text

Reason = Literal["本人要求", "同意撤回", "涉及隐私", "内容有误", "权利人要求", "期满撤下", "依规定撤下"]
PERSONAL: frozenset[Reason] = frozenset({"本人要求", "同意撤回", "涉及隐私"})
"""Reasons that lie in a person: then not even the title of an official document stays."""


class Takedown(Record):
    """An entry of `content/takedowns.yml`. Only the school takes down; a studio can delete its own files, but nothing
    that it sends in brings a record back.

    The register itself stays inside. Of an entry only the day, the reason and its basis are shown, where the record had
    a page of its own.
    """

    record: Text = Field(
        title="撤下什么",
        description="文件的路径，或“种类 编号”：training welding-he/t2025-03、press press-2025-01、person p104。",
        examples=["person p000"],
    )
    date: Day = Field(title="撤下日期", description="从这一天起不再显示。")
    reason: Reason = Field(title="理由", description="写进留下的说明页。")
    basis: Citation | None = Field(default=None, title="依据", description="文号，写进留下的说明页。")
    note: Text | None = Field(default=None, title="经过", description="谁提出、谁批准；不公开。")
    stub: Flag | None = Field(
        default=None,
        title="留说明页",
        description="原来的网址上留一页“已撤下”。不写：人员不留，其他留；归档文件写 是 的，保留标题、文号和日期。",
    )
