"""One studio's pages ahead of the site: as the whole site will have them, and nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from generator.core.document import Parsed, parse
from generator.core.source import SourceFile
from generator.website.ahead import Stand, built_ahead, studio_of
from generator.website.build import build
from tests.website.small import CUP, MEMBERS, STUDIO, read_school, tree

CUP_PAGE = "achievements/welding-he/cup.html"
PAGES = {CUP_PAGE, "people/p001.html", "studios/welding-he/index.html"}


@pytest.fixture
def stand(school: Path, tmp_path: Path) -> Stand:
    found = build(read_school(school), tmp_path / "site").stand
    assert found is not None
    return found


def whole(school: Path, tmp_path: Path) -> dict[str, bytes]:
    """The site as a build makes it of the files."""
    build(read_school(school), tmp_path / "whole")
    return tree(tmp_path / "whole")


def test_the_pages_are_as_the_site_will_have_them(school: Path, tmp_path: Path, stand: Stand) -> None:
    cup = school / "studios/welding-he/achievements/2025/cup.md"
    cup.write_text(CUP.replace("薄板", "厚板"), "utf-8")
    stand, prepared, pages = built_ahead(stand, "welding-he", tmp_path / "site")
    after, later = tree(tmp_path / "site"), whole(school, tmp_path)
    assert not prepared.problems
    assert CUP_PAGE in pages
    assert set(pages) <= PAGES
    for address in pages:
        assert after[address] == later[address], address
    assert built_ahead(stand, "welding-he", tmp_path / "site")[2] == ()


def test_a_new_achievement_has_its_page_and_its_picture(school: Path, tmp_path: Path, stand: Stand) -> None:
    folder = school / "studios/welding-he"
    (folder / "achievements/2026").mkdir()
    new = CUP.replace("薄板", "新作").replace("2025-05-01", "2026-02-01")
    (folder / "achievements/2026/new.md").write_text(new, "utf-8")
    _, prepared, pages = built_ahead(stand, "welding-he", tmp_path / "site")
    assert not prepared.problems
    assert "achievements/welding-he/new.html" in pages
    here, later = tree(tmp_path / "site"), whole(school, tmp_path)
    for address in pages:
        assert here[address] == later[address], address


def test_what_is_wrong_is_told_and_kept_out(school: Path, tmp_path: Path, stand: Stand) -> None:
    cup = school / "studios/welding-he/achievements/2025/cup.md"
    cup.write_text(CUP.replace("people: [p001]", "people: [p009]"), "utf-8")
    _, prepared, pages = built_ahead(stand, "welding-he", tmp_path / "site")
    assert [(found.code.id, found.where.line) for found in prepared.problems] == [("A321", 7)]
    assert CUP_PAGE in pages  # it says that it is under correction
    assert "studios/welding-he/index.html" in pages


def test_a_studio_that_is_new_or_gone_waits_for_the_site(school: Path, tmp_path: Path, stand: Stand) -> None:
    new = school / "studios/turning-li"
    new.mkdir()
    (new / "studio.yml").write_text(STUDIO.replace("焊接", "车削"), "utf-8")
    (new / "members.yml").write_text(MEMBERS, "utf-8")
    before = tree(tmp_path / "site")
    assert built_ahead(stand, "turning-li", tmp_path / "site")[2] == ()
    (school / "studios/welding-he/studio.yml").write_text("names: [", "utf-8")
    _, prepared, pages = built_ahead(stand, "welding-he", tmp_path / "site")
    assert prepared.errors
    assert pages == ()
    assert tree(tmp_path / "site") == before


def test_only_what_was_changed_is_parsed(school: Path, tmp_path: Path, stand: Stand) -> None:
    parsed: list[str] = []

    @cache
    def read(file: SourceFile) -> Parsed:
        parsed.append(file.path)
        return parse(file)

    built_ahead(stand, "welding-he", tmp_path / "site", read)
    assert {path.split("/")[1] for path in parsed} == {"welding-he"}  # nobody else's are read at all
    parsed.clear()
    cup = school / "studios/welding-he/achievements/2025/cup.md"
    cup.write_text(CUP.replace("薄板", "厚板"), "utf-8")
    assert built_ahead(stand, "welding-he", tmp_path / "site", read)[2]
    assert parsed == ["studios/welding-he/achievements/2025/cup.md"]


@pytest.mark.parametrize(
    ("paths", "studio"),
    [
        (["studios/a/studio.yml"], "a"),
        (["studios/a/studio.yml", "studios/a/files/1.jpg"], "a"),
        (["studios/a/studio.yml", "studios/b/studio.yml"], None),
        (["studios/a/studio.yml", "content/site.yml"], None),
        (["content/a/site.yml"], None),
        (["studios/notes.txt"], None),
        ([], None),
    ],
)
def test_whose_files_have_changed(paths: list[str], studio: str | None) -> None:
    assert studio_of(paths) == studio
