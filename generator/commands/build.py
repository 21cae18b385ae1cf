"""`build`: the site as files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import untouched
from generator.answers import log as log_answer
from generator.commands.mistake import Mistake
from generator.commands.option import Where, anywhere, on_day, verb
from generator.commands.repository import day_of, prepared_with, root_of, traced
from generator.commands.telling import told_of
from generator.core.pipeline import Prepared
from generator.diagnostics import text
from generator.progress import Progress
from generator.wording import Wording

if TYPE_CHECKING:
    from generator.website.build import Built
    from generator.website.tree import Written


def command(words: Wording) -> click.Command:
    """The verb."""

    @verb(words, "build")
    @click.option("-d", "target", type=click.Path(path_type=Path), metavar="DIR", help=words("command.build.target"))
    @on_day(words)
    @click.option("--strict", is_flag=True, help=words("command.build.strict"))
    @click.option("--no-cache", is_flag=True, help=words("command.build.no_cache"))
    @click.option("--timings", is_flag=True, help=words("command.build.timings"))
    @click.option("--jobs", type=click.IntRange(0), default=0, metavar="N", help=words("command.build.jobs"))
    @anywhere(words)
    @click.pass_context
    def build(
        ctx: click.Context,
        target: Path | None,
        as_of: date | None,
        strict: bool,
        no_cache: bool,
        timings: bool,
        jobs: int,
    ) -> int:
        root, before = root_of(ctx, words), None
        place = target if target is not None else root / "site"
        with Progress(words) as progress:
            before = untouched.stamp(root)
            prepared, changes = traced(prepared_with(progress, root, day_of(root, as_of, words)))
            # MkDocs takes a third of a second to import, which `check` need not pay.
            from generator.website import build as website
            from generator.website.fault import WebsiteError
            from generator.website.tree import TreeError
            from generator.website.work import Work

            told = told_of(prepared, words, warnings=strict) + log_answer.changes_as_text(changes, words)
            click.echo(told, nl=False, err=True)
            if prepared.blocked or (strict and prepared.problems):
                click.echo(words("problems.strict" if not prepared.blocked else "problems.blocked"), err=True)
                return 1
            try:
                work = Work(no_cache=no_cache, jobs=jobs, progress=progress)
                built = website.build(prepared, place, work, strict=strict)
            except WebsiteError as error:
                raise Mistake(error.say(words)) from error
            except TreeError as error:
                raise Mistake(str(error)) from error
        if timings:
            click.echo(progress.timings(), err=True)
        found = _found(prepared, built, words)
        click.echo(found, nl=False, err=True)
        if built.written is None:
            click.echo(words("problems.strict"), err=True)
            return 1
        click.echo(_report(prepared, built, place, f"{progress.seconds:.1f}", built.written, words), nl=False)
        code = int(prepared.errors > 0 or bool(built.problems) or (strict and bool(prepared.problems)))
        again = _report(prepared, built, place, untouched.SECONDS, built.written.again(), words)
        asked = ctx.ensure_object(Where).arguments
        untouched.keep_said(asked, root, place, before, ((True, told + found), (False, again)), code)
        return code

    return build


def _found(prepared: Prepared, built: Built, words: Wording) -> str:
    """What only the finished site has shown."""
    lines = "".join(f"{line}\n" for line in built.warnings)
    return lines + (text.render(built.problems, prepared.sources, words.lang) if built.problems else "")


def _report(prepared: Prepared, built: Built, place: Path, seconds: str, written: Written, words: Wording) -> str:
    """What was built, how the site has changed, and what to do next."""
    change = prepared.edition.next_change if prepared.edition else None
    lines = (
        words("command.build.done", pages=built.pages, files=built.files, target=place, seconds=seconds),
        words(
            "command.build.changed",
            new=written.new,
            changed=written.changed,
            unchanged=written.unchanged,
            removed=written.removed,
        ),
        words("command.build.day", as_of=prepared.as_of.isoformat()),
        words("command.build.change", day=change) if change else words("command.build.no_change"),
        words("command.build.next"),
    )
    return "".join(f"{line}\n" for line in lines)
