"""A file is replaced in one step, or not at all."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from generator.replacing import FileMoved, replace_file


def test_the_new_file_has_the_old_ones_mode(tmp_path: Path) -> None:
    place = tmp_path / "a.yml"
    place.write_bytes(b"old")
    place.chmod(0o640)
    replace_file(place, b"old", b"new")
    assert place.read_bytes() == b"new"
    assert stat.S_IMODE(place.stat().st_mode) == 0o640


def test_a_file_that_was_none(tmp_path: Path) -> None:
    replace_file(tmp_path / "log/a", None, b"new")
    assert (tmp_path / "log/a").read_bytes() == b"new"


@pytest.mark.parametrize("before", [b"other", None])
def test_what_somebody_else_wrote_stays(tmp_path: Path, before: bytes | None) -> None:
    place = tmp_path / "a.yml"
    place.write_bytes(b"old")
    with pytest.raises(FileMoved):
        replace_file(place, before, b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.yml": b"old"}


def test_never_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"old")
    (tmp_path / "a.yml").symlink_to("target")
    with pytest.raises(FileMoved):
        replace_file(tmp_path / "a.yml", b"old", b"new")
    assert (tmp_path / "a.yml").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"old"
