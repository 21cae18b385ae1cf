"""Frozen years: what is on record, and what of it stands on the site."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from generator.core.dataset import Dataset
from generator.core.edition import form
from generator.core.edition.changes import changes
from generator.core.edition.reading import read_edition
from generator.core.frozen import Frozen
from generator.core.records.archive import Archive, FrozenVersion


def frozen(dataset: Dataset, now: form.Edition) -> tuple[form.FrozenYear, ...]:
    """Every year on record, the latest first; those that are mounted with what is not as it was."""
    mounts = {str(each.year): each for each in dataset.mounts.values()}
    shelf = dataset.shelf("archive")
    years: list[form.FrozenYear] = []
    later, until = now, ""
    for year in sorted(shelf, reverse=True):
        mount = mounts.get(year)
        found = _year(year, shelf[year].record, mount)
        if mount and mount.edition and now.scope == "public":
            with suppress(ValueError):  # written by a version whose Editions cannot be compared with ours
                before = read_edition(mount.edition)
                changed = tuple(form.FrozenChange(each.what, each.kind, each.id) for each in changes(before, later))
                found = replace(found, until=until, changes=changed)
                later, until = before, year
        years.append(found)
    return tuple(years)


def _year(year: str, record: Archive, mount: Frozen | None) -> form.FrozenYear:
    return form.FrozenYear(year, tuple(_version(each) for each in reversed(record.versions)), _mounted(mount))


def _version(version: FrozenVersion) -> form.FrozenVersion:
    return form.FrozenVersion(
        version=version.version,
        as_of=version.as_of.isoformat(),
        commit=version.commit,
        digest=version.digest,
        zip=version.zip,
        files=version.files,
        bytes=version.bytes,
        counts=tuple((name, getattr(version.counts, name)) for name in type(version.counts).model_fields),
        log_lines=version.log_lines,
        log_head=version.log_head,
        reason=version.reason,
        changed=tuple(form.FrozenChange(*each.split(" ")) for each in version.changed),
    )


def _mounted(mount: Frozen | None) -> form.Mounted | None:
    if mount is None:
        return None
    pages = tuple(sorted(address for address in mount.site if address.endswith(".html")))
    return form.Mounted(mount.version, pages, mount.name, mount.size, mount.zip)
