"""Pages of people who are named in public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.core.edition import Edition
from generator.core.edition.form import Achievement, Person, Studio
from generator.core.pages import address
from generator.core.pages.behind import places
from generator.core.pages.page import Page
from generator.core.pages.paging import cut, pager
from generator.wording import wording


@dataclass(frozen=True, slots=True)
class TrainingCount:
    """How many trainings someone gave in a studio in a year, to how many 人次, and where they stand."""

    year: str
    studio: str
    sessions: int
    attendances: int
    address: str
    incomplete: bool


def pages(edition: Edition) -> Iterator[Page]:
    """The list, then each person."""
    t = wording()
    names = edition.studio_names
    title = t("people.title")
    studios = ((t("studios.title"), address.STUDIOS),)
    groups = [
        (studio, members)
        for studio in edition.studios
        if (members := tuple(member for member in studio.team if member.person.id)) or "member" in studio.incomplete
    ]
    former = tuple(person for person in edition.people if not any(role.current for role in person.roles))
    cuts = cut([*((studio, members) for studio, members in groups), *([(None, former)] if former else [])])
    for number, here in enumerate(cuts, 1):
        yield Page(
            address.further(address.PEOPLE, number),
            "studios",
            "people.html",
            title if number == 1 else t("paging.title", title=title, number=number),
            t("people.description", school=edition.site.school, count=len(edition.people)),
            {
                "groups": tuple((studio, members) for studio, members in here if studio),
                "former": next((people for studio, people in here if not studio), ()),
                "studio_names": names,
                "pager": pager(address.PEOPLE, number, len(cuts)),
            },
            studios,
        )
    yield from _people(edition, edition.people, edition.studios, edition.achievements)


def of_studio(edition: Edition, studio: Studio) -> Iterator[Page]:
    """The pages of those who hold, or held, a role in a studio."""
    people = edition.people_of(studio.id)
    where = {role.studio for person in people for role in person.roles}
    studios = [each for each in edition.studios if each.id in where]
    achievements = [one for one in edition.achievements if not where.isdisjoint((one.studio, *one.shared_with))]
    yield from _people(edition, people, studios, achievements)


def _people(
    edition: Edition, people: Iterable[Person], studios: Sequence[Studio], achievements: Iterable[Achievement]
) -> Iterator[Page]:
    """The pages of people who have a part in nothing else than these studios and achievements."""
    t = wording()
    names = edition.studio_names
    crumbs = ((t("studios.title"), address.STUDIOS), (t("people.title"), address.PEOPLE))
    trainings = _trainings(studios)
    achieved: dict[str, list[Achievement]] = {}
    for one in achievements:
        for name in dict.fromkeys(named.id for named in one.people if named.id):
            achieved.setdefault(name, []).append(one)
    for person in people:
        where = {role.studio for role in person.roles}  # what other studios say of somebody stands with them
        yield Page(
            address.person(person.id),
            "studios",
            "person.html",
            person.name,
            _description(person, names),
            {
                "person": person,
                "studio_names": names,
                "achievements": tuple(
                    found
                    for found in achieved.get(person.id, ())
                    if not where.isdisjoint((found.studio, *found.shared_with))
                ),
                "trainings": tuple(each for each in trainings.get(person.id, ()) if each.studio in where),
            },
            crumbs,
        )


def _trainings(studios: Sequence[Studio]) -> dict[str, list[TrainingCount]]:
    """The trainings that each person gave, the latest year first; a year is there only if there was one."""
    counts: dict[str, list[TrainingCount]] = {}
    years = [(year, studio.id) for studio in studios for year in studio.trainings]
    further = {studio.id: places(studio) for studio in studios}
    for year, studio in sorted(years, key=lambda found: (found[0].year, found[1]), reverse=True):
        given: dict[str, list[int]] = {}
        for row in year.trainings:
            if row.trainer is not None and row.trainer.id:
                given.setdefault(row.trainer.id, []).append(row.persons)
        where = f"{address.trainings(studio)}#year-{year.year}"
        where = further[studio].get(where, where)
        for person, persons in given.items():
            count = TrainingCount(year.year, studio, len(persons), sum(persons), where, year.incomplete)
            counts.setdefault(person, []).append(count)
    return counts


def _description(person: Person, names: Mapping[str, str]) -> str:
    t = wording()
    roles = "、".join(dict.fromkeys(f"{names.get(role.studio, '')}{role.role}" for role in person.roles))
    return t("person.description", name=person.name, roles=roles)
