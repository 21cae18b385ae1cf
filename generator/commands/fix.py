"""`fix`: what is safe to mend is mended."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from generator.commands.option import anywhere, verb
from generator.commands.repository import place_of, root_of
from generator.commands.telling import in_colour
from generator.core.source import read_sources
from generator.diagnostics import fix as mending
from generator.fixing import Repair, repair
from generator.replacing import FileMoved, replace_file
from generator.wording import Wording


def command(words: Wording) -> click.Command:
    """The verb."""

    @verb(words, "fix")
    @click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
    @click.option("--write", is_flag=True, help=words("command.fix.write"))
    @anywhere(words)
    @click.pass_context
    def fix(ctx: click.Context, paths: tuple[Path, ...], write: bool) -> int:
        root = root_of(ctx, words)
        wanted = [place_of(root, path, words) for path in paths] or ["."]
        found = repair(root, read_sources(root), lambda path: _concerns(wanted, path))
        if write and found.changed:
            return _write(root, found, words)
        color = in_colour(sys.stdout)
        click.echo(mending.as_text(found, words, color=color), nl=False, color=color)
        if found.changed:
            changed = mending.counts(found.changed, words)
            click.echo(words("command.fix.pending", files=len(found.changed), changes=changed))
            click.echo(words("command.fix.next", paths="".join(f"{path} " for path in paths)))
        else:
            click.echo(words("command.fix.nothing", files=len(found.files)))
            click.echo(words("command.fix.next_check"))
        return int(bool(found.changed) or _has_errors(found))

    return fix


def _concerns(wanted: Sequence[str], place: str) -> bool:
    """Whether a path is, or lies below, one of those that are wanted."""
    return any(one in {".", place} or place.startswith(f"{one}/") for one in wanted)


def _write(root: Path, found: Repair, words: Wording) -> int:
    """Write every file that is to be changed, each in one step, and say what became of it."""
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
