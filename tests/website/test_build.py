"""The whole site, by both ways in: the same bytes, nothing unused, no fault of the school's written over."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from base64 import b64encode
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import get_args

import pytest

from generator.appending import append_lines
from generator.core.checks.by_hand import BROKEN_LINK
from generator.core.compute.log import appended
from generator.core.compute.notice import State
from generator.core.pages.address import EMBED
from generator.core.pages.embed.svg import STYLE
from generator.core.pipeline import prepare
from generator.core.problem import Where
from generator.website.build import Built, build
from generator.website.fault import WebsiteError
from generator.website.frame import NOINDEX
from generator.website.links import broken_links, pages_of
from generator.website.site import BrokenPages
from tests.golden.overlay import lay_school
from tests.stocked import stocked
from tests.website.small import CUP, DAY, HOUSE, read_school, tree, write_school

PAGE = "studios/welding-he/index.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    """A small school and what its build said; nothing here changes it."""
    root = write_school(tmp_path_factory.mktemp("built") / "school")
    return root, build(read_school(root), root / "site")


@pytest.fixture(scope="module")
def site(built: tuple[Path, Built]) -> dict[str, bytes]:
    return tree(built[0] / "site")


def _mkdocs(root: Path, target: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(target)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(HOUSE), "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_every_link_of_the_tree_leads_somewhere(site: dict[str, bytes]) -> None:
    assert broken_links(pages_of(site.items()), site, rooted={"404.html": "/school/"}) == ()


def test_pages_hang_in_the_frame_of_their_section_at_any_depth(site: dict[str, bytes]) -> None:
    for address, name in {"index.html": "首页", PAGE: "工作室", "achievements/welding-he/cup.html": "成果"}.items():
        html = site[address].decode()
        assert re.findall(r'aria-current="(?:page|true)">(\w+)<', html) == [name]
        assert f'href="{"../" * address.count("/")}assets/stylesheets/jiangpu.' in html
        assert f'<link rel="canonical" href="https://jiangpu.example/school/{address}">' in html
    assert 'class="jp-head jp-head--home"' in site["index.html"].decode()


def test_contributed_text_is_text_everywhere(site: dict[str, bytes]) -> None:
    page = site["achievements/welding-he/cup.html"].decode()
    assert "<title>薄板&lt;/title&gt;&lt;b&gt;焊接&lt;/b&gt;赛项 &quot;一等奖&quot; · 云岭匠谱</title>" in page
    assert "<strong>《办法》</strong>规定。" in page
    assert 'content="成果、公示与考核 &lt;逐项&gt; &amp; &quot;可查&quot;"' in site["index.html"].decode()
    # A table is text to whoever opens it, and no browser takes it for a page.
    assert all(b"<b>\xe7\x84\x8a" not in data for place, data in site.items() if not place.endswith(".csv"))


def test_publishes_nothing_that_no_page_uses(site: dict[str, bytes]) -> None:
    pages = "".join(data.decode() for address, data in site.items() if address.endswith(".html"))
    for address in site:
        if address.startswith("assets/"):
            assert address.rpartition("/")[2] in pages
    assert not [address for address in site if "jp-frame" in address or address.endswith((".map", ".gz"))]


SCRIPT_OR_STYLE = r'<script(?! type="application/ld\+json")(?![^>]* src=)|<style|\sstyle=|\son[a-z]+='
"""What a browser would run or draw by; data for search engines are neither."""


def test_no_page_needs_an_inline_script_a_style_attribute_or_another_host(site: dict[str, bytes]) -> None:
    for address, data in site.items():
        if address.endswith(".html"):
            html = data.decode()
            if address.startswith("embed/") and address != EMBED:  # with the style sheet of its drawing, by its digest
                html, sheets = html.replace(f"<style>{STYLE}</style>", ""), html.count("<style")
                assert sheets == 1, address
                assert f"style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'" in html, address
            assert not re.search(SCRIPT_OR_STYLE, html), address
            assert re.search(r"""<meta http-equiv="Content-Security-Policy" content="default-src 'none'""", html), (
                address
            )
            assert not re.search(r'(?:src|<link rel="stylesheet" href)="(?:https?:)?//', html), address


def test_the_chrome_says_no_day_and_no_version(site: dict[str, bytes]) -> None:
    for address, data in site.items():
        if address.endswith(".html"):
            assert b"2026-03-18" not in data, address
            assert b"0.1.0" not in data, address


def is_page(address: str) -> bool:
    """Whether a page of the site stands there: none that only leads elsewhere, and none for the frames of others."""
    inside = address.startswith(("n/", "embed/")) and address != EMBED
    return address.endswith(".html") and address != "404.html" and not inside


def test_status_robots_and_sitemap(site: dict[str, bytes]) -> None:
    status = json.loads(site["status.json"])
    assert status.pop("state") == dict.fromkeys(get_args(State), 0)
    assert status == {"generator": "Jiangpu 0.1.0", "as_of": "2026-03-18", "next_change": None}
    assert b"Sitemap: https://jiangpu.example/school/sitemap.xml\n" in site["robots.txt"]
    listed = [entry.text or "" for entry in ET.fromstring(site["sitemap.xml"]).findall(".//{*}loc")]
    pages = sorted(address for address in site if is_page(address))
    assert listed == [f"https://jiangpu.example/school/{address}" for address in pages]


KEPT = """\
=== content/takedowns.yml
takedowns:
  - {record: achievement hong/cup, date: 2026-01-15, reason: 内容有误}
=== studios/hong/achievements/2025/faulty.md
---
title: 没有类型
---
=== content/log/addresses.txt
2026-01-10 achievements/hong/withdrawn.html
=== content/addresses.yml
addresses:
  - {address: achievements/hong/withdrawn.html, outcome: 撤销, date: 2026-01-15, reason: 重复}
"""


def test_pages_that_only_keep_an_address_are_not_to_be_found(tmp_path: Path) -> None:
    lay_school(tmp_path / "school", KEPT)
    build(prepare(stocked(tmp_path / "school"), date(2026, 1, 20)), tmp_path / "site")
    site = tree(tmp_path / "site")
    stubs = {f"achievements/hong/{name}.html" for name in ("cup", "faulty", "withdrawn")}
    pages = {address for address in site if is_page(address)}
    assert {address for address in pages if NOINDEX.encode() in site[address].partition(b"</head>")[0]} == stubs
    found = [entry.text or "" for entry in ET.fromstring(site["sitemap.xml"]).iterfind(".//{*}loc")]
    assert {url.split("/", 3)[3] for url in found} == pages - stubs


def test_the_head_of_the_log_is_in_the_status_by_both_ways(school: Path, tmp_path: Path) -> None:
    notice = school / "content/notices/2026/call.md"
    notice.parent.mkdir(parents=True)
    head = "title: 通知\nkind: 通知\nissuers: [云岭职业学校]\npublished: 2026-03-10\nsigned: 2026-03-10\n"
    notice.write_text(f"---\n{head}salt: {'5' * 32}\n---\n请照办。\n", encoding="utf-8")
    (school / "theme/pages/notice.html").write_text("<h1>x</h1>", encoding="utf-8")
    (school / "theme/pages/log.html").write_text("<h1>x</h1>", encoding="utf-8")
    dataset = read_school(school).dataset
    append_lines(school, dataset.kept, appended(dataset, DAY))
    build(read_school(school), tmp_path / "site")
    site = tree(tmp_path / "site")
    log = site["log/notices.jsonl"]
    assert log == (school / "content/log/notices.jsonl").read_bytes()
    assert json.loads(site["status.json"])["log"] == {"lines": 1, "head": hashlib.sha256(log).hexdigest()}
    assert json.loads(site["notices/call.json"])["record"]["text"] == "请照办。\n"
    run = _mkdocs(school, tmp_path / "again")
    assert run.returncode == 0, run.stderr
    assert tree(tmp_path / "again") == site


def test_says_what_it_did(built: tuple[Path, Built], site: dict[str, bytes]) -> None:
    said = built[1]
    assert said.files == len(site)
    assert said.pages == sum(map(is_page, site))
    assert said.problems == ()
    assert said.warnings == ()
    assert said.written is not None
    assert said.written.new == len(site)


def test_mkdocs_gives_the_same_bytes(built: tuple[Path, Built], site: dict[str, bytes], tmp_path: Path) -> None:
    run = _mkdocs(built[0], tmp_path / "site")
    assert run.returncode == 0, run.stderr
    assert tree(tmp_path / "site") == site


def test_no_clock_place_or_locale_shows(site: dict[str, bytes], tmp_path: Path) -> None:
    root = write_school(tmp_path / "somewhere else" / "学校")
    surroundings = {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1"}
    run = _mkdocs(root, tmp_path / "out", **surroundings)
    assert run.returncode == 0, run.stderr
    assert tree(tmp_path / "out") == site
    build(read_school(root), tmp_path / "again")
    assert tree(tmp_path / "again") == site


def test_a_studios_fault_is_written_around_and_told_by_the_exit_code(school: Path, tmp_path: Path) -> None:
    (school / "studios/welding-he/achievements/2025/cup.md").write_text(CUP.replace("省级", "国家"), encoding="utf-8")
    run = _mkdocs(school, tmp_path / "site")
    assert run.returncode == 1
    assert "cup.md:4" in run.stderr
    build(read_school(school), tmp_path / "ours")
    assert tree(tmp_path / "ours") == tree(tmp_path / "site")
    assert "薄板" not in (tmp_path / "ours/achievements/welding-he/cup.html").read_text(encoding="utf-8")


def test_the_schools_fault_leaves_the_site_that_was_there(school: Path, tmp_path: Path) -> None:
    kept = tmp_path / "site"
    kept.mkdir()
    (kept / "index.html").write_text("as it was", encoding="utf-8")
    with (school / "content/site.yml").open("a", encoding="utf-8") as file:
        file.write("nonsense: 1\n")
    assert _mkdocs(school, kept).returncode == 1
    assert tree(kept) == {"index.html": b"as it was"}
    with pytest.raises(WebsiteError):
        build(read_school(school), kept)
    assert tree(kept) == {"index.html": b"as it was"}


@pytest.mark.parametrize("name", ["index.md", "README.md", "Status.md", "studios/Index.md", "jp-frame-x.md"])
def test_an_address_of_ours_is_refused_before_anything_is_written(school: Path, tmp_path: Path, name: str) -> None:
    page = school / "content/pages" / name
    page.parent.mkdir(exist_ok=True)
    page.write_text("x", encoding="utf-8")
    with pytest.raises(WebsiteError, match=name):
        build(read_school(school), tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_page_that_cannot_be_read_is_named(school: Path, tmp_path: Path) -> None:
    (school / "content/pages/bad.md").write_text("<![>", encoding="utf-8")
    with pytest.raises(WebsiteError, match=r"content/pages/bad\.md"):
        build(read_school(school), tmp_path / "site")


def test_a_broken_link_on_a_page_written_by_hand_is_told_with_its_place(school: Path, tmp_path: Path) -> None:
    page = school / "content/pages/about.md"
    text = "# 关于\n\n见[甲](studios/nobody.html)。\n\n![乙](https://elsewhere.example/p.png)\n"
    page.write_text(text, encoding="utf-8")
    prepared = read_school(school)
    assert [(found.code.id, found.where, found.hint) for found in prepared.problems if found.code is BROKEN_LINK] == [
        ("W101", Where("content/pages/about.md", 3, 6, 19), "hint_missing"),
        ("W101", Where("content/pages/about.md", 5, 6, 31), "hint_foreign"),
    ]
    said = build(prepared, tmp_path / "site")
    assert said.problems == ()  # they are told once
    assert said.written is not None
    assert build(read_school(school), tmp_path / "strict", strict=True).written is None
    assert not (tmp_path / "strict").exists()


def test_a_broken_link_on_a_data_page_is_our_bug(school: Path, tmp_path: Path) -> None:
    with (school / "theme/pages/studio.html").open("a", encoding="utf-8") as file:
        file.write('<a href="{{ link("nowhere.html") }}">')
    with pytest.raises(BrokenPages, match=r"studios/welding-he/index\.html: \.\./\.\./nowhere\.html"):
        build(read_school(school), tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_school_without_pages_config_or_theme_uses_ours(tmp_path: Path) -> None:
    root = stocked(write_school(tmp_path / "school"))
    (root / "mkdocs.yml").unlink()
    (root / "content/pages/about.md").unlink()
    (root / "content/pages").rmdir()
    said = build(read_school(root), tmp_path / "site")
    assert said.written is not None
    assert "about.html" not in (tmp_path / "site/index.html").read_text(encoding="utf-8")
