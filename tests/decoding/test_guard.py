"""What a guarded worker says of files: the good ones, each bad one, those that kill it, and those that nobody made."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject

from generator.core.content import Content, Found
from generator.decoding.guard import Guard
from tests.decoding.making import (
    IDENTITY,
    MADE,
    PACKET,
    S,
    W,
    archive,
    between,
    commented,
    described,
    docx,
    drawing,
    edited_pdf,
    indirect_pdf,
    jpeg,
    located,
    pdf,
    pdf_bomb,
    png,
    saved,
    tagged,
    webp,
    xlsx,
)

FAULTS = {
    "huge_png": "pixels",
    "cut_jpeg": "damaged",
    "tall_png": "damaged",
    "scripted_pdf": "script",
    "launching_pdf": "script",
    "carrying_pdf": "embedded",
    "form_pdf": "form",
    "locked_pdf": "protected",
    "macro_docx": "macro",
    "docm": "macro",
    "carrying_docx": "embedded",
    "linked_docx": "linked",
    "bomb": "demanding",
}
"""Every other file of `MADE` has no fault but, some of them, its kind."""


HEAD, TAIL = IDENTITY[:6], IDENTITY[6:]


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paragraph(*pieces: str) -> bytes:
    """A Word document of one paragraph."""
    text = "".join(pieces)
    return docx(parts={"word/other.xml": f"<w:document {W}><w:body><w:p>{text}</w:p></w:body></w:document>"})


def phonetic(head: str, tail: str) -> str:
    """A string of a table, with how a part of it is read."""
    return f"<sst {S}><si><r><t>{head}</t></r><rPh><t>ping</t></rPh><r><t>{tail}</t></r></si></sst>"


def drawn(writer: PdfWriter, operators: str) -> None:
    """Let the first page be drawn so."""
    stream = StreamObject()
    stream.set_data(f"BT /F1 12 Tf 20 190 Td {operators} ET".encode())
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)


def described_by(writer: PdfWriter, encoding: str) -> None:
    """Let XMP in an encoding describe the document."""
    stream = StreamObject()
    stream.set_data(f"<x:xmpmeta><dc:title>{IDENTITY}</dc:title></x:xmpmeta>".encode(encoding))
    stream[NameObject("/Type")] = NameObject("/Metadata")
    writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)


@pytest.fixture(scope="module")
def guard() -> Iterator[Guard]:
    with Guard() as running:
        yield running


@pytest.mark.parametrize("name", MADE)
def test_each_file_has_its_own_fault_and_no_other(guard: Guard, name: str) -> None:
    assert guard.decode(MADE[name]())[0].fault == FAULTS.get(name, "")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("tagged", "jpg"), ("docm", "docx"), ("noise", "other"), ("old_office", "office"), ("identity_xlsx", "xlsx")],
)
def test_a_kind_is_told_by_what_is_inside(guard: Guard, name: str, kind: str) -> None:
    assert guard.decode(MADE[name]())[0].kind == kind


class TestPictures:
    def test_nothing_but_the_pixels_is_left_of_a_photo(self, guard: Guard) -> None:
        data = tagged()
        assert all(said in data for said in (b"Exif", b"Hong Camera", b"remark of Hong", b"HIDDEN-TAIL", b"no profile"))
        blobs = guard.decode(data)[1]
        assert len(blobs) == 2
        for blob in blobs:
            image = Image.open(io.BytesIO(blob))
            assert not image.getexif()
            assert not {"exif", "icc_profile", "comment", "xmp"} & image.info.keys()
            for said in (b"Exif", b"EXIF", b"Hong", b"HIDDEN", b"ICC"):
                assert said not in blob

    @pytest.mark.parametrize(
        ("orientation", "red"),
        [(1, "top"), (2, "top"), (3, "bottom"), (4, "bottom"), (5, "left"), (6, "right"), (7, "right"), (8, "left")],
    )
    def test_it_stands_as_it_was_seen(self, guard: Guard, orientation: int, red: str) -> None:
        content, blobs = guard.decode(tagged(orientation))
        assert (content.width, content.height) == ((30, 40) if red in {"left", "right"} else (40, 30))
        for rendition, blob in zip(content.renditions, blobs, strict=True):
            image = Image.open(io.BytesIO(blob)).convert("RGB")
            assert image.size == (rendition.width, rendition.height) == (content.width, content.height)
            width, height = image.size
            ends = {
                "top": (width // 2, 3),
                "bottom": (width // 2, height - 4),
                "left": (3, height // 2),
                "right": (width - 4, height // 2),
            }
            colours = {end: image.getpixel(at) for end, at in ends.items()}
            assert colours[red][0] > 180, colours  # type: ignore[index]
            across = {"top": "bottom", "bottom": "top", "left": "right", "right": "left"}[red]
            assert colours[across][2] > 180, colours  # type: ignore[index]

    def test_it_is_never_made_larger_and_always_the_same(self, guard: Guard) -> None:
        data = saved(drawing(1000, 500), "PNG")
        content, blobs = guard.decode(data)
        assert [(made.form, made.width, made.height) for made in content.renditions] == [
            ("webp", 480, 240),
            ("webp", 960, 480),
            ("jpg", 960, 480),
            ("webp", 1000, 500),
        ]
        assert guard.decode(data)[1] == blobs

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
    def test_every_kind_of_pixel_can_be_shown(self, guard: Guard, mode: str) -> None:
        data = saved(drawing().convert("L" if mode == "I;16" else mode), "JPEG" if mode == "CMYK" else "PNG")
        assert guard.decode(data)[0].fault == ""

    def test_what_is_clear_is_white_where_it_cannot_be_clear(self, guard: Guard) -> None:
        content, blobs = guard.decode(saved(Image.new("RGBA", (20, 20)), "PNG"))
        shown = {made.form: Image.open(io.BytesIO(blob)) for made, blob in zip(content.renditions, blobs, strict=True)}
        assert shown["jpg"].getpixel((10, 10)) == (255, 255, 255)
        assert shown["webp"].convert("RGBA").getpixel((10, 10))[3] == 0  # type: ignore[index]


class TestDocuments:
    def test_a_number_is_found_on_its_pages(self, guard: Guard) -> None:
        content, _ = guard.decode(MADE["identity_pdf"]())
        assert content.finds == (Found("identity", True, 2), Found("identity", True, 4))

    @pytest.mark.parametrize(
        "data",
        [
            MADE["remarked_pdf"](),
            pdf(change=lambda writer: writer.add_metadata({"/Title": IDENTITY})),
            docx("身份证号1101", "0119050307", "0015"),
            docx(parts={"word/comments.xml": f"<a><p><t>{IDENTITY}</t></p></a>"}),
            docx(parts={"docProps/core.xml": f"<a><creator>{IDENTITY}</creator></a>"}),
            pdf(change=lambda writer: writer.add_metadata({"/Company": IDENTITY})),
            pdf(change=lambda writer: writer.add_outline_item(title=IDENTITY, page_number=0)),
            indirect_pdf(),
            edited_pdf(),
            docx(parts={"word/footnotes.xml": f"<a><p><r><t>{IDENTITY}</t></r></p></a>"}),
            docx(parts={"word/header1.xml": f"<a><p><r><delText>{IDENTITY}</delText></r></p></a>"}),
            docx(parts={"word/document2.xml": f"<a><txbxContent><p><t>{IDENTITY}</t></p></txbxContent></a>"}),
            docx(parts={"docProps/custom.xml": f"<a><property name='x'><lpwstr>{IDENTITY}</lpwstr></property></a>"}),
            docx(parts={"word/media/image1.jpeg": saved(drawing(), "JPEG", exif=described(IDENTITY))}),
            docx(parts={"word/media/image1.svg": f"<svg><text>{IDENTITY}</text>"}),
            xlsx(parts={"xl/drawings/vmlDrawing1.vml": f"<xml><br><div>{IDENTITY}</div></xml>"}),
            xlsx(parts={"xl/pivotCache/pivotCacheRecords1.xml": f"<a><r><s v='{IDENTITY}'/></r></a>"}),
            xlsx(parts={"xl/workbook2.xml": f"<a><sheet name='{IDENTITY}'/></a>"}),
            xlsx(parts={"xl/worksheets/sheet2.xml": f"<a><oddHeader>{IDENTITY}</oddHeader></a>"}),
            commented(docx(), IDENTITY),
            xlsx(shared={"A1": IDENTITY}),
            xlsx(parts={"xl/worksheets/sheet9.xml": f"<a><c r='A1' t='str'><v>{IDENTITY}</v></c></a>"}),
            xlsx(parts={"xl/comments1.xml": f"<a><comment><text><r><t>{IDENTITY}</t></r></text></comment></a>"}),
        ],
    )
    def test_wherever_it_stands(self, guard: Guard, data: bytes) -> None:
        content, _ = guard.decode(data)
        assert [(found.kind, found.certain) for found in content.finds] == [("identity", True)]

    @pytest.mark.parametrize(
        "data",
        [
            paragraph(run(HEAD), f"<w:del><w:r><w:delText>被删掉的几个字</w:delText></w:r></w:del>{run(TAIL)}"),
            paragraph(run(HEAD), f"<w:r><w:instrText> HYPERLINK x </w:instrText></w:r>{run(TAIL)}"),
            paragraph(run(HEAD), f"<w:ins>{run(TAIL)}</w:ins>"),
            paragraph(run("前"), f"<w:del><w:r><w:delText>{IDENTITY}</w:delText></w:r></w:del>", run("后")),
            docx(*IDENTITY),
            xlsx(parts={"xl/sharedStrings.xml": phonetic(HEAD, TAIL)}),
            xlsx(parts={"xl/styles.xml": f"<styleSheet {S}><!-- {IDENTITY} --></styleSheet>"}),
            xlsx(parts={"xl/styles.xml": f"<styleSheet {S}><?x {IDENTITY}?></styleSheet>"}),
            xlsx(parts={"xl/styles.xml": f"<a><numFmt formatCode='&quot;{IDENTITY}&quot;0'/></a>"}),
            xlsx(parts={"xl/workbook.xml": f"<workbook {S}><definedName name='a'>{IDENTITY}</definedName></workbook>"}),
            pdf(change=lambda writer: described_by(writer, "utf-8")),
            pdf(change=lambda writer: described_by(writer, "utf-16")),
            pdf(change=lambda writer: drawn(writer, f"({HEAD}) Tj ({TAIL}) Tj")),
            pdf(change=lambda writer: drawn(writer, "[" + " -600 ".join(f"({digit})" for digit in IDENTITY) + "] TJ")),
            pdf(change=lambda writer: drawn(writer, f"<{IDENTITY.encode().hex()}> Tj")),
            pdf(change=lambda writer: drawn(writer, f"3 Tr ({IDENTITY}) Tj")),
            pdf(change=lambda writer: drawn(writer, f"({HEAD}) Tj 0 -14 Td ({TAIL}) Tj")),
            pdf(change=lambda writer: drawn(writer, " 0 -8 Td ".join(f"({digit}) Tj" for digit in IDENTITY))),
        ],
        ids=[
            *("deleted between", "field between", "inserted", "deleted", "runs", "read aloud", "remark of XML"),
            *("instruction of XML", "form of numbers", "name of cells", "XMP", "wide XMP", "two strings", "spread"),
            *("hexadecimal", "invisible", "two lines", "upright"),
        ],
    )
    def test_in_however_many_pieces(self, guard: Guard, data: bytes) -> None:
        content, _ = guard.decode(data)
        assert ("identity", True) in {(found.kind, found.certain) for found in content.finds}

    def test_lines_that_only_meet_are_no_number(self, guard: Guard) -> None:
        """A mobile has no check digit: years and counts below one another may look like one."""
        lines = " 0 -14 Td ".join(f"({text}) Tj" for text in ("138", "0013", "8000"))
        assert guard.decode(pdf(change=lambda writer: drawn(writer, lines)))[0].finds == ()

    @pytest.mark.parametrize(
        "data",
        [
            MADE["located_pdf"](),
            docx(parts={"word/media/image1.jpeg": tagged()}),
            docx(parts={"word/media/image1.png": saved(drawing(), "PNG", exif=located())}),
            xlsx(parts={"xl/media/image1.webp": saved(drawing(), "WEBP", exif=located())}),
            docx(parts={"docProps/thumbnail.jpeg": saved(drawing(), "JPEG", xmp=PACKET)}),
            tagged(),
        ],
        ids=["pdf", "jpeg", "png", "webp", "xmp", "the picture itself"],
    )
    def test_where_a_photo_was_taken_is_found(self, guard: Guard, data: bytes) -> None:
        content, _ = guard.decode(data)
        assert content.fault == ""
        assert content.finds == (Found("location", True),)

    @pytest.mark.parametrize("piece", [b"<x:xmpmeta", b"Exif\0\0II*\0\x08\0\0\0\xff\xff"], ids=["xmp", "exif"])
    def test_what_stands_beside_a_picture_without_end_does_not_hold_it_up(self, guard: Guard, piece: bytes) -> None:
        content, _ = guard.decode(jpeg() + piece * (9_000_000 // len(piece)))
        assert (content.fault, len(content.renditions)) == ("", 2)

    def test_a_photo_without_a_place_passes(self, guard: Guard) -> None:
        assert guard.decode(docx(parts={"word/media/image1.jpeg": jpeg(), "word/media/b.png": png()}))[0].finds == ()

    @pytest.mark.parametrize(
        ("names", "found"),
        [
            (["学生", "班级", "期末成绩"], [Found("exam_column", True, cell="C2")]),
            (["姓名", "名次"], [Found("exam", False, cell="B2")]),
            (["工作室", "得分", "名次"], []),
        ],
    )
    def test_columns_of_marks_are_found(self, guard: Guard, names: list[str], found: list[Found]) -> None:
        shared = {"A1": "一览表"} | {f"{letter}2": name for letter, name in zip("ABC", names, strict=False)}
        assert list(guard.decode(xlsx(shared=shared))[0].finds) == found
        cells = "".join(f"<w:tc><w:p><w:r><w:t>{name}</w:t></w:r></w:p></w:tc>" for name in names)
        table = docx(parts={"word/header1.xml": f"<w:hdr {W}><w:tbl><w:tr>{cells}</w:tr></w:tbl></w:hdr>"})
        assert [(each.kind, each.certain) for each in guard.decode(table)[0].finds] == [
            (each.kind, each.certain) for each in found
        ]

    def test_names_are_kept_for_the_checks_however_they_are_spaced(self, guard: Guard) -> None:
        assert "由何小苗参加" in guard.decode(docx("由何 小", "　苗参加"))[0].text

    def test_a_cell_is_named_and_a_mobile_stored_as_a_number_is_found(self, guard: Guard) -> None:
        assert guard.decode(MADE["identity_xlsx"]())[0].finds == (Found("identity", True, cell="C5"),)
        assert guard.decode(xlsx({"B2": "13800138000"}))[0].finds == (Found("mobile", True, cell="B2"),)

    @pytest.mark.parametrize(
        ("number", "mobile"),
        [("1.3800138E10", True), ("1.3800138E+10", True), ("13800138000.0", True), ("1.38E4", False), ("1E-9", False)],
    )
    def test_a_number_is_read_however_it_is_stored(self, guard: Guard, number: str, mobile: bool) -> None:
        found = ("mobile",) if mobile else ()
        formula = f"<a><c r='A1'><f>B1+1</f><v>{number}</v></c></a>"
        chart = f"<a><pt><v>{number}</v></pt></a>"
        for data in (
            xlsx({"B2": number}),
            xlsx(parts={"xl/worksheets/sheet9.xml": formula}),
            xlsx(parts={"xl/charts/chart1.xml": chart}),
            xlsx(parts={"xl/pivotCache/pivotCacheRecords1.xml": f"<a><r><n v='{number}'/></r></a>"}),
        ):
            assert tuple(each.kind for each in guard.decode(data)[0].finds) == found

    def test_cells_do_not_run_into_one_another(self, guard: Guard) -> None:
        assert guard.decode(xlsx({"A1": IDENTITY[:9], "B1": IDENTITY[9:]}))[0].finds == ()

    @pytest.mark.parametrize(
        ("data", "fault"),
        [
            (docx(parts={f"word/{number}.xml": "<a/>" for number in range(2100)}), "demanding"),
            (docx(parts={"word/x.xml": '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'}), "damaged"),
            (docx(parts={"../evil.xml": "<a/>"}), "damaged"),
            (docx(parts={"word/x.xml": "<a>"}), "damaged"),
            (docx(parts={"xl/model/item.data": "everything"}), "embedded"),
            (docx(parts={"word/afchunk.mht": "<p>"}), "embedded"),
            (docx() + b"behind the end", "damaged"),
            (between(docx()), "damaged"),
            (pdf() + docx(), "damaged"),
            (docx()[:-30], ""),
            (archive({"readme.txt": "x"}), ""),
        ],
    )
    def test_archives_that_are_not_what_they_should_be(self, guard: Guard, data: bytes, fault: str) -> None:
        content, _ = guard.decode(data)
        assert content.fault == fault
        assert fault or content.kind == "other"

    def test_a_size_that_is_a_lie_is_counted_while_reading(self, guard: Guard) -> None:
        data = bytearray(MADE["bomb"]())
        true, false = (60 << 20) + 7, 1000
        lying = bytes(data).replace(true.to_bytes(4, "little"), false.to_bytes(4, "little"))
        assert lying != data
        assert guard.decode(lying)[0].fault in {"demanding", "damaged"}

    @pytest.mark.parametrize(
        ("make", "fault"),
        [
            (pdf_bomb, "demanding"),
            (partial(pdf_bomb, layers=2), "demanding"),
            (partial(pdf_bomb, picture=True), "demanding"),
            (partial(pdf_bomb, picture=True, megabytes=110), ""),
            (partial(pdf_bomb, megabytes=30), ""),
        ],
        ids=["300 MB", "packed twice", "a picture", "a sheet of A4 scanned at 600 dpi", "30 MB"],
    )
    def test_a_stream_that_becomes_too_much_is_refused_though_no_page_shows_it(
        self, guard: Guard, make: Callable[[], bytes], fault: str
    ) -> None:
        data = make()
        assert len(data) < 400_000
        assert guard.decode(data)[0].fault == fault


class TestDeath:
    """Programs that stand in for a decoder with a hole: what they do to themselves is the file's fault."""

    @pytest.mark.parametrize(
        "deed",
        [
            "os.kill(os.getpid(), signal.SIGSEGV)",
            "os.kill(os.getpid(), signal.SIGKILL)",
            "os._exit(139)",
            "print('{}')",
            "print('nonsense')",
            """print('{"kind": "jpg", "renditions": [' + MADE % 3 + ']}', 'xyz', sep='\\n')""",
            """print('{"kind": "jpg", "renditions": [' + MADE % -3 + ']}', 'xyz', sep='\\n')""",
            """print('{"kind": "pdf", "renditions": [' + MADE % 3 + ']}', 'xyz', sep='\\n')""",
            """print('{"kind": "evil"}')""",
        ],
    )
    def test_it_is_told_of_the_file_and_the_next_is_read(self, tmp_path: Path, deed: str) -> None:
        program = tmp_path / "program.py"
        program.write_text(
            "import os, signal, sys\n"
            """MADE = '{"form": "jpg", "width": 1, "height": 1, "size": %d, "digest": ""}'\n"""
            "for line in sys.stdin.buffer:\n"
            "    data = sys.stdin.buffer.read(int(line.split()[1]))\n"
            f"    if data == b'bad':\n        {deed}\n"
            """    else:\n        print('{"kind": "pdf"}')\n"""
            "    sys.stdout.flush()\n"
        )
        with Guard(program=(str(program),)) as guard:
            assert guard.decode(b"good") == (Content("pdf"), ())
            assert guard.decode(b"bad") == (Content("other", "demanding"), ())
            assert guard.decode(b"good") == (Content("pdf"), ())

    def test_who_never_answers_is_killed(self, tmp_path: Path) -> None:
        program = tmp_path / "program.py"
        program.write_text("import time\ntime.sleep(60)\n")
        with Guard(0.5, (str(program),)) as guard:
            began = time.monotonic()
            assert guard.decode(b"x" * 1_000_000)[0].fault == "demanding"
            assert time.monotonic() - began < 10

    @pytest.mark.skipif(sys.platform != "linux", reason="other systems limit otherwise")
    def test_what_works_without_end_has_its_time_of_the_processor(self, tmp_path: Path) -> None:
        """A second more for each file, however many there have been; waiting takes nothing of it."""
        program = tmp_path / "program.py"
        program.write_text(
            "import sys, time\nfrom pathlib import Path\n"
            "sys.path.insert(0, str(Path.cwd()))\n"
            "from generator.decoding.worker import allot\n"
            "for line in sys.stdin.buffer:\n"
            "    data = sys.stdin.buffer.read(int(line.split()[1]))\n"
            "    allot(1)\n"
            "    until = time.process_time() + 0.8\n"
            "    while data == b'hard' and time.process_time() < until: pass\n"
            "    while data == b'endless': pass\n"
            "    if data == b'idle': time.sleep(2.5)\n"
            """    print('{"kind": "pdf"}', flush=True)\n"""
        )
        with Guard(program=(str(program),)) as guard:
            for data in (b"hard", b"idle", b"hard", b"hard"):
                assert guard.decode(data) == (Content("pdf"), ())
            assert 2.4 <= guard.used < 3.5
            assert guard.decode(b"endless")[0].fault == "demanding"
            assert 2.4 + 2 <= guard.used < 3.5 + 4, "tried twice, since it may have been the others' fault"

    @pytest.mark.skipif(sys.platform != "linux", reason="other systems limit otherwise")
    def test_a_worker_can_write_nothing_and_take_little(self, tmp_path: Path) -> None:
        program = tmp_path / "program.py"
        program.write_text(
            "import sys\nfrom pathlib import Path\n"
            "sys.path.insert(0, str(Path.cwd()))\n"
            "from generator.decoding.worker import confine\nconfine()\n"
            "sys.stdin.buffer.readline(), sys.stdin.buffer.read(1)\n"
            "faults = 0\n"
            f"try:\n    Path({str(tmp_path)!r}, 'x').write_bytes(b'x')\nexcept OSError:\n    faults += 1\n"
            "try:\n    bytearray(600 << 20)\nexcept MemoryError:\n    faults += 1\n"
            """print('{"kind": "pdf", "width": %d}' % faults, flush=True)\n"""
        )
        with Guard(program=(str(program),)) as guard:
            assert guard.decode(b"x")[0].width == 2


@settings(max_examples=120, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_damage_gets_past_the_guard(guard: Guard, data: st.DataObject) -> None:
    """Whatever becomes of real files, the answer is a Content, and a picture without a fault has its renditions."""
    whole = data.draw(st.sampled_from([jpeg(), png(), webp(), tagged(), pdf(), docx(), xlsx()]))
    damaged = bytearray(whole[: data.draw(st.integers(12, len(whole)))])
    for _ in range(data.draw(st.integers(0, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    content, blobs = guard.decode(bytes(damaged))
    assert len(blobs) == len(content.renditions)
    if content.kind in {"jpg", "png", "webp"} and not content.fault:
        assert all(Image.open(io.BytesIO(blob)).size > (0, 0) for blob in blobs)
