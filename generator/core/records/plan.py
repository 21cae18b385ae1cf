"""Plans (规划与年度计划): phases, targets and what was reached."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from generator.core.records.achievement import AchievementType, Contestants, Level, Rank
from generator.core.records.base import Citation, Flag, Id, LongText, Many, Partial, Record, Text, reader, written
from generator.core.records.training import Audience
from generator.core.values.quantity import Quantity, read_quantity

QuantityField: TypeAlias = Annotated[
    Quantity, reader(read_quantity), written("string", "number", examples=["近100家", "1200人次"])
]


class Source(Record):
    """Where the facts were taken from."""

    title: Text = Field(title="来源文件")
    issuer: Text | None = Field(default=None, title="发文单位")
    number: Citation | None = Field(default=None, title="文号")
    date: Partial | None = Field(default=None, title="成文日期")
    found: Text | None = Field(default=None, title="见于", description="转载处和日期。")
    note: Text | None = Field(default=None, title="说明")


class Phase(Record):
    """A span of a plan."""

    id: Id = Field(title="编号")
    name: Text = Field(title="阶段")
    starts: Partial = Field(title="起")
    ends: Partial = Field(title="止")


class Measure(Record):
    """By which records a target is counted: of which kind, and which of them."""

    records: Literal["培训", "带徒", "成果", "报道", "认定工作室", "在建工作室"] = Field(title="记录种类")
    audience: Many[Audience] = Field(default=(), title="培训对象", description="只算这些对象的；不写都算。")
    level: Level | None = Field(default=None, title="级别", description="成果或媒体的级别。")
    type: AchievementType | None = Field(default=None, title="成果类型")
    rank: Rank | None = Field(default=None, title="等次")
    contestants: Contestants | None = Field(default=None, title="参赛者")


class Target(Record):
    """What is to be reached. Targets of the same metric may contradict one another in a source; all are kept."""

    id: Id = Field(title="编号")
    metric: Text = Field(title="指标")
    phase: Id | None = Field(default=None, title="阶段", description="不写就是总目标。")
    operator: Literal["不少于", "等于", "新增"] = Field(default="不少于", title="要求")
    value: QuantityField = Field(title="目标值")
    per: Text | None = Field(default=None, title="口径", description="如 每校、每年。")
    owner: Text | None = Field(default=None, title="责任单位")
    due: Partial | None = Field(default=None, title="完成时限")
    stated: Text | None = Field(default=None, title="出处", description="原文的章节。")
    measure: Measure | None = Field(
        default=None, title="用记录计算", description="写了就由记录计算实绩；单位要与记录相合，如培训用人天、人次或期。"
    )


class Actual(Record):
    """What was reached, as reported: where records do not count it, or beside what they count."""

    target: Id = Field(title="目标")
    date: Partial = Field(title="截至")
    value: QuantityField = Field(title="实绩")
    source: Text = Field(title="数据来源")


class Task(Record):
    """A piece of work of the plan."""

    title: Text = Field(title="任务")
    content: LongText | None = Field(default=None, title="内容")
    when: Text | None = Field(default=None, title="时间")
    owner: Text | None = Field(default=None, title="责任单位")


class Plan(Record):
    """`content/plans/<name>.yml`."""

    title: Text = Field(title="名称")
    reference: Flag = Field(default=False, title="公开参考案例", description="不是本校的计划，只作参考的写 是。")
    source: Source | None = Field(default=None, title="来源")
    starts: Partial | None = Field(default=None, title="起")
    ends: Partial | None = Field(default=None, title="止")
    theme: Text | None = Field(default=None, title="主题")
    phases: Many[Phase] = Field(default=(), title="阶段")
    targets: Many[Target] = Field(min_length=1, title="目标")
    actuals: Many[Actual] = Field(default=(), title="实绩")
    tasks: Many[Task] = Field(default=(), title="任务")
    safeguards: Many[Text] = Field(default=(), title="保障措施")
    notes: Many[LongText] = Field(default=(), title="原文说明", description="原文的缺漏、矛盾照实写。")
