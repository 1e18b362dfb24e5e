"""Rescorings: a change of key or cut after results were told reaches every attempt, and says what it did (R-27)."""

from decimal import Decimal
from typing import Any

from guildhall.exams.acts import keys, results
from guildhall.exams.lifecycles import RESCORING, RescoringState, RulingState
from guildhall.exams.models import Form, KeyRuling, Rescored, Rescoring, Result
from guildhall.exams.permissions import may_approve_rescorings, may_handle_rescorings, may_keep_forms
from guildhall.exams.rules.forms import a_reason_is_given
from guildhall.exams.rules.rescorings import (
    another_cut_rests_on_a_study,
    every_change_was_carried_out,
    every_result_was_compared,
    results_of_it_were_told,
    something_changes,
    who_approves_proposed_nothing_of_it,
)
from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.schemes.models import Study, StudyKind

MACHINE = results.RESCORING
CLAUSES = ("2012:9.3.1", "2012:9.4.4", "2026:9.3")


@act(
    "exams.rescoring.begin",
    about=("form", "study"),
    move=RESCORING.begin,
    permission=may_keep_forms,
    rules=[results_of_it_were_told, a_reason_is_given, another_cut_rests_on_a_study],
    clauses=CLAUSES,
    sentence=gettext_noop("proposed the rescoring {subject}: {reason}"),
)
def begin(*, by: Actor, form: Form, reason: str, cut: Decimal | None = None, study: Study | None = None) -> Rescoring:
    """Propose to change key or cut of a form whose results candidates know; until it is settled none is released."""
    proposer = Person.objects.get(pk=by.name)
    said: dict[str, Any] = {"reason": reason.strip(), "cut": cut, "study": study, "proposed_by": proposer}
    return create(Rescoring, number=next_number("RC"), form=form, **said)


@act(
    "exams.rescoring.compare",
    about="rescoring",
    move=RESCORING.compare,
    permission=may_handle_rescorings,
    rules=[something_changes],
    clauses=CLAUSES,
    sentence=gettext_noop("had every attempt compared for {subject}"),
)
def compare(*, by: Actor, rescoring: Rescoring) -> Rescoring:
    """Have every attempt of the form scored as proposed, beside what it came to; nothing changes yet."""
    _set_aside(rescoring)
    return change(rescoring, state=RescoringState.COMPARING)


@act(
    "exams.rescoring.keep",
    about="rescoring",
    move=RESCORING.keep,
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=CLAUSES,
    sentence=gettext_noop("compared every attempt for {subject}"),
)
def keep(*, by: Actor, rescoring: Rescoring, found: list[dict[str, Any]], not_scored_here: int) -> Rescoring:
    """Keep what the proposed key and cut would do to every attempt."""
    before = {each.pk: each for each in Result.objects.filter(pk__in=[row["before"] for row in found])}
    for row in found:
        result = before[row["before"]]
        numbers = {name: row[name] for name in ("score", "maximum", "cut", "passed")}
        create(Rescored, rescoring=rescoring, attempt=result.attempt, before=result, **numbers)
    kept = {"compared_at": clock.now(), "not_scored_here": not_scored_here}
    return change(rescoring, state=RescoringState.COMPARED, **kept)


@act(
    "exams.rescoring.reopen",
    about="rescoring",
    move=RESCORING.reopen,
    permission=may_handle_rescorings,
    rules=[a_reason_is_given],
    clauses=CLAUSES,
    sentence=gettext_noop("opened the rescoring {subject} again: {reason}"),
)
def reopen(*, by: Actor, rescoring: Rescoring, reason: str) -> Rescoring:
    """Go back to what is proposed, because the comparison showed that it is to be changed."""
    _set_aside(rescoring)
    return change(rescoring, state=RescoringState.OPEN)


@act(
    "exams.rescoring.approve",
    about="rescoring",
    move=RESCORING.approve,
    permission=may_approve_rescorings,
    rules=[who_approves_proposed_nothing_of_it, something_changes, every_result_was_compared],
    clauses=CLAUSES,
    sentence=gettext_noop("approved the rescoring {subject}"),
)
def approve(*, by: Actor, rescoring: Rescoring) -> Rescoring:
    """Put the proposed key and cut into force; every attempt whose numbers change is scored again by the house.

    New results are verified and released like any other, and where a pass is taken away decisions are made anew.
    """
    approver = Person.objects.get(pk=by.name)
    for ruling in _proposed(rescoring):
        keys.apply(by=keys.MACHINE, ruling=ruling, approver=approver)
    _change_form(rescoring, approver)
    return change(rescoring, state=RescoringState.APPROVED, approved_by=approver, approved_at=clock.now())


@act(
    "exams.rescored.carry",
    about="row",
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=CLAUSES,
    sentence=gettext_noop("carried a rescoring to {subject}"),
)
def carry(*, by: Actor, row: Rescored) -> Rescored:
    """Score one attempt again by an approved rescoring; the earlier result stays and says so."""
    before = Result.reloaded(row.before_id)
    assert before is not None  # noqa: S101  # results are never deleted
    after = results.follow(by=results.RESCORING, result=before, reason=row.rescoring.number)
    return change(row, after=after)


@act(
    "exams.rescoring.complete",
    about="rescoring",
    move=RESCORING.complete,
    permission=NOBODY,
    machines=[MACHINE.name],
    rules=[every_change_was_carried_out],
    clauses=CLAUSES,
    sentence=gettext_noop("carried {subject} to every attempt"),
)
def complete(*, by: Actor, rescoring: Rescoring) -> Rescoring:
    """Note that every attempt whose numbers change has its new result; results can be released again."""
    return change(rescoring, state=RescoringState.DONE, done_at=clock.now())


@act(
    "exams.rescoring.abandon",
    about="rescoring",
    move=RESCORING.abandon,
    permission=may_handle_rescorings,
    rules=[a_reason_is_given],
    clauses=CLAUSES,
    sentence=gettext_noop("gave the rescoring {subject} up: {reason}"),
)
def abandon(*, by: Actor, rescoring: Rescoring, reason: str) -> Rescoring:
    """Leave key and cut as they are; what was compared stays on record."""
    for ruling in _proposed(rescoring):
        keys.withdraw(by=keys.MACHINE, ruling=ruling, reason=reason)
    return change(rescoring, state=RescoringState.ABANDONED)


def _proposed(rescoring: Rescoring) -> list[KeyRuling]:
    waiting = rescoring.key_rulings.filter(state=RulingState.PROPOSED)
    return list(waiting.select_related(*KeyRuling.reload_with).order_by("placement__position"))


def _set_aside(rescoring: Rescoring) -> None:
    for each in rescoring.rescored.filter(set_aside_at__isnull=True):
        change(each, set_aside_at=clock.now())


def _change_form(rescoring: Rescoring, approver: Person) -> None:
    """The form as it is scored from now on; a new cut rests on the study of the rescoring."""
    form = Form.reloaded(rescoring.form_id)
    assert form is not None  # noqa: S101  # forms are never deleted
    new: dict[str, Any] = {"scoring": form.scoring + 1}
    if rescoring.cut is not None and rescoring.study is not None:
        rests = "standard" if rescoring.study.kind == StudyKind.STANDARD_SETTING else "equating"
        basis = f"{rescoring.study.number} · {rescoring.study.title} · {rescoring.number}"
        other = "equating" if rests == "standard" else "standard"
        new |= {"cut": rescoring.cut, "cut_basis": basis, rests: rescoring.study, other: None}
        new |= {"standard_by": approver, "standard_at": clock.now()}
    change(form, **new)
