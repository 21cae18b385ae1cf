"""Bags: what we write is judged by others, and any bag is judged by us."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.archive.pack import write_bag
from generator.bags.bag import Doubt, FaultKind, judge
from generator.bags.fault import ArchiveError
from generator.bags.files import files_at

PAYLOAD = {"site/index.html": b"<p>home</p>", "site/files/plan.pdf": b"%PDF-", "edition.json": b"{}\n"}
INFO = (("Source-Organization", "云岭职业学校"), ("Bagging-Date", "2026-01-10"))
HOW = {"HOW-TO-VERIFY.txt": "怎样核对\n".encode()}
Fault = tuple[FaultKind | Doubt, str]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    folder, _ = write_bag(tmp_path / "out", "year-v1", PAYLOAD, INFO, HOW)
    return folder


def found(path: Path) -> list[Fault]:
    with files_at(path) as files:
        return [(fault.kind, fault.path) for fault in judge(files)]


class TestOurs:
    """What we write."""

    def test_it_is_complete_and_unchanged(self, made: Path) -> None:
        assert found(made) == found(made.with_suffix(".zip")) == []

    def test_another_validator_accepts_it(self, made: Path) -> None:
        judge_of_others = [sys.executable, "-W", "ignore", "-m", "bagit", "--validate", str(made)]
        done = subprocess.run(judge_of_others, check=False, capture_output=True)
        assert done.returncode == 0, done.stderr

    @pytest.mark.parametrize("name", ["manifest-sha256.txt", "tagmanifest-sha256.txt", "manifest-sha512.txt"])
    def test_the_shells_own_program_does_too(self, made: Path, name: str) -> None:
        program = "sha512sum" if "512" in name else "sha256sum"
        assert subprocess.run([program, "--quiet", "-c", name], check=False, cwd=made).returncode == 0

    def test_the_zip_holds_the_same_files_as_they_are(self, made: Path) -> None:
        with ZipFile(made.with_suffix(".zip")) as archive:
            assert all(entry.compress_size == entry.file_size for entry in archive.infolist())
            held = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        there = {
            path.relative_to(made.parent).as_posix(): path.read_bytes() for path in made.rglob("*") if path.is_file()
        }
        assert held == there
        assert list(held) == sorted(held)

    def test_nothing_is_overwritten(self, made: Path) -> None:
        before = made.with_suffix(".zip").read_bytes()
        with pytest.raises(ArchiveError):
            write_bag(made.parent, made.name, {"a": b""}, INFO, {})
        shutil.rmtree(made)
        with pytest.raises(ArchiveError):
            write_bag(made.parent, made.name, {"a": b""}, INFO, {})
        assert made.with_suffix(".zip").read_bytes() == before
        assert [path.name for path in made.parent.iterdir()] == ["year-v1.zip"]

    def test_a_disk_that_is_full_leaves_nothing(self, tmp_path: Path) -> None:
        gone = tmp_path / "gone"  # it cannot be read once the bag is half written
        with pytest.raises(ArchiveError):
            write_bag(tmp_path / "out" / "below", "year-v1", {**PAYLOAD, "z": gone}, INFO, HOW)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.skipif(sys.platform == "win32", reason="no limits there")
    def test_nor_does_one_that_fills_up_at_the_zip(self, tmp_path: Path) -> None:
        limited = """
import resource, sys
from pathlib import Path
from generator.archive.pack import write_bag
from generator.bags.fault import ArchiveError
resource.setrlimit(resource.RLIMIT_FSIZE, (30000, 30000))
try:
    write_bag(Path(sys.argv[1]) / "out", "year-v1", {f"{n}": b"x" * 10000 for n in range(9)}, (), {})
except ArchiveError:
    sys.exit(2)
"""
        assert subprocess.run([sys.executable, "-c", limited, str(tmp_path)], check=False).returncode == 2
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("where", ["folder", "zip"])
    def test_every_bit_counts(self, made: Path, where: str) -> None:
        """One bit is turned in each file; a tag file that no manifest lists is nobody's business: there is none."""
        for path in sorted(path for path in made.rglob("*") if path.is_file()):
            place, whole = path.relative_to(made).as_posix(), path.read_bytes()
            changed = bytes([whole[0] ^ 1]) + whole[1:]
            if where == "folder":
                path.write_bytes(changed)
                assert found(made), place
                path.write_bytes(whole)
            else:
                repacked = made.parent / "changed.zip"
                _repack(made.with_suffix(".zip"), repacked, {f"{made.name}/{place}": changed})
                assert found(repacked), place
                repacked.unlink()
        assert found(made) == []

    def test_files_that_come_go_or_are_renamed_are_named(self, made: Path) -> None:
        (made / "data/site/more.html").write_text("more", "utf-8")
        assert found(made) == [("oxum", "bag-info.txt"), ("extra", "data/site/more.html")]
        (made / "data/site/more.html").unlink()
        (made / "data/site/index.html").rename(made / "data/site/start.html")
        assert found(made) == [("missing", "data/site/index.html"), ("extra", "data/site/start.html")]
        (made / "data/site/start.html").unlink()
        assert found(made) == [("oxum", "bag-info.txt"), ("missing", "data/site/index.html")]

    def test_a_link_is_no_file(self, made: Path) -> None:
        page = made / "data/edition.json"
        (made.parent / "aside").write_bytes(page.read_bytes())
        page.unlink()
        page.symlink_to(made.parent / "aside")
        assert ("odd", "data/edition.json") in found(made)


def _repack(packed: Path, target: Path, changed: Mapping[str, bytes]) -> None:
    with ZipFile(packed) as old, ZipFile(target, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename, changed.get(entry.filename, old.read(entry)))


@settings(max_examples=25)
@given(
    names=st.sets(
        st.text(
            st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='/\\:*?"<>|~'), min_size=1, max_size=20
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_name_is_written_and_read(names: set[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    tmp_path = tmp_path_factory.mktemp("names")
    payload = {f"site/x{name}%25\n".rstrip(): name.encode() for name in names}
    folder, packed = write_bag(tmp_path, "names", payload, INFO, {})
    errors = {"case", "normal"}
    assert {kind for kind, _ in found(folder)} <= errors
    assert {kind for kind, _ in found(packed)} <= errors


MD5 = {"data/a.txt": b"a\n", "data/dir/b c.txt": b"b\n"}


def declared(version: str, encoding: str = "UTF-8") -> str:
    return f"BagIt-Version: {version}\nTag-File-Character-Encoding: {encoding}\n"


def lay(top: Path, files: Mapping[str, bytes | str], version: str = "0.97", manifests: str = "md5") -> Path:
    """A bag as somebody else's program writes it: payload, declaration, a manifest of each algorithm, and `files` that
    stand in the place of those or beside them; "" for a file that is not there."""
    made: dict[str, bytes | str] = dict(MD5)
    made["bagit.txt"] = declared(version)
    for name in manifests.split():
        lines = (f"{hashlib.new(name, data).hexdigest()} {path}" for path, data in MD5.items())
        made[f"manifest-{name}.txt"] = "".join(f"{line}\r\n" for line in lines)
    for path, content in {**made, **files}.items():
        if content:
            (top / path).parent.mkdir(parents=True, exist_ok=True)
            (top / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    return top


def line(path: str, data: bytes = b"a\n", name: str = "md5") -> str:
    return f"{hashlib.new(name, data).hexdigest()} {path}\n"


BOTH = line("data/a.txt") + line("data/dir/b c.txt", b"b\n")


@pytest.mark.parametrize("version", ["0.93", "0.96", "0.97", "1.0"])
@pytest.mark.parametrize("manifests", ["md5", "sha1 sha224", "sha384", "sha256 sha512"])
def test_bags_of_others(tmp_path: Path, version: str, manifests: str) -> None:
    assert found(lay(tmp_path, {}, version, manifests)) == []


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"bagit.txt": ""}, [("missing", "bagit.txt")]),
        ({"bagit.txt": declared(".97")}, [("declaration", "bagit.txt")]),
        ({"bagit.txt": declared("2.0")}, [("declaration", "bagit.txt")]),
        ({"bagit.txt": "\ufeff" + declared("0.97")}, [("declaration", "bagit.txt")]),
        ({"bagit.txt": declared("0.97", "nope")}, [("declaration", "bagit.txt")]),
        ({"data/a.txt": b"x\n"}, [("damaged", "data/a.txt")]),
        ({"data/c.txt": b"c"}, [("extra", "data/c.txt")]),
        (
            {"manifest-md5.txt": ""},
            [("extra", "data/a.txt"), ("extra", "data/dir/b c.txt"), ("manifest", "manifest-sha256.txt")],
        ),
        ({"manifest-md5.txt": BOTH + line("data/gone.txt")}, [("missing", "data/gone.txt")]),
        ({"manifest-md5.txt": BOTH + line("data/../../etc/passwd")}, [("outside", "manifest-md5.txt")]),
        ({"manifest-md5.txt": BOTH + line("/etc/passwd")}, [("outside", "manifest-md5.txt")]),
        ({"manifest-md5.txt": BOTH + line("~/data/x")}, [("outside", "manifest-md5.txt")]),
        ({"manifest-md5.txt": BOTH + "no line\n"}, [("manifest", "manifest-md5.txt")]),
        ({"manifest-md5.txt": BOTH + line("data/a.txt", b"other")}, [("twice", "manifest-md5.txt")]),
        ({"manifest-md5.txt": BOTH + line("data/a.txt")}, [("again", "manifest-md5.txt")]),
        ({"manifest-md5.txt": BOTH.replace(" data/a", " *data/a")}, [("written", "manifest-md5.txt")]),
        ({"manifest-md5.txt": BOTH.replace(" data/a", " ./data/a")}, [("written", "manifest-md5.txt")]),
        ({"manifest-rot13.txt": "00 data/a.txt\n"}, [("algorithm", "manifest-rot13.txt")]),
        (
            {"tagmanifest-md5.txt": line("bag-info.txt")},
            [("missing", "bag-info.txt"), ("beside", "bagit.txt"), ("beside", "manifest-md5.txt")],
        ),
        ({"tagmanifest-md5.txt": line("data/a.txt")}, [("outside", "tagmanifest-md5.txt")]),
        ({"bag-info.txt": "Payload-Oxum: 4.2\nNote: a\n  b\n"}, []),
        ({"bag-info.txt": "Payload-Oxum: 4.3\n"}, [("oxum", "bag-info.txt")]),
        ({"fetch.txt": "https://a.example/b - data/dir/b c.txt\n"}, [("fetch", "data/dir/b c.txt")]),
        ({"fetch.txt": "https://a.example/b - ../b\n"}, [("outside", "fetch.txt")]),
        ({"fetch.txt": "https://a.example/b - data/new.txt\n"}, [("unlisted", "data/new.txt")]),
        ({"notes.txt": "what no manifest lists may stand beside the payload"}, []),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_bag(tmp_path: Path, files: Mapping[str, bytes | str], expected: list[Fault]) -> None:
    assert found(lay(tmp_path, files)) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"manifest-md5.txt": BOTH + line("data/a.txt")}, [("twice", "manifest-md5.txt")]),
        ({"manifest-sha1.txt": line("data/a.txt", name="sha1")}, [("unlisted", "data/dir/b c.txt")]),
        ({"bagit.txt": "BagIt-Version : 1.0\nTag-File-Character-Encoding : UTF-8\n"}, [("declaration", "bagit.txt")]),
        ({"data/50%.txt": b"a\n", "manifest-md5.txt": BOTH + line("data/50%25.txt")}, []),
    ],
)  # fmt: skip
def test_what_1_0_is_stricter_in(tmp_path: Path, files: Mapping[str, bytes | str], expected: list[Fault]) -> None:
    assert found(lay(tmp_path, files, "1.0")) == expected


@pytest.mark.parametrize("encoding", ["UTF-16", "ISO-8859-1", "GB18030"])
def test_text_files_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    lines, note = BOTH.encode(encoding), "Note: é\n".encode(encoding)
    assert (
        found(lay(tmp_path, {"bagit.txt": declared("0.97", encoding), "manifest-md5.txt": lines, "bag-info.txt": note}))
        == []
    )


def test_a_name_composed_in_another_way(tmp_path: Path) -> None:
    top = lay(tmp_path, {"data/cafe\u0301.txt": b"a\n", "manifest-md5.txt": BOTH + line("data/caf\u00e9.txt")})
    assert found(top) == [("normal", "data/caf\u00e9.txt")]


@pytest.mark.parametrize(("kept", "what"), [(0, "no_bag"), (3, "no_bag"), (60, "cut"), (-30, "cut")])
def test_a_zip_that_was_cut_short_is_told_from_what_is_none(made: Path, kept: int, what: str) -> None:
    packed = made.with_suffix(".zip")
    packed.write_bytes(packed.read_bytes()[:kept])
    with pytest.raises(ArchiveError) as told:
        found(packed)
    assert told.value.args[0] == what


def test_a_path_that_leads_nowhere(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError) as told:
        found(tmp_path / "none.zip")
    assert told.value.args[0] == "absent"


@pytest.mark.parametrize("names", ["a/bagit.txt b/bagit.txt", "bagit.txt data/x"])
def test_a_zip_has_one_folder(tmp_path: Path, names: str) -> None:
    with ZipFile(tmp_path / "x.zip", "w") as archive:
        for name in names.split():
            archive.writestr(name, "")
    with pytest.raises(ArchiveError):
        found(tmp_path / "x.zip")
