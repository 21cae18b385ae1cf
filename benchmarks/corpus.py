"""A school of any size for the benchmarks: the sample's studios over and over, under names of their own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLE = "welding-he"
"""The studio of the sample that has most."""
_SIGNS = "甲乙丙丁戊己庚辛壬癸"


def lay(root: Path, studios: int) -> Path:
    """The sample's school, with its studios over and over, each time with names, numbers and titles of their own; one
    of it only has its fullest. The same number gives the same bytes."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(ROOT / "content", root / "content")
    names = sorted(path.name for path in (ROOT / "studios").iterdir() if path.is_dir())
    for number in range(studios) if studios > 1 else ():
        name, again = names[number % len(names)], number // len(names)
        studio = root / "studios" / (f"{name}-{again}" if again else name)
        shutil.copytree(ROOT / "studios" / name, studio)
        if again:
            renew(studio, again, names)
    if studios == 1:
        shutil.copytree(ROOT / "studios" / SAMPLE, root / "studios" / SAMPLE)
    return root


def renew(studio: Path, again: int, names: Sequence[str]) -> None:
    """Give a studio that was copied a name, a plaque, people and achievements that no other has."""
    sign = "".join(_SIGNS[int(digit)] for digit in f"{again:02}")
    for path in sorted(studio.rglob("*")):
        if path.suffix not in {".yml", ".md", ".csv"}:
            continue
        text = re.sub(rf"\b({'|'.join(names)})\b(?![-a-z])", rf"\1-{again}", path.read_text(encoding="utf-8"))
        text = re.sub(r"\bp(\d{3})\b", rf"p{again:02}\1", text)
        if path.name == "studio.yml":
            text = re.sub(r"(?<=name: )(.*)(?=技能大师工作室)", rf"\1{sign}", text)
            text = re.sub(r"(?<=number: )第0*(\d+)号", lambda found: f"第{again}{found[1]:0>3}号", text)
        elif path.suffix == ".md":
            text = re.sub(r"^(title: [\"']?)", rf"\1{sign}", text, count=1, flags=re.MULTILINE)
            text = text.replace("示例", f"示例{sign}")  # the numbers of certificates
        write(path, text)


def write(path: Path, text: str) -> None:
    """Write a text, with its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
