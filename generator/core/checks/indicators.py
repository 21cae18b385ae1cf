"""Checks of indicator systems: a malformed rule is the school's fault and is located like any other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import count

from generator.core.compute.facts import FIELDS
from generator.core.compute.grade import grade_order, weighted
from generator.core.dataset import Dataset, Entry
from generator.core.document import Route
from generator.core.problem import Code, Problem, problem
from generator.core.records.indicators import (
    AllRule,
    Category,
    CountRule,
    EachSemesterRule,
    FiledRule,
    Indicators,
    ObservationPoint,
    ReviewRule,
    Rule,
    SumRule,
    TiersRule,
)
from generator.core.records.partial import as_far_as_read, is_read
from generator.core.values.number import plain, shown
from generator.core.values.word import nearest

SYSTEM_TWICE = Code("G501")
POINT_TWICE = Code("G502")
CATEGORY_SUM = Code("G503")
TOTAL_SUM = Code("G504")
BANDS = Code("G505")
GRADE_UNKNOWN = Code("G506", cause=("grade", "grade", "@path"))
REVIEW_RULE = Code("G507")
GRADE_TWICE = Code("G524")
QUOTA_LOWEST = Code("G525")
ASKS_NOTHING = Code("G526")
CAP_BELOW = Code("G532")
SEMESTER_UNKNOWN = Code("G533", cause=("semester", "semester"))
VETO_TWICE = Code("G534")
FIELD_UNKNOWN = Code("G508")
WORD_UNKNOWN = Code("G509")
NO_SEMESTER = Code("G537")


def _points(entry: Entry[Indicators]) -> Iterator[tuple[Route, ObservationPoint]]:
    """Every observation point with the route to it."""
    for number, category in enumerate(entry.record.categories):
        for place, indicator in enumerate(category.indicators):
            for index, point in enumerate(indicator.points):
                yield ("categories", number, "indicators", place, "points", index), point


def one_system_a_year(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A year is assessed under one system."""
    first: dict[int, Entry[Indicators]] = {}
    for entry in dataset.indicators.values():
        holder = first.setdefault(entry.record.year, entry)
        if holder is not entry:
            yield entry.problem(SYSTEM_TWICE, "year", related=(holder.where("year"),), year=entry.record.year)


def points_unique(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Observation points have ids of their own."""
    for entry in dataset.indicators.values():
        seen: dict[str, Route] = {}
        given = {point.id for _, point in _points(entry)}
        for route, point in _points(entry):
            if point.id in seen:
                indicator = point.id.partition(".")[0]
                free = next(each for n in count(1) if (each := f"{indicator}.{n}") not in given)
                given.add(free)
                related = (entry.where(*seen[point.id], "id"),)
                yield entry.problem(POINT_TWICE, *route, "id", related=related, point=point.id, meant=free)
            seen.setdefault(point.id, route)


def marks_add_up(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The points of a category add up to its marks, and the categories to the total; bonus and deductions apart."""
    for entry in dataset.indicators.values():
        for number, category in enumerate(entry.record.categories):
            yield from as_far_as_read(_category_adds_up(entry, number, category))
        yield from as_far_as_read(_total_adds_up(entry))


def _category_adds_up(entry: Entry[Indicators], number: int, category: Category) -> Iterator[Problem]:
    if (found := _sum(category)) != category.marks:
        stated = plain(category.marks)
        route = ("categories", number, "marks")
        yield entry.problem(CATEGORY_SUM, *route, name=category.name, stated=stated, found=shown(found))


def _total_adds_up(entry: Entry[Indicators]) -> Iterator[Problem]:
    total = sum((_sum(category) for category in entry.record.categories), Fraction(0))
    if total != entry.record.total:
        yield entry.problem(TOTAL_SUM, "total", stated=plain(entry.record.total), found=shown(total))


def _sum(category: Category) -> Fraction:
    counted = [point for point in category.points if point.sort == "mark"]
    return sum((weighted(point, Fraction(point.marks)) for point in counted), Fraction(0))


def bands_cover(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Bands begin at different scores within the total, and the lowest begins at 0."""
    for entry in dataset.indicators.values():
        bands = entry.record.bands
        starts = [band.at_least for band in bands]
        for index, band in enumerate(bands):
            if starts.index(band.at_least) != index:
                yield entry.problem(BANDS, "bands", index, "at_least", hint="hint_same", value=plain(band.at_least))
            elif is_read(entry.record, "total") and band.at_least > entry.record.total:
                yield entry.problem(BANDS, "bands", index, "at_least", hint="hint_above", value=plain(band.at_least))
        if bands and min(starts) != 0:
            lowest = starts.index(min(starts))
            yield entry.problem(BANDS, "bands", lowest, "at_least", hint="hint_gap", value=plain(min(starts)))


def grades_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Quota and vetoes speak of grades that have a band."""
    for entry in dataset.indicators.values():
        grades = [band.grade for band in entry.record.bands]
        quota = entry.record.quota
        if quota and is_read(quota, "grade") and quota.grade not in grades:
            yield entry.unknown(GRADE_UNKNOWN, "quota", "grade", grade=quota.grade, given=quota.grade, among=grades)
        for index, veto in enumerate(entry.record.vetoes):
            if is_read(veto, "caps_at") and veto.caps_at not in grades:
                yield entry.unknown(
                    GRADE_UNKNOWN, "vetoes", index, "caps_at", grade=veto.caps_at, given=veto.caps_at, among=grades
                )


def grades_distinct(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A grade has one band, and a quota is for a grade that has another below it."""
    for entry in dataset.indicators.values():
        grades = [band.grade for band in entry.record.bands]
        for index, grade in enumerate(grades):
            if grades.index(grade) != index:
                first = entry.where("bands", grades.index(grade), "grade")
                yield entry.problem(GRADE_TWICE, "bands", index, "grade", related=(first,), grade=grade)
        quota = entry.record.quota
        lowest = next(reversed(grade_order(entry.record)), None)
        if quota and len(grades) > 0 and quota.grade == lowest:
            yield entry.problem(QUOTA_LOWEST, "quota", "grade", grade=quota.grade)


def cap_and_vetoes_make_sense(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A cap lies at or above the total: it is for what a bonus adds. A veto is named once."""
    for entry in dataset.indicators.values():
        record = entry.record
        if record.cap is not None and record.cap < record.total:
            yield entry.problem(
                CAP_BELOW, "cap", related=(entry.where("total"),), cap=plain(record.cap), total=plain(record.total)
            )
        names = [veto.id for veto in record.vetoes]
        for index, name in enumerate(names):
            if names.index(name) != index:
                first = entry.where("vetoes", names.index(name), "id")
                yield entry.problem(VETO_TWICE, "vetoes", index, "id", related=(first,), veto=name)


def filings_of_known_semesters(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A report on a semester is asked for a semester of site.yml."""
    if dataset.site is None:
        return
    names = [semester.name for semester in dataset.site.record.semesters]
    for entry in dataset.indicators.values():
        for route, point in _points(entry):
            for index, filing in enumerate(point.rule.filings if isinstance(point.rule, FiledRule) else ()):
                if filing.semester is not None and filing.semester not in names:
                    place = (*route, "rule", "filings", index, "semester")
                    semester = filing.semester
                    there = (dataset.site.where("semesters"),)
                    yield entry.unknown(
                        SEMESTER_UNKNOWN, *place, related=there, semester=semester, given=semester, among=names
                    )


def rules_ask_something(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A rule that asks for nothing gives marks to who has nothing to show."""
    for entry in dataset.indicators.values():
        for route, point in _points(entry):
            yield from _asks_nothing(entry, (*route, "rule"), point.rule)


def _asks_nothing(entry: Entry[Indicators], route: Route, rule: Rule) -> Iterator[Problem]:
    if isinstance(rule, AllRule):
        for index, inner in enumerate(rule.rules):
            yield from _asks_nothing(entry, (*route, "rules", index), inner)
    elif isinstance(rule, CountRule | SumRule | EachSemesterRule) and rule.at_least == 0:
        yield entry.problem(ASKS_NOTHING, *route, "at_least", rule=rule.kind)
    elif isinstance(rule, TiersRule):
        for index, tier in enumerate(rule.tiers):
            if tier.at_least == 0 and tier.share > 0:
                yield entry.problem(ASKS_NOTHING, *route, "tiers", index, "at_least", rule=rule.kind)


def semesters_can_be_told(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """What is asked for in each semester has a day: of what lasts all year no record can ever feed such a rule."""
    for entry in dataset.indicators.values():
        for route, point in _points(entry):
            yield from _no_semester(entry, (*route, "rule"), point.rule)


def _no_semester(entry: Entry[Indicators], route: Route, rule: Rule) -> Iterator[Problem]:
    if isinstance(rule, AllRule):
        for index, inner in enumerate(rule.rules):
            yield from _no_semester(entry, (*route, "rules", index), inner)
    elif isinstance(rule, EachSemesterRule) and not FIELDS[rule.select.records].dated:
        dated = " ".join(word for word, kind in FIELDS.items() if kind.dated)
        yield entry.problem(NO_SEMESTER, *route, "select", "records", records=rule.select.records, allowed=dated)


def review_matches_rule(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A point for reviewers alone has the rule 评审, and only such a point."""
    for entry in dataset.indicators.values():
        for route, point in _points(entry):
            if (point.by == "评审") != isinstance(point.rule, ReviewRule):
                yield entry.problem(REVIEW_RULE, *route, "by", by=point.by, rule=point.rule.kind)


def rules_speak_of_fields(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A rule selects by fields that its records have, and by words that these fields can hold."""
    for entry in dataset.indicators.values():
        for route, point in _points(entry):
            yield from _rule_fields(entry, (*route, "rule"), point.rule)


def _rule_fields(entry: Entry[Indicators], route: Route, rule: Rule) -> Iterator[Problem]:
    if isinstance(rule, AllRule):
        for index, inner in enumerate(rule.rules):
            yield from _rule_fields(entry, (*route, "rules", index), inner)
    elif isinstance(rule, FiledRule):
        kinds = FIELDS["文件"].fields["kind"]
        for index, filing in enumerate(rule.filings):
            yield from _word(entry, (*route, "filings", index, "document"), "document", filing.document, kinds)
    elif not isinstance(rule, ReviewRule):
        kind = FIELDS[rule.select.records]
        for name, words in rule.select.where.items():
            place = (*route, "select", "where", name)
            if name in kind.fields:
                known = kind.fields[name]
                for index, word in enumerate(words):
                    if not known or word in known:
                        continue
                    # One word may stand alone, without a list around it.
                    listed = (*place, index) if (*entry.route, *place, index) in entry.document.marks else place
                    yield from _word(entry, listed, name, word, known)
            else:
                yield _field(entry, place, name, kind.word, kind.fields)
        numbers = dict.fromkeys(kind.numbers, ())
        for name in rule.select.least:
            if name not in numbers:
                yield _field(entry, (*route, "select", "least", name), name, kind.word, numbers)
        for key, allowed in (("number", numbers), ("part", numbers), ("whole", numbers), ("distinct", kind.fields)):
            given = getattr(rule, key, None)
            if given is not None and given not in allowed:
                yield _field(entry, (*route, key), given, kind.word, allowed)
        field = getattr(rule, "field", None)
        if field is not None and field not in kind.fields:
            yield _field(entry, (*route, "field"), field, kind.word, kind.fields)
        elif field is not None:
            for index, value in enumerate(getattr(rule, "values", ())):
                yield from _word(entry, (*route, "values", index), field, value, kind.fields[field])


def _field(entry: Entry[Indicators], route: Route, name: str, records: str, allowed: Mapping[str, object]) -> Problem:
    meant = nearest(name, tuple(allowed))
    document, place = entry.document, (*entry.route, *route)
    return problem(
        FIELD_UNKNOWN,
        document.where_key(*place) if route[-1] == name else document.where(*place),
        record=entry.key,
        hint="hint_nearest" if meant else "hint",
        field=name,
        records=records,
        meant=meant or "",
        allowed=" ".join(allowed) or "—",
    )


def _word(entry: Entry[Indicators], route: Route, field: str, word: str, allowed: tuple[str, ...]) -> Iterator[Problem]:
    if allowed and word not in allowed:
        yield entry.unknown(
            WORD_UNKNOWN,
            *route,
            field=field,
            value=word,
            allowed=" ".join(allowed),
            given=word,
            among=allowed,
        )
