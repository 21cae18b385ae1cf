"""The command line as its users meet it: arguments, output and an exit code; what a process adds to that in some."""

from __future__ import annotations

import itertools
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command import ROOT, run, start
from tests.golden.overlay import lay_school

CUP = "studios/welding-he/achievements/2025/national-contest.md"


@pytest.fixture
def school(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample school that a test may spoil; it is built with the project's own theme."""
    return shutil.copytree(sample, tmp_path / "school")


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """The tiny school: enough where what is found in it does not matter."""
    lay_school(tmp_path / "tiny")
    return tmp_path / "tiny"


def git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=甲", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def committed(school: Path) -> Path:
    """The sample school as a branch of its own, `main`."""
    return commit(school)


def commit(school: Path) -> Path:
    shutil.copy(ROOT / ".gitignore", school)
    git(school, "init", "-q", "-b", "main")
    git(school, "add", ".")
    git(school, "commit", "-qm", "start")
    return school


def spoil(school: Path, old: str, new: str, path: str = CUP) -> None:
    """Replace some text that must be there."""
    file = school / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def add(path: Path, line: str) -> None:
    """Write a line at the end of a file."""
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")


def test_the_sample_passes() -> None:
    done = start("check")
    assert done.returncode == 0
    assert "0 个错误" in done.stdout


def test_a_fault_is_shown_with_its_place_and_what_to_type(school: Path) -> None:
    spoil(school, "level: 国家级", "level: 国家")
    done = start("-C", school, "check")
    assert done.returncode == 1
    assert f"{CUP}:4:8: 错误 F204: level 的值“国家”不在允许范围内" in done.stdout
    assert "写成 国家级" in done.stdout


def test_the_directory_may_stand_after_the_verb(school: Path) -> None:
    spoil(school, "level: 国家级", "level: 国家")
    assert run("check", "-C", school).stdout == start("-C", school, "check").stdout


def test_json_has_the_promised_shape(school: Path) -> None:
    spoil(school, "level: 国家级", "level: 国家")
    done = run("-C", school, "check", "--format", "json", "--lang", "en")
    answer = json.loads(done.stdout)
    [found] = [problem for problem in answer["problems"] if problem["severity"] == "error"]
    assert (found["code"], found["path"], found["line"], found["column"]) == ("F204", CUP, 4, 8)
    assert {"message", "hint", "related"} <= found.keys()
    assert answer["summary"]["errors"] == 1
    assert done.returncode == 1


def test_check_names_the_verb_that_explains(school: Path) -> None:
    spoil(school, "level: 国家级", "level: 国家")
    assert "jiangpu explain F204" in run("-C", school, "check").stdout


def test_a_waived_warning_is_counted_in_a_line_and_listed_as_json(school: Path) -> None:
    said = run("-C", school, "check").stdout
    assert "另有 2 个警告已说明理由、暂不显示，最早 2026-06-30 到期" in said
    assert "D701: 2025 年归档缺 1 类：专利" not in run("-C", school, "check", "--studio", "ceramics-shen").stdout
    answer = json.loads(run("-C", school, "check", "--format", "json", "--studio", "ceramics-shen").stdout)
    [waived] = answer["waived"]
    assert (waived["code"], waived["until"]) == ("D701", "2026-06-30")
    assert waived["reason"].startswith("本年度没有申请专利")
    assert waived["waiver"]["path"] == "studios/ceramics-shen/waivers.yml"
    assert answer["summary"]["waived"] == 1


def test_when_a_waiver_has_ended_the_warning_is_back(school: Path) -> None:
    said = run("-C", school, "check", "--studio", "ceramics-shen", "--as-of", "2026-07-01").stdout
    assert "警告 D701" in said
    assert "studios/ceramics-shen/waivers.yml:6:12: 警告 V951" in said


def test_explain_tells_a_wrong_and_a_right_form_of_several_codes_anywhere(tmp_path: Path) -> None:
    done = run("explain", "f204", "N416", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.index("错误 F204") < done.stdout.index("错误 N416")
    assert "    4 | level: 国家\n      |        ^^^^\n" in done.stdout
    assert "    4 | level: 国家级\n" in done.stdout
    assert "guide/codes/n416.html" in done.stdout


def test_explain_speaks_english_too() -> None:
    done = start("explain", "F204", "--lang", "en")
    assert "Where it comes from: " in done.stdout
    assert "error F204: level cannot be “国家”" in done.stdout


def test_explain_without_a_code_lists_them_all() -> None:
    done = run("explain")
    assert done.returncode == 0
    assert "N416  错误  写了〈项目〉" in done.stdout


def test_a_code_that_is_not_there_is_a_mistake_of_one_line() -> None:
    done = start("explain", "F204", "B9O4")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "错误：没有“B9O4”这种问题，是不是 B904？jiangpu explain 列出全部。\n"


def test_github_annotations_cannot_be_forged(school: Path) -> None:
    spoil(school, "level: 国家级", 'level: "国家\\n::error::forged"')
    lines = run("-C", school, "check", "--format", "github").stdout.splitlines()
    [error] = [line for line in lines if line.startswith("::error ")]
    assert error.startswith(f"::error file={CUP},line=4,col=8,title=F204::")
    assert not any(line.startswith("::error::") for line in lines)


def test_a_dozen_faults_are_all_reported_each_at_its_place(school: Path) -> None:
    """Twelve faults in twelve files of four studios and of every kind: one run tells them all."""
    wanted = set()
    for code, path, old, new in (
        ("F204", CUP, "level: 国家级", "level: 国家"),
        ("F202", "studios/welding-he/studio.yml", "\ntrade:", "\ntrades:"),
        ("F208", "studios/cnc-lin/members.yml", "- id: p202", "- id: 202"),
    ):
        spoil(school, old, new, path)
        wanted.add((code, path))
    extra: dict[str, tuple[str, str]] = {
        "studios/cnc-lin/achievements/2025/soft-jaw.html": ("R102", "<p>"),
        "studios/cnc-lin/achievements/cup.md": ("R120", "---\ntitle: 甲\n---\n"),
        "studios/ceramics-shen/achievements/2025/no-front.md": ("Y204", "没有信息块\n"),
        "studios/ceramics-shen/achievements/2025/tab.md": ("Y201", "---\ntitle:\n\t- 甲\n---\n"),
        "studios/ceramics-shen/achievements/2025/twice.md": (
            "Y205",
            "---\ntitle: 甲\ntitle: 乙\ntype: 专利\ndate: 2025-03\n---\n",
        ),
        "studios/culinary-ma/achievements/2025/date.md": (
            "F205",
            "---\ntitle: 甲\ntype: 专利\ndate: 2025-02-30\n---\n",
        ),
        "studios/culinary-ma/achievements/2025/other.md": ("A323", "---\ntitle: 甲\ntype: 专利\ndate: 2024-02\n---\n"),
        "studios/culinary-ma/achievements/2025/who.md": (
            "A321",
            "---\ntitle: 甲\ntype: 专利\ndate: 2025-02\npeople: [p999]\n---\n",
        ),
        "studios/culinary-ma/achievements/2025/Big.md": ("R124", "---\ntitle: 甲\ntype: 专利\ndate: 2025-02\n---\n"),
    }
    for path, (code, text) in extra.items():
        (school / path).write_text(text, encoding="utf-8")
        wanted.add((code, path))
    answer = json.loads(run("-C", school, "check", "--format", "json").stdout)
    found = {(problem["code"], problem["path"]) for problem in answer["problems"] if problem["severity"] == "error"}
    assert wanted <= found
    assert len(wanted) == 12


def test_only_what_concerns_a_studio_or_a_path_is_shown(school: Path) -> None:
    known = json.loads(run("-C", school, "check", "--format", "json").stdout)["summary"]
    spoil(school, "level: 国家级", "level: 国家")
    elsewhere = run("-C", school, "check", "--studio", "cnc-lin")
    assert elsewhere.returncode == 0
    assert f"另有 1 个错误、{known['warnings']} 个警告不在所选范围内" in elsewhere.stdout
    here = run("-C", school, "check", CUP)
    assert here.returncode == 1
    unknown = run("-C", school, "check", "--studio", "welding")
    assert unknown.returncode == 2
    assert "welding-he" in unknown.stderr


def test_a_strangers_commit_is_checked_without_being_checked_out(committed: Path) -> None:
    """The working tree stays as it is; links and submodules, which are no files, are told at their paths."""
    git(committed, "switch", "--quiet", "--create", "strange")
    (committed / "studios/welding-he/profile.md").unlink()
    (committed / "studios/welding-he/profile.md").symlink_to("/etc/passwd")
    git(committed, "add", ".")
    git(committed, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},studios/welding-he/module")
    git(committed, "commit", "--quiet", "--message", "strange")
    git(committed, "switch", "--quiet", "--force", "main")
    done = run("-C", committed, "check", "--tree", "strange", "--since", "main", "--format", "json")
    found = {(each["code"], each["path"], each["line"]) for each in json.loads(done.stdout)["problems"]}
    assert {
        ("R101", "studios/welding-he/profile.md", 1),
        ("R102", "studios/welding-he/module", 1),
    } <= found
    assert (done.returncode, done.stderr) == (1, "")
    assert not (committed / "studios/welding-he/profile.md").is_symlink()
    assert run("-C", committed, "check", "--tree", "main", "--since", "main").returncode == 0
    assert run("-C", committed, "check", "--tree", "no-such-commit").returncode == 2
    assert run("-C", committed, "check", "--tree=--output=x").returncode == 2


def test_a_change_stays_within_one_studio(tiny: Path) -> None:
    commit(tiny)
    add(tiny / "studios/hong/studio.yml", "# 改动")
    only, day = ("check", "--since", "HEAD", "--only"), ("--as-of", "2026-01-20")
    for place, code in (("studios/hong", 0), ("studios/hong/", 0), ("studios", 0), ("studios/other", 1)):
        assert run("-C", tiny, *only, place, *day).returncode == code, place
    add(tiny / "studios/hong/profile.md", "改动")
    (tiny / "studios/hong-2").mkdir()
    (tiny / "studios/hong-2/studio.yml").write_text("x: y\n", encoding="utf-8")
    add(tiny / "mkdocs.yml", "# 改动")
    for place in ("studios/hong", "studios"):
        done = run("-C", tiny, *only, place, *day, "--format", "json")
        outside = [each["path"] for each in json.loads(done.stdout)["problems"] if each["code"] == "R134"]
        assert outside == ["mkdocs.yml", "studios/hong-2/studio.yml"]
        assert done.returncode == 1
    assert run("-C", tiny, "check", "--only", "studios").returncode == 2


def test_only_what_changed_since_a_commit_is_shown(committed: Path) -> None:
    spoil(committed, "level: 国家级", "level: 国家")
    assert run("-C", committed, "check", "--since", "HEAD").returncode == 1
    git(committed, "commit", "-qam", "spoilt")
    assert run("-C", committed, "check", "--since", "HEAD").returncode == 0
    assert run("-C", committed, "check", "--since", "no-such-commit").returncode == 2


def test_a_studio_beside_a_commit_adds_what_is_wrong_there(committed: Path) -> None:
    """Whoever names more is shown more: nothing is hidden by it."""
    spoil(committed, "level: 国家级", "level: 国家")
    git(committed, "commit", "-qam", "spoilt")
    add(committed / "studios/cnc-lin/achievements/2025/odd.md", "---\ntitle: 甲\n---")

    def paths(*arguments: str) -> set[str]:
        done = run("-C", committed, "check", "--format", "json", *arguments)
        return {each["path"] for each in json.loads(done.stdout)["problems"] if each["severity"] == "error"}

    assert paths("--since", "HEAD") == {"studios/cnc-lin/achievements/2025/odd.md"}
    assert paths("--studio", "welding-he") == {CUP}
    assert paths("--since", "HEAD", "--studio", "welding-he") == {CUP, "studios/cnc-lin/achievements/2025/odd.md"}


@pytest.mark.parametrize(("lang", "usage", "verb"), [("zh", "用法", "检查"), ("en", "Usage", "Check")])
def test_help_in_both_languages(lang: str, usage: str, verb: str) -> None:
    for arguments in (["--lang", lang, "--help"], ["check", "--lang", lang, "--help"]):
        done = run(*arguments)
        assert done.returncode == 0
        assert usage in done.stdout
        assert verb in done.stdout
    assert verb in run("--help", JIANGPU_LANG=lang).stdout


@pytest.mark.parametrize(
    "arguments",
    [["bild"], ["check", "--as-of", "2026-02-30"], ["check", "--format", "xml"], ["-C", "tests", "check"], []],
)
def test_a_mistake_of_the_operator_is_a_line_and_exit_code_two(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_malformed_day_in_the_environment_is_the_operators_mistake() -> None:
    done = start("check", JIANGPU_AS_OF="yesterday")
    assert done.returncode == 2
    assert "yesterday" in done.stderr


def test_build_says_what_it_built_and_what_comes_next(tiny: Path) -> None:
    done = start("-C", tiny, "build", "--as-of", "2026-01-20")
    assert done.returncode == 0
    assert (tiny / "site" / "index.html").is_file()
    assert "用时" in done.stdout
    assert "jiangpu serve" in done.stdout
    again = start("-C", tiny, "build", "--as-of", "2026-01-20", "--timings")
    assert "新增 0，改动 0" in again.stdout
    stages = re.findall(r"^ +\d+\.\d\d  (\S+)$", again.stderr, re.MULTILINE)
    assert stages == "检查档案 整理记录 准备页面框架 生成页面 编制检索 核对链接 核查个人信息 写入文件".split()


def test_a_studios_fault_leaves_the_rest_standing(school: Path, site: Path) -> None:
    spoil(school, "level: 国家级", "level: 国家")
    done = run("-C", school, "build", "-d", school / "faulty")
    assert done.returncode == 1
    page = (school / "faulty/achievements/welding-he/national-contest.html").read_text(encoding="utf-8")
    assert "更正" in page
    other = "studios/ceramics-shen/index.html"
    assert (site / other).read_bytes() == (school / "faulty" / other).read_bytes()
    assert "不完整" in (school / "faulty/studios/welding-he/index.html").read_text(encoding="utf-8")


def test_strict_and_the_schools_fault_leave_the_last_good_site(school: Path, site: Path) -> None:
    shutil.copytree(site, school / "site")
    before = {path: path.read_bytes() for path in (school / "site").rglob("*") if path.is_file()}
    spoil(school, "level: 国家级", "level: 国家")
    assert run("-C", school, "build", "--strict").returncode == 1
    spoil(school, "name: 云岭匠谱", "nam: 云岭匠谱", "content/site.yml")
    done = run("-C", school, "build")
    assert done.returncode == 1
    assert "网站没有更新" in done.stderr
    assert before == {path: path.read_bytes() for path in (school / "site").rglob("*") if path.is_file()}


def test_two_builds_anywhere_are_the_same_bytes(school: Path, site: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "另一处 ü" / "deep"
    shutil.copytree(school, elsewhere, ignore=shutil.ignore_patterns(".cache"))  # nothing of the one is known there
    start(
        "-C",
        elsewhere,
        "build",
        "--jobs",
        "1",
        "-d",
        tmp_path / "b",
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
        PYTHONHASHSEED="1",
    )
    first, second = (
        {path.relative_to(place): path.read_bytes() for path in place.rglob("*") if path.is_file()}
        for place in (site, tmp_path / "b")
    )
    assert first == second
    assert len(first) > 100


LONG = os.environ.get("JIANGPU_LONG") == "1"
KILLED = 40 if LONG else 3


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_build_killed_at_any_moment_never_leaves_a_mixed_site(school: Path, tmp_path: Path) -> None:
    """Builds of two alternating days are killed at random moments; the site is always wholly one of them. In the usual
    run a few of a tiny school, most of them at the end, where files are written."""
    days = ("2026-03-18", "2026-03-25")
    if not LONG:
        school, days = tmp_path / "tiny", ("2026-01-07", "2026-01-20")
        lay_school(school)
    whole = []
    for day in days:
        run("-C", school, "build", "-d", school / day, "--as-of", day)
        whole.append({p.relative_to(school / day): p.read_bytes() for p in (school / day).rglob("*") if p.is_file()})
    assert whole[0] != whole[1]
    site = school / "site"
    started = time.monotonic()
    start("-C", school, "build", "--as-of", days[0])
    usual = time.monotonic() - started
    chance = random.Random(20260318)
    killed = 0
    for turn in itertools.count():
        if killed == KILLED:
            break
        command = [sys.executable, "-m", "generator", "-C", str(school), "build", "--as-of", days[turn % 2]]
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # Most of the time goes into starting up; look harder at the end, where files are written.
        moment = usual * (0.7 + 0.3 * chance.random() if turn % 3 else chance.random())
        time.sleep(moment)
        if child.poll() is None:
            os.kill(child.pid, signal.SIGKILL)
            killed += 1
        else:
            usual = moment  # the machine has become faster than it was
        child.wait()
        assert {p.relative_to(site): p.read_bytes() for p in site.rglob("*") if p.is_file()} in whole
    assert run("-C", school, "build", "--as-of", days[1]).returncode == 0
    assert sorted(path.name for path in school.iterdir() if path.name.startswith(".site")) == []


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


def test_stats_gives_the_figures_of_the_sample() -> None:
    done = run("stats", "--format", "json")
    assert done.returncode == 0
    tables = {table["id"]: table for table in json.loads(done.stdout)["tables"]}
    files = list(ROOT.glob("studios/*/achievements/*/*.md"))
    taken = (ROOT / "content/takedowns.yml").read_text("utf-8").count("record: achievement ")
    assert tables["achievements-by-level"]["total"]["total"] == str(len(files) - taken)
    assert "培训人天，按对象（人天）" in run("stats").stdout
    assert run("--lang", "en", "stats").stdout.startswith("As of 2026-03-18\n")


def test_the_grade_of_one_studio_says_among_how_many() -> None:
    answer = json.loads(run("grade", "welding-he", "--year", "2025", "--format", "json").stdout)
    (studio,) = answer["studios"]
    assert (studio["studio"], studio["place"], studio["quota"]["places"], answer["assessed"]) == ("welding-he", 2, 1, 5)


def test_grade_explains_itself_down_to_the_line(school: Path) -> None:
    done = run("grade", "welding-he", "--explain")
    assert done.returncode == 0
    assert "studios/welding-he/trainings/2025.csv:" in done.stdout
    spoil(school, "level: 国家级", "level: 国家")
    faulty = run("-C", school, "grade", "--year", "2025", "--format", "json")
    assert faulty.returncode == 1
    assert "有 1 个错误" in faulty.stderr
    by_studio = {each["studio"]: each for each in json.loads(faulty.stdout)["studios"]}
    assert (by_studio["welding-he"]["final"], by_studio["welding-he"]["incomplete"]) == (None, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("grade", "--year", "1999"), "1999 年度没有考核。已有：2025 2024 2023"),
        (("grade", "nobody"), "没有工作室“nobody”"),
        (("grade", "--what-if", "nothing.yml"), "没有文件“nothing.yml”"),
        (("grade", "--what-if", "README.md"), "“README.md”不知道放在哪里"),
        (("notices", "--state", "gone"), "gone"),
    ],
)
def test_an_answer_that_cannot_be_given_is_one_line(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_what_if_compares_before_with_after_and_touches_nothing(school: Path, tmp_path: Path) -> None:
    rules = school / "content/rules/2025/indicators-2025.yml"
    draft = tmp_path / "indicators-2025.yml"
    draft.write_text(rules.read_text(encoding="utf-8").replace("at_least: 90}", "at_least: 93}"), encoding="utf-8")
    done = run("-C", school, "grade", "--what-if", draft)
    assert done.returncode == 0
    assert "优秀 → 良好" in done.stdout
    assert "at_least: 90}" in rules.read_text(encoding="utf-8")
    draft.write_text("kind: 指标体系\n", encoding="utf-8")
    faulty = run("-C", school, "grade", "--what-if", draft)
    assert faulty.returncode == 1
    assert "content/rules/2025/indicators-2025.yml:1:1: 错误 F201" in faulty.stderr


def test_a_teacher_sees_what_is_missing_before_anybody_has_assessed() -> None:
    done = run("grade", "welding-he", "--year", "2026", "--explain")
    assert done.returncode == 0
    assert done.stdout.startswith("试算：2026年度还没有考核")
    assert "差 " in done.stdout


def test_the_comment_says_what_is_wrong_and_what_would_change(committed: Path) -> None:
    spoil(committed, "level: 国家级", "level: 国家")
    done = run("-C", committed, "check", "--since", "main", "--format", "markdown")
    assert done.returncode == 1
    wrong, _, change = done.stdout.partition("### 网站会有什么变化")
    assert f"**`{CUP}`**" in wrong
    assert "第 4 行第 8 列 **错误 F204**" in wrong
    assert "另有 0 个错误" in wrong
    assert "- 2025 `welding-he`: `良好` 92.08 分，第 2 名 → 不完整" in change
    assert "`achievements/welding-he/national-contest.html`" in change
    assert start("-C", committed, "check", "--since", "main", "--format", "markdown").stdout == done.stdout


def test_the_comment_warns_of_addresses_that_would_be_lost(committed: Path) -> None:
    (committed / CUP).unlink()
    with (committed / "content/addresses.yml").open("a", encoding="utf-8") as file:
        file.write(
            "  - {address: achievements/welding-he/national-contest.html, outcome: 撤销,"
            " date: 2026-03-01, reason: 有误}\n"
        )
    done = run("-C", committed, "check", "--format", "markdown", "--lang", "en")
    assert done.returncode == 0
    assert "Compared with `HEAD`" in done.stdout
    assert "\n#### ⚠ 1 address" in done.stdout  # its certificate; its page says that it is gone


def test_the_comment_says_that_a_blocked_site_stays_and_that_there_is_no_history(school: Path) -> None:
    assert "没有 git 记录可以比较" in run("-C", school, "check", "--format", "markdown").stdout
    git(school, "init", "-q", "-b", "main")
    git(school, "add", ".")
    spoil(school, "name: 云岭匠谱", "nam: 云岭匠谱", "content/site.yml")
    git(school, "commit", "-qam", "start with a fault")
    spoil(school, "nam: 云岭匠谱", "name: 云岭匠谱", "content/site.yml")
    git(school, "commit", "-qam", "mended")
    git(school, "branch", "good")
    spoil(school, "name: 云岭匠谱", "nam: 云岭匠谱", "content/site.yml")
    done = run("-C", school, "check", "--format", "markdown")
    assert done.returncode == 1
    assert "网站不会更新" in done.stdout


def test_who_deletes_a_file_is_shown_what_pointed_at_it(committed: Path) -> None:
    """The log knows it; what points at it is right again when the file is back, and is not told as well."""
    (committed / "content/notices/2025/application-2025.md").unlink()
    done = run("-C", committed, "check", "--since", "main")
    assert done.returncode == 1
    assert "错误 B905: 公示“application-2025”已登记" in done.stdout
    assert "N406" not in done.stdout
    assert re.search(r"另有 0 个错误、\d+ 个警告不在所选范围内。", done.stdout)


def test_who_takes_a_person_away_is_shown_it_before_the_commit_too(committed: Path) -> None:
    """The neighbour refers to the person by number alone; the studio's own folder is in order."""
    members = "studios/cnc-lin/members.yml"
    borrowed = (committed / members).read_text(encoding="utf-8")
    borrowed += "  - id: p777\n    roles: [{role: 骨干教师, since: 2025-01-01}]\n"
    (committed / members).write_text(borrowed, encoding="utf-8")
    own = "studios/auto-qin/members.yml"
    alone = (committed / own).read_text(encoding="utf-8")
    shared = alone + "  - id: p777\n    name: 丁一\n    employer: 云岭职业学校\n"
    shared += "    roles: [{role: 骨干教师, since: 2025-01-01}]\n"
    (committed / own).write_text(shared, encoding="utf-8")
    git(committed, "commit", "-qam", "shared")
    assert run("-C", committed, "check", "--studio", "auto-qin").returncode == 0
    (committed / own).write_text(alone, encoding="utf-8")
    done = run("-C", committed, "check", "--studio", "auto-qin")
    assert done.returncode == 1
    assert f"{members}:" in done.stdout
    assert "错误 P312" in done.stdout


def test_what_somebody_else_has_in_hand_is_left_to_the_line_about_the_rest(committed: Path) -> None:
    """Neither is committed: my change breaks what the neighbour has just written about my person, and the neighbour's
    own slips, in files changed, new and ignored, are no matter of mine."""
    own, other = "studios/auto-qin/members.yml", "studios/cnc-lin"
    person = "  - id: p777\n    name: 丁一\n    employer: 云岭职业学校\n"
    alone = (committed / own).read_text(encoding="utf-8")
    with_person = f"{alone}{person}    roles: [{{role: 骨干教师, since: 2025-01-01}}]\n"
    (committed / own).write_text(with_person, encoding="utf-8")
    git(committed, "commit", "-qam", "shared")
    add(committed / other / "members.yml", "  - id: p777\n    roles: [{role: 骨干教师, since: 2025-01-01}]")
    add(committed / other / "studio.yml", "colour: red")
    (committed / other / "achievements/2025/slip.md").write_text("没有信息块\n", encoding="utf-8")
    add(committed / ".gitignore", "ignored.md")
    (committed / other / "achievements/2025/ignored.md").write_text("没有信息块\n", encoding="utf-8")
    (committed / other / "profile.md").unlink()
    assert "另有 3 个错误" in run("-C", committed, "check", "--studio", "auto-qin").stdout
    (committed / own).write_text(alone, encoding="utf-8")
    for asked in (["--studio", "auto-qin"], [own]):
        done = run("-C", committed, "check", *asked)
        assert re.findall("错误 ([A-Z][0-9]+)", done.stdout) == ["P312"]
        assert f"{other}/members.yml:" in done.stdout
        assert "另有 3 个错误" in done.stdout


def test_json_counts_the_rest(school: Path) -> None:
    spoil(school, "level: 国家级", "level: 国家")
    summary = json.loads(run("-C", school, "check", "--studio", "cnc-lin", "--format", "json").stdout)["summary"]
    assert summary["elsewhere"]["errors"] == 1
    assert summary["errors"] == 0


@pytest.mark.parametrize("form", ["json", "gitlab", "sarif"])
def test_reports_for_programs_are_json_and_never_cut(school: Path, form: str) -> None:
    rows = "".join(f"x{number},2025-03-01,甲,企业员工,10,1{',多' * (number % 2)}\n" for number in range(600))
    (school / "studios/cnc-lin/trainings/2025.csv").write_text(f"id,date,topic,audience,persons,days\n{rows}")
    done = run("-C", school, "check", "--format", form, "--studio", "cnc-lin")
    assert done.returncode == 1
    assert done.stdout.count('"Y208"') >= 300
    json.loads(done.stdout)
    assert "还有" in run("-C", school, "check", "--studio", "cnc-lin").stdout
