"""`log append` and `log verify` as their users meet them: a process, with git and without."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.appending import append_lines
from generator.core.compute.log import appended
from generator.core.pipeline import prepare
from generator.core.records.log import INTERNAL, PUBLIC
from generator.replacing import FileMoved
from tests.command import run
from tests.core.compute.test_log import SALTED, TODAY, notice
from tests.golden.overlay import lay_school

RESULT = "content/notices/2026/grades-result.md"
PLAN = "content/notices/2026/plan.md"
DAY = ("--as-of", "2026-01-20")


def lay(root: Path, overlay: str = SALTED) -> Path:
    lay_school(root, overlay)
    return root


def git(root: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=甲", "-c", "user.email=a@example.org")
    done = subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def with_address(root: Path, address: str = "achievements/hong/medal.html") -> None:
    """One that was published once and has no record now."""
    with (root / TestAddresses.LIST).open("a", encoding="utf-8") as file:
        file.write(f"2026-01-11 {address}\n")


@pytest.fixture
def logged(tmp_path: Path) -> Path:
    """The tiny school with its log, in git."""
    root = lay(tmp_path / "school", SALTED + notice("plan", "2026-01-09", "scope: 校内\n"))
    assert run("-C", root, "log", "append", *DAY).returncode == 0
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "start")
    return root


class TestAddresses:
    """The list of the addresses once published, which `append` keeps beside the logs."""

    LIST = "content/log/addresses.txt"

    def test_lists_what_is_published_once(self, tmp_path: Path) -> None:
        root = lay(tmp_path / "school")
        said = run("-C", root, "log", "append", "--as-of", "2026-01-10").stdout
        first = (root / self.LIST).read_text("utf-8")
        assert "2026-01-10 achievements/hong/cup.html\n" in first
        assert "2026-01-10 notices/grades-proposed.html\n" in first
        assert "2026-01-10 n/grades-proposed.html\n" in first
        assert "grades-result" not in first
        assert f"{first.count(chr(10))} 个" in said
        run("-C", root, "log", "append", *DAY)
        second = (root / self.LIST).read_text("utf-8")
        assert second.startswith(first)
        assert "2026-01-20 notices/grades-result.html\n" in second.removeprefix(first)
        run("-C", root, "log", "append", *DAY)
        assert (root / self.LIST).read_text("utf-8") == second

    @pytest.mark.parametrize("address", ["notices/medal.html", "about-us.html"])
    def test_an_address_that_the_school_lost_stops_the_build_and_is_named(self, logged: Path, address: str) -> None:
        with_address(logged, address)
        target = logged.parent / "site"
        done = run("-C", logged, "build", "-d", target, *DAY)
        assert done.returncode == 1
        assert "H103" in done.stdout + done.stderr
        assert address in done.stdout + done.stderr
        assert not target.exists()

    def test_an_address_that_a_studio_lost_is_named_and_kept_and_the_others_are_published(self, logged: Path) -> None:
        with_address(logged)
        target = logged.parent / "site"
        done = run("-C", logged, "build", "-d", target, *DAY)
        assert done.returncode == 1
        assert "H103" in done.stdout + done.stderr
        assert "更正" in (target / "achievements/hong/medal.html").read_text("utf-8")
        assert (target / "achievements/hong/cup.html").exists()
        assert run("-C", logged, "build", "-d", target, "--strict", *DAY).returncode == 1

    def test_a_redirect_is_a_page_and_a_rule_for_servers(self, logged: Path) -> None:
        with_address(logged)
        (logged / "content/addresses.yml").write_text(
            "addresses:\n  - address: achievements/hong/medal.html\n    outcome: 改址\n"
            "    to: achievements/hong/cup.html\n    date: 2026-01-12\n    reason: 改名\n",
            "utf-8",
        )
        target = logged.parent / "site"
        assert run("-C", logged, "build", "-d", target, *DAY).returncode == 0
        assert 'url=cup.html"' in (target / "achievements/hong/medal.html").read_text("utf-8")
        rules = (target / "_redirects").read_text("utf-8")
        assert rules.endswith("/achievements/hong/medal.html /achievements/hong/cup.html 301\n")
        assert "return 301 /achievements/hong/cup.html;" in (target / "redirects.nginx.conf").read_text("utf-8")
        assert "medal.html" not in (target / "sitemap.xml").read_text("utf-8")


class TestAppend:
    def test_writes_what_is_due_and_says_the_heads(self, tmp_path: Path) -> None:
        root = lay(tmp_path / "school", SALTED + notice("plan", "2026-01-09", "scope: 校内\n"))
        done = run("-C", root, "log", "append", *DAY)
        assert done.returncode == 0, done.stderr
        head = hashlib.sha256((root / PUBLIC).read_bytes().splitlines(keepends=True)[-1]).hexdigest()
        late = "        {} 天以前的事，今天才登记：核对日期，不是倒填的才提交。"
        assert done.stdout.splitlines()[:5] == [
            "第 1 条  2026-01-05  发布  grades-proposed",
            late.format(15),
            "第 2 条  2026-01-14  发布  grades-result",
            late.format(6),
            f"{PUBLIC}：2 条，摘要 {head}",
        ]
        assert f"{INTERNAL}：1 条，摘要 " in done.stdout
        assert sorted(path.name for path in (root / "content/log").iterdir()) == [
            "addresses.txt",
            "internal.jsonl",
            "notices.jsonl",
        ]

    def test_never_changes_a_line_and_writes_nothing_twice(self, tmp_path: Path) -> None:
        root = lay(tmp_path / "school")
        before = b""
        for day in ("2026-01-04", "2026-01-05", "2026-01-13", "2026-01-14", "2026-01-20"):
            assert run("-C", root, "log", "append", "--as-of", day).returncode == 0
            after = (root / PUBLIC).read_bytes() if (root / PUBLIC).exists() else b""
            assert after.startswith(before)
            before = after
        again = run("-C", root, "log", "append", *DAY)
        assert "没有要登记的" in again.stdout
        assert (root / PUBLIC).read_bytes() == before
        assert before.count(b"\n") == 2

    def test_a_notice_without_a_salt_is_told_which_line_to_add(self, tmp_path: Path) -> None:
        root = lay(tmp_path / "school", SALTED.partition("=== content/notices/2026/grades-result.md")[0])
        done = run("-C", root, "log", "append", *DAY)
        assert done.returncode == 1
        assert f"{RESULT}:2: 公示“grades-result”没有 salt" in done.stderr
        assert not (root / PUBLIC).exists()
        found = re.search(r"^    (salt: [0-9a-f]{32})$", done.stderr, re.MULTILINE)
        assert found is not None
        spoil(root / RESULT, "signed: 2026-01-13\n", f"signed: 2026-01-13\n{found[1]}\n")
        assert run("-C", root, "log", "append", *DAY).returncode == 0

    @pytest.mark.parametrize("odd", ["grades-proposed.md", "names.csv"])
    def test_line_ends_that_git_does_not_keep_are_mended_first(self, tmp_path: Path, odd: str) -> None:
        listed = "=== content/notices/2026/names.csv\n工作室,等级\n洪师傅技能大师工作室,优秀\n"
        inline = (
            "-    columns: [工作室, 等级]\n-    rows:\n-      - [洪师傅技能大师工作室, 优秀]\n+    file: names.csv\n"
        )
        change = f"=== content/notices/2026/grades-proposed.md (change)\n   - title: 考核结果\n{inline}"
        root = lay(tmp_path / "school", SALTED + listed + change)
        path = root / "content/notices/2026" / odd
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        done = run("-C", root, "log", "append", *DAY)
        assert (done.returncode, odd in done.stderr, (root / PUBLIC).exists()) == (1, True, False)
        assert run("-C", root, "fix", "content/notices", "--write").returncode == 0
        assert run("-C", root, "log", "append", *DAY).returncode == 0

    def test_no_two_salts_are_alike(self, tmp_path: Path) -> None:
        root = lay(tmp_path / "school", "")
        salts = re.findall(r"salt: ([0-9a-f]+)", run("-C", root, "log", "append", *DAY).stderr)
        salts += re.findall(r"salt: ([0-9a-f]+)", run("-C", root, "log", "append", *DAY).stderr)
        assert len(set(salts)) == 4

    def test_what_could_not_be_published_is_not_logged(self, tmp_path: Path) -> None:
        """It could not be mended any more."""
        root = lay(tmp_path / "school")
        spoil(root / RESULT, "signed: 2026-01-13", "signed: 2026-01-15")
        done = run("-C", root, "log", "append", *DAY)
        assert done.returncode == 1
        assert "N402" in done.stderr
        assert not (root / "content/log").exists()

    def test_a_studios_fault_does_not_hold_it_up(self, tmp_path: Path) -> None:
        root = lay(tmp_path / "school")
        spoil(root / "studios/hong/achievements/2025/cup.md", "rank: 一等奖", "rank: 头奖")
        assert run("-C", root, "log", "append", *DAY).returncode == 0

    def test_a_log_that_does_not_hold_is_not_added_to(self, logged: Path) -> None:
        (logged / PLAN.replace("plan", "more")).write_text(
            notice("more", "2026-01-20").partition("\n")[2], encoding="utf-8"
        )
        spoil(logged / RESULT, "现将结果予以公布。", "现将结果公布。")
        before = (logged / PUBLIC).read_bytes()
        done = run("-C", logged, "log", "append", *DAY)
        assert done.returncode == 1
        assert "B904" in done.stderr
        assert (logged / PUBLIC).read_bytes() == before

    def test_two_at_once_do_not_lose_a_line(self, tmp_path: Path) -> None:
        root = lay(tmp_path / "school")
        dataset = prepare(root, TODAY).dataset
        lines = appended(dataset, TODAY)
        append_lines(root, dataset.kept, lines)
        written = (root / PUBLIC).read_bytes()
        with pytest.raises(FileMoved):
            append_lines(root, dataset.kept, lines)
        assert (root / PUBLIC).read_bytes() == written
        assert [path.name for path in (root / "content/log").iterdir()] == ["notices.jsonl"]

    def test_a_starting_notice_has_a_salt_of_its_own(self, tmp_path: Path) -> None:
        root = lay(tmp_path / "school")
        for name in ("one", "two"):
            assert run("-C", root, "new", "notice", name, *DAY).returncode == 0
        files = [root / f"content/notices/2026/{name}.md" for name in ("one", "two")]
        salts = {
            salt
            for file in files
            for salt in re.findall(r"^salt: ([0-9a-f]{32})$", file.read_text(encoding="utf-8"), re.MULTILINE)
        }
        assert len(salts) == 2
        assert run("-C", root, "log", "append", *DAY).returncode == 0
        assert run("-C", root, "new", "notice", "verify", *DAY).returncode == 2


class TestVerify:
    def test_a_log_that_holds(self, logged: Path) -> None:
        done = run("-C", logged, "log", "verify", *DAY)
        assert done.returncode == 0
        assert done.stdout.startswith("日志完好")

    def test_an_old_head_is_proven_and_another_is_not(self, logged: Path) -> None:
        old = hashlib.sha256((logged / PUBLIC).read_bytes().splitlines(keepends=True)[0]).hexdigest()
        for head in (old, old[:8], old.upper()):
            done = run("-C", logged, "log", "verify", "--head", head, *DAY)
            assert (done.returncode, "第 1 行：它和它之前的都没有变" in done.stdout) == (0, True)
        for head in (old[::-1], old[:7], "", "x" * 64):
            assert run("-C", logged, "log", "verify", "--head", head, *DAY).returncode == 1

    def test_a_log_that_was_cut_and_written_anew_does_not_hold_the_head(self, logged: Path) -> None:
        kept = hashlib.sha256((logged / PUBLIC).read_bytes().splitlines(keepends=True)[-1]).hexdigest()
        (logged / PUBLIC).unlink()
        spoil(logged / RESULT, "现将结果予以公布。", "现将结果公布。")
        refused = run("-C", logged, "log", "append", *DAY)
        assert refused.returncode == 1
        assert "B911" in refused.stderr
        shutil.rmtree(logged / ".git")  # nobody knows of it any more, but whoever kept the head
        assert run("-C", logged, "log", "append", *DAY).returncode == 0
        assert run("-C", logged, "log", "verify", *DAY).returncode == 0
        assert run("-C", logged, "log", "verify", "--head", kept, *DAY).returncode == 1

    def test_a_sample_of_one_stated_day_begins_again_with_a_commit_only(self, logged: Path) -> None:
        with (logged / "content/site.yml").open("a", encoding="utf-8") as site:
            site.write("as_of: 2026-01-20\n")
        (logged / PUBLIC).write_bytes((logged / PUBLIC).read_bytes().splitlines(keepends=True)[0])
        (logged / RESULT).unlink()
        cut = run("-C", logged, "log", "verify")
        assert (cut.returncode, "B911" in cut.stdout) == (1, True)
        git(logged, "commit", "-qam", "begin again")
        assert run("-C", logged, "log", "verify").returncode == 0

    def test_no_commit_hides_that_the_log_was_cut(self, logged: Path) -> None:
        (logged / PUBLIC).write_bytes(b"")
        git(logged, "commit", "-qam", "cut")
        (logged / "README").write_text("more", encoding="utf-8")
        git(logged, "add", ".")
        git(logged, "commit", "-qm", "go on")
        for verb in (("check",), ("build", "-d", logged / "site"), ("log", "append"), ("log", "verify")):
            done = run("-C", logged, *verb, *DAY)
            assert (done.returncode, "B911" in done.stdout + done.stderr) == (1, True), verb

    def test_nothing_is_logged_ahead(self, logged: Path) -> None:
        done = run("-C", logged, "log", "append", "--as-of", "2099-01-01")
        assert (done.returncode, done.stdout) == (2, "")
        assert "2099-01-01" in done.stderr

    def test_a_stub_says_what_the_logged_notice_said(self, logged: Path) -> None:
        path = logged / "content/notices/2026/grades-proposed.md"
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"salt: .*\n", "taken_down: {date: 2026-01-19, reason: 依规定撤下}\n", text)
        path.write_text(text, encoding="utf-8")
        assert run("-C", logged, "log", "append", *DAY).returncode == 0
        assert "B912" not in run("-C", logged, "check", *DAY).stdout
        spoil(path, "title: 关于2025年度考核结果的公示", "title: 关于2025年度考核的公示")
        found = run("-C", logged, "check", *DAY).stdout
        assert "content/notices/2026/grades-proposed.md:2:8: 错误 B912" in found

    def test_what_is_due_is_missing(self, logged: Path) -> None:
        data = (logged / PUBLIC).read_bytes()
        (logged / PUBLIC).write_bytes(data[: data.index(b"\n") + 1])
        done = run("-C", logged, "log", "verify", *DAY)
        assert done.returncode == 1
        assert "B909: 公示“grades-result”" in done.stdout
        assert f"{PUBLIC}:2:1: 错误 B911" in done.stdout

    def test_the_lines_that_differ_are_shown_where_git_is_at_hand(self, logged: Path) -> None:
        spoil(logged / RESULT, "number: 镇职〔2026〕2号", "number: 镇职〔2026〕8号")
        spoil(logged / RESULT, "现将结果予以公布。", "现将结果公布。")
        git(logged, "commit", "-qam", "secretly")
        for verb in (("log", "verify"), ("check",), ("build",), ("log", "append")):
            done = run("-C", logged, *verb, *DAY)
            said = done.stdout + done.stderr
            assert done.returncode == 1
            assert f"{RESULT}:4:1: 错误 B904: 公示“grades-result”已登记" in said
            assert f"另见: {RESULT}:13:1" in said
            assert f"{RESULT} 与登记时（提交 {git(logged, 'rev-parse', 'HEAD^')[:12]}）不同：" in said
            assert "    -number: 镇职〔2026〕2号\n    +number: 镇职〔2026〕8号\n" in said

    def test_they_are_found_through_a_move_and_in_a_part_of_a_repository(self, tmp_path: Path) -> None:
        root = lay(tmp_path / "all/学 校", SALTED)
        assert run("-C", root, "log", "append", *DAY).returncode == 0
        git(root.parent, "init", "-q", "-b", "main")
        git(root.parent, "add", ".")
        git(root.parent, "commit", "-qm", "start")
        (root / "content/notices/2025").mkdir()
        git(root, "mv", RESULT, RESULT.replace("notices/2026", "notices/2025"))
        git(root, "commit", "-qm", "moved")
        moved = RESULT.replace("notices/2026", "notices/2025")
        spoil(root / moved, "现将结果予以公布。", "现将结果公布。")
        assert f"{moved}:13:1: 错误 B904" in run("-C", root, "log", "verify", *DAY).stdout

    def test_without_git_the_notice_is_named_all_the_same(self, logged: Path) -> None:
        spoil(logged / RESULT, "现将结果予以公布。", "现将结果公布。")
        done = run("-C", logged, "log", "verify", *DAY, PATH="")
        assert done.returncode == 1
        assert f"{RESULT}:2:1: 错误 B904: 公示“grades-result”已登记" in done.stdout

    @pytest.mark.parametrize("committed", [False, True])
    def test_a_lost_file_is_said_how_to_bring_back(self, logged: Path, *, committed: bool) -> None:
        git(logged, "rm", "-q", PLAN)
        if committed:
            git(logged, "commit", "-qm", "gone")
        done = run("-C", logged, "log", "verify", *DAY)
        assert done.returncode == 1
        assert f"{INTERNAL}:1:1: 错误 B905: 公示“plan”已登记" in done.stdout
        found = re.search(r"git (checkout \S+ -- \S+)", done.stdout)
        assert found is not None
        git(logged, *found[1].split())
        assert run("-C", logged, "log", "verify", *DAY).returncode == 0

    def test_other_problems_do_not_matter(self, logged: Path) -> None:
        (logged / "content/site.yml").write_text("nonsense: 1\n", encoding="utf-8")
        assert run("-C", logged, "check", *DAY).returncode == 1
        assert run("-C", logged, "log", "verify", *DAY).returncode == 0

    def test_the_logs_and_the_files_are_enough(self, logged: Path, tmp_path: Path) -> None:
        kept = tmp_path / "kept"
        for part in ("content/log", "content/notices", "content/site.yml"):
            (kept / "content").mkdir(parents=True, exist_ok=True)
            (shutil.copytree if (logged / part).is_dir() else shutil.copy)(logged / part, kept / part)
        assert "studios/hong" in run("-C", kept, "check", *DAY).stdout  # no studios, and nothing else
        done = run("-C", kept, "log", "verify", *DAY)
        assert (done.returncode, "studios/hong" in done.stdout) == (0, False)
        spoil(kept / RESULT, "现将结果予以公布。", "现将结果公布。")
        assert run("-C", kept, "log", "verify", *DAY).returncode == 1

    def test_a_school_without_a_log(self, tmp_path: Path) -> None:
        root = lay(tmp_path / "school")
        done = run("-C", root, "log", "verify", *DAY)
        assert (done.returncode, "还没有日志" in done.stdout) == (1, True)
        assert run("-C", root, "log", "verify", "--as-of", "2026-01-04").returncode == 0


def test_a_log_that_does_not_hold_stops_the_build_and_the_last_site_stays(logged: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert run("-C", logged, "build", "-d", site, *DAY).returncode == 0
    status = (site / "status.json").read_bytes()
    assert json.loads(status)["log"]["lines"] == 2
    spoil(logged / RESULT, "现将结果予以公布。", "现将结果公布。")
    done = run("-C", logged, "build", "-d", site, *DAY)
    assert done.returncode == 1
    assert "B904" in done.stderr
    assert (site / "status.json").read_bytes() == status
    assert "予以公布" in (site / "notices/grades-result.html").read_text(encoding="utf-8")


def test_the_lines_are_in_the_answer_for_programs(logged: Path) -> None:
    spoil(logged / RESULT, "现将结果予以公布。", "现将结果公布。")
    answer = json.loads(run("-C", logged, "check", "--format", "json", *DAY).stdout)
    [found] = [found for found in answer["problems"] if found["code"] == "B904"]
    assert (found["path"], found["line"]) == (RESULT, 13)


def test_the_permissions_of_a_log_stay(tmp_path: Path) -> None:
    root = lay(tmp_path / "school")
    assert run("-C", root, "log", "append", "--as-of", "2026-01-05").returncode == 0
    assert (root / PUBLIC).stat().st_mode & 0o777 == 0o644
    (root / PUBLIC).chmod(0o664)
    assert run("-C", root, "log", "append", *DAY).returncode == 0
    assert (root / PUBLIC).stat().st_mode & 0o777 == 0o664
