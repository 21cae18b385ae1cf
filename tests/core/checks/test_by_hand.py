"""Links of pages by hand: whatever stands on the site is known to the check, which draws none of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import quote

from generator.core.checks.by_hand import links_lead_somewhere
from generator.core.pages import draw
from generator.core.pipeline import Prepared, prepare

ROOT = Path(__file__).resolve().parents[3]
DAY = date(2026, 3, 18)


def told(prepared: Prepared, text: str) -> list[str]:
    """The links of a hand-written page that are told, as they are written."""
    dataset = replace(prepared.dataset, pages={"content/pages/linking.md": text})
    return [str(dict(each.args)["link"]) for each in links_lead_somewhere(dataset, DAY)]


def test_every_page_and_download_of_the_site_may_be_linked_to() -> None:
    prepared = prepare(ROOT, DAY)
    assert prepared.edition
    pages = draw(prepared.edition)
    there = {place for page in pages for place in (page.address, *(file.address for file in page.downloads))}
    ended = {each.address for each in prepared.edition.addresses if each.outcome}
    assert len(there) > 1000
    assert ended
    assert told(prepared, "\n".join(f"[甲]({quote(place)})\n" for place in sorted(there - ended))) == []
    # What has moved or is gone has a page that says so, and is better not linked to.
    assert sorted(told(prepared, "\n".join(f"[甲]({place})\n" for place in ended))) == sorted(ended)


def test_what_is_on_no_site_is_told() -> None:
    prepared = prepare(ROOT, DAY)
    dead = ["compare.htm", "explorer.html", "studios/none/index.html", "people/p999.html", "grades/2019x.html"]
    assert told(prepared, "\n".join(f"[甲]({place})\n" for place in dead)) == dead
