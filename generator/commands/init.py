"""`init`: a new school's repository."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.mistake import Mistake
from generator.commands.option import anywhere, verb
from generator.day import resolve_day
from generator.founding import Occupied, found_school
from generator.wording import Wording


def command(words: Wording) -> click.Command:
    """The verb."""

    @verb(words, "init")
    @click.argument("target", type=click.Path(path_type=Path), metavar="DIR")
    @anywhere(words)
    def init(target: Path) -> int:
        try:
            own = found_school(target, resolve_day(target))
        except Occupied:
            raise Mistake(words("command.init.occupied", path=target)) from None
        for path in own:
            click.echo(words("command.new.written", path=target / path))
        click.echo(words("command.init.next", path=target))
        return 0

    return init
