"""`report`: the draft of a year's report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.answers import report as report_answer
from generator.answers.report import is_untouched
from generator.answers.span import Span, semesters
from generator.commands.mistake import Mistake
from generator.commands.option import anywhere, on_day, verb
from generator.commands.repository import day_of, prepared_on, root_of
from generator.commands.telling import mention, tell
from generator.core.edition import Edition
from generator.core.records.scaffold import OPEN
from generator.diagnostics.say import printable
from generator.replacing import FileMoved, replace_file
from generator.wording import Wording


def command(words: Wording) -> click.Command:
    """The verb."""

    @verb(words, "report")
    @click.argument("year", type=click.IntRange(1900, 2100), metavar="YEAR")
    @click.argument("studio", required=False, metavar="[STUDIO]")
    @click.option("--semester", metavar="NAME", default="", help=words("command.report.semester"))
    @click.option("-o", "target", type=click.Path(path_type=Path), metavar="FILE", help=words("command.report.target"))
    @on_day(words)
    @anywhere(words)
    @click.pass_context
    def report(
        ctx: click.Context, year: int, studio: str | None, semester: str, target: Path | None, as_of: date | None
    ) -> int:
        root = root_of(ctx, words)
        prepared = prepared_on(root, day_of(root, as_of, words))
        if prepared.edition is None:  # what is drafted is meant for the public
            tell(prepared, words, warnings=False)
            return 1
        draft, place = _drafted(prepared.edition, year, studio, semester, words)
        if target is None:
            click.echo(draft, nl=False)
        else:
            _write_draft(target, draft, words)
            click.echo(words("answer.report.next", place=place, open=OPEN))
        mention(prepared, words)
        return int(prepared.errors > 0)

    return report


def _drafted(edition: Edition, year: int, studio: str | None, semester: str, words: Wording) -> tuple[str, str]:
    """The draft of a report, and the folder it is meant for."""
    if str(year) > edition.as_of[:4]:
        raise Mistake(words("answer.report.coming", year=year))
    if studio is None:
        if semester:
            raise Mistake(words("answer.report.school_semester"))
        return report_answer.of_school_draft(edition, Span(str(year)), words), "content/pages/"
    given = next((each for each in edition.studios if each.id == studio), None)
    if given is None:
        allowed = " ".join(each.id for each in edition.studios)
        raise Mistake(words("answer.report.unknown_studio", studio=printable(studio), allowed=allowed))
    span = Span(str(year))
    if semester:
        known = {each.semester: each for each in semesters(edition, year)}
        if semester not in known:
            names = " ".join(known) or words("answer.none")
            raise Mistake(words("answer.report.bad_semester", year=year, semester=printable(semester), known=names))
        span = known[semester]
    return report_answer.of_studio_draft(edition, given, span, words), f"studios/{studio}/reports/{year}/"


def _write_draft(target: Path, draft: str, words: Wording) -> None:
    """Write a draft where nothing is, or where one lies that nobody has edited."""
    try:
        before = target.read_bytes() if target.exists() else None
        if target.is_symlink() or (before is not None and not is_untouched(before.decode("utf-8", "replace"))):
            raise Mistake(words("answer.report.edited", path=target))
        replace_file(target, before, draft.encode())
    except FileMoved:
        raise Mistake(words("answer.report.edited", path=target)) from None
    except OSError as error:
        raise Mistake(words("answer.report.not_written", path=target, reason=error.strerror)) from None
    click.echo(words("answer.report.written", path=target, count=draft.count(OPEN) - 1))
