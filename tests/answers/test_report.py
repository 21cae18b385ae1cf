"""Drafts of reports: what the records tell is filled in, what only people can tell waits, what was edited stays."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator.answers.report import is_untouched, of_school_draft, of_studio_draft, plain_text
from generator.answers.span import Span, semesters
from generator.core.edition import Edition
from generator.core.pages import draw
from generator.core.records.scaffold import OPEN
from generator.wording import LANGUAGES, wording
from tests.command import run
from tests.core.conftest import School

LINK = re.compile(r"\[(?:[^\]\\]|\\.)*\]\(([^)]+)\)")
ROW = re.compile(
    r"^\| ([^|]+?) \| ([^|]+?) \| (?:\[)?([0-9.]+)(?:\]\([^)]*\))?(（不完整）)?"
    r" \| ([0-9.]+)\S* \| (\S+) \|$",
    re.MULTILINE,
)


def of(edition: Edition, studio: str, year: str = "2025", semester: str = "", lang: str = "zh") -> str:
    given = next(each for each in edition.studios if each.id == studio)
    span = next((each for each in semesters(edition, int(year)) if each.semester == semester), Span(year))
    return of_studio_draft(edition, given, span, wording(lang))


def figures(draft: str) -> dict[str, tuple[str, str, str]]:
    return {found[1]: (found[3], found[5], found[6]) for found in ROW.finditer(draft)}


def test_figures_stand_beside_those_of_the_year_before_and_are_those_of_the_records(edition: Edition) -> None:
    told = figures(of(edition, "welding-he"))
    mine = [each for each in edition.achievements if "welding-he" in (each.studio, *each.shared_with)]
    years = Counter(each.year for each in mine)
    assert told["成果"] == (str(years["2025"]), str(years["2024"]), "0")
    studio = next(each for each in edition.studios if each.id == "welding-he")
    days = {year.year: Decimal(year.total.person_days) for year in studio.trainings}
    now, before, change = told["培训量"]
    assert (Decimal(now), Decimal(before)) == (days["2025"], days["2024"])
    assert Decimal(change) == days["2025"] - days["2024"]
    assert sum(Decimal(now) for name, (now, *_) in told.items() if name.startswith("培训量：")) == days["2025"]


def test_the_schools_figures_are_those_of_its_statistics(edition: Edition) -> None:
    told = figures(of_school_draft(edition, Span("2025"), wording()))
    assert told["成果"][0] == str(sum(each.year == "2025" for each in edition.achievements))
    assert told["公示与公告"][0] == str(sum(each.published[:4] == "2025" for each in edition.notices))
    assert told["媒体报道"][0] == str(sum(each.date[:4] == "2025" for each in edition.press))


@pytest.mark.parametrize("year", ["2023", "2024", "2025", "2026"])
def test_every_link_leads_to_a_page_and_every_place_in_it(edition: Edition, year: str) -> None:
    pages = {page.address for page in draw(edition)}
    drafts = [of(edition, studio.id, year) for studio in edition.studios]
    for draft in drafts:
        for link in LINK.findall(draft):
            assert link.startswith(edition.site.url)
            assert urlsplit(link).path.lstrip("/") in pages
    for link in LINK.findall(of_school_draft(edition, Span(year), wording())):
        assert link.partition("#")[0] in pages


def test_what_is_missing_is_named(edition: Edition) -> None:
    missing = of(edition, "watch-gu").partition("、缺项")[2]
    assert "春季学期效益报告迟报19天" in missing
    assert "归档类别“影像资料”没有文件" in missing
    assert "理事会：12个月中只有10个月" in missing
    school = of_school_draft(edition, Span("2025"), wording())
    assert "钟表维修：[春季学期效益报告迟报19天" in school
    assert "| 春季学期效益报告 | 2025年7月31日 | 6/7 | [钟表维修]" in school


def test_a_semester_holds_only_what_is_dated_in_it(edition: Edition) -> None:
    both = [figures(of(edition, "watch-gu", semester=name)) for name in ("春季学期", "秋季学期")]
    whole = figures(of(edition, "watch-gu"))
    assert sum(int(each["培训次数"][0]) for each in both) == int(whole["培训次数"][0])
    assert 'kind: 学期效益报告\nsemester: "春季学期"\n' in of(edition, "watch-gu", semester="春季学期")
    assert "经费" not in both[0]


def test_a_figure_with_a_record_under_correction_says_so(school: School) -> None:
    spoilt = school("=== studios/hong/trainings/2025.csv (change)\n+t3,2025-11-01,x,员工,1,1,p101\n").edition
    assert spoilt is not None
    draft = of(spoilt, "hong")
    assert "（不完整）" in next(line for line in draft.splitlines() if line.startswith("| 培训次数 |"))
    assert "（不完整）" not in next(line for line in draft.splitlines() if line.startswith("| 成果 |"))
    assert "本工作室有记录正在更正" in draft


def test_a_year_that_is_not_over_is_said_to_be_so(edition: Edition) -> None:
    said = "本期还没有结束"
    assert said in of(edition, "welding-he", "2026")
    assert said not in of(edition, "welding-he", "2025")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_titles_cannot_become_markup(edition: Edition, lang: str) -> None:
    title = "a](javascript:x) | <b> `c` *d*\n# e"
    odd = replace(edition, achievements=tuple(replace(each, title=title) for each in edition.achievements))
    draft = of(odd, "welding-he", lang=lang)
    assert plain_text(title) in draft
    assert title not in draft
    assert "\n# e" not in draft


def test_a_draft_passes_the_check_but_for_what_waits(school: School) -> None:
    edition = school().edition
    assert edition is not None
    draft = of(edition, "hong")
    overlay = "=== studios/hong/reports/2025/drafted.md\n" + draft
    found = school(overlay)
    mine = [each for each in found.problems if each.where.path.endswith("drafted.md")]
    assert [each.code.id for each in mine] == ["F212"]
    assert dict(mine[0].args)["count"] == draft.count(OPEN) - 1  # the explanation names the sign once


def test_only_what_nobody_has_edited_is_written_again(tmp_path: Path) -> None:
    place = tmp_path / "draft.md"
    done = run("report", "2025", "welding-he", "-o", place)
    assert done.returncode == 0, done.stderr
    first = place.read_text(encoding="utf-8")
    assert is_untouched(first)
    assert is_untouched(first.replace("\n", "\r\n"))
    assert run("report", "2025", "welding-he", "-o", place, "--as-of", "2026-02-01").returncode == 0
    second = place.read_text(encoding="utf-8")
    assert second != first
    edited = second.replace(OPEN, "做了三件事。", 1)
    place.write_text(edited, encoding="utf-8")
    assert not is_untouched(edited)
    refused = run("report", "2025", "welding-he", "-o", place)
    assert refused.returncode == 2
    assert len(refused.stderr.strip().splitlines()) == 1
    assert place.read_text(encoding="utf-8") == edited
    (tmp_path / "own.md").write_text("自己写的。\n", encoding="utf-8")
    assert run("report", "2025", "welding-he", "-o", tmp_path / "own.md").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2025", "welding"), "welding-he"),
        (("2027",), "2027"),
        (("2025", "welding-he", "--semester", "夏季学期"), "春季学期 秋季学期"),
        (("2025", "--semester", "春季学期"), "全校"),
    ],
)
def test_what_cannot_be_drafted_is_one_line(arguments: tuple[str, ...], said: str) -> None:
    done = run("report", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_same_day_gives_the_same_draft_to_a_pipe() -> None:
    one, other = run("report", "2025"), run("report", "2025")
    assert one.stdout == other.stdout
    assert one.stdout.startswith("---\n")


def test_what_is_under_correction_is_not_said_to_be_missing(school: School) -> None:
    asked = """\
=== content/rules/2025/cycle.yml
kind: 年度安排
title: 年度安排
basis: 办法
council_meetings: 1
office_meetings: 1
items: [{name: 工作计划, due: 02-28, who: 各工作室, evidence: [年度工作计划]}]
"""
    documents = """\
=== studios/hong/documents/2025.yml
documents: [{id: plan, title: 计划, category: 年度工作计划和总结, kind: DOCUMENT, date: 2025-01-05}]
"""
    none, broken = (school(asked + documents.replace("DOCUMENT", kind)).edition for kind in ("年度工作总结", "计划"))
    assert none is not None
    assert broken is not None
    assert "工作计划没有报送" in of(none, "hong")
    assert "没有报送" not in of(broken, "hong")
    assert "工作计划的报送记录正在更正" in of(broken, "hong")
    told, spoilt = (of_school_draft(each, Span("2025"), wording()) for each in (none, broken))
    assert "（更正中）" not in told
    row = next(line for line in spoilt.splitlines() if line.startswith("| 工作计划 |"))
    assert row.endswith("（更正中） |")


def test_an_achievement_under_correction_is_named(school: School) -> None:
    spoilt = school("=== studios/hong/achievements/2025/cup.md (change)\n-level: 国家级\n+level: 国\n").edition
    assert spoilt is not None
    draft = of(spoilt, "hong").partition("、缺项")[2]
    assert "成果cup正在更正，没有计入" in draft
    assert "成果cup" not in of(spoilt, "hong", "2024")
