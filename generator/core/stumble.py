"""Where YAML cannot be read, what was most likely meant: the slip before the place at which the parser gives up.

A parser stumbles behind the fault: a quote that is never closed is noticed at the end of the file, a full-width colon
on the next line. The lines before are looked at for the slips that people make, and the hint shows the line put right.
With it put right the text can be read on, for what else may be wrong below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import yaml

from generator.core.problem import Code, Problem, Where, problem

YAML_SYNTAX = Code("Y201")

_BLANKS = re.compile(r"[^\S\n]*")
_WIDE_COLON = re.compile(r"(\s*(?:[-－]\s*)?)([^\s:：#\"'“”\[\]{},，。]{1,20})\s*：\s*(.*)")
_NO_SPACE = re.compile(r"(\s*(?:- +)?)([A-Za-z_][\w-]*):(?!//)([^\s:].*)|(\s*)([0-9]+(?:\.[0-9]+)+):(\S.*)")
_ODD_SPACE = re.compile(r"(\s*(?:- +)?)([^\s:#\"'\[\]{}]+):[^\S \t\n]+ *(\S.*)")
"""A blank behind the colon that is none to YAML: a full-width one, or one copied from a web page."""
_DASH = re.compile(r"(\s*)(?:-(?![\s-])|[－—–]\s*)(\S.*)")
BULLET = re.compile(
    r"(?:(?<=\s)|^)(?:[•·●○■◆▪➢★※]|[0-9]{1,2}、|[0-9]{1,2}[.．](?![0-9])|[（(][0-9]{1,2}[)）]|[①-⑳]|[一二三四五六七八九十]{1,3}、)\s*(?=\S)"
)
"""The sign before an entry of a list that was copied from Word or a chat."""
_ASSIGNED = re.compile(r"(\s*(?:- +)?)([a-z_]+)\s*[=＝]\s*(\S.*)")
_VALUE = re.compile(r"(\s*(?:- +)*(?:[^\s:#\"'\[\]{}]+: +)?)(\S.*)")
_ENTRY = re.compile(r"\s*(?:- +)*[^\s:#\"'\[\]{},]+:(?:\s|$)")
_SINGLE = re.compile(r"'(?:[^']|'')*+'")
_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_WIDE_BRACKET = re.compile(r"\s*(?:- +)*(?:[^\s:#\"'\[\]{}]+: +)?[｛［]")
_BRACES = re.compile(r"\s*(?:- +)*(?:[^\s:#\"'\[\]{}]+: +)?(\{[^\"']*\})\s*(?:#.*)?")
_KEY_IN_BRACES = re.compile(r"([{,，])(\s*)([A-Za-z_]+)\s*(?:：|:(?=\s))\s*")
_OPENER = re.compile(r"\s*(?:- +)*[^\s:#\"'\[\]{},]+:\s*(?:#.*)?")
_RESERVED = "@`%&*!|>"
_CLOSING = {"[": "]", "{": "}", '"': '"', "'": "'"}
BRACED = 4
"""On how many lines an entry in braces may stand."""
BEFORE = 3
"""How many lines before the place are looked at."""


@dataclass(frozen=True, slots=True)
class Stumble:
    """Why YAML cannot be read; its lines (numbers from 0) as they should be, none where it cannot be told."""

    problem: Problem
    right: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class _Slip:
    """What is wrong with a line: the hint, the column (from 0) and length, the whole line as it should be, and what of
    it is shown: all but its indent."""

    hint: str
    column: int
    length: int = 1
    line: str = ""
    shown: str = ""

    @property
    def meant(self) -> str:
        """What to write instead."""
        return self.shown or self.line.strip()


def explain(path: str, text: str, above: int, error: yaml.MarkedYAMLError) -> Stumble:
    """Why YAML text that stands `above` lines below the top of its file cannot be read."""
    lines = text.split("\n")
    while len(lines) > 1 and not lines[-1].strip():
        lines.pop()
    mark = error.problem_mark or error.context_mark
    at = mark.line if mark else 0
    column = mark.column if mark else 0
    if at >= len(lines):  # something is open at the end: say where it opens
        context = error.context_mark
        at, column = (context.line, context.column) if context and context.line < len(lines) else (len(lines) - 1, 0)

    number, slip = _find(lines, at, column, error)
    line = lines[number]
    where = Where(path, above + number + 1, min(slip.column, len(line)) + 1, max(slip.length, 1))
    right = {number: slip.line} if slip.line else {}
    by = _indent(slip.line) - _indent(line)
    below = _moved_with(lines, number, by) if slip.hint == "hint_indent" else {}
    beside = _moved_beside(lines, number, max([number, *below]) + 1, by) if slip.hint == "hint_indent" else {}
    moved = below | beside
    hint = slip.hint
    if beside:
        hint = "hint_indent_less" if by > 0 else "hint_indent_more"
    elif below:
        hint = "hint_indent_with"
    near, count = line.strip()[:40], len(moved) + bool(beside)
    found = problem(YAML_SYNTAX, where, hint=hint, near=near, meant=slip.meant, count=count, by=abs(by))
    return Stumble(found, right | moved)


def _moved_beside(lines: Sequence[str], number: int, behind: int, by: int) -> dict[int, str]:
    """The lines behind it that stand as far out of line, with what stands below them: a block was moved."""
    moved: dict[int, str] = {}
    for at in range(behind, len(lines)):
        if at in moved or not _says_something(lines[at]):
            continue
        if _indent(lines[at]) != _indent(lines[number]) or _is_item(lines[at]) != _is_item(lines[number]):
            break
        if not _is_item(lines[at]) and not _ENTRY.match(lines[at]):
            break
        moved[at] = " " * (_indent(lines[at]) + by) + lines[at].lstrip()
        moved |= _moved_with(lines, at, by)
    return moved


def _moved_with(lines: Sequence[str], number: int, by: int) -> dict[int, str]:
    """What stands below a line that is moved, and moves with it."""
    moved: dict[int, str] = {}
    holds = _is_item(lines[number]) or _OPENER.fullmatch(lines[number])
    for below in range(number + 1, len(lines)):
        if not holds and (_ENTRY.match(lines[below]) or _is_item(lines[below])):
            break  # behind its value nothing can stand below it
        if _says_something(lines[below]):
            if _indent(lines[below]) < _inner(lines[number]) or _indent(lines[below]) <= _indent(lines[number]):
                break
            moved[below] = " " * (_indent(lines[below]) + by) + lines[below].lstrip()
    return moved


def _find(lines: Sequence[str], at: int, column: int, error: yaml.MarkedYAMLError) -> tuple[int, _Slip]:
    """The line of the slip and what it is, likeliest first."""
    slip: _Slip | None
    for number, slip in _open_quotes(lines, at):
        return number, slip
    said, context = error.problem or "", error.context_mark
    begun = context.line if context and context.line < len(lines) else at
    if context and (error.context or "").startswith("while parsing a flow"):
        slip = _in_brackets(lines[begun], context.column)
        if slip := slip or _within_braces(lines[begun], context.column):
            return begun, slip
    for number, slip in _open_brackets(lines, at):
        return number, slip
    for number in [number for number in range(at, -1, -1) if _says_something(lines[number])][:BEFORE]:
        if slip := _slip(lines[number]):
            if slip.hint == "hint_dash" and _is_item(next(filter(_says_something, lines[number + 1 :]), "")):
                return number, replace(
                    slip, hint="hint_dash_below", line="", shown=lines[number][slip.column :].strip()
                )
            return number, _unindented(lines, number, slip) if slip.hint in {"hint_tab", "hint_blank"} else slip
    if "escape character" in said:
        found = _VALUE.fullmatch(lines[at])
        value = found[2] if found else ""
        return at, _Slip("hint_backslash", column, 1, _line(lines[at], value, f"'{value.strip(chr(34))}'"))
    if context and "could not find expected ':'" in said:
        return begun, _item(lines, begun) or _without_colon(lines[begun], context.column)
    return _misplaced(lines, at) or (at, _Slip("hint", column))


def _without_colon(line: str, column: int) -> _Slip:
    """A line that names nothing: with another sign in the place of the colon, as an entry of a list is written in
    Word, or for whatever reason."""
    if found := _ASSIGNED.fullmatch(line):
        meant = f"{found[2]}: {found[3]}"
        return _Slip("hint_equals", line.index(found[2], len(found[1])), len(line.strip()), found[1] + meant, meant)
    if found := BULLET.match(line.strip()):
        return _Slip("hint_bullet", column, len(line.strip()), shown=f"- {line.strip()[found.end() :]}")
    return _Slip("hint_no_colon", column, len(line.strip()))


def _unindented(lines: Sequence[str], at: int, slip: _Slip) -> _Slip:
    """The slip of a line that is indented by something else than blanks: it belongs with the line before it."""
    before = next((lines[number] for number in range(at - 1, -1, -1) if _says_something(lines[number])), "")
    own = _inner(before) + (2 if _OPENER.fullmatch(before) else 0)
    if _is_item(lines[at]) and not _OPENER.fullmatch(before):
        own = next((_indent(line) for line in reversed(lines[:at]) if _is_item(line)), own)
    right = " " * own + lines[at].strip()
    return replace(slip, line=right, shown=right)


def swollen(path: str, lines: Sequence[str], above: int) -> Iterator[Stumble]:
    """Lines of entries in braces that YAML can read, though their colons and commas are too wide: it takes a key with
    all that follows for a single name."""
    for number, first in enumerate(lines):
        last = _closed_on(lines, number) if "{" in first else number
        text = "\n".join(lines[number : last + 1])
        found = _BRACES.fullmatch(text) if "：" in text and "{" in first else None
        if found and any("：" in key[0] for key in _KEY_IN_BRACES.finditer(found[1])):
            narrow = _KEY_IN_BRACES.sub(_narrow_key, found[1])
            slip = _Slip("hint_wide", found.start(1), len(first) - found.start(1), _line(text, found[1], narrow))
            where = Where(path, above + number + 1, slip.column + 1, slip.length)
            near, meant = first.strip()[:40], " ".join(slip.meant.split())
            right = dict(enumerate(slip.line.split("\n"), number))
            yield Stumble(problem(YAML_SYNTAX, where, hint=slip.hint, near=near, meant=meant), right)


def _closed_on(lines: Sequence[str], number: int) -> int:
    """The line on which the brace of a line is closed, if that is one of the next few; else that line itself."""
    opened = 0
    for at in range(number, min(number + BRACED, len(lines))):
        opened += lines[at].count("{") - lines[at].count("}")
        if opened <= 0:
            return at
    return number


def _narrow_key(key: re.Match[str]) -> str:
    blank = key[2] if "\n" in key[2] else "" if key[1] == "{" else " "
    return f"{'{' if key[1] == '{' else ','}{blank}{key[3]}: "


def put_right(text: str) -> str:
    """An entry that YAML took for a text, because of its colon or brackets: as it should be; "" if it is none."""
    slip = _slip(text.split("\n")[0])
    return slip.meant if slip and slip.hint in {"hint_colon", "hint_space", "hint_wide"} else ""


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _open_quotes(lines: Sequence[str], last: int) -> Iterator[tuple[int, _Slip]]:
    """A value whose quote is not closed on its line, nor properly on a later one."""
    text = "\n".join(lines[: last + 1])
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    number = 0
    while number <= last:
        line = lines[number]
        found = _VALUE.fullmatch(line) if _says_something(line) else None
        number += 1
        if not found or found[2][0] not in "\"'" or _closes(found[2]) is not None:
            continue
        end = _closes(text, starts[number - 1] + len(found[1]))
        if end is not None and not text[end : text.find("\n", end) % (len(text) + 1)].split("#")[0].strip():
            number += text.count("\n", starts[number - 1], end)
            continue
        mark, value = found[2][0], found[2].rstrip()
        closed = value[:-1] if value[-1] in "”’＂" else value
        yield number - 1, _Slip("hint_open", len(found[1]), len(value), _line(line, value, closed + mark))


def _closes(text: str, at: int = 0) -> int | None:
    """Where the quoted text that begins there ends, behind its closing quote."""
    found = (_SINGLE if text[at] == "'" else _DOUBLE).match(text, at)
    return found.end() if found else None


def _open_brackets(lines: Sequence[str], last: int) -> Iterator[tuple[int, _Slip]]:
    """A value whose bracket is closed neither on its line nor on a later one."""
    still = dict.fromkeys("[{", 0)
    found: list[tuple[int, _Slip]] = []
    for number in range(last, -1, -1):
        for mark in still:
            still[mark] += lines[number].count(mark) - lines[number].count(_CLOSING[mark])
        value = _VALUE.fullmatch(lines[number]) if _says_something(lines[number]) else None
        if value and value[2][0] in still and still[value[2][0]] > 0:
            slip = _in_brackets(lines[number], len(value[1]))
            found += [(number, slip)] if slip else []
    yield from reversed(found)


def _in_brackets(line: str, column: int) -> _Slip | None:
    """What is wrong behind an opening bracket: no closing one, or commas and colons of the wrong width."""
    value = line[column:].rstrip()
    narrow = re.sub(r"(?<=[,:])  +", " ", value.translate(_NARROW))
    opened = narrow[:1]
    if opened not in {"[", "{"} or value[0] == "【":
        return None
    if narrow.count(opened) > narrow.count(_CLOSING[opened]):
        closed = narrow if narrow.endswith(_CLOSING[opened]) else narrow.rstrip(", ") + _CLOSING[opened]
        return _Slip("hint_bracket", column, len(value), _line(line, value, closed))
    if narrow != value:
        return _Slip("hint_wide", column, len(value), _line(line, value, narrow))
    return None


_LACKS_COMMA = re.compile(r"(?<=[^\s{,])(?= +[a-z_]+:\s)")
_QUOTED_PART = re.compile(r"(?<=[:,\[{] )\"([^\",{}]*)\"(?=[^\s,:\]}])")


def _within_braces(line: str, column: int) -> _Slip | None:
    """What is wrong between the entries of one line in braces: a comma that is missing, quotes around part of a
    text."""
    value = line[column:].rstrip()
    if not value.startswith("{") or not value.endswith("}"):
        return None
    if part := _QUOTED_PART.search(value):
        unquoted = _QUOTED_PART.sub(r"“\1”", value)
        return _Slip("hint_after_quote", column + part.end(), 1, _line(line, value, unquoted))
    if '"' not in value and "'" not in value and (gap := _LACKS_COMMA.search(value)):
        return _Slip("hint_comma", column + gap.start(), 1, _line(line, value, _LACKS_COMMA.sub(",", value)))
    return None


_NARROW = str.maketrans(
    {"，": ", ", "、": ", ", "：": ": ", "［": "[", "］": "]", "【": "[", "】": "]", "｛": "{", "｝": "}"}
)


def _slip(line: str) -> _Slip | None:
    """What is wrong with a line by itself."""
    blanks = _BLANKS.match(line)
    indent = blanks[0] if blanks else ""
    if odd := indent.strip(" "):
        return _Slip("hint_tab" if "\t" in odd else "hint_blank", indent.index("\t" if "\t" in odd else odd[0]))
    if line.lstrip().startswith("＃"):
        return _Slip("hint_hash", len(indent), 1, f"{indent}# {line.lstrip().lstrip('＃').strip()}")
    if (found := _WIDE_BRACKET.match(line)) and (slip := _in_brackets(line, found.end() - 1)):
        return slip
    if not _ENTRY.match(line) and (found := _WIDE_COLON.fullmatch(line)):
        meant = f"{found[2]}: {found[3]}".rstrip()
        return _Slip("hint_colon", line.index("："), 1, found[1] + meant, meant)
    if found := _NO_SPACE.fullmatch(line):
        key, value = (found[2], found[3]) if found[2] else (found[5], found[6])
        before, meant = found[1] or found[4] or "", f"{key}: {value}"
        return _Slip("hint_space", line.index(":", len(before)), 1, before + meant, meant)
    if found := _ODD_SPACE.fullmatch(line):
        meant = f"{found[2]}: {found[3]}"
        return _Slip("hint_odd_space", line.index(":", len(found[1])) + 1, 1, found[1] + meant, meant)
    if (found := _DASH.fullmatch(line)) and not re.fullmatch(r"-[0-9.]+", line.strip()):
        return _Slip("hint_dash_space", len(found[1]), 1, f"{found[1]}- {found[2]}")
    found = _VALUE.fullmatch(line)
    if found is None or not found[1].strip():
        return None
    return _slip_of_value(line, len(found[1]), found[2].rstrip())


def _slip_of_value(line: str, column: int, value: str) -> _Slip | None:
    quoted = _line(line, value, _quoted(value))
    if value[0] in _RESERVED and not re.fullmatch(r"[|>][-+0-9]*(?:\s+#.*)?", value):
        return _Slip("hint_start", column, 1, quoted)
    if value.startswith("- "):
        return _Slip("hint_dash", column, 1, quoted)
    if value[0] in "\"'":
        end = _closes(value)
        rest = value[end:].strip() if end is not None else ""
        if end is not None and rest and not rest.startswith(("#", ":")):
            meant = f"“{value[1 : end - 1]}”{value[end:]}"
            return _Slip("hint_after_quote", column + end, len(rest), _line(line, value, meant))
        return None
    if value[0] in "[{":
        inside, outside, rest = value.rpartition(_CLOSING[value[0]])
        if outside and rest.strip() and not rest.lstrip().startswith("#"):
            return _Slip("hint_start", column, len(inside) + 1, quoted)
        return None
    if ": " in value:
        return _Slip("hint_quote", column + value.index(": "), 1, quoted)
    return None


def _misplaced(lines: Sequence[str], at: int) -> tuple[int, _Slip] | None:
    """The line that does not stand below those it belongs to, and where it should."""
    line = lines[at]
    indent = _indent(line)
    above = [number for number in range(at) if _says_something(lines[number])]
    if not above or not (_ENTRY.match(line) or _is_item(line)):
        return None
    if (number := _stray_dash(lines, above, at)) is not None:
        return number, _undashed(lines[number])
    if (slip := _fallen_out(lines, at)) is not None:
        return next(number for number in above[1:] if not _indent(lines[number])), slip
    if (slip := _holds_two(lines, above, at)) is not None:
        return above[-1], slip
    if (own := _unlike_its_kind(lines, above[-1], indent)) is not None and not _is_item(line):
        return above[-1], _moved(lines[above[-1]], own)
    if _is_item(line):
        if (first := _first_below(lines, above, indent)) is not None:
            return first, _dashed(lines[first], indent)
    elif (sibling := _item_at(lines, above, indent)) and _ENTRY.match(sibling):
        if _key(line) == _key(sibling):
            return at, _dashed(line, indent)
        return at, _moved(line, _inner(sibling))
    elif len(above) > 1 and _OPENER.fullmatch(lines[above[-2]]):
        before, opener = lines[above[-1]], lines[above[-2]]
        if _ENTRY.match(before) and not _is_item(before) and _indent(opener) == _indent(before) < indent:
            return above[-1], _moved(before, indent)
    places: list[int] = []
    limit = len(line) + max(len(lines[number]) for number in above)
    for each in (lines[number] for number in reversed(above)):
        if (own := _indent(each)) >= limit:
            continue
        if _is_item(each) and _ENTRY.match(each) and not _is_item(line):
            places.append(_inner(each))
        if _is_item(each) == _is_item(line):
            places.append(own)
        limit = own
    said = [number for number, each in enumerate(lines) if _says_something(each)]
    if _is_one_list(lines, said) and not _is_item(line):
        places = [place for place in places if place] or places
    if indent in places or not places:
        return None
    place = min(places, key=lambda place: (abs(place - indent), place))
    behind = next((each for each in lines[at + 1 :] if _says_something(each) and _indent(each) != indent), "")
    if not _is_item(line) and _ENTRY.match(behind) and not _is_item(behind) and _indent(behind) in {*places} - {0}:
        place = _indent(behind)  # where they go on behind a block that was moved
    if _is_item(line) and (odd := _odd_one(lines, at, place)) is not None:
        return odd, _moved(lines[odd], indent)
    return at, _moved(line, place)


_LACKS_COLON = re.compile(r"(\s*)([a-z_]+|[0-9]+(?:\.[0-9]+)+)\s+(\S.*)")


def _holds_two(lines: Sequence[str], above: Sequence[int], at: int) -> _Slip | None:
    """A text with more below it than can belong to it: the first line of a block that lacks its colon, an item that
    lacks the name of its text, or a text behind a key that opens a list."""
    before, line = lines[above[-1]], lines[at]
    says = _ENTRY.match(before)
    if (
        not says
        and not _is_item(before)
        and _unquoted(before)
        and _indent(before) == _indent(line)
        and _OPENER.fullmatch(lines[above[-2]] if above[1:] else "")
    ):
        found = _LACKS_COLON.fullmatch(before)
        meant = f"{found[2]}: {found[3]}" if found else ""
        right = " " * _indent(before) + meant if meant else ""
        return _Slip("hint_lacks_colon" if meant else "hint_no_colon", _indent(before), len(before.strip()), right)
    if _is_item(before) and not says and not _is_item(line) and _ENTRY.match(line) and _inner(before) == _indent(line):
        text = before[_inner(before) :].rstrip()
        if not _unquoted(text):
            return None
        items = (each for each in lines if _is_item(each) and _ENTRY.match(each) and _indent(each) == _indent(before))
        right = f"{before[: _inner(before)]}{next(map(_key, items), 'title')}: {text}"
        return _Slip("hint_unnamed", _inner(before), len(text), right)
    around = (lines[number] for number in above if _is_item(lines[number]) and _inner(lines[number]) == _indent(before))
    moved = any(_key(each) == _key(line) for each in around)  # an item that stands too far to the right
    moved |= _first_below(lines, above, _indent(line)) is not None  # whose own first item lacks its dash
    if _is_item(line) and says and not _is_item(before) and _indent(before) <= _indent(line) and not moved:
        key, _, text = before.partition(": ")
        if text.strip() and _unquoted(text):
            return _Slip("hint_two", len(key) + 2, len(text.strip()), f"{key}:")
    return None


def _stray_dash(lines: Sequence[str], above: Sequence[int], at: int) -> int | None:
    """The line whose dash is one too many: the first of a file, which holds no list; or an item right behind an entry
    that holds a text, in the place of the next entry, if no further line says that it begins a list."""
    line, first = lines[at], above[0]
    if _is_item(lines[first]) and not _indent(lines[first]) and not _is_item(line) and not _indent(line):
        return first
    before, own = lines[above[-1]], _indent(line)
    if not (_is_item(line) and _ENTRY.match(line)) or _inner(before) != own:
        return None
    if not _ENTRY.match(before) or _OPENER.fullmatch(before):
        return None
    keys = {_key(line)}
    for below in lines[at + 1 :]:
        if not _says_something(below) or _indent(below) > _inner(line):
            continue
        if _indent(below) > own or (_indent(below) == own and _is_item(below) and _key(below) in keys):
            return None
        if _indent(below) < own or not _is_item(below):
            break
        keys.add(_key(below))
    return at


def _undashed(line: str) -> _Slip:
    """An entry that begins like an item, and is none."""
    meant = line.lstrip(" -")
    return _Slip("hint_stray_dash", _indent(line), 1, " " * _indent(line) + meant, meant)


def _unquoted(text: str) -> bool:
    """Whether a text is one for YAML, and no quote, bracket or sign begins it."""
    return text.lstrip()[:1] not in "\"'[{|>"


def _fallen_out(lines: Sequence[str], at: int) -> _Slip | None:
    """The first of the lines above that have lost all their blanks, in a file that is one list: the lines behind them
    are where they should be."""
    said = [number for number, line in enumerate(lines) if _says_something(line)]
    fallen = [number for number in said if number < at and not _indent(lines[number])][1:]
    items = [number for number in said if number < at and _is_item(lines[number]) and _ENTRY.match(lines[number])]
    if (
        not fallen
        or not items
        or not _is_one_list(lines, said, at)
        or any(n not in fallen for n in said if fallen[0] < n < at)
    ):
        return None
    item = lines[items[-1]]
    if _indent(lines[at]) != (_indent(item) if _is_item(lines[at]) else _inner(item)) or items[-1] > fallen[0]:
        return None
    return _moved(lines[fallen[0]], _inner(item))


def _is_one_list(lines: Sequence[str], said: Sequence[int], since: int = 0) -> bool:
    """Whether the first line opens a list, and from a line on nothing else stands beside it."""
    return bool(_OPENER.fullmatch(lines[said[0]])) and all(
        _indent(lines[number]) for number in said[1:] if number >= since
    )


def _odd_one(lines: Sequence[str], at: int, place: int) -> int | None:
    """The only item above that stands at a place where no other of its kind does, while more stand where the one at
    `at` does: that one is out of line, and not all others."""
    alike = [n for n, line in enumerate(lines) if _is_item(line) and _key(line) == _key(lines[at])]
    there = [n for n in alike if _indent(lines[n]) == place]
    here = [n for n in alike if _indent(lines[n]) == _indent(lines[at])]
    return there[0] if len(there) == 1 < len(here) and there[0] < at else None


def _item(lines: Sequence[str], at: int) -> _Slip | None:
    """A line without a colon below the items of a list of texts: one of them."""
    before = next((lines[number] for number in range(at - 1, -1, -1) if _says_something(lines[number])), "")
    return _dashed(lines[at], _indent(before)) if _is_item(before) and not _ENTRY.match(before) else None


def _first_below(lines: Sequence[str], above: Sequence[int], indent: int) -> int | None:
    """The first line below the key that opens a list whose items stand at `indent`, if it is no item itself."""
    first: int | None = None
    for number in reversed(above):
        line = lines[number]
        if _indent(line) <= indent - _is_item(line) and _OPENER.fullmatch(line):
            return first
        if _indent(line) < indent or (_is_item(line) and _indent(line) == indent):
            return None
        first = None if _is_item(line) else number
    return None


def _item_at(lines: Sequence[str], above: Sequence[int], indent: int) -> str:
    """The item before, of a list whose items stand at `indent`; "" where none does."""
    for number in reversed(above):
        if _indent(lines[number]) <= indent:
            return lines[number] if _is_item(lines[number]) and _indent(lines[number]) == indent else ""
    return ""


def _unlike_its_kind(lines: Sequence[str], at: int, inner: int) -> int | None:
    """Where an item should stand whose further lines stand at `inner`, as they do in another item that begins with the
    same key: not they are out of line, but its dash."""
    item = lines[at]
    own = inner - (_inner(item) - _indent(item))
    if not _is_item(item) or own == _indent(item):
        return None
    others = (line for number, line in enumerate(lines) if number != at and _is_item(line))
    return own if any(_indent(each) == own and _key(each) == _key(item) for each in others) else None


def _is_item(line: str) -> bool:
    return line.lstrip().startswith("- ")


def _key(line: str) -> str:
    """The key that a line begins with, behind its dash."""
    return line.lstrip(" -").partition(":")[0]


def _dashed(line: str, indent: int) -> _Slip:
    """An item that has no dash, with one."""
    right = f"{' ' * indent}- {line.strip()}"
    return _Slip("hint_item", _indent(line), len(line.strip()), right, right)


def _moved(line: str, indent: int) -> _Slip:
    right = " " * indent + line.strip()
    return _Slip("hint_indent", _indent(line), len(line.strip()), right, right)


def _inner(line: str) -> int:
    """The column of what stands in a line behind its dashes."""
    return len(line) - len(line.lstrip().lstrip("- "))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _line(line: str, value: str, instead: str) -> str:
    """The line with something else as its value."""
    at = line.rindex(value) if value else len(line)
    return line[:at] + instead


def _quoted(value: str) -> str:
    return f"'{value}'" if '"' in value or "\\" in value else f'"{value}"'
