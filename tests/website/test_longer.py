"""Longer pieces of text that have postings of their own, against what is told of them in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from generator.website.longer import FEW, LONGEST, SHORTEST, longer
from generator.website.postings import Row, Text, pairs

Where = tuple[list[int], list[int]]
"""The entries that hold a piece, and those that do in names."""

WORDS = st.lists(st.sampled_from(["abc", "ab", "bc", "1-1", "-1", "a", "1", " "]), min_size=1, max_size=4).map("".join)
TEXTS = st.lists(
    st.builds(lambda name, line: Text(f"{name}\n", f"{line}\n"), WORDS, WORDS), min_size=2 * FEW, max_size=5 * FEW
)


def told(texts: Sequence[Text]) -> dict[str, Where]:
    """The pieces that `longer` gives, with where they stand; nowhere, where shorter pieces say that well enough."""
    row = Row.of(texts, {})
    found: dict[str, Where] = {}
    for said, anywhere, named in longer(row, pairs(row, "\n ")):
        for number, piece in enumerate(said):
            found[piece] = (list(anywhere[number]), list(named[number]))
    return found


def plainly(texts: Sequence[Text]) -> dict[str, Where]:
    """The same by looking for every piece in every text."""
    whole = [text.names + text.lines for text in texts]

    def where(piece: str) -> Where:
        return (
            [number for number, text in enumerate(whole) if piece in text],
            [number for number, text in enumerate(texts) if piece in text.names],
        )

    def of_length(length: int) -> set[str]:
        found = {text[at : at + length] for text in whole for at in range(len(text) - length + 1)}
        return {piece for piece in found if not set(piece) & set(" \n")}

    known: Mapping[str, Where] = {pair: where(pair) for pair in of_length(2) if len(where(pair)[0]) > FEW}
    found: dict[str, Where] = {piece: ([], []) for piece in of_length(3) if piece[:2] in known}
    for length in range(SHORTEST, LONGEST + 1):
        further: dict[str, Where] = {}
        for piece in of_length(length):
            if piece[:-1] in known and piece[1:] in known:
                head, tail, exact = known[piece[:-1]], known[piece[1:]], where(piece)
                both = ([each for each in head[0] if each in tail[0]], [each for each in head[1] if each in tail[1]])
                if in_vain(both, exact):
                    found[piece] = both = exact
                if len(both[0]) > FEW:
                    further[piece] = both
        known = further
    return found


def in_vain(both: Where, exact: Where) -> bool:
    """Whether a browser would read too much, which begins with what may have it in its names."""
    order = [*both[1], *(number for number in both[0] if number not in both[1])]
    first = order.index(exact[1][0]) if exact[1] else sum(at in both[1] or at < exact[0][0] for at in order)
    return len(both[0]) - len(exact[0]) > FEW + len(exact[0]) or first > FEW


@given(TEXTS)
def test_those_are_told_for_which_too_much_would_be_read_in_vain(texts: list[Text]) -> None:
    assert told(texts) == plainly(texts)


def test_what_stands_wherever_what_is_shorter_stands_needs_no_postings() -> None:
    assert told([Text("焊接工\n", "")] * 40) == {"焊接工": ([], [])}


def test_what_is_rare_while_both_of_its_pairs_are_everywhere_has_its_own() -> None:
    apart = [Text("焊接\n", "接工\n")] * 40
    assert told([*apart, Text("焊接工\n", "")])["焊接工"] == ([40], [40])
    assert told([*apart[:FEW], Text("焊接工\n", ""), Text("焊接\n", "接工\n")])["焊接工"] == ([], [])


def test_what_comes_late_in_names_has_its_own_though_all_entries_hold_it() -> None:
    """A browser reads first what may have it in its names."""
    texts = [Text("焊接\n接工\n", "焊接工\n")] * (FEW + 1)
    assert told([*texts, Text("焊接工\n", "")])["焊接工"] == ([*range(FEW + 2)], [FEW + 1])
    assert told([*texts[1:], Text("焊接工\n", "")])["焊接工"] == ([], [])
