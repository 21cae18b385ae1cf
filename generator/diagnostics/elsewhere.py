"""What is not shown because it does not concern whoever asks: a number, and a line that says it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.wording import Wording


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How many errors and warnings there are outside the scope."""

    errors: int = 0
    warnings: int = 0

    def say(self, words: Wording) -> str:
        """One line; "" when there is nothing elsewhere."""
        if not self.errors and not self.warnings:
            return ""
        return words("problems.elsewhere", errors=self.errors, warnings=self.warnings)


NOTHING = Elsewhere()
