"""The budget of a studio's pictures: reckoned from headers, so that it is the same on every machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.core.content import Content
from generator.core.source import read_sources
from generator.decoding import Decoder
from generator.decoding.budget import BUDGET, work
from tests.decoding.making import MADE, claiming, drawing, saved
from tests.golden.overlay import lay_school

FILES = "studios/hong/files"


def refused(root: Path, cache: Path) -> set[str]:
    """The paths of the pictures for which there is no room."""
    sources = read_sources(root)
    known = Decoder(cache)(root, sources)
    much = {digest for digest, content in known.items() if content.fault == "much"}
    return {path for path, file in sources.files.items() if file.digest in much}


@pytest.fixture
def school(tmp_path: Path) -> Path:
    lay_school(tmp_path / "school")
    return tmp_path / "school"


def tall(root: Path, folder: str, count: int) -> None:
    (root / folder).mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (root / folder / f"tall-{number}.png").write_bytes(MADE["tall_png"]() + b"%d" % number)


@pytest.mark.parametrize(("width", "height"), [(4000, 3000), (3000, 4000)])
def test_a_hundred_photos_of_a_telephone_have_room(width: int, height: int) -> None:
    assert 100 * work(Content("jpg", "", width, height)) <= BUDGET


def test_pictures_that_cost_more_are_refused_from_their_headers_and_the_small_ones_are_not(
    school: Path, tmp_path: Path
) -> None:
    tall(school, FILES, 25)
    (school / FILES / "photo.jpg").write_bytes(saved(drawing(), "JPEG"))
    over = refused(school, tmp_path / "cache")
    assert len(over) == 25 - int(BUDGET // work(Content("png", "", 1_600, 12_000)))
    assert all("tall" in path for path in over)


def test_the_same_are_refused_whatever_the_cache_knows(school: Path, tmp_path: Path) -> None:
    """Those that were damaged cost the second time what they cost the first."""
    tall(school, FILES, 25)
    first = refused(school, tmp_path / "cache")
    assert first == refused(school, tmp_path / "cache") == refused(school, tmp_path / "other")


def test_a_studio_that_copies_anothers_picture_does_not_use_up_its_room(school: Path, tmp_path: Path) -> None:
    tall(school, FILES, 2)
    tall(school, "studios/evil/files", 30)
    over = refused(school, tmp_path / "cache")
    assert over
    assert not any(path.startswith(FILES) for path in over)


def test_what_is_refused_alone_costs_nothing(school: Path, tmp_path: Path) -> None:
    for number in range(30):
        (school / FILES / f"huge-{number}.png").write_bytes(claiming(50_000, 50_000) + b"%d" % number)
    assert refused(school, tmp_path / "cache") == set()
