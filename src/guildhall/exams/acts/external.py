"""Results that did not arise here: typed in from paper by two people, or taken in from a provider's file."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from guildhall.exams import typings
from guildhall.exams.acts import attempts, results
from guildhall.exams.lifecycles import BATCH, AttemptState, BatchState
from guildhall.exams.models import Attempt, Equivalence, ResultBatch, Sitting, TypedScore
from guildhall.exams.permissions import (
    may_decide_equivalence,
    may_manage_attempts,
    may_manage_batches,
    may_manage_seats,
    may_manage_sittings,
    watches_over,
)
from guildhall.exams.providers import Staged
from guildhall.exams.rules.external import (
    a_provider_holds_it,
    each_types_once,
    equivalence_is_reasoned,
    it_waits_to_be_typed,
    it_was_read_for_this_sitting,
    something_can_be_taken,
    the_provider_is_equivalent,
    the_session_report_is_there,
    the_two_differ,
    what_was_typed_is_possible,
)
from guildhall.exams.rules.forms import a_reason_is_given
from guildhall.exams.rules.impartiality import nobody_watches_over_their_own
from guildhall.identity.models import Person
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.schemes.models import Component
from guildhall.vault.files import Received, keep

MACHINE = actors.machine("batches")
"""Checks in, ends and scores attempts as a provider's file says, once a person took it in."""

TYPED = ("2012:9.3.1", "2012:7.4.2", "2026:9.3")
EQUIVALENT = ("2012:9.2.6", "2026:9.1")


@act(
    "exams.typed-score.type_in",
    about="attempt",
    permission=watches_over | may_manage_seats,
    rules=[it_waits_to_be_typed, each_types_once, nobody_watches_over_their_own, what_was_typed_is_possible],
    clauses=TYPED,
    sentence=gettext_noop("typed {subject} in from paper"),
    label=gettext_noop("Type in from paper"),
)
def type_in(*, by: Actor, attempt: Attempt, content: dict[str, Any]) -> TypedScore:
    """Type an attempt in from paper, its answers or its score. A second person does the same without seeing it."""
    return create(TypedScore, attempt=attempt, content=content, typed_by=Person.objects.get(pk=by.name))


@act(
    "exams.typed-score.set_aside",
    about="attempt",
    permission=may_manage_attempts,
    rules=[the_two_differ, a_reason_is_given],
    clauses=TYPED,
    sentence=gettext_noop("set the typings of {subject} aside: {reason}"),
    label=gettext_noop("Set both typings aside"),
)
def set_aside(*, by: Actor, attempt: Attempt, reason: str) -> Attempt:
    """Set two typings aside that differ; both stay on record, and the attempt is typed in anew."""
    for each in typings.typings(attempt):
        change(each, set_aside_at=clock.now())
    return attempt


@act(
    "exams.batch.stage",
    about="sitting",
    move=BATCH.stage,
    permission=may_manage_sittings,
    rules=[a_provider_holds_it, it_was_read_for_this_sitting],
    clauses=EQUIVALENT,
    sentence=gettext_noop("staged a provider's results as {subject}"),
)
def stage(*, by: Actor, sitting: Sitting, name: str, staged: Staged) -> ResultBatch:
    """Stage a provider's file: which rows fit those who were sent, which do not and why, and who is missing."""
    return create(
        ResultBatch,
        number=next_number("RB"),
        sitting=sitting,
        name=name,
        rows=staged.rows,
        problems=staged.problems,
        missing=staged.missing,
        staged_by=Person.objects.get(pk=by.name),
    )


@act(
    "exams.batch.take",
    about="batch",
    move=BATCH.take,
    permission=may_manage_batches,
    rules=[something_can_be_taken, the_provider_is_equivalent, the_session_report_is_there],
    clauses=EQUIVALENT,
    sentence=gettext_noop("took the results {subject} in"),
)
def take(*, by: Actor, batch: ResultBatch, report: Received | None = None) -> ResultBatch:
    """Take the good rows of a file in, all or none, with the provider's signed report of the session."""
    kept = keep(report) if report else None
    for row in batch.rows:
        _take_row(by, batch, row)
    person = Person.objects.get(pk=by.name)
    return change(batch, state=BatchState.TAKEN, report=kept, settled_by=person, settled_at=clock.now())


@act(
    "exams.batch.discard",
    about="batch",
    move=BATCH.discard,
    permission=may_manage_batches,
    rules=[a_reason_is_given],
    clauses=EQUIVALENT,
    sentence=gettext_noop("discarded the results {subject}: {reason}"),
)
def discard(*, by: Actor, batch: ResultBatch, reason: str) -> ResultBatch:
    """Give up a staged file; nothing of it was applied."""
    person = Person.objects.get(pk=by.name)
    return change(batch, state=BatchState.DISCARDED, settled_by=person, settled_at=clock.now())


@act(
    "exams.equivalence.decide",
    about="component",
    permission=may_decide_equivalence,
    rules=[equivalence_is_reasoned],
    clauses=EQUIVALENT,
    sentence=gettext_noop("decided on the equivalence {subject}"),
    label=gettext_noop("Decide on equivalence"),
)
def decide(*, by: Actor, component: Component, provider: str, reasons: str, valid_until: date) -> Equivalence:
    """Decide that a provider's examinations are equivalent to a component, why, and until when."""
    return create(
        Equivalence,
        number=next_number("EQ"),
        component=component,
        provider=provider.strip(),
        reasons=reasons.strip(),
        valid_until=valid_until,
        decided_by=Person.objects.get(pk=by.name),
    )


def _take_row(by: Actor, batch: ResultBatch, row: dict[str, str]) -> None:
    attempt = Attempt.objects.select_related(*Attempt.reload_with).get(number=row["attempt"])
    if attempt.state == AttemptState.SCHEDULED:
        seen = {"document": _("Report of the provider"), "sight": batch.number}
        attempt = attempts.check_in(by=MACHINE, attempt=attempt, **seen)
    attempt = attempts.hand_in(by=MACHINE, attempt=attempt)
    numbers = {name: Decimal(row[name]) for name in ("score", "maximum")}
    results.take_in(by=MACHINE, attempt=attempt, taken_by=str(by), **numbers)
