"""Nothing that anyone writes may raise: every fault becomes a problem with a place that exists.

The files of the tiny school are damaged at random, the same way in every run. With JIANGPU_LONG=1 many more times.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.pages import draw
from generator.core.pipeline import Prepared, prepare
from generator.core.problem import Problem
from generator.diagnostics.text import render
from generator.wording import LANGUAGES
from tests.core.conftest import remembered
from tests.golden.overlay import SCHOOL

EXAMPLES = 25_000 if os.environ.get("JIANGPU_LONG") == "1" else 120
DAYS = [date(2025, 12, 31), date(2026, 1, 7), date(2026, 1, 20), date(2027, 6, 1)]

FILES = {
    path.relative_to(SCHOOL).as_posix(): path.read_bytes()
    for path in sorted(SCHOOL.rglob("*"))
    if path.is_file() and path.suffix != ".pdf"
}
Tree = Mapping[str, bytes]

PLAUSIBLE = [
    *"0 1 5 40 59.5 100 366 1,000 ９０ 100% 0% 33.3% 1.1 2.1 1e3".split(),
    *"2024 2025 2026-01 1900-01-01 2100-12-31 2025-12-31 2026-01-09 2027-01-04 20XX 02-29 12-31".split(),
    *"p101 p102 p901 hong grades-proposed grades-result cup t1 A C certificate.pdf".split(),
    *"是 否 工作日 日 次日 取代 延长 撤回 结果 校内 计算 计算并复核 按比例 等级 分类".split(),
    *"同时满足 每缺扣分 person_days audience 评审".split(),
    *"大师 徒弟 终止 申报 铭牌名称 课程标准 国家级 考核结果公示 在校学生".split(),
    *("1 2", "弃 避", "× ×"),
]
"""What somebody may well write, in the right place or a wrong one."""

VALUES = [
    *PLAUSIBLE,
    *"~ null [] {} [[]] [{}] *x &x !!int !x | > % ' #x ： . .. {value} {0} %s <script> ../../x a/b 𠮷 💥".split(),
    *"-1 1e400 NaN Infinity 99999999 0.0000001 ٣ 2025-02-30 02-30 00-00 p999 nobody".split(),
    *("", '"', "- a", "? a", "a: b", "{a: b}", "!!int 3", "9" * 60, "x" * 500, "长" * 4001),
    *("\ufeff", "\u202e", "\u2028", "\x00", "\x85", "\t", "\r", "e\u0301", "\ufffe"),
]
"""What may stand where something else was meant."""

UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""What would move the cursor, or the order of the text, of whoever reads a report."""

NAMES = [*"x.md X.YML 2025.csv 0000/x.md studio.yml members.csv cup.md 奖.md .yml files/x.md".split(), "a b.md"]

Damage = Callable[[Tree, st.DataObject], Tree]


def _path(tree: Tree, data: st.DataObject) -> str:
    return data.draw(st.sampled_from(sorted(tree)))


def _lines(tree: Tree, path: str) -> list[bytes]:
    return tree[path].split(b"\n")


def _with(tree: Tree, path: str, content: bytes) -> Tree:
    return {**tree, path: content}


def _index(data: st.DataObject, length: int) -> int:
    return data.draw(st.integers(0, max(length - 1, 0)))


SPOT = re.compile(rb"(?<=: )[^\n,{}\[\]]+|(?<=[\[{, ])[^\n,{}\[\]:]+|(?<=:)$", re.MULTILINE)
"""Where a value of YAML or a cell of a table stands."""


def change_a_value(tree: Tree, data: st.DataObject, values: Sequence[str] = VALUES) -> Tree:
    """Put something else where a value stands."""
    path = _path(tree, data)
    spots = list(SPOT.finditer(tree[path]))
    if not spots:
        return tree
    spot = spots[_index(data, len(spots))]
    value = data.draw(st.sampled_from(values)).encode()
    return _with(tree, path, tree[path][: spot.start()] + value + tree[path][spot.end() :])


def mean_something_else(tree: Tree, data: st.DataObject) -> Tree:
    """Put another plausible value there: the file stays one that can be read."""
    return change_a_value(tree, data, PLAUSIBLE)


def exchange_values(tree: Tree, data: st.DataObject) -> Tree:
    """Put there what stands somewhere else."""
    path, other = _path(tree, data), _path(tree, data)
    spots, others = list(SPOT.finditer(tree[path])), list(SPOT.finditer(tree[other]))
    if not spots or not others:
        return tree
    spot, taken = spots[_index(data, len(spots))], others[_index(data, len(others))]
    return _with(tree, path, tree[path][: spot.start()] + taken[0] + tree[path][spot.end() :])


def delete_a_line(tree: Tree, data: st.DataObject) -> Tree:
    path = _path(tree, data)
    lines = _lines(tree, path)
    del lines[_index(data, len(lines))]
    return _with(tree, path, b"\n".join(lines))


def double_a_line(tree: Tree, data: st.DataObject) -> Tree:
    path = _path(tree, data)
    lines = _lines(tree, path)
    lines.insert(_index(data, len(lines)), lines[_index(data, len(lines))])
    return _with(tree, path, b"\n".join(lines))


def indent_a_line(tree: Tree, data: st.DataObject) -> Tree:
    path = _path(tree, data)
    lines = _lines(tree, path)
    number = _index(data, len(lines))
    lines[number] = data.draw(st.sampled_from([b" ", b"  ", b"\t", b"- ", b"  - ", b"\xe3\x80\x80"])) + lines[number]
    return _with(tree, path, b"\n".join(lines))


def swap_words(tree: Tree, data: st.DataObject) -> Tree:
    path, other = _path(tree, data), _path(tree, data)
    words, others = (re.split(rb"(\W+)", tree[each]) for each in (path, other))
    words[_index(data, len(words))] = others[_index(data, len(others))]
    return _with(tree, path, b"".join(words))


def flip_a_byte(tree: Tree, data: st.DataObject) -> Tree:
    path = _path(tree, data)
    content = bytearray(tree[path])
    if content:
        content[_index(data, len(content))] ^= data.draw(st.integers(1, 255))
    return _with(tree, path, bytes(content))


def type_something(tree: Tree, data: st.DataObject) -> Tree:
    path = _path(tree, data)
    text = tree[path].decode("utf-8", "replace")
    at = _index(data, len(text) + 1)
    typed = data.draw(st.text(max_size=8) | st.sampled_from(VALUES))
    return _with(tree, path, (text[:at] + typed + text[at:]).encode("utf-8", "surrogatepass"))


def cut_off(tree: Tree, data: st.DataObject) -> Tree:
    path = _path(tree, data)
    return _with(tree, path, tree[path][: _index(data, len(tree[path]) + 1)])


def take_another_files_content(tree: Tree, data: st.DataObject) -> Tree:
    return _with(tree, _path(tree, data), tree[_path(tree, data)])


def lose_a_file(tree: Tree, data: st.DataObject) -> Tree:
    lost = _path(tree, data)
    return {path: content for path, content in tree.items() if path != lost} or tree


def add_a_copy(tree: Tree, data: st.DataObject) -> Tree:
    path = _path(tree, data)
    folder = path.rpartition("/")[0]
    return _with(tree, f"{folder}/{data.draw(st.sampled_from(NAMES))}", tree[path])


DAMAGES: tuple[Damage, ...] = (
    *(change_a_value,) * 5,
    delete_a_line,
    double_a_line,
    indent_a_line,
    *(swap_words,) * 2,
    flip_a_byte,
    *(type_something,) * 2,
    cut_off,
    take_another_files_content,
    lose_a_file,
    add_a_copy,
)


TWISTS: tuple[Damage, ...] = (
    (mean_something_else,) * 3 + (exchange_values,) * 2 + (delete_a_line, double_a_line, add_a_copy)
)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A place for the damaged school, on a disk in memory if there is one."""
    memory = Path("/dev/shm")
    root = tmp_path_factory.mktemp("school") if not memory.is_dir() else memory / f"jiangpu-{os.getpid()}"
    yield root
    shutil.rmtree(root, ignore_errors=True)


def read(root: Path, tree: Tree, day: date) -> Prepared:
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(SCHOOL / "studios/hong/files", root / "studios/hong/files")
    for path, content in tree.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return prepare(root, day, parse=remembered)


def place_exists(root: Path, prepared: Prepared, found: Problem) -> bool:
    """Whether a problem's place is one: a file or folder of the tree, a line and a column of the file."""
    where = found.where
    if where.path == "content/site.yml" and found.code.id == "C601":
        return not (root / where.path).exists()
    if not (root / where.path).exists() or ".." in where.path or min(where.line, where.column, where.length) < 1:
        return False
    file = prepared.sources.files.get(where.path)
    if file is None or file.text is None:
        place = root / where.path
        return place.is_dir() or where.line <= len(re.split(rb"\r\n|\r|\n", place.read_bytes()))
    lines = file.text.split("\n")
    return where.line <= len(lines) and where.column <= len(lines[where.line - 1]) + 1


def damaged(data: st.DataObject, ways: Sequence[Damage]) -> Tree:
    tree: Tree = FILES
    for _ in range(data.draw(st.integers(1, 3))):
        tree = data.draw(st.sampled_from(ways))(tree, data)
    return tree


def check(root: Path, tree: Tree, day: date) -> None:
    prepared = read(root, tree, day)
    assert [found for found in prepared.problems if not place_exists(root, prepared, found)] == []
    for lang in LANGUAGES:
        assert not UNSEEN.search(render(prepared.problems, prepared.sources, lang))
    schools_own = [
        found
        for found in prepared.problems
        # What a studio may have caused keeps its own record back, and never the site.
        if found.is_error and not found.contested and not found.where.path.startswith("studios/")
    ]
    assert prepared.blocked == bool(schools_own)
    if prepared.edition:
        drawn = Counter(page.address for page in draw(prepared.edition))
        assert drawn.most_common(1)[0][1] == 1


@given(st.data())
@settings(derandomize=True, max_examples=EXAMPLES, deadline=None)
def test_damage_is_told_and_never_raises(scratch: Path, data: st.DataObject) -> None:
    check(scratch, damaged(data, DAMAGES), data.draw(st.sampled_from(DAYS)))


@given(st.data())
@settings(derandomize=True, max_examples=EXAMPLES, deadline=None)
def test_what_is_written_well_but_wrong_is_told_and_never_raises(scratch: Path, data: st.DataObject) -> None:
    check(scratch, damaged(data, TWISTS), data.draw(st.sampled_from(DAYS)))
