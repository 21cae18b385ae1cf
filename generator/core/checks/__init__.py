"""Cross-record checks: what no single field can tell. `CHECKS` is the table of contents.

A check is a generator of problems over the whole Dataset on a day. It never raises for what was written. It sees the
sound fields of broken records too and may ask for any: where it asks for one that could not be read, it is made once
more without the records that lack it, or the items of their lists that do, for one cause is one message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from generator.core.checks import (
    achievement,
    address,
    agreement,
    apprenticeship,
    archive,
    assessment,
    by_hand,
    calendar,
    claim,
    consequence,
    content,
    enrolment,
    governing,
    group,
    indicators,
    log,
    meeting,
    notice,
    person,
    personal,
    plan,
    register,
    row,
    site,
    studio,
    takedown,
    text,
    training,
)
from generator.core.checks import round as rounds
from generator.core.checks.echo import with_echoes
from generator.core.dataset import Dataset
from generator.core.problem import Problem
from generator.core.records.partial import Field, Unread

Check = Callable[[Dataset, date], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    site.site_exists,
    site.semesters_in_order,
    site.names_unique,
    archive.archives_fit,
    studio.master_is_member,
    studio.status_in_order,
    studio.names_unique,
    studio.plaques_unique,
    studio.contact_known,
    studio.mobile_agreed,
    person.defined_once,
    person.reference_defined,
    person.roles_in_order,
    person.teacher_known,
    person.places_agreed,
    achievement.people_known,
    achievement.lead_among_people,
    achievement.filed_under_year,
    achievement.not_in_future,
    achievement.contest_complete,
    achievement.isbn_right,
    achievement.evidence_exists,
    achievement.sharing_known,
    achievement.sharing_agreed,
    achievement.shares_exist,
    training.filed_under_year,
    training.days_in_order,
    training.days_within_dates,
    training.trainer_known,
    training.not_in_future,
    personal.nothing_personal,
    personal.nothing_personal_once_drawn,
    personal.nothing_personal_in_names,
    content.contents_sound,
    content.contents_not_personal,
    content.contents_name_nobody,
    personal.pupils_agreed_to_pictures,
    calendar.one_calendar_a_year,
    calendar.days_of_the_year,
    notice.period_in_order,
    notice.signed_before_published,
    notice.calendar_known,
    notice.rest_day_counts,
    notice.period_given,
    notice.objection_given,
    notice.corrections_quoted,
    notice.outcome_agrees,
    notice.removed_were_listed,
    notice.files_exist,
    notice.files_named,
    notice.mobiles_approved,
    notice.period_long_enough,
    notice.period_said_once,
    notice.signed_lately,
    notice.objections_taken_to_the_end,
    notice.result_in_time,
    notice.links_make_sense,
    notice.ended_once,
    notice.links_of_kinds,
    notice.quoted_as_published,
    notice.dates_after_publication,
    notice.taken_down_everywhere,
    notice.number_of_its_year,
    notice.disclosure_fits_scope,
    notice.links_known,
    notice.studios_known,
    notice.offices_known,
    notice.rows_fit_columns,
    notice.counts_agree,
    notice.counts_in_prose_agree,
    notice.numbers_unique,
    notice.filed_under_year,
    log.lines_chained,
    log.notices_unchanged,
    log.events_accounted,
    log.salts_unique,
    address.list_is_sound,
    address.addresses_kept,
    address.changes_make_sense,
    by_hand.links_lead_somewhere,
    by_hand.nothing_inline,
    by_hand.nothing_unmerged,
    indicators.one_system_a_year,
    indicators.points_unique,
    indicators.marks_add_up,
    indicators.bands_cover,
    indicators.grades_known,
    indicators.grades_distinct,
    indicators.rules_ask_something,
    indicators.cap_and_vetoes_make_sense,
    indicators.filings_of_known_semesters,
    indicators.semesters_can_be_told,
    indicators.review_matches_rule,
    indicators.rules_speak_of_fields,
    assessment.studio_known,
    assessment.system_exists,
    assessment.points_known,
    assessment.marks_fit,
    assessment.marks_complete,
    assessment.vetoes_known,
    assessment.reviewers_known,
    assessment.reviewers_apart,
    assessment.studio_was_there,
    assessment.decision_in_turn,
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
    enrolment.no_more_than_all,
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
    register.consented_pictures_exist,
    takedown.takedowns_mean_something,
    takedown.taken_down_is_not_named,
    takedown.archives_without_taken_down,
    plan.ids_unique,
    plan.phases_known,
    plan.phases_apart,
    plan.targets_agree,
    plan.phases_add_up,
    plan.actuals_known,
    plan.measures_count,
    plan.counts_agree,
    plan.metrics_fed,
    group.columns_known,
    rounds.criteria_unique,
    rounds.criteria_known,
    rounds.stages_in_order,
    rounds.references_known,
    rounds.names_formed,
    rounds.applications_unique,
    rounds.criteria_met,
    rounds.periods_agree,
    rounds.decisions_linked,
    consequence.grades_have_consequences,
    consequence.end_announced,
    consequence.records_fresh,
    text.texts_are_meant,
    text.headings_are_headings,
)


OF_ONE_FILE: tuple[Check, ...] = (
    personal.nothing_personal,
    personal.nothing_personal_once_drawn,
    text.texts_are_meant,
)
"""What is looked for in each file for itself, and kept with what was read of it."""

OF_WHOLE_RECORDS = frozenset({log.notices_unchanged, log.events_accounted})
"""What compares records as they stand: a broken one is another, for which no second reason is needed."""


OF_ITEMS: Mapping[Check, frozenset[str]] = {
    site.semesters_in_order: frozenset({"site"}),
    site.names_unique: frozenset({"site"}),
    studio.status_in_order: frozenset({"studio"}),
    studio.names_unique: frozenset({"studio"}),
    person.roles_in_order: frozenset({"member"}),
    person.teacher_known: frozenset({"member"}),
    achievement.people_known: frozenset({"achievement"}),
    achievement.evidence_exists: frozenset({"achievement"}),
    achievement.sharing_known: frozenset({"achievement"}),
    achievement.sharing_agreed: frozenset({"achievement", "studio"}),
    achievement.shares_exist: frozenset({"achievement", "studio"}),
    calendar.days_of_the_year: frozenset({"calendar"}),
    notice.rows_fit_columns: frozenset({"notice"}),
    notice.counts_agree: frozenset({"notice"}),
    notice.outcome_agrees: frozenset({"notice"}),
    notice.files_exist: frozenset({"notice"}),
    notice.mobiles_approved: frozenset({"notice"}),
    notice.links_known: frozenset({"notice"}),
    notice.links_make_sense: frozenset({"notice"}),
    notice.quoted_as_published: frozenset({"notice"}),
    notice.studios_known: frozenset({"notice"}),
    notice.offices_known: frozenset({"notice"}),
    indicators.points_unique: frozenset({"indicators"}),
    indicators.cap_and_vetoes_make_sense: frozenset({"indicators"}),
    indicators.filings_of_known_semesters: frozenset({"indicators"}),
    indicators.rules_ask_something: frozenset({"indicators"}),
    indicators.review_matches_rule: frozenset({"indicators"}),
    indicators.rules_speak_of_fields: frozenset({"indicators"}),
    assessment.marks_fit: frozenset({"assessment"}),
    assessment.vetoes_known: frozenset({"assessment"}),
    assessment.reviewers_known: frozenset({"assessment"}),
    assessment.reviewers_apart: frozenset({"assessment"}),
    agreement.partners_listed: frozenset({"studio"}),
    governing.files_exist: frozenset({"governing"}),
    plan.ids_unique: frozenset({"plan"}),
    plan.phases_apart: frozenset({"plan"}),
    plan.targets_agree: frozenset({"plan"}),
    plan.measures_count: frozenset({"plan"}),
    plan.metrics_fed: frozenset({"plan"}),
    group.columns_known: frozenset({"group"}),
    rounds.criteria_unique: frozenset({"criteria"}),
    rounds.criteria_known: frozenset({"round"}),
    rounds.stages_in_order: frozenset({"round"}),
    rounds.references_known: frozenset({"round", "press"}),
    rounds.names_formed: frozenset({"round"}),
    rounds.applications_unique: frozenset({"round"}),
    rounds.criteria_met: frozenset({"round"}),
    rounds.periods_agree: frozenset({"round"}),
    rounds.decisions_linked: frozenset({"round"}),
}
"""The checks that judge each item of a list for itself, or the next ones by it, in records of these kinds: an item that
cannot be read hides none of the others, nor is anything missed because it is not there."""


def run_checks(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Every problem that every check finds. What is wrong with a notice that was changed since it was logged goes when
    it reads again as it did; a comma that is too wide is told where it does harm."""
    whole = dataset.with_broken()
    made = [each for check in CHECKS for each in _as_far_as_can_be_read(check, dataset, whole, as_of)]
    found = list(with_echoes(whole, made))
    changed = {each.record for each in found if each.code is log.CHANGED}
    beside = tuple(f"{each.where.path.rpartition('/')[0]}/" for each in found if each.code is log.CHANGED)
    misfits = {each.where for each in found if each.code is notice.ROW_WIDTH}
    several = {each.where for each in found if each.code is text.TAKEN_FOR_TEXT}
    for each in found:
        if each.code is text.TAKEN_FOR_TEXT and each.where in misfits:
            continue
        if each.code is notice.NOT_ON_LIST and each.where in several:
            continue  # several names that were taken for one are on no list
        if each.code is notice.FILE_UNNAMED and each.where.path.startswith(beside):
            continue  # most likely the notice that was changed named it
        if not (each.record in changed and each.is_error and each.code.id.startswith("N")):
            yield each


def _as_far_as_can_be_read(check: Check, dataset: Dataset, whole: Dataset, as_of: date) -> list[Problem]:
    """What a check finds in the `whole` dataset with all broken records, or in as much of it as it can read."""
    if check in OF_WHOLE_RECORDS:
        return list(check(dataset, as_of))
    unread: set[Field] = set()
    listed = OF_ITEMS.get(check, frozenset())
    while True:
        try:
            return list(check(dataset.with_broken(unread, listed) if unread else whole, as_of))
        except Unread as asked:
            if asked.field in unread:
                raise
            unread.add(asked.field)
