"""People in public: who is named and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from generator.core.compute.takedown import in_effect
from generator.core.dataset import Dataset, Entry
from generator.core.problem import RecordKey
from generator.core.records.person import LEARNERS, Member
from generator.core.records.register import ConsentUse, Publishing

_COMPOUND = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 "
    "太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 令狐".split()
)
"""Family names of two characters."""


def is_learner(member: Member) -> bool:
    """Whether the person has only learner's roles: an apprentice or pupil."""
    return all(entry.role in LEARNERS for entry in member.roles)


def entries_of(dataset: Dataset) -> Mapping[str, Sequence[Entry[Member]]]:
    """What is believed of each person who is defined, by number: the entries of the studios that may say something."""
    agreed = {number: {home.studio, *home.record.elsewhere} for number, home in dataset.people().items()}
    found: dict[str, list[Entry[Member]]] = {number: [] for number in agreed}
    for entry in dataset.members:
        if entry.studio in agreed.get(entry.record.id, ()):
            found[entry.record.id].append(entry)
    return found


def consents(dataset: Dataset, person: str, use: ConsentUse, as_of: date) -> bool:
    """Whether somebody's consent to a use is in force on a day; a pupil's takes the guardian's too."""
    member = dataset.people().get(person)
    pupil = member is not None and any(held.role == "重点培养学生" for held in member.record.roles)
    return any(
        use in entry.record.uses
        and entry.record.since <= as_of
        and (entry.record.until is None or as_of <= entry.record.until)
        and (entry.record.withdrawn is None or as_of < entry.record.withdrawn)
        and (entry.record.guardian or not pupil)
        for entry in dataset.consents_of(person)
    )


def publishing(dataset: Dataset, number: str, as_of: date) -> Publishing:
    """How the school lets a person be named in public on a day; nobody is who was taken down."""
    if RecordKey("person", number) in in_effect(dataset, as_of):
        return "不公开"
    registered = dataset.shelf("register").get(number)
    return registered.record.publish if registered else "全名"


def not_named(dataset: Dataset, as_of: date) -> Mapping[str, str]:
    """The full names, by number, of those who are not named in full in public on a day."""

    def work() -> Mapping[str, str]:
        entries = entries_of(dataset)
        return {
            number: entry.record.name
            for number, entry in dataset.people().items()
            if entry.record.name and not _is_named(dataset, number, entries[number], as_of)
        }

    return dataset.once(f"not named on {as_of}", work)


def _is_named(dataset: Dataset, number: str, entries: Sequence[Entry[Member]], as_of: date) -> bool:
    learner = all(is_learner(entry.record) for entry in entries)
    return publishing(dataset, number, as_of) == "全名" and (not learner or consents(dataset, number, "姓名", as_of))


def masked(name: str) -> str:
    """A learner's name as it may be shown: 张*, 张*丰, 欧阳*锋, 阿依·***, 周同学."""
    if "·" in name:
        first, _, rest = name.partition("·")
        return f"{first}·{'*' * len(rest)}"
    if len(name) <= 1 or name.endswith(("同学", "某")):
        return name  # written without the given name in the first place
    if len(name) == 2:
        return name[0] + "*"
    family = name[:2] if name[:2] in _COMPOUND else name[:1]
    if len(name) == len(family) + 1:
        return family + "*"
    return family + "*" * (len(name) - len(family) - 1) + name[-1]
