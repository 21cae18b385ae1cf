"""A site on this machine alone, whose pages show themselves anew when they are told to."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Condition, Thread
from typing import BinaryIO

from generator.website.fault import WebsiteError

HOST = "127.0.0.1"
EPOCH = "/.jiangpu/epoch"
"""Where a page asks whether there is something newer than what it shows; hidden names are no addresses of a site."""
PATIENCE = 25.0
"""Seconds until whoever asks is told that there is nothing."""
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
"""What keeps a published page from running anything that stands in it."""
_SCRIPT = """<script>
(() => {
  let asked;
  const ask = async () => {
    if (asked || document.hidden) return;
    asked = new AbortController();
    try {
      const told = await fetch("%s?%d", {signal: asked.signal, cache: "no-store"});
      if (Number(await told.text()) > %d) location.reload();
      asked = undefined; ask();
    } catch { asked = undefined; setTimeout(ask, 1000); }
  };
  document.addEventListener("visibilitychange", () => document.hidden ? asked?.abort() : ask());
  ask();
})();
</script>"""
"""Published pages allow nothing inline; only the preview puts this into them."""

Missing = Callable[[], bytes]
"""What is shown where there is no page."""


class Live(ThreadingHTTPServer):
    """Serves a folder, as it is at the time."""

    daemon_threads = True

    def __init__(self, port: int, site: Path, missing: Missing) -> None:
        super().__init__((HOST, port), partial(_Handler, directory=str(site)))
        self.missing = missing
        self.epoch = 0
        self.closed = False
        self.turned = Condition()
        self.thread = Thread(target=self.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        """Where the site begins."""
        return f"http://{HOST}:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever goes away while it is answered is no fault."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def reload(self) -> None:
        """Have every page that is open somewhere show itself anew."""
        with self.turned:
            self.epoch += 1
            self.turned.notify_all()

    def after(self, epoch: int) -> int:
        """The epoch, as soon as it is a later one, or when nobody has patience any more."""
        with self.turned:
            self.turned.wait_for(lambda: self.epoch > epoch or self.closed, PATIENCE)
            return self.epoch


@contextmanager
def live(port: int, site: Path, missing: Missing) -> Iterator[Live]:
    """What serves a folder once its `thread` is started, until the block ends: the port is taken at once, and a process
    with one thread can be split meanwhile. Raises WebsiteError where somebody else has it."""
    try:
        server = Live(port, site, missing)
    except OSError as error:
        raise WebsiteError("port", port=port) from error
    try:
        yield server
    finally:
        with server.turned:
            server.closed = True
            server.turned.notify_all()
        if server.thread.is_alive():
            server.shutdown()
        server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    server: Live

    def send_head(self) -> BytesIO | BinaryIO | None:
        """A file as it is, but for pages, which get the script; what is not there gets what the preview says of it."""
        path, _, query = self.path.partition("?")
        if path == EPOCH:
            return self._send(str(self.server.after(int(query) if query.isdigit() else 0)).encode(), "text/plain")
        place = Path(self.translate_path(self.path))
        if place.is_dir() and path.endswith("/"):
            place /= "index.html"
        if place.suffix == ".html" or not place.exists():
            epoch = self.server.epoch  # before it is read: what is written meanwhile is newer
            try:
                return self._send(_with_script(place.read_bytes(), epoch), "text/html")
            except OSError:
                return self._send(_with_script(self.server.missing(), epoch), "text/html", 404)
        return super().send_head()

    def _send(self, data: bytes, kind: str, code: int = 200) -> BytesIO:
        self.send_response(code)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        return BytesIO(data)

    def log_message(self, *_: object) -> None:
        """Nobody reads what was asked for."""


def _with_script(page: bytes, epoch: int) -> bytes:
    """A page that asks for newer epochs, and may."""
    script = (_SCRIPT % (EPOCH, epoch, epoch)).encode()
    head, end, tail = POLICY.sub(b"", page, count=1).rpartition(b"</body>")
    return head + script + end + tail if end else tail + script
