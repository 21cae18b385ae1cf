"""`log`: what happened to notices is put on record, and proven."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import click

from generator.answers import log as log_answer
from generator.appending import append_addresses, append_lines
from generator.changes import NoHistory, last_seen
from generator.commands.mistake import Mistake
from generator.commands.option import anywhere, group, on_day, verb
from generator.commands.repository import day_of, prepared_on, root_of, traced
from generator.core.compute.address import still_to_promise
from generator.core.compute.log import appended, logs, with_other_line_ends, without_salt
from generator.core.pages import draw, published
from generator.core.pipeline import Prepared
from generator.core.records.log import FIRST
from generator.day import today
from generator.diagnostics import text
from generator.replacing import FileMoved
from generator.starting import new_salt
from generator.wording import Wording


def command(words: Wording) -> click.Command:
    """The verb, with those below it."""

    @group(words, "log")
    @anywhere(words)
    def log() -> None:
        """Nothing to do before the verb."""

    @verb(words, "log.append")
    @on_day(words)
    @anywhere(words)
    @click.pass_context
    def append(ctx: click.Context, as_of: date | None) -> int:
        root = root_of(ctx, words)
        return _append(root, day_of(root, as_of, words), words)

    @verb(words, "log.verify")
    @click.option("--head", metavar="HASH", help=words("command.log.verify.head"))
    @on_day(words)
    @anywhere(words)
    @click.pass_context
    def verify(ctx: click.Context, head: str | None, as_of: date | None) -> int:
        root = root_of(ctx, words)
        return _verify(root, day_of(root, as_of, words), head, words)

    log.add_command(append)
    log.add_command(verify)
    return log


def _append(root: Path, day: date, words: Wording) -> int:
    """Write what is due. What cannot be published cannot be logged either: it could not be mended any more."""
    if day > today():
        raise Mistake(words("command.log.append.coming", day=day.isoformat()))
    prepared, changes = traced(prepared_on(root, day))
    if prepared.blocked:
        faults = tuple(found for found in prepared.problems if found.stops_the_site)
        click.echo(text.render(faults, prepared.sources, words.lang), err=True, nl=False)
        click.echo(log_answer.changes_as_text(changes, words), err=True, nl=False)
        click.echo(words("command.log.append.blocked"), err=True)
        return 1
    if bare := without_salt(prepared.dataset, day):
        for entry in bare:
            place = f"{entry.document.path}:2"
            click.echo(words("command.log.append.no_salt", place=place, id=entry.id, salt=new_salt()), err=True)
        click.echo(words("command.log.append.nothing_written"), err=True)
        return 1
    if odd := with_other_line_ends(prepared.dataset, day):
        click.echo(words("command.log.append.line_ends", paths=" ".join(odd)), err=True)
        return 1
    assert prepared.edition is not None
    before, lines = logs(prepared.dataset), appended(prepared.dataset, day)
    addresses = still_to_promise(published(draw(prepared.edition)), prepared.dataset, day)
    try:
        append_lines(root, prepared.dataset.kept, lines)
        append_addresses(root, prepared.dataset.kept, addresses)
    except FileMoved:
        raise Mistake(words("command.log.append.moved")) from None
    if any(found.is_error and log_answer.is_of_log(found) for found in prepared_on(root, day).problems):
        raise RuntimeError("the log does not hold as it was written")
    click.echo(log_answer.appended_as_text(before, lines, addresses, day, words), nl=False)
    click.echo(words("command.log.append.next"))
    return 0


def _verify(root: Path, day: date, head: str | None, words: Wording) -> int:
    """Say whether the log holds, and whether a head that somebody kept is one of its lines."""
    prepared, changes = traced(prepared_on(root, day))
    faults = tuple(found for found in prepared.problems if log_answer.is_judged(found))
    click.echo(text.render(faults, prepared.sources, words.lang), nl=False)
    click.echo(log_answer.changes_as_text(changes, words), nl=False)
    for name in log_answer.lost(faults):
        with suppress(NoHistory):
            if found := last_seen(root, f"{name}.md", "content/notices"):
                click.echo(words("command.log.verify.restore", id=name, revision=found[0], path=found[1]))
    told = list(_without_log(prepared, words))
    if head not in {None, FIRST}:  # every log goes on from an empty one
        row = log_answer.holding(prepared.dataset, head)
        if row is None:
            told.append(words("command.log.verify.no_head", head=head))
        elif not faults:
            click.echo(words("command.log.verify.has_head", head=head, log=row.log, number=row.number))
    for line in told:
        click.echo(line)
    if faults or told:
        return 1
    click.echo(log_answer.verified_as_text(prepared.dataset, words), nl=False)
    return 0


def _without_log(prepared: Prepared, words: Wording) -> Iterator[str]:
    """That there is no log, though there is something to log."""
    if not logs(prepared.dataset) and appended(prepared.dataset, prepared.as_of):
        yield words("command.log.verify.no_log")
