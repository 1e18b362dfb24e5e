"""Criteria to begin with, for each role of a scheme: a body takes them in as a draft and makes them its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guildhall.identity.roles import (
    DECIDER,
    ELIGIBILITY_REVIEWER,
    EVALUATOR,
    EXAM_MANAGER,
    EXAMINER,
    INVIGILATOR,
    ITEM_REVIEWER,
    ITEM_WRITER,
    PANELLIST,
    PSYCHOMETRICIAN,
    SCHEME_APPROVER,
    SCHEME_MANAGER,
)
from guildhall.kernel.words import gettext_noop
from guildhall.personnel.models.criteria import Point


@dataclass(frozen=True)
class Asked:
    """A criterion to begin with: its code, what it is about, what it asks, and what would show it."""

    code: str
    point: Point
    words: str
    asks: str


KNOWS_THE_SCHEME = Asked(
    "SCHEME",
    Point.SCHEME,
    gettext_noop("Knows the scheme: its scope, its requirements and how people are assessed in it."),
    gettext_noop("A conversation or a short test on the version in effect."),
)
KNOWS_THE_FIELD = Asked(
    "FIELD",
    Point.FIELD,
    gettext_noop("Is competent in the field in which people are certified, on the level that is examined or above it."),
    gettext_noop("Qualification, and work in the field within the last five years."),
)
NAMES_INTERESTS = Asked(
    "INTERESTS",
    Point.INTERESTS,
    gettext_noop("Has named every tie that could matter, and knows how to name one that turns up later."),
    gettext_noop("The declaration in force, looked through together."),
)
WRITES_WELL = Asked(
    "WORDS",
    Point.SKILL,
    gettext_noop("Gives reasons that somebody who was not there can follow."),
    gettext_noop("Two pieces of work, read by the evaluator."),
)
RULES_ON_DECIDING = Asked(
    "RULES",
    Point.PROCEDURES,
    gettext_noop("Applies the procedure for decisions: what must lie in the file, and who is barred from it."),
    gettext_noop("Three example files, decided with reasons and compared with those of a decider."),
)

STARTER: Mapping[str, Sequence[Asked]] = {
    EXAMINER.code: (
        KNOWS_THE_SCHEME,
        Asked(
            "PROCEDURE",
            Point.PROCEDURES,
            gettext_noop("Applies the procedure of the examination and its marking papers as they are written."),
            gettext_noop("Recorded attempts, marked and compared with those of an examiner."),
        ),
        KNOWS_THE_FIELD,
        Asked(
            "LANGUAGE",
            Point.LANGUAGE,
            gettext_noop("Speaks and writes the language of the examination fluently."),
            gettext_noop("First language, a certificate of level C1, or a conversation with somebody fluent."),
        ),
        NAMES_INTERESTS,
    ),
    INVIGILATOR.code: (
        Asked(
            "MANUAL",
            Point.PROCEDURES,
            gettext_noop("Runs a sitting as the manual says: identity, papers, time, incidents, special arrangements."),
            gettext_noop("A test on the manual, and a sitting beside an invigilator."),
        ),
        Asked(
            "CALM",
            Point.CONDUCT,
            gettext_noop("Stays calm, treats everybody alike, and writes down what happened."),
            gettext_noop("What the invigilator who was beside them says."),
        ),
        NAMES_INTERESTS,
    ),
    ELIGIBILITY_REVIEWER.code: (
        KNOWS_THE_SCHEME,
        Asked(
            "PAPERS",
            Point.SKILL,
            gettext_noop(
                "Judges certificates, letters and records against the prerequisites, and sees what is missing."
            ),
            gettext_noop("Twenty example applications, judged and compared."),
        ),
        WRITES_WELL,
        NAMES_INTERESTS,
    ),
    DECIDER.code: (KNOWS_THE_SCHEME, RULES_ON_DECIDING, WRITES_WELL, NAMES_INTERESTS),
    EVALUATOR.code: (
        KNOWS_THE_SCHEME,
        KNOWS_THE_FIELD,
        Asked(
            "EVALUATES",
            Point.SKILL,
            gettext_noop("Judges evidence of competence against criteria, and says on what a judgement rests."),
            gettext_noop("Two evaluations beside an evaluator, or years of work in personnel certification."),
        ),
        NAMES_INTERESTS,
    ),
    SCHEME_APPROVER.code: (KNOWS_THE_SCHEME, KNOWS_THE_FIELD, WRITES_WELL, NAMES_INTERESTS),
    SCHEME_MANAGER.code: (
        KNOWS_THE_FIELD,
        Asked(
            "DEVELOPS",
            Point.SKILL,
            gettext_noop("Develops a scheme from a job analysis: tasks, competences, weights, and their validation."),
            gettext_noop("A scheme developed before, or a course on it with a piece of work."),
        ),
        NAMES_INTERESTS,
    ),
    PANELLIST.code: (
        KNOWS_THE_FIELD,
        Asked(
            "TODAY",
            Point.EXPERIENCE,
            gettext_noop("Knows the work as it is done today, on the level that is to be certified."),
            gettext_noop("Work in the occupation, or leading those who do it, within the last three years."),
        ),
        NAMES_INTERESTS,
    ),
    ITEM_WRITER.code: (
        KNOWS_THE_FIELD,
        Asked(
            "ITEMS",
            Point.SKILL,
            gettext_noop("Writes items that ask one thing, have one right answer, and favour nobody."),
            gettext_noop("A course on writing items, and five items that passed their review."),
        ),
        NAMES_INTERESTS,
    ),
    ITEM_REVIEWER.code: (
        KNOWS_THE_FIELD,
        Asked(
            "REVIEWS",
            Point.SKILL,
            gettext_noop("Sees what is wrong with an item: its key, its words, whom it favours."),
            gettext_noop("Ten items with known faults, reviewed and compared."),
        ),
        NAMES_INTERESTS,
    ),
    EXAM_MANAGER.code: (
        KNOWS_THE_SCHEME,
        Asked(
            "BUILDS",
            Point.PROCEDURES,
            gettext_noop("Assembles forms to their blueprint, plans sittings, and brings results to their release."),
            gettext_noop("One examination taken through all its steps beside somebody who does it."),
        ),
        NAMES_INTERESTS,
    ),
    PSYCHOMETRICIAN.code: (
        Asked(
            "MEASURES",
            Point.EDUCATION,
            gettext_noop("Has learned measurement: reliability, standards, equating, and what small groups allow."),
            gettext_noop("A degree or courses in measurement, and a study of an examination."),
        ),
        NAMES_INTERESTS,
    ),
}
"""By the code of the role. The five points on which examiners are chosen are among theirs."""
