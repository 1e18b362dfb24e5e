"""Legal entity, registration, accreditation, cover and liability: described, proved, and ended in time."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from guildhall.governance import jobs
from guildhall.governance.acts import accreditations, covers, entity
from guildhall.governance.models import Accreditation, Cover, LegalEntity, Registration
from guildhall.governance.queries import body
from guildhall.jobs.queueing import queue
from guildhall.jobs.worker import Worker
from guildhall.kernel import clock as house_clock
from tests.cast import Cast, acting
from tests.governance.making_body import House, accredited, covered, described, in_days, liable, proved
from tests.governance.refusing import refused


def test_describing_the_entity_replaces_the_description_before(cast: Cast) -> None:
    earlier = described(cast)
    later = described(cast, address="Neue Straße 2, 24103 Kiel")

    told = list(LegalEntity.objects.order_by("number").values_list("number", "state"))
    assert told == [(earlier.number, "superseded"), (later.number, "current")]
    assert body.entity() == later


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"certifies": ""}, "certifies"),
        ({"register": ""}, "register"),
        ({"registration_number": ""}, "registration_number"),
    ],
)
def test_entity_that_nobody_could_find_is_refused(cast: Cast, change: dict[str, str], field: str) -> None:
    assert refused("entity-found", described, cast=cast, **change).field == field


def test_government_body_needs_no_register(cast: Cast) -> None:
    made = described(cast, register="", registration_number="", is_government=True)
    assert made.state == "current"


def test_part_of_something_larger_says_how_it_relates(cast: Cast) -> None:
    refused("part-relates", described, cast=cast, part_of="Nordlicht Holding")
    assert described(cast, part_of="Nordlicht Holding", relation="It appoints us, and decides nothing.").part_of


def test_who_is_not_in_charge_describes_nothing(cast: Cast) -> None:
    refused("R-46", entity.describe, by=acting(cast.olive), name="X", form="X", address="X", certifies="X")


def test_newer_proof_replaces_the_one_of_its_kind(cast: Cast) -> None:
    earlier, other, later = proved(cast), proved(cast, kind="statute"), proved(cast)

    states = dict(Registration.objects.values_list("number", "state"))
    assert states == {earlier.number: "superseded", other.number: "current", later.number: "current"}


def test_proof_says_where_it_is_from_and_when_it_is_asked_for_anew(cast: Cast) -> None:
    assert refused("T-32", proved, cast=cast, issued_on=in_days(1)).field == "issued_on"
    assert refused("T-32", proved, cast=cast, issuer="").field == "issuer"
    assert refused("T-32", proved, cast=cast, review_on=house_clock.today()).field == "review_on"
    assert refused("T-32", proved, cast=cast, review_on=in_days(1200)).field == "review_on"


def test_proof_filed_in_error_is_voided_with_a_reason(cast: Cast) -> None:
    proof = proved(cast)
    refused("change-reason", entity.void_proof, by=acting(cast.quinn), registration=proof, reason="")

    voided = entity.void_proof(by=acting(cast.quinn), registration=proof, reason="Another company's.")

    assert (voided.state, list(body.registrations())) == ("void", [])


def test_scheme_is_accredited_until_its_last_day_and_not_longer(house: House, clock: Any) -> None:
    made = accredited(house.cast, house.scope, until_on=in_days(10))
    assert body.accreditation_of(house.scope.pk) == made

    clock.move(days=10)
    assert body.accreditation_of(house.scope.pk) == made
    clock.move(days=1)
    assert body.accreditation_of(house.scope.pk) is None


def test_accreditation_that_is_over_expires_by_itself(house: House, clock: Any) -> None:
    made = accredited(house.cast, house.scope, until_on=in_days(10))
    refused("T-36", accreditations.expire, by=jobs.TIMERS, accreditation=made)

    clock.move(days=11)
    queue(jobs.end_what_is_over)
    Worker().do_jobs()

    assert Accreditation.objects.get().state == "expired"


def test_other_schemes_are_not_accredited(house: House) -> None:
    accredited(house.cast, house.scope)
    assert body.accreditation_of(house.cast.body.pk) is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"edition": "1999"}, "edition"),
        ({"schemes": []}, "schemes"),
        ({"accreditor": ""}, "accreditor"),
        ({"granted_on": date(2027, 1, 1)}, "granted_on"),
        ({"granted_on": date(2020, 1, 1), "until_on": date(2025, 1, 1)}, "until_on"),
        ({"report_on": date(2026, 3, 2)}, "report_on"),
    ],
)
def test_accreditation_that_cannot_be_referred_to_is_refused(house: House, change: dict[str, Any], field: str) -> None:
    assert refused("T-36", accredited, cast=house.cast, scope=house.scope, **change).field == field


def test_the_body_is_no_scheme_to_accredit(house: House) -> None:
    assert refused("T-36", accredited, cast=house.cast, scope=house.cast.body).field == "schemes"


def test_suspended_accreditation_is_not_referred_to_until_it_is_reinstated(house: House, clock: Any) -> None:
    made, by = accredited(house.cast, house.scope, until_on=in_days(10)), acting(house.cast.quinn)
    refused("change-reason", accreditations.suspend, by=by, accreditation=made, reason=" ")

    suspended = accreditations.suspend(by=by, accreditation=made, reason="A finding is open.")
    assert (suspended.stopped_on, body.accreditation_of(house.scope.pk)) == (house_clock.today(), None)

    again = accreditations.reinstate(by=by, accreditation=suspended, reason="The finding is closed.")
    assert (again.stopped_on, body.accreditation_of(house.scope.pk)) == (None, again)

    suspended = accreditations.suspend(by=by, accreditation=again, reason="Another finding.")
    clock.move(days=11)
    refused("T-36", accreditations.reinstate, by=by, accreditation=suspended, reason="Closed.")


def test_withdrawn_accreditation_stays_withdrawn(house: House) -> None:
    made, by = accredited(house.cast, house.scope), acting(house.cast.quinn)
    gone = accreditations.withdraw(by=by, accreditation=made, reason="Given back.")

    assert body.accreditation_of(house.scope.pk) is None
    refused("state", accreditations.reinstate, by=by, accreditation=gone, reason="Please.")


def test_renewed_accreditation_replaces_the_one_before(house: House) -> None:
    earlier = accredited(house.cast, house.scope)
    later = accredited(house.cast, house.scope, until_on=in_days(1000))

    states = dict(Accreditation.objects.values_list("number", "state"))
    assert states == {earlier.number: "superseded", later.number: "in-force"}
    assert body.accreditation_of(house.scope.pk) == later


def test_report_moves_the_day_of_the_next_one(house: House) -> None:
    made, by = accredited(house.cast, house.scope), acting(house.cast.quinn)
    refused("T-36", accreditations.report, by=by, accreditation=made, report_on=house_clock.today())

    assert accreditations.report(by=by, accreditation=made, report_on=in_days(365)).report_on == in_days(365)


def test_cover_is_replaced_cancelled_or_ends_by_itself(house: House, clock: Any) -> None:
    earlier = covered(house)
    later = covered(house, amount=Decimal(3_000_000))
    reserve = covered(house, kind="reserve", party="Rücklage", reference="R-1", until_on=in_days(20))
    assert body.covered(house_clock.today()) == Decimal(5_000_000)

    refused("change-reason", covers.cancel, by=acting(house.fiona), cover=later, reason="")
    covers.cancel(by=acting(house.fiona), cover=later, reason="The insurer left.")
    refused("T-32", covers.end, by=jobs.TIMERS, cover=reserve)
    clock.move(days=21)
    queue(jobs.end_what_is_over)
    Worker().do_jobs()

    states = dict(Cover.objects.values_list("number", "state"))
    assert states == {earlier.number: "superseded", later.number: "cancelled", reserve.number: "ended"}
    assert body.covered(house_clock.today()) == Decimal(0)


def test_cover_says_who_pays_for_what_and_runs(house: House) -> None:
    assert refused("T-32", covered, house=house, party="").field == "party"
    assert refused("T-32", covered, house=house, covers="").field == "covers"
    over = {"from_on": in_days(-400), "until_on": in_days(-35)}
    assert refused("T-32", covered, house=house, **over).field == "until_on"
    refused("cover_covers_something", covered, house=house, amount=Decimal(0))
    refused("cover_ends_after_it_begins", covered, house=house, from_on=in_days(20), until_on=in_days(10))


def test_liability_says_what_and_how_much(house: House) -> None:
    assert refused("liability-told", liable, house=house, risks="").field == "risks"
    assert refused("liability-told", liable, house=house, amount=Decimal(0)).field == "amount"
    refused("T-32", liable, house=house, review_on=house_clock.today())

    liable(house)
    later = liable(house, amount=Decimal(900_000))

    assert body.liability() == later
