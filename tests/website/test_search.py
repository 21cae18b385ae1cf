"""The index of the search, read as a browser reads it, against plain substring search in the same texts."""

from __future__ import annotations

import gzip
import random
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.edition import Edition
from generator.core.pages.search import KINDS, Entry, entries
from generator.core.pipeline import prepare
from generator.core.values.fold import table
from generator.website.build import build
from generator.website.gate import personal_left
from generator.website.links import broken_links, pages_of
from generator.website.search import FOLDER, Index, index
from tests.stocked import stocked
from tests.website.reading import Reader, fold, units
from tests.website.small import edition_of, read_school, tree, write_school

ROOT = Path(__file__).parents[2]
WORDS = dict.fromkeys(KINDS, "")
MOST = 200_000
"""Bytes that may be read before the first result."""
ODD = Entry("odd.html", "page", ("𠮷野家 ＡＢＣ 與「裡」", "«Ⅷ»"), ('\\ "quoted" \u2028 ~!#% \x7f', "行\t末 ①", "𠮷𠮷"))


def of_sample() -> tuple[Entry, ...]:
    found = prepare(ROOT, date(2026, 3, 18)).edition
    assert found is not None
    return (*entries(found), ODD)


def made(found: Sequence[Entry]) -> Index:
    return index(found, {name: name for each in found for name in each.studios}, WORDS)


SAMPLE: dict[str, Any] = {}


def sample() -> tuple[tuple[Entry, ...], Reader, list[str], list[str]]:
    """The entries of the sample, a reader of their index, and for each entry its names and all its text, folded."""
    if not SAMPLE:
        found = of_sample()
        names = [fold("\n".join(each.names)) for each in found]
        whole = [fold("\n".join((*each.names, *each.lines))) for each in found]
        SAMPLE["it"] = found, Reader(made(found)), names, whole
    it: tuple[tuple[Entry, ...], Reader, list[str], list[str]] = SAMPLE["it"]
    return it


def expected(query: str) -> list[int]:
    """What plain substring search finds, what has it in its names first."""
    _, _, names, whole = sample()
    words = fold(query).split()
    found = [number for number, text in enumerate(whole) if all(word in text for word in words)]
    return sorted(found, key=lambda number: not all(word in names[number] for word in words))


@st.composite
def pieces(draw: st.DrawFn) -> str:
    """A piece of something that an entry says, of one to six characters and beyond."""
    found, *_ = sample()
    each = found[draw(st.integers(0, len(found) - 1))]
    line = draw(st.sampled_from((*each.names, *each.lines)))
    start = draw(st.integers(0, len(line) - 1))
    return line[start : start + draw(st.sampled_from((1, 2, 3, 4, 5, 6, 9, 14)))]


SIGNS = st.sampled_from('的焊工一2０3〔（号a-·，。年何發機與Ａ𠮷\\"~!#\u3000')
QUERIES = st.one_of(
    pieces(), st.tuples(pieces(), pieces()).map(" ".join), st.text(SIGNS, min_size=1, max_size=4), st.text(max_size=3)
).filter(lambda query: bool(query.split()))


@given(QUERIES)
def test_it_finds_what_substring_search_finds_and_nothing_else(query: str) -> None:
    _, reader, _, _ = sample()
    assert reader.find(query) == expected(query)


@given(pieces().filter(lambda query: bool(query.split())))
def test_it_does_so_however_people_write(query: str) -> None:
    """In capitals, in full-width signs, in traditional characters."""
    _, reader, _, _ = sample()
    others = {target: chr(code) for code, target in table().items()}
    written = "".join(others.get(sign, sign) for sign in fold(query))
    assert reader.find(written) == expected(query)


def test_characters_are_counted_as_browsers_count_them() -> None:
    assert [hex(ord(unit)) for unit in units("a𠮷")] == ["0x61", "0xd842", "0xdfb7"]


def test_the_same_entries_give_the_same_bytes_under_names_of_their_own() -> None:
    found, *_ = sample()
    first, again = made(found), made(found)
    assert first == again
    changed = made((*found[:-1], Entry("odd.html", "page", ("别的",), ())))
    assert changed.directory != first.directory
    for address, data in changed.files.items():
        assert first.files.get(address, data) == data
    shared = first.files.keys() & changed.files.keys()
    assert len(shared) > len(first.files) // 2  # what did not change keeps its name, and is not read again


def test_of_the_sample_little_is_read() -> None:
    found, *_ = sample()
    index_of_sample = made(found)
    for query in ("焊", "的", "2025", "焊接", "技能大师工作室", "云职〔2026〕11号", "何守诚 一等奖"):
        assert first_bytes(index_of_sample, query) < MOST * 2 // 3, query


def first_bytes(of: Index, query: str) -> int:
    """What is read before the first result of a query."""
    reader = Reader(of)
    next(reader.results(query), None)
    return sum(reader.read.values())


@pytest.mark.long
def test_of_ten_thousand_records_little_is_read_and_all_is_found() -> None:
    found = many(10_000)
    of_many = made(found)
    draw = random.Random(2)
    whole = [fold("\n".join((*each.names, *each.lines))) for each in found]
    queries = ["的", "，", "2", "20", "2025", "年", "技能大师工作室", "焊接 2024", "人工 工作 一等奖"]
    for _ in range(120):
        line = draw.choice(draw.choice(found).lines)
        start = draw.randrange(len(line))
        queries.append(line[start : start + draw.randint(1, 6)])
    reader = Reader(of_many)
    read = []
    for query in filter(str.split, queries):
        read.append(first_bytes(of_many, query))
        words = fold(query).split()
        assert sorted(reader.find(query)) == [n for n, text in enumerate(whole) if all(word in text for word in words)]
    assert sorted(read)[len(read) * 99 // 100] <= MOST
    hard = [piece for length in (3, 4, 6, 8) for piece in hardest(whole, length, 60)]
    assert sorted(first_bytes(of_many, piece) for piece in hard)[len(hard) * 95 // 100] <= MOST
    assert max(compressed(of_many, piece) for piece in hard) <= MOST


def test_what_pairs_do_not_tell_apart_is_found_without_reading_much() -> None:
    """Pieces of which the pairs are everywhere, and some that are nowhere though their pairs are everywhere."""
    found = many(1_500)
    of_many = made(found)
    whole = [fold("\n".join((*each.names, *each.lines))) for each in found]
    nowhere = [piece for piece in ("2099", "5252", "1日12", "课题年7") if not any(piece in text for text in whole)]
    hard = [piece for length in (3, 4, 5, 6) for piece in hardest(whole, length, 8)]
    assert nowhere
    assert hard
    for piece in (*hard, *nowhere):
        assert first_bytes(of_many, piece) <= MOST, piece
    reader = Reader(of_many)
    for piece in (*hard, *nowhere):
        assert sorted(reader.find(piece)) == [number for number, text in enumerate(whole) if piece in text]


def hardest(texts: Sequence[str], length: int, count: int) -> list[str]:
    """Pieces that are rare while each of their pairs is frequent, most so first."""
    pairs = Counter(chain.from_iterable(cut_up(text, 2) for text in texts))
    pieces = Counter(chain.from_iterable(cut_up(text, length) for text in texts))

    def ratio(piece: str) -> float:
        return min(pairs[pair] for pair in cut_up(piece, 2)) / pieces[piece]

    return sorted((each for each in pieces if len(each.split()) == 1 and each == each.strip()), key=ratio)[
        : -count - 1 : -1
    ]


def cut_up(text: str, length: int) -> set[str]:
    """All pieces of a length."""
    return {text[at : at + length] for at in range(len(text) - length + 1)}


def compressed(of: Index, query: str) -> int:
    """What comes from a server before the first result of a query."""
    reader = Reader(of)
    next(reader.results(query), None)
    return sum(len(gzip.compress(of.files[address])) for address in reader.read)


def many(count: int) -> list[Entry]:
    """So many records of some four hundred characters, made of the sentences of the sample."""
    draw = random.Random(1)
    found = of_sample()
    sentences = [
        part for each in found for line in each.lines for part in re.split("(?<=[。；])", line) if len(part) > 4
    ]
    titles = [each.names[0] for each in found]
    kinds = list(KINDS)
    return [
        Entry(
            f"achievements/studio-{number % 60}/record-{number}.html",
            kinds[number * len(kinds) // count],
            (draw.choice(titles)[:8] + draw.choice(titles)[:8],),
            (
                f"record-{number}",
                *("".join(draw.sample(sentences, draw.randint(1, 3))) for _ in range(draw.randint(2, 8))),
            ),
            str(draw.randint(2015, 2026)),
            (f"studio-{number % 60}",),
        )
        for number in range(count)
    ]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, dict[str, bytes]]:
    root = stocked(write_school(tmp_path_factory.mktemp("search") / "school"))
    build(read_school(root), root / "site")
    return edition_of(root), tree(root / "site")


def test_pages_by_hand_are_found_by_what_they_say(site: tuple[Edition, dict[str, bytes]]) -> None:
    _, files = site
    reader = reader_of(files)
    [number] = reader.find("谁来写")
    assert reader.entry(number) == ("about.html", ["关于本站"], ["见状态与工作室。", "谁来写", "甲 乙", "一 二"])
    assert [reader.entry(found)[0] for found in reader.find("不存在")] == []  # 404.html


def test_every_result_leads_somewhere(site: tuple[Edition, dict[str, bytes]]) -> None:
    _, files = site
    reader = reader_of(files)
    links = "".join(f'<a href="{reader.entry(number)[0]}">' for number in range(reader.total))
    assert reader.total == 4
    broken = broken_links({**pages_of(files.items()), "search.html": (links,)}, files)
    assert [each for each in broken if each.page == "search.html"] == []


def reader_of(files: dict[str, bytes]) -> Reader:
    [directory] = [address for address in files if address.startswith(f"{FOLDER}index.")]
    return Reader(Index({name: data for name, data in files.items() if name.startswith(FOLDER)}, directory))


def test_the_gate_looks_through_the_index(site: tuple[Edition, dict[str, bytes]]) -> None:
    edition, _ = site
    left = made([Entry("a.html", "page", ("甲",), ("110101190503070015",))])
    assert [each.kind for each in personal_left({}, left.files, edition)] == ["identity"]
    assert personal_left({}, made([Entry("a.html", "page", ("甲",), ("乙",))]).files, edition) == ()
