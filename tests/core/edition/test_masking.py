"""Who is not named in public is not named in a sentence either; consents and the register decide who is."""

from __future__ import annotations

import pytest

from generator.core.edition import Edition
from tests.core.conftest import School

STORY = """\
=== studios/hong/achievements/2025/cup.md (change)
-title: 全国钳工比赛一等奖
+title: 全国钳工比赛一等奖（何小苗）
@@
 ---
+洪大匠带着何小苗，何小苗的师弟何小苗苗也来了。
=== studios/hong/profile.md (change)
 按照**《钳工标准》**带学生。
+今年带的是何小苗。
"""


def edition(school: School, overlay: str, as_of: str = "2026-01-20") -> Edition:
    prepared = school(overlay, as_of)
    assert prepared.edition is not None, prepared.problems
    return prepared.edition


def consent(more: str = "") -> str:
    return f"""\
=== content/consents.yml
consents:
  - {{id: c1, person: p102, uses: [姓名], register_number: 2025-1, since: 2025-06-01{more}}}
"""


def test_a_learner_is_masked_wherever_the_name_stands(school: School) -> None:
    found = edition(school, STORY)
    [cup] = found.achievements
    assert cup.title == "全国钳工比赛一等奖（何*苗）"
    assert "洪大匠带着何*苗，何*苗的师弟" in cup.story_html
    assert "今年带的是何*苗。" in found.studios[0].profile_html
    assert "何小苗" not in repr((found.achievements, found.studios, found.people))


def test_with_consent_the_name_stands_as_it_was_written(school: School) -> None:
    found = edition(school, STORY + consent())
    [cup] = found.achievements
    assert "洪大匠带着何小苗" in cup.story_html
    assert [(ref.name, ref.id) for ref in cup.people if ref.name.startswith("何")] == [("何小苗", None)]


@pytest.mark.parametrize(
    ("more", "day"),
    [("", "2025-05-31"), (", until: 2025-12-31", "2026-01-20"), (", withdrawn: 2026-01-20", "2026-01-20")],
    ids=["not yet", "over", "withdrawn"],
)
def test_a_consent_that_is_not_in_force_changes_nothing(school: School, more: str, day: str) -> None:
    assert "何小苗" not in repr(edition(school, STORY + consent(more), day).studios)


def test_a_mobile_is_shown_with_its_owners_consent(school: School) -> None:
    mobile = """\
=== studios/hong/studio.yml (change)
-  phone: 0000-555 0110
+  phone: 138 0000 0000
"""
    [hong] = edition(school, mobile).studios
    assert hong.contact_phone is None
    agreed = consent().replace("p102", "p101").replace("姓名", "联系电话")
    [hong] = edition(school, mobile + agreed).studios
    assert hong.contact_phone == "138 0000 0000"


def test_digits_that_stand_for_a_name_are_looked_for_in_no_figure(school: School) -> None:
    made = edition(school, "=== studios/hong/members.yml (change)\n-    name: 何小苗\n+    name: 100\n")
    assert "*" not in made.studios[0].all_person_days.value


AWARDED = """\
=== studios/hong/achievements/2025/cup.md (change)
-rank: 一等奖
+rank: 一等奖
+summary: 何小苗上台领奖。
"""


def test_a_name_in_an_entry_with_a_fault_is_masked_all_the_same(school: School) -> None:
    fault = "=== studios/hong/members.yml (change)\n-        since: 2024-09-01\n+        since: 2024-09-31\n"
    edition = school(AWARDED + fault).edition
    assert edition is not None
    assert edition.achievements
    assert "何小苗" not in repr(edition)


@pytest.mark.parametrize(
    "members",
    [
        "=== studios/hong/documents/2025.yml\ndocuments:\n" + "- {x: 1}\n" * 1_001,
        "=== studios/hong/members.yml\nmembers: [{\n" + "[" * 50 + "\n",
        "=== studios/hong/members.yml\nmembers:\n" + f"# {'x' * 100}\n" * 2_700,
        "=== -studios/hong/members.yml\n",
    ],
    ids=["a thousand faults before it", "bomb", "too large", "gone"],
)
def test_a_studio_whose_people_cannot_be_read_is_kept_out(school: School, members: str) -> None:
    """Nobody can tell any more whose names to mask in what it writes."""
    prepared = school(AWARDED + members)
    assert prepared.edition is not None
    assert prepared.edition.studios == ()
    assert "何小苗" not in repr(prepared.edition)
    assert {out.kind for out in prepared.edition.corrections} >= {"studio"}
