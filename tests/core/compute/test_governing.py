"""Which years a studio was at work in; what is missing of its files is shown by the golden case of D701."""

from __future__ import annotations

import pytest

from generator.core.compute.governing import at_work, missing_categories
from generator.core.records.governing import FILE_CATEGORIES
from tests.core.conftest import School

ENDED = """\
=== studios/hong/studio.yml (change)
   - since: 2021-09-01
     status: 建设中
+  - {since: 2023-03-01, status: 终止}
"""


@pytest.mark.parametrize(
    ("overlay", "years"), [("", {2021, 2022, 2023, 2024}), (ENDED, {2021, 2022, 2023})], ids=["going on", "ended"]
)
def test_a_studio_is_at_work_from_its_first_year_to_its_last(school: School, overlay: str, years: set[int]) -> None:
    studio = school(overlay).dataset.studios["hong"].record
    assert {year for year in range(2019, 2025) if at_work(studio, year)} == years


def test_of_a_year_without_documents_everything_is_missing() -> None:
    assert missing_categories([]) == FILE_CATEGORIES
