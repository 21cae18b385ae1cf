"""`new`: a starting file."""

from __future__ import annotations

from datetime import date

import click

from generator.commands.mistake import Mistake
from generator.commands.option import anywhere, on_day, verb
from generator.commands.repository import day_of, prepared_on, root_of
from generator.starting import Unknown, starting_files
from generator.wording import Wording


def command(words: Wording) -> click.Command:
    """The verb."""

    @verb(words, "new")
    @click.argument("kind", metavar="KIND")
    @click.argument("name", required=False, default="", metavar="[NAME]")
    @click.option("--studio", default="", metavar="ID", help=words("command.new.studio"))
    @click.option("--year", type=int, metavar="YEAR", help=words("command.new.year"))
    @on_day(words)
    @anywhere(words)
    @click.pass_context
    def new(ctx: click.Context, kind: str, name: str, studio: str, year: int | None, as_of: date | None) -> int:
        root = root_of(ctx, words)
        day = day_of(root, as_of, words)
        if year is not None and year != day.year:
            day = date(year, 12, 31)
        prepared = prepared_on(root, day)
        there = {*prepared.sources.files, *prepared.sources.refused}
        try:
            files = starting_files(kind, name, studio, day.year, prepared.dataset, day, there)
        except Unknown as error:
            raise Mistake(words(f"command.new.{error.key}", **error.args_of_message)) from None
        taken = [path for path in files if (root / path).exists()]
        if taken:
            click.echo(files[taken[0]], nl=False)
            raise Mistake(words("command.new.exists", path=taken[0]))
        for path, content in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(content, encoding="utf-8", newline="\n")
            click.echo(words("command.new.written", path=path))
        click.echo(words("command.new.next"))
        return 0

    return new
