"""Starting a record: which files `new` writes, and what in them only the repository knows."""

from __future__ import annotations

import secrets
from collections.abc import Container, Mapping
from datetime import date

from generator.core.dataset import Dataset
from generator.core.records.editor import modeline
from generator.core.records.kinds import NAME, TAKEN
from generator.core.records.scaffold import NEW_TRADE, PROFILE_BODY, scaffold, scaffold_table, tabular
from generator.core.records.schema import find_kind, kind_names
from generator.core.records.studio import Studio
from generator.core.values.word import nearest

FIRST_PERSON = 101
SALT_BYTES = 16
STUDIO = """\
# 名称：至少一个申报名称；授牌后加一个 kind: 铭牌名称。
names:
  - name: {name}技能大师工作室
    kind: 申报名称
# 简称：列表里用的短名，一般是技术方向。
short: {name}
# 类别 可选：技能大师工作室 技术技能大师工作室 企业（技术能手）工作室
kind: 技能大师工作室
# 建设方式 可选：校企联办 学校单独创办
mode: 学校单独创办
# 职业工种
trade: {name}
# 对应专业
major: {name}
# 所在系部
department: 所在系部
# 领衔大师：members.yml 里的人员编号。
master: {person}
# 成立日期：知道到哪一级就写到哪一级。
founded: {today}
# 历程：按时间先后，最后一行是现在的状态。
# 可选：申报 公示中 认定 建设中 考核 终止 撤销
status:
  - since: {today}
    status: 申报
# 一句话介绍：60 字以内，用在列表和分享卡片上。
summary: {name}技能大师工作室。
# 还可以写：
""" + "".join(f"#   {field}（{info.title}）\n" for field, info in Studio.model_fields.items() if not info.is_required())
MEMBERS = """\
# 成员：一个人一条。人员编号全校唯一，写成 p 加数字；在别的工作室已有的人只写编号和角色。
members:
  - id: {person}
    name: 姓名
    # 所属方 可选：学校 企业 社会
    side: 学校
    # 在本工作室的角色，每个角色写起始日期；不再担任时加 until。
    roles:
      - {{role: 大师, since: {today}}}
"""
PROFILE = (
    """\
---
# 标题和修订日期都可以不写。
updated: {today}
---
"""
    + PROFILE_BODY
)


class Unknown(Exception):
    """`new` was asked for something it cannot start; `key` names the message, `args_of_message` fill its blanks."""

    def __init__(self, key: str, **args: object) -> None:
        super().__init__(key)
        self.key = key
        self.args_of_message = args


def starting_files(
    kind: str, name: str, studio: str, year: int, dataset: Dataset, today: date, there: Container[str] = ()
) -> Mapping[str, str]:
    """The files of a new record by path; where a list or a table of its kind is `there`, in its form, at its path.
    Raises Unknown."""
    if kind == "assessment":
        name = name or studio
    if name and not NAME.fullmatch(name):
        raise Unknown("bad_name", name=name)
    if TAKEN.fullmatch(name):
        raise Unknown("taken_name", name=name)
    if kind == "studio":
        return _studio(name or studio, dataset, today)
    found = find_kind(kind)
    if found is None:
        raise unknown_kind(kind)
    place, model = found
    if place.verb:
        raise Unknown("by_verb", kind=kind, verb=place.verb)
    if place.is_taken(name):
        raise Unknown("taken_name", name=name)
    if "<studio>" in place.path and not studio:
        raise Unknown("no_studio", kind=kind, allowed=" ".join(dataset.studios))
    if "<studio>" in place.path and studio not in dataset.studios:
        raise Unknown("unknown_studio", studio=studio, allowed=" ".join(dataset.studios))
    if kind == "assessment" and name not in dataset.studios:
        raise Unknown("unknown_studio", studio=name, allowed=" ".join(dataset.studios))
    if "<name>" in place.path and not name:
        raise Unknown("no_name", kind=kind)
    path = place.path.replace("<studio>", studio).replace("<year>", str(year)).replace("<name>", name)
    table = bool(place.listed) and tabular(model)
    list_path, table_path = (path.replace("<many>", ending) for ending in ("yml", "csv"))
    is_there = list_path in there, table_path in there
    table = bool(place.listed) and (is_there == (False, True) or (is_there != (True, False) and tabular(model)))
    path = table_path if table else list_path
    known = _known(kind, name, studio, year, dataset)
    text = scaffold_table(kind, known, today) if table else scaffold(kind, known, today)
    return {path: with_modeline(kind, path, text)}


def unknown_kind(kind: str) -> Unknown:
    """That there is no such kind of record, and which may be meant."""
    meant = nearest(kind.lower(), kind_names())
    kinds = " ".join(kind_names())
    if meant is None:
        return Unknown("unknown_kind", kind=kind, kinds=kinds)
    return Unknown("unknown_kind_nearest", kind=kind, kinds=kinds, meant=meant)


def with_modeline(kind: str, path: str, text: str) -> str:
    """The text of a starting file with the line for editors at its head; a table has no place for one."""
    if path.endswith(".csv"):
        return text
    head, fence, rest = ("", "", text) if path.endswith(".yml") else text.partition("---\n")
    return f"{head}{fence}{modeline(kind, path)}{rest}"


def _known(kind: str, name: str, studio: str, year: int, dataset: Dataset) -> dict[str, str]:
    """What the fields of a new record can be filled with."""
    known = {"id": name or f"{kind}-{year}-1", "year": str(year)}
    entry = dataset.studios.get(studio)
    people = [member.record.id for member in dataset.members if member.studio == studio] or sorted(dataset.people())
    if people:
        known["person_id"] = entry.record.master if entry else people[0]
        known["apprentice"] = next((person for person in people if person != known["person_id"]), people[0])
    if kind == "assessment":  # nobody marks the studio they belong to
        own = {member.record.id for member in dataset.members if member.studio == name}
        known["person_id"] = next(
            (person for person in sorted(dataset.shelf("register"), reverse=True) if person not in own), "p999"
        )
    for field, wanted in (("partner", "agreement"), ("criteria", "round")):
        names = [each.name for each in dataset.shelf(field).values() if each.studio in {"", studio}]
        if names and kind == wanted:
            known[field] = names[0]
    if kind in {"register", "consent"} and people:
        known["person"] = people[0]
    if kind == "register":
        known["id"] = next((number for number in people if number not in dataset.shelf("register")), "p999")
    if kind == "member":
        known["id"] = free_number(dataset)
        known["name"] = "姓名"
    if kind == "notice":
        known["salt"] = new_salt()
    # An entry of a list has its own id; a file's id is its name.
    if not {"id"} & set(((found := find_kind(kind)) and found[1].model_fields) or ()):
        known.pop("id")
    if found and "year" not in found[1].model_fields:
        known.pop("year")
    return known


def new_salt() -> str:
    """A salt for a notice, which nobody can guess."""
    return secrets.token_hex(SALT_BYTES)


def free_number(dataset: Dataset) -> str:
    """A person's number that nobody has."""
    taken = {int(key.id[1:]) for key in dataset.known if key.kind == "person" and key.id[1:].isdigit()}
    return f"p{max(taken, default=FIRST_PERSON - 1) + 1}"


def _studio(name: str, dataset: Dataset, today: date) -> Mapping[str, str]:
    if not name:
        raise Unknown("no_name", kind="studio")
    if dataset.knows("studio", name):
        raise Unknown("studio_exists", studio=name)
    blanks = {"name": NEW_TRADE, "person": free_number(dataset), "today": today.isoformat()}
    return studio_files(name, blanks)


def studio_files(name: str, blanks: Mapping[str, str]) -> Mapping[str, str]:
    """The files of a new studio; `blanks` are the trade, the master's number and the day."""
    texts = {"studio": ("studio.yml", STUDIO), "member": ("members.yml", MEMBERS), "profile": ("profile.md", PROFILE)}
    return {
        (path := f"studios/{name}/{file}"): with_modeline(kind, path, text.format(**blanks))
        for kind, (file, text) in texts.items()
    }
