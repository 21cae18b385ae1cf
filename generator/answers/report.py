"""What `report` answers: the draft of a report, in the Markdown in which it is handed in.

Whatever the records tell is filled in and leads to them: figures beside those of the year before, lists, what is
missing. What only people can tell is asked, with a line that waits for it (`OPEN`); `check` counts every such line as a
sample that nobody has replaced. The order follows the rules: who and what, figures, achievements, each task that the
duties set, meetings and files, the assessment, what is missing, what comes next.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from generator.answers import figures
from generator.answers.figures import Line
from generator.answers.span import Span
from generator.core.edition import Edition
from generator.core.edition.form import Achievement, BodyCount, Deadline, DeadlineFiling, DutyGroup, Studio
from generator.core.pages import address, correction
from generator.core.pages.day import in_words
from generator.core.records.report import called
from generator.core.records.scaffold import OPEN
from generator.core.values.number import plain
from generator.wording import Wording

YEARLY, OF_SEMESTER = "年度工作报告", "学期效益报告"
"""The kinds of report that are drafted, in the words of the records."""
HIGH = ("国家级", "省级")
"""The levels whose achievements are named one by one before all others."""
_MARK = re.compile(r"^# jiangpu report sha256:([0-9a-f]{64})\n", re.MULTILINE)
_SIGNS = re.compile(r"([\\`*_{}\[\]<>|#~!&])")


@dataclass(frozen=True, slots=True)
class _Pen:
    """How one draft is written: its words, and how it leads to pages. What a studio sends in may name full addresses
    alone; a page of the school's own lies at the root of the site."""

    words: Wording
    base: str
    relative: bool

    def __call__(self, key: str, **args: object) -> str:
        return self.words(f"answer.report.{key}", **args)

    def link(self, text: str, place: str | None) -> str:
        """Text that leads to a page; plain text where there is no way to say where that is."""
        if place is None or not (self.relative or self.base):
            return plain_text(text)
        return f"[{plain_text(text)}]({'' if self.relative else self.base}{quote(place, safe='/#')})"

    def day(self, iso: str) -> str:
        """A day as people write it: in Chinese no line breaks it in two at a hyphen."""
        return in_words(iso) if self.words.lang == "zh" else iso


def plain_text(text: str) -> str:
    """Text that Markdown takes for nothing else."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def is_untouched(text: str) -> bool:
    """Whether a draft is as it was written: line ends aside, which git may change."""
    text = text.replace("\r\n", "\n")
    found = _MARK.search(text)
    return found is not None and found[1] == _digest(_MARK.sub("", text, count=1))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _sealed(front: Iterable[str], body: Iterable[str]) -> str:
    """A draft with the mark by which it is known again."""
    head, rest = "---\n" + "".join(f"{line}\n" for line in front), "---\n\n" + "\n".join(body).rstrip("\n") + "\n"
    return f"{head}# jiangpu report sha256:{_digest(head + rest)}\n{rest}"


def of_studio_draft(edition: Edition, studio: Studio, span: Span, words: Wording) -> str:
    """The draft of a studio's report on a year or on a semester, for `studios/<id>/reports/<year>/`."""
    pen = _Pen(words, edition.site.url, relative=False)
    kind = OF_SEMESTER if span.semester else YEARLY
    key = "semester_title" if span.semester else "title"
    name = called(kind, span.semester or None)
    front = [
        f"title: {_quoted(pen(key, studio=studio.name, year=span.year, kind=name))}",
        f"kind: {kind}",
        *([f"semester: {_quoted(span.semester)}"] if span.semester else []),
        f"# {pen('filed')}",
        "problems:",
        f"  - {_quoted(OPEN)}",
        "next_steps:",
        f"  - {_quoted(OPEN)}",
    ]
    return _sealed(front, _numbered(pen, _studio_sections(edition, studio, span, pen), _notes(edition, span, pen)))


def of_school_draft(edition: Edition, span: Span, words: Wording) -> str:
    """The draft of the school's report over all studios, for `content/pages/`."""
    pen = _Pen(words, edition.site.url, relative=True)
    title = pen("school_title", school=edition.site.school, year=span.year)
    front = [f"description: {_quoted(pen('school_description', school=edition.site.school, year=span.year))}"]
    body = _numbered(pen, _school_sections(edition, span, pen), _notes(edition, span, pen))
    return _sealed(front, (f"# {plain_text(title)}", "", *body))


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


Section = tuple[str, Sequence[str]]
"""The wording key of a heading, and the lines below it."""


def _numbered(pen: _Pen, sections: Iterable[Section], notes: Iterable[str]) -> Iterator[str]:
    yield from notes
    numerals = pen("numerals").split()
    for number, (key, lines) in enumerate(sections):
        yield from (f"## {numerals[number]}{pen(f'section.{key}')}", "", *lines)
        if lines and lines[-1]:
            yield ""


def _notes(edition: Edition, span: Span, pen: _Pen) -> Iterator[str]:
    yield from (f"> {pen('as_of', as_of=edition.as_of)}",)
    if (span.last or f"{span.year}-12-31") >= edition.as_of:
        yield f"> {pen('unfinished')}"
    yield from (f"> {pen('how', open=OPEN)}", "")


def _ask(pen: _Pen, key: str, **args: object) -> tuple[str, ...]:
    """A question for people, and the line that waits for the answer."""
    return (f"> {pen(f'ask.{key}', **args)}", "", OPEN, "")


def _table(pen: _Pen, lines: Iterable[Line], now: str, before: str) -> Iterator[str]:
    yield f"| {pen('column.figure')} | {pen('column.unit')} | {now} | {before} | {pen('column.change')} |"
    yield "| --- | --- | ---: | ---: | ---: |"
    for line in lines:
        name = pen(f"figure.{line.key}", of=line.of)
        mark = pen("incomplete_mark") if line.incomplete else ""
        value = pen.link(plain(line.now), line.to) + mark
        yield f"| {plain_text(name)} | {line.unit} | {value} | {plain(line.before)}{mark} | {line.change} |"
    yield ""


def _list(lines: Iterable[str], pen: _Pen) -> tuple[str, ...]:
    found = [f"- {line}" for line in lines]
    return (*(found or [pen("none")]), "")


# A studio's report


def _studio_sections(edition: Edition, studio: Studio, span: Span, pen: _Pen) -> Iterator[Section]:
    lines = tuple(figures.of_a_studio(edition, studio, span))
    mine = [each for each in edition.achievements_of(studio.id) if span.holds(each.year, each.date)]
    yield "about", (*_about(studio, pen), *_ask(pen, "about"))
    table = tuple(_table(pen, lines, _span(span, pen), _span(span.before, pen)))
    note = (pen("incomplete_note"), "") if any(line.incomplete for line in lines) else ()
    yield "figures", (*table, *note, *_ask(pen, "figures"))
    yield "achievements", (*_achievements(mine, studio.id, pen), *_ask(pen, "achievements"))
    yield "tasks", tuple(_tasks(edition, span, pen))
    if not span.semester:
        yield "files", (*_files(studio, span, pen), *_ask(pen, "files"))
        if graded := tuple(_graded(edition, studio.id, span, pen)):
            yield "grade", (*graded, *_ask(pen, "grade"))
    yield "missing", _list(_missing(edition, studio, mine, span, pen), pen)
    yield "outlook", _ask(pen, "outlook")


def _span(span: Span, pen: _Pen) -> str:
    return f"{span.year}{pen('of_semester', semester=span.semester)}" if span.semester else pen("year", year=span.year)


def _about(studio: Studio, pen: _Pen) -> Iterator[str]:
    roles: dict[str, int] = {}
    for member in studio.team:
        for role in member.roles:
            roles[role] = roles.get(role, 0) + 1
    held = [pen("role", role=role, count=count) for role, count in roles.items()]
    step = next((each for each in studio.steps if each.when == "now"), None)
    facts = [
        ("studio", pen.link(studio.name, address.studio(studio.id))),
        ("trade", plain_text(f"{studio.trade}　{studio.department}")),
        ("master", pen.link(studio.master.name, address.person(studio.master.id) if studio.master.id else None)),
        ("status", plain_text(f"{studio.status}　{studio.level}") + (f"（{pen.day(step.since)}）" if step else "")),
        ("team", f"{pen('people', count=len(studio.team))}　{pen('and').join(held)}"),
        (
            "partners",
            pen("and").join(plain_text(each.name) for each in studio.cooperation.partners if each.until is None),
        ),
        (
            "agreements",
            pen("and").join(
                pen.link(each.title, f"{address.cooperation(studio.id)}#agreement-{each.id}")
                + pen("until", day=pen.day(each.ends))
                for each in studio.cooperation.agreements
                if each.state == "now"
            ),
        ),
    ]
    for key, value in facts:
        yield f"- {pen(f'fact.{key}')}{value or pen('none_short')}"
    yield ""


def _achievement(each: Achievement, pen: _Pen, shared: bool) -> str:
    about = pen("comma").join((each.type, *filter(None, (each.level, each.rank))))
    title = pen.link(each.title, address.achievement(each.studio, each.id))
    return f"{title}（{plain_text(about)}，{pen.day(each.date)}）{pen('shared') if shared else ''}"


def _achievements(mine: Sequence[Achievement], studio: str, pen: _Pen) -> Iterator[str]:
    high = [each for each in mine if each.level in HIGH]
    yield from (pen("high"), "", *_list((_achievement(each, pen, each.studio != studio) for each in high), pen))
    rest = [each for each in mine if each.level not in HIGH]
    types: dict[str, list[Achievement]] = {}
    for each in rest:
        types.setdefault(each.type, []).append(each)
    for kind, found in sorted(types.items(), key=lambda item: (-len(item[1]), item[0])):
        yield from (f"{plain_text(kind)}（{pen('items', count=len(found))}）", "")
        yield from _list((_achievement(each, pen, each.studio != studio) for each in found), pen)


def _tasks(edition: Edition, span: Span, pen: _Pen) -> Iterator[str]:
    """Every task that the duties set, which are those in force in the year: each waits for what was done."""
    groups = tuple(_duties(edition, span.year))
    for rule, group in groups:
        for item in group.items:
            name, _, what = item.text.partition("：")
            yield from (f"### {plain_text(name.rstrip('。'))}", "")
            asked = pen("asked", text=what or item.text, measure=item.measure) if item.measure else what or item.text
            yield from (f"> {plain_text(asked)}", f"> {pen.link(pen('rule'), address.rule(rule))}", "", OPEN, "")
    if not groups:
        yield from _ask(pen, "tasks")


def _duties(edition: Edition, year: str) -> Iterator[tuple[str, DutyGroup]]:
    rule = next((each for each in edition.duties if each.year <= year), None)
    if rule:
        yield from ((rule.id, group) for group in rule.groups if group.sort == "任务")


def _files(studio: Studio, span: Span, pen: _Pen) -> Iterator[str]:
    for met in studio.meetings:
        if met.year == span.year:
            for body in met.bodies:
                text = pen("met", body=body.body, count=body.count)
                if body.least:
                    text += pen("met_rule", span=body.span, least=body.least)
                    text += _of_spans("met_of", body, pen) if body.spans < body.of else pen("met_all")
                yield f"- {pen.link(text, address.meetings(studio.id))}"
    for filed in studio.documents:
        if filed.year == span.year:
            yield f"- {pen.link(pen('on_file', count=filed.count), address.documents(studio.id))}"
    for safety in studio.teaching.safety:
        if safety.year == span.year:
            text = pen("safety", inspections=len(safety.inspections), incidents=len(safety.incidents))
            yield f"- {pen.link(text, f'{address.teaching(studio.id)}#safety')}"
    yield ""


def _of_spans(key: str, body: BodyCount, pen: _Pen) -> str:
    """In how many months or weeks a body met as often as it must."""
    met, asked = (pen(f"spans.{body.span}", count=count) for count in (body.spans, body.of))
    return pen(key, met=met, asked=asked)


def _graded(edition: Edition, studio: str, span: Span, pen: _Pen) -> Iterator[str]:
    """The announced grade of the year, with the points at which something was short, as far as it is disclosed."""
    for year in edition.grade_years:
        for grade in year.grades:
            if str(year.year) == span.year and grade.studio == studio and grade.announced:
                said = pen("graded", final=grade.final or pen("none_short"))
                if grade.score:
                    said += pen("score", score=grade.score, most=grade.most)
                yield f"- {pen.link(said, address.grade(year.year, studio))}"
                for category in grade.categories:
                    for point in category.points:
                        for found in point.measured:
                            for part in (part for part in found.parts if part.short and not found.met):
                                yield "- " + plain_text(
                                    pen(
                                        "short",
                                        id=point.id,
                                        label=point.label,
                                        name=part.name,
                                        measured=part.measured,
                                        required=part.required,
                                        unit=found.unit,
                                    )
                                )
                yield ""


def _missing(edition: Edition, studio: Studio, mine: Iterable[Achievement], span: Span, pen: _Pen) -> Iterator[str]:
    """What the records show to be missing; what is under correction may hide more."""
    documents = address.documents(studio.id)
    if not span.semester:
        yield from _missing_of_year(studio, span.year, pen)
    for deadline in edition.deadlines:
        if deadline.year == span.year and (not span.semester or deadline.semester == span.semester):
            for answer in deadline.having("late", "missing", "unknown"):
                if answer.studio == studio.id:
                    yield pen.link(_late(deadline, answer, pen), documents)
    for agreement in studio.cooperation.agreements:
        if agreement.state == "now" and agreement.missing:
            text = pen("clauses", title=agreement.title, clauses=pen("and").join(agreement.missing))
            yield pen.link(text, f"{address.cooperation(studio.id)}#agreement-{agreement.id}")
    for each in mine:
        if each.studio == studio.id and not each.evidence:
            yield pen.link(pen("no_evidence", title=each.title), address.achievement(each.studio, each.id))
    for out in edition.corrections:
        if out.kind == "achievement" and out.studio == studio.id and out.year == span.year:
            yield pen.link(pen("achievement_correcting", id=out.id.rpartition("/")[2]), correction.address_of(out))
    if studio.incomplete:
        yield pen("correcting")


def _missing_of_year(studio: Studio, year: str, pen: _Pen) -> Iterator[str]:
    """What a whole year asks for: every category on file, enough meetings, a word from every party."""
    for filed in studio.documents:
        if filed.year == year and not filed.incomplete:
            for name in filed.missing:
                yield pen.link(pen("no_document", category=name), address.documents(studio.id))
    for met in studio.meetings:
        if met.year == year and not met.incomplete:
            for body in met.bodies:
                if body.spans < body.of:
                    yield pen.link(body.body + _of_spans("too_few", body, pen), address.meetings(studio.id))
    for judged in studio.teaching.evaluations:
        if judged.year == year and not judged.incomplete:
            for party, count in judged.parties:
                if not count:
                    yield pen.link(pen("no_evaluation", party=party), address.teaching(studio.id))


def _late(deadline: Deadline, answer: DeadlineFiling, pen: _Pen) -> str:
    """What is wrong with the answer to a deadline. Where what would show it is under correction nobody can tell."""
    due = pen.day(deadline.due)
    if answer.state == "unknown":
        return pen("filing_correcting", name=deadline.name, due=due)
    if answer.filed is None:
        return pen("not_filed", name=deadline.name, due=due)
    days = (date.fromisoformat(answer.filed) - date.fromisoformat(deadline.due)).days
    return pen("late", name=deadline.name, due=due, filed=pen.day(answer.filed), days=days)


# The school's report


def _school_sections(edition: Edition, span: Span, pen: _Pen) -> Iterator[Section]:
    lines = tuple(figures.of_the_school(edition, span))
    yield "about", (*_register(edition, pen), *_ask(pen, "school_about"))
    note = (pen("incomplete_note"), "") if any(line.incomplete for line in lines) else ()
    table = tuple(_table(pen, lines, _span(span, pen), _span(span.before, pen)))
    yield "figures", (*table, *note, *_ask(pen, "figures"))
    yield "studios", tuple(_by_studio(edition, span, pen))
    high = [each for each in edition.achievements if each.year == span.year and each.level in HIGH]
    found = _list((_achievement(each, pen, shared=False) for each in high), pen)
    yield "high", (*found, *_ask(pen, "achievements"))
    yield "plans", (*_plans(edition, span, pen), *_ask(pen, "plans"))
    if graded := tuple(_distribution(edition, span, pen)):
        yield "grade", (*graded, *_ask(pen, "grade"))
    yield "deadlines", tuple(_deadlines(edition, span, pen))
    yield "missing", _list(_school_missing(edition, span, pen), pen)
    yield "school_outlook", (*_ask(pen, "problems"), *_ask(pen, "school_outlook"))


def _register(edition: Edition, pen: _Pen) -> Iterator[str]:
    status: dict[str, int] = {}
    for studio in edition.studios:
        status[studio.status] = status.get(studio.status, 0) + 1
    text = pen("register", count=len(edition.studios))
    said = pen("and").join(pen("role", role=name, count=count) for name, count in status.items())
    yield from (f"- {pen.link(text, address.STUDIOS)}　{plain_text(said)}", "")


_MATRIX = ("achievements-by-studio", "training-sessions", "apprentices-taken", "meetings-held", "donations-received")


def _by_studio(edition: Edition, span: Span, pen: _Pen) -> Iterator[str]:
    tables = [table for table in edition.statistics if table.id in _MATRIX and span.year in table.columns]
    heads = " | ".join(f"{pen(f'figure.{table.id}')}（{table.unit}）" for table in tables)
    yield f"| {pen('column.studio')} |{f' {heads} |' if tables else ''}"
    yield "| --- |" + " ---: |" * len(tables)
    for studio in edition.studios:
        cells = "".join(f" {figures.part_of(edition, table.id, studio.id, span.year)} |" for table in tables)
        mark = pen("incomplete_mark") if studio.incomplete else ""
        yield f"| {pen.link(studio.short, address.studio(studio.id))}{mark} |{cells}"
    yield ""


def _plans(edition: Edition, span: Span, pen: _Pen) -> Iterator[str]:
    """The targets of the year in the school's own plans, with what was reached."""
    for plan in edition.plans:
        if plan.reference:
            continue
        phases = {phase.id for phase in plan.phases if phase.starts[:4] <= span.year <= phase.ends[:4]}
        rows = [(metric, line) for metric in plan.metrics for line in metric.lines if line.phase in phases]
        if not rows:
            continue
        yield from (pen.link(plan.title, address.plan(plan.id)), "")
        yield "| " + " | ".join(pen(f"column.{name}") for name in ("metric", "target", "actual", "verdict")) + " |"
        yield "| --- | ---: | ---: | --- |"
        for metric, line in rows:
            verdict = pen(f"verdict.{line.verdict}")
            lacking = pen("lacking", missing=line.missing, unit=line.unit) if line.missing else ""
            cells = (metric.name, f"{line.operator}{line.value}", line.actual or pen("none_short"), verdict + lacking)
            yield "| " + " | ".join(map(plain_text, cells)) + " |"
        yield ""


def _distribution(edition: Edition, span: Span, pen: _Pen) -> Iterator[str]:
    for year in edition.grade_years:
        if str(year.year) == span.year and any(count for _, count in year.distribution):
            said = pen("and").join(pen("role", role=name, count=count) for name, count in year.distribution if count)
            yield from (f"- {pen.link(said, address.grade_year(year.year))}", "")


def _deadlines(edition: Edition, span: Span, pen: _Pen) -> Iterator[str]:
    """Every report of the year, with who was late and who has not filed."""
    names = edition.studio_names
    found = [deadline for deadline in edition.deadlines if deadline.year == span.year]
    if found:
        yield (
            "| " + " | ".join(pen(f"column.{name}") for name in ("report", "due", "in_time", "late", "missing")) + " |"
        )
        yield "| --- | --- | ---: | --- | --- |"
    for deadline in found:
        groups = [
            pen("and").join(
                pen.link(names.get(each.studio, each.studio), address.documents(each.studio))
                + (pen("correcting_mark") if each.state == "unknown" else "")
                for each in deadline.having(*states)
            )
            or pen("none_short")
            for states in (("late",), ("missing", "unknown"))
        ]
        in_time = f"{len(deadline.having('in_time'))}/{len(deadline.filings)}"
        yield f"| {plain_text(deadline.name)} | {pen.day(deadline.due)} | {in_time} | {' | '.join(groups)} |"
    yield from ("",) if found else (pen("none"), "")


def _school_missing(edition: Edition, span: Span, pen: _Pen) -> Iterator[str]:
    for studio in edition.studios:
        mine = [each for each in edition.achievements_of(studio.id) if each.year == span.year]
        for text in _missing(edition, studio, mine, span, pen):
            yield f"{plain_text(studio.short)}：{text}"
    if edition.corrections:
        yield pen("corrections", count=len(edition.corrections))
