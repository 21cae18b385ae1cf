"""What the tests of the website share: a small school."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stocked import stocked
from tests.website.small import write_school


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A small school that builds without a fault, and what builds of it keep with others."""
    return stocked(write_school(tmp_path / "school"))
