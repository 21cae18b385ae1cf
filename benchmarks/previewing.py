"""The preview: how soon a browser gets a page again whose record was changed."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from corpus import ROOT

EDITS = 5
PAUSE = 1.0
"""Seconds between one change and the next: nobody types faster. While all is built anew one more change comes."""


def measured(school: Path, record: str, address: str) -> tuple[list[float], list[float], float]:
    """For some changes of a record, one after another, the seconds until its page says so and whoever has it open was
    told; for those that were not overtaken, until all of the site was as the files; the most memory, in megabytes."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    command = (sys.executable, "-m", "generator", "-C", str(school), "--lang", "en", "serve", "--port", str(port))
    file = school / record
    before = file.read_text(encoding="utf-8")
    shown: list[float] = []
    whole: list[float] = []
    with subprocess.Popen(  # noqa: S603 - a command of our own
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as process:
        try:
            _until(process, "Ctrl-C")
            for number in range(EDITS):
                said, page = f"预览第{number}次修改", _got(url + address)
                start = time.perf_counter()
                file.write_text(re.sub(r"(?m)^title: .*$", f"title: {said}", before, count=1), encoding="utf-8")
                while said not in page:  # a build of what was before may end meanwhile
                    epoch = re.search(r"epoch\?([0-9]+)", page)
                    _got(f"{url}.jiangpu/epoch?{epoch[1] if epoch else 0}")
                    page = _got(url + address)
                shown.append(time.perf_counter() - start)
                if number % 2:
                    _until(process, "whole site")
                    whole.append(time.perf_counter() - start)
                else:
                    time.sleep(PAUSE)
            most = re.search(r"VmHWM:\s+([0-9]+)", Path(f"/proc/{process.pid}/status").read_text(encoding="ascii"))
        finally:
            file.write_text(before, encoding="utf-8")
            process.terminate()
    return shown, whole, int(most[1]) / 1024 if most else 0.0


def _until(process: subprocess.Popen[str], said: str) -> None:
    assert process.stdout
    if not any(said in line for line in process.stdout):
        raise SystemExit(f"the preview has ended before it said {said}")


def _got(url: str) -> str:
    with urlopen(url, timeout=600) as answer:  # noqa: S310 - the preview on this machine
        text: str = answer.read().decode()
    return text
