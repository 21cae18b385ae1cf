"""Every code there is: the table of contents of what can be wrong."""

from __future__ import annotations

from collections.abc import Mapping

from generator.core import dataset, document, prose, source, stumble, table
from generator.core.checks import (
    achievement,
    agreement,
    apprenticeship,
    assessment,
    calendar,
    claim,
    consequence,
    content,
    governing,
    indicators,
    log,
    meeting,
    notice,
    person,
    personal,
    plan,
    register,
    row,
    site,
    studio,
    text,
    training,
    waiver,
)
from generator.core.checks import round as rounds
from generator.core.problem import Code
from generator.core.records import base, sheet

BROKEN_LINK = Code("W101")
"""The one code that `generator.website` gives, of the finished site; it stands here, where all can see it."""

_MODULES = (
    source,
    document,
    stumble,
    table,
    prose,
    base,
    sheet,
    dataset,
    achievement,
    agreement,
    apprenticeship,
    assessment,
    calendar,
    claim,
    consequence,
    content,
    governing,
    indicators,
    log,
    meeting,
    notice,
    person,
    personal,
    plan,
    register,
    rounds,
    row,
    site,
    studio,
    text,
    training,
    waiver,
)

FAMILIES = "RYMFCSPATEDNBGLXWV"
"""The letters that codes begin with, in the order of the guide: what is read, what is in it, what it is about."""


def _order(code: Code) -> tuple[int, str]:
    return FAMILIES.index(code.id[0]), code.id


CODES: Mapping[str, Code] = {
    code.id: code
    for code in sorted(
        {BROKEN_LINK, *(value for module in _MODULES for value in vars(module).values() if isinstance(value, Code))},
        key=_order,
    )
}
"""Every code by its id, family by family."""


def family(letter: str) -> tuple[Code, ...]:
    """The codes of a family, in their order."""
    return tuple(code for code in CODES.values() if code.id[0] == letter)
