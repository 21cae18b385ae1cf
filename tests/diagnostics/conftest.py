"""Problems to show: those of every golden case, and those of a school that its worst enemy has written to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.core.pipeline import Prepared, prepare
from tests.core.conftest import remembered
from tests.golden.case import AS_OF, CASES
from tests.golden.overlay import lay_school

Lay = Callable[[str], Prepared]


@pytest.fixture(scope="session")
def every_case(tmp_path_factory: pytest.TempPathFactory) -> list[Prepared]:
    """All golden cases, prepared."""
    folder = tmp_path_factory.mktemp("cases")
    prepared = []
    for case in CASES:
        root = folder / case.path.stem
        lay_school(root, case.overlay)
        prepared.append(prepare(root, AS_OF, parse=remembered))
    return prepared


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Lay an overlay over the tiny school and prepare it."""

    def laid(overlay: str, day: date = AS_OF) -> Prepared:
        root = tmp_path / f"school-{len(list(tmp_path.iterdir()))}"
        lay_school(root, overlay)
        return prepare(root, day, parse=remembered)

    return laid
