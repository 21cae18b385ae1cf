"""What the tests of the core share: the tiny school, read on a day, with changes laid over it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from generator.core.document import parse
from generator.core.pipeline import Prepared, prepare
from tests.golden.overlay import lay_school

School = Callable[..., Prepared]
remembered = lru_cache(maxsize=4096)(parse)
"""Nearly all files of one school are those of the next."""


def laid(root: Path, overlay: str = "", as_of: str = "2026-01-20") -> Prepared:
    """The tiny school with an overlay, at `root`, on a day."""
    lay_school(root, overlay)
    return prepare(root, date.fromisoformat(as_of), parse=remembered)


@pytest.fixture(scope="session")
def read_school(tmp_path_factory: pytest.TempPathFactory) -> School:
    """The same for all tests: a school that several ask for is laid and read once."""
    folder = tmp_path_factory.mktemp("schools")
    numbers = itertools.count()

    @lru_cache(maxsize=200)
    def read(overlay: str, as_of: str) -> Prepared:
        return laid(folder / f"school-{next(numbers)}", overlay, as_of)

    return read


@pytest.fixture
def school(read_school: School) -> School:
    """Prepare the tiny school: `school(OVERLAY, as_of="2026-01-20")`. Its notation is that of the golden cases. Nobody
    may write into it: another test may have it too."""
    return lambda overlay="", as_of="2026-01-20": read_school(overlay, as_of)
