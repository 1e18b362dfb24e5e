"""What people declare is turned into ties that rules can ask, in the moment in which it is declared."""

from datetime import date
from typing import Any

from guildhall.identity.permissions import NOBODY
from guildhall.kernel import actors
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.personnel import blinding
from guildhall.personnel.acts import inquiries, organisations
from guildhall.personnel.models import InquiryReason, Interest, InterestKind, Organisation, Relation, RelationKind
from guildhall.personnel.permissions import declared_the_interest
from guildhall.personnel.queries import organisation_called
from guildhall.personnel.rules.courses import it_has_ended
from guildhall.personnel.rules.relations import the_interest_has_a_relation, the_interest_has_no_relation

MACHINE = actors.machine("relations")
"""Draws a relation from each interest; who declares says to whom the tie is, and not what rules make of it."""

CLAUSES = ("2012:4.3.6", "2012:4.3.7", "2026:4.3")
KINDS = {
    InterestKind.EMPLOYMENT: RelationKind.EMPLOYER,
    InterestKind.TRAINING: RelationKind.TRAINER,
    InterestKind.FAMILY: RelationKind.RELATIVE,
    InterestKind.FINANCIAL: RelationKind.SHARE,
    InterestKind.MEMBERSHIP: RelationKind.MEMBERSHIP,
    InterestKind.SUPERVISION: RelationKind.SUPERIOR,
    InterestKind.OTHER: RelationKind.OTHER,
}
TO_ORGANISATIONS = (RelationKind.EMPLOYER, RelationKind.TRAINER, RelationKind.SHARE, RelationKind.MEMBERSHIP)
"""Ties that lead to an organisation, where they do not lead to a person whom the body knows."""


@act(
    "personnel.relation.draw",
    about="interest",
    permission=NOBODY,
    machines=[MACHINE.name],
    rules=[the_interest_has_no_relation],
    clauses=CLAUSES,
    sentence=gettext_noop("noted to whom a declared interest leads"),
)
def draw(*, by: Actor, interest: Interest) -> Relation:
    """Turn a declared interest into a tie that rules can ask: to a person, an organisation, or a name not known yet.

    Where it leads to somebody who works for the body as well, they are asked about their own interests.
    """
    kind = KINDS[InterestKind(interest.kind)]
    drawn = create(
        Relation,
        interest=interest,
        person=interest.declaration.person,
        kind=kind,
        from_on=interest.since_on,
        **_whom(interest, kind),
    )
    _ask_the_other(drawn)
    return drawn


@act(
    "personnel.interest.end",
    about="interest",
    permission=declared_the_interest,
    rules=[the_interest_has_a_relation, it_has_ended],
    clauses=CLAUSES,
    sentence=gettext_noop("said that a declared interest has ended"),
    label=gettext_noop("Say that it has ended"),
)
def end(*, by: Actor, interest: Interest, until_on: date) -> Interest:
    """Say until when a declared tie lasted; it binds until that day, and stays on record."""
    change(Relation.objects.select_related(*Relation.reload_with).get(interest=interest), until_on=until_on)
    return interest


def _whom(interest: Interest, kind: RelationKind) -> dict[str, Any]:
    """To whom a tie leads, in the columns of a relation."""
    if interest.concerned:
        return {"concerned": interest.concerned}
    if kind in TO_ORGANISATIONS and blinding.organisation(interest.party):
        return {"organisation": _organisation(interest.party)}
    return {"digest": blinding.name(interest.party) or blinding.organisation(interest.party)}


def _organisation(name: str) -> Organisation:
    return organisation_called(name) or organisations.register(by=MACHINE, organisation=name)


def _ask_the_other(drawn: Relation) -> None:
    other = drawn.concerned
    if other is None or not other.is_personnel:
        return
    if not Relation.objects.filter(person=other, concerned=drawn.person).exists():
        inquiries.ask(by=inquiries.MACHINE, person=other, reason=InquiryReason.TIE)
