"""The pages that the school writes by hand, as MkDocs finds them: without rendering any.

Imported only when it is asked for: MkDocs takes longer to load than all records to read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from mkdocs.structure.files import File

from generator.core.difference import Put
from generator.website.house import House
from generator.website.run_mkdocs import files_of

_TITLE = re.compile(r"^(?:title:|#) +(?P<title>\S.*)$", re.MULTILINE)
"""What a page says first of its name: in its front matter, else above its text."""


def by_hand(house: House) -> tuple[Put, ...]:
    """Every page and file below `house.pages` that will be published, the pages by their text. Raises WebsiteError."""
    files = files_of(house)
    return tuple(_put(file, files) for file in files)


def _put(file: File, files: Sequence[File]) -> Put:
    path = Path(str(file.abs_src_path))
    if not file.is_documentation_page():
        return Put(file.dest_uri, path.name, path.read_bytes())
    # As text: whoever sends in a change may have written what is costly to read as YAML or Markdown.
    text = path.read_text(encoding="utf-8-sig", errors="replace").rstrip()
    named = _TITLE.search(text)
    title = named["title"].strip("\"' ") if named else path.stem
    # A link to a file of the school's is drawn as it is written where there is no such file.
    linked = frozenset(other.src_uri for other in files if Path(other.src_uri).name in text)
    return Put(file.dest_uri, title, (_drawn(text), linked))


_VERBATIM = re.compile("```|~~~|<")
_BLANKS = re.compile(r"^(\S.*)\n(?:[ \t]*\n)+(?=\S)", re.MULTILINE)
"""The blank lines between two that begin without blanks, so that neither is code."""


def _drawn(text: str) -> str:
    """The text with one blank line where it has several between paragraphs: Markdown draws no more of them. Where text
    may stand that is drawn as it is, nothing is made of it."""
    return text if _VERBATIM.search(text) else _BLANKS.sub(r"\1\n\n", text)
