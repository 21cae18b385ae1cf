"""Runs MkDocs over the hand-written pages and the frames, or asks it which pages there are.

Imported only when that has to be done: MkDocs takes longer to load than a small site takes to draw.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, InclusionLevel, get_files

from generator.website.fault import WebsiteError
from generator.website.house import House
from generator.website.plan import Plan
from generator.website.plugin import JiangpuPlugin

_PAGE = re.compile(r"Error (?:reading|building) page '(?P<name>[^']*)':\s*(?P<reason>.*)", re.DOTALL)


def run_mkdocs(house: House, plan: Plan, target: Path) -> tuple[str, ...]:
    """Render into `target` and return MkDocs' warnings. A page that it cannot digest is the operator's to change."""
    docs = house.pages if house.pages.is_dir() else target.parent / "no-pages"
    docs.mkdir(parents=True, exist_ok=True)
    with _listening() as records, _quiet_theme():
        try:
            config = _config(house, docs, target)
            plugin = config.plugins.get("jiangpu")
            if not isinstance(plugin, JiangpuPlugin):
                raise WebsiteError("config", reason="plugins: jiangpu")
            plugin.ask(house, plan)
            build(config)
        except Exception as error:
            raise _told(error, records) from error
    return tuple(record.getMessage() for record in records)


def files_of(house: House) -> list[File]:
    """The school's pages and the files beside them that MkDocs would publish, without rendering any. Raises
    WebsiteError."""
    if not house.pages.is_dir():
        return []
    with _listening() as records, _quiet_theme():
        try:
            found = get_files(_config(house, house.pages, house.cache / "site"))
        except Exception as error:
            raise _told(error, records) from error
    return [file for file in found if file.inclusion not in {InclusionLevel.EXCLUDED, InclusionLevel.DRAFT}]


def _config(house: House, docs: Path, target: Path) -> MkDocsConfig:
    return load_config(str(house.config), docs_dir=str(docs), site_dir=str(target), **_theme(house))


def _theme(house: House) -> dict[str, Any]:
    """A repository with a mkdocs.yml of its own and our theme, or the other way round, is told where the theme is."""
    if house.theme.parent == house.config.parent:
        return {}
    return {"theme": {"name": "material", "custom_dir": str(house.theme), "language": "zh", "font": False}}


def _told(error: Exception, records: list[logging.LogRecord]) -> Exception:
    """Whose fault an exception is, by what MkDocs said before it gave up."""
    if isinstance(error, WebsiteError):
        return error
    said = [record.getMessage() for record in records if record.levelno >= logging.ERROR]
    for line in said:
        if page := _PAGE.match(line):
            return WebsiteError("page", name=page["name"], reason=page["reason"].strip() or str(error))
    if isinstance(error, MkDocsException):
        return WebsiteError("engine", reason="; ".join(" ".join(line.split()) for line in said) or str(error))
    return error


@contextmanager
def _listening() -> Iterator[list[logging.LogRecord]]:
    """Collect what MkDocs would print."""
    records: list[logging.LogRecord] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record)

    logger = logging.getLogger("mkdocs")
    collector = Collector(logging.WARNING)
    before = logger.propagate, logger.level
    logger.addHandler(collector)
    logger.propagate = False
    try:
        yield records
    finally:
        logger.removeHandler(collector)
        logger.propagate, logger.level = before


@contextmanager
def _quiet_theme() -> Iterator[None]:
    """Material prints a notice about its end of life into every build; the project knows."""
    before = os.environ.get("NO_MKDOCS_2_WARNING")
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("NO_MKDOCS_2_WARNING", None)
        else:
            os.environ["NO_MKDOCS_2_WARNING"] = before
