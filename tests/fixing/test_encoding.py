"""Bytes become UTF-8 with line feeds where they can mean nothing else."""

from __future__ import annotations

import pytest

from tests.fixing.small import CUP, STUDIO, run

TEXT = "---\ntitle: 薄板焊接变形控制\ntype: 专利\ndate: 2025-03-05\n---\n获得授权，Φ25mm 钢管，误差 ±0.1℃。\n"


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16", "utf-8-sig"])
def test_a_file_in_another_encoding_is_utf8_then(encoding: str) -> None:
    mended = run(CUP, TEXT.encode(encoding))
    assert mended.after.decode() == TEXT
    assert mended.left == ()


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_are_line_feeds(end: str) -> None:
    assert run(CUP, TEXT.replace("\n", end).encode()).after.decode() == TEXT


def test_everything_at_once() -> None:
    mended = run(CUP, TEXT.replace("\n", "\r\n").replace(": ", "：").encode("gbk"))
    assert mended.after.decode() == TEXT
    assert dict(mended.done) == {"gb18030": 1, "line_ends": 1, "colons": 3}


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("big5", "ignore"),
        TEXT.encode()[:-40] + "乱".encode("gbk") + TEXT.encode()[-40:],  # GBK pasted into UTF-8
        TEXT.encode("utf-16-le"),  # no mark
        TEXT.encode("utf-32"),
        b"name: caf\xe9 \xa9\n",
        TEXT.encode("utf-16")[:-1],
        TEXT.encode().decode("gbk", "ignore").encode("gbk"),  # garbled once, and saved
        "---\ntitle: 锟斤拷锟斤拷\n".encode("gbk")[:-2] + b"\xff\n",
    ],
    ids=["big5", "mixed", "utf-16 without mark", "utf-32", "latin-1", "cut", "garbled", "no gbk"],
)
def test_what_is_doubtful_is_told_and_left(data: bytes) -> None:
    mended = run(CUP, data)
    assert not mended.changed
    assert {found.code.id for found in mended.left} & {"R104", "R105"}


def test_a_character_that_nobody_sees_is_left() -> None:
    mended = run(STUDIO, "short: 焊\u200b接\n".encode("utf-8-sig"))
    assert not mended.changed
    assert [found.code.id for found in mended.left] == ["R105"]


def test_a_list_beside_notices_gets_line_feeds() -> None:
    path = "content/notices/2026/names.csv"
    mended = run(path, '序号,名称\r\n1,"甲\r\n乙"\r\n'.encode())
    assert mended.after.decode() == '序号,名称\n1,"甲\n乙"\n'
    assert not run(path, mended.after).changed


def test_evidence_is_made_readable_and_kept_otherwise() -> None:
    path, text = "studios/hong/files/roster.csv", "姓名，得分\r\n洪师傅,９０ \r\n"
    assert run(path, text.encode("gbk")).after == text.replace("\r\n", "\n").encode()
    assert not run(path, text.encode("utf-8-sig")).changed
