"""The answers of a sitting are looked through; what stands out raises a question that a person answers (R-32, R-33)."""

from typing import Any

from guildhall.exams.lifecycles import ANOMALY, AnomalyState
from guildhall.exams.models import Anomaly, AnomalyAttempt, Attempt, ForensicCheck, Sitting
from guildhall.exams.permissions.statistics import may_ask_for_a_check, may_judge
from guildhall.exams.rules.anomalies import (
    CHECKED,
    VERDICT,
    its_answers_are_known,
    its_log_is_complete,
    no_attempt_is_looked_into_any_more,
    nobody_judges_about_their_own,
    what_was_found_is_said,
)
from guildhall.exams.rules.forms import a_reason_is_given
from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create

MACHINE = actors.machine("forensics")
"""Looks through answers by itself, and decides nothing."""


@act(
    "exams.forensics.ask",
    about="sitting",
    permission=may_ask_for_a_check,
    rules=[its_answers_are_known, its_log_is_complete],
    clauses=CHECKED,
    sentence=gettext_noop("had the answers of {subject} looked through"),
    label=gettext_noop("Look through the answers"),
)
def ask(*, by: Actor, sitting: Sitting) -> Sitting:
    """Have the answers of a sitting looked through now; the house does it in the background."""
    return sitting


@act(
    "exams.forensics.keep",
    about="sitting",
    permission=NOBODY,
    machines=[MACHINE.name],
    rules=[its_log_is_complete],
    clauses=CHECKED,
    sentence=gettext_noop("looked through the answers of the sitting {subject} with {code_version}"),
)
def keep(
    *,
    by: Actor,
    sitting: Sitting,
    attempts: list[str],
    methods: list[dict[str, Any]],
    raised: list[dict[str, Any]],
    code_version: str,
) -> ForensicCheck:
    """Keep what a check compared, and raise each of its questions once."""
    known = set(sitting.anomalies.values_list("key", flat=True))
    made = create(
        ForensicCheck,
        sitting=sitting,
        ordinal=sitting.checks.count() + 1,
        attempts=attempts,
        methods=methods,
        code_version=code_version,
    )
    for each in raised:
        if each["key"] not in known:
            notice(by=MACHINE, sitting=sitting, check_made=made, raised=each)
    return made


@act(
    "exams.anomaly.notice",
    about="sitting",
    move=ANOMALY.notice,
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=VERDICT,
    sentence=gettext_noop("raised the question {subject} about the answers of a sitting"),
)
def notice(*, by: Actor, sitting: Sitting, check_made: ForensicCheck, raised: dict[str, Any]) -> Anomaly:
    """Raise a question about the answers of one or two attempts; nothing follows from it but that a person looks."""
    figures = {name: raised[name] for name in ("kind", "key", "statistic", "chance", "rate", "expected", "evidence")}
    anomaly = create(Anomaly, number=next_number("AM"), sitting=sitting, check_made=check_made, **figures)
    for attempt in Attempt.objects.filter(number__in=raised["attempts"]).order_by("number"):
        create(AnomalyAttempt, anomaly=anomaly, attempt=attempt)
    return anomaly


@act(
    "exams.anomaly.dismiss",
    about="anomaly",
    move=ANOMALY.dismiss,
    permission=may_judge,
    rules=[nobody_judges_about_their_own, a_reason_is_given],
    clauses=VERDICT,
    sentence=gettext_noop("dismissed the question {subject}"),
)
def dismiss(*, by: Actor, anomaly: Anomaly, reason: str) -> Anomaly:
    """Dismiss a question, because something honest explains what stood out; the reason stays on record."""
    return change(anomaly, state=AnomalyState.DISMISSED, reason=reason.strip(), **_judged(by))


@act(
    "exams.anomaly.take_up",
    about="anomaly",
    move=ANOMALY.take_up,
    permission=may_judge,
    rules=[nobody_judges_about_their_own, a_reason_is_given],
    clauses=VERDICT,
    sentence=gettext_noop("took up the question {subject}"),
)
def take_up(*, by: Actor, anomaly: Anomaly, reason: str) -> Anomaly:
    """Take a question up: results wait, and each attempt can be investigated, with the candidate told and heard."""
    return change(anomaly, state=AnomalyState.TAKEN_UP, reason=reason.strip(), **_judged(by))


@act(
    "exams.anomaly.close",
    about="anomaly",
    move=ANOMALY.close,
    permission=may_judge,
    rules=[nobody_judges_about_their_own, what_was_found_is_said, no_attempt_is_looked_into_any_more],
    clauses=VERDICT,
    sentence=gettext_noop("said what was found on the question {subject}"),
)
def close(*, by: Actor, anomaly: Anomaly, finding: str) -> Anomaly:
    """Say what a person found on a question that was taken up; results that stood under it can be released."""
    closed_by = Person.objects.get(pk=by.name)
    said = {"finding": finding.strip(), "closed_by": closed_by, "closed_at": clock.now()}
    return change(anomaly, state=AnomalyState.CLOSED, **said)


def _judged(by: Actor) -> dict[str, Any]:
    return {"judged_by": Person.objects.get(pk=by.name), "judged_at": clock.now()}
