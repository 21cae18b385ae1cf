"""The golden cases as files: what each is about, its overlay, its right form and its report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.answers.log import traced
from generator.bags.mounting import Mounter
from generator.changes import changed_since, first_changes, versions
from generator.core.checks import content, personal
from generator.core.checks.by_hand import BROKEN_LINK
from generator.core.checks.personal import TOGETHER
from generator.core.codes import OUTSIDE
from generator.core.content import nothing_decoded
from generator.core.pipeline import Prepared, prepare
from generator.core.problem import Code, Problem
from generator.decoding import decoder
from generator.scope import outside
from generator.website.build import build
from tests.core.conftest import remembered
from tests.stocked import stocked

AS_OF = date(2026, 1, 20)
FOLDER = Path(__file__).parent / "problems"
ROOT = Path(__file__).parents[2]
DECODED = {code.id for code in (*vars(content).values(), *personal.CODES.values()) if isinstance(code, Code)}
"""The codes whose cases hold real pictures and documents; those of the others need not be what they are called."""
RIGHT, REPORT = "--- right\n", "--- report\n"


@dataclass(frozen=True, slots=True)
class Case:
    """A case: the code and the hint that it is about, by its name, and the parts of its file."""

    path: Path
    code: str
    hint: str
    overlay: str
    right: str
    report: str

    def accept(self, report: str) -> None:
        """Write another report into the file."""
        right = f"{RIGHT}{self.right}" if self.right else ""
        self.path.write_text(f"{self.overlay}{right}{REPORT}{report}", encoding="utf-8")


def read_case(path: Path) -> Case:
    """Read a file of `problems/`."""
    code, _, which = path.name.partition(".")[0].partition("-")
    before, _, report = path.read_text(encoding="utf-8").partition(REPORT)
    overlay, _, right = before.partition(RIGHT)
    return Case(path, code, f"hint_{which.replace('-', '_')}" if which else "hint", overlay, right, report)


CASES = tuple(read_case(path) for path in sorted(FOLDER.glob("*.txt")))


def prepared_with_problems(root: Path, code: str) -> tuple[Prepared, tuple[Problem, ...]]:
    """A school on the cases' day, and its problems: those of the finished site too, for the codes that only it has,
    those of its history where it is in git, and what a change may not touch that a studio has sent in."""
    decode = decoder(ROOT) if code in DECODED else nothing_decoded
    prepared = prepare(root, AS_OF, decode=decode, mount=Mounter(root), parse=remembered)
    if code == OUTSIDE.id and (root / ".git").exists():
        return prepared, (*prepared.problems, *outside(changed_since(root, "HEAD"), "studios/hong"))
    if (root / ".git").exists():

        def changed(commit: str) -> dict[str, int]:
            return first_changes(root, commit)

        return prepared, traced(prepared.problems, prepared.dataset, AS_OF, lambda path: versions(root, path), changed)[
            0
        ]
    if code not in {BROKEN_LINK.id, TOGETHER.id}:
        return prepared, prepared.problems
    stocked(root)
    return prepared, (*prepared.problems, *build(prepared, root.with_name(f"{root.name}-site")).problems)
