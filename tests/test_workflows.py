"""The workflow templates: every day after midnight in China and on every push, with commands that there are."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import click
import pytest
import yaml

from generator.cli import application
from generator.core.compute.log import rows
from generator.core.records.log import FIRST
from generator.founding import HOUSE, found_school
from generator.wording import wording
from tests.core.compute.test_log import LOGGED
from tests.golden.overlay import IDENTITY, lay_school
from tests.test_starting import TODAY

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs/workflows"
FILES = sorted(FOLDER.glob("*.yml"))
CHECKS = ("github-check.yml", "gitea-check.yml")
PUBLISHING = [path for path in FILES if path.name not in CHECKS]
ACTIONS = ("github.yml", "gitea.yml")
by_file = pytest.mark.parametrize("path", PUBLISHING, ids=lambda path: path.name)


def read(name: str) -> dict[Any, Any]:
    content = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def steps(name: str) -> Iterator[dict[str, Any]]:
    """Every step of every job, in their order."""
    for job in read(name)["jobs"].values():
        yield from job["steps"]


def commands(path: Path) -> list[list[str]]:
    """What each workflow runs of ours, as words."""
    if path.name == "gitlab-ci.yml":
        lines = [line for step in read(path.name)["pages"]["script"] for line in step.splitlines()]
    else:
        lines = [line for step in steps(path.name) for line in step.get("run", "").splitlines()]
    return [ours(line) for line in map(str.strip, lines) if line.startswith("python3 bootstrap.py ")]


def ours(line: str) -> list[str]:
    """Verb and options; what becomes of the output is the shell's."""
    return shlex.split(re.split(r" >>? ", line)[0])[2:]


def published_head(path: Path) -> str:
    """The lines that hold the log against the head that is public, for a shell."""
    text = path.read_text(encoding="utf-8")
    [found] = re.findall(r"( *)# A log that was cut.*?\n\1fi\n", text, re.DOTALL)
    start = text.index(f"{found}# A log that was cut")
    return textwrap.dedent(text[start : text.index(f"\n{found}fi\n", start) + len(found) + 4])


def test_there_is_one_for_each_host() -> None:
    assert [path.name for path in FILES] == [
        *("gitea-check.yml", "gitea.yml", "github-check.yml", "github.yml", "gitlab-ci.yml")
    ]


@by_file
def test_the_log_is_appended_before_the_site_is_built(path: Path) -> None:
    found = [words for words in commands(path) if words[0] != "check"]
    assert [words[:2] for words in found] == [["log", "append"], ["log", "verify"], ["build", "-d"]]


def script(name: str) -> list[str]:
    """The lines of a shell that check what somebody has sent in."""
    if name == "gitlab-ci.yml":
        return [line for step in read(name)["check"]["script"] for line in step.splitlines()]
    text = "\n".join(step.get("run", "") for step in steps(name)).replace("\\\n", "")
    return [line.strip() for line in text.splitlines()]


def checks(name: str) -> list[list[str]]:
    """What a workflow runs of ours on what somebody has sent in."""
    start = "closed .venv/bin/jiangpu "
    lines = [re.sub(r" \|\| true$", "", line) for line in script(name) if line.startswith(start)]
    return [shlex.split(re.split(r" >>? ", line)[0].removeprefix(start)) for line in lines]


CHECKING = pytest.mark.parametrize("name", [*CHECKS, "gitlab-ci.yml"])


@CHECKING
def test_requests_are_checked_as_objects_since_they_left_and_within_one_studio(name: str) -> None:
    told, change = {
        "github-check.yml": (["--format", "github"], ["--format", "markdown"]),
        "gitea-check.yml": ([], ["--format", "markdown"]),
        "gitlab-ci.yml": ([], ["--format", "markdown"]),
    }[name]
    head = ["check", "--tree", "contributed"]
    faults = [*head, "--since", "HEAD", "--only", "$ONLY", *told]
    assert faults in checks(name)
    assert [*head, "--since", "HEAD", *change] in checks(name)
    if name == "gitlab-ci.yml":  # GitLab compares two whole reports itself
        assert [*head, "--format", "gitlab"] in checks(name)
        assert read(name)["pages"]["artifacts"]["reports"] == {"codequality": "codequality.json"}


def test_a_check_fails_for_what_is_wrong_and_for_nothing_else() -> None:
    lines = [line for line in script("gitlab-ci.yml") if line.startswith("closed .venv")]
    assert [line for line in lines if not line.endswith("|| true")] == lines[-1:]
    assert read("gitlab-ci.yml")["check"]["artifacts"]["when"] == "always"
    for name in CHECKS:
        assert [step.get("if") for step in steps(name)] == [None, None, None, "${{ !cancelled() }}"]


@pytest.mark.parametrize("name", CHECKS)
def test_a_strangers_pull_request_may_read_and_nothing_else(name: str) -> None:
    content = read(name)
    assert content[True].keys() == {"pull_request"}  # never pull_request_target, which would run with secrets
    assert content["permissions"] == {"contents": "read"}
    assert "secrets" not in (FOLDER / name).read_text(encoding="utf-8")
    checkout, fetch, *run = steps(name)
    assert checkout["with"] == {
        "ref": "${{ github.event.pull_request.base.sha }}",
        "fetch-depth": 0,
        "persist-credentials": False,
    }
    assert "env" in fetch
    assert not [step for step in run if "github.token" in str(step)]
    # What somebody chose reaches no shell but as the value of a variable.
    assert not [step for step in (fetch, *run) if "${{" in step["run"]]


@CHECKING
def test_nothing_that_was_sent_in_is_checked_out(name: str) -> None:
    text = "\n".join(script(name))
    assert "head:refs/heads/contributed" in text
    assert not re.search(r"git (?:checkout|switch|merge|pull|worktree|reset)", text)


def test_a_strangers_merge_request_publishes_nothing() -> None:
    assert read("gitlab-ci.yml")["pages"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE != "merge_request_event"'}]
    assert read("gitlab-ci.yml")["check"]["variables"]["GIT_STRATEGY"] == "none"


STANDS_IN = {
    "sudo": 'exec "$@"',
    "unshare": '[ "$1 $2" = "--net --" ] || exit 9; shift 2; exec "$@"',
    "setpriv": 'while [ "$1" != env ]; do shift; done; exec "$@"',
}
"""For what a test may not do: without them it would show how this machine is set up, and not the workflow."""


@CHECKING
def test_the_steps_do_what_they_say(name: str, tmp_path: Path) -> None:
    """In a school's repository, whose program is told what it is called with and which variables it gets."""
    root = tmp_path / "school"
    lay_school(root, "=== . (committed)\n")
    tools = {tmp_path / "bin" / tool: body for tool, body in STANDS_IN.items()}
    run = f"PYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)} -m generator --lang en"
    tools[root / ".venv/bin/jiangpu"] = f'env >> {shlex.quote(str(tmp_path))}/env\n{run} "$@" --as-of 2026-01-20'
    for path, body in tools.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        path.chmod(0o755)
    start = next(line for line in script(name) if line.startswith("closed()"))
    [faults] = [line for line in script(name) if "--only" in line]

    def git(*arguments: str) -> None:
        subprocess.run(["git", *IDENTITY, *arguments], cwd=root, check=True, capture_output=True)

    def more(path: str, line: str) -> None:
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")

    def check(only: str) -> subprocess.CompletedProcess[str]:
        surroundings = os.environ | {"ONLY": only, "SECRET": "known", "PATH": f"{tmp_path}/bin:{os.environ['PATH']}"}
        command = ["bash", "-ec", f"{start}\n{faults}"]
        return subprocess.run(command, cwd=root, capture_output=True, check=False, env=surroundings, text=True)

    git("switch", "-q", "-c", "contributed")
    more("studios/hong/profile.md", "More.")
    git("commit", "-qam", "own")
    git("switch", "-q", "main")
    assert check("studios").returncode == 0, check("studios")
    git("switch", "-q", "contributed")
    more("content/site.yml", "# More.")
    more("sitecustomize.py", "raise SystemExit(7)")
    git("add", "sitecustomize.py")
    git("commit", "-qam", "more")
    git("switch", "-q", "main")
    done = check("studios")
    assert done.returncode == 1
    assert done.stdout.count("R134") >= 2
    assert check(".").returncode == 0
    seen = (tmp_path / "env").read_text(encoding="utf-8")
    assert "PATH=" in seen
    assert "SECRET" not in seen


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_command_is_one_of_ours(path: Path) -> None:
    for words in checks(path.name) if path.name in CHECKS else commands(path):
        command: click.Command = application(wording("en"))
        rest = list(words)
        while isinstance(command, click.Group):
            found = command.get_command(click.Context(command), rest[0])
            assert found is not None, f"no verb {words}"
            command, rest = found, rest[1:]
        command.make_context("jiangpu", rest)  # raises a UsageError for an option that there is not


@by_file
def test_the_schedule_is_just_after_midnight_in_china(path: Path) -> None:
    crons = [
        entry["cron"] for entry in read(path.name).get(True, {}).get("schedule", [])
    ]  # YAML 1.1 reads `on` as true
    if path.name == "gitlab-ci.yml":  # kept by GitLab itself; the head of the file says what to type
        crons = re.findall(r'"(\d+ \d+ \* \* \*)" and the time zone UTC', path.read_text(encoding="utf-8"))
    [cron] = crons
    minute, hour = map(int, cron.split()[:2])
    run = datetime(2026, 3, 17, hour, minute, tzinfo=UTC).astimezone(timezone(timedelta(hours=8)))
    assert timedelta() < run - run.replace(hour=0, minute=0) < timedelta(minutes=30)


@pytest.mark.parametrize("name", ACTIONS)
def test_pushes_and_the_schedule_start_it_and_nothing_from_outside_does(name: str) -> None:
    assert read(name)[True].keys() == {"push", "schedule", "workflow_dispatch"}


@pytest.mark.parametrize("name", [*ACTIONS, *CHECKS])
def test_actions_are_few_and_pinned_by_commit(name: str) -> None:
    used = [step["uses"] for step in steps(name) if "uses" in step]
    assert used
    for action in used:
        assert re.fullmatch(r"actions/(checkout|upload-pages-artifact|deploy-pages)@[0-9a-f]{40}", action)


def test_only_one_job_on_github_may_write_and_only_one_may_publish() -> None:
    content = read("github.yml")
    assert content["permissions"] == {}
    assert {name: job["permissions"] for name, job in content["jobs"].items()} == {
        "log": {"contents": "write"},
        "build": {"contents": "read"},
        "publish": {"pages": "write", "id-token": "write"},
    }


@by_file
def test_what_is_built_is_what_is_published(path: Path) -> None:
    [target] = [words[words.index("-d") + 1] for words in commands(path) if words[0] == "build"]
    if path.name == "gitlab-ci.yml":
        assert read(path.name)["pages"]["artifacts"]["paths"] == [target]
    elif path.name == "github.yml":
        assert [step["with"]["path"] for step in steps(path.name) if "upload-pages" in step.get("uses", "")] == [target]
    else:
        assert f" {target}/ " in next(step for step in steps(path.name) if step.get("name") == "publish")["run"]


@pytest.fixture
def public(tmp_path: Path) -> Iterator[str]:
    """The address of a web server on this machine that shows the folder `public`."""
    (tmp_path / "public").mkdir()
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path / "public"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@by_file
def test_a_log_that_does_not_hold_the_public_head_is_not_published(path: Path, tmp_path: Path, public: str) -> None:
    root = tmp_path / "school"
    lay_school(root, f"{LOGGED}=== content/site.yml (change)\n-url: https://tiny.example/\n+url: {public}\n")
    book = rows("", (root / "content/log/notices.jsonl").read_bytes())
    program = f"{shlex.quote(sys.executable)} -m generator -C {shlex.quote(str(root))}"
    script = "set -e\n" + published_head(path).replace("python3 bootstrap.py", program)

    def run() -> subprocess.CompletedProcess[bytes]:
        surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "JIANGPU_AS_OF": "2026-01-20"}
        return subprocess.run(["bash", "-c", script], cwd=root, capture_output=True, check=False, env=surroundings)

    assert run().returncode == 0  # nothing is published yet
    for head, code in ((book[0].digest, 0), (book[-1].digest, 0), (FIRST, 0), ("ab" * 32, 1)):
        (tmp_path / "public/status.json").write_text(json.dumps({"log": {"lines": 1, "head": head}}), encoding="utf-8")
        assert run().returncode == code, head


def test_a_new_school_has_them(tmp_path: Path) -> None:
    assert "docs/workflows" in HOUSE
    found_school(tmp_path / "school", TODAY)
    copied = {path.name: path.read_bytes() for path in (tmp_path / "school/docs/workflows").iterdir()}
    assert copied == {path.name: path.read_bytes() for path in FILES}
