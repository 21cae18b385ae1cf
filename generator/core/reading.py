"""The files of a repository, read by two hands where there are many: most of what is worked out of files is worked out
of each alone, and kept with it.

What another process hands over is sound. A file that has any fault is read once more by whoever asks for it, which
costs little, since most have none.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from generator.core.checks import OF_ONE_FILE
from generator.core.document import Parsed
from generator.core.gathering import gather
from generator.core.gathering.file import is_sound
from generator.core.source import SourceFile, Sources

Parse = Callable[[SourceFile], Parsed]
"""From a file to what stands in it: of equal files the same."""
Aside = Callable[[Callable[[], Any]], AbstractContextManager[Callable[[], Any]]]
"""Begins with some work elsewhere, and gives what waits for what came of it."""

MANY = 1_000
"""So many files are worth a second hand."""


def read(sources: Sources, parse: Parse, as_of: date, aside: Aside | None = None) -> dict[str, Parsed]:
    """What stands in each file of text, by path; half of them are read `aside`."""
    files = [file for file in sources.files.values() if file.text is not None]
    if aside is None or len(files) < MANY:
        return {file.path: parse(file) for file in files}
    mine, others = files[: len(files) // 2], files[len(files) // 2 :]
    with aside(partial(_sound, sources, others, parse, as_of)) as told:
        parsed = _worked_out(sources, mine, parse, as_of)
        sound = told()
    return {**parsed, **{file.path: sound.get(file.path) or parse(file) for file in others}}


def _worked_out(sources: Sources, files: Sequence[SourceFile], parse: Parse, as_of: date) -> Mapping[str, Parsed]:
    """What stands in some files, with all that is kept of each."""
    parsed = {file.path: parse(file) for file in files}
    dataset, _ = gather(replace(sources, pages={}), parsed)
    for check in OF_ONE_FILE:
        deque(check(dataset, as_of), maxlen=0)
    return parsed


def _sound(sources: Sources, files: Sequence[SourceFile], parse: Parse, as_of: date) -> Mapping[str, Parsed]:
    return {path: parsed for path, parsed in _worked_out(sources, files, parse, as_of).items() if is_sound(parsed)}
