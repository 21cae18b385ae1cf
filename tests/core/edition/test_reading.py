"""What was written down once is read for ever."""

from __future__ import annotations

import json
from typing import Any
from zipfile import ZipFile

import pytest

from generator.core.edition import Edition, form
from generator.core.edition.reading import EDITION, read_edition
from tests.command import ROOT

FROZEN = ROOT / "content/archive/jiangpu-2024-v2.zip"


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    """The Edition of 2024 as it was frozen, by the first version of the format."""
    with ZipFile(FROZEN) as packed:
        [name] = [name for name in packed.namelist() if name.endswith("/edition.json")]
        found: dict[str, Any] = json.loads(packed.read(name))
    assert found["version"] == 1
    return found


def test_a_year_that_was_frozen_by_the_first_version_is_read(written: dict[str, Any]) -> None:
    """Its page of what has changed since was once gone, and nobody was told."""
    found = read_edition(json.dumps(written).encode())
    assert found.version == form.VERSION
    for before, group in zip(written["groups"], found.groups, strict=True):
        assert [column.name for column in group.columns] == before["columns"]
    said = [finding for one in written["rounds"] for each in one["recognised"] for finding in each["findings"]]
    read = [finding for one in found.rounds for each in one.recognised for finding in each.findings]
    assert said
    assert [[each.criterion, each.result] for each in read] == said
    assert not any(each.computed or each.evidence for each in read)
    assert [each.title for each in found.achievements] == [each["title"] for each in written["achievements"]]


def test_what_this_version_writes_it_reads(edition: Edition) -> None:
    assert read_edition(EDITION.dump_json(edition)) == edition


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"1", b"{}", b'{"version": 1}', b'{"version": 1, "groups": 3, "rounds": []}', b"\xff"]
)
def test_what_is_none_is_told_in_one_way(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_edition(data)


def test_a_version_to_come_is_not_read_as_if_it_were_ours(written: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_edition(json.dumps({**written, "version": form.VERSION + 1}).encode())


def test_however_deep_it_is_nested(written: dict[str, Any]) -> None:
    deep = b"[" * 100_000
    with pytest.raises(ValueError, match=r"."):
        read_edition(json.dumps(written).encode().replace(b'"version": 1', b'"version": 1, "more": ' + deep))
