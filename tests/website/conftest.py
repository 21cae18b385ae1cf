"""What the tests of the website share: a small school."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.website.small import write_school


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A small school that builds without a fault."""
    return write_school(tmp_path / "school")
