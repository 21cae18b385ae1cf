"""What was frozen of a year: written by `archive record`, never by hand."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.core.records.base import Count, Day, Many, Record, Text, pattern

Digest = Annotated[Text, pattern(r"[0-9a-f]{64}", "recorded")]
CommitName = Annotated[Text, pattern(r"[0-9a-f]{40,64}", "recorded")]


_CHANGE = r"(?:added|changed|gone) (?:studio|person|achievement|notice|grade|rule|address) [^ ]+"
ChangeLine = Annotated[Text, pattern(_CHANGE, "recorded")]


class FrozenCounts(Record):
    """How many of each the snapshot shows."""

    studios: Count = Field(title="工作室")
    people: Count = Field(title="人员")
    achievements: Count = Field(title="成果")
    notices: Count = Field(title="公示与公告")
    grades: Count = Field(title="考核结果")


class FrozenVersion(Record):
    """A snapshot. `digest` is the SHA-256 of the bag's `tagmanifest-sha256.txt`, and so of every byte in it; `zip` that
    of the zip."""

    version: Count = Field(title="版次")
    as_of: Day = Field(title="存档日期")
    commit: CommitName = Field(title="提交")
    digest: Digest = Field(title="摘要", description="存档袋里 tagmanifest-sha256.txt 的 SHA-256。")
    zip: Digest | None = Field(default=None, title="压缩包的摘要")
    files: Count = Field(title="文件数")
    bytes: Count = Field(title="字节数")
    counts: FrozenCounts = Field(title="内容")
    log_lines: Count = Field(default=0, title="日志条数")
    log_head: Digest | None = Field(default=None, title="日志摘要")
    reason: Text | None = Field(default=None, title="勘误原因", description="第2版起写。")
    changed: Many[ChangeLine] = Field(default=(), title="改动", description="与上一版不同的记录。")


class Archive(Record):
    """`content/archive/<year>.yml`: every snapshot that was made of a year, the first stays on record for ever."""

    versions: Many[FrozenVersion] = Field(min_length=1, title="版次")
