"""The one way up: from a folder of files to what may be published on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.core.checks import run_checks
from generator.core.dataset import Dataset, faulty_records, gather
from generator.core.document import parse
from generator.core.edition import Edition, publish
from generator.core.problem import Problem, RecordKey, Where, in_order, told_once
from generator.core.source import Sources, exchanged, read_sources


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that the verbs need: the files, all problems, the clean Dataset and its Edition."""

    root: Path
    as_of: date
    sources: Sources
    problems: tuple[Problem, ...]
    dataset: Dataset
    edition: Edition | None

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(found.is_error for found in self.problems)

    @property
    def warnings(self) -> int:
        """How many problems are warnings."""
        return len(self.problems) - self.errors

    @property
    def blocked(self) -> bool:
        """The school's own fault: nothing may be written."""
        return self.edition is None


def prepare(root: Path, as_of: date, instead: Mapping[str, Path] | None = None) -> Prepared:
    """Read, parse, shape, gather, check, compute and publish; with other files `instead` of those at their paths.

    An error under `studios/` keeps its record out; an error anywhere else is the school's own and there is no Edition.
    """
    sources = exchanged(read_sources(root), instead or {})
    parsed = {path: parse(file) for path, file in sources.files.items() if file.text is not None}
    dataset, found = gather(sources, parsed)
    problems = in_order((*sources.problems, *found, *run_checks(dataset, as_of)))
    faulty: dict[RecordKey, Where] = {}
    for key, where in faulty_records(problems):
        faulty.setdefault(key, where)
    clean = dataset.without(faulty)
    blocked = any(problem.is_error and not problem.where.path.startswith("studios/") for problem in problems)
    edition = None if blocked or clean.site is None else publish(clean, as_of)
    return Prepared(root, as_of, sources, told_once(problems), clean, edition)
