"""The pages of deciding: what a decider sees, what they do, and what others do not see."""

import json
from dataclasses import replace

import pytest
from django.urls import reverse

from guildhall.certification.models import Certificate, Certification, DecisionFile
from guildhall.identity.roles import ASSESSOR
from guildhall.kernel import identifiers
from guildhall.ledger.models import Access
from tests import forge
from tests.cast import acting, give, sign_in
from tests.certification.making import CONDITIONS, REASONS, carried, issued, refused_file, taken
from tests.certification.test_rules import decider
from tests.documents.keys import keyed
from tests.making import a_scope


def page(client, name, *args):
    answer = client.get(reverse(f"certification:{name}", args=args))
    return answer.status_code, answer.content.decode()


def post(client, name, pk, **typed):
    return client.post(reverse(f"certification:{name}", args=[pk]), {"once": identifiers.new_id().hex, **typed})


@pytest.fixture
def dora(client, made):
    return sign_in(client, made.crew.dora)


def test_file_shows_criteria_involvement_and_who_is_free(dora, made, file):
    status, shown = page(dora, "file", file.pk)
    assert status == 200
    for said in (
        "Twelve months of work on turbines.",
        "Written examination",
        "6 of 6, cut 4",
        "Identity verified",
        "Certification agreement",
        "8 of 8 met",
        "not barred by it",
        "examined and marked",
        "may not decide",
        "Dirk Decisa",
    ):
        assert said in shown
    assert Access.objects.filter(reading="certification.decision.read", subject=file.ref).count() == 1


def test_who_examined_sees_first_why_they_cannot_decide(client, cast, made, file):
    decider(cast, made, made.crew.erik)
    _, shown = page(sign_in(client, made.crew.erik), "file", file.pk)
    assert "You cannot decide on this file" in shown
    assert "17024:2012 9.4.4" in shown
    assert "Free today: Dora Decisa, Dirk Decisa." in shown


def test_a_decider_takes_and_grants_on_pages(dora, made, file):
    assert post(dora, "take", file.pk).status_code == 409
    assert post(dora, "take", file.pk, no_conflict="on").status_code == 302
    assert post(dora, "grant", file.pk, reasons="").status_code == 409
    assert post(dora, "grant", file.pk, reasons=REASONS).status_code == 302
    certification = Certification.objects.get(person=file.person)
    _, shown = page(dora, "file", file.pk)
    assert "Decided: yes" in shown
    assert certification.number in shown
    assert REASONS in shown


def test_a_grant_with_an_open_criterion_is_refused_on_its_page(dora, made, file):
    taken(made, file)
    forge.alter(file.candidacy.application.results.get(requirement__code="EXP"), verdict="not-met")
    answer = post(dora, "grant", file.pk, reasons=REASONS)
    assert (answer.status_code, "it was found not met" in answer.content.decode()) == (409, True)
    assert not Certification.objects.exists()


def test_a_decider_refuses_by_criteria_on_a_page(dora, made, file):
    taken(made, file)
    assert post(dora, "refuse", file.pk, reasons="Others signed.").status_code == 409
    assert post(dora, "refuse", file.pk, reasons="Others signed.", criteria=["EXP"]).status_code == 302
    assert DecisionFile.reloaded(file.pk).criteria == ["EXP"]


def test_a_file_is_handed_over_returned_and_resubmitted_on_pages(client, cast, made, file):
    dora = sign_in(client, made.crew.dora)
    taken(made, file)
    assert "Dirk Decisa (" in page(dora, "hand-over", file.pk)[1]
    assert post(dora, "return-file", file.pk, question="Who signed?").status_code == 302
    olive = sign_in(client, cast.olive)
    assert "Who signed?" in page(olive, "resubmit", file.pk)[1]
    assert post(olive, "resubmit", file.pk, answer="The owner.").status_code == 302
    dora = sign_in(client, made.crew.dora)
    assert post(dora, "hand-over", file.pk, reason="Away.", to=made.crew.dirk.pk).status_code == 302
    assert DecisionFile.reloaded(file.pk).handed_to == made.crew.dirk


def test_a_status_is_proposed_and_decided_on_pages(client, cast, made, certified):
    quinn = sign_in(client, cast.quinn)
    assert "Suspension" in page(quinn, "propose", certified.pk)[1]
    typed = {"kind": "suspend", "grounds": "Unsafe.", "conditions": CONDITIONS, "deadline_on": "2026-06-01"}
    assert post(quinn, "propose", certified.pk, **typed).status_code == 302
    file = taken(made, DecisionFile.objects.get(kind="suspend"))
    dora = sign_in(client, made.crew.dora)
    assert "Register and credential say so at this moment" in page(dora, "carry", file.pk)[1]
    assert post(dora, "carry", file.pk, reasons=REASONS).status_code == 302
    status, shown = page(dora, "certification", certified.pk)
    assert (status, "Suspended" in shown, "1 Jun 2026" in shown) == (200, True, True)


def test_a_decision_is_made_anew_on_a_page(client, cast, made, file):
    first = refused_file(made, file)
    quinn = sign_in(client, cast.quinn)
    assert post(quinn, "prepare-anew", first.pk, grounds="The appeal was upheld.").status_code == 302
    assert DecisionFile.objects.get(replaces=first).state == "prepared"


def test_holds_are_placed_and_lifted_on_pages(client, cast, certified):
    quinn = sign_in(client, cast.quinn)
    typed = {"kind": "appeal", "about": "AP-1", "reason": "Received."}
    assert post(quinn, "hold", certified.pk, **typed).status_code == 302
    hold = certified.holds.get()
    assert "Appeal: AP-1" in page(quinn, "certification", certified.pk)[1]
    assert post(quinn, "lift", hold.pk, reason="Dismissed.").status_code == 302


def test_clean_files_are_taken_and_granted_on_the_list(dora, made, file):
    address = reverse("certification:files")
    row = f"{file.pk}@{file.revision}"
    take = {"act": "certification.decision.take", "row": row, "go": "1", "once": "first", "no_conflict": "on"}
    dora.post(address, take)
    in_decision = DecisionFile.reloaded(file.pk)
    assert in_decision.taken_by == made.crew.dora
    row = f"{file.pk}@{in_decision.revision}"
    grant = {"act": "certification.decision.grant", "row": row, "go": "1", "once": "second", "reasons": REASONS}
    dora.post(address, grant)
    assert DecisionFile.reloaded(file.pk).state == "granted"


def test_lists_show_names_to_staff(client, cast, made, certified):
    for name in ("files", "certifications"):
        status, shown = page(sign_in(client, made.crew.dora), name)
        assert (status, "Carla Zimmerer" in shown) == (200, True)


@pytest.mark.parametrize("name", ["files", "file", "certifications", "certification", "whole"])
def test_an_outsider_sees_nothing(client, cast, certified, name):
    file = DecisionFile.objects.get(certification=certified)
    about = {"file": [file.pk], "certification": [certified.pk], "whole": [cast.carla.pk]}.get(name, [])
    status, shown = page(sign_in(client, cast.otto), name, *about)
    assert (status in {403, 409}, "Zimmerer" in shown) == (True, False)


def test_a_decider_of_another_scheme_sees_no_file(client, cast, made, file):
    other = a_scope(cast, "XYZ")
    decider(cast, replace(made, scope=other), made.crew.rita)
    status, shown = page(sign_in(client, made.crew.rita), "file", file.pk)
    assert (status, "Zimmerer" in shown) == (409, False)


def test_whole_file_is_one_page_from_application_to_certificate(client, cast, made, certified):
    keyed()
    issued(certified)
    visiting = give(acting(cast.ada), cast.otto, ASSESSOR, cast.body)
    assert visiting
    for person in (made.crew.dora, cast.quinn, cast.otto):
        status, shown = page(sign_in(client, person), "whole", cast.carla.pk)
        assert status == 200
        for said in (
            "Certification file of Carla Zimmerer",
            certified.number,
            "A finished technical apprenticeship.",
            "Written examination",
            "passed",
            "examined and marked",
            f"Certificate {certified.number}/1",
        ):
            assert said in shown.replace('<span class="nowrap">', "").replace("</span>", "")
    assert Access.objects.filter(reading="certification.person.read").count() == 3


def test_a_new_certificate_is_made_for_a_new_name(client, cast, made, certified):
    certificate = Certificate.objects.get(certification=certified)
    assert post(sign_in(client, cast.olive), "make-anew", certificate.pk, reason="Married.").status_code == 302
    assert certified.certificates.count() == 2


# the portal


def test_the_certified_person_has_their_certificate(client, cast, made, certified):
    keyed()
    certificate = issued(certified)
    carla = sign_in(client, cast.carla)
    status, shown = page(carla, "mine")
    assert (status, "Certificate (PDF)" in shown) == (200, True)
    answer = carla.get(reverse("certification:document", args=[certificate.pk]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF-1.7")
    wallet = carla.get(reverse("certification:credential", args=[certificate.pk]))
    assert (wallet["Content-Type"], json.loads(wallet.content)["credentialSubject"]["licenseNumber"]) == (
        "application/vc",
        certified.number,
    )


def test_while_it_is_made_the_page_says_so(client, cast, certified):
    assert "is being made and sealed" in page(sign_in(client, cast.carla), "mine")[1]


def test_who_is_suspended_gets_no_certificate_and_reads_their_duty(client, cast, made, certified):
    keyed()
    certificate = issued(certified)
    carried(made, cast, certified, "suspend")
    carla = sign_in(client, cast.carla)
    _, shown = page(carla, "mine")
    assert "make no claim to be certified" in shown
    assert CONDITIONS in shown
    assert "Certificate (PDF)" not in shown
    answer = carla.get(reverse("certification:document", args=[certificate.pk]))
    assert (answer.status_code, "17024:2012 9.7.1" in answer.content.decode()) == (409, True)


def test_nobody_else_gets_a_certificate(client, cast, certified):
    keyed()
    certificate = issued(certified)
    otto = sign_in(client, cast.otto)
    for name in ("document", "credential"):
        assert otto.get(reverse(f"certification:{name}", args=[certificate.pk])).status_code == 409


def test_the_refused_person_reads_why_and_how_to_appeal(client, cast, made, file):
    refused_file(made, file)
    _, shown = page(sign_in(client, cast.carla), "mine")
    assert "Others signed." in shown
    assert "You can appeal" in shown


def test_the_person_says_who_finds_them_and_gives_it_back(client, cast, certified):
    carla = sign_in(client, cast.carla)
    assert post(carla, "consent", certified.pk).status_code == 302
    assert Certification.reloaded(certified.pk).listed
    assert post(carla, "consent", certified.pk).status_code == 302
    assert not Certification.reloaded(certified.pk).listed
    assert post(carla, "give-back", certified.pk, grounds="Changed my work.").status_code == 302
    assert DecisionFile.objects.get(kind="surrender").prepared_by == f"person:{cast.carla.pk}"


def test_nobody_changes_what_is_somebody_elses(client, cast, certified):
    otto = sign_in(client, cast.otto)
    assert post(otto, "consent", certified.pk).status_code == 404
    assert post(otto, "give-back", certified.pk, grounds="x").status_code == 404


def test_file_page_costs_as_much_for_many_parts_as_for_few(dora, file, django_assert_max_num_queries):
    with django_assert_max_num_queries(150):
        page(dora, "file", file.pk)
