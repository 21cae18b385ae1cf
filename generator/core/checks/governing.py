"""Checks of documents on file: the nine yearly categories, reports in time, files that exist."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.core.checks.file import missing_file
from generator.core.compute.governing import missing_categories
from generator.core.dataset import Dataset
from generator.core.problem import Code, Problem, Severity, Where, problem
from generator.core.prose import meant_picture

CATEGORY_MISSING = Code("D701", Severity.WARNING)
FILE_MISSING = Code("D702")
ORPHAN_FILE = Code("D703", Severity.WARNING)
SEMESTER_UNKNOWN = Code("D704", cause=("semester", "semester"))
FILED_EARLY = Code("D705", Severity.WARNING)

CITING = ("achievement", "agreement", "governing", "profile", "report")
"""Kinds of records that name files, in a field or as pictures in their text."""


def categories_complete(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A year that is over has all nine categories on file."""
    years = sorted({(entry.studio, entry.year) for entry in dataset.shelf("governing").values()})
    for studio, year in years:
        if int(year) >= as_of.year or dataset.lacks("governing", studio, year):
            continue
        mine = [entry for entry in dataset.of_studio("governing", studio) if entry.year == year]
        missing = missing_categories(entry.record for entry in mine)
        if missing:
            yield problem(
                CATEGORY_MISSING,
                Where(mine[0].document.path),
                year=year,
                count=len(missing),
                missing=tuple(missing),
            )


def files_exist(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A file that a document or an agreement names lies in the studio's `files/`."""
    for kind in ("governing", "agreement"):
        for entry in dataset.shelf(kind).values():
            file = entry.record.file
            if file is not None and (found := missing_file(FILE_MISSING, dataset, entry, "file", file=file)):
                yield found


def files_cited(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Every file in `files/` is named by some record; one that is not is forgotten. While a record names a file that
    is not there, an unnamed one is likely the one it means."""
    cited: set[str] = set()
    for entry in dataset.achievements.values():
        cited |= {
            f"studios/{entry.studio}/files/{evidence.file}" for evidence in entry.record.evidence if evidence.file
        }
    for kind in ("governing", "agreement"):
        for other in dataset.shelf(kind).values():
            if other.record.file is not None:
                cited.add(f"studios/{other.studio}/files/{other.record.file}")
    for kind in CITING:
        for each in dataset.shelf(kind).values():
            names = (meant_picture(image.url) for image in each.prose.images) if each.prose else ()
            cited |= {f"studios/{each.studio}/files/{name}" for name in names if name}
    misnaming = {path.split("/")[1] for path in cited if path not in dataset.files}
    for path in sorted(dataset.files):
        studio = path.split("/")[1]
        if not path.startswith("studios/") or "/files/" not in path or path in cited or studio in misnaming:
            continue
        if studio in dataset.cut_short or any(dataset.lacks(kind, studio) for kind in CITING):
            continue
        yield problem(ORPHAN_FILE, Where(path), name=path.rpartition("/")[2])


def semesters_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A report on a semester names one of site.yml."""
    if dataset.site is None or not dataset.site.record.semesters:
        return
    names = [semester.name for semester in dataset.site.record.semesters]
    for kind in ("governing", "report"):
        for entry in dataset.shelf(kind).values():
            semester = entry.record.semester
            if semester is not None and semester not in names:
                yield entry.unknown(
                    SEMESTER_UNKNOWN,
                    "semester",
                    related=(dataset.site.where("semesters"),),
                    semester=semester,
                    given=semester,
                    among=names,
                )


def filed_after_written(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A report is not filed before it is written."""
    for entry in dataset.shelf("governing").values():
        filed, written = entry.record.filed, entry.record.date.earliest
        if filed is not None and written is not None and filed < written:
            yield entry.problem(
                FILED_EARLY,
                "filed",
                related=(entry.where("date"),),
                filed=filed.isoformat(),
                date=str(entry.record.date),
            )
