"""Only regular files of known kinds are read, never through links, within limits."""

from __future__ import annotations

import os
import socket
from contextlib import chdir
from pathlib import Path

import pytest

from generator.core.source import (
    STUDIO_FILES,
    STUDIO_LINES,
    STUDIO_TEXT,
    STUDIOS,
    Read,
    Sources,
    read_file,
    read_sources,
)

HONG = "studios/hong"


def write(root: Path, path: str, data: str | bytes = "") -> Path:
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data.encode() if isinstance(data, str) else data)
    return place


def told(sources: Sources) -> list[tuple[str, str, str]]:
    """Code, hint and path of each problem."""
    return [(found.code.id, found.hint, found.where.path) for found in sources.problems]


def test_files_of_studios_and_of_the_school(tmp_path: Path) -> None:
    write(tmp_path, f"{HONG}/studio.yml", "short: 钳工\n")
    write(tmp_path, f"{HONG}/files/plan.pdf", b"%PDF")
    write(tmp_path, "content/site.yml", "name: x\n")
    write(tmp_path, "content/pages/about.md", "MkDocs' own\n")
    write(tmp_path, "content/log/notices.jsonl", "{}\n")

    sources = read_sources(tmp_path)

    assert sources.problems == ()
    assert sources.studios == ("hong",)
    log, pdf = "content/log/notices.jsonl", f"{HONG}/files/plan.pdf"
    assert sorted(sources.files) == [log, "content/site.yml", pdf, f"{HONG}/studio.yml"]
    assert (sources.files[log].text, sources.files[log].data) == (None, b"{}\n")
    assert (sources.files[pdf].text, sources.files[pdf].data) == (None, None)
    assert sources.line(f"{HONG}/studio.yml", 1) == "short: 钳工"
    assert [sources.line(*place) for place in [(f"{HONG}/studio.yml", 2), ("nowhere.yml", 1)]] == [None, None]


def test_an_empty_repository_has_neither_files_nor_problems(tmp_path: Path) -> None:
    assert read_sources(tmp_path) == Sources({}, (), ())


@pytest.mark.parametrize("data", [b"a: b\nc: d\n", b"\xef\xbb\xbfa: b\nc: d\n", b"a: b\r\nc: d\r\n", b"a: b\rc: d\r"])
def test_byte_order_marks_and_line_ends_of_other_systems_are_accepted(tmp_path: Path, data: bytes) -> None:
    write(tmp_path, f"{HONG}/studio.yml", data)
    assert read_sources(tmp_path).files[f"{HONG}/studio.yml"].text == "a: b\nc: d\n"


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        ("名称: 张三\n".encode("gbk"), 1, 1),
        (b"name: abc\nshort: \xff\n", 2, 8),
        ("name: 钳工\r\nshort: 钳".encode() + b"\xff\r\n", 2, 9),
        (b"\xef\xbb\xbfname: \xff\n", 1, 7),
    ],
    ids=["gbk", "byte", "windows", "mark"],
)
def test_text_that_is_not_utf_8(tmp_path: Path, data: bytes, line: int, column: int) -> None:
    write(tmp_path, f"{HONG}/studio.yml", data)
    [found] = read_sources(tmp_path).problems
    assert (found.code.id, found.where.line, found.where.column) == ("R104", line, column)


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u202e", "U+202E"),
        ("\u200b", "U+200B"),
        ("\xad", "U+00AD"),
        ("\u061c", "U+061C"),
        ("\ufeff", "U+FEFF"),
        ("\u2066", "U+2066"),
        ("\x1b", "U+001B"),
        ("\x00", "U+0000"),
        ("\x85", "U+0085"),
        ("\u2028", "U+2028"),
        ("\U000e0041", "U+E0041"),
    ],
)
def test_characters_that_nobody_sees(tmp_path: Path, character: str, name: str) -> None:
    write(tmp_path, f"{HONG}/studio.yml", f"short: 钳工\nname: 洪{character}师傅\n")
    [found] = read_sources(tmp_path).problems
    assert (found.code.id, found.where.line, found.where.column) == ("R105", 2, 8)
    assert dict(found.args) == {"character": name}


def test_rare_characters_and_minority_scripts_are_text(tmp_path: Path) -> None:
    text = "name: 𠮷𰻝·阿依古丽 བོད་ ئۇيغۇر 﨑\n"
    write(tmp_path, f"{HONG}/studio.yml", text)
    assert read_sources(tmp_path).files[f"{HONG}/studio.yml"].text == text


class TestWhatIsNotAFile:
    def test_links_are_not_followed(self, tmp_path: Path) -> None:
        secret = write(tmp_path, "secret.md", "token\n")
        (tmp_path / HONG).mkdir(parents=True)
        (tmp_path / HONG / "profile.md").symlink_to(secret)
        (tmp_path / HONG / "loop").symlink_to(".")
        (tmp_path / HONG / "gone.md").symlink_to("nowhere")
        (tmp_path / "studios" / "twin").symlink_to("hong")
        (tmp_path / "content").mkdir()
        (tmp_path / "content" / "site.yml").symlink_to(secret)
        (tmp_path / "content" / "notices").symlink_to("..")

        sources = read_sources(tmp_path)

        assert sources.files == {}
        assert sorted(told(sources)) == [
            ("R101", "hint", "content/notices"),
            ("R101", "hint", "content/site.yml"),
            ("R101", "hint", f"{HONG}/gone.md"),
            ("R101", "hint", f"{HONG}/loop"),
            ("R101", "hint", f"{HONG}/profile.md"),
            ("R101", "hint", "studios/twin"),
        ]

    @pytest.mark.parametrize("folder", ["studios", "content"])
    def test_the_two_folders_themselves_are_no_links(self, tmp_path: Path, folder: str) -> None:
        write(tmp_path, "elsewhere/hong/studio.yml", "a: b\n")
        (tmp_path / folder).symlink_to("elsewhere")
        assert read_sources(tmp_path).files == {}
        assert told(read_sources(tmp_path)) == [("R101", "hint", folder)]

    def test_pipes_and_sockets_are_not_waited_for(self, tmp_path: Path) -> None:
        (tmp_path / HONG).mkdir(parents=True)
        os.mkfifo(tmp_path / HONG / "studio.yml")
        with chdir(tmp_path / HONG), socket.socket(socket.AF_UNIX) as listener:
            listener.bind("profile.md")
        assert told(read_sources(tmp_path)) == [
            ("R109", "hint", f"{HONG}/profile.md"),
            ("R102", "hint", f"{HONG}/studio.yml"),
        ]

    def test_a_folder_is_no_record_whatever_its_name(self, tmp_path: Path) -> None:
        (tmp_path / HONG / "studio.yml").mkdir(parents=True)
        (tmp_path / "content" / "site.yml").mkdir(parents=True)
        assert read_sources(tmp_path).files == {}


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("index.html", "hint_page"),
        ("app.js", "hint_program"),
        ("logo.svg", "hint_vector"),
        ("CNAME", "hint_host"),
        ("studio.yaml", "hint_rename"),
        ("members.xlsx", "hint_table"),
        ("achievements/2025/cup.pdf", "hint_files"),
        ("profile.MD", "hint_case"),
        ("files/plan.PDF", "hint_case"),
        ("files/run.exe", "hint_program"),
        ("sw.js", "hint_program"),
        ("feed.xml", "hint_program"),
        ("style.css", "hint_program"),
        ("404.html", "hint_host"),
        ("_headers", "hint_host"),
        ("_redirects", "hint_host"),
        (".htaccess", "hint_host"),
        (".nojekyll", "hint_host"),
        ("files/robots.txt", "hint_host"),
        ("files/Page.HTM", "hint_page"),
        (".git", "hint_git"),
        (".gitattributes", "hint_git"),
        (".gitmodules", "hint_git"),
        (".lfsconfig", "hint_git"),
        (".mailmap", "hint_git"),
        (".gitlab-ci.yml", "hint_workflow"),
        ("CODEOWNERS", "hint_workflow"),
        (".env", "hint_hidden"),
        ("files/plan", "hint"),
    ],
)
def test_kinds_of_files_that_are_not_taken(tmp_path: Path, path: str, hint: str) -> None:
    write(tmp_path, f"{HONG}/{path}")
    assert told(read_sources(tmp_path)) == [("R102", hint, f"{HONG}/{path}")]


@pytest.mark.parametrize(("folder", "hint"), [(".github", "workflow"), (".git", "git"), (".vscode", "hidden")])
def test_folders_of_settings_are_refused_as_one_and_not_entered(tmp_path: Path, folder: str, hint: str) -> None:
    write(tmp_path, f"{HONG}/{folder}/workflows/site.yml", "on: push\n")
    write(tmp_path, f"studios/{folder}/site.yml", "on: push\n")
    sources = read_sources(tmp_path)
    assert told(sources) == [
        ("R102", f"hint_{hint}", f"studios/{folder}"),
        ("R102", f"hint_{hint}", f"{HONG}/{folder}"),
    ]
    assert sources.files == {}


@pytest.mark.parametrize(
    ("name", "hint", "meant"),
    [
        ("con.pdf", "hint_reserved", "my-con.pdf"),
        ("AUX.pdf", "hint_reserved", "my-AUX.pdf"),
        ("nul", "hint_reserved", "my-nul"),
        ("com1.tar.pdf", "hint_reserved", "my-com1.tar.pdf"),
        ("LPT9.pdf", "hint_reserved", "my-LPT9.pdf"),
        ("com¹.pdf", "hint_reserved", "my-com¹.pdf"),
        ("plan.pdf.", "hint_end", "plan.pdf"),
        ("plan.pdf ", "hint_end", "plan.pdf"),
        (" plan.pdf", "hint_end", "plan.pdf"),
        ("why?.pdf", "hint_sign", "why-.pdf"),
        ("a\\..\\x.pdf", "hint_sign", "a-..-x.pdf"),
        ("e\u0301.pdf", "hint_composed", "é.pdf"),
        ("c\u0435rt.pdf", "hint_lookalike", "cert.pdf"),
        ("ｃert.pdf", "hint_lookalike", "cert.pdf"),
        ("plan\uff0epdf", "hint_lookalike", "plan.pdf"),
    ],
)
def test_names_that_not_every_computer_can_have(tmp_path: Path, name: str, hint: str, meant: str) -> None:
    write(tmp_path, f"{HONG}/files/{name}")
    sources = read_sources(tmp_path)
    assert told(sources) == [("R131", hint, f"{HONG}/files/{name}")]
    assert dict(sources.problems[0].args)["meant"] == meant


@pytest.mark.parametrize(
    "name",
    ["console.pdf", "complan.pdf", "com10.pdf", "证书 (1).pdf", "α.pdf", "𠮷.pdf", "·.pdf", "é.pdf"],
)
def test_names_that_only_look_strange_are_taken(tmp_path: Path, name: str) -> None:
    write(tmp_path, f"{HONG}/files/{name}")
    assert told(read_sources(tmp_path)) == []


def test_two_names_that_are_one_elsewhere(tmp_path: Path) -> None:
    for name in ("Plan.pdf", "PLAN.pdf", "plan.pdf", "straße.pdf", "STRASSE.pdf"):
        write(tmp_path, f"{HONG}/files/{name}")
    sources = read_sources(tmp_path)
    assert told(sources) == [
        ("R132", "hint", f"{HONG}/files/Plan.pdf"),
        ("R132", "hint", f"{HONG}/files/plan.pdf"),
        ("R132", "hint", f"{HONG}/files/straße.pdf"),
    ]
    assert [found.related[0].path for found in sources.problems[:2]] == [f"{HONG}/files/PLAN.pdf"] * 2


@pytest.mark.parametrize("path", ["files/plan.pdf", "studio.yml", "files/photo.jpg"])
def test_a_pointer_of_git_lfs_is_no_file(tmp_path: Path, path: str) -> None:
    write(tmp_path, f"{HONG}/{path}", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n")
    assert told(read_sources(tmp_path)) == [("R133", "hint", f"{HONG}/{path}")]


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "~$plan.docx", "studio.yml~", "a.tmp", "__MACOSX/x.yml"])
def test_what_systems_leave_behind_is_skipped_with_a_warning(tmp_path: Path, name: str) -> None:
    write(tmp_path, f"{HONG}/{name}")
    [found] = read_sources(tmp_path).problems
    assert (found.code.id, found.is_error, found.where.path) == ("R110", False, f"{HONG}/{name.split('/')[0]}")


def test_what_is_no_studio_folder(tmp_path: Path) -> None:
    write(tmp_path, "studios/Wang/studio.yml")
    write(tmp_path, "studios/notes.md")
    write(tmp_path, "studios/.DS_Store")
    sources = read_sources(tmp_path)
    assert sources.studios == ()
    assert told(sources) == [("R102", "hint_studio_folder", "studios/notes.md"), ("R106", "hint_meant", "studios/Wang")]


class TestPagesByHand:
    """What MkDocs copies as it is: the rules of the rest, with the school's limits."""

    @pytest.mark.parametrize(
        ("name", "data", "code", "hint"),
        [
            ("page.html", "<p>", "R102", "hint_page"),
            ("sw.js", "", "R102", "hint_program"),
            ("extra.css", "", "R102", "hint_program"),
            ("plan.svg", "<svg/>", "R102", "hint_vector"),
            ("CNAME", "x.example", "R102", "hint_host"),
            ("_headers", "", "R102", "hint_host"),
            (".htaccess", "", "R102", "hint_host"),
            ("404.html", "", "R102", "hint_host"),
            (".gitattributes", "* export-ignore", "R102", "hint_git"),
            ("film.mp4", "", "R102", "hint"),
            ("about.txt", "", "R102", "hint"),
            ("a\u202eb.md", "", "R111", "hint"),
            ("nul.md", "", "R131", "hint_reserved"),
            ("help .md ", "", "R131", "hint_end"),
            ("help.", "", "R131", "hint_end"),
            ("x" * 190 + ".md", "", "R108", "hint"),
            ("help.md", "看不见\u200b的", "R105", "hint"),
            ("help.md", "换\u202e方向", "R105", "hint"),
            ("help.md", "中文".encode("gbk"), "R104", "hint_gbk"),
            ("help.md", b"PK\x03\x04word/", "R113", "hint_office"),
            ("plan.pdf", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "R133", "hint"),
        ],
    )
    def test_what_is_not_taken(self, tmp_path: Path, name: str, data: str | bytes, code: str, hint: str) -> None:
        write(tmp_path, f"content/pages/{name}", data)
        sources = read_sources(tmp_path)
        assert [found[:2] for found in told(sources)] == [(code, hint)]
        assert sources.pages == {}

    def test_a_place_is_shown(self, tmp_path: Path) -> None:
        write(tmp_path, "content/pages/help.md", "# 帮助\n\n看不见\u200b的\n")
        sources = read_sources(tmp_path)
        [found] = sources.problems
        assert (found.where.line, found.where.column) == (3, 4)
        assert dict(found.args) == {"character": "U+200B"}
        assert "看不见" in (sources.line("content/pages/help.md", 3) or "")

    def test_names_that_one_folder_cannot_hold(self, tmp_path: Path) -> None:
        write(tmp_path, "content/pages/Help.md", "a")
        write(tmp_path, "content/pages/help.md", "b")
        assert told(read_sources(tmp_path)) == [("R132", "hint", "content/pages/help.md")]

    def test_sizes_and_counts_are_ten_times_those_of_a_studio(self, tmp_path: Path) -> None:
        write(tmp_path, "content/pages/long.md", b"#" * (200 * 1024 + 1))
        assert told(read_sources(tmp_path)) == []
        write(tmp_path, "content/pages/longer.md", b"#" * (2000 * 1024 + 1))
        assert told(read_sources(tmp_path)) == [("R103", "hint", "content/pages/longer.md")]
        for number in range(STUDIO_FILES * 10):
            write(tmp_path, f"content/pages/many/{number}.md")
        assert ("R107", "hint", "content/pages") in told(read_sources(tmp_path))

    def test_documents_and_pictures_may_lie_anywhere(self, tmp_path: Path) -> None:
        for name in ("plan.pdf", "img/yard.jpg", "list.xlsx", "data.csv"):
            write(tmp_path, f"content/pages/{name}", b"x")
        sources = read_sources(tmp_path)
        assert sources.problems == ()
        assert len(sources.pages) == 4


class TestLimits:
    def test_a_studios_file_is_small_and_the_schools_ten_times_as_large(self, tmp_path: Path) -> None:
        write(tmp_path, f"{HONG}/studio.yml", b"#" * (256 * 1024 + 1))
        write(tmp_path, f"{HONG}/members.yml", b"#" * (256 * 1024))
        write(tmp_path, "content/site.yml", b"#" * (256 * 1024 + 1))
        assert told(read_sources(tmp_path)) == [("R103", "hint", f"{HONG}/studio.yml")]

    def test_a_sparse_giant_is_not_read(self, tmp_path: Path) -> None:
        with write(tmp_path, f"{HONG}/files/video.pdf").open("wb") as stream:
            stream.truncate(100 * 1024**3)
        assert told(read_sources(tmp_path)) == [("R103", "hint", f"{HONG}/files/video.pdf")]

    def test_what_lies_beside_the_studios_takes_no_studios_place(self, tmp_path: Path) -> None:
        """However much it is: it is told at a path that stops nobody."""
        write(tmp_path, f"{HONG}/studio.yml", "a: b\n")
        for number in range(STUDIOS + 100):
            write(tmp_path, f"studios/a{number}.txt")
        sources = read_sources(tmp_path)
        assert told(sources) == [("R107", "hint_studios", "studios/a0.txt")]
        assert not any(found.stops_the_site for found in sources.problems)
        assert sources.studios == ("hong",)

    def test_more_studios_than_are_read_are_nobodys_alone(self, tmp_path: Path) -> None:
        for number in range(STUDIOS + 1):
            (tmp_path / f"studios/a{number}").mkdir(parents=True)
        sources = read_sources(tmp_path)
        assert told(sources) == [("R107", "hint_studios", "studios")]
        assert sources.problems[0].stops_the_site

    def test_a_studio_as_a_whole_is_limited(self, tmp_path: Path) -> None:
        for number in range(3):
            with write(tmp_path, f"{HONG}/files/part-{number}.pdf").open("wb") as stream:
                stream.truncate(18 * 1024**2)
        sources = read_sources(tmp_path)
        assert told(sources) == [("R103", "hint_folder", HONG)]
        assert [path[-5] for path in sources.files] == ["0", "1"]

    def test_the_text_of_a_studio_is_limited_as_a_whole(self, tmp_path: Path) -> None:
        """The smallest are read, whatever their names; of others a studio knows nothing."""
        write(tmp_path, "studios/wen/studio.yml", "a: b\n")
        write(tmp_path, f"{HONG}/studio.yml", "a: b\n")
        write(tmp_path, f"{HONG}/files/plan.pdf", b"%PDF-1.4")
        for year in (2024, 2025):
            write(tmp_path, f"{HONG}/meetings/{year}.csv", b"#" * (STUDIO_TEXT - 100))
        sources = read_sources(tmp_path)
        assert told(sources) == [("R135", "hint", HONG)]
        assert [place.path for place in sources.problems[0].related] == [f"{HONG}/meetings/2025.csv"]
        assert sorted(sources.files) == [
            f"{HONG}/files/plan.pdf",
            f"{HONG}/meetings/2024.csv",
            f"{HONG}/studio.yml",
            "studios/wen/studio.yml",
        ]

    @pytest.mark.parametrize("row", ["a\n" * STUDIO_LINES, ",".join("a" * (STUDIO_LINES // 2 * 10 + 11)) + "\n"])
    def test_lines_are_counted_and_cells_too(self, tmp_path: Path, row: str) -> None:
        for year in (2024, 2025):
            write(tmp_path, f"{HONG}/meetings/{year}.csv", row)
        assert told(read_sources(tmp_path)) == [("R135", "hint_lines", HONG)]

    def test_files_are_counted(self, tmp_path: Path) -> None:
        for number in range(STUDIO_FILES + 5):
            write(tmp_path, f"{HONG}/files/{number:04}.pdf")
        sources = read_sources(tmp_path)
        assert told(sources) == [("R107", "hint", HONG)]
        assert len(sources.files) == STUDIO_FILES

    def test_sizes_are_added_up_before_anything_is_read(self, tmp_path: Path) -> None:
        """Of 60 MB of attachments a fifth is not opened; the records are."""
        write(tmp_path, f"{HONG}/studio.yml", "a: b\n")
        for number in range(6):
            with write(tmp_path, f"{HONG}/files/{number}.pdf").open("wb") as stream:
                stream.truncate(10 * 1024**2)
        opened: list[str] = []

        def noted(path: str, relative: str) -> Read:
            opened.append(Path(path).name)
            return read_file(path, relative)

        assert told(read_sources(tmp_path, read=noted)) == [("R103", "hint_folder", HONG)]
        assert opened == ["studio.yml", "0.pdf", "1.pdf", "2.pdf", "3.pdf"]

    def test_what_is_refused_counts_too(self, tmp_path: Path) -> None:
        """Nobody gets a message for each of twenty thousand files."""
        for number in range(STUDIO_FILES):
            write(tmp_path, f"{HONG}/files/{number:04}.html")
            (tmp_path / HONG / f"files/{number:04}.lnk.pdf").symlink_to("x")
        assert len(told(read_sources(tmp_path))) == STUDIO_FILES + 1

    @pytest.mark.parametrize("path", ["files/" + "很长" * 30 + ".pdf", "files/a/b/c/d/e.pdf"])
    def test_paths_are_neither_long_nor_deep(self, tmp_path: Path, path: str) -> None:
        write(tmp_path, f"{HONG}/{path}")
        assert told(read_sources(tmp_path)) == [("R108", "hint", f"{HONG}/{path}")]

    def test_depth_ends_before_the_file_system_does(self, tmp_path: Path) -> None:
        write(tmp_path, f"{HONG}/studio.yml", "a: b\n")
        with chdir(tmp_path / HONG):
            for _ in range(300):
                Path("d").mkdir()
                os.chdir("d")
        sources = read_sources(tmp_path)
        assert [code for code, _, _ in told(sources)] == ["R108"]
        assert list(sources.files) == [f"{HONG}/studio.yml"]


def test_archived_years_beside_their_record_are_not_looked_into(tmp_path: Path) -> None:
    """Their own manifests say what is in them; they are judged when the site shows them."""
    folder = tmp_path / "content" / "archive"
    (folder / "jiangpu-2025-v1" / "data" / "site").mkdir(parents=True)
    (folder / "jiangpu-2025-v1" / "data" / "site" / "index.html").write_text("<p>", "utf-8")
    (folder / "jiangpu-2024-v2.zip").write_bytes(b"PK\x03\x04")
    (folder / "2024.yml").write_text("versions: []\n", "utf-8")
    sources = read_sources(tmp_path)
    assert list(sources.files) == ["content/archive/2024.yml"]
    assert sources.problems == ()


def test_a_link_in_the_place_of_an_archived_year_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "archive"
    folder.mkdir(parents=True)
    (folder / "jiangpu-2024-v2.zip").symlink_to("/etc/passwd")
    assert [found.code.id for found in read_sources(tmp_path).problems] == ["R101"]
