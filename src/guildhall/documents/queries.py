"""What others may read of the body's documents."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language

from guildhall.documents import audience, carrying
from guildhall.documents.lifecycles import AT_WORK, IN_EFFECT, OVER, ExternalState, VersionState
from guildhall.documents.models import Acknowledgement, Distribution, Document, DocumentVersion, ExternalDocument
from guildhall.documents.permissions import BY_TOP_MANAGEMENT
from guildhall.identity import grants
from guildhall.identity.models import Grant
from guildhall.identity.roles import QUALITY_MANAGER, SCHEME_APPROVER, TOP_MANAGEMENT
from guildhall.kernel.periods import Period
from guildhall.notices import timers

REVIEW = "T-20"
"""The timer that says how often a document is reviewed, and that external ones are looked at within a year."""

PUBLIC_REVIEW = Period(months=12)
"""How often what the public reads is reviewed at the latest (7.2.4)."""

CURRENCY = Period(months=12)
"""How soon somebody looks again whether an external document is current (10.2.3 f)."""


def documents() -> QuerySet[Document]:
    """All documents, by code."""
    return Document.objects.select_related("owner", "scope").order_by("code")


def readable_by(person_id: UUID | None) -> QuerySet[DocumentVersion]:
    """The versions in effect that a person may read; None stands for everybody."""
    readable = Document.objects.filter(audience.readable(person_id))
    return versions().filter(state__in=IN_EFFECT, document__in=readable)


def versions() -> QuerySet[DocumentVersion]:
    """All versions of all documents, the latest first."""
    return DocumentVersion.objects.select_related("document__scope", "document__owner").order_by("-id")


def in_effect() -> QuerySet[DocumentVersion]:
    """Every version by which people work today."""
    return versions().filter(state__in=IN_EFFECT)


def archive() -> QuerySet[DocumentVersion]:
    """What nobody works by any more, the latest to end first."""
    return versions().filter(state__in=OVER).order_by("-ended_on", "-id")


def document(code: str) -> Document | None:
    """The document of that code."""
    return documents().filter(code=code).first()


def effective(code: str, language: str | None = None) -> DocumentVersion | None:
    """The version of a document by which people work today, in that language where there is one.

    Without `language`, in the reader's; a document that is not there in it is given in another.
    """
    return spoken(list(in_effect().filter(document__code=code)), language)


def public(language: str | None = None) -> list[DocumentVersion]:
    """What everybody may read, one version of each document, by title."""
    return sorted(spoken_each(readable_by(None), language), key=lambda version: version.title.casefold())


def public_document(code: str, language: str | None = None) -> DocumentVersion | None:
    """The version of a public document that everybody reads."""
    return spoken(list(readable_by(None).filter(document__code=code)), language)


def public_statement(topic: str, language: str | None = None) -> DocumentVersion | None:
    """The body's public word on a topic, in its effective version (R-42)."""
    return spoken(list(readable_by(None).filter(document__topic=topic)), language)


def public_statements(language: str | None = None) -> dict[str, DocumentVersion]:
    """The body's public word on each topic, by topic."""
    told = readable_by(None).exclude(document__topic="")
    return {version.document.topic: version for version in spoken_each(told, language)}


def spoken_each(found: Iterable[DocumentVersion], language: str | None) -> list[DocumentVersion]:
    """One version of each document among `found`: the one in the language that is wanted, as far as there is one."""
    by_document: dict[UUID, list[DocumentVersion]] = {}
    for version in found:
        by_document.setdefault(version.document_id, []).append(version)
    chosen = (spoken(each, language) for each in by_document.values())
    return [version for version in chosen if version]


def spoken(found: Sequence[DocumentVersion], language: str | None) -> DocumentVersion | None:
    """The one of `found` in the wanted language; otherwise in the house's; otherwise any."""
    wanted = [language or get_language() or "", settings.LANGUAGE_CODE]
    ranked = sorted(found, key=lambda each: (_rank(each.language, wanted), -each.ordinal, each.language))
    return next(iter(ranked), None)


def _rank(language: str, wanted: list[str]) -> int:
    return wanted.index(language) if language in wanted else len(wanted)


def languages() -> list[str]:
    """The codes of the languages in which documents are written."""
    return [code for code, _ in settings.LANGUAGES]


def at_work(document_id: UUID, language: str) -> DocumentVersion | None:
    """The version of a document that is being written in a language."""
    return versions().filter(document_id=document_id, language=language, state__in=AT_WORK).first()


def current(document_id: UUID, language: str) -> DocumentVersion | None:
    """The version of a document that is in effect in a language."""
    return in_effect().filter(document_id=document_id, language=language).first()


def next_ordinal(document_id: UUID, language: str) -> int:
    """The edition that a new version is: the next of its language, or the one that other languages have already."""
    kept = DocumentVersion.objects.filter(document_id=document_id).exclude(state=VersionState.DISCARDED)
    rows = list(kept.values_list("language", "ordinal"))
    own = max((ordinal for spoken, ordinal in rows if spoken == language), default=0)
    return max([own + 1, *(ordinal for _, ordinal in rows)])


def review_period(document: Document) -> Period:
    """How long a version of a document stands before somebody looks at it again (T-20)."""
    if document.review_months:
        return Period(months=document.review_months)
    usual = timers.length(REVIEW) or Period(months=24)
    return PUBLIC_REVIEW if document.is_public and usual.is_longer_than(PUBLIC_REVIEW) else usual


def distributions_for(person_id: UUID) -> QuerySet[Distribution]:
    """The distributions that are for a role which this person was given."""
    reached = Q(pk__in=[])
    for role, scope_id in audience.given_roles(person_id):
        reached |= Q(role=role) & (Q(scope__isnull=True) | Q(scope_id=scope_id))
    return Distribution.objects.filter(reached, ended_at__isnull=True).order_by("distributed_at", "id")


def questions_for(person_id: UUID, version: DocumentVersion) -> list[dict[str, object]]:
    """The short check that this person answers when they acknowledge a version, in its order."""
    asked = distributions_for(person_id).filter(document_id=version.document_id, must_acknowledge=True)
    found: list[dict[str, object]] = []
    for distribution in asked:
        found += [each for each in distribution.questions if each not in found]
    return found


def unacknowledged(person_id: UUID) -> list[tuple[DocumentVersion, date]]:
    """What this person still owes an acknowledgement, each with the day from which a role hangs on it.

    Of an edition in several languages the one in the reader's language.
    """
    asked = {each.document_id: each for each in distributions_for(person_id).filter(must_acknowledge=True)}
    editions = carrying.binding(asked)
    known = carrying.read([person_id], asked)
    owed = {
        (each.document_id, each.ordinal): max(each.from_on, asked[each.document_id].from_on)
        for found in editions.values()
        for each in found
        if (person_id, each.document_id, each.ordinal) not in known
    }
    return _worded(owed)


def _worded(owed: dict[tuple[UUID, int], date]) -> list[tuple[DocumentVersion, date]]:
    states = (*IN_EFFECT, VersionState.APPROVED)
    found: dict[tuple[UUID, int], list[DocumentVersion]] = {}
    for version in versions().filter(document_id__in={key[0] for key in owed}, state__in=states):
        found.setdefault((version.document_id, version.ordinal), []).append(version)
    chosen = ((spoken(found[key], None), day) for key, day in owed.items())
    return sorted(((each, day) for each, day in chosen if each), key=lambda pair: (pair[1], pair[0].document.code))


def acknowledged_by(person_id: UUID) -> QuerySet[Acknowledgement]:
    """What this person has acknowledged, the latest first."""
    found = Acknowledgement.objects.filter(person_id=person_id)
    return found.select_related("version__document").order_by("-acknowledged_at")


def reached(distribution: Distribution) -> QuerySet[Grant]:
    """The roles that a distribution reaches, whether or not they hold today, one for each person and scope."""
    scopes = [distribution.scope_id] if distribution.scope_id else None
    return carrying.standing([distribution.role], scopes).order_by("person__number")


def read_now(document_id: UUID) -> dict[UUID, datetime]:
    """Who has acknowledged the edition of a document that is in effect, and when."""
    latest = in_effect().filter(document_id=document_id).order_by("-ordinal").first()
    if latest is None:
        return {}
    found = Acknowledgement.objects.filter(version__document_id=document_id, version__ordinal=latest.ordinal)
    return dict(found.values_list("person_id", "acknowledged_at"))


def search(person_id: UUID | None, text: str) -> QuerySet[DocumentVersion]:
    """The versions in effect that a person may read and in which every word of `text` stands."""
    return worded(readable_by(person_id), text).order_by("document__code", "language")


def worded(found: QuerySet[DocumentVersion], text: str) -> QuerySet[DocumentVersion]:
    """Those of `found` in which every word of `text` stands, the first ten of them."""
    for word in folded(text).split()[:10]:
        found = found.filter(words__contains=word)
    return found


def folded(text: str) -> str:
    """A text as searches compare it: in small letters, whatever the database makes of other scripts."""
    return " ".join(text.casefold().split())


def reviews_due(day: date) -> QuerySet[DocumentVersion]:
    """The versions in effect whose periodic review is due on `day` or was before."""
    return in_effect().filter(review_due_on__lte=day).order_by("review_due_on")


def waiting_for_approval() -> QuerySet[DocumentVersion]:
    """What was submitted and is neither approved nor sent back, the oldest first."""
    return versions().filter(state=VersionState.IN_REVIEW).order_by("submitted_at")


def to_approve(person_id: UUID) -> QuerySet[DocumentVersion]:
    """What others submitted and this person may approve, the oldest first."""
    promised = Q(document__kind__in=BY_TOP_MANAGEMENT)
    if person_id in grants.holders(TOP_MANAGEMENT):
        theirs = Q()
    elif person_id in grants.holders(QUALITY_MANAGER):
        theirs = ~promised
    else:
        theirs = ~promised & Q(document__scope_id__in=grants.scopes_of(person_id, SCHEME_APPROVER))
    return waiting_for_approval().filter(theirs).exclude(authors__person_id=person_id)


def approvers(version: DocumentVersion) -> set[UUID]:
    """Who may approve a version and did not write in it."""
    document = version.document
    able = grants.holders(TOP_MANAGEMENT)
    if document.kind not in BY_TOP_MANAGEMENT:
        able |= grants.holders(QUALITY_MANAGER) | grants.holders(SCHEME_APPROVER, scope_id=document.scope_id)
    return able - set(version.authors.values_list("person_id", flat=True))


def lagging() -> QuerySet[DocumentVersion]:
    """Versions in effect of an edition that a later one in another language has left behind."""
    later = DocumentVersion.objects.filter(
        document=OuterRef("document"), state__in=IN_EFFECT, ordinal__gt=OuterRef("ordinal")
    )
    return in_effect().filter(Exists(later))


def external() -> QuerySet[ExternalDocument]:
    """All documents from outside, the latest registered first."""
    return ExternalDocument.objects.select_related("owner").order_by("-number")


def external_in_use() -> QuerySet[ExternalDocument]:
    """The documents from outside by which the body works."""
    return external().exclude(state=ExternalState.SUPERSEDED)
