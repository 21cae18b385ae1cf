"""A studio's own pages ahead of all others: whatever becomes of one of its files, they say what they will say when
everything has been worked out anew. Files of the sample are deleted, emptied, damaged and edited, the same way in every
run."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generator.bags.mounting import Mounter
from generator.core.pages import draw_studio
from generator.core.pages.page import Page
from generator.core.pipeline import Prepared, prepare, prepare_ahead
from generator.day import resolve_day
from generator.decoding import decoder
from tests.core.conftest import remembered

HOUSE = Path(__file__).parents[2]
FEW, MANY = range(12), range(12, 300)
LATER = frozenset({"grades", "duties"})
"""What is judged of all studios together, and shown on a studio's page when the site is built."""


def prepared(root: Path) -> Prepared:
    return prepare(root, resolve_day(root), decode=decoder(HOUSE), mount=Mounter(root), parse=remembered)


@pytest.fixture(scope="module")
def school(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample to be spoilt, and mended again."""
    return shutil.copytree(sample, tmp_path_factory.mktemp("school"), dirs_exist_ok=True)


@pytest.fixture(scope="module")
def before(school: Path) -> Prepared:
    return prepared(school)


def changed(data: bytes, chance: random.Random) -> bytes | None:
    """A file as somebody may leave it; None where it is gone."""
    at = int(chance.random() * len(data))
    match chance.choice(("deleted", "emptied", "damaged", "cut", "line", "word", "digit", "digit")):
        case "deleted":
            return None
        case "emptied":
            return b""
        case "damaged":
            return data[:at] + b": [\xff" + data[at + 5 :]
        case "cut":
            return data[:at]
        case "line":
            before, _, after = data[at:].partition(b"\n")
            return data[: at - len(before)] + after
        case "word":
            text = data.decode("utf-8", "replace")
            return f"{text[: len(text) // 2]}新{text[len(text) // 2 :]}".encode()
        case _:
            digits = [found.start() for found in re.finditer(rb"[0-9]", data)] or [0]
            place = chance.choice(digits)
            return data[:place] + str(chance.randrange(10)).encode() + data[place + 1 :]


def views(pages: Iterator[Page]) -> Mapping[str, Page]:
    """Pages without what is shown later."""
    return {
        page.address: replace(page, view={name: each for name, each in page.view.items() if name not in LATER})
        for page in pages
    }


@pytest.mark.parametrize("number", [*FEW, *(pytest.param(each, marks=pytest.mark.long) for each in MANY)])
def test_they_are_as_they_will_be(school: Path, before: Prepared, number: int) -> None:
    chance = random.Random(number)
    file = chance.choice([path for path in sorted((school / "studios").rglob("*")) if path.is_file()])
    studio = file.relative_to(school).parts[1]
    data = file.read_bytes()
    after = changed(data, chance)
    try:
        if after is None:
            file.unlink()
        else:
            file.write_bytes(after)
        assert before.edition is not None
        ahead, edition = prepare_ahead(before, before.edition, studio, remembered)
        now = prepared(school)
        own = [found for found in now.problems if found.where.path.startswith(f"studios/{studio}/")]
        assert now.edition is not None
        if any(found.contested for found in now.problems) or studio not in now.dataset.studios:
            return  # the school has its part in what becomes of it
        assert {(found.code.id, found.where) for found in own if found.is_error} == {
            (found.code.id, found.where) for found in ahead.problems if found.is_error
        }
        assert views(iter(draw_studio(edition, studio))) == views(iter(draw_studio(now.edition, studio)))
    finally:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
