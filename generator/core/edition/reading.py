"""Reading Editions that were written down, by this version of the format or an earlier one.

A year that was frozen is read for ever: whoever raises `form.VERSION` adds here what an Edition of the version before
lacks. What it never said stays empty.
"""

from __future__ import annotations

from typing import Any, cast, get_args

from pydantic import TypeAdapter
from pydantic_core import from_json

from generator.core.edition.form import VERSION, Edition
from generator.core.edition.form.round import Result

EDITION = TypeAdapter(Edition)
"""Reads and writes an Edition of this version as JSON."""


def read_edition(data: bytes) -> Edition:
    """Read an Edition. Raises ValueError for what is none, or is of a version that is not known yet."""
    written = from_json(data)  # unlike that of the library, whatever is nested in it raises nothing else
    version = written.get("version") if isinstance(written, dict) else None
    if version == VERSION:
        return EDITION.validate_json(data)
    if version != 1:
        raise ValueError("no Edition of a version that is known")
    try:
        return EDITION.validate_python(_from_first(written))
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("no Edition") from error


def _from_first(written: dict[str, Any]) -> dict[str, Any]:
    """Version 1 had only names of the columns of a group's site, and of a finding the criterion and its result."""
    groups = [{**group, "columns": [_column(name) for name in group["columns"]]} for group in written["groups"]]
    rounds = [
        {**one, "recognised": [_recognised(application) for application in one["recognised"]]}
        for one in written["rounds"]
    ]
    return {**written, "groups": groups, "rounds": rounds, "version": VERSION}


def _column(name: str) -> dict[str, Any]:
    return {"name": name, "figures": []}


def _recognised(application: dict[str, Any]) -> dict[str, Any]:
    return {**application, "materials": [], "findings": [_finding(*found) for found in application["findings"]]}


def _finding(criterion: str, result: str) -> dict[str, Any]:
    known = cast("tuple[str, ...]", get_args(Result))
    return {
        "criterion": criterion,
        "text": criterion,
        "test": "",
        "result": result if result in known else "待评审",
        "computed": False,
        **dict.fromkeys(("age", "years", "months", "evidence")),
    }
