"""At the edge: what is just right is no problem, what is one step beyond it is. (What each problem looks like is told
by the golden cases.)"""

from __future__ import annotations

import importlib
from inspect import isfunction, signature
from pkgutil import iter_modules

import pytest

from generator.core import checks
from tests.core.conftest import School

HONG = "studios/hong"
CSV = f"=== {HONG}/trainings/2025.csv\nid,date,until,topic,audience,persons,days\n"


def change(path: str, *lines: str) -> str:
    return "\n".join([f"=== {path} (change)", *lines, ""])


def semesters(second: str) -> str:
    return change("content/site.yml", "-    starts: 08-01", f"+    starts: {second}")


def signed(day: str) -> str:
    return change("content/notices/2026/grades-result.md", "-signed: 2026-01-13", f"+signed: {day}")


def marks(line: str) -> str:
    return change("content/assessments/2025/hong.yml", "-  2.1: 36 38", f"+  2.1: {line}")


def role_until(day: str) -> str:
    return change(f"{HONG}/members.yml", "         since: 2024-09-01", f"+        until: {day}")


def step(day: str) -> str:
    return change(f"{HONG}/studio.yml", "-  - since: 2021-09-01", f"+  - since: {day}")


def period(starts: str, ends: str) -> str:
    lines = [" period:", "-  length: 5", "-  unit: 工作日", f"+  starts: {starts}", f"+  ends: {ends}"]
    return change("content/notices/2026/grades-proposed.md", *lines)


def show(day: str) -> str:
    return f"=== {HONG}/achievements/2026/show.md\n---\ntitle: 作品展\ntype: 荣誉\ndate: {day}\n---\n"


def bands(lowest: str, best: str) -> str:
    given = f"bands: [{{grade: A, name: 优秀, at_least: {best}}}, {{grade: C, name: 合格, at_least: {lowest}}}]"
    lines = ["-bands:", "-  - {grade: A, name: 优秀, at_least: 90}", "-  - {grade: B, name: 良好, at_least: 60}"]
    return change("content/rules/2025/indicators.yml", *lines, "-  - {grade: C, name: 合格, at_least: 0}", f"+{given}")


@pytest.mark.parametrize(
    ("overlay", "codes"),
    [
        (semesters("08-01"), []),
        (semesters("07-31"), ["C602"]),
        (signed("2026-01-14"), []),
        (signed("2026-01-15"), ["N402"]),
        (marks("40 40"), []),
        (marks("40 40.01"), ["G516"]),
        (marks("0 0"), []),
        (role_until("2024-09-01"), []),
        (role_until("2024-09"), []),
        (role_until("2024"), []),
        (role_until("2024-08-31"), ["P313"]),
        (step("2021-06-01"), []),
        (step("2021-05-31"), ["S302"]),
        (period("2026-01-06", "2026-01-06"), []),
        (period("2026-01-06", "2026-01-05"), ["N401"]),
        (CSV + "t1,2025-03-05,2025-03-05,x,企业员工,1,1\n", []),
        (CSV + "t1,2025-03-05,2025-03-04,x,企业员工,1,1\n", ["T332"]),
        (CSV + "t1,2025-12-31,2026-01-02,x,企业员工,1,1\n", []),
        (show("2026-01-20"), []),
        (show("2026-01-21"), ["A324"]),
        (show("2026-01"), []),
        (show("2026-02"), ["A324"]),
        (show("2026"), []),
        (show("20XX"), []),
        (bands("0", "100"), []),
        (bands("0", "100.5"), ["G505"]),
        (bands("0.5", "90"), ["G505"]),
    ],
)
def test_edges(school: School, overlay: str, codes: list[str]) -> None:
    assert [found.code.id for found in school(overlay).problems] == codes


def test_a_name_may_be_the_studios_own_twice(school: School) -> None:
    again = change(
        f"{HONG}/studio.yml", "     kind: 申报名称", "+  - {name: 小镇职业学校洪师傅技能大师工作室, kind: 铭牌名称}"
    )
    assert school(again).problems == ()


def test_a_check_of_files_is_exact(school: School) -> None:
    wrong = change(
        f"{HONG}/achievements/2025/cup.md", "-    file: certificate.pdf", "+    file: ../../hong/files/certificate.pdf"
    )
    assert [found.code.id for found in school(wrong).problems] == ["A326"]


def test_every_check_is_run() -> None:
    """A check that is written but not listed would pass unseen."""
    written = set()
    for found in iter_modules(checks.__path__):
        module = importlib.import_module(f"{checks.__name__}.{found.name}")
        functions = [each for each in vars(module).values() if isfunction(each) and each.__module__ == module.__name__]
        written |= {each for each in functions if list(signature(each).parameters) == ["dataset", "as_of"]}
    assert written == set(checks.CHECKS)
