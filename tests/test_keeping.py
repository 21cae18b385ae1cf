"""What is kept between runs: git does not see it, and what others have put there is not looked at."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import generator
from generator.keeping import FOLDER, kept_in, make_folder

HOUSE = Path(generator.__file__).parents[1]


def test_git_does_not_see_what_is_kept(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    folder = kept_in(tmp_path) / "decoded"
    for _ in range(2):
        make_folder(folder)
    (folder / "entry").write_text("known", "utf-8")
    seen = subprocess.run(["git", "status", "--porcelain"], cwd=tmp_path, check=True, capture_output=True)
    assert seen.stdout == b""


def kept_for(home: Path) -> str:
    """Where somebody with this home keeps what belongs to the folder `school`."""
    program = "from pathlib import Path; from generator.keeping import kept_in; print(kept_in(Path('school')))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=HOUSE,
        env={**os.environ, "XDG_CACHE_HOME": str(home)},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def test_nobody_knows_where_another_keeps_it(tmp_path: Path) -> None:
    mine = kept_for(tmp_path / "me")
    assert mine == kept_for(tmp_path / "me")
    assert mine != kept_for(tmp_path / "you")
    assert Path(mine).parent == Path("school") / FOLDER
    assert (tmp_path / "me/jiangpu/secret").stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_who_cannot_keep_a_secret_finds_nothing_of_others(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert kept_for(tmp_path / "file") != kept_for(tmp_path / "file")


def test_what_a_repository_brings_along_is_neither_used_nor_changed(tmp_path: Path) -> None:
    """Links that lead elsewhere among it: nothing is written or cleared away behind them."""
    elsewhere, forged = tmp_path / "elsewhere", tmp_path / "school" / FOLDER
    for number in range(9):
        (elsewhere / f"folder-{number}").mkdir(parents=True)
    forged.mkdir(parents=True)
    for name in ("engine", "decoded"):
        (forged / name).symlink_to(elsewhere)
    folder = kept_in(tmp_path / "school") / "engine"
    make_folder(folder)
    assert folder.resolve().is_relative_to(forged)
    assert len(list(elsewhere.iterdir())) == 9


def test_nothing_that_is_read_can_bring_a_program_along() -> None:
    for path in Path(generator.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {"pickle", "marshal", "shelve", "dill"} & {name.partition(".")[0] for name in names}, path
