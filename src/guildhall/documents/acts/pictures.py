"""Pictures are kept for a document's texts."""

from guildhall.documents.models import Document, Picture
from guildhall.documents.permissions import may_tend_document
from guildhall.documents.rules import CONTROL
from guildhall.documents.rules.external import picture_can_be_named_and_described, picture_is_one
from guildhall.identity.models import Person
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import create
from guildhall.vault.files import Received
from guildhall.vault.files import keep as keep_file


@act(
    "documents.picture.keep",
    about="document",
    permission=may_tend_document,
    rules=[picture_can_be_named_and_described, picture_is_one],
    clauses=CONTROL,
    sentence=gettext_noop("kept the picture {name} for the document {subject}"),
    label=gettext_noop("Add a picture"),
)
def keep(*, by: Actor, document: Document, name: str, description: str, file: Received) -> Picture:
    """Keep a picture that the texts of a document show by its name; the description is for who does not see it."""
    return create(
        Picture,
        document=document,
        name=name,
        description=description.strip(),
        file=keep_file(file),
        kept_by=Person.objects.get(pk=by.name),
    )
