"""`grade`: the grades as they are computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import click

from generator.answers import grade as grade_answer
from generator.answers import what_if as what_if_answer
from generator.commands.mistake import Mistake
from generator.commands.option import anywhere, in_form, on_day, verb
from generator.commands.repository import day_of, prepared_on, root_of
from generator.commands.telling import mention
from generator.core.compute.grade import YearGrades, grade_years, trial
from generator.core.pipeline import Prepared, prepare
from generator.diagnostics import text
from generator.wording import Wording


def command(words: Wording) -> click.Command:
    """The verb."""

    @verb(words, "grade")
    @click.argument("studio", required=False, metavar="[STUDIO]")
    @click.option("--year", type=int, metavar="YEAR", help=words("command.grade.year"))
    @click.option("--explain", is_flag=True, help=words("command.grade.explain"))
    @click.option("--what-if", "what_if", multiple=True, metavar="FILE", help=words("command.grade.what_if"))
    @on_day(words)
    @in_form(words, "text", "json", "csv")
    @anywhere(words)
    @click.pass_context
    def grade(
        ctx: click.Context,
        studio: str | None,
        year: int | None,
        explain: bool,
        what_if: tuple[str, ...],
        as_of: date | None,
        form: str,
    ) -> int:
        root = root_of(ctx, words)
        prepared = prepared_on(root, day_of(root, as_of, words))
        graded = _graded(prepared, studio, year, words)
        if what_if:
            return _what_if(prepared, graded, studio, what_if, form, words)
        if form == "json":
            click.echo(grade_answer.as_json(graded, prepared.dataset), nl=False)
        elif form == "csv":
            click.echo(grade_answer.as_csv(graded), nl=False)
        else:
            day = prepared.as_of if explain else None
            click.echo(grade_answer.as_text(graded, prepared.dataset, words, day), nl=False)
            if not explain:
                click.echo(words("answer.grade.next"))
        mention(prepared, words)
        return int(prepared.errors > 0)

    return grade


def _graded(prepared: Prepared, studio: str | None, year: int | None, words: Wording) -> YearGrades:
    """The latest assessed year, or the one asked for; of one studio, if asked for. A studio that nobody has assessed
    yet gets a trial: it sees before the office does what is missing."""
    years = grade_years(prepared.dataset, prepared.as_of)
    chosen = next((one for one in years if year in {None, one.year}), None)
    if studio is not None:
        mine = [each for each in chosen.studios if each.studio == studio] if chosen else []
        if chosen and mine:
            return replace(chosen, studios=tuple(mine), absent=())
        tried = trial(prepared.dataset, studio, year or prepared.as_of.year, prepared.as_of)
        if tried is None:
            allowed = " ".join(prepared.dataset.studios)
            raise Mistake(words("answer.grade.unknown_studio", studio=studio, allowed=allowed))
        return tried
    if not years:
        raise Mistake(words("answer.grade.no_years"))
    if chosen is None:
        raise Mistake(words("answer.grade.none", year=year, years=" ".join(str(one.year) for one in years)))
    return chosen


def _what_if(
    prepared: Prepared, before: YearGrades, studio: str | None, given: Sequence[str], form: str, words: Wording
) -> int:
    """Compare the grades with those that other files would give; faulty files are explained instead."""
    try:
        instead = what_if_answer.places(given, tuple(prepared.sources.files), prepared.root)
    except FileNotFoundError as error:
        raise Mistake(words("command.grade.no_file", path=error.args[0])) from None
    except what_if_answer.Ambiguous as error:
        known = " ".join(error.places) or words("answer.none")
        raise Mistake(words("command.grade.which", name=error.name, places=known)) from None
    after = prepare(prepared.root, prepared.as_of, instead, decode=prepared.decode, mount=prepared.mount)
    old = {(found.code, found.args) for found in prepared.problems}
    faults = tuple(found for found in after.problems if found.is_error and (found.code, found.args) not in old)
    if faults:
        click.echo(text.render(faults, after.sources, words.lang), err=True, nl=False)
        return 1
    changed = _graded(after, studio, before.year, words)
    if form == "json":
        click.echo(what_if_answer.as_json(before, changed), nl=False)
    else:
        click.echo(what_if_answer.as_text(before, changed, after.dataset, words), nl=False)
    return 0
