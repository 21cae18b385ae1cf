"""The achievement archive: all by year, one page a year, one page an achievement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.core.edition import Edition
from generator.core.edition.form import Achievement
from generator.core.pages import address
from generator.core.pages.page import Page
from generator.core.records.achievement import LEVELS
from generator.wording import wording


def pages(edition: Edition) -> Iterator[Page]:
    """The archive, its years, its achievements."""
    t = wording()
    names = {studio.id: studio.short for studio in edition.studios}
    years: dict[str, list[Achievement]] = {}
    for found in edition.achievements:
        years.setdefault(found.year, []).append(found)
    ordered = sorted(years.items(), reverse=True)
    title = t("achievements.title")
    crumb = (title, address.ACHIEVEMENTS)
    lacking = tuple(out for out in edition.corrections if out.kind == "achievement")
    yield Page(
        address.ACHIEVEMENTS,
        "achievements",
        "achievements.html",
        title,
        t("achievements.description", school=edition.site.school, count=len(edition.achievements)),
        {
            "total": len(edition.achievements),
            "years": tuple((year, tuple(found)) for year, found in ordered),
            "levels": _count([found.level or "" for found in edition.achievements], LEVELS),
            "types": tuple(Counter(found.type for found in edition.achievements).most_common()),
            "studio_names": names,
            "incomplete": bool(lacking),
        },
    )
    for year, mine in ordered:
        yield Page(
            address.achievements_of_year(year),
            "achievements",
            "achievements-year.html",
            t("achievements.year_title", year=year),
            t("achievements.year_description", school=edition.site.school, year=year, count=len(mine)),
            {
                "year": year,
                "total": len(mine),
                "groups": tuple(_by_studio(mine)),
                "shared": any(one.shared_with for one in mine),
                "years": tuple(other for other, _ in ordered),
                "studio_names": names,
                "incomplete": any(out.year in {"", year} for out in lacking),
            },
            (crumb,),
        )
    for one in edition.achievements:
        yield _achievement(edition, one, names, crumb)


def _by_studio(found: list[Achievement]) -> Iterator[tuple[str, tuple[Achievement, ...]]]:
    """What each studio has a part in; what several share stands with each of them."""
    parts = dict.fromkeys(name for one in found for name in (one.studio, *one.shared_with))
    for studio in sorted(parts):
        yield studio, tuple(one for one in found if studio == one.studio or studio in one.shared_with)


def _achievement(edition: Edition, one: Achievement, names: dict[str, str], crumb: tuple[str, str]) -> Page:
    t = wording()
    studio = next((studio for studio in edition.studios if studio.id == one.studio), None)
    story = one.summary or one.story_text
    return Page(
        address.achievement(one.studio, one.id),
        "achievements",
        "achievement.html",
        one.title,
        story[:120] if story else t("achievement.description", studio=names.get(one.studio, ""), type=one.type),
        {
            "achievement": one,
            "studio": studio,
            "studio_names": names,
            "more": tuple(other for other in edition.achievements if other.studio == one.studio and other is not one)[
                :4
            ],
        },
        (crumb, (t("achievements.year_title", year=one.year), address.achievements_of_year(one.year))),
    )


def _count(values: list[str], order: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    counted = Counter(values)
    return tuple((value, counted[value]) for value in order if counted[value])
