"""Starting files: a commented file of each kind that passes the check, made from the one registry of fields.

Required fields come with an example, optional ones as comments with their explanation. What only the repository knows
(a person's number, a partner) is handed in as `known`, by the name of the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args, get_origin

from annotated_types import MinLen
from pydantic.fields import FieldInfo

from generator.core.records.base import Form, Record, words_in
from generator.core.records.schema import find_kind
from generator.core.records.takedown import Takedown
from generator.core.records.waiver import Waiver
from generator.core.values.date import PartialDate
from generator.core.values.quantity import Quantity

BODY = "在这里写正文：做了什么，怎么做的，结果怎样。\n"
PROFILE_BODY = """\
在这里写工作室的自述：大师是谁，擅长什么，带出了什么人，做成了什么事。

# 可以分几个小标题

写具体的人、物、做法，不写形容词。
"""
NEW_TRADE = "新工种"
OPEN = "（待写）"
"""What stands in the draft of a report where only people can tell."""
SAMPLE = re.compile(
    rf"{NEW_TRADE}(?:技能大师工作室。?)?|某校(?:匠谱)?|某职(?:业学校(?:技能大师工作室的档案与公开。)?|〔2025〕1号)?"
    rf"|{OPEN}|TODO|todo|[（(]?待(?:补充?|完善|填写?|定|写)[）)]?|[xX×]{{3,}}|[?？]{{2,}}|(?:\.{{3}}|…)+"
)
"""What starting files hold where only people know what belongs there. Elsewhere a field's own title stands for it."""
SAMPLE_LINES = frozenset(line for line in (BODY + PROFILE_BODY + OPEN).splitlines() if line)
"""The lines of starting texts."""


def scaffold(name: str, known: Mapping[str, str], today: date) -> str:
    """The text of a starting file of that kind. Raises KeyError for an unknown kind."""
    found = find_kind(name)
    if found is None:
        raise KeyError(name)
    kind, model = found
    lines = list(_record(model, known, today))
    if kind.listed:
        lines = [f"{kind.listed}:", *_item(lines)]
    text = "\n".join(lines) + "\n"
    return f"---\n{text}---\n{BODY}" if kind.path.endswith(".md") else text


def scaffold_table(name: str, known: Mapping[str, str], today: date) -> str:
    """The same as a table: the names of all columns, and one row. Raises KeyError for an unknown kind."""
    found = find_kind(name)
    if found is None:
        raise KeyError(name)
    fields = found[1].model_fields
    row = [_plain(_example(field, info, known, today)) if info.is_required() else "" for field, info in fields.items()]
    return ",".join(fields) + "\n" + ",".join(row) + "\n"


def tabular(model: type[Record]) -> bool:
    """Whether records are begun as a table: every field fits into a cell. Waivers and take-downs come out of no
    spreadsheet, and a table has no room to explain what they ask for."""
    return model not in {Waiver, Takedown} and all(
        _holds(info.annotation) is None and not _is_list(info.annotation) for info in model.model_fields.values()
    )


def _record(model: type[Record], known: Mapping[str, str], today: date) -> Iterator[str]:
    for name, info in model.model_fields.items():
        yield f"# {_explained(info)}"
        if name in known or info.is_required():
            yield from _field(name, info, known, today)
        else:
            yield f"# {name}:"


def _field(name: str, info: FieldInfo, known: Mapping[str, str], today: date) -> Iterator[str]:
    inner = _holds(info.annotation)
    if name in known or inner is None:
        example = known.get(name) or _example(name, info, known, today)
        yield f"{name}: {example}"
    elif _is_list(info.annotation) and not any(isinstance(rule, MinLen) for rule in info.metadata):
        yield f"{name}: []"
    elif _is_list(info.annotation):
        yield f"{name}:"
        yield from _item(list(_record(inner, known, today)))
    else:
        yield f"{name}:"
        yield from (f"  {line}" for line in _record(inner, known, today))


def _item(lines: list[str]) -> Iterator[str]:
    """The lines of a record as an entry of a list: the first line that is no comment carries the dash."""
    dashed = False
    for line in lines:
        if not dashed and not line.startswith("#"):
            yield f"  - {line}"
            dashed = True
        else:
            yield f"    {line}"


def _explained(info: FieldInfo) -> str:
    """Title, description and the words allowed."""
    said = info.title or ""
    if info.description:
        said += f"：{info.description}"
    words = tuple(words_in(info.annotation))
    if words:
        said += f" 可选：{' '.join(words)}"
    return said if info.is_required() else f"{said}（可不写）"


def _example(name: str, info: FieldInfo, known: Mapping[str, str], today: date) -> str:
    if name in known:
        return known[name]
    if info.examples:
        return str(info.examples[0])
    annotation = info.annotation
    words = tuple(words_in(annotation))
    form = next(_forms(annotation, info.metadata), "")
    if get_origin(annotation) is dict:
        example = "{}"
    elif form in _FORMS:
        example = known.get(form) or _FORMS[form]
    else:
        example = words[0] if words else _of_type(name, annotation, info, today)
    return f"[{example}]" if _is_list(annotation) and not example.startswith("[") else example


def _of_type(name: str, annotation: Any, info: FieldInfo, today: date) -> str:
    types = set(_types(annotation))
    if date in types or PartialDate in types:
        return today.isoformat()
    if int in types or Decimal in types or Fraction in types:
        return "1"
    if Quantity in types:
        return "10项"
    if bool in types:
        return "否"
    return info.title or name


def _plain(example: str) -> str:
    return f'"{example}"' if "," in example else example


_FORMS = {
    "id": "example",
    "person_id": "p101",
    "part": "example/cup",
    "phone": "0000-555 0101",
    "month_day": "01-31",
    "point_id": "1.1",
    "url": "https://example.edu/",
    "marks_line": "1",
    "document_number": "某职〔2025〕1号",
    "recorded": "0" * 64,
    "address": "achievements/welding/cup.html",
}
"""An example for each fixed form of text."""


def _forms(annotation: Any, metadata: Iterable[Any]) -> Iterator[str]:
    """The names of the fixed forms that a field's text must have."""
    yield from (rule.reason for rule in metadata if isinstance(rule, Form))
    for inner in get_args(annotation):
        yield from _forms(inner, getattr(inner, "__metadata__", ()))


def _types(annotation: Any) -> Iterator[Any]:
    if isinstance(annotation, type):
        yield annotation
    origin = get_origin(annotation)
    if origin is not None:
        yield origin
    for inner in get_args(annotation):
        yield from _types(inner)


def _is_list(annotation: Any) -> bool:
    return tuple in set(_types(annotation))


def _holds(annotation: Any) -> type[Record] | None:
    """The record type inside an annotation, the last of a choice (the simplest kind of rule stands last)."""
    found = [each for each in _types(annotation) if isinstance(each, type) and issubclass(each, Record)]
    return found[-1] if found else None
