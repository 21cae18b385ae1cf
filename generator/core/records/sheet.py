"""What a table means as records: its columns judged once, its rows one by one, and what spreadsheets leave in cells.

Nothing blank is ever filled and nothing damaged guessed: a cell is read as it stands or refused with its row and
column. What has one cause is said once: a header in Chinese, a merged column that arrives as blanks, a row of totals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import islice

from generator.core.document import Document, Places, Route
from generator.core.problem import Code, Problem, RecordKey, Where, problem
from generator.core.records.base import MISSING, WRONG_SHAPE, Record, layered_fields, shape, unknown_key, words_in
from generator.core.values.date import read_partial
from generator.core.values.fold import simplified
from generator.core.values.unreadable import Unreadable
from generator.core.values.word import nearest

CHINESE_HEAD = Code("F213")
STRAY_ROW = Code("F214")
DAMAGED_CELL = Code("F215")
NO_HEAD = Code("F216")
ROW_SEPARATOR = Code("F218")
FAULTS_WITHOUT_END = Code("F220")
ROW_MOVED = Code("F221")
HEADS_MOVED = Code("F222")

_TOTALS = re.compile(
    r".{0,10}?(?:合|小|总|共|累)\s*计(?:[(（].{0,6}[)）])?[：:]?|(?:汇总|总数|平均值?|(?:sub)?total)[：:]?",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"(?:制表|填表|填报|审核|负责|统计|说明|备注|注)\S{0,4}[：:].*")
_BRACKETS = re.compile(r"[(（〔\[［【].*?[)）〕\]］】]")
_ERROR = re.compile(r"#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|FIELD!|GETTING_DATA)|Err:[0-9]{3}")
_NARROW = re.compile(r"#{3,}")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?E[+-]?[0-9]{2,3}")
_APOSTROPHE = re.compile(r"['’‘](?=[0-9][0-9./:-]*$)")
_DITTO = re.compile(r"同上|同前|[〃″＂\"]")
_SUSPECT = re.compile(r"[#='’‘同〃″＂\"]|Err:|[0-9](?:\.[0-9]+)?E")
"""How damaged cells begin: most cells are not looked at further."""
_FORMULA = re.compile(r"=\s*[A-Z$(+-].*", re.IGNORECASE)


SEPARATORS = "，\t；;|、"
"""What people separate cells by, other than a comma."""
LONGEST = 80
"""How much of a row is shown put right, in characters."""
MANY = 10
"""How many faults of one kind in one column are told one by one."""
THROUGHOUT = 4
"""In how many rows, if they are all there are, it is the column that is wrong."""
SAMPLED = 5
"""How many rows tell what a column holds."""
FAULTY_ROWS = 1000
"""After how many entries with errors the tables and lists of a studio are not read on: several times what it writes in
a year."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of records of one kind: its document, with the columns under their fields' names; how those are called in
    the file that have another name there; the fields it has, the required ones, those of them that are absent; those
    that a blank would fill by itself though other rows say what they mean, with title, that and the words it may hold;
    and whether its rows may be published."""

    document: Document
    heads: Mapping[str, str]
    fields: frozenset[str]
    required: frozenset[str]
    absent: frozenset[str]
    partly: Mapping[str, tuple[str, str, str]]
    complete: bool

    def record(self, index: int) -> dict[str, str | None]:
        """What a row says, without the columns that are no fields."""
        return {name: cell for name, cell in self.document.value["rows"][index].items() if name in self.fields}


def read_sheet(model: type[Record], document: Document) -> tuple[Sheet, tuple[Problem, ...]]:
    """Judge the names of the columns: unknown ones, Chinese ones, required ones that are absent."""
    fields = model.model_fields
    titles = {info.title: name for name, info in fields.items() if info.title}
    given = document.columns
    own = {name for name in given if name in fields}
    chinese: dict[str, str] = {}
    for name in given:
        if name not in own and (field := _by_title(name, titles)) and field not in {*own, *chinese.values()}:
            chinese[name] = field
    problems: list[Problem] = []
    required = frozenset(name for name, info in fields.items() if info.is_required())
    if not own and not chinese and not _names_columns(given, titles):
        bare = Sheet(replace(document, value={"rows": []}), {}, frozenset(), required, required, {}, False)
        return bare, (no_head(model, document.where("rows"), tuple(given[:3])),)
    alien = [name for name in given if name not in own and name not in chinese]
    lacking = [name for name in fields if name in required and name not in own and name not in chinese.values()]
    guessed = _columns_meant(model, document, alien, {*own, *chinese.values()}, lacking)
    meant = {**chinese, **guessed}
    translated = [name for name in given if name in meant and not name.isascii()]
    if len(translated) > 1:
        right = ",".join(meant.get(name) or name for name in given)
        first = tuple(translated[:4])
        problems.append(problem(CHINESE_HEAD, document.where("rows"), count=len(translated), found=first, meant=right))
    told = [name for name in given if name not in own and not (name in translated and len(translated) > 1)]
    free = " ".join(f"{name}（{fields[name].title}）" for name in fields if name not in {*own, *meant.values()})
    for name in told:
        found = unknown_key(document, ("rows", name), list(fields), meant.get(name))
        if found.hint == "hint" and not name.isascii() and free:
            found = replace(found, hint="hint_column", args=tuple({**dict(found.args), "allowed": free}.items()))
        problems.append(found)
    layered = [name for name in own if name in layered_fields(model)]
    for name in layered:
        at = document.where_key("rows", name)
        problems.append(problem(WRONG_SHAPE, at, hint="hint_table", key=name, meant=""))
    present = own | set(chinese.values())
    missing = required - present - set(guessed.values())
    if len(missing) == 1 and document.where("rows").line in document.mended:
        missing = frozenset()  # most likely the column without a name, of which that is said
    for name in fields:
        if name in missing:
            title = fields[name].title or ""
            where = document.where("rows")
            problems.append(problem(MISSING, where, hint="hint_column", key=name, title=title, allowed=""))
    complete = required <= own and not layered
    absent = required - present
    sheet = _renamed(document, chinese)
    partly = {
        name: (info.title or "", str(info.default), " ".join(words_in(info.annotation)))
        for name, info in fields.items()
        if name in present and isinstance(info.default, str) and any(row[name] for row in sheet.value["rows"])
    }
    heads = {field: name for name, field in chinese.items()}
    return Sheet(sheet, heads, frozenset(present), required, absent, partly, complete), tuple(problems)


def _columns_meant(
    model: type[Record], document: Document, names: Sequence[str], own: Set[str], lacking: Sequence[str]
) -> dict[str, str]:
    """The fields that columns of other names stand for: of a name that is near to one; else, in their order, those that
    must be there, if the cells may be of such a field."""
    free = {name: info.title or "" for name, info in model.model_fields.items() if name not in own}
    meant: dict[str, str] = {}
    for name in names:
        wanted = [each for each in lacking if each not in meant.values()]
        others = {title: each for each, title in free.items() if each not in meant.values()}
        title = None if name.isascii() else nearest(name, [each for each in others if each])
        near = nearest(name, wanted) or (others[title] if title else nearest(name, tuple(others.values())))
        if near:
            meant[name] = near
    for name in names:
        wanted = [each for each in lacking if each not in meant.values()]
        fitting = [each for each in wanted if _fits(model, document, name, each)]
        if fitting and meant.get(name) not in lacking:
            meant[name] = fitting[0]
    return meant


def _fits(model: type[Record], document: Document, column: str, field: str) -> bool:
    """Whether the first cells of a column could be those of a field, and none of them is blank."""
    cells = [row[column] for row in document.value["rows"][:SAMPLED]]
    faults = (shape(model, {field: cell}, document, RecordKey("", ""))[1] for cell in cells)
    return all(cells) and not any(fault.code is not MISSING for found in faults for fault in found)


def with_heads_put_right(model: type[Record], sheet: Sheet) -> tuple[Sheet, Problem | None]:
    """The table with the names of its columns where they belong, and what is wrong with them, if all rows have faults
    that go where two names change places or all move on by one: nothing of it is published, but what else is wrong in
    its rows is told."""
    document = sheet.document
    names = list(document.value["rows"][0]) if document.value["rows"] else []
    several = (list(row.values()) for row in document.value["rows"] if sum(map(bool, row.values())) > 1)
    rows = list(islice(several, SAMPLED))

    def faults(order: Sequence[str], rows: Sequence[Sequence[str]] = rows) -> tuple[int, set[str]]:
        count, wrong = 0, set(order)
        for cells in rows:
            given = {name: cell for name, cell in zip(order, cells, strict=True) if cell and name in sheet.fields}
            found = shape(model, given, document, RecordKey("", ""))[1]
            asked = [each for each in found if dict(each.args).get("key") not in sheet.absent]
            count += len(asked)
            wrong &= {str(dict(each.args).get("key")) for each in asked if each.code is not MISSING}
        return count, wrong

    if _ends_before_it_begins(document.value["rows"]):
        return _with_heads(sheet, names, _exchanged(names, *_DAYS))
    if len(rows) < 2 or not faults(names, rows[:1])[1]:
        return sheet, None
    before, wrong = faults(names)
    if not wrong:
        return sheet, None
    filled = {name for at, name in enumerate(names) if all(cells[at] for cells in rows)}
    swaps = {frozenset({name, other}) for name in wrong & filled for other in filled - {name}}
    orders = [
        *(_exchanged(names, *sorted(pair)) for pair in swaps),
        [*names[-1:], *names[:-1]],
        [*names[1:], *names[:1]],
    ]
    left = sorted((faults(order)[0], order) for order in orders)
    if left[0][0] * 4 > before or (len(left) > 1 and left[0][0] == left[1][0]):
        return sheet, None
    return _with_heads(sheet, names, left[0][1])


_DAYS = ("date", "until")


def _ends_before_it_begins(rows: Sequence[Mapping[str, str]]) -> bool:
    """Whether no row is sound as long as these are the first and the last day, and all would be the other way round."""
    days = [tuple(row.get(name) or "" for name in _DAYS) for row in rows if sum(map(bool, row.values())) > 1]
    begun = [(first, last) for first, last in days if first]
    if len(days) < 2 or not begun or not all(last for _, last in days):
        return False
    spans = ((_day(first), _day(last)) for first, last in begun)
    return all(first and last and first > last for first, last in spans)


def _day(text: str) -> date | None:
    try:
        return read_partial(text).earliest
    except Unreadable:
        return None


def _with_heads(sheet: Sheet, names: Sequence[str], meant: Sequence[str]) -> tuple[Sheet, Problem]:
    document = sheet.document
    moved = [name for name, other in zip(names, meant, strict=True) if name != other]
    hint = "hint" if len(moved) == 2 else "hint_shifted"
    at = document.where_key("rows", moved[0])
    found = problem(HEADS_MOVED, at, hint=hint, found=tuple(moved[:2]), meant=",".join(meant))
    put_right = _renamed(document, dict(zip(names, meant, strict=True)))
    heads = {other: _head(sheet, name) for name, other in zip(names, meant, strict=True)}
    return replace(sheet, document=put_right, heads=heads, complete=False), found


def _exchanged(names: Sequence[str], one: str, other: str) -> list[str]:
    places = {one: other, other: one}
    return [places.get(name, name) for name in names]


def no_head(model: type[Record], where: Where, found: object) -> Problem:
    """The first row of a table of such records does not name its columns."""
    return problem(NO_HEAD, where, found=found, allowed=",".join(model.model_fields))


def _renamed(document: Document, names: Mapping[str, str]) -> Document:
    """The table with other names for some columns."""
    if not names:
        return document
    rows = [{names.get(name, name): cell for name, cell in row.items()} for row in document.value["rows"]]
    return replace(document, value={"rows": rows}, marks=Places(partial(_cells_renamed, document, names)))


def _cells_renamed(document: Document, names: Mapping[str, str]) -> dict[Route, Where]:
    places = document.marks.items()
    return {(*route[:-1], *(names.get(str(part), part) for part in route[-1:])): where for route, where in places}


def _names_columns(cells: Sequence[str], titles: Mapping[str, str]) -> bool:
    """Whether a row names columns in words of its own: most are near to a title, and no number stands in it."""
    near = sum(nearest(cell, tuple(titles)) is not None for cell in cells)
    return near * 2 > len(cells) and not any(map(str.isdecimal, "".join(cells)))


def _by_title(name: str, titles: Mapping[str, str]) -> str | None:
    """The field of a Chinese column name, also with a unit or the key itself in brackets."""
    bare = simplified("".join(name.split()))
    outside = _BRACKETS.sub("", bare)
    keys = set(titles.values())
    return titles.get(bare) or titles.get(outside) or (outside if outside != name and outside in keys else None)


def separated_row(
    model: type[Record], sheet: Sheet, index: int, faults: Sequence[Problem], key: RecordKey
) -> Problem | None:
    """A row in which something else than a comma separates some cells: then all of it stands in one cell, or what
    follows stands in other columns, with faults that go where the cells are taken apart."""
    raw = sheet.document.value["rows"][index]
    cells = [cell or "" for cell in raw.values()]
    written = max(at for at, cell in enumerate(cells, 1) if cell)
    if written > 1 and len(faults) < 2:
        return None
    whole = "".join(cells)
    for mark in SEPARATORS:
        count = whole.count(mark)
        if not 0 < count <= len(cells) - written:
            continue
        row = ",".join(cells[:written]).replace(mark, ",")
        if not (written == 1 and count > 1) and not _better(model, sheet, raw, row, faults, key):
            continue
        at = next(name for name, cell in raw.items() if cell and mark in cell)
        meant = row if len(row) <= LONGEST else f"{row[:LONGEST]}…"
        where = sheet.document.where("rows", index, at)
        return problem(ROW_SEPARATOR, where, record=key, mark="Tab" if mark == "\t" else mark, meant=meant)
    return None


def moved_row(
    model: type[Record], sheet: Sheet, index: int, faults: Sequence[Problem], key: RecordKey
) -> Problem | None:
    """A row in which a cell is too many (mostly a comma within one) or missing, so that what follows stands in the
    wrong columns: with faults that go where it is put right."""
    raw = sheet.document.value["rows"][index]
    names, cells = list(raw), [cell or "" for cell in raw.values()]
    places = [found.where.cell.name for found in faults if found.where.cell]
    wrong = sorted(names.index(name) for name in places if raw.get(name))  # what is blank stands in no wrong column
    if len(wrong) < 2:
        return None
    rows: dict[tuple[str, int], list[str]] = {}
    for at in range(wrong[0], -1, -1):
        if not cells[-1]:
            rows["less", at] = [*cells[:at], "", *cells[at:-1]]
        if at and cells[at - 1]:
            rows["more", at] = [*cells[: at - 1], f"{cells[at - 1]}，{cells[at]}", *cells[at + 1 :], ""]
    left = {
        way: _faults(model, sheet, dict(zip(names, row, strict=True)), names[way[1]] if way[0] == "less" else "", key)
        for way, row in rows.items()
    }
    how, at = min(left, key=lambda way: (left[way], way[0] != "more"), default=("", 0))
    if not how or len(wrong) <= 2 * left[how, at] + 1:
        return None
    where = sheet.document.where("rows", index, names[at])
    meant = rows[how, at][at - 1] if how == "more" else names[at]
    hint = "hint" if how == "more" else "hint_less"
    return problem(ROW_MOVED, where, hint=hint, record=key, found=cells[at], meant=meant)


def _faults(model: type[Record], sheet: Sheet, row: Mapping[str, str], blank: str, key: RecordKey) -> int:
    """How many faults a row has, but that the cell which was put in is blank."""
    _, left = shape(model, {name: row[name] or None for name in row if name in sheet.fields}, sheet.document, key)
    return sum(not (found.code is MISSING and dict(found.args).get("key") == blank) for found in left)


def _better(
    model: type[Record],
    sheet: Sheet,
    raw: Mapping[str, str | None],
    row: str,
    faults: Sequence[Problem],
    key: RecordKey,
) -> bool:
    """Whether a row has far fewer faults with its cells taken apart."""
    if len(faults) < 2:
        return False
    apart = {name: cell.strip() or None for name, cell in zip(raw, row.split(","), strict=False)}
    _, left = shape(model, {name: apart[name] for name in apart if name in sheet.fields}, sheet.document, key)
    return len(faults) > 2 * len(left) + 1


def stray_row(sheet: Sheet, index: int, key: RecordKey) -> Problem | None:
    """A row that is no record: totals, notes and signatures below the rows, the names of the columns once more."""
    raw = sheet.document.value["rows"][index]
    filled = {name: cell for name, cell in raw.items() if cell}
    name, first = next(iter(filled.items()))
    blank = sheet.required - filled.keys()
    if first in {name, _head(sheet, name)} and all(cell in {at, _head(sheet, at)} for at, cell in filled.items()):
        hint = "hint_head"
    elif _TOTALS.fullmatch(first) and (name == "id" or len(blank) > 1):
        hint = "hint_totals"
    elif len(blank) > 1 and (len(filled) == 1 or _SIGNATURE.fullmatch(first)):
        hint = "hint_note"
    else:
        return None
    row = sheet.document.where("rows", index)
    where = replace(sheet.document.where("rows", index, name), cell=row.cell)
    return problem(STRAY_ROW, where, hint=hint, record=key, found=first)


def _head(sheet: Sheet, field: str) -> str:
    """How the table itself names the column of a field."""
    return sheet.heads.get(field, field)


def row_problems(sheet: Sheet, index: int, faults: Sequence[Problem], key: RecordKey) -> list[Problem]:
    """What is wrong with a row: its cells that a spreadsheet has damaged, and the faults of its fields in the others.
    What is wrong with a whole column has been said already."""
    damaged: list[Problem] = []
    row = sheet.record(index)
    for name, cell in row.items():
        if cell and (found := damaged_cell(cell, sheet.document, ("rows", index, name), key)):
            told = any(fault.where == found.where for fault in faults)
            if not (found.hint == "hint_digits" and told):
                damaged.append(found)
    for name, (title, meant, allowed) in sheet.partly.items():
        if row[name] is None:
            where = sheet.document.where("rows", index, name)
            damaged.append(
                problem(
                    MISSING, where, hint="hint_partly", record=key, key=name, title=title, allowed=allowed, meant=meant
                )
            )
    places = {each.where for each in damaged}
    asked = {
        fault
        for fault in faults
        if fault.code is WRONG_SHAPE or (fault.code is MISSING and dict(fault.args)["key"] in sheet.absent)
    }
    return [*damaged, *(fault for fault in faults if fault.where not in places and fault not in asked)]


def damaged_cell(cell: str, document: Document, route: Route, key: RecordKey) -> Problem | None:
    """A cell that a spreadsheet has damaged; None for any other."""
    found = _damaged(cell) if _SUSPECT.match(cell) else None
    if found is None:
        return None
    return problem(DAMAGED_CELL, document.where(*route), hint=found[0], record=key, found=cell, meant=found[1])


def _damaged(cell: str) -> tuple[str, str] | None:
    """The hint for a cell that does not hold what was meant, and what to write instead."""
    if _ERROR.fullmatch(cell):
        return "hint_error", ""
    if _NARROW.fullmatch(cell):
        return "hint_narrow", ""
    if _DITTO.fullmatch(cell):
        return "hint_ditto", ""
    if _FORMULA.fullmatch(cell):
        return "hint_formula", ""
    if _SCIENTIFIC.fullmatch(cell):
        return "hint_digits", ""
    if _APOSTROPHE.match(cell):
        return "hint_apostrophe", cell[1:]
    return None


def runs_as_one(problems: Iterable[Problem]) -> list[Problem]:
    """Blank cells below one another are one problem: mostly a merged cell, of which only the first holds its text."""
    kept: list[Problem] = []
    last: dict[str, int] = {}
    for found in problems:
        cell = found.where.cell
        if (
            found.code is not MISSING
            or found.hint not in {"hint_cell", "hint_cell_words", "hint_partly"}
            or cell is None
        ):
            kept.append(found)
            continue
        at = last.get(cell.name)
        before = kept[at].where.cell if at is not None else None
        if at is not None and before is not None and cell.row == max(before.row, before.last) + 1:
            where = replace(kept[at].where, cell=replace(before, last=cell.row))
            kept[at] = replace(kept[at], where=where, hint="hint_merged")
        else:
            last[cell.name] = len(kept)
            kept.append(found)
    return kept


def columns_as_one(problems: Iterable[Problem], rows: int) -> list[Problem]:
    """Of a column that is written in a wrong way throughout one cell is told, with the places of the others."""
    groups: dict[object, list[Problem]] = {}
    for found in problems:
        cell = found.where.cell
        groups.setdefault((found.code, found.hint, cell.name) if cell and cell.name else found, []).append(found)
    kept: list[Problem] = []
    for group in groups.values():
        if len(group) > MANY or len(group) >= max(rows, THROUGHOUT):
            first, *others = group
            kept.append(replace(first, related=(*first.related, *(each.where for each in others))))
        else:
            kept += group
    return kept
