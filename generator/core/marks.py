"""Marks of Markdown that were typed in another form, as word processors and input methods for Chinese give it: they
make no table, link, list or bold text, and come out on the page as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from generator.core.problem import Code, Problem, RecordKey, Severity, Where, problem

NO_TABLE = Code("M263", Severity.WARNING)
NO_LINK = Code("M264", Severity.WARNING)
NO_LIST = Code("M265", Severity.WARNING)
NO_EMPHASIS = Code("M266", Severity.WARNING)

SHOWN = 40
"""How much of a line is shown, in characters."""
_ORDINAL = r"[（(][0-9]{1,2}[)）]|[①-⑳]|[一二三四五六七八九十]{1,3}、"
_NUMBER = r"[0-9]{1,2}(?:[、．]|\.(?=[^\s0-9]))"
_SUSPECT = re.compile(
    rf"[｜＊]|\*\*|^ {{0,3}}(?:\||[•·●○■◆▪➢►]|[－–—] |-[^\s-]|{_NUMBER}|{_ORDINAL})|[\]］】] *[（(]", re.MULTILINE
)
"""What most texts have nothing of: they are not looked at further."""

_ROW = re.compile(r" {0,3}[|｜].*[|｜]\s*")
_RULE = re.compile(r" {0,3}\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
_LIKE_A_RULE = re.compile(r"[\s|｜:：=+\-－—–─━_]+")
_BAR = re.compile(r"(?<!\\)[|｜]")

_BRACKETED = re.compile(r"([!！]?)[\[［【]([^\[\]［］【】]*)[\]］】] *[（(]\s*([^\s（）()]+)\s*[)）]")
_NARROW = re.compile(r"!?\[[^\[\]]*\]\(\S+\)")
_PICTURE = re.compile(r"(?:\.\./)*files/[^/?#]+")
_WIDE = re.compile(r"[，。；：、！？（）《》〈〉【】“”‘’…—\u3000]|[\u3400-\u9fff]")
"""What stands behind an address that was typed into a Chinese sentence, and is none of it."""

_ITEMS = (
    ("hint", re.compile(r" {0,3}(?:[•·●○■◆▪➢►]\s*|[－–—] +)(?=[^\s－–—])"), 1),
    ("hint", re.compile(r" {0,3}-(?=[^\s\-0-9.])"), 2),
    ("hint_number", re.compile(rf" {{0,3}}{_NUMBER}\s*(?=\S)"), 2),
    ("hint_apart", re.compile(rf" {{0,3}}(?:{_ORDINAL})\s*(?=\S)"), 2),
)
"""How an entry of a list begins that is none, with the hint, and how many lines must begin so: one figure may begin a
line for itself, and a dash may be a minus."""

_STARS = re.compile(r"(?<![*＊])([*＊]{1,2})(?![*＊])(.+?)(?<![*＊])([*＊]{1,2})(?![*＊])")


@dataclass(frozen=True, slots=True)
class Body:
    """A text as it was typed, and what became of it."""

    path: str
    first: int
    """The line of the file on which it begins."""
    lines: Sequence[str]
    """Without what is code."""
    text: str
    """What the page says."""
    links: Sequence[tuple[str, str, Where]]
    """Address, text and place of each link."""

    def where(self, number: int, start: int, found: str) -> Where:
        """The place of what stands in a line, both counted from 0."""
        return Where(self.path, self.first + number, start + 1, len(found))


def is_suspect(body: str) -> bool:
    """Whether a text may have such marks at all."""
    return _SUSPECT.search(body) is not None or "://" in body


def plain_marks(body: Body, record: RecordKey, address: Callable[[str], str]) -> Iterator[Problem]:
    """The marks that come out as typed; `address` makes a whole address of a link's, "" if it leads nowhere."""
    yield from _tables(body, record)
    bracketed = list(_bracketed(body, record, address))
    yield from bracketed
    yield from _glued(body, record, [each.where for each in bracketed])
    yield from _lists(body, record)
    yield from _emphasis(body, record)


def _tables(body: Body, record: RecordKey) -> Iterator[Problem]:
    lines, at = body.lines, 0
    while at < len(lines):
        if _is_table(lines, at):
            while at < len(lines) and lines[at].strip():
                at += 1
            continue
        rows = _rows(lines, at)
        if len(rows) > 1:
            first, second = (lines[number].strip() for number in rows[:2])
            meant = "|" + " --- |" * (len(_BAR.findall(first)) - 1)
            hint = (
                "hint_wide"
                if "｜" in "".join(lines[each] for each in rows)
                else "hint_apart"
                if rows[-1] - rows[0] >= len(rows)
                else "hint_line"
                if _LIKE_A_RULE.fullmatch(second)
                else "hint"
            )
            number = rows[hint == "hint_line"]
            found = lines[number].strip()
            where = body.where(number, lines[number].index(found), found)
            plain, shown = first.replace("｜", "|"), found[:SHOWN]
            yield problem(NO_TABLE, where, hint=hint, record=record, found=shown, meant=meant, first=plain)
        at = max(at, rows[-1] if rows else at) + 1


def _is_table(lines: Sequence[str], at: int) -> bool:
    """Whether a line is the head of a table that the engine sees."""
    if at + 1 >= len(lines) or "|" not in lines[at] or not _RULE.fullmatch(lines[at + 1]) or "-" not in lines[at + 1]:
        return False
    head, rule = (_BAR.split(lines[number].strip().removeprefix("|").removesuffix("|")) for number in (at, at + 1))
    return len(head) == len(rule) and "｜" not in lines[at]


def _rows(lines: Sequence[str], at: int) -> list[int]:
    """The lines from there that look like rows of a table, also with blank ones between them."""
    rows: list[int] = []
    for number in range(at, len(lines)):
        if _ROW.fullmatch(lines[number]) and not _is_table(lines, number):
            rows.append(number)
        elif lines[number].strip() or not rows or (number + 1 < len(lines) and not lines[number + 1].strip()):
            break
    return rows


def _bracketed(body: Body, record: RecordKey, address: Callable[[str], str]) -> Iterator[Problem]:
    """Links and pictures whose brackets are too wide, or apart."""
    for number, line in enumerate(body.lines):
        for found in _BRACKETED.finditer(line):
            mark, text, url = found.groups()
            picture = bool(mark) and _PICTURE.fullmatch(url) is not None
            whole = found[0] if picture else found[0].removeprefix(mark)
            meant = url if picture else address(unquote(url))
            if meant and not _NARROW.fullmatch(whole):
                where = body.where(number, found.end() - len(whole), whole)
                link = f"{'!' if picture else ''}[{text}]({meant})"
                yield problem(NO_LINK, where, record=record, found=whole[:SHOWN], meant=link)


def _glued(body: Body, record: RecordKey, told: Sequence[Where]) -> Iterator[Problem]:
    """Addresses that were typed into a sentence, which goes on without a blank: all of it counts as the address."""
    for url, text, where in body.links:
        behind = _WIDE.search(text) if text.startswith(("https://", "http://", "www.")) else None
        inside = any(each.line == where.line and 0 <= where.column - each.column < each.length for each in told)
        if behind and not inside and unquote(url).endswith(text):
            own = re.sub(r"^(?:https?://)?", "https://", text[: behind.start()])
            yield problem(
                NO_LINK,
                replace(where, length=len(text)),
                hint="hint_glued",
                record=record,
                found=text[:SHOWN],
                meant=f"<{own}>",
            )


def _lists(body: Body, record: RecordKey) -> Iterator[Problem]:
    """Lines that begin like the entries of a list, as far as they follow each other."""
    at = 0
    while at < len(body.lines):
        hint, begins, least = next((each for each in _ITEMS if each[1].match(body.lines[at])), _ITEMS[0])
        end = at
        while end < len(body.lines) and begins.match(body.lines[end]):
            end += 1
        if end - at >= least:
            line = body.lines[at].strip()
            where = body.where(at, body.lines[at].index(line), line)
            meant = _item(hint, line, begins)
            yield problem(NO_LIST, where, hint=hint, record=record, found=line[:SHOWN], meant=meant, count=end - at)
        at = max(end, at + 1)


def _item(hint: str, line: str, begins: re.Pattern[str]) -> str:
    """How an entry begins that is one."""
    sign = f"{re.split('[^0-9]', line)[0]}." if hint == "hint_number" else "-"
    text = begins.sub("", line, count=1)
    return f"{sign} {text if len(text) <= SHOWN // 2 else text[: SHOWN // 2] + '…'}"


def _emphasis(body: Body, record: RecordKey) -> Iterator[Problem]:
    """Stars that are too wide, or blanks between them and their text."""
    for number, line in enumerate(body.lines):
        if "＊" not in line and "**" not in line:
            continue
        for found in _STARS.finditer(line):
            before, text, after = found.groups()
            wide = "＊" in before + after and len(before) == len(after) == 2
            apart = before == after == "**" and text != text.strip() and text.strip() and found[0] in body.text
            if wide or apart:
                where, meant = body.where(number, found.start(), found[0]), f"**{text.strip()}**"
                yield problem(NO_EMPHASIS, where, record=record, found=found[0][:SHOWN], meant=meant)
