"""Addresses once published: the list that `log append` keeps, and what the school says became of some.

    2026-03-18 achievements/welding-he/national-contest.html

A line an address, with the first day on which it was published: a page, a redirect or a word that it is gone must stand
there for good.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from generator.core.records.base import Day, Record, Text, pattern

Outcome = Literal["撤销", "改址", "并入"]
SiteAddress = Annotated[Text, pattern(r"(?:[A-Za-z0-9][A-Za-z0-9._-]*/)*[A-Za-z0-9][A-Za-z0-9._-]*\.html", "address")]

_LINE = re.compile(rb"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([A-Za-z0-9._/-]{1,200}\.html)")


class AddressChange(Record):
    """An entry of `content/addresses.yml`: what became of an address that has no page of its own any more."""

    address: SiteAddress = Field(title="原网址", description="网站上的地址，如 achievements/welding-he/cup.html。")
    outcome: Outcome = Field(title="去向", description="改址：同一内容换了地址；并入：归到另一页；撤销：不再有这一页。")
    to: SiteAddress | None = Field(default=None, title="新网址", description="改址、并入要写；撤销不写。")
    date: Day = Field(title="日期", description="从哪一天起。")
    reason: Text = Field(title="原因", description="公开显示在原网址上。")


@dataclass(frozen=True, slots=True)
class Promise:
    """An address that was published, since when, and where it stands in the list, from line 1."""

    address: str
    since: date
    line: int

    def written(self) -> bytes:
        """The line as it stands in the list, with its line feed."""
        return f"{self.since.isoformat()} {self.address}\n".encode()


def read_promises(data: bytes) -> Iterator[Promise | int]:
    """The lines of the list; of one that is none, its number. Line ends of Windows are no fault here."""
    for number, raw in enumerate(data.splitlines(), start=1):
        found = _LINE.fullmatch(raw)
        try:
            yield Promise(found[2].decode(), date.fromisoformat(found[1].decode()), number) if found else number
        except ValueError:
            yield number
