"""`serve`: the site as it is being written."""

from __future__ import annotations

import sys
from datetime import date

import click

from generator.commands.mistake import Mistake
from generator.commands.option import anywhere, on_day, verb
from generator.commands.repository import day_of, prepared_on, root_of
from generator.commands.telling import tell
from generator.remembering import Memory
from generator.website.fault import WebsiteError
from generator.website.serve import Teller
from generator.website.serve import serve as preview
from generator.wording import Wording


def command(words: Wording) -> click.Command:
    """The verb."""

    @verb(words, "serve")
    @click.option("--port", type=click.IntRange(1, 65535), default=8000, help=words("command.serve.port"))
    @on_day(words)
    @anywhere(words)
    @click.pass_context
    def serve(ctx: click.Context, port: int, as_of: date | None) -> int:
        root = root_of(ctx, words)

        def say(key: str, **blanks: object) -> None:
            click.echo(words(f"command.serve.{key}", **blanks))
            sys.stdout.flush()

        teller = Teller(
            ready=lambda url: say("ready", url=url),
            problems=lambda prepared: tell(prepared, words),
            in_the_way=lambda error: click.echo(error.say(words), err=True),
            ahead=lambda studio, count: say("ahead", studio=studio, count=count),
            whole=lambda: say("whole"),
        )
        memory = Memory()
        try:
            preview(
                root,
                lambda: prepared_on(root, day_of(root, as_of, words), memory.read, memory.parse),
                port,
                teller,
                memory.parse,
            )
        except WebsiteError as error:
            raise Mistake(error.say(words)) from error
        return 0

    return serve
