"""The kinds of records and where each is written: the table of contents of what people may write.

Identity comes from places: a file that cannot be parsed still has a kind and an id. A studio's record is known by the
studio and its own name (`welding-he/cup-2025`), the school's by its name alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.core.problem import RecordKey
from generator.core.records.achievement import Achievement
from generator.core.records.address import AddressChange
from generator.core.records.agreement import Agreement
from generator.core.records.appointment import Appointment
from generator.core.records.apprenticeship import Apprenticeship
from generator.core.records.archive import Archive
from generator.core.records.assessment import Assessment
from generator.core.records.base import Record
from generator.core.records.calendar import Calendar
from generator.core.records.enrolment import Enrolment
from generator.core.records.evaluation import Evaluation
from generator.core.records.facility import Donation, Facility
from generator.core.records.governing import GoverningDocument
from generator.core.records.group import Group
from generator.core.records.indicators import Indicators
from generator.core.records.meeting import Meeting
from generator.core.records.notice import Notice
from generator.core.records.partner import Partner
from generator.core.records.person import Member
from generator.core.records.plan import Plan
from generator.core.records.press import Press
from generator.core.records.register import Consent, RegisterEntry
from generator.core.records.report import Report
from generator.core.records.resource import Resource
from generator.core.records.round import Round
from generator.core.records.rules import Consequences, Criteria, Cycle, Duties, Process
from generator.core.records.safety import SafetyRegister
from generator.core.records.service import Service
from generator.core.records.site import Site
from generator.core.records.studio import Profile, Studio
from generator.core.records.takedown import Takedown
from generator.core.records.training import Training
from generator.core.records.waiver import Waiver

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What a file may be called, since its name is an id and part of an address."""
TAKEN = re.compile(r"index(?:-[0-9]+)?")
"""What no file may be called: the site's own lists, and their further pages, have these addresses. A kind may have
more of them."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record, with its Chinese title. `path` is where it is written, with `<studio>`, `<year>`, `<name>` to
    fill in and `<many>` for `yml` or `csv`; `place` the same as an expression.

    `listed` names the list that holds the records where a file holds many, "" where a file is one record. `choices`
    gives the kind and model by the value of the file's own `kind`, for files that say themselves what they are. `taken`
    are names that no file may have, since pages of the site's own stand at their addresses. Of an `internal` kind
    nothing at all is published, not even that a record is faulty. What a `verb` of ours writes, nobody starts by hand.
    """

    name: str
    title: str
    path: str
    place: re.Pattern[str]
    model: type[Record]
    listed: str = ""
    choices: Mapping[str, tuple[str, type[Record]]] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    internal: bool = False
    verb: str = ""

    def is_taken(self, name: str) -> bool:
        """Whether the name belongs to a page of the site's own."""
        return bool(TAKEN.fullmatch(name)) or name in self.taken

    def shown(self, studio: str) -> str:
        """The place as teachers read it."""
        words = (("<studio>", studio), ("<year>", "年份"), ("<name>", "名称"), (".<many>", ".yml 或 .csv"))
        path = self.path
        for mark, word in words:
            path = path.replace(mark, word)
        return path


def _kind(
    name: str,
    title: str,
    place: str,
    model: type[Record],
    listed: str = "",
    choices: Mapping[str, tuple[str, type[Record]]] | None = None,
    taken: frozenset[str] = frozenset(),
    *,
    internal: bool = False,
    verb: str = "",
) -> Kind:
    expression = (
        place.replace(".", r"\.")
        .replace("<studio>", r"(?P<studio>[^/]+)")
        .replace("<year>", r"(?P<year>(?:19|20)[0-9]{2})")
        .replace("<name>", r"(?P<name>[^/]+)")
        .replace("<many>", r"(?:yml|csv)")
    )
    return Kind(name, title, place, re.compile(expression), model, listed, choices or {}, taken, internal, verb)


RULES: Mapping[str, tuple[str, type[Record]]] = {
    "指标体系": ("indicators", Indicators),
    "工作日历": ("calendar", Calendar),
    "认定条件": ("criteria", Criteria),
    "认定程序": ("process", Process),
    "职责分工": ("duties", Duties),
    "年度安排": ("cycle", Cycle),
    "结果运用": ("consequences", Consequences),
}

KINDS: tuple[Kind, ...] = (
    _kind("studio", "工作室", "studios/<studio>/studio.yml", Studio),
    _kind("profile", "工作室自述", "studios/<studio>/profile.md", Profile),
    _kind("member", "成员与角色", "studios/<studio>/members.<many>", Member, "members"),
    _kind("achievement", "成果", "studios/<studio>/achievements/<year>/<name>.md", Achievement),
    _kind("training", "培训", "studios/<studio>/trainings/<year>.<many>", Training, "trainings"),
    _kind("partner", "合作单位", "studios/<studio>/partners.<many>", Partner, "partners"),
    _kind("agreement", "合作协议", "studios/<studio>/agreements.<many>", Agreement, "agreements"),
    _kind("governing", "归档文件", "studios/<studio>/documents/<year>.<many>", GoverningDocument, "documents"),
    _kind("report", "工作报告", "studios/<studio>/reports/<year>/<name>.md", Report),
    _kind("meeting", "会议", "studios/<studio>/meetings/<year>.<many>", Meeting, "meetings"),
    _kind("facility", "场地", "studios/<studio>/facilities.<many>", Facility, "facilities"),
    _kind("donation", "捐赠", "studios/<studio>/donations.<many>", Donation, "donations"),
    _kind("apprenticeship", "带徒", "studios/<studio>/apprenticeships.<many>", Apprenticeship, "apprenticeships"),
    _kind("service", "服务", "studios/<studio>/services/<year>.<many>", Service, "services"),
    _kind("safety", "安全登记", "studios/<studio>/safety/<year>.yml", SafetyRegister),
    _kind("appointment", "互兼互聘", "studios/<studio>/appointments.<many>", Appointment, "appointments"),
    _kind("evaluation", "评价", "studios/<studio>/evaluations/<year>.<many>", Evaluation, "evaluations"),
    _kind("enrolment", "学生规模", "studios/<studio>/enrolment/<year>.yml", Enrolment),
    _kind("resource", "第三方资源", "studios/<studio>/resources/<year>.<many>", Resource, "resources"),
    _kind("waiver", "警告的豁免", "studios/<studio>/waivers.<many>", Waiver, "waivers", internal=True),
    _kind("site", "学校与网站", "content/site.yml", Site),
    _kind("register", "人员登记", "content/people.<many>", RegisterEntry, "people"),
    _kind("consent", "公开同意", "content/consents.<many>", Consent, "consents"),
    _kind("address", "网址变更", "content/addresses.<many>", AddressChange, "addresses"),
    _kind("takedown", "撤下登记", "content/takedowns.<many>", Takedown, "takedowns", internal=True),
    _kind("plan", "规划与计划", "content/plans/<name>.yml", Plan),
    _kind("group", "职教集团", "content/groups/<name>.yml", Group),
    _kind("press", "媒体报道", "content/press/<year>.<many>", Press, "press"),
    _kind("round", "认定批次", "content/rounds/<name>.yml", Round),
    _kind(
        "notice",
        "公示与公告",
        "content/notices/<year>/<name>.md",
        Notice,
        taken=frozenset({"by-state", "by-kind", "feed", "verify"}),
    ),
    _kind("school-waiver", "警告的豁免（全校）", "content/waivers.<many>", Waiver, "waivers", internal=True),
    _kind("rules", "规则", "content/rules/<year>/<name>.yml", Record, choices=RULES),
    _kind("archive", "年度存档", "content/archive/<year>.yml", Archive, verb="archive record"),
    _kind("assessment", "考核", "content/assessments/<year>/<name>.yml", Assessment),
)
INTERNAL = frozenset(kind.name for kind in KINDS if kind.internal)
"""The kinds of which nothing at all is published."""
OF_STUDIOS = frozenset(kind.name for kind in KINDS if kind.path.startswith("studios/"))
"""The kinds that studios write."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a path says: the kind of record, its studio, its year and its name."""

    kind: Kind
    studio: str = ""
    year: str = ""
    name: str = ""

    @property
    def key(self) -> RecordKey:
        """The key of the record that the file is; of a file of many, the key of the file as a whole."""
        if self.kind.name == "assessment":
            return RecordKey(self.kind.name, f"{self.year}/{self.name}")
        parts = [self.studio] if self.studio else []
        if self.name or self.year:
            parts.append(self.name or self.year)
        return RecordKey(self.kind.name, "/".join(parts) or self.kind.name)

    def key_of(self, name: str) -> RecordKey:
        """The key of one record in a file of many."""
        return RecordKey(self.kind.name, f"{self.studio}/{name}" if self.studio else name)


def place_of(path: str) -> Place | None:
    """What stands at a path; None for a path that holds no record."""
    for kind in KINDS:
        if found := kind.place.fullmatch(path):
            return Place(kind, **found.groupdict())
    return None
