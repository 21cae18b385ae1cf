"""Faults that people make, planted in a school: each says which code must be told of which line.

A planter changes one file. `breaks` names what can no longer be relied on then (who the members are, that a studio is
readable), `needs` what must be whole for its own fault to be seen: faults are planted where they hide none another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault in a file: what the file holds now, the code and the line that must be told."""

    path: str
    content: bytes
    code: str
    line: int


Plant = Callable[[list[str], Random], tuple[list[str], int] | None]
"""Given the lines of a file: the lines with the fault, and the number of the line to be told."""


@dataclass(frozen=True, slots=True)
class Planter:
    """A kind of fault: where it can stand (an expression of paths), and how it is made."""

    name: str
    code: str
    place: str
    plant: Plant
    needs: frozenset[str] = frozenset()
    breaks: frozenset[str] = frozenset()
    encode: Callable[[str], bytes] = field(default=str.encode)

    def in_file(self, path: str, content: bytes, random: Random) -> Planted | None:
        """The fault in that file, or None where it has no place."""
        made = self.plant(content.decode().split("\n"), random)
        if made is None:
            return None
        lines, line = made
        return Planted(path, self.encode("\n".join(lines)), self.code, line)


ACHIEVEMENT = r"studios/[^/]+/achievements/20(?:24|25)/.+\.md"
TRAINING = r"studios/[^/]+/trainings/20(?:24|25)\.csv"
SERVICE = r"studios/[^/]+/services/20(?:24|25)\.csv"
MEMBERS = r"studios/[^/]+/members\.yml"
STUDIO = r"studios/[^/]+/studio\.yml"
AGREEMENTS = r"studios/[^/]+/agreements\.yml"
APPRENTICES = r"studios/[^/]+/apprenticeships\.csv"
ASSESSMENT = r"content/assessments/20(?:24|25)/.+\.yml"
PLANTERS: list[Planter] = []


def planter(
    code: str, place: str, needs: str = "", breaks: str = "", encode: Callable[[str], bytes] = str.encode
) -> Callable[[Plant], Plant]:
    """Take a function into the list of planters."""

    def taken(plant: Plant) -> Plant:
        name = plant.__name__
        PLANTERS.append(Planter(name, code, place, plant, frozenset(needs.split()), frozenset(breaks.split()), encode))
        return plant

    return taken


def substitute(code: str, name: str, place: str, expression: str, new: str, needs: str = "", breaks: str = "") -> None:
    """A planter that changes what fits an expression on one line, and is told there."""

    def plant(lines: list[str], random: Random) -> tuple[list[str], int] | None:
        at = one_of(random, [n for n, line in enumerate(head(lines)) if re.search(expression, line)])
        if at is None:
            return None
        return [*lines[:at], re.sub(expression, new, lines[at], count=1), *lines[at + 1 :]], at + 1

    PLANTERS.append(Planter(name, code, place, plant, frozenset(needs.split()), frozenset(breaks.split())))


def cell(code: str, name: str, place: str, column: str, new: str, needs: str = "", only: str = ".*") -> None:
    """A planter that writes something else into a cell of a column."""

    def plant(lines: list[str], random: Random) -> tuple[list[str], int] | None:
        names = lines[0].split(",")
        if column not in names:
            return None
        place = names.index(column)
        rows = [n for n in plain_rows(lines) if re.fullmatch(only, lines[n].split(",")[place])]
        at = one_of(random, rows)
        if at is None:
            return None
        cells = lines[at].split(",")
        cells[place] = new
        return [*lines[:at], ",".join(cells), *lines[at + 1 :]], at + 1

    PLANTERS.append(Planter(name, code, place, plant, frozenset(needs.split())))


def head(lines: list[str]) -> list[str]:
    """The lines of YAML: of Markdown the front matter."""
    return lines[: lines.index("---", 1)] if lines[0] == "---" else lines


def plain_rows(lines: list[str]) -> list[int]:
    """The rows of a table in which every comma separates."""
    return [n for n in range(1, len(lines)) if lines[n] and '"' not in lines[n]]


def one_of(random: Random, choices: list[int]) -> int | None:
    """One of them, None if there are none."""
    return random.choice(choices) if choices else None


# --- what is no YAML, no table, no text

KEYED = r"^(type|date|title|level|form|summary): (?=[^\[{\"'|>])"
substitute("Y201", "full-width colon", ACHIEVEMENT, KEYED, r"\1：")
substitute("Y201", "no blank behind a colon", ACHIEVEMENT, KEYED, r"\1:")
substitute("Y201", "open quote", ACHIEVEMENT, r"^(title): ", r'\1: "')
substitute("Y201", "text behind a quote", ACHIEVEMENT, r"^title: (.+)$", r'title: "\1"之二')
substitute("Y201", "reserved sign", ACHIEVEMENT, r"^title: ", "title: @")
substitute("Y201", "colon in a text", ACHIEVEMENT, r"^title: ", "title: 喜报: ")
substitute("Y201", "open bracket", ACHIEVEMENT, r"^(people: \[.*)\]$", r"\1")
substitute("Y201", "tab", MEMBERS, r"^    name: ", "\tname: ", breaks="members")
substitute("Y201", "dash without a blank", MEMBERS, r"^  - id: ", "  -id: ", breaks="members")
substitute("Y201", "key out of line", MEMBERS, r"^    name: ", "     name: ", breaks="members")
substitute("Y201", "key too deep", STUDIO, r"^(major|trade|department|founded): ", r"  \1: ", breaks="studio")
substitute("Y213", "text cut off", ACHIEVEMENT, r"^title: (.+)$", r"title: \1 #2")
substitute("R105", "invisible character", ACHIEVEMENT, r"^title: ", "title: \u200b")


@planter("Y204", ACHIEVEMENT)
def front_matter_without_end(lines: list[str], _: Random) -> tuple[list[str], int] | None:
    end = lines.index("---", 1)
    return None if "---" in lines[end + 1 :] else ([*lines[:end], *lines[end + 1 :]], 1)


@planter("Y205", ACHIEVEMENT)
def key_twice(lines: list[str], _: Random) -> tuple[list[str], int] | None:
    end = lines.index("---", 1)
    at = next(n for n, line in enumerate(lines) if line.startswith("date: "))
    return [*lines[:end], lines[at], *lines[end:]], end + 1


@planter("R104", TRAINING, encode=lambda text: text.encode("gbk"))
def other_encoding(lines: list[str], _: Random) -> tuple[list[str], int] | None:
    return lines, next(n for n, line in enumerate(lines, 1) if not line.isascii())


@planter("R113", ACHIEVEMENT, encode=lambda _: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
def picture_called_a_text(lines: list[str], _: Random) -> tuple[list[str], int] | None:
    return lines, 1


@planter("Y206", TRAINING)
def open_quote_in_a_cell(lines: list[str], random: Random) -> tuple[list[str], int] | None:
    at = one_of(random, plain_rows(lines))
    return None if at is None else ([*lines[:at], lines[at].replace(",", ',"', 1), *lines[at + 1 :]], at + 1)


@planter("Y208", TRAINING)
def cell_too_many(lines: list[str], random: Random) -> tuple[list[str], int] | None:
    at = one_of(random, plain_rows(lines))
    return None if at is None else ([*lines[:at], lines[at] + ",多了", *lines[at + 1 :]], at + 1)


@planter("Y210", TRAINING)
def semicolons(lines: list[str], _: Random) -> tuple[list[str], int] | None:
    return [line.replace(",", ";") for line in lines], 1


@planter("Y211", TRAINING)
def title_above_the_names(lines: list[str], _: Random) -> tuple[list[str], int] | None:
    return ["培训台账" + "," * lines[0].count(","), *lines], 1


# --- what no field takes

substitute("F202", "misspelt key", ACHIEVEMENT, r"^summary: ", "sumary: ")
substitute("F202", "Chinese key", ACHIEVEMENT, r"^summary: ", "摘要: ")
substitute("F202", "key of another kind", STUDIO, r"^summary: ", "persons: 20\nsummary: ", breaks="studio")
substitute("F202", "letter that looks alike", ACHIEVEMENT, r"^summary: ", "summаry: ")
substitute("F202", "unknown column", TRAINING, r"^(id,date,.*,)note$", r"\1remark")
substitute("F203", "no list", ACHIEVEMENT, r"^people: \[(p\d+)\]$", r"people: \1")
substitute("F204", "word not allowed", ACHIEVEMENT, r"^type: .*$", "type: 获奖情况")
substitute("F205", "no such day", ACHIEVEMENT, r"^date: (20\d\d).*$", r"date: \1-02-30")
substitute("F205", "day first", ACHIEVEMENT, r"^date: (20\d\d).*$", r"date: 05/06/\1")
substitute("F208", "look-alike number", ACHIEVEMENT, r"^people: \[p", "people: [р")
substitute("F212", "sample left", ACHIEVEMENT, r"^title: .*$", "title: 名称")
cell("F206", "unit in a number", TRAINING, "persons", "20人")
cell("F206", "negative number", TRAINING, "persons", "-5")
cell("F206", "scientific form", TRAINING, "persons", "3.00E+02")
cell("F206", "words in a number", TRAINING, "days", "待定")
cell("F205", "day without a year", TRAINING, "date", "3月5日")
cell("F205", "serial number", TRAINING, "date", "45721")
cell("F204", "word not allowed in a cell", TRAINING, "audience", "老师傅")
cell("F201", "blank cell", TRAINING, "topic", "")
cell("F215", "formula gone wrong", TRAINING, "topic", "#REF!")
cell("F215", "column too narrow", TRAINING, "date", "########")


@planter("F201", ACHIEVEMENT)
def title_missing(lines: list[str], _: Random) -> tuple[list[str], int] | None:
    return [line for line in lines if not line.startswith("title: ")], 2


@planter("F201", TRAINING)
def column_missing(lines: list[str], _: Random) -> tuple[list[str], int] | None:
    if any('"' in line for line in lines):
        return None
    at = lines[0].split(",").index("audience")
    return [",".join(each for n, each in enumerate(line.split(",")) if n != at) for line in lines], 1


@planter("F201", TRAINING)
def cells_merged(lines: list[str], _: Random) -> tuple[list[str], int] | None:
    if any('"' in line for line in lines) or len(lines) < 5:
        return None
    at = lines[0].split(",").index("audience")
    rows = [[*line.split(",")[:at], "", *line.split(",")[at + 1 :]] for line in lines[2:5] if line]
    return [*lines[:2], *(",".join(row) for row in rows), *lines[2 + len(rows) :]], 3


@planter("F214", TRAINING)
def totals(lines: list[str], _: Random) -> tuple[list[str], int] | None:
    while not lines[-1]:
        lines = lines[:-1]
    names = lines[0].split(",")
    row = ["合计" if name == "id" else "99" if name == "persons" else "" for name in names]
    return [*lines, ",".join(row)], len(lines) + 1


# --- what no single field can tell

substitute("A321", "unknown person", ACHIEVEMENT, r"^(people: \[.*)\]$", r"\1, p998]", needs="members")
substitute("A326", "file in another case", ACHIEVEMENT, r"^    file: (.+)\.pdf$", r"    file: \1-A.pdf", needs="files")
substitute("P313", "role that ends before it begins", MEMBERS, r"since: (20\d\d)[-\d]*\}", r"since: \1, until: 1999}")
cell("T331", "training of another year", TRAINING, "date", "2019-03-05")
cell("T332", "end before start", TRAINING, "until", "2019-03-05")
cell("T333", "unknown trainer", TRAINING, "trainer", "p998", needs="members", only="p.*")
cell("E711", "service of another year", SERVICE, "date", "2019-03-05")
cell("P321", "unknown apprentice", APPRENTICES, "apprentice", "p998", needs="members")
cell("P323", "apprenticeship that ends before it begins", APPRENTICES, "until", "1999")
substitute("S332", "agreement that ends before it begins", AGREEMENTS, r"^    ends: .*$", "    ends: 1999-01-01")
substitute("G516", "mark above the most", ASSESSMENT, r"^(  \d+\.\d): \S+", r"\1: 99")
substitute("G515", "mark too many", ASSESSMENT, r"^(  \d+\.\d: .*)$", r"\1 0.5")
substitute("F211", "negative mark", ASSESSMENT, r"^(  \d+\.\d): \S+", r"\1: -1")


@planter("R122", TRAINING)
def id_twice(lines: list[str], random: Random) -> tuple[list[str], int] | None:
    rows = plain_rows(lines)
    if len(rows) < 2:
        return None
    first, second = sorted(random.sample(rows, 2))
    own = lines[first].partition(",")[0]
    return [*lines[:second], own + "," + lines[second].partition(",")[2], *lines[second + 1 :]], second + 1


@planter("A323", ACHIEVEMENT)
def achievement_of_another_year(lines: list[str], _: Random) -> tuple[list[str], int] | None:
    at = next(n for n, line in enumerate(lines) if line.startswith("date: "))
    return [*lines[:at], "date: 2019-05-06", *lines[at + 1 :]], at + 1


def plant(files: Files, count: int, random: Random) -> Iterator[tuple[Planter, Planted]]:
    """Up to that many faults in as many files, which do not hide each other."""
    used: set[str] = set()
    needed: set[str] = set()
    broken: set[str] = set()
    for _ in range(count):
        chosen = random.choice(PLANTERS)
        if chosen.breaks & needed or chosen.needs & broken:
            continue
        paths = [path for path in files if path not in used and re.fullmatch(chosen.place, path)]
        random.shuffle(paths)
        for path in paths:
            if found := chosen.in_file(path, files[path], random):
                used.add(path)
                needed |= chosen.needs
                broken |= chosen.breaks
                yield chosen, found
                break
