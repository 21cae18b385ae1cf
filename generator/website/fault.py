"""The website's way of saying that the operator, not the program, must change something."""

from __future__ import annotations

from generator.wording import LANGUAGES, Wording, wording


class WebsiteError(Exception):
    """The site cannot be built as asked. It is one line for the operator: a key below `website` and its blanks."""

    def __init__(self, key: str, /, **args: object) -> None:
        super().__init__(key, args)
        self.key = f"website.{key}"
        self.blanks = args

    def say(self, words: Wording) -> str:
        """The line, in the language of `words`."""
        return words(self.key, **self.blanks)

    def __str__(self) -> str:
        return self.say(wording(LANGUAGES[0]))
