"""Files in the Edition: documents as they are, pictures made anew.

Only what was decoded and has no fault is left in the Dataset's contents, so that nothing else can be published.
"""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from generator.core.content import DOCUMENTS, PICTURES, Rendition, file_address
from generator.core.dataset import Dataset, Entry
from generator.core.edition import form
from generator.core.prose import illustrated
from generator.core.records.base import Record

SIZES = "(min-width: 48em) 40em, 100vw"
"""How wide a picture is shown: as a column of text, on a phone as the screen."""


def document(path: str, dataset: Dataset) -> form.File | None:
    """A document as it is published, byte for byte."""
    content = dataset.contents.get(path)
    if content is None or content.kind not in DOCUMENTS:
        return None
    digest, size = dataset.files[path]
    return form.File(file_address(path, digest, content.kind), size, digest)


def picture(path: str, dataset: Dataset, text: str, caption: str = "") -> form.Picture | None:
    """A picture as it is published, with what is said of it."""
    content = dataset.contents.get(path)
    if content is None or content.kind not in PICTURES or not content.renditions:
        return None

    def file(made: Rendition) -> form.File:
        return form.File(file_address(path, made.digest, made.form), made.size, made.digest)

    modern = tuple((made.width, file(made)) for made in content.renditions if made.form == "webp")
    plain = next(file(made) for made in content.renditions if made.form == "jpg")
    largest = max((made for made in content.renditions), key=lambda made: made.width)
    return form.Picture(largest.width, largest.height, plain, modern, text, caption)


def text_with_pictures(entry: Entry[Record], dataset: Dataset) -> tuple[str, tuple[form.Picture, ...]]:
    """The prose of a studio's record with those of its pictures that are published, and these. In it their addresses
    begin at the site's root."""
    if entry.prose is None:
        return "", ()
    shown: dict[str, form.Picture] = {}

    def element(name: str, text: str, caption: str) -> str:
        found = picture(f"studios/{entry.studio}/files/{name}", dataset, text, caption)
        if found is None:
            return ""
        shown[name] = found
        sources = ", ".join(f"{quote(file.address)} {width}w" for width, file in found.modern)
        return (
            f'<img src="{quote(found.plain.address)}" srcset="{sources}" sizes="{SIZES}" width="{found.width}"'
            f' height="{found.height}" alt="{escape(text)}" loading="lazy" decoding="async">'
            + (f'<small class="jp-caption">{escape(caption)}</small>' if caption else "")
        )

    return illustrated(entry.prose.html, element), tuple(shown.values())
