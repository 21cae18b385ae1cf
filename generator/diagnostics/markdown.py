"""Problems, and what a change would do to the site, as a comment for a pull request.

Whatever a contributor wrote stands in code spans and code blocks: there it is no link, no mention, no HTML and no list,
on GitHub and on GitLab alike (GFM 4.5, 6.1). The whole fits a comment of GitHub: every list is cut at a length, with a
count of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from generator.core.difference import KINDS, Difference, GradeMoved, Kind, NoticeTurned, PageRef
from generator.core.edition.form.grade import Grade
from generator.core.edition.form.notice import Notice
from generator.core.problem import Problem, Where
from generator.core.source import Sources
from generator.diagnostics.elsewhere import NOTHING, Elsewhere
from generator.diagnostics.say import marked, printable, visible, within
from generator.diagnostics.text import PLACES, numbered, summary, underlined
from generator.wording import Wording, wording

LIMIT = 65_536
"""Characters in a comment of GitHub; a GitLab note takes more."""
PROBLEMS_LIMIT = 36_000
LIST_LIMIT = 4_500
"""Characters of the list of problems, and of each list of changes, in which every kind of page has room of its own."""
VALUE_CHARACTERS = 300
"""Of one value; a list of all allowed words may be long."""

MARK = "<!-- jiangpu check -->"
"""By which a bot finds the comment that it wrote before."""

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~!&@$])")
_TICKS = re.compile(r"`+")


def render(
    problems: Sequence[Problem],
    sources: Sources,
    change: Difference | str,
    base: str = "",
    lang: str = "zh",
    elsewhere: Elsewhere = NOTHING,
) -> str:
    """What is wrong; then what would change since `base`, or why that cannot be told: a key of `comment.`."""
    words = wording(lang)
    errors = sum(found.is_error for found in problems)
    blocks = [MARK, f"## {words('comment.title')}", summary(errors, len(problems) - errors, len(sources.files), lang)]
    if said := elsewhere.say(words):
        blocks.append(said)
    if problems:
        blocks += [f"### {words('comment.wrong')}", *_problems(problems, sources, words)]
    blocks.append(f"### {words('comment.change')}")
    if isinstance(change, str):
        blocks.append(words(f"comment.{change}", base=code(base)))
    else:
        blocks += [words("comment.since", base=code(base)), *_difference(change, words)]
    return "\n\n".join(blocks) + "\n"


def code(text: str) -> str:
    """Any text as a code span: fenced by more backticks than it has in a row, on one line, cut to a length."""
    text = visible(text)
    text = text if len(text) <= VALUE_CHARACTERS else text[: VALUE_CHARACTERS - 1] + "…"
    if not text.strip(" "):
        return ""
    fence = _fence(text, 1)
    space = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{space}{text}{space}{fence}"


def _fence(text: str, least: int) -> str:
    """More backticks than the text has in a row."""
    return "`" * max(least, 1 + max((len(found) for found in _TICKS.findall(text)), default=0))


def _ours(text: str) -> str:
    """Words of a catalogue, of which none is meant as a mark."""
    return _MARKS.sub(r"\\\1", text)


def _problems(problems: Sequence[Problem], sources: Sources, words: Wording) -> list[str]:
    """The problems of each file under its name; errors stand before warnings, so that a cut list has lost the least."""
    ordered = sorted(problems, key=lambda found: not found.is_error)
    files = groupby(ordered, key=lambda found: (found.is_error, found.where.path))
    return _cut([piece for _, group in files for piece in _file(group, sources, words)], PROBLEMS_LIMIT, words, "cut")


def _file(problems: Iterable[Problem], sources: Sources, words: Wording) -> Iterable[str]:
    for number, found in enumerate(problems):
        head = f"\n**{code(printable(found.where.path))}**\n\n" if number == 0 else ""
        yield head + _problem(found, sources, words)


def _problem(found: Problem, sources: Sources, words: Wording) -> str:
    where = words("comment.place", line=found.where.line, column=found.where.column)
    severity = words(f"severity.{found.code.severity.value}")
    said = _within(found, words) + marked(found, "message", words, _ours, code)
    lines = [
        f"- {where} **{severity} {found.code.id}**: {said}",
        *_source(found.where, sources),
        f"  - {words('problems.hint')}: {marked(found, found.hint, words, _ours, code)}",
        *(f"  - {words('problems.related')}: {_place(place, words)}" for place in found.related[:PLACES]),
    ]
    if len(found.related) > PLACES:
        lines.append(f"  - {words('problems.more_places', count=len(found.related) - PLACES)}")
    return "\n".join(lines)


def _source(where: Where, sources: Sources) -> Iterator[str]:
    """The line, and carets under its part, as a terminal shows them: personal numbers unreadable, cut to a length."""
    text = sources.line(where.path, where.line)
    if text is None or not text.strip():
        return
    line = "".join(numbered(where.line, text, where.column))
    fence = _fence(line, 3)
    yield from (f"  {each}" for each in (fence, line, "".join(underlined(text, where.column, where.length)), fence))


def _within(found: Problem, words: Wording) -> str:
    """What a spreadsheet calls the place; the name of its column is the contributor's, and so is all of it quoted."""
    return f"{code(said)} " if (said := within(found, words).rstrip("：: ")) else ""


def _place(where: Where, words: Wording) -> str:
    return f"{code(printable(where.path))} {words('comment.place', line=where.line, column=where.column)}"


def _cut(pieces: Sequence[str], limit: int, words: Wording, rest: str = "more") -> list[str]:
    """As many pieces as fit, as one block, and a line (`rest`) with the number of the others."""
    kept, length = 0, 0
    while kept < len(pieces) and length + len(pieces[kept]) + 1 <= limit:
        length += len(pieces[kept]) + 1
        kept += 1
    blocks = ["\n".join(pieces[:kept]).strip("\n")] if kept else []
    if kept < len(pieces):
        blocks.append(words(f"comment.{rest}", count=len(pieces) - kept))
    return blocks


def _difference(change: Difference, words: Wording) -> list[str]:
    if change == Difference():
        return [words("comment.same")]
    blocks = []
    if change.removed:
        blocks.append(f"#### ⚠ {words('comment.lost', count=len(change.removed))}")
        blocks += _pages(change.removed, words)
    if change.notices:
        blocks.append(f"**{words('comment.notices', count=len(change.notices))}**")
        blocks += _cut([_notice(notice, words) for notice in change.notices], LIST_LIMIT, words)
    if change.grades:
        blocks.append(f"**{words('comment.grades', count=len(change.grades))}**")
        blocks += _cut([_moved(grade, words) for grade in change.grades], LIST_LIMIT, words)
    if change.around:
        blocks.append(words("comment.around"))
    for name, pages in (("added", change.added), ("changed", change.changed), ("replaced", change.replaced)):
        if pages:
            head = words(f"comment.{name}", count=len(pages))
            blocks += [f"<details><summary>{head}</summary>", *_pages(pages, words), "</details>"]
    return blocks


def _pages(pages: Sequence[PageRef], words: Wording) -> Iterator[str]:
    """Pages by kind, the kinds to be seen first standing first, each with its number and with room of its own: a
    hundred pages that matter little never hide the one that does. Records stand before the lists that name them."""
    ordered = sorted(pages, key=_is_list)
    groups = {kind: [_page(page) for page in ordered if page.kind == kind] for kind in KINDS}
    groups = {kind: lines for kind, lines in groups.items() if lines}
    left = LIST_LIMIT
    room: dict[Kind, int] = {}
    for kind in sorted(groups, key=lambda kind: _length(groups[kind])):  # what the short ones leave is the long ones'
        room[kind] = min(_length(groups[kind]), left // (len(groups) - len(room)))
        left -= room[kind]
    for kind, lines in groups.items():
        yield f"**{words(f'comment.kind.{kind}', count=len(lines))}**"
        yield from _cut(lines, room[kind], words)


def _is_list(page: PageRef) -> bool:
    """Whether a page stands at the head of a section or of a studio, or beside such: records lie deeper."""
    return page.address.endswith("/index.html") or page.address.count("/") < 2


def _length(lines: Sequence[str]) -> int:
    return sum(len(line) + 1 for line in lines)


def _page(page: PageRef) -> str:
    return f"- {code(page.address)} {code(printable(page.title))}"


def _notice(notice: NoticeTurned, words: Wording) -> str:
    said = notice.after or notice.before
    title = code(printable(said.title)) if said else ""
    return f"- {code(notice.id)} {title}: {_standing(notice.before, words)} → {_standing(notice.after, words)}"


def _standing(notice: Notice | None, words: Wording) -> str:
    if notice is None:
        return words("comment.none")
    state = words(f"answer.state.{notice.state}")
    if notice.period is None:
        return state
    return words("comment.period", state=state, opens=notice.period.opens, closes=notice.period.closes)


def _moved(moved: GradeMoved, words: Wording) -> str:
    before, after = _grade(moved.before, words), _grade(moved.after, words)
    return f"- {moved.year} {code(moved.studio)}: {before} → {after}"


def _grade(grade: Grade | None, words: Wording) -> str:
    if grade is None:
        return words("comment.none")
    if grade.incomplete:
        return words("comment.incomplete")
    if grade.final is None:
        return words("comment.withheld")
    score = words("comment.score", score=grade.score) if grade.score is not None else ""
    place = words("comment.rank", place=grade.place) if grade.place is not None else ""
    return f"{code(grade.final)}{score}{place}"
