"""The whole manual as one file: ordered by somebody, made by the house."""

from guildhall.documents.issuers import ISSUER
from guildhall.documents.models import ManualCopy
from guildhall.documents.permissions import works_by_documents
from guildhall.documents.rules import ACCESS
from guildhall.documents.rules.frozen import no_copy_is_being_made
from guildhall.documents.rules.versions import language_is_spoken_here
from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.vault.files import Received
from guildhall.vault.files import keep as keep_file


@act(
    "documents.manual.order",
    permission=works_by_documents,
    rules=[language_is_spoken_here, no_copy_is_being_made],
    clauses=ACCESS,
    sentence=gettext_noop("ordered the manual ({language})"),
    label=gettext_noop("Make the manual as one PDF"),
)
def order(*, by: Actor, language: str) -> ManualCopy:
    """Order the manual as one linked and sealed file, of all that one may read as it stands today."""
    return create(ManualCopy, language=language, ordered_by=Person.objects.get(pk=by.name))


@act(
    "documents.manual.keep",
    about="copy",
    permission=NOBODY,
    machines=[ISSUER.name],
    clauses=ACCESS,
    sentence=gettext_noop("made the manual {subject}"),
)
def keep(*, by: Actor, copy: ManualCopy, document: Received, documents: int) -> ManualCopy:
    """Keep a copy of the manual that was made, for who ordered it."""
    return change(copy, file=keep_file(document), documents=documents, made_at=clock.now())
