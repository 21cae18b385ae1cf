"""The achievement archive: all in figures, lists by year, type, level and studio, one page an achievement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypeVar

from generator.core.edition import Edition
from generator.core.edition.form import Achievement, Studio
from generator.core.pages import address
from generator.core.pages.file import files_of
from generator.core.pages.page import Page
from generator.core.pages.paging import cut, pager, years_in
from generator.core.records.achievement import LEVELS, UNRANKED
from generator.wording import wording

Facet = Literal["year", "type", "level", "studio"]
LISTS: Mapping[Facet, Callable[[str], str]] = {
    "year": address.achievements_of_year,
    "type": address.achievements_of_type,
    "level": address.achievements_of_level,
    "studio": address.achievements_of_studio,
}
"""Where the list of a value begins."""
LATEST = 5
"""How many achievements of each year the archive shows."""
MORE = 4
"""How many others of its studio stand below an achievement."""
K = TypeVar("K")
Counted = tuple[str, int, str]
"""A value of a facet, how many achievements have it, and the address of their list."""


def pages(edition: Edition) -> Iterator[Page]:
    """The archive, its lists, its achievements."""
    t = wording()
    names = edition.studio_names
    title = t("achievements.title")
    crumb = (title, address.ACHIEVEMENTS)
    groups = _groups(edition)
    facets = {facet: tuple(_counted(facet, values, names)) for facet, values in groups.items()}
    yield Page(
        address.ACHIEVEMENTS,
        "achievements",
        "achievements.html",
        title,
        t("achievements.description", school=edition.site.school, count=len(edition.achievements)),
        {
            "total": len(edition.achievements),
            "years": tuple((year, tuple(found[:LATEST]), len(found)) for year, found in groups["year"].items()),
            "facets": facets,
            "studio_names": names,
            "incomplete": any(out.kind == "achievement" for out in edition.corrections),
        },
    )
    for facet, values in groups.items():
        for value, found in values.items():
            yield from _list(edition, facet, value, found, crumb, facets[facet])
    studios = {studio.id: studio for studio in edition.studios}
    for name, found in _grouped((one.studio, one) for one in edition.achievements).items():
        yield from _of_studio(edition, studios.get(name), found)


def of_studio(edition: Edition, studio: Studio) -> Iterator[Page]:
    """The pages of a studio's own achievements."""
    yield from _of_studio(edition, studio, [one for one in edition.achievements if one.studio == studio.id])


def _of_studio(edition: Edition, studio: Studio | None, found: Sequence[Achievement]) -> Iterator[Page]:
    names, more = edition.studio_names, found[: MORE + 1]
    for row in _grouped((one.year, one) for one in found).values():
        for before, one, after in zip((*row[1:], None), row, (None, *row), strict=False):
            yield _achievement(studio, one, names, (before, after), more)


def level_list(edition: Edition, level: str) -> str | None:
    """The address of the list of a level, if there is one."""
    return address.achievements_of_level(level) if any(one.level == level for one in edition.achievements) else None


def year_places(edition: Edition) -> dict[str, str]:
    """Where each year begins in the lists that go year by year, however many pages they have."""
    found: dict[str, str] = {}
    for facet, values in _groups(edition).items():
        for value, listed in values.items() if facet != "year" else ():
            found |= years_in(LISTS[facet](value), cut(_by_year(listed)))
    return found


def _by_year(found: Iterable[Achievement]) -> list[tuple[str, list[Achievement]]]:
    return sorted(_grouped((one.year, one) for one in found).items(), reverse=True)


def _groups(edition: Edition) -> dict[Facet, dict[str, list[Achievement]]]:
    """The achievements by every value that occurs: years the latest first, types the most frequent first, levels from
    the highest; and by every studio, also one without any."""
    found = edition.achievements
    years = _grouped((one.year, one) for one in found)
    types = _grouped((one.type, one) for one in found)
    levels = _grouped((one.level or UNRANKED, one) for one in found)
    studios = _by_studio(found)
    return {
        "year": dict(sorted(years.items(), reverse=True)),
        "type": dict(sorted(types.items(), key=lambda group: -len(group[1]))),
        "level": {level: levels[level] for level in (*LEVELS, UNRANKED) if level in levels},
        "studio": {studio.id: studios.get(studio.id, []) for studio in edition.studios},
    }


def _counted(facet: Facet, values: Mapping[str, Sequence[object]], names: Mapping[str, str]) -> Iterator[Counted]:
    for value, found in values.items():
        yield names[value] if facet == "studio" else value, len(found), LISTS[facet](value)


def _list(
    edition: Edition,
    facet: Facet,
    value: str,
    found: Sequence[Achievement],
    crumb: tuple[str, str],
    facets: tuple[Counted, ...],
) -> Iterator[Page]:
    """The list of one value of a facet: of a year studio by studio, of anything else year by year."""
    t = wording()
    names = edition.studio_names
    groups = sorted(_by_studio(found).items()) if facet == "year" else _by_year(found)
    first = LISTS[facet](value)
    shown = names[value] if facet == "studio" else value
    title = t(f"achievements.{facet}_title", value=shown)
    cuts = cut(groups)
    totals = {name: len(rows) for name, rows in groups}
    for number, groups_here in enumerate(cuts, 1):
        yield Page(
            address.further(first, number),
            "achievements",
            "achievements-list.html",
            title if number == 1 else t("paging.title", title=title, number=number),
            t(f"achievements.{facet}_description", school=edition.site.school, value=shown, count=len(found)),
            {
                "facet": facet,
                "value": value,
                "shown": t("words.year", year=value) if facet == "year" else shown,
                "first": first,
                "total": len(found),
                "groups": tuple((name, totals[name], rows) for name, rows in groups_here),
                "shared": any(one.shared_with for one in found),
                "facets": facets,
                "studio_names": names,
                "incomplete": _lacks(edition, facet, value),
                "pager": pager(first, number, len(cuts)),
            },
            (crumb,),
        )


def _lacks(edition: Edition, facet: Facet, value: str) -> bool:
    """Whether a list may be missing something; of what type or level it would be is not known."""
    if facet == "studio":
        return any(studio.achievements.incomplete for studio in edition.studios if studio.id == value)
    lacking = [out for out in edition.corrections if out.kind == "achievement"]
    return any(facet != "year" or out.year in {"", value} for out in lacking)


def _grouped(pairs: Iterable[tuple[K, Achievement]]) -> dict[K, list[Achievement]]:
    groups: dict[K, list[Achievement]] = {}
    for name, one in pairs:
        groups.setdefault(name, []).append(one)
    return groups


def _by_studio(found: Iterable[Achievement]) -> dict[str, list[Achievement]]:
    """What each studio has a part in; what several share stands with each of them."""
    return _grouped((name, one) for one in found for name in (one.studio, *one.shared_with))


def _achievement(
    studio: Studio | None,
    one: Achievement,
    names: Mapping[str, str],
    beside: tuple[Achievement | None, Achievement | None],
    more: Sequence[Achievement],
) -> Page:
    t = wording()
    story = one.summary or one.story_text
    before, after = beside
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
            "before": before,
            "after": after,
            "more": tuple(other for other in more if other is not one)[:MORE],
        },
        (
            (t("achievements.title"), address.ACHIEVEMENTS),
            (t("achievements.year_title", value=one.year), address.achievements_of_year(one.year)),
        ),
        files=files_of(one.evidence, one.pictures),
    )
