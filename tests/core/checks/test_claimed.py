"""What two studios claim belongs to the one that was published first, whatever the other writes down."""

from __future__ import annotations

import pytest

from tests.core.conftest import School
from tests.golden.overlay import SCHOOL

STUDIO = (SCHOOL / "studios/hong/studio.yml").read_text("utf-8")
MEMBERS = (SCHOOL / "studios/hong/members.yml").read_text("utf-8")
CUP = (SCHOOL / "studios/hong/achievements/2025/cup.md").read_text("utf-8").replace("certificate.pdf", "a.pdf")
NEWCOMER = f"""\
=== studios/a/studio.yml
{STUDIO.replace("技能大师工作室", "大师工作室").replace("2021", "1999").replace("short: 钳工", "short: 车工")}
=== studios/a/members.yml
{MEMBERS.replace("2021", "1999")}
=== studios/a/achievements/2025/copy.md
{CUP}
=== studios/a/files/a.pdf
x
"""
PUBLISHED = """\
=== content/log/addresses.txt
2026-01-10 achievements/hong/cup.html
2026-01-10 studios/hong/index.html
"""
TAKEN = {"P311", "A332"}


@pytest.mark.parametrize(("list_", "loser"), [(PUBLISHED, "a"), ("", "a or hong")], ids=["published", "no list"])
def test_who_has_stood_there_longer(school: School, list_: str, loser: str) -> None:
    problems = school(NEWCOMER + list_).problems
    told = {(found.where.path.split("/")[1], found.code.id) for found in problems if found.code.id in TAKEN}
    assert {code for _, code in told} == TAKEN
    assert {studio for studio, _ in told} <= set(loser.split(" or "))
    assert (("hong", "P311") in told) == (not list_)
