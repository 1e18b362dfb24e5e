"""The pages of providers, agreements, consents and requests."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall.governance.acts import providers
from guildhall.governance.models import AgreementText, Consent, Disclosure, LegalRequest, Provider, ProviderPerson
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.ledger.models import Access
from tests.cast import Cast, acting, sign_in
from tests.governance.making_information import EMPLOYER, TEXT, a_consent, a_request, agreed, an_officer
from tests.governance.making_providers import CENTRE, CLAUSES, a_keeper, a_provider, contracted, monitored
from tests.papers import SCAN, upload


def page(person: Person, name: str, *args: object) -> tuple[int, str]:
    answer = sign_in(Client(), person).get(reverse(f"governance:{name}", args=args))
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, content.decode(errors="replace")


def sent(who: Person, name: str, /, *args: object, **typed: Any) -> Any:
    return sign_in(Client(), who).post(reverse(f"governance:{name}", args=args), {"revision": "", **typed})


def days(count: int) -> str:
    return (clock.today() + timedelta(days=count)).isoformat()


def test_provider_goes_from_proposal_to_the_list_on_the_pages(cast: Cast) -> None:
    olaf = a_keeper(cast)
    sent(olaf, "provider-propose", name=CENTRE, contact="Anna Anbieter")
    made = Provider.objects.get()
    refused = sent(olaf, "provider-serve", made.pk, activity="decision", scope=cast.body.pk)
    assert (refused.status_code, "never given to anybody outside" in refused.content.decode()) == (409, True)
    sent(olaf, "provider-serve", made.pk, activity="centre", scope=cast.body.pk)
    sent(olaf, "provider-evaluate", made.pk, findings="Seen.", evidence=upload("seen.pdf"))
    agreement = {"signed_on": days(0), "from_on": days(0), "until_on": days(300), "no_decisions": "on", **CLAUSES}
    sent(olaf, "provider-contract", made.pk, document=upload("agreement.pdf"), **agreement)
    sent(olaf, "provider-declare", made.pk, declared_on=days(0))
    sent(cast.tom, "provider-use", made.pk)

    made.refresh_from_db()
    assert made.state == "in-use"
    code, text = page(cast.quinn, "provider", made.pk)
    assert (code, "Anna Anbieter" in text, "§ 8" in text) == (200, True, True)
    assert page(cast.quinn, "agreement-document", made.agreements.get().pk) == (200, SCAN.decode())
    assert page(cast.quinn, "evaluation-evidence", made.evaluations.get().pk) == (200, SCAN.decode())
    assert Access.objects.filter(reading="governance.provider-agreement.open").count() == 1


def test_provider_is_watched_stopped_and_ended_on_the_pages(cast: Cast) -> None:
    olaf, made = a_keeper(cast), a_provider(cast)
    sent(olaf, "provider-plan-visit", made.pk, visit_on=days(10))
    sent(olaf, "provider-monitor", made.pk, monitored_on=days(0), outcome="unfit", findings="Phones.", action="Stop.")
    made.refresh_from_db()
    assert made.state == "suspended"
    sent(cast.tom, "provider-reinstate", made.pk, reason="Mended.")
    sent(cast.quinn, "provider-suspend", made.pk, reason="Again.")
    sent(olaf, "provider-person", made.pk, person=cast.olive.number, from_on=days(0))
    sent(olaf, "provided-end", ProviderPerson.objects.get().pk)
    sent(olaf, "service-end", made.services.get().pk)
    sent(cast.tom, "provider-end", made.pk, reason="Closed.")

    made.refresh_from_db()
    assert made.state == "ended"
    assert ProviderPerson.objects.get().until_on == clock.today()
    assert "is not on the list of providers in use" in page(cast.tom, "provider", made.pk)[1]


def test_provider_that_may_not_be_used_says_why(cast: Cast) -> None:
    made = a_provider(cast)
    monitored(cast, made, on=clock.today() - timedelta(days=400))

    text = page(cast.quinn, "provider", made.pk)[1]

    assert "Monitoring overdue" in text
    assert f"The monitoring of {CENTRE} is due by 26 Jan 2026." in text


def test_register_of_providers_shows_services_and_validity_and_costs_the_same(cast: Cast) -> None:
    a_provider(cast)
    client = sign_in(Client(), cast.quinn)

    def cost() -> int:
        with CaptureQueriesContext(connection) as made:
            client.get(reverse("governance:providers"))
        return len(made)

    for_one = cost()
    text = page(cast.quinn, "providers")[1]
    assert all(word in text for word in (CENTRE, "Holding examinations at a centre (BODY)", "2 Mar 2027"))
    for name in ("B Ltd", "C Ltd", "D Ltd", "E Ltd"):
        contracted(cast, name=name)

    assert cost() == for_one
    assert page(cast.otto, "providers")[0] == 403
    narrowed = sign_in(Client(), cast.quinn).get(reverse("governance:providers") + "?activity=printing")
    assert CENTRE not in narrowed.content.decode()


def test_search_finds_a_provider_for_who_may_see_it(cast: Cast) -> None:
    a_provider(cast)
    found = [CENTRE in sign_in(Client(), person).get(reverse("web:search") + "?q=Test House").content.decode()
             for person in (cast.quinn, cast.olive)]  # fmt: skip
    assert found == [True, False]


def test_text_of_agreement_is_proposed_and_approved_on_the_pages(cast: Cast) -> None:
    assert (
        sent(cast.quinn, "agreement-propose", party="employer", language="de", **{**TEXT, "limits": ""}).status_code
        == 409
    )
    sent(cast.quinn, "agreement-propose", party="employer", language="de", **TEXT)
    made = AgreementText.objects.get()
    assert page(cast.quinn, "agreement-approve", made.pk)[0] == 403
    assert TEXT["liability"] in page(cast.tom, "agreement-approve", made.pk)[1]
    sent(cast.tom, "agreement-approve", made.pk)

    made.refresh_from_db()
    assert made.state == "effective"
    text = page(cast.olive, "agreement", made.pk)[1]
    assert all(words in text for words in TEXT.values())
    assert made.number in page(cast.olive, "agreements")[1]
    other = agreed(cast)
    assert sent(cast.tom, "agreement-reject", other.pk, reason="Late.").status_code == 409


def test_somebody_consents_and_takes_it_back_in_the_portal(cast: Cast) -> None:
    typed = {"recipient": "employer", "recipient_name": EMPLOYER, "what": "Result", "purpose": "Fee"}
    sent(cast.carla, "consent-give", until_on=days(30), **typed)
    made = Consent.objects.get()
    assert (made.person, made.given_on, made.until_on) == (
        cast.carla,
        clock.today(),
        clock.today() + timedelta(days=30),
    )
    assert EMPLOYER in page(cast.carla, "my-consents")[1]
    assert EMPLOYER not in page(cast.otto, "my-consents")[1]
    assert sent(cast.otto, "my-consent-revoke", made.pk).status_code == 404

    sent(cast.carla, "my-consent-revoke", made.pk)

    made.refresh_from_db()
    assert made.state == "revoked"


def test_consent_on_paper_and_disclosure_on_the_pages(cast: Cast) -> None:
    dana = an_officer(cast)
    typed = {"recipient": "employer", "recipient_name": EMPLOYER, "what": "Result", "purpose": "Fee"}
    typed |= {"person": cast.gero.number, "given_on": days(0), "until_on": days(30)}
    sent(cast.olive, "consent-enter", scan=upload(), **typed)
    made = Consent.objects.get()
    assert page(dana, "consent-scan", made.pk) == (200, SCAN.decode())

    sent(dana, "disclose", made.pk, consent=made.pk, what="Passed.")

    told = Disclosure.objects.get()
    readers = (dana, cast.tom, cast.quinn, cast.otto)
    assert ["Passed." in page(each, "disclosure", told.pk)[1] for each in readers] == [True, True, False, False]
    assert told.number in page(dana, "disclosures")[1]
    assert made.number in page(cast.olive, "consents")[1]
    sent(cast.olive, "consent-revoke", made.pk)
    assert sent(dana, "disclose", made.pk, consent=made.pk, what="Passed.").status_code == 409


def test_request_under_the_law_goes_its_way_on_the_pages(cast: Cast) -> None:
    dana = an_officer(cast)
    typed = {"authority": "Landgericht", "ground": "Section 142", "what": "Dates", "received_on": days(0)}
    sent(cast.olive, "request-receive", person=cast.carla.number, letter=upload("letter.pdf"), **typed)
    made = LegalRequest.objects.get()
    assert page(dana, "request-letter", made.pk) == (200, SCAN.decode())
    sent(dana, "request-uphold", made.pk, reason="It may ask.")
    assert sent(dana, "request-release", made.pk, what="Dates").status_code == 409
    sent(dana, "request-tell", made.pk)
    sent(dana, "request-release", made.pk, what="2 March")

    made.refresh_from_db()
    assert made.state == "released"
    assert "2 March" in page(cast.carla, "my-consents")[1]
    assert made.number in page(cast.tom, "requests")[1]


def test_request_about_oneself_and_silence_of_the_law_are_kept_from_the_person(cast: Cast) -> None:
    dana = an_officer(cast)
    own = a_request(cast, cast.tom)
    assert (page(cast.tom, "request", own.pk)[0], own.number in page(cast.tom, "requests")[1]) == (409, False)
    about_carla = a_request(cast, cast.carla)
    sent(dana, "request-uphold", about_carla.pk, reason="A search.", silence="Section 95")
    sent(dana, "request-release", about_carla.pk, what="2 March")

    assert "2 March" not in page(cast.carla, "my-consents")[1]
    assert page(cast.carla, "disclosure", Disclosure.objects.get().pk)[0] == 409


def test_registers_of_consents_cost_the_same_for_one_and_for_many(cast: Cast) -> None:
    dana = an_officer(cast)
    a_consent(cast.carla)
    a_request(cast, cast.carla)

    def costs() -> dict[str, int]:
        client, found = sign_in(Client(), dana), {}
        for name in ("consents", "disclosures", "requests"):
            with CaptureQueriesContext(connection) as made:
                client.get(reverse(f"governance:{name}"))
            found[name] = len(made)
        return found

    for_one = costs()
    for person in (cast.gero, cast.otto, cast.ada):
        a_request(cast, person)
    for person in (cast.otto, cast.ada, cast.olive):
        a_consent(person)

    assert costs() == for_one


def test_who_keeps_providers_evaluates_one_as_not_fit_on_the_page(cast: Cast) -> None:
    olaf = a_keeper(cast)
    made = providers.propose(by=acting(olaf), name="Bare Ltd")
    sent(olaf, "provider-turn-down", made.pk, findings="No locks.")
    made.refresh_from_db()
    assert made.state == "ended"
