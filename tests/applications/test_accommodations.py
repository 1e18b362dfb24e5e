"""Special arrangements: asked for, evidenced, granted or refused with reasons, and carried into sittings."""

from typing import Any

import pytest

from guildhall.applications.acts import accommodations, applications
from guildhall.applications.models import Accommodation, Application
from guildhall.applications.queries import accommodation_of, involved, undecided_accommodation
from tests.applications.making import a_draft, an_admitted, in_review, with_extra_time
from tests.applications.test_applying import refused
from tests.cast import Cast, acting
from tests.making import Made
from tests.papers import received

WISH = "More time: I have dyslexia."


@pytest.fixture
def asked(cast: Cast, made: Made) -> Accommodation:
    admitted = an_admitted(made, cast, cast.carla)
    return accommodations.request(by=acting(cast.carla), application=admitted, wish=WISH)


@pytest.fixture
def abel(made: Made) -> Any:
    return acting(made.crew.abel)


def test_a_request_says_what_is_needed_and_is_one_at_a_time(cast: Cast, made: Made) -> None:
    draft, by = a_draft(made, cast.carla), acting(cast.carla)
    assert refused("R-29", accommodations.request, by=by, application=draft, wish=" ").field == "wish"

    accommodations.request(by=by, application=draft, wish=WISH)

    application = Application.objects.get()
    assert application.needs_help is True
    waiting = undecided_accommodation(application)
    assert waiting is not None
    assert waiting.wish == WISH
    refused("one-request", accommodations.request, by=by, application=application, wish="And a room.")
    refused("permission", accommodations.request, by=acting(cast.otto), application=application, wish="For her.")


def test_what_is_granted_drives_the_sitting(cast: Cast, made: Made, asked: Accommodation, abel: Any) -> None:
    assert accommodation_of(asked.application) is None

    accommodations.grant(by=abel, accommodation=asked, extra_percent=25, read_aloud=True, other="A room of her own.")

    granted = accommodation_of(asked.application)
    assert granted is not None
    assert (granted.extra_percent, granted.read_aloud, granted.other, granted.number) == (
        25,
        True,
        "A room of her own.",
        asked.number,
    )
    assert undecided_accommodation(asked.application) is None
    assert involved(asked.application)[-1].what == "decided on special arrangements"


def test_a_later_grant_takes_the_place_of_an_earlier_one(cast: Cast, made: Made, clock: Any) -> None:
    admitted = an_admitted(made, cast, cast.carla)
    with_extra_time(made, admitted, 25)
    clock.move(days=1)
    with_extra_time(made, admitted, 50)
    granted = accommodation_of(admitted)
    assert granted is not None
    assert granted.extra_percent == 50


def test_something_is_granted_that_can_be_carried_out(made: Made, asked: Accommodation, abel: Any) -> None:
    wrongs: list[dict[str, Any]] = [{}, {"extra_percent": 201}, {"extra_percent": -5}, {"other": "  "}]
    for wrong in wrongs:
        refused("R-29", accommodations.grant, by=abel, accommodation=asked, **wrong)


def test_less_than_was_asked_for_has_its_reasons(cast: Cast, made: Made, asked: Accommodation, abel: Any) -> None:
    given = {"by": abel, "accommodation": asked}
    refusal = refused("R-29", accommodations.refuse, **given, reasons=" ")
    assert (refusal.field, refusal.clauses[:1]) == ("reasons", ("2012:9.2.5",))
    refused("R-29", accommodations.grant_partly, **given, extra_percent=10)

    partly = accommodations.grant_partly(**given, extra_percent=10, reasons="The letter speaks of ten per cent.")

    assert (partly.state, partly.decided_by) == ("partly", made.crew.abel)
    granted = accommodation_of(partly.application)
    assert granted is not None
    assert granted.extra_percent == 10


def test_a_refusal_grants_nothing(cast: Cast, made: Made, asked: Accommodation, abel: Any) -> None:
    accommodations.refuse(by=abel, accommodation=asked, reasons="Speed is what is examined.")
    assert accommodation_of(asked.application) is None


def test_evidence_is_asked_for_and_handed_in(cast: Cast, made: Made, asked: Accommodation, abel: Any) -> None:
    refused("inquiry-said", accommodations.ask_evidence, by=abel, accommodation=asked, question="")
    waiting = accommodations.ask_evidence(by=abel, accommodation=asked, question="A letter of your doctor.")
    refused("state", accommodations.grant, by=abel, accommodation=waiting, extra_percent=25)
    by = acting(cast.carla)
    refused("evidence-whole", accommodations.give_evidence, by=by, accommodation=waiting)

    given = accommodations.give_evidence(by=by, accommodation=waiting, paper=received(cast.carla))

    assert given.state == "requested"
    assert given.papers.get().provided_by == str(by)


def test_nobody_but_an_officer_of_the_scheme_decides(made: Made, asked: Accommodation) -> None:
    for person in (made.crew.rob, made.crew.max, made.crew.dora, made.crew.sam):
        by = acting(person)
        refused("R-46", accommodations.grant, by=by, accommodation=asked, extra_percent=25)
        refused("R-46", accommodations.refuse, by=by, accommodation=asked, reasons="No.")


def test_an_officer_decides_nothing_for_themselves(cast: Cast, made: Made, abel: Any) -> None:
    own = accommodations.request(by=abel, application=a_draft(made, made.crew.abel), wish=WISH)
    refused("R-08", accommodations.grant, by=abel, accommodation=own, extra_percent=100)


def test_nothing_is_arranged_for_an_application_that_ended(cast: Cast, made: Made, abel: Any) -> None:
    reviewed, by = in_review(made, cast.carla), acting(cast.carla)
    asked = accommodations.request(by=by, application=reviewed, wish=WISH)
    ended = applications.withdraw(by=by, application=Application.objects.get())
    refused("R-29", accommodations.grant, by=abel, accommodation=asked, extra_percent=25)
    accommodations.withdraw(by=by, accommodation=asked)
    refused("R-29", accommodations.request, by=by, application=ended, wish=WISH)


def test_a_request_is_withdrawn_by_who_made_it(cast: Cast, made: Made, asked: Accommodation, abel: Any) -> None:
    refused("permission", accommodations.withdraw, by=abel, accommodation=asked)
    assert accommodations.withdraw(by=acting(cast.carla), accommodation=asked).state == "withdrawn"
