"""What the tests of the core share: the tiny school, read on a day, with changes laid over it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.core.pipeline import Prepared, prepare
from tests.golden.overlay import lay_school

School = Callable[..., Prepared]


@pytest.fixture
def school(tmp_path: Path) -> School:
    """Prepare the tiny school: `school(OVERLAY, as_of="2026-01-20")`. Its notation is that of the golden cases."""
    numbers = itertools.count()

    def read(overlay: str = "", as_of: str = "2026-01-20") -> Prepared:
        root = tmp_path / f"school-{next(numbers)}"
        lay_school(root, overlay)
        return prepare(root, date.fromisoformat(as_of))

    return read
