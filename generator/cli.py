"""The command line: the way to the verbs, and exit codes.

Exit codes: 0 no errors, 1 errors (or warnings under --strict), 2 a mistake of the operator, 70 a bug of ours.
The language of help and messages is known before anything is parsed: `--lang`, else JIANGPU_LANG, else Chinese.
"""

from __future__ import annotations

import gettext
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from generator import __version__
from generator.commands.option import Where, anywhere
from generator.wording import LANGUAGES, Wording, wording

BUG = 70
VERBS = (
    *("archive", "build", "check", "digest", "explain", "export", "fix", "grade", "init", "log"),
    *("new", "notices", "owners", "report", "schema", "serve", "stats"),
)
"""Each has a module of its name in `generator.commands`."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a verb and leave with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    sys.exit(_run(given, wording(_language(given))))


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


class _Verbs(click.Group):
    """Verbs that are loaded when they are asked for: nobody waits for what another needs. Until then each is its name
    and a line of help."""

    def __init__(self, words: Wording, **options: Any) -> None:
        about = {name: click.Command(name, help=words(f"command.{name}.about")) for name in VERBS}
        super().__init__(commands=about, **options)
        self.words = words

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the form of click
        if cmd_name not in VERBS:
            return None
        made: click.Command = import_module(f"generator.commands.{cmd_name}").command(self.words)
        return made

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        click.Group(commands=self.commands).format_commands(ctx, formatter)


def application(words: Wording) -> click.Group:
    """All verbs, with their help in one language."""

    @click.group(
        cls=_Verbs,
        words=words,
        help=words("command.about"),
        context_settings={"help_option_names": ["-h", "--help"]},
        options_metavar=words("command.metavar"),
        subcommand_metavar=words("command.verb"),
    )
    @anywhere(words)
    @click.version_option(
        __version__, "--version", prog_name="jiangpu", message="%(prog)s %(version)s", help=words("command.version")
    )
    def jiangpu() -> None:
        """Nothing to do before the verb."""

    return jiangpu
