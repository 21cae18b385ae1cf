"""`notices`: how they stand on a day."""

from __future__ import annotations

from datetime import date
from typing import get_args

import click

from generator.answers import notices as notice_answer
from generator.commands.option import anywhere, in_form, on_day, verb
from generator.commands.repository import day_of, prepared_on, root_of, whole_edition
from generator.commands.telling import mention
from generator.core.compute.notice import State
from generator.wording import Wording


def command(words: Wording) -> click.Command:
    """The verb."""

    @verb(words, "notices")
    @click.option("--state", type=click.Choice(get_args(State)), help=words("command.notices.state"))
    @on_day(words)
    @in_form(words, "text", "json")
    @anywhere(words)
    @click.pass_context
    def notices(ctx: click.Context, state: str | None, as_of: date | None, form: str) -> int:
        root = root_of(ctx, words)
        prepared = prepared_on(root, day_of(root, as_of, words))
        edition = whole_edition(prepared, words)
        shown = [notice for notice in edition.notices if state in {None, notice.state}]
        said = notice_answer.as_json(edition, shown) if form == "json" else notice_answer.as_text(edition, shown, words)
        click.echo(said, nl=False)
        mention(prepared, words)
        return int(prepared.errors > 0)

    return notices
