"""The long lists behind a studio's page."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

import pytest

from generator.core.pages import Page, draw
from generator.core.pages.behind import lists, places
from generator.core.pages.explore import listings
from generator.core.pages.paging import MOST
from tests.core.conftest import School
from tests.core.edition.test_studio import WRITTEN

ROWS = 2 * MOST + 50
CATEGORY = ("活动记录", "制度")
LONG = (
    WRITTEN
    + "=== studios/hong/trainings/2025.csv\nid,date,topic,audience,persons,days,trainer\n"
    + "".join(f"t{row},2025-03-{row % 28 + 1:02},课{row},企业员工,10,1,p101\n" for row in range(ROWS))
    + "=== studios/hong/trainings/2024.csv\nid,date,topic,audience,persons,days,trainer\n"
    + "old,2024-05-01,旧课,企业员工,10,1,p101\n"
    + "=== studios/hong/documents/2023.yml\ndocuments:\n"
    + "".join(
        f"  - {{id: d{row}, title: 办法{row}, category: {CATEGORY[row < 30]}, kind: 制度, date: 2023-03-14,"
        " retention: 10年}\n"
        for row in range(ROWS)
    )
    + "=== studios/hong/members.yml (change)\n"
    + "".join(
        f"+  - {{id: p{row}, name: 王师傅, roles: [{{role: 骨干教师, since: 2022-03-01}}]}}\n"
        for row in range(200, 200 + ROWS)
    )
)


@pytest.fixture
def drawn(school: School) -> Mapping[str, Page]:
    edition = school(LONG).edition
    assert edition is not None
    return {page.address: page for page in draw(edition)}


def test_no_page_of_trainings_has_more_than_a_page_may(drawn: Mapping[str, Page]) -> None:
    names = ["studios/hong/trainings.html", "studios/hong/trainings-2.html", "studios/hong/trainings-3.html"]
    assert [name for name in sorted(drawn) if name.startswith("studios/hong/trainings")] == sorted(names)
    counts = [[(year.year, len(rows)) for year, rows in drawn[name].view["groups"]] for name in names]
    assert counts == [[("2025", MOST)], [("2025", MOST)], [("2025", 50), ("2024", 1)]]


def test_whatever_leads_to_a_row_or_a_year_leads_to_its_page(school: School, drawn: Mapping[str, Page]) -> None:
    edition = school(LONG).edition
    assert edition is not None
    [studio] = edition.studios
    further = places(studio)
    for number, years in enumerate(lists(studio)["studios/hong/trainings.html"], 1):
        where = "studios/hong/trainings.html" if number == 1 else f"studios/hong/trainings-{number}.html"
        for row in chain.from_iterable(rows for _, rows in years):
            one = f"studios/hong/trainings.html#row-{row.id}"
            assert further.get(one, one) == f"{where}#row-{row.id}"
    old = "studios/hong/trainings-3.html#row-old"
    [listing] = (one for one in listings(edition) if one.kind == "training")
    assert [row.address for row in listing.rows if row.title == "旧课"] == [old]
    where = "studios/hong/trainings-3.html#year-2024"
    ledger = {year: rows for year, rows, _ in drawn["trainings/index.html"].view["years"]}
    assert [row.trainings for row in ledger["2024"]] == [where]
    assert [count.address for count in drawn["people/p101.html"].view["trainings"]][-1] == where


def test_what_is_on_file_goes_on_on_further_pages(drawn: Mapping[str, Page]) -> None:
    pages = [page for name, page in drawn.items() if name.startswith("studios/hong/documents")]
    found = [[(year.year, len(rows)) for year, rows in page.view["groups"]] for page in pages]
    assert sum(count for page in found for _, count in page) >= ROWS
    assert all(sum(count for _, count in page) <= MOST for page in found)
    assert [page.view["pager"].count for page in pages] == [len(pages)] * len(pages)
    assert len(pages) > 2


def test_so_do_people(drawn: Mapping[str, Page]) -> None:
    pages = [page for name, page in drawn.items() if page.template == "people.html"]
    counts = [sum(len(members) for _, members in page.view["groups"]) + len(page.view["former"]) for page in pages]
    assert len(pages) == 3
    assert max(counts) <= MOST
    assert sum(counts) >= ROWS
