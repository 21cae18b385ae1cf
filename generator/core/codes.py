"""Every code there is: the table of contents of what can be wrong."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from generator.core import checks, dataset, document, prose, source, stumble, table
from generator.core.checks import waiver
from generator.core.problem import Code
from generator.core.records import base, listing, sheet

BROKEN_LINK = Code("W101")
"""The one code that `generator.website` gives, of the finished site; it stands here, where all can see it."""

OUTSIDE = Code("R134")
"""What `generator.scope` says of a change that goes further than it may."""

_MODULES = (
    *(source, document, stumble, table, prose, base, sheet, listing, dataset, waiver),
    # The table of contents of the checks has a module of each noun.
    *(module for module in vars(checks).values() if isinstance(module, ModuleType)),
)

FAMILIES = "RYMFCSPATEDNBGLXWV"
"""The letters that codes begin with, in the order of the guide: what is read, what is in it, what it is about."""


def _order(code: Code) -> tuple[int, str]:
    return FAMILIES.index(code.id[0]), code.id


_NAMED = (value for module in _MODULES for value in vars(module).values() if isinstance(value, Code))
CODES: Mapping[str, Code] = {code.id: code for code in sorted({BROKEN_LINK, OUTSIDE, *_NAMED}, key=_order)}
"""Every code by its id, family by family."""


def family(letter: str) -> tuple[Code, ...]:
    """The codes of a family, in their order."""
    return tuple(code for code in CODES.values() if code.id[0] == letter)
