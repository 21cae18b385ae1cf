"""What git says, and what of it is written down."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.changes import NoHistory, Odd, changed_since, lay_out, lay_over, left_at


def git(root: Path, *arguments: str, data: bytes = b"") -> str:
    identity = ("-c", "user.name=甲", "-c", "user.email=a@example.org")
    done = subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True, input=data)
    return done.stdout.decode().strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    (root / "studios/he").mkdir(parents=True)
    (root / "content").mkdir()
    (root / "studios/he/studio.yml").write_bytes("name: 甲\r\n".encode())
    (root / "content/空 格.bin").write_bytes(bytes(range(256)))
    (root / "README.md").write_text("not asked for")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "start")
    return root


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_very_bytes_are_laid_out_whatever_attributes_say(repository: Path, tmp_path: Path) -> None:
    (repository / ".gitattributes").write_text("* text eol=crlf ident export-subst\n*.bin export-ignore\n")
    git(repository, "config", "core.autocrlf", "true")
    lay_out(repository, "HEAD", ("content", "studios"), tmp_path / "out")
    assert files(tmp_path / "out") == {
        "studios/he/studio.yml": git_blob(repository, "studios/he/studio.yml"),
        "content/空 格.bin": bytes(range(256)),
    }


def git_blob(root: Path, path: str) -> bytes:
    return subprocess.run(["git", "cat-file", "blob", f"HEAD:{path}"], cwd=root, check=True, capture_output=True).stdout


def test_a_repository_below_anothers_root_lays_out_its_own(repository: Path, tmp_path: Path) -> None:
    lay_out(repository / "studios", "HEAD", ("he",), tmp_path / "out")
    assert list(files(tmp_path / "out")) == ["he/studio.yml"]


def test_links_and_submodules_are_told_and_not_laid_out(repository: Path, tmp_path: Path) -> None:
    (repository / "studios/he/files").symlink_to(tmp_path)
    (repository / "studios/up").symlink_to("../..")
    git(repository, "add", ".")
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},studios/he/other")
    git(repository, "commit", "-qm", "links")
    odd = lay_out(repository, "HEAD", ("content", "studios"), tmp_path / "out")
    assert odd == (Odd("studios/he/files", "link"), Odd("studios/he/other", "submodule"), Odd("studios/up", "link"))
    assert set(files(tmp_path / "out")) == {"content/空 格.bin", "studios/he/studio.yml"}


def test_a_name_that_this_machine_cannot_have_is_told(repository: Path, tmp_path: Path) -> None:
    commit = made(repository, {f"{'长' * 100}.md": b"x"})
    [odd] = lay_out(repository, commit, ("studios",), tmp_path / "out")
    assert (odd.what, odd.path.startswith("studios/he/长长")) == ("name", True)


def test_a_tree_that_holds_itself_is_listed_as_far_as_it_is_read(repository: Path, tmp_path: Path) -> None:
    """A million paths in a few hundred bytes; the others of the school are laid out all the same."""
    blob = git(repository, "hash-object", "-w", "--stdin", data=b"x")
    tree = git(repository, "mktree", data=f"100644 blob {blob}\ta.md\n".encode())
    for _ in range(6):
        tree = git(repository, "mktree", data="".join(f"040000 tree {tree}\td{at}\n" for at in range(10)).encode())
    (repository / "studios/zhao").mkdir()
    (repository / "studios/zhao/studio.yml").write_text("name: 乙\n")
    git(repository, "add", ".")
    git(repository, "read-tree", "--prefix=studios/bomb/", git(repository, "mktree", data=b""))
    base = git(repository, "write-tree")
    studios = git(repository, "ls-tree", f"{base}:studios") + f"\n040000 tree {tree}\tbomb\n"
    root = f"040000 tree {git(repository, 'mktree', data=studios.encode())}\tstudios\n"
    commit = git(repository, "commit-tree", "-m", "x", git(repository, "mktree", data=root.encode()))
    assert lay_out(repository, commit, ("studios",), tmp_path / "out") == (Odd("studios/bomb", "many"),)
    assert len(files(tmp_path / "out/studios/bomb")) <= 500
    assert set(files(tmp_path / "out")) > {"studios/he/studio.yml", "studios/zhao/studio.yml"}


@pytest.mark.parametrize("all_at_once", [True, False])
def test_what_lies_beside_the_studios_takes_no_studios_place(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, all_at_once: bool
) -> None:
    if not all_at_once:
        monkeypatch.setattr("generator.changes.ENTRIES", 100)  # as in a tree that lists more than that many files
    for number in range(1_100):
        (repository / f"studios/a{number}.txt").touch()
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "loose")
    assert lay_out(repository, "HEAD", ("content", "studios"), tmp_path / "out") == ()
    laid = files(tmp_path / "out")
    assert {"studios/he/studio.yml", "content/空 格.bin"} < set(laid)
    assert len(laid) == 1_002


def test_a_tree_without_its_objects_has_no_history(repository: Path, tmp_path: Path) -> None:
    for entry in (f"100644 blob {'2' * 40}\tstudio.yml\n", f"040000 tree {'3' * 40}\tfiles\n"):
        inner = git(repository, "mktree", "--missing", data=entry.encode())
        studios = git(repository, "mktree", data=f"040000 tree {inner}\the\n".encode())
        root = git(repository, "mktree", data=f"040000 tree {studios}\tstudios\n".encode())
        with pytest.raises(NoHistory):
            lay_out(repository, git(repository, "commit-tree", "-m", "x", root), ("studios",), tmp_path / root)


def test_what_is_too_large_is_laid_out_without_its_bytes(repository: Path, tmp_path: Path) -> None:
    """A blob of 20 MB takes 20 KB in git, and may stand in a tree any number of times."""
    commit = made(repository, {f"{number:03}.pdf": bytes(20 * 1024**2) for number in range(100)})
    assert lay_out(repository, commit, ("studios",), tmp_path / "out") == ()
    laid = [(tmp_path / f"out/studios/he/{number:03}.pdf").stat() for number in range(100)]
    assert {each.st_size for each in laid} == {20 * 1024**2}
    assert 512 * sum(each.st_blocks for each in laid) <= 500 * 1024**2


def made(root: Path, content: dict[str, bytes]) -> str:
    """A commit whose tree has these files as `studios/he/…`, made without writing one of them down."""
    blobs = {data: git(root, "hash-object", "-w", "--stdin", data=data) for data in set(content.values())}
    entries = b"".join(f"100644 {name}".encode() + b"\0" + bytes.fromhex(blobs[content[name]]) for name in content)
    inner = git(root, "hash-object", "-w", "-t", "tree", "--literally", "--stdin", data=entries)
    for name in ("he", "studios"):
        inner = git(
            root, "hash-object", "-w", "-t", "tree", "--literally", "--stdin", data=tree(f"40000 {name}", inner)
        )
    return git(root, "commit-tree", inner, "-m", "made")


def test_no_name_of_a_tree_leads_out_of_the_folder(repository: Path, tmp_path: Path) -> None:
    """git refuses to make such a tree, and to check one out; its objects can hold one all the same."""
    blob = git(repository, "hash-object", "-w", "--stdin", data=b"outside")
    inner = git(repository, "hash-object", "-w", "-t", "tree", "--literally", "--stdin", data=tree("100644 evil", blob))
    outer = git(repository, "hash-object", "-w", "-t", "tree", "--literally", "--stdin", data=tree("40000 ..", inner))
    top = git(
        repository, "hash-object", "-w", "-t", "tree", "--literally", "--stdin", data=tree("40000 studios", outer)
    )
    commit = git(repository, "commit-tree", top, "-m", "evil")
    odd = lay_out(repository, commit, ("studios",), tmp_path / "deep/out")
    assert odd == (Odd("studios/../evil", "name"),)
    assert files(tmp_path / "deep") == {}


def tree(entry: str, name: str) -> bytes:
    return entry.encode() + b"\0" + bytes.fromhex(name)


def test_what_is_gone_and_what_is_new_has_changed(repository: Path) -> None:
    (repository / "studios/he/studio.yml").unlink()
    (repository / "content/new.yml").write_text("x")
    assert changed_since(repository, left_at(repository, "main")) == ["content/new.yml", "studios/he/studio.yml"]


def test_between_two_commits_nothing_is_out_of_sight(repository: Path) -> None:
    (repository / "README.md").write_text("changed")
    (repository / "new.yml").write_text("not committed")
    git(repository, "commit", "-qam", "change")
    assert changed_since(repository / "studios", "HEAD~1", "HEAD") == ["README.md"]


def test_without_history_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    with pytest.raises(NoHistory):
        left_at(tmp_path, "HEAD")
    with pytest.raises(NoHistory):
        lay_out(tmp_path, "HEAD", ("content",), tmp_path / "out")


def test_what_stands_now_is_laid_over_what_was_committed(repository: Path, tmp_path: Path) -> None:
    """Changed, new, gone with its folder, a folder where a file was, and a link, which is told."""
    (repository / "studios/she").mkdir()
    (repository / "studios/she/studio.yml").write_text("name: 乙")
    (repository / "studios/up").write_text("")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "more")
    out = tmp_path / "out"
    lay_out(repository, "HEAD", ("content", "studios"), out)
    (repository / "studios/he/studio.yml").write_text("name: 丙")
    (repository / "studios/she/studio.yml").unlink()
    (repository / "studios/she").rmdir()
    (repository / "studios/up").unlink()
    (repository / "studios/up").mkdir()
    (repository / "studios/up/new.md").write_text("新")
    (repository / "content/link").symlink_to(tmp_path)
    assert lay_over(repository, changed_since(repository, "HEAD"), out) == (Odd("content/link", "link"),)
    assert files(out) == {
        "studios/he/studio.yml": "name: 丙".encode(),
        "studios/up/new.md": "新".encode(),
        "content/空 格.bin": bytes(range(256)),
    }
    assert not (out / "studios/she").exists()
