"""The preview: follows what can be published, and says why where it cannot."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from mkdocs.livereload import LiveReloadServer

from generator.core.pipeline import Prepared
from generator.website.fault import WebsiteError
from generator.website.serve import Preview, let_reload, serve
from tests.website.small import SITE, read_school


def test_the_last_good_site_stays_up(school: Path, tmp_path: Path) -> None:
    told: list[Prepared] = []
    preview = Preview(tmp_path / "site", lambda: read_school(school), told.append)
    facts = school / "content/site.yml"

    facts.write_text(SITE + "nonsense: <1>\n", encoding="utf-8")
    preview.rebuild()
    assert not (tmp_path / "site").exists()
    assert told[-1].blocked
    page = (preview.page_for(404) or b"").decode()
    assert "content/site.yml:" in page
    assert "&lt;1&gt;" in page

    facts.write_text(SITE, encoding="utf-8")
    preview.rebuild()
    assert preview.page_for(404) == (tmp_path / "site/404.html").read_bytes()

    facts.write_text(SITE.replace("云岭匠谱", "松坪匠录"), encoding="utf-8")
    preview.rebuild()
    home = (tmp_path / "site/index.html").read_bytes()
    assert "松坪匠录" in home.decode()

    facts.write_text("name: [", encoding="utf-8")
    preview.rebuild()
    assert (tmp_path / "site/index.html").read_bytes() == home
    assert len(told) == 4


def test_a_taken_port_is_said_in_one_line(school: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(WebsiteError, match=str(port)):
            serve(school, lambda: read_school(school), port, ready=print, tell=lambda _: None)


def test_a_page_that_is_previewed_may_run_what_reloads_it(tmp_path: Path) -> None:
    server = LiveReloadServer(builder=lambda: None, host="127.0.0.1", port=0, root=str(tmp_path))
    server.server_close()
    let_reload(server)
    page = b'<head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'"></head><body></body>'
    shown = server._inject_js_into_html(page, 1)  # type: ignore[no-untyped-call]
    assert b"Content-Security-Policy" not in shown
    assert b"<script>" in shown
