"""The data of the explorer: how much of it is read before the first rows, and that every row is in it once."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.core.edition import Edition
from generator.core.pages.explore import STEP, listings
from generator.website.explore import Data, explored
from generator.website.script import FIRST

ROOT = Path(__file__).parents[2]
MOST = 200_000
"""Bytes that may be read before the first rows, with the script."""


def held(data: Data, name: str) -> tuple[Any, int]:
    """What a file holds, and how many bytes it has."""
    found = next(file for address, file in data.files.items() if re.fullmatch(rf"explore/{name}\.\w{{8}}\.js", address))
    return json.loads(re.sub(r'^jiangpuExplore\("[\w-]+",|\);\n$', "", found.decode())), len(found)


def many(edition: Edition, count: int) -> Edition:
    """A school with so many achievements and trainings."""
    draw = random.Random(3)
    achievements = []
    for number in range(count):
        one = edition.achievements[number % len(edition.achievements)]
        year = str(draw.randint(2006, 2026))
        day = f"{year}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        achievements.append(replace(one, id=f"{one.id}-{number}", year=year, date=day, title=f"{one.title}{number}"))
    share = count // len(edition.studios)
    studios = []
    for studio in edition.studios:
        rows = [row for year in studio.trainings for row in year.trainings]
        more = tuple(replace(rows[number % len(rows)], id=f"t{number}") for number in range(share))
        studios.append(replace(studio, trainings=(replace(studio.trainings[0], trainings=more),)))
    return replace(edition, achievements=tuple(achievements), studios=tuple(studios))


def test_every_row_is_there_once_with_its_values(edition: Edition) -> None:
    data = explored(edition)
    for listing in listings(edition):
        directory, _ = held(data, listing.kind)
        rows = [
            row
            for number in range(len(directory["rows"]) // 8)
            for row in held(data, f"rows-{listing.kind}-{number}")[0]
        ]
        assert [(row[0], row[1]) for row in rows] == [(row.address, row.title) for row in listing.rows]
        for place, facet in enumerate(listing.facets):
            sets, codes = directory["facets"][facet.name]
            told = [tuple(facet.values[value].value for value in sets[ord(sign) - FIRST]) for sign in codes]
            assert told == [row.facets[place] for row in listing.rows]
        titles, _ = held(data, f"title-{listing.kind}")
        assert sorted(ord(sign) - FIRST for sign in titles) == list(range(len(rows)))


@pytest.mark.parametrize("kind", ["achievement", "training"])
def test_of_ten_thousand_records_little_is_read_before_the_first_rows(edition: Edition, kind: str) -> None:
    data = explored(many(edition, 10_000))
    directory, size = held(data, kind)
    assert directory["total"] == 10_000
    script = len((ROOT / "theme/assets/javascripts/explore.js").read_bytes())
    draw = random.Random(5)
    worst = 0
    for _ in range(50):  # rows of a filter lie anywhere
        rows = draw.sample(range(10_000), STEP)
        files = {row // directory["each"] for row in rows}
        worst = max(worst, sum(held(data, f"rows-{kind}-{file}")[1] for file in files))
    _, titles = held(data, f"title-{kind}")
    assert script + size + titles + worst <= MOST
