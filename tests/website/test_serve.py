"""The preview: follows what can be published, one studio's pages first, and says why where it cannot."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from urllib.request import urlopen

import pytest

from generator.core.document import parse
from generator.core.pages.address import DATA_EDITION
from generator.core.pipeline import Prepared, prepare
from generator.core.problem import Problem
from generator.website.fault import WebsiteError
from generator.website.live import EPOCH
from generator.website.serve import Builder, Preview, Teller, serve
from tests.command import ROOT
from tests.website.small import CUP, DAY, SITE

CUP_FILE = "studios/welding-he/achievements/2025/cup.md"
CUP_PAGE = "achievements/welding-he/cup.html"


@dataclass
class Told:
    """What a preview tells."""

    ready: list[str] = field(default_factory=list)
    problems: list[tuple[Problem, ...]] = field(default_factory=list)
    in_the_way: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def teller(self) -> Teller:
        return Teller(
            ready=self.ready.append,
            problems=lambda prepared: self.problems.append(prepared.problems),
            in_the_way=lambda error: self.in_the_way.append(str(error)),
            ahead=lambda studio, count: self.done.append(f"{studio}: {count}"),
            whole=lambda: self.done.append("whole"),
        )


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def preview(school: Path, tmp_path: Path, told: Told) -> Preview:
    return Preview(tmp_path / "site", lambda: prepare(school, DAY), told.teller())


def test_the_last_good_site_stays_up(school: Path, tmp_path: Path, preview: Preview, told: Told) -> None:
    facts = school / "content/site.yml"

    facts.write_text(SITE + "nonsense: <1>\n", encoding="utf-8")
    preview.rebuild()
    assert not (tmp_path / "site").exists()
    assert told.problems[-1]
    assert told.in_the_way
    page = preview.instead().decode()
    assert "content/site.yml:" in page
    assert "&lt;1&gt;" in page

    facts.write_text(SITE, encoding="utf-8")
    preview.rebuild()
    assert preview.instead() == (tmp_path / "site/404.html").read_bytes()

    facts.write_text(SITE.replace("云岭匠谱", "松坪匠录"), encoding="utf-8")
    preview.rebuild()
    home = (tmp_path / "site/index.html").read_bytes()
    assert "松坪匠录" in home.decode()

    facts.write_text("name: [", encoding="utf-8")
    preview.rebuild()
    assert (tmp_path / "site/index.html").read_bytes() == home
    assert told.done == ["whole", "whole"]


def test_a_studio_is_shown_before_the_site_is_built(school: Path, tmp_path: Path, preview: Preview, told: Told) -> None:
    assert not preview.hasten("welding-he")  # there is no site yet
    preview.rebuild()
    assert not preview.hasten("welding-he")  # nothing has changed
    (school / CUP_FILE).write_text(CUP.replace("薄板", "厚板"), "utf-8")
    assert preview.hasten("welding-he")
    assert "厚板" in (tmp_path / "site" / CUP_PAGE).read_text("utf-8")
    assert "厚板" not in (tmp_path / "site" / DATA_EDITION).read_text("utf-8")
    preview.rebuild()
    assert "厚板" in (tmp_path / "site" / DATA_EDITION).read_text("utf-8")
    assert [re.sub(r"\d+", "n", each) for each in told.done] == ["whole", "welding-he: n", "whole"]


def test_what_was_shown_meanwhile_outlives_a_build_of_what_was_before(school: Path, tmp_path: Path, told: Told) -> None:
    """A build that has read a file already does not bring back what stood in it."""

    def prepared() -> Prepared:
        found = prepare(school, DAY)
        if told.done:  # somebody saves, right after everything was read
            (school / CUP_FILE).write_text(CUP.replace("薄板", "厚板"), "utf-8")
            assert following.hasten("welding-he")
        return found

    following = Preview(tmp_path / "site", prepared, told.teller())
    following.rebuild()
    following.rebuild()
    assert "厚板" in (tmp_path / "site" / CUP_PAGE).read_text("utf-8")
    assert told.done[-1] == "whole"


def test_a_build_that_is_overtaken_ends_at_once(school: Path, tmp_path: Path, told: Told) -> None:
    begun, slow, done = Event(), True, Event()

    def prepared() -> Prepared:
        begun.set()
        while slow:
            time.sleep(0.001)
        return prepare(school, DAY)

    builder = Builder(Preview(tmp_path / "site", prepared, told.teller()), done.set)
    builder.end()  # nothing is being built
    builder.thread.start()
    try:
        for _ in range(3):
            begun.clear()
            builder.begin()
            assert begun.wait(timeout=60)
            builder.end()
        assert not told.done
        slow = False
        builder.begin()
        assert done.wait(timeout=60)
        assert told.done == ["whole"]
        assert (tmp_path / "site" / CUP_PAGE).is_file()
        slow = True
        begun.clear()
        builder.begin()
        assert begun.wait(timeout=60)
    finally:
        builder.close()  # whatever it is at
    assert told.done == ["whole"]


def test_a_taken_port_is_said_in_one_line(school: Path, told: Told) -> None:
    def prepared() -> Prepared:
        raise AssertionError  # nobody waits for a build to hear of it

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(WebsiteError, match=str(port)):
            serve(school, prepared, port, told.teller(), parse)


@pytest.fixture
def previewing(school: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "generator", "-C", str(school), "serve", "--port", str(port)]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", cwd=ROOT
    ) as process:
        signal.signal(signal.SIGINT, before)
        until(process, "Ctrl-C")
        yield process, f"http://127.0.0.1:{port}/"
        if process.poll() is None:
            process.kill()


def until(process: subprocess.Popen[str], said: str) -> None:
    assert process.stdout
    assert any(said in line for line in process.stdout), said


def shown(url: str) -> str:
    with urlopen(url, timeout=60) as answer:
        page: str = answer.read().decode()
    return page


def test_a_page_that_is_open_follows_what_is_saved(school: Path, previewing: tuple[subprocess.Popen[str], str]) -> None:
    process, url = previewing
    epoch = re.search(rf"{EPOCH}\?(\d+)", shown(url + CUP_PAGE))
    assert epoch
    (school / CUP_FILE).write_text(CUP.replace("薄板", "厚板"), "utf-8")
    assert int(shown(f"{url}{EPOCH[1:]}?{epoch[1]}")) > int(epoch[1])
    assert "厚板" in shown(url + CUP_PAGE)
    until(process, "welding-he：先更新了")
    until(process, "全站已更新")
    assert "厚板" in shown(url + DATA_EDITION)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 0
