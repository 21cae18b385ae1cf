"""Tables whose cells are parted by full-width commas, where no cell can have had one."""

from __future__ import annotations

import re

from generator.core.records.kinds import Place
from generator.fixing.edit import Edit, edited
from generator.fixing.reading import news, problems_of

_COMMA = re.compile("[，,]")


def mend_table(path: str, text: str, place: Place) -> tuple[str, tuple[str, ...]]:
    """The text with commas between its cells, and the kinds of changes. A row is changed if it has the right number of
    cells only then, has a fault as it is, and none of its own after that: cells may be missing at its end, and a cell
    may have a comma of its own. A table with quotes is left alone, since a row may go on in them."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None or '"' in text or "，" not in text:
        return text, ()
    head = [name.strip() for name in _COMMA.split(lines[first])]
    if not set(head) <= set(place.kind.model.model_fields):
        return text, ()
    changed = {
        number
        for number, line in enumerate(lines)
        if "，" in line and len(line.split(",")) != len(head) == len(_COMMA.split(line))
    }
    names = ",".join(head)
    changed = {number for number in changed if number == first or problems_of(path, f"{names}\n{lines[number]}\n")}
    after = _with_commas(text, changed)
    told = news(problems_of(path, text), problems_of(path, after))
    # Of two rows with one id the other one is named, as related.
    faulty = {place.line - 1 for found in told for place in (found.where, *found.related)} & (changed - {first})
    after = _with_commas(text, changed - faulty)
    return after, ("commas",) * (len(changed) - len(faulty))


def _with_commas(text: str, numbers: set[int]) -> str:
    edits = [
        Edit(number, found.start(), found.end(), ",")
        for number, line in enumerate(text.split("\n"))
        if number in numbers
        for found in re.finditer("，", line)
    ]
    return edited(text, edits)
