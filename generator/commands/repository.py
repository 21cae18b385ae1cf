"""The repository that a verb works on: where it is, on which day, and all that is in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.answers import log as log_answer
from generator.aside import aside, can_split
from generator.bags.mounting import Mounter
from generator.changes import NoHistory, first_changes, versions
from generator.commands.mistake import Mistake
from generator.commands.option import Where
from generator.commands.telling import tell
from generator.core.document import parse
from generator.core.pipeline import Prepared, prepare
from generator.core.reading import Parse
from generator.core.source import ReadFile, read_file
from generator.core.values.unreadable import Unreadable
from generator.day import resolve_day
from generator.decoding import decoder
from generator.progress import Progress
from generator.scope import OutsideRepository, place_in
from generator.wording import Wording, wording

if TYPE_CHECKING:
    from generator.core.edition import Edition


def root_of(ctx: click.Context, words: Wording) -> Path:
    """The repository to work on."""
    root = ctx.ensure_object(Where).directory.resolve()
    if not (root / "content").is_dir() and not (root / "studios").is_dir():
        raise Mistake(words("command.error.no_repository", path=root))
    return root


def day_of(root: Path, option: date | None, words: Wording) -> date:
    try:
        return resolve_day(root, option)
    except Unreadable as error:
        raise Mistake(words("command.error.bad_day", value=error.args_of_message.get("value", ""))) from None


def place_of(root: Path, path: Path, words: Wording) -> str:
    """A path from the root, with `/`."""
    try:
        return place_in(root, path)
    except OutsideRepository:
        raise Mistake(words("command.check.unknown_path", path=path)) from None


def prepared_on(root: Path, day: date, read: ReadFile = read_file, parsing: Parse = parse) -> Prepared:
    """A repository on a day, pictures and documents included."""
    with Progress(wording()) as progress:
        return prepared_with(progress, root, day, read, parsing)


def prepared_with(
    progress: Progress, root: Path, day: date, read: ReadFile = read_file, parsing: Parse = parse
) -> Prepared:
    """The same, with progress shown by somebody who has more to show."""
    counted = progress.counting("checking", parsing)
    # Whoever remembers what was read has most of it already.
    hand = aside if read is read_file and can_split() else None
    return prepare(root, day, decode=decoder(root), mount=Mounter(root), read=read, parse=counted, aside=hand)


def whole_edition(prepared: Prepared, words: Wording) -> Edition:
    """The Edition with what is internal: an answer on a terminal is no publication."""
    if prepared.dataset.site is None:
        tell(prepared, words)
        raise Mistake(words("command.error.no_site"))
    return prepared.whole_edition()


def traced(
    prepared: Prepared, root: Path | None = None, head: str = "HEAD"
) -> tuple[Prepared, tuple[log_answer.Change, ...]]:
    """Where git knows the notices as they were logged: problems at the lines that differ, and what differs."""

    def history(path: str) -> Iterator[tuple[str, bytes]]:
        with suppress(NoHistory):
            yield from versions(root or prepared.root, path, head)

    def changed(commit: str) -> dict[str, int]:
        try:
            return first_changes(root or prepared.root, commit, head if root else None)
        except NoHistory:
            return {}

    problems, changes = log_answer.traced(prepared.problems, prepared.dataset, prepared.as_of, history, changed)
    blocked = prepared.blocked or any(found.is_error and log_answer.is_of_log(found) for found in problems)
    return replace(prepared, problems=problems, blocked=blocked), changes
