"""How anyone can check the log of notices: what it has come to, and what to type."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.edition import Edition
from generator.core.pages import address
from generator.core.pages.download import Download
from generator.core.pages.page import Page
from generator.wording import wording

CHAIN = (
    "n=0; p=$(printf %064d 0); "
    "while IFS= read -r l; do n=$((n+1)); "
    "case $l in '{\"n\":'$n','*'\"prev\":\"'$p'\"}') ;; *) echo \"? $l\";; esac; "
    "p=$(printf '%s\\n' \"$l\" | sha256sum | cut -c 1-64); "
    'done < notices.jsonl; echo "$n $p"'
)
"""Follows the whole chain with nothing but a shell and coreutils; says the head, and before it what does not fit."""
KEPT = "head -n {number} notices.jsonl | tail -n 1 | sha256sum"
"""The digest of a line: that of a head which somebody has kept."""
NOTICE = (
    "f={name}.json; n={number}; "
    "(head -n 1 $f | cut -d '\"' -f 4 | tr -d '\\n'; head -n 2 $f | tail -n 1 | tr -d '\\n') "
    "| sha256sum | cut -c 1-64; "
    "head -n $n notices.jsonl | tail -n 1 | cut -d '\"' -f 18"
)
"""Says the digest of a notice's record as it is published, then the one that the log holds."""


def pages(edition: Edition) -> Iterator[Page]:
    """The page that explains, with the log itself to take away; none where no log is kept."""
    if edition.log is None:
        return
    t = wording()
    shown = next((notice for notice in edition.notices if notice.proof and notice.proof.record), None)
    line = shown.proof.entries[0].number if shown and shown.proof else 0
    yield Page(
        address.VERIFY,
        "notices",
        "log.html",
        t("log.title"),
        t("log.description", school=edition.site.school, count=edition.log.lines),
        {
            "log": edition.log,
            "chain": CHAIN,
            "kept": KEPT.format(number=edition.log.lines) if edition.log.lines else "",
            "example": shown,
            "check": NOTICE.format(name=shown.id, number=line) if shown else "",
        },
        ((t("notices.title"), address.NOTICES),),
        (Download.of(address.LOG, edition.log.text),),
    )
