"""`HOW-TO-VERIFY.txt`: what is in the bag and how anyone checks it in thirty years, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from generator.archive.snapshot import Order
from generator.core.edition import Edition
from generator.wording import LANGUAGES, wording

NAME = "HOW-TO-VERIFY.txt"


def how_to_verify(order: Order, edition: Edition) -> Mapping[str, bytes]:
    """The text beside the payload."""
    texts = (
        wording(lang)(
            "archive.howto",
            name=order.name,
            source=wording(lang)("archive.source") if order.scope == "internal" else "",
            school=edition.site.school,
            year=order.year,
            day=edition.as_of,
            commit=order.commit,
            head=f"{edition.log.lines} {edition.log.head}" if edition.log else "-",
            url=edition.site.url or "-",
        )
        for lang in LANGUAGES
    )
    return {NAME: "\n".join(texts).encode()}
