"""Recognition rounds (认定批次): who applied, which stages they went through, how it ended."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.core.records.base import Count, Day, Id, Many, PersonId, Record, Text
from generator.core.records.supervision import Supervision

StageName = Literal[
    "发布通知", "系部申报", "资格审查", "专家评审", "实地考察", "学术委员会审议", "校内公示", "公示", "发文认定", "授牌"
]
Material = Literal["申报表", "申报报告", "证书复印件", "协议稿"]
CriterionResult = Literal["符合", "不符合", "待评审"]


class Stage(Record):
    """A step of the round."""

    name: StageName = Field(title="阶段")
    starts: Day = Field(title="开始日期")
    ends: Day | None = Field(default=None, title="结束日期")
    body: Text | None = Field(default=None, title="负责部门")
    notice: Id | None = Field(default=None, title="公示或公告")


class CriterionFinding(Record):
    """Whether one criterion is met, where that is not computed."""

    criterion: Text = Field(title="条件编号")
    result: CriterionResult = Field(title="结论")
    evidence: Text | None = Field(
        default=None, title="依据", description="认定以后公开；不写出生日期、健康和家庭情况。"
    )


class Application(Record):
    """One application of the round."""

    id: Id = Field(title="编号")
    name: Text = Field(title="申报名称", description="职业工种名称加“技能大师工作室”。")
    trade: Text = Field(title="职业工种")
    department: Text = Field(title="所在系部")
    master: PersonId | None = Field(default=None, title="大师")
    studio: Id | None = Field(default=None, title="工作室", description="认定后写文件夹名。")
    enterprise_years: Count | None = Field(default=None, title="企业工作年数")
    practice_months: Count | None = Field(default=None, title="企业实践月数")
    materials: Many[Material] = Field(default=(), title="申报材料", description="收到的材料，写种类。")
    findings: Many[CriterionFinding] = Field(default=(), title="条件审查")
    score: Text | None = Field(default=None, title="专家评审结论")
    outcome: Literal["通过", "未通过", "撤回", "进行中"] = Field(title="结果")
    reason: Text | None = Field(default=None, title="原因")


class Round(Record):
    """`content/rounds/<name>.yml`."""

    title: Text = Field(title="名称")
    year: Count = Field(title="年度")
    criteria: Id = Field(title="认定条件", description="rules 里“kind: 认定条件”的文件名。")
    cutoff: Day = Field(title="年龄计算截止日")
    stages: Many[Stage] = Field(min_length=1, title="阶段")
    applications: Many[Application] = Field(default=(), title="申报")
    supervision: Many[Supervision] = Field(default=(), title="监督记录")
