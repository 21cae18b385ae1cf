"""What is known of a file is asked for once; what somebody else has put into the cache is not believed."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from generator.core.content import Content
from generator.core.pipeline import Prepared, prepare
from generator.core.source import read_sources
from generator.decoding import Decoder
from tests.decoding.making import MADE, docx
from tests.golden.overlay import lay_school

PHOTO = "studios/hong/files/photo.jpg"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return laid(tmp_path)


def laid(folder: Path) -> Path:
    lay_school(folder / "school", f"=== {PHOTO} (made tagged)\n")
    return folder / "school"


def decoded(root: Path) -> Content:
    sources = read_sources(root)
    return Decoder(root.parent / "cache")(root, sources)[sources.files[PHOTO].digest]


def entries(root: Path) -> list[Path]:
    return sorted((root.parent / "cache").rglob("*.json"))


def test_documents_have_their_time_and_no_more_and_are_asked_again(tmp_path: Path) -> None:
    """The last guard, for what no header tells."""
    lay_school(tmp_path / "school")
    folder = tmp_path / "school/studios/hong/files"
    for number in range(12):
        (folder / f"plan-{number}.docx").write_bytes(docx(f"第{number}份计划"))
    root, cache = tmp_path / "school", tmp_path / "cache"
    sources = read_sources(root)
    hurried = Decoder(cache, patience=0.0)(root, sources)
    late = [digest for digest, content in hurried.items() if content.fault == "demanding"]
    assert 0 < len(late) < 13 == len(hurried)
    assert not any(content.fault for content in Decoder(cache)(root, sources).values())


def test_the_second_time_no_worker_is_started(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = decoded(root)
    assert first.renditions
    monkeypatch.setattr(sys, "executable", "/nowhere")
    assert decoded(root) == first


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Content]:
    """A school whose files have been looked at, and what is known of one."""
    root = laid(tmp_path_factory.mktemp("known"))
    return root, decoded(root)


@pytest.mark.parametrize(
    "foreign",
    [b"", b"{}", b'{"kind": "jpg", "fault": "evil"}', b'{"kind": "jpg", "more": 1}', b"\x00" * 100, b"[" * 9000],
)
def test_an_entry_of_another_shape_is_made_anew(known: tuple[Path, Content], foreign: bytes) -> None:
    root, first = known
    for entry in entries(root):
        entry.write_bytes(foreign)
    assert decoded(root) == first
    assert all(entry.read_bytes() != foreign for entry in entries(root))


def test_a_rendition_that_was_exchanged_is_made_anew(root: Path) -> None:
    first = decoded(root)
    for made in first.renditions:
        made.place.write_bytes(MADE["jpeg"]())
    again = decoded(root)
    assert again == first
    assert [made.place.stat().st_size for made in again.renditions] == [made.size for made in first.renditions]


def test_an_entry_does_not_choose_what_is_published(root: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"secret")
    first = decoded(root)
    for entry in entries(root):
        for made in first.renditions:
            entry.write_text(entry.read_text().replace(str(made.place), str(secret)))
    assert {made.place for made in decoded(root).renditions} == {made.place for made in first.renditions}


def test_a_cache_that_cannot_be_written_is_done_without(root: Path) -> None:
    (root.parent / "cache").write_text("a file")
    assert decoded(root).kind == "jpg"


def test_what_the_decoder_does_not_know_is_neither_judged_nor_kept(root: Path) -> None:
    prepared: Prepared = prepare(root, date(2026, 1, 20))
    assert prepared.dataset.contents == {}
    assert [found.code.id for found in prepared.problems] == ["D703"]
