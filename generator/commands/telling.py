"""What verbs say of problems that are not what they were asked for."""

from __future__ import annotations

import os
import sys
from typing import TextIO

import click

from generator.core.pipeline import Prepared
from generator.diagnostics import text
from generator.wording import Wording


def mention(prepared: Prepared, words: Wording) -> None:
    """Say on standard error that an answer rests on records of which some are faulty."""
    if prepared.errors:
        click.echo(words("command.error.left_out", count=prepared.errors), err=True)


def tell(prepared: Prepared, words: Wording, *, warnings: bool = True) -> None:
    """Show the problems on standard error, before or beside the work."""
    told = told_of(prepared, words, warnings=warnings)
    click.echo(told, err=True, nl=False, color=in_colour(sys.stderr))


def told_of(prepared: Prepared, words: Wording, *, warnings: bool = True) -> str:
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
    said = text.render(shown, prepared.sources, words.lang, color=in_colour(sys.stderr))
    return said + "".join(f"{line}\n" for line in lines)


def in_colour(stream: TextIO) -> bool:
    """Whether problems are shown in colour."""
    return stream.isatty() and "NO_COLOR" not in os.environ
