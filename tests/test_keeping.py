"""What is kept between runs."""

from __future__ import annotations

import subprocess
from pathlib import Path

from generator.keeping import FOLDER, make_folder


def test_git_does_not_see_what_is_kept(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    folder = tmp_path / FOLDER / "decoded"
    for _ in range(2):
        make_folder(folder)
    (folder / "entry").write_text("known", "utf-8")
    seen = subprocess.run(["git", "status", "--porcelain"], cwd=tmp_path, check=True, capture_output=True)
    assert seen.stdout == b""
