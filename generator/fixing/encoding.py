"""What a file says whose bytes are not plain UTF-8 with line feeds: only where that is beyond doubt.

GB18030 reads nearly any bytes as some Chinese, so a file counts as such only if it reads as Chinese that people write.
"""

from __future__ import annotations

import codecs
import re

COMMON = 0.8
"""How much of the Chinese characters of a text in GB18030 must be common ones (the first level of GB 2312). Garbled
UTF-8 has next to none: its bytes fall on rare characters."""

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_CHARACTER = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_SIGN = re.compile(
    r"[\t\n\r\x20-\x7e°±·×÷\u0391-\u03c9\u2010-\u2027\u2030-\u203b\u2103\u2116\u2160-\u217b\u2190-\u2199\u2200-\u22ff"
    r"\u2460-\u249b\u25a0-\u2606\u2713-\u2718\u3000-\u303f\u3200-\u33ff\uff01-\uff5e\uffe5]"
)
"""What else people write in Chinese: ASCII, punctuation, units, marks, Greek letters, numbers in circles."""


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
    characters = _CHARACTER.findall(text)
    common = sum(map(_is_common, characters))
    return text if _is_written(text) and characters and common >= COMMON * len(characters) else None


def _is_written(text: str) -> bool:
    """Whether all of it is what people write in Chinese."""
    return not _SIGN.sub("", _CHARACTER.sub("", text))


def _is_common(character: str) -> bool:
    try:
        return 0xB0 <= character.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False
