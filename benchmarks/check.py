"""How long `jiangpu check` takes, as ratios to a peer measured in the same run: `make bench-check`.

The peer does the least that any program must that reads the same files with the same libraries: it starts Python and
parses them, YAML with libyaml. What else happens on the machine slows both; runs alternate, and the quickest of each
counts. Nothing here is asserted, and no test runs it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
PEER = """
import csv, sys
from pathlib import Path
import yaml
for root in ("content", "studios"):
    for path in Path(root).rglob("*"):
        if path.suffix == ".csv":
            list(csv.reader(path.open(encoding="utf-8")))
        elif path.suffix in {".yml", ".md"}:
            text = path.read_text(encoding="utf-8")
            head = text.split("---\\n")[1] if text.startswith("---\\n") else text if path.suffix == ".yml" else ""
            yaml.load(head, Loader=yaml.CSafeLoader)
"""


def main() -> None:
    """Measure and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("-C", dest="root", type=Path, default=ROOT, help="the repository to check (the sample)")
    options.add_argument("-n", dest="runs", type=int, default=10, help="how often each is run (10)")
    given = options.parse_args()
    studio = min(path.name for path in (given.root / "studios").iterdir() if path.is_dir())
    jiangpu = (sys.executable, "-m", "generator", "-C", str(given.root))
    commands = {
        "parse every file": (sys.executable, "-c", PEER),
        "check": (*jiangpu, "check"),
        "check --studio": (*jiangpu, "check", "--studio", studio),
        "check --format json": (*jiangpu, "check", "--format", "json"),
        "explain": (*jiangpu, "explain", "N402"),
    }
    for command in commands.values():  # caches are warm afterwards
        seconds(command, given.root)
    best = dict.fromkeys(commands, (float("inf"), float("inf")))
    for _ in range(given.runs):
        for name, command in commands.items():
            best[name] = tuple(map(min, best[name], seconds(command, given.root)))  # type: ignore[assignment]
    peer = best["parse every file"]
    sys.stdout.write(f"{'quickest of ' + str(given.runs):24}{'seconds':>9}{'ratio':>7}{'of CPU':>9}{'ratio':>7}\n")
    for name, (wall, work) in best.items():
        sys.stdout.write(f"{name:24}{wall:9.2f}{wall / peer[0]:7.1f}{work:9.2f}{work / peer[1]:7.1f}\n")


def seconds(command: Sequence[str], root: Path) -> tuple[float, float]:
    """How long a command takes: on the clock, and of the processor."""
    # As on the machine of whoever uses it: modules are compiled once, whatever is set here.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(  # noqa: S603 - commands of our own
        command, cwd=root, env={**environment, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    wall, after = time.perf_counter() - start, os.times()
    if done.returncode > 1:
        raise SystemExit(done.stderr.decode())
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, used


if __name__ == "__main__":
    main()
