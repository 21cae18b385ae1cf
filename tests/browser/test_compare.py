"""The comparison in Chromium, from a disk, against what the Edition says."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from playwright.sync_api import Browser, Page, expect

from generator.core.edition import Edition

ROWS = (
    *("考核等级", "考核得分（分）", "成果（项）", "国家级、省级成果（项）", "培训（次）", "培训人次（人次）"),
    *("培训人天（人天）", "社会服务（次）", "会议（次）", "新收徒弟（人）", "在读学生（人）"),
    *("设备捐赠（万元）", "经费（万元）"),
)
UNKNOWN = ("未登记", "未公布", "未考核", "尚未成立")
TABLE = """table => [...table.rows].map(row => [...row.cells].map(cell => cell.textContent.trim()))"""


def at(page: Page, site: Path, query: str = "") -> Page:
    page.goto((site / "compare.html").as_uri() + (f"?{query}" if query else ""))
    return page


def side(page: Page) -> list[list[str]]:
    found: list[list[str]] = page.locator(".jp-side").evaluate(TABLE)
    return found


def told(edition: Edition, studio: str, year: str) -> list[str | None]:
    """The figures of a studio in a year in the order of the rows; None for what nobody has recorded."""
    one = next(each for each in edition.studios if each.id == studio)
    grades = [found for each in edition.grade_years if str(each.year) == year for found in each.grades]
    grade = next((found for found in grades if found.studio == studio and found.announced), None)
    achieved = [
        each for each in edition.achievements if studio in (each.studio, *each.shared_with) and each.year == year
    ]
    early = one.founded[:4] > year and not achieved
    trained = next((each.trainings for each in one.trainings if each.year == year), None)
    served = next((each.services for each in one.service_years if each.year == year), None)
    met = next((each.meetings for each in one.meetings if each.year == year), None)
    students = next((each.studio_students for each in one.teaching.enrolments if each.year == year), None)
    given = [Decimal(each.value) for each in one.cooperation.donations if each.date.startswith(year)]
    budget = next((each.lines for each in one.cooperation.budget if each.year == year), None)

    def number(value: Decimal | int | None) -> str | None:
        if value is None:
            return None
        text = f"{value:,f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    return [
        grade.final if grade else None,
        grade.score if grade else None,
        None if early else number(len(achieved)),
        None if early else number(sum(each.level in {"国家级", "省级"} for each in achieved)),
        number(len(trained)) if trained is not None else None,
        number(sum(each.persons for each in trained)) if trained is not None else None,
        number(sum(each.persons * Decimal(each.days) for each in trained)) if trained is not None else None,
        number(len(served)) if served is not None else None,
        number(len(met)) if met is not None else None,
        number(dict(one.teaching.apprenticeships.began).get(year)),
        number(students),
        number(sum(given, Decimal(0))) if given else None,
        number(sum((Decimal(each.amount) for each in budget), Decimal(0))) if budget else None,
    ]


def agrees(shown: str, known: str | None) -> bool:
    """Whether a cell says what is known, and no number where nothing is."""
    return shown.removesuffix("，不完整") == known if known is not None else shown.startswith(UNKNOWN)


def test_studios_of_a_year_stand_side_by_side_as_the_edition_has_them(tab: Page, site: Path, edition: Edition) -> None:
    page = at(tab, site)
    years = page.locator("[data-year] option").evaluate_all("all => all.map(each => each.value)")
    assert years == sorted(years, reverse=True)
    ids = [studio.id for studio in edition.studios]
    draw = random.Random(11)
    for _ in range(30):
        year = draw.choice(years)
        picked = sorted(draw.sample(ids, draw.randint(2, 4)), key=ids.index)
        page.goto(
            (site / "compare.html").as_uri() + "?" + urlencode([("studio", one) for one in picked] + [("year", year)])
        )
        head, *rows = side(page)
        assert head[1:] == [edition.studio_names[one] for one in picked]
        assert tuple(row[0] for row in rows) == ROWS
        for place, one in enumerate(picked, 1):
            known = told(edition, one, year)
            assert [
                (row[0], row[place], want)
                for row, want in zip(rows, known, strict=True)
                if not agrees(row[place], want)
            ] == []


def test_one_studio_shows_its_years(tab: Page, site: Path, edition: Edition) -> None:
    page = at(tab, site, "studio=painting-wen")
    head, *rows = side(page)
    assert [name[:4] for name in head[1:]] == page.locator("[data-year] option").evaluate_all(
        "all => all.map(each => each.value)"
    )
    assert head[1].endswith("*")  # the year of the day shown is not over
    for place, name in enumerate(head[1:], 1):
        known = told(edition, "painting-wen", name[:4])
        assert all(agrees(row[place], want) for row, want in zip(rows, known, strict=True))
    expect(page.locator("[data-year]")).to_be_disabled()
    assert any(row[1] in UNKNOWN for row in rows)


def test_every_figure_leads_to_its_records(tab: Page, site: Path) -> None:
    page = at(tab, site, "studio=welding-he&studio=cnc-lin")
    for cell in page.locator(".jp-side td").all():
        text = cell.inner_text().strip()
        if text != "0" and not text.startswith(UNKNOWN):
            leads = cell.locator("a").get_attribute("href") or ""
            path, _, place = leads.partition("#")
            html = (site / path).read_text(encoding="utf-8")
            assert not place or f'id="{place}"' in html


def test_keys_choose_the_address_keeps_it_and_the_way_back_undoes_it(tab: Page, site: Path) -> None:
    page = at(tab, site)
    expect(page.get_by_role("status")).to_contain_text("还没有选工作室。")
    boxes = page.get_by_role("checkbox")
    for place in range(4):
        boxes.nth(place).focus()
        page.keyboard.press("Space")
    expect(boxes.nth(4)).to_be_disabled()
    expect(page.get_by_role("status")).to_contain_text("已选满")
    page.get_by_label("年度").select_option("2024")
    query = parse_qsl(urlsplit(page.url).query)
    assert [name for name, _ in query] == ["studio"] * 4 + ["year"]
    shown = side(page)
    page.reload()
    assert side(page) == shown
    page.go_back()
    expect(page.get_by_label("年度")).to_have_value("2025")
    page.go_back()
    expect(page.locator("[data-pick] input:checked")).to_have_count(3)
    page.get_by_role("button", name="清除").click()
    assert urlsplit(page.url).query == ""
    expect(page.locator("[data-side]")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_what_the_address_names_wrongly_is_passed_over(tab: Page, site: Path) -> None:
    page = at(tab, site, "studio=nobody&year=1900&studio=%22%5D")
    assert page.locator("[data-pick] input:checked").count() == 0
    expect(page.locator("[data-year]")).to_have_value("2025")


def test_two_studios_fit_a_phone(tab: Page, site: Path) -> None:
    page = at(tab, site, "studio=welding-he&studio=cnc-lin")
    box = page.locator("[data-side]")
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")


def test_without_a_script_the_tables_hold_every_figure(browser: Browser, site: Path, edition: Edition) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "compare.html").as_uri())
    expect(page.locator("[data-compare]")).to_be_hidden()
    head, *rows = page.locator("#year table").evaluate(TABLE)
    assert tuple(head[1:]) == ROWS
    assert [row[0] for row in rows] == [studio.short for studio in edition.studios]
    for row, studio in zip(rows, edition.studios, strict=True):
        known = told(edition, studio.id, "2025")
        assert all(agrees(shown, want) for shown, want in zip(row[1:], known, strict=True))
    for studio in edition.studios:
        head, *lines = page.locator(f"table[data-studio={studio.id}]").evaluate(TABLE)
        for place, name in enumerate(head[1:], 1):
            known = told(edition, studio.id, name[:4])
            assert all(agrees(line[place], want) for line, want in zip(lines, known, strict=True)), (studio.id, name)
    page.locator("summary").first.click()
    expect(page.locator("details[open] table")).to_be_visible()
    context.close()
