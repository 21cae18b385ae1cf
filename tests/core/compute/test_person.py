"""Learners are counted in public, not named."""

from __future__ import annotations

import pytest

from generator.core.compute.person import is_learner, masked
from generator.core.records.person import Member


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("张三丰", "张*丰"),
        ("诸葛亮", "诸葛*"),
        ("欧阳小树", "欧阳*树"),
        ("王二麻子", "王**子"),
        ("阿依古丽·买买提", "阿依古丽·***"),
        ("𠮷野家", "𠮷*家"),
    ],
)
def test_a_learners_name_is_masked(name: str, shown: str) -> None:
    assert masked(name) == shown


@pytest.mark.parametrize(
    ("roles", "learner"),
    [
        (["徒弟"], True),
        (["徒弟", "重点培养学生"], True),
        (["大师"], False),
        (["徒弟", "联系人"], False),
    ],
)
def test_who_holds_any_other_role_is_no_learner(roles: list[str], learner: bool) -> None:
    given = {"id": "p101", "name": "何小苗", "roles": [{"role": role, "since": "2024"} for role in roles]}
    assert is_learner(Member.model_validate(given)) is learner
