"""Faults that people make, planted in a school: each says which code must be told of which line.

A planter changes one file. `breaks` names what can no longer be relied on then (who the members are, that a studio is
readable), `needs` what must be whole for its own fault to be seen: faults are planted where they hide none another.
Several may stand in one file and in one record, one beside the other in the cells of a row too; after one that is
`alone` nobody can tell what the rest of its file says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault in a file: what the file holds now, the code and the line that must be told, and who planted it."""

    path: str
    content: bytes
    code: str
    line: int
    planter: str = ""


Plant = Callable[[list[str], Random], tuple[list[str], int] | None]
"""Given the lines of a file: the lines with the fault, and the number of the line to be told."""


@dataclass(frozen=True, slots=True)
class Planter:
    """A kind of fault: where it can stand (an expression of paths), and how it is made; of one in a cell its column,
    and the columns that must stay as they are for it to be one."""

    name: str
    code: str
    place: str
    plant: Plant
    needs: frozenset[str] = frozenset()
    breaks: frozenset[str] = frozenset()
    encode: Callable[[str], bytes] = field(default=str.encode)
    alone: bool = False
    column: str = ""
    beside: frozenset[str] = frozenset()

    def goes_with(self, other: Planter) -> bool:
        """Whether both can be in one line: in cells of one row that do not depend on each other."""
        if not self.column or not other.column or self.column == other.column:
            return False
        return self.column not in other.beside and other.column not in self.beside

    def in_file(self, path: str, content: bytes, random: Random) -> Planted | None:
        """The fault in that file, or None where it has no place."""
        made = self.plant(content.decode().split("\n"), random)
        if made is None:
            return None
        lines, line = made
        return Planted(path, self.encode("\n".join(lines)), self.code, line, self.name)


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
    code: str,
    place: str,
    needs: str = "",
    breaks: str = "",
    encode: Callable[[str], bytes] = str.encode,
    *,
    alone: bool = False,
) -> Callable[[Plant], Plant]:
    """Take a function into the list of planters."""

    def taken(plant: Plant) -> Plant:
        name = plant.__name__
        needed, broken = frozenset(needs.split()), frozenset(breaks.split())
        PLANTERS.append(Planter(name, code, place, plant, needed, broken, encode, alone))
        return plant

    return taken


def substitute(
    code: str,
    name: str,
    place: str,
    expression: str,
    new: str,
    needs: str = "",
    breaks: str = "",
    *,
    alone: bool = False,
) -> None:
    """A planter that changes what fits an expression on one line, and is told there."""

    def plant(lines: list[str], random: Random) -> tuple[list[str], int] | None:
        at = one_of(random, [n for n, line in enumerate(head(lines)) if re.search(expression, line)])
        if at is None:
            return None
        return [*lines[:at], re.sub(expression, new, lines[at], count=1), *lines[at + 1 :]], at + 1

    needed, broken = frozenset(needs.split()), frozenset(breaks.split())
    PLANTERS.append(Planter(name, code, place, plant, needed, broken, alone=alone))


def cell(
    code: str, name: str, place: str, column: str, new: str, needs: str = "", only: str = ".*", beside: str = ""
) -> None:
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

    others = frozenset(beside.split())
    PLANTERS.append(Planter(name, code, place, plant, frozenset(needs.split()), column=column, beside=others))


def head(lines: list[str]) -> list[str]:
    """The lines of YAML: of Markdown the front matter."""
    return lines[: lines.index("---", 1)] if lines[0] == "---" else lines


def plain_rows(lines: list[str]) -> list[int]:
    """The rows of a table in which every comma separates, and nothing else does."""
    most = lines[0].count(",")
    return [n for n in range(1, len(lines)) if lines[n].count(",") >= most and '"' not in lines[n]]


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
substitute("Y201", "entry too deep", MEMBERS, r"^  - id: (?!p\d01$)", "    - id: ", breaks="members")
substitute("Y201", "full-width brackets", MEMBERS, r"- \{(role: .*)\}$", r"- ｛\1｝", breaks="members")
substitute("Y205", "dash missing", MEMBERS, r"^  - id: (?!p\d01$)", "    id: ", breaks="members")
substitute("Y213", "text cut off", ACHIEVEMENT, r"^title: (.+)$", r"title: \1 #2")
substitute("R105", "invisible character", ACHIEVEMENT, r"^title: ", "title: \u200b", alone=True)


@planter("Y201", ACHIEVEMENT)
def full_width_remark(lines: list[str], random: Random) -> tuple[list[str], int] | None:
    at = random.randint(2, len(head(lines)) - 1)
    return None if lines[at].startswith(" ") else ([*lines[:at], "＃ 待核", *lines[at:]], at + 1)


@planter("Y201", MEMBERS, breaks="members")
def first_dash_missing(lines: list[str], _: Random) -> tuple[list[str], int] | None:
    found = re.fullmatch(r"  - (id: .*)", lines[1]) if lines[0] == "members:" else None
    return ([lines[0], f"    {found[1]}", *lines[2:]], 2) if found else None


@planter("M261", ACHIEVEMENT)
def heading_without_a_blank(lines: list[str], _: Random) -> tuple[list[str], int] | None:
    return None if "```" in "".join(lines) else ([*lines, "##小结", ""], len(lines) + 1)


@planter("Y204", ACHIEVEMENT, alone=True)
def front_matter_without_end(lines: list[str], _: Random) -> tuple[list[str], int] | None:
    end = lines.index("---", 1)
    return None if "---" in lines[end + 1 :] else ([*lines[:end], *lines[end + 1 :]], 1)


@planter("Y205", ACHIEVEMENT)
def key_twice(lines: list[str], random: Random) -> tuple[list[str], int] | None:
    end = lines.index("---", 1)
    at = one_of(random, [n for n in range(end) if lines[n].startswith("date: ")])
    return None if at is None else ([*lines[:end], lines[at], *lines[end:]], end + 1)


@planter("R104", TRAINING, encode=lambda text: text.encode("gbk"), alone=True)
def other_encoding(lines: list[str], _: Random) -> tuple[list[str], int] | None:
    return lines, next(n for n, line in enumerate(lines, 1) if not line.isascii())


@planter("R113", ACHIEVEMENT, encode=lambda _: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", alone=True)
def picture_called_a_text(lines: list[str], _: Random) -> tuple[list[str], int] | None:
    return lines, 1


@planter("F218", TRAINING)
def row_with_tabs(lines: list[str], random: Random) -> tuple[list[str], int] | None:
    at = one_of(random, plain_rows(lines))
    return None if at is None else ([*lines[:at], lines[at].replace(",", "\t"), *lines[at + 1 :]], at + 1)


@planter("Y206", TRAINING, alone=True)
def open_quote_in_a_cell(lines: list[str], random: Random) -> tuple[list[str], int] | None:
    at = one_of(random, plain_rows(lines))
    return None if at is None else ([*lines[:at], lines[at].replace(",", ',"', 1), *lines[at + 1 :]], at + 1)


@planter("Y208", TRAINING)
def cell_too_many(lines: list[str], random: Random) -> tuple[list[str], int] | None:
    at = one_of(random, plain_rows(lines))
    return None if at is None else ([*lines[:at], lines[at] + ",多了", *lines[at + 1 :]], at + 1)


@planter("Y210", TRAINING, alone=True)
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
substitute("Y201", "full-width colon in brackets", MEMBERS, r"\{role: ", "{role：", breaks="members")
substitute("F208", "name for a number", ACHIEVEMENT, r"^people: \[p\d+", "people: [张三")
substitute("F211", "no e-mail address", STUDIO, r"^  email: (.*)@", r"  email: \1#", breaks="studio")
substitute("F219", "look-alike letter in a text", ACHIEVEMENT, r"^summary: ", "summary: СNC")
cell("F201", "blank among words", TRAINING, "kind", "", only=".+")
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
    left = [line for line in lines if not line.startswith("title: ")]
    return None if left == lines else (left, 2)


@planter("F201", TRAINING)
def column_missing(lines: list[str], _: Random) -> tuple[list[str], int] | None:
    if any('"' in line for line in lines) or "audience" not in lines[0].split(","):
        return None
    at = lines[0].split(",").index("audience")
    return [",".join(each for n, each in enumerate(line.split(",")) if n != at) for line in lines], 1


@planter("F201", TRAINING)
def cells_merged(lines: list[str], _: Random) -> tuple[list[str], int] | None:
    if any('"' in line for line in lines) or len(lines) < 5 or "audience" not in lines[0].split(","):
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
cell("T332", "end before start", TRAINING, "until", "2019-03-05", beside="date")
cell("T333", "unknown trainer", TRAINING, "trainer", "p998", needs="members", only="p.*")
cell("E711", "service of another year", SERVICE, "date", "2019-03-05")
cell("P321", "unknown apprentice", APPRENTICES, "apprentice", "p998", needs="members")
cell("P323", "apprenticeship that ends before it begins", APPRENTICES, "until", "1999", beside="since")
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
def achievement_of_another_year(lines: list[str], random: Random) -> tuple[list[str], int] | None:
    at = one_of(random, [n for n, line in enumerate(lines) if line.startswith("date: ")])
    return None if at is None else ([*lines[:at], "date: 2019-05-06", *lines[at + 1 :]], at + 1)


@dataclass(slots=True)
class _Sown:
    """A file under work: its lines, and the faults in it with the lines at which they are told."""

    lines: list[str]
    faults: list[tuple[Planter, int]] = field(default_factory=list)

    def add(self, planter: Planter, random: Random) -> bool:
        """Put one more fault beside the others, if there is a place where none hides another."""
        if any(each.alone or each.name == planter.name for each, _ in self.faults) or (planter.alone and self.faults):
            return False
        made = planter.plant(list(self.lines), random)
        if made is None:
            return False
        lines, told = made
        first = next((n for n, (a, b) in enumerate(zip(self.lines, lines, strict=False)) if a != b), len(lines))
        most = min(len(self.lines), len(lines)) - first
        pairs = zip(reversed(self.lines), reversed(lines), strict=False)
        last = len(self.lines) - next((n for n, (a, b) in enumerate(pairs) if a != b or n >= most), most)
        touched = range(first + 1, max(last, first + 1) + 1)
        if any(line in touched and not planter.goes_with(each) for each, line in self.faults):
            return False
        if any(line == told and each.code == planter.code and not planter.column for each, line in self.faults):
            return False
        more = len(lines) - len(self.lines)
        self.faults = [(each, line + more if line > last else line) for each, line in self.faults]
        self.faults.append((planter, told))
        self.lines = lines
        return True


def plant(files: Files, count: int, random: Random, *, crowded: bool = False) -> Iterator[Planted]:
    """Up to that many faults, which do not hide each other: each in a file of its own, or where it is `crowded` as many
    in one as there can be. All faults of a file come with what it holds in the end."""
    sown: dict[str, _Sown] = {}
    needed: set[str] = set()
    broken: set[str] = set()
    for _ in range(count):
        chosen = random.choice(PLANTERS)
        if chosen.breaks & needed or chosen.needs & broken:
            continue
        fitting = [path for path in files if re.fullmatch(chosen.place, path)]
        random.shuffle(fitting)
        used = [path for path in fitting if path in sown] if crowded else []
        for path in [*used, *(path for path in fitting if path not in sown)]:
            file = sown.get(path) or _Sown(files[path].decode().split("\n"))
            if file.add(chosen, random):
                sown[path] = file
                needed |= chosen.needs
                broken |= chosen.breaks
                break
    for path, file in sown.items():
        encode = file.faults[0][0].encode
        for chosen, line in file.faults:
            yield Planted(path, encode("\n".join(file.lines)), chosen.code, line, chosen.name)
