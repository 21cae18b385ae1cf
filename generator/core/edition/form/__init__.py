"""The shape of an Edition, a module a noun.

Dates are ISO text cut where their precision ends, numbers plain decimal text.
`html` fields hold clean HTML from `core.prose`; every other text is plain and must be escaped where it lands.
"""

from __future__ import annotations

from generator.core.edition.form.achievement import Achievement as Achievement
from generator.core.edition.form.achievement import Evidence as Evidence
from generator.core.edition.form.agenda import AgendaItem as AgendaItem
from generator.core.edition.form.agenda import AgendaMonth as AgendaMonth
from generator.core.edition.form.agenda import AgendaYear as AgendaYear
from generator.core.edition.form.base import DocumentRef as DocumentRef
from generator.core.edition.form.base import Figure as Figure
from generator.core.edition.form.base import PersonRef as PersonRef
from generator.core.edition.form.edition import VERSION as VERSION
from generator.core.edition.form.edition import Correction as Correction
from generator.core.edition.form.edition import Edition as Edition
from generator.core.edition.form.edition import Scope as Scope
from generator.core.edition.form.filing import Filing as Filing
from generator.core.edition.form.grade import CategoryGrade as CategoryGrade
from generator.core.edition.form.grade import EvidenceRef as EvidenceRef
from generator.core.edition.form.grade import Grade as Grade
from generator.core.edition.form.grade import GradeYear as GradeYear
from generator.core.edition.form.grade import Measured as Measured
from generator.core.edition.form.grade import MeasuredPart as MeasuredPart
from generator.core.edition.form.grade import Point as Point
from generator.core.edition.form.group import Group as Group
from generator.core.edition.form.group import GroupMetric as GroupMetric
from generator.core.edition.form.group import GroupStep as GroupStep
from generator.core.edition.form.indicators import BandRow as BandRow
from generator.core.edition.form.indicators import IndicatorSystem as IndicatorSystem
from generator.core.edition.form.indicators import RuleText as RuleText
from generator.core.edition.form.indicators import SystemCategory as SystemCategory
from generator.core.edition.form.indicators import SystemPoint as SystemPoint
from generator.core.edition.form.notice import Notice as Notice
from generator.core.edition.form.notice import NoticeContact as NoticeContact
from generator.core.edition.form.notice import NoticeGroup as NoticeGroup
from generator.core.edition.form.notice import NoticeLink as NoticeLink
from generator.core.edition.form.notice import Period as Period
from generator.core.edition.form.notice import PeriodDay as PeriodDay
from generator.core.edition.form.person import Award as Award
from generator.core.edition.form.person import Person as Person
from generator.core.edition.form.person import PersonRole as PersonRole
from generator.core.edition.form.plan import Plan as Plan
from generator.core.edition.form.plan import PlanLine as PlanLine
from generator.core.edition.form.plan import PlanMetric as PlanMetric
from generator.core.edition.form.plan import PlanPhase as PlanPhase
from generator.core.edition.form.plan import PlanTask as PlanTask
from generator.core.edition.form.plan import Source as Source
from generator.core.edition.form.press import Press as Press
from generator.core.edition.form.round import Recognised as Recognised
from generator.core.edition.form.round import Round as Round
from generator.core.edition.form.round import Stage as Stage
from generator.core.edition.form.round import Supervision as Supervision
from generator.core.edition.form.rules import Consequences as Consequences
from generator.core.edition.form.rules import Criteria as Criteria
from generator.core.edition.form.rules import Criterion as Criterion
from generator.core.edition.form.rules import Cycle as Cycle
from generator.core.edition.form.rules import CycleItem as CycleItem
from generator.core.edition.form.rules import Process as Process
from generator.core.edition.form.rules import ProcessStep as ProcessStep
from generator.core.edition.form.site import Office as Office
from generator.core.edition.form.site import Site as Site
from generator.core.edition.form.studio import NameEntry as NameEntry
from generator.core.edition.form.studio import StatusStep as StatusStep
from generator.core.edition.form.studio import Studio as Studio
from generator.core.edition.form.studio import TeamMember as TeamMember
from generator.core.edition.form.studio import Venue as Venue
from generator.core.edition.form.training import Training as Training
from generator.core.edition.form.training import TrainingTotal as TrainingTotal
from generator.core.edition.form.training import TrainingYear as TrainingYear
