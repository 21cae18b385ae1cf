"""`check` as its users meet it: faults with their places, what concerns whom, and the forms for programs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.command import run, start
from tests.commands.conftest import CUP, add, commit, git, spoil


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
