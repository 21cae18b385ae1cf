"""A mark in every free text of one record of each kind; they are taken down, and no byte of the site holds it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.core.compute.takedown import NOT_TO_BE_TAKEN
from generator.core.dataset import Entry
from generator.core.document import Route
from generator.core.pipeline import Prepared, prepare
from generator.core.problem import Where
from generator.core.records.base import shape
from generator.core.records.kinds import KINDS
from generator.decoding import decoder
from generator.website.build import build
from tests.core.conftest import remembered
from tests.golden.overlay import lay_school
from tests.stocked import stocked
from tests.website.small import tree
from tests.website.test_canary import LATIN, MARK, forms, unpacked

HOUSE = Path(__file__).parents[2]
DAY = date(2026, 3, 18)
KINDS_TAKEN = [kind.name for kind in KINDS if kind.name not in NOT_TO_BE_TAKEN | {"member", "studio"}]
"""One record of each of these. The studio is taken as a whole in a test of its own."""
TAKEN_PERSON = "p205"


def taken(records: list[str], day: str = "2026-03-01") -> str:
    rows = "".join(
        f"  - {{record: {each}, date: {day}, reason: 本人要求, note: {MARK}, stub: 是}}\n" for each in records
    )
    return f"takedowns:\n{rows}"


@pytest.fixture(scope="module")
def marked(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The sample with the marks, and what is to be taken down."""
    root = tmp_path_factory.mktemp("takedown") / "school"
    shutil.copytree(sample, root)
    (root / "content/takedowns.yml").unlink()
    dataset = prepare(root, DAY, parse=remembered).dataset
    chosen: list[Entry[Any]] = []
    for kind in KINDS_TAKEN:
        old = [entry for entry in dataset.shelf(kind).values() if entry.studio in {"", "cnc-lin"} or kind == "resource"]
        chosen.append(old[0])
    people = [member for member in dataset.members if member.record.id == TAKEN_PERSON]
    plant(root, [*chosen, *people])
    for entry in chosen:
        if entry.document.path.endswith(".md"):
            with (root / entry.document.path).open("a", encoding="utf-8") as file:
                file.write(f"\n{MARK}又及。\n")
    with (root / "studios/welding-he/profile.md").open("a", encoding="utf-8") as file:
        file.write(f"\n又请了{people[0].record.name}{MARK}来讲课。\n")
    return root, [*(f"{entry.key.kind} {entry.key.id}" for entry in chosen), f"person {TAKEN_PERSON}"]


def plant(root: Path, entries: list[Entry[Any]]) -> None:
    """Put the mark behind every text of these that may be any text: where it leads to an error it is left out."""
    places = {where for entry in entries for where in free_texts(entry)}
    pristine = {path: (root / path).read_text(encoding="utf-8") for path in {where.path for where in places}}
    while True:
        for path, text in pristine.items():
            lines = text.split("\n")
            for where in sorted((each for each in places if each.path == path), reverse=True):
                line = lines[where.line - 1]
                end = where.column - 1 + where.length
                end -= line[end - 1] in "\"'"
                lines[where.line - 1] = line[:end] + MARK + line[end:]
            (root / path).write_text("\n".join(lines), encoding="utf-8")
        wrong = {
            (found.where.path, found.where.line)
            for found in prepare(root, DAY, parse=remembered).problems
            if found.is_error
        }
        if not wrong:
            break
        places = {where for where in places if (where.path, where.line) not in wrong}
    assert len(places) > 3 * len(entries)


def free_texts(entry: Entry[Any]) -> Iterator[Where]:
    value = entry.document.value
    for part in entry.route:
        value = value[part]
    problems = shape(type(entry.record), marked_all(value), entry.document, entry.key, entry.route)[1]
    wrong = {found.where for found in problems}
    for route, text in leaves(value, ()):
        where = entry.where(*route)
        if where.length in {len(text), len(text) + 2} and where not in wrong:
            yield where


def marked_all(value: Any) -> Any:
    if isinstance(value, str):
        return value + MARK
    if isinstance(value, dict):
        return {key: marked_all(inner) for key, inner in value.items()}
    return [marked_all(inner) for inner in value] if isinstance(value, list) else value


def leaves(value: Any, route: Route) -> Iterator[tuple[Route, str]]:
    if isinstance(value, str):
        yield route, value
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*route, key))


def built(root: Path, day: date = DAY) -> tuple[Prepared, dict[str, bytes]]:
    prepared = prepare(root, day, decode=decoder(root), parse=remembered)
    assert not prepared.blocked, [found for found in prepared.problems if found.is_error]
    target = root.with_name(f"site-{day}")
    assert build(prepared, target).written is not None
    return prepared, tree(target)


def holding(site: dict[str, bytes], mark: str) -> set[str]:
    wanted = list(forms(mark))
    return {
        name for name, data in site.items() if any(form in piece for piece in unpacked(data) for form in wanted)
    } | {name for name in site if mark in name}


def test_what_is_taken_down_is_in_no_byte_of_the_site(marked: tuple[Path, list[str]]) -> None:
    root, records = marked
    (root / "content/takedowns.yml").write_text(taken(records), encoding="utf-8")
    before, shown = built(root, date(2026, 2, 28))
    assert {f"studios/cnc-lin/{page}.html" for page in ("index", "trainings", "cooperation")} <= holding(shown, MARK)
    assert len(before.sources.files) == len(prepare(root, DAY, parse=remembered).sources.files)
    assert before.edition is not None
    assert before.edition.next_change == "2026-03-01"  # the site is to be built again on that day

    prepared, site = built(root)

    assert holding(site, MARK) == set()
    assert "X930" not in {found.code.id for found in prepared.problems}
    stubs = [name for name in site if name.endswith(".html") and "<h1>已撤下</h1>".encode() in site[name]]
    assert len(stubs) == 6  # an achievement, a report, a person, a plan, a group, a round
    internal = prepared.whole_edition()
    assert MARK in repr(internal)
    assert not internal.taken_down


def test_a_grade_keeps_what_it_counted_and_is_not_incomplete(marked: tuple[Path, list[str]]) -> None:
    root, records = marked
    (root / "content/takedowns.yml").write_text(taken([]) + "  []\n", encoding="utf-8")
    before = prepare(root, DAY, parse=remembered).edition
    (root / "content/takedowns.yml").write_text(taken(records), encoding="utf-8")
    after = prepare(root, DAY, parse=remembered).edition
    assert before is not None
    assert after is not None
    for old, new in zip(before.grade_years, after.grade_years, strict=True):
        for grade in new.grades:
            same = next(each for each in old.grades if each.studio == grade.studio)
            assert (grade.score, grade.final, grade.place, grade.incomplete) == (
                same.score,
                same.final,
                same.place,
                same.incomplete,
            )
            for mine, theirs in zip(grade.categories, same.categories, strict=True):
                for point, other in zip(mine.points, theirs.points, strict=True):
                    assert len(point.evidence) == len(other.evidence)
    labels = [ref.label for year in after.grade_years for one in year.grades for part in one.categories
              for point in part.points for ref in point.evidence]  # fmt: skip
    assert labels.count("已撤下") > 3
    assert len(after.achievements) == len(before.achievements) - 1
    assert not any(studio.incomplete for studio in after.studios)


def test_a_whole_studio(sample: Path, tmp_path: Path) -> None:
    root = tmp_path / "school"
    shutil.copytree(sample, root)
    (root / "content/takedowns.yml").write_text(taken(["studio welding-he"]), encoding="utf-8")
    prepared, site = built(root)
    assert prepared.edition is not None
    assert "welding-he" not in {studio.id for studio in prepared.edition.studios}
    left = {name for name in site if name.startswith(("studios/welding-he/", "achievements/welding-he/"))}
    kept = {each.address for each in prepared.edition.addresses}  # which open for good, and say that there is nothing
    assert "studios/welding-he/index.html" in left
    assert left <= kept
    heads = {node.text() for name in left for node in LexborHTMLParser(site[name]).css("h1")}
    assert heads == {"此页已不再公开", "此页已并到别处", "已撤下"}
    assert not any("焊接" in node.text() for name in left for node in LexborHTMLParser(site[name]).css("main"))
    assert "焊接技术" not in site["grades/2025/index.html"].decode()
    assert "已撤下" in site["grades/2025/index.html"].decode()
    assert not prepared.errors


FILES = f"""\
=== studios/hong/files/{LATIN}.jpg (made jpeg)
=== studios/hong/files/{LATIN}-2.pdf (made pdf)
=== studios/hong/profile.md (change)
+![打磨好的角尺](files/{LATIN}.jpg)
=== studios/hong/achievements/2025/cup.md (change)
     file: certificate.pdf
+  - title: {MARK}
+    issuer: {MARK}
+    number: {MARK}
+    file: {LATIN}-2.pdf
=== content/takedowns.yml
takedowns:
  - {{record: studios/hong/files/{LATIN}.jpg, date: 2026-01-15, reason: 同意撤回}}
  - {{record: studios/hong/files/{LATIN}-2.pdf, date: 2026-01-15, reason: 权利人要求}}
"""


def test_pictures_and_documents(tmp_path: Path) -> None:
    root = tmp_path / "school"
    lay_school(root, FILES)
    shutil.copytree(HOUSE / "theme", root / "theme")
    prepared, site = built(stocked(root), date(2026, 1, 20))
    assert not prepared.errors
    assert holding(site, MARK) | holding(site, LATIN) == set()
    assert [name for name in site if name.startswith("files/")] == [
        name for name in site if name.endswith("certificate.pdf")
    ]
    files = {path: digest for path, (digest, _) in prepared.dataset.files.items()}
    stay = {digest for path, digest in files.items() if LATIN not in path}  # of the same bytes as one of the others
    digests = {digest for path, digest in files.items() if LATIN in path} - stay
    assert digests
    assert not any(digest.encode() in data for digest in digests for data in site.values())
    assert holding(built(root, date(2026, 1, 14))[1], LATIN)  # till the day before
