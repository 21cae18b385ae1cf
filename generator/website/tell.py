"""Tells the person at the terminal, on standard error, what is wrong with what was written."""

from __future__ import annotations

import sys

from generator.core.pipeline import Prepared
from generator.diagnostics.text import render


def tell(prepared: Prepared) -> None:
    """Print the problems, if there are any, as `jiangpu check` would."""
    sys.stderr.write(render(prepared.problems, prepared.sources, color=sys.stderr.isatty()))
