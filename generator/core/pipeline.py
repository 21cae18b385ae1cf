"""The one way up: from a folder of files to what may be published on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.core.checks import run_checks
from generator.core.checks.consequence import as_far_as_sure
from generator.core.checks.echo import folder_renamed, values_told_once
from generator.core.checks.waiver import Waived, waive
from generator.core.codes import CODES
from generator.core.compute.calendar import working_days
from generator.core.compute.notice import uncounted
from generator.core.content import Decode, nothing_decoded
from generator.core.dataset import Dataset, faulty_records
from generator.core.document import as_guessed, parse
from generator.core.frozen import Mount, nothing_mounted
from generator.core.gathering import gather
from generator.core.problem import Problem, RecordKey, Where, in_order, told_once
from generator.core.reading import Aside, Parse
from generator.core.reading import read as read_all
from generator.core.source import (
    ReadFile,
    Sources,
    exchanged,
    read_file,
    read_sources,
    read_studio,
)

if TYPE_CHECKING:
    from generator.core.edition import Edition


@dataclass(frozen=True)
class Prepared:
    """Everything that the verbs need: the files, all problems but the `waived` warnings, the clean Dataset and its
    Edition. `blocked` is the school's own fault: nothing may be written."""

    root: Path
    as_of: date
    sources: Sources
    problems: tuple[Problem, ...]
    dataset: Dataset
    blocked: bool
    waived: tuple[Waived, ...] = ()
    decode: Decode = nothing_decoded
    """What was asked of the files that are no text."""
    mount: Mount = nothing_mounted
    """What was asked of the snapshots that the site shows."""

    @cached_property
    def edition(self) -> Edition | None:
        """What may be published; None when nothing may. Made when it is asked for: `check` does not need it."""
        if self.blocked:
            return None
        from generator.core.edition import publish  # loaded when it is made: `check` does without

        return publish(self.dataset, self.as_of)

    def whole_edition(self) -> Edition:
        """Of whatever is sound, with what is internal: no publication. There must be a site."""
        calendar = working_days(entry.record for entry in self.dataset.calendars.values())
        without_end = {entry.key: entry.where("period") for entry, _ in uncounted(self.dataset.notices, calendar)}
        from generator.core.edition import publish

        return publish(self.dataset.without(without_end), self.as_of, "internal")

    def without(self, found: Sequence[Problem]) -> Prepared:
        """The same with further problems, and without the records of studios that they keep out."""
        dataset = self.dataset.without(dict(faulty_records(found)))
        return replace(self, problems=in_order((*self.problems, *found)), dataset=dataset)

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(found.is_error for found in self.problems)

    @property
    def warnings(self) -> int:
        """How many problems are warnings."""
        return len(self.problems) - self.errors


def prepare(
    root: Path,
    as_of: date,
    instead: Mapping[str, Path] | None = None,
    *,
    refused: Sequence[Problem] = (),
    decode: Decode = nothing_decoded,
    mount: Mount = nothing_mounted,
    read: ReadFile = read_file,
    parse: Parse = parse,
    aside: Aside | None = None,
) -> Prepared:
    """Read, parse, shape, gather, check, compute and publish; with other files `instead` of those at their paths, and
    with what was `refused` before the files came to `root`.

    `decode` is asked what pictures and documents hold; what it does not know is neither judged nor published.
    `mount` is asked the same of the snapshots that the site shall show. `read` and `parse` may
    remember what they have read and parsed: then what was worked out of the files that are as they were is, too. Half
    of many files is read `aside`.

    An error under `studios/` keeps its record out; one between a studio and the school puts it under correction; an
    error anywhere else is the school's own and there is no Edition.
    """
    sources = exchanged(read_sources(root, read=read), instead or {})
    sources = replace(sources, problems=(*sources.problems, *refused))
    parsed = read_all(sources, parse, as_of, aside)
    parsed |= {file.path: as_guessed(parse(file)) for file in sources.guessed()}
    dataset, found = gather(sources, parsed, decode(root, sources))
    if dataset.site:
        dataset = replace(dataset, mounts=mount(dataset.site.record.archives))
    checked = () if sources.misses_a_place else run_checks(dataset, as_of)
    told = values_told_once(folder_renamed((*sources.problems, *found, *checked)))
    judged = waive(as_far_as_sure(in_order(told)), dataset, CODES, as_of)
    problems = in_order(judged.problems)
    contested = {each.record: each.where for each in problems if each.contested and each.record}
    clean = _sound(dataset, problems).with_contested(contested)
    blocked = any(problem.stops_the_site for problem in problems) or clean.site is None
    return Prepared(root, as_of, sources, told_once(problems), clean, blocked, judged.waived, decode, mount)


def prepare_ahead(prepared: Prepared, edition: Edition, studio: str, parse: Parse = parse) -> tuple[Prepared, Edition]:
    """What one studio has written since, and an `edition` with what that makes of the studio's own pages, long before
    all is worked out anew. What is wrong with its records keeps them out as ever; what others write, and what is
    counted of all of them, is as it was. A studio that was not there, or is not any more, changes nothing."""
    from generator.core.edition import publish_ahead

    sources = read_studio(prepared.root, studio)
    parsed = {path: parse(file) for path, file in sources.files.items() if file.text is not None}
    given, found = gather(sources, parsed, prepared.decode(prepared.root, sources))
    near = prepared.dataset.around(studio, given)
    told = in_order(values_told_once((*sources.problems, *found, *run_checks(near, prepared.as_of))))
    problems = tuple(each for each in told if each.where.path.startswith(f"studios/{studio}/"))
    ahead = replace(prepared, sources=sources, problems=told_once(problems), dataset=_sound(near, problems))
    known = studio in ahead.dataset.studios and any(each.id == studio for each in edition.studios)
    return ahead, publish_ahead(edition, ahead.dataset, prepared.as_of, studio) if known else edition


def _sound(dataset: Dataset, problems: Sequence[Problem]) -> Dataset:
    """The same without the records and files that problems keep out."""
    faulty: dict[RecordKey, Where] = {}
    for key, where in faulty_records(problems):
        faulty.setdefault(key, where)
    wrong = {problem.where.path for problem in problems if problem.is_error}
    return dataset.without(faulty).without_files(wrong)
