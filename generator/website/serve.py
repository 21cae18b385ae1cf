"""The preview: builds into a private folder, serves it on this machine alone, and follows every change.

While the school's own files are faulty the last good site stays up; if there is none yet, a page says what to do.
"""

from __future__ import annotations

import gc
import logging
import re
import socket
import tempfile
from collections.abc import Callable
from html import escape
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from generator.core.pipeline import Prepared
from generator.diagnostics.text import render
from generator.website.build import build
from generator.website.fault import WebsiteError
from generator.website.house import find_house

HOST = "127.0.0.1"
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


def serve(
    root: Path,
    prepare: Callable[[], Prepared],
    port: int,
    *,
    ready: Callable[[str], None],
    tell: Callable[[Prepared], None],
) -> None:
    """Serve until interrupted. `prepare` reads everything anew, `tell` shows its problems, `ready` gets the address."""
    _refuse_taken(port)
    _quiet_log()
    with tempfile.TemporaryDirectory(prefix="jiangpu-") as private:
        preview = Preview(Path(private) / "site", prepare, tell)
        preview.rebuild()
        server = LiveReloadServer(builder=preview.rebuild, host=HOST, port=port, root=str(preview.site))
        let_reload(server)
        try:
            server.error_handler = preview.page_for
            for path in _watched(root):
                server.watch(str(path))
            ready(f"http://{HOST}:{port}/")
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown(wait=True)


def let_reload(server: LiveReloadServer) -> None:
    """Let pages run the script that the server puts into them to reload: published, they allow nothing inline."""
    inject: Callable[[bytes, int], bytes] = server._inject_js_into_html  # MkDocs offers no other way
    server._inject_js_into_html = lambda content, epoch: inject(_POLICY.sub(b"", content, count=1), epoch)  # type: ignore[method-assign]


class Preview:
    """The site as last built, and why it is not newer."""

    def __init__(self, site: Path, prepare: Callable[[], Prepared], tell: Callable[[Prepared], None]) -> None:
        self.site = site
        self._prepare = prepare
        self._tell = tell
        self._why = ""
        self._problems = ""

    def rebuild(self) -> None:
        """Build anew; what stands in the way is told and changes nothing."""
        prepared = self._prepare()
        self._tell(prepared)
        self._problems = render(prepared.problems, prepared.sources)
        try:
            build(prepared, self.site)
        except WebsiteError as error:
            self._why = str(error)
            logging.getLogger("mkdocs").warning(self._why)
        gc.collect()

    def page_for(self, code: int) -> bytes | None:
        """What the browser gets where there is no page: the reason, or the site's own 404.html."""
        own = self.site / f"{code}.html"
        if own.is_file():
            return own.read_bytes()
        text = f"<p>{escape(self._why)}</p><pre>{escape(self._problems)}</pre>"
        # It asks again by itself: without a built page there is no script that could be told to reload.
        return f'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="3">{text}'.encode()


def _watched(root: Path) -> list[Path]:
    house = find_house(root)
    places = (root / "studios", root / "content", house.theme, house.config)
    return [place for place in places if place.exists()]


def _refuse_taken(port: int) -> None:
    """Say in one line that the port is taken: the server would raise from within."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise WebsiteError("port", port=port) from error


def _quiet_log() -> None:
    """The server speaks through MkDocs' logger; only what is wrong matters here."""
    logger = logging.getLogger("mkdocs")
    if not logger.handlers:
        logger.addHandler(logging.StreamHandler())
    logger.setLevel(logging.WARNING)
