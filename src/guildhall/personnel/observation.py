"""What a monitor looks at: one form for each way of looking, along what they are selected for (6.2.2.1, 6.2.2.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from guildhall.kernel.words import gettext_noop
from guildhall.personnel.models import MonitoringKind


class Found(StrEnum):
    """What was found on a question."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not-met"
    NOT_SEEN = "not-seen"


WORDS = {
    Found.MET: gettext_noop("Met"),
    Found.PARTLY: gettext_noop("Partly met"),
    Found.NOT_MET: gettext_noop("Not met"),
    Found.NOT_SEEN: gettext_noop("Could not be seen"),
}


@dataclass(frozen=True)
class Question:
    """One question of a form."""

    code: str
    words: str


SCHEME = Question("scheme", gettext_noop("Understands the scheme and applies its requirements as they are written"))
PROCEDURE = Question("procedure", gettext_noop("Keeps to the examination procedure and its documents"))
FIELD = Question("field", gettext_noop("Is competent in the field that is examined"))
LANGUAGE = Question("language", gettext_noop("Speaks and writes the language of the examination fluently"))
CONFLICTS = Question("conflicts", gettext_noop("Has no conflict with the candidates, and says so before it begins"))
FAIRNESS = Question("fairness", gettext_noop("Treats all candidates alike: no help, no hints, no pressure"))
CRITERIA = Question("criteria", gettext_noop("Marks by the criteria, step by step, at once and alone"))
REASONS = Question("reasons", gettext_noop("Gives reasons that another examiner could follow"))
SECRECY = Question("secrecy", gettext_noop("Keeps examination material and results to themselves"))
VERDICTS = Question("verdicts", gettext_noop("Comes to the same verdict as others on the same performance"))
POINTS = Question("points", gettext_noop("Is neither more lenient nor stricter than others"))
CRITICAL = Question("critical", gettext_noop("Sees critical steps as others see them"))

FORMS: dict[str, tuple[Question, ...]] = {
    MonitoringKind.OBSERVATION: (SCHEME, PROCEDURE, FIELD, LANGUAGE, CONFLICTS, FAIRNESS, CRITERIA, SECRECY),
    MonitoringKind.RECORDING: (SCHEME, PROCEDURE, FIELD, LANGUAGE, FAIRNESS, CRITERIA),
    MonitoringKind.RATINGS: (VERDICTS, POINTS, CRITICAL, CRITERIA, REASONS),
}
"""What is asked, by how the work is looked at."""

Answers = Mapping[str, Mapping[str, str]]
"""What was found, by the code of the question: ``{"scheme": {"found": "met", "note": ""}}``."""


def unanswered(kind: str, answers: Answers) -> list[Question]:
    """Questions without an answer, or answered otherwise than 'met' without a note."""
    return [each for each in FORMS[kind] if not _is_answered(answers.get(each.code, {}))]


def not_met(kind: str, answers: Answers) -> list[Question]:
    """The questions on which the work fell short."""
    return [each for each in FORMS[kind] if answers.get(each.code, {}).get("found") == Found.NOT_MET]


def short_of(kind: str, answers: Answers) -> list[Question]:
    """The questions on which the work fell short, wholly or in part."""
    short = {Found.NOT_MET, Found.PARTLY}
    return [each for each in FORMS[kind] if answers.get(each.code, {}).get("found") in short]


def _is_answered(answer: Mapping[str, str]) -> bool:
    found = answer.get("found", "")
    return found == Found.MET or (found in set(Found) and bool(answer.get("note", "").strip()))
