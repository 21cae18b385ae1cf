"""Cross-record checks: what no single field can tell. `CHECKS` is the table of contents.

A check is a generator of problems over the whole Dataset on a day. It never raises for what was written, and it says
nothing about a record that is already broken: one cause, one message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from generator.core.checks import achievement, assessment, indicators, notice, person, site, studio, training
from generator.core.dataset import Dataset
from generator.core.problem import Problem

Check = Callable[[Dataset, date], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    site.site_exists,
    site.semesters_in_order,
    studio.master_is_member,
    studio.status_in_order,
    studio.names_unique,
    studio.contact_known,
    person.defined_once,
    person.reference_defined,
    person.roles_in_order,
    person.teacher_known,
    achievement.people_known,
    achievement.lead_among_people,
    achievement.filed_under_year,
    achievement.not_in_future,
    achievement.contest_complete,
    achievement.evidence_exists,
    achievement.sharing_known,
    training.filed_under_year,
    training.days_in_order,
    training.trainer_known,
    training.not_in_future,
    notice.period_in_order,
    notice.signed_before_published,
    notice.calendar_known,
    notice.period_given,
    notice.objection_given,
    notice.links_known,
    notice.studios_known,
    notice.offices_known,
    notice.rows_fit_columns,
    notice.counts_agree,
    notice.numbers_unique,
    notice.filed_under_year,
    indicators.one_system_a_year,
    indicators.points_unique,
    indicators.marks_add_up,
    indicators.bands_cover,
    indicators.grades_known,
    indicators.review_matches_rule,
    assessment.studio_known,
    assessment.system_exists,
    assessment.points_known,
    assessment.marks_fit,
    assessment.marks_complete,
    assessment.vetoes_known,
    assessment.decision_known,
)


def run_checks(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Every problem that every check finds."""
    for check in CHECKS:
        yield from check(dataset, as_of)
