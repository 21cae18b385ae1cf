"""The command line: verbs and exit codes only.

Exit codes: 0 no errors, 1 errors (or warnings under --strict), 2 a mistake of the operator, 70 a bug of ours.
The language of help and messages is known before anything is parsed: `--lang`, else JIANGPU_LANG, else Chinese.
"""

from __future__ import annotations

import gc
import gettext
import json as encoder
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

import click

# What one verb alone needs is imported where it is used: `check` in an editor's loop waits for nothing else.
from generator import __version__
from generator.answers import log as log_answer
from generator.aside import aside, can_split
from generator.bags.mounting import Mounter
from generator.changes import NoHistory, changed_since, commit_of, first_changes, last_seen, left_at, versions
from generator.core.checks.waiver import Waived
from generator.core.codes import OF_READING
from generator.core.compute.address import still_to_promise
from generator.core.compute.grade import YearGrades, grade_years, trial
from generator.core.compute.log import appended, logs, with_other_line_ends, without_salt
from generator.core.compute.notice import State
from generator.core.document import parse
from generator.core.edition.breakdown import BY, By
from generator.core.pipeline import Prepared, prepare
from generator.core.problem import Problem
from generator.core.reading import Parse
from generator.core.records.archive import Archive
from generator.core.records.log import FIRST, PUBLIC
from generator.core.records.scaffold import OPEN
from generator.core.records.sheet import FAULTS_WITHOUT_END
from generator.core.source import ReadFile, read_file, read_sources
from generator.core.values.date import read_day
from generator.core.values.unreadable import Unreadable
from generator.day import resolve_day, today
from generator.decoding import decoder
from generator.diagnostics import text
from generator.diagnostics.say import printable
from generator.progress import Progress
from generator.remembering import Memory
from generator.replacing import FileMoved, replace_file
from generator.scope import OutsideRepository, as_it_was, before_own_changes, outside, place_in, select, tree_of
from generator.wording import LANGUAGES, Wording, wording

if TYPE_CHECKING:
    from generator.answers.digest import Days
    from generator.core.difference import Difference
    from generator.core.edition import Edition
    from generator.fixing import Repair
    from generator.website.build import Built
    from generator.website.tree import Written

BUG = 70
OPERATOR = 2
SHOWN_WAIVERS = 20
"""How many waived warnings are listed for people."""
Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(slots=True)
class Where:
    """What the options that stand before or after the verb say, and the whole command line."""

    directory: Path = Path()
    arguments: Sequence[str] = ()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a verb and leave with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    # What is read stays until the end: to look through all of it for rubbish takes a seventh of a large build.
    gc.disable()
    try:
        sys.exit(_run(given, wording(_language(given))))
    finally:
        gc.enable()


def _run(arguments: list[str], words: Wording) -> int:
    _speak(words.lang)
    try:
        code = application(words).main(
            arguments, prog_name="jiangpu", standalone_mode=False, obj=Where(arguments=tuple(arguments))
        )
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        # The reader of a pipe went away (`jiangpu check | head`): nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:  # noqa: BLE001 - the one place where a bug of ours becomes an exit code
        traceback.print_exc()
        return BUG
    return code if isinstance(code, int) else 0


def _language(arguments: Sequence[str]) -> str:
    given = os.environ.get("JIANGPU_LANG", "")
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            given = arguments[index + 1]
        elif argument.startswith("--lang="):
            given = argument.partition("=")[2]
    return given if given in LANGUAGES else LANGUAGES[0]


def _speak(lang: str) -> None:
    """Let click say its own words (usage, options, mistakes) in the language too: it asks gettext."""
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain("messages", str(Path(__file__).parent / "wording" / "click"))
    gettext.textdomain("messages")


class _Day(click.ParamType[date]):
    """A civil date in any form that records may use."""

    name = "date"

    def __init__(self, words: Wording) -> None:
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return read_day(value)
        except Unreadable:
            self.fail(self.words("command.error.bad_day", value=value), param, ctx)


def application(words: Wording) -> click.Group:
    """All verbs, with their help in one language."""

    def anywhere(command: Command) -> Command:
        """The options that may stand before or after the verb."""

        def into(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
            if value is not None:
                ctx.ensure_object(Where).directory = value

        command = click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=words("command.lang"))(
            command
        )
        return click.option(
            "-C",
            "directory",
            type=click.Path(file_okay=False, path_type=Path),
            callback=into,
            expose_value=False,
            metavar="DIR",
            help=words("command.directory"),
        )(command)

    as_of = click.option("--as-of", "as_of", type=_Day(words), metavar="DATE", help=words("command.as_of"))
    helps = {"help_option_names": ["-h", "--help"]}

    metavar = words("command.metavar")

    @click.group(
        help=words("command.about"),
        context_settings=helps,
        options_metavar=metavar,
        subcommand_metavar=words("command.verb"),
    )
    @anywhere
    @click.version_option(
        __version__, "--version", prog_name="jiangpu", message="%(prog)s %(version)s", help=words("command.version")
    )
    def jiangpu() -> None:
        """Nothing to do before the verb."""

    @jiangpu.command(help=words("command.check.about"), options_metavar=metavar)
    @click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
    @click.option("--studio", metavar="ID", help=words("command.check.studio"))
    @click.option("--since", metavar="REF", help=words("command.check.since"))
    @click.option("--tree", metavar="REF", help=words("command.check.tree"))
    @click.option("--only", metavar="FOLDER", help=words("command.check.only"))
    @as_of
    @click.option(
        "--format",
        "form",
        type=click.Choice(("text", "json", "github", "gitlab", "sarif", "markdown")),
        default="text",
        help=words("command.check.format"),
    )
    @click.option("--strict", is_flag=True, help=words("command.check.strict"))
    @click.option("--watch", is_flag=True, help=words("command.check.watch"))
    @anywhere
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
        root = _root(ctx, words)

        def once(read: ReadFile, parse: Parse) -> int:
            head = _commit(root, tree, words) if tree is not None else None
            changed = _changed(root, since, head, words) if since is not None else None
            try:
                place, refused = ctx.with_resource(tree_of(root, head)) if head else (root, ())
            except NoHistory:
                raise _Mistake(words("command.check.damaged_tree", ref=tree)) from None
            decode = decoder(root)
            day = _day(place, as_of, words)
            with Progress(words) as progress:
                parsing, mount = progress.counting("checking", parse), Mounter(root)
                prepared = prepare(place, day, refused=refused, decode=decode, mount=mount, read=read, parse=parsing)
            prepared, changes = _traced(prepared, root, head or "HEAD")
            before = None
            if since or form == "markdown":
                was = as_it_was(root, prepared.as_of, since or "HEAD", head or "HEAD", decode, Mounter(root), parse)
                before = ctx.with_resource(was)
            places = _places(prepared, root, paths, studio, changed, words)
            chosen = select(prepared, places, before if since else None)
            if chosen.elsewhere.errors and not since:
                chosen = select(prepared, places, before_own_changes(prepared, places or (), parse))
            shown, elsewhere, waived = chosen.problems, chosen.elsewhere, chosen.waived
            if only is not None:
                if changed is None:
                    raise _Mistake(words("command.check.only_since"))
                shown = (*outside(changed, only.strip("/")), *shown)
            files = len(prepared.sources.files)
            errors = sum(found.is_error for found in shown)
            if form == "json":
                from generator.diagnostics import json

                click.echo(json.render(shown, files, words.lang, elsewhere, waived), nl=False)
            elif form == "github":
                from generator.diagnostics import github

                click.echo(github.render(shown, words.lang, elsewhere), nl=False)
            elif form == "gitlab":
                from generator.diagnostics import gitlab

                click.echo(gitlab.render(shown, prepared.sources, words.lang), nl=False)
            elif form == "sarif":
                from generator.diagnostics import sarif

                click.echo(sarif.render(shown, prepared.sources, words.lang, elsewhere), nl=False)
            elif form == "markdown":
                from generator.diagnostics import markdown

                change = _change(root, before, prepared, words)
                said = markdown.render(shown, prepared.sources, change, since or "HEAD", words.lang, elsewhere)
                click.echo(said, nl=False)
            else:
                color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
                click.echo(text.render(shown, prepared.sources, words.lang, color=color), nl=False, color=color)
                click.echo(log_answer.changes_as_text(changes, words), nl=False)
                click.echo(text.summary(errors, len(shown) - errors, files, words.lang))
                if said := elsewhere.say(words):
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
            return int(errors > 0 or (strict and bool(shown)))

        memory = Memory()
        if not watch:
            return once(read_file, memory.parse)
        if form != "text" or since or tree is not None:
            raise _Mistake(words("command.check.watch_text"))
        return _watch(root, lambda: once(memory.read, memory.parse), words)

    @jiangpu.command(help=words("command.explain.about"), options_metavar=metavar)
    @click.argument("codes", nargs=-1, metavar="[CODE]...")
    @anywhere
    def explain(codes: tuple[str, ...]) -> int:
        from generator.answers import explain as explain_answer

        if not codes:
            click.echo(explain_answer.as_list(words))
            click.echo(words("explain.more", code="N416"))
            return 0
        meant = [explain_answer.known(given) for given in codes]
        for given, code in zip(codes, meant, strict=True):
            if code is None:
                raise _Mistake(explain_answer.no_such(given, words))
        click.echo("\n".join(explain_answer.as_text(code, words) for code in meant if code))
        click.echo(words("explain.next"))
        return 0

    @jiangpu.command(help=words("command.fix.about"), options_metavar=metavar)
    @click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
    @click.option("--write", is_flag=True, help=words("command.fix.write"))
    @anywhere
    @click.pass_context
    def fix(ctx: click.Context, paths: tuple[Path, ...], write: bool) -> int:
        from generator.diagnostics import fix as mending
        from generator.fixing import repair

        root = _root(ctx, words)
        wanted = [_place(root, path, words) for path in paths] or ["."]
        found = repair(root, read_sources(root), lambda path: _concerns(wanted, path))
        if write and found.changed:
            return _write(root, found, words)
        color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        click.echo(mending.as_text(found, words, color=color), nl=False, color=color)
        if found.changed:
            changed = mending.counts(found.changed, words)
            click.echo(words("command.fix.pending", files=len(found.changed), changes=changed))
            click.echo(words("command.fix.next", paths="".join(f"{path} " for path in paths)))
        else:
            click.echo(words("command.fix.nothing", files=len(found.files)))
            click.echo(words("command.fix.next_check"))
        return int(bool(found.changed) or _has_errors(found))

    @jiangpu.command(help=words("command.build.about"), options_metavar=metavar)
    @click.option("-d", "target", type=click.Path(path_type=Path), metavar="DIR", help=words("command.build.target"))
    @as_of
    @click.option("--strict", is_flag=True, help=words("command.build.strict"))
    @click.option("--no-cache", is_flag=True, help=words("command.build.no_cache"))
    @click.option("--timings", is_flag=True, help=words("command.build.timings"))
    @click.option("--jobs", type=click.IntRange(0), default=0, metavar="N", help=words("command.build.jobs"))
    @anywhere
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
        from generator import untouched

        root, before = _root(ctx, words), None
        place = target if target is not None else root / "site"
        with Progress(words) as progress:
            before = untouched.stamp(root)
            prepared, changes = _traced(_prepared_with(progress, root, _day(root, as_of, words)))
            # MkDocs takes a third of a second to import, which `check` need not pay.
            from generator.website import build as website
            from generator.website.fault import WebsiteError
            from generator.website.tree import TreeError
            from generator.website.work import Work

            told = _told(prepared, words, warnings=strict) + log_answer.changes_as_text(changes, words)
            click.echo(told, nl=False, err=True)
            if prepared.blocked or (strict and prepared.problems):
                click.echo(words("problems.strict" if not prepared.blocked else "problems.blocked"), err=True)
                return 1
            try:
                work = Work(no_cache=no_cache, jobs=jobs, progress=progress)
                built = website.build(prepared, place, work, strict=strict)
            except WebsiteError as error:
                raise _Mistake(error.say(words)) from error
            except TreeError as error:
                raise _Mistake(str(error)) from error
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

    @jiangpu.command(help=words("command.serve.about"), options_metavar=metavar)
    @click.option("--port", type=click.IntRange(1, 65535), default=8000, help=words("command.serve.port"))
    @as_of
    @anywhere
    @click.pass_context
    def serve(ctx: click.Context, port: int, as_of: date | None) -> int:
        root = _root(ctx, words)
        from generator.website.fault import WebsiteError
        from generator.website.serve import Teller
        from generator.website.serve import serve as preview

        def say(key: str, **blanks: object) -> None:
            click.echo(words(f"command.serve.{key}", **blanks))
            sys.stdout.flush()

        teller = Teller(
            ready=lambda url: say("ready", url=url),
            problems=lambda prepared: _tell(prepared, words),
            in_the_way=lambda error: click.echo(error.say(words), err=True),
            ahead=lambda studio, count: say("ahead", studio=studio, count=count),
            whole=lambda: say("whole"),
        )
        memory = Memory()
        try:
            preview(
                root,
                lambda: _prepared(root, _day(root, as_of, words), memory.read, memory.parse),
                port,
                teller,
                memory.parse,
            )
        except WebsiteError as error:
            raise _Mistake(error.say(words)) from error
        return 0

    @jiangpu.command(help=words("command.notices.about"), options_metavar=metavar)
    @click.option("--state", type=click.Choice(get_args(State)), help=words("command.notices.state"))
    @as_of
    @click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help=words("command.form"))
    @anywhere
    @click.pass_context
    def notices(ctx: click.Context, state: str | None, as_of: date | None, form: str) -> int:
        from generator.answers import notices as notice_answer

        root = _root(ctx, words)
        prepared = _prepared(root, _day(root, as_of, words))
        edition = _whole_edition(prepared, words)
        shown = [notice for notice in edition.notices if state in {None, notice.state}]
        said = notice_answer.as_json(edition, shown) if form == "json" else notice_answer.as_text(edition, shown, words)
        click.echo(said, nl=False)
        _mention(prepared, words)
        return int(prepared.errors > 0)

    @jiangpu.group(help=words("command.log.about"), options_metavar=metavar, subcommand_metavar=words("command.verb"))
    @anywhere
    def log() -> None:
        """Nothing to do before the verb."""

    @log.command(help=words("command.log.append.about"), options_metavar=metavar)
    @as_of
    @anywhere
    @click.pass_context
    def append(ctx: click.Context, as_of: date | None) -> int:
        root = _root(ctx, words)
        return _append(root, _day(root, as_of, words), words)

    @log.command(help=words("command.log.verify.about"), options_metavar=metavar)
    @click.option("--head", metavar="HASH", help=words("command.log.verify.head"))
    @as_of
    @anywhere
    @click.pass_context
    def verify(ctx: click.Context, head: str | None, as_of: date | None) -> int:
        root = _root(ctx, words)
        return _verify(root, _day(root, as_of, words), head, words)

    @jiangpu.group(
        help=words("command.archive.about"), options_metavar=metavar, subcommand_metavar=words("command.verb")
    )
    @anywhere
    def archive() -> None:
        """Nothing to do before the verb."""

    @archive.command(help=words("command.archive.create.about"), options_metavar=metavar)
    @click.argument("year", type=click.IntRange(1900, 2100), metavar="YEAR")
    @click.option(
        "-o",
        "target",
        required=True,
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help=words("command.archive.create.target"),
    )
    @as_of
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
    @anywhere
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
        root = _root(ctx, words)
        from generator import archive as archives

        with _one_line(words):
            asked = archives.Asked(year, target, scope, as_of, reason, previous)
            with Progress(words) as progress:
                done = archives.create(root, asked, decoder(root), progress)
            proof = archives.verify(done.folder, {}, None)
        click.echo(archives.say.made(done, proof.digest, words), nl=False)
        return int(done.prepared.errors > 0)

    @archive.command(help=words("command.archive.record.about"), options_metavar=metavar)
    @click.argument("path", type=click.Path(path_type=Path), metavar="PATH")
    @anywhere
    @click.pass_context
    def record(ctx: click.Context, path: Path) -> int:
        root = _root(ctx, words)
        known, log = _archived(root)
        from generator import archive as archives

        with _one_line(words):
            found = archives.verify(path, known, log)
            place = archives.record(root, path, found, known)
        assert found.summary
        shown = place.relative_to(root).as_posix()
        year, version = found.summary.year, found.summary.version
        click.echo(words("archive.answer.recorded", year=year, version=version, path=shown))
        click.echo(words("archive.answer.next_commit", path=shown))
        return 0

    @archive.command("verify", help=words("command.archive.verify.about"), options_metavar=metavar)
    @click.argument("path", type=click.Path(path_type=Path), metavar="PATH")
    @click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help=words("command.form"))
    @anywhere
    @click.pass_context
    def prove(ctx: click.Context, path: Path, form: str) -> int:
        known, log = _archived(ctx.ensure_object(Where).directory.resolve())
        from generator import archive as archives

        with _one_line(words):
            found = archives.verify(path, known, log)
        said = archives.say.proof_as_json(found) if form == "json" else archives.say.proof(found, str(path), words)
        click.echo(said, nl=False)
        return int(not found.holds)

    @archive.command("diff", help=words("command.archive.diff.about"), options_metavar=metavar)
    @click.argument("before", type=click.Path(path_type=Path), metavar="A")
    @click.argument("after", type=click.Path(path_type=Path), metavar="B")
    @click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help=words("command.form"))
    @anywhere
    def compare(before: Path, after: Path, form: str) -> int:
        from generator import archive as archives

        with _one_line(words):
            found = archives.changes(archives.edition_in(before)[0], archives.edition_in(after)[0])
        said = archives.say.compared_as_json(found) if form == "json" else archives.say.compared(found, words)
        click.echo(said, nl=False)
        return 0

    @archive.command("list", help=words("command.archive.list.about"), options_metavar=metavar)
    @click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help=words("command.form"))
    @anywhere
    @click.pass_context
    def list_archives(ctx: click.Context, form: str) -> int:
        known, _ = _archived(_root(ctx, words))
        from generator.archive import say

        said = say.listed_as_json(known) if form == "json" else say.listed(known, words, today().year - 1)
        click.echo(said, nl=False)
        return 0

    @jiangpu.command(help=words("command.grade.about"), options_metavar=metavar)
    @click.argument("studio", required=False, metavar="[STUDIO]")
    @click.option("--year", type=int, metavar="YEAR", help=words("command.grade.year"))
    @click.option("--explain", is_flag=True, help=words("command.grade.explain"))
    @click.option("--what-if", "what_if", multiple=True, metavar="FILE", help=words("command.grade.what_if"))
    @as_of
    @click.option(
        "--format", "form", type=click.Choice(("text", "json", "csv")), default="text", help=words("command.form")
    )
    @anywhere
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
        from generator.answers import grade as grade_answer

        root = _root(ctx, words)
        prepared = _prepared(root, _day(root, as_of, words))
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
        _mention(prepared, words)
        return int(prepared.errors > 0)

    @jiangpu.command(help=words("command.stats.about"), options_metavar=metavar)
    @as_of
    @click.option(
        "--format", "form", type=click.Choice(("text", "json", "csv")), default="text", help=words("command.form")
    )
    @click.option("--by", type=click.Choice(BY), help=words("command.stats.by"))
    @anywhere
    @click.pass_context
    def stats(ctx: click.Context, as_of: date | None, form: str, by: By | None) -> int:
        from generator.answers import statistics as statistics_answer

        root = _root(ctx, words)
        prepared = _prepared(root, _day(root, as_of, words))
        edition = prepared.edition or _whole_edition(prepared, words)
        if form == "json":
            click.echo(statistics_answer.as_json(edition, by), nl=False)
        elif form == "csv":
            click.echo(statistics_answer.as_csv(edition, by), nl=False)
        else:
            click.echo(statistics_answer.as_text(edition, words, by), nl=False)
        _mention(prepared, words)
        return int(prepared.errors > 0)

    @jiangpu.command("export", help=words("command.export.about"), options_metavar=metavar)
    @click.option(
        "-o",
        "target",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help=words("command.export.target"),
    )
    @as_of
    @anywhere
    @click.pass_context
    def export_data(ctx: click.Context, target: Path | None, as_of: date | None) -> int:
        from generator.core.pages.data import open_data
        from generator.exporting import NotOurs, export

        root = _root(ctx, words)
        prepared = _prepared(root, _day(root, as_of, words))
        if prepared.edition is None:
            _tell(prepared, words, warnings=False)
            return 1
        place = target if target is not None else root / "export"
        files = open_data(prepared.edition).files
        try:
            export(place, files)
        except NotOurs:
            raise _Mistake(words("command.export.not_ours", path=place)) from None
        except FileMoved as error:
            raise _Mistake(words("command.export.not_written", path=error, reason="")) from None
        except OSError as error:
            raise _Mistake(words("command.export.not_written", path=place, reason=error.strerror)) from None
        click.echo(words("command.export.done", files=len(files), path=place, as_of=prepared.as_of.isoformat()))
        click.echo(words("command.export.next", path=place))
        _mention(prepared, words)
        return int(prepared.errors > 0)

    @jiangpu.command("report", help=words("command.report.about"), options_metavar=metavar)
    @click.argument("year", type=click.IntRange(1900, 2100), metavar="YEAR")
    @click.argument("studio", required=False, metavar="[STUDIO]")
    @click.option("--semester", metavar="NAME", default="", help=words("command.report.semester"))
    @click.option("-o", "target", type=click.Path(path_type=Path), metavar="FILE", help=words("command.report.target"))
    @as_of
    @anywhere
    @click.pass_context
    def report(
        ctx: click.Context, year: int, studio: str | None, semester: str, target: Path | None, as_of: date | None
    ) -> int:
        root = _root(ctx, words)
        prepared = _prepared(root, _day(root, as_of, words))
        if prepared.edition is None:  # what is drafted is meant for the public
            _tell(prepared, words, warnings=False)
            return 1
        draft, place = _drafted(prepared.edition, year, studio, semester, words)
        if target is None:
            click.echo(draft, nl=False)
        else:
            _write_draft(target, draft, words)
            click.echo(words("answer.report.next", place=place, open=OPEN))
        _mention(prepared, words)
        return int(prepared.errors > 0)

    @jiangpu.command("digest", help=words("command.digest.about"), options_metavar=metavar)
    @click.option("--days", type=click.IntRange(1, 366), metavar="N", help=words("command.digest.days"))
    @click.option("--month", metavar="YYYY-MM", help=words("command.digest.month"))
    @as_of
    @anywhere
    @click.pass_context
    def digest_of(ctx: click.Context, days: int | None, month: str | None, as_of: date | None) -> int:
        from generator.answers import digest

        root = _root(ctx, words)
        prepared = _prepared(root, _day(root, as_of, words))
        if month is None:
            asked = digest.Days.up_to(prepared.as_of, digest.WEEK if days is None else days)
        elif days is not None:
            raise _Mistake(words("command.digest.both"))
        else:
            asked = _month(month, prepared.as_of, words)
        if prepared.edition is None:  # what is pasted is meant for the public
            _tell(prepared, words, warnings=False)
            return 1
        click.echo(digest.as_text(prepared.edition, asked, words), nl=False)
        _mention(prepared, words)
        return int(prepared.errors > 0)

    @jiangpu.command(help=words("command.new.about"), options_metavar=metavar)
    @click.argument("kind", metavar="KIND")
    @click.argument("name", required=False, default="", metavar="[NAME]")
    @click.option("--studio", default="", metavar="ID", help=words("command.new.studio"))
    @click.option("--year", type=int, metavar="YEAR", help=words("command.new.year"))
    @as_of
    @anywhere
    @click.pass_context
    def new(ctx: click.Context, kind: str, name: str, studio: str, year: int | None, as_of: date | None) -> int:
        from generator.starting import Unknown, starting_files

        root = _root(ctx, words)
        day = _day(root, as_of, words)
        if year is not None and year != day.year:
            day = date(year, 12, 31)
        prepared = _prepared(root, day)
        there = {*prepared.sources.files, *prepared.sources.refused}
        try:
            files = starting_files(kind, name, studio, day.year, prepared.dataset, day, there)
        except Unknown as error:
            raise _Mistake(words(f"command.new.{error.key}", **error.args_of_message)) from None
        taken = [path for path in files if (root / path).exists()]
        if taken:
            click.echo(files[taken[0]], nl=False)
            raise _Mistake(words("command.new.exists", path=taken[0]))
        for path, content in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(content, encoding="utf-8", newline="\n")
            click.echo(words("command.new.written", path=path))
        click.echo(words("command.new.next"))
        return 0

    @jiangpu.command(help=words("command.init.about"), options_metavar=metavar)
    @click.argument("target", type=click.Path(path_type=Path), metavar="DIR")
    @anywhere
    def init(target: Path) -> int:
        from generator.founding import Occupied, found_school

        try:
            own = found_school(target, resolve_day(target))
        except Occupied:
            raise _Mistake(words("command.init.occupied", path=target)) from None
        for path in own:
            click.echo(words("command.new.written", path=target / path))
        click.echo(words("command.init.next", path=target))
        return 0

    @jiangpu.command("owners", help=words("command.owners.about"), options_metavar=metavar)
    @click.argument("organisation", metavar="ORG")
    @click.option("--gitea", is_flag=True, help=words("command.owners.gitea"))
    @anywhere
    @click.pass_context
    def owners_of(ctx: click.Context, organisation: str, gitea: bool) -> int:
        if not re.fullmatch(r"[\w.-]+(?:/[\w.-]+)*", organisation):
            raise _Mistake(words("command.owners.no_name", name=printable(organisation)))
        from generator.owning import owners, owners_for_gitea

        write = owners_for_gitea if gitea else owners
        click.echo(write(read_sources(_root(ctx, words)).studios, organisation), nl=False)
        click.echo(words("command.owners.next"), err=True)
        return 0

    @jiangpu.command(help=words("command.schema.about"), options_metavar=metavar)
    @click.argument("kind", required=False, metavar="[KIND]")
    @anywhere
    def schema(kind: str | None) -> int:
        from generator.core.records.schema import find_kind, kind_names, schema_of, title_of
        from generator.starting import unknown_kind

        if kind is None:
            for name in kind_names():
                click.echo(f"{name:16}{title_of(name)}")
            return 0
        if find_kind(kind) is None:
            refusal = unknown_kind(kind)
            raise _Mistake(words(f"command.new.{refusal.key}", **refusal.args_of_message))
        click.echo(encoder.dumps(schema_of(kind), ensure_ascii=False, indent=2))
        return 0

    return jiangpu


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


class _Mistake(click.ClickException):
    """A mistake of the operator: one line."""

    exit_code = OPERATOR


def _root(ctx: click.Context, words: Wording) -> Path:
    """The repository to work on."""
    root = ctx.ensure_object(Where).directory.resolve()
    if not (root / "content").is_dir() and not (root / "studios").is_dir():
        raise _Mistake(words("command.error.no_repository", path=root))
    return root


def _day(root: Path, option: date | None, words: Wording) -> date:
    try:
        return resolve_day(root, option)
    except Unreadable as error:
        raise _Mistake(words("command.error.bad_day", value=error.args_of_message.get("value", ""))) from None


@contextmanager
def _one_line(words: Wording) -> Iterator[None]:
    """What the archivist must change is one line, like other mistakes of the operator."""
    from generator.archive import ArchiveError
    from generator.website.fault import WebsiteError

    try:
        yield
    except (ArchiveError, WebsiteError) as error:
        raise _Mistake(error.say(words)) from error


def _archived(root: Path) -> tuple[dict[str, Archive], bytes | None]:
    """What is on record in a repository, by year, and its public log; nothing where there is none."""
    dataset = prepare(root, today()).dataset
    known = {name: entry.record for name, entry in dataset.shelf("archive").items()}
    return known, dataset.kept.get(PUBLIC)


def _prepared(root: Path, day: date, read: ReadFile = read_file, parsing: Parse = parse) -> Prepared:
    """A repository on a day, pictures and documents included."""
    with Progress(wording()) as progress:
        return _prepared_with(progress, root, day, read, parsing)


def _prepared_with(
    progress: Progress, root: Path, day: date, read: ReadFile = read_file, parsing: Parse = parse
) -> Prepared:
    """The same, with progress shown by somebody who has more to show."""
    counted = progress.counting("checking", parsing)
    # Whoever remembers what was read has most of it already.
    hand = aside if read is read_file and can_split() else None
    return prepare(root, day, decode=decoder(root), mount=Mounter(root), read=read, parse=counted, aside=hand)


def _whole_edition(prepared: Prepared, words: Wording) -> Edition:
    """The Edition with what is internal: an answer on a terminal is no publication."""
    if prepared.dataset.site is None:
        _tell(prepared, words)
        raise _Mistake(words("command.error.no_site"))
    return prepared.whole_edition()


def _month(value: str, as_of: date, words: Wording) -> Days:
    """The days of a month that a digest was asked for."""
    from generator.answers.digest import Days

    found = re.fullmatch(r"((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])", value)
    if found is None:
        raise _Mistake(words("command.digest.bad_month", value=printable(value)))
    days = Days.of_month(int(found[1]), int(found[2]), as_of)
    if days is None:
        raise _Mistake(words("command.digest.not_begun", value=value))
    return days


def _commit(root: Path, ref: str, words: Wording) -> str:
    try:
        return commit_of(root, ref)
    except NoHistory:
        raise _Mistake(words("command.check.unknown_ref", ref=ref)) from None


def _changed(root: Path, since: str, head: str | None, words: Wording) -> list[str]:
    """What was changed since a commit: in the working tree, or up to another commit."""
    try:
        return changed_since(root, left_at(root, since, head or "HEAD"), head)
    except NoHistory:
        raise _Mistake(words("command.check.unknown_ref", ref=since)) from None


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


def _traced(
    prepared: Prepared, root: Path | None = None, head: str = "HEAD"
) -> tuple[Prepared, tuple[log_answer.Change, ...]]:
    """Where git knows the notices as they were logged: problems at the lines that differ, and what differs."""

    def history(path: str) -> Iterator[tuple[str, bytes]]:
        with suppress(NoHistory):
            yield from versions(root or prepared.root, path, head)

    def changed(commit: str) -> dict[str, int]:
        try:
            return first_changes(root or prepared.root, commit, head if root else None)
        except NoHistory:
            return {}

    problems, changes = log_answer.traced(prepared.problems, prepared.dataset, prepared.as_of, history, changed)
    blocked = prepared.blocked or any(found.is_error and log_answer.is_of_log(found) for found in problems)
    return replace(prepared, problems=problems, blocked=blocked), changes


def _append(root: Path, day: date, words: Wording) -> int:
    """Write what is due. What cannot be published cannot be logged either: it could not be mended any more."""
    from generator.appending import append_addresses, append_lines
    from generator.core.pages import draw, published
    from generator.starting import new_salt

    if day > today():
        raise _Mistake(words("command.log.append.coming", day=day.isoformat()))
    prepared, changes = _traced(_prepared(root, day))
    if prepared.blocked:
        faults = tuple(found for found in prepared.problems if found.stops_the_site)
        click.echo(text.render(faults, prepared.sources, words.lang), err=True, nl=False)
        click.echo(log_answer.changes_as_text(changes, words), err=True, nl=False)
        click.echo(words("command.log.append.blocked"), err=True)
        return 1
    if bare := without_salt(prepared.dataset, day):
        for entry in bare:
            place = f"{entry.document.path}:2"
            click.echo(words("command.log.append.no_salt", place=place, id=entry.id, salt=new_salt()), err=True)
        click.echo(words("command.log.append.nothing_written"), err=True)
        return 1
    if odd := with_other_line_ends(prepared.dataset, day):
        click.echo(words("command.log.append.line_ends", paths=" ".join(odd)), err=True)
        return 1
    assert prepared.edition is not None
    before, lines = logs(prepared.dataset), appended(prepared.dataset, day)
    addresses = still_to_promise(published(draw(prepared.edition)), prepared.dataset, day)
    try:
        append_lines(root, prepared.dataset.kept, lines)
        append_addresses(root, prepared.dataset.kept, addresses)
    except FileMoved:
        raise _Mistake(words("command.log.append.moved")) from None
    if any(found.is_error and log_answer.is_of_log(found) for found in _prepared(root, day).problems):
        raise RuntimeError("the log does not hold as it was written")
    click.echo(log_answer.appended_as_text(before, lines, addresses, day, words), nl=False)
    click.echo(words("command.log.append.next"))
    return 0


def _verify(root: Path, day: date, head: str | None, words: Wording) -> int:
    """Say whether the log holds, and whether a head that somebody kept is one of its lines."""
    prepared, changes = _traced(_prepared(root, day))
    faults = tuple(found for found in prepared.problems if log_answer.is_judged(found))
    click.echo(text.render(faults, prepared.sources, words.lang), nl=False)
    click.echo(log_answer.changes_as_text(changes, words), nl=False)
    for name in log_answer.lost(faults):
        with suppress(NoHistory):
            if found := last_seen(root, f"{name}.md", "content/notices"):
                click.echo(words("command.log.verify.restore", id=name, revision=found[0], path=found[1]))
    told = list(_without_log(prepared, words))
    if head not in {None, FIRST}:  # every log goes on from an empty one
        row = log_answer.holding(prepared.dataset, head)
        if row is None:
            told.append(words("command.log.verify.no_head", head=head))
        elif not faults:
            click.echo(words("command.log.verify.has_head", head=head, log=row.log, number=row.number))
    for line in told:
        click.echo(line)
    if faults or told:
        return 1
    click.echo(log_answer.verified_as_text(prepared.dataset, words), nl=False)
    return 0


def _without_log(prepared: Prepared, words: Wording) -> Iterator[str]:
    """That there is no log, though there is something to log."""
    if not logs(prepared.dataset) and appended(prepared.dataset, prepared.as_of):
        yield words("command.log.verify.no_log")


def _drafted(edition: Edition, year: int, studio: str | None, semester: str, words: Wording) -> tuple[str, str]:
    """The draft of a report, and the folder it is meant for."""
    from generator.answers import report as report_answer
    from generator.answers.span import Span, semesters

    if str(year) > edition.as_of[:4]:
        raise _Mistake(words("answer.report.coming", year=year))
    if studio is None:
        if semester:
            raise _Mistake(words("answer.report.school_semester"))
        return report_answer.of_school_draft(edition, Span(str(year)), words), "content/pages/"
    given = next((each for each in edition.studios if each.id == studio), None)
    if given is None:
        allowed = " ".join(each.id for each in edition.studios)
        raise _Mistake(words("answer.report.unknown_studio", studio=printable(studio), allowed=allowed))
    span = Span(str(year))
    if semester:
        known = {each.semester: each for each in semesters(edition, year)}
        if semester not in known:
            names = " ".join(known) or words("answer.none")
            raise _Mistake(words("answer.report.bad_semester", year=year, semester=printable(semester), known=names))
        span = known[semester]
    return report_answer.of_studio_draft(edition, given, span, words), f"studios/{studio}/reports/{year}/"


def _write_draft(target: Path, draft: str, words: Wording) -> None:
    """Write a draft where nothing is, or where one lies that nobody has edited."""
    from generator.answers.report import is_untouched

    try:
        before = target.read_bytes() if target.exists() else None
        if target.is_symlink() or (before is not None and not is_untouched(before.decode("utf-8", "replace"))):
            raise _Mistake(words("answer.report.edited", path=target))
        replace_file(target, before, draft.encode())
    except FileMoved:
        raise _Mistake(words("answer.report.edited", path=target)) from None
    except OSError as error:
        raise _Mistake(words("answer.report.not_written", path=target, reason=error.strerror)) from None
    click.echo(words("answer.report.written", path=target, count=draft.count(OPEN) - 1))


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
            raise _Mistake(words("answer.grade.unknown_studio", studio=studio, allowed=allowed))
        return tried
    if not years:
        raise _Mistake(words("answer.grade.no_years"))
    if chosen is None:
        raise _Mistake(words("answer.grade.none", year=year, years=" ".join(str(one.year) for one in years)))
    return chosen


def _what_if(
    prepared: Prepared, before: YearGrades, studio: str | None, given: Sequence[str], form: str, words: Wording
) -> int:
    """Compare the grades with those that other files would give; faulty files are explained instead."""
    from generator.answers import what_if as what_if_answer

    try:
        instead = what_if_answer.places(given, tuple(prepared.sources.files), prepared.root)
    except FileNotFoundError as error:
        raise _Mistake(words("command.grade.no_file", path=error.args[0])) from None
    except what_if_answer.Ambiguous as error:
        known = " ".join(error.places) or words("answer.none")
        raise _Mistake(words("command.grade.which", name=error.name, places=known)) from None
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


def _mention(prepared: Prepared, words: Wording) -> None:
    """Say on standard error that an answer rests on records of which some are faulty."""
    if prepared.errors:
        click.echo(words("command.error.left_out", count=prepared.errors), err=True)


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
            raise _Mistake(words("command.check.unknown_studio", studio=studio, allowed=allowed))
        wanted.append(f"studios/{studio}")
    wanted += [_place(root, path, words) for path in paths]
    wanted += changed or ()
    return wanted


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
        raise _Mistake(error.say(words)) from error


def _place(root: Path, path: Path, words: Wording) -> str:
    """A path from the root, with `/`."""
    try:
        return place_in(root, path)
    except OutsideRepository:
        raise _Mistake(words("command.check.unknown_path", path=path)) from None


def _concerns(wanted: Sequence[str], place: str) -> bool:
    """Whether a path is, or lies below, one of those that are wanted."""
    return any(one in {".", place} or place.startswith(f"{one}/") for one in wanted)


_TRIED = 64 * 1024
"""How many bytes of text are mended to count what can be."""


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


def _write(root: Path, found: Repair, words: Wording) -> int:
    """Write every file that is to be changed, each in one step, and say what became of it."""
    from generator.diagnostics import fix as mending

    written = []
    for file in found.changed:
        try:
            replace_file(root / file.path, file.before, file.after)
            written.append(file)
        except FileMoved:
            click.echo(words("command.fix.moved", path=file.path), err=True)
        except OSError as error:
            click.echo(words("command.fix.not_written", path=file.path, reason=error.strerror), err=True)
    for file in written:
        click.echo(words("command.fix.written_file", path=file.path, changes=mending.counts([file], words)))
    click.echo(mending.left_as_text(found, words), nl=False)
    click.echo(words("command.fix.written", files=len(written), changes=mending.counts(written, words)))
    click.echo(words("command.fix.next_check"))
    return int(len(written) < len(found.changed))


def _has_errors(found: Repair) -> bool:
    return any(each.is_error for file in found.files for each in file.left)


def _tell(prepared: Prepared, words: Wording, *, warnings: bool = True) -> None:
    """Show the problems on standard error, before or beside the work."""
    color = _colored()
    click.echo(_told(prepared, words, warnings=warnings), err=True, nl=False, color=color)


def _told(prepared: Prepared, words: Wording, *, warnings: bool = True) -> str:
    """The problems; without `warnings`, of these only how many there are."""
    if not prepared.problems:
        return ""
    shown = tuple(found for found in prepared.problems if warnings or found.is_error)
    files = len(prepared.sources.files)
    lines = [text.summary(prepared.errors, prepared.warnings, files, words.lang)]
    if prepared.errors and not prepared.blocked:
        lines.append(words("problems.left_out"))
    if len(shown) < len(prepared.problems):
        lines.append(words("problems.warnings"))
    said = text.render(shown, prepared.sources, words.lang, color=_colored())
    return said + "".join(f"{line}\n" for line in lines)


def _colored() -> bool:
    """Whether problems are shown in colour."""
    return sys.stderr.isatty() and "NO_COLOR" not in os.environ


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
