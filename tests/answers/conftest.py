"""Answers are asked of the same tiny school as the core."""

from __future__ import annotations

from tests.core.conftest import read_school, school

__all__ = ["read_school", "school"]
