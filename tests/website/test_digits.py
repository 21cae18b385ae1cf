"""Rising numbers as text come back as a browser reads them, and are never longer than a bitmap."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from generator.website.digits import written
from generator.website.postings import Lists
from tests.website.reading import decoded

SPARSE = st.sets(st.integers(0, 60_000), max_size=40)
DENSE = st.builds(lambda first, others: others | set(range(first, first + 400)), st.integers(0, 60_000), SPARSE)


def lists_of(rows: list[set[int]]) -> Lists:
    entries = [number for row in rows for number in sorted(row)]
    return Lists(np.array(entries, dtype=np.int64), np.cumsum([0, *map(len, rows)]))


@given(st.lists(SPARSE | DENSE, max_size=8))
def test_lists_come_back(rows: list[set[int]]) -> None:
    codes = written(lists_of(rows))
    assert [list(decoded(code)) if code else [] for code in codes] == [sorted(row) for row in rows]
    for code, row in zip(codes, rows, strict=True):
        assert len(code) <= (2 + max(row) // 6 if row else 0)
        assert not set(code) & set(' #"\\')
        assert code.isascii()


def test_a_number_takes_as_many_digits_as_it_needs() -> None:
    assert [len(code) for code in written(lists_of([{53}, {54}, {1889}, {1890}, {64_000}]))] == [1, 2, 2, 3, 3]


def test_what_is_everywhere_is_a_bit_for_each() -> None:
    assert written(lists_of([set(range(600))]))[0] == "!" + "f" * 100
