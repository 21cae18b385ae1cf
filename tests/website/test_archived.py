"""Frozen years on the live site: to the byte, apart from everything else, and one step from any page."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.archive.verify import verify
from generator.core.pipeline import Prepared
from tests.command import ROOT, run
from tests.commands.test_log import git, spoil
from tests.core.compute.test_log import SALTED
from tests.golden.overlay import lay_school
from tests.website.small import tree

FROZEN, LATER = "2026-01-20", "2026-02-20"
NAME = "jiangpu-2025-v1"


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school that has frozen 2025, put it beside its repository and gone on: its studio has another name."""
    root = tmp_path_factory.mktemp("mounted") / "school"
    lay_school(root, SALTED)
    (root / "content/pages").mkdir()
    (root / "content/pages/about.md").write_text("# 关于\n", "utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "2025")
    vault = root.parent / "vault"
    assert run("-C", root, "archive", "create", "2025", "-o", vault, "--as-of", FROZEN).returncode == 0
    assert run("-C", root, "archive", "record", vault / f"{NAME}.zip").returncode == 0
    spoil(root / "studios/hong/achievements/2025/cup.md", "title: ", "title: 后来的")
    name_archives(root, f"../vault/{NAME}.zip")
    return root


def name_archives(root: Path, *paths: str) -> None:
    site = root / "content/site.yml"
    kept = [line for line in site.read_text("utf-8").splitlines() if not line.startswith("archives:")]
    site.write_text("\n".join([*kept, f"archives: [{', '.join(paths)}]", ""]), "utf-8")


@pytest.fixture(scope="module")
def site(school: Path) -> Mapping[str, bytes]:
    target = school.parent / "site"
    done = run("-C", school, "build", "-d", target, "--as-of", LATER)
    assert done.returncode == 0, done.stdout + done.stderr
    return tree(target)


def test_the_archived_site_is_there_to_the_byte(school: Path, site: Mapping[str, bytes]) -> None:
    kept = tree(school.parent / "vault" / NAME / "data/site")
    assert {address: site[f"archive/2025/{address}"] for address in kept} == kept
    assert sum(address.startswith("archive/2025/") for address in site) == len(kept)


def test_a_folder_gives_the_same_but_no_zip_to_take_away(
    school: Path, site: Mapping[str, bytes], tmp_path: Path
) -> None:
    name_archives(school, f"../vault/{NAME}")
    try:
        assert run("-C", school, "build", "-d", tmp_path / "site", "--as-of", LATER).returncode == 0
    finally:
        name_archives(school, f"../vault/{NAME}.zip")
    other = tree(tmp_path / "site")
    assert site.keys() - other.keys() == {f"archive/{NAME}.zip"}
    differing = {address for address in other if other[address] != site[address]}
    # The open data say of the archive what its page says.
    said = {"data/edition.json", "data/dcat.jsonld", "data/sha256sums.txt", "data/index.html"}
    assert differing == {"archive/index.html", "robots.txt", *said}


def test_mkdocs_gives_the_same_bytes(school: Path, site: Mapping[str, bytes], tmp_path: Path) -> None:
    for name in ("mkdocs.yml", "theme"):
        if not (school / name).exists():
            (school / name).symlink_to(ROOT / name)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "site")]
    environment = os.environ | {"JIANGPU_AS_OF": LATER}
    done = subprocess.run(command, cwd=school, check=False, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "site") == site


@pytest.mark.parametrize(
    "address", ["studios/hong/index.html", "achievements/year-2025.html", "grades/2025/index.html"]
)
def test_pages_lead_to_how_they_stood(site: Mapping[str, bytes], address: str) -> None:
    links = LexborHTMLParser(site[address]).css(".jp-earlier a")
    assert [link.text() for link in links] == ["2025年"]
    assert links[0].attributes["href"] == "../" * address.count("/") + f"archive/2025/{address}"
    assert "后来的" not in site[f"archive/2025/{address}"].decode()


def test_an_archived_page_leads_to_where_it_is_now_and_to_all_years(site: Mapping[str, bytes]) -> None:
    page = LexborHTMLParser(site["archive/2025/studios/hong/index.html"])
    assert [link.attributes["href"] for link in page.css(".jp-frozen a")] == [
        *("https://tiny.example/studios/hong/index.html", "https://tiny.example/archive/index.html")
    ]


def test_search_engines_are_kept_out(site: Mapping[str, bytes]) -> None:
    robots = site["robots.txt"].decode().splitlines()
    assert "Disallow: /archive/2025/" in robots
    assert f"Disallow: /archive/{NAME}.zip" in robots
    assert b"/archive/2025/" not in site["sitemap.xml"]
    assert b"/archive/index.html" in site["sitemap.xml"]


def test_the_archive_page_says_what_is_on_record_and_how_to_check_it(school: Path, site: Mapping[str, bytes]) -> None:
    text = LexborHTMLParser(site["archive/index.html"]).body.text()  # type: ignore[union-attr]
    record = (school / "content/archive/2025.yml").read_text("utf-8")
    for name in ("digest", "zip", "commit"):
        value = next(line for line in record.splitlines() if line.strip().startswith(f"{name}: ")).split('"')[1]
        assert value in text
    assert "2026年1月20日" in text
    assert "sha256sum -c manifest-sha256.txt" in text
    assert site[f"archive/{NAME}.zip"] == (school.parent / "vault" / f"{NAME}.zip").read_bytes()


class TestRefused:
    def refused(self, school: Path, tmp_path: Path, path: str) -> str:
        name_archives(school, path)
        try:
            done = run("-C", school, "build", "-d", tmp_path / "site", "--as-of", LATER)
        finally:
            name_archives(school, f"../vault/{NAME}.zip")
        assert done.returncode == 1
        assert not (tmp_path / "site").exists()
        [line] = [line for line in (done.stdout + done.stderr).splitlines() if "C604" in line]
        number = (school / "content/site.yml").read_text("utf-8").splitlines().index(f"archives: [../vault/{NAME}.zip]")
        assert line.startswith(f"content/site.yml:{number + 1}:12: ")
        return done.stdout + done.stderr

    def test_a_bag_with_one_bit_turned(self, school: Path, tmp_path: Path) -> None:
        data = bytearray((school.parent / "vault" / f"{NAME}.zip").read_bytes())
        at = data.index(b"<body")
        data[at + 1] ^= 1
        (school.parent / "vault/bad.zip").write_bytes(data)
        assert "archive verify" in self.refused(school, tmp_path, "../vault/bad.zip")

    @pytest.mark.parametrize("path", ["../vault", "content/site.yml", "gone.zip", "/dev/null"])
    def test_what_is_no_bag(self, school: Path, tmp_path: Path, path: str) -> None:
        assert "archive verify" in self.refused(school, tmp_path, path)

    def test_one_for_the_school_alone(self, school: Path, tmp_path: Path) -> None:
        git(school, "stash", "-qu")
        made = run(
            *("-C", school, "archive", "create", "2025", "-o", tmp_path / "own", "--as-of", FROZEN),
            *("--scope", "internal"),
        )
        git(school, "stash", "pop", "-q")
        assert made.returncode == 0, made.stderr
        assert "校内存档" in self.refused(school, tmp_path, f"{tmp_path}/own/{NAME}-internal.zip")


def test_a_page_by_hand_cannot_stand_among_archived_ones(school: Path, tmp_path: Path) -> None:
    page = school / "content/pages/archive/2025/mine.md"
    page.parent.mkdir(parents=True)
    page.write_text("# 我的\n", "utf-8")
    try:
        done = run("-C", school, "build", "-d", tmp_path / "site", "--as-of", LATER)
    finally:
        page.unlink()
        page.parent.rmdir()
        page.parent.parent.rmdir()
    assert done.returncode == 2
    assert "archive/2025/" in done.stderr


def test_what_has_changed_since_is_a_page(site: Mapping[str, bytes]) -> None:
    page = LexborHTMLParser(site["archive/since-2025.html"].decode())
    heads = [head.text(strip=True) for head in page.css("main h2")]
    assert heads == ["成果\xa0· 改动", "考核结果\xa0· 改动"]
    link = page.css_first("main .jp-list a")
    assert link is not None
    assert link.text().startswith("后来的")
    assert link.attributes["href"] == "../achievements/hong/cup.html"


def test_the_samples_2024_is_frozen_with_an_erratum_and_small_enough_to_be_kept_in_git(
    prepared_sample: Prepared,
) -> None:
    shelf = prepared_sample.dataset.shelf("archive")
    known = {year: entry.record for year, entry in shelf.items()}
    assert {year: [each.reason is not None for each in one.versions] for year, one in known.items()} == {
        "2024": [False, True]
    }
    [packed] = (ROOT / "content/archive").glob("*.zip")
    assert packed.name == "jiangpu-2024-v2.zip"
    assert packed.stat().st_size <= 5_000_000
    proof = verify(packed, known, (ROOT / "content/log/notices.jsonl").read_bytes())
    assert (proof.holds, proof.standing, proof.faults) == (True, "recorded", ())
