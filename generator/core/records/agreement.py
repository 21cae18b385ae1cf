"""Cooperation agreements (校企合作协议)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.core.records.base import Day, Id, LongText, Many, Name, Record, Text

Clause = Literal["权利义务", "合作内容", "合作方式", "合作期限", "争议解决"]
CLAUSES: tuple[Clause, ...] = ("权利义务", "合作内容", "合作方式", "合作期限", "争议解决")
"""The five clauses that an agreement must have."""


class Agreement(Record):
    """An entry of `studios/<id>/agreements.yml`. Its term is from `starts` to `ends`, both inside."""

    id: Id = Field(title="编号")
    title: Text = Field(title="名称")
    partner: Id = Field(title="合作方", description="partners.yml 里的编号。")
    parties: Many[Name] = Field(min_length=2, title="签约各方", examples=["[学校, 企业]"])
    clauses: Many[Clause] = Field(
        title="已有条款",
        description="写明了哪几类条款。",
        examples=["[权利义务, 合作内容, 合作方式, 合作期限, 争议解决]"],
    )
    content: LongText = Field(title="合作内容")
    mode: Text = Field(title="合作方式")
    dispute: Text | None = Field(default=None, title="争议解决")
    signed: Day = Field(title="签订日期")
    starts: Day = Field(title="生效日期")
    ends: Day = Field(title="到期日期")
    dissolved: Day | None = Field(default=None, title="解除日期")
    reason: Text | None = Field(default=None, title="解除原因")
    file: Text | None = Field(default=None, title="文件", description="工作室 files/ 里的文件名。")
