"""Which day the site shows: the option, else the environment, else a sample's own day, else the clock in Shanghai."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from generator.core.values.unreadable import Unreadable
from generator.day import VARIABLE, resolve_day

OPTION, ENVIRONMENT, SITE = date(2026, 1, 1), date(2026, 2, 2), date(2026, 3, 3)


def in_shanghai() -> date:
    """The day there, whatever the zone of this machine."""
    return datetime.fromtimestamp(time.time() + 8 * 3600, UTC).date()


@pytest.fixture(autouse=True)
def _no_day_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def sample(root: Path, as_of: str = SITE.isoformat()) -> Path:
    (root / "content").mkdir()
    (root / "content" / "site.yml").write_text(f"name: 示例\nas_of: {as_of}\n", encoding="utf-8")
    return root


def test_the_option_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, ENVIRONMENT.isoformat())
    assert resolve_day(sample(tmp_path), OPTION) == OPTION


def test_then_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "2026年2月2日")
    assert resolve_day(sample(tmp_path)) == ENVIRONMENT


def test_then_the_sample(tmp_path: Path) -> None:
    assert resolve_day(sample(tmp_path)) == SITE


@pytest.mark.parametrize("as_of", ["soon", "2026-02-30", "2026", "[2026-03-03]", ""])
def test_else_the_clock_in_shanghai(tmp_path: Path, as_of: str) -> None:
    before = in_shanghai()
    today = resolve_day(sample(tmp_path, as_of))
    assert before <= today <= in_shanghai()


def test_a_repository_without_a_site_has_the_clocks_day(tmp_path: Path) -> None:
    before = in_shanghai()
    assert before <= resolve_day(tmp_path) <= in_shanghai()


@pytest.mark.parametrize("given", ["tomorrow", "2026-02-30", "2026-02"])
def test_a_malformed_environment_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv(VARIABLE, given)
    with pytest.raises(Unreadable):
        resolve_day(sample(tmp_path))
