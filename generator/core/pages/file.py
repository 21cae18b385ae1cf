"""Which files a page takes with it: what it shows and what it leads to."""

from __future__ import annotations

from collections.abc import Iterable

from generator.core.edition.form import Evidence, File, NoticeAttachment, Picture


def files_of(papers: Iterable[Evidence | NoticeAttachment] = (), pictures: Iterable[Picture] = ()) -> tuple[File, ...]:
    """The files of papers that are published, and of the pictures in a text."""
    found: list[File] = []
    for paper in papers:
        if paper.published:
            found.append(paper.published)
        if paper.picture:
            found += paper.picture.files
    for picture in pictures:
        found += picture.files
    return tuple(dict.fromkeys(found))
