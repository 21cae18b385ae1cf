"""What pages say of themselves to programs, and at their foot: from their own records, and nobody's hidden name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from generator.core.edition import Edition
from generator.core.pages import Page, address, draw
from generator.core.pages.sharing import fault, imprint, sharing

ROOT = Path(__file__).parents[3]
SITE = "https://jiangpu.example/"


@pytest.fixture(scope="module")
def pages(every_page: tuple[Page, ...]) -> dict[str, Page]:
    return {page.address: page for page in every_page}


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from nodes(one)
    elif isinstance(value, list):
        for one in value:
            yield from nodes(one)


def test_a_notice_carries_what_public_sites_must_say(pages: dict[str, Page]) -> None:
    page = pages[address.notice("ceramics-rename-2026")]
    assert dict(sharing(page).named) == {
        "SiteName": "云岭匠谱",
        "SiteDomain": "jiangpu.example",
        "ColumnName": "公示",
        "ArticleTitle": page.title,
        "PubDate": "2026-03-12",
        "ContentSource": "云岭职业学校",
        "Keywords": "更名,云职〔2026〕9号,陶瓷工艺",
        "Author": "宣传统战部",
        "Url": f"{SITE}notices/ceramics-rename-2026.html",
    }
    told = sharing(page).linked["mainEntity"]
    assert (told["@type"], told["identifier"], told["temporalCoverage"]) == (
        "Article",
        "云职〔2026〕9号",
        "2026-03-12/2026-03-20",
    )


@pytest.mark.parametrize(
    ("where", "kind"),
    [
        (address.studio("welding-he"), "Organization"),
        (address.person("p101"), "Person"),
        (address.achievement("welding-he", "self-centring-clamp"), "CreativeWork"),
        (address.notice("assessment-2025-result"), "Article"),
        (address.report("welding-he", "annual-2025"), "Report"),
        (address.grade(2025, "welding-he"), "Report"),
        (address.HOME, "EducationalOrganization"),
        (address.STATISTICS, "Dataset"),
    ],
)
def test_each_kind_is_what_schema_org_calls_it(pages: dict[str, Page], where: str, kind: str) -> None:
    told = sharing(pages[where]).linked
    assert (told["@context"], told["url"], told["mainEntity"]["@type"]) == ("https://schema.org", SITE + where, kind)


def test_every_address_that_is_told_is_one_of_the_site(pages: dict[str, Page]) -> None:
    files = {file.address for page in pages.values() for file in page.downloads}
    for page in pages.values():
        for node in nodes(sharing(page).linked):
            for key in ("url", "item", "contentUrl"):
                place = unquote(node.get(key, SITE)).removeprefix(SITE)
                assert place in {"", *pages, *files}, (page.address, place)


def test_nothing_is_empty_and_all_can_be_written(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert json.loads(json.dumps(sharing(page).linked)) == sharing(page).linked
        empty = [node for node in nodes(sharing(page).linked) for value in node.values() if value in (None, "", [], {})]
        assert empty == []
        assert [name for name, content in (*sharing(page).named, *sharing(page).graph) if not content] == []


def test_only_people_who_have_a_page_are_named_to_machines(edition: Edition, pages: dict[str, Page]) -> None:
    named = {person.name for person in edition.people}
    told = [node for page in pages.values() for node in nodes(sharing(page).linked) if node.get("@type") == "Person"]
    assert told
    assert {node["name"] for node in told} <= named
    masked = [one for one in edition.achievements if any(person.id is None for person in one.people)]
    assert masked  # there are learners in the sample, with their names masked


def test_a_site_without_an_address_names_none(edition: Edition, pages: dict[str, Page]) -> None:
    site = imprint(replace(edition.site, url=""))
    for page in pages.values():
        said = sharing(replace(page, imprint=site))
        assert "url" not in said.linked
        assert not {"Url", "SiteDomain", "og:url"} & dict((*said.named, *said.graph)).keys()
        assert not re.search(r'"(?:@id|url|item|contentUrl)": "(?!https?:)', json.dumps(said.linked))


def test_the_newest_record_is_no_later_than_the_day_that_is_shown(edition: Edition, pages: dict[str, Page]) -> None:
    days = {page.address: page.newest for page in pages.values()}
    assert max(days.values()) <= edition.as_of
    assert days[address.notice("ceramics-rename-2026")] == "2026-03-12"
    assert days[address.grade_year(2023)] < "2025"
    assert days[address.rule("criteria")] == ""
    one = next(one for one in edition.achievements if one.id == "self-centring-clamp")
    assert days[address.achievement(one.studio, one.id)] == max(one.date, one.recognised_on or "")


def test_a_letter_about_a_fault_names_the_page(pages: dict[str, Page]) -> None:
    page = pages[address.studio("welding-he")]
    letter = fault(page)
    assert letter.startswith("mailto:xuanchuan@jiangpu.example?subject=")
    assert f"{SITE}studios/welding-he/index.html" in unquote(letter)
    assert not re.search(r"[\s<>\"]", letter)


def test_without_an_office_that_reads_letters_there_is_none(edition: Edition) -> None:
    silent = replace(edition, site=replace(edition.site, offices=()))
    assert {fault(page) for page in draw(silent)} == {""}


def test_the_map_names_every_list_once(pages: dict[str, Page]) -> None:
    sections = pages[address.SITE_MAP].view["sections"]
    branches = [branch for _, found in sections for branch in found]
    told = [where for _, where, below in branches for where in (where, *(place for _, place in below))]
    assert len(told) == len(set(told))
    lists = {address.STUDIOS, address.NOTICES, address.ACHIEVEMENTS, address.GRADES, address.STATISTICS, address.SEARCH}
    assert lists <= set(told)
    assert address.achievements_of_type("教材") in told
    assert not [where for where in told if where not in pages]
    assert address.notice("ceramics-rename-2026") not in told
    names = {where: name for _, found in sections for _, _, below in found for name, where in below}
    assert names[address.NOTICES_BY_STATE] == "按状态"
    assert not [name for name in names.values() if "名录：" in name]
