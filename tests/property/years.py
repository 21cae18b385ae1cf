"""Assessed years that nobody has thought of: any indicator system, any records, any reviewers' marks.

Everything is a record like those read from files, on shelves of a `Dataset`; only the files are not there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from itertools import product
from math import floor
from typing import Any

from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter

from generator.answers.grade import as_json
from generator.core.compute.grade import YearGrades, grade_years
from generator.core.dataset import Dataset, Entry, LeftOut
from generator.core.document import Document
from generator.core.problem import RecordKey, Where
from generator.core.records.achievement import Achievement
from generator.core.records.assessment import Assessment
from generator.core.records.base import Record
from generator.core.records.enrolment import Enrolment
from generator.core.records.governing import GoverningDocument
from generator.core.records.indicators import Indicators
from generator.core.records.resource import Resource
from generator.core.records.safety import SafetyRegister
from generator.core.records.site import Semester, Site
from generator.core.records.training import Training
from generator.core.values.number import plain

YEAR = 2025
AS_OF = date(2026, 3, 18)
STUDIOS = ("an", "bo", "chu", "dong", "e", "fang", "ge", "hong")
Data = dict[str, Any]


# What studios have to show ----------------------------------------------


def entry(kind: str, name: str, record: Record, studio: str = "") -> Entry[Any]:
    """A record on its shelf."""
    where = f"{kind}/{name}"
    return Entry(RecordKey(kind, name), record, Document(where, None, {}), (), studio, str(YEAR))


DAYS = ("2025-01-01", "2025-07-31", "2025-08-01", "2025-12-31")
TYPES = ("教材", "专利", "竞赛获奖")
AUDIENCES = ("企业员工", "社会人员")
RECORDS: Mapping[str, Sequence[Record]] = {
    "achievement": [
        Achievement.model_validate({"title": "x", "type": kind, "date": day} | ({"level": level} if level else {}))
        for kind, (day, level) in product(
            TYPES, [("2025", "省级"), ("2025-02", ""), ("2025-08-01", "国家级"), ("2024-12-31", "市级")]
        )
    ],
    "training": [
        Training.model_validate(
            {"id": "t", "date": day, "topic": "x", "audience": audience, "persons": persons, "days": days}
        )
        for day, audience, (persons, days) in zip(
            DAYS * 3, AUDIENCES * 6, [("20", "2"), ("30", "0.5"), ("7", "0.333333"), ("0", "3")] * 3, strict=True
        )
    ],
    "governing": [
        GoverningDocument.model_validate(
            {"id": "d", "title": "x", "category": category, "kind": kind, "date": "2025", "filed": filed}
            | ({"semester": semester} if semester else {})
        )
        for kind, category, semester in (
            ("学期效益报告", "年度工作计划和总结", "春季学期"),
            ("学期效益报告", "年度工作计划和总结", "秋季学期"),
            ("年度工作报告", "活动记录", ""),
            ("制度", "制度", ""),
        )
        for filed in ("2025-07-31", "2025-08-01", "2026-01-31")
    ],
    "resource": [
        Resource.model_validate({"id": "r", "date": "2025-03-01", "organisation": by, "kind": kind, "content": "x"})
        for by, kind in product(("甲", "乙", "丙"), ("设备", "信息"))
    ],
}
"""Of these a studio has any."""
ONE_OF: Mapping[str, Sequence[Record]] = {
    "safety": [
        SafetyRegister.model_validate({"keeper": "x", "incidents": incidents})
        for incidents in ([{"date": "2025-03-01", "level": "轻微", "what": "x"}] * count for count in (0, 0, 1, 3))
    ],
    "enrolment": [
        Enrolment.model_validate(
            {"counted_on": "2025-10-01", "studio_students": mine, "major_students": all_, "source": "x"}
        )
        for mine, all_ in (("30", "90"), ("29", "90"), ("33", "100"), ("34", "100"), ("0", "0"), ("1", "1"))
    ],
}
"""Of these a studio has one at most."""


@cache
def held(kind: str, number: int, studio: str) -> Entry[Any]:
    """One of a studio's possible records."""
    return entry(kind, f"{studio}/{number}", {**RECORDS, **ONE_OF}[kind][number], studio)


def site(semesters: int) -> Entry[Any]:
    """The school, with so many semesters in the year."""
    bounds = {
        0: [],
        1: [("全年", "01-01", "12-31")],
        2: [("春季学期", "01-01", "07-31"), ("秋季学期", "08-01", "12-31")],
    }
    named = [
        Semester.model_validate({"name": name, "starts": first, "ends": last})
        for name, first, last in bounds[semesters]
    ]
    school = {"name": "x", "short": "x", "document_code": "x", "publisher": "x"}
    written = Site.model_validate({"name": "x", "url": "https://x.example/", "school": school, "summary": "x"})
    return entry("site", "site", written.model_copy(update={"semesters": tuple(named)}))


SITES = [site(semesters) for semesters in range(3)]


# What they are judged by ------------------------------------------------

AMOUNTS = st.sampled_from("0 0.5 1 1.5 2 3 5 10 33.333333 40 59.5 60 100".split())
COUNTS = st.integers(0, 5).map(str)
MARKS = st.sampled_from("1 2 3 5 7.5 10 12.5 20 33.33 50 100".split())
SHARES = st.sampled_from("0% 12.5% 25% 33.3% 33.4% 50% 66.67% 80% 100%".split())


def _select(records: str, **where: Sequence[str]) -> st.SearchStrategy[Data]:
    """All records of a kind, or those with one of the words in one of the fields."""
    chosen = [{"records": records}] + [
        {"records": records, "where": {name: words[:number]}}
        for name, words in where.items()
        for number in range(1, len(words))
    ]
    return st.sampled_from(chosen)


ACHIEVEMENTS = _select("成果", type=TYPES)
TRAININGS = _select("培训", audience=AUDIENCES)
DOCUMENTS = _select("文件", kind=("制度", "年度工作报告", "学期效益报告"))
RESOURCES = _select("资源", kind=("设备", "信息"))
COUNTED = ACHIEVEMENTS | TRAININGS | DOCUMENTS | RESOURCES
NUMBERS = st.sampled_from(("persons", "days", "person_days"))
REPORTS = st.sampled_from(
    [
        {"document": "学期效益报告", "semester": "春季学期", "due": "07-31"},
        {"document": "学期效益报告", "semester": "秋季学期", "due": "01-31", "following_year": "是"},
        {"document": "年度工作报告", "due": "01-31", "following_year": "是"},
        {"document": "年度工作报告", "due": "12-31"},
    ]
)
SAFETY = {"records": "安全登记"}


def _rule(kind: str, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    return st.fixed_dictionaries({"kind": st.just(kind), **given})


CONDITIONS = st.one_of(
    _rule("数量", select=COUNTED, at_least=COUNTS),
    _rule("数量", select=RESOURCES, at_least=COUNTS, distinct=st.sampled_from(("organisation", "kind"))),
    _rule("数量", select=ACHIEVEMENTS, at_least=COUNTS, distinct=st.sampled_from(("level", "type"))),
    _rule("合计", select=TRAININGS, number=NUMBERS, at_least=AMOUNTS, unit=st.just("人天")),
    _rule(
        "涵盖",
        select=ACHIEVEMENTS,
        field=st.just("type"),
        values=st.lists(st.sampled_from(TYPES), min_size=1, max_size=3, unique=True),
    ),
    _rule("每学期", select=ACHIEVEMENTS | TRAININGS | RESOURCES, at_least=COUNTS),
    _rule(
        "比例",
        select=st.just({"records": "学生规模"}),
        part=st.just("studio_students"),
        whole=st.just("major_students"),
        at_least=st.sampled_from(("1/3", "30%", "1/1", "2/7", "0%", "34%")),
    ),
    _rule(
        "比例",
        select=TRAININGS,
        part=NUMBERS,
        whole=NUMBERS,
        at_least=st.sampled_from(("1/3", "1/7", "999/1000", "50%")),
    ),
    _rule("按期报送", filings=st.lists(REPORTS, min_size=1, max_size=3)),
    _rule("为零", select=st.just(SAFETY), number=st.just("incidents")),
)
TIERS = st.lists(st.fixed_dictionaries({"at_least": AMOUNTS, "share": SHARES}), min_size=1, max_size=3)
RULES = st.one_of(
    _rule("评审"),
    CONDITIONS,
    CONDITIONS,
    _rule("分段", select=COUNTED, unit=st.just("项"), tiers=TIERS),
    _rule("分段", select=TRAININGS, number=NUMBERS, unit=st.just("人天"), tiers=TIERS),
    _rule("每缺扣分", select=COUNTED, required=COUNTS, deduct=AMOUNTS),
    _rule("加分", select=COUNTED, each=AMOUNTS),
    _rule("扣分", select=COUNTED, each=AMOUNTS),
    _rule("扣分", select=st.just(SAFETY), number=st.just("incidents"), each=AMOUNTS),
    _rule("扣分", select=TRAININGS, number=NUMBERS, each=AMOUNTS),
    _rule("同时满足", rules=st.lists(CONDITIONS, min_size=2, max_size=3)),
)
POINTS: st.SearchStrategy[Data] = st.fixed_dictionaries(
    {
        "marks": MARKS,
        "rule": RULES,
        "by": st.sampled_from(("计算", "计算并复核")),
        "partial": st.sampled_from(("不给部分分", "按比例")),
    },
    optional={"weight": st.sampled_from("0 0.1 0.5 1 1.25 2 3.333".split())},
)


@dataclass(frozen=True)
class Holding:
    """What one studio has: bits for the records of each kind that it has, which line of marks it was given for each
    point, its vetoes, and whether a record was left out."""

    records: int
    register: int
    lines: int
    vetoes: int
    lacks: int


HOLDINGS = st.builds(
    Holding,
    st.integers(0, 2 ** sum(map(len, RECORDS.values())) - 1),
    st.integers(0, 34),
    st.integers(0, 4**6 - 1),
    st.sampled_from((0,) * 7 + (1, 2, 3)),
    st.sampled_from((0,) * 12 + (1, 2, 3, 4, 5, 6)),
)
LACKING = (*RECORDS, *ONE_OF)
NOTHING = ("弃", "避", "-", "×")


@dataclass(frozen=True)
class Year:
    """A year that was assessed; told by what `grade --format json` answers."""

    dataset: Dataset

    @cached_property
    def grades(self) -> YearGrades:
        """As the engine computes them."""
        (year,) = grade_years(self.dataset, AS_OF)
        return year

    @property
    def answer(self) -> str:
        """What `grade --format json` answers."""
        return as_json(self.grades, self.dataset)

    def _repr_pretty_(self, printer: RepresentationPrinter, cycle: bool) -> None:  # noqa: ARG002 - called by position
        """How hypothesis prints it when a test fails."""
        printer.text(self.answer)


@st.composite
def years(draw: st.DrawFn) -> Year:
    """A year of one to eight studios, some of them twins, whose bands may begin just where one stands."""
    points: list[Data] = draw(st.lists(POINTS, min_size=1, max_size=6))
    for number, point in enumerate(points):
        point |= {"id": f"{number + 1}.1", "label": "x"}
        if point["rule"]["kind"] == "评审":
            point["by"] = "评审"
    holdings = draw(st.lists(HOLDINGS, min_size=1, max_size=8))
    for place in draw(st.lists(st.integers(1, 7), max_size=4)):
        if place < len(holdings):
            holdings[place] = holdings[place - 1]
    reviewers = draw(st.integers(1, 6))
    lines = draw(
        st.lists(st.lists(st.integers(-2, 20), min_size=reviewers, max_size=reviewers), min_size=4, max_size=4)
    )
    if draw(st.sampled_from((False, False, False, True))):
        lines[3] = [-1] * reviewers
    vetoes = draw(st.lists(st.integers(0, 4), max_size=2))
    system = _system(points) | {
        "review": draw(st.sampled_from(("平均", "去掉最高最低"))),
        "trim_from": draw(st.sampled_from(("0", "3", "5"))),
    }
    total = Fraction(system["total"])
    if cap := draw(st.sampled_from(("", "1", "1.1", "0.9"))):
        system["cap"] = plain(Decimal(cap) * Decimal(system["total"]))
    site_entry = draw(st.sampled_from(SITES))
    dataset = _dataset(system, holdings, lines, len(vetoes), site_entry)
    starts = {floor(total * part / 20 * 10**6) for part in draw(st.lists(st.integers(1, 20), max_size=4))}
    if draw(st.booleans()):
        # Where the exact score of one stands, or a millionth above it.
        scores = [grade.score for grade in Year(dataset).grades.studios if grade.score]
        if scores:
            starts.add(floor(draw(st.sampled_from(scores)) * 10**6) + draw(st.integers(0, 1)))
    if draw(st.sampled_from((False,) * 11 + (True,))):
        return Year(dataset)  # no bands: no grades
    ladder = sorted({0, *(start for start in starts if 0 < start <= total * 10**6)}, reverse=True)
    system["bands"] = [
        {"grade": "ABCDEFGH"[place], "name": "x", "at_least": plain(Decimal(start).scaleb(-6))}
        for place, start in enumerate(ladder)
    ]
    if draw(st.booleans()):
        system["bands"].reverse()
    lowest = len(ladder) - 1
    system["vetoes"] = [
        {"id": f"V{number}", "name": "x", "caps_at": "ABCDEFGH"[min(cap, lowest)]} for number, cap in enumerate(vetoes)
    ]
    if draw(st.integers(0, 3)):
        grade = "ABCDEFGH"[min(draw(st.sampled_from((0, 0, 0, 0, 1, 7))), lowest)]
        system["quota"] = {"grade": grade, "share": draw(SHARES)}
    return Year(_dataset(system, holdings, lines, len(vetoes), site_entry))


def _system(points: Sequence[Data]) -> Data:
    """A system of these points, two to a category, whose marks add up."""

    def worth(counted: Sequence[Data]) -> str:
        each = (
            Decimal(point["marks"]) * Decimal(point.get("weight", "1"))
            for point in counted
            if point["rule"]["kind"] not in {"加分", "扣分"}
        )
        return plain(sum(each, Decimal(0)))

    categories = [
        {"name": "x", "marks": worth(points[at : at + 2]), "indicators": [{"name": "x", "points": points[at : at + 2]}]}
        for at in range(0, len(points), 2)
    ]
    system = {"kind": "指标体系", "title": "x", "year": str(YEAR), "basis": "x", "total": worth(points)}
    return system | {"categories": categories}


def _dataset(
    system: Data, holdings: Sequence[Holding], lines: Sequence[Sequence[int]], vetoes: int, school: Entry[Any]
) -> Dataset:
    record = Indicators.model_validate(system)
    shelves: dict[str, dict[str, Entry[Any]]] = {kind: {} for kind in LACKING}
    shelves |= {"site": {"site": school}, "indicators": {"x": entry("indicators", "x", record)}, "assessment": {}}
    out = []
    for studio, holding in zip(STUDIOS, holdings, strict=False):
        bits, register = holding.records, holding.register
        for kind, possible in RECORDS.items():
            for number in range(len(possible)):
                if bits >> number & 1:
                    found = held(kind, number, studio)
                    shelves[kind][found.id] = found
            bits >>= len(possible)
        for kind, possible in ONE_OF.items():
            register, chosen = divmod(register, len(possible) + 1)
            if chosen:
                found = held(kind, chosen - 1, studio)
                shelves[kind][found.id] = found
        given = {
            point.id: _line(lines[holding.lines >> 2 * place & 3], point.marks)
            for place, point in enumerate(record.points)
            if point.by != "计算"
        }
        findings = [{"veto": f"V{veto}", "reason": "x"} for veto in range(vetoes) if holding.vetoes >> veto & 1]
        people = [f"p{900 + number}" for number in range(len(lines[0]))]
        assessment = Assessment.model_validate({"reviewers": people, "marks": given, "vetoes": findings})
        shelves["assessment"][f"{YEAR}/{studio}"] = entry("assessment", f"{YEAR}/{studio}", assessment)
        if holding.lacks:
            kind = LACKING[holding.lacks - 1]
            out.append(LeftOut(RecordKey(kind, f"{studio}/x"), studio, str(YEAR), Where("x")))
    return Dataset(shelves, left_out=tuple(out))


def _line(line: Sequence[int], most: Decimal) -> str:
    """Reviewers' marks in twentieths of what a point can give; below nothing is an abstention or a conflict."""
    marks = (NOTHING[mark] if mark < 0 else plain(Decimal(floor(most * mark * 5)) / 100) for mark in line)
    return " ".join(marks)
