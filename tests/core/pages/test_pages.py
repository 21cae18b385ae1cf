"""Pages: each address is drawn once, every address that a page could lead to is drawn, faults keep their addresses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_args

import pytest

from generator.core.edition import Edition, form
from generator.core.pages import SECTIONS, Page, address, chrome, draw
from generator.core.pages.achievement import LISTS
from generator.core.pages.code import Excerpt
from generator.core.pages.paging import cut, holding, pager
from generator.core.pages.studio import parts_of
from generator.core.pipeline import Prepared
from generator.core.records.achievement import LEVELS, UNRANKED, AchievementType
from generator.core.records.kinds import NAME
from generator.core.records.schema import kind_names
from tests.core.compute.test_grade import assessment, studio
from tests.core.conftest import School
from tests.core.edition.test_studio import WRITTEN

ANOTHER = (
    WRITTEN
    + studio("a")
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
@@
-summary: 跟洪师傅学钳工。
+summary: 跟洪师傅学钳工。
+shares: [a/honour]
=== studios/hong/members.yml (change)
-    name: 洪大匠
+    name: 洪大匠
+    elsewhere: [a]
=== content/notices/2026/grades-result.md (change)
-studios: [hong]
+studios: [hong, a]
"""
)
SCHOOL_SIDE = """\
=== content/rules/2024/criteria.yml
kind: 认定条件
title: 条件
basis: 办法
cutoff: 截止日
criteria: [{id: M1, text: 条件一, test: 核查}]
=== content/rules/2024/process.yml
kind: 认定程序
title: 程序
basis: 办法
steps: [{name: 申报, body: 系部, content: 提交申报表}]
=== content/rules/2024/cycle.yml
kind: 年度安排
title: 年度安排
basis: 办法
council_meetings: 1
office_meetings: 1
items: [{name: 计划, due: 02-28, who: 各室}]
contest_months: [3月：选拔月]
=== content/rules/2024/consequences.yml
kind: 结果运用
title: 结果运用
basis: 办法
consequences: [{grade: 合格, consequence: 继续建设}]
=== content/rounds/first.yml
title: 认定
year: 2026
criteria: criteria
cutoff: 2026-01-01
stages:
  - {name: 发布通知, starts: 2026-01-02}
  - {name: 公示, starts: 2026-01-05, notice: grades-proposed}
  - {name: 发文认定, starts: 2026-01-14, notice: grades-result}
applications:
  - {id: one, name: 钳工技能大师工作室, trade: 钳工, department: 系, studio: hong, outcome: 通过,
     findings: [{criterion: M1, result: 符合}]}
=== content/plans/own.yml
title: 计划
targets: [{id: t, metric: 成果, value: 10项}]
=== content/groups/one.yml
name: 集团
metrics: [{year: 20XX, name: 企业, value: 近100家}]
=== content/press/2025.yml
press: [{id: old, date: 2025-03-01, outlet: 日报, level: 市级, title: 报道, studios: [hong]}]
=== content/press/2026.yml
press: [{id: new, date: 2026-01-08, outlet: 电台, level: 省级, title: 报道, studios: [a], medium: 广播}]
=== studios/hong/documents/2024.yml
documents: [{id: d1, title: 章程, category: 制度, kind: 章程, date: 2024-03-01}]
=== studios/hong/meetings/2025.csv
id,date,body,topic,present
m1,2025-02-10,理事会,议题,5
=== studios/hong/reports/2025/annual.md
---
title: 报告
kind: 年度工作报告
filed: 2026-01-12
---
正文
"""
ANOTHER += SCHOOL_SIDE
NEED_STUDIOS = ("studios", *(f"content/{name}" for name in ("assessments", "notices", "press", "rounds")))
FAULTS = {
    "none": "",
    "achievement": "=== studios/hong/achievements/2025/cup.md (change)\n-rank: 一等奖\n+rank: 头奖\n",
    "shared": "=== studios/a/achievements/2025/honour.md\nno front matter\n",
    "row": "=== studios/hong/trainings/2025.csv (change)\n+t3,2025-11-01,x,员工,1,1,p101\n",
    "table": "=== studios/hong/trainings/2025.csv\nid;date\n",
    "service": "=== studios/hong/services/2025.csv (change)\n+s4,soon,技术咨询,x,y,学校,1,\n",
    "tables": "".join(
        f"=== studios/hong/{kind}/2025.csv\nid;date\n" for kind in ("services", "meetings", "evaluations", "resources")
    ),
    "lists": "".join(
        f"=== studios/hong/{kind}.yml\n- x\n" for kind in ("partners", "agreements", "facilities", "appointments")
    ),
    "filed": "=== studios/hong/documents/2025.yml\n- x\n=== studios/hong/documents/2024.yml\n- x\n",
    "report": "=== studios/hong/reports/2025/annual.md (change)\n-kind: 年度工作报告\n+kind: 年报\n",
    "taken": "=== studios/hong/achievements/2025/index.md\nx\n=== studios/hong/reports/2025/index-2.md\nx\n",
    "learner": "=== studios/hong/members.yml (change)\n-        since: 2024-09-01\n+        since: soon\n",
    "master": "=== studios/hong/members.yml (change)\n-        since: 2021-09\n+        since: soon\n",
    "members": "=== studios/hong/members.yml\n- x\n",
    "studio": "=== studios/a/studio.yml\nshort: x\n",
    "all studios": "=== studios/a/studio.yml\nshort: x\n=== studios/hong/studio.yml\nshort: x\n",
    "profile": "=== studios/hong/profile.md\nx\n",
    "folder": "=== -studios/hong/studio.yml\n",
    "no studios": "".join(f"=== -{folder}\n" for folder in NEED_STUDIOS),
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
        case Excerpt():
            return  # shows what others write; leads nowhere
        case form.PersonRef(id=str(number)):
            yield address.person(number)
        case form.Person():
            yield address.person(value.id)
        case form.PersonRole():
            yield address.studio(value.studio)
        case form.Studio():
            yield address.studio(value.id)
            yield address.achievements_of_studio(value.id)
            yield from parts_of(value).values()
            yield from (address.report(value.id, report.id) for report in value.reports)
        case form.LevelStep(notice=str(name)):
            yield address.notice(name)
        case form.Achievement():
            yield address.achievement(value.studio, value.id)
            yield address.achievements_of_type(value.type)
            if value.level:
                yield address.achievements_of_level(value.level)
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
        case form.Criteria() | form.Process() | form.Duties() | form.Cycle() | form.Consequences():
            yield address.rule(value.id)
        case form.Round():
            yield address.recognition_round(value.id)
            if value.criteria:
                yield address.rule(value.criteria)
        case form.Stage(notice=str(name)):
            yield address.notice(name)
        case form.Recognised(studio=str(name)):
            yield address.studio(name)
        case form.Plan():
            yield address.plan(value.id)
        case form.Group():
            yield address.group(value.id)
        case form.Press():
            yield address.press_of_year(value.date[:4])
            yield from map(address.studio, value.studios)
        case form.AgendaYear():
            yield address.calendar_year(value.year)
        case form.AgendaMonth():
            yield from (address.studio(name) for name, _ in value.councils)
        case form.AgendaItem(kind="opens" | "closes"):
            yield address.notice(value.source)
        case form.AgendaItem(kind="stage"):
            yield address.recognition_round(value.source)
        case form.AgendaItem(kind="due" | "contest"):
            yield address.rule(value.source)
        case form.AgendaItem(kind="report"):
            yield from map(address.studio, value.studios)
        case form.Filing():
            yield address.studio(value.studio)
        case form.EvidenceRef(kind="achievement"):
            yield address.achievement(value.studio, value.id)
        case form.EvidenceRef(kind="member") if value.id:
            yield address.person(value.id)
        case form.EvidenceRef():
            if where := address.place(value.kind, value.studio, value.id):
                yield where.partition("#")[0]
        case str() if value.partition("#")[0].endswith(".html") and not set(value) & {" ", "\n"}:
            yield value.partition("#")[0]
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
    facets = ("guide/", "explore/", "statistics/by-")
    drawn = [place for place in pages(school()) if not place.startswith(facets)]
    assert drawn == [
        "achievements/hong/cup.html",
        "achievements/hong/index.html",
        "achievements/index.html",
        "achievements/level-national.html",
        "achievements/type-contest.html",
        "achievements/year-2025.html",
        "archive/index.html",
        "calendar/2026.html",
        "calendar/index.html",
        "compare.html",
        "data/index.html",
        "embed/index.html",
        "grades/2025/hong.html",
        "grades/2025/index.html",
        "grades/index.html",
        "groups/index.html",
        "index.html",
        "map.html",
        "notices/by-kind.html",
        "notices/by-state.html",
        "notices/grades-proposed.html",
        "notices/grades-result.html",
        "notices/index.html",
        "people/index.html",
        "people/p101.html",
        "plans/index.html",
        "press/index.html",
        "rounds/index.html",
        "rules/index.html",
        "rules/indicators.html",
        "search.html",
        "statistics/index.html",
        "status.html",
        "studios/by-level.html",
        "studios/by-status.html",
        "studios/by-trade.html",
        "studios/hong/index.html",
        "studios/hong/trainings.html",
        "studios/index.html",
        "trainings/2025.html",
        "trainings/index.html",
    ]


def test_the_pages_behind_a_studio_that_writes_everything(school: School) -> None:
    drawn = [place for place in pages(school(WRITTEN)) if place.startswith("studios/hong/")]
    assert drawn == [
        "studios/hong/cooperation.html",
        "studios/hong/documents.html",
        "studios/hong/index.html",
        "studios/hong/meetings.html",
        "studios/hong/reports/annual.html",
        "studios/hong/services.html",
        "studios/hong/teaching.html",
        "studios/hong/trainings.html",
    ]


def test_what_the_school_writes_has_pages(school: School) -> None:
    before, drawn = pages(school()), pages(school(ANOTHER))
    assert {place for place in drawn if place not in before} >= {
        *(f"rules/{name}.html" for name in ("criteria", "process", "cycle", "consequences")),
        "rounds/first.html",
        "plans/own.html",
        "groups/one.html",
        *(f"press/{year}.html" for year in (2025, 2026)),
        *(f"calendar/{year}.html" for year in (2024, 2025, 2027)),
    }


def test_nothing_is_drawn_where_snapshots_will_be(school: School) -> None:
    assert [place for place in pages(school(ANOTHER)) if place.startswith("archive/")] == ["archive/index.html"]


def test_the_guide_has_a_page_for_every_kind_of_record(school: School) -> None:
    guide = {place for place in pages(school()) if place.startswith("guide/") and "/codes/" not in place}
    assert guide == {"guide/index.html", *(f"guide/{kind}.html" for kind in kind_names())}


@with_faults
def test_every_address_is_drawn_once(school: School, fault: str) -> None:
    drawn = Counter(page.address.lower() for page in draw(edition(school(ANOTHER + fault))))
    assert [place for place, count in drawn.items() if count > 1] == []


@with_faults
def test_every_address_that_a_page_can_lead_to_is_drawn(school: School, fault: str) -> None:
    drawn = pages(school(ANOTHER + fault))
    there = drawn.keys() | {file.address for page in drawn.values() for file in page.downloads}
    led = {
        (page.address, place)
        for page in drawn.values()
        for place in (*leads_to(page.view), *(place for _, place in page.crumbs))
    }
    assert {(page, place) for page, place in led if place not in there} == set()


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
        ("report", "studios/hong/reports/annual.html"),
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
    police = chrome(edition(school("=== content/site.yml (change)\n+filings: {police: 云公网安备 12号}\n")))
    assert [filing.link for filing in police.filings] == ["https://beian.mps.gov.cn/#/query/webSearch?code=12"]


def test_a_record_with_a_taken_name_does_not_take_the_lists_place(school: School) -> None:
    drawn = pages(school(ANOTHER + FAULTS["taken"]))
    assert drawn["achievements/hong/index.html"].template == "achievements-list.html"
    assert "studios/hong/reports/index-2.html" not in drawn


def test_every_type_and_level_has_an_address_of_its_own() -> None:
    assert set(address.TYPES) == set(get_args(AchievementType))
    assert set(address.LEVELS) == {*LEVELS, UNRANKED}
    slugs = [*address.TYPES.values(), *address.LEVELS.values()]
    assert [slug for slug in slugs if not NAME.fullmatch(slug)] == []
    assert len({*address.TYPES.values()}) == len(address.TYPES)


def test_figures_of_the_archive_are_those_of_the_lists_they_lead_to(school: School) -> None:
    drawn = pages(school(ANOTHER))
    facets = drawn["achievements/index.html"].view["facets"]
    assert facets.keys() == LISTS.keys()
    for counted in facets.values():
        for _, count, where in counted:
            page = drawn[where]
            shown = {(one.studio, one.id) for _, _, found in page.view["groups"] for one in found}
            assert (page.view["total"], len(shown)) == (count, count)


def test_a_long_list_goes_on_on_further_pages(school: School) -> None:
    more = "".join(
        f"=== studios/hong/achievements/{2022 + number // 100}/n{number}.md\n---\ntitle: 甲\ntype: 专利\n"
        f"date: {2022 + number // 100}\n---\n"
        for number in range(250)
    )
    drawn = pages(school(more))
    first, second = drawn["achievements/hong/index.html"], drawn["achievements/hong/index-2.html"]
    sizes = [[(year, len(found)) for year, _, found in page.view["groups"]] for page in (first, second)]
    assert sizes == [[("2025", 1), ("2024", 50), ("2023", 100), ("2022", 49)], [("2022", 51)]]
    assert first.title != second.title
    assert drawn["studios/hong/index.html"].view["years_at"]["2022"] == "achievements/hong/index.html#year-2022"
    assert max(sum(len(rows) for *_, rows in page.view.get("groups", ())) for page in drawn.values()) <= 200


@pytest.mark.parametrize(
    ("sizes", "pages"),
    [
        ([], [[]]),
        ([0], [[0]]),
        ([3], [[3]]),
        ([4], [[3], [1]]),
        ([3, 1], [[3], [1]]),
        ([2, 2], [[2, 1], [1]]),
        ([7], [[3], [3], [1]]),
        ([3, 0], [[3, 0]]),
    ],
)
def test_groups_are_cut_into_pages(sizes: list[int], pages: list[list[int]]) -> None:
    groups = [(name, range(size)) for name, size in enumerate(sizes)]
    made = cut(groups, 3)
    assert [[len(rows) for _, rows in page] for page in made] == pages
    for name, rows in groups:
        assert [row for page in made for group, found in page if group == name for row in found] == list(rows)
        assert any(group == name for group, _ in made[holding(made, name) - 1])


def test_figures_lead_to_the_page_on_which_their_year_begins(school: School) -> None:
    """With many records a list goes on over several pages, and an earlier year stands on none but the last."""
    cup = "---\ntitle: {0}\ntype: 竞赛获奖\nlevel: 国家级\nrank: 一等奖\ndate: 2025-03\npeople: [p101]\n"
    cup += "contestants: 学生\n---\n"
    lay = "".join(f"=== studios/hong/achievements/2025/cup-{n}.md\n{cup.format(f'杯{n}')}" for n in range(201))
    lay += f"=== studios/hong/achievements/2024/old.md\n{cup.format('旧杯').replace('2025', '2024')}"
    edition = school(lay).edition
    assert edition is not None
    drawn = {page.address: page for page in draw(edition)}
    tables = drawn[address.STATISTICS].view["tables"]
    places = {cell.to for table in tables for line in table.lines for cell in line.cells if cell.to}
    led = [place.split("#year-") for place in places if place.startswith("achievements/") and "#year-" in place]
    assert any(page.endswith("-2.html") for page, _ in led)
    for page, year in led:
        assert year in [name for name, _, _ in drawn[page].view["groups"]], page


def test_a_pager_knows_its_neighbours() -> None:
    ends = [pager("x/index.html", number, 3) for number in (1, 2, 3)]
    assert [(each.before, each.after) for each in ends] == [
        (None, "x/index-2.html"),
        ("x/index.html", "x/index-3.html"),
        ("x/index-2.html", None),
    ]


def test_neighbours_of_an_achievement_are_of_its_studio_and_year(school: School) -> None:
    others = "".join(
        f"=== studios/hong/achievements/2025/{name}.md\n---\ntitle: {name}\ntype: 专利\ndate: {day}\n---\n"
        for name, day in (("first", "2025-01-02"), ("last", "2025-12-01"))
    )
    drawn = pages(school(ANOTHER + others))
    beside = {
        name: tuple(
            one and one.id for one in (drawn[f"achievements/hong/{name}.html"].view[way] for way in ("before", "after"))
        )
        for name in ("first", "cup", "last")
    }
    assert beside == {"first": (None, "cup"), "cup": ("first", "last"), "last": ("cup", None)}


def test_the_ledger_adds_up_and_each_figure_leads_to_its_rows(school: School) -> None:
    drawn = pages(school(ANOTHER))
    [(year, rows, total)] = drawn["trainings/index.html"].view["years"]
    assert [(row.studio, row.sessions, row.attendances, row.person_days, row.times) for row in rows] == [
        ("a", 1, 10, "20", 0),
        ("hong", 2, 50, "100", 3),
    ]
    assert (year, total.sessions, total.attendances, total.person_days, total.times) == ("2025", 3, 60, "120", 3)
    assert [(row.trainings, row.services) for row in rows] == [
        ("studios/a/trainings.html#year-2025", None),
        ("studios/hong/trainings.html#year-2025", "studios/hong/services.html#year-2025"),
    ]
    groups = drawn["trainings/2025.html"].view["groups"]
    assert [(row.studio, len(trained), len(served)) for row, trained, served in groups] == [("a", 1, 0), ("hong", 2, 3)]


@pytest.mark.parametrize("fault", ["row", "table", "service", "tables", "studio"])
def test_a_ledger_from_which_something_is_missing_says_so(school: School, fault: str) -> None:
    drawn = pages(school(ANOTHER + FAULTS[fault]))
    assert drawn["trainings/2025.html"].view["total"].incomplete
    assert not pages(school(ANOTHER))["trainings/2025.html"].view["total"].incomplete


def test_home_leads_to_the_ledger_of_the_year_and_to_the_level(school: School) -> None:
    figures = {name: where for name, *_, where in pages(school(ANOTHER, "2025-12-31"))["index.html"].view["figures"]}
    assert figures["figure.person_days"] == "trainings/2025.html"
    assert figures["figure.national"] == "achievements/level-national.html"
    figures = {
        name: where
        for name, *_, where in pages(school("=== -studios\n=== -content/assessments\n=== -content/notices\n"))[
            "index.html"
        ].view["figures"]
    }
    assert figures["figure.person_days"] == "trainings/index.html"
    assert figures["figure.national"] == "achievements/index.html"


def test_studios_stand_in_four_orders(school: School) -> None:
    drawn = pages(school(ANOTHER))
    groups = {
        order: [(name, [studio.id for studio in found]) for name, found in drawn[place].view["groups"]]
        for order, place in (("level", "studios/by-level.html"), ("status", "studios/by-status.html"))
    }
    assert groups["level"] == [("市级", ["hong"]), ("校级", ["a"])]
    assert [name for name, _ in groups["status"]] == ["建设中"]


def test_a_person_is_told_the_trainings_given(school: School) -> None:
    counts = pages(school(ANOTHER))["people/p101.html"].view["trainings"]
    assert [(count.year, count.sessions, count.attendances, count.address) for count in counts] == [
        ("2025", 2, 50, "studios/hong/trainings.html#year-2025")
    ]


def test_who_sits_in_the_bodies_of_a_studio(school: School) -> None:
    view = pages(school(WRITTEN))["studios/hong/index.html"].view
    assert [(body, [(role, person.name) for role, person in seats]) for body, seats in view["governance"]] == [
        ("理事会", [("理事长", "赵理事")])
    ]
    assert (view["met"].year, view["meetings"]) == ("2025", "studios/hong/meetings.html#year-2025")


def test_a_year_counts_its_press_by_level_and_links_it(school: School) -> None:
    view = pages(school(ANOTHER))["press/index.html"].view
    assert view["levels"] == ("省级", "市级")
    assert view["years"] == (("2026", (1, 0), 1), ("2025", (0, 1), 1))
    assert (view["totals"], view["total"]) == ((1, 1), 2)


def test_the_calendar_names_its_neighbours_and_what_comes_next(school: School) -> None:
    drawn = pages(school(ANOTHER))
    assert [year for year, _ in drawn["calendar/index.html"].view["years"]] == [2027, 2026, 2025, 2024]
    ahead = drawn["calendar/index.html"].view["ahead"]
    assert [item.day for item in ahead] == sorted(item.day for item in ahead)
    assert all(item.when != "past" for item in ahead)
    neighbours = {year: drawn[f"calendar/{year}.html"].view for year in (2024, 2026, 2027)}
    assert [(view["earlier"], view["later"]) for view in neighbours.values()] == [
        (None, 2025),
        (2025, 2027),
        (2026, None),
    ]


def test_the_archive_counts_each_year_and_says_what_is_incomplete(school: School) -> None:
    def row(fault: str, year: str) -> list[tuple[str, bool, bool]]:
        years = dict(pages(school(ANOTHER + fault))["archive/index.html"].view["years"])
        return [(figure.value, figure.incomplete, where is not None) for figure, where in years[year]]

    sound = [("2", False, True), ("2", False, True), ("0", False, False), ("3", False, True), ("2", False, True)]
    assert row("", "2025") == sound
    assert row("", "2024")[4] == ("1", False, True)
    assert row(FAULTS["achievement"], "2025")[1] == ("1", True, True)
    assert row(FAULTS["row"], "2025")[3][1]
    assert not pages(school(ANOTHER))["archive/index.html"].view["lacking"]
    assert pages(school(ANOTHER + FAULTS["studio"]))["archive/index.html"].view["lacking"]


def test_the_chart_of_a_plan_draws_the_whole_and_the_latest_phase_that_was_measured(school: School) -> None:
    overlay = """\
=== content/plans/own.yml
title: 计划
phases:
  - {id: a, name: 甲, starts: 2024, ends: 2024}
  - {id: b, name: 乙, starts: 2025, ends: 2025}
  - {id: c, name: 丙, starts: 2026, ends: 2026}
targets:
  - {id: ta, metric: 成果, phase: a, value: 10项}
  - {id: tb, metric: 成果, phase: b, value: 10项, operator: 新增}
  - {id: tc, metric: 成果, phase: c, value: 10项, operator: 新增}
  - {id: all, metric: 成果, value: 30项}
  - {id: vague, metric: 专利, phase: b, value: 10项}
actuals:
  - {target: ta, date: 2024-12, value: 10项, source: 甲}
  - {target: tb, date: 2025-12, value: 8项, source: 乙}
  - {target: vague, date: 2025-12, value: 近10项, source: 乙}
"""
    figures = pages(school(overlay))["plans/own.html"].view["figures"]
    drawn = [(phase and phase.id, [(name, line.share) for name, line in rows]) for phase, rows in figures]
    assert drawn == [(None, [("成果", "60")]), ("b", [("成果", "80")])]


@pytest.mark.parametrize(("reference", "named"), [("", ("走访企业",)), ("reference: 是\n", ())])
def test_a_plan_of_the_schools_own_names_what_nothing_tells_of(
    school: School, reference: str, named: tuple[str, ...]
) -> None:
    overlay = f"""\
=== content/plans/own.yml
title: 规划
{reference}phases:
  - {{id: one, name: 第一阶段, starts: 2025-01, ends: 2025-12}}
  - {{id: two, name: 第二阶段, starts: 2026-02, ends: 2026-12}}
targets:
  - {{id: visits, metric: 走访企业, phase: one, value: 20家}}
  - {{id: books, metric: 教材, phase: two, value: 2部}}
"""
    assert pages(school(overlay))["plans/own.html"].view["unfed"] == named
