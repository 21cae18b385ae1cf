"""Files read by two hands are read as by one, whatever is wrong with some of them."""

from __future__ import annotations

import pickle
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.core import reading
from generator.core.codes import CODES
from generator.core.document import parse
from generator.core.pipeline import Prepared, prepare
from generator.core.source import SourceFile, read_sources
from tests.core.conftest import remembered

HOUSE = Path(__file__).resolve().parents[2]
DAY = date(2026, 3, 18)


@contextmanager
def handed(work: Callable[[], Any]) -> Iterator[Callable[[], Any]]:
    """As from another process."""
    data = pickle.dumps(work())
    yield lambda: pickle.loads(data)


@pytest.fixture
def school(tmp_path: Path) -> Path:
    for folder in ("content", "studios"):
        shutil.copytree(HOUSE / folder, tmp_path / folder)
    return tmp_path


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample has few files."""
    monkeypatch.setattr(reading, "MANY", 0)


def damage(root: Path, chance: random.Random) -> None:
    """Cut some files off, empty some, and write nonsense into others."""
    texts = sorted(path for path in root.rglob("*") if path.suffix in {".yml", ".md", ".csv"})
    for path in chance.sample(texts, 30):
        text = path.read_text(encoding="utf-8")
        at = chance.randrange(len(text) + 1)
        change = chance.choice(
            ["", text[:at], f"{text[:at]}：{text[at:]}", text.replace("2025", "20二五"), f"{text}\n  x"]
        )
        path.write_text(change, encoding="utf-8")


def same(one: Prepared, other: Prepared) -> bool:
    return (one.problems, one.dataset, one.blocked) == (other.problems, other.dataset, other.blocked)


@pytest.mark.parametrize("seed", range(6))
def test_two_hands_find_what_one_does(school: Path, seed: int) -> None:
    if seed:
        damage(school, random.Random(seed))
    one, two = prepare(school, DAY, parse=remembered), prepare(school, DAY, aside=handed)
    assert bool(one.errors) is bool(seed)
    assert same(one, two)
    assert one.edition == two.edition
    assert all(found.code is CODES[found.code.id] for found in two.problems)


def test_what_is_handed_over_is_neither_read_again_nor_judged_again(school: Path) -> None:
    sources = read_sources(school)
    asked: list[str] = []

    def counted(file: SourceFile) -> Any:
        asked.append(file.path)
        return parse(file)

    parsed = reading.read(sources, counted, DAY, handed)
    again = [path for path in asked if asked.count(path) > 1]
    assert len(set(again)) < len(parsed) / 10, "only what has a fault, or is read with another file"
    last = next(parsed[path] for path in sorted(parsed, reverse=True) if path.endswith("profile.md"))
    assert last.document is not None
    assert last.document.all_kept() == {"personal": ()}
    [step] = last.all_kept()["share"].steps
    assert step.entry.all_kept() == {"drawn": (), "texts": ()}


def test_few_files_are_read_at_once(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MANY", 100_000)

    def never(work: Callable[[], Any]) -> Any:
        raise AssertionError(work)

    assert same(prepare(school, DAY), prepare(school, DAY, aside=never))
