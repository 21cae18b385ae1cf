"""The cache of the engine stage: what makes it render anew, what does not, what a stopped build leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.core.pages.chrome import Chrome, chrome
from generator.website import run_mkdocs
from generator.website.engine import KEPT, SUM, render_surroundings, rendered_by_hand
from generator.website.house import House, find_house
from generator.website.plan import Plan
from tests.website.small import edition_of, write_school


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """One with a cache of its own."""
    return write_school(tmp_path / "school")


@pytest.fixture
def house(school: Path) -> House:
    return find_house(school)


@pytest.fixture
def around(school: Path) -> Chrome:
    return chrome(edition_of(school))


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Plan]:
    """Instead of MkDocs: one page, one warning; the list says how often it ran."""
    calls: list[Plan] = []

    def run(_: House, plan: Plan, target: Path) -> tuple[str, ...]:
        calls.append(plan)
        target.mkdir(parents=True)
        (target / "about.html").write_text("关于", encoding="utf-8")
        (target / "sitemap.xml").write_text("theirs", encoding="utf-8")
        return ("a warning",)

    monkeypatch.setattr(run_mkdocs, "run_mkdocs", run)
    return calls


def test_renders_once_and_says_the_same_again(house: House, around: Chrome, runs: list[Plan]) -> None:
    plan = Plan(around, (), ())
    first, second = render_surroundings(house, plan), render_surroundings(house, plan)
    assert len(runs) == 1
    assert (first.cached, second.cached) == (False, True)
    assert first.files == second.files
    assert list(first.files) == ["about.html"]
    assert first.warnings == second.warnings == ("a warning",)


def test_no_cache_renders_anew(house: House, around: Chrome, runs: list[Plan]) -> None:
    for _ in range(2):
        assert not render_surroundings(house, Plan(around, (), ()), no_cache=True).cached
    assert len(runs) == 2


CHANGES: dict[str, Callable[[House], None]] = {
    "mkdocs.yml": lambda house: _append(house.config, "\n# more\n"),
    "a page": lambda house: _append(house.pages / "about.md", "\nmore\n"),
    "a new page": lambda house: _append(house.pages / "more.md", "more"),
    "a picture": lambda house: _append(house.pages / "p.png", "bytes"),
    "a partial": lambda house: _append(house.theme / "partials" / "footer.html", "\n"),
    "the style": lambda house: _append(house.theme / "assets" / "stylesheets" / "jiangpu.css", "\n"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_every_input_counts(house: House, around: Chrome, runs: list[Plan], change: Callable[[House], None]) -> None:
    render_surroundings(house, Plan(around, (), ()))
    change(house)
    assert not render_surroundings(house, Plan(around, (), ())).cached
    assert len(runs) == 2


@pytest.mark.usefixtures("runs")
def test_the_chrome_counts(house: House, around: Chrome) -> None:
    render_surroundings(house, Plan(around, (), ()))
    assert not render_surroundings(house, Plan(replace(around, site_name="匠"), (), ())).cached
    assert not render_surroundings(house, Plan(around, (), ("status.html",))).cached


@pytest.mark.usefixtures("runs")
def test_page_templates_and_records_do_not_count(house: House, around: Chrome) -> None:
    render_surroundings(house, Plan(around, (), ()))
    _append(house.theme / "pages" / "home.html", "more")
    _append(house.root / "studios" / "welding-he" / "studio.yml", "# more\n")
    assert render_surroundings(house, Plan(around, (), ())).cached


def test_what_fails_leaves_nothing_behind(house: House, around: Chrome, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(_house: House, _plan: Plan, target: Path) -> tuple[str, ...]:
        target.mkdir(parents=True)
        (target / "half.html").write_text("", encoding="utf-8")
        raise KeyboardInterrupt

    monkeypatch.setattr(run_mkdocs, "run_mkdocs", run)
    with pytest.raises(KeyboardInterrupt):
        render_surroundings(house, Plan(around, (), ()))
    assert [left.name for left in (house.cache / "engine").iterdir()] == [".gitignore"]


@pytest.mark.parametrize(
    "spoil", ["a file is gone", "a file is changed", "a file came", "the warnings are cut", "no sum"]
)
def test_what_is_kept_and_not_as_it_was_is_rendered_anew(
    house: House, around: Chrome, runs: list[Plan], spoil: str
) -> None:
    """An entry without some of its files once broke off the build."""
    plan = Plan(around, (), ())
    first = render_surroundings(house, plan)
    page = first.files["about.html"]
    match spoil:
        case "a file is gone":
            page.unlink()
        case "a file is changed":
            page.write_text("关干", encoding="utf-8")
        case "a file came":
            page.with_name("more.html").write_text("", encoding="utf-8")
        case "the warnings are cut":
            (page.parents[1] / "warnings.json").write_text('["a', encoding="utf-8")
        case "no sum":
            (page.parents[1] / SUM).unlink()
    again = render_surroundings(house, plan)
    assert (again.cached, again.files, again.warnings, len(runs)) == (False, first.files, first.warnings, 2)
    assert page.read_text(encoding="utf-8") == "关于"
    assert render_surroundings(house, plan).cached


@pytest.mark.usefixtures("runs")
def test_keeps_the_last_few(house: House, around: Chrome) -> None:
    plans = [Plan(replace(around, site_name=name), (), ()) for name in "甲乙丙丁戊己"]
    for plan in plans:
        render_surroundings(house, plan)
    assert len(list((house.cache / "engine").glob("[!.]*"))) == KEPT
    assert render_surroundings(house, plans[-1]).cached
    assert not render_surroundings(house, plans[0]).cached


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


@pytest.mark.usefixtures("runs")
def test_pages_by_hand_are_known_from_a_build_with_other_data_pages(house: House, around: Chrome) -> None:
    assert rendered_by_hand(house, around) is None
    render_surroundings(house, Plan(around, (), ("search.html",)))
    known = rendered_by_hand(house, around)
    assert known is not None
    assert list(known) == ["about.html"]
    _append(house.pages / "about.md", "\nmore\n")
    assert rendered_by_hand(house, around) is None


@pytest.mark.usefixtures("runs")
def test_pages_by_hand_are_not_known_from_what_is_not_whole(house: House, around: Chrome) -> None:
    render_surroundings(house, Plan(around, (), ()))
    next(house.cache.glob("engine/*/site/about.html")).write_text("别的", encoding="utf-8")
    assert rendered_by_hand(house, around) is None
