"""A mark in everything that is internal, and no byte of a public snapshot that holds it, of its bag or of its zip."""

from __future__ import annotations

from pathlib import Path

from tests.command import run
from tests.commands.test_log import git
from tests.golden.case import AS_OF
from tests.golden.overlay import lay_school
from tests.website.small import tree
from tests.website.test_canary import LATIN, MARK, OTHERS, OVERLAY, forms, unpacked


def test_no_byte_of_a_public_snapshot_holds_what_is_internal(tmp_path: Path) -> None:
    school = tmp_path / "school"
    lay_school(school, OVERLAY)
    git(school, "init", "-q", "-b", "main")
    git(school, "add", ".")
    git(school, "commit", "-qm", "2025")
    order = ("-C", school, "archive", "create", "2025", "-o", tmp_path, "--as-of", AS_OF.isoformat())
    done = run(*order)
    assert done.returncode == 0, done.stderr
    wanted = [form for mark in (MARK, LATIN, *OTHERS) for form in forms(mark)]
    bag = tree(tmp_path / "jiangpu-2025-v1")
    packed = (tmp_path / "jiangpu-2025-v1.zip").read_bytes()
    assert "data/site/notices/down.html" in bag
    assert [name for name in bag if LATIN in name] == []
    held = {
        name: mark
        for name, data in {**bag, "the zip": packed}.items()
        for piece in unpacked(data)
        for mark in wanted
        if mark in piece
    }
    assert held == {}
    assert run(*order, "--scope", "internal").returncode == 0
    vault = tree(tmp_path / "jiangpu-2025-v1-internal")
    assert MARK.encode() in vault["data/source/content/people.yml"]
