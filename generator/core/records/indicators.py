"""An indicator system (指标体系): observation points with marks and rules, by category; bands, quota, vetoes.

The vocabulary of rules is closed: each kind is one pure function in `core.compute.rules`. A rule chooses among the
facts of `core.compute.facts` by their fields; there is no formula language.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from generator.core.records.base import (
    Amount,
    Count,
    Flag,
    LongText,
    Many,
    Percent,
    Record,
    Signed,
    Text,
    pattern,
    reader,
    written,
)
from generator.core.records.site import MonthDay
from generator.core.values.number import read_ratio

PointId = Annotated[Text, pattern(r"\d{1,2}\.\d{1,2}", "point_id")]
By = Literal["计算", "计算并复核", "评审"]
"""Who gives the marks: computed from records; computed, then confirmed by reviewers; reviewers alone."""
FactWord = Literal[
    "成果",
    "培训",
    "服务",
    "人员",
    "带徒",
    "文件",
    "合作单位",
    "协议",
    "场地",
    "捐赠",
    "聘任",
    "评价",
    "资源",
    "会议",
    "安全登记",
    "学生规模",
]


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, str) else value


Choice = Annotated[
    tuple[Text, ...], BeforeValidator(_one_or_many), written("string", "array", items={"type": "string"})
]
"""One word, or a list of words any of which will do."""


class Selection(Record):
    """Which records count: of one kind, with these words in these fields and these numbers at least."""

    records: FactWord = Field(title="计入的记录")
    where: dict[str, Choice] = Field(default={}, title="条件", description="字段: 词，或几个词任一。")
    least: dict[str, Amount] = Field(default={}, title="数值条件", description="字段: 不少于的数。")


class CountRule(Record):
    """At least so many records; `distinct` counts the different words of a field instead."""

    kind: Literal["数量"] = Field(title="规则")
    select: Selection = Field(title="计入")
    at_least: Count = Field(title="不少于")
    distinct: Text | None = Field(default=None, title="按不同的计", description="字段名，如 organisation。")
    unit: Text = Field(default="项", title="单位")


class SumRule(Record):
    """At least so much of a number, added up."""

    kind: Literal["合计"] = Field(title="规则")
    select: Selection = Field(title="计入")
    number: Text = Field(title="合计的数", description="数值字段，如 person_days。")
    at_least: Amount = Field(title="不少于")
    unit: Text = Field(title="单位")


class CoversRule(Record):
    """All of these words occur."""

    kind: Literal["涵盖"] = Field(title="规则")
    select: Selection = Field(title="计入")
    field: Text = Field(title="字段")
    values: Many[Text] = Field(min_length=1, title="应有")


class EachSemesterRule(Record):
    """At least so many records in each semester."""

    kind: Literal["每学期"] = Field(title="规则")
    select: Selection = Field(title="计入")
    at_least: Count = Field(title="每学期不少于")
    unit: Text = Field(default="次", title="单位")


class RatioRule(Record):
    """One number is at least such a share of another; 三分之一以上 includes one third."""

    kind: Literal["比例"] = Field(title="规则")
    select: Selection = Field(title="计入")
    part: Text = Field(title="部分", description="数值字段。")
    whole: Text = Field(title="总体", description="数值字段。")
    at_least: Annotated[Fraction, reader(read_ratio), written("string", examples=["1/3"])] = Field(
        title="不少于", description="写成 1/3 或 30%。"
    )


class Filing(Record):
    """A report and the day by which it must be filed."""

    document: Text = Field(title="文件种类", description="文件的 kind。")
    semester: Text | None = Field(default=None, title="学期")
    due: MonthDay = Field(title="时限", description="月-日；二月最后一天写 02-29，平年就是28日。")
    following_year: Flag = Field(default=False, title="次年")


class FiledRule(Record):
    """Every one of these reports was filed by its day."""

    kind: Literal["按期报送"] = Field(title="规则")
    filings: Many[Filing] = Field(min_length=1, title="应报")


class ZeroRule(Record):
    """A register was kept and its number is zero."""

    kind: Literal["为零"] = Field(title="规则")
    select: Selection = Field(title="登记")
    number: Text = Field(title="数值字段")
    unit: Text = Field(default="起", title="单位")


class Tier(Record):
    """From so many on, such a share of the marks."""

    at_least: Amount = Field(title="不少于")
    share: Percent = Field(title="得分比例")


class TiersRule(Record):
    """The more, the larger the share of the marks, in steps."""

    kind: Literal["分段"] = Field(title="规则")
    select: Selection = Field(title="计入")
    number: Text | None = Field(default=None, title="合计的数", description="不写按条数。")
    unit: Text = Field(title="单位")
    tiers: Many[Tier] = Field(min_length=1, title="分段")


class PerMissingRule(Record):
    """Full marks for so many; each one short takes off so much, down to nothing."""

    kind: Literal["每缺扣分"] = Field(title="规则")
    select: Selection = Field(title="计入")
    required: Count = Field(title="应有")
    deduct: Amount = Field(title="每缺一个扣")
    unit: Text = Field(default="项", title="单位")


class BonusRule(Record):
    """Marks beyond the total: so much for each, up to the point's marks."""

    kind: Literal["加分"] = Field(title="规则")
    select: Selection = Field(title="计入")
    each: Amount = Field(title="每个加")
    unit: Text = Field(default="项", title="单位")


class DeductionRule(Record):
    """Marks taken from the total: so much for each, down to the point's marks."""

    kind: Literal["扣分"] = Field(title="规则")
    select: Selection = Field(title="计入")
    number: Text | None = Field(default=None, title="合计的数", description="不写按条数。")
    each: Amount = Field(title="每个扣")
    unit: Text = Field(default="起", title="单位")


Condition = Annotated[
    CountRule | SumRule | CoversRule | EachSemesterRule | RatioRule | FiledRule | ZeroRule,
    Field(discriminator="kind"),
]
"""A rule that is met or not, and can stand beside others."""


class AllRule(Record):
    """All of several conditions at once."""

    kind: Literal["同时满足"] = Field(title="规则")
    rules: Many[Condition] = Field(min_length=2, title="条件")


class ReviewRule(Record):
    """Reviewers give the marks."""

    kind: Literal["评审"] = Field(title="规则")
    evidence: Text | None = Field(default=None, title="查看材料")


Rule = Annotated[
    CountRule
    | SumRule
    | CoversRule
    | EachSemesterRule
    | RatioRule
    | FiledRule
    | ZeroRule
    | TiersRule
    | PerMissingRule
    | BonusRule
    | DeductionRule
    | AllRule
    | ReviewRule,
    Field(discriminator="kind"),
]


class ObservationPoint(Record):
    """A point that is marked."""

    id: PointId = Field(title="编号")
    label: Text = Field(title="观测点")
    marks: Amount = Field(title="分值")
    weight: Amount | None = Field(default=None, title="权重", description="不写为 1。")
    by: By = Field(title="评分方式", examples=["评审"])
    partial: Literal["不给部分分", "按比例"] = Field(default="不给部分分", title="部分得分")
    rule: Rule = Field(title="规则")
    evidence: Text | None = Field(default=None, title="应备材料", description="要准备哪些材料供核对。")
    basis: Text | None = Field(
        default=None, title="依据", description="这一点出自哪份文件、哪一条；与体系的依据不同时写。"
    )

    @property
    def sort(self) -> Literal["mark", "bonus", "deduction"]:
        """What the point does to the total: it is part of it, adds to it, or takes from it."""
        if isinstance(self.rule, BonusRule):
            return "bonus"
        return "deduction" if isinstance(self.rule, DeductionRule) else "mark"


class Indicator(Record):
    """An indicator (评价指标): a heading over observation points."""

    name: Text = Field(title="评价指标")
    points: Many[ObservationPoint] = Field(min_length=1, title="观测点")


class Category(Record):
    """A category of indicators with the marks it is worth, bonus and deduction points apart."""

    name: Text = Field(title="评价内容")
    marks: Amount = Field(title="分值", description="与观测点之和核对；加分和扣分不计。")
    indicators: Many[Indicator] = Field(min_length=1, title="评价指标")

    @property
    def points(self) -> tuple[ObservationPoint, ...]:
        """All points of the category."""
        return tuple(point for indicator in self.indicators for point in indicator.points)


class Band(Record):
    """Scores from `at_least` (inclusive) up to the next band belong to the grade: half-open, exact."""

    grade: Text = Field(title="等级")
    name: Text = Field(title="等级名称")
    at_least: Signed = Field(title="不低于（分）")


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
    cap: Amount | None = Field(default=None, title="总分上限", description="有加分时写；不写就是满分。")
    review: Literal["平均", "去掉最高最低"] = Field(default="平均", title="评审分算法")
    trim_from: Count = Field(default=5, title="几人起去掉最高最低")
    bands: Many[Band] = Field(default=(), title="分档")
    quota: Quota | None = Field(default=None, title="名额")
    vetoes: Many[Veto] = Field(default=(), title="一票否决")
    categories: Many[Category] = Field(min_length=1, title="评价内容")

    @property
    def points(self) -> tuple[ObservationPoint, ...]:
        """All points of the system."""
        return tuple(point for category in self.categories for point in category.points)
