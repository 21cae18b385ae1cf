"""What every record shares: frozen, closed, read from text; and how a fault of a field becomes a located problem."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, ErrorDetails, PydanticCustomError, core_schema

from generator.core.document import KEY, Document, Route
from generator.core.problem import Code, Problem, RecordKey, Where, part_of, problem
from generator.core.records.partial import Unread, partial
from generator.core.stumble import BULLET, put_right
from generator.core.values.date import DATE_TYPED, DAY_TYPED, EARLIEST, LATEST, PartialDate, read_day, read_partial
from generator.core.values.fold import simplified
from generator.core.values.form import candidates, odd_letter, plain_letters
from generator.core.values.number import in_unit, read_amount, read_count, read_decimal, read_percent
from generator.core.values.synonym import FIELDS, NO_ENTRIES
from generator.core.values.unreadable import Unreadable
from generator.core.values.word import nearest, read_flag

MISSING = Code("F201")
UNKNOWN_KEY = Code("F202")
WRONG_SHAPE = Code("F203")
NOT_ALLOWED = Code("F204")
BAD_DATE = Code("F205")
BAD_NUMBER = Code("F206")
BAD_FLAG = Code("F207")
BAD_ID = Code("F208")
TEXT_LENGTH = Code("F209")
CONFLICT = Code("F210")
BAD_FORM = Code("F211")


class Record(BaseModel):
    """A thing that a studio or the school writes down. The fields' titles and descriptions are the one registry from
    which schema, guide and templates are made."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)

    if not TYPE_CHECKING:  # where this is seen, any name would pass for a field's

        def __getattr__(self, name: str) -> Any:
            """Only asked for what is not there. Raises Unread for a field of a record that has faults."""
            if name in type(self).model_fields:
                raise Unread((type(self), name))
            return super().__getattr__(name)


R = TypeVar("R", bound=Record)
T = TypeVar("T")


def reader(read: Callable[[str], T]) -> BeforeValidator:
    """A pydantic validator for a value that is read from text."""

    def from_text(value: object) -> object:
        if not isinstance(value, str):
            raise PydanticCustomError("shape", "shape", {"wanted": "text"})
        try:
            return read(value)
        except Unreadable as error:
            raise PydanticCustomError(error.reason, "unreadable", dict(error.args_of_message)) from None

    return BeforeValidator(from_text)


def _empty_list(value: object) -> object:
    return [] if value is None else value


@dataclass(frozen=True, slots=True)
class Form:
    """A validator for text of a fixed form, which the JSON Schema states too; `reason` names the form."""

    expression: str
    reason: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        compiled = re.compile(self.expression)

        def check(value: str) -> str:
            if compiled.fullmatch(value):
                return value
            meant = next((each for each in candidates(value, self.reason) if compiled.fullmatch(each)), "")
            listed = [part for part in re.split(r"[，、；;,\s]+", value) if part]
            if not meant and len(listed) > 1 and all(compiled.fullmatch(part) for part in listed):
                meant = ", ".join(listed)
            context = {"value": value, "meant": meant, "odd": odd_letter(value) if meant else ""}
            raise PydanticCustomError(self.reason, "form", context)

        return core_schema.no_info_after_validator_function(check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(schema) | {"pattern": f"^(?:{self.expression})$"}


def pattern(expression: str, reason: str) -> Form:
    """Text of a fixed form; `reason` names the hint of F208 or F211 that explains it."""
    return Form(expression, reason)


def written(*types: str, **more: Any) -> WithJsonSchema:
    """How a value that is read from text may stand in a file, for the JSON Schema."""
    return WithJsonSchema({"type": list(types) if len(types) > 1 else types[0], **more})


class _AsTyped:
    """Text stays what was typed, so `2025` and `1.1` are text too; editors take them for numbers."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(schema) | {"type": ["string", "number"]}


class _Cites:
    """Says of a text that it is a document number, in the form that its issuer gave it."""


class _Named:
    """Says of a text that it is one name: a comma in it separates two."""


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400), _AsTyped()]
"""A line of text."""
CITES = _Cites()
Citation = Annotated[Text, CITES]
"""The number of a document that is cited. Another body's may have a form of its own, so any text will do."""
NAMED = _Named()
Name = Annotated[Text, NAMED]
"""What somebody or something is called."""
LongText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000), _AsTyped()]
"""A paragraph."""
Day = Annotated[date, reader(read_day), written("string", pattern=DAY_TYPED, examples=["2025-03-05"])]
Partial = Annotated[
    PartialDate,
    reader(read_partial),
    # `2025` and `2025.3` are numbers for an editor.
    written(
        "string",
        "number",
        pattern=DATE_TYPED,
        minimum=EARLIEST,
        exclusiveMaximum=LATEST + 1,
        examples=["2025-03-05", "2025-03", "2025"],
    ),
]
Count = Annotated[int, reader(read_count), written("integer", "string", minimum=0)]
Amount = Annotated[Decimal, reader(read_amount), written("number", "string", minimum=0)]
Signed = Annotated[Decimal, reader(read_decimal), written("number", "string")]
Percent = Annotated[Decimal, reader(read_percent), written("string", examples=["25%"])]
Flag = Annotated[bool, reader(read_flag), WithJsonSchema({"enum": ["是", "否"]})]
PersonId = Annotated[Text, pattern(r"p[0-9]{3,6}", "person_id")]
Id = Annotated[Text, pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*", "id")]
Part = Annotated[Text, pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*", "part")]
"""A record of another studio: its folder and the name of the file."""
Phone = Annotated[Text, pattern(r"[0-9+][0-9 \-]{5,24}(?:转[0-9]{1,6})?", "phone")]
Email = Annotated[Text, pattern(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", "email")]
Postcode = Annotated[Text, pattern(r"[0-9]{6}", "postcode")]
Many = Annotated[tuple[T, ...], BeforeValidator(_empty_list)]
"""A list; an empty entry (`key:`) is an empty list."""


def shape(
    model: type[R], value: Any, document: Document, record: RecordKey, route: Route = ()
) -> tuple[R, tuple[Problem, ...]]:
    """Make a typed record of a plain value, or say everything that is wrong with it: then the record has those of its
    fields that can be read."""
    given = _present(value, (model,))
    try:
        return model.model_validate(given), ()
    except ValidationError as error:
        faults = _without_echoes(error.errors(include_url=False, include_context=True, include_input=True))
        readable = partial(model, given, [_unread(model, fault, faults, value) for fault in faults])
        return readable, tuple(_faults(faults, model, document, record, route, value))


def _without_echoes(faults: Sequence[ErrorDetails]) -> list[ErrorDetails]:
    """The faults without those of lists that are too short only because their items have faults of their own."""
    places = {fault["loc"] for fault in faults}
    return [
        fault
        for fault in faults
        if fault["type"] != "too_short" or not any(_within(loc, fault["loc"]) for loc in places)
    ]


def _within(loc: Route, around: Route) -> bool:
    return len(loc) > len(around) and loc[: len(around)] == around


def _present(value: Any, models: tuple[type[Record], ...]) -> Any:
    """Drop the fields that say nothing (`key:`), so that they count as not given. A key that is no field of any of
    these models is one all the same."""
    if isinstance(value, dict):
        return {
            key: _present(inner, _inside(models, key)) if isinstance(inner, dict | list) else inner
            for key, inner in value.items()
            if inner is not None or "：" in key or (models and not any(key in model.model_fields for model in models))
        }
    if isinstance(value, list):
        return [_present(inner, models) for inner in value]
    return value


@lru_cache(10_000)
def _inside(models: tuple[type[Record], ...], name: str) -> tuple[type[Record], ...]:
    """The records that a field of that name may hold."""
    fields = [model.model_fields[name] for model in models if name in model.model_fields]
    return tuple(inner for field in fields for inner in _records_in(field.annotation))


_KINDS: Mapping[str, Code] = {
    "date": BAD_DATE,
    "date_meant": BAD_DATE,
    "date_range": BAD_DATE,
    "day": BAD_DATE,
    "no_date": BAD_DATE,
    "no_such_day": BAD_DATE,
    "no_such_month": BAD_DATE,
    "no_year": BAD_DATE,
    "serial": BAD_DATE,
    "year_range": BAD_DATE,
    "number": BAD_NUMBER,
    "number_meant": BAD_NUMBER,
    "scientific": BAD_NUMBER,
    "scientific_long": BAD_NUMBER,
    "whole": BAD_NUMBER,
    "negative": BAD_NUMBER,
    "quantity": BAD_NUMBER,
    "quantity_meant": BAD_NUMBER,
    "ratio": BAD_NUMBER,
    "percent": BAD_NUMBER,
    "flag": BAD_FLAG,
    "id": BAD_ID,
    "person_id": BAD_ID,
    "part": BAD_ID,
    "phone": BAD_FORM,
    "document_number": BAD_FORM,
    "marks_line": BAD_FORM,
    "month_day": BAD_FORM,
    "point_id": BAD_FORM,
    "url": BAD_FORM,
    "salt": BAD_FORM,
    "recorded": BAD_FORM,
    "address": BAD_FORM,
    "list_file": BAD_FORM,
    "attachment_file": BAD_FORM,
    "link": BAD_FORM,
    "email": BAD_FORM,
    "postcode": BAD_FORM,
}
"""Which code a reason belongs to; the message is the code's, the hint `hint_<reason>`."""


def _faults(
    faults: Sequence[ErrorDetails],
    model: type[Record],
    document: Document,
    record: RecordKey,
    route: Route,
    whole: Any,
) -> Iterator[Problem]:
    misnamed: set[tuple[str | int, ...]] = set()
    flat: set[tuple[Route, str]] = set()
    foreign = set(_foreign(faults, whole))
    apart = list(_torn(faults, whole, document, route))
    for item in apart:
        place = _as_written(route, item, document)
        line = _line(_at(whole, item))
        yield problem(
            MISSING, document.where(*place), hint="hint_torn", record=record, **_lacking(model, faults, item, line)
        )
    ranges = {fault["loc"][:-1] for fault in faults if fault["type"] == "date_range"}
    # Unknown keys first: what one of them stands for is not missing as well.
    faults = sorted(faults, key=lambda fault: fault["type"] != "extra_forbidden")
    for fault in faults:
        here = fault["loc"]
        given = fault.get("input")
        if (
            given is None
            and fault["type"] != "extra_forbidden"
            and (unsaid := next((part for part in here if "：" in str(part)), None))
        ):
            # A free name without a value, because of its colon.
            here = here[: here.index(unsaid) + 1]
            if here not in misnamed:
                misnamed.add(here)
                yield unknown_key(document, _as_written(route, here, document), [], None, record)
            continue
        place = _as_written(route, fault["loc"], document)
        where = document.where(*place)
        kind = fault["type"]
        context: dict[str, Any] = dict(fault.get("ctx") or {})
        written = _short(given)
        if kind == "missing" and (fault["loc"] in misnamed or fault["loc"][:-1] in foreign):
            continue
        if kind == "missing" and any(here[:-1] in (item, _before(item)) for item in apart):
            continue  # it stands in the other part of the entry
        if kind == "missing" and fault["loc"][:-1] in ranges and fault["loc"][-1] in _LAST_DAYS:
            continue  # it stands in the field of the first day
        if kind == "missing":
            yield _missing(document, place, model, fault["loc"], record)
        elif kind == "extra_forbidden" and (whole_text := _cut_by_comma(document, place, given)):
            where = document.where_key(*place)
            yield problem(UNKNOWN_KEY, where, hint="hint_comma", record=record, key=here[-1], meant=whole_text)
        elif kind == "extra_forbidden":
            allowed = _keys(model, here[:-1])
            meant, inside = _meant(model, here, faults, whole)
            if meant is None and (lacking := _moved_out(fault, faults, document, route)):
                misnamed.add(lacking)
                inside = _named(lacking[:-1])
            misnamed.add((*here[:-1], meant or ""))
            if inside and (here[:-1], inside) in flat:
                continue  # they belong inside together
            flat.add((here[:-1], inside))
            misnamed.add((*here[:-1], inside))
            yield unknown_key(document, place, allowed, meant, record, inside)
        elif kind in {"literal_error", "enum"} and isinstance(fault.get("input"), str):
            several = not isinstance(place[-1], str)
            yield _not_allowed(where, record, _named(place), fault.get("input"), context["expected"], several=several)
        elif kind == "union_tag_invalid":
            where = document.where(*place, "kind")
            yield _not_allowed(where, record, "kind", context["tag"], context["expected_tags"])
        elif kind == "union_tag_not_found":
            at = document.where_key(*place)
            yield problem(MISSING, at, record=record, key="kind", title="种类", allowed="")
        elif kind in _KINDS:
            hint = f"hint_{kind}"
            if context.get("meant") and isinstance(context.get("odd"), str):
                hint = "hint_lookalike" if context["odd"] else "hint_meant"
            if ", " in context.get("meant", "") and _is_block_item(document, place):
                hint, context["meant"] = "hint_items", context["meant"].partition(", ")[0]
            if ", " in context.get("meant", "") and isinstance(place[-1], str) and kind in _IDS:
                hint, context["meant"] = "hint_one", context["meant"].partition(", ")[0]
            if kind == "id" and where.cell and _LIKE_A_DATE.fullmatch(written):
                hint = "hint_turned"
            if kind == "marks_line" and (wrong := _odd_marks(str(given))):
                where, written = part_of(where, str(given), *wrong[0]), wrong[0][1]
                hint = "hint_marks_negative" if written.startswith("-") else hint
            if kind in {"number", "number_meant"} and (amount := in_unit(str(given), _title(model, fault["loc"]))):
                hint, context["meant"] = amount
            if kind == "quantity_meant" and "operator" in _keys(model, here[:-1]):
                context["meant"] = context["meant"].removesuffix("以上")  # at least is what the target says beside it
            if kind == "no_year":
                context["meant"] = f"{_year_of(where.path)}-{context['month']:02}-{context['day']:02}"
            yield problem(
                _KINDS[kind], where, hint=hint, record=record, key=_named(place), **(context | {"value": written})
            )
            for begun, mark in _odd_marks(str(given))[1:] if kind == "marks_line" and not context["meant"] else ():
                one = part_of(document.where(*place), str(given), begun, mark)
                which = "hint_marks_negative" if mark.startswith("-") else "hint_marks_line"
                yield problem(BAD_FORM, one, hint=which, record=record, key=_named(place), value=mark, meant="", odd="")
        elif kind in {"string_too_long", "string_too_short"}:
            yield problem(
                TEXT_LENGTH,
                where,
                hint="hint"
                if kind == "string_too_long"
                else "hint_needed"
                if (field := _field(model, here)) and field.is_required() and isinstance(here[-1], str)
                else "hint_empty",
                record=record,
                key=_named(place),
                limit=context.get("max_length", 0),
            )
        elif kind == "too_short":
            least = context["min_length"]
            parts = _names_in(given) if isinstance(given, list) and given else []
            several = len(parts) >= least
            yield problem(
                TEXT_LENGTH,
                document.where(*place, 0) if several else where,
                hint="hint_commas" if several else "hint_few",
                record=record,
                key=_named(place),
                limit=least,
                meant=", ".join(parts),
            )
        elif kind == "too_long":
            yield problem(
                TEXT_LENGTH, where, hint="hint_many", record=record, key=_named(place), limit=context["max_length"]
            )
        elif kind == "conflict":
            yield problem(CONFLICT, where, hint=f"hint_{context['reason']}", record=record, **_conflict(context))
        else:
            wanted = _WANTED.get(kind, "text")
            yield _wrong_shape(document, wanted, place, model, fault, record)
            if isinstance(given, dict) and wanted == "list" and (only := _only_record(model, here)):
                yield from shape(only, given, document, record, place)[1]  # what else is wrong within it


_LAST_DAYS = frozenset({"ends", "until"})


def _torn(faults: Sequence[ErrorDetails], whole: Any, document: Document, route: Route) -> Iterator[Route]:
    """The items of lists that belong to the one before, since their dash is one too many: what they lack stands there,
    what that one lacks here, and nothing in both."""
    lacking: dict[Route, set[str]] = {}
    for fault in faults:
        if fault["type"] == "missing":
            lacking.setdefault(fault["loc"][:-1], set()).add(str(fault["loc"][-1]))
    for item, missing in lacking.items():
        if not item or not isinstance(item[-1], int) or item[-1] == 0:
            continue
        here, above = _at(whole, item), _at(whole, _before(item))
        if not isinstance(here, dict) or not isinstance(above, dict) or here.keys() & above.keys():
            continue
        whole_entry = missing <= above.keys() and lacking.get(_before(item), set()) <= here.keys()
        if whole_entry and not any(
            _in_braces(document, (*route, *each), _at(whole, each)) for each in (item, _before(item))
        ):
            yield item


def _before(item: Route) -> Route:
    """The item before one of a list."""
    return (*item[:-1], int(item[-1]) - 1)


def _lacking(model: type[Record], faults: Sequence[ErrorDetails], item: Route, line: str) -> dict[str, Any]:
    """What is said of an item that belongs to the one before: the first field that it lacks, and its line without its
    dash."""
    loc = next(fault["loc"] for fault in faults if fault["type"] == "missing" and fault["loc"][:-1] == item)
    return {"key": str(loc[-1]), "title": _title(model, loc), "meant": line}


def _foreign(faults: Sequence[ErrorDetails], whole: Any) -> Iterator[Route]:
    """The items of lists of which no key is a field: they say something else, and nothing is missing in them."""
    unknown = Counter(fault["loc"][:-1] for fault in faults if fault["type"] == "extra_forbidden")
    for loc, count in unknown.items():
        if loc and isinstance(loc[-1], int) and isinstance(held := _at(whole, loc), dict) and count == len(held):
            yield loc


def _meant(model: type[Record], loc: Route, faults: Sequence[ErrorDetails], whole: Any) -> tuple[str | None, str]:
    """The field that an unknown key stands for, and the one of whose entries it is a key, in a record as it is
    written."""
    key, around = str(loc[-1]), loc[:-1]
    meant = _titled(model, around, simplified(key), _at(whole, around))
    inside = "" if meant else _holder(model, around, key, whole)
    if meant or inside:
        return meant, inside
    bare = plain_letters(key).partition(":")[0]  # `key：value` is no key with a value
    return nearest(bare, _keys(model, around)) or _only_missing(faults, around), ""


def _titled(model: type[Record], route: Route, key: str, written: Any) -> str | None:
    """The field of that Chinese title, or of the nearest one, that is not there."""
    titles = _by_title(model, route)
    if key in titles or key.isascii():
        return titles.get(key)
    free = {title: name for title, name in titles.items() if name not in (written or ())}
    called = next((name for name in FIELDS.get(key, ()) if name in free.values()), None)
    return called or free.get(nearest(key, tuple(free)) or "")


def _moved_out(unknown: ErrorDetails, faults: Sequence[ErrorDetails], document: Document, route: Route) -> Route | None:
    """Where a key is missing that stands further out than it should, below its own place: the last such place."""
    loc = unknown["loc"]
    around, line = loc[:-1], document.where_key(*_as_written(route, loc, document)).line
    lines = {
        fault["loc"]: document.where(*_as_written(route, fault["loc"][:-1], document)).line
        for fault in faults
        if fault["type"] == "missing" and fault["loc"][-1] == loc[-1] and len(fault["loc"]) > len(loc)
    }
    before = [lacking for lacking in lines if lacking[: len(around)] == around and lines[lacking] < line]
    return max(before, key=lambda lacking: lines[lacking], default=None)


def _unread(model: type[Record], fault: ErrorDetails, faults: Sequence[ErrorDetails], whole: Any) -> Route:
    """The way to what cannot be read because of a fault: of an unknown key to the field for which it stands."""
    loc = fault["loc"]
    if fault["type"] != "extra_forbidden":
        return loc
    meant, inside = _meant(model, loc, faults, whole)
    return (*loc[:-1], meant or inside or loc[-1])


def _only_missing(faults: Sequence[ErrorDetails], loc: Route) -> str | None:
    """The one field that is missing where one key is unknown: most likely that is its name."""
    missing = [fault["loc"][-1] for fault in faults if fault["type"] == "missing" and fault["loc"][:-1] == loc]
    unknown = [fault for fault in faults if fault["type"] == "extra_forbidden" and fault["loc"][:-1] == loc]
    return str(missing[0]) if len(missing) == len(unknown) == 1 else None


def _missing(document: Document, place: Route, model: type[Record], loc: Route, record: RecordKey) -> Problem:
    """A field that is not there: said at the key, the cell or, where there is neither, at what it is missing in."""
    field = _field(model, loc)
    words = tuple(words_in(field.annotation)) if field else ()
    args: dict[str, Any] = {
        "record": record,
        "key": str(loc[-1]),
        "title": (field.title or "") if field else "",
        "allowed": " ".join(words),
    }
    at = document.marks.get(place)
    if at and at.cell:
        return problem(MISSING, at, hint="hint_cell_words" if words else "hint_cell", **args)
    if empty := document.marks.get((*place, KEY)):
        return problem(MISSING, empty, hint="hint_empty_list" if _may_be_none(field) else "hint_empty", **args)
    parent = document.where_key(*place[:-1]) if place[:-1] else document.where()
    first = _first(field) if field else ""
    around = _at(document.value, place[:-1])
    if isinstance(around, dict) and _in_braces(document, place[:-1], around):
        meant = _braces({**around, str(loc[-1]): first or "…"})
        return problem(MISSING, parent, hint="hint_braces_words" if words else "hint_braces", meant=meant, **args)
    hint = "hint_words" if words else "hint_example" if first else "hint"
    return problem(MISSING, parent, hint=hint, first=first, **args)


def _may_be_none(field: FieldInfo | None) -> bool:
    """Whether a field is a list that may have no entries, if that is said."""
    return field is not None and get_origin(field.annotation) is tuple and not any(map(_asks_for_some, field.metadata))


def _asks_for_some(said: object) -> bool:
    return bool(getattr(said, "min_length", None))


def _cut_by_comma(document: Document, place: Route, given: object) -> str:
    """The entry in braces whose text a comma has cut in two, so that its second half counts as a key; "" for others."""
    around = _at(document.value, place[:-1])
    if given is not None or str(place[-1]).isascii() or not isinstance(around, dict):
        return ""
    keys = list(around)
    at = keys.index(place[-1]) if place[-1] in keys else 0
    before = around[keys[at - 1]] if at else None
    if not isinstance(before, str) or not _in_braces(document, place[:-1], around):
        return ""
    return f"{keys[at - 1]}: {before}，{place[-1]}"


def _in_braces(document: Document, place: Route, value: Mapping[str, Any]) -> bool:
    """Whether a mapping is written in braces: else it begins where its first key does."""
    if not place or place not in document.marks:
        return False
    brace, first = document.marks[place], document.where_key(*place, next(iter(value), ""))
    return not value or (brace.line, brace.column) != (first.line, first.column)


_LONGEST = 60
"""How long an example is at most that shows what was typed, in characters."""
_PLAIN = re.compile(r"[^\s,:#\[\]{}\"'&*!|>%@`\\-][^,:#\[\]{}\"'\\]*")
"""A text that needs no quotes, not even in brackets or braces."""


def _braces(fields: Mapping[str, Any]) -> str:
    """A mapping as it is written in braces: its last entry, and those before if they are short."""
    *before, last = (f"{name}: {_scalar(value)}" for name, value in fields.items())
    whole = f"{{{', '.join((*before, last))}}}"
    return whole if len(whole) <= _LONGEST and "…" not in "".join(before) else f"{{…, {last}}}"


def _scalar(value: object) -> str:
    """A text as it is written in brackets or braces; … for what is none, or cannot be written on a line."""
    if not isinstance(value, str) or "\\" in value or '"' in value:
        return "…"
    return value if _PLAIN.fullmatch(value) else f'"{value}"'


def _first(field: FieldInfo) -> str:
    """A value that a field may have: the first word of its list, or an example of its form; "" if it has neither."""
    return next(iter((*words_in(field.annotation), *_examples(field.annotation, field.metadata), "")))


def _examples(annotation: Any, metadata: Sequence[object] = ()) -> Iterator[str]:
    """Values that the form of a single field has for editors, such as a day."""
    for each in metadata:
        if isinstance(each, WithJsonSchema) and each.json_schema:
            yield from map(str, each.json_schema.get("examples", ()))
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        yield from _examples(inner, more)
    elif get_origin(annotation) in {Union, UnionType}:
        for each in get_args(annotation):
            yield from _examples(each)


def _wrong_shape(
    document: Document, wanted: str, place: Route, model: type[Record], fault: ErrorDetails, record: RecordKey
) -> Problem:
    """A text where a list or several entries belong, or the other way round; what was typed put right if it can be."""
    key, given, where = _named(place), fault.get("input"), document.where(*place)
    hint, meant, allowed = f"hint_{wanted}", "", _keys(model, fault["loc"])
    names: tuple[str, ...] = ()
    apart = put_right(_FOLDED.split(given)[0]) if isinstance(given, str) else ""
    apart = "" if "（" in apart.partition(":")[0] else apart  # the colon is that of a remark
    only = _only_record(model, fault["loc"][:-1] if isinstance(place[-1], int) else fault["loc"])
    if wanted == "list" and isinstance(given, str) and given in NO_ENTRIES:
        hint = "hint_none"
    elif isinstance(given, str) and wanted == "list" and _model_at(model, fault["loc"]) is None:
        separators = rf"{BULLET.pattern}|\s[-－]\s" if BULLET.search(given) else r"[，、；;,\s]+"
        if "。" in given:  # sentences, which have commas of their own
            separators = rf"(?<=[。；])\s*|{BULLET.pattern}|\s[-－]\s"
        form = _form_of_items(model, fault["loc"])
        around = " -－[]［］【】“”\"'" + ("@*#" if form else "")
        names = tuple(filter(None, (part.strip(around) for part in re.split(separators, given))))
        if form not in _INSTEAD_OF_NAMES and len(given) > _LONGEST and len(names) > 1:
            hint, meant = "hint_first", f"- {names[0]}"
        elif form in _INSTEAD_OF_NAMES and not all(map(str.isascii, names)):
            hint, meant = f"hint_listed_{form}", f"{key}: [{_INSTEAD_OF_NAMES[form]}]"
        else:
            hint, meant = "hint_listed", f"{key}: [{', '.join(names)}]"
    elif isinstance(given, str) and only and (entry := _entry(only, given, apart)):
        hint = "hint_entry"
        if wanted == "list":
            meant = f"{key}: [{{{entry}}}]"
        else:
            meant = f"- {entry}" if _is_block_item(document, place) and ", " not in entry else f"{{{entry}}}"
    elif isinstance(given, str) and only and wanted == "list" and (several := _entries(only, given)):
        hint, meant = "hint_entry", f"{key}: [{several}]"
    elif isinstance(given, list) and wanted == "text" and (text := _first_text(model, fault["loc"], given)):
        hint, meant = "hint_text_one", f"{key}: {text}"
    elif isinstance(given, list) and wanted == "text" and (text := _one_text(model, fault["loc"], given)):
        hint, meant = "hint_text_meant", f"{key}: {text}"
    elif isinstance(given, dict) and wanted == "list" and _model_at(model, fault["loc"]) is not None:
        # The first entry of a list, whose dash or brackets are missing.
        name = next(iter(given), "")
        if _in_braces(document, place, given):
            hint, meant = "hint_listed", f"{key}: [{_braces(given)}]"
        else:
            where = document.where_key(*place, name)
            hint, meant = "hint_dash", f"- {_line(given)}" if given else "- …"
    elif isinstance(given, str) and wanted == "mapping" and apart:
        hint = "hint_wide" if given[:1] in "｛［" else "hint_colon"
        meant = apart
    elif isinstance(given, list) and wanted == "mapping" and (entries := _listed_fields(given)):
        first, *others = entries
        bracketed = not _is_block_item(document, (*place, 0))
        hint = "hint_undash_all" if others else "hint_undash"
        if bracketed:
            whole = {name: value for each in entries for name, value in each.items()}
            hint, meant = "hint_unlist", f"{key}: {_braces(whole)}"
        else:
            meant = _braces(first) if _in_braces(document, (*place, 0), first) else _line(first)
            meant = f"- {meant}" if isinstance(place[-1], int) else meant  # an item with two dashes
    elif wanted == "mapping" and allowed:
        hint = "hint_fields"
    elif hint == "hint_list" and allowed:
        hint = "hint_list_fields"
    return problem(
        WRONG_SHAPE, where, hint=hint, record=record, key=key, meant=meant, allowed=" ".join(allowed), names=names
    )


def _listed_fields(given: Sequence[object]) -> list[Mapping[str, Any]]:
    """The entries of a list that stands where only one belongs, if together they can be that one."""
    entries: list[Mapping[str, Any]] = [each for each in given if isinstance(each, dict) and each]
    names = [name for each in entries for name in each]
    return entries if len(entries) == len(given) and len(names) == len(set(names)) else []


def _line(entry: Mapping[str, Any]) -> str:
    """The first line of an entry as it is written."""
    name, value = next(iter(entry.items()))
    return f"{name}: {value if isinstance(value, str) else '…'}" if value is not None else f"{name}:"


UNDASHED = frozenset({"hint_undash", "hint_undash_all"})
"""The hints of F203 that tell of dashes where there is only one entry."""
REALIGNED = UNDASHED | {"hint_dash"}
"""Those that say how the further lines stand."""
_INSTEAD_OF_NAMES = {"person_id": "p101, p102", "id": "welding-he"}
"""By the form of the items of a list, how it looks where people write names."""


def _form_of_items(model: type[Record], loc: Route) -> str:
    """The reason of the form that all items of a list have; "" where they have none."""
    field = _field(model, loc)
    items = get_args(field.annotation)[:1] if field else ()
    return next((each.reason for item in items for each in get_args(item) if isinstance(each, Form)), "")


def _entry(model: type[Record], text: str, meant: str) -> str:
    """A text that stands where an entry belongs, as the first of its fields that it can be, with examples of the
    others that must be there; "" where there are none, and for an entry whose colon is wrong."""
    needed = {name: field for name, field in model.model_fields.items() if field.is_required()}
    name = next((name for name in needed if _takes(model, name, text)), "")
    entry = {each: text if each == name else _first(field) for each, field in needed.items()}
    if not name or meant or not all(entry.values()) or "…" in "".join(map(_scalar, entry.values())):
        return ""
    return ", ".join(f"{each}: {_scalar(value)}" for each, value in entry.items())


def _entries(model: type[Record], text: str) -> str:
    """Several entries that were written as one text, in braces; "" where one of them can be none."""
    parts = [part for part in _WIDE_COMMA.split(text) if part]
    entries = [_entry(model, part, "") for part in parts]
    return ", ".join(f"{{{entry}}}" for entry in entries) if 1 < len(parts) <= _FEW and all(entries) else ""


_FEW = 3
"""How many entries an example shows at most."""


def _one_text(model: type[Record], loc: Route, given: Sequence[object]) -> str:
    """The text that was written as a list of its parts: marks side by side, others with commas; "" where there is
    none that the field may have."""
    parts = [part for part in given if isinstance(part, str)]
    if not parts or len(parts) < len(given):
        return ""
    marks = " ".join(parts)
    if not _odd_marks(marks):
        return marks
    around, text = _model_at(model, loc[:-1]), "，".join(parts)
    known = around is not None and loc[-1] in around.model_fields
    return text if around and known and _PLAIN.fullmatch(text) and _takes(around, str(loc[-1]), text) else ""


def _first_text(model: type[Record], loc: Route, given: Sequence[object]) -> str:
    """The first of several numbers where only one belongs; "" where there is none."""
    field = _field(model, loc) if isinstance(loc[-1], str) else None
    one = field is not None and any(isinstance(each, Form) for each in _metadata(field))
    first = given[0] if len(given) > 1 else None
    around = _model_at(model, loc[:-1])
    one = one or all(isinstance(each, str) and _FILE.fullmatch(each) for each in given)
    return first if one and around and isinstance(first, str) and _takes(around, str(loc[-1]), first) else ""


_FILE = re.compile(r"\S+\.[A-Za-z]{3,4}")
"""The name of a file: of several no text can be made."""


def _metadata(field: FieldInfo) -> Iterator[object]:
    """What is said of a field beside its type, also where it may be absent."""
    yield from field.metadata
    for each in get_args(field.annotation):
        if get_origin(each) is Annotated:
            yield from get_args(each)[1:]


def _takes(model: type[Record], name: str, text: str) -> bool:
    """Whether a field of a record may hold a text."""
    try:
        model.model_validate({name: text})
    except ValidationError as error:
        return not any(fault["loc"][:1] == (name,) for fault in error.errors())
    return True


_FOLDED = re.compile(r" (?=[a-z_]+：)")
"""Where the next line of an entry begins, in the text that YAML made of all its lines."""


def _is_block_item(document: Document, place: Route) -> bool:
    """Whether what stands there is an item with a dash of its own: the list begins with the dash of its first."""
    around = document.marks.get(place[:-1])
    return around is not None and isinstance(place[-1], int) and document.where(*place).column == around.column + 2


def _odd_marks(marks: str) -> list[tuple[int, str]]:
    """Those of several marks that are none, and where each begins."""
    form = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,2})?|[-×弃避]")
    return [(each.start(), each[0]) for each in re.finditer(r"\S+", marks) if not form.fullmatch(each[0])]


_IDS = frozenset({"id", "person_id", "part"})
_LIKE_A_DATE = re.compile(
    r"[0-9]{1,2}(?:月[0-9]{1,2}日|-[A-Za-z]{3})|[A-Za-z]{3}-[0-9]{2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}"
)
"""What a spreadsheet makes of `3-1`."""


def _year_of(path: str) -> str:
    """The year of a file's name or folder, for the example of a date that lacks one."""
    found = re.search(r"/((?:19|20)[0-9]{2})[./]", path)
    return found[1] if found else "YYYY"


def _as_written(route: Route, loc: Route, document: Document) -> Route:
    """A route as the file has it: pydantic puts the tag of a union (which rule it is) between its parts."""
    for part in loc[:-1]:
        if (*route, part) in document.marks:
            route = (*route, part)
    return route + loc[-1:]


_WIDE_COMMA = re.compile(r"\s*[，、；;]\s*")
_NAME = re.compile(r"[^。：，、；,\s]{1,20}")


def _names_in(items: Sequence[object]) -> list[str]:
    """The names of a list in which commas that are too wide separate them; none if they may be anything else."""
    parts = [part for item in items if isinstance(item, str) for part in _WIDE_COMMA.split(item.strip())]
    return parts if all(_NAME.fullmatch(part) for part in parts) else []


def _not_allowed(
    where: Where, record: RecordKey, key: str, given: object, expected: str, *, several: bool = False
) -> Problem:
    """`several` says that it is one of a list."""
    words = tuple(re.findall(r"'([^']*)'", expected))
    meant = nearest(given, words) if isinstance(given, str) else None
    parts = _WIDE_COMMA.split(simplified(given)) if isinstance(given, str) else []
    one = False
    if len(parts) > 1 and set(parts) <= set(words):
        one = not several
        meant = parts[0] if one else ", ".join(parts)  # several in one, since their commas are too wide
    return problem(
        NOT_ALLOWED,
        where,
        hint="hint_one" if one else "hint_nearest" if meant else "hint",
        record=record,
        key=key,
        value=_short(given),
        meant=meant or "",
        allowed=" ".join(words),
    )


def unknown_key(
    document: Document,
    place: Route,
    allowed: Sequence[str],
    meant: str | None,
    record: RecordKey | None = None,
    inside: str = "",
) -> Problem:
    """A key that no field has; `meant` is the field that it surely names, such as the one of that Chinese title;
    `inside` the field of whose entries it is one."""
    key = str(place[-1])
    meant = meant or (None if inside else nearest(plain_letters(key), allowed))
    odd = odd_letter(key) if meant and plain_letters(key) == meant else ""
    if colon := put_right(key):
        meant = colon
    return problem(
        UNKNOWN_KEY,
        document.where_key(*place),
        hint="hint_colon"
        if colon
        else "hint_hash"
        if key[:1] == "＃"
        else "hint_lookalike"
        if odd
        else "hint_nearest"
        if meant
        else "hint_inside"
        if inside
        else "hint",
        record=record,
        key=key,
        meant=meant or "",
        odd=odd,
        inside=inside,
        allowed=" ".join(allowed),
    )


_WANTED = {
    "list_type": "list",
    "tuple_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "string_type": "text",
    "shape": "text",
}


def conflict(reason: str, **args: object) -> PydanticCustomError:
    """Raised by a record whose fields do not fit together; `reason` names the hint of F210 that explains it."""
    return PydanticCustomError("conflict", "conflict", {"reason": reason, "args": args})


def _conflict(context: Mapping[str, Any]) -> dict[str, Any]:
    return {"reason": context["reason"], **context["args"]}


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else "" if value is None else type(value).__name__
    return text if len(text) <= 40 else text[:39] + "…"


def _named(route: Route) -> str:
    """The name of the field a route ends in; an index belongs to the list above it."""
    return next((part for part in reversed(route) if isinstance(part, str)), "")


def _model_at(model: type[Record], route: Sequence[str | int]) -> type[Record] | None:
    """The record type that stands at a route within another."""
    here = [model]
    for part in route:
        if isinstance(part, int):
            continue
        if len(here) > 1:  # a union: the part is the tag that chooses
            here = [option for option in here if part in get_args(option.model_fields["kind"].annotation)]
        elif here and part in here[0].model_fields:
            here = list(_records_in(here[0].model_fields[part].annotation))
        else:
            return None
    return here[0] if here else None


def _only_record(model: type[Record], loc: Route) -> type[Record] | None:
    """The record of which there may be several there, if it is always the same one."""
    field = _field(model, loc)
    held = list(_records_in(field.annotation)) if field else []
    return held[0] if len(held) == 1 else None


def _records_in(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in get_args(annotation):
        yield from _records_in(inner)


def _keys(model: type[Record], route: Sequence[str | int]) -> list[str]:
    here = _model_at(model, route)
    return list(here.model_fields) if here else []


def _by_title(model: type[Record], route: Sequence[str | int]) -> dict[str, str]:
    """The English key of each Chinese title, for those who write the title as the key."""
    here = _model_at(model, route)
    return {field.title: name for name, field in here.model_fields.items() if field.title} if here else {}


def _holder(model: type[Record], route: Route, key: str, whole: Any) -> str:
    """The field beside which a key stands though it belongs inside: mostly it is not indented enough. Of several the
    last one that is written before it; one whose keys are free and that holds nothing, if it stands before it."""
    here = _model_at(model, route)
    held = [
        name
        for name, field in (here.model_fields.items() if here else ())
        if any(key in inner.model_fields for inner in _records_in(field.annotation))
    ]
    written = list(around) if isinstance(around := _at(whole, route), dict) else []
    before = written[: written.index(key)] if key in written else []
    if here and (empty := next((name for name in reversed(before) if name in here.model_fields), "")):
        free = get_origin(here.model_fields[empty].annotation) is dict
        if free and not _at(whole, (*route, empty)):
            return empty
    return next((name for name in reversed(before) if name in held), held[0] if held else "")


def _at(value: Any, route: Route) -> Any:
    """What stands there in a plain value; a part that is not in it is the tag of a union."""
    for part in route:
        if part in (value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()):
            value = value[part]
    return value


def _title(model: type[Record], route: Route) -> str:
    field = _field(model, route) if route and isinstance(route[-1], str) else None
    return (field.title or "") if field else ""


def _field(model: type[Record], route: Sequence[str | int]) -> FieldInfo | None:
    here = _model_at(model, route[:-1])
    return here.model_fields.get(str(route[-1])) if here and route else None


@cache
def layered_fields(model: type[Record]) -> frozenset[str]:
    """The fields of a record that are lists or have fields of their own."""
    return frozenset(name for name, info in model.model_fields.items() if holds_more(info.annotation))


def holds_more(annotation: Any) -> bool:
    """Whether a field is a list or has fields of its own: more than a cell of a table can hold."""
    return (
        get_origin(annotation) is tuple
        or any(holds_more(each) for each in get_args(annotation))
        or any(_records_in(annotation))
    )


def words_in(annotation: Any) -> Iterator[str]:
    """The words of a closed list, in their order."""
    if get_origin(annotation) is Literal:
        yield from (str(word) for word in get_args(annotation))
    else:
        for inner in get_args(annotation):
            yield from words_in(inner)
