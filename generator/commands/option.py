"""What several verbs take: options that mean the same everywhere, and the form of a verb."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.core.values.date import read_day
from generator.core.values.unreadable import Unreadable
from generator.wording import LANGUAGES, Wording

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(slots=True)
class Where:
    """What the options that stand before or after the verb say, and the whole command line."""

    directory: Path = Path()
    arguments: Sequence[str] = ()


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


def verb(words: Wording, path: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A verb; `path` is its name, behind that of its group: `log.append`."""
    about = words(f"command.{path}.about")
    return click.command(path.rpartition(".")[2], help=about, options_metavar=words("command.metavar"))


def group(words: Wording, name: str) -> Callable[[Callable[..., Any]], click.Group]:
    """A verb of verbs."""
    about, metavar = words(f"command.{name}.about"), words("command.metavar")
    return click.group(name, help=about, options_metavar=metavar, subcommand_metavar=words("command.verb"))


def anywhere(words: Wording) -> Callable[[Command], Command]:
    """The options that may stand before or after the verb."""

    def into(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
        if value is not None:
            ctx.ensure_object(Where).directory = value

    language = click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=words("command.lang"))
    directory = click.option(
        "-C",
        "directory",
        type=click.Path(file_okay=False, path_type=Path),
        callback=into,
        expose_value=False,
        metavar="DIR",
        help=words("command.directory"),
    )
    return lambda command: directory(language(command))


def on_day(words: Wording) -> Callable[[Command], Command]:
    """The day that is asked about."""
    return click.option("--as-of", "as_of", type=_Day(words), metavar="DATE", help=words("command.as_of"))


def in_form(words: Wording, *forms: str) -> Callable[[Command], Command]:
    """The form of the answer; the first unless another is asked for."""
    return click.option("--format", "form", type=click.Choice(forms), default=forms[0], help=words("command.form"))
