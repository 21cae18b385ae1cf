"""The name of a key or column is searched for personal data wherever it stands."""

from __future__ import annotations

from datetime import date

import pytest

from generator.core.checks.personal import nothing_personal
from generator.core.dataset import Dataset
from generator.core.document import parse
from generator.core.source import SourceFile
from tests.decoding.making import IDENTITY


@pytest.mark.parametrize(
    ("path", "text", "line", "column"),
    [
        ("studios/hong/studio.yml", f"summary: 车工\nnotes:\n  - {{{IDENTITY}: 洪师傅}}\n", 3, 6),
        ("studios/hong/studio.yml", f"notes:\nnotes:\n  {IDENTITY}: 洪师傅\n", 3, 3),
        ("studios/hong/studio.yml", f"summary： 车工\nnotes:\n  {IDENTITY}: 洪师傅\n", 3, 3),
        ("studios/hong/trainings/2025.csv", f"id,{IDENTITY}\nt1,2\n", 1, 4),
        ("studios/hong/trainings/2025.csv", f"id,{IDENTITY}\n", 1, 4),
    ],
)
def test_it_is_told_where_it_stands(path: str, text: str, line: int, column: int) -> None:
    document = parse(SourceFile(path, len(text), "", text)).document
    assert document is not None
    [found] = nothing_personal(Dataset(documents={path: document}), date(2026, 3, 18))
    assert (found.code.id, found.where.line, found.where.column) == ("X901", line, column)
