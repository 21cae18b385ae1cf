"""`schema`: the kinds of records, and what one may hold."""

from __future__ import annotations

import json as encoder

import click

from generator.commands.mistake import Mistake
from generator.commands.option import anywhere, verb
from generator.core.records.schema import find_kind, kind_names, schema_of, title_of
from generator.starting import unknown_kind
from generator.wording import Wording


def command(words: Wording) -> click.Command:
    """The verb."""

    @verb(words, "schema")
    @click.argument("kind", required=False, metavar="[KIND]")
    @anywhere(words)
    def schema(kind: str | None) -> int:
        if kind is None:
            for name in kind_names():
                click.echo(f"{name:16}{title_of(name)}")
            return 0
        if find_kind(kind) is None:
            refusal = unknown_kind(kind)
            raise Mistake(words(f"command.new.{refusal.key}", **refusal.args_of_message))
        click.echo(encoder.dumps(schema_of(kind), ensure_ascii=False, indent=2))
        return 0

    return schema
