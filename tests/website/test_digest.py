"""Digests: equal for what is equal, whoever works them out, and different for everything else."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.website.digest import Digests


@dataclass(frozen=True, slots=True)
class Record:
    name: str
    rows: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Other:
    name: str
    rows: tuple[Any, ...] = ()


PLAIN = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.dates() | st.decimals(allow_nan=False)
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
        | st.builds(Record, st.text(max_size=3), st.lists(inner, max_size=2).map(tuple))
    ),
    max_leaves=12,
)


@given(VALUES)
def test_the_same_again_has_the_same_digest(value: Any) -> None:
    again = eval(repr(value), {"Record": Record, "Decimal": Decimal, "datetime": __import__("datetime")})
    assert Digests().of(value) == Digests().of(again)


@given(VALUES, VALUES)
def test_what_differs_has_another(one: Any, other: Any) -> None:
    assert (repr(one) == repr(other)) == (Digests().of(one) == Digests().of(other))


def test_what_only_looks_alike_has_another() -> None:
    alike: list[Any] = [
        Record("甲"),
        Other("甲"),
        ("甲", ()),
        {"甲": ()},
        "甲",
        ("甲",),
        (("甲",),),
        1,
        "1",
        True,
        Decimal(1),
        Decimal("1.0"),
        date(2026, 1, 1),
        "2026-01-01",
        (),
        {},
        frozenset(),
        frozenset({"甲"}),
        b"1",
    ]
    for one, other in combinations(alike, 2):
        assert Digests().of(one) != Digests().of(other), (one, other)


def test_no_digest_depends_on_the_process() -> None:
    program = (
        "from generator.website.digest import Digests; print(Digests().of((frozenset('abcdefgh'), {'b': 'a'})).hex())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1


def test_anything_else_is_our_bug() -> None:
    with pytest.raises(TypeError, match="object"):
        Digests().of((object(),))
