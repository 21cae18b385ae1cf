"""Addresses once published: each opens for good, whatever becomes of its record."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.core.compute.address import by_hand, exists, holder, lasting
from generator.core.pages import draw, published
from generator.core.pages.page import Page
from generator.core.pipeline import Prepared, prepare
from tests.core.compute.test_log import notice
from tests.core.conftest import School

LIST = "=== content/log/addresses.txt\n"
CUP = "achievements/hong/cup.html"


@pytest.fixture(scope="module")
def sample() -> Prepared:
    return prepare(Path(__file__).parents[3], date(2026, 3, 18))


def drawn(prepared: Prepared) -> dict[str, Page]:
    assert prepared.edition is not None
    return {page.address: page for page in draw(prepared.edition)}


def test_every_page_of_a_record_is_known_by_its_address_alone(sample: Prepared) -> None:
    """The address scheme of the pages and that of the contract are one."""
    assert sample.edition is not None
    keys = {address: holder(address) for address in published(draw(sample.edition))}
    assert [address for address, key in keys.items() if key and not exists(key, sample.dataset)] == []
    kinds = {key.kind for key in keys.values() if key}
    held = {"achievement", "person", "notice", "studio", "report", "assessment", "rules", "round", "plan", "group"}
    assert kinds == held


def test_facets_and_further_pages_of_lists_are_no_contract(sample: Prepared) -> None:
    assert sample.edition is not None
    loose = {address for address in published(draw(sample.edition)) if not lasting(address)}
    allowed = (
        "guide/",
        "map.html",
        "search.html",
        "compare.html",
        "explore/",
        "studios/by-",
        "notices/by-",
        "achievements/type-",
        "achievements/level-",
    )
    others = sorted(address for address in loose if not address.startswith(allowed))
    assert all(address.endswith("/index.html") or "-" in address for address in others), others
    assert {"studios/by-trade.html", "achievements/type-contest.html", "guide/codes/r120.html"} <= loose


def test_every_address_that_is_due_opens(sample: Prepared) -> None:
    assert sample.edition is not None
    pages = draw(sample.edition)
    there = {page.address for page in pages} | {file.address for page in pages for file in page.downloads}
    there |= by_hand(sample.dataset.pages)
    assert len(sample.edition.addresses) > 400
    assert [each.address for each in sample.edition.addresses if each.address not in there] == []


def test_an_address_that_moved_leads_on(school: School) -> None:
    pages = drawn(
        school(
            f"{LIST}2026-01-05 achievements/hong/medal.html\n"
            "=== content/addresses.yml\naddresses:\n"
            f"  - {{address: achievements/hong/medal.html, outcome: 改址, to: {CUP}, date: 2026-01-10, reason: 改名}}\n"
        )
    )
    leading = {file.address: file.content.decode() for file in pages[CUP].downloads}
    assert 'content="0; url=cup.html"' in leading["achievements/hong/medal.html"]
    assert "achievements/hong/medal.html" not in pages


def test_an_address_that_is_gone_says_so_and_no_more(school: School) -> None:
    pages = drawn(
        school(
            f"{LIST}2026-01-05 achievements/hong/medal.html\n"
            "=== content/addresses.yml\naddresses:\n"
            "  - {address: achievements/hong/medal.html, outcome: 撤销, date: 2026-01-10, reason: 登记有误}\n"
        )
    )
    gone = pages["achievements/hong/medal.html"]
    assert gone.template == "gone.html"
    assert gone.view["gone"].reason == "登记有误"


def test_an_address_whose_record_is_no_longer_public_keeps_a_page(school: School) -> None:
    """The record is there, so nobody need be asked: its page says that it is not shown now."""
    promised = f"{LIST}2026-01-10 notices/plan.html\n2026-01-10 n/plan.html\n"
    assert drawn(school(promised + notice("plan", "2026-01-09", "")))["notices/plan.html"].template == "notice.html"
    internal = drawn(school(promised + notice("plan", "2026-01-09", "scope: 校内\n")))
    assert {address: internal[address].template for address in ("notices/plan.html", "n/plan.html")} == {
        "notices/plan.html": "gone.html",
        "n/plan.html": "gone.html",
    }


def test_an_earlier_day_asks_only_for_what_was_there_then(school: School) -> None:
    overlay = f"{LIST}2026-01-19 achievements/hong/medal.html\n"
    assert [found.code.id for found in school(overlay).problems] == ["H103"]
    assert not school(overlay, as_of="2026-01-18").problems


def test_a_broken_record_loses_no_address(school: School) -> None:
    """It keeps a page under correction, and its address is not told as lost beside the fault."""
    prepared = school(f"{LIST}2026-01-05 {CUP}\n=== studios/hong/achievements/2025/cup.md\nnothing\n")
    assert "H103" not in {found.code.id for found in prepared.problems}
    assert drawn(prepared)[CUP].template == "correction.html"
