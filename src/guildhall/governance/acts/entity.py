"""The body says who answers for it in law, and files the proof that this entity exists."""

from datetime import date

from guildhall.governance.lifecycles import ENTITY, REGISTRATION
from guildhall.governance.lifecycles.body import EntityState, RegistrationState
from guildhall.governance.models import LegalEntity, Registration
from guildhall.governance.permissions.body import may_describe_the_body
from guildhall.governance.rules.body import (
    LEGAL,
    STRUCTURE,
    a_change_has_its_reason,
    a_part_says_how_it_relates,
    a_proof_is_described,
    the_entity_can_be_found,
    the_review_lies_ahead,
)
from guildhall.identity.models import Person
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.vault.files import Received, keep


@act(
    "governance.entity.describe",
    move=ENTITY.describe,
    permission=may_describe_the_body,
    rules=[the_entity_can_be_found, a_part_says_how_it_relates],
    clauses=(*LEGAL, *STRUCTURE),
    sentence=gettext_noop("described the legal entity in {subject}"),
)
def describe(
    *,
    by: Actor,
    name: str,
    form: str,
    address: str,
    certifies: str,
    known_as: str = "",
    register: str = "",
    registration_number: str = "",
    is_government: bool = False,
    part_of: str = "",
    relation: str = "",
) -> LegalEntity:
    """Say who answers in law for what the body does; the description before it is replaced and kept."""
    for earlier in LegalEntity.objects.filter(state=EntityState.CURRENT):
        supersede(by=by, entity=earlier)
    return create(
        LegalEntity,
        number=next_number("LE"),
        name=name.strip(),
        known_as=known_as.strip(),
        form=form.strip(),
        address=address.strip(),
        certifies=certifies.strip(),
        register=register.strip(),
        registration_number=registration_number.strip(),
        is_government=is_government,
        part_of=part_of.strip(),
        relation=relation.strip(),
        described_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.entity.supersede",
    about="entity",
    move=ENTITY.supersede,
    permission=may_describe_the_body,
    clauses=LEGAL,
    sentence=gettext_noop("replaced the description {subject} of the legal entity"),
)
def supersede(*, by: Actor, entity: LegalEntity) -> LegalEntity:
    """End a description because a newer one takes its place."""
    return change(entity, state=EntityState.SUPERSEDED)


@act(
    "governance.registration.file",
    move=REGISTRATION.file,
    permission=may_describe_the_body,
    rules=[a_proof_is_described, the_review_lies_ahead],
    clauses=LEGAL,
    sentence=gettext_noop("filed the proof of registration {subject}"),
)
def file_proof(
    *,
    by: Actor,
    kind: str,
    issuer: str,
    reference: str,
    issued_on: date,
    review_on: date,
    proof: Received | None = None,
) -> Registration:
    """File a proof that the legal entity exists, and say when it is asked for anew; the one before it is replaced."""
    for earlier in Registration.objects.filter(state=RegistrationState.CURRENT, kind=kind):
        supersede_proof(by=by, registration=earlier)
    return create(
        Registration,
        number=next_number("RG"),
        kind=kind,
        issuer=issuer.strip(),
        reference=reference.strip(),
        issued_on=issued_on,
        review_on=review_on,
        proof=keep(proof) if proof else None,
        filed_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.registration.supersede",
    about="registration",
    move=REGISTRATION.supersede,
    permission=may_describe_the_body,
    clauses=LEGAL,
    sentence=gettext_noop("replaced the proof of registration {subject}"),
)
def supersede_proof(*, by: Actor, registration: Registration) -> Registration:
    """End a proof because a newer one takes its place."""
    return change(registration, state=RegistrationState.SUPERSEDED)


@act(
    "governance.registration.void",
    about="registration",
    move=REGISTRATION.void,
    permission=may_describe_the_body,
    rules=[a_change_has_its_reason],
    clauses=LEGAL,
    sentence=gettext_noop("voided the proof of registration {subject}: {reason}"),
)
def void_proof(*, by: Actor, registration: Registration, reason: str) -> Registration:
    """Void a proof that was filed in error; it is kept, and does not count."""
    return change(registration, state=RegistrationState.VOID)
