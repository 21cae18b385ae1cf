"""Vocational groups (职教集团): members, yearly metrics, problems and next steps."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.core.records.base import Flag, LongText, Many, Name, Partial, Record, Text
from generator.core.records.plan import QuantityField, Source


class GroupMember(Record):
    """A member of a group, or how many of a kind where the source names none."""

    name: Text = Field(title="名称")
    kind: Literal["学校", "企业", "行业组织", "科研院所", "政府部门", "其他"] = Field(title="类别")


class Metric(Record):
    """A figure of a year. A year that the source masks is written as it stands (20XX)."""

    year: Partial = Field(title="年度")
    name: Text = Field(title="指标")
    value: QuantityField = Field(title="数值")
    audience: Text | None = Field(default=None, title="对象")
    sentence: Text | None = Field(default=None, title="原文要点", description="数字出自哪一段。")


class Column(Record):
    """A column of a group's own site (专家人才库, 用人单位信息), with the figures that say what it holds."""

    name: Text = Field(title="栏目")
    metrics: Many[Text] = Field(default=(), title="数据", description="年度数据里的指标名称。")


class Step(Record):
    """Something intended."""

    text: LongText = Field(title="打算")
    when: Text | None = Field(default=None, title="时间")


class Group(Record):
    """`content/groups/<name>.yml`."""

    name: Text = Field(title="名称")
    reference: Flag = Field(default=False, title="公开参考案例")
    source: Source | None = Field(default=None, title="来源")
    founded: Partial | None = Field(default=None, title="成立日期")
    approved_by: Text | None = Field(default=None, title="批准单位")
    lead: Text | None = Field(default=None, title="牵头单位")
    members: Many[GroupMember] = Field(default=(), title="成员")
    majors: Many[Name] = Field(default=(), title="专业")
    columns: Many[Column] = Field(default=(), title="网站栏目")
    metrics: Many[Metric] = Field(default=(), title="年度数据")
    results: Many[LongText] = Field(default=(), title="工作与成效")
    problems: Many[LongText] = Field(default=(), title="存在问题")
    next_steps: Many[Step] = Field(default=(), title="下一步打算")
    notes: Many[LongText] = Field(default=(), title="原文说明")
