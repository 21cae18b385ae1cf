"""Where pieces of text stand, against looking for each in every text."""

from __future__ import annotations

import random
from threading import Thread, get_ident, setprofile

from hypothesis import given
from hypothesis import strategies as st

from generator.website.postings import PART, Row, Text, pairs, pieces

LINES = st.text("ab焊\ud842 ", min_size=1, max_size=6).map("{}\n".format)
TEXTS = st.lists(st.builds(Text, LINES, st.lists(LINES, max_size=3).map("".join)), max_size=6)


@given(TEXTS)
def test_pairs_and_what_is_a_character_longer_stand_where_they_stand(texts: list[Text]) -> None:
    row = Row.of(texts, {})
    two = pairs(row, "\n ")
    begins = two.at >= 0
    begins[:-1] &= begins[1:]
    three = pieces(row, 3, begins, two.at)
    whole = [text.names + text.lines for text in texts]
    for length, found in ((2, two), (3, three)):
        expected = {
            text[at : at + length]
            for text in whole
            for at in range(len(text) - length + 1)
            if not set(text[at : at + length - 1]) & set("\n ")
        }
        said = found.texts(row)
        assert said == sorted(expected)
        for number, piece in enumerate(said):
            assert list(found.anywhere[number]) == [at for at, text in enumerate(whole) if piece in text]
            assert list(found.named[number]) == [at for at, text in enumerate(texts) if piece in text.names]


def test_there_may_be_more_places_and_more_pieces_than_are_sorted_at_once() -> None:
    draw = random.Random(5)
    signs = [chr(code) for code in range(0x4E00, 0x4E00 + 300)]
    texts = [Text("", "".join(draw.choices(signs, k=100))) for _ in range(PART // 80)]
    expected: dict[str, dict[int, None]] = {}
    for number, text in enumerate(texts):
        for at in range(99):
            expected.setdefault(text.lines[at : at + 2], {})[number] = None
    row = Row.of(texts, {})
    two = pairs(row, "\n ")
    assert len(two.shown) > 2**16
    assert two.texts(row) == sorted(expected)
    assert [list(two.anywhere[number]) for number in range(0, 2**16, 7)] == [
        list(expected[pair]) for pair in sorted(expected)[: 2**16 : 7]
    ]
    three = pieces(row, 3, row.within(3), two.at)  # told apart by numbers of more than 16 bits
    assert three.texts(row) == sorted({text.lines[at : at + 3] for text in texts for at in range(98)})


def test_a_row_is_folded_and_counts_characters_as_browsers_do() -> None:
    row = Row.of([Text("Ａ\n", "𠮷Ｂ\n"), Text("Ｂ\n", "")], {ord("Ａ"): "a", ord("Ｂ"): "b"})
    assert [chr(code) for code in row.characters] == ["a", "\n", "\ud842", "\udfb7", "b", "\n", "b", "\n"]
    assert row.owners.tolist() == [0, 0, 0, 0, 0, 0, 1, 1]
    assert row.names.tolist() == [2, 8]


def test_a_school_without_a_text_has_no_pieces() -> None:
    none = pairs(Row.of([], {}), "\n ")
    assert none.texts(Row.of([], {})) == []
    assert none.anywhere.sizes().tolist() == []


def test_a_build_in_a_thread_that_may_be_ended_at_any_place_starts_no_others() -> None:
    """The preview hung now and then when a change ended a build whose parts were sorted by other threads."""
    row = Row.of([Text("", "绕组装配\n" * 10)], {})
    at_work: set[int] = set()
    setprofile(lambda *_: at_work.add(get_ident()))  # asked of every thread that begins
    try:
        builder = Thread(target=lambda: pairs(row, "\n "))
        builder.start()
        builder.join()
        assert at_work == {builder.ident}
    finally:
        setprofile(None)
