"""Whatever becomes of a file of one studio, the pages of the others are the same bytes: files of the sample are
deleted, emptied and damaged at random, the same way in every run. The short form, with studios that mean harm, is
`tests/website/test_hostile.py`."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.bags.mounting import Mounter
from generator.core.pipeline import prepare
from generator.day import resolve_day
from generator.decoding import decoder
from generator.website.build import made
from tests.core.conftest import remembered

pytestmark = pytest.mark.long
HOUSE = Path(__file__).parents[2]
TIMES = 40
_OWN = re.compile(
    r"(?:studios|achievements)/([^/]+)/(?!index(?:-\d+)?\.html).*\.html|studios/([^/]+)/index\.html"
    r"|grades/\d{4}/(?!index\.)([^/]+)\.html"
)
"""Pages of one studio alone, its grades among them: all years of the sample have been announced. The list of its
achievements names all studios."""


def pages(root: Path) -> Mapping[str, str]:
    """What the site says on every page of one studio, by address."""
    prepared = prepare(root, resolve_day(root), decode=decoder(HOUSE), mount=Mounter(root), parse=remembered)
    assert prepared.edition is not None, [found for found in prepared.problems if found.stops_the_site]
    site: dict[str, bytes | Path] = {}
    made(prepared, prepared.edition, site.__setitem__)
    return {
        address: content.decode()
        for address, content in site.items()
        if isinstance(content, bytes) and _OWN.fullmatch(address)
    }


def owner(address: str) -> str:
    found = _OWN.fullmatch(address)
    assert found
    return found[1] or found[2] or found[3]


@pytest.fixture(scope="module")
def school(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample to be spoilt, and mended again."""
    return shutil.copytree(sample, tmp_path_factory.mktemp("school"), dirs_exist_ok=True)


@pytest.fixture(scope="module")
def before(school: Path) -> Mapping[str, str]:
    found = pages(school)
    assert len({owner(address) for address in found}) == len(list((school / "studios").iterdir()))
    return found


@pytest.mark.parametrize("number", range(TIMES))
def test_a_file_of_one_studio_changes_no_page_of_another(school: Path, before: Mapping[str, str], number: int) -> None:
    chance = random.Random(number)
    file = chance.choice([path for path in sorted((school / "studios").rglob("*")) if path.is_file()])
    data, at = file.read_bytes(), chance.random()
    match chance.choice(("deleted", "emptied", "damaged", "cut")):
        case "deleted":
            file.unlink()
        case "emptied":
            file.write_bytes(b"")
        case "damaged":
            place = int(at * len(data))
            file.write_bytes(data[:place] + b": [\xff" + data[place + 5 :])
        case _:
            file.write_bytes(data[: int(at * len(data))])
    try:
        after = pages(school)
    finally:
        file.write_bytes(data)
    theirs = file.relative_to(school).parts[1]
    assert [each for each in before if owner(each) != theirs and after.get(each) != before[each]] == [], file
