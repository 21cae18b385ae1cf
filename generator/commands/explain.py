"""`explain`: what a problem means."""

from __future__ import annotations

import click

from generator.answers import explain as explain_answer
from generator.commands.mistake import Mistake
from generator.commands.option import anywhere, verb
from generator.wording import Wording


def command(words: Wording) -> click.Command:
    """The verb."""

    @verb(words, "explain")
    @click.argument("codes", nargs=-1, metavar="[CODE]...")
    @anywhere(words)
    def explain(codes: tuple[str, ...]) -> int:
        if not codes:
            click.echo(explain_answer.as_list(words))
            click.echo(words("explain.more", code="N416"))
            return 0
        meant = [explain_answer.known(given) for given in codes]
        for given, code in zip(codes, meant, strict=True):
            if code is None:
                raise Mistake(explain_answer.no_such(given, words))
        click.echo("\n".join(explain_answer.as_text(code, words) for code in meant if code))
        click.echo(words("explain.next"))
        return 0

    return explain
