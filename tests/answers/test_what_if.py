"""What `grade --what-if` answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.answers.what_if import Ambiguous, as_json, as_text, places
from generator.core.compute.grade import YearGrades, grade_years
from generator.core.pipeline import Prepared, prepare
from generator.wording import wording
from tests.core.conftest import School

TRAININGS = "studios/hong/trainings/2025.csv"
FEWER = "id,date,topic,audience,persons,days\nt1,2025-03-05,钳工安全操作,企业员工,20,2\n"


def year(prepared: Prepared) -> YearGrades:
    (found,) = grade_years(prepared.dataset, prepared.as_of)
    return found


def test_what_a_lost_training_would_cost(school: School, tmp_path: Path) -> None:
    prepared = school()
    (tmp_path / "2025.csv").write_text(FEWER, encoding="utf-8")
    after = prepare(prepared.root, prepared.as_of, {TRAININGS: tmp_path / "2025.csv"})
    assert as_text(year(prepared), year(after), after.dataset, wording("zh")) == (
        "2025年度，改动前 → 改动后\n"
        "工作室  得分     分档         终评         说明\n"
        "钳工    97 → 85  优秀 → 良好  优秀 → 良好  与分档一致\n"
        "  hong 1.2 企业培训  20/20 → 8/20\n"
        "其余 0 个工作室不变。\n"
    )
    (change,) = json.loads(as_json(year(prepared), year(after)))["changed"]
    assert (change["before"]["score"], change["after"]["score"]) == ("97", "85")
    assert change["points"] == [
        {"id": "1.2", "before": {"marks": "20", "max": "20"}, "after": {"marks": "8", "max": "20"}}
    ]


def test_nothing_changes_without_a_change(school: School) -> None:
    prepared = school()
    assert as_text(year(prepared), year(prepared), prepared.dataset, wording("zh")) == (
        "2025年度，改动前 → 改动后\n其余 1 个工作室不变。\n"
    )


KNOWN = (TRAININGS, "studios/a/trainings/2025.csv", "content/rules/2025/indicators.yml")


def test_a_file_takes_the_place_of_the_only_one_of_its_name(tmp_path: Path) -> None:
    rules = tmp_path / "indicators.yml"
    rules.write_text("")
    assert places([str(rules)], KNOWN, tmp_path / "school") == {"content/rules/2025/indicators.yml": rules}


def test_a_file_of_many_places_must_say_in_which(tmp_path: Path) -> None:
    table = tmp_path / "2025.csv"
    table.write_text("")
    with pytest.raises(Ambiguous) as refusal:
        places([str(table)], KNOWN, tmp_path / "school")
    assert refusal.value.places == list(KNOWN[:2])
    assert places([f"{TRAININGS}={table}"], KNOWN, tmp_path / "school") == {TRAININGS: table}


def test_a_folder_is_laid_out_like_the_repository(tmp_path: Path) -> None:
    table = tmp_path / "draft" / TRAININGS
    table.parent.mkdir(parents=True)
    table.write_text("")
    assert places([str(tmp_path / "draft")], KNOWN, tmp_path / "school") == {TRAININGS: table}


def test_the_file_itself_is_no_change_and_a_missing_one_is_said(tmp_path: Path) -> None:
    own = tmp_path / "content/rules/2025/indicators.yml"
    own.parent.mkdir(parents=True)
    own.write_text("")
    with pytest.raises(Ambiguous):
        places([str(own)], KNOWN, tmp_path)
    with pytest.raises(FileNotFoundError):
        places([str(tmp_path / "nothing.csv")], KNOWN, tmp_path)
