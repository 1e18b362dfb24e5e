"""The desk: the list with its pipeline, the review with its evidence, paper, and special arrangements."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall.applications.acts import accommodations, applications, evidence, reviews
from guildhall.applications.models import Accommodation, Application, RequirementResult
from guildhall.applications.queries import evidence_of
from guildhall.identity import erasure
from guildhall.identity.acts import persons, scopes
from guildhall.identity.models import Person
from guildhall.identity.roles import ACCOMMODATION_OFFICER, ELIGIBILITY_REVIEWER
from guildhall.ledger.models import Access, Entry
from tests import forge
from tests.applications.making import (
    a_complete_draft,
    a_draft,
    a_rejected,
    a_submitted,
    an_admitted,
    found,
    in_review,
)
from tests.applications.test_portal_pages import send, text_of
from tests.cast import Cast, acting, authorise, sign_in
from tests.making import Made
from tests.papers import PHOTO, SCAN, received, upload


@pytest.fixture
def rob(cast: Cast, made: Made) -> Client:
    return sign_in(Client(), made.crew.rob)


@pytest.fixture
def abel(cast: Cast, made: Made) -> Client:
    return sign_in(Client(), made.crew.abel)


@pytest.fixture
def outsider(cast: Cast, made: Made) -> Person:
    """Somebody who reviews and decides on arrangements, in another scheme."""
    other = scopes.open_scope(by=acting(cast.tom), kind="scheme", number="CRANE", name="Crane Operator")
    for role in (ELIGIBILITY_REVIEWER, ACCOMMODATION_OFFICER):
        authorise(made.crew.dirk, role, other)
    return made.crew.dirk


def page_of(application: Application, name: str = "application", *parts: object) -> str:
    return reverse(f"applications:{name}", args=[application.pk, *parts])


LIST = "/applications/"


def test_the_list_shows_what_was_submitted_and_where_applications_stand(rob: Client, cast: Cast, made: Made) -> None:
    submitted = a_submitted(made, cast.carla)
    an_admitted(made, cast, cast.otto)
    draft = a_draft(made, cast.gero)
    page = text_of(rob, LIST)
    assert submitted.number in page
    assert "Carla Zimmerer" in page
    assert draft.number not in page
    assert "1 application is open now; 1 was decided on in the last twelve months." in page
    assert '<td data-label="Applications"><span>1</span></td>' in page


def test_an_empty_list_teaches_and_draws_nothing(rob: Client, made: Made) -> None:
    page = text_of(rob, LIST)
    assert "Here stand the applications for certification." in page
    assert "<figure" not in page


def test_a_reviewer_of_another_scheme_sees_nothing_of_this_one(cast: Cast, made: Made, outsider: Person) -> None:
    submitted = a_submitted(made, cast.carla)
    client = sign_in(Client(), outsider)
    assert submitted.number not in text_of(client, LIST)
    assert client.get(page_of(submitted)).status_code == 409
    proof = evidence_of(submitted)[0]
    for name in ("evidence", "evidence-file"):
        assert client.get(reverse(f"applications:{name}", args=[proof.pk])).status_code == 409
    assert client.get(reverse("applications:take-up", args=[submitted.pk])).status_code == 409


def test_who_has_no_part_in_reviews_has_no_desk_pages(cast: Cast, made: Made) -> None:
    submitted = a_submitted(made, cast.gero)
    for person in (cast.carla, cast.otto, cast.ada):
        client = sign_in(Client(), person)
        assert client.get(LIST).status_code == 403
        assert client.get(page_of(submitted)).status_code == 409
        assert client.get(reverse("applications:evidence", args=[evidence_of(submitted)[0].pk])).status_code == 409
        for name in ("take-up", "admit", "reject", "ask", "reopen", "safeguard"):
            assert client.get(page_of(submitted, name)).status_code == 403


def test_a_draft_is_seen_by_nobody_at_the_desk(rob: Client, cast: Cast, made: Made) -> None:
    draft = a_complete_draft(made, cast.carla)
    proof = evidence_of(draft)[0]
    for client in (rob, sign_in(Client(), cast.olive), sign_in(Client(), cast.quinn)):
        assert client.get(page_of(draft)).status_code == 409
        assert client.get(reverse("applications:evidence", args=[proof.pk])).status_code == 409


def test_filters_and_search_narrow_the_list(rob: Client, cast: Cast, made: Made) -> None:
    waiting, admitted = a_submitted(made, cast.carla), an_admitted(made, cast, cast.otto)

    def numbers(query: str) -> list[str]:
        page = text_of(rob, f"{LIST}?{query}")
        return [each.number for each in (waiting, admitted) if f">{each.number}</a>" in page]

    both = [waiting.number, admitted.number]
    assert numbers("state=open") == [waiting.number]
    assert numbers("state=accepted") == [admitted.number]
    assert numbers("reviewer=nobody") == [waiting.number]
    assert numbers(f"reviewer={made.crew.rob.pk}") == [admitted.number]
    assert numbers("reviewer=nonsense") == []
    assert numbers("scheme=WTT") == both
    assert numbers("scheme=CRANE") == []
    assert numbers(f"q={waiting.number}") == [waiting.number]
    assert numbers("q=Zimmer") == [waiting.number]


def test_several_reviews_are_taken_up_with_one_declaration(rob: Client, cast: Cast, made: Made) -> None:
    first, second = a_submitted(made, cast.carla), a_submitted(made, cast.otto)
    own = a_submitted(made, made.crew.rob)
    rows = [f"{each.pk}@{each.revision}" for each in (first, second, own)]
    chosen = {"act": "applications.application.take_up", "row": rows}
    answer = rob.post(LIST, {**chosen, "go": "1", "no_conflict": "on", "once": "takeup1"})
    page = answer.content.decode()
    assert "This file is about yourself" in page
    states = dict(Application.objects.values_list("pk", "state"))
    assert states == {first.pk: "under-review", second.pk: "under-review", own.pk: "submitted"}


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_the_list_costs_the_same_for_one_row_as_for_three(rob: Client, cast: Cast, made: Made) -> None:
    an_admitted(made, cast, cast.otto)
    one = queries_of(rob, LIST)
    in_review(made, cast.carla), a_submitted(made, cast.gero)
    assert queries_of(rob, LIST) == one <= 30


def test_the_record_costs_the_same_for_one_piece_of_evidence_as_for_three(rob: Client, cast: Cast, made: Made) -> None:
    reviewed = in_review(made, cast.carla)
    one = queries_of(rob, page_of(reviewed))
    waiting = reviews.ask(by=acting(made.crew.rob), application=reviewed, question="More?")
    for words in ("More.", "And more."):
        given = {"requirement": made.requirements["EDU"], "words": words}
        evidence.provide(by=acting(cast.carla), application=waiting, **given)
    forge.alter(reviewed, state="under-review")
    assert queries_of(rob, page_of(reviewed)) == one <= 60


def test_the_record_shows_everything_and_the_look_is_logged(rob: Client, cast: Cast, made: Made) -> None:
    submitted = a_submitted(made, cast.carla)
    page = text_of(rob, page_of(submitted))
    for told in ("Carla Zimmerer", "Passport C01X00T47", "A finished technical apprenticeship.", "Take up the review"):
        assert told in page
    assert "Save the finding" not in page
    read = Access.objects.get(reading="applications.application.read")
    assert (read.actor, read.subject) == (str(acting(made.crew.rob)), submitted.ref)


def test_a_review_is_taken_up_judged_and_decided_on_the_pages(rob: Client, cast: Cast, made: Made) -> None:
    submitted = a_submitted(made, cast.carla)
    refused = send(rob, page_of(submitted, "take-up"))
    assert refused.status_code == 409
    assert reverse("personnel:clear", args=[submitted.ref]) in refused.content.decode()
    send(rob, page_of(submitted, "take-up"), no_conflict="on")
    reviewed = Application.objects.get()
    page = text_of(rob, page_of(reviewed))
    assert page.count("Save the finding") == 3
    assert "Not everything that is due at application is met" in page

    edu, safe = made.requirements["EDU"], made.requirements["SAFE"]
    answer = send(rob, page_of(reviewed, "find", edu.pk), verdict="met")
    assert answer["Location"] == f"{page_of(reviewed)}#requirement-SAFE"
    unexplained = send(rob, page_of(reviewed, "find", safe.pk), verdict="not-met")
    assert unexplained.status_code == 409
    assert "This finding needs its reasons" in unexplained.content.decode()
    send(rob, page_of(reviewed, "find", safe.pk), verdict="met")

    assert send(rob, page_of(reviewed, "admit")).status_code == 302
    assert Application.objects.get().state == "accepted"


def test_the_form_of_ageing_evidence_asks_for_its_date(rob: Client, cast: Cast, made: Made) -> None:
    forge.alter(made.requirements["SAFE"], fresh_months=24)
    reviewed = in_review(made, cast.carla)
    page = text_of(rob, page_of(reviewed))
    assert (page.count("SAFE-dated_on"), page.count("EDU-dated_on")) == (4, 0)
    send(rob, page_of(reviewed, "find", made.requirements["SAFE"].pk), verdict="met", dated_on="2025-06-01")
    assert str(RequirementResult.objects.get().valid_until) == "2027-06-01"


def test_an_applicant_is_asked_and_rejected_on_the_pages(rob: Client, cast: Cast, made: Made) -> None:
    reviewed = in_review(made, cast.carla)
    send(rob, page_of(reviewed, "ask"), question="Which year?")
    assert "Which year?" in text_of(rob, page_of(reviewed))
    forge.alter(reviewed, state="under-review")
    found(made, Application.objects.get(), "application", verdict="not-met")
    send(rob, page_of(reviewed, "reject"), reasons="No apprenticeship.")
    assert Application.objects.get().state == "rejected"


def test_a_rejection_is_opened_again_by_the_quality_manager(cast: Cast, made: Made) -> None:
    rejected = a_rejected(made, cast.carla)
    quinn = sign_in(Client(), cast.quinn)
    assert page_of(rejected, "reopen") in text_of(quinn, page_of(rejected))
    send(quinn, page_of(rejected, "reopen"), reason="It was hers.")
    assert Application.objects.get().state == "under-review"


def test_the_safeguard_is_recorded_and_shown(rob: Client, cast: Cast, made: Made) -> None:
    flagged = a_submitted(made, made.crew.ivo)
    assert "No safeguard yet" in text_of(rob, page_of(flagged))
    send(sign_in(Client(), cast.quinn), page_of(flagged, "safeguard"), safeguard="Examined by others.")
    page = text_of(rob, page_of(flagged))
    assert "Safeguard recorded" in page
    assert "Examined by others." in page


def test_a_review_changes_hands_on_its_page(cast: Cast, made: Made) -> None:
    reviewed = in_review(made, cast.carla)
    authorise(made.crew.pia, ELIGIBILITY_REVIEWER, made.scope)
    pia = sign_in(Client(), made.crew.pia)
    page = text_of(pia, page_of(reviewed))
    assert "Somebody else has taken up the review" in page
    assert "Save the finding" not in page
    send(pia, page_of(reviewed, "take-over"), no_conflict="on", reason="Rob is away.")
    assert Application.objects.get().reviewer_by == made.crew.pia


def test_evidence_opens_beside_the_application_as_a_part_or_a_page(rob: Client, cast: Cast, made: Made) -> None:
    draft = a_complete_draft(made, cast.carla)
    photo = received(cast.carla, name="Ausweis.png", content=PHOTO)
    provided = evidence.provide(
        by=acting(cast.carla), application=draft, requirement=made.requirements["EDU"], words="See it.", paper=photo
    )
    applications.submit(by=acting(cast.carla), application=draft, confirmed=True)
    address = reverse("applications:evidence", args=[provided.pk])
    part = rob.get(address, headers={"HX-Request": "true"}).content.decode()
    page = text_of(rob, address)
    file = reverse("applications:evidence-file", args=[provided.pk])
    assert "<html" not in part
    assert f'<img src="{file}" alt="Picture of the document Ausweis.png">' in part
    assert ("See it." in part, "See it." in page, "<h1>" in page) == (True, True, True)
    assert b"".join(rob.get(file).streaming_content) == PHOTO  # type: ignore[attr-defined]
    assert Access.objects.filter(reading__startswith="applications.evidence.").count() == 3


def test_medical_evidence_is_opened_by_named_roles_only(cast: Cast, made: Made, rob: Client, abel: Client) -> None:
    forge.alter(made.requirements["EDU"], medical=True)
    submitted = a_submitted(made, cast.carla)
    proof = evidence_of(submitted).get(requirement=made.requirements["EDU"])
    address = reverse("applications:evidence", args=[proof.pk])
    assert rob.get(address).status_code == 409
    assert "This is medical evidence." in rob.get(address).content.decode()
    assert abel.get(address).status_code == 200
    send(rob, page_of(submitted, "take-up"), no_conflict="on")
    assert rob.get(address).status_code == 200
    authorise(made.crew.pia, ELIGIBILITY_REVIEWER, made.scope)
    for other in (made.crew.pia, cast.olive, cast.quinn, cast.otto):
        assert sign_in(Client(), other).get(address).status_code == 409


def test_operations_fill_in_an_application_from_paper(cast: Cast, made: Made) -> None:
    olive = sign_in(Client(), cast.olive)
    answer = send(olive, reverse("applications:begin-for", args=[cast.gero.pk]), version=made.version.pk, language="de")
    draft = Application.objects.get()
    assert answer["Location"] == reverse("applications:for-checklist", args=[draft.pk])
    assert (draft.person, draft.on_paper, draft.language) == (cast.gero, True, "de")
    assert "Gero Hollenstedt" in text_of(olive, answer["Location"])

    def page(name: str, *parts: object) -> str:
        return reverse(f"applications:for-{name}", args=[draft.pk, *parts])

    send(olive, page("identification"), birth_date="1960-01-01", identity_document="Identity card L01")
    for code in ("EDU", "SAFE"):
        send(olive, page("requirement", made.requirements[code].pk), paper=upload("Scan.pdf"))
    send(olive, page("arrangements"), needs_help="no")
    send(olive, page("trainers"), trainers="Windschule Nord, 2024")
    for kind in ("agreement", "conduct"):
        send(olive, page("sign", kind), signed_on="2026-03-01", scan=upload("Unterschrift.pdf"))
    send(olive, page("overview"))
    assert send(olive, page("submit"), paper=upload("Antrag.pdf")).status_code == 302

    submitted = Application.objects.get()
    assert (submitted.state, submitted.submitted_by) == ("submitted", str(acting(cast.olive)))
    rob = sign_in(Client(), made.crew.rob)
    assert b"".join(rob.get(page_of(submitted, "paper")).streaming_content) == SCAN  # type: ignore[attr-defined]
    scan = reverse("applications:signature-scan", args=[submitted.signatures.get(kind="agreement").pk])
    assert scan in text_of(rob, page_of(submitted))
    assert b"".join(rob.get(scan).streaming_content) == SCAN  # type: ignore[attr-defined]


def test_operations_reach_no_application_that_they_did_not_begin(cast: Cast, made: Made) -> None:
    draft = a_complete_draft(made, cast.carla)
    olive = sign_in(Client(), cast.olive)
    for name in ("checklist", "identification", "submit", "withdraw", "arrangements"):
        assert olive.get(reverse(f"applications:for-{name}", args=[draft.pk])).status_code == 404


def test_an_officer_decides_on_the_pages(cast: Cast, made: Made, abel: Client) -> None:
    admitted = an_admitted(made, cast, cast.carla)
    asked = accommodations.request(by=acting(cast.carla), application=admitted, wish="More time: dyslexia.")
    assert asked.number in text_of(abel, reverse("applications:accommodations"))

    def page(verb: str = "") -> str:
        return reverse(f"applications:accommodation{verb}", args=[asked.pk])

    assert "More time: dyslexia." in text_of(abel, page())
    send(abel, page("-ask-evidence"), question="A doctor's letter.")
    waiting = Accommodation.objects.select_related(*Accommodation.reload_with).get()
    accommodations.give_evidence(by=acting(cast.carla), accommodation=waiting, paper=received(cast.carla))
    paper = reverse("applications:accommodation-paper", args=[asked.papers.get().pk])
    assert paper in text_of(abel, page())
    assert b"".join(abel.get(paper).streaming_content) == SCAN  # type: ignore[attr-defined]
    send(abel, page("-grant"), extra_percent="25", read_aloud="on")
    asked.refresh_from_db()
    assert (asked.state, asked.extra_percent, asked.read_aloud) == ("granted", 25, True)


@pytest.mark.parametrize("verb", ["grant-partly", "refuse"])
def test_less_is_granted_with_reasons_on_the_pages(cast: Cast, made: Made, abel: Client, verb: str) -> None:
    admitted = an_admitted(made, cast, cast.carla)
    asked = accommodations.request(by=acting(cast.carla), application=admitted, wish="Twice the time.")
    address = reverse(f"applications:accommodation-{verb}", args=[asked.pk])
    assert send(abel, address, extra_percent="10").status_code == 409
    assert send(abel, address, extra_percent="10", reasons="The letter speaks of less.").status_code == 302


def test_what_somebody_needs_is_read_by_officers_of_the_scheme_alone(
    cast: Cast, made: Made, rob: Client, outsider: Person
) -> None:
    admitted = an_admitted(made, cast, cast.carla)
    asked = accommodations.request(by=acting(cast.carla), application=admitted, wish="More time: dyslexia.")
    accommodations.give_evidence(by=acting(cast.carla), accommodation=asked, paper=received(cast.carla))
    pages = [
        reverse("applications:accommodation", args=[asked.pk]),
        reverse("applications:accommodation-paper", args=[asked.papers.get().pk]),
    ]
    others = [sign_in(Client(), each) for each in (cast.olive, cast.quinn, cast.otto, made.crew.max, outsider)]
    for client in (rob, *others):
        assert [client.get(page).status_code for page in pages] == [409, 409]
    page = text_of(rob, page_of(admitted))
    assert asked.number in page
    assert "dyslexia" not in page
    assert pages[0] not in page
    officers = sign_in(Client(), outsider)
    assert asked.number not in text_of(officers, reverse("applications:accommodations"))


def test_the_history_of_an_application_tells_nothing_of_arrangements(rob: Client, cast: Cast, made: Made) -> None:
    reviewed = in_review(made, cast.carla)
    accommodations.request(by=acting(cast.carla), application=reviewed, wish="More time: dyslexia.")
    page = text_of(rob, page_of(reviewed))
    assert "took up the review of" in page
    assert "asked for special arrangements" not in page


def test_nothing_personal_stands_in_plain_columns_or_entries(cast: Cast, made: Made) -> None:
    submitted = a_submitted(made, cast.carla)
    accommodations.request(by=acting(cast.carla), application=submitted, wish="More time: dyslexia.")
    stored = Application.objects.filter(identity_document__empty=False).values_list("identity_document", flat=True)
    assert [b"C01X00T47" in bytes(each) for each in stored] == [False]
    plain = [f"{each.act} {each.subject} {each.line}" for each in Entry.objects.all()]
    assert not any("dyslexia" in each or "C01X00T47" in each for each in plain)


def test_applications_are_found_by_their_number_by_who_may_open_them(
    rob: Client, cast: Cast, made: Made, outsider: Person
) -> None:
    submitted = a_submitted(made, cast.carla)
    search = f"{reverse('web:search')}?q={submitted.number}"
    assert rob.get(search)["Location"] == page_of(submitted)
    for other in (outsider, cast.ada):
        assert page_of(submitted) not in text_of(sign_in(Client(), other), search)


def test_the_record_of_an_erased_applicant_still_opens_and_says_so(rob: Client, cast: Cast, made: Made) -> None:
    rejected = a_rejected(made, cast.carla)
    persons.erase(by=acting(cast.tom), person=cast.carla, reason="She asked for it.")
    erasure.finish()
    page = text_of(rob, page_of(rejected))
    assert "erased person" in page
    assert ("Passport C01X00T47" in page, "The certificate was issued" in page) == (False, False)
    proof = rejected.evidence.first()
    assert proof is not None
    assert "I hold what EDU asks for." not in text_of(rob, reverse("applications:evidence", args=[proof.pk]))
