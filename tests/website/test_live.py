"""The server of the preview: pages that show themselves anew, and nothing else than the site."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from generator.website.fault import WebsiteError
from generator.website.live import EPOCH, Live, live

PAGE = '<head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'"></head><body>页</body>'


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Live]:
    site = tmp_path / "site"
    (site / "studios").mkdir(parents=True)
    (site / "index.html").write_text(PAGE, "utf-8")
    (site / "studios/index.html").write_text(PAGE.replace("页", "工作室"), "utf-8")
    (site / "data.json").write_text('{"</body>": 1}', "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    with live(0, site, "<p>没有 &lt;这一页&gt;</p>".encode) as server:
        server.thread.start()
        yield server


def got(server: Live, address: str) -> str:
    with urlopen(server.url + address, timeout=20) as answer:
        text: str = answer.read().decode()
    return text


def test_a_page_asks_for_what_is_newer_and_may(server: Live) -> None:
    for address in ("", "index.html", "studios/", "studios/index.html?from=home"):
        page = got(server, address)
        assert "Content-Security-Policy" not in page
        assert re.search(rf"<script>.*{EPOCH}\?0.*</script></body>", page, re.DOTALL)


def test_what_is_no_page_is_as_it_is(server: Live) -> None:
    assert got(server, "data.json") == '{"</body>": 1}'


def test_where_there_is_no_page_the_preview_says_why(server: Live) -> None:
    for address in ("gone.html", "gone", "%2e%2e/secret.txt", "../secret.txt"):
        with pytest.raises(HTTPError) as error:
            got(server, address)
        page = error.value.read().decode()
        assert error.value.code == 404
        assert "没有 &lt;这一页&gt;" in page
        assert "<script>" in page


def test_whoever_waits_is_told_at_once(server: Live) -> None:
    told: list[str] = []
    waiting = threading.Thread(target=lambda: told.append(got(server, f"{EPOCH[1:]}?0")))
    waiting.start()
    server.reload()
    waiting.join(timeout=20)
    assert told == ["1"]
    assert f"{EPOCH}?1" in got(server, "index.html")
    assert got(server, f"{EPOCH[1:]}?0") == "1"


def test_whoever_waits_does_not_hold_up_the_end(tmp_path: Path) -> None:
    told: list[str] = []
    with live(0, tmp_path, lambda: b"") as server:
        server.thread.start()
        before = set(threading.enumerate())
        waiting = threading.Thread(target=lambda: told.append(got(server, f"{EPOCH[1:]}?0")))
        waiting.start()
        while len(set(threading.enumerate()) - before) < 2:  # who waits and who answers
            waiting.join(timeout=0.01)
    waiting.join(timeout=20)
    assert told == ["0"]


def test_it_is_there_for_this_machine_alone(server: Live) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_a_taken_port_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(WebsiteError, match=str(port)), live(port, tmp_path, lambda: b""):
            pass
