"""Every code there is: the table of contents of what can be wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import ModuleType

from generator.core import checks, conflict, document, gathering, marks, prose, source, stumble, table
from generator.core.checks import waiver
from generator.core.gathering import astray, rows, shelving
from generator.core.problem import Code
from generator.core.records import base, listing, sheet

OUTSIDE = Code("R134")
"""What `generator.scope` says of a change that goes further than it may."""

_READING = (source, document, conflict, stumble, table, marks, prose, base, sheet, listing)
_GATHERING = (gathering, astray, rows, shelving)
# The table of contents of the checks has a module of each noun.
_CHECKING = (waiver, *(module for module in vars(checks).values() if isinstance(module, ModuleType)))

FAMILIES = "RYMFCSPATEDNBHGLXWV"
"""The letters that codes begin with, in the order of the guide: what is read, what is in it, what it is about."""


def _order(code: Code) -> tuple[int, str]:
    return FAMILIES.index(code.id[0]), code.id


def _named(modules: Iterable[ModuleType]) -> frozenset[Code]:
    return frozenset(value for module in modules for value in vars(module).values() if isinstance(value, Code))


OF_READING = _named((*_READING, *_GATHERING))
"""What can be wrong with a file by itself."""
_ALL = {OUTSIDE} | OF_READING | _named(_CHECKING)
CODES: Mapping[str, Code] = {code.id: code for code in sorted(_ALL, key=_order)}
"""Every code by its id, family by family."""


def family(letter: str) -> tuple[Code, ...]:
    """The codes of a family, in their order."""
    return tuple(code for code in CODES.values() if code.id[0] == letter)
