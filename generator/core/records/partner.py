"""Partners of a studio: firms and others it works with."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.core.records.base import Id, Partial, Record, Text

PartnerKind = Literal["企业", "行业组织", "院校", "科研院所", "社会组织"]
FirmSize = Literal["大型", "中型", "小型", "微型"]


class Partner(Record):
    """An entry of `studios/<id>/partners.yml`. What each party brought stays its own when the partner leaves."""

    id: Id = Field(title="编号")
    name: Text = Field(title="名称")
    kind: PartnerKind = Field(default="企业", title="类别")
    size: FirmSize | None = Field(default=None, title="规模", description="企业写：大型、中型、小型、微型。")
    credit: Text | None = Field(default=None, title="信用情况", description="如 纳税信用等级及核查日期。")
    closeness: Literal["紧密", "一般"] | None = Field(default=None, title="合作程度")
    influence: Text | None = Field(default=None, title="行业影响")
    since: Partial = Field(title="合作起始")
    until: Partial | None = Field(default=None, title="退出日期")
    reason: Text | None = Field(default=None, title="退出原因")
