"""What shows somebody's competence is kept in their personnel file and looked at by somebody else."""

from datetime import date

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.personnel.lifecycles import EVIDENCE, EvidenceState
from guildhall.personnel.models import Evidence
from guildhall.personnel.permissions.criteria import may_add_evidence, may_verify_evidence
from guildhall.personnel.rules.authorisations import a_stop_has_its_reason
from guildhall.personnel.rules.criteria import (
    evidence_is_described,
    evidence_is_looked_at_by_somebody_else,
    the_evidence_has_not_run_out,
)
from guildhall.vault.files import Received, keep

CLAUSES = ("2012:6.1.5", "2026:6.1")


@act(
    "personnel.evidence.add",
    about="person",
    move=EVIDENCE.add,
    permission=may_add_evidence,
    rules=[evidence_is_described],
    clauses=CLAUSES,
    sentence=gettext_noop("added the evidence {subject}"),
)
def add(
    *,
    by: Actor,
    person: Person,
    kind: str,
    title: str,
    obtained_on: date,
    words: str = "",
    valid_until: date | None = None,
    proof: Received | None = None,
) -> Evidence:
    """Add to somebody's personnel file what they learned, did or were shown to be able to do."""
    return create(
        Evidence,
        number=next_number("EV"),
        person=person,
        kind=kind,
        title=title.strip(),
        words=words.strip(),
        obtained_on=obtained_on,
        valid_until=valid_until,
        proof=keep(proof) if proof else None,
        added_by=Person.objects.get(pk=by.name),
    )


@act(
    "personnel.evidence.verify",
    about="evidence",
    move=EVIDENCE.verify,
    permission=may_verify_evidence,
    rules=[evidence_is_looked_at_by_somebody_else, the_evidence_has_not_run_out],
    clauses=CLAUSES,
    sentence=gettext_noop("verified the evidence {subject}"),
)
def verify(*, by: Actor, evidence: Evidence) -> Evidence:
    """Say that one has seen what this evidence claims; an evaluation may rest on it from now on."""
    verifier = Person.objects.get(pk=by.name)
    return change(evidence, state=EvidenceState.VERIFIED, verified_at=clock.now(), verified_by=verifier)


@act(
    "personnel.evidence.reject",
    about="evidence",
    move=EVIDENCE.reject,
    permission=may_verify_evidence,
    rules=[evidence_is_looked_at_by_somebody_else, a_stop_has_its_reason],
    clauses=CLAUSES,
    sentence=gettext_noop("did not accept the evidence {subject}: {reason}"),
)
def reject(*, by: Actor, evidence: Evidence, reason: str) -> Evidence:
    """Do not accept evidence, or accept it no longer; evaluations that rested on it keep what they found then."""
    return change(evidence, state=EvidenceState.REJECTED, reasons=reason.strip())
