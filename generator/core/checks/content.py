"""Checks of pictures and documents: each is what its name says, can be opened safely, and holds nothing personal.

What they hold is seen by the guarded decoder (`core.content`); of a file that was not decoded nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from operator import itemgetter

from generator.core.checks.personal import CODES, UNNAMED
from generator.core.compute.person import masked, not_named
from generator.core.content import DOCUMENTS, PICTURES, Fault, Found, kind_by_name
from generator.core.dataset import Dataset
from generator.core.problem import Cell, Code, Problem, Severity, Where, problem
from generator.core.source import PAGES

RENAMED = Code("R141")
NOT_PUBLISHABLE = Code("R142")
TOO_MANY_PIXELS = Code("R143")
DAMAGED = Code("R144")
TOO_DEMANDING = Code("R145")
PROTECTED = Code("R146")
ACTIVE = Code("R147")
TOO_MUCH = Code("R149", cause=("much", "@studio"))
TEXTLESS = Code("R148", Severity.WARNING, cause=("textless",))

PLAIN: Mapping[Fault, Code] = {"damaged": DAMAGED, "demanding": TOO_DEMANDING, "protected": PROTECTED}
"""Faults with a code of their own, whatever kind the file is of."""
SHOWN_NAMES = 5
_CELL = re.compile(r"([A-Z]+)(\d+)")


def contents_sound(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Every picture and document can be published as what it is."""
    for path, content in sorted(dataset.contents.items(), key=itemgetter(0)):
        where, name = Where(path), path.rpartition("/")[2]
        if content.fault in PLAIN:
            yield problem(PLAIN[content.fault], where, name=name)
        elif content.kind not in PICTURES | DOCUMENTS:
            hint = f"hint_{content.kind}" if content.kind != "other" else "hint"
            yield problem(NOT_PUBLISHABLE, where, hint=hint, name=name)
        elif content.kind != kind_by_name(path):
            meant = f"{name.rpartition('.')[0]}.{content.kind}"
            yield problem(RENAMED, where, name=name, kind=content.kind.upper(), meant=meant)
        elif content.fault == "pixels":
            yield problem(TOO_MANY_PIXELS, where, name=name, width=content.width, height=content.height)
        elif content.fault == "much":
            yield problem(TOO_MUCH, where, name=name, width=content.width, height=content.height)
        elif content.fault:
            yield problem(ACTIVE, where, hint=f"hint_{content.fault}", name=name)
        elif content.textless and content.kind in DOCUMENTS:
            yield problem(TEXTLESS, where, name=name)


def contents_not_personal(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Nothing personal in a document or beside the pixels of a picture, unless these are made anew: told once of each
    kind, with the pages or the first cell."""
    for path, content in sorted(dataset.contents.items(), key=itemgetter(0)):
        if content.renditions and not path.startswith(PAGES):
            continue
        groups: dict[Code, list[Found]] = {}
        for found in content.finds:
            groups.setdefault(CODES[found.kind, found.certain], []).append(found)
        for code, group in groups.items():
            yield problem(code, _where(path, group))


def contents_name_nobody(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """No document names in full who is not so named in public: it is published as it is, unlike prose."""
    hidden = {name for name in not_named(dataset, as_of).values() if len(name) > 1 and masked(name) != name}
    if not hidden:
        return
    for path, content in sorted(dataset.contents.items(), key=itemgetter(0)):
        if found := sorted(name for name in hidden if name in content.text):
            shown = " ".join(masked(name) for name in found[:SHOWN_NAMES])
            yield problem(UNNAMED, Where(path), count=len(found), names=shown)


def _where(path: str, group: list[Found]) -> Where:
    pages = tuple(sorted({found.page for found in group if found.page}))
    cell = next((_CELL.fullmatch(found.cell) for found in group if found.cell), None)
    return Where(path, pages=pages, cell=Cell(int(cell[2]), cell[1]) if cell else None)
