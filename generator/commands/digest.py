"""`digest`: what became public, to be pasted."""

from __future__ import annotations

import re
from datetime import date

import click

from generator.answers import digest
from generator.answers.digest import Days
from generator.commands.mistake import Mistake
from generator.commands.option import anywhere, on_day, verb
from generator.commands.repository import day_of, prepared_on, root_of
from generator.commands.telling import mention, tell
from generator.diagnostics.say import printable
from generator.wording import Wording


def command(words: Wording) -> click.Command:
    """The verb."""

    @verb(words, "digest")
    @click.option("--days", type=click.IntRange(1, 366), metavar="N", help=words("command.digest.days"))
    @click.option("--month", metavar="YYYY-MM", help=words("command.digest.month"))
    @on_day(words)
    @anywhere(words)
    @click.pass_context
    def digest_of(ctx: click.Context, days: int | None, month: str | None, as_of: date | None) -> int:
        root = root_of(ctx, words)
        prepared = prepared_on(root, day_of(root, as_of, words))
        if month is None:
            asked = digest.Days.up_to(prepared.as_of, digest.WEEK if days is None else days)
        elif days is not None:
            raise Mistake(words("command.digest.both"))
        else:
            asked = _month(month, prepared.as_of, words)
        if prepared.edition is None:  # what is pasted is meant for the public
            tell(prepared, words, warnings=False)
            return 1
        click.echo(digest.as_text(prepared.edition, asked, words), nl=False)
        mention(prepared, words)
        return int(prepared.errors > 0)

    return digest_of


def _month(value: str, as_of: date, words: Wording) -> Days:
    """The days of a month that a digest was asked for."""
    found = re.fullmatch(r"((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])", value)
    if found is None:
        raise Mistake(words("command.digest.bad_month", value=printable(value)))
    days = Days.of_month(int(found[1]), int(found[2]), as_of)
    if days is None:
        raise Mistake(words("command.digest.not_begun", value=value))
    return days
