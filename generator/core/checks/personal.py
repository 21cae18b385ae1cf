"""The privacy gate on what is written: personal data keeps a record out before anything is made of it.

Every text of every file is searched, also of records that have other faults: front matter with its keys and remarks,
prose, cells and the names of columns, pages written by hand, names of files and folders. A birth date may stand in the
school's own register alone, a mobile where somebody has to approve it. What is found is never repeated in a message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from typing import Any
from urllib.parse import unquote

from generator.core.compute.person import consents, is_learner, not_named
from generator.core.content import PICTURES, kind_by_name
from generator.core.dataset import Dataset, Entry
from generator.core.document import KEY, Document, Route
from generator.core.gathering.rows import key_of_entry
from generator.core.problem import Code, Problem, RecordKey, Severity, Where, problem
from generator.core.records.kinds import Place, place_of
from generator.core.records.notice import LISTS
from generator.core.values.personal import Find, Kind, certain_finds, exam_columns, finds, may_be_exam_columns

IDENTITY = Code("X901")
MAY_BE_IDENTITY = Code("X902", Severity.WARNING)
MOBILE = Code("X903")
MAY_BE_MOBILE = Code("X904", Severity.WARNING)
BANK_CARD = Code("X905")
MAY_BE_BANK_CARD = Code("X906", Severity.WARNING)
BIRTH_DATE = Code("X907")
MAY_BE_BIRTH_DATE = Code("X908", Severity.WARNING)
HOME_ADDRESS = Code("X909")
MAY_BE_HOME_ADDRESS = Code("X910", Severity.WARNING)
STUDENT_NUMBER = Code("X911")
PARENT_PHONE = Code("X912")
EXAM = Code("X913", Severity.WARNING)
EXAM_COLUMN = Code("X914")
FILE_NAME = Code("X915")
TABLE_OF_PUPILS = Code("X916")
PLACE = Code("X917")
UNNAMED = Code("X918", Severity.WARNING)
LEARNER_SHOWN = Code("X919")
LEARNERS_SHOWN = Code("X920", Severity.WARNING)
TOGETHER = Code("X921")
"""Told by the finished site, since no single value has it."""

CODES: Mapping[tuple[Kind, bool], Code] = {
    ("identity", True): IDENTITY,
    ("identity", False): MAY_BE_IDENTITY,
    ("old_identity", True): IDENTITY,
    ("old_identity", False): MAY_BE_IDENTITY,
    ("mobile", True): MOBILE,
    ("mobile", False): MAY_BE_MOBILE,
    ("bank_card", True): BANK_CARD,
    ("bank_card", False): MAY_BE_BANK_CARD,
    ("birth_date", True): BIRTH_DATE,
    ("birth_date", False): MAY_BE_BIRTH_DATE,
    ("home_address", True): HOME_ADDRESS,
    ("home_address", False): MAY_BE_HOME_ADDRESS,
    ("student_number", True): STUDENT_NUMBER,
    ("parent_phone", True): PARENT_PHONE,
    ("exam", False): EXAM,
    ("exam_column", True): TABLE_OF_PUPILS,
    ("location", True): PLACE,
}
_LEARNERS = re.compile(
    r"学生|学徒|徒弟|学员|选手|同学|(?<![a-z])(?:students?|pupils?|apprentices?|xuesheng|xuetu|xueyuan|tongxue)(?![a-z])",
    re.IGNORECASE,
)
"""What says that somebody who learns may be in a picture: in its text or its name."""
NOBODY = ("无可辨认的人", "背影", "手部特写", "已遮挡面部")
"""What says in a picture's text that nobody can be told in it."""
_PAPER = re.compile(r"证书|奖状|证明|文件|通知|名单|海报|示意图|报告|合同|协议|试卷|奖牌|奖杯|版面|截图|书影|封面")
"""What is written there of a picture of paper or of things, not of people."""
MOST = 100
"""How many finds are told of one line or value."""
_REGISTER = "content/people."
"""Where the school keeps birth dates, which are never published."""
_NUMBERS = frozenset({"phone", "fax"})
"""Fields for telephone numbers: a mobile in them is a matter of approval, told by the check of their record."""
_APPROVED = re.compile(r"studios/[^/]+/studio\.yml|content/notices/.+\.md")
"""Where there is such a check."""
_RANDOM = frozenset({"salt"})


@dataclass(frozen=True, slots=True)
class _Text:
    """A piece of text that stands on one line: where it begins, and the record that it belongs to."""

    text: str
    where: Where
    key: str
    record: RecordKey | None
    plain: bool
    """Whether its characters stand there one by one, so that a find has a column of its own."""


def nothing_personal(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """No personal data in anything that is written."""
    for document in dataset.documents.values():
        yield from document.all_once("personal", _personal)
    for path, text in dataset.pages.items():
        for number, line in enumerate(text.split("\n"), 1):
            for found in islice(finds(line), MOST):
                where = Where(path, number, found.start + 1, found.end - found.start)
                yield problem(CODES[found.kind, found.certain], where)


def _personal(document: Document) -> Iterator[Problem]:
    for piece, all_found in _pieces(document):
        for found in islice(all_found, MOST):
            if not _may_stand(document.path, piece, found):
                yield problem(CODES[found.kind, found.certain], _where(piece, found), record=piece.record)
    yield from _exam_columns(document)


def nothing_personal_once_drawn(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Nor in what becomes of prose: marks, references to characters and ends of lines may stand between the digits that
    a reader sees as one number. What stands in the file as it is was told there."""
    for shelf in dataset.shelves.values():
        for entry in shelf.values():
            if entry.prose is not None:
                yield from entry.all_once("drawn", _drawn)


def _drawn(entry: Entry[Any]) -> Iterator[Problem]:
    lines = entry.document.body.split("\n")
    told = {found.kind for line in lines for found in finds(line)}
    drawn = " ".join(entry.prose.text.split()) if entry.prose else ""
    if not {found.kind for found in certain_finds(drawn)} - told:
        return
    for found in islice(finds(drawn), MOST):
        if found.certain and found.kind not in told:
            told.add(found.kind)
            number = _line_of(drawn[found.start : found.end], lines)
            where = Where(entry.document.path, entry.document.body_line + number, 1, max(len(lines[number]), 1))
            yield problem(CODES[found.kind, True], where, record=entry.key)


def _line_of(value: str, lines: Sequence[str]) -> int:
    """On which line a number begins that stands on none as it is: where most of its beginning does."""
    starts = (value[:length] for length in range(len(value), 1, -1))
    return next((number for start in starts for number, line in enumerate(lines) if start in line), 0)


def nothing_personal_in_names(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Nor in the name of a file or folder, which becomes part of addresses and downloads."""
    for path in sorted({*dataset.documents, *dataset.files, *dataset.pages}):
        if any(found.certain for part in path.split("/")[1:] for found in finds(part)):
            place = place_of(path)
            yield problem(FILE_NAME, Where(path), record=place.key if place else None)


def _may_stand(path: str, piece: _Text, found: Find) -> bool:
    if found.kind == "birth_date" and path.startswith(_REGISTER):
        return True
    approved = found.kind == "mobile" and piece.key in _NUMBERS and _APPROVED.fullmatch(path)
    return bool(approved) or piece.key in _RANDOM


def _where(piece: _Text, found: Find) -> Where:
    if not piece.plain:
        return piece.where
    return Where(piece.where.path, piece.where.line, piece.where.column + found.start, found.end - found.start)


def _pieces(document: Document) -> Iterator[tuple[_Text, tuple[Find, ...]]]:
    """The pieces of text that hold something, with what they hold: where a piece stands is asked of those alone."""
    place = place_of(document.path)
    for route, text in _scalars(document.value, ()):
        if not (found := finds(text.replace("\n", " "))):
            continue
        where = document.where(*route)
        quoted = where.length == len(text) + 2
        plain = quoted or where.length == len(text)
        if quoted:
            where = Where(where.path, where.line, where.column + 1, len(text))
        name = next((part for part in reversed(route) if isinstance(part, str)), "")
        yield _Text(text, where, name, _record(place, document, route), plain), found
    for route, where in document.marks.items() if document.doubled or any(map(finds, set(_names(document)))) else ():
        if route[-1:] == (KEY,) and (found := finds(name := str(route[-2]))):
            yield _Text(name, where, "", _record(place, document, route[:-1]), where.length == len(name)), found
    for text, where in document.remarks:
        if found := finds(text):
            yield _Text(text, where, "", place.key if place else None, True), found
    for number, line in enumerate(document.body.split("\n")):
        if found := finds(line):
            where = Where(document.path, document.body_line + number, 1, max(len(line), 1))
            yield _Text(line, where, "", place.key if place else None, True), found


def _names(document: Document) -> Iterator[str]:
    """The names of the keys and columns in a document, but for those that stand under a key that is there again."""
    if document.path.endswith(".csv"):
        yield from document.columns
    else:
        yield from _keys(document.value)


def _keys(value: Any) -> Iterator[str]:
    match value:
        case dict():
            yield from value
            for inner in value.values():
                yield from _keys(inner)
        case list():
            for inner in value:
                yield from _keys(inner)


def _scalars(value: Any, route: Route) -> Iterator[tuple[Route, str]]:
    match value:
        case str():
            yield route, value
        case dict():
            for key, inner in value.items():
                yield from _scalars(inner, (*route, key))
        case list():
            for index, inner in enumerate(value):
                yield from _scalars(inner, (*route, index))


def _record(place: Place | None, document: Document, route: Route) -> RecordKey | None:
    """The record that a value belongs to: of a file of many that of its row, whether it has an id or not."""
    if place is None:
        return None
    if not place.kind.listed:
        return place.key
    rows = document.value.get("rows" if document.path.endswith(".csv") else place.kind.listed)
    row = route[1] if len(route) > 1 else None
    return key_of_entry(place, rows[row], row) if isinstance(rows, list) and isinstance(row, int) else place.key


def _exam_columns(document: Document) -> Iterator[Problem]:
    """A list of pupils gives no scores and no ranks; one of people had better not."""
    place = place_of(document.path)
    record = place.key if place else None
    if LISTS.fullmatch(document.path):
        columns = document.columns
        yield from _columns(columns, lambda index: document.where_key("rows", columns[index]), record)
    groups = document.value.get("groups") if place and place.kind.name == "notice" else None
    for number, group in enumerate(groups if isinstance(groups, list) else ()):
        names = group.get("columns") if isinstance(group, dict) else None
        if isinstance(names, list) and all(isinstance(name, str) for name in names):
            yield from _columns(names, partial(document.where, "groups", number, "columns"), record)


def _columns(names: Sequence[str], where: Callable[[int], Where], record: RecordKey | None) -> Iterator[Problem]:
    for index in exam_columns(names):
        yield problem(EXAM_COLUMN, where(index), record=record, column=names[index])
    for index in may_be_exam_columns(names):
        yield problem(EXAM, where(index), record=record)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A picture of a studio's, where it is shown: what is written of it, its file, the place."""

    entry: Entry[Any]
    text: str
    path: str
    where: Where


def pupils_agreed_to_pictures(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Nobody who learns is shown in a picture whose text names them, unless they have agreed to pictures; and where it
    is only said that learners are in it, it is on record that they have agreed, or said that nobody can be told."""
    people = dataset.people()
    hidden = not_named(dataset, as_of)
    names = {
        entry.record.name: number
        for number, entry in people.items()
        if entry.record.name and len(entry.record.name) > 1 and (number in hidden or is_learner(entry.record))
    }
    agreed = {
        path
        for entry in dataset.shelf("consent").values()
        if consents(dataset, entry.record.person, "照片", as_of)
        for path in entry.record.pictures
    }
    for shown in _pictures_shown(dataset):
        named = [number for name, number in names.items() if name in shown.text]
        bare = [number for number in named if not consents(dataset, number, "照片", as_of)]
        for number in bare:
            related = [people[number].where("name")]
            yield problem(LEARNER_SHOWN, shown.where, related=related, record=shown.entry.key, person=number)
        told = _LEARNERS.search(shown.text)
        if told and not named and shown.path not in agreed and not any(word in shown.text for word in NOBODY):
            yield problem(LEARNERS_SHOWN, shown.where, record=shown.entry.key, word=told[0], path=shown.path)


def _pictures_shown(dataset: Dataset) -> Iterator[_Shown]:
    """Every picture in prose, and every picture among the evidence that is none of paper."""
    for shelf in dataset.shelves.values():
        for entry in shelf.values():
            for image in entry.prose.images if entry.prose else ():
                name = unquote(image.url.rpartition("/")[2])
                path = f"studios/{entry.studio}/files/{name}"
                yield _Shown(entry, f"{image.text} {image.caption} {name}", path, image.where)
    for achievement in dataset.achievements.values():
        for index, proof in enumerate(achievement.record.evidence):
            if proof.file and kind_by_name(proof.file) in PICTURES and not _PAPER.search(f"{proof.title} {proof.file}"):
                path = f"studios/{achievement.studio}/files/{proof.file}"
                where = achievement.where("evidence", index, "file")
                yield _Shown(achievement, f"{proof.title} {proof.file}", path, where)
