"""Who may do what with documents."""

from django.utils.translation import gettext as _

from guildhall.documents import audience
from guildhall.documents.audience import ARCHIVE, KEEPERS
from guildhall.documents.lifecycles import IN_EFFECT, OVER, VersionState
from guildhall.documents.models import (
    Distribution,
    Document,
    DocumentKind,
    DocumentVersion,
    ExternalDocument,
    ManualCopy,
    Picture,
)
from guildhall.identity.models import Person, Scope
from guildhall.identity.permissions import holds, refusal_in
from guildhall.identity.roles import (
    ADMINISTRATOR,
    ASSESSOR,
    QUALITY_MANAGER,
    SCHEME_APPROVER,
    SCHEME_MANAGER,
    TOP_MANAGEMENT,
)
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal

CONTROL = ("2012:10.2.3", "2026:10")
BY_TOP_MANAGEMENT = (DocumentKind.POLICY, DocumentKind.PUBLIC_STATEMENT, DocumentKind.MANUAL)
"""What the body promises: top management alone approves it."""

may_keep_documents = holds(*KEEPERS)
may_open_the_archive = holds(*ARCHIVE)
may_read_everything = holds(*ARCHIVE)
may_write_anything = holds(*KEEPERS, SCHEME_MANAGER)
may_retire_keys = holds(ADMINISTRATOR, TOP_MANAGEMENT)
may_approve_anything = holds(QUALITY_MANAGER, TOP_MANAGEMENT, SCHEME_APPROVER)


@permission("belongs to the body's personnel, or assesses it")
def works_by_documents(*, by: Actor) -> Refusal | None:
    """Documents of the house are for who works here; everybody else reads the public ones."""
    if by.person_id and (audience.works_here(by.person_id) or not holds(ASSESSOR).refusal(by=by)):
        return None
    return Refusal(
        _("These documents are for the body's personnel, and you are not registered as one of them."),
        mend=Mend(_("What is meant for everybody stands on the public pages."), link=("documents:public",)),
        clauses=("2012:10.2.2", "2026:10"),
    )


@permission("manages the scheme that the document belongs to")
def manages_the_scope(*, by: Actor, scope: Scope) -> Refusal | None:
    """The manager of a scheme keeps the documents of that scheme."""
    return refusal_in(by, scope.pk, SCHEME_MANAGER)


@permission("owns the document, or manages its scheme")
def answers_for_the_document(*, by: Actor, document: Document) -> Refusal | None:
    """Who answers for a document writes its versions."""
    return _answers(by, document)


@permission("owns the document, or manages its scheme")
def answers_for_the_version(*, by: Actor, version: DocumentVersion) -> Refusal | None:
    """Who answers for a document writes its versions."""
    return _answers(by, version.document)


@permission("owns the document, or manages its scheme")
def answers_for_the_distribution(*, by: Actor, distribution: Distribution) -> Refusal | None:
    """Who answers for a document says whom it is for."""
    return _answers(by, distribution.document)


@permission("may approve documents of this kind")
def may_approve(*, by: Actor, version: DocumentVersion) -> Refusal | None:
    """Policies, public statements and the manual are approved by top management; the rest by the quality manager too.

    The approver of a scheme approves what belongs to that scheme.
    """
    document = version.document
    if document.kind in BY_TOP_MANAGEMENT:
        return holds(TOP_MANAGEMENT).refusal(by=by)
    if refusal_in(by, document.scope_id, SCHEME_APPROVER) is None:
        return None
    return holds(QUALITY_MANAGER, TOP_MANAGEMENT).refusal(by=by)


@permission("may read the version")
def may_read_version(*, by: Actor, version: DocumentVersion) -> Refusal | None:
    """What is in effect, or will be, is for its readers; what is written is for who writes and approves it; what is
    obsolete is for the archive alone (R-49)."""
    person_id = by.person_id
    if person_id is None:
        return _not_for_you()
    if version.state in OVER:
        return _obsolete(version) if may_open_the_archive.refusal(by=by) else None
    if version.state in (*IN_EFFECT, VersionState.APPROVED):
        return None if audience.may_read(person_id, version.document) else _not_for_you()
    works_on_it = audience.works_on(person_id, version) or may_approve.refusal(by=by, version=version) is None
    return None if works_on_it else _not_for_you()


@permission("may read the document")
def may_read_document(*, by: Actor, document: Document) -> Refusal | None:
    """A document's page is for who may read what is in effect of it."""
    if by.person_id and audience.may_read(by.person_id, document):
        return None
    return _not_for_you()


@permission("may read the document in which the picture stands")
def may_see_picture(*, by: Actor, picture: Picture) -> Refusal | None:
    """A picture is for who may read its document."""
    return may_read_document.refusal(by=by, document=picture.document)


@permission("ordered the copy")
def may_open_copy(*, by: Actor, copy: ManualCopy) -> Refusal | None:
    """A copy of the manual holds what one person may read, so nobody else opens it."""
    return None if by.is_person(copy.ordered_by_id) else _not_for_you()


@permission("is that person")
def is_the_reader(*, by: Actor, person: Person) -> Refusal | None:
    """Nobody reads and understands for another."""
    if by.is_person(person.pk):
        return None
    return Refusal(
        _("Nobody acknowledges a document for somebody else."),
        mend=Mend(_("They sign in, read it and acknowledge it themselves.")),
        clauses=("2012:6.1.5", "2026:6.1"),
    )


@permission("answers for the external document")
def owns_the_external(*, by: Actor, external: ExternalDocument) -> Refusal | None:
    """Who answers for a document from outside looks whether it is current."""
    if by.is_person(external.owner_id):
        return None
    return holds(*KEEPERS).refusal(by=by)


may_register_documents = may_keep_documents | manages_the_scope
may_tend_document = may_keep_documents | answers_for_the_document
may_write_version = may_keep_documents | answers_for_the_version
may_end_distribution = may_keep_documents | answers_for_the_distribution


def _answers(by: Actor, document: Document) -> Refusal | None:
    if by.is_person(document.owner_id):
        return None
    return refusal_in(by, document.scope_id, SCHEME_MANAGER)


def _not_for_you() -> Refusal:
    return Refusal(
        _("This document is not distributed to you."),
        mend=Mend(_("If your work needs it, ask the document controller to distribute it to your role.")),
        clauses=("2012:10.2.2", "2026:10"),
    )


def _obsolete(version: DocumentVersion) -> Refusal:
    return Refusal(
        _("This version is not in effect any more, so that nobody works by it by mistake."),
        mend=Mend(
            _("Read the version that is in effect; the archive is open to the document controller."),
            link=("documents:document", str(version.document_id)),
        ),
        code="R-49",
        clauses=CONTROL,
    )
