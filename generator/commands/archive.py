"""`archive`: years are frozen, put on record, proven, compared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Literal

import click

from generator import archive as archives
from generator.archive import ArchiveError, say
from generator.commands.mistake import Mistake
from generator.commands.option import Where, anywhere, group, in_form, on_day, verb
from generator.commands.repository import root_of
from generator.core.pipeline import prepare
from generator.core.records.archive import Archive
from generator.core.records.log import PUBLIC
from generator.day import today
from generator.decoding import decoder
from generator.progress import Progress
from generator.website.fault import WebsiteError
from generator.wording import Wording


def command(words: Wording) -> click.Command:
    """The verb, with those below it."""

    @group(words, "archive")
    @anywhere(words)
    def archive() -> None:
        """Nothing to do before the verb."""

    @verb(words, "archive.create")
    @click.argument("year", type=click.IntRange(1900, 2100), metavar="YEAR")
    @click.option(
        "-o",
        "target",
        required=True,
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help=words("command.archive.create.target"),
    )
    @on_day(words)
    @click.option(
        "--scope",
        type=click.Choice(("public", "internal")),
        default="public",
        help=words("command.archive.create.scope"),
    )
    @click.option("--erratum", "reason", metavar="TEXT", help=words("command.archive.create.erratum"))
    @click.option(
        "--previous", type=click.Path(path_type=Path), metavar="PATH", help=words("command.archive.create.previous")
    )
    @anywhere(words)
    @click.pass_context
    def create(
        ctx: click.Context,
        year: int,
        target: Path,
        as_of: date | None,
        scope: Literal["public", "internal"],
        reason: str | None,
        previous: Path | None,
    ) -> int:
        root = root_of(ctx, words)
        with _one_line(words):
            asked = archives.Asked(year, target, scope, as_of, reason, previous)
            with Progress(words) as progress:
                done = archives.create(root, asked, decoder(root), progress)
            proof = archives.verify(done.folder, {}, None)
        click.echo(archives.say.made(done, proof.digest, words), nl=False)
        return int(done.prepared.errors > 0)

    @verb(words, "archive.record")
    @click.argument("path", type=click.Path(path_type=Path), metavar="PATH")
    @anywhere(words)
    @click.pass_context
    def record(ctx: click.Context, path: Path) -> int:
        root = root_of(ctx, words)
        known, log = _archived(root)
        with _one_line(words):
            found = archives.verify(path, known, log)
            place = archives.record(root, path, found, known)
        assert found.summary
        shown = place.relative_to(root).as_posix()
        year, version = found.summary.year, found.summary.version
        click.echo(words("archive.answer.recorded", year=year, version=version, path=shown))
        click.echo(words("archive.answer.next_commit", path=shown))
        return 0

    @verb(words, "archive.verify")
    @click.argument("path", type=click.Path(path_type=Path), metavar="PATH")
    @in_form(words, "text", "json")
    @anywhere(words)
    @click.pass_context
    def prove(ctx: click.Context, path: Path, form: str) -> int:
        known, log = _archived(ctx.ensure_object(Where).directory.resolve())
        with _one_line(words):
            found = archives.verify(path, known, log)
        said = archives.say.proof_as_json(found) if form == "json" else archives.say.proof(found, str(path), words)
        click.echo(said, nl=False)
        return int(not found.holds)

    @verb(words, "archive.diff")
    @click.argument("before", type=click.Path(path_type=Path), metavar="A")
    @click.argument("after", type=click.Path(path_type=Path), metavar="B")
    @in_form(words, "text", "json")
    @anywhere(words)
    def compare(before: Path, after: Path, form: str) -> int:
        with _one_line(words):
            found = archives.changes(archives.edition_in(before)[0], archives.edition_in(after)[0])
        said = archives.say.compared_as_json(found) if form == "json" else archives.say.compared(found, words)
        click.echo(said, nl=False)
        return 0

    @verb(words, "archive.list")
    @in_form(words, "text", "json")
    @anywhere(words)
    @click.pass_context
    def list_archives(ctx: click.Context, form: str) -> int:
        known, _ = _archived(root_of(ctx, words))
        said = say.listed_as_json(known) if form == "json" else say.listed(known, words, today().year - 1)
        click.echo(said, nl=False)
        return 0

    archive.add_command(create)
    archive.add_command(record)
    archive.add_command(prove)
    archive.add_command(compare)
    archive.add_command(list_archives)
    return archive


@contextmanager
def _one_line(words: Wording) -> Iterator[None]:
    """What the archivist must change is one line, like other mistakes of the operator."""
    try:
        yield
    except (ArchiveError, WebsiteError) as error:
        raise Mistake(error.say(words)) from error


def _archived(root: Path) -> tuple[dict[str, Archive], bytes | None]:
    """What is on record in a repository, by year, and its public log; nothing where there is none."""
    dataset = prepare(root, today()).dataset
    known = {name: entry.record for name, entry in dataset.shelf("archive").items()}
    return known, dataset.kept.get(PUBLIC)
