"""The search: what can be found, what it says and where it stands; and the page on which visitors look for it.

Whatever is here comes from the Edition, so nothing is found that is not public. The order is that of the results: open
notices, studios, people, achievements, what the school has published, then the rows of the studios' registers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from itertools import chain
from typing import Any, cast

from generator.core.edition import Edition
from generator.core.edition.form import (
    Consequences,
    Criteria,
    Cycle,
    Duties,
    File,
    Grade,
    IndicatorSystem,
    Notice,
    PersonRef,
    Picture,
    Process,
    Proof,
    Studio,
)
from generator.core.pages import address
from generator.core.pages.behind import places
from generator.core.pages.day import in_words
from generator.core.pages.page import Page
from generator.core.prose import lines_of
from generator.wording import wording

KINDS: Mapping[str, str | None] = {
    "notice": address.NOTICES,
    "studio": address.STUDIOS,
    "person": address.PEOPLE,
    "achievement": address.ACHIEVEMENTS,
    "report": None,
    "grade": address.GRADES,
    "plan": address.PLANS,
    "group": address.GROUPS,
    "round": address.ROUNDS,
    "rules": address.RULES,
    "press": address.PRESS,
    "page": None,
    "training": address.TRAININGS,
    "service": address.TRAININGS,
    "meeting": None,
    "governing": None,
    "cooperation": None,
    "teaching": None,
}
"""What is found, and where it is listed in full, if it is on one page: wording keys below `search_kind`."""
Rule = IndicatorSystem | Criteria | Process | Duties | Cycle | Consequences
_SHORT = 24
"""Fields of no more characters stand in one line, as they would on paper."""
_NO_TEXT = frozenset(
    "id address digest url emblem state when stated phase sort notice "  # addresses, digests, words for programs
    "story_text body_text rule verdict "  # what stands elsewhere in other words
    "days person_days share".split()  # figures
)
"""Fields that say nothing to a reader by themselves."""
_SAID_DATE = re.compile(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found. `kind` is one of `KINDS`, `names` what it is called, its title first, then other
    names and number; `lines` what it says, its id and its dates last; `year` is "" where it is of none; `studios` are
    ids."""

    address: str
    kind: str
    names: tuple[str, ...]
    lines: tuple[str, ...]
    year: str = ""
    studios: tuple[str, ...] = ()


def pages(edition: Edition) -> Iterator[Page]:
    """The page of the search. What it leads to without a script are the lists that are complete."""
    t = wording()
    yield Page(
        address.SEARCH,
        "search",
        "search.html",
        t("search.title"),
        t("search.description", school=edition.site.school),
        {"lists": tuple((kind, where) for kind, where in KINDS.items() if where)},
    )


def entries(edition: Edition, by_hand: Iterable[Entry] = ()) -> tuple[Entry, ...]:
    """All that can be found, in the order of the results. `by_hand` are the pages that the school has written."""
    shorts = {studio.id: studio.short for studio in edition.studios}
    notices = list(_notices(edition, shorts))
    opened = {address.notice(each.id) for each in edition.notices if each.state == "open"}
    return tuple(
        chain(
            (entry for entry in notices if entry.address in opened),
            _studios(edition),
            _people(edition, shorts),
            _achievements(edition, shorts),
            (entry for entry in notices if entry.address not in opened),
            _reports(edition),
            _grades(edition, shorts),
            _of_the_school(edition, shorts),
            by_hand,
            *(_rows(studio) for studio in edition.studios),
        )
    )


def entry(
    where: str,
    kind: str,
    names: Iterable[str | None],
    said: Iterable[str | None],
    year: str = "",
    studios: Iterable[str] = (),
) -> Entry:
    """An entry that says nothing twice; whatever is empty is left out. Its dates stand at the end once more, as
    programs write them: some people look for them so."""
    called = tuple(dict.fromkeys(filter(None, [" ".join(name.split()) for name in names if name])))
    lines = dict.fromkeys(filter(None, [" ".join(line.split()) for line in said if line]))
    dates = _SAID_DATE.findall("\n".join(lines))
    written = " ".join(dict.fromkeys("-".join(part.zfill(2) for part in date if part) for date in dates))
    told = [line for line in (*lines, written) if line and line not in called]
    known = year if year.isdigit() else ""  # a plan of 20** is of no year that anyone looks for
    return Entry(where, kind, called, tuple(told), known, tuple(studios))


def texts(value: Any, without: tuple[str, ...] = ()) -> Iterator[str]:
    """What a form says, line by line: short fields in one line, clean HTML by its paragraphs. `without` are fields that
    are not asked for."""
    if isinstance(value, str):
        yield in_words(value)
    elif isinstance(value, tuple | list):
        if all(isinstance(each, str) for each in value) and sum(map(len, value)) <= 2 * _SHORT:
            yield " ".join(map(in_words, value))
        else:
            for each in value:
                yield from texts(each)
    elif isinstance(value, PersonRef):
        yield value.name
    elif is_dataclass(value) and not isinstance(value, File | Picture | Proof):
        yield from _of_fields(value, without)


def _of_fields(value: Any, without: tuple[str, ...]) -> Iterator[str]:
    short: list[str] = []
    people: list[str] = []
    others: list[Iterable[str]] = []
    for name, is_html in _asked(value.__class__, without):
        each = getattr(value, name)
        if not each:  # most forms have more fields than are given
            continue
        if is_html:
            others.append(lines_of(each))
        elif isinstance(each, str):
            if len(each) <= _SHORT:
                short.append(each)
            else:
                others.append((each,))
        elif isinstance(each, PersonRef):
            people.append(each.name)
        else:
            others.append(texts(each))
    yield " · ".join(map(in_words, short + people))
    yield from chain.from_iterable(others)


@cache
def _asked(form: Any, without: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    """The fields of a form of which the text is asked for, and whether each is clean HTML."""
    return tuple(
        (field.name, field.name.endswith("_html"))
        for field in fields(form)
        if field.name not in _NO_TEXT.union(without)
    )


def _notices(edition: Edition, shorts: Mapping[str, str]) -> Iterator[Entry]:
    for each in edition.notices:
        yield entry(
            address.notice(each.id),
            "notice",
            (each.title, each.number),
            chain(
                texts(each, ("title", "number", "marks", "period", "studios", "groups", "links", "turns", "scope")),
                _groups(each),
                (text for link in each.links for text in (link.outcome, *link.removed, *link.moved_up)),
                (*(shorts.get(studio) for studio in each.studios), each.id),
            ),
            each.published[:4],
            each.studios,
        )


def _groups(notice: Notice) -> Iterator[str]:
    """Lists row by row."""
    for group in notice.groups:
        yield from (group.title, group.note or "", " ".join(group.columns))
        yield from (" ".join(row) for row in group.rows)


_REGISTERS = (
    *("trainings", "service_years", "meetings", "documents", "reports", "cooperation", "teaching", "incomplete"),
    *("short", "name", "plaque_name", "plaque_number", "names", "achievements", "level"),
)


def _studios(edition: Edition) -> Iterator[Entry]:
    for each in edition.studios:
        names = (each.plaque_name, each.name, each.short, *(past.name for past in each.names), each.plaque_number)
        yield entry(address.studio(each.id), "studio", names, (*texts(each, _REGISTERS), each.id), studios=(each.id,))


def _people(edition: Edition, shorts: Mapping[str, str]) -> Iterator[Entry]:
    for each in edition.people:
        yield entry(
            address.person(each.id),
            "person",
            (each.name,),
            chain(
                texts(each, ("name", "roles", "apprentices")),
                (*(f"{shorts.get(role.studio, '')} {role.role}" for role in each.roles), each.id),
            ),
            studios=dict.fromkeys(role.studio for role in each.roles),
        )


def _achievements(edition: Edition, shorts: Mapping[str, str]) -> Iterator[Entry]:
    for each in edition.achievements:
        studios = (each.studio, *each.shared_with)
        people = " ".join(person.name for person in each.people)
        yield entry(
            address.achievement(each.studio, each.id),
            "achievement",
            (each.title,),
            chain(
                (people,),
                texts(each, ("title", "studio", "people", "lead", "shared_with")),
                (*(shorts.get(studio) for studio in studios), each.id),
            ),
            each.year,
            studios,
        )


def _reports(edition: Edition) -> Iterator[Entry]:
    for studio in edition.studios:
        for each in studio.reports:
            where = address.report(studio.id, each.id)
            said = (*texts(each, ("title",)), studio.short, each.id)
            yield entry(where, "report", (each.title,), said, each.year, (studio.id,))


def _grades(edition: Edition, shorts: Mapping[str, str]) -> Iterator[Entry]:
    """What a grade came to; the observation points stand with the rules."""
    t = wording()
    for year in edition.grade_years:
        for each in year.grades:
            title = t("search.grade", studio=shorts.get(each.studio, each.studio), year=each.year)
            where = address.grade(each.year, each.studio)
            yield entry(where, "grade", (title,), _grade(each), str(each.year), (each.studio,))


def _grade(grade: Grade) -> Iterator[str | None]:
    yield grade.final
    yield from grade.vetoes
    yield " · ".join(category.name for category in grade.categories)
    yield grade.decided_by
    yield in_words(grade.decided_on) if grade.decided_on else None
    yield grade.consequence
    yield grade.notice_number


def _of_the_school(edition: Edition, shorts: Mapping[str, str]) -> Iterator[Entry]:
    for plan in edition.plans:
        where, year = address.plan(plan.id), (plan.starts or "")[:4]
        yield entry(where, "plan", (plan.title,), (*texts(plan, ("title",)), plan.id), year)
    for group in edition.groups:
        yield entry(address.group(group.id), "group", (group.name,), (*texts(group, ("name",)), group.id))
    for one in edition.rounds:
        where, studios = address.recognition_round(one.id), (each.studio for each in one.recognised if each.studio)
        said = (*texts(one, ("title", "criteria")), one.id)
        yield entry(where, "round", (one.title,), said, str(one.year), dict.fromkeys(studios))
    kinds = (
        *(edition.systems, edition.criteria, edition.processes),
        *(edition.duties, edition.cycles, edition.consequences),
    )
    for rule in chain.from_iterable(cast("tuple[tuple[Rule, ...], ...]", kinds)):
        where = address.rule(rule.id)
        yield entry(where, "rules", (rule.title,), (*texts(rule, ("title",)), rule.id), str(rule.year))
    for press in edition.press:
        where, names = address.press_of_year(press.date[:4]), (shorts.get(each) for each in press.studios)
        told = (*texts(press, ("title", "studios", "archived")), *names, press.id)
        yield entry(where, "press", (press.title,), told, press.date[:4], press.studios)


def _rows(studio: Studio) -> Iterator[Entry]:
    """What stands on the pages behind a studio's page."""
    further = places(studio)

    def row(kind: str, of: str, one: Any, title: str, where: str | None = None) -> Entry:
        name = getattr(one, "id", "")
        where = where or address.place(of, studio.id, name) or address.studio(studio.id)
        where = further.get(where, where)
        date = next((day for field in ("date", "signed", "since", "year") if (day := getattr(one, field, ""))), "")
        said = (*(text for text in texts(one) if text != title), studio.short, name)
        return entry(where, kind, (title,), said, date[:4], (studio.id,))

    for trained in studio.trainings:
        yield from (row("training", "training", one, one.topic) for one in trained.trainings)
    for served in studio.service_years:
        yield from (row("service", "service", one, one.topic) for one in served.services)
    for met in studio.meetings:
        yield from (row("meeting", "meeting", one, one.topic) for one in met.meetings)
    for filed in studio.documents:
        for category in filed.categories:
            yield from (row("governing", "governing", one, one.title) for one in category.documents)
    yield from _cooperation(studio, row)
    for evaluated in studio.teaching.evaluations:
        yield from (row("teaching", "evaluation", one, one.subject) for one in evaluated.evaluations)
    for safety in studio.teaching.safety:
        where = f"{address.teaching(studio.id)}#safety-{safety.year}"
        yield row("teaching", "safety", safety, wording()("search.safety", year=safety.year), where)


def _cooperation(studio: Studio, row: Callable[..., Entry]) -> Iterator[Entry]:
    given, here = studio.cooperation, address.cooperation(studio.id)
    yield from (row("cooperation", "partner", one, one.name) for one in given.partners)
    yield from (row("cooperation", "agreement", one, one.title) for one in given.agreements)
    yield from (row("cooperation", "facility", one, one.name) for one in given.facilities)
    yield from (row("cooperation", "donation", one, one.item) for one in given.donations)
    for post in given.appointments:
        title = f"{post.person.name} {post.organisation} {post.post}"
        yield row("cooperation", "appointment", post, title, f"{here}#appointment-{post.id}")
    yield from (row("cooperation", "resource", one, one.content) for one in given.resources)
    for budget in given.budget:
        title = wording()("cooperation.budget_year", year=budget.year)
        yield row("cooperation", "budget", budget, title, f"{here}#budget")
