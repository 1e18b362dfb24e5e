"""The manual as one file: ordered by somebody, made by the worker of what they may read, opened by them alone."""

import io

import pytest
from pypdf import PdfReader

from guildhall.documents import freezing, issuers, manual
from guildhall.documents.acts import manual as acts
from guildhall.documents.acts import versions
from guildhall.documents.models import ManualCopy
from guildhall.documents.readings import file_of_copy
from guildhall.kernel import clock
from guildhall.kernel.refusals import Refusal
from tests.cast import acting, sign_in
from tests.certification.making import worked
from tests.documents.keys import keyed
from tests.documents.making import a_document, a_draft, a_paper, a_pdf, approved, in_effect
from tests.documents.rendering.setting import claims, links
from tests.exams.conftest import refused


@pytest.fixture(autouse=True)
def _keys() -> None:
    keyed()


def ordered(person, language="en") -> ManualCopy:
    return acts.order(by=acting(person), language=language)


def made(copy: ManualCopy) -> bytes:
    worked()
    return freezing.read(ManualCopy.reloaded(copy.pk).file)


def words(pdf: bytes) -> str:
    return " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def handed_in(cast, code: str):
    """A document that was handed in as PDF, in effect."""
    draft, by = a_draft(cast, a_document(cast, code)), acting(cast.quinn)
    handed = versions.hand_in(by=by, version=draft, paper=a_paper("As it was drawn"), title="Drawn", summary="New.")
    sent = versions.submit(by=by, version=handed)
    return versions.approve(by=acting(cast.tom), version=sent, effective_on=clock.today())


def test_manual_holds_what_is_in_effect_and_leads_within(cast):
    in_effect(cast, "PR-APPEALS", "See [[PO-FAIR]].", title="Appeals")
    in_effect(cast, "PO-FAIR", "Everybody is treated alike.", kind="policy", title="Fairness")
    a_draft(cast, a_document(cast, "PR-DRAFT", title="Not yet"))
    copy = ordered(cast.quinn)
    pdf = made(copy)
    assert claims(pdf)["PDF/A"] == "3A"
    assert links(pdf) == ["within"] * 3
    told = words(pdf)
    assert told.index("Everybody is treated alike.") < told.index("See Fairness.")
    assert "Not yet" not in told
    assert ManualCopy.reloaded(copy.pk).documents == 2


def test_manual_is_sealed(cast):
    in_effect(cast)
    pdf = made(ordered(cast.quinn))
    assert PdfReader(io.BytesIO(pdf)).get_fields()["Seal"]["/FT"] == "/Sig"


def test_pages_of_what_was_handed_in_are_in_the_manual(cast):
    in_effect(cast, "PR-APPEALS")
    handed_in(cast, "PR-DRAWN")
    pdf = made(ordered(cast.quinn))
    assert claims(pdf)["PDF/A"] == ""
    assert "As it was drawn" in words(pdf)


def test_manual_holds_only_what_its_reader_may_read(cast):
    in_effect(cast, "PR-OPEN", "For all of us.")
    in_effect(cast, "PR-CLOSED", "For some of us.", restricted=True)
    everything, something = made(ordered(cast.tom)), made(ordered(cast.olive))
    assert "For some of us." in words(everything)
    assert "For some of us." not in words(something)
    assert "For all of us." in words(something)


def test_manual_is_made_in_the_language_that_was_asked_for(cast):
    document = a_document(cast)
    approved(cast, document, language="en", body="In English.")
    approved(cast, document, language="de", body="Auf Deutsch.")
    pdf = made(ordered(cast.quinn, "de"))
    assert claims(pdf)["language"] == "de"
    assert ("Auf Deutsch." in words(pdf), "In English." in words(pdf)) == (True, False)


def test_manual_of_a_body_without_documents_is_a_cover(cast):
    copy = ordered(cast.quinn)
    assert claims(made(copy))["PDF/A"] == "3A"
    assert ManualCopy.reloaded(copy.pk).documents == 0


def test_nobody_opens_the_copy_of_another(cast):
    copy = ordered(cast.quinn)
    made(copy)
    kept = ManualCopy.reloaded(copy.pk)
    assert file_of_copy(by=acting(cast.quinn), copy=kept) == kept.file
    for person in (cast.tom, cast.olive, cast.carla):
        with pytest.raises(Refusal):
            file_of_copy(by=acting(person), copy=kept)


def test_one_is_made_at_a_time(cast):
    ordered(cast.quinn)
    refused("manual-once", acts.order, by=acting(cast.quinn), language="en")
    assert ordered(cast.quinn, "de").language == "de"
    worked()
    assert ordered(cast.quinn).language == "en"


def test_who_does_not_work_here_orders_none(cast):
    refused("permission", acts.order, by=acting(cast.carla), language="en")


def test_language_of_no_text_is_refused(cast):
    refused("document-language", acts.order, by=acting(cast.quinn), language="tlh")


def test_nobody_but_the_house_makes_one(cast):
    copy, file = ordered(cast.quinn), freezing.sealed(a_pdf(), "x.pdf").received
    refused("permission", acts.keep, by=acting(cast.quinn), copy=copy, document=file, documents=1)
    assert acts.keep(by=issuers.ISSUER, copy=copy, document=file, documents=1).file.size == file.size


def test_broken_and_locked_papers_have_no_pages():
    assert [manual.pages_of(each) for each in (b"", b"%PDF-1.4 nonsense", b"nothing")] == [0, 0, 0]


# pages


def test_page_offers_the_manual_and_ones_copies(cast, client):
    in_effect(cast)
    page = sign_in(client, cast.quinn)
    assert "It will hold 1 document." in page.get("/documents/manual/").content.decode()
    answer = page.post("/documents/manual/", {"language": "en", "once": "one"})
    assert (answer.status_code, answer["Location"]) == (302, "/documents/manual/")
    copy = ManualCopy.objects.get()
    assert "being made" in page.get("/documents/manual/").content.decode()
    assert page.get(f"/documents/manual/{copy.pk}/").status_code == 409
    worked()
    answer = page.get(f"/documents/manual/{copy.pk}/")
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF-1.7")
    assert sign_in(client, cast.olive).get(f"/documents/manual/{copy.pk}/").status_code == 409
