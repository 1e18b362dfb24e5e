"""The portal: choosing a scheme, filling an application in page by page, handing in later evidence, asking for help."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from guildhall.applications.acts import accommodations, applications, evidence, reviews
from guildhall.applications.models import Accommodation, Application, Evidence, Signature
from guildhall.applications.queries import evidence_of
from guildhall.ledger.models import Access
from guildhall.vault import files
from tests.applications.making import a_complete_draft, a_draft, a_rejected, a_submitted, an_admitted, in_review
from tests.applications.test_applying import replaced
from tests.cast import Cast, acting, sign_in
from tests.making import Made
from tests.papers import PROGRAM, SCAN, upload


@pytest.fixture
def carla(cast: Cast) -> Client:
    return sign_in(Client(), cast.carla)


def page_of(application: Application, name: str, *parts: object) -> str:
    return reverse(f"applications:my-{name}", args=[application.pk, *parts])


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return str(answer.content.decode())


def parts_of(page: str) -> dict[str, str]:
    """The rows of the checklist: what each is called, and the word of its state."""
    row = r'<div class="what">(?:<a[^>]*>)?([^<]+)<.*?<span class="status[^>]*>.*?</svg>([^<]+)<'
    rows = re.findall(row, page, re.DOTALL)
    return {what.strip(): word.strip() for what, word in rows}


def send(client: Client, address: str, **fields: Any) -> Any:
    """Open a page as a person does, and send its form back with what it carries."""
    shown = client.get(address)
    form = shown.context["form"]
    carried = {name: form[name].initial for name in ("revision", "once") if form[name].initial is not None}
    return client.post(address, {**carried, **fields})


def test_somebody_who_applied_for_nothing_learns_how(carla: Client, made: Made) -> None:
    page = text_of(carla, reverse("applications:mine"))
    assert "You have not applied for anything yet." in page
    assert reverse("applications:apply") in page


def test_the_schemes_in_effect_are_open_and_no_others(carla: Client, cast: Cast, made: Made) -> None:
    page = text_of(carla, reverse("applications:apply"))
    assert "Wind Turbine Technician" in page
    assert reverse("applications:begin", args=[made.version.pk]) in page
    assert reverse("schemes:public-version", args=["WTT-1"]) in page
    replaced(made)
    page = text_of(carla, reverse("applications:apply"))
    assert reverse("applications:begin", args=[made.version.pk]) not in page
    assert carla.get(reverse("applications:begin", args=[made.version.pk])).status_code == 404


def test_a_whole_application_goes_its_way_through_the_pages(carla: Client, cast: Cast, made: Made) -> None:
    answer = send(carla, reverse("applications:begin", args=[made.version.pk]), language="de")
    application = Application.objects.get()
    assert answer["Location"] == page_of(application, "checklist")
    assert application.language == "de"
    assert "7 parts are missing" not in text_of(carla, page_of(application, "checklist"))
    assert parts_of(text_of(carla, page_of(application, "checklist")))["Who you are"] == "Missing"

    send(carla, page_of(application, "identification"), birth_date="1987-04-23", identity_document="Passport C01")
    for code in ("EDU", "SAFE"):
        address = page_of(application, "requirement", made.requirements[code].pk)
        assert send(carla, address, paper=upload("Zeugnis.pdf"), dated_on="2020-05-01").status_code == 302
    send(carla, page_of(application, "arrangements"), needs_help="no")
    send(carla, page_of(application, "trainers"), nobody="on")
    for kind in ("agreement", "conduct"):
        send(carla, page_of(application, "sign", kind), agreed="on")
    assert "590.00 EUR" in text_of(carla, page_of(application, "overview"))
    send(carla, page_of(application, "overview"))

    page = text_of(carla, page_of(application, "checklist"))
    assert "Nothing is missing." in page
    assert set(parts_of(page).values()) == {"Complete", "Later"}
    assert send(carla, page_of(application, "submit"), confirmed="on").status_code == 302
    application.refresh_from_db()
    assert application.state == "submitted"
    assert [files.name_of(each.file) for each in evidence_of(application) if each.file] == ["Zeugnis.pdf"] * 2
    assert "You can recall it until the review begins." in text_of(carla, page_of(application, "checklist"))


def test_applications_for_one_scheme_are_told_apart_by_their_numbers(carla: Client, cast: Cast, made: Made) -> None:
    first = a_draft(made, cast.carla)
    applications.withdraw(by=acting(cast.carla), application=first)
    second = a_draft(made, cast.carla)
    page = text_of(carla, reverse("applications:mine"))
    for place, each in enumerate((second, first), 1):
        assert f'aria-labelledby="application-{place} number-{place}"' in page
        assert f'id="number-{place}">{each.number}<' in page


def test_an_incomplete_submission_shows_each_missing_part_with_its_page(carla: Client, cast: Cast, made: Made) -> None:
    draft = a_draft(made, cast.carla)
    answer = send(carla, page_of(draft, "submit"), confirmed="on")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "This application is not complete." in page
    for name in ("identification", "arrangements", "trainers", "overview"):
        assert f'<a href="{page_of(draft, name)}">' in page
    assert f'<a href="{page_of(draft, "requirement", made.requirements["EDU"].pk)}">' in page
    assert f'<a href="{page_of(draft, "sign", "agreement")}">' in page


def test_a_broken_upload_is_refused_and_nothing_typed_is_lost(carla: Client, cast: Cast, made: Made) -> None:
    address = page_of(a_draft(made, cast.carla), "requirement", made.requirements["EDU"].pk)
    broken = {
        PROGRAM: "This file is a program or a web page",
        b"plain words": "its content is not one",
        b"": "empty",
    }
    for content, told in broken.items():
        answer = send(carla, address, paper=upload("Zeugnis.pdf", content), words="Finished in 2011.")
        page = answer.content.decode()
        assert answer.status_code == 422
        assert told in page
        assert "Finished in 2011.</textarea>" in page
    assert not Evidence.objects.exists()


def test_a_signature_shows_the_very_words_and_when(carla: Client, cast: Cast, made: Made) -> None:
    draft = a_draft(made, cast.carla)
    address = page_of(draft, "sign", "agreement")
    assert "I keep the rules of certification and tell changes." in text_of(carla, address)
    refused = send(carla, address)
    assert (refused.status_code, Signature.objects.count()) == (409, 0)
    send(carla, address, agreed="on")
    assert "Signed on" in text_of(carla, address)
    assert carla.get(page_of(draft, "sign", "oath")).status_code == 404


def test_evidence_is_replaced_and_taken_back_on_its_pages(carla: Client, cast: Cast, made: Made) -> None:
    draft = a_draft(made, cast.carla)
    asked = made.requirements["EDU"]
    first = evidence.provide(by=acting(cast.carla), application=draft, requirement=asked, words="A copy.")
    send(carla, page_of(draft, "evidence-replace", first.pk), words="A better copy.")
    (second,) = evidence_of(draft)
    page = text_of(carla, page_of(draft, "requirement", asked.pk))
    assert ("A better copy." in page, "A copy." in page) == (True, False)
    send(carla, page_of(draft, "evidence-remove", second.pk))
    assert not evidence_of(draft).exists()


def test_ones_own_file_comes_back_and_the_look_is_logged(carla: Client, cast: Cast, made: Made) -> None:
    draft = a_draft(made, cast.carla)
    asked = made.requirements["EDU"]
    send(carla, page_of(draft, "requirement", asked.pk), paper=upload("Brief.pdf"))
    (provided,) = evidence_of(draft)
    answer = carla.get(page_of(draft, "evidence-file", provided.pk))
    assert b"".join(answer.streaming_content) == SCAN  # type: ignore[attr-defined]
    assert Access.objects.get(reading="applications.evidence.file").actor == str(acting(cast.carla))


def test_a_recalled_application_is_a_draft_again(carla: Client, cast: Cast, made: Made) -> None:
    submitted = a_submitted(made, cast.carla)
    send(carla, page_of(submitted, "recall"))
    assert Application.objects.get().state == "draft"


def test_a_page_of_a_submitted_application_says_at_once_why_nothing_is_saved(
    carla: Client, cast: Cast, made: Made
) -> None:
    submitted = a_submitted(made, cast.carla)
    page = text_of(carla, page_of(submitted, "identification"))
    assert "This application has been submitted, so it is no longer changed." in page
    assert page_of(submitted, "recall") in page
    page = text_of(carla, page_of(submitted, "requirement", made.requirements["EDU"].pk))
    assert "Evidence is not taken in at this point." in page
    assert "<textarea" not in page


def test_what_the_reviewer_asks_is_answered_with_evidence(carla: Client, cast: Cast, made: Made) -> None:
    reviewed = in_review(made, cast.carla)
    waiting = reviews.ask(by=acting(made.crew.rob), application=reviewed, question="Where is the second page?")
    page = text_of(carla, reverse("applications:mine"))
    assert "answer what the reviewer asks" in page
    page = text_of(carla, page_of(waiting, "answer"))
    assert "Where is the second page?" in page
    asked = page_of(waiting, "requirement", made.requirements["EDU"].pk)
    assert asked in page
    assert send(carla, asked, paper=upload("Seite 2.pdf")).status_code == 302
    send(carla, page_of(waiting, "answer"), answer="Here it is.")
    assert Application.objects.get().state == "under-review"


def test_whoever_is_rejected_reads_why_and_how_to_appeal(carla: Client, cast: Cast, made: Made) -> None:
    rejected = a_rejected(made, cast.carla)
    page = text_of(carla, page_of(rejected, "checklist"))
    assert "The certificate was issued to somebody else." in page
    assert "You can appeal against this" in page
    assert parts_of(page)["A finished technical apprenticeship."] == "Not met"


def test_findings_are_not_told_before_the_decision(carla: Client, cast: Cast, made: Made) -> None:
    reviewed = in_review(made, cast.carla)
    given = {"requirement": made.requirements["EDU"], "verdict": "not-met", "reasons": "Unreadable."}
    reviews.find(by=acting(made.crew.rob), application=reviewed, **given)
    assert "Not met" not in text_of(carla, page_of(reviewed, "checklist"))
    assert "Unreadable." not in text_of(carla, page_of(reviewed, "requirement", made.requirements["EDU"].pk))


def test_a_candidate_sees_and_hands_in_what_is_due_later(carla: Client, cast: Cast, made: Made) -> None:
    admitted = an_admitted(made, cast, cast.carla)
    address = page_of(admitted, "requirement", made.requirements["EXP"].pk)
    assert address in text_of(carla, reverse("applications:mine"))
    assert send(carla, address, words="Twelve months at Windkraft Nord.").status_code == 302
    assert "hand in further evidence" not in text_of(carla, reverse("applications:mine"))


def test_special_arrangements_are_asked_for_evidenced_and_read_there(carla: Client, cast: Cast, made: Made) -> None:
    draft = a_draft(made, cast.carla)
    answer = send(carla, page_of(draft, "arrangements"), needs_help="yes")
    assert answer["Location"] == page_of(draft, "arrangement-request")
    send(carla, page_of(draft, "arrangement-request"), wish="More time: dyslexia.")
    asked = Accommodation.objects.select_related(*Accommodation.reload_with).get()
    accommodations.ask_evidence(by=acting(made.crew.abel), accommodation=asked, question="A doctor's letter.")
    assert "A doctor&#x27;s letter." in text_of(carla, page_of(draft, "arrangements"))
    assert asked.number in text_of(carla, reverse("applications:mine"))

    send(carla, page_of(draft, "arrangement-evidence", asked.pk), paper=upload("Attest.pdf"))

    paper = asked.papers.get()
    answer = carla.get(page_of(draft, "arrangement-paper", paper.pk))
    assert b"".join(answer.streaming_content) == SCAN  # type: ignore[attr-defined]
    asked = Accommodation.objects.select_related(*Accommodation.reload_with).get()
    accommodations.grant(by=acting(made.crew.abel), accommodation=asked, extra_percent=25)
    assert "25 per cent more time." in text_of(carla, page_of(draft, "arrangements"))


def test_a_request_for_arrangements_is_withdrawn_on_its_page(carla: Client, cast: Cast, made: Made) -> None:
    admitted = an_admitted(made, cast, cast.carla)
    send(carla, page_of(admitted, "arrangement-request"), wish="A chair with a back.")
    asked = Accommodation.objects.get()
    page = text_of(carla, page_of(admitted, "arrangements"))
    assert page_of(admitted, "arrangement-withdraw", asked.pk) in page
    send(carla, page_of(admitted, "arrangement-withdraw", asked.pk))
    assert Accommodation.objects.get().state == "withdrawn"


def test_a_draft_of_a_replaced_version_offers_to_go_on(carla: Client, cast: Cast, made: Made) -> None:
    draft = a_complete_draft(made, cast.carla)
    assert page_of(draft, "go-on") not in text_of(carla, page_of(draft, "checklist"))
    version = replaced(made)
    assert page_of(draft, "go-on") in text_of(carla, page_of(draft, "checklist"))
    send(carla, page_of(draft, "go-on"))
    assert Application.objects.get().version == version


def test_a_withdrawn_application_says_what_follows_first(carla: Client, cast: Cast, made: Made) -> None:
    draft = a_draft(made, cast.carla)
    assert "The application ends." in text_of(carla, page_of(draft, "withdraw"))
    send(carla, page_of(draft, "withdraw"))
    assert Application.objects.get().state == "withdrawn"


def everything_of(application: Application, requirement: object, proof: Evidence) -> list[str]:
    plain = ["checklist", "identification", "trainers", "overview", "submit", "recall", "withdraw", "go-on", "answer"]
    return [
        *(page_of(application, name) for name in (*plain, "arrangements", "arrangement-request")),
        page_of(application, "sign", "agreement"),
        page_of(application, "requirement", requirement),
        *(page_of(application, f"evidence-{verb}", proof.pk) for verb in ("replace", "remove", "file")),
    ]


def test_nobody_else_finds_a_page_of_somebodys_application(cast: Cast, made: Made) -> None:
    submitted = a_submitted(made, cast.carla)
    pages = everything_of(submitted, made.requirements["EDU"].pk, evidence_of(submitted)[0])
    for other in (cast.otto, cast.olive, cast.ada):
        client = sign_in(Client(), other)
        assert {client.get(page).status_code for page in pages} == {404}
        assert {client.post(page).status_code for page in pages} == {404}
        assert submitted.number not in text_of(client, reverse("applications:mine"))
    assert Application.objects.get().state == "submitted"


def test_evidence_of_one_application_is_not_reached_through_another(carla: Client, cast: Cast, made: Made) -> None:
    proof = evidence_of(a_submitted(made, cast.otto))[0]
    own = a_draft(made, cast.carla)
    for verb in ("replace", "remove", "file"):
        assert carla.get(page_of(own, f"evidence-{verb}", proof.pk)).status_code == 404
