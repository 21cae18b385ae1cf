"""Nothing that was published changes, goes or moves unseen; and whoever keeps no log hears nothing of it."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.core.compute.log import rows
from generator.core.pipeline import Prepared, prepare
from generator.core.records.log import INTERNAL, PUBLIC, digest
from tests.core.compute.test_log import LOGGED, SALTED, TODAY, notice
from tests.core.conftest import School, laid

RESULT = "content/notices/2026/grades-result.md"
PLAN = "content/notices/2026/plan.md"
AGAIN = "=== content/log (logged 2026-01-20)\n"
TAKEN = "taken_down: {date: 2026-01-18, reason: 公示期满}\n"

STUB = notice("plan", "2026-01-09", TAKEN, "").replace(f"salt: {hashlib.sha256(b'plan').hexdigest()[:32]}\n", "")
"""What is left of a notice that was taken down: neither its text nor its salt."""


@pytest.fixture
def school(tmp_path: Path) -> School:
    """One that nobody else has: some of these tests write into it."""
    numbers = itertools.count()
    return lambda *given: laid(tmp_path / f"school-{next(numbers)}", *given)


def logged(*notices: str) -> str:
    """The tiny school with more notices, all of them logged."""
    return SALTED + "".join(notices) + "=== content/log (logged 2026-01-20)\n"


def told(prepared: Prepared) -> list[str]:
    return [found.code.id for found in prepared.problems]


def named(prepared: Prepared) -> set[str]:
    """The notices that the errors name."""
    return {str(dict(found.args)["notice"]) for found in prepared.problems if found.is_error}


class TestSound:
    def test_a_log_that_holds_is_no_problem(self, school: School) -> None:
        assert told(school(LOGGED)) == []

    def test_a_school_without_a_log_hears_nothing_of_it(self, school: School) -> None:
        assert told(school()) == []
        assert told(school(SALTED)) == []

    def test_an_empty_log_waits_for_its_lines(self, school: School) -> None:
        prepared = school(SALTED + f"=== {PUBLIC} (with escapes)\n")
        assert told(prepared) == ["B909"]
        assert len(prepared.problems[0].related) == 1  # the other notice: the log is empty for both of one cause
        assert prepared.edition is not None

    def test_what_is_not_due_is_not_missed(self, school: School) -> None:
        assert told(school(LOGGED + notice("plan", "2026-01-21"))) == []
        assert told(school(LOGGED + notice("plan", "2026-01-21"), "2026-01-21")) == ["B909"]

    def test_an_earlier_day_can_be_looked_at(self, school: School) -> None:
        assert told(school(LOGGED, "2026-01-06")) == []

    def test_a_notice_may_move_to_another_year(self, school: School) -> None:
        moved = notice("plan", "2026-01-09").replace("notices/2026", "notices/2025")
        prepared = school(logged(notice("plan", "2026-01-09")) + f"=== -{PLAN}\n" + moved)
        assert told(prepared) == ["N412"]  # which says only that it is filed under another year

    def test_internal_notices_have_a_log_of_their_own(self, school: School) -> None:
        prepared = school(logged(notice("plan", "2026-01-09", "scope: 校内\n")))
        assert told(prepared) == []
        assert [row.line.id for row in rows(INTERNAL, prepared.dataset.kept[INTERNAL]) if row.line] == ["plan"]
        assert b"plan" not in prepared.dataset.kept[PUBLIC]


class TestNotices:
    @pytest.mark.parametrize(
        ("change", "hint"),
        [
            (f"=== {RESULT} (change)\n-现将结果予以公布。\n+现将结果予以公开。\n", "hint"),
            (f"=== {RESULT} (change)\n-number: 镇职〔2026〕2号\n+number: 镇职〔2026〕9号\n", "hint"),
            (f"=== {RESULT} (change)\n-published: 2026-01-14\n+published: 2026-01-13\n", "hint_date"),
            (f"=== {RESULT} (change)\n-published: 2026-01-14\n+published: 2026-01-19\n", "hint_date"),
            (f"=== {RESULT} (change)\n studios: [hong]\n+scope: 校内\n", "hint"),
            (f"=== {RESULT} (change)\n studios: [hong]\n+summary: 结果。\n", "hint"),
            (f"=== {RESULT} (change)\n-studios: [hong]\n+studios: [ hong ]\n", "hint_source"),
            (f"=== {RESULT} (change)\n-salt: ffeeddccbbaa99887766554433221100\n", "hint_salt"),
            (f"=== {RESULT} (instead \\n \\r\\n)\n", "hint_source"),
        ],
        ids="text number back-dated post-dated scope summary blanks salt CRLF".split(),
    )
    def test_a_change_is_told_once_and_named(self, school: School, change: str, hint: str) -> None:
        prepared = school(LOGGED + change)
        [found] = [found for found in prepared.problems if found.code.id.startswith("B9")]
        assert (found.code.id, found.hint, found.where.path) == ("B904", hint, RESULT)
        assert "grades-result" in named(prepared)
        assert prepared.edition is None

    def test_links_cannot_be_added_or_taken_back(self, school: School) -> None:
        later = notice("later", "2026-01-15", "links: [{type: 补充, to: plan}]\n")
        without = later.replace("links: [{type: 补充, to: plan}]\n", "")
        plan = notice("plan", "2026-01-09")
        assert told(school(logged(plan, later) + without)) == ["B904"]
        assert told(school(logged(plan, without) + later)) == ["B904"]

    def test_a_notice_that_is_gone_is_named(self, school: School) -> None:
        prepared = school(logged(notice("plan", "2026-01-09")) + f"=== -{PLAN}\n")
        assert (told(prepared), named(prepared)) == (["B905"], {"plan"})

    def test_a_notice_that_cannot_be_read_is_not_said_to_be_gone(self, school: School) -> None:
        prepared = school(logged(notice("plan", "2026-01-09")) + f"=== {PLAN}\nno front matter\n")
        assert told(prepared) == ["Y204"]

    def test_a_new_notice_cannot_be_back_dated(self, school: School) -> None:
        prepared = school(LOGGED + notice("plan", "2026-01-13"))
        assert (told(prepared), named(prepared)) == (["B908"], {"plan"})
        assert told(school(LOGGED + notice("plan", "2026-01-14"))) == ["B909"]


def altered(school: School, alter: Callable[[list[bytes]], list[bytes]], *notices: str) -> Prepared:
    """The tiny school after somebody has changed the lines of its log."""
    prepared = school(logged(*notices))
    path = prepared.root / PUBLIC
    path.write_bytes(b"".join(alter(path.read_bytes().splitlines(keepends=True))))
    return prepare(prepared.root, TODAY)


def rechained(lines: list[bytes]) -> list[bytes]:
    """The same lines with numbers and digests that fit: what a forger would do."""
    previous, forged = "0" * 64, []
    for number, line in enumerate(lines, 1):
        _, _, rest = line.partition(b",")
        text = rest[: rest.rindex(b'"prev":')]
        forged.append(b'{"n":%d,' % number + text + b'"prev":"%s"}\n' % previous.encode())
        previous = hashlib.sha256(forged[-1]).hexdigest()
    return forged


class TestLog:
    PLANS = (notice("plan", "2026-01-09"), notice("rest", "2026-01-10"))

    def test_a_deleted_line(self, school: School) -> None:
        prepared = altered(school, lambda lines: lines[:1] + lines[2:], *self.PLANS)
        assert told(prepared) == ["B903", "B908"]
        assert "plan" in named(prepared)

    def test_a_deleted_line_with_the_others_made_to_fit(self, school: School) -> None:
        prepared = altered(school, lambda lines: rechained(lines[:1] + lines[2:]), *self.PLANS)
        assert (told(prepared), named(prepared)) == (["B908"], {"plan"})

    def test_an_inserted_line(self, school: School) -> None:
        prepared = altered(school, lambda lines: lines[:2] + lines[1:], *self.PLANS)
        assert told(prepared) == ["B903", "B906"]
        assert "plan" in named(prepared)
        forged = altered(school, lambda lines: rechained(lines[:2] + lines[1:]), *self.PLANS)
        assert (told(forged), named(forged)) == (["B906"], {"plan"})

    def test_lines_in_another_order(self, school: School) -> None:
        prepared = altered(school, lambda lines: [lines[0], lines[2], lines[1], lines[3]], *self.PLANS)
        assert told(prepared) == ["B903"] * 3
        assert {"plan", "rest"} <= named(prepared)
        forged = altered(school, lambda lines: rechained([lines[0], lines[2], lines[1], lines[3]]), *self.PLANS)
        assert (told(forged), named(forged)) == (["B907"], {"plan"})

    def test_other_numbers(self, school: School) -> None:
        prepared = altered(school, lambda lines: [lines[0].replace(b'"n":1,', b'"n":7,'), *lines[1:]])
        assert told(prepared) == ["B902", "B903"]

    def test_another_day(self, school: School) -> None:
        forged = altered(
            school, lambda lines: rechained([line.replace(b"2026-01-14", b"2026-01-12") for line in lines])
        )
        assert (told(forged), named(forged)) == (["B906"], {"grades-result"})

    def test_a_log_that_is_cut_waits_for_its_lines(self, school: School) -> None:
        """From the files alone it cannot be told from one that was not written yet: that is what kept heads are for."""
        prepared = altered(school, lambda lines: lines[:-1], *self.PLANS)
        assert told(prepared) == ["B909"]
        assert told(altered(school, lambda lines: [*lines[:-1], lines[-1][:-1]])) == ["B901"]
        assert told(altered(school, lambda lines: [*lines[:-1], lines[-1][:100]])) == ["B901"]

    def test_a_fork_is_another_log(self, school: School) -> None:
        """Its ends have a beginning in common, neither holds the other's head, and they cannot be laid together."""
        one, other = (
            school(LOGGED + notice(name, "2026-01-15") + AGAIN).dataset.kept[PUBLIC] for name in ("one", "other")
        )
        first, second = rows(PUBLIC, one), rows(PUBLIC, other)
        assert first[:2] == second[:2]
        assert first[2].digest not in {row.digest for row in second}
        merged = school(LOGGED + notice("one", "2026-01-15") + notice("other", "2026-01-15"))
        (merged.root / PUBLIC).write_bytes(one + second[2].raw)
        assert told(prepare(merged.root, TODAY)) == ["B903"]

    @pytest.mark.parametrize("end", [b"\r\n", b"\n\n", b" \n"])
    def test_other_line_ends(self, school: School, end: bytes) -> None:
        prepared = altered(school, lambda lines: [line[:-1] + end for line in lines])
        assert set(told(prepared)) <= {"B901", "B903"}
        assert prepared.edition is None

    def test_every_change_of_one_byte_is_an_error(self, school: School) -> None:
        root = school(logged(notice("plan", "2026-01-09"))).root
        path = root / PUBLIC
        data = path.read_bytes()
        for place in range(0, len(data), 7):
            changed = bytearray(data)
            changed[place] ^= 1 << place % 8
            path.write_bytes(bytes(changed))
            prepared = prepare(root, TODAY)
            assert prepared.edition is None, (place, bytes(changed))

    def test_a_line_in_the_wrong_log(self, school: School) -> None:
        prepared = school(logged(notice("plan", "2026-01-09", "scope: 校内\n")))
        path = prepared.root / INTERNAL
        with (prepared.root / PUBLIC).open("ab") as file:
            file.write(path.read_bytes())
        path.unlink()
        assert {"B903", "B906"} <= set(told(prepare(prepared.root, TODAY)))


class TestTakenDown:
    def test_before_it_is_logged_the_notice_is_not_compared_and_a_line_is_due(self, school: School) -> None:
        prepared = school(logged(notice("plan", "2026-01-09")) + STUB)
        assert told(prepared) == ["B909"]
        assert prepared.problems[0].where.path == PLAN

    def test_afterwards_it_is_withdrawn_from_view_and_the_log_holds(self, school: School) -> None:
        prepared = school(logged(notice("plan", "2026-01-09")) + STUB + "=== content/log (logged 2026-01-20)\n")
        assert told(prepared) == []
        lines = [row.line for row in rows(PUBLIC, prepared.dataset.kept[PUBLIC]) if row.line and row.line.id == "plan"]
        assert [(line.event, line.day) for line in lines] == [
            ("publish", date(2026, 1, 9)),
            ("take_down", date(2026, 1, 18)),
        ]
        assert lines[1].source == digest((prepared.root / PLAN).read_bytes())

    def test_what_is_left_does_not_change_either(self, school: School) -> None:
        overlay = logged(notice("plan", "2026-01-09")) + STUB + "=== content/log (logged 2026-01-20)\n"
        changed = school(overlay + STUB.replace("公示期满", "另有原因"))
        assert (told(changed), named(changed)) == (["B904"], {"plan"})
        back = school(overlay + notice("plan", "2026-01-09"))
        assert "plan" in named(back)
        assert back.edition is None

    def test_it_is_compared_until_the_day_has_come(self, school: School) -> None:
        early = STUB.replace("2026-01-18", "2026-02-18")
        assert told(school(logged(notice("plan", "2026-01-09")) + early)) == ["B904"]

    def test_it_is_still_linked_to(self, school: School) -> None:
        later = notice("later", "2026-01-19", "links: [{type: 补充, to: plan}]\n")
        overlay = logged(notice("plan", "2026-01-09")) + STUB + "=== content/log (logged 2026-01-18)\n" + later
        assert told(school(overlay + "=== content/log (logged 2026-01-20)\n")) == []


def test_no_two_notices_have_one_salt(school: School) -> None:
    again = notice("plan", "2026-01-16", salt="ffeeddccbbaa99887766554433221100")
    prepared = school(SALTED + again)
    assert told(prepared) == ["B910"]
    assert Path(prepared.problems[0].where.path).stem == "plan"
