"""Documents in every state that a test wants, reached through acts: Quinn writes and Tom approves."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from guildhall.documents import jobs, papers
from guildhall.documents.acts import distribution, documents, external, pictures, versions
from guildhall.documents.models import Distribution, Document, DocumentVersion, ExternalDocument, Picture
from guildhall.documents.papers import Paper
from guildhall.identity.acts import persons
from guildhall.identity.models import Person, Scope
from guildhall.identity.roles import DOCUMENT_CONTROLLER, Role
from guildhall.jobs.queueing import queue
from guildhall.jobs.worker import Worker
from guildhall.kernel import clock
from guildhall.vault import files, keys, kinds
from tests.cast import Cast, acting, give
from tests.documents.rendering.setting import PNG

CHECK = [{"question": "Who approves?", "options": ["The author", "Somebody else"], "right": 1}]


def a_document(cast: Cast, code: str = "PR-APPEALS", **other: Any) -> Document:
    """A document that Quinn registers and owns; it says nothing yet."""
    asked = {"kind": "procedure", "title": "How appeals are heard", "owner": cast.quinn, "scope": cast.body, **other}
    return documents.register(by=acting(cast.quinn), code=code, **asked)


def a_draft(cast: Cast, document: Document, language: str = "en", **said: Any) -> DocumentVersion:
    """A version that Quinn wrote."""
    by = acting(cast.quinn)
    begun = versions.draft(by=by, document=document, language=language)
    words = {"title": document.title, "body": "# Receipt\n\nWithin five days.", "summary": "Written anew.", **said}
    return versions.write(by=by, version=begun, **words)


def submitted(cast: Cast, document: Document, language: str = "en", **said: Any) -> DocumentVersion:
    """A version that waits for approval."""
    return versions.submit(by=acting(cast.quinn), version=a_draft(cast, document, language, **said))


def approved(
    cast: Cast, document: Document, effective_on: date | None = None, language: str = "en", **said: Any
) -> DocumentVersion:
    """A version that Tom approved: in effect from today, or from the day that is given."""
    return versions.approve(
        by=acting(cast.tom),
        version=submitted(cast, document, language, **said),
        effective_on=effective_on or clock.today(),
        no_training_favoured=True,
    )


def in_effect(cast: Cast, code: str = "PR-APPEALS", body: str = "", **other: Any) -> DocumentVersion:
    """A new document with its first version in effect today."""
    said = {"body": body} if body else {}
    return approved(cast, a_document(cast, code, **other), **said)


def said_publicly(cast: Cast, topic: str, body: str = "", **other: Any) -> DocumentVersion:
    """The body's public word on a topic, in effect today."""
    told = {"kind": "public-statement", "topic": topic, "is_public": True, "title": f"On {topic}", **other}
    return in_effect(cast, f"PS-{topic.upper()}", body or f"What we say on {topic}.", **told)


def distributed(cast: Cast, document: Document, role: Role, scope: Scope | None = None, **other: Any) -> Distribution:
    """A document that everybody with a role has to acknowledge from today on."""
    asked = {"must_acknowledge": True, **other}
    return distribution.distribute(by=acting(cast.quinn), document=document, role=role.code, scope=scope, **asked)


def acknowledged(person: Person, version: DocumentVersion, *answers: int) -> None:
    """Somebody has read and understood a version."""
    distribution.acknowledge(by=acting(person), person=person, version=version, answers=answers)


def put_into_effect_what_is_due() -> None:
    """The worker's look at the approved versions whose day has come."""
    queue(jobs.take_effect)
    Worker().do_jobs()


def a_controller(cast: Cast) -> Person:
    """Conny, who keeps the body's documents."""
    conny = a_colleague(cast, "Conny")
    give(acting(cast.tom), conny, DOCUMENT_CONTROLLER, cast.body)
    return conny


def a_colleague(cast: Cast, given_name: str = "Kolja") -> Person:
    """Somebody who works for the body and holds no role."""
    return persons.register(by=acting(cast.tom), given_name=given_name, family_name="Aktenkundig", is_personnel=True)


def a_pdf(words: str = "Handbook of appeals") -> bytes:
    """A PDF of one page on which `words` stand."""
    page = b"/MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>"
    drawn = f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R %s >>" % page,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    written, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return written + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def a_paper(words: str = "Handbook of appeals") -> Paper:
    """A PDF that was handed in."""
    return papers.take(SimpleUploadedFile("handbook.pdf", a_pdf(words), "application/pdf"))


def a_picture(cast: Cast, document: Document, name: str = "way-of-an-appeal") -> Picture:
    """A picture that the texts of a document may show."""
    upload = SimpleUploadedFile("way.png", PNG, "image/png")
    file = files.receive(upload, key_id=keys.BODY, allowed=(kinds.PNG,))
    described = {"name": name, "description": "The way of an appeal in five steps"}
    return pictures.keep(by=acting(cast.quinn), document=document, file=file, **described)


def an_external(cast: Cast, **other: Any) -> ExternalDocument:
    """A standard by which the body works, which nobody has looked up yet."""
    said = {
        "title": "Conformity assessment: requirements for bodies certifying persons",
        "publisher": "ISO",
        "edition": "2012",
        "found_at": "https://www.iso.org/standard/52993.html",
        "used_for": "Everything that the body does.",
        "owner": cast.quinn,
        **other,
    }
    return external.register(by=acting(cast.quinn), **said)
