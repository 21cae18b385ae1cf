"""`check`: everything that is wrong, and what is asked of it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.answers import log as log_answer
from generator.bags.mounting import Mounter
from generator.changes import NoHistory, changed_since, commit_of, left_at
from generator.commands.mistake import Mistake
from generator.commands.option import anywhere, on_day, verb
from generator.commands.repository import day_of, place_of, root_of, traced
from generator.commands.telling import in_colour
from generator.core.checks.waiver import Waived
from generator.core.codes import OF_READING
from generator.core.pipeline import Prepared, prepare
from generator.core.problem import Problem
from generator.core.reading import Parse
from generator.core.records.sheet import FAULTS_WITHOUT_END
from generator.core.source import ReadFile, read_file
from generator.decoding import decoder
from generator.diagnostics import text
from generator.diagnostics.say import printable
from generator.progress import Progress
from generator.remembering import Memory
from generator.scope import Selection, as_it_was, before_own_changes, outside, select, tree_of
from generator.wording import Wording

if TYPE_CHECKING:
    from generator.core.difference import Difference

SHOWN_WAIVERS = 20
"""How many waived warnings are listed for people."""
_TRIED = 64 * 1024
"""How many bytes of text are mended to count what can be."""


def command(words: Wording) -> click.Command:
    """The verb."""

    @verb(words, "check")
    @click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
    @click.option("--studio", metavar="ID", help=words("command.check.studio"))
    @click.option("--since", metavar="REF", help=words("command.check.since"))
    @click.option("--tree", metavar="REF", help=words("command.check.tree"))
    @click.option("--only", metavar="FOLDER", help=words("command.check.only"))
    @on_day(words)
    @click.option(
        "--format",
        "form",
        type=click.Choice(("text", "json", "github", "gitlab", "sarif", "markdown")),
        default="text",
        help=words("command.check.format"),
    )
    @click.option("--strict", is_flag=True, help=words("command.check.strict"))
    @click.option("--watch", is_flag=True, help=words("command.check.watch"))
    @anywhere(words)
    @click.pass_context
    def check(
        ctx: click.Context,
        paths: tuple[Path, ...],
        studio: str | None,
        since: str | None,
        tree: str | None,
        only: str | None,
        as_of: date | None,
        form: str,
        strict: bool,
        watch: bool,
    ) -> int:
        root = root_of(ctx, words)

        def once(read: ReadFile, parse: Parse) -> int:
            head = _commit(root, tree, words) if tree is not None else None
            changed = _changed(root, since, head, words) if since is not None else None
            try:
                place, refused = ctx.with_resource(tree_of(root, head)) if head else (root, ())
            except NoHistory:
                raise Mistake(words("command.check.damaged_tree", ref=tree)) from None
            decode = decoder(root)
            day = day_of(place, as_of, words)
            with Progress(words) as progress:
                parsing, mount = progress.counting("checking", parse), Mounter(root)
                prepared = prepare(place, day, refused=refused, decode=decode, mount=mount, read=read, parse=parsing)
            prepared, changes = traced(prepared, root, head or "HEAD")
            before = None
            if since or form == "markdown":
                was = as_it_was(root, prepared.as_of, since or "HEAD", head or "HEAD", decode, Mounter(root), parse)
                before = ctx.with_resource(was)
            places = _places(prepared, root, paths, studio, changed, words)
            chosen = select(prepared, places, before if since else None)
            if chosen.elsewhere.errors and not since:
                chosen = select(prepared, places, before_own_changes(prepared, places or (), parse))
            shown = chosen.problems
            if only is not None:
                if changed is None:
                    raise Mistake(words("command.check.only_since"))
                shown = (*outside(changed, only.strip("/")), *shown)
            errors = sum(found.is_error for found in shown)
            if form == "text":
                _say(prepared, replace(chosen, problems=shown), changes, words)
            else:
                difference = partial(_change, root, before, prepared, words)
                said = _reported(form, prepared, replace(chosen, problems=shown), since or "HEAD", difference, words)
                click.echo(said, nl=False)
            return int(errors > 0 or (strict and bool(shown)))

        memory = Memory()
        if not watch:
            return once(read_file, memory.parse)
        if form != "text" or since or tree is not None:
            raise Mistake(words("command.check.watch_text"))
        return _watch(root, lambda: once(memory.read, memory.parse), words)

    return check


def _commit(root: Path, ref: str, words: Wording) -> str:
    try:
        return commit_of(root, ref)
    except NoHistory:
        raise Mistake(words("command.check.unknown_ref", ref=ref)) from None


def _changed(root: Path, since: str, head: str | None, words: Wording) -> list[str]:
    """What was changed since a commit: in the working tree, or up to another commit."""
    try:
        return changed_since(root, left_at(root, since, head or "HEAD"), head)
    except NoHistory:
        raise Mistake(words("command.check.unknown_ref", ref=since)) from None


def _places(
    prepared: Prepared,
    root: Path,
    paths: Sequence[Path],
    studio: str | None,
    changed: Sequence[str] | None,
    words: Wording,
) -> list[str] | None:
    """The files and folders that were asked for; None for everything."""
    if not paths and studio is None and changed is None:
        return None
    wanted: list[str] = []
    if studio is not None:
        if studio not in prepared.sources.studios:
            allowed = " ".join(prepared.sources.studios)
            raise Mistake(words("command.check.unknown_studio", studio=studio, allowed=allowed))
        wanted.append(f"studios/{studio}")
    wanted += [place_of(root, path, words) for path in paths]
    wanted += changed or ()
    return wanted


def _say(prepared: Prepared, chosen: Selection, changes: Sequence[log_answer.Change], words: Wording) -> None:
    """For people: what is wrong, what differs from the log, how much there is, and what to do next."""
    shown, waived, color = chosen.problems, chosen.waived, in_colour(sys.stdout)
    errors = sum(found.is_error for found in shown)
    click.echo(text.render(shown, prepared.sources, words.lang, color=color), nl=False, color=color)
    click.echo(log_answer.changes_as_text(changes, words), nl=False)
    click.echo(text.summary(errors, len(shown) - errors, len(prepared.sources.files), words.lang))
    if said := chosen.elsewhere.say(words):
        click.echo(said)
    if waived:
        until = min(each.waiver.record.until for each in waived)
        click.echo(words("command.check.waived", count=len(waived), until=until.isoformat()))
        for each in waived[:SHOWN_WAIVERS]:
            click.echo(_waived(each, words))
    if shown:
        worst = next((found for found in shown if found.is_error), shown[0])
        click.echo(words("command.check.explain", code=worst.code.id))
    count, least = _mendable(prepared, shown)
    if count:
        click.echo(words(f"command.check.{'mendable_least' if least else 'mendable'}", count=count))
    if not errors:
        click.echo(words("command.check.next"))


def _reported(
    form: str,
    prepared: Prepared,
    chosen: Selection,
    since: str,
    difference: Callable[[], Difference | str],
    words: Wording,
) -> str:
    """For programs and for the hosts of repositories. Each form is loaded when it is asked for."""
    shown, elsewhere, sources = chosen.problems, chosen.elsewhere, prepared.sources
    if form == "json":
        from generator.diagnostics import json

        return json.render(shown, len(sources.files), words.lang, elsewhere, chosen.waived)
    if form == "github":
        from generator.diagnostics import github

        return github.render(shown, words.lang, elsewhere)
    if form == "gitlab":
        from generator.diagnostics import gitlab

        return gitlab.render(shown, sources, words.lang)
    if form == "sarif":
        from generator.diagnostics import sarif

        return sarif.render(shown, sources, words.lang, elsewhere)
    from generator.diagnostics import markdown

    return markdown.render(shown, sources, difference(), since, words.lang, elsewhere)


def _change(root: Path, before: Prepared | None, after: Prepared, words: Wording) -> Difference | str:
    """What would change on the site, or why that cannot be told."""
    if before is None:
        return "no_history"
    if after.blocked:
        return "blocked"
    if before.blocked:
        return "was_blocked"
    from generator.website.difference import site_difference
    from generator.website.fault import WebsiteError

    try:
        return site_difference(root, before, after)
    except WebsiteError as error:
        raise Mistake(error.say(words)) from error


def _waived(each: Waived, words: Wording) -> str:
    """A warning that waits, in a line."""
    waiver = each.waiver.record
    return words(
        "command.check.waived_one",
        path=printable(each.problem.where.path),
        code=each.problem.code.id,
        until=waiver.until.isoformat(),
        reason=printable(waiver.reason),
    )


def _mendable(prepared: Prepared, shown: Sequence[Problem]) -> tuple[int, bool]:
    """How many of the problems `fix` would mend, of those that a file has by itself: it mends no others; and whether
    there may be more. What is large or was not read to its end is not tried, which takes several times as long as the
    check."""
    endless = {found.where.path for found in shown if found.code is FAULTS_WITHOUT_END}
    paths = {found.where.path for found in shown if found.code in OF_READING}
    files = prepared.sources.files
    tried: set[str] = set()
    room = _TRIED
    for path in sorted(paths - endless, key=lambda path: files[path].size if path in files else 0):
        room -= files[path].size if path in files else 0
        if room >= 0:
            tried.add(path)
    if not tried:
        return 0, False
    from generator.fixing import mendable, repair

    return mendable(repair(prepared.root, prepared.sources, tried.__contains__), shown), tried != paths


def _watch(root: Path, once: Callable[[], int], words: Wording) -> int:
    """Check at every change until interrupted; what the last check came to. Lines at both ends tell an editor what
    belongs together."""
    from generator.watching import rounds

    code = 0
    with suppress(KeyboardInterrupt):
        for number, _ in enumerate(rounds(root)):
            click.echo(words("command.check.watch_begins"))
            code = once()
            click.echo(words("command.check.watch_waits"))
            sys.stdout.flush()
            gc.collect()
            if not number:
                gc.freeze()  # most of it is remembered, and need not be looked through after every round
    gc.unfreeze()
    return code
