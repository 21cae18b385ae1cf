"""Values in their one form: dates, document numbers, yes and no, words of closed lists, full-width digits.

What a value is, its field says; free text is never touched. Only characters of the value itself are exchanged, and the
file must then read as before but for these values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from generator.core.document import Document, Route
from generator.core.problem import Where
from generator.core.records.base import CITES, Form, Record
from generator.core.records.kinds import Place
from generator.core.values.date import PartialDate
from generator.core.values.quantity import Quantity
from generator.fixing import forms
from generator.fixing.edit import Edit, edited
from generator.fixing.reading import news, problems_of, read
from generator.fixing.registry import bare

_Items = Callable[[str], list[str] | None]
TRIES = 8
"""How often changes that do not do what they should are dropped before all of them are."""

_QUOTES = ("“”", "‘’", "＂＂", "「」")
_SEPARATORS = re.compile(r"\s*[，、,]\s*")
_PLAIN_NUMBER = re.compile(r"\w*〔[0-9]{4}〕[0-9]+号")
"""The number of a document that YAML takes as it is."""


@dataclass(frozen=True, slots=True)
class Change:
    """A value at a route as it should be, and how it gets there."""

    kind: str
    route: Route
    value: Any
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class _Field:
    """A value with what the registry says of it: its type, and whatever else is said of the type."""

    route: Route
    value: Any
    annotation: Any
    said: tuple[Any, ...]


def mend_values(path: str, text: str, place: Place, was: str) -> tuple[str, tuple[str, ...]]:
    """The text with its values in their forms, and the kinds of changes; `was` is the file as it was written, before
    anything in it was mended."""
    document = read(path, text).document
    if document is None:
        return text, ()
    lines, written = text.split("\n"), was.split("\n")
    changes = [change for field in _fields(document, place) if (change := _change(field, document, lines, written))]
    for _ in range(TRIES):
        changed = edited(text, dict.fromkeys(edit for change in changes for edit in change.edits))
        wrong = _wrong(path, text, changed, document, changes) if changes else []
        if not wrong:
            return changed, tuple(change.kind for change in changes)
        dropped = {change.route for change in wrong}
        changes = [change for change in changes if change.route not in dropped]
    return text, ()


def doubtful_items(path: str, text: str, place: Place) -> tuple[tuple[Where, str], ...]:
    """The items of lists in brackets that hold a full-width comma and may be several, with their places. In a file that
    was typed in Chinese that comma may be meant as one of YAML; but texts may have one of their own."""
    document = read(path, text).document
    lines = text.split("\n")
    found: list[tuple[Where, str]] = []
    for field in _fields(document, place) if document else ():
        where = document.marks.get(field.route) if document else None
        if where and get_origin(field.annotation) is tuple and isinstance(field.value, list):
            bracketed = lines[where.line - 1].startswith("[", where.column - 1)
            found += [(where, each) for each in field.value if bracketed and isinstance(each, str) and "，" in each]
    return tuple(found)


def _wrong(path: str, text: str, changed: str, document: Document, changes: Sequence[Change]) -> Sequence[Change]:
    """The changes because of which the changed text does not say what it said but for the changed values, or has a new
    problem: an id may be another's once its digits are narrow."""
    parsed = read(path, changed)
    after = parsed.document
    if after is None:
        faulty = {found.where.line - 1 for found in parsed.problems}
        return [change for change in changes if change.edits[0].line in faulty] or changes
    if other := [change for change in changes if _get(after.value, change.route) != change.value]:
        return other
    wanted = deepcopy(document.value)
    for change in changes:
        _put(wanted, change.route, change.value)
    if after.value != wanted or after.body != document.body:
        return changes
    told = news(problems_of(path, text), problems_of(path, changed, parsed))
    faulty = {place.line - 1 for found in told for place in (found.where, *found.related)}
    return [change for change in changes if change.edits[0].line in faulty] or (changes if told else [])


def _get(value: Any, route: Route) -> Any:
    for part in route:
        known = part in value if isinstance(value, dict) else isinstance(value, list) and part in range(len(value))
        if not known:
            return None
        value = value[part]
    return value


def _put(value: Any, route: Route, new: Any) -> None:
    for part in route[:-1]:
        value = value[part]
    value[route[-1]] = new


def _fields(document: Document, place: Place) -> Iterator[_Field]:
    """Every value of the file that is a text, or a list, of a known type."""
    kind, value = place.kind, document.value
    if kind.listed:
        listed = "rows" if document.path.endswith(".csv") else kind.listed
        rows = value.get(listed)
        for index, row in enumerate(rows if isinstance(rows, list) else []):
            yield from _inside(kind.model, row, (listed, index))
    elif kind.choices:
        said = value.get("kind")
        yield _Field(("kind",), said, Literal[tuple(kind.choices)], ())
        if isinstance(said, str) and said in kind.choices:
            yield from _inside(kind.choices[said][1], value, ())
    else:
        yield from _inside(kind.model, value, ())


def _inside(model: type[Record], value: Any, route: Route) -> Iterator[_Field]:
    if isinstance(value, dict):
        for name, info in model.model_fields.items():
            if name in value:
                yield from _field(info.annotation, tuple(info.metadata), value[name], (*route, name))


def _field(annotation: Any, said: tuple[Any, ...], value: Any, route: Route) -> Iterator[_Field]:
    annotation, said = bare(annotation, said)
    inner = get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield from _inside(annotation, value, route)
    elif get_origin(annotation) is tuple:
        yield _Field(route, value, annotation, said)
        for index, each in enumerate(value if isinstance(value, list) else []):
            yield from _field(inner[0], (), each, (*route, index))
    elif get_origin(annotation) is dict:
        for key, each in value.items() if isinstance(value, dict) else []:
            yield from _field(inner[1], (), each, (*route, key))
    elif inner and all(isinstance(each, type) and issubclass(each, Record) for each in inner):
        yield from _choice(inner, value, route)
    else:
        yield _Field(route, value, annotation, said)


def _choice(models: Sequence[type[Record]], value: Any, route: Route) -> Iterator[_Field]:
    """A record that says by its `kind` which it is."""
    if not isinstance(value, dict):
        return
    words = {get_args(model.model_fields["kind"].annotation)[0]: model for model in models}
    said = value.get("kind")
    yield _Field((*route, "kind"), said, Literal[tuple(words)], ())
    if isinstance(said, str) and said in words:
        yield from _inside(words[said], value, route)


def _change(field: _Field, document: Document, lines: Sequence[str], was: Sequence[str]) -> Change | None:
    """How a value gets its form; None for one that has it, or that none is certain for."""
    where = document.marks.get(field.route)
    if where is None:
        return None
    if get_origin(field.annotation) is tuple:
        return _list(field, where, lines)
    if not isinstance(field.value, str):
        return None
    found = _form(field)
    if found is None:
        return None
    kind, form = found
    table = document.path.endswith(".csv")
    edit = _written(where, lines, field.value, form, quoted=_inner(field.value) is not None and not table)
    if edit is None:
        return None
    if kind != "document_number":
        return Change(kind, field.route, form, (edit,))
    if table:
        return None  # a table has no room for what stood there
    quoted = f'"{field.value}"'
    if edit.new == f'"{form}"' and _PLAIN_NUMBER.fullmatch(form) and quoted not in was[edit.line]:
        edit = replace(edit, new=form)  # quoted only to be read, as long as its brackets were those of YAML
    end = len(lines[edit.line])
    return Change(kind, field.route, form, (edit, Edit(edit.line, end, end, f"  # 原文：{field.value}")))


def _form(field: _Field) -> tuple[str, str] | None:
    """The kind of change and the form of a value, if it has not got it."""
    text = field.value
    within = _inner(text)
    kind, form = _normal(field, text if within is None else within)
    if form is None and within is not None and _reads(field, within) and not _is_free(field):
        kind, form = "quotes", within
    return None if form is None or form == text else (kind, form)


def _inner(text: str) -> str | None:
    """What stands between full-width quotes that hold the whole text."""
    plain = text.strip()
    if len(plain) > 2 and plain[0] + plain[-1] in _QUOTES:
        return plain[1:-1].strip()
    return None


def _is_free(field: _Field) -> bool:
    return field.annotation is str and not any(isinstance(each, Form) for each in field.said)


def _normal(field: _Field, text: str) -> tuple[str, str | None]:
    annotation = field.annotation
    if annotation in {date, PartialDate}:
        form = forms.day(text)
        return "date", form if form is not None and (form == text or _reads(field, form)) else None
    if annotation is bool:
        return "flag", forms.flag(text)
    if get_origin(annotation) is Literal:
        words = get_args(annotation)
        return "word", None if text in words else forms.word(text, words)
    reasons = {each.reason for each in field.said if isinstance(each, Form)}
    if CITES in field.said or "document_number" in reasons:
        return "document_number", forms.document_number(text)
    if "month_day" in reasons and (form := forms.month_day(text)) and _reads(field, form):
        return "date", form
    if annotation in {int, Decimal, Fraction, Quantity} or not _is_free(field):
        form = forms.narrow(text)
        return "digits", form if form != text.strip() and _reads(field, form) else None
    return "", None


def _reads(field: _Field, text: str) -> bool:
    try:
        _adapter(field.annotation, field.said).validate_python(text)
    except ValidationError:
        return False
    return True


@cache
def _adapter(annotation: Any, said: tuple[Any, ...]) -> TypeAdapter[Any]:
    typed: Any = Annotated[annotation, *said] if said else annotation
    return TypeAdapter(typed)


def _written(where: Where, lines: Sequence[str], old: str, new: str, *, quoted: bool) -> Edit | None:
    """Write a value in the place of another, in the quotes that it has. None where it does not stand on its line as it
    reads."""
    line, start = where.line - 1, where.column - 1
    text = lines[line] if line < len(lines) else ""
    for quote in ("", '"', "'"):
        raw = f"{quote}{old}{quote}"
        at = start
        if not quote:
            at += len(text[start:]) - len(text[start:].lstrip())  # blanks before a cell
        if text.startswith(raw, at):
            return Edit(line, at, at + len(raw), f'"{new}"' if quoted and not quote else f"{quote}{new}{quote}")
    return None


def _list(field: _Field, where: Where, lines: Sequence[str]) -> Change | None:
    """A list in full-width brackets, or with full-width commas between its items, if it can be no other list."""
    (item, *_) = get_args(field.annotation)
    annotation, said = bare(item, ())
    probe = _Field(field.route, "", annotation, said)

    def items(text: str) -> list[str] | None:
        """The items of a text, if each is one of the type, and the type is not any text."""
        parts = [forms.narrow(part) for part in _SEPARATORS.split(text)]
        return parts if not _is_free(probe) and all(_reads(probe, part) for part in parts) else None

    if isinstance(field.value, str):
        return _bracketed(field, where, lines, items)
    return _separated(field, where, lines, items)


def _bracketed(field: _Field, where: Where, lines: Sequence[str], items: _Items) -> Change | None:
    text = field.value
    if len(text) < 2 or text[0] not in "【［[" or text[-1] not in "】］]":
        return None
    within = text[1:-1].strip()
    parts = items(within)
    if parts is None:
        if not within or re.search("[，、；;“”\"'【】\\[\\]{}#]", within):
            return None
        parts = [part.strip() for part in within.split(",")]
    edit = _written(where, lines, text, f"[{', '.join(parts)}]", quoted=False)
    return None if edit is None else Change("brackets", field.route, parts, (edit,))


def _separated(field: _Field, where: Where, lines: Sequence[str], items: _Items) -> Change | None:
    """Items that hold a full-width comma but are several of their type."""
    text, column = lines[where.line - 1], where.column - 1
    if not isinstance(field.value, list) or not text.startswith("[", column):
        return None
    meant: list[Any] = []
    edits: list[Edit] = []
    for value in field.value:
        parts = items(value) if isinstance(value, str) and _SEPARATORS.search(value) else None
        if parts is None or text.count(value, column) != 1:
            meant.append(value)
            continue
        meant += parts
        at = text.index(value, column)
        edits.append(Edit(where.line - 1, at, at + len(value), ", ".join(parts)))
    return Change("commas", field.route, meant, tuple(edits)) if edits else None
