"""Pages: each address is drawn once, every address that a page could lead to is drawn, faults keep their addresses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from generator.core.edition import Edition, form
from generator.core.pages import SECTIONS, Page, address, chrome, draw
from generator.core.pipeline import Prepared
from generator.core.records.schema import kind_names
from tests.core.compute.test_grade import assessment, studio
from tests.core.conftest import School

ANOTHER = (
    studio("a")
    + assessment("a", '"2.1": 30 32', reviewers="[p901, p902]")
    + """\
=== studios/a/achievements/2025/honour.md
---
title: 荣誉
type: 荣誉
date: 2025-05
people: [p101]
shared_with: [hong]
---
=== studios/a/trainings/2025.csv
id,date,topic,audience,persons,days
t1,2025-05-01,x,企业员工,10,2
=== studios/hong/studio.yml (change)
-  - since: 2021-09-01
+  - since: 2021-09-01
+    document: 镇职〔2026〕2号
=== content/notices/2026/grades-result.md (change)
-studios: [hong]
+studios: [hong, a]
"""
)
FAULTS = {
    "none": "",
    "achievement": "=== studios/hong/achievements/2025/cup.md (change)\n-rank: 一等奖\n+rank: 头奖\n",
    "shared": "=== studios/a/achievements/2025/honour.md\nno front matter\n",
    "row": "=== studios/hong/trainings/2025.csv (change)\n+t3,2025-11-01,x,员工,1,1,p101\n",
    "table": "=== studios/hong/trainings/2025.csv\nid;date\n",
    "learner": "=== studios/hong/members.yml (change)\n-        since: 2024-09-01\n+        since: soon\n",
    "master": "=== studios/hong/members.yml (change)\n-        since: 2021-09\n+        since: soon\n",
    "members": "=== studios/hong/members.yml\n- x\n",
    "studio": "=== studios/a/studio.yml\nshort: x\n",
    "all studios": "=== studios/a/studio.yml\nshort: x\n=== studios/hong/studio.yml\nshort: x\n",
    "profile": "=== studios/hong/profile.md\nx\n",
    "folder": "=== -studios/hong/studio.yml\n",
    "no studios": "=== -studios\n=== -content/assessments\n=== -content/notices\n",
}
with_faults = pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)


def edition(prepared: Prepared) -> Edition:
    assert prepared.edition is not None, prepared.problems
    return prepared.edition


def pages(prepared: Prepared) -> dict[str, Page]:
    return {page.address: page for page in draw(edition(prepared))}


def leads_to(value: Any) -> Iterator[str]:
    """Every address that a template can make of what it is given."""
    match value:
        case form.PersonRef(id=str(number)):
            yield address.person(number)
        case form.Person():
            yield address.person(value.id)
        case form.PersonRole():
            yield address.studio(value.studio)
        case form.Studio():
            yield address.studio(value.id)
            if value.trainings or "training" in value.incomplete:
                yield address.trainings(value.id)
        case form.Achievement():
            yield address.achievement(value.studio, value.id)
            yield from map(address.studio, (value.studio, *value.shared_with))
        case form.Notice():
            yield address.notice(value.id)
            yield from map(address.studio, value.studios)
        case form.NoticeLink():
            yield address.notice(value.to)
        case form.StatusStep(notice=str(name)):
            yield address.notice(name)
        case form.GradeYear():
            yield address.grade_year(value.year)
            yield address.system(value.system)
        case form.Grade():
            yield address.grade(value.year, value.studio)
            yield address.studio(value.studio)
            if value.notice:
                yield address.notice(value.notice)
        case form.IndicatorSystem():
            yield address.system(value.id)
        case form.EvidenceRef(kind="achievement"):
            yield address.achievement(value.studio, value.id)
        case form.EvidenceRef(kind="training"):
            yield address.trainings(value.studio)
        case form.EvidenceRef(kind="member") if value.id:
            yield address.person(value.id)
        case str() if value.endswith(".html") and " " not in value:
            yield value
    if is_dataclass(value):
        for each in fields(value):
            yield from leads_to(getattr(value, each.name))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from leads_to(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from leads_to(inner)


def test_the_pages_of_the_tiny_school(school: School) -> None:
    drawn = [place for place in pages(school()) if not place.startswith("guide/")]
    assert drawn == [
        "achievements/hong/cup.html",
        "achievements/index.html",
        "achievements/year-2025.html",
        "grades/2025/hong.html",
        "grades/2025/index.html",
        "grades/index.html",
        "index.html",
        "notices/grades-proposed.html",
        "notices/grades-result.html",
        "notices/index.html",
        "people/index.html",
        "people/p101.html",
        "rules/index.html",
        "rules/indicators.html",
        "status.html",
        "studios/hong/index.html",
        "studios/hong/trainings.html",
        "studios/index.html",
    ]


def test_the_guide_has_a_page_for_every_kind_of_record(school: School) -> None:
    guide = {place for place in pages(school()) if place.startswith("guide/")}
    assert guide == {"guide/index.html", *(f"guide/{kind}.html" for kind in kind_names())}


@with_faults
def test_every_address_is_drawn_once(school: School, fault: str) -> None:
    drawn = Counter(page.address.lower() for page in draw(edition(school(ANOTHER + fault))))
    assert [place for place, count in drawn.items() if count > 1] == []


@with_faults
def test_every_address_that_a_page_can_lead_to_is_drawn(school: School, fault: str) -> None:
    drawn = pages(school(ANOTHER + fault))
    led = {
        (page.address, place)
        for page in drawn.values()
        for place in (*leads_to(page.view), *(place for _, place in page.crumbs))
    }
    assert {(page, place) for page, place in led if place not in drawn} == set()


@with_faults
def test_every_page_can_be_named_and_found(school: School, fault: str) -> None:
    for page in pages(school(ANOTHER + fault)).values():
        assert page.title
        assert page.description
        assert page.section in SECTIONS


@pytest.mark.parametrize(
    ("fault", "place"),
    [
        ("achievement", "achievements/hong/cup.html"),
        ("shared", "achievements/a/honour.html"),
        ("studio", "studios/a/index.html"),
        ("folder", "studios/hong/index.html"),
        ("master", "people/p101.html"),
    ],
)
def test_what_is_under_correction_keeps_its_address_and_says_only_that(school: School, fault: str, place: str) -> None:
    sound, faulty = pages(school(ANOTHER))[place], pages(school(ANOTHER + FAULTS[fault]))[place]
    assert sound.template != "correction.html"
    assert faulty.template == "correction.html"
    assert faulty.view.keys() == {"id", "kind"}
    assert sound.title not in str(faulty)


def test_pages_that_lack_something_say_so(school: School) -> None:
    drawn = pages(school(ANOTHER + FAULTS["achievement"]))
    archive, year = drawn["achievements/index.html"], drawn["achievements/year-2025.html"]
    assert (archive.view["incomplete"], year.view["incomplete"]) == (True, True)
    grade = drawn["grades/2025/hong.html"].view["grade"]
    assert (grade.incomplete, grade.final, grade.reason) == (True, None, "incomplete")
    figures = {name: (figure.value, figure.incomplete) for name, figure, *_ in drawn["index.html"].view["figures"]}
    assert figures["figure.achievements"] == ("1", True)
    assert figures["figure.studios"] == ("2", False)
    corrections = [(out.id, where) for out, where in drawn["status.html"].view["corrections"]]
    assert corrections == [("hong/cup", "achievements/hong/cup.html")]


def test_pages_that_lack_nothing_do_not(school: School) -> None:
    drawn = pages(school(ANOTHER))
    assert not drawn["achievements/index.html"].view["incomplete"]
    assert not any(figure.incomplete for _, figure, *_ in drawn["index.html"].view["figures"])
    assert drawn["status.html"].view["corrections"] == ()


def test_a_row_under_correction_is_said_on_the_studios_own_pages(school: School) -> None:
    drawn = pages(school(ANOTHER + FAULTS["row"]))
    [year] = drawn["studios/hong/trainings.html"].view["studio"].trainings
    assert year.incomplete
    corrections = drawn["status.html"].view["corrections"]
    assert [(out.kind, where) for out, where in corrections] == [("training", "studios/hong/index.html")]


def test_a_ledger_whose_table_is_broken_keeps_its_address(school: School) -> None:
    assert "studios/hong/trainings.html" in pages(school(FAULTS["table"]))


def test_open_notices_come_first(school: School) -> None:
    home = pages(school("", "2026-01-07"))["index.html"]
    assert [notice.id for notice in home.view["open_notices"]] == ["grades-proposed"]
    home = pages(school("", "2026-01-20"))["index.html"]
    assert [notice.id for notice in home.view["open_notices"]] == []
    assert {notice.id for notice in home.view["queue"]} == {"grades-proposed", "grades-result"}


def test_an_unannounced_grade_is_on_no_page(school: School) -> None:
    drawn = pages(school("", "2026-01-13"))
    assert drawn["studios/hong/index.html"].view["grades"] == ()
    assert drawn["index.html"].view["grades"] == {}


def test_the_chrome_has_only_what_the_school_states(school: School) -> None:
    stated = chrome(edition(school()))
    assert (stated.site_name, stated.school_name, stated.sample, stated.filings) == (
        "小镇匠谱",
        "小镇职业学校",
        None,
        (),
    )
    assert [(office.name, office.phone) for office in stated.offices] == [("发展规划处", "0000-555 0101")]
    with_filing = chrome(edition(school("=== content/site.yml (change)\n+filings: {icp: 云ICP备1号}\n")))
    assert [(filing.text, filing.link) for filing in with_filing.filings] == [
        ("云ICP备1号", "https://beian.miit.gov.cn/")
    ]
