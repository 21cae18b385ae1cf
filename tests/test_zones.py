"""Notices are civil days in China: the same bytes wherever the machine believes it stands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.golden.overlay import lay_school
from tests.website.small import tree

ROOT = Path(__file__).resolve().parents[1]
ZONES = ("UTC", "Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kathmandu")


def test_the_notices_are_the_same_bytes_in_every_zone(tmp_path: Path) -> None:
    school = tmp_path / "school"
    lay_school(school)
    built = []
    for zone in ZONES:
        target = tmp_path / zone.replace("/", "-")
        command = [sys.executable, "-m", "generator", "-C", str(school), "build", "-d", str(target)]
        done = subprocess.run(
            [*command, "--as-of", "2026-01-08"],
            cwd=ROOT,
            env={**os.environ, "TZ": zone},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        built.append(tree(target))
    wanted = {"notices/feed.xml", "notices/feed.json", "notices/calendar.ics", "notices/grades-proposed.ics"}
    assert wanted | {"n/grades-proposed.html", "status.json"} <= built[0].keys()
    assert all(other == built[0] for other in built[1:])
