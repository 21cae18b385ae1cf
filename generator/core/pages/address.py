"""Addresses: where each noun of the Edition has its page. Paths from the site's root that name files."""

from __future__ import annotations

from collections.abc import Mapping

from generator.core.records.achievement import UNRANKED

HOME = "index.html"
STUDIOS = "studios/index.html"
PEOPLE = "people/index.html"
ACHIEVEMENTS = "achievements/index.html"
NOTICES = "notices/index.html"
GRADES = "grades/index.html"
RULES = "rules/index.html"
ROUNDS = "rounds/index.html"
STATISTICS = "statistics/index.html"
METRICS = "statistics/by-group.html"
COMPARE = "compare.html"
TRAININGS = "trainings/index.html"
PLANS = "plans/index.html"
GROUPS = "groups/index.html"
PRESS = "press/index.html"
CALENDAR = "calendar/index.html"
ARCHIVE = "archive/index.html"
ABOUT = "about.html"
STATUS = "status.html"
SEARCH = "search.html"
SITE_MAP = "map.html"
GUIDE_FOLDER = "guide"
GUIDE = f"{GUIDE_FOLDER}/index.html"
CODES = "guide/codes/index.html"

DATA_FOLDER = "data"
DATA = f"{DATA_FOLDER}/index.html"
DATA_EDITION = f"{DATA_FOLDER}/edition.json"
DATA_SCHEMA = f"{DATA_FOLDER}/edition.schema.json"
DATA_STUDIO_SCHEMA = f"{DATA_FOLDER}/studio.schema.json"
DATA_YEAR_SCHEMA = f"{DATA_FOLDER}/year.schema.json"
DATA_PACKAGE = f"{DATA_FOLDER}/datapackage.json"
DATA_CATALOGUE = f"{DATA_FOLDER}/dcat.jsonld"
DATA_INTERFACE = f"{DATA_FOLDER}/openapi.json"
DATA_CHANGES = f"{DATA_FOLDER}/changelog.json"
DATA_LICENCE = f"{DATA_FOLDER}/licence.txt"
DATA_SUMS = f"{DATA_FOLDER}/sha256sums.txt"

EMBED_FOLDER = "embed"
EMBED = f"{EMBED_FOLDER}/index.html"

FEED = "feed.xml"
FEED_JSON = "feed.json"
FEED_CALENDAR = "calendar.ics"

STUDIOS_BY_TRADE = "studios/by-trade.html"
STUDIOS_BY_STATUS = "studios/by-status.html"
STUDIOS_BY_LEVEL = "studios/by-level.html"

TYPES: Mapping[str, str] = {
    "课程标准": "course-standard",
    "技艺特色课程": "craft-course",
    "1+X证书课程": "certificate-course",
    "教材": "textbook",
    "教学资源": "teaching-resource",
    "教学案例": "teaching-case",
    "项目库": "project-bank",
    "企业员工培训包": "training-package",
    "专业标准": "major-standard",
    "岗位规范": "post-standard",
    "质量标准": "quality-standard",
    "纵向课题": "government-project",
    "横向课题": "enterprise-project",
    "专利": "patent",
    "产品研发": "product",
    "工艺革新": "process",
    "方法革新": "method",
    "工具革新": "tool",
    "成果转化": "transfer",
    "竞赛获奖": "contest",
    "荣誉": "honour",
    "宣传报道": "media",
}
"""The types of achievements as they stand in addresses. A name once published stays."""
LEVELS: Mapping[str, str] = {
    "国家级": "national",
    "省级": "provincial",
    "市级": "municipal",
    "校级": "school",
    "企业级": "enterprise",
    UNRANKED: "unranked",
}
"""The levels of achievements as they stand in addresses."""


def further(address: str, number: int) -> str:
    """A page of a list that is too long for one: the first has the list's own address."""
    return address if number == 1 else f"{address.removesuffix('.html')}-{number}.html"


NOTICES_BY_STATE = "notices/by-state.html"
NOTICES_BY_KIND = "notices/by-kind.html"
VERIFY = "notices/verify.html"
LOG = "log/notices.jsonl"
"""The public log of notices, for whoever checks it."""
NOTICES_FEED = "notices/feed.xml"
NOTICES_JSON = "notices/feed.json"
NOTICES_CALENDAR = "notices/calendar.ics"


def studio(studio: str) -> str:
    """A studio's page."""
    return f"studios/{studio}/index.html"


def trainings(studio: str) -> str:
    """A studio's training ledger."""
    return f"studios/{studio}/trainings.html"


def services(studio: str) -> str:
    """A studio's service ledger."""
    return f"studios/{studio}/services.html"


def meetings(studio: str) -> str:
    """A studio's meetings."""
    return f"studios/{studio}/meetings.html"


def documents(studio: str) -> str:
    """What a studio keeps on file, and its reports."""
    return f"studios/{studio}/documents.html"


def cooperation(studio: str) -> str:
    """Whom a studio works with."""
    return f"studios/{studio}/cooperation.html"


def teaching(studio: str) -> str:
    """A studio's learners in numbers, evaluations and safety."""
    return f"studios/{studio}/teaching.html"


def report(studio: str, name: str) -> str:
    """A studio's report."""
    return f"studios/{studio}/reports/{name}.html"


def report_data(studio: str, name: str) -> str:
    """A studio's report as data: what its printed digest is of."""
    return f"studios/{studio}/reports/{name}.json"


def report_foot(studio: str, name: str) -> str:
    """What stands at the foot of every page of a report on paper: a stylesheet, since only one can say it."""
    return f"studios/{studio}/reports/{name}.css"


def explore(kind: str) -> str:
    """Where all records of a kind can be filtered: achievement, training, notice."""
    return f"explore/{kind}s.html"


def explored(kind: str, name: str) -> str:
    """The list of those that have one value of a facet."""
    return f"explore/{kind}s/{name}.html"


def breakdown(by: str, measure: str = "") -> str:
    """The statistics by a dimension; those of one measure."""
    return f"statistics/by-{by}{measure and '-'}{measure}.html"


def breakdown_table(by: str, measure: str) -> str:
    """The same as a table for spreadsheets."""
    return f"statistics/by-{by}-{measure}.csv"


def trainings_of_year(year: str) -> str:
    """All trainings and services of one year."""
    return f"trainings/{year}.html"


def place(kind: str, studio: str, name: str) -> str | None:
    """Where a studio's record stands on the pages behind the studio's page, if on the first of its list (see `behind`);
    None for what is only counted there."""
    match kind:
        case "training":
            return f"{trainings(studio)}#row-{name}"
        case "service":
            return f"{services(studio)}#row-{name}"
        case "governing":
            return f"{documents(studio)}#row-{name}"
        case "meeting":
            return f"{meetings(studio)}#row-{name}"
        case "partner" | "agreement" | "facility" | "donation" | "resource":
            return f"{cooperation(studio)}#{kind}-{name}"
        case "evaluation":
            return f"{teaching(studio)}#evaluation-{name}"
        case "enrolment" | "safety":
            return f"{teaching(studio)}#{kind}"
    return None


def data_of_studio(studio: str) -> str:
    """All that is public of a studio, as data."""
    return f"{DATA_FOLDER}/studios/{studio}.json"


def data_of_year(year: str) -> str:
    """All that is public of a year, as data."""
    return f"{DATA_FOLDER}/years/{year}.json"


def data_table(name: str) -> str:
    """A table for spreadsheets."""
    return f"{DATA_FOLDER}/tables/{name}.csv"


def embed_studio(studio: str) -> str:
    """A studio's card for pages of others: the picture and the page for a frame, without their endings."""
    return f"{EMBED_FOLDER}/studios/{studio}"


def embed_grade(year: int, studio: str) -> str:
    """The badge of a grade, likewise."""
    return f"{EMBED_FOLDER}/grades/{year}/{studio}"


def embed_figure(name: str) -> str:
    """A figure, likewise."""
    return f"{EMBED_FOLDER}/figures/{name}"


YEAR_FEED = "calendar/feed.xml"
YEAR_CALENDAR = "calendar/calendar.ics"
CORRECTIONS_FEED = "notices/corrections/feed.xml"


def studio_feed(studio: str) -> str:
    """What is new of a studio."""
    return f"studios/{studio}/feed.xml"


def studio_calendar(studio: str) -> str:
    """A studio's days."""
    return f"studios/{studio}/calendar.ics"


KINDS: Mapping[str, str] = {
    "拟认定公示": "proposed-recognition",
    "认定公布": "recognition",
    "申报通知": "application-call",
    "考核通知": "assessment-call",
    "考核结果公示": "proposed-grades",
    "考核结果公布": "grades",
    "验收结果": "acceptance",
    "领衔人变更": "lead-change",
    "更名": "renaming",
    "迁移": "moving",
    "终止": "ending",
    "撤销": "revocation",
    "摘牌": "plaque-removal",
    "更正": "correction",
    "补充": "supplement",
    "延长公示期": "extension",
    "重新公示": "renewed",
    "情况通报": "report",
    "其他公示": "other",
    "通知": "announcement",
}
"""The kinds of notices as they stand in addresses of feeds."""


def kind_folder(kind: str) -> str:
    """Where the feeds of a kind of notice are."""
    return f"notices/kinds/{KINDS[kind]}"


def person(number: str) -> str:
    """A person's page, by number: names change and are private."""
    return f"people/{number}.html"


def achievement(studio: str, name: str) -> str:
    """An achievement's page."""
    return f"achievements/{studio}/{name}.html"


def achievements_of_year(year: str) -> str:
    """The achievements of one year."""
    return f"achievements/year-{year}.html"


def achievements_of_type(kind: str) -> str:
    """The achievements of one type."""
    return f"achievements/type-{TYPES[kind]}.html"


def achievements_of_level(level: str) -> str:
    """The achievements of one level."""
    return f"achievements/level-{LEVELS[level]}.html"


def achievements_of_studio(studio: str) -> str:
    """The achievements of one studio."""
    return f"achievements/{studio}/index.html"


def notice(name: str) -> str:
    """A notice's page."""
    return f"notices/{name}.html"


def notice_record(name: str) -> str:
    """What a notice says, with its salt: what the log holds the digest of."""
    return f"notices/{name}.json"


def notice_calendar(name: str) -> str:
    """A notice's opening and closing, as a calendar file; not where the calendar of them all is (`calendar.ics`)."""
    return f"notices/{name}.days.ics" if name == "calendar" else f"notices/{name}.ics"


def card(of: str, name: str) -> str:
    """The picture that stands for a notice, a studio or a section where it is shared."""
    return f"cards/{of}/{name}.png"


def short(name: str) -> str:
    """A notice's short address, which stays for good: it is printed."""
    return f"n/{name}.html"


def grade_year(year: int) -> str:
    """The summary of an assessed year."""
    return f"grades/{year}/index.html"


def grade_table(year: int) -> str:
    """What is public of an assessed year, as a table."""
    return f"grades/{year}/grades.csv"


def grade_data(year: int) -> str:
    """The same for programs."""
    return f"grades/{year}/grades.json"


def grade(year: int, studio: str) -> str:
    """One studio's grade."""
    return f"grades/{year}/{studio}.html"


def system(name: str) -> str:
    """An indicator system."""
    return f"rules/{name}.html"


def guide(kind: str) -> str:
    """The guide's page of a kind of record."""
    return f"guide/{kind}.html"


def code(code: str) -> str:
    """The guide's page of a kind of problem, by its code."""
    return f"guide/codes/{code.lower()}.html"


def rule(name: str) -> str:
    """A rule of another kind: rules of all kinds stand side by side, each under a name of its own."""
    return f"rules/{name}.html"


def recognition_round(name: str) -> str:
    """A recognition round."""
    return f"rounds/{name}.html"


def plan(name: str) -> str:
    """A plan."""
    return f"plans/{name}.html"


def group(name: str) -> str:
    """A vocational group."""
    return f"groups/{name}.html"


def press_of_year(year: str) -> str:
    """The press coverage of one year."""
    return f"press/{year}.html"


def archived(year: str, address: str) -> str:
    """Where a page stands as it was when its year was frozen."""
    return f"archive/{year}/{address}"


def changes(year: str) -> str:
    """What is not as it was when a year was frozen."""
    return f"archive/since-{year}.html"


def snapshot(name: str) -> str:
    """The zip of a snapshot, to take away."""
    return f"archive/{name}.zip"


def calendar_year(year: int) -> str:
    """The school's year, month by month."""
    return f"calendar/{year}.html"
