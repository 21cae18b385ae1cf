"""The public log in the Edition: as far as the day, with nothing of what is internal or withdrawn."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from generator.core.edition import Edition
from generator.core.edition.form import Notice
from generator.core.pages import address, draw
from generator.core.records.log import FIRST, PUBLIC
from tests.core.checks.test_log import AGAIN, STUB, logged
from tests.core.compute.test_log import LOGGED, SALTED, notice
from tests.core.conftest import School
from tests.core.edition.test_edition import edition

INTERNAL_NOTICE = notice("secret", "2026-01-10", "scope: 校内\nsummary: 内部摘要\n", "内部正文。")
COMES_DOWN = notice(
    "pupils",
    "2026-01-06",
    "kind: 拟认定公示\nlists: 期满撤下\nperiod: {ends: 2026-01-12}\nobjection: {rules: [写明姓名。]}\n"
    "contacts: [{office: planning}]\ngroups: [{title: 名单, columns: [姓名], rows: [[张小三]]}]\n",
).replace("kind: 通知\n", "")


def of(published: Edition, name: str) -> Notice:
    return next(notice for notice in published.notices if notice.id == name)


def test_the_log_is_published_to_the_byte(school: School) -> None:
    prepared = school(LOGGED)
    log = edition(prepared).log
    assert log is not None
    data = prepared.dataset.kept[PUBLIC]
    assert (log.lines, log.last, log.text) == (2, "2026-01-14", data.decode())
    assert log.head == hashlib.sha256(data.splitlines(keepends=True)[-1]).hexdigest()


def test_on_an_earlier_day_it_ends_there(school: School) -> None:
    published = edition(school(LOGGED, "2026-01-10"))
    assert published.log is not None
    assert (published.log.lines, published.log.last) == (1, "2026-01-05")
    assert "grades-result" not in json.dumps(asdict(published))
    before = edition(school(LOGGED, "2026-01-04")).log
    assert before is not None
    assert (before.lines, before.head, before.last, before.text) == (0, FIRST, None, "")


def test_a_school_without_a_log_publishes_none(school: School) -> None:
    published = edition(school(SALTED))
    assert published.log is None
    assert [notice.proof for notice in published.notices] == [None, None]
    assert address.VERIFY not in {page.address for page in draw(published)}


def test_a_notice_has_its_lines_and_a_record_that_gives_their_digest(school: School) -> None:
    later = notice("later", "2026-01-15", "links: [{type: 补充, to: grades-result}]\n")
    proof = of(edition(school(logged(later))), "grades-result").proof
    assert proof is not None
    assert [(entry.number, entry.event, entry.day) for entry in proof.entries] == [
        (2, "publish", "2026-01-14"),
        (3, "supplement", "2026-01-15"),
    ]
    assert proof.record is not None
    head, said, _ = proof.record.split("\n", 2)
    salt = head.split('"')[3]
    assert json.loads(proof.record) == {"salt": salt, "record": json.loads(said)}
    assert {entry.record for entry in proof.entries} == {hashlib.sha256((salt + said).encode()).hexdigest()}


def test_what_is_not_logged_yet_has_no_proof(school: School) -> None:
    assert of(edition(school(LOGGED + notice("plan", "2026-01-16"))), "plan").proof is None


def test_nothing_of_an_internal_notice_or_its_log_gets_out(school: School) -> None:
    prepared = school(logged(INTERNAL_NOTICE))
    published = edition(prepared)
    internal = prepared.dataset.kept["content/log/internal.jsonl"].decode()
    assert '"id":"secret"' in internal
    written = json.dumps(asdict(published), ensure_ascii=False)
    files = "".join(file.content.decode() for page in draw(published) for file in page.downloads)
    salt = prepared.dataset.notices["secret"].record.salt
    for word in ("secret", "内部", str(salt), json.loads(internal)["record"], internal.strip()):
        assert word not in written
        assert word not in files


def test_an_internal_notice_leaves_no_trace_on_a_public_one(school: School) -> None:
    later = INTERNAL_NOTICE.replace("scope: 校内\n", "scope: 校内\nlinks: [{type: 阶段, to: grades-proposed}]\n")
    proof = of(edition(school(logged(later))), "grades-proposed").proof
    assert proof is not None
    assert [entry.event for entry in proof.entries] == ["publish"]


def test_what_was_taken_down_keeps_its_lines_and_no_record(school: School) -> None:
    prepared = school(logged(notice("plan", "2026-01-09", body="张小三的事。")) + STUB + AGAIN)
    published = edition(prepared)
    proof = of(published, "plan").proof
    assert proof is not None
    assert ([entry.event for entry in proof.entries], proof.record) == (["publish", "take_down"], None)
    assert address.notice_record("plan") not in {file.address for page in draw(published) for file in page.downloads}
    assert "张小三" not in json.dumps(asdict(published), ensure_ascii=False)


def test_lists_that_come_down_with_the_period_go_with_their_record(school: School) -> None:
    during, after = (edition(school(logged(COMES_DOWN), day)) for day in ("2026-01-12", "2026-01-13"))
    for published, there in ((during, True), (after, False)):
        files = "".join(file.content.decode() for page in draw(published) for file in page.downloads)
        assert ("张小三" in files) == there
        proof = of(published, "pupils").proof
        assert proof is not None
        assert len(proof.entries) == 1
