"""Venues for teaching and production, and what was given for them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.core.records.base import Amount, Flag, Id, Partial, Record, Text

FacilityType = Literal["专业教学实训室", "生产性实训基地", "研发中心", "生产车间"]


class Facility(Record):
    """An entry of `studios/<id>/facilities.yml`. Equipment belongs to who paid for it."""

    id: Id = Field(title="编号")
    name: Text = Field(title="名称")
    type: FacilityType = Field(title="类型")
    place: Text | None = Field(default=None, title="位置")
    area: Amount | None = Field(default=None, title="面积（平方米）")
    co_built: Flag = Field(default=False, title="共建")
    co_managed: Flag = Field(default=False, title="共管")
    shared: Flag = Field(default=False, title="共享")
    owner: Text = Field(title="设备产权")
    project: Text | None = Field(default=None, title="生产项目", description="正在进行的真实生产项目。")
    since: Partial = Field(title="启用日期")
    until: Partial | None = Field(default=None, title="停用日期")


class Donation(Record):
    """An entry of `studios/<id>/donations.yml`."""

    id: Id = Field(title="编号")
    date: Partial = Field(title="日期")
    donor: Text = Field(title="捐赠方")
    item: Text = Field(title="物品")
    value: Amount = Field(title="价值（万元）")
    facility: Id | None = Field(default=None, title="所在场地", description="facilities.yml 里的编号。")
