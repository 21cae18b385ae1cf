"""Founding a school's own repository: the house, its own content, one commented studio, and no sample."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.core.records.scaffold import NEW_TRADE, scaffold
from generator.starting import studio_files, with_modeline

HOUSE = (
    "generator",
    "theme",
    "requirements",
    "bootstrap.py",
    "pyproject.toml",
    "mkdocs.yml",
    "Makefile",
    "LICENSE",
    "SECURITY.md",
    ".ci",
    "docs/workflows",
    ".importlinter",
    ".pre-commit-config.yaml",
    ".gitignore",
    ".gitattributes",
    ".editorconfig",
    ".vscode",
    "tests/conftest.py",
)
"""What a school's repository shares with this one, byte for byte."""
STUDIO_ID = "first-studio"
_TEMPLATES = Path(__file__).parent
_LEFT = shutil.ignore_patterns("__pycache__", "*.pyc")


class Occupied(Exception):
    """The folder for the new repository is not empty."""


def found_school(target: Path, today: date) -> tuple[str, ...]:
    """Write a new school's repository into an empty folder; the paths of the school's own files. Raises Occupied."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Occupied(str(target))
    source = Path(__file__).resolve().parents[2]
    for name in HOUSE:
        _copy(source / name, target / name)
    own = _own_files(today)
    for path, text in own.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_text(text, encoding="utf-8", newline="\n")
    return tuple(own)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=_LEFT)
    else:
        shutil.copy2(source, target)


def _own_files(today: date) -> Mapping[str, str]:
    site = {
        "name": "某校匠谱",
        "url": "https://jiangpu.example/",
        "short": "某校",
        "document_code": "某职",
        "publisher": "宣传部",
        "summary": "某职业学校技能大师工作室的档案与公开。",
    }
    blanks = {"name": NEW_TRADE, "person": "p101", "today": today.isoformat()}
    own_site = scaffold("site", site, today).replace("\n  name: 某校匠谱", "\n  name: 某职业学校")
    return {
        "content/site.yml": with_modeline("site", "content/site.yml", own_site),
        "content/pages/about.md": (_TEMPLATES / "about.md").read_text(encoding="utf-8"),
        "tests/test_school.py": (_TEMPLATES / "school_test.txt").read_text(encoding="utf-8"),
        "README.md": (_TEMPLATES / "README.md").read_text(encoding="utf-8"),
        **studio_files(STUDIO_ID, blanks),
    }
