"""Services to firms, schools and the public; a row each."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.core.records.base import Amount, Count, Day, Id, Record, Text

ServiceKind = Literal["技艺体验", "技术咨询", "信息服务", "技术攻关", "产品加工", "技能鉴定"]
ClientKind = Literal["中小企业", "大型企业", "学校", "事业单位", "社会组织", "社区", "机关", "个人"]


class Service(Record):
    """A row of `studios/<id>/services/<year>.csv`."""

    id: Id = Field(title="编号")
    date: Day = Field(title="日期")
    kind: ServiceKind = Field(title="类别")
    topic: Text = Field(title="内容")
    client: Text = Field(title="服务对象")
    client_kind: ClientKind = Field(title="对象类别")
    mode: Literal["线下", "线上"] = Field(default="线下", title="方式")
    persons: Count | None = Field(default=None, title="人数")
    income: Amount | None = Field(default=None, title="收入（万元）")
