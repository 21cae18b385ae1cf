"""A year is frozen from a commit: the same bytes wherever that is done, never twice, and provable ever after."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.archive.pack import write_bag
from generator.archive.verify import verify
from generator.website.links import broken_links, pages_of
from tests.command import run, start
from tests.commands.test_log import git, spoil
from tests.core.compute.test_log import SALTED
from tests.golden.overlay import lay_school

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-01-20"
ROBOTS = b'<meta name="robots" content="noindex">'
BANNER = re.compile(rb'<aside class="jp-frozen".*?</aside>')
DOOR = re.compile(rb'<li><a href="[^"]*guide/index.html">[^<]*</a></li>\n\n')
"""The way to the guide at the foot of a page."""
CARD = re.compile(rb'<meta (?:property="og:image|name="twitter:card)[^>]*>\n')
"""The picture for those who share a page: it is drawn with a computer's own fonts, and stays with the live site."""


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A school in git and its year 2025, frozen."""
    place = tmp_path_factory.mktemp("frozen")
    school = in_git(place / "school")
    done = run("-C", school, "archive", "create", "2025", "-o", place / "out", "--as-of", DAY)
    assert done.returncode == 0, done.stderr
    return school, place / "out" / "jiangpu-2025-v1"


def in_git(root: Path) -> Path:
    lay_school(root, SALTED)
    assert run("-C", root, "log", "append", "--as-of", DAY).returncode == 0
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "2025")
    return root


@pytest.fixture
def school(frozen: tuple[Path, Path], tmp_path: Path) -> Path:
    """A clone that a test may change, with what was kept when the other was frozen."""
    git(tmp_path, "clone", "-q", str(frozen[0]), "school")
    shutil.copytree(frozen[0] / ".cache", tmp_path / "school/.cache")
    return tmp_path / "school"


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class TestWhatItHolds:
    def test_the_site_is_that_of_the_days_build_with_a_banner_on_every_page(
        self, frozen: tuple[Path, Path], tmp_path: Path
    ) -> None:
        """A day that site.yml states is held, as in a snapshot: no page recomputes itself. The guide is left out."""
        school, bag = frozen
        git(tmp_path, "clone", "-q", str(school), "copy")
        with (tmp_path / "copy/content/site.yml").open("a", encoding="utf-8") as site:
            site.write(f"as_of: {DAY}\n")
        run("-C", tmp_path / "copy", "build", "-d", tmp_path / "site")
        built, kept = files(tmp_path / "site"), files(bag / "data/site")
        for address, data in kept.items():
            expected = CARD.sub(b"", DOOR.sub(b"", built[address]))
            if address.endswith(".html"):
                banner = BANNER.search(data)
                assert banner is not None, address
                assert f'href="https://tiny.example/{address}"'.encode() in banner[0]
                data = data.replace(banner[0], b"")
                data = data if ROBOTS in expected else data.replace(ROBOTS, b"")
            assert data == expected or address in {"sitemap.xml", "map.html"}, address  # which name what is there
        left_out = {address for address in built.keys() - kept.keys() if not address.startswith(("guide/", "cards/"))}
        assert left_out == {"404.html"}
        assert b"guide/" in built["map.html"]
        assert b"guide/" not in kept["map.html"]

    def test_every_page_says_that_it_is_archived_and_of_which_day(self, frozen: tuple[Path, Path]) -> None:
        for path in (frozen[1] / "data/site").rglob("*.html"):
            page = LexborHTMLParser(path.read_bytes())
            banner = page.css_first("body > .jp-frozen")
            assert banner is not None, path
            assert "已归档" in banner.text()
            assert "2026年1月20日" in banner.text()
            robots = page.css_first('head > meta[name="robots"]')
            assert robots is not None
            assert robots.attributes["content"] == "noindex"

    def test_no_source_file_is_in_it(self, frozen: tuple[Path, Path]) -> None:
        school, bag = frozen
        held = {hashlib.sha256(data).digest() for data in files(bag).values()}
        for path in ("content", "studios"):
            for name, data in files(school / path).items():
                if not name.startswith("log/") and "/files/" not in name:  # these are public as they are
                    assert hashlib.sha256(data).digest() not in held, name

    def test_it_says_what_it_is(self, frozen: tuple[Path, Path]) -> None:
        school, bag = frozen
        said = json.loads((bag / "data/snapshot.json").read_text("utf-8"))
        assert (said["year"], said["version"], said["scope"], said["as_of"]) == (2025, 1, "public", DAY)
        assert said["commit"] == git(school, "rev-parse", "HEAD")
        log = (school / "content/log/notices.jsonl").read_bytes().splitlines(keepends=True)
        assert said["log"] == {"lines": len(log), "head": hashlib.sha256(log[-1]).hexdigest()}
        info = (bag / "bag-info.txt").read_text("utf-8")
        assert f"Jiangpu-Commit: {said['commit']}\n" in info
        crate = json.loads((bag / "data/ro-crate-metadata.json").read_text("utf-8"))
        named = {each["@id"] for each in crate["@graph"] if each["@type"] == "File"}
        assert all((bag / "data" / name).is_file() for name in named)

    def test_how_to_verify_is_told_in_two_languages_and_what_it_tells_works(self, frozen: tuple[Path, Path]) -> None:
        _, bag = frozen
        text = (bag / "HOW-TO-VERIFY.txt").read_text("utf-8")
        assert "怎样核对" in text
        assert "How to verify" in text
        commands = set(re.findall(r"^    (sha256sum .*)$", text, re.MULTILINE))
        assert len(commands) == 2
        for command in commands:
            assert subprocess.run(command.split(), cwd=bag, check=False, capture_output=True).returncode == 0

    def test_the_nine_categories_of_every_studio_are_listed(self, frozen: tuple[Path, Path]) -> None:
        table = (frozen[1] / "data/tables/filings.csv").read_text("utf-8-sig").splitlines()
        assert table[0] == "studio,year,category,documents,missing"


def test_the_same_commit_gives_the_same_bytes_wherever_it_is_frozen(frozen: tuple[Path, Path], tmp_path: Path) -> None:
    school, bag = frozen
    far = tmp_path / "an other place" / "学校"
    git(tmp_path, "clone", "-q", str(school), str(far))
    before = os.umask(0o077)
    try:
        done = start(
            *("-C", far, "archive", "create", "2025", "-o", tmp_path / "out", "--as-of", DAY),
            TZ="Pacific/Kiritimati",
            LC_ALL="C",
            PYTHONHASHSEED="7",
        )
    finally:
        os.umask(before)
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "out" / bag.name) == files(bag)
    assert (tmp_path / "out" / f"{bag.name}.zip").read_bytes() == bag.with_suffix(".zip").read_bytes()


def test_without_a_day_it_is_that_of_the_commit_in_china(school: Path, tmp_path: Path) -> None:
    spoil(school / "content/site.yml", "summary: 一所", "summary: 又一所")
    git(school, "commit", "-qam", "late", "--date", "2026-01-30T20:30:00+00:00")
    late = {
        "GIT_COMMITTER_DATE": "2026-01-30T20:30:00+00:00",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@b.c",
    }
    amend = ["git", "commit", "-q", "--amend", "--no-edit"]
    subprocess.run(amend, cwd=school, check=True, env={**os.environ, **late})
    done = run("-C", school, "archive", "create", "2025", "-o", tmp_path / "out")
    assert "截至 2026-01-31" in done.stdout, done.stderr


def test_links_by_hand_to_the_guide_lead_to_where_it_is_now(school: Path, tmp_path: Path) -> None:
    (school / "content/pages/more").mkdir(parents=True)
    (school / "content/pages/more/how.md").write_text("# 怎样报送\n\n见[说明](../guide/index.html)。\n", "utf-8")
    git(school, "add", ".")
    git(school, "commit", "-qm", "a page by hand")
    done = run("-C", school, "archive", "create", "2025", "-o", tmp_path, "--as-of", DAY)
    assert done.returncode == 0, done.stderr
    site = files(tmp_path / "jiangpu-2025-v1/data/site")
    assert b'href="https://tiny.example/guide/index.html"' in site["more/how.html"]
    assert broken_links(pages_of(site.items()), site) == ()


def test_an_internal_one_holds_the_files_as_they_were_committed_and_is_not_recorded(
    frozen: tuple[Path, Path], school: Path, tmp_path: Path
) -> None:
    done = run("-C", school, "archive", "create", "2025", "-o", tmp_path, "--as-of", DAY, "--scope", "internal")
    assert done.returncode == 0, done.stderr
    bag = tmp_path / "jiangpu-2025-v1-internal"
    for name in ("content/site.yml", "studios/hong/members.yml"):
        assert (bag / "data/source" / name).read_bytes() == (school / name).read_bytes()
    for name in ("HOW-TO-VERIFY.txt", "bag-info.txt"):
        assert "不得公开" in (bag / name).read_text("utf-8")
    refused = run("-C", school, "archive", "record", bag)
    assert refused.returncode == 2
    assert not (school / "content/archive").exists()
    run("-C", school, "archive", "record", frozen[1])  # what the public has of the year is another bag
    proven = run("-C", school, "archive", "verify", bag)
    assert (proven.returncode, "不得公开" in proven.stdout) == (0, True)


class TestRecord:
    def test_a_year_is_recorded_and_then_proven_by_its_record(self, frozen: tuple[Path, Path], school: Path) -> None:
        bag = frozen[1]
        assert "还没有登记" in run("-C", school, "archive", "verify", bag).stdout
        done = run("-C", school, "archive", "record", bag.with_suffix(".zip"))
        assert done.returncode == 0, done.stderr
        assert run("-C", school, "check", "--as-of", DAY, "--strict", "content/archive").returncode == 0
        for path in (bag, bag.with_suffix(".zip")):
            proven = run("-C", school, "archive", "verify", path, "--format", "json")
            assert json.loads(proven.stdout)["standing"] == "recorded"
        assert "2025     1  2026-01-20" in run("-C", school, "archive", "list").stdout
        assert "已经登记" in run("-C", school, "archive", "record", bag).stderr

    def test_another_bag_in_its_place_is_told(self, frozen: tuple[Path, Path], school: Path) -> None:
        run("-C", school, "archive", "record", frozen[1])
        git(school, "add", ".")
        git(school, "commit", "-qm", "recorded")
        spoil(school / "content/archive/2025.yml", '    digest: "', '    digest: "0')
        text = (school / "content/archive/2025.yml").read_text("utf-8")
        (school / "content/archive/2025.yml").write_text(re.sub(r'(digest: "0\w{63})\w', r"\1", text), "utf-8")
        found = run("-C", school, "archive", "verify", frozen[1])
        assert found.returncode == 1
        assert "登记的是另一份" in found.stdout

    def test_a_year_that_is_recorded_is_made_anew_only_with_a_reason(
        self, frozen: tuple[Path, Path], school: Path, tmp_path: Path
    ) -> None:
        run("-C", school, "archive", "record", frozen[1].with_suffix(".zip"))
        spoil(school / "studios/hong/achievements/2025/cup.md", "title: ", "title: 更正后的")
        git(school, "add", ".")
        git(school, "commit", "-qm", "erratum")
        again = ("-C", school, "archive", "create", "2025", "-o", tmp_path / "out", "--as-of", DAY)
        assert "不能覆盖" in run(*again).stderr
        assert "--previous" in run(*again, "--erratum", "名称抄错").stderr
        wrong = tmp_path / "wrong.zip"
        wrong.write_bytes(b"no zip")
        assert run(*again, "--erratum", "名称抄错", "--previous", wrong).returncode == 2
        done = run(*again, "--erratum", "名称抄错", "--previous", frozen[1].with_suffix(".zip"))
        assert done.returncode == 0, done.stderr
        second = tmp_path / "out" / "jiangpu-2025-v2"
        erratum = json.loads((second / "data/snapshot.json").read_text("utf-8"))["erratum"]
        assert erratum["reason"] == "名称抄错"
        [cup] = [each for each in erratum["changed"] if each["kind"] == "achievement"]
        assert (cup["id"], cup["what"], cup["fields"][0]) == ("hong/cup", "changed", "title")
        assert run("-C", school, "archive", "record", second).returncode == 0
        record = (school / "content/archive/2025.yml").read_text("utf-8")
        assert record.count("  - version: ") == 2
        assert "更正后的" not in record
        assert run("-C", school, "check", "--as-of", DAY, "--strict", "content/archive").returncode == 0
        compared = run("archive", "diff", frozen[1], second, "--format", "json")
        assert json.loads(compared.stdout)["changes"] == erratum["changed"]


class TestProof:
    def test_every_bit_of_a_snapshot_counts_and_a_file_beside_it_too(
        self, frozen: tuple[Path, Path], tmp_path: Path
    ) -> None:
        """Also that of a letter's case in the one list that no other covers."""
        bag = tmp_path / frozen[1].name
        shutil.copytree(frozen[1], bag)
        for name in ("tagmanifest-sha512.txt", "tagmanifest-sha256.txt", "bag-info.txt", "HOW-TO-VERIFY.txt"):
            whole = (bag / name).read_bytes()
            at = next(place for place, byte in enumerate(whole) if byte in b"abcdef")
            for bit in (1, 0x20):
                (bag / name).write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
                found = verify(bag, {}, None)
                assert not found.holds, (name, bit)
                assert any(name in (fault.path, fault.detail) for fault in found.faults), (name, bit, found.faults)
            (bag / name).write_bytes(whole)
        (bag / "more.txt").write_bytes(b"x")
        assert [(fault.kind, fault.path) for fault in verify(bag, {}, None).faults] == [("extra", "more.txt")]

    def test_a_zip_that_was_packed_anew_is_told(self, frozen: tuple[Path, Path], school: Path, tmp_path: Path) -> None:
        run("-C", school, "archive", "record", frozen[1].with_suffix(".zip"))
        packed = tmp_path / "again.zip"
        with ZipFile(frozen[1].with_suffix(".zip")) as old, ZipFile(packed, "w") as new:
            for entry in old.infolist():
                new.writestr(entry.filename, old.read(entry))
        found = run("-C", school, "archive", "verify", packed)
        assert found.returncode == 0
        assert "重新打过包" in found.stdout

    @pytest.mark.parametrize("year", ["../../../2025", 2025.0, True, None, {}])
    def test_a_summary_that_says_nonsense_makes_no_snapshot(self, school: Path, tmp_path: Path, year: object) -> None:
        """Nor does it lead the record out of its folder."""
        summary = json.dumps({"year": year, "version": 1, "scope": "public"}).encode()
        bag, _ = write_bag(tmp_path / "out", "odd", {"snapshot.json": summary}, (), {})
        assert verify(bag, {}, None).standing == "foreign"
        assert run("-C", school, "archive", "record", bag).returncode == 2
        assert git(school, "status", "--porcelain") == ""

    def test_a_log_that_was_rewritten_since_is_told(self, frozen: tuple[Path, Path], school: Path) -> None:
        log = school / "content/log/notices.jsonl"
        log.write_bytes(log.read_bytes().replace(b'"n":1,', b'"n":1,', 1)[::1].replace(b"publish", b"correct", 1))
        found = run("-C", school, "archive", "verify", frozen[1])
        assert found.returncode == 1
        assert "改写过" in found.stdout

    def test_a_damaged_file_is_named(self, frozen: tuple[Path, Path], school: Path, tmp_path: Path) -> None:
        packed = tmp_path / "x.zip"
        with ZipFile(frozen[1].with_suffix(".zip")) as old, ZipFile(packed, "w") as new:
            for entry in old.infolist():
                data = old.read(entry)
                new.writestr(entry.filename, data + b" " if entry.filename.endswith("site/index.html") else data)
        found = run("-C", school, "archive", "verify", packed)
        assert found.returncode == 1
        assert "data/site/index.html：内容变了" in found.stdout

    def test_it_needs_no_repository(self, frozen: tuple[Path, Path], tmp_path: Path) -> None:
        assert run("archive", "verify", frozen[1], cwd=tmp_path).returncode == 0


class TestRefused:
    """One clear line, and nothing is left of it."""

    @pytest.mark.skipif(sys.platform == "win32", reason="no limits there")
    def test_a_disk_that_is_full(self, school: Path, tmp_path: Path) -> None:
        """A file may not grow beyond 64 KiB: the zip does, as does a page of the site."""
        limited = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, 1 << 16))"
        started = f"{limited}; from generator.cli import main; main(sys.argv[1:])"
        verb = ["-C", str(school), "archive", "create", "2025", "-o", str(tmp_path / "out"), "--as-of", DAY]
        done = subprocess.run(
            [sys.executable, "-c", started, *verb], check=False, capture_output=True, text=True, cwd=ROOT
        )
        assert done.returncode == 2, done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert "写不进" in done.stderr
        assert not (tmp_path / "out").exists()

    def refused(self, school: Path, target: Path, *more: str, year: str = "2025") -> str:
        done = run("-C", school, "archive", "create", year, "-o", target, "--as-of", DAY, *more)
        assert done.returncode == 2, done.stdout
        assert not target.exists()
        [line] = [line for line in done.stderr.splitlines() if line.strip()]
        return line

    def test_what_is_not_committed(self, school: Path, tmp_path: Path) -> None:
        (school / "studios/hong/new.yml").write_text("a: 1\n", "utf-8")
        assert "studios/hong/new.yml" in self.refused(school, tmp_path / "out")

    def test_a_shallow_clone(self, school: Path, tmp_path: Path) -> None:
        spoil(school / "content/site.yml", "summary: 一所", "summary: 又一所")
        git(school, "commit", "-qam", "second")
        git(tmp_path, "clone", "-q", "--depth", "1", school.as_uri(), "shallow")
        assert "--unshallow" in self.refused(tmp_path / "shallow", tmp_path / "out")

    def test_no_git_at_all(self, tmp_path: Path) -> None:
        lay_school(tmp_path / "school", SALTED)
        assert "git" in self.refused(tmp_path / "school", tmp_path / "out")

    @pytest.mark.parametrize("year", ["2019", "2027"])
    def test_a_year_without_records(self, school: Path, tmp_path: Path, year: str) -> None:
        assert year in self.refused(school, tmp_path / "out", year=year)

    def test_a_school_with_faults_of_its_own(self, school: Path, tmp_path: Path) -> None:
        spoil(school / "content/notices/2026/grades-result.md", "kind: 考核结果公布", "kind: 公布")
        git(school, "commit", "-qam", "fault")
        assert "错误" in self.refused(school, tmp_path / "out")

    def test_an_erratum_to_nothing(self, school: Path, tmp_path: Path) -> None:
        assert "第 1 版" in self.refused(school, tmp_path / "out", "--erratum", "x")

    def test_a_name_that_is_taken(self, school: Path, tmp_path: Path) -> None:
        (tmp_path / "out" / "jiangpu-2025-v1.zip").mkdir(parents=True)
        done = run("-C", school, "archive", "create", "2025", "-o", tmp_path / "out", "--as-of", DAY)
        assert done.returncode == 2
        assert [path.name for path in (tmp_path / "out").iterdir()] == ["jiangpu-2025-v1.zip"]

    def test_attributes_of_git_change_nothing(self, frozen: tuple[Path, Path], school: Path, tmp_path: Path) -> None:
        """Filters and line ends are git's own when it checks out; a snapshot has the bytes that were committed."""
        (school / ".git/info/attributes").write_text("* export-ignore\n*.yml text eol=crlf\n*.md ident\n", "utf-8")
        done = run("-C", school, "archive", "create", "2025", "-o", tmp_path / "out", "--as-of", DAY)
        assert done.returncode == 0, done.stderr
        assert files(tmp_path / "out" / frozen[1].name) == files(frozen[1])
