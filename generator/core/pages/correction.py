"""Pages of records under correction: a faulty record keeps its address and says only that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.core.edition import Edition
from generator.core.edition.form import Correction, Studio
from generator.core.pages import address
from generator.core.pages.page import Page
from generator.core.records.kinds import TAKEN
from generator.wording import wording


def pages(edition: Edition) -> Iterator[Page]:
    """A page for each record under correction that would have one, unless a sound record has taken the address, or the
    school has said what became of it."""
    yield from _pages(edition, edition.corrections)


def of_studio(edition: Edition, studio: Studio) -> Iterator[Page]:
    """Those of one studio's records."""
    yield from _pages(edition, [out for out in edition.corrections if out.studio == studio.id])


def _pages(edition: Edition, corrections: Iterable[Correction]) -> Iterator[Page]:
    t = wording()
    taken = {address.person(person.id) for person in edition.people}
    taken |= {each.address for each in edition.addresses if each.outcome}
    for out in corrections:
        where = address_of(out)
        if where is None or where in taken:
            continue
        taken.add(where)
        section = "achievements" if out.kind == "achievement" else "studios"
        yield Page(
            where,
            section,
            "correction.html",
            t("correction.title"),
            t("correction.description"),
            {"id": out.id, "kind": out.kind},
            ((t(f"{section}.title"), address.ACHIEVEMENTS if section == "achievements" else address.STUDIOS),),
        )


def address_of(out: Correction) -> str | None:
    """Where the record would have its page; None for one that is shown on another's."""
    name = out.id.rpartition("/")[2]
    if not name or TAKEN.fullmatch(name):  # not to be told, or the address is that of a list
        return None
    if out.kind == "studio":
        return address.studio(out.id)
    if out.kind == "achievement":
        return address.achievement(out.studio, name)
    if out.kind == "report" and out.studio:
        return address.report(out.studio, name)
    if out.kind == "member" and name.startswith("p") and name[1:].isdigit():
        return address.person(name)
    return None
