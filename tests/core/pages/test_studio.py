"""A studio's page: its works over the years, its pictures."""

from __future__ import annotations

from dataclasses import replace

from generator.core.edition import Edition, form
from generator.core.pages import Page, draw
from generator.core.pages.studio import PER_YEAR, exhibits


def test_of_each_year_those_of_the_highest_level_are_shown(edition: Edition, every_page: tuple[Page, ...]) -> None:
    page = next(page for page in every_page if page.address == "studios/welding-he/index.html")
    years = page.view["works"]
    assert [year.year for year in years] == sorted({year.year for year in years}, reverse=True)
    year = next(year for year in years if year.year == "2025")
    mine = [one for one in edition.achievements if one.studio == "welding-he" and one.year == "2025"]
    assert year.count == len(mine) > PER_YEAR == len(year.shown)
    assert {one.id for one in mine if one.level == "国家级"} <= {one.id for one in year.shown}
    assert [one.date for one in year.shown] == sorted((one.date for one in year.shown), reverse=True)
    assert dict(year.levels) == {
        level: sum(one.level == level for one in mine) for level in {one.level for one in mine if one.level}
    }


def shown_by(text: str, caption: str = "") -> form.Picture:
    return form.Picture(4, 3, form.File(f"files/{text}.jpg", 1, text), (), text, caption)


def test_pictures_hang_there_once_with_the_record_that_shows_them(edition: Edition) -> None:
    pictures = {
        "spring-couplet-bowl": (shown_by("碗", "春联碗"), shown_by("釉")),
        "tableware-projects": (shown_by("釉"), shown_by("自述里的")),
    }
    achievements = tuple(replace(one, pictures=pictures.get(one.id, ())) for one in edition.achievements)
    studios = tuple(
        replace(one, pictures=(shown_by("自述里的"),)) if one.id == "ceramics-shen" else one for one in edition.studios
    )
    illustrated = replace(edition, achievements=achievements, studios=studios)
    studio = next(studio for studio in studios if studio.id == "ceramics-shen")
    found = [(one.picture.text, one.picture.caption, one.date, one.address) for one in exhibits(illustrated, studio)]
    bowl = ("2026-01-30", "achievements/ceramics-shen/spring-couplet-bowl.html")
    assert found == [("碗", "春联碗", *bowl), ("釉", "", *bowl)]
    page = next(page for page in draw(illustrated) if page.address == "studios/ceramics-shen/index.html")
    assert {file.digest for file in page.files} == {"碗", "釉", "自述里的"}
