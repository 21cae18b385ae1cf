"""How long `jiangpu check` and `build` take, and how much memory, where studios are hostile: `make bench-hostile`.

One studio of each family is laid beside the sample's school and checked, twice where the limits let it through: as much
as is still read, and far more. Then a school of two hundred studios is built, and once more with twenty of them
hostile, a family each. Nothing is asserted, no test runs this; it takes some minutes and a gigabyte of `/tmp`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from corpus import ROOT, SAMPLE, lay, write
from measure import Measure, measured

STUDIOS, HOSTILE = 200, 20
HEAD = "id,date,until,kind,topic,audience,persons,days,mode,trainer,client,certificate,note\n"
STORY = (ROOT / "studios" / SAMPLE / "achievements/2025/national-contest.md").read_text(encoding="utf-8")


def large_tables(studio: Path) -> None:
    """Five tables of 5 MB."""
    for year in range(2020, 2025):
        rows = (f"t{n:05},{year}-02-20,,培训,{'焊' * 60},本校教师,22,0.5,线下,p104,,,\n" for n in range(20_000))
        write(studio / f"trainings/{year}.csv", HEAD + "".join(rows))


def fill(studio: Path, row: Callable[[int, int], str]) -> None:
    """Four tables with as many rows as are read; `row` makes one of its year and number."""
    for year in range(2020, 2024):
        write(studio / f"trainings/{year}.csv", HEAD + "".join(row(year, n) for n in range(3_600)))


def sound_tables(studio: Path) -> None:
    """As many rows as are read, all of them sound."""
    fill(studio, lambda year, n: f"t{year}-{n},{year}-02-20,,培训,焊接,教师,22,0.5,线下,p104,,,\n")


def faulty_tables(studio: Path) -> None:
    """As many rows as are read, each with eight errors."""
    fill(studio, lambda year, n: f"T_{n},{year}-02-30,,培讯,焊接,教师,2x2,a0.5,线中,p1x04,,,\n")


def unknown_people(studio: Path) -> None:
    """As many rows as are read, with a trainer each whom nobody knows."""
    fill(studio, lambda year, n: f"t{year}-{n},{year}-02-20,,培训,焊接,教师,22,0.5,线下,p{n:06},,,\n")


def dense_tables(studio: Path) -> None:
    """As many cells as are read, in columns that nobody knows."""
    for year in range(2020, 2022):
        names = ",".join(f"c{n}" for n in range(86))
        write(studio / f"trainings/{year}.csv", f"id,{names}\n" + ("a," * 86 + "a\n") * 1_000)


def yaml_lists(studio: Path) -> None:
    """Lists of nearly 256 KB and 20,000 values, as often as 2 MB have room."""
    for year in range(2018, 2025):
        write(studio / f"documents/{year}.yml", "documents:\n" + "- {id: A, title: 2, kind: x, date: y}\n" * 2_200)


def flow_yaml(studio: Path) -> None:
    """Thousands of nested and empty values on few lines."""
    for year in range(2018, 2025):
        write(studio / f"documents/{year}.yml", "documents: [" + "{a: [[{b: c}]]}, " * 3_000 + "{}]\n")


def markdown(pattern: str, pages: int) -> Callable[[Path], None]:
    """Pages of nearly 200 KB of a pattern that hangs other engines."""

    def lay(studio: Path) -> None:
        line = pattern * (9_000 // len(pattern.encode())) + "\n\n"
        for number in range(pages):
            body = STORY.split("\n---\n", 1)[0] + "\n---\n" + line * (190_000 // len(line.encode()))
            write(studio / f"achievements/2024/page-{number}.md", body)

    return lay


def pictures(studio: Path) -> None:
    """Forty pictures of 49 megapixels that are all of one colour, and no two alike."""
    for number in range(40):
        (studio / "files").mkdir(exist_ok=True)
        (studio / f"files/bomb-{number}.png").write_bytes(one_colour(7000, 7000, number))


def many_marks(studio: Path) -> None:
    """Eighty pages with nearly as many links each as one may have."""
    for number in range(80):
        head = STORY.split("\n---\n", 1)[0] + "\n---\n"
        write(studio / f"achievements/2024/page-{number}.md", head + ("[](x)" * 500 + "\n\n") * 9)


def unknown_keys(studio: Path) -> None:
    """Every value under a key that means nothing, or nearly something."""
    for year in range(2018, 2025):
        keys = ", ".join(f"titel{n}: 2" for n in range(90))
        write(studio / f"documents/{year}.yml", "documents:\n" + f"- {{{keys}}}\n" * 200)


def numbers(studio: Path) -> None:
    """Digits without end, as the search for personal numbers sees them."""
    for year in range(2018, 2025):
        line = "13800138000 1101011990 " * 1_300
        write(studio / f"documents/{year}.yml", "documents:\n" + f"- {{title: {line}}}\n" * 8)


def many_files(studio: Path) -> None:
    """Thousands of small files."""
    for number in range(5_000):
        write(studio / f"achievements/2024/story-{number}.md", STORY)


def many_records(studio: Path) -> None:
    """Four hundred achievements that are read."""
    for number in range(400):
        write(studio / f"achievements/2024/story-{number}.md", STORY[:3_000])


FAMILIES: Mapping[str, Callable[[Path], None]] = {
    "tables, 5 of 5 MB": large_tables,
    "tables, 14,400 sound rows": sound_tables,
    "tables, 14,400 faulty rows": faulty_tables,
    "tables, 14,400 unknown people": unknown_people,
    "tables, 174,000 cells": dense_tables,
    "YAML, 7 lists of 2,200": yaml_lists,
    "YAML, 7 of nested values": flow_yaml,
    "Markdown, 60 pages of [": markdown("[", 60),
    "Markdown, 10 pages of [": markdown("[", 10),
    "Markdown, 10 pages of *a_": markdown("*a_ ", 10),
    "Markdown, 10 pages of <b>": markdown("<b>", 10),
    "Markdown, 10 pages of links": markdown("[](x)", 10),
    "Markdown, 80 pages of 9,000 links": many_marks,
    "YAML, 126,000 unknown keys": unknown_keys,
    "YAML, 1.6 MB of digits": numbers,
    "pictures, 40 of 49 megapixels": pictures,
    "files, 5,000": many_files,
    "files, 400 achievements": many_records,
}


def main() -> None:
    """Measure and print two tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", help="families whose name begins so; without the builds")
    options.add_argument("--studios", type=int, default=STUDIOS, help="of the builds; 0: no builds")
    options.add_argument("--hostile", type=int, default=HOSTILE, help="how many of them")
    options.add_argument("--rounds", type=int, default=1, help="how often both are built, in turn")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        if given.only != "-":
            say(f"{'check of one studio':34}{HEADING}")
            say(f"{'(the sample studio as it is)':34}{shown(run(lay(root / 'school', 1), 'check'))}")
        for name, family in FAMILIES.items():
            if name.startswith(given.only or ""):
                school = lay(root / "school", 1)
                family(school / "studios" / SAMPLE)
                say(f"{name:34}{shown(run(school, 'check'))}")
        if given.studios and given.only in {None, "-"}:
            builds(root, given.studios, given.hostile, given.rounds)


def builds(root: Path, studios: int, hostile: int, rounds: int) -> None:
    """The same studios, all clean and with some of them hostile, in turn; no build finds a cache. The quickest of each
    count. Then the pages of the others are compared, and what is said of them."""
    say(f"\n{f'build of {studios} studios':34}{HEADING}")
    clean, mixed = lay(root / "clean", studios), lay(root / "mixed", studios)
    names = sorted(path.name for path in (mixed / "studios").iterdir())
    chosen = names[:: studios // hostile][:hostile]
    for studio, family in zip(chosen, islice(cycle(FAMILIES.values()), hostile), strict=True):
        family(mixed / "studios" / studio)
    taken: dict[Path, list[Measure]] = {clean: [], mixed: []}
    for _ in range(rounds):
        for school, name in ((clean, "all clean"), (mixed, f"{hostile} hostile")):
            shutil.rmtree(school / ".cache", ignore_errors=True)
            shutil.rmtree(school / "site", ignore_errors=True)
            taken[school].append(run(school, "build"))
            say(f"{name:34}{shown(taken[school][-1])}")
    for what in ("seconds", "busy"):
        first, second = (min(getattr(each, what) for each in taken[school]) for school in (clean, mixed))
        say(f"{f'ratio of {what}':34}{second / first:9.2f}")
    compare(clean, mixed, [name for name in names if name not in chosen])


def compare(clean: Path, mixed: Path, others: Sequence[str]) -> None:
    """Say how many pages of the other studios are the same in both, and whether the same is said of them."""
    for folder in ("studios", "achievements"):
        same = differ = missing = 0
        for path in (each for name in others for each in sorted((clean / "site" / folder / name).rglob("*.html"))):
            again = mixed / path.relative_to(clean)
            missing += not again.is_file()
            if folder == "studios" and again.is_file() and again.read_bytes() != path.read_bytes():
                say(f"differs: {path.relative_to(clean / 'site')}")
            same += again.is_file() and again.read_bytes() == path.read_bytes()
            differ += again.is_file() and again.read_bytes() != path.read_bytes()
        say(f"pages of {folder} of the {len(others)} others: {same} the same, {differ} differ, {missing} missing")
    said = [[found for found in problems(school) if found["path"].split("/")[1] in others] for school in (clean, mixed)]
    say(f"problems of the others: {len(said[0])}, {'the same' if said[0] == said[1] else 'NOT THE SAME'} in both")


def studio_of(found: Mapping[str, Any]) -> str:
    """The studio that a problem is about; "" for none."""
    return (str(found["path"]).removeprefix("studios/") + "/").split("/")[0]


def problems(school: Path) -> list[dict[str, Any]]:
    """All problems of a school."""
    command = [sys.executable, "-m", "generator", "-C", str(school), "check", "--format", "json"]
    done = subprocess.run(  # noqa: S603 - a command of our own
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, check=False
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)["problems"]
    return found


HEADING = f"{'seconds':>9}{'busy':>9}{'MB':>6}"


def run(school: Path, verb: str) -> Measure:
    """Run a command on a school; its memory is that of the command itself."""
    command = (sys.executable, "-m", "generator", "-C", str(school), verb)
    return measured(command, peak, 0.05, Path.cwd(), {"PYTHONPATH": str(ROOT)})


def peak(process: int) -> float:
    """The most megabytes that a process has had so far."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="utf-8").split("\n"):
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def shown(measure: Measure) -> str:
    """The cells of a row."""
    return f"{measure.seconds:9.1f}{measure.busy:9.1f}{measure.memory:6.0f}"


def one_colour(width: int, height: int, shade: int) -> bytes:
    """A large PNG of very few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = b"\0" + bytes([shade]) * width
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
