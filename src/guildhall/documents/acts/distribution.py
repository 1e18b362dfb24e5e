"""Documents are distributed to roles, and whoever holds one says that they have read and understood them."""

from collections.abc import Sequence
from datetime import date

from guildhall.documents import queries
from guildhall.documents.acts.carrying import carry_roles_held_by, carry_roles_under
from guildhall.documents.models import Acknowledgement, Distribution, Document, DocumentVersion
from guildhall.documents.permissions import is_the_reader, may_end_distribution, may_read_version, may_tend_document
from guildhall.documents.rules import ACCESS
from guildhall.documents.rules.distribution import (
    READ,
    Question,
    distribution_is_not_ended,
    not_acknowledged_yet,
    not_distributed_there_yet,
    questions_can_be_answered,
    role_is_one_and_held_there,
    the_check_is_passed,
    version_binds_or_will,
)
from guildhall.documents.rules.words import the_reason_is_said
from guildhall.identity.models import Person, Scope
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create


@act(
    "documents.distribution.make",
    about="document",
    permission=may_tend_document,
    rules=[role_is_one_and_held_there, not_distributed_there_yet, questions_can_be_answered],
    clauses=(*ACCESS, *READ),
    sentence=gettext_noop("distributed the document {subject}"),
    label=gettext_noop("Distribute to a role"),
)
def distribute(
    *,
    by: Actor,
    document: Document,
    role: str,
    scope: Scope | None = None,
    must_acknowledge: bool = False,
    from_on: date | None = None,
    questions: Sequence[Question] = (),
) -> Distribution:
    """Give a document to everybody who holds a role, in one scope or in any.

    Where it is to be acknowledged, the role does not hold from `from_on` on for whoever has not done so (R-46).
    """
    made = create(
        Distribution,
        document=document,
        role=role,
        scope=scope,
        must_acknowledge=must_acknowledge,
        from_on=from_on or clock.today(),
        questions=list(questions),
        distributed_by=Person.objects.get(pk=by.name),
    )
    carry_roles_under(made)
    return made


@act(
    "documents.distribution.end",
    about="distribution",
    permission=may_end_distribution,
    rules=[distribution_is_not_ended, the_reason_is_said],
    clauses=ACCESS,
    sentence=gettext_noop("ended the distribution {subject}: {reason}"),
    label=gettext_noop("End this distribution"),
)
def end(*, by: Actor, distribution: Distribution, reason: str) -> Distribution:
    """End that a document is for a role; nothing of that role hangs on its acknowledgement any more."""
    ended = change(distribution, ended_at=clock.now(), ended_by=str(by))
    carry_roles_under(ended)
    return ended


@act(
    "documents.acknowledgement.make",
    about=("person", "version"),
    permission=is_the_reader & may_read_version,
    rules=[version_binds_or_will, not_acknowledged_yet, the_check_is_passed],
    clauses=READ,
    sentence=gettext_noop("acknowledged a document"),
    label=gettext_noop("Read and acknowledge"),
)
def acknowledge(*, by: Actor, person: Person, version: DocumentVersion, answers: Sequence[int] = ()) -> Acknowledgement:
    """Say that one has read and understood a version; the roles that hang on it hold again at once."""
    asked = [str(each["question"]) for each in queries.questions_for(person.pk, version)]
    told = [{"question": question, "answer": answer} for question, answer in zip(asked, answers, strict=True)]
    made = create(Acknowledgement, person=person, version=version, answers=told)
    carry_roles_held_by(person)
    return made
