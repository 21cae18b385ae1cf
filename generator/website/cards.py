"""Draws the cards: a title set as on a plaque, with the site's seal, in the colours of the theme.

They need a Chinese font, which is the computer's own. Where none is found nothing is drawn and no page names a card; a
card is never part of what must be the same everywhere.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass
from functools import cache
from math import inf
from pathlib import Path

import PIL
from PIL import Image, ImageColor, ImageDraw, ImageFont

from generator.core.pages.page import Card
from generator.keeping import keep, make_folder
from generator.website.chinese import pieces_of
from generator.website.seal import cells
from generator.wording import wording

WIDTH, HEIGHT = 1200, 630
"""The size that those who show cards ask for."""

PAPER, PLATE, INK, FAINT, SEAL, ON_SEAL = "#F6F1E6", "#ECE4D3", "#1E1A15", "#675E51", "#B22B1B", "#FDF8EE"
"""The theme's light colours, see assets/stylesheets/jiangpu.css."""

_EDGE, _MARGIN = 36, 96
_IDLE = 4
"""So many times as many cards as are shown may be kept: going back to another branch shall not draw any anew."""
_SIZES = (84, 72, 62, 54, 48)
"""The sizes of a title: the largest in which it takes no more lines than there is room for."""
_SMALL, _LINES = 54, 3
"""Titles larger than this take two lines at most, the others three."""
_A_LINE = 60.0
_PHRASE = 40.0
"""What a line costs, and a break within a phrase or a pair of brackets; the rest is the square of what a line is too
short or too long, in characters."""
_PAIRS = re.compile(r"（[^（）]{1,8}）|《[^《》]{1,10}》|[0-9]+年(?:度|[0-9]+月)?")
_NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕”’·—…%℃")
_NOT_LAST = frozenset("（《〈「『【〔“‘")

_FONTS: tuple[tuple[str, int, str, int], ...] = (
    (
        "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc",
        2,
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
        2,
    ),
    ("/usr/share/fonts/noto-cjk/NotoSerifCJK-Bold.ttc", 2, "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", 2),
    ("/System/Library/Fonts/Supplemental/Songti.ttc", 0, "/System/Library/Fonts/STHeiti Light.ttc", 0),
    ("C:/Windows/Fonts/simsun.ttc", 0, "C:/Windows/Fonts/msyh.ttc", 0),
)
"""Where Debian and others, macOS and Windows have a Song-style font for titles and a Hei-style one for the rest: file
and number within it."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The two fonts: file and number of each."""

    song: str
    song_face: int
    hei: str
    hei_face: int

    def titles(self, size: int) -> ImageFont.FreeTypeFont:
        """For titles and the seal."""
        return _font(self.song, self.song_face, size)

    def texts(self, size: int) -> ImageFont.FreeTypeFont:
        """For all else."""
        return _font(self.hei, self.hei_face, size)

    def key(self) -> str:
        """What tells these fonts from others without reading megabytes."""
        return repr([(path, Path(path).stat().st_size) for path in (self.song, self.hei)])


@cache
def fonts() -> Fonts | None:
    """The fonts of this computer, if it has any that will do."""
    return next((Fonts(*each) for each in _FONTS if Path(each[0]).is_file() and Path(each[2]).is_file()), None)


def drawn(cards: Iterable[Card], kept: Path, found: Fonts | None) -> Mapping[str, bytes]:
    """The cards as PNG by address, drawn once for each content and kept in a folder; none without fonts."""
    if found is None:
        return {}
    key = "\n".join((PIL.__version__, found.key(), Path(__file__).read_text(encoding="utf-8")))
    made: dict[str, bytes] = {}
    used: set[str] = set()
    for card in dict.fromkeys(cards):
        name = hashlib.sha256(repr((key, astuple(card)[2:])).encode()).hexdigest()[:32]
        made[card.address] = _kept(kept / f"{name}.png", card, found)
        used.add(f"{name}.png")
    idle = [path for path in kept.glob("*.png") if path.name not in used]
    for path in idle if len(idle) > _IDLE * len(used) else ():
        path.unlink(missing_ok=True)
    return made


def _kept(place: Path, card: Card, found: Fonts) -> bytes:
    try:
        return place.read_bytes()
    except OSError:
        pass
    data = draw(card, found)
    with suppress(OSError):  # a card that cannot be kept is drawn anew
        make_folder(place.parent)
        keep(place, data)
    return data


def draw(card: Card, found: Fonts) -> bytes:
    """One card."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((_EDGE, _EDGE, WIDTH - _EDGE, HEIGHT - _EDGE), fill=PLATE, outline=INK, width=2)
    inner = _EDGE + 10
    pen.rectangle((inner, inner, WIDTH - inner, HEIGHT - inner), outline=INK, width=1)
    for x in (inner + 24, WIDTH - inner - 24):
        for y in (inner + 24, HEIGHT - inner - 24):
            pen.ellipse((x - 7, y - 7, x + 7, y + 7), outline=INK, width=2)
            pen.line((x - 5, y + 5, x + 5, y - 5), fill=INK, width=2)
    room = WIDTH - 2 * _MARGIN
    pen.text((_MARGIN, 92), _cut(card.kicker, found.texts(32), room), font=found.texts(32), fill=FAINT)
    font, lines = _title(card.title, found, room)
    step = round(font.size * 1.4)
    top = 92 + 32 + 28 + (290 - step * len(lines)) // 2
    for number, line in enumerate(lines):
        hung = font.size * 0.45 if line[0] in _NOT_LAST else 0  # an opening bracket fills half of its square
        pen.text((_MARGIN - hung, top + number * step), line, font=font, fill=INK)
    pen.line((_MARGIN, 452, WIDTH - _MARGIN, 452), fill=INK, width=1)
    side = 96
    _seal(pen, card.site, found, (_MARGIN, 478), side)
    beside = _MARGIN + side + 24
    pen.text((beside, 482), _cut(card.line, found.texts(30), room - side - 24), font=found.texts(30), fill=INK)
    foot = f"{card.site}  {card.host}"
    pen.text((beside, 532), _cut(foot, found.texts(26), room - side - 24), font=found.texts(26), fill=FAINT)
    written = io.BytesIO()
    image.quantize(palette=_palette(), dither=Image.Dither.NONE).save(written, "PNG", compress_level=7)
    return written.getvalue()


def _seal(pen: ImageDraw.ImageDraw, name: str, found: Fonts, at: tuple[int, int], side: int) -> None:
    x, y = at
    pen.rectangle((x, y, x + side, y + side), fill=SEAL)
    pen.rectangle((x + 5, y + 5, x + side - 5, y + side - 5), outline=ON_SEAL, width=2)
    for cell in cells(name, side):
        font = found.titles(max(round(cell.size), 8))
        pen.text((x + cell.x, y + cell.y), cell.character, font=font, fill=ON_SEAL, anchor="ms")


def _title(text: str, found: Fonts, room: int) -> tuple[ImageFont.FreeTypeFont, tuple[str, ...]]:
    for size in _SIZES:
        font = found.titles(size)
        lines = broken(text, font, room)
        if len(lines) <= (2 if size > _SMALL else _LINES):
            return font, lines
    return font, (*lines[: _LINES - 1], _cut("".join(lines[_LINES - 1 :]), font, room))


def broken(text: str, font: ImageFont.FreeTypeFont, room: int) -> tuple[str, ...]:
    """A title in as few lines as there is room for, of about one length: no line begins with a closing sign or ends
    with an opening one, nothing breaks within a number or a word of letters, and phrases only where they must."""
    costs = _costs(text)
    wide = [font.getlength(text[:end]) for end in range(len(text) + 1)]
    aim = wide[-1] / max(-(-int(wide[-1]) // room), 1)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        there = costs.get(end, inf) if end < len(text) else 0.0
        found = (
            (best[start][0] + ((wide[end] - wide[start] - aim) / font.size) ** 2 + _A_LINE, start)
            for start in range(end)
            if wide[end] - wide[start] <= room or end - start == 1
        )
        cost, start = min(found)
        best.append((cost + there, start))
    lines: list[str] = []
    end = len(text)
    while end:
        start = best[end][1]
        lines.insert(0, text[start:end].strip())
        end = start
    return tuple(lines)


def _costs(text: str) -> dict[int, float]:
    """What a break costs at each place where there may be one."""
    t = wording()
    costs: dict[int, float] = {}
    place = 0
    for index, piece in enumerate(pieces_of(text, f"{t('guard.phrases')} {t('card.phrases')}")):
        for within in range(len(piece)):
            if place and _may_break(text, place):
                costs[place] = _PHRASE if index % 2 and within else 0.0
            place += 1
    for pair in _PAIRS.finditer(text):
        costs |= {place: _PHRASE for place in range(pair.start() + 1, pair.end()) if place in costs}
    return costs


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    joined = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    return after not in _NOT_FIRST and before not in _NOT_LAST and not joined


def _cut(text: str, font: ImageFont.FreeTypeFont, room: float) -> str:
    if font.getlength(text) <= room:
        return text
    end = len(text)
    while end and font.getlength(text[:end] + "…") > room:
        end -= 1
    return text[:end] + "…"


@cache
def _palette() -> Image.Image:
    """The colours of a card and what lies between them, where a letter's edge is drawn soft."""
    colours: list[int] = []
    for first, second in ((PLATE, INK), (PLATE, FAINT), (SEAL, ON_SEAL), (PAPER, INK)):
        one, other = ImageColor.getrgb(first), ImageColor.getrgb(second)
        for step in range(8):
            colours += [round(a + (b - a) * step / 7) for a, b in zip(one, other, strict=True)]
    palette = Image.new("P", (1, 1))
    palette.putpalette(colours)
    return palette


@cache
def _font(path: str, face: int, size: int) -> ImageFont.FreeTypeFont:
    # Basic layout: the same with and without a shaping library; Chinese needs none.
    return ImageFont.truetype(path, size, index=face, layout_engine=ImageFont.Layout.BASIC)
