"""Message catalogues: every word that people read, by key and language.

A catalogue is the TOML files of one language folder, flattened to dotted keys: `[state] open = "公示中"` in
`zh/site.toml` is `state.open`. Blanks are filled by `str.format`, with values only, never with templates.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

LANGUAGES = ("zh", "en")
"""The languages that have a catalogue; the first is the default."""


_APART = re.compile(r"(?<=[\u3000-\uffef]) (?=〈)|(?<=〉) (?=[\u3000-\uffef])")
"""A blank that keeps a value apart from the Chinese around it, where the value would have signs of its own."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language. Calling it with a key and its blanks gives the text."""

    lang: str
    texts: Mapping[str, str]

    def __call__(self, key: str, /, **args: object) -> str:
        """Say `key`; a missing key or blank is a bug and raises KeyError."""
        return self.texts[key].format_map(args)

    def __contains__(self, key: str) -> bool:
        """Whether the catalogue has the key."""
        return key in self.texts

    def pattern(self, key: str) -> str:
        """Say `key` with the names of its blanks in place of values: what it says of any case. A code may have names of
        its own for them, below `blank_of`."""
        own = f"blank_of.{key.partition('.')[0]}"
        parts = Formatter().parse(self.texts[key])
        said = "".join(
            text + (self("explain.blank", name=self.some(f"{own}.{name}") or self(f"blank.{name}")) if name else "")
            for text, name, *_ in parts
        )
        return _APART.sub("", said)

    def some(self, key: str) -> str:
        """The raw text of `key`, or an empty string: for words that a catalogue may leave out."""
        return self.texts.get(key, "")


@cache
def wording(lang: str = LANGUAGES[0]) -> Wording:
    """Read the catalogue of a language once."""
    texts: dict[str, str] = {}
    for path in sorted((Path(__file__).parent / lang).glob("*.toml")):
        texts.update(_flat("", tomllib.loads(path.read_text(encoding="utf-8"))))
    return Wording(lang, texts)


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(f"{prefix}{key}.", value)
        else:
            yield f"{prefix}{key}", value
