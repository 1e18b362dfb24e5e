"""The agreement and the code of conduct are signed, here or on paper; what was signed is kept word for word."""

from datetime import date

from guildhall.applications.models import Application, Signature
from guildhall.applications.permissions import is_the_applicant, serves_the_applicant
from guildhall.applications.rules.applications import it_is_a_draft
from guildhall.applications.rules.evidence import (
    it_was_agreed_to,
    it_was_not_signed_before,
    nobody_enters_their_own_paper,
    paper_was_signed_already,
    text_of,
    the_signed_paper_is_kept,
    there_is_something_to_sign,
)
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import create
from guildhall.vault.files import Received, keep

CLAUSES = ("2012:9.1.2", "2012:9.7.2", "2026:9.2", "2026:9.7")


@act(
    "applications.signature.sign",
    about="application",
    permission=is_the_applicant,
    rules=[it_is_a_draft, there_is_something_to_sign, it_was_not_signed_before, it_was_agreed_to],
    clauses=CLAUSES,
    sentence=gettext_noop("signed with {subject}: {kind}"),
    label=gettext_noop("Sign"),
)
def sign(*, by: Actor, application: Application, kind: str, agreed: bool = False) -> Signature:
    """Sign the agreement or the code of conduct of the version that is applied for."""
    return create(
        Signature,
        application=application,
        kind=kind,
        version_number=application.version.number,
        words=text_of(application, kind),
        signed_by=str(by),
    )


@act(
    "applications.signature.enter",
    about="application",
    permission=serves_the_applicant,
    rules=[
        it_is_a_draft,
        nobody_enters_their_own_paper,
        there_is_something_to_sign,
        it_was_not_signed_before,
        paper_was_signed_already,
        the_signed_paper_is_kept,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("entered with {subject} from paper: {kind}"),
    label=gettext_noop("Enter the signed paper"),
)
def enter(
    *, by: Actor, application: Application, kind: str, signed_on: date, scan: Received | None = None
) -> Signature:
    """Enter what somebody without an account signed on paper; its scan is kept."""
    return create(
        Signature,
        application=application,
        kind=kind,
        version_number=application.version.number,
        words=text_of(application, kind),
        signed_on=signed_on,
        signed_at=clock.now(),
        signed_by=str(by),
        scan=keep(scan) if scan else None,
    )
