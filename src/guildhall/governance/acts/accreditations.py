"""Accreditations are recorded, reported on, suspended and withdrawn, as the accreditation body says."""

from collections.abc import Sequence
from datetime import date

from guildhall.governance.lifecycles import ACCREDITATION
from guildhall.governance.lifecycles.body import AccreditationState
from guildhall.governance.models import Accreditation, AccreditedScheme
from guildhall.governance.permissions.body import may_describe_the_body
from guildhall.governance.rules.body import (
    REFERENCE,
    a_change_has_its_reason,
    an_accreditation_is_described,
    the_accreditation_is_in_force,
    the_accreditation_is_over,
    the_accreditation_still_runs,
    the_next_report_lies_ahead,
)
from guildhall.identity.models import Person, Scope
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.vault.files import Received, keep


@act(
    "governance.accreditation.record",
    move=ACCREDITATION.record,
    permission=may_describe_the_body,
    rules=[an_accreditation_is_described, the_accreditation_is_in_force, the_next_report_lies_ahead],
    clauses=REFERENCE,
    sentence=gettext_noop("recorded the accreditation {subject}"),
)
def record(
    *,
    by: Actor,
    accreditor: str,
    reference: str,
    edition: str,
    scope_words: str,
    schemes: Sequence[Scope],
    granted_on: date,
    until_on: date,
    report_on: date | None = None,
    proof: Received | None = None,
) -> Accreditation:
    """Record an accreditation; from now until its last day public pages of its schemes refer to it.

    An earlier one of the same accreditation body under the same number is replaced.
    """
    same = Accreditation.objects.filter(accreditor=accreditor.strip(), reference=reference.strip())
    for earlier in same.filter(state__in=[AccreditationState.IN_FORCE, AccreditationState.SUSPENDED]):
        supersede(by=by, accreditation=earlier)
    made = create(
        Accreditation,
        number=next_number("ACR"),
        accreditor=accreditor.strip(),
        reference=reference.strip(),
        edition=edition,
        scope_words=scope_words.strip(),
        granted_on=granted_on,
        until_on=until_on,
        report_on=report_on,
        proof=keep(proof) if proof else None,
        recorded_by=Person.objects.get(pk=by.name),
    )
    for scope in schemes:
        create(AccreditedScheme, accreditation=made, scope=scope)
    return made


@act(
    "governance.accreditation.supersede",
    about="accreditation",
    move=ACCREDITATION.supersede,
    permission=may_describe_the_body,
    clauses=REFERENCE,
    sentence=gettext_noop("replaced the accreditation {subject}"),
)
def supersede(*, by: Actor, accreditation: Accreditation) -> Accreditation:
    """End an accreditation because a later one takes its place."""
    return change(accreditation, state=AccreditationState.SUPERSEDED)


@act(
    "governance.accreditation.report",
    about="accreditation",
    permission=may_describe_the_body,
    rules=[the_accreditation_still_runs, the_next_report_lies_ahead],
    clauses=REFERENCE,
    label=gettext_noop("Record that the report was sent"),
    sentence=gettext_noop("sent the report that the accreditation {subject} asks for"),
)
def report(*, by: Actor, accreditation: Accreditation, report_on: date | None) -> Accreditation:
    """Record that the accreditation body got its report, and when it awaits the next one."""
    return change(accreditation, report_on=report_on)


@act(
    "governance.accreditation.suspend",
    about="accreditation",
    move=ACCREDITATION.suspend,
    permission=may_describe_the_body,
    rules=[a_change_has_its_reason],
    clauses=REFERENCE,
    sentence=gettext_noop("recorded the suspension of {subject}: {reason}"),
)
def suspend(*, by: Actor, accreditation: Accreditation, reason: str) -> Accreditation:
    """Record that the accreditation body suspended the accreditation; nothing refers to it from this moment."""
    return change(accreditation, state=AccreditationState.SUSPENDED, stopped_on=clock.today(), reasons=reason.strip())


@act(
    "governance.accreditation.reinstate",
    about="accreditation",
    move=ACCREDITATION.reinstate,
    permission=may_describe_the_body,
    rules=[a_change_has_its_reason, the_accreditation_still_runs],
    clauses=REFERENCE,
    sentence=gettext_noop("recorded the end of the suspension of {subject}: {reason}"),
)
def reinstate(*, by: Actor, accreditation: Accreditation, reason: str) -> Accreditation:
    """Record that the accreditation body lifted the suspension."""
    return change(accreditation, state=AccreditationState.IN_FORCE, stopped_on=None, reasons=reason.strip())


@act(
    "governance.accreditation.withdraw",
    about="accreditation",
    move=ACCREDITATION.withdraw,
    permission=may_describe_the_body,
    rules=[a_change_has_its_reason],
    clauses=REFERENCE,
    sentence=gettext_noop("recorded the withdrawal of {subject}: {reason}"),
)
def withdraw(*, by: Actor, accreditation: Accreditation, reason: str) -> Accreditation:
    """Record that the accreditation was withdrawn or given back; nothing refers to it from this moment."""
    return change(accreditation, state=AccreditationState.WITHDRAWN, stopped_on=clock.today(), reasons=reason.strip())


@act(
    "governance.accreditation.expire",
    about="accreditation",
    move=ACCREDITATION.expire,
    permission=NOBODY,
    machines=["timers"],
    rules=[the_accreditation_is_over],
    clauses=REFERENCE,
    sentence=gettext_noop("saw the accreditation {subject} expire"),
)
def expire(*, by: Actor, accreditation: Accreditation) -> Accreditation:
    """End an accreditation whose term is over; references to it went with its last day already."""
    return change(accreditation, state=AccreditationState.EXPIRED)
