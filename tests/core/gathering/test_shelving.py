"""What a studio may have wrong, or write, in all its files together."""

from __future__ import annotations

import shutil
from datetime import date
from functools import lru_cache
from pathlib import Path
from textwrap import dedent

import pytest

from generator.core.document import parse
from generator.core.gathering import gather
from generator.core.pipeline import prepare
from generator.core.problem import Problem
from generator.core.reading import Parse
from generator.core.source import read_sources
from tests.golden.overlay import SCHOOL, lay_school


class TestFaultsWithoutEnd:
    """A thousand faulty entries are enough; whatever comes behind them is left out, and the others stand."""

    TABLE = """
        === studios/hong/trainings/2026.csv (escapes)
        id,date,topic,audience,persons,days,trainer
        \\1001{t,2025-13-11,量具使用,企业员工,30,2,p101\\n}
        === studios/hong/trainings/2027.csv
        id,date,topic,audience,persons,days,trainer
        t9,2027,量具使用,企业员工,30,2,p101
        """

    def test_the_rest_is_left_out(self, tmp_path: Path) -> None:
        lay_school(tmp_path / "school", dedent(self.TABLE))
        prepared = prepare(tmp_path / "school", date(2026, 1, 20))
        assert [found.where.line for found in prepared.problems if found.code.id == "F220"] == [1002]
        assert not any(found.where.path.endswith("2027.csv") for found in prepared.problems)
        assert prepared.dataset.lacks("training", "hong", "2027")
        assert not prepared.blocked

    def test_other_studios_are_as_they_were(self, tmp_path: Path) -> None:
        before, after = tmp_path / "before", tmp_path / "after"
        for root in (before, after):
            lay_school(root)
            shutil.copytree(SCHOOL / "studios/hong", root / "studios/wen")
        with (after / "studios/hong/trainings/2025.csv").open("a", encoding="utf-8") as file:
            file.write("t,x,x,x,x,x,x\n" * 3000)

        def of_wen(root: Path) -> list[Problem]:
            return [
                found
                for found in prepare(root, date(2026, 1, 20)).problems
                if found.where.path.startswith("studios/wen")
            ]

        assert of_wen(before) == of_wen(after)


class TestBudgetsOfWhatIsRemembered:
    """What a studio may have wrong, or write, in all its files together ends at the same place whether these were
    worked out before or are read now, and whatever the others held then."""

    HEAD = "id,date,topic,audience,persons,days,trainer\n"

    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        lay_school(tmp_path / "school")
        return tmp_path / "school"

    @pytest.fixture
    def read(self) -> Parse:
        return lru_cache(parse)

    def write(self, root: Path, path: str, text: str) -> None:
        (root / "studios/hong" / path).write_text(text, encoding="utf-8")

    def look(self, root: Path, read: Parse, code: str) -> list[tuple[str, int]]:
        """Where a code is told, by who remembers and by who does not alike."""
        sources = read_sources(root)
        texts = {path: file for path, file in sources.files.items() if file.text is not None}
        again, anew = (gather(sources, {path: each(file) for path, file in texts.items()}) for each in (read, parse))
        assert again[1] == anew[1]
        assert (again[0].left_out, again[0].known) == (anew[0].left_out, anew[0].known)
        told = [found.where for found in again[1] if found.code.id == code]
        return [(where.path.rpartition("/")[2], where.line) for where in told]

    def faulty(self, year: int, count: int) -> str:
        rows = (f"t{year}-{number},{year}-13-11,量具使用,企业员工,30,2,p101\n" for number in range(count))
        return self.HEAD + "".join(rows)

    def sound(self, count: int) -> str:
        return self.HEAD + "".join(f"r{number},2026-01-05,量具使用,企业员工,30,2,p101\n" for number in range(count))

    def test_faulty_rows(self, root: Path, read: Parse) -> None:
        self.write(root, "trainings/2026.csv", self.faulty(2026, 600))
        self.write(root, "trainings/2027.csv", self.faulty(2027, 300))
        self.write(root, "trainings/2028.csv", self.faulty(2028, 300))
        assert self.look(root, read, "F220") == [("2028.csv", 102)]
        self.write(root, "trainings/2026.csv", self.faulty(2026, 400))
        assert self.look(root, read, "F220") == []
        self.write(root, "trainings/2026.csv", self.faulty(2026, 700))
        assert self.look(root, read, "F220") == [("2028.csv", 2)]
        self.write(root, "trainings/2026.csv", self.faulty(2026, 1001))
        assert self.look(root, read, "F220") == [("2026.csv", 1002)]

    def test_rows_with_the_numbers_of_others(self, root: Path, read: Parse) -> None:
        """They have no fault but that the others are there."""
        self.write(root, "trainings/2026.csv", self.sound(1100))
        self.write(root, "trainings/2027.csv", self.HEAD)
        assert self.look(root, read, "F220") == []
        self.write(root, "trainings/2027.csv", self.sound(1100))
        assert self.look(root, read, "F220") == [("2027.csv", 1002)]
        self.write(root, "trainings/2026.csv", self.sound(900))
        assert self.look(root, read, "F220") == []

    def test_rows_with_the_numbers_of_faulty_ones(self, root: Path, read: Parse) -> None:
        faulty, sound = self.sound(600).replace("2026-01-05", "2026-13-05"), self.sound(600).removeprefix(self.HEAD)
        self.write(root, "trainings/2026.csv", faulty + sound)
        assert self.look(root, read, "F220") == [("2026.csv", 1002)]

    def test_marks(self, root: Path, read: Parse) -> None:
        profile = (root / "studios/hong/profile.md").read_text(encoding="utf-8")
        story = (root / "studios/hong/achievements/2025/cup.md").read_text(encoding="utf-8")
        marks = "*字*\n" * 4500  # two tags each
        for name in ("cup", "cup-a", "cup-b"):
            self.write(root, f"achievements/2025/{name}.md", f"{story}\n{marks}\n")
        [(path, _)] = self.look(root, read, "M262")
        assert path == "cup.md"  # is logged in no notice: files come in the order of their paths
        self.write(root, "achievements/2025/cup-a.md", story)
        assert self.look(root, read, "M262") == []
        self.write(root, "profile.md", f"{profile}\n{marks}\n")
        self.write(root, "achievements/2025/cup-a.md", f"{story}\n{marks}\n")
        assert [path for path, _ in self.look(root, read, "M262")] == ["cup.md", "profile.md"]

    def test_marks_of_a_text_that_is_not_shown(self, root: Path, read: Parse) -> None:
        """What has a fault of its own uses nothing up, and must have room all the same."""
        story = (root / "studios/hong/achievements/2025/cup.md").read_text(encoding="utf-8")
        marks = "*字*\n" * 4500
        for name in ("cup", "cup-a"):
            self.write(root, f"achievements/2025/{name}.md", f"{story}\n{marks}\n")
        self.write(root, "achievements/2025/cup-b.md", f"{story}\n&#8238;{marks}\n")
        assert self.look(root, read, "M262") == []
        self.write(root, "achievements/2025/cup-c.md", f"{story}\n{marks[:4000]}\n")
        self.look(root, read, "M262")
