"""Cross-record checks: what no single field can tell. `CHECKS` is the table of contents.

A check is a generator of problems over the whole Dataset on a day. It never raises for what was written, and it says
nothing about a record that is already broken: one cause, one message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from generator.core.checks import (
    achievement,
    agreement,
    apprenticeship,
    assessment,
    claim,
    consequence,
    governing,
    indicators,
    meeting,
    notice,
    person,
    plan,
    register,
    row,
    site,
    studio,
    training,
)
from generator.core.checks import round as rounds
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
    notice.counts_in_prose_agree,
    notice.numbers_unique,
    notice.filed_under_year,
    indicators.one_system_a_year,
    indicators.points_unique,
    indicators.marks_add_up,
    indicators.bands_cover,
    indicators.grades_known,
    indicators.review_matches_rule,
    indicators.rules_speak_of_fields,
    assessment.studio_known,
    assessment.system_exists,
    assessment.points_known,
    assessment.marks_fit,
    assessment.marks_complete,
    assessment.vetoes_known,
    assessment.reviewers_known,
    assessment.decision_known,
    agreement.partner_known,
    agreement.dates_in_order,
    agreement.term_long_enough,
    agreement.clauses_complete,
    agreement.dissolved_ends_studio,
    agreement.agreement_in_force,
    agreement.partners_listed,
    agreement.partner_dates,
    governing.categories_complete,
    governing.files_exist,
    governing.files_cited,
    governing.semesters_known,
    governing.filed_after_written,
    row.filed_under_year,
    row.not_in_future,
    row.within_studio_life,
    meeting.cadence_kept,
    apprenticeship.people_known,
    apprenticeship.two_people,
    apprenticeship.dates_in_order,
    apprenticeship.apprentice_is_member,
    apprenticeship.facility_known,
    claim.certificates_unique,
    claim.claimed_once,
    register.people_known,
    register.consent_dates,
    register.guardians_asked,
    plan.ids_unique,
    plan.phases_known,
    plan.phases_apart,
    plan.targets_agree,
    plan.phases_add_up,
    plan.actuals_known,
    rounds.criteria_known,
    rounds.stages_in_order,
    rounds.references_known,
    rounds.names_formed,
    consequence.lowest_grade_has_consequence,
    consequence.consequence_stated,
    consequence.end_announced,
    consequence.records_fresh,
)


def run_checks(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Every problem that every check finds."""
    for check in CHECKS:
        yield from check(dataset, as_of)
