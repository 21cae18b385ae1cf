"""Faults that people make are told: 1 to 20 of them planted in the sample, each with its code at its line, once.

Each stands in a file of its own, or as many in a file and in a record as there can be.

The rate of faults told is measured (`pytest -rP` shows it). With JIANGPU_LONG=1, in many more schools.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

import pytest

from generator.core.checks import run_checks
from generator.core.document import Parsed, parse
from generator.core.gathering import gather
from generator.core.pipeline import prepare
from generator.core.problem import Problem, in_order
from generator.core.source import Sources, exchanged, read_sources
from generator.diagnostics.text import render
from tests.property.planters import PLANTERS, Planted, Planter, plant

ROOT = Path(__file__).resolve().parents[2]
AS_OF = date(2026, 3, 18)
MOST = 20
LEAST_TOLD = 0.99
FEW, MANY = 15, 600

Place = tuple[str, str, int]
"""Path, code and line of a problem."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample school, read and parsed once, with the warnings that it has of its own."""

    sources: Sources
    parsed: Mapping[str, Parsed]
    files: Mapping[str, bytes]
    own: Counter[Place]

    def problems(self, faults: Iterable[Planted], scratch: Path) -> tuple[Problem, ...]:
        """Every problem it has with these faults: what `prepare` finds, without parsing all else again."""
        sources = exchanged(self.sources, written(faults, scratch))
        changed = {fault.path for fault in faults}
        parsed = {path: each for path, each in self.parsed.items() if path not in changed}
        parsed |= {path: parse(sources.files[path]) for path in changed if path in sources.files}
        dataset, found = gather(sources, parsed)
        problems = in_order((*sources.problems, *found, *run_checks(dataset, AS_OF)))
        render(problems, sources)
        return problems

    def new(self, problems: Iterable[Problem]) -> Counter[Place]:
        """Where it has problems that it has not of its own."""
        return Counter(place(each) for each in problems) - self.own


def place(found: Problem) -> Place:
    return found.where.path, found.code.id, found.where.line


def written(faults: Iterable[Planted], scratch: Path) -> dict[str, Path]:
    """The files with the faults, by the path in whose place they are read."""
    instead: dict[str, Path] = {}
    for number, fault in enumerate(faults):
        instead[fault.path] = scratch / str(number)
        instead[fault.path].write_bytes(fault.content)
    return instead


@pytest.fixture(scope="module")
def sample() -> Sample:
    sources = read_sources(ROOT)
    parsed = {path: parse(file) for path, file in sources.files.items() if file.text is not None}
    files = {path: (ROOT / path).read_bytes() for path in sorted(parsed)}
    prepared = prepare(ROOT, AS_OF)
    own = Counter(place(each) for each in (*prepared.problems, *(each.problem for each in prepared.waived)))
    return Sample(sources, parsed, files, own)


def measure(sample: Sample, scratch: Path, schools: int, *, crowded: bool) -> None:
    """Plant faults in that many schools and count those that are told, and what is said beside them."""
    planted, untold, beside = 0, Counter[str](), Counter[Place]()
    files, most = 0, 0
    for seed in range(schools):
        random = Random(seed)
        faults = list(plant(sample.files, random.randint(1, MOST), random, crowded=crowded))
        new = sample.new(sample.problems(faults, scratch))
        expected = Counter((fault.path, fault.code, fault.line) for fault in faults)
        assert [each for each, count in new.items() if count > max(expected[each], 1)] == [], seed
        planted += len(faults)
        each_file = Counter(fault.path for fault in faults)
        files, most = files + len(each_file), max(most, *each_file.values(), 0)
        untold.update(fault.planter for fault in faults if (fault.path, fault.code, fault.line) not in new)
        beside.update(new.keys() - expected.keys())
    told = planted - untold.total()
    sys.stdout.write(
        f"{told} of {planted} faults in {files} files (up to {most} in one) told in {schools} schools "
        f"({told / planted:.2%}), {beside.total()} things said beside them; untold: {dict(untold)}; "
        f"beside: {beside.most_common(10)}\n"
    )
    assert told >= LEAST_TOLD * planted, untold
    assert beside.total() <= (1 - LEAST_TOLD) * planted, beside


def test_there_are_many_kinds_of_faults() -> None:
    assert len({each.name for each in PLANTERS}) == len(PLANTERS) >= 25


@pytest.mark.parametrize("crowded", [False, True], ids=["a file each", "one beside the other"])
def test_faults_are_told_at_their_lines(sample: Sample, tmp_path: Path, crowded: bool) -> None:
    measure(sample, tmp_path, FEW, crowded=crowded)


@pytest.mark.long
@pytest.mark.parametrize("crowded", [False, True], ids=["a file each", "one beside the other"])
def test_faults_are_told_at_their_lines_in_many_schools(sample: Sample, tmp_path: Path, crowded: bool) -> None:
    measure(sample, tmp_path, MANY, crowded=crowded)


@pytest.mark.long
@pytest.mark.parametrize("planter", PLANTERS, ids=lambda each: each.name.replace(" ", "-").replace("_", "-"))
def test_a_fault_alone_is_all_that_is_told(sample: Sample, tmp_path: Path, planter: Planter) -> None:
    random = Random(planter.name)
    fault = next(
        found
        for path, content in sample.files.items()
        if re.fullmatch(planter.place, path) and (found := planter.in_file(path, content, random))
    )
    prepared = prepare(ROOT, AS_OF, written([fault], tmp_path))
    assert list(sample.new(prepared.problems)) == [(fault.path, fault.code, fault.line)]
