"""What examining records, one module a noun."""

from guildhall.exams.models.anomalies import Anomaly, AnomalyAttempt, AnomalyKind, ForensicCheck
from guildhall.exams.models.assemblies import AssembledForm, Assembly
from guildhall.exams.models.attempts import Attempt, Candidacy, Hearing, OfAttempt, Result
from guildhall.exams.models.conversions import Conversion
from guildhall.exams.models.delivery import Response
from guildhall.exams.models.external import Equivalence, ResultBatch, TypedScore
from guildhall.exams.models.form_reviews import Deficiency, FormReview, ReviewVerdict
from guildhall.exams.models.forms import Checklist, ChecklistStep, Form, FormItem
from guildhall.exams.models.keys import KeyRuling, Ruling
from guildhall.exams.models.marking import GlobalRating, Marking, Part
from guildhall.exams.models.reports import TechnicalReport
from guildhall.exams.models.rescorings import Rescored, Rescoring
from guildhall.exams.models.sittings import (
    Channel,
    Duty,
    Irregularity,
    IrregularityKind,
    Mode,
    Sitting,
    SittingEquipment,
    SittingStaff,
)
from guildhall.exams.models.standards import (
    Judge,
    Judgement,
    KnownAs,
    KnownGroup,
    Opinion,
    SettingMethod,
    StandardSetting,
)
from guildhall.exams.models.statistics import StatisticsRun

__all__ = [
    "Anomaly",
    "AnomalyAttempt",
    "AnomalyKind",
    "AssembledForm",
    "Assembly",
    "Attempt",
    "Candidacy",
    "Channel",
    "Checklist",
    "ChecklistStep",
    "Conversion",
    "Deficiency",
    "Duty",
    "Equivalence",
    "ForensicCheck",
    "Form",
    "FormItem",
    "FormReview",
    "GlobalRating",
    "Hearing",
    "Irregularity",
    "IrregularityKind",
    "Judge",
    "Judgement",
    "KeyRuling",
    "KnownAs",
    "KnownGroup",
    "Marking",
    "Mode",
    "OfAttempt",
    "Opinion",
    "Part",
    "Rescored",
    "Rescoring",
    "Response",
    "Result",
    "ResultBatch",
    "ReviewVerdict",
    "Ruling",
    "SettingMethod",
    "Sitting",
    "SittingEquipment",
    "SittingStaff",
    "StandardSetting",
    "StatisticsRun",
    "TechnicalReport",
    "TypedScore",
]
