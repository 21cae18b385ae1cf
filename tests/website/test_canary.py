"""A mark in everything that is internal, and no byte of the site that holds it, packed files included."""

from __future__ import annotations

import base64
import gzip
import io
import re
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from generator.core.compute.log import logs
from generator.core.pipeline import Prepared, prepare
from generator.core.records.assessment import Assessment
from generator.core.records.log import INTERNAL
from generator.core.records.register import Consent, RegisterEntry
from generator.core.records.waiver import Waiver
from generator.decoding import Decoder
from generator.website.build import build
from tests.golden.case import AS_OF
from tests.golden.overlay import lay_school
from tests.stocked import stocked
from tests.website.small import tree

MARK = "金丝雀在此"
LATIN = "canary7q"
"""The same where only letters and digits may stand: names of files and ids."""
SALTS = ("5a17" * 8, "7a1f" * 8)
OVERLAY = f"""\
=== studios/hong/files/{LATIN}.jpg (made marked)
=== studios/hong/files/other.jpg (made marked)
=== studios/hong/files/square.png (made marked_png)
=== studios/hong/profile.md (change)
+![打磨好的角尺](files/square.png)
=== content/notices/2026/files/down.pdf (made pdf)
=== content/notices/2026/files/down.docx (made docx)
=== content/people.yml
people:
  - {{id: p101, birth_date: 1907-07-06, conduct: {MARK}一, health: {MARK}二, publish: 全名, note: {MARK}三}}
  - {{id: p977, note: {MARK}}}
  - {{id: p978, note: {MARK}}}
=== content/consents.yml
consents:
  - {{id: {LATIN}, person: p101, uses: [姓名], register_number: {MARK}, since: 2025-06-01, until: 2029-09-19,
     pictures: [studios/hong/files/{LATIN}.jpg]}}
=== content/waivers.yml
waivers:
  - {{code: W101, path: content, reason: {MARK}, until: 2026-09-17}}
=== studios/hong/waivers.yml
waivers:
  - {{code: D701, reason: {MARK}, until: 2026-09-17}}
=== content/assessments/2025/hong.yml (change)
-reviewers: [p901, p902]
+reviewers: [p977, p978]
@@
-note: 第二位评审人事后补交了意见。
+note: {MARK}
=== content/notices/2026/grades-proposed.md (change)
 signed: 2026-01-05
+salt: 00112233445566778899aabbccddeeff
=== content/notices/2026/grades-result.md (change)
 signed: 2026-01-13
+salt: ffeeddccbbaa99887766554433221100
=== content/notices/2026/files/{LATIN}.pdf (made marked_pdf)
=== content/notices/2026/{LATIN}-list.csv
单位,{MARK}
{MARK},{MARK}
=== content/notices/2026/{LATIN}.md
---
title: {MARK}的通知
kind: 通知
scope: 校内
issuers: [小镇职业学校]
published: 2026-01-06
signed: 2026-01-06
contacts: [{{office: planning, person: {MARK}, approved_by: {MARK}}}]
attachments: [{{title: {MARK}, file: files/{LATIN}.pdf}}]
groups: [{{title: {MARK}, file: {LATIN}-list.csv}}]
salt: {SALTS[0]}
---
{MARK}
=== content/notices/2026/approved.md
---
title: 关于联系方式的通知
kind: 通知
issuers: [小镇职业学校]
published: 2026-01-07
signed: 2026-01-07
contacts: [{{office: planning, phone: 138 0013 8000, approved_by: {MARK}}}]
salt: 33221100ffeeddccbbaa998877665544
---
请各系照办。
=== content/notices/2026/down.md
---
title: 关于名单的通知
kind: 通知
issuers: [小镇职业学校]
published: 2026-01-08
signed: 2026-01-08
groups: [{{title: {MARK}, columns: [单位, 说明], rows: [[{MARK}, {MARK}]]}}]
attachments: [{{title: {MARK}, file: files/down.pdf}}, {{title: {MARK}, file: files/down.docx}}]
salt: {SALTS[1]}
---
{MARK}
=== content/log (logged 2026-01-10)
=== content/notices/2026/down.md (change)
 signed: 2026-01-08
+taken_down: {{date: 2026-01-19, reason: 依规定撤下}}
=== content/log (logged 2026-01-20)
"""
OTHERS = ("1907-07-06", "1907年7月6日", "p977", "p978", "2029-09-19", "2026-09-17", *SALTS)
"""What is internal and no free text: a birth date, who marked, until when."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    root = tmp_path_factory.mktemp("canary") / "school"
    lay_school(root, OVERLAY)
    return prepare(stocked(root), AS_OF, decode=Decoder(root.with_name("cache")))


@pytest.fixture(scope="module")
def site(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    target = tmp_path_factory.mktemp("canary") / "site"
    assert build(prepared, target).written is not None
    return tree(target)


def test_every_field_that_is_internal_has_the_mark(prepared: Prepared) -> None:
    """A field that comes later must be put into the overlay, or stand here as one that is no text of its own."""
    assert not prepared.errors, prepared.problems
    internal: list[tuple[str, type[BaseModel]]] = [
        ("content/people.yml", RegisterEntry),
        ("content/consents.yml", Consent),
        ("content/waivers.yml", Waiver),
    ]
    for path, model in internal:
        text = (prepared.root / path).read_text(encoding="utf-8")
        assert {field for field in model.model_fields if f"{field}: " not in text} <= {"guardian", "withdrawn"}
    assert {name for name, field in Assessment.model_fields.items() if "不公开" in (field.description or "")} == {
        *("reviewers", "note")
    }
    assert {entry.record.scope for entry in prepared.dataset.notices.values()} == {"公开", "校内"}


def test_no_byte_of_the_site_holds_what_is_internal(prepared: Prepared, site: dict[str, bytes]) -> None:
    rows = logs(prepared.dataset)[INTERNAL]
    digests = [row.line.record for row in rows if row.line] + [row.line.source for row in rows if row.line]
    assert len(digests) == 2
    wanted = [form for mark in (MARK, LATIN, *OTHERS, *digests) for form in forms(mark)]
    assert "notices/approved.html" in site
    assert "notices/down.html" in site
    assert any(b"00112233445566778899aabbccddeeff" in data for data in site.values())  # the salt of a public notice
    assert [name for name in site if LATIN in name] == []
    assert sorted(name.rpartition("/")[2] for name in site if name.startswith("files/")) == [
        *("certificate.pdf", "square.jpg", "square.webp")  # of all that was decoded
    ]
    for path in ("studios/hong/files/square.png", "content/notices/2026/files/down.docx"):
        original = (prepared.root / path).read_bytes()
        assert path in prepared.sources.files
        assert not any(original in data for data in site.values())
    held = {name: mark for name, data in site.items() for piece in unpacked(data) for mark in wanted if mark in piece}
    assert held == {}


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress], ids=["gzip", "zlib"])
def test_the_search_sees_into_packed_files(pack: object) -> None:
    assert callable(pack)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.gz", pack(f"<p>{MARK}</p>".encode()))
    assert any(MARK.encode() in piece for piece in unpacked(packed.getvalue()))
    for written in (MARK, urllib.parse.quote(MARK), "".join(f"&#{ord(each)};" for each in MARK)):
        assert any(form in written.encode() for form in forms(MARK))


def forms(mark: str) -> Iterator[bytes]:
    """A mark as it may stand in a file: as it is, and escaped for addresses, HTML, JSON, XML; in other encodings."""
    yield mark.encode()
    yield urllib.parse.quote(mark).encode()
    yield "".join(f"&#{ord(each)};" for each in mark).encode()
    yield "".join(f"&#x{ord(each):x};" for each in mark).encode()
    yield mark.encode("unicode_escape")
    yield mark.encode("utf-16-le")
    yield mark.encode("gb18030")
    yield base64.b64encode(mark.encode())[:-4]


def unpacked(data: bytes) -> Iterator[bytes]:
    """A file, and whatever is packed in it, to any depth: ZIP archives, gzip, and streams of PDF or PNG."""
    yield data
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from unpacked(archive.read(name))
    elif data.startswith(b"\x1f\x8b"):
        yield from unpacked(gzip.decompress(data))
    else:
        for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
            try:
                inner = zlib.decompressobj().decompress(data[found.start() :])
            except zlib.error:
                continue
            if inner:
                yield from unpacked(inner)
