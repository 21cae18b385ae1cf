"""Addresses: where each noun of the Edition has its page. Paths from the site's root that name files."""

from __future__ import annotations

HOME = "index.html"
STUDIOS = "studios/index.html"
PEOPLE = "people/index.html"
ACHIEVEMENTS = "achievements/index.html"
NOTICES = "notices/index.html"
GRADES = "grades/index.html"
RULES = "rules/index.html"
ROUNDS = "rounds/index.html"
STATISTICS = "statistics/index.html"
TRAININGS = "trainings/index.html"
PLANS = "plans/index.html"
GROUPS = "groups/index.html"
PRESS = "press/index.html"
CALENDAR = "calendar/index.html"
ARCHIVE = "archive/index.html"
ABOUT = "about.html"
STATUS = "status.html"
GUIDE = "guide/index.html"


def studio(studio: str) -> str:
    """A studio's page."""
    return f"studios/{studio}/index.html"


def trainings(studio: str) -> str:
    """A studio's training ledger."""
    return f"studios/{studio}/trainings.html"


def person(number: str) -> str:
    """A person's page, by number: names change and are private."""
    return f"people/{number}.html"


def achievement(studio: str, name: str) -> str:
    """An achievement's page."""
    return f"achievements/{studio}/{name}.html"


def achievements_of_year(year: str) -> str:
    """The achievements of one year."""
    return f"achievements/year-{year}.html"


def notice(name: str) -> str:
    """A notice's page."""
    return f"notices/{name}.html"


def grade_year(year: int) -> str:
    """The summary of an assessed year."""
    return f"grades/{year}/index.html"


def grade(year: int, studio: str) -> str:
    """One studio's grade."""
    return f"grades/{year}/{studio}.html"


def system(name: str) -> str:
    """An indicator system."""
    return f"rules/{name}.html"


def guide(kind: str) -> str:
    """The guide's page of a kind of record."""
    return f"guide/{kind}.html"


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


def calendar_year(year: int) -> str:
    """The school's year, month by month."""
    return f"calendar/{year}.html"


def documents(studio: str) -> str:
    """What a studio has on file."""
    return f"studios/{studio}/documents.html"
