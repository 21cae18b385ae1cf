"""Not one byte of what was published changes unseen: bytes of the sample's logged notices, and of its log, are turned.

With -m long every byte of every notice; else a dozen places of each.
"""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.core.checks.log import events_accounted, lines_chained, notices_unchanged
from generator.core.compute.log import files_of, logs
from generator.core.dataset import Dataset
from generator.core.document import parse
from generator.core.gathering import gather
from generator.core.pipeline import prepare
from generator.core.problem import Problem
from generator.core.source import Sources, exchanged

ROOT = Path(__file__).resolve().parents[2]
AS_OF = date(2026, 3, 18)
LONG = os.environ.get("JIANGPU_LONG") == "1"
PLACES = 40 if LONG else 12
PLACES_OF_LOG = 400 if LONG else 80
PREPARED = prepare(ROOT, AS_OF)
FILES = {name: files_of(entry, PREPARED.dataset.kept) for name, entry in PREPARED.dataset.notices.items()}
LOGGED = sorted({row.line.id for book in logs(PREPARED.dataset).values() for row in book if row.line})


def told(path: str, data: bytes, scratch: Path) -> list[Problem]:
    """The errors that the sample has with these bytes at a path: those of reading them, and those of the log. The
    notice that they belong to is read anew, with all its files."""
    scratch.write_bytes(data)
    beside = next((files for files in FILES.values() if path in files), (path,))
    sources = exchanged(Sources({}, (), ()), {**{each: ROOT / each for each in beside}, path: scratch})
    if path not in sources.files:
        return list(sources.problems)
    parsed = {name: parse(file) for name, file in sources.files.items() if file.text is not None}
    own, found = gather(sources, parsed)
    errors = [each for each in found if each.is_error]
    dataset = _with(PREPARED.dataset, beside, own)
    checks = (lines_chained, notices_unchanged, events_accounted)
    return errors + [each for check in checks for each in check(dataset, AS_OF) if each.is_error]


def _with(whole: Dataset, paths: Sequence[str], own: Dataset) -> Dataset:
    """The sample with some files as they are in `own`."""
    kept, files = {**whole.kept, **own.kept}, {**whole.files, **own.files}
    others = {name: entry for name, entry in whole.notices.items() if entry.document.path not in paths}
    return replace(whole, shelves={**whole.shelves, "notice": {**others, **own.notices}}, kept=kept, files=files)


def turned(data: bytes, place: int, bit: int) -> bytes:
    changed = bytearray(data)
    changed[place] ^= 1 << bit
    return bytes(changed)


def unseen(path: str, name: str, places: Sequence[tuple[int, int]], scratch: Path) -> list[tuple[int, int]]:
    """The places and bits of a file where a change is not told, or the notice not named."""
    data = PREPARED.dataset.kept[path]
    return [
        (place, bit)
        for place, bit in places
        if not any(
            found.where.path == path or name in str(dict(found.args).get("notice", ""))
            for found in told(path, turned(data, place, bit), scratch)
        )
    ]


def test_as_it_is_there_is_nothing_to_tell(tmp_path: Path) -> None:
    for path, data in PREPARED.dataset.kept.items():
        assert told(path, data, tmp_path / Path(path).name) == []


@pytest.mark.parametrize("name", LOGGED)
def test_a_byte_of_a_notice_and_of_the_files_beside_it(name: str, tmp_path: Path) -> None:
    for path in FILES[name]:
        chance = random.Random(path)  # the same places in every run
        size = len(PREPARED.dataset.kept[path])
        places = [0, size - 1, *chance.sample(range(size), PLACES - 2)]
        assert unseen(path, name, [(place, chance.randrange(8)) for place in places], tmp_path / "x") == []


@pytest.mark.long
@pytest.mark.parametrize("name", LOGGED)
def test_every_byte_of_a_notice_and_of_its_tables(name: str, tmp_path: Path) -> None:
    for path in (path for path in FILES[name] if path.endswith((".md", ".csv"))):
        chance = random.Random(path)
        places = [(place, chance.randrange(8)) for place in range(len(PREPARED.dataset.kept[path]))]
        assert unseen(path, name, places, tmp_path / "x") == []


@pytest.mark.parametrize("path", sorted(logs(PREPARED.dataset)))
def test_a_byte_of_the_log(path: str, tmp_path: Path) -> None:
    data = PREPARED.dataset.kept[path]
    chance = random.Random(path)
    size = len(data)
    places = [0, size - 1, *chance.sample(range(size), min(PLACES_OF_LOG, size - 1))]
    for place in places:
        changed = turned(data, place, chance.randrange(8))
        assert told(path, changed, tmp_path / "x.jsonl"), (place, changed[max(0, place - 40) : place + 40])


def test_a_notice_that_is_gone_is_named() -> None:
    for name in LOGGED:
        shelf = {other: entry for other, entry in PREPARED.dataset.notices.items() if other != name}
        known = frozenset(key for key in PREPARED.dataset.known if key != ("notice", name))
        dataset = replace(PREPARED.dataset, shelves={**PREPARED.dataset.shelves, "notice": shelf}, known=known)
        [found] = notices_unchanged(dataset, AS_OF)
        assert dict(found.args)["notice"] == name
