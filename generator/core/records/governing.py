"""Governing documents: what a studio keeps on file, in the nine yearly categories."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.core.records.base import Citation, Day, Id, Partial, Record, Text

FileCategory = Literal[
    "制度", "建设方案", "年度工作计划和总结", "科研成果", "专利", "获奖证书", "会议记录", "活动记录", "影像资料"
]
FILE_CATEGORIES: tuple[FileCategory, ...] = (
    "制度",
    "建设方案",
    "年度工作计划和总结",
    "科研成果",
    "专利",
    "获奖证书",
    "会议记录",
    "活动记录",
    "影像资料",
)
"""What must be on file at the end of each year."""
GoverningKind = Literal[
    "章程",
    "建设方案",
    "人才培养方案",
    "合作协议",
    "任务书",
    "责任书",
    "年度工作计划",
    "年度工作总结",
    "年度绩效报告",
    "年度效益报告",
    "学期效益报告",
    "年度工作报告",
    "标志性成果",
    "制度",
    "会议记录",
    "活动记录",
    "影像资料",
    "获奖证书",
    "专利",
    "科研成果",
    "申报表",
    "申报报告",
]
Topic = Literal["基地管理", "学徒管理", "师资管理", "经费管理", "育人", "互兼互聘", "拔尖学生", "名师培养", "其他"]
"""What a rule or plan is about."""
Retention = Literal["永久", "30年", "10年"]


class GoverningDocument(Record):
    """An entry of `studios/<id>/documents/<year>.yml` (or `.csv`)."""

    id: Id = Field(title="编号")
    title: Text = Field(title="名称")
    category: FileCategory = Field(title="归档类别")
    kind: GoverningKind = Field(title="文件种类")
    topic: Topic | None = Field(default=None, title="内容", description="制度和计划写明管什么。")
    date: Partial = Field(title="成文日期")
    filed: Day | None = Field(default=None, title="报送日期")
    semester: Text | None = Field(default=None, title="学期", description="学期报告写学期名称，与 site.yml 一致。")
    number: Citation | None = Field(default=None, title="文号")
    retention: Retention = Field(default="10年", title="保管期限")
    file: Text | None = Field(default=None, title="文件", description="工作室 files/ 里的文件名。")
