"""JSON Schema of what may be written, from the one registry of fields: for completion and hover in editors."""

from __future__ import annotations

from typing import Any

from generator.core.records.base import Record
from generator.core.records.kinds import KINDS, Kind

DIALECT = "http://json-schema.org/draft-07/schema#"


def kind_names() -> tuple[str, ...]:
    """Every kind that has a schema, the kinds of rules by their own names."""
    names: list[str] = []
    for kind in KINDS:
        names += [name for name, _ in kind.choices.values()] if kind.choices else [kind.name]
    return tuple(names)


def find_kind(name: str) -> tuple[Kind, type[Record]] | None:
    """The kind and model of a name; None for an unknown one."""
    for kind in KINDS:
        if kind.name == name and not kind.choices:
            return kind, kind.model
        for chosen, model in kind.choices.values():
            if chosen == name:
                return kind, model
    return None


def schema_of(name: str) -> dict[str, Any]:
    """The schema of a file of that kind. Raises KeyError for an unknown name."""
    found = find_kind(name)
    if found is None:
        raise KeyError(name)
    kind, model = found
    schema: dict[str, Any] = _draft_07(model.model_json_schema())
    definitions = schema.pop("definitions", {})
    schema.pop("title", None)
    schema.pop("description", None)
    if kind.listed:
        schema = {
            "type": "object",
            "additionalProperties": False,
            "required": [kind.listed],
            "properties": {kind.listed: {"type": "array", "items": schema}},
        }
    path = kind.path.replace("<many>", "yml")
    return {"$schema": DIALECT, "title": title_of(name), "description": path} | schema | {"definitions": definitions}


def title_of(name: str) -> str:
    """The Chinese title of a kind; a kind of rule is called by the word it says itself."""
    found = find_kind(name)
    if found is None:
        raise KeyError(name)
    kind, _ = found
    return next((word for word, (chosen, _) in kind.choices.items() if chosen == name), kind.title)


def _draft_07(value: Any) -> Any:
    """pydantic writes the 2020 dialect; editors read draft 7 everywhere. What differs in our use is where shared
    definitions stand and the hint for choosing among variants. Titles and descriptions of objects are those of the
    code; the fields' own, in Chinese, stay."""
    if isinstance(value, dict):
        return {
            "definitions" if key == "$defs" else key: _draft_07(inner)
            for key, inner in value.items()
            if key != "discriminator" and not (key in {"title", "description"} and "properties" in value)
        }
    if isinstance(value, list):
        return [_draft_07(inner) for inner in value]
    if isinstance(value, str) and value.startswith("#/$defs/"):
        return value.replace("#/$defs/", "#/definitions/", 1)
    return value
