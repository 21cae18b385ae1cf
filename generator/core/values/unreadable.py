"""How a value says that it cannot be read: by the name of a message and its blanks, never by a sentence."""

from __future__ import annotations


class Unreadable(ValueError):
    """Text that is not a value of its kind. `reason` names a message (`field.<reason>` in the catalogue)."""

    def __init__(self, reason: str, **args: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.args_of_message = args
