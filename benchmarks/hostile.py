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
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from corpus import ROOT, SAMPLE, lay, write

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
