"""However the files of a school have come to what they are, who remembers what was read, parsed and worked out before
finds what somebody finds who looks for the first time: rounds of edits, damages, additions, removals, renamings and
mendings, the same in every run. With JIANGPU_LONG=1 many more."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.pipeline import Prepared, prepare
from generator.remembering import Memory
from tests.golden.overlay import SCHOOL
from tests.property.test_prepare import DAMAGES, DAYS, FILES, TWISTS, Tree

EXAMPLES, ROUNDS = (500, 12) if os.environ.get("JIANGPU_LONG") == "1" else (40, 5)
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def mend(tree: Tree, data: st.DataObject) -> Tree:
    """Have a file as it was at the beginning."""
    path = data.draw(st.sampled_from(sorted(FILES)))
    return {**tree, path: FILES[path]}


def rename(tree: Tree, data: st.DataObject) -> Tree:
    path = data.draw(st.sampled_from(sorted(tree)))
    folder, _, name = path.rpartition("/")
    other = data.draw(st.sampled_from([f"{folder}/more-{name}", f"{folder}/{name.upper()}", f"{folder}/2025 {name}"]))
    return {other if each == path else each: content for each, content in tree.items()}


def show_a_picture(tree: Tree, data: st.DataObject) -> Tree:
    """Have a text show a picture, which may come and go by itself."""
    text, picture = "studios/hong/profile.md", "studios/hong/files/cup.png"
    others = {path: content for path, content in tree.items() if path != picture}
    if data.draw(st.booleans()):
        others[picture] = PICTURE
    return {**others, text: tree.get(text, b"") + "\n![奖杯](files/cup.png)\n".encode()}


CHANGES = (*DAMAGES, *TWISTS, *(mend,) * 12, *(rename,) * 3, *(show_a_picture,) * 2)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("schools") / "school"


def write(root: Path, tree: Tree, before: Tree) -> None:
    """Have the files of a tree there, and touch none that are as they were."""
    for path in before.keys() - tree.keys():
        (root / path).unlink()
    for path, content in tree.items():
        if before.get(path) != content:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)


def found(prepared: Prepared) -> Mapping[str, object]:
    """All that is found, and all that is made of it."""
    return {
        "problems": prepared.problems,
        "waived": prepared.waived,
        "blocked": prepared.blocked,
        "sources": prepared.sources,
        "dataset": prepared.dataset,
        "shelves": {kind: list(shelf) for kind, shelf in prepared.dataset.shelves.items()},
    }


@given(st.data())
@settings(derandomize=True, max_examples=EXAMPLES, deadline=None)
def test_who_remembers_finds_what_is_found_for_the_first_time(root: Path, data: st.DataObject) -> None:
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(SCHOOL / "studios/hong/files", root / "studios/hong/files")
    memory, before = Memory(), dict[str, bytes]()
    tree: Tree = FILES
    for _ in range(data.draw(st.integers(2, ROUNDS))):
        write(root, tree, before)
        day = data.draw(st.sampled_from(DAYS))
        wanted = found(prepare(root, day))
        for _ in range(2):
            again = found(prepare(root, day, read=memory.read, parse=memory.parse))
            assert [name for name in wanted if again[name] != wanted[name]] == []
        before = dict(tree)
        for _ in range(data.draw(st.integers(1, 3))):
            tree = data.draw(st.sampled_from(CHANGES))(tree, data)
