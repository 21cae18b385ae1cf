"""The pages that the school writes by hand, as MkDocs finds them: without rendering any.

Imported only when it is asked for: MkDocs takes longer to load than all records to read.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.structure.files import File, InclusionLevel, get_files
from mkdocs.utils import get_markdown_title
from mkdocs.utils.meta import get_data

from generator.core.difference import Put
from generator.website.house import House


def by_hand(house: House) -> tuple[Put, ...]:
    """Every page and file below `house.pages` that will be published, the pages by their front matter and text."""
    if not house.pages.is_dir():
        return ()
    config = load_config(str(house.config), docs_dir=str(house.pages))
    left_out = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
    files = [file for file in get_files(config) if file.inclusion not in left_out]
    return tuple(_put(file, files) for file in files)


def _put(file: File, files: Sequence[File]) -> Put:
    path = Path(str(file.abs_src_path))
    if not file.is_documentation_page():
        return Put(file.dest_uri, path.name, path.read_bytes())
    markdown, meta = get_data(path.read_text(encoding="utf-8-sig", errors="replace"))
    title = meta.get("title") or get_markdown_title(markdown) or path.stem
    # A link to a file of the school's is drawn as it is written where there is no such file.
    linked = frozenset(other.src_uri for other in files if Path(other.src_uri).name in markdown)
    return Put(file.dest_uri, str(title), (meta, markdown.rstrip(), linked))
