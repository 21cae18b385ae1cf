"""Count the statistics of a repository again, straight from its files.

    jiangpu stats --format json | python tests/recount.py [ROOT]

Needs PyYAML and this file, nothing of the generator. It reads files that pass the check (as the sample does); it knows
no faults and no corrections. Says what differs, and exits with 1 if anything does.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

Data = dict[str, Any]
Cells = dict[tuple[str, str], Decimal]
YES = {"是", "true", "True"}
ONE = Decimal(1)
NOTHING = Decimal(0)


def text_of(path: Path) -> Any:
    """A YAML file, or the head of a Markdown file, with every scalar as it stands."""
    written = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        written = written.split("---\n", 2)[1]
    return yaml.load(written, Loader=yaml.BaseLoader)


def rows_of(path: Path) -> list[Data]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


class Repository:
    """What is in the files, and had happened on the day."""

    def __init__(self, root: Path, as_of: str) -> None:
        self.root, self.as_of = root, as_of
        site = text_of(root / "content/site.yml")
        self.semesters = [(each["name"], each["starts"], each["ends"]) for each in site["semesters"]]
        self.studios: dict[str, Data] = {
            path.parent.name: text_of(path) for path in sorted(root.glob("studios/*/studio.yml"))
        }
        down = text_of(root / "content/takedowns.yml")["takedowns"]
        self.down = {tuple(each["record"].split()) for each in down if each["date"] <= as_of}
        self.achievements = list(self._achievements())
        self.trainings = list(self._tables("trainings"))
        self.services = list(self._tables("services"))
        self.meetings = list(self._tables("meetings"))
        self.apprenticeships = list(self._one("apprenticeships.csv", "since"))
        self.donations = list(self._one("donations.yml", "date"))
        self.agreements = list(self._one("agreements.yml", "signed"))
        self.partners = {
            studio: {each["id"]: each["name"] for each in text_of(path)["partners"]}
            for studio in self.studios
            if (path := root / f"studios/{studio}/partners.yml").exists()
        }
        self.press = [
            each
            for path in sorted(root.glob("content/press/*.yml"))
            for each in text_of(path)["press"]
            if each["date"] <= as_of and ("press", each["id"]) not in self.down
        ]
        self.notices = [
            notice
            for path in sorted(root.glob("content/notices/*/*.md"))
            if (notice := text_of(path))["published"] <= as_of and notice.get("scope") != "校内"
        ]

    def _achievements(self) -> Iterator[Data]:
        for path in sorted(self.root.glob("studios/*/achievements/*/*.md")):
            studio, name = path.parts[-4], path.stem
            found = text_of(path) | {"studio": studio, "year": path.parts[-2]}
            if found["date"] > self.as_of or ("achievement", f"{studio}/{name}") in self.down:
                continue
            mutual = [
                other
                for other in found.get("shared_with") or []
                if f"{studio}/{name}" in (self.studios[other].get("shares") or [])
            ]
            yield found | {"studios": [studio, *mutual]}

    def _tables(self, kind: str) -> Iterator[Data]:
        for path in sorted(self.root.glob(f"studios/*/{kind}/*.csv")):
            for row in rows_of(path):
                if row["date"] <= self.as_of:
                    yield row | {"studio": path.parts[-3], "year": path.stem}

    def _one(self, name: str, since: str) -> Iterator[Data]:
        for path in sorted(self.root.glob(f"studios/*/{name}")):
            for row in rows_of(path) if path.suffix == ".csv" else text_of(path)[path.stem]:
                if row[since] <= self.as_of:
                    yield row | {"studio": path.parts[-2]}

    def semester(self, date: str) -> str:
        if len(date) == len("2025"):
            return ""
        within = [name for name, first, last in self.semesters if first[: len(date) - 5] <= date[5:] <= last]
        return within[0] if within else ""


def tables(of: Repository) -> dict[str, Cells]:
    """The tables of the statistics page, as (row, column): figure."""
    found: dict[str, Cells] = defaultdict(lambda: defaultdict(Decimal))
    for one in of.achievements:
        level = one.get("level") or "未定级"
        found["achievements-by-level"][one["year"], level] += 1
        found["achievements-by-type"][one["type"], one["year"]] += 1
        for studio in one["studios"]:
            found["achievements-by-studio"][studio, one["year"]] += 1
        if one["type"] == "竞赛获奖":
            found["awards-by-rank"][one["rank"], level] += 1
    for one in of.trainings:
        persons, days = Decimal(one["persons"]), Decimal(one["days"])
        found["training-person-days"][one["year"], one["audience"]] += persons * days
        found["training-attendances"][one["year"], one["audience"]] += persons
        found["training-sessions"][one["studio"], one["year"]] += 1
    for one in of.services:
        found["services-by-kind"][one["year"], one["kind"]] += 1
    for one in of.apprenticeships:
        found["apprentices-taken"][one["studio"], one["since"][:4]] += 1
    for one in of.meetings:
        found["meetings-held"][one["studio"], one["year"]] += 1
    for one in of.donations:
        found["donations-received"][one["studio"], one["date"][:4]] += Decimal(one["value"])
    for one in of.press:
        found["press-by-level"][one["date"][:4], one["level"]] += 1
    for one in of.notices:
        found["notices-by-kind"][one["kind"], one["published"][:4]] += 1
        if one["kind"] == "考核结果公布":
            # As the school has announced them, and by no rule.
            for group in one["groups"]:
                grade = next(at for at, name in enumerate(group["columns"]) if name.endswith("等级"))
                for row in group["rows"]:
                    found["grades"][group["title"][:4], row[grade]] += 1
    return found


def breakdowns(of: Repository) -> dict[str, list[tuple[Decimal, set[tuple[str, str]]]]]:
    """Of each breakdown its records: how much each counts, and in which cells."""
    found: dict[str, list[tuple[Decimal, set[tuple[str, str]]]]] = defaultdict(list)
    partners = {name for names in of.partners.values() for name in names.values()}

    def count(
        studios: Iterable[str],
        when: list[tuple[str, str]],
        partner: Iterable[str | None],
        amounts: dict[str, Decimal],
        words: Callable[[str], dict[str, str]],
    ) -> None:
        names = list(studios)
        rows = {
            "school": {"school"},
            "studio": set(names) or {""},
            "department": {of.studios[name]["department"] for name in names} or {""},
            "trade": {of.studios[name]["trade"] for name in names} or {""},
            "partner": {name for name in partner if name in partners},
        }
        for measure, amount in amounts.items():
            if not amount:
                continue
            axes = {"year": {year for year, _ in when}} | {axis: {word} for axis, word in words(measure).items()}
            for axis, columns in axes.items():
                for by, mine in rows.items():
                    found[f"{by}-{measure}-{axis}"].append((amount, {(row, col) for row in mine for col in columns}))
                cells = {(name, year if axis == "year" else col) for year, name in when for col in columns}
                found[f"semester-{measure}-{axis}"].append((amount, cells))

    def no_words(_: str) -> dict[str, str]:
        return {}

    for one in of.achievements:
        amounts = {"achievements": ONE}
        if one["type"] == "竞赛获奖":
            amounts |= {"awards": ONE, "winners": Decimal(len(one.get("people") or []))}

        def said(measure: str, one: Data = one) -> dict[str, str]:
            level = {"level": one.get("level") or "未定级"}
            return level | ({"type": one["type"]} if measure == "achievements" else {"rank": one["rank"]})

        when = [(one["year"], of.semester(one["date"]))]
        count(one["studios"], when, [one.get("partner")], amounts, said)
    for one in of.trainings:
        persons = Decimal(one["persons"])
        amounts = {"sessions": ONE, "attendances": persons, "days": persons * Decimal(one["days"])}
        audience = {"audience": one["audience"]}
        when = [(one["year"], of.semester(one["date"]))]
        count([one["studio"]], when, [one["client"]], amounts, lambda _, audience=audience: audience)  # type: ignore[misc]
    for one in of.services:
        kind = {"kind": one["kind"]}
        client = None if one["client_kind"] == "个人" else one["client"]
        when = [(one["year"], of.semester(one["date"]))]
        count([one["studio"]], when, [client], {"services": ONE}, lambda _, kind=kind: kind)  # type: ignore[misc]
    for one in of.apprenticeships:
        when = [(one["since"][:4], of.semester(one["since"]))]
        count([one["studio"]], when, [], {"apprentices": ONE}, no_words)
    for one in of.press:
        level = {"level": one["level"]}
        when = [(one["date"][:4], of.semester(one["date"]))]
        count(one.get("studios") or [], when, [], {"press": ONE}, lambda _, level=level: level)  # type: ignore[misc]
    for one in of.donations:
        when = [(one["date"][:4], of.semester(one["date"]))]
        count([one["studio"]], when, [one["donor"]], {"donations": Decimal(one["value"])}, no_words)
    for one in of.agreements:
        # Day by day: in force from its first day to its last, but not on the day it is dissolved.
        last = min(one["ends"], of.as_of)
        when = []
        for year in range(int(one["starts"][:4]), int(last[:4]) + 1):
            for name, first, end in of.semesters:
                days = (f"{year}-{month:02d}-{day:02d}" for month in range(1, 13) for day in range(1, 32))
                if any(
                    f"{year}-{first}" <= day <= f"{year}-{end}"
                    and one["starts"] <= day <= last
                    and not (one.get("dissolved") and day >= one["dissolved"])
                    for day in days
                ):
                    when.append((str(year), name))
        if when:
            with_whom = [of.partners[one["studio"]][one["partner"]]]
            count([one["studio"]], when, with_whom, {"agreements": ONE}, no_words)
    return {name: parts for name, parts in found.items() if any(cells for _, cells in parts)}


Counted = tuple[dict[str, Cells], dict[str, list[tuple[Decimal, set[tuple[str, str]]]]]]


def counted(root: Path, as_of: str) -> Counted:
    """What the files say on a day."""
    of = Repository(root, as_of)
    own = {
        name: parts
        for name, parts in breakdowns(of).items()
        if not name.startswith(("partner-press", "partner-apprentices"))
    }
    return tables(of), own


def differences(answer: Data, said: Counted) -> Iterator[str]:
    """Everything in the answer that the files do not say."""
    own_tables, own = said
    yield from _tables(answer["tables"], own_tables)
    shown = {table["id"]: table for table in answer["breakdowns"]}
    if shown.keys() != own.keys():
        yield f"breakdowns: {sorted(shown.keys() ^ own.keys())}"
    for name in shown.keys() & own.keys():
        yield from _breakdown(shown[name], own[name], answer["as_of"])


def _tables(shown: list[Data], own: dict[str, Cells]) -> Iterator[str]:
    if {table["id"] for table in shown} != own.keys():
        yield f"tables: {sorted({table['id'] for table in shown} ^ own.keys())}"
    for table in shown:
        mine = own.get(table["id"], {})
        for row in table["rows"]:
            for column, value in zip(table["columns"], row["values"], strict=True):
                yield from _compare(f"{table['id']} {row['name']} {column}", value, mine.get((row["name"], column), 0))
            total = sum(value for (name, _), value in mine.items() if name == row["name"])
            yield from _compare(f"{table['id']} {row['name']}", row["total"], total)
        listed = {(row["name"], column) for row in table["rows"] for column in table["columns"]}
        yield from (f"{table['id']}: {cell} is missing" for cell in mine.keys() - listed)
        if table["total"]:
            for column, value in zip(table["columns"], table["total"]["values"], strict=True):
                total = sum(each for (_, name), each in mine.items() if name == column)
                yield from _compare(f"{table['id']} total {column}", value, total)
            yield from _compare(f"{table['id']} total", table["total"]["total"], sum(mine.values()))


def _breakdown(shown: Data, parts: list[tuple[Decimal, set[tuple[str, str]]]], as_of: str) -> Iterator[str]:
    whole = sum((amount for amount, cells in parts if cells), NOTHING)
    totals = {
        name: sum((amount for amount, cells in parts if any(row == name for row, _ in cells)), NOTHING)
        for name in {row for _, cells in parts for row, _ in cells}
    }
    if {row["name"] for row in shown["rows"]} != totals.keys():
        yield f"{shown['id']}: rows {sorted(totals)}"
    columns = {column for _, cells in parts for _, column in cells}
    if not columns <= set(shown["columns"]):
        yield f"{shown['id']}: columns {sorted(columns)}"
    for row in (*shown["rows"], shown["total"]):
        last = row is shown["total"]
        values = [
            sum((amount for amount, cells in parts if _in(cells, None if last else row["name"], column)), NOTHING)
            for column in shown["columns"]
        ]
        where = f"{shown['id']} {'total' if last else row['name'] or 'none'}"
        total = whole if last else totals.get(row["name"], NOTHING)
        for column, value, mine in zip(shown["columns"], row["values"], values, strict=True):
            yield from _compare(f"{where} {column}", value, mine)
        yield from _compare(where, row["total"], total)
        parted = sum(totals.values()) == whole
        yield from _compare(f"{where} share", row["share"], _cut(Fraction(total) / Fraction(whole)) if parted else None)
        if shown["of"] != "year":
            continue
        for at, column in enumerate(shown["columns"]):
            over = at and f"{column}-12-31" <= as_of
            change = values[at] - values[at - 1] if over else None
            growth = Fraction(abs(change)) / Fraction(values[at - 1]) if change is not None and values[at - 1] else None
            yield from _compare(f"{where} {column} change", row["changes"][at], change)
            yield from _compare(f"{where} {column} growth", row["growth"][at], _signed(change, growth))
            if shown["measure"] != "agreements":
                yield from _compare(f"{where} {column} running", row["runs"][at], sum(values[: at + 1]))


def _in(cells: set[tuple[str, str]], row: str | None, column: str) -> bool:
    return any(each == column and row in {None, name} for name, each in cells)


def _signed(change: Decimal | None, growth: Fraction | None) -> Decimal | None:
    if change is None or growth is None:
        return None
    return -_cut(growth) if change < 0 else _cut(growth)


def _cut(part: Fraction) -> Decimal:
    """Percent with two decimals, never rounded up."""
    return Decimal(int(part * 10_000)) / 100


def _compare(where: str, shown: str | None, own: Decimal | int | None) -> Iterator[str]:
    if (shown is None) != (own is None) or (shown is not None and own is not None and Decimal(shown) != own):
        yield f"{where}: {shown}, counted {own}"


if __name__ == "__main__":
    answer = json.load(sys.stdin)
    said = list(differences(answer, counted(Path(sys.argv[1] if len(sys.argv) > 1 else "."), answer["as_of"])))
    sys.stdout.write("\n".join([*said, f"{len(said)} differences\n"]))
    sys.exit(bool(said))
