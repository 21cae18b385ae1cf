"""What a contributor is shown: what concerns the change, and one line about the rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.core.pipeline import Prepared, prepare
from generator.diagnostics.elsewhere import Elsewhere
from generator.scope import OutsideRepository, Selection, place_in, select
from tests.golden.case import AS_OF
from tests.golden.overlay import lay_school

Lay = Callable[[str], Prepared]

NEIGHBOUR = """
=== studios/zhang/studio.yml
names:
  - name: 小镇职业学校张师傅技能大师工作室
    kind: 申报名称
short: 车工
kind: 技能大师工作室
mode: 学校单独创办
trade: 车工
major: 机械制造
department: 机械系
master: p301
founded: 2024-03
status:
  - since: 2024-03
    status: 申报
contact:
  person: p301
  phone: 0000-555 0310
summary: 跟张师傅学车工。
=== studios/zhang/members.yml
members:
  - id: p301
    name: 张师傅
    employer: 小镇职业学校
    roles: [{role: 大师, since: 2024-03}]
"""
CUP = "studios/hong/achievements/2025/cup.md"


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    def laid(overlay: str) -> Prepared:
        root = tmp_path / f"school-{len(list(tmp_path.iterdir()))}"
        lay_school(root, overlay)
        return prepare(root, AS_OF)

    return laid


def codes(chosen: Selection) -> list[str]:
    return [found.code.id for found in chosen.problems]


def test_everything_when_nothing_was_asked_for(lay: Lay) -> None:
    prepared = lay(f"=== {CUP}\n没有信息块\n")
    assert select(prepared, None) == Selection(prepared.problems)


def test_the_rest_is_counted_by_severity(lay: Lay) -> None:
    prepared = lay(f"""
=== {CUP}
没有信息块
=== content/site.yml (change)
-name: 小镇匠谱
+nam: 小镇匠谱
""")
    assert codes(select(prepared, ["studios/hong"])) == ["Y204"]
    assert select(prepared, ["studios/hong"]).elsewhere == Elsewhere(prepared.errors - 1, prepared.warnings)
    assert select(prepared, []).elsewhere == Elsewhere(prepared.errors, prepared.warnings)


def test_a_reference_concerns_both_its_ends(lay: Lay) -> None:
    """The neighbour wrote the same award into its own folder: both studios are told."""
    cup = (lay("").root / CUP).read_text(encoding="utf-8")
    prepared = lay(f"{NEIGHBOUR}=== studios/zhang/achievements/2025/cup.md\n{cup}")
    for studio in ("hong", "zhang"):
        assert "A332" in codes(select(prepared, [f"studios/{studio}"]))


def test_what_is_wrong_with_a_folder_concerns_what_stands_or_stood_in_it(lay: Lay) -> None:
    prepared = lay("=== -studios/hong/members.yml\n")
    assert codes(select(prepared, ["studios/hong/members.yml"])) == ["R125"]


def taught_by(teacher: str) -> str:
    """The studio next door, with an apprentice of that teacher."""
    return f"""{NEIGHBOUR}
=== studios/zhang/members.yml
members:
  - id: p301
    name: 张师傅
    employer: 小镇职业学校
    roles: [{{role: 大师, since: 2024-03}}]
  - id: p302
    name: 小张
    roles: [{{role: 徒弟, since: 2024-03, teacher: {teacher}}}]
"""


def test_a_changed_number_concerns_the_studio_that_changed_it(lay: Lay) -> None:
    """The apprentice next door has a teacher whose number was changed at home."""
    prepared = lay(taught_by("p1011"))
    assert codes(select(prepared, ["studios/hong/members.yml"])) == ["P314"]


def test_what_is_new_since_a_commit_concerns_who_changed_things_wherever_it_shows(lay: Lay) -> None:
    """The teacher is gone: nothing in the studio's own folder is wrong, and next door it is."""
    with_teacher = taught_by("p777")
    there = """
=== studios/hong/members.yml (change)
+  - id: p777
+    name: 老师
+    employer: 小镇职业学校
+    roles: [{role: 骨干教师, since: 2024-03}]
"""
    before, after = lay(with_teacher + there), lay(with_teacher)
    assert "P314" not in [found.code.id for found in before.problems]
    assert codes(select(after, ["studios/hong/members.yml"])) == []
    assert codes(select(after, ["studios/hong/members.yml"], before)) == ["P314"]


def test_what_was_wrong_before_is_nobodys_news(lay: Lay) -> None:
    broken = f"{NEIGHBOUR}=== studios/zhang/achievements/2025/prize.md\n没有信息块\n"
    before, after = lay(broken), lay(f"{broken}=== {CUP}\n没有信息块\n")
    assert codes(select(after, [CUP], before)) == ["Y204"]
    assert select(after, [CUP], before).elsewhere.errors == 1


def test_a_path_is_seen_from_the_repository_or_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "school"
    (root / "studios/he").mkdir(parents=True)
    assert place_in(root, Path("studios/he")) == "studios/he"
    monkeypatch.chdir(root / "studios")
    assert place_in(root, Path("he")) == "studios/he"
    assert place_in(root, root / "studios") == "studios"
    for outside in (tmp_path, Path("nothing"), Path("..") / ".."):
        with pytest.raises(OutsideRepository):
            place_in(root, outside)
