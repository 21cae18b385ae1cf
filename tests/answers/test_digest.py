"""The digest for the official account: what became public in some days, once, as text to paste."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from generator.answers.digest import WEEK, Days, as_text
from generator.core.edition import Edition
from generator.core.pages import Page
from generator.wording import LANGUAGES, wording
from tests.command import run
from tests.core.conftest import School

ADDRESS = re.compile(r"^https?://\S+$", re.MULTILINE)
TODAY = date(2026, 3, 18)
INTERNAL = (
    "=== content/notices/2026/grades-proposed.md (change)\n-kind: 考核结果公示\n+kind: 考核结果公示\n+scope: 校内\n"
)


def of(edition: Edition, first: str, last: str, lang: str = "zh") -> str:
    return as_text(edition, Days(date.fromisoformat(first), date.fromisoformat(last)), wording(lang))


def tiny(school: School, overlay: str = "", as_of: str = "2026-01-20") -> Edition:
    edition = school(overlay, as_of).edition
    assert edition
    return edition


def test_a_week_of_the_sample(edition: Edition) -> None:
    text = as_text(edition, Days.up_to(TODAY, WEEK), wording("zh"))
    assert text.startswith("云岭匠谱动态（2026年3月12日至18日）\n\n公示与公告5项，新增成果1项，")
    assert "3．云岭职业学校关于2026年度拟认定技能大师工作室名单的公示（云职〔2026〕11号，公示期3月16日至20日）" in text
    results = text.partition("【结果公布】\n")[2].partition("\n\n")[0]
    assert results.splitlines()[0].startswith("云岭职业学校关于公布2025年度技能大师工作室考核结果的通知（")
    assert "◆ 中式烹饪\n中央厨房新员工培训包（企业员工培训包，企业级，3月12日）\n" in text
    assert text.endswith("示例站：学校、人物、企业与数据均为虚构。\n")


def test_a_rank_stands_behind_its_level(edition: Edition) -> None:
    assert "（竞赛获奖，国家级二等奖，10月26日）" in of(edition, "2025-10-01", "2025-10-31")


def test_attendances_are_those_of_the_records(edition: Edition) -> None:
    days = Days(date(2025, 10, 1), date(2025, 10, 31))
    found = [
        training
        for studio in edition.studios
        for year in studio.trainings
        for training in year.trainings
        if training.date.startswith("2025-10")
    ]
    sessions, persons = len(found), sum(training.persons for training in found)
    text = as_text(edition, days, wording("zh"))
    assert f"培训{sessions}次、{persons}人次" in text
    listed = text.partition("【培训】\n")[2].partition("\n\n")[0]
    assert sum(map(int, re.findall(r"次、(\d+)人次", listed))) == persons


def test_months_one_after_another_tell_everything_that_has_a_day_once(edition: Edition) -> None:
    """Nothing falls between two digests, and nothing is in both."""
    told: Counter[tuple[str, str]] = Counter()
    for month in range(1, 13):
        days = Days.of_month(2025, month, TODAY)
        assert days
        told.update((each.studio, each.id) for each in edition.achievements if days.hold(each.date))
    assert set(told.values()) == {1}
    assert set(told) == {(each.studio, each.id) for each in edition.achievements if re.match(r"2025-\d\d", each.date)}


def test_every_address_is_a_page_of_the_site(edition: Edition, every_page: tuple[Page, ...]) -> None:
    there = {edition.site.url + page.address for page in every_page}
    found = ADDRESS.findall(of(edition, "2025-01-01", "2026-03-18"))
    assert len(found) > 50
    assert set(found) <= there


def test_a_site_without_an_address_of_its_own_names_none(edition: Edition) -> None:
    text = of(replace(edition, site=replace(edition.site, url="")), "2026-03-12", "2026-03-18")
    assert "http" not in text
    assert "详见" not in text
    assert "【新增成果】" in text


def test_nothing_that_happened_is_said_plainly(school: School) -> None:
    text = of(tiny(school), "2026-01-19", "2026-01-20")
    assert "\n\n2026年1月19日至20日没有新的公示、公告、成果、培训和媒体报道。\n\n数据截至2026年1月20日。\n" in text
    assert "【" not in text


def test_what_is_internal_is_not_told(school: School) -> None:
    title = next(notice.title for notice in tiny(school).notices if notice.id == "grades-proposed")
    assert title in of(tiny(school), "2026-01-01", "2026-01-20")
    assert title not in of(tiny(school, INTERNAL), "2026-01-01", "2026-01-20")


@pytest.mark.parametrize("state", ["withdrawn", "superseded", "taken_down"])
def test_nobody_is_sent_to_a_notice_that_does_not_hold(edition: Edition, state: str) -> None:
    notices = tuple(replace(notice, state=state) for notice in edition.notices)
    assert "公示与公告" not in of(replace(edition, notices=notices), "2026-03-12", "2026-03-17")


def test_what_closes_soon_is_told_up_to_today_alone(school: School) -> None:
    edition = tiny(school, as_of="2026-01-07")
    (notice,) = (notice for notice in edition.notices if notice.state == "open")
    soon = f"【即将截止】\n{notice.title}"
    assert soon in of(edition, "2026-01-06", "2026-01-07")
    assert soon not in of(edition, "2026-01-06", "2026-01-06")
    # Told as new, it is not told again.
    assert soon not in of(edition, "2026-01-05", "2026-01-07")


def test_a_record_under_correction_makes_a_sum_a_lower_bound(edition: Edition) -> None:
    assert "实际可能更多" not in of(edition, "2026-03-12", "2026-03-18")
    studios = tuple(
        replace(studio, trainings=tuple(replace(year, incomplete=True) for year in studio.trainings))
        for studio in edition.studios
    )
    assert "人次（在校学生），有记录正在更正，实际可能更多\n" in of(
        replace(edition, studios=studios), "2026-03-12", "2026-03-18"
    )


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-02-01", "2026-02-28", "2026年2月"),
        ("2026-02-01", "2026-02-27", "2026年2月1日至27日"),
        ("2026-02-27", "2026-03-05", "2026年2月27日至3月5日"),
        ("2025-12-29", "2026-01-04", "2025年12月29日至2026年1月4日"),
        ("2026-03-05", "2026-03-05", "2026年3月5日"),
    ],
)
def test_days_say_nothing_twice(edition: Edition, first: str, last: str, said: str) -> None:
    assert of(edition, first, last).splitlines()[0] == f"云岭匠谱动态（{said}）"


def test_a_month_ends_today_at_the_latest() -> None:
    assert Days.of_month(2026, 3, TODAY) == Days(date(2026, 3, 1), TODAY)
    assert Days.of_month(2024, 2, TODAY) == Days(date(2024, 2, 1), date(2024, 2, 29))
    assert Days.of_month(2026, 4, TODAY) is None


def test_a_month_without_a_day_stands_for_its_first_and_a_year_for_none() -> None:
    days = Days(date(2026, 2, 1), date(2026, 2, 7))
    assert days.hold("2026-02")
    assert not Days(date(2026, 2, 2), date(2026, 2, 28)).hold("2026-02")
    assert not days.hold("2026")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_hangs_in_the_air(edition: Edition, lang: str) -> None:
    """No empty brackets, no commas without anything between them, no label with nothing below."""
    text = of(edition, "2020-01-01", "2026-03-18", lang)
    assert not re.search(r"（[，）]|，[，）]|[(,] *[),]|None| $", text, re.MULTILINE)
    assert not re.search(r"^(?:【.*】\n(?:\n|【)|◆.*\n(?:\n|◆|【))", text, re.MULTILINE)


def test_the_command_tells_a_week_or_a_month() -> None:
    done = run("digest", "--month", "2026-02")
    assert done.returncode == 0
    assert done.stdout.startswith("云岭匠谱动态（2026年2月）\n")
    assert run("digest", "--days", "1").stdout.startswith("云岭匠谱动态（2026年3月18日）\n")
    for given, said in (
        (("--month", "2026-13"), "不是月份"),
        (("--month", "2026-04"), "还没有到"),
        (("--month", "2026-02", "--days", "7"), "只能写一个"),
    ):
        refused = run("digest", *given)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert said in refused.stderr
