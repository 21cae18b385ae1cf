"""Rules other than indicator systems: criteria, process, duties, the yearly cycle, what grades lead to."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.core.records.base import Count, Flag, LongText, Many, Record, Text
from generator.core.records.site import MonthDay


class Criterion(Record):
    """A condition of recognition. `test` says how it is judged; alternatives stand under `any_of`."""

    id: Text = Field(title="编号")
    text: LongText = Field(title="条件")
    test: Literal["年龄", "企业经历", "专业对应", "奖项", "评审", "核查"] = Field(title="判断方式")
    at_most: Count | None = Field(default=None, title="不超过", description="年龄写周岁。")
    inclusive: Flag = Field(default=True, title="含本数", description="“以下”含本数写 是。")
    years: Count | None = Field(default=None, title="企业工作年数不少于")
    months: Count | None = Field(default=None, title="企业实践月数不少于")
    any_of: Many[LongText] = Field(default=(), title="任一即可")


class Criteria(Record):
    """`content/rules/<year>/<name>.yml` with `kind: 认定条件`."""

    kind: Literal["认定条件"] = Field(title="规则种类")
    title: Text = Field(title="名称")
    basis: LongText = Field(title="依据")
    cutoff: Text = Field(title="截止日规定")
    criteria: Many[Criterion] = Field(min_length=1, title="条件")
    disqualified: Many[LongText] = Field(default=(), title="取消资格的情形")


class ProcessStep(Record):
    """A step of the recognition process."""

    name: Text = Field(title="步骤")
    body: Text = Field(title="负责部门")
    content: LongText = Field(title="内容")
    period: Text | None = Field(default=None, title="期限")


class Process(Record):
    """`kind: 认定程序`."""

    kind: Literal["认定程序"] = Field(title="规则种类")
    title: Text = Field(title="名称")
    basis: LongText = Field(title="依据")
    steps: Many[ProcessStep] = Field(min_length=1, title="步骤")


class Duty(Record):
    """Something that someone has to do, or sees to."""

    text: LongText = Field(title="内容")
    measure: Text | None = Field(default=None, title="量化要求", description="规定了数字的，照写。")


class DutyGroup(Record):
    """What is asked of one holder, or what is provided for."""

    name: Text = Field(title="名称", description="谁的职责，或哪一类任务、保障，如 领衔大师。")
    sort: Literal["职责", "任务", "保障"] = Field(title="性质")
    members: Many[Text] = Field(default=(), title="组成", description="由哪些岗位组成；不写人名。")
    items: Many[Duty] = Field(min_length=1, title="条目")


class Duties(Record):
    """`kind: 职责分工`: who does what, which tasks a studio has, what the school provides."""

    kind: Literal["职责分工"] = Field(title="规则种类")
    title: Text = Field(title="名称")
    basis: LongText = Field(title="依据")
    groups: Many[DutyGroup] = Field(min_length=1, title="分组")


CycleEvidence = Literal[
    "年度工作计划",
    "年度工作总结",
    "年度绩效报告",
    "年度效益报告",
    "学期效益报告",
    "年度工作报告",
    "标志性成果",
    "任务书",
    "责任书",
    "安全检查",
    "九类归档",
]


class CycleItem(Record):
    """Something due every year."""

    name: Text = Field(title="事项")
    due: MonthDay = Field(title="时限", description="月-日，如 01-31；二月最后一天写 02-29，平年就是28日。")
    who: Text = Field(title="谁做")
    to: Text | None = Field(default=None, title="报给谁")
    following_year: Flag = Field(default=False, title="次年", description="在考核年度的下一年办理的写 是。")
    evidence: Many[CycleEvidence] = Field(
        default=(), title="凭什么记录", description="各工作室都要办、档案里查得到的才写；写了几样，几样都有才算办完。"
    )
    since: MonthDay | None = Field(default=None, title="检查起始日", description="安全检查从哪一天起的才算，如 09-01。")


class Cycle(Record):
    """`kind: 年度安排`."""

    kind: Literal["年度安排"] = Field(title="规则种类")
    title: Text = Field(title="名称")
    basis: LongText = Field(title="依据")
    council_meetings: Count = Field(title="理事会每月不少于（次）")
    office_meetings: Count = Field(title="项目办公室每周不少于（次）")
    items: Many[CycleItem] = Field(min_length=1, title="事项")
    contest_months: Many[Text] = Field(default=(), title="竞赛月")


class Consequence(Record):
    """What follows from a grade or a case."""

    grade: Text = Field(title="等级或情形")
    consequence: LongText = Field(title="结果")


class Consequences(Record):
    """`kind: 结果运用`."""

    kind: Literal["结果运用"] = Field(title="规则种类")
    title: Text = Field(title="名称")
    basis: LongText = Field(title="依据")
    consequences: Many[Consequence] = Field(min_length=1, title="结果")
