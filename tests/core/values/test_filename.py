"""What to do with a file of another type: by its name and by where it lies."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from generator.core.records.kinds import KINDS
from generator.core.values.filename import OF_STUDIO, meant_file, suffix_of


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("trainings/2025.xlsx", ("table", "2025.csv")),
        ("trainings/2025.xls", ("table", "2025.csv")),
        ("trainings/2025.et", ("table", "2025.csv")),
        ("trainings/2025.txt", ("table", "2025.csv")),
        ("trainings/2025.csv.txt", ("rename", "2025.csv")),
        ("trainings/2025.csv.xlsx", ("table", "2025.csv")),
        ("achievements/2025/cup.txt", ("rename", "cup.md")),
        ("achievements/2025/cup.md.txt", ("rename", "cup.md")),
        ("achievements/2025/cup.markdown", ("rename", "cup.md")),
        ("achievements/2025/cup.docx", ("text", "cup.md")),
        ("studio.yaml", ("rename", "studio.yml")),
        ("studio.yml.txt", ("rename", "studio.yml")),
        ("members.txt", ("rename", "members.yml")),
        ("profile.doc", ("text", "profile.md")),
        ("files/plan.doc", ("office", "plan.pdf")),
        ("files/plan.pptx", ("office", "plan.pdf")),
        ("files/video.mp4", None),
        ("notes.json", None),
        ("members.docx", ("text", "members.yml")),
        ("trainings/2025.docx", ("text", "2025.yml")),
        ("总结.docx", ("material", "总结.pdf")),
    ],
)
def test_a_file_of_another_type_has_a_name_that_it_should_have(path: str, meant: tuple[str, str] | None) -> None:
    assert meant_file(f"studios/hong/{path}") == meant


def test_the_names_of_a_studio_s_own_records_are_those_of_their_kinds() -> None:
    own = {PurePosixPath(kind.path) for kind in KINDS if kind.path.count("/") == 2 and kind.path.startswith("studios/")}
    assert {path.name.partition(".")[0] for path in own if path.suffix != ".md"} == OF_STUDIO


@pytest.mark.parametrize(
    "path", ["a/b.md", "b.tar.gz", "a.d/b", ".yml", "a/.yml", "b.", "b..", "", "a/b .md", "a/奖.MD"]
)
def test_the_ending_of_a_name_is_what_python_takes_for_it(path: str) -> None:
    assert suffix_of(path) == PurePosixPath(path).suffix.removesuffix(".")
