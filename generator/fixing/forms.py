"""The one way to write a value that was written in another way, and that can mean nothing else.

Every function takes what was written and returns the form to write, or None where there is none beyond doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import normalize

from generator.core.values.date import read_partial
from generator.core.values.fold import simplified
from generator.core.values.unreadable import Unreadable
from generator.core.values.word import NO, YES, slip

_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
"""Full-width forms of ASCII, as an input method for Chinese types them."""
_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00)?$")
_MONTH_DAY = re.compile(r"([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*[日号]")
_NUMBER = re.compile(
    r"(?P<code>[^\s〔〕【】\[\]()]{0,12})\s*(?:【\s*{y}\s*】|\[\s*{y}\s*\]|\(\s*{y}\s*\)|〔\s*{y}\s*〕)"
    r"\s*0*(?P<number>[1-9][0-9]{0,4})\s*号".replace("{y}", "([0-9]{4})")
)
_TICKS = frozenset("✓✔☑")
_SILENT = frozenset("级奖中式")
"""What goes without saying at the end of a word: 国家级, 一等奖, 公示中, 活页式."""
_DENIALS = frozenset("不未无非否")
_CROSSES = frozenset("✗✘✕✖☒")


def narrow(text: str) -> str:
    """Full-width letters, digits and signs as ASCII; no blanks around."""
    return text.translate(_NARROW).strip()


def day(text: str) -> str | None:
    """A date in ISO form, cut where its precision ends."""
    plain = _MIDNIGHT.sub("", narrow(text))
    if "年" in plain:
        plain = re.sub(r"\s+", "", plain)
        plain = re.sub(r"(?<=[0-9])号$", "日", plain)
    try:
        read = read_partial(plain)
    except Unreadable:
        return None
    # A spreadsheet takes 2025.10 for a number and drops the nought: which month it was cannot be told any more.
    return None if read.precision == "month" and "." in plain else str(read)


def month_day(text: str) -> str | None:
    """The day of any year: 月-日."""
    found = _MONTH_DAY.fullmatch(narrow(text))
    return f"{int(found[1]):02d}-{int(found[2]):02d}" if found else None


def document_number(text: str) -> str | None:
    """代字〔年份〕序号号 (GB/T 9704): the year in these brackets, no noughts before the number, no blanks."""
    # Brackets are the only wide characters that the form itself has none of.
    found = _NUMBER.fullmatch(narrow(text).replace("［", "[").replace("］", "]"))
    if found is None:
        return None
    year = next(part for part in found.groups()[1:5] if part)
    return f"{found['code']}〔{year}〕{found['number']}号"


def flag(text: str) -> str | None:
    """是 or 否."""
    plain = narrow(text)
    if plain in YES | _TICKS:
        return "是"
    return "否" if plain in NO | _CROSSES else None


def word(text: str, allowed: Sequence[str]) -> str | None:
    """The word of a closed list that was meant: the same but for its width, case, traditional characters, blanks and
    punctuation around; or the only one of which the last character is missing and goes without saying, or two
    neighbours are exchanged.

    Nothing that anybody could have meant otherwise is changed. A wrong character is no slip in Chinese: 国际级 is not
    国家级, nor 市级 省级. Neither is one too many or missing, which may be what matters: 公开 is the contrary of
    不公开, 此件予公开 of 此件不予公开, a 理事 is no 理事长, 中企业 may be 中型 as well as 中小企业, and 计算复核 may be
    计算. Two exchanged characters are a slip only in a word of three or more (下线 and 线下 are both words), and only
    where none of them says no; and no other word of the list may be as near. Whatever else is near is a hint for a
    person, never a change.
    """
    written, words = _bare(text), {_bare(each): each for each in allowed}
    if written in words:
        return words[written]
    near = [each for each in words if _slipped(written, each)]
    return words[near[0]] if len(near) == 1 and not slip(written, words.keys() - near) else None


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", simplified(normalize("NFKC", text))).strip("。，、；.,;“”‘’\"'").casefold()


def _slipped(written: str, meant: str) -> bool:
    if meant[-1:] in _SILENT and written == meant[:-1]:
        return True
    if not 2 < len(written) == len(meant):
        return False
    return any(
        meant[:place] + meant[place + 1] + meant[place] + meant[place + 2 :] == written != meant
        and not _DENIALS & {meant[place], meant[place + 1]}
        for place in range(len(meant) - 1)
    )
