"""Achievements: what a studio has brought forth, one Markdown file each, with its story as the body."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from generator.core.records.base import Citation, Flag, Id, LongText, Many, Partial, PersonId, Record, Text

AchievementType = Literal[
    "课程标准",
    "技艺特色课程",
    "1+X证书课程",
    "教材",
    "教学资源",
    "教学案例",
    "项目库",
    "企业员工培训包",
    "专业标准",
    "岗位规范",
    "质量标准",
    "纵向课题",
    "横向课题",
    "专利",
    "产品研发",
    "工艺革新",
    "方法革新",
    "工具革新",
    "成果转化",
    "竞赛获奖",
    "荣誉",
    "宣传报道",
]
Level = Literal["国家级", "省级", "市级", "校级", "企业级"]
TYPES: tuple[AchievementType, ...] = get_args(AchievementType)
LEVELS: tuple[Level, ...] = ("国家级", "省级", "市级", "校级", "企业级")
Rank = Literal["特等奖", "一等奖", "二等奖", "三等奖", "优秀奖", "金奖", "银奖", "铜奖"]
Contestants = Literal["学生", "教师", "大师"]
UNRANKED = "未定级"
"""What an achievement is called among the levels that nobody has ranked."""
RANKS: tuple[Rank, ...] = get_args(Rank)


class Evidence(Record):
    """A document that proves the achievement. The file, if any, lies in the studio's `files/`."""

    title: Text = Field(title="材料名称")
    number: Text | None = Field(default=None, title="编号", description="证书号、专利号、文号等，照原件写。")
    issuer: Text | None = Field(default=None, title="颁发单位")
    file: Text | None = Field(default=None, title="文件", description="工作室 files/ 里的文件名。")


class Recognition(Record):
    """By which document the achievement was recognised."""

    document: Citation = Field(title="认定文件")
    date: Partial | None = Field(default=None, title="认定日期")


class Achievement(Record):
    """`studios/<id>/achievements/<year>/<name>.md`; the file's name is the id within the studio."""

    title: Text = Field(title="名称")
    type: AchievementType = Field(title="类型")
    level: Level | None = Field(default=None, title="级别")
    rank: Rank | None = Field(default=None, title="等次")
    date: Partial = Field(title="取得日期", description="知道到哪一级就写到哪一级：2025-06-18、2025-06、2025。")
    people: Many[PersonId] = Field(default=(), title="完成人", description="按署名先后。")
    lead: PersonId | None = Field(default=None, title="主持人")
    team: Flag = Field(default=False, title="集体项目", description="团队获奖写 是，只计一次。")
    contestants: Contestants | None = Field(default=None, title="参赛者", description="竞赛获奖必填。")
    recognised: Recognition | None = Field(default=None, title="认定")
    form: Literal["活页式", "工作手册式", "普通"] | None = Field(default=None, title="教材形式")
    publisher: Text | None = Field(default=None, title="出版单位")
    isbn: Text | None = Field(default=None, title="书号")
    adopted_by: Text | None = Field(default=None, title="采用情况", description="教材在哪里用、用了多少。")
    partner: Text | None = Field(default=None, title="合作单位")
    media_level: Literal["国家级", "省级", "市级"] | None = Field(default=None, title="媒体级别")
    shared_with: Many[Id] = Field(
        default=(),
        title="共有工作室",
        description="与别的工作室共同取得时，写对方的编号；对方在 studio.yml 的 shares 里也写了才算。",
    )
    evidence: Many[Evidence] = Field(default=(), title="证明材料")
    summary: LongText | None = Field(default=None, title="摘要")
