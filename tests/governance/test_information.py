"""Agreements by party, the public checklist, and what is told about persons to others (R-11, R-42, R-45)."""

from datetime import timedelta
from typing import Any

import pytest

from guildhall.governance.acts import agreements, calendars, disclosures, information
from guildhall.governance.models import AgreementText, Consent, Disclosure, LegalRequest
from guildhall.governance.points import POINTS
from guildhall.governance.queries import information as queries
from guildhall.identity import tokens
from guildhall.identity.models import Person
from guildhall.identity.roles import QUALITY_MANAGER
from guildhall.kernel import clock as house_clock
from tests.cast import Cast, acting, give
from tests.governance.making_information import (
    EMPLOYER,
    TEXT,
    a_consent,
    a_request,
    a_text,
    agreed,
    an_officer,
    reviewed,
)
from tests.governance.refusing import refused
from tests.papers import received

TOLD = {"what": "Passed on 2 March."}


# Agreements.


def test_text_of_agreement_is_proposed_approved_by_another_and_replaced(cast: Cast) -> None:
    first = agreed(cast)
    second = agreed(cast, words="We agree otherwise.")

    first.refresh_from_db()
    assert (first.state, second.state) == ("superseded", "effective")
    assert queries.agreement_in_effect("applicant", "en") == second
    assert queries.agreement_in_effect("applicant", "de") is None


@pytest.mark.parametrize("missing", [*TEXT])
def test_text_without_scope_limits_or_liability_is_refused(cast: Cast, missing: str) -> None:
    assert refused("agreement-whole", a_text, cast=cast, **{missing: " "}).field == missing


def test_author_does_not_approve_their_own_text(cast: Cast) -> None:
    give(acting(cast.ada), cast.tom, QUALITY_MANAGER, cast.body)
    own = agreements.propose(by=acting(cast.tom), party="employer", language="de", **TEXT)
    refused("R-11", agreements.approve, by=acting(cast.tom), text=own)
    refused("R-11", agreements.reject, by=acting(cast.tom), text=own, reason="No.")
    proposed = a_text(cast)
    refused("R-46", agreements.approve, by=acting(cast.quinn), text=proposed)
    refused("R-45", agreements.reject, by=acting(cast.tom), text=proposed, reason=" ")

    assert agreements.reject(by=acting(cast.tom), text=proposed, reason="Unclear.").state == "rejected"
    assert set(AgreementText.objects.values_list("state", flat=True)) == {"proposed", "rejected"}


# The checklist.


def test_every_point_is_answered_and_what_is_wrong_is_acted_on(cast: Cast) -> None:
    by = acting(cast.quinn)
    answers = {each.code: "right" for each in POINTS}
    first = POINTS[0].code
    assert refused("R-42", information.review, by=by, points={**answers, first: ""}).field == first
    refused("R-42", information.review, by=by, points={**answers, first: "wrong"})

    made = reviewed(cast, ai="not-applicable", impartiality="wrong")

    assert (made.points["impartiality"], made.findings) == ("wrong", "Put right by Friday.")
    assert queries.latest_review() == made


# Consents and disclosures.


def test_somebody_consents_and_takes_it_back(cast: Cast) -> None:
    made = a_consent(cast.carla)
    assert list(queries.consents_in_force(cast.carla.pk, house_clock.today())) == [made]
    refused("R-46", disclosures.revoke, by=acting(cast.otto), consent=made)

    back = disclosures.revoke(by=acting(cast.carla), consent=made)

    assert (back.state, back.recipient_name) == ("revoked", EMPLOYER)
    assert not queries.consents_in_force(cast.carla.pk, house_clock.today()).exists()


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("recipient_name", {"recipient_name": " "}),
        ("what", {"what": ""}),
        ("purpose", {"purpose": ""}),
        ("until_on", {"days": 2000}),
        ("until_on", {"days": -1}),
    ],
)
def test_consent_to_everything_is_none(cast: Cast, field: str, other: dict[str, Any]) -> None:
    assert refused("R-45", a_consent, person=cast.carla, **other).field == field


def test_consent_on_paper_is_entered_with_its_scan(cast: Cast) -> None:
    told = {"recipient": "employer", "recipient_name": EMPLOYER, "what": "Result", "purpose": "Fee"}
    told |= {"given_on": house_clock.today(), "until_on": house_clock.today(), "person": cast.gero}
    refused("R-45", disclosures.consent, by=acting(cast.olive), **told)
    refused("R-46", disclosures.consent, by=acting(cast.otto), **told, scan=received(cast.gero))

    made = disclosures.consent(by=acting(cast.olive), **told, scan=received(cast.gero))

    assert (made.person, made.recorded_by) == (cast.gero, str(acting(cast.olive)))
    assert made.scan is not None


def test_nothing_is_told_without_a_consent_that_holds_today(cast: Cast, clock: Any) -> None:
    dana = acting(an_officer(cast))
    of_carla, of_otto = a_consent(cast.carla, days=10), a_consent(cast.otto)
    refused("R-45", disclosures.disclose, by=dana, person=cast.carla, consent=of_otto, **TOLD)
    refused("R-45", disclosures.disclose, by=dana, person=cast.carla, consent=of_carla, what=" ")
    refused("R-46", disclosures.disclose, by=acting(cast.olive), person=cast.carla, consent=of_carla, **TOLD)

    made = disclosures.disclose(by=dana, person=cast.carla, consent=of_carla, **TOLD)

    assert (made.recipient_name, made.what, made.consent) == (EMPLOYER, "Passed on 2 March.", of_carla)
    clock.move(days=11)
    refused("R-45", disclosures.disclose, by=dana, person=cast.carla, consent=of_carla, **TOLD)
    back = disclosures.revoke(by=acting(cast.otto), consent=of_otto)
    refused("R-45", disclosures.disclose, by=dana, person=cast.otto, consent=back, **TOLD)
    assert Disclosure.objects.count() == 1


def test_officer_discloses_nothing_about_themselves(cast: Cast) -> None:
    dana = an_officer(cast)
    own = a_consent(dana)
    refused("R-08", disclosures.disclose, by=acting(dana), person=dana, consent=own, **TOLD)
    refused("R-08", disclosures.receive, by=acting(dana), person=dana, authority="A", ground="B", what="C",
            received_on=house_clock.today())  # fmt: skip
    about_dana = a_request(cast, dana)
    refused("R-08", disclosures.uphold, by=acting(dana), request=about_dana, reason="It is fine.")


# Requests under the law.


@pytest.mark.parametrize("missing", ["authority", "ground", "what"])
def test_request_names_who_asks_on_which_ground_for_what(cast: Cast, missing: str) -> None:
    assert refused("R-45", a_request, cast=cast, person=cast.carla, **{missing: ""}).field == missing


def test_person_is_told_before_anything_is_released(cast: Cast) -> None:
    dana, request = acting(an_officer(cast)), a_request(cast, cast.carla)
    refused("R-46", disclosures.uphold, by=acting(cast.olive), request=request, reason="The court may ask.")
    refused("R-45", disclosures.uphold, by=dana, request=request, reason=" ")
    request = disclosures.uphold(by=dana, request=request, reason="The court may ask.")
    assert "was not told yet" in refused("R-45", disclosures.release, by=dana, request=request, **TOLD).sentence
    request = disclosures.tell(by=dana, request=request)
    refused("R-45", disclosures.release, by=dana, request=request, what=" ")

    made = disclosures.release(by=dana, request=request, **TOLD)

    kept = LegalRequest.objects.get()
    assert (kept.state, made.request, made.recipient_name) == ("released", kept, "Landgericht Flensburg")
    assert kept.told_at is not None
    assert list(queries.disclosures_told(cast.carla.pk)) == [made]


def test_person_is_not_told_where_the_law_forbids_it(cast: Cast) -> None:
    dana, request = acting(an_officer(cast)), a_request(cast, cast.carla)
    silence = "Section 95 of the code of criminal procedure"
    request = disclosures.uphold(by=dana, request=request, reason="A search.", silence=silence)
    refused("R-45", disclosures.tell, by=dana, request=request)

    made = disclosures.release(by=dana, request=request, **TOLD)

    assert Disclosure.objects.get() == made
    assert list(queries.disclosures_told(cast.carla.pk)) == []


def test_request_that_no_law_supports_is_rejected_and_releases_nothing(cast: Cast) -> None:
    dana, request = acting(an_officer(cast)), a_request(cast, cast.carla)
    refused("R-45", disclosures.reject, by=dana, request=request, reason="")
    request = disclosures.reject(by=dana, request=request, reason="A private letter.")

    refused("state", disclosures.release, by=dana, request=request, **TOLD)
    assert (request.state, request.reasons) == ("rejected", "A private letter.")


def test_words_about_a_person_are_sealed_with_their_key(cast: Cast) -> None:
    a_consent(cast.carla)
    a_request(cast, cast.carla)
    stored = [*Consent.objects.values_list("recipient_name", "what", "purpose")[0]]
    stored += [*LegalRequest.objects.values_list("authority", "ground", "what")[0]]
    assert not any(word in bytes(each) for each in stored for word in (b"Windkraft", b"Flensburg", b"passed"))
    assert Consent.objects.get().key_id == cast.carla.data_key


# Calendar addresses.


def address_of(person: Person, label: str = "Phone") -> Any:
    secret = tokens.fingerprint(tokens.new_secret())
    return calendars.make(by=acting(person), person=person, label=label, fingerprint=secret)


def test_calendar_addresses_are_few_and_taken_back(cast: Cast) -> None:
    made = [address_of(cast.quinn) for _ in range(5)]
    assert refused("calendar-few", address_of, person=cast.quinn).mend.link == ("web:calendar",)
    refused("R-46", calendars.revoke, by=acting(cast.olive), address=made[0])

    back = calendars.revoke(by=acting(cast.quinn), address=made[0])
    calendars.revoke(by=acting(cast.ada), address=made[1])

    refused("calendar-once", calendars.revoke, by=acting(cast.quinn), address=back)
    assert queries.calendar_addresses(cast.quinn.pk).count() == 3
    with_key = {"person": cast.olive, "label": "Hers", "fingerprint": tokens.fingerprint("x")}
    refused("permission", calendars.make, by=acting(cast.quinn), **with_key)


def test_consent_lasts_as_long_as_it_says(cast: Cast) -> None:
    made = a_consent(cast.carla, days=1)
    tomorrow = house_clock.today() + timedelta(days=1)
    assert list(queries.consents_in_force(cast.carla.pk, tomorrow)) == [made]
    assert not queries.consents_in_force(cast.carla.pk, tomorrow + timedelta(days=1)).exists()
