"""`owners`: whose agreement a change needs."""

from __future__ import annotations

import re

import click

from generator.commands.mistake import Mistake
from generator.commands.option import anywhere, verb
from generator.commands.repository import root_of
from generator.core.source import read_sources
from generator.diagnostics.say import printable
from generator.owning import owners, owners_for_gitea
from generator.wording import Wording


def command(words: Wording) -> click.Command:
    """The verb."""

    @verb(words, "owners")
    @click.argument("organisation", metavar="ORG")
    @click.option("--gitea", is_flag=True, help=words("command.owners.gitea"))
    @anywhere(words)
    @click.pass_context
    def owners_of(ctx: click.Context, organisation: str, gitea: bool) -> int:
        if not re.fullmatch(r"[\w.-]+(?:/[\w.-]+)*", organisation):
            raise Mistake(words("command.owners.no_name", name=printable(organisation)))
        write = owners_for_gitea if gitea else owners
        click.echo(write(read_sources(root_of(ctx, words)).studios, organisation), nl=False)
        click.echo(words("command.owners.next"), err=True)
        return 0

    return owners_of
