"""Files that records name: each lies in the studio's `files/`, under exactly that name."""

from __future__ import annotations

import re
import unicodedata

from generator.core.dataset import Dataset, Entry
from generator.core.problem import Code, Problem
from generator.core.records.base import Record
from generator.core.values.filename import loosely
from generator.core.values.word import nearest


def missing_file(code: Code, dataset: Dataset, entry: Entry[Record], *route: str | int, file: str) -> Problem | None:
    """The problem of a file that is not there: with the one that was meant, also where its name differs only in case,
    brackets or blanks, or looks the same and is stored otherwise."""
    folder = f"studios/{entry.studio}/files/"
    if folder + file in dataset.files:
        return None
    if any(path.startswith(folder) and loosely(path.removeprefix(folder)) == loosely(file) for path in dataset.refused):
        return None  # it is there, under a name that was refused
    names = [path.removeprefix(folder) for path in dataset.files if path.startswith(folder)]
    own = re.split(r"[\\/]", file)[-1]
    alike = [name for name in names if loosely(name) in {loosely(file), loosely(own)}]
    meant = alike[0] if alike else None if own != file else nearest(file.lower(), names)
    same = meant is not None and unicodedata.normalize("NFC", meant) == unicodedata.normalize("NFC", file)
    hint = "hint_composed" if same else "hint_nearest" if meant else "hint"
    if meant is None and own not in {"", file}:
        hint, meant = "hint_path", own
    return entry.problem(code, *route, hint=hint, file=file, folder=folder, meant=meant or "")
