"""What is found in a document while it is read, and the words in which the checks will look for names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from generator.core.content import Found
from generator.core.values.personal import certain_finds, finds

MOST = 1_000
"""How many finds are told of one document: it is refused for the first."""
CHARACTERS = 100_000
"""How many characters of Chinese text are kept of one document."""
_BLANKS = re.compile(r"[ \t\xa0\u3000]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff·]{2,}")


class Findings:
    """Collects what each piece of a document says."""

    def __init__(self) -> None:
        self._found: dict[Found, None] = {}
        self._words: dict[str, None] = {}
        self._room = CHARACTERS

    def add(self, found: Iterable[Found]) -> None:
        """Take finds."""
        self._found |= dict.fromkeys(found)

    def add_text(self, text: str, page: int = 0, cell: str = "") -> None:
        """Search a text, and keep its Chinese words; a name may be written with blanks (`张　三`)."""
        self.add(Found(each.kind, each.certain, page, cell) for each in finds(text))
        for word in _HAN.findall(_BLANKS.sub("", text)):
            if word not in self._words and len(word) <= self._room:
                self._words[word] = None
                self._room -= len(word)

    def add_joined(self, text: str, page: int = 0) -> None:
        """Search the lines of a page as one: an identity number may go on below, or stand upright, a digit a line. Only
        what its check digit proves counts, for other numbers do meet where lines end."""
        found = {each.kind for each in certain_finds(" ".join(text.split())) if each.kind == "identity"}
        self.add(Found(kind, True, page) for kind in found)

    @property
    def found(self) -> tuple[Found, ...]:
        """The finds, certain ones first."""
        return tuple(islice(sorted(self._found, key=lambda each: not each.certain), MOST))

    @property
    def text(self) -> str:
        """The words, one a line."""
        return "\n".join(self._words)
