"""What `notices` answers."""

from __future__ import annotations

import json
from datetime import date

from generator.answers.notices import as_json, as_text
from generator.core.edition import Edition, publish
from generator.wording import wording
from tests.core.conftest import School

INTERNAL = (
    "=== content/notices/2026/grades-proposed.md (change)\n-kind: 考核结果公示\n+kind: 考核结果公示\n+scope: 校内\n"
)


def whole(school: School, overlay: str = "", as_of: str = "2026-01-20") -> Edition:
    return publish(school(overlay, as_of).dataset, date.fromisoformat(as_of), "internal")


def test_every_notice_with_its_state_on_the_day(school: School) -> None:
    edition = whole(school, as_of="2026-01-07")
    (notice,) = json.loads(as_json(edition, edition.notices))["notices"]
    assert notice["state"] == "open"
    assert (notice["opens"], notice["closes"], notice["unit"]) == ("2026-01-05", "2026-01-09", "工作日")
    assert (notice["length"], notice["left"], notice["count_from"]) == (5, 3, "当日")
    answer = json.loads(as_json(edition, edition.notices))
    assert (answer["as_of"], answer["next_change"]) == ("2026-01-07", "2026-01-10")


def test_links_lead_to_what_the_notice_names(school: School) -> None:
    edition = whole(school)
    by_id = {notice["id"]: notice for notice in json.loads(as_json(edition, edition.notices))["notices"]}
    assert by_id["grades-result"]["links"] == [{"type": "结果", "to": "grades-proposed"}]
    assert by_id["grades-proposed"]["links"] == []
    assert by_id["grades-proposed"]["state"] == "concluded"


def test_internal_notices_are_answered_and_say_so(school: School) -> None:
    edition = whole(school, INTERNAL)
    scopes = {notice["id"]: notice["scope"] for notice in json.loads(as_json(edition, edition.notices))["notices"]}
    assert scopes == {"grades-proposed": "校内", "grades-result": "公开"}


def test_the_terminal_says_the_state_and_the_next_change(school: School) -> None:
    edition = whole(school, as_of="2026-01-07")
    text = as_text(edition, edition.notices, wording("zh"))
    assert "公示中  2026-01-05  2026-01-09     3" in text
    assert "下次变化：2026-01-10" in text
    assert "没有符合条件的公示" in as_text(edition, (), wording("zh"))
