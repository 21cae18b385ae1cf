"""What a year's snapshot holds: the site as it stood, the Edition it was drawn from, and what proves and explains both.

Everything follows from a commit and a day, so that anyone with the commit can make the same bytes again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from generator import __version__
from generator.archive.banner import archived
from generator.core.edition import Edition, publish
from generator.core.edition.changes import Change
from generator.core.edition.reading import EDITION
from generator.core.pages import draw
from generator.core.pages.data.tables import tables
from generator.core.pages.download import table
from generator.core.pages.page import Page
from generator.core.pipeline import Prepared
from generator.core.problem import Problem
from generator.diagnostics.say import hint, message
from generator.website.build import made
from generator.website.work import USUAL, Work
from generator.wording import wording

Scope = Literal["public", "internal"]
_NOT_FOUND = "404.html"
_LINK = re.compile(r'(\shref=")((?:\.\./)*)(guide/[^"]*")')
"""A link to the guide, as pages have it: relative."""
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
RETENTION: Mapping[str, str] = {
    "studios": "永久",
    "people": "永久",
    "achievements": "永久",
    "grades": "永久",
    "notices": "永久 10年",
    "reports": "永久",
    "press": "10年",
}
"""How long each kind is kept, where its records do not say it themselves: recognitions, revocations and results for
ever, other notices ten years (the State Archives Administration's rules for the files of organs, order 8 of 2006, as
school schedules apply them)."""
FOR_EVER = frozenset({"认定公布", "考核结果公布", "验收结果", "终止", "撤销", "领衔人变更", "更名"})


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be frozen: which year, in which version, from which commit, for whom; the day is that of `Prepared`.
    A later version has a reason, and lists what is not as it was in the one before."""

    year: int
    version: int
    commit: str
    scope: Scope
    reason: str | None = None
    changed: tuple[Change, ...] = ()

    @property
    def name(self) -> str:
        """How the bag and its zip are called."""
        return f"jiangpu-{self.year}-v{self.version}{'-internal' if self.scope == 'internal' else ''}"


def frozen_edition(prepared: Prepared) -> Edition:
    """The public Edition of a day, held at that day: nothing of it recomputes itself."""
    edition = publish(prepared.dataset, prepared.as_of)
    return replace(edition, site=replace(edition.site, fixed_day=True))


def payload(
    prepared: Prepared, order: Order, lock: str, source: Mapping[str, Path], work: Work = USUAL
) -> Mapping[str, bytes | Path]:
    """All files of the snapshot by their paths below `data/`. `lock` is the text of the lock file, `source` are the
    files of the commit, for an internal snapshot. Raises WebsiteError."""
    edition = frozen_edition(prepared)
    files: dict[str, bytes | Path] = dict(_site(prepared, edition, work))
    files["edition.json"] = EDITION.dump_json(edition) + b"\n"
    files |= {f"tables/{each.name}.csv": each.file(each.name).content for each in tables(edition)}
    files["tables/retention.csv"] = _retention(edition)
    files["rules.json"] = _rules(edition)
    if edition.log is not None:
        files["log/notices.jsonl"] = edition.log.text.encode()
    files["report.json"] = _report(prepared, order)
    files["versions.json"] = _plain({"Jiangpu": __version__, **dict(_PINNED.findall(lock))})
    files["snapshot.json"] = _plain(summary(order, edition))
    if order.scope == "internal":
        files |= {f"source/{path}": place for path, place in source.items()}
    files["ro-crate-metadata.json"] = _plain(_crate(order, edition, sorted(files)))
    return dict(sorted(files.items()))


_RULES = ("systems", "criteria", "processes", "duties", "cycles", "consequences")


def summary(order: Order, edition: Edition) -> dict[str, Any]:
    """What the snapshot is, in a few lines; `content/archive/` keeps the same."""
    said: dict[str, Any] = {
        "year": order.year,
        "version": order.version,
        "scope": order.scope,
        "as_of": edition.as_of,
        "commit": order.commit,
        "generator": f"Jiangpu {__version__}",
        "counts": counts(edition),
        "log": {"lines": edition.log.lines, "head": edition.log.head} if edition.log else None,
    }
    if order.reason is not None:
        said["erratum"] = {"reason": order.reason, "changed": [change.as_data() for change in order.changed]}
    return said


def counts(edition: Edition) -> dict[str, int]:
    """How many of each there are."""
    return {
        "studios": len(edition.studios),
        "people": len(edition.people),
        "achievements": len(edition.achievements),
        "notices": len(edition.notices),
        "grades": sum(len(year.grades) for year in edition.grade_years),
    }


def info(order: Order, edition: Edition) -> Sequence[tuple[str, str]]:
    """What `bag-info.txt` says."""
    words = wording()
    described = words("archive.described", site=edition.site.name, year=order.year)
    if order.scope == "internal":
        described = words("archive.internal_description", text=described)
    return (
        ("Source-Organization", edition.site.school),
        ("External-Identifier", order.name),
        ("External-Description", described),
        ("Bagging-Date", edition.as_of),
        ("Bag-Software-Agent", f"Jiangpu {__version__}"),
        ("Jiangpu-Scope", order.scope),
        ("Jiangpu-Commit", order.commit),
        *((("Jiangpu-Log-Head", f"{edition.log.lines} {edition.log.head}"),) if edition.log else ()),
    )


def _site(prepared: Prepared, edition: Edition, work: Work) -> Iterator[tuple[str, bytes | Path]]:
    """The whole public site, each page with the banner. The guide for those who fill in the files is no record of the
    year, and stays with the program: links to it lead to where it is now. Nor is what a server says of an address
    where nothing is; nor the cards, which the fonts of a computer make what they are."""
    files: dict[str, bytes | Path] = {}
    made(prepared, edition, files.__setitem__, work, _pages)
    for address, content in sorted(files.items()):
        if address == _NOT_FOUND:
            continue
        if address.endswith(".html"):
            html = (content if isinstance(content, bytes) else content.read_bytes()).decode()
            html = _outside(html, address, edition.site.url)
            content = archived(html, address, prepared.as_of, edition.site.url).encode()
        yield f"site/{address}", content


def _pages(edition: Edition) -> Sequence[Page]:
    return [replace(page, card=None) for page in draw(edition, guide=False)]


def _outside(html: str, address: str, site_url: str) -> str:
    """A page whose links to the guide leave the snapshot."""
    depth = address.count("/")
    return _LINK.sub(lambda found: found[1] + site_url + found[3] if found[2] == "../" * depth else found[0], html)


def _report(prepared: Prepared, order: Order) -> bytes:
    """What the checks said of the commit. A message may quote what is not public, and a path may name it: to the public
    it is told how many there are of what, and whose."""
    return _plain(
        {
            "files": len(prepared.sources.files),
            "errors": prepared.errors,
            "warnings": prepared.warnings,
            "problems": [_problem(found, whole=order.scope == "internal") for found in prepared.problems],
        }
    )


def _problem(found: Problem, *, whole: bool) -> dict[str, Any]:
    said: dict[str, Any] = {"code": found.code.id, "severity": found.code.severity}
    if not whole:
        owner = found.where.path.split("/")[: 2 if found.where.path.startswith("studios/") else 1]
        return said | {"path": "/".join(owner)}
    words = wording()
    where = {"path": found.where.path, "line": found.where.line, "column": found.where.column}
    return said | where | {"message": message(found, words), "hint": hint(found, words)}


def _retention(edition: Edition) -> bytes:
    kinds = [(name, "", term) for name, term in RETENTION.items()]
    notices = [("notices", each.id, "永久" if each.kind in FOR_EVER else "10年") for each in edition.notices]
    return table("retention", [("kind", "id", "retention"), *kinds, *notices]).content


def _rules(edition: Edition) -> bytes:
    """The rules by themselves, in the form that they have in the Edition."""
    whole = EDITION.dump_python(edition, mode="json")
    return json.dumps({name: whole[name] for name in _RULES}, ensure_ascii=False).encode() + b"\n"


def _plain(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _crate(order: Order, edition: Edition, files: Sequence[str]) -> dict[str, Any]:
    """RO-Crate 1.1: what the folder is, for programs that know no bag of ours. The site is named by its first page."""
    words = wording()
    parts = [path for path in files if not path.startswith(("site/", "source/"))]
    site = edition.site
    return {
        "@context": "https://w3id.org/ro/crate/1.1/context",
        "@graph": [
            {
                "@id": "ro-crate-metadata.json",
                "@type": "CreativeWork",
                "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
                "about": {"@id": "./"},
            },
            {
                "@id": "./",
                "@type": "Dataset",
                "identifier": order.name,
                "name": words("archive.described", site=site.name, year=order.year),
                "description": site.summary,
                "datePublished": edition.as_of,
                "inLanguage": "zh-Hans",
                "publisher": {"@id": "#school"},
                "license": words("archive.license", school=site.school),
                "hasPart": [{"@id": path} for path in (*parts, "site/index.html")],
            },
            {"@id": "#school", "@type": "Organization", "name": site.school, **({"url": site.url} if site.url else {})},
            *(
                {"@id": path, "@type": "File", "name": path, "encodingFormat": _MEDIA[path.rpartition(".")[2]]}
                for path in (*parts, "site/index.html")
            ),
        ],
    }


_MEDIA = {
    "json": "application/json",
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "html": "text/html",
}
