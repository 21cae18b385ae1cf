"""`notices` as its users meet it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import run, start


def test_notices_says_what_the_pages_say_on_any_day() -> None:
    done = start("notices", "--as-of", "2026-03-18", "--state", "open", "--format", "json")
    assert done.returncode == 0
    answer = json.loads(done.stdout)
    assert [notice["id"] for notice in answer["notices"]] == ["recognition-2026-proposed", "ceramics-rename-2026"]
    assert answer["next_change"] == "2026-03-21"
    later = json.loads(run("notices", "--as-of", "2026-03-21", "--state", "open", "--format", "json").stdout)
    assert later["notices"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("notices",), "2023年度"),
        (("notices", "--format", "json"), "2023年度"),
        (("stats",), "培训人天"),
        (("grade",), "数控加工"),
    ],
)
def test_a_notice_that_runs_into_a_year_without_a_calendar_stops_no_answer(
    school: Path, arguments: tuple[str, ...], said: str
) -> None:
    proposed = school / "content" / "notices" / "2026" / "recognition-2026-proposed.md"
    text = proposed.read_text("utf-8").replace("2026-03-", "2036-12-")
    (proposed.parent.parent / "2036").mkdir()
    (proposed.parent.parent / "2036" / "proposed-2036.md").write_text(text, "utf-8")
    done = run("-C", school, *arguments, "--as-of", "2036-12-31")
    assert done.returncode == 1
    assert said in done.stdout
    assert "proposed-2036" not in done.stdout
    assert "个错误" in done.stderr
    assert "N403" in run("-C", school, "check", "--as-of", "2036-12-31").stdout
