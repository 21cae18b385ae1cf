"""PDF: its text is searched for personal data, and what acts when it is opened, or hides other files, is refused.

A document that only jumps to a page or a link is fine. Everything is looked at object by object, so that neither
compressed objects nor names spelled with escapes hide anything.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from generator.core.content import Content, Fault, Found
from generator.core.values.personal import finds
from generator.decoding.fault import Faulty

OBJECTS = 200_000
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
_TEXTS = frozenset("/Contents /V /DV /T /TU /Title /Author /Subject /Keywords /RC /Alt /ActualText /URI /Lang".split())
"""Where text stands that is not printed on a page: remarks, fields, links, the document's own description."""


def read_pdf(data: bytes) -> Content:
    """What a PDF holds. Raises Faulty, and whatever the reader raises."""
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        raise Faulty("protected")
    aside = "\n".join(_aside(reader))
    found: dict[Found, None] = dict.fromkeys(Found(each.kind, each.certain) for each in finds(aside))
    textless = True
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        textless = textless and not text.strip()
        found |= dict.fromkeys(Found(each.kind, each.certain, number) for each in finds(text))
    if not reader.pages:
        raise Faulty("damaged")
    return Content("pdf", finds=tuple(found), textless=textless)


def _aside(reader: PdfReader) -> Iterator[str]:
    """The text beside the pages. Raises Faulty for what may not be in a document."""
    numbers = {(number, generation) for generation, listed in reader.xref.items() for number in listed}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > OBJECTS:
        raise Faulty("demanding")
    yield from _texts(reader.trailer)
    for number, generation in sorted(numbers):
        yield from _texts(reader.get_object(IndirectObject(number, generation, reader)))


def _texts(start: object) -> Iterator[str]:
    """The texts of an object and of the objects that stand inside it, with an explicit stack: a stranger chose how
    deep they lie."""
    stack: list[Any] = [start]
    while stack:
        value = stack.pop()
        if isinstance(value, DictionaryObject):
            _judge(value)
            for name, inner in value.items():
                if name in _TEXTS and isinstance(inner, str | bytes):
                    yield inner if isinstance(inner, str) else inner.decode("utf-8", "replace")
                stack.append(inner)
            if isinstance(value, StreamObject) and value.get("/Type") == "/Metadata":
                yield value.get_data().decode("utf-8", "replace")
        elif isinstance(value, ArrayObject):
            stack.extend(value)


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
