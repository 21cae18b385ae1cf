"""What is embedded, drawn as SVG: a studio's card, a badge of a grade, the bars of a figure.

Each stands for itself wherever it is put: it loads nothing and runs nothing. Its colours are attributes, which every
Content-Security-Policy allows; for readers who ask for a dark scheme a style sheet has others, and where a policy
forbids that the light ones stay. Fonts are the reader's own, so widths are reckoned, not measured.
"""

from __future__ import annotations

import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.core.pages.following import line

PAPER, PLATE, RULE, INK, FAINT, SEAL, ON_SEAL = (
    *("#F6F1E6", "#ECE4D3", "#B9AD97", "#1E1A15", "#675E51"),
    *("#B22B1B", "#FDF8EE"),
)
"""The theme's light colours, see assets/stylesheets/jiangpu.css."""
DARK = {
    PAPER: "#181511",
    PLATE: "#231F19",
    RULE: "#564D41",
    INK: "#EDE6D8",
    FAINT: "#A4998A",
    SEAL: "#C8402C",
    ON_SEAL: "#FFF9F0",
}
"""What stands for each in the dark."""
_RULES = (f'[fill="{light}"]{{fill:{dark}}}[stroke="{light}"]{{stroke:{dark}}}' for light, dark in DARK.items())
STYLE = f"@media (prefers-color-scheme:dark){{{''.join(_RULES)}}}"
FONTS = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
COLUMN = 104
"""How much room a figure of a card has, in pixels: what is longer is written smaller."""
NARROW = 0.58
"""How wide a sign of another script is, in the width of a Chinese one."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished drawing: its size in pixels, what it is called, what it says in words, and its markup."""

    width: int
    height: int
    title: str
    told: str
    markup: str


def card(
    title: str, told: str, name: str, facts: Sequence[str], figures: Sequence[tuple[str, str]], foot: str
) -> Drawing:
    """A studio: its name, a line or two about it, its figures as value and label, and whose word it is."""
    lines = _wrapped(name, 16, 2)
    height = 110 + 26 * len(lines) + 20 * len(facts)
    svg = _svg(360, height, title, told)
    _box(svg, 0.5, 0.5, 359, height - 1, PAPER, RULE)
    _box(svg, 0, 0, 6, height, SEAL)
    y = 34
    for text in lines:
        _text(svg, 24, y, text, 19, INK, weight="700")
        y += 26
    for text in facts:
        _text(svg, 24, y - 2, _cut(text, 24), 13, FAINT)
        y += 20
    for place, (value, label) in enumerate(figures):
        size = min(20, int(COLUMN / max(_ems(value), 1)))
        _text(svg, 24 + 110 * place, y + 18, value, size, INK, weight="700")
        _text(svg, 24 + 110 * place, y + 36, _cut(label, 8), 12, FAINT)
    _text(svg, 24, height - 14, _cut(foot, 28), 11, FAINT)
    return _finished(svg, 360, height, title, told)


def badge(title: str, told: str, label: str, value: str) -> Drawing:
    """A grade: what was assessed, and the grade."""
    label, value = _cut(label, 24), _cut(value, 8)
    left, right = round(_ems(label) * 14) + 24, round(_ems(value) * 14) + 24
    svg = _svg(left + right, 32, title, told)
    _box(svg, 0.5, 0.5, left + right - 1, 31, PLATE, RULE)
    _box(svg, left, 0, right, 32, SEAL)
    _text(svg, 12, 21, label, 14, INK)
    _text(svg, left + 12, 21, value, 14, ON_SEAL, weight="700")
    return _finished(svg, left + right, 32, title, told)


def bars(title: str, told: str, head: str, rows: Sequence[tuple[str, str, Decimal]], foot: str) -> Drawing:
    """A figure: a bar for each row, given as its name, its value as it is said, and as a number."""
    width, start, room = 420, 120, 220
    height = 74 + 26 * len(rows)
    most = max((number for _, _, number in rows), default=Decimal()) or Decimal(1)
    svg = _svg(width, height, title, told)
    _box(svg, 0.5, 0.5, width - 1, height - 1, PAPER, RULE)
    _text(svg, 20, 30, _cut(head, 24), 15, INK, weight="700")
    for place, (name, said, number) in enumerate(rows):
        y = 46 + 26 * place
        long = max(0.0, float(number / most)) * room
        _text(svg, start - 10, y + 14, _cut(name, 7), 13, FAINT, anchor="end")
        _box(svg, start, y + 2, round(long, 1), 16, SEAL)
        _text(svg, start + round(long, 1) + 8, y + 14, said, 13, INK)
    _text(svg, 20, height - 12, _cut(foot, 32), 11, FAINT)
    return _finished(svg, width, height, title, told)


def _svg(width: int, height: int, title: str, told: str) -> ET.Element:
    """A drawing that says in words what it shows: its name first, all of it after."""
    svg = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": str(width),
            "height": str(height),
            "viewBox": f"0 0 {width} {height}",
            "role": "img",
            "aria-labelledby": "name told",
            "lang": "zh-CN",
            "font-family": FONTS,
        },
    )
    ET.SubElement(svg, "title", {"id": "name"}).text = line(title)
    ET.SubElement(svg, "desc", {"id": "told"}).text = line(told)
    ET.SubElement(svg, "style").text = STYLE
    return svg


def _finished(svg: ET.Element, width: int, height: int, title: str, told: str) -> Drawing:
    return Drawing(width, height, line(title), line(told), ET.tostring(svg, "unicode"))


def _box(svg: ET.Element, x: float, y: float, width: float, height: float, fill: str, stroke: str = "") -> None:
    sizes = {"x": f"{x:g}", "y": f"{y:g}", "width": f"{width:g}", "height": f"{height:g}", "fill": fill}
    ET.SubElement(svg, "rect", sizes | ({"stroke": stroke} if stroke else {}))


def _text(
    svg: ET.Element, x: float, y: float, text: str, size: int, fill: str, *, weight: str = "", anchor: str = ""
) -> None:
    more = {"font-weight": weight} if weight else {}
    more |= {"text-anchor": anchor} if anchor else {}
    found = ET.SubElement(svg, "text", {"x": f"{x:g}", "y": f"{y:g}", "font-size": str(size), "fill": fill} | more)
    found.text = text


def _em(sign: str) -> float:
    return 1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.0 if unicodedata.combining(sign) else NARROW


def _ems(text: str) -> float:
    """How wide a text is, in the width of a Chinese sign."""
    return sum(map(_em, text))


def _cut(text: str, most: float) -> str:
    """A text in one line, with dots for what there is no room for."""
    return _wrapped(text, most, 1)[0]


def _wrapped(text: str, most: float, lines: int) -> list[str]:
    """A text in at most so many lines; the last ends in dots where there is no room for the rest."""
    found = [""]
    for sign in line(text):
        if _ems(found[-1] + sign) <= most:
            found[-1] += sign
        elif len(found) < lines:
            found.append(sign)
        else:
            while found[-1] and _ems(found[-1]) > most - 1:
                found[-1] = found[-1][:-1]
            found[-1] += "…"
            break
    return found
