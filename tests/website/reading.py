"""Reads the index of the search as `theme/assets/javascripts/search.js` does, and says what has been read."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Any

from generator.core.values.fold import table
from generator.website.digits import BITMAP, FINAL, MORE, SKIPPED
from generator.website.longer import FEW, LONGEST, SHORTEST
from generator.website.script import FIRST
from generator.website.search import CALL, Index

READ, STEP = 80, 4
"""As in search.js."""


class Reader:
    """Answers queries from the files of an index. `read` are those that it has needed so far."""

    def __init__(self, index: Index) -> None:
        self._files = index.files
        self.read: dict[str, int] = {}
        self._parsed: dict[str, Any] = {}
        self.held = self._load(index.directory)
        self.fold = {sign: group[0] for group in self.held["fold"].split("\n") for sign in group[1:]}
        self.total = len(self.held["kind"])

    def _load(self, address: str) -> Any:
        if address in self.read:
            return self._parsed[address]
        data = self._files[address]
        self.read[address] = len(data)
        found = re.fullmatch(rf'{CALL}\("[a-z]+(?:-[0-9]+)?",(.*)\);\n', data.decode(), re.DOTALL)
        assert found
        self._parsed[address] = json.loads(found[1])
        return self._parsed[address]

    def find(self, query: str) -> list[int]:
        """The numbers of the entries that hold every word, those first that have them all in their names."""
        return list(self.results(query))

    def results(self, query: str) -> Iterator[int]:
        """The same, one by one: no more is read than the next needs."""
        words = list(dict.fromkeys(units("".join(self.fold.get(sign, sign) for sign in query)).split()))
        bits, exact = self._candidates(words)
        queue = sorted((-weight, number) for number, weight in bits.items())
        while queue:
            for _, number in queue[:STEP]:
                self.entry(number)
            weight, number = queue.pop(0)
            _, names, lines = self.entry(number)
            sure = -weight if exact else self._weigh(names, lines, words)
            if sure >= -weight:
                yield number
            elif sure:
                queue = sorted([*queue, (-sure, number)])

    def entry(self, number: int) -> tuple[str, list[str], list[str]]:
        """Address, names and lines."""
        firsts = [first for first, _ in self.held["texts"]]
        file = bisect_right(firsts, number) - 1
        address, names, lines = self._load(f"search/text-{file}.{self.held['texts'][file][1]}.js")[
            number - firsts[file]
        ]
        return address, names, lines

    def _weigh(self, names: list[str], lines: list[str], words: list[str]) -> int:
        def all_in(said: list[str]) -> bool:
            text = units("".join(self.fold.get(sign, sign) for sign in "\n".join(said)))
            return all(word in text for word in words)

        return 3 if all_in(names) else 1 if all_in(names + lines) else 0

    def _candidates(self, words: list[str]) -> tuple[dict[int, int], bool]:
        pairs = [word[at : at + 2] for word in words for at in range(max(1, len(word) - 1))]
        sizes = [size for _, _, size in self.held["grams"]]
        wanted = sorted(
            ((pair, self._files_of(pair)) for pair in pairs), key=lambda each: sum(sizes[n] for n in each[1])
        )
        read: set[int] = set()
        for _, files in wanted:
            if not read or sum(sizes[number] for number in read | files) <= READ:
                read |= files
        bits = dict.fromkeys(range(self.total), 3)
        known = [(pair, files) for pair, files in wanted if files <= read]
        for number in read:
            self._shard(number)
        for pair, files in known:
            there = places([self._shard(number).get(pair[0], ["", ""]) for number in files], pair[1:])
            bits = {number: weight & there[number] for number, weight in bits.items() if number in there}
        told = self._narrow(bits, words) if len(bits) > FEW else set()
        return bits, all(len(word) < 3 or word in told for word in words) and len(known) == len(wanted)

    def _narrow(self, bits: dict[int, int], words: list[str]) -> set[str]:
        """Take out what longer pieces know not to be there. The pieces that have postings."""
        told: set[str] = set()
        firsts = [first for first, _, _ in self.held["longer"]]
        wanted = [(piece, bisect_right(firsts, piece) - 1) for piece in pieces(words)]
        read: set[int] = set()
        for _, number in wanted:
            if number >= 0 and sum(self.held["longer"][each][2] for each in read | {number}) <= READ:
                read.add(number)
        for piece, number in wanted:
            if number not in read:
                continue
            held = self._load(f"search/longer-{number}.{self.held['longer'][number][1]}.js")
            lasts, codes = held.get(piece[:-1], ["", ""])
            at = lasts.find(piece[-1])
            code = codes.split(" ")[at] if at >= 0 else ""
            nowhere = at < 0 and lasts and len(piece) == SHORTEST
            if code or nowhere:
                there = places([[piece[-1], code]], piece[-1]) if code else {}
                told.add(piece)
                for entry in list(bits):
                    bits[entry] &= there.get(entry, 0)
                    if not bits[entry]:
                        del bits[entry]
        return told

    def _files_of(self, pair: str) -> set[int]:
        firsts = [first for first, _, _ in self.held["grams"]]
        last = bisect_right(firsts, pair if len(pair) > 1 else f"{pair}\uffff")
        return set(range(max(0, bisect_right(firsts, pair) - 1), last)) or {0}

    def _shard(self, number: int) -> Mapping[str, list[str]]:
        found: Mapping[str, list[str]] = self._load(f"search/grams-{number}.{self.held['grams'][number][1]}.js")
        return found


def pieces(words: list[str]) -> list[str]:
    """The pieces of words that may have postings of their own, short ones first."""
    return [
        word[at : at + length]
        for length in range(SHORTEST, LONGEST + 1)
        for word in words
        for at in range(len(word) - length + 1)
    ]


def places(blocks: list[list[str]], second: str) -> dict[int, int]:
    """Where a pair stands, or its first character: 1 anywhere, 3 in a name."""
    found: dict[int, int] = {}
    for seconds, codes in blocks:
        for sign, code in zip(seconds, codes.split(" "), strict=False):
            if not second or sign == second:
                for bits, part in zip((1, 3), code.split("#"), strict=False):
                    for number in decoded(part):
                        found[number] = found.get(number, 0) | bits
    return found


def decoded(code: str) -> Iterator[int]:
    """The numbers that postings stand for."""
    if code.startswith(BITMAP):
        for place, sign in enumerate(code[1:]):
            six = ord(sign) - FIRST - (ord(sign) > SKIPPED)
            yield from (place * 6 + bit for bit in range(6) if six >> bit & 1)
        return
    number, high = -1, 0
    for sign in code:
        if ord(sign) > SKIPPED:
            high = high * MORE + ord(sign) - SKIPPED
        else:
            number += high * FINAL + ord(sign) - FIRST + 1
            yield number
            high = 0


def fold(text: str) -> str:
    """The text as it is searched, as long as it was."""
    return text.translate(table())


def units(text: str) -> str:
    """A text as browsers count it: what lies beyond the first 65,536 characters as two."""
    if text.isascii() or max(text) <= "\uffff":
        return text
    data = text.encode("utf-16-le")
    return "".join(chr(data[place] | data[place + 1] << 8) for place in range(0, len(data), 2))
