"""What is not the same in two Editions, by kind and id."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.core.edition import Edition
from generator.core.edition.changes import KINDS, Change, changes, records_of

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def sample(edition: Edition) -> Edition:
    return edition


def with_rules(edition: Edition, rules: str, given: tuple[Any, ...]) -> Edition:
    changed: dict[str, Any] = {rules: given}
    return replace(edition, **changed)


def test_an_edition_differs_in_nothing_from_itself(sample: Edition) -> None:
    assert [kind for kind in KINDS if not records_of(sample)[kind]] == []
    assert list(changes(sample, sample)) == []


@pytest.mark.parametrize("rules", ["systems", "criteria", "processes", "duties", "cycles", "consequences"])
def test_a_rule_of_any_kind_is_told_when_it_changes_or_goes(sample: Edition, rules: str) -> None:
    first, *rest = getattr(sample, rules)
    id_ = f"{first.year}/{first.id}"
    renamed, gone = (replace(first, title="另一个名称"), *rest), tuple(rest)
    assert list(changes(sample, with_rules(sample, rules, renamed))) == [Change("rule", id_, "changed", ("title",))]
    assert list(changes(sample, with_rules(sample, rules, gone))) == [Change("rule", id_, "gone")]
