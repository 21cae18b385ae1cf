"""What the operator did wrong."""

from __future__ import annotations

import click

OPERATOR = 2


class Mistake(click.ClickException):
    """A mistake of the operator: one line."""

    exit_code = OPERATOR
