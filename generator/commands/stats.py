"""`stats`: the tables behind the statistics page."""

from __future__ import annotations

from datetime import date

import click

from generator.answers import statistics as statistics_answer
from generator.commands.option import anywhere, in_form, on_day, verb
from generator.commands.repository import day_of, prepared_on, root_of, whole_edition
from generator.commands.telling import mention
from generator.core.edition.breakdown import BY, By
from generator.wording import Wording


def command(words: Wording) -> click.Command:
    """The verb."""

    @verb(words, "stats")
    @on_day(words)
    @in_form(words, "text", "json", "csv")
    @click.option("--by", type=click.Choice(BY), help=words("command.stats.by"))
    @anywhere(words)
    @click.pass_context
    def stats(ctx: click.Context, as_of: date | None, form: str, by: By | None) -> int:
        root = root_of(ctx, words)
        prepared = prepared_on(root, day_of(root, as_of, words))
        edition = prepared.edition or whole_edition(prepared, words)
        if form == "json":
            click.echo(statistics_answer.as_json(edition, by), nl=False)
        elif form == "csv":
            click.echo(statistics_answer.as_csv(edition, by), nl=False)
        else:
            click.echo(statistics_answer.as_text(edition, words, by), nl=False)
        mention(prepared, words)
        return int(prepared.errors > 0)

    return stats
