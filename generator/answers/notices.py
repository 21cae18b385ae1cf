"""What `notices` answers: how every notice stands on the day, internal ones too."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from generator.answers.columns import aligned
from generator.core.edition import Edition
from generator.core.edition.form import Notice
from generator.wording import Wording


def as_text(edition: Edition, notices: Sequence[Notice], words: Wording) -> str:
    """A line a notice, the latest first, and the day on which something changes next."""
    head = [words(f"answer.notices.{name}") for name in ("state", "published", "closes", "left", "number", "title")]
    lines = [head]
    for notice in notices:
        period = notice.period
        lines.append(
            [
                words(f"answer.state.{notice.state}"),
                notice.published,
                period.closes if period else "",
                str(period.left) if period and period.left is not None else "",
                notice.number or "",
                notice.title,
            ]
        )
    change = (
        words("answer.notices.next_change", day=edition.next_change)
        if edition.next_change
        else words("answer.notices.no_change")
    )
    listed = aligned(lines, {3}) if notices else words("answer.notices.none") + "\n"
    return f"{words('answer.as_of', as_of=edition.as_of)}\n{listed}{change}\n{words('answer.notices.next')}\n"


def as_json(edition: Edition, notices: Sequence[Notice]) -> str:
    """The notices as data; dates are ISO."""
    answer = {
        "as_of": edition.as_of,
        "next_change": edition.next_change,
        "notices": [_notice(notice) for notice in notices],
    }
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _notice(notice: Notice) -> dict[str, Any]:
    period = notice.period
    return {
        "id": notice.id,
        "title": notice.title,
        "kind": notice.kind,
        "scope": notice.scope,
        "state": notice.state,
        "published": notice.published,
        "opens": period.opens if period else None,
        "closes": period.closes if period else None,
        "length": period.length if period else None,
        "unit": period.unit if period else None,
        "count_from": period.count_from if period else None,
        "left": period.left if period else None,
        "document_number": notice.number,
        "marks": notice.marks,
        "links": [{"type": link.type, "to": link.to} for link in notice.links if link.forward],
    }
