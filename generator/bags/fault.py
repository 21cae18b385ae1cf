"""What the archivist must change before a year can be frozen, recorded or proven: one line."""

from __future__ import annotations

from generator.wording import Wording


class ArchiveError(Exception):
    """A key of `archive.error` in the catalogues, with its blanks."""

    def __init__(self, key: str, /, **blanks: object) -> None:
        super().__init__(key, blanks)
        self._key, self._blanks = key, blanks

    def say(self, words: Wording) -> str:
        """The line."""
        return words(f"archive.error.{self._key}", **self._blanks)
