"""What a file says whose bytes are not plain UTF-8 with line feeds: only where that is beyond doubt.

GB18030 reads nearly any bytes as some Chinese, so a file counts as such only if it reads as Chinese that people write.
"""

from __future__ import annotations

import codecs
import re

COMMON = 0.8
"""How much of what is not ASCII must be common characters (the first level of GB 2312) in a text in GB18030. Garbled
UTF-8 has next to none: its bytes fall on rare characters."""

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_PUNCTUATION = frozenset("　、。·—…～‖“”‘’〔〕〈〉《》「」『』【】±×÷√℃※→←↑↓①②③④⑤⑥⑦⑧⑨⑩")
_WRITTEN = re.compile(r"[\t\n\r\x20-\x7e\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffee\U00020000-\U0003ffff]")


def decoded(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """The text with line feeds, and what has to be done to the bytes for it; None where they could mean something
    else."""
    done: list[str] = []
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        found = _utf16(data) if data.startswith((*_UTF16, *_UTF32)) else _gb18030(data)
        if found is None:
            return None
        text = found
        done.append("utf16" if data.startswith(tuple(_UTF16)) else "gb18030")
    if text.startswith("\ufeff"):
        text = text.lstrip("\ufeff")
        done.append("bom")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        done.append("line_ends")
    return text, tuple(done)


def _utf16(data: bytes) -> str | None:
    if data.startswith(_UTF32):
        return None
    try:
        text = data[2:].decode(_UTF16[data[:2]])
    except UnicodeDecodeError:
        return None
    return text if _is_written(text.lstrip("\ufeff")) else None


def _gb18030(data: bytes) -> str | None:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    other = [character for character in text if not character.isascii()]
    common = sum(character in _PUNCTUATION or _is_common(character) for character in other)
    return text if _is_written(text) and common >= COMMON * len(other) else None


def _is_written(text: str) -> bool:
    """Whether all of it is what people write in Chinese."""
    return all(_WRITTEN.match(character) or character in _PUNCTUATION for character in text)


def _is_common(character: str) -> bool:
    try:
        first = character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    # Rows 16 to 55 hold the common characters, row 3 the full-width forms of ASCII.
    return 0xB0 <= first <= 0xD7 or first == 0xA3
