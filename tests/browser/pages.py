"""The pages that the tests of the browser open, one of every kind of the sample's, and what may not happen there."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Route

ORIGIN = "http://jiangpu.example/school/"
"""Where a test may pretend that the site is served."""
OWN = ("file:", "data:", "blob:", ORIGIN)


def watched(context: BrowserContext) -> list[str]:
    """What goes wrong in a context: errors, and requests to a host of others."""
    faults: list[str] = []
    context.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on("request", lambda asked: None if asked.url.startswith(OWN) else faults.append(asked.url))
    return faults


def end_of_test(faults: list[str]) -> None:
    """Nothing went wrong in a window that stays open; if something did, it is not the next test's."""
    told = list(faults)
    faults.clear()
    assert told == []


def held_back(context: BrowserContext, files: str) -> Callable[[], None]:
    """Keeps files whose address has a pattern from the pages, as a slow line would. What lets them go."""
    waiting: list[Route] = []
    free = False

    def wait(route: Route) -> None:
        if free:
            route.continue_()
        else:
            waiting.append(route)

    def let_go() -> None:
        nonlocal free
        free = True
        for route in waiting:
            route.continue_()

    context.route(re.compile(files), wait)
    return let_go


PAGES = (
    "index.html",
    "studios/index.html",
    "studios/welding-he/index.html",
    "studios/welding-he/trainings.html",
    "people/index.html",
    "people/p101.html",
    "achievements/index.html",
    "achievements/year-2025.html",
    "achievements/welding-he/national-contest.html",
    "notices/index.html",
    "notices/recognition-2026-proposed.html",
    "notices/assessment-2025-result.html",
    "notices/verify.html",
    "grades/index.html",
    "grades/2025/index.html",
    "grades/2025/welding-he.html",
    "rules/index.html",
    "rules/indicators-2025.html",
    "rules/criteria.html",
    "rules/process.html",
    "rules/cycle.html",
    "rules/consequences.html",
    "rounds/index.html",
    "rounds/2025.html",
    "plans/index.html",
    "plans/studios-2024-2026.html",
    "plans/tianjin-work-study.html",
    "groups/index.html",
    "groups/hubei-forestry.html",
    "press/index.html",
    "press/2025.html",
    "calendar/index.html",
    "calendar/2025.html",
    "archive/index.html",
    "status.html",
    "search.html",
    "about.html",
    "studios/by-trade.html",
    "studios/by-status.html",
    "studios/by-level.html",
    "studios/welding-he/services.html",
    "studios/welding-he/meetings.html",
    "studios/welding-he/documents.html",
    "studios/welding-he/cooperation.html",
    "studios/welding-he/teaching.html",
    "studios/welding-he/reports/annual-2025.html",
    "statistics/index.html",
    "notices/by-kind.html",
    "notices/by-state.html",
    "rules/duties.html",
    "trainings/index.html",
    "trainings/2025.html",
    "achievements/type-contest.html",
    "achievements/level-national.html",
    "achievements/welding-he/index.html",
)
MORE = (
    "explore/achievements.html",
    "explore/trainings.html",
    "explore/notices.html",
    "compare.html",
    "embed/index.html",
    "map.html",
    "guide/index.html",
    "guide/achievement.html",
    "guide/codes/index.html",
    "guide/codes/f204.html",
    "archive/since-2024.html",
    "data/index.html",
    "statistics/by-department.html",
    "statistics/by-department-achievements.html",
    "statistics/by-group.html",
    "explore/achievements/grade-2c99de83.html",
    "explore/figures/department-0e90612b.html",
    "achievements/auto-qin/car-owner-report.html",
    "achievements/painting-wen/campus-mural-copy.html",
)
"""Kinds of pages that only some tests open."""
ALIKE = frozenset(
    {
        *("achievements/type-contest.html", "achievements/level-national.html"),
        *("studios/by-status.html", "studios/by-level.html", "notices/by-state.html"),
    }
)
"""Those that say by the same template what others of them say of something else."""
