"""What covers the body: insurances and reserves, and how much it may become liable for."""

from datetime import date
from decimal import Decimal

from guildhall.governance.lifecycles import COVER, LIABILITY
from guildhall.governance.lifecycles.body import CoverState, LiabilityState
from guildhall.governance.models import Cover, Liability
from guildhall.governance.permissions.body import may_keep_money
from guildhall.governance.rules.body import (
    LIABLE,
    a_change_has_its_reason,
    a_cover_is_described,
    a_cover_still_runs,
    a_liability_is_described,
    the_cover_is_over,
    the_review_lies_ahead,
)
from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.vault.files import Received, keep


@act(
    "governance.cover.record",
    move=COVER.record,
    permission=may_keep_money,
    rules=[a_cover_is_described, a_cover_still_runs],
    clauses=LIABLE,
    sentence=gettext_noop("recorded the cover {subject}"),
)
def record(
    *,
    by: Actor,
    kind: str,
    party: str,
    reference: str,
    covers: str,
    amount: Decimal,
    from_on: date,
    until_on: date,
    currency: str = "EUR",
    proof: Received | None = None,
) -> Cover:
    """Record an insurance or a reserve; one of the same party under the same number is replaced."""
    same = Cover.objects.filter(party=party.strip(), reference=reference.strip(), state=CoverState.IN_FORCE)
    for earlier in same:
        supersede(by=by, cover=earlier)
    return create(
        Cover,
        number=next_number("CV"),
        kind=kind,
        party=party.strip(),
        reference=reference.strip(),
        covers=covers.strip(),
        amount=amount,
        currency=currency,
        from_on=from_on,
        until_on=until_on,
        proof=keep(proof) if proof else None,
        recorded_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.cover.supersede",
    about="cover",
    move=COVER.supersede,
    permission=may_keep_money,
    clauses=LIABLE,
    sentence=gettext_noop("replaced the cover {subject}"),
)
def supersede(*, by: Actor, cover: Cover) -> Cover:
    """End a cover because a later one takes its place."""
    return change(cover, state=CoverState.SUPERSEDED)


@act(
    "governance.cover.cancel",
    about="cover",
    move=COVER.cancel,
    permission=may_keep_money,
    rules=[a_change_has_its_reason],
    clauses=LIABLE,
    sentence=gettext_noop("recorded that the cover {subject} was cancelled: {reason}"),
)
def cancel(*, by: Actor, cover: Cover, reason: str) -> Cover:
    """Record that a cover ended before its day."""
    return change(cover, state=CoverState.CANCELLED, reasons=reason.strip())


@act(
    "governance.cover.end",
    about="cover",
    move=COVER.end,
    permission=NOBODY,
    machines=["timers"],
    rules=[the_cover_is_over],
    clauses=LIABLE,
    sentence=gettext_noop("saw the cover {subject} end"),
)
def end(*, by: Actor, cover: Cover) -> Cover:
    """End a cover whose term is over."""
    return change(cover, state=CoverState.ENDED)


@act(
    "governance.liability.assess",
    move=LIABILITY.assess,
    permission=may_keep_money,
    rules=[a_liability_is_described, the_review_lies_ahead],
    clauses=LIABLE,
    sentence=gettext_noop("assessed in {subject} what the body may become liable for"),
)
def assess(*, by: Actor, risks: str, amount: Decimal, review_on: date, currency: str = "EUR") -> Liability:
    """Assess what the body may become liable for and how much that could be; what covers it is compared with this."""
    for earlier in Liability.objects.filter(state=LiabilityState.CURRENT):
        supersede_assessment(by=by, liability=earlier)
    return create(
        Liability,
        number=next_number("LA"),
        risks=risks.strip(),
        amount=amount,
        currency=currency,
        review_on=review_on,
        assessed_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.liability.supersede",
    about="liability",
    move=LIABILITY.supersede,
    permission=may_keep_money,
    clauses=LIABLE,
    sentence=gettext_noop("replaced the assessment of liability {subject}"),
)
def supersede_assessment(*, by: Actor, liability: Liability) -> Liability:
    """End an assessment because a newer one takes its place."""
    return change(liability, state=LiabilityState.SUPERSEDED)
