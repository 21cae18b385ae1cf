"""MkDocs' own preview of the site: its server is told what ours knows by itself."""

from __future__ import annotations

from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from generator.website.plugin import let_reload


def test_a_page_that_is_previewed_may_run_what_reloads_it(tmp_path: Path) -> None:
    server = LiveReloadServer(builder=lambda: None, host="127.0.0.1", port=0, root=str(tmp_path))
    server.server_close()
    let_reload(server)
    page = b'<head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'"></head><body></body>'
    shown = server._inject_js_into_html(page, 1)  # type: ignore[no-untyped-call]
    assert b"Content-Security-Policy" not in shown
    assert b"<script>" in shown
