"""What stands beside the pixels of a picture: in a picture that is published as it is, since a document or a page
written by hand holds it.

No picture is decoded: the block that cameras write (EXIF 2.32) is found wherever it lies, in JPEG, PNG, WebP or TIFF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice
from typing import Any

from PIL.Image import Exif

from generator.core.content import Found
from generator.core.values.personal import finds

_BLOCK = re.compile(rb"(?:Exif\0\0|eXIf|EXIF.{4}|^)(?=II\*\0|MM\0\*)", re.DOTALL)
_MOST = 1 << 18
"""How long a block may be, in bytes."""
_PLACE, _DETAILS = 0x8825, 0x8769
_LATITUDE = 2
_PACKET = (b"<x:xmpmeta", b"</x:xmpmeta>")
"""XMP, ISO 16684-1: the same once more as XML."""
_BLOCKS = 5
"""How many of each are read: cameras write one."""


def found_beside(data: bytes) -> tuple[Found, ...]:
    """What is personal beside the pixels, the place of the camera among it."""
    texts: list[str] = []
    located = False
    for block in islice(_BLOCK.finditer(data), _BLOCKS):
        exif = Exif()
        with suppress(Exception):  # what cannot be read tells nobody where it was
            exif.load(data[block.end() : block.end() + _MOST])
            located = located or _LATITUDE in exif.get_ifd(_PLACE)
            texts += [*_texts(exif), *_texts(exif.get_ifd(_DETAILS))]
    for packet in islice(_packets(data), _BLOCKS):
        located = located or b"GPSLatitude" in packet
        texts.append(packet.decode("utf-8", "replace"))
    found = dict.fromkeys(Found(each.kind, each.certain) for each in finds("\n".join(texts)))
    return (*found, Found("location", True)) if located else tuple(found)


def _packets(data: bytes) -> Iterator[bytes]:
    """Packets one behind the other; not by an expression, which would look for each end as often as it begins."""
    begin, end = _PACKET
    start = data.find(begin)
    while start >= 0 and (stop := data.find(end, start)) >= 0:
        yield data[start:stop]
        start = data.find(begin, stop)


def _texts(values: Mapping[int, Any]) -> Iterator[str]:
    """Remarks, names and owners; Windows writes some in UTF-16."""
    for value in values.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, bytes):
            yield from (value.decode(encoding, "replace") for encoding in ("utf-8", "utf-16-le"))
