"""The shape of an Edition, a module a noun.

Dates are ISO text cut where their precision ends, numbers plain decimal text.
`html` fields hold clean HTML from `core.prose`; every other text is plain and must be escaped where it lands.
"""

from __future__ import annotations

from generator.core.edition.form.achievement import Achievement as Achievement
from generator.core.edition.form.achievement import Evidence as Evidence
from generator.core.edition.form.base import DocumentRef as DocumentRef
from generator.core.edition.form.base import Figure as Figure
from generator.core.edition.form.base import PersonRef as PersonRef
from generator.core.edition.form.cooperation import Agreement as Agreement
from generator.core.edition.form.cooperation import Appointment as Appointment
from generator.core.edition.form.cooperation import BudgetLine as BudgetLine
from generator.core.edition.form.cooperation import BudgetYear as BudgetYear
from generator.core.edition.form.cooperation import Cooperation as Cooperation
from generator.core.edition.form.cooperation import Donation as Donation
from generator.core.edition.form.cooperation import Facility as Facility
from generator.core.edition.form.cooperation import Partner as Partner
from generator.core.edition.form.cooperation import Resource as Resource
from generator.core.edition.form.edition import VERSION as VERSION
from generator.core.edition.form.edition import Correction as Correction
from generator.core.edition.form.edition import Edition as Edition
from generator.core.edition.form.edition import Scope as Scope
from generator.core.edition.form.governing import GoverningCategory as GoverningCategory
from generator.core.edition.form.governing import GoverningDocument as GoverningDocument
from generator.core.edition.form.governing import GoverningYear as GoverningYear
from generator.core.edition.form.grade import CategoryGrade as CategoryGrade
from generator.core.edition.form.grade import EvidenceRef as EvidenceRef
from generator.core.edition.form.grade import Grade as Grade
from generator.core.edition.form.grade import GradeYear as GradeYear
from generator.core.edition.form.grade import Measured as Measured
from generator.core.edition.form.grade import MeasuredPart as MeasuredPart
from generator.core.edition.form.grade import Point as Point
from generator.core.edition.form.indicators import BandRow as BandRow
from generator.core.edition.form.indicators import IndicatorSystem as IndicatorSystem
from generator.core.edition.form.indicators import RuleText as RuleText
from generator.core.edition.form.indicators import SystemCategory as SystemCategory
from generator.core.edition.form.indicators import SystemPoint as SystemPoint
from generator.core.edition.form.meeting import BodyCount as BodyCount
from generator.core.edition.form.meeting import Meeting as Meeting
from generator.core.edition.form.meeting import MeetingYear as MeetingYear
from generator.core.edition.form.notice import Notice as Notice
from generator.core.edition.form.notice import NoticeContact as NoticeContact
from generator.core.edition.form.notice import NoticeGroup as NoticeGroup
from generator.core.edition.form.notice import NoticeLink as NoticeLink
from generator.core.edition.form.notice import Period as Period
from generator.core.edition.form.notice import PeriodDay as PeriodDay
from generator.core.edition.form.person import Award as Award
from generator.core.edition.form.person import Person as Person
from generator.core.edition.form.person import PersonRole as PersonRole
from generator.core.edition.form.report import Report as Report
from generator.core.edition.form.service import Service as Service
from generator.core.edition.form.service import ServiceTotal as ServiceTotal
from generator.core.edition.form.service import ServiceYear as ServiceYear
from generator.core.edition.form.site import Office as Office
from generator.core.edition.form.site import Site as Site
from generator.core.edition.form.statistics import Statistic as Statistic
from generator.core.edition.form.statistics import StatisticRow as StatisticRow
from generator.core.edition.form.studio import LevelStep as LevelStep
from generator.core.edition.form.studio import NameEntry as NameEntry
from generator.core.edition.form.studio import StatusStep as StatusStep
from generator.core.edition.form.studio import Studio as Studio
from generator.core.edition.form.studio import TeamMember as TeamMember
from generator.core.edition.form.studio import Venue as Venue
from generator.core.edition.form.teaching import Apprenticeships as Apprenticeships
from generator.core.edition.form.teaching import Enrolment as Enrolment
from generator.core.edition.form.teaching import Evaluation as Evaluation
from generator.core.edition.form.teaching import EvaluationYear as EvaluationYear
from generator.core.edition.form.teaching import Inspection as Inspection
from generator.core.edition.form.teaching import SafetyYear as SafetyYear
from generator.core.edition.form.teaching import Teaching as Teaching
from generator.core.edition.form.training import Training as Training
from generator.core.edition.form.training import TrainingTotal as TrainingTotal
from generator.core.edition.form.training import TrainingYear as TrainingYear
