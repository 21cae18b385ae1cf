"""What only the school says of people: the register, and consents. Neither is ever published."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.core.records.base import Day, Flag, Id, Many, PersonId, Record, Text

Publishing = Literal["全名", "隐名", "不公开"]
ConsentUse = Literal["姓名", "照片", "联系电话", "荣誉"]


class RegisterEntry(Record):
    """An entry of `content/people.yml`; the only place where a birth date may stand."""

    id: PersonId = Field(title="人员编号")
    birth_date: Day | None = Field(default=None, title="出生日期", description="只用于计算年龄，不公开。")
    conduct: Text | None = Field(default=None, title="政治表现与师德核查", description="谁核查的、什么时候。")
    health: Text | None = Field(default=None, title="健康与履职核查")
    publish: Publishing = Field(default="全名", title="公开方式")
    note: Text | None = Field(default=None, title="备注")


class Consent(Record):
    """An entry of `content/consents.yml`: who agreed to what; the signed sheet itself stays on paper."""

    id: Id = Field(title="编号")
    person: PersonId = Field(title="人员")
    uses: Many[ConsentUse] = Field(min_length=1, title="同意公开")
    register_number: Text = Field(title="登记号", description="纸质同意书的编号。")
    guardian: Flag = Field(default=False, title="监护人同意")
    since: Day = Field(title="起始日期")
    until: Day | None = Field(default=None, title="截止日期")
    withdrawn: Day | None = Field(default=None, title="撤回日期")
    pictures: Many[Text] = Field(
        default=(),
        title="出现的图片",
        description="看得出本人的图片，如 studios/welding-he/files/class.jpg。",
    )
