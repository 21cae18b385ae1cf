"""An indicator system (指标体系): observation points with marks and rules, by category; bands, quota, vetoes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.core.records.achievement import AchievementType, Level, Rank
from generator.core.records.base import Amount, Count, Flag, LongText, Many, Percent, Record, Text, pattern
from generator.core.records.person import Role
from generator.core.records.training import Audience, TrainingKind

PointId = Annotated[Text, pattern(r"[0-9]{1,2}\.[0-9]{1,2}", "point_id")]
By = Literal["计算", "计算并复核", "评审"]
"""Who gives the marks: computed from records; computed, then confirmed by reviewers; reviewers alone."""


class AchievementFilter(Record):
    """Which achievements count."""

    types: Many[AchievementType] = Field(default=(), title="类型")
    levels: Many[Level] = Field(default=(), title="级别")
    ranks: Many[Rank] = Field(default=(), title="等次")
    contestants: Literal["学生", "教师", "大师"] | None = Field(default=None, title="参赛者")
    forms: Many[Literal["活页式", "工作手册式", "普通"]] = Field(default=(), title="教材形式")
    lead_is_master: Flag = Field(default=False, title="大师主持")
    recognised: Flag = Field(default=False, title="须经认定")
    adopted: Flag = Field(default=False, title="须有采用情况")


class TrainingFilter(Record):
    """Which trainings count."""

    kinds: Many[TrainingKind] = Field(default=(), title="类别")
    audiences: Many[Audience] = Field(default=(), title="对象")


class CountRule(Record):
    """At least so many achievements in the year."""

    kind: Literal["成果数"]
    achievements: AchievementFilter = Field(title="计入的成果")
    at_least: Count = Field(title="不少于")


class PersonDaysRule(Record):
    """At least so many person-days of training in the year."""

    kind: Literal["培训人天"]
    trainings: TrainingFilter = Field(title="计入的培训")
    at_least: Amount = Field(title="不少于（人天）")


class EachSemesterRule(Record):
    """At least so many trainings in each semester."""

    kind: Literal["每学期培训"]
    trainings: TrainingFilter = Field(title="计入的培训")
    at_least: Count = Field(title="每学期不少于（次）")


class RolesRule(Record):
    """People of all these roles are in the studio during the year."""

    kind: Literal["人员齐备"]
    roles: Many[Role] = Field(min_length=1, title="角色")


class RoleCountRule(Record):
    """At least so many people hold one of these roles; `new` counts only those who began in the year."""

    kind: Literal["人员数"]
    roles: Many[Role] = Field(min_length=1, title="角色")
    at_least: Count = Field(title="不少于（人）")
    new: Flag = Field(default=False, title="只计当年新增")


class AllRule(Record):
    """All of several conditions at once."""

    kind: Literal["同时满足"]
    rules: Many[Rule] = Field(min_length=2, title="条件")


class ReviewRule(Record):
    """Reviewers give the marks."""

    kind: Literal["评审"]
    evidence: Text | None = Field(default=None, title="查看材料")


Rule = Annotated[
    CountRule | PersonDaysRule | EachSemesterRule | RolesRule | RoleCountRule | AllRule | ReviewRule,
    Field(discriminator="kind"),
]
RULE_KINDS = ("成果数", "培训人天", "每学期培训", "人员齐备", "人员数", "同时满足", "评审")


class ObservationPoint(Record):
    """A point that is marked."""

    id: PointId = Field(title="编号")
    label: Text = Field(title="观测点")
    marks: Amount = Field(title="分值")
    weight: Amount | None = Field(default=None, title="权重", description="不写为 1。")
    by: By = Field(title="评分方式")
    partial: Literal["不给部分分", "按比例"] = Field(default="不给部分分", title="部分得分")
    rule: Rule = Field(title="规则")


class Category(Record):
    """A category of indicators with the marks it is worth."""

    name: Text = Field(title="评价内容")
    marks: Amount = Field(title="分值", description="与观测点之和核对。")
    points: Many[ObservationPoint] = Field(min_length=1, title="观测点")


class Band(Record):
    """Scores from `at_least` (inclusive) up to the next band belong to the grade: half-open, exact decimals."""

    grade: Text = Field(title="等级")
    name: Text = Field(title="等级名称")
    at_least: Amount = Field(title="不低于（分）")


class Quota(Record):
    """How many of those assessed may have the best grade."""

    grade: Text = Field(title="等级")
    share: Percent = Field(title="不超过", description="占参评工作室的比例，如 25%。")


class Veto(Record):
    """Something that caps the grade whatever the score."""

    id: Text = Field(title="编号")
    name: Text = Field(title="情形")
    caps_at: Text = Field(title="最高等级")


class Indicators(Record):
    """`content/rules/<year>/<name>.yml` with `kind: 指标体系`; `year` is the assessed year."""

    kind: Literal["指标体系"] = Field(title="规则种类")
    title: Text = Field(title="名称")
    year: Count = Field(title="考核年度")
    basis: LongText = Field(title="依据", description="哪份文件、哪一条定的；本校自定的要写明。")
    total: Amount = Field(title="满分")
    bands: Many[Band] = Field(default=(), title="分档")
    quota: Quota | None = Field(default=None, title="名额")
    vetoes: Many[Veto] = Field(default=(), title="一票否决")
    categories: Many[Category] = Field(min_length=1, title="评价内容")


AllRule.model_rebuild()
