"""Which files of studios and school reach the site: what a public page names and what has passed, nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.core.pipeline import Prepared, prepare
from generator.decoding import Decoder
from generator.website.build import build
from generator.website.fault import WebsiteError
from tests.decoding.making import IDENTITY, MADE, pdf
from tests.golden.overlay import lay_school
from tests.stocked import stocked
from tests.website.small import tree

DAY = date(2026, 1, 20)
FILES = "studios/hong/files"
FORM = "content/notices/2026/files/form.pdf"
WITH_PICTURE = f"""
=== {FILES}/square.jpg (made tagged)
=== studios/hong/profile.md (change)
+成品：![打磨好的"角尺" <b>](files/square.jpg)
"""
NOTICE = """
=== content/notices/2026/files/form.pdf (made jumping_pdf)
=== content/notices/2026/call.md
---
title: 关于申报工作的通知
kind: 通知
published: 2026-01-05
signed: 2026-01-05
issuers: [小镇职业学校]
attachments:
  - title: 申报表
    file: files/form.pdf
---
现将有关事项通知如下。
"""


def school(tmp_path: Path, overlay: str = "") -> Prepared:
    """The tiny school with changes, its files decoded."""
    lay_school(tmp_path / "school", overlay)
    stocked(tmp_path / "school")
    return prepared(tmp_path)


def prepared(tmp_path: Path, day: date = DAY) -> Prepared:
    return prepare(tmp_path / "school", day, decode=Decoder(tmp_path.parent / "decoded"))


def built(given: Prepared) -> dict[str, bytes]:
    """The finished site by address."""
    target = given.root.with_name(f"site-{len(list(given.root.parent.iterdir()))}")
    build(given, target)
    return tree(target)


def files(site: dict[str, bytes]) -> list[str]:
    """The last part of the address of every file below files/."""
    return sorted(address.rpartition("/")[2] for address in site if address.startswith("files/"))


def test_evidence_is_published_byte_for_byte_under_its_digest_and_linked(tmp_path: Path) -> None:
    given = school(tmp_path)
    site = built(given)
    digest = given.sources.files[f"{FILES}/certificate.pdf"].digest
    address = f"files/{digest[:16]}/certificate.pdf"
    assert site[address] == pdf()
    assert files(site) == ["certificate.pdf"]
    page = site["achievements/hong/cup.html"].decode()
    assert f'href="../../{address}"' in page
    assert f"sha256 {digest[:16]}" in page


def test_a_picture_in_prose_is_shown_without_what_the_camera_wrote(tmp_path: Path) -> None:
    site = built(school(tmp_path, WITH_PICTURE))
    page = site["studios/hong/index.html"].decode()
    assert '<img src="../../files/' in page
    assert 'width="30" height="40" alt="打磨好的&quot;角尺&quot; &lt;b&gt;" loading="lazy"' in page
    assert files(site) == ["certificate.pdf", "square.jpg", "square.webp"]
    assert not any(b"Hong Camera" in content or b"HIDDEN-TAIL" in content for content in site.values())


def test_evidence_may_be_a_picture(tmp_path: Path) -> None:
    overlay = f"""
=== -{FILES}/certificate.pdf
=== {FILES}/certificate.png (made png)
=== studios/hong/achievements/2025/cup.md (change)
-    file: certificate.pdf
+    file: certificate.png
"""
    site = built(school(tmp_path, overlay))
    assert files(site) == ["certificate.jpg", "certificate.webp"]
    assert MADE["png"]() not in site.values()
    assert 'loading="lazy"' in site["achievements/hong/cup.html"].decode()


@pytest.mark.parametrize(
    "made", ["identity_pdf", "remarked_pdf", "scripted_pdf", "locked_pdf", "png", "bomb", "noise", "cut_jpeg"]
)
def test_nothing_of_a_refused_file_is_in_the_site(tmp_path: Path, made: str) -> None:
    given = school(tmp_path, f"=== {FILES}/certificate.pdf (made {made})\n")
    assert [found.where.path for found in given.problems if found.is_error] == [f"{FILES}/certificate.pdf"]
    site = built(given)
    assert files(site) == []
    assert given.sources.files[f"{FILES}/certificate.pdf"].size
    data = (given.root / FILES / "certificate.pdf").read_bytes()
    assert not any(data in content or IDENTITY.encode() in content for content in site.values())
    assert "download>" not in site["achievements/hong/cup.html"].decode()


def test_a_picture_that_is_refused_leaves_its_text_standing(tmp_path: Path) -> None:
    site = built(school(tmp_path, WITH_PICTURE.replace("made tagged", "made cut_jpeg")))
    page = site["studios/hong/index.html"].decode()
    assert "成品：" in page
    assert "square" not in page
    assert files(site) == ["certificate.pdf"]


def test_a_file_that_no_record_names_is_not_published(tmp_path: Path) -> None:
    site = built(school(tmp_path, f"=== {FILES}/other.pdf (made jumping_pdf)\n"))
    assert files(site) == ["certificate.pdf"]


class TestNotices:
    def test_an_attachment_is_published_with_its_whole_digest(self, tmp_path: Path) -> None:
        given = school(tmp_path, NOTICE)
        site = built(given)
        digest = given.sources.files[FORM].digest
        assert site[f"files/{digest[:16]}/form.pdf"] == MADE["jumping_pdf"]()
        assert digest in site["notices/call.html"].decode()

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("kind: 通知", "kind: 通知\nscope: 校内"),
            ("kind: 通知", "kind: 通知\ntaken_down: {date: 2026-01-19, reason: 期满}"),
            ("2026-01-05", "2026-02-05"),
        ],
        ids=["internal", "taken down", "to come"],
    )
    def test_that_of_one_that_is_not_public_is_not(self, tmp_path: Path, old: str, new: str) -> None:
        given = school(tmp_path, NOTICE.replace(old, new))
        assert FORM in given.dataset.contents
        site = built(given)
        assert "form.pdf" not in files(site)
        assert MADE["jumping_pdf"]() not in site.values()

    def test_personal_data_in_one_is_the_schools_fault(self, tmp_path: Path) -> None:
        given = school(tmp_path, NOTICE.replace("made jumping_pdf", "made identity_pdf"))
        assert [found.where.path for found in given.problems if found.is_error] == [FORM]
        assert given.blocked


class TestTakenDown:
    """What is taken down leaves the standing site too, and the next build of it leaves nothing behind."""

    NAME = "李名单"
    LISTED = NOTICE.replace("现将有关事项通知如下。", f"{NAME}等三人。").replace(
        "attachments:", f"groups: [{{title: 名单, columns: [姓名], rows: [[{NAME}]]}}]\nattachments:"
    )

    def test_a_notice_leaves_its_number_its_days_and_the_reason(self, tmp_path: Path) -> None:
        target = tmp_path / "site"
        build(school(tmp_path, self.LISTED), target)
        before = tree(target)
        assert self.NAME.encode() in before["notices/call.html"]
        assert "form.pdf" in files(before)
        path = tmp_path / "school/content/notices/2026/call.md"
        text = path.read_text(encoding="utf-8")
        taken = "kind: 通知\ntaken_down: {date: 2026-01-19, reason: 名单期满}"
        path.write_text(text.replace("kind: 通知", taken), encoding="utf-8")
        build(prepared(tmp_path), target)
        site = tree(target)
        assert files(site) == ["certificate.pdf"]
        for said in (self.NAME.encode(), MADE["jumping_pdf"]()):
            assert not any(said in content for content in site.values())
        page = site["notices/call.html"].decode()
        assert "名单期满" in page
        assert "2026年1月19日" in page
        assert not any(self.NAME.encode() in content for name, content in site.items() if name.startswith("n"))

    def test_a_studios_record_takes_its_pictures_and_documents_along(self, tmp_path: Path) -> None:
        target = tmp_path / "site"
        given = school(tmp_path, WITH_PICTURE)
        build(given, target)
        renditions = [each for each in tree(target) if each.startswith("files/")]
        assert len(renditions) == 3
        hong = tmp_path / "school/studios/hong"
        (hong / "achievements/2025/cup.md").unlink()
        (hong / "files/certificate.pdf").unlink()
        profile = (hong / "profile.md").read_text(encoding="utf-8")
        (hong / "profile.md").write_text(profile.partition("成品：")[0], encoding="utf-8")
        build(prepared(tmp_path), target)
        site = tree(target)
        assert files(site) == []
        assert not any("cup" in name for name in site)
        linked = [name for name, content in site.items() for each in renditions if each.encode() in content]
        assert linked == []


def test_a_file_that_is_exchanged_after_it_was_checked_stops_the_build(tmp_path: Path) -> None:
    given = school(tmp_path)
    (given.root / FILES / "certificate.pdf").write_bytes(MADE["identity_pdf"]())
    with pytest.raises(WebsiteError):
        built(given)


def test_two_builds_are_the_same_whatever_is_cached(tmp_path: Path) -> None:
    first = built(school(tmp_path, WITH_PICTURE))
    (tmp_path / "school/.cache").unlink()
    assert built(prepare(tmp_path / "school", DAY, decode=Decoder(tmp_path / "anew"))) == first
