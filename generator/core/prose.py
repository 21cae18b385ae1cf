"""Contributors' prose: GitHub-flavoured Markdown to clean HTML, and what the checks need to know of it.

comrak is linear on the inputs that hang other engines and sets `**《办法》**规定` right; raw HTML never passes it. Its
output is then cleaned by nh3 against an allow-list. Headings move under the page's own: the highest becomes an h3,
whether it was written with one # or two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import partial
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote

import comrak
import nh3

from generator.core.document import Document
from generator.core.marks import NO_LINK, Body, is_suspect, plain_marks
from generator.core.problem import Code, Problem, RecordKey, Severity, Where, problem
from generator.core.source import FORBIDDEN, unseen
from generator.core.values.form import plain_letters
from generator.core.values.word import nearest

RAW_HTML = Code("M251", Severity.WARNING)
LINK_TARGET = Code("M252", Severity.WARNING)
IMAGE_NOT_SHOWN = Code("M253", Severity.WARNING)
IMAGE_WITHOUT_TEXT = Code("M254", Severity.WARNING)
NESTING = Code("M260")
TOO_MANY_MARKS = Code("M262")

DEPTH = 20
"""How many quotations, lists and emphases may stand in one another."""
MARKS = 10_000
"""How many tags the HTML of a page may have: some fifty times what a long report needs."""
STUDIO_MARKS = 20_000
"""The same of all pages of a studio together: a hundred times what the fullest of the sample has in four years."""

SCHEMES = frozenset({"https", "mailto", "tel"})
TOP_HEADING = 3
ID_PREFIX = "text-"
"""Before every id of contributed prose, so that none can be taken for one of the page's own."""

_TAGS = set(
    "p br hr h3 h4 h5 h6 strong em del code pre blockquote ul ol li a "
    "table thead tbody tr th td sup section input img".split()
)
_ATTRIBUTES = {
    "img": {"src", "alt", "title"},
    "a": {"href", "title", "id"},
    "li": {"id"},
    "th": {"align"},
    "td": {"align"},
    "input": {"type", "checked", "disabled"},
    "ol": {"start"},
}
_NESTED = frozenset({"blockquote", "ul", "ol", "em", "strong", "del"})
_WHOLE_URL = re.compile(r"(?:https://|mailto:|tel:)[^\s/?#]", re.IGNORECASE)
_PICTURE = re.compile(r"(?:\.\./)*files/([^/?#]+)")
"""How prose names a picture of its studio: from the studio's folder, or from its own place as git hosts want it."""
_OMITTED = "raw HTML omitted"
_ID = re.compile(r'\bid="([^"]*)"')
_HEADING = re.compile(r"(</?h)([1-6])")
_IMG = re.compile(r'<img(?: [a-z]+="[^"]*")*>')
"""As nh3 writes it: no quote stands in a value."""
_GIVEN = re.compile(r' ([a-z]+)="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_BLOCK = re.compile(
    r"</?(?:p|h[1-6]|li|ul|ol|dl|dt|dd|tr|table|pre|blockquote|section|div|figure|figcaption|hr|br)\b[^>]*>"
)
_CELL = re.compile(r"</t[dh]>")
_MARKDOWN = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~", "strike": "~~", "code": "`"}
"""What stands around a text in Markdown, by the element that means the same."""
_ELEMENT = re.compile(r"(<(b|strong|i|em|s|del|strike|code|a|h[1-6])\b[^<>]*>)([^<>]*)</\2\s*>", re.IGNORECASE)
_BREAK = re.compile(r"</?(?:br|p|div)\b", re.IGNORECASE)
_MAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_HOST = re.compile(
    r"(?:h?t{1,2}ps?[:;]?/{1,2}|(?=www\.))((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?::[0-9]+)?(?:[/?#]\S*)?)", re.IGNORECASE
)
"""An address to which only its beginning is missing, or has a slip in it."""
_WRITTEN_TAG = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*:|[^\s<>]*@)[A-Za-z/!?]")
"""Where HTML begins in Markdown, unlike an automatic link (`<https://…>`)."""


@dataclass(frozen=True, slots=True)
class Target:
    """A link or picture in prose: where it points, its text (alternative text for a picture), and its place; `caption`
    is what stands below a picture."""

    url: str
    text: str
    where: Where
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A rendered body: `html` is clean and closed, safe to stand in a page once `illustrated` has put its pictures in;
    `text` is the same without marks; `marks` counts the tags as they were written."""

    html: str
    text: str
    links: tuple[Target, ...] = ()
    images: tuple[Target, ...] = ()
    headings: tuple[tuple[int, str], ...] = ()
    marks: int = 0


def render_prose(
    document: Document, record: RecordKey, pictures: Collection[str] | None = None, room: int = STUDIO_MARKS
) -> tuple[Prose, tuple[Problem, ...]]:
    """Render the body of a Markdown file; `pictures` are those in the studio's `files/`; None: it may show none. `room`
    is how many marks its studio may still write."""
    marks = _marks(document.body)
    if marks > min(MARKS, room):
        where = Where(document.path, document.body_line)
        hint = "hint" if marks > MARKS else "hint_studio"
        limit = MARKS if marks > MARKS else STUDIO_MARKS
        return Prose("", ""), (problem(TOO_MANY_MARKS, where, hint=hint, record=record, limit=limit),)
    raw = comrak.render_markdown(
        document.body, extension_options=_extensions(), render_options=_rendering(), parse_options=_parsing()
    )
    outline = _Outline(document)
    outline.feed(raw)
    outline.close()
    if outline.unseen:
        return Prose("", ""), (replace(outline.unseen, record=record),)
    if outline.too_deep:
        return Prose("", ""), (problem(NESTING, outline.too_deep, record=record, limit=DEPTH),)
    shift = TOP_HEADING - min((level for level, _ in outline.headings), default=TOP_HEADING)
    html = nh3.clean(
        _HEADING.sub(lambda found: f"{found[1]}{min(int(found[2]) + shift, 6)}", raw),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=set(SCHEMES),
        link_rel="noopener noreferrer nofollow",
        attribute_filter=partial(_inside, ids=frozenset(_ID.findall(raw))),
        id_prefix=ID_PREFIX,
    )
    text = re.sub(r"\s+", " ", unescape(_TAG.sub("", html))).strip()
    typed = tuple(_typed(outline, record, text))
    judged = (each for each in _judge(outline, record, pictures) if not _is_told(each, typed))
    problems = (*judged, *typed)
    said = (tuple(outline.links), tuple(outline.images), tuple(outline.headings))
    return Prose(html.strip(), text, *said, marks), problems


@dataclass(frozen=True, slots=True)
class Outline:
    """What a page of Markdown leads to and shows, its headings, and where it is code: line and column of its beginning
    and its end, from 1, within the body."""

    links: tuple[Target, ...]
    images: tuple[Target, ...]
    headings: tuple[tuple[int, str], ...]
    verbatim: tuple[tuple[int, int, int, int], ...]


_CONTAINER = re.compile(r" *(?:!!!|\?\?\?\+?|===)(?: |$)")
"""What opens an indented block that Python-Markdown reads as text, and GitHub's Markdown as code."""


def outline(path: str, body: str, line: int) -> Outline:
    """What stands in a page by hand, whose Markdown begins on a line. Raw HTML is not looked into."""
    flat, cut = _flattened(body)
    if _marks(flat) > MARKS:
        return Outline((), (), (), ())  # who writes this much of Markdown means no page
    found = _Outline(Document(path, None, {}, flat, 1))
    found.feed(
        comrak.render_markdown(
            flat, extension_options=_extensions(), render_options=_rendering(), parse_options=_parsing()
        )
    )
    found.close()

    def placed(target: Target) -> Target:
        where = target.where
        moved = replace(where, line=where.line + line - 1, column=where.column + cut[where.line - 1])
        return replace(target, where=moved)

    verbatim = ((a, b + cut[a - 1], c, d + cut[c - 1]) for a, b, c, d in found.verbatim if c <= len(cut))
    links, images = (tuple(map(placed, each)) for each in (found.links, found.images))
    return Outline(links, images, tuple(found.headings), tuple(verbatim))


def _flattened(body: str) -> tuple[str, list[int]]:
    """The text without the indentation of such blocks, and how much of it each line has lost."""
    within: list[int] = []
    lines: list[str] = []
    cut: list[int] = []
    for line in body.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        while within and line.strip() and indent < within[-1]:
            within.pop()
        lost = min(within[-1], indent) if within else 0
        opens = _CONTAINER.match(line)
        lines.append("" if opens else line[lost:])
        cut.append(lost)
        if opens:
            within.append(indent + 4)
    return "\n".join(lines), cut


def _marks(body: str) -> int:
    options = _rendering()
    options.sourcepos = False  # columns in characters are quadratic in the marks of a line: count them without
    return comrak.render_markdown(body, extension_options=_extensions(), render_options=options).count("<")


def without_code(body: str, verbatim: Collection[tuple[int, int, int, int]]) -> list[str]:
    """The lines of a text with blanks for its code."""
    lines = body.split("\n")
    for line, column, last, end in verbatim:
        for number in range(line, min(last, len(lines)) + 1):
            start = column - 1 if number == line else 0
            stop = end if number == last else len(lines[number - 1])
            covered = lines[number - 1]
            lines[number - 1] = covered[:start] + " " * (stop - start) + covered[stop:]
    return lines


def lines_of(html: str) -> tuple[str, ...]:
    """What clean HTML says, a line for each paragraph, item or row of a table."""
    marked = _CELL.sub(" ", _BLOCK.sub("\n", re.sub(r"\s+", " ", html)))
    lines = (" ".join(line.split()) for line in unescape(_TAG.sub("", marked)).split("\n"))
    return tuple(line for line in lines if line)


def _inside(tag: str, name: str, value: str, *, ids: frozenset[str]) -> str | None:
    """Keep a link only if it leads somewhere: to an id of this text, under its prefix, or to a full address."""
    if tag == "img" and name == "src":
        return value if picture_name(value) else None
    if tag != "a" or name != "href":
        return value
    if value.startswith("#"):
        return f"#{ID_PREFIX}{value[1:]}" if value[1:] in ids else None
    return value if _leads_out(value) else None


def _leads_out(url: str) -> bool:
    return _WHOLE_URL.match(url) is not None


def _extensions() -> comrak.ExtensionOptions:
    options = comrak.ExtensionOptions()
    options.table = options.strikethrough = options.autolink = True
    options.footnotes = options.tasklist = options.cjk_friendly_emphasis = True
    return options


def _rendering() -> comrak.RenderOptions:
    options = comrak.RenderOptions()
    options.unsafe_ = False
    options.sourcepos = True
    return options


def _parsing() -> comrak.ParseOptions:
    options = comrak.ParseOptions()
    options.sourcepos_chars = True
    return options


def picture_name(url: str) -> str | None:
    """The name of the file in `files/` that prose means; None for any other address."""
    found = _PICTURE.fullmatch(unquote(url))
    return found[1] if found else None


def meant_picture(url: str) -> str | None:
    """The same where the way to it is written as on a Windows computer, or with folders that are none of the studio's;
    None for an address of another site."""
    plain = unquote(url)
    return picture_name(url) or (None if "://" in plain else re.split(r"[/\\]", plain)[-1] or None)


def illustrated(html: str, picture: Callable[[str, str, str], str]) -> str:
    """Prose with its pictures: `picture` makes an element of a file's name, its text and its caption, all plain, or
    leaves it out with ""."""

    def put(found: re.Match[str]) -> str:
        given = {name: unescape(value) for name, value in _GIVEN.findall(found[0])}
        name = picture_name(given.get("src", ""))
        return picture(name, given.get("alt", ""), given.get("title", "")) if name else ""

    return _IMG.sub(put, html)


def _judge(outline: _Outline, record: RecordKey, pictures: Collection[str] | None) -> Iterator[Problem]:
    yield from _html(outline, record)
    yield from _links(outline, record)
    yield from _images(outline, record, pictures)


def _is_told(found: Problem, typed: Collection[Problem]) -> bool:
    """Whether a link leads nowhere since something is wrong with its marks."""
    here = found.where
    return found.code is LINK_TARGET and any(
        each.code is NO_LINK
        and each.where.line == here.line
        and 0 <= here.column - each.where.column < each.where.length
        for each in typed
    )


def _typed(outline: _Outline, record: RecordKey, text: str) -> Iterator[Problem]:
    document = outline.document
    if is_suspect(document.body):
        lines = without_code(document.body, outline.verbatim)
        links = [(link.url, link.text, link.where) for link in outline.links]
        body = Body(document.path, document.body_line, lines, text, links)
        yield from plain_marks(body, record, _whole)


def _html(outline: _Outline, record: RecordKey) -> Iterator[Problem]:
    for where, written in outline.omitted:
        tag, meant = _as_markdown(written)
        hint = "hint_meant" if meant else "hint_break" if _BREAK.match(tag) else "hint"
        yield problem(RAW_HTML, replace(where, length=len(tag)), hint=hint, record=record, tag=tag[:80], meant=meant)


def _links(outline: _Outline, record: RecordKey) -> Iterator[Problem]:
    for link in outline.links:
        if not _leads_out(link.url) and not (picture_name(link.url) and outline.before(link.where) == "！"):
            # The engine drops an address that is not safe: show the text that it belongs to.
            meant = _led_out(link.url or link.text)
            hint = "hint_meant" if meant else "hint_file" if picture_name(link.url) else "hint"
            url = (unquote(link.url) or link.text)[:80]
            yield problem(LINK_TARGET, link.where, hint=hint, record=record, url=url, meant=meant)


def _images(outline: _Outline, record: RecordKey, pictures: Collection[str] | None) -> Iterator[Problem]:
    for image in outline.images:
        name = picture_name(image.url)
        if pictures is None or name not in pictures:
            meant = (nearest(name, sorted(pictures)) or "") if pictures and name else ""
            slashed = meant_picture(image.url) if "\\" in unquote(image.url) else None
            if pictures and slashed and slashed in pictures:
                meant = slashed
            hint = (
                "hint_place"
                if pictures is None
                else "hint_slash"
                if slashed and slashed == meant
                else "hint_nearest"
                if meant
                else "hint_missing"
                if name
                else "hint"
            )
            url = unquote(image.url)[:80]
            yield problem(IMAGE_NOT_SHOWN, image.where, hint=hint, record=record, url=url, meant=meant)
        if not image.text:
            yield problem(IMAGE_WITHOUT_TEXT, image.where, record=record, url=image.url[:80])


def _whole(url: str) -> str:
    """An address that leads somewhere, or the one that was meant by it; "" if none surely was."""
    return url if _leads_out(url) else _led_out(url)


def _led_out(url: str) -> str:
    """The whole address that was meant by one that leads nowhere; "" if none surely was."""
    plain = plain_letters(unquote(url)).strip()
    if _MAIL.fullmatch(plain):
        return f"mailto:{plain}"
    found = _HOST.fullmatch(plain)
    return f"https://{found[1]}" if found else ""


def _as_markdown(line: str) -> tuple[str, str]:
    """The tag with which a line begins, and its element in Markdown; "" if it has no such form, or ends elsewhere."""
    if found := _ELEMENT.match(line):
        tag, name, text = found[1], found[2].casefold(), found[3].strip()
        if name == "a":
            url = unescape(dict(_GIVEN.findall(tag)).get("href", ""))
            return tag, f"[{text}]({whole})" if (whole := _whole(url)) else ""
        mark = _MARKDOWN.get(name, "")
        return tag, f"## {text}" if name[0] == "h" else f"{mark}{text}{mark}" if mark and text else ""
    tag = str((re.match(r"<!--.*?-->|<[^<>]*>?", line) or [line[:1]])[0])
    given = dict(_GIVEN.findall(tag))
    if re.match(r"<img\b", tag, re.IGNORECASE) and picture_name(given.get("src", "")):
        return tag, f"![{given.get('alt', '')}]({given['src']})"
    return tag, ""


class _Outline(HTMLParser):
    """Collects links, pictures, headings and omitted HTML from comrak's own output, which carries source positions."""

    def __init__(self, document: Document) -> None:
        super().__init__(convert_charrefs=True)
        self.document = document
        self.links: list[Target] = []
        self.images: list[Target] = []
        self.headings: list[tuple[int, str]] = []
        self.omitted: list[tuple[Where, str]] = []
        """Where HTML begins that is left out, and the rest of that line."""
        self.verbatim: list[tuple[int, int, int, int]] = []
        self.too_deep: Where | None = None
        self.unseen: Problem | None = None
        self._depth = 0
        self._here = Where(document.path, document.body_line)
        self._link: tuple[str, Where, list[str]] | None = None
        self._heading: tuple[int, list[str]] | None = None
        self._lines = document.body.split("\n")
        self._searched = (0, 0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        for value in given.values():
            self._look(value or "")
        if position := given.get("data-sourcepos"):
            line, column, last_line, last_column = (int(part) for part in re.split("[:-]", position))
            self._here = Where(self.document.path, self.document.body_line + line - 1, column)
            if tag in {"code", "pre"}:
                self.verbatim.append((line, column, last_line, last_column))
            # Code may look like HTML, nothing before an element can still be omitted.
            self._searched = max(
                self._searched, (last_line, last_column) if tag in {"code", "pre"} else (line, column - 1)
            )
        if tag in _NESTED:
            self._depth += 1
            if self._depth > DEPTH and self.too_deep is None:
                self.too_deep = self._here
        if tag == "a" and "data-footnote-ref" not in given and "data-footnote-backref" not in given:
            self._link = (given.get("href") or "", self._here, [])
        elif tag == "img":
            self.images.append(
                Target(given.get("src") or "", given.get("alt") or "", self._here, given.get("title") or "")
            )
        elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._heading = (int(tag[1]), [])

    def handle_endtag(self, tag: str) -> None:
        if tag in _NESTED:
            self._depth -= 1
        if tag == "a" and self._link:
            url, where, words = self._link
            self.links.append(Target(url, "".join(words), where))
            self._link = None
        elif self._heading and tag == f"h{self._heading[0]}":
            self.headings.append((self._heading[0], "".join(self._heading[1])))
            self._heading = None

    def _look(self, text: str) -> None:
        """`&#8238;` is no character of the file, and one of the text."""
        if self.unseen is None and (hidden := FORBIDDEN.search(text)):
            self.unseen = unseen(self._here, hidden[0])

    def handle_data(self, data: str) -> None:
        self._look(data)
        if self._link:
            self._link[2].append(data)
        if self._heading:
            self._heading[1].append(data)

    def handle_comment(self, data: str) -> None:
        if data.strip() == _OMITTED:
            where = self._next_tag()
            if all(where.line != other.line for other, _ in self.omitted):
                line = self._lines[where.line - self.document.body_line]
                self.omitted.append((where, line[where.column - 1 :]))

    def before(self, where: Where) -> str:
        """The character before a place of the body."""
        return self._lines[where.line - self.document.body_line][: where.column - 1][-1:]

    def _next_tag(self) -> Where:
        """Where the HTML stands that is omitted here: its comment has no position, so look for it in the source."""
        line, column = self._searched
        for number in range(max(line, 1), len(self._lines) + 1):
            if found := _WRITTEN_TAG.search(self._lines[number - 1], column):
                self._searched = (number, found.end())
                return Where(self.document.path, self.document.body_line + number - 1, found.start() + 1)
            column = 0
        return self._here
