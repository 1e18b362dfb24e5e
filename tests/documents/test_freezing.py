"""Every approved version is kept as a sealed PDF/A with its approval page, made by the worker, once, for ever."""

import io
from hashlib import sha256

import pikepdf
import pytest
from pypdf import PdfReader

from guildhall.documents import freezing, issuers
from guildhall.documents.acts import frozen as acts
from guildhall.documents.acts import versions
from guildhall.documents.jobs import freeze
from guildhall.documents.models import DocumentVersion, Frozen
from guildhall.jobs.models import Job
from guildhall.ledger.models import Entry
from tests.cast import acting
from tests.certification.making import worked
from tests.documents.keys import keyed
from tests.documents.making import a_document, a_draft, a_paper, a_pdf, a_picture, approved, submitted
from tests.documents.rendering.setting import claims, links
from tests.exams.conftest import refused

SAID = """# Receipt

Within five days. See [[PS-APPEALS]], [[PR-SECRET]], [[clause 2012:9.8]] and [[record AP-2026-000001]].
"""


@pytest.fixture(autouse=True)
def _keys() -> None:
    keyed()


def content(version: DocumentVersion) -> bytes:
    return freezing.read(Frozen.objects.get(version=version).file)


def words(pdf: bytes) -> str:
    return " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_approved_version_is_frozen_by_the_worker(cast):
    version = approved(cast, a_document(cast), body=SAID)
    assert not Frozen.objects.exists()
    worked()
    pdf = content(version)
    assert claims(pdf) == {
        "PDF/A": "3A",
        "PDF/UA": "1",
        "title": "How appeals are heard",
        "language": "en",
        "tagged": True,
    }
    kept = Frozen.objects.get(version=version)
    assert (kept.fingerprint, kept.file.kind) == (sha256(pdf).hexdigest(), "pdf")


def test_approval_page_says_who_what_and_when(cast):
    version = approved(cast, a_document(cast, governs=["2012:9.8.1"]), body=SAID, summary="Five days, not ten.")
    worked()
    told = words(content(version))
    for said in (
        "Within five days.",
        "PR-2026-000001 · PR-APPEALS",
        cast.quinn.name,
        f"2 March 2026, {cast.tom.name}",
        "Five days, not ten.",
        "17024:2012 9.8.1",
        "Confirmed on approval",
        sha256(SAID.encode()).hexdigest()[:8],
    ):
        assert said in told


def test_file_is_sealed_by_the_body(cast):
    version = approved(cast, a_document(cast))
    worked()
    with pikepdf.open(io.BytesIO(content(version))) as document:
        (field,) = document.Root.AcroForm.Fields
        assert (str(field.T), str(field.V.SubFilter)) == ("Seal", "/ETSI.CAdES.detached")


def test_it_is_frozen_in_its_own_language(cast):
    version = approved(cast, a_document(cast), language="de", title="Wie Einsprüche behandelt werden")
    worked()
    assert claims(content(version))["language"] == "de"


def test_references_on_paper_lead_to_public_documents_alone(cast):
    approved(cast, a_document(cast, "PS-APPEALS", kind="public-statement", topic="appeals", is_public=True))
    a_document(cast, "PR-SECRET", title="Something not for everybody")
    version = approved(cast, a_document(cast), body=SAID)
    worked()
    pdf = content(version)
    assert links(pdf) == ["http://127.0.0.1:8000/documents/PS-APPEALS/"]
    told = words(pdf)
    assert "PR-SECRET" in told
    assert "Something not for everybody" not in told


def test_paper_that_was_handed_in_lies_inside(cast):
    draft = a_draft(cast, a_document(cast))
    handed = versions.hand_in(
        by=acting(cast.quinn), version=draft, paper=a_paper(), title="Handbook", summary="Made new."
    )
    sent = versions.submit(by=acting(cast.quinn), version=handed)
    version = versions.approve(by=acting(cast.tom), version=sent, effective_on=sent.authored_at.date())
    worked()
    pdf = content(version)
    assert claims(pdf)["PDF/A"] == "3A"
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert [each.get_file().read_bytes() for each in document.attachments.values()] == [a_pdf()]
    assert sha256(a_pdf()).hexdigest()[:8] in words(pdf)


def test_pictures_of_the_text_are_on_the_sheet(cast):
    document = a_document(cast)
    a_picture(cast, document, "map")
    version = approved(cast, document, body="![A map](picture:map)")
    worked()
    with pikepdf.open(io.BytesIO(content(version))) as pdf:
        assert pdf.pages[0].get_images()


def test_what_is_only_submitted_is_not_frozen(cast):
    version = submitted(cast, a_document(cast))
    worked()
    assert not Frozen.objects.exists()
    made = freezing.sealed(a_pdf(), "x.pdf")
    told = {"version": version, "document": made.received, "fingerprint": made.fingerprint}
    refused("R-49", acts.keep, by=issuers.ISSUER, **told)


def test_it_is_frozen_once(cast):
    version = approved(cast, a_document(cast))
    worked()
    made = freezing.sealed(a_pdf("Something else"), "x.pdf")
    told = {"version": version, "document": made.received, "fingerprint": made.fingerprint}
    refused("frozen-once", acts.keep, by=issuers.ISSUER, **told)
    assert Frozen.objects.count() == 1


def test_nobody_but_the_house_keeps_a_sealed_file(cast):
    version = approved(cast, a_document(cast))
    made = freezing.sealed(a_pdf(), "x.pdf")
    told = {"version": version, "document": made.received, "fingerprint": made.fingerprint}
    for person in (cast.quinn, cast.tom, cast.ada):
        refused("permission", acts.keep, by=acting(person), **told)


def test_fingerprint_stands_in_the_ledger(cast):
    version = approved(cast, a_document(cast))
    worked()
    entry = Entry.objects.get(act="documents.frozen.keep")
    assert (entry.actor, entry.subject) == ("machine:issuer", version.ref)


def test_job_that_runs_again_makes_nothing_twice(cast):
    version = approved(cast, a_document(cast))
    worked()
    freeze.run({"version": str(version.pk)})
    assert Frozen.objects.count() == 1
    assert not Job.objects.exclude(fault="").exists()


def test_frozen_file_stays_when_another_version_takes_its_place(cast):
    first = approved(cast, a_document(cast))
    worked()
    before = content(first)
    approved(cast, first.document, body="# Receipt\n\nWithin three days.")
    worked()
    assert content(first) == before
    assert Frozen.objects.count() == 2
