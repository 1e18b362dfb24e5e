"""A sitting at a provider's centre asks the list of providers (R-48)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from guildhall.exams.acts import sittings
from guildhall.exams.models import Sitting
from guildhall.governance.acts import providers
from guildhall.kernel import clock as house_clock
from tests.cast import Cast, acting, sign_in
from tests.exams.conftest import refused
from tests.exams.making import a_sitting
from tests.governance.making_providers import a_candidate, a_keeper, a_provider, monitored
from tests.making import Made, a_scope

NAME = "Exam Centre North"


def plan(made: Made, **given: Any) -> dict[str, Any]:
    """What planning a sitting at the centre is told."""
    begins = house_clock.now() + timedelta(days=given.pop("days", 1))
    told = {"channel": "provider", "mode": "room", "place": "Hall 3", "provider": NAME, "capacity": 10}
    when = {"begins_at": begins, "ends_at": begins + timedelta(hours=3)}
    return {"by": acting(made.crew.max), "component": made.written, **told, **when, **given}


def test_provider_that_nobody_listed_holds_no_sitting(made: Made, cast: Cast) -> None:
    refusal = refused("R-48", sittings.plan, **plan(made))
    assert refusal.mend.link == ("governance:providers",)
    a_candidate(cast, name=NAME)
    refused("R-48", sittings.plan, **plan(made))
    assert not Sitting.objects.exists()


def test_provider_of_the_list_holds_sittings_of_its_schemes(made: Made, cast: Cast) -> None:
    a_provider(cast, name=NAME, scope=made.scope)
    assert sittings.plan(**plan(made)).provider == NAME


@pytest.mark.parametrize("how", ["elsewhere", "otherwise"])
def test_provider_holds_only_what_it_was_evaluated_for(made: Made, cast: Cast, how: str) -> None:
    if how == "elsewhere":
        a_provider(cast, name=NAME, scope=a_scope(cast, "HYD"))
    else:
        a_provider(cast, name=NAME, activity="printing", scope=made.scope)

    assert "holds no examinations of this scheme" in refused("R-48", sittings.plan, **plan(made)).sentence


def test_agreement_covers_the_day_of_the_sitting(made: Made, cast: Cast) -> None:
    a_provider(cast, name=NAME, days=30)
    planned = sittings.plan(**plan(made, days=30))
    refused("R-48", sittings.plan, **plan(made, days=31))
    later = planned.begins_at + timedelta(days=1)
    moved = {"begins_at": later, "ends_at": later + timedelta(hours=3), "place": "Hall 3", "reason": "Storm."}
    refused("R-48", sittings.postpone, by=acting(made.crew.max), sitting=planned, **moved)


def test_overdue_monitoring_stops_new_sittings_but_not_the_one_that_is_watched(made: Made, cast: Cast) -> None:
    provider = a_provider(cast, name=NAME)
    planned = sittings.plan(**plan(made, days=0.05))
    monitored(cast, provider, on=house_clock.today() - timedelta(days=400))
    refused("R-48", sittings.plan, **plan(made))
    refused("R-48", sittings.open, by=acting(made.crew.max), sitting=planned)
    provider.refresh_from_db()

    providers.plan_visit(by=acting(a_keeper(cast)), provider=provider, visit_on=house_clock.today())

    assert sittings.open(by=acting(made.crew.max), sitting=planned).state == "open"


def test_sitting_that_is_open_goes_on_when_its_provider_is_stopped(made: Made, cast: Cast) -> None:
    provider = a_provider(cast, name=NAME)
    planned = sittings.plan(**plan(made, days=0.05))
    opened = sittings.open(by=acting(made.crew.max), sitting=planned)
    providers.suspend(by=acting(cast.tom), provider=provider, reason="A complaint.")

    assert sittings.close(by=acting(made.crew.max), sitting=opened).state == "closed"


def test_page_offers_the_providers_of_the_scheme_alone(made: Made, cast: Cast) -> None:
    a_provider(cast, name=NAME, scope=made.scope)
    a_provider(cast, name="Printer Ltd", activity="printing")
    a_provider(cast, name="Centre of another scheme", scope=a_scope(cast, "HYD"))
    address = reverse("exams:sitting-plan-for", args=[made.written.pk])

    page = sign_in(Client(), made.crew.max).get(address).content.decode()

    offered = [NAME in page, "Printer Ltd" in page, "Centre of another scheme" in page]
    assert offered == [True, False, False]


def test_other_channels_ask_no_provider(made: Made) -> None:
    assert a_sitting(made).provider == ""
