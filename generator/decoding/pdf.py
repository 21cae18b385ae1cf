"""PDF: its text is searched for personal data, and what acts when it is opened, or hides other files, is refused.

A document that only jumps to a page or a link is fine. Everything is looked at object by object, so that neither
compressed objects nor names spelled with escapes hide anything; also what an earlier state of the document said, which
lies in it for whoever wants to read it.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from pypdf import PdfReader
from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from generator.core.content import Content, Fault
from generator.decoding.beside import found_beside
from generator.decoding.fault import Faulty
from generator.decoding.findings import Findings

OBJECTS = 200_000
INFLATED = 64 << 20
INFLATED_PICTURE = 256 << 20
INFLATED_ALL = 512 << 20
"""How many bytes a stream, a picture's stream (an A3 sheet scanned at 600 dpi has 208 MB), and all streams together may
become: a visitor's reader unpacks what ours only looks at."""
EARLIER = 3
"""How many earlier states are read, the latest first."""
_END = b"%%EOF"
_ACTIONS = frozenset(
    "/JavaScript /Launch /SubmitForm /ImportData /GoToE /Rendition /Movie /Sound /RichMediaExecute".split()
)
"""ISO 32000-2, 12.6.4: actions that run, send or open something."""
_KEYS: dict[str, Fault] = {
    "/JS": "script",
    "/RichMediaContent": "embedded",
    "/EmbeddedFiles": "embedded",
    "/EF": "embedded",
    "/XFA": "form",
}
_FLATE = frozenset({"/FlateDecode", "/Fl"})
_PIECE = 1 << 20
_NO_TEXT = frozenset({"/ID", "/Cert", "/ByteRange"})
"""Where strings are random bytes; the contents of a signature are, too."""


def read_pdf(data: bytes) -> Content:
    """What a PDF holds. Raises Faulty, and whatever the reader raises."""
    if data[data.rfind(_END) + len(_END) :].strip(b"\0\t\n\r ") or _END not in data:
        raise Faulty("damaged")  # another file may stand behind the end
    findings = Findings()
    try:
        textless = _read(data, findings)
    except LimitReachedError as error:  # the reader has limits of its own, for all filters
        raise Faulty("demanding") from error
    ends = [found.end() for found in re.finditer(re.escape(_END), data)][:-1]
    for end in ends[-EARLIER:]:
        with suppress(Exception):  # the first part of a linearized document is no state of it
            _read(data[:end], findings, earlier=True)
    return Content("pdf", finds=findings.found, textless=textless, text=findings.text)


def _read(data: bytes, findings: Findings, *, earlier: bool = False) -> bool:
    """Read one state of a document; whether its pages are without text."""
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        raise Faulty("protected")
    findings.add_text("\n".join(_aside(reader, findings)))
    textless = True
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        textless = textless and not text.strip()
        findings.add_text(text, page=0 if earlier else number)
        findings.add_joined(text, page=0 if earlier else number)
    if not reader.pages:
        raise Faulty("damaged")
    return textless


def _aside(reader: PdfReader, findings: Findings) -> Iterator[str]:
    """The text beside the pages. Raises Faulty for what may not be in a document."""
    numbers = {(number, generation) for generation, listed in reader.xref.items() for number in listed}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > OBJECTS:
        raise Faulty("demanding")
    yield from _texts(reader.trailer, findings)
    inflated = 0
    for number, generation in sorted(numbers):
        value = reader.get_object(IndirectObject(number, generation, reader))
        if isinstance(value, StreamObject):
            inflated += _inflated(value)
            if inflated > INFLATED_ALL:
                raise Faulty("demanding")
        yield from _texts(value, findings)


def _inflated(stream: StreamObject) -> int:
    """How many bytes a stream becomes, through as many layers as are wrapped around it; 0 where it is packed in another
    way. It is unpacked piece by piece and kept nowhere. Raises Faulty where it becomes too many."""
    given = stream.get("/Filter")
    layers = given if isinstance(given, ArrayObject) else [given]
    pieces: Iterator[bytes] = iter((bytes(stream._data),))
    count = 0
    for layer in layers:
        if (layer.get_object() if isinstance(layer, IndirectObject) else layer) not in _FLATE:
            break
        count += 1
        pieces = _unpacked(pieces)
    if not count:
        return 0
    most = INFLATED_PICTURE if stream.get("/Subtype") == "/Image" else INFLATED
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > most:
            raise Faulty("demanding")
    return length


def _unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """What was deflated, in pieces; up to where it is damaged."""
    work = zlib.decompressobj()
    with suppress(zlib.error):
        for piece in pieces:
            rest = piece
            while rest and not work.eof:
                yield work.decompress(rest, _PIECE)
                rest = work.unconsumed_tail


def _texts(start: object, findings: Findings) -> Iterator[str]:
    """The texts of an object and of the objects that stand inside it (remarks, fields, bookmarks, links, its own
    description), with an explicit stack: a stranger chose how deep they lie."""
    stack: list[Any] = [start]
    while stack:
        value = stack.pop()
        if isinstance(value, DictionaryObject):
            _judge(value)
            hidden = {"/Contents", *_NO_TEXT} if "/ByteRange" in value else _NO_TEXT
            stack.extend(inner for name, inner in value.items() if name not in hidden)
            if isinstance(value, StreamObject):
                if value.get("/Type") == "/Metadata":
                    yield _packet(value.get_data())
                elif value.get("/Subtype") == "/Image":
                    findings.add(found_beside(value._data))  # as it lies there: nothing is decoded
        elif isinstance(value, ArrayObject):
            stack.extend(value)
        elif isinstance(value, ByteStringObject):
            yield value.decode("utf-8", "replace")
        elif isinstance(value, str) and not isinstance(value, NameObject):
            yield value


def _packet(data: bytes) -> str:
    """XMP, in one of the encodings that it may have (ISO 16684-1, 7.1): without the blanks between the letters of wide
    ones it is the same in all."""
    return data.replace(b"\0", b"").decode("utf-8", "replace")


def _judge(value: DictionaryObject) -> None:
    for name, fault in _KEYS.items():
        if name in value:
            raise Faulty(fault)
    # By brackets, which follow a reference: a kind may be given by one.
    named: dict[str, object] = {name: value[name] for name in ("/S", "/Type", "/Subtype") if name in value}
    if named.get("/S") in _ACTIONS:
        raise Faulty("script")
    if named.get("/Type") == "/EmbeddedFile" or named.get("/Subtype") in {"/FileAttachment", "/RichMedia"}:
        raise Faulty("embedded")
