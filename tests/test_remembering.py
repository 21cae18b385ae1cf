"""Who reads a repository again and again reads and parses what was changed, and misses no change."""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path

import pytest

from generator.core.document import parse
from generator.core.pipeline import Prepared, prepare
from generator.core.source import SourceFile
from generator.remembering import VERSIONS, Memory
from tests.decoding.making import MADE
from tests.golden.overlay import lay_school

CUP = "studios/hong/achievements/2025/cup.md"
TRAININGS = "studios/hong/trainings/2025.csv"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that has been there for a while."""
    place = tmp_path / "cup.md"
    place.write_text("---\ntitle: 一\n---\n", encoding="utf-8")
    rest()
    return place


def rest() -> None:
    """Wait until another change would bear another time."""
    time.sleep(0.06)


def text(memory: Memory, place: Path) -> str | None:
    found = memory.read(str(place), CUP)
    assert isinstance(found, SourceFile)
    return found.text


class TestReading:
    def test_a_file_that_is_as_it_was_is_read_once(self, file: Path) -> None:
        memory = Memory()
        assert memory.read(str(file), CUP) is memory.read(str(file), CUP)

    def test_another_size_is_another_file(self, file: Path) -> None:
        memory = Memory()
        before = text(memory, file)
        file.write_text("---\ntitle: 一二\n---\n", encoding="utf-8")
        assert text(memory, file) != before

    def test_so_is_one_of_the_same_size_whose_time_was_put_back(self, file: Path) -> None:
        memory, times = Memory(), file.stat()
        assert text(memory, file) == "---\ntitle: 一\n---\n"
        file.write_text("---\ntitle: 二\n---\n", encoding="utf-8")
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
        assert text(memory, file) == "---\ntitle: 二\n---\n"

    def test_and_one_that_was_moved_into_its_place(self, file: Path) -> None:
        memory, other = Memory(), file.with_name("other.md")
        other.write_text("---\ntitle: 二\n---\n", encoding="utf-8")
        os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
        assert text(memory, file) == "---\ntitle: 一\n---\n"
        other.replace(file)
        assert text(memory, file) == "---\ntitle: 二\n---\n"

    def test_what_was_written_just_now_is_not_relied_on(self, file: Path) -> None:
        """Two changes may bear the same time, and leave the same size."""
        memory = Memory()
        for number in range(100, 1000):
            file.write_text(f"---\ntitle: {number}\n---\n", encoding="utf-8")
            assert text(memory, file) == f"---\ntitle: {number}\n---\n"
        assert memory.read(str(file), CUP) is not memory.read(str(file), CUP)
        rest()
        assert memory.read(str(file), CUP) is memory.read(str(file), CUP)

    def test_what_may_not_be_used_is_read_again(self, file: Path) -> None:
        memory = Memory()
        file.write_bytes(b"\xff")
        rest()
        assert memory.read(str(file), CUP) is not memory.read(str(file), CUP)

    def test_what_is_no_file_any_more_is_none(self, file: Path) -> None:
        memory, other = Memory(), file.with_name("other.md")
        memory.read(str(file), CUP)
        file.rename(other)
        assert not isinstance(memory.read(str(file), CUP), SourceFile)
        file.symlink_to(other)
        assert not isinstance(memory.read(str(file), CUP), SourceFile)


class TestParsing:
    def test_of_a_file_as_many_versions_are_remembered_as_change_back_and_forth(self) -> None:
        memory = Memory()
        versions = [SourceFile(CUP, 20, str(n), f"---\ntitle: {n}\n---\n") for n in range(VERSIONS + 1)]
        first, *others = [memory.parse(each) for each in versions[:VERSIONS]]
        assert first == parse(versions[0])
        assert [memory.parse(each) for each in versions[:VERSIONS]] == [first, *others]
        assert memory.parse(versions[0]) is first
        memory.parse(versions[-1])
        assert memory.parse(versions[0]) is first
        assert memory.parse(versions[1]) is not others[0]


class TestCounted:
    """What a round costs in files that are read and parsed and in records that are shaped: each is the object that it
    was, or was made anew."""

    @pytest.fixture
    def school(self, tmp_path: Path) -> Path:
        lay_school(tmp_path / "school")
        rest()
        return tmp_path / "school"

    def test_one_change_is_one_file_and_its_records(self, school: Path) -> None:
        memory = Memory()
        first = look(school, memory)
        assert anew(first, look(school, memory)) == ([], [], [])
        change(school, CUP, "type: ", "summary: 比赛的经过另有记录。\ntype: ")
        second = look(school, memory)
        assert anew(first, second) == ([CUP], [CUP], ["hong/cup"])
        change(school, TRAININGS, "量具使用", "量具的使用")
        third = look(school, memory)
        assert anew(second, third) == ([TRAININGS], [TRAININGS], ["hong/t1", "hong/t2"])

    def test_a_new_picture_is_looked_for_in_the_texts_of_its_studio(self, school: Path) -> None:
        memory = Memory()
        with (school / CUP).open("a", encoding="utf-8") as file:
            file.write("\n![奖杯](../../files/cup.png)\n")
        first = look(school, memory)
        assert [found.code.id for found in first.problems if found.where.path == CUP] == ["M253"]
        (school / "studios/hong/files/cup.png").write_bytes(MADE["png"]())
        second = look(school, memory)
        assert [found.code.id for found in second.problems if found.where.path == CUP] == []
        assert anew(first, second)[2] == ["hong", "hong/cup"]


def look(root: Path, memory: Memory) -> Prepared:
    rest()
    return prepare(root, date(2026, 1, 20), read=memory.read, parse=memory.parse)


def anew(before: Prepared, after: Prepared) -> tuple[list[str], list[str], list[str]]:
    """The files that were read and those that were parsed, and the ids of the records that were shaped."""
    entries = {id(entry) for shelf in before.dataset.shelves.values() for entry in shelf.values()}
    return (
        [path for path, file in after.sources.files.items() if file is not before.sources.files.get(path)],
        [path for path, each in after.dataset.documents.items() if each is not before.dataset.documents.get(path)],
        sorted(
            name
            for shelf in after.dataset.shelves.values()
            for name, entry in shelf.items()
            if id(entry) not in entries
        ),
    )


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")
