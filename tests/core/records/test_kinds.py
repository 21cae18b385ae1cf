"""A file's place says which record it is."""

from __future__ import annotations

import pytest

from generator.core.problem import RecordKey
from generator.core.records.kinds import place_of


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("content/site.yml", "site", "site"),
        ("studios/hong/studio.yml", "studio", "hong"),
        ("studios/hong/profile.md", "profile", "hong"),
        ("studios/hong/members.yml", "member", "hong"),
        ("studios/hong/achievements/2025/cup.md", "achievement", "hong/cup"),
        ("studios/hong/trainings/2025.csv", "training", "hong/2025"),
        ("content/notices/2026/grades-result.md", "notice", "grades-result"),
        ("content/rules/2025/indicators.yml", "rules", "indicators"),
        ("content/assessments/2025/hong.yml", "assessment", "2025/hong"),
    ],
)
def test_a_place_says_which_record_a_file_is(path: str, kind: str, name: str) -> None:
    place = place_of(path)
    assert place is not None
    assert place.key == RecordKey(kind, name)


@pytest.mark.parametrize(
    "path",
    [
        "content/site.yml.md",
        "content/notices/call.md",
        "content/notices/20260/call.md",
        "content/notices/2026/more/call.md",
        "content/pages/about.md",
        "studios/studio.yml",
        "studios/hong/achievements/cup.md",
        "studios/hong/files/2025.csv",
        "x/studios/hong/studio.yml",
    ],
)
def test_other_places_hold_no_record(path: str) -> None:
    assert place_of(path) is None


def test_moving_a_file_between_years_keeps_its_identity() -> None:
    before, after = (place_of(f"studios/hong/achievements/{year}/cup.md") for year in (2024, 2025))
    assert before is not None
    assert after is not None
    assert before.key == after.key
