"""Personal data in text: what nobody may publish by accident, found however it is written.

Numbers are found with full-width digits, with blanks and punctuation between them, glued to Chinese words. A find is
`certain` where the number proves itself (check digit, form) or its label says what it is; what only looks like one is
doubtful. Offices' landlines, credit codes, long order numbers and the bare word 身份证号 are no finds.

Sources: 个人信息保护法 art. 28 (sensitive data), 教财厅函〔2017〕28号 (what a public list may not hold), GB 11643
(identity numbers), 未成年人学校保护规定 art. 10 (scores and ranks of pupils).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from stdnum import luhn
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

Kind = Literal[
    "identity",
    "old_identity",
    "mobile",
    "bank_card",
    "birth_date",
    "home_address",
    "student_number",
    "parent_phone",
    "exam",
    "exam_column",
    "location",
]
"""身份证号, 15位身份证号, 手机号码, 银行卡号, 出生日期, 家庭住址, 学号, 家长电话, 学生考试成绩或名次; a column of
such marks in a table of pupils; where a photo was taken, as the camera wrote it. The last two are found in no text."""


@dataclass(frozen=True, slots=True)
class Find:
    """Something personal in a text: characters `start` to `end` (from 0, without the last). The value itself is kept
    nowhere."""

    kind: Kind
    start: int
    end: int
    certain: bool


_BETWEEN = (
    r"[ \t\u00a0\u2000-\u200a\u202f\u3000"
    r"\-\u2010-\u2015\u00b7\u30fb.\u3002,\u3001\uff0c_/|*:;\uff1a\uff1b()\uff08\uff09"
    r"~#&'\"`\\<>\[\]{}\u2018-\u201d\u3008-\u3011\u3014\u3015"
    r"\u0300-\u036f\ufe00-\ufe0f]{0,3}"  # nobody sees these, or hardly
)
_RUN = re.compile(rf"\d(?:{_BETWEEN}\d){{10,}}(?:{_BETWEEN}[Xx](?![0-9A-Za-z]))?")
"""Eleven digits and more with at most three other signs between any two; an X may end it."""
_LABEL = 14
"""How many characters before a number may hold the word that says what it is."""
_PLACE_DAY = r"[1-8][0-7]\d{4}%s\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_ALONE: Mapping[int, re.Pattern[str]] = {
    **dict.fromkeys((19, 17, 16), re.compile("62")),
    18: re.compile(_PLACE_DAY % "(?:1[89]|20)" + "|62"),
    15: re.compile(_PLACE_DAY % ""),
    13: re.compile("861[3-9]"),
    11: re.compile("1[3-9]"),
}
"""How a number of so many digits begins that needs no label: one look before more is asked of a table's digits."""
_PARTS = 5
"""In how many parts somebody may write an old identity number."""
_ID_WORD = re.compile(r"身份证|证件号|公民身份")
_CARD_WORD = re.compile(r"卡号|账号|帐号|银行卡|开户")
_OTHER_WORD = re.compile(r"单号|编号|订单|序列|证书|合同|批号|流水|登记号|统一社会信用|ISBN|[Nn][Oo]\.?|[A-Za-z_]$")
_DIGEST = re.compile(
    r"(?<![0-9A-Za-z])(?=[0-9]*[a-f])[0-9a-f]{32,}(?![0-9A-Za-z])|(?:files/|sha256 )[0-9a-f]{16}(?![0-9A-Za-z])"
)
"""Digests and other random hexadecimal numbers, in which any digits may stand; those of files are cut to sixteen."""
_MOBILE = re.compile(r"(?:\+?86)?1[3-9]\d{9}")
_YEAR_MONTH = r"(?P<y>(?:19|20)\d{2})\s*[年\-./]\s*(?P<m>1[0-2]|0?[1-9])(?!\d)\s*"
_BIRTH = (
    re.compile(
        rf"(?:出生(?:日期|年月日|年月|时间|于)?|生日|生于|诞生于)[\s:是为在()（]{{0,3}}{_YEAR_MONTH}(?:[月\-./]\s*(?P<d>\d{{1,2}}))?"
    ),
    re.compile(rf"{_YEAR_MONTH}(?:[月\-./]\s*(?P<d>\d{{1,2}})?\s*日?)?(?:出生|生(?![产活效日长涯源态成均物命])|诞生)"),
)
_BORN = re.compile(r"生(?:[日于]|(?<=出生)|(?<=诞生)|(?<=[\d年月日\-./\s]生))")
_PLACE = r"[\u4e00-\u9fff0-9A-Za-z#\-()（）]"
_HOME = re.compile(
    rf"(?:家庭|家里|现|居住|通讯|户籍|户口)?(?:住址|家庭地址|户籍地址|户籍所在地|居住地址)[\s:是为在]{{0,3}}(?=({_PLACE}{{4,40}}))"
    rf"|家住(?=({_PLACE}{{4,40}}))"
)
_HOMES = ("住址", "家庭地址", "户籍地址", "户籍所在地", "居住地址", "家住")
"""Words of which one stands in every text that tells a home."""
_PLACE_WORD = re.compile(r"[省市区县镇乡村组路街巷弄号栋幢楼室户]")
_BLOCK = re.compile(
    rf"{_PLACE}{{0,20}}(?:小区|花园|家园|公寓|家属院|新村|苑){_PLACE}{{0,10}}?\d+(?:栋|幢|号楼|单元|座){_PLACE}{{0,8}}?\d+(?:室|号|户)?"
)
_STUDENT = re.compile(r"(?:学籍号|学号|考生号|准考证号|学生证号)[\s:是为]{0,3}[A-Za-z]{0,3}\d[\dA-Za-z\-]{4,}")
_PARENT = re.compile(
    r"(?:家长|父亲|母亲|爸爸|妈妈|监护人|父母)[^\n。;；]{0,8}?"
    r"(?:电话|手机|联系方式|号码)[^\d\n]{0,4}\d[\d\- ]{5,}\d"
)
_EXAM = re.compile(
    r"(?:期[中末]|月考|模考|统考|会考|学考|学业水平|高考|中考|文化课)(?:考试|测试|检测)?[^\n。;；]{0,14}?"
    r"(?:\d+(?:\.\d+)?\s*分(?!钟)|(?:班级|年级|全班|全校|全年级|总分)?第\s*\d+\s*名|(?:排名|名次)[^\n。;；]{0,4}?\d+)"
)
_SCORE_COLUMNS = re.compile(
    r"(?:考试|期[中末]|文化课|总|语文|数学|英语|学业)?(?:成绩|分数|总分|排名|名次)|班级排名|年级排名|升学去向|录取院校|平均分"
)
_PUPIL_COLUMNS = re.compile(r"学生|学员|学号|班级|年级|徒弟")
_NAME_COLUMNS = re.compile(r"姓\s*名|名\s*字|名单")
"""People who may be pupils."""


def finds(text: str) -> tuple[Find, ...]:
    """Everything personal in a text, in its order; where two overlap, the more certain and then the longer."""
    # Most texts are words without a digit, dates, ids and counts: the number of a person has eleven digits and more,
    # and whatever a word tells is told in Chinese.
    if not _MAYBE.search(text) or (len(text) < _SHORTEST and text.isascii()):
        return ()
    plain = _plain(text)
    found = sorted(
        (*_numbers(plain), *_worded(plain)), key=lambda each: (not each.certain, each.start - each.end, each.start)
    )
    kept: list[Find] = []
    covered = bytearray(len(text))
    for each in found:
        if not any(covered[each.start : each.end]):
            kept.append(each)
            covered[each.start : each.end] = bytes([1]) * (each.end - each.start)
    return tuple(sorted(kept, key=lambda each: each.start))


def certain_finds(text: str) -> tuple[Find, ...]:
    """The certain ones alone, faster: for the many pages of a finished site."""
    plain = _plain(text)
    found = (*_numbers(plain), *_worded(plain, _CERTAIN))
    return tuple(sorted((each for each in found if each.certain), key=lambda each: each.start))


def is_mobile(number: str) -> bool:
    """Whether a telephone number is that of a mobile."""
    return _MOBILE.fullmatch(re.sub(r"[ \-]", "", _plain(number))) is not None


def exam_columns(columns: Sequence[str]) -> tuple[int, ...]:
    """Which columns of a table that lists pupils give scores or ranks."""
    return _scores(columns) if any(_PUPIL_COLUMNS.search(name) for name in columns) else ()


def may_be_exam_columns(columns: Sequence[str]) -> tuple[int, ...]:
    """The same of a table that lists people of whom it does not say what they are."""
    if exam_columns(columns) or not any(_NAME_COLUMNS.fullmatch(name.strip()) for name in columns):
        return ()
    return _scores(columns)


def _scores(columns: Sequence[str]) -> tuple[int, ...]:
    return tuple(index for index, name in enumerate(columns) if _SCORE_COLUMNS.fullmatch(_plain(name).strip()))


@lru_cache(maxsize=32)
def masked(text: str) -> str:
    """The text with every find made unreadable, for terminals and logs; its length stays. A long line is asked for
    again with every problem in it."""
    shown = list(text)
    for found in finds(text):
        for place in range(found.start, found.end):
            if shown[place].isalnum():
                shown[place] = "*"
    return "".join(shown)


_SIGNS = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u24ea\u24f5-\u24fd\u2776-\u277e"
"""Digits that are raised, lowered or in circles."""
_MAYBE = re.compile(rf"[\d{_SIGNS}]|住")
"""Without a digit, or a word for a home, there is nothing to find."""
_SHORTEST = 11
"""How many digits the shortest number has, a mobile."""
_WIDE = re.compile(rf"[\uff01-\uff5e{_SIGNS}]"), re.compile(r"[^\D0-9]")
"""What has a narrow form; the second are the digits of other scripts. To look for both at once takes longer."""


def _plain(text: str) -> str:
    """The same number of characters with digits, Latin letters and signs in their narrow forms."""
    if text.isascii():
        return text
    for wide in _WIDE:
        for character in set(wide.findall(text)):
            text = text.replace(character, _narrow(character))
    return text


def _narrow(character: str) -> str:
    if "\uff01" <= character <= "\uff5e":
        return chr(ord(character) - 0xFEE0)
    return str(unicodedata.digit(character))


def _numbers(text: str) -> Iterator[Find]:
    random: bytearray | None = None
    for run in _RUN.finditer(text):
        places = [run.start() + index for index, sign in enumerate(run[0]) if sign.isdigit() or sign in "Xx"]
        signs = "".join(text[place] for place in places)
        # A number begins and ends where no digit touches it.
        starts = [0, *(index for index in range(1, len(places)) if places[index] - places[index - 1] > 1)]
        ends = {*(index for index in range(1, len(places)) if places[index] - places[index - 1] > 1), len(places)}
        if not signs[-1].isdigit():
            ends.add(len(places) - 1)
        for start in starts:
            # Words end a run, so that a label is only seen from its beginning.
            near = places[start] - places[0] < _LABEL
            for length in (18, 15, 19, 17, 16, 13, 11):
                end = start + length
                if end in ends and (near or _ALONE[length].match(signs, start)):
                    before = text[max(0, places[start] - _LABEL) : places[start]]
                    gaps = {at for at, (left, right) in enumerate(pairwise(places[start:end]), 1) if right - left > 1}
                    if found := _number(signs[start:end], before, gaps):
                        kind, certain = found
                        last = places[end - 1] + 1
                        if random is None:  # most texts hold no number of a person at all
                            random = _random(text)
                        if not any(random[places[start] : last]):
                            glued = text[last : last + 1].isascii() and text[last : last + 1].isalpha()
                            yield Find(kind, places[start], last, certain and not glued)


def _random(text: str) -> bytearray:
    """Which characters of a text stand in random numbers."""
    random = bytearray(len(text))
    for digest in _DIGEST.finditer(text):
        random[digest.start() : digest.end()] = bytes([1]) * (digest.end() - digest.start())
    return random


def _number(signs: str, before: str, gaps: set[int]) -> tuple[Kind, bool] | None:
    """What a number of digits is, by itself, by what stands before it and by how many digits its parts have."""
    labelled = _ID_WORD.search(before) is not None
    if len(signs) == 18 and signs[:17].isdigit():
        if _is_identity(signs):
            return "identity", True
        if labelled or (_is_born(signs[6:14]) and signs[:2] in _PROVINCES and not _OTHER_WORD.search(before)):
            return "identity", labelled
    if not signs.isdigit():
        return None
    likely = labelled or not _OTHER_WORD.search(before)
    if len(signs) == 15 and signs[:2] in _PROVINCES and _is_born("19" + signs[6:12]) and likely and len(gaps) < _PARTS:
        return "old_identity", labelled
    grouped = {place - (len(signs) - 11) for place in gaps} <= {0, 3, 7} or len(gaps) == len(signs) - 1
    if len(signs) in {11, 13} and grouped and _MOBILE.fullmatch(signs):
        return "mobile", not _OTHER_WORD.search(before)
    if 16 <= len(signs) <= 19 and luhn.is_valid(signs):
        if _CARD_WORD.search(before):
            return "bank_card", True
        if signs.startswith("62") and len(gaps) <= 5:
            return "bank_card", not _OTHER_WORD.search(before)
    return None


_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)


def _is_identity(signs: str) -> bool:
    try:
        ric.validate(signs)
    except (ValidationError, KeyError):
        # The list of counties has holes (for some the library has not even an entry); the check digit has none.
        return (
            signs[:2] in _PROVINCES and _is_born(signs[6:14]) and ric.calc_check_digit(signs[:17]) == signs[17].upper()
        )
    return True


def _is_born(day: str) -> bool:
    try:
        born = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return False
    return 1880 <= born.year <= 2040


def _worded(text: str, forms: Iterable[_Form] = ()) -> Iterator[Find]:
    # To look for a word is far quicker than to try a pattern at every place: most texts have none of them.
    births = _BIRTH if _BORN.search(text) else ()
    for birth in (found for form in births for found in form.finditer(text)):
        yield Find("birth_date", birth.start("y"), birth.end(), birth["d"] is not None)
    for home in _HOME.finditer(text) if any(word in text for word in _HOMES) else ():
        place = home[1] or home[2]
        if words := _PLACE_WORD.findall(place):
            yield Find("home_address", home.end(), home.end() + len(place), len(words) > 1)
    for kind, form, certain, signs in forms or _FORMS:
        if any(sign in text for sign in signs):
            for found in form.finditer(text):
                yield Find(kind, found.start(), found.end(), certain)


_Form = tuple[Kind, re.Pattern[str], bool, tuple[str, ...]]
"""A kind, how it is written, whether that is certain, and words of which one stands in every text that holds it."""
_FORMS: tuple[_Form, ...] = (
    ("home_address", _BLOCK, False, ("小区", "园", "公寓", "家属院", "新村", "苑")),
    ("student_number", _STUDENT, True, ("学籍号", "学号", "考生号", "准考证号", "学生证号")),
    ("parent_phone", _PARENT, True, ("家长", "父", "母", "爸爸", "妈妈", "监护人")),
    ("exam", _EXAM, False, ("期中", "期末", "考", "学业水平", "文化课")),
)
_CERTAIN = tuple(form for form in _FORMS if form[2])
