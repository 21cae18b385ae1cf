"""Press coverage."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.core.records.base import Day, Id, Many, Record, Text
from generator.core.records.notice import WebAddress

MediaLevel = Literal["国家级", "省级", "市级", "校级"]


class Press(Record):
    """An entry of `content/press/<year>.yml` (or `.csv`)."""

    id: Id = Field(title="编号")
    date: Day = Field(title="日期")
    outlet: Text = Field(title="媒体")
    level: MediaLevel = Field(title="媒体级别")
    title: Text = Field(title="标题")
    studios: Many[Id] = Field(default=(), title="涉及工作室")
    medium: Literal["报纸", "电视", "广播", "网络", "新媒体"] = Field(default="网络", title="载体")
    url: WebAddress | None = Field(default=None, title="网址", description="报道在媒体网站上的地址。")
    archived: Text | None = Field(default=None, title="存档", description="剪报或网页存档的档号。")
