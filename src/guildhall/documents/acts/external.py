"""Documents from outside are registered, and somebody looks in time whether they are still current."""

from datetime import timedelta

from guildhall.documents import queries
from guildhall.documents.lifecycles import EXTERNAL, ExternalState
from guildhall.documents.models import CurrencyCheck, ExternalDocument
from guildhall.documents.permissions import may_keep_documents, owns_the_external
from guildhall.documents.rules import CONTROL
from guildhall.documents.rules.documents import owner_belongs_to_the_personnel
from guildhall.documents.rules.external import external_document_is_identified, the_new_edition_is_named
from guildhall.documents.rules.words import findings_are_said
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.vault.files import Received, keep

FIRST_LOOK = 30
"""Days within which somebody looks for the first time whether what was registered is current (our own choice)."""


@act(
    "documents.external.register",
    move=EXTERNAL.register,
    permission=may_keep_documents,
    rules=[external_document_is_identified, owner_belongs_to_the_personnel],
    clauses=CONTROL,
    sentence=gettext_noop("registered the external document {subject}"),
)
def register(
    *,
    by: Actor,
    title: str,
    publisher: str,
    edition: str,
    found_at: str,
    used_for: str,
    owner: Person,
    file: Received | None = None,
) -> ExternalDocument:
    """Register a standard, a law or another document from outside by which the body works, in the edition it uses."""
    return create(
        ExternalDocument,
        number=next_number("XD"),
        title=title.strip(),
        publisher=publisher.strip(),
        edition=edition.strip(),
        found_at=found_at.strip(),
        used_for=used_for.strip(),
        owner=owner,
        file=keep(file) if file else None,
        due_on=clock.today() + timedelta(days=FIRST_LOOK),
        registered_by=Person.objects.get(pk=by.name),
    )


@act(
    "documents.external.check",
    about="external",
    move=EXTERNAL.check,
    permission=may_keep_documents | owns_the_external,
    rules=[findings_are_said],
    clauses=CONTROL,
    sentence=gettext_noop("found {subject} current"),
)
def check(*, by: Actor, external: ExternalDocument, findings: str) -> ExternalDocument:
    """Look whether the edition that the body uses is the current one, and find that it is; look again in a year."""
    _looked(by, external, findings, is_current=True)
    return change(external, state=ExternalState.CURRENT, due_on=queries.CURRENCY.after(clock.today()))


@act(
    "documents.external.supersede",
    about="external",
    move=EXTERNAL.supersede,
    permission=may_keep_documents | owns_the_external,
    rules=[the_new_edition_is_named],
    clauses=CONTROL,
    sentence=gettext_noop("found {subject} superseded by the edition {replaced_by_edition}"),
)
def supersede(*, by: Actor, external: ExternalDocument, findings: str, replaced_by_edition: str) -> ExternalDocument:
    """Find that another edition took the place of the one that the body uses; it is registered for itself.

    `findings` says what changes for the body.
    """
    _looked(by, external, findings, is_current=False)
    return change(external, state=ExternalState.SUPERSEDED, replaced_by_edition=replaced_by_edition.strip())


def _looked(by: Actor, external: ExternalDocument, findings: str, *, is_current: bool) -> None:
    checker = Person.objects.get(pk=by.name)
    create(CurrencyCheck, external=external, is_current=is_current, findings=findings.strip(), checked_by=checker)
