"""DOCX and XLSX: archives of XML. Their text is searched for personal data, hidden sheets, remarks, what is kept of
deleted text and of foreign tables, pictures and the document's own description included; what holds programs, other
files or parts that are fetched from elsewhere is refused, and so is what stands between or behind the parts.

Nothing is unpacked to a disk, sizes are counted while reading, and XML with a document type (the door of entity bombs)
is refused. ECMA-376 says how the parts are named.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from generator.core.content import Content, Found, Kind
from generator.core.values.personal import exam_columns, may_be_exam_columns
from generator.decoding.beside import found_beside
from generator.decoding.fault import Faulty
from generator.decoding.findings import Findings

ENTRIES = 2_000
UNPACKED = 100 << 20
"""How large all parts may be together."""
RATIO = 200
RATIO_FROM = 1 << 20
"""How much smaller a part may be packed, if it is larger than this: text is packed to a twentieth."""
TYPES = "[Content_Types].xml"
SHARED = "xl/sharedStrings.xml"
_END, _END_SIZE = b"PK\x05\x06", 22
_DESCRIPTOR = 24
"""How many bytes may follow a part: its sizes once more (APPNOTE.TXT 4.3.9)."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_MAIN: tuple[tuple[bytes, Kind], ...] = (
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"ms-word.document.macroEnabled", "docx"),
    (b"ms-excel.sheet.macroEnabled", "xlsx"),
)
_MACRO = re.compile(r"vbaProject|macrosheets/|activeX/|customUI/", re.IGNORECASE)
_EMBEDDED = re.compile(r"/embeddings/|oleObject", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:png|jpe?g|jpe|jfif|gif|bmp|tiff?|webp|emf|wmf|wdp)$", re.IGNORECASE)
_TEXT = re.compile(r"\.(?:vml|svg)$", re.IGNORECASE)
"""Drawings, which need not be well-formed."""
_PART = re.compile(r"\.(?:xml|rels|odttf|sigs)$|printerSettings\d*\.bin$|/$", re.IGNORECASE)
"""What else a document consists of; anything else is a file that it carries."""
_TAG = re.compile(r"<[^>]*>")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")
_NUMBER = re.compile(r"[0-9]{1,20}(?:\.[0-9]{1,20})?(?:[eE][+-]?[0-9]{1,2})?")
_BREAKS = frozenset({"p", "tc", "si", "c", "v", "br", "cr", "comment", "text", "definedName"})
"""Elements behind which text does not go on: paragraphs, cells, line breaks. Within them it may be cut into any number
of pieces, as Word does."""
_BODY = ("word/", "xl/")
"""Where that is so. Everywhere else (a document's description, its properties) each element stands for itself."""
_UNSEEN = frozenset({"delText", "instrText", "delInstrText", "rPh"})
"""Elements whose text nobody sees where it stands: what was deleted, what a field asks for, how signs are read aloud.
It may stand in the middle of a number that everybody sees."""
_SAID = frozenset(
    "Target descr title author tooltip display val v name prompt promptTitle error errorTitle alt caption"
    " formatCode".split()
)
"""Attributes that hold what somebody wrote: where links lead, what a picture shows, what a pivot table keeps of the
table that it was made from (`v`)."""


def office_kind(data: bytes) -> Kind:
    """What an archive is: by its table of contents, whatever it is called. Raises Faulty for a bomb."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            types = _read(archive, archive.getinfo(TYPES))
    except (BadZipFile, KeyError):
        return "other"
    return next((kind for mark, kind in _MAIN if mark in types), "other")


def read_office(kind: Literal["docx", "xlsx"], data: bytes) -> Content:
    """What a document holds. Raises Faulty, and whatever the reader raises."""
    with ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        _judge(entries)
        _judge_gaps(archive, entries, data)
        findings = Findings()
        findings.add_text(archive.comment.decode("utf-8", "replace"))
        parts: dict[str, bytes] = {}
        left = UNPACKED
        for entry in entries:
            part = _read(archive, entry, left)
            left -= len(part)
            if entry.filename.endswith((".xml", ".rels")):
                parts[entry.filename] = part
            elif _TEXT.search(entry.filename):
                findings.add_text(_TAG.sub("\n", part.decode("utf-8", "replace")))
            elif _PICTURE.search(entry.filename):
                findings.add(found_beside(part))
    if b"macroEnabled" in parts.get(TYPES, b""):
        raise Faulty("macro")
    said = False
    for text, cell in _texts(parts, findings):
        said = said or bool(text.strip())
        findings.add_text("\n".join(map(_plain, text.split("\n"))), cell=cell)
    return Content(kind, finds=findings.found, textless=not said, text=findings.text)


def _plain(line: str) -> str:
    """A whole number as people write it, where tables keep it as `1.38E10` or `13800000000.0`."""
    if line.isdigit() or not _NUMBER.fullmatch(line):
        return line
    value = Decimal(line)
    whole = value.to_integral_value()
    return format(whole, "f") if whole == value else line


def _judge(entries: list[ZipInfo]) -> None:
    """Sizes as they are given, names and what they tell of the parts."""
    names = [entry.filename for entry in entries]
    if len(entries) > ENTRIES or sum(entry.file_size for entry in entries) > UNPACKED:
        raise Faulty("demanding")
    if any(entry.file_size > max(RATIO_FROM, RATIO * entry.compress_size) for entry in entries):
        raise Faulty("demanding")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Faulty("protected")
    if any(_MACRO.search(name) for name in names):
        raise Faulty("macro")
    if any(_EMBEDDED.search(name) for name in names):
        raise Faulty("embedded")
    if not all(_PART.search(name) or _PICTURE.search(name) or _TEXT.search(name) for name in names):
        raise Faulty("embedded")
    odd = any(entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for entry in entries)
    if odd or len(set(names)) < len(names) or any(".." in name or name.startswith("/") for name in names):
        raise Faulty("damaged")


def _judge_gaps(archive: ZipFile, entries: Sequence[ZipInfo], data: bytes) -> None:
    """Parts stand one behind the other and the list of them is the end: else two readers see different archives, and
    something lies there that nobody has looked at."""
    if data.rfind(_END) + _END_SIZE + len(archive.comment) != len(data):
        raise Faulty("damaged")
    at = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if not 0 <= entry.header_offset - at <= _DESCRIPTOR:
            raise Faulty("damaged")
        name, extra = struct.unpack_from("<HH", data, entry.header_offset + 26)
        at = entry.header_offset + 30 + name + extra + entry.compress_size
    if not 0 <= archive.start_dir - at <= _DESCRIPTOR:
        raise Faulty("damaged")


def _read(archive: ZipFile, entry: ZipInfo, most: int = UNPACKED) -> bytes:
    """The bytes of a part, as many as there may be: what an archive says of its sizes need not be true."""
    most = min(most, max(RATIO_FROM, RATIO * entry.compress_size))
    with archive.open(entry) as part:
        data = part.read(most + 1)
    if len(data) > most:
        raise Faulty("demanding")
    return data


@dataclass(slots=True)
class _Part:
    """The text of one part of a document: lines, and of a sheet its cells and the strings that they point at."""

    lines: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    """Lines with what nobody sees in them, remarks of the XML itself."""
    cells: list[tuple[str, str, str]] = field(default_factory=list)
    """Where a cell stands, its type, what is in it."""
    rows: list[list[str]] = field(default_factory=list)
    """Of a text the rows of its tables."""


def _texts(parts: dict[str, bytes], findings: Findings) -> Iterator[tuple[str, str]]:
    """All texts with the cell that they stand in, if they do; the columns of tables of people go to the findings."""
    strings = _parse(SHARED, parts[SHARED]) if SHARED in parts else _Part()
    shared = strings.lines
    yield "\n".join(strings.aside), ""
    shown: set[int] = set()
    for name, data in parts.items():
        if name == SHARED:
            continue
        part = _parse(name, data)
        yield "\n".join((*part.lines, *part.aside)), ""
        for row in part.rows:
            findings.add(_columns(row, [""] * len(row)))
        if _SHEET.fullmatch(name):
            sheet: dict[str, list[tuple[str, str]]] = {}
            for cell, kind, value in part.cells:
                number = int(value) if kind == "s" and value.isascii() and value.isdigit() else -1
                if 0 <= number < len(shared):
                    shown.add(number)
                    value = shared[number]
                sheet.setdefault(cell.lstrip(_LETTERS), []).append((value, cell))
                yield value, cell
            for cells in sheet.values():
                findings.add(_columns([value for value, _ in cells], [cell for _, cell in cells]))
    yield "\n".join(text for number, text in enumerate(shared) if number not in shown), ""


def _columns(names: Sequence[str], cells: Sequence[str]) -> Iterator[Found]:
    """Columns with marks and ranks, by a row that names the columns of a table of people."""
    yield from (Found("exam_column", True, cell=cells[at]) for at in exam_columns(names))
    yield from (Found("exam", False, cell=cells[at]) for at in may_be_exam_columns(names))


def _parse(name: str, data: bytes) -> _Part:
    """Read one part. Raises Faulty for a document type, and in a list of relations for what would be fetched from
    elsewhere when the document is opened."""
    part = _Part()
    words: list[str] = []
    unseen: list[str] = []
    """The same words with those that nobody sees, where there are any."""
    within: list[str] = []
    """The elements around the text that make it unseen."""
    cell: list[str] = []
    rows: list[list[str]] = []
    columns: list[list[str]] = []
    linked, body, strings = name.endswith(".rels"), name.startswith(_BODY), name == SHARED

    def begin(tag: str, given: dict[str, str]) -> None:
        if linked and given.get("TargetMode") == "External" and not given.get("Type", "").endswith("/hyperlink"):
            raise Faulty("linked")
        part.lines.extend(given[key] for key in given if key.rpartition(" ")[2] in _SAID and not strings)
        local = tag.rpartition(" ")[2]
        if local in _UNSEEN:
            within.append(local)
        if local == "c" and body:
            at = given.get("r", "")
            cell[:] = [at if _CELL.fullmatch(at) else "", given.get("t", "")]
            words.clear()
        elif local == "tr":
            rows.append([])
        elif local == "tc":
            columns.append([])
        elif local == "tab":
            words.append("\t")

    def say(text: str) -> None:
        if within and not unseen:
            unseen.extend(words)
        if within or unseen:
            unseen.append(text)
        if not within:
            words.append(text)

    def end(tag: str) -> None:
        local = tag.rpartition(" ")[2]
        if within and within[-1] == local:
            within.pop()
        if unseen and (local in _BREAKS or not body):
            part.aside.append("".join(unseen))
            unseen.clear()
        if cell:
            if local == "f":
                words.append("\n")
            elif local == "c":
                part.cells.append((cell[0], cell[1], "".join(words)))
                cell.clear()
                words.clear()
        elif strings:
            if local == "si":
                part.lines.append("".join(words))
                words.clear()
        elif words and (local in _BREAKS or not body):
            part.lines.append("".join(words))
            if columns:
                columns[-1].append(part.lines[-1])
            words.clear()
        if local == "tc" and columns and rows:
            rows[-1].append("".join(columns.pop()))
        elif local == "tr" and rows:
            part.rows.append(rows.pop())

    def doctype(*_: object) -> None:
        raise Faulty("damaged")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = say
    parser.CommentHandler = part.aside.append
    parser.ProcessingInstructionHandler = lambda target, data: part.aside.append(f"{target} {data}")
    parser.StartDoctypeDeclHandler = doctype
    parser.Parse(data, True)
    if words and not strings:
        part.lines.append("".join(words))
    part.aside.append("".join(unseen))
    return part
