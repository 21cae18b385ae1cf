"""Where pieces of text stand, against looking for each in every text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.website.postings import Row, Text, pairs, pieces

TEXTS = st.lists(
    st.builds(
        lambda names, lines: Text("\n".join((names, *lines)) + "\n", len(names) + 1),
        st.text("ab焊\ud842 ", min_size=1, max_size=6),
        st.lists(st.text("ab焊\ud842 ", min_size=1, max_size=6), max_size=3),
    ),
    max_size=6,
)


@given(TEXTS)
def test_pairs_and_what_is_a_character_longer_stand_where_they_stand(texts: list[Text]) -> None:
    row = Row.of(texts)
    two = pairs(row, "\n ")
    places = (two.at[:-1] >= 0).nonzero()[0]
    places = places[two.at[places + 1] >= 0]
    three = pieces(row, 3, places, two.at[places], two.at[places + 1])
    for length, found in ((2, two), (3, three)):
        expected = {
            text.whole[at : at + length]
            for text in texts
            for at in range(len(text.whole) - length + 1)
            if not set(text.whole[at : at + length - 1]) & set("\n ")
        }
        said = found.texts(row)
        assert len(said) == len(set(said))
        assert set(said) == expected
        for number, piece in enumerate(said):
            assert list(found.anywhere[number]) == [at for at, text in enumerate(texts) if piece in text.whole]
            named = [at for at, text in enumerate(texts) if piece in text.whole[: text.names]]
            assert list(found.named[number]) == named


def test_a_school_without_a_text_has_no_pieces() -> None:
    none = pairs(Row.of([]), "\n ")
    assert none.texts(Row.of([])) == []
    assert none.anywhere.sizes().tolist() == []
