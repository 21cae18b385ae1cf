"""The open data: the public Edition as JSON, whole and in parts, and as tables, with what describes, proves and
licenses it; and the page that explains the files. `export` writes the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.core.edition import Edition
from generator.core.edition.reading import EDITION
from generator.core.pages import address
from generator.core.pages.data.describe import Object, catalogue, interface, package, schemas
from generator.core.pages.data.parts import STUDIO, YEAR, of_studio, of_year, years
from generator.core.pages.data.tables import Table, tables
from generator.core.pages.download import Download, escaped, written
from generator.core.pages.page import Page
from generator.core.pages.subscription import grouped
from generator.wording import wording

CHANGES = (2, 1)
"""The versions of the format, the latest first: what each changed stands in the wording."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A file on the page: what it is called, where it is, its size in bytes; of a table its rows and columns."""

    title: str
    address: str
    size: int
    rows: int = 0
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenData:
    """All files of the open data: the whole, the parts, the tables, what describes them, the checksums."""

    whole: Download
    studios: tuple[Download, ...]
    years: tuple[Download, ...]
    tables: tuple[tuple[Table, Download], ...]
    about: tuple[Download, ...]
    sums: Download

    @property
    def files(self) -> tuple[Download, ...]:
        """All of them."""
        listed = (file for _, file in self.tables)
        return (self.whole, *self.studios, *self.years, *listed, *self.about, self.sums)


def open_data(edition: Edition) -> OpenData:
    """Make the files of an Edition. The same Edition gives the same bytes, whether or not its pages may move (what a
    notice will be is a matter of its dates) and whether or not the guide stands beside it, which is no record."""
    kept = tuple(each for each in edition.addresses if not each.address.startswith(f"{address.GUIDE_FOLDER}/"))
    notices = tuple(replace(notice, turns=()) for notice in edition.notices)
    # Neither stands in a table; what was worked out for them is known to the Edition as it was.
    listed = tuple((found, found.file(address.data_table(found.name))) for found in tables(edition))
    edition = replace(edition, notices=notices, addresses=kept)
    known = years(edition)
    whole = Download(address.DATA_EDITION, escaped(EDITION.dump_json(edition)) + b"\n")
    studios = tuple(
        Download(address.data_of_studio(each.id), escaped(STUDIO.dump_json(of_studio(edition, each))) + b"\n")
        for each in edition.studios
    )
    of_years = tuple(
        Download(address.data_of_year(year), escaped(YEAR.dump_json(of_year(edition, year))) + b"\n") for year in known
    )
    data = (whole, *studios, *of_years, *(file for _, file in listed))
    about = (
        _json(address.DATA_PACKAGE, package(edition, listed)),
        _json(address.DATA_CATALOGUE, catalogue(edition, data)),
        _json(address.DATA_INTERFACE, interface(edition, [found for found, _ in listed], known)),
        *(_json(place, schema) for place, schema in schemas(edition.site)),
        _json(address.DATA_CHANGES, _changes(edition)),
        Download.of(address.DATA_LICENCE, _licence(edition)),
    )
    sums = "".join(f"{file.digest}  {below(file.address)}\n" for file in sorted((*data, *about), key=_place))
    return OpenData(whole, studios, of_years, listed, about, Download.of(address.DATA_SUMS, sums))


def below(place: str) -> str:
    """An address as it is called within the folder of the data."""
    return place.removeprefix(f"{address.DATA_FOLDER}/")


def pages(edition: Edition) -> Iterator[Page]:
    """The page that explains the files, with all of them."""
    t, names = wording(), edition.studio_names
    found = open_data(edition)
    yield Page(
        address.DATA,
        "statistics",
        "data.html",
        t("data.title"),
        t("data.description", school=edition.site.school),
        {
            "as_of": edition.as_of,
            "version": edition.version,
            "whole": _shown(t("data.whole"), found.whole),
            "studios": tuple(
                _shown(names[studio.id], file) for studio, file in zip(edition.studios, found.studios, strict=True)
            ),
            "years": tuple(
                _shown(t("data.year", year=year), file) for year, file in zip(years(edition), found.years, strict=True)
            ),
            "tables": tuple(
                Shown(
                    t(f"data.table.{table.name}"),
                    file.address,
                    len(file.content),
                    len(table.rows),
                    tuple(t(f"data.field.{name}") for name in table.fields),
                )
                for table, file in found.tables
            ),
            "about": tuple(_shown(t(f"data.file.{_key(file)}"), file) for file in (*found.about, found.sums)),
            "changes": tuple((version, t(f"data.change.{version}")) for version in CHANGES),
            "follow": tuple(
                (
                    name,
                    tuple(
                        (each.title, tuple((t(f"feed.file.{_suffix(file)}"), file.address) for file in each.files))
                        for each in found
                        if each.files
                    ),
                )
                for name, found in grouped(edition).items()
                if any(each.files for each in found)
            ),
            "licence": (edition.site.licence, edition.site.licence_url),
        },
        downloads=found.files,
    )


def _shown(title: str, file: Download) -> Shown:
    return Shown(title, file.address, len(file.content))


def _suffix(file: Download) -> str:
    return file.address.rpartition(".")[2]


def _key(file: Download) -> str:
    """What a file that describes others is called in the wording."""
    return below(file.address).partition(".json")[0].removesuffix(".txt").replace(".", "_")


def _place(file: Download) -> str:
    return file.address


def _json(place: str, value: Object) -> Download:
    return Download(place, written(value))


def _changes(edition: Edition) -> Object:
    t = wording()
    told = [{"version": version, "text": t(f"data.change.{version}")} for version in CHANGES]
    return {"version": edition.version, "changes": told}


def _licence(edition: Edition) -> str:
    t, site = wording(), edition.site
    if not site.licence:
        return t("data.no_licence", school=site.school) + "\n"
    return t("data.licence_text", school=site.school, licence=site.licence, url=site.licence_url or "").rstrip() + "\n"
