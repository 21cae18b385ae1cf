"""A studio's reports."""

from __future__ import annotations

from dataclasses import dataclass

from generator.core.edition.form.base import Picture


@dataclass(frozen=True, slots=True)
class Report:
    """`filed` is the day on which it was handed in; None while it has not been."""

    id: str
    year: str
    title: str
    kind: str
    semester: str | None
    filed: str | None
    problems: tuple[str, ...]
    next_steps: tuple[str, ...]
    body_html: str
    body_text: str
    pictures: tuple[Picture, ...] = ()
