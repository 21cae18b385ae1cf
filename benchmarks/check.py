"""How long `jiangpu check` takes, as ratios to a peer measured in the same run: `make bench-check`.

The peer does the least that any program must that reads the same files with the same libraries: it starts Python and
parses them, YAML with libyaml. What else happens on the machine slows both; runs alternate, and the quickest of each
counts. Then the same of a school of 10,000 records that is read again after every change of one file, as
`check --watch` and `serve` do: the first round and the later ones, without what it takes to start. Nothing here is
asserted, and no test runs it.
"""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from corpus import lay

DAY = date(2026, 3, 18)
STUDIOS = 39
"""How many make 10,000 records."""
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
    with tempfile.TemporaryDirectory() as scratch:
        school = lay(Path(scratch) / "school", STUDIOS)
        parsing = min(seconds(commands["parse every file"], school)[1] for _ in range(3))
        first, *later = rounds(school, given.runs)
    sys.stdout.write(f"\n{'a school of 10,000':40}{'of CPU':>9}{'ratio':>7}\n")
    for name, work in (("parse every file", parsing), ("first round", first), ("after one change", min(later))):
        sys.stdout.write(f"{name:40}{work:9.2f}{work / parsing:7.2f}\n")


def rounds(school: Path, changes: int) -> Iterator[float]:
    """How long it takes of the processor to read and check a school, and again after each change of one file."""
    sys.path.append(str(ROOT))
    from generator.bags.mounting import Mounter
    from generator.core.pipeline import prepare
    from generator.decoding import decoder
    from generator.remembering import Memory

    memory, story = Memory(), min(school.glob("studios/*/achievements/*/*.md"))
    gc.disable()  # as the command does
    for number in range(changes + 1):
        start = time.process_time()
        prepare(school, DAY, decode=decoder(school), mount=Mounter(school), read=memory.read, parse=memory.parse)
        yield time.process_time() - start
        gc.collect()
        with story.open("a", encoding="utf-8") as file:
            file.write(f"\n第 {number + 1} 次修改。\n")
        time.sleep(0.1)  # what was changed this very moment is read once more


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
