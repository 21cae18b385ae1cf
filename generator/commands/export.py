"""`export`: the open data as files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.commands.mistake import Mistake
from generator.commands.option import anywhere, on_day, verb
from generator.commands.repository import day_of, prepared_on, root_of
from generator.commands.telling import mention, tell
from generator.core.pages.data import open_data
from generator.exporting import NotOurs, export
from generator.replacing import FileMoved
from generator.wording import Wording


def command(words: Wording) -> click.Command:
    """The verb."""

    @verb(words, "export")
    @click.option(
        "-o",
        "target",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help=words("command.export.target"),
    )
    @on_day(words)
    @anywhere(words)
    @click.pass_context
    def export_data(ctx: click.Context, target: Path | None, as_of: date | None) -> int:
        root = root_of(ctx, words)
        prepared = prepared_on(root, day_of(root, as_of, words))
        if prepared.edition is None:
            tell(prepared, words, warnings=False)
            return 1
        place = target if target is not None else root / "export"
        files = open_data(prepared.edition).files
        try:
            export(place, files)
        except NotOurs:
            raise Mistake(words("command.export.not_ours", path=place)) from None
        except FileMoved as error:
            raise Mistake(words("command.export.not_written", path=error, reason="")) from None
        except OSError as error:
            raise Mistake(words("command.export.not_written", path=place, reason=error.strerror)) from None
        click.echo(words("command.export.done", files=len(files), path=place, as_of=prepared.as_of.isoformat()))
        click.echo(words("command.export.next", path=place))
        mention(prepared, words)
        return int(prepared.errors > 0)

    return export_data
