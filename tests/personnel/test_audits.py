"""Who could audit what: the ledger knows who did it, the grants who managed it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall.identity.roles import RESOURCE_MANAGER, SCHEME_MANAGER
from guildhall.kernel import clock as house_clock
from guildhall.personnel.auditing import PROCESSES, way_to_scope
from guildhall.personnel.queries import did_or_managed, free_to_audit
from tests.cast import Cast, acting, give, sign_in
from tests.exams.making import a_sitting
from tests.making import Made
from tests.personnel.making_resources import a_venue


def period(days: int = 30) -> dict[str, Any]:
    today = house_clock.today()
    return {"since": today - timedelta(days=days), "until": today}


def test_who_did_something_does_not_audit_it(made: Made, cast: Cast) -> None:
    a_sitting(made)
    scope = made.scope.id
    hand = did_or_managed(made.crew.max.id, "examinations", scope, **period())
    assert hand is not None
    assert hand.acts > 1
    assert hand.managed_as == ("exam-manager",)
    assert did_or_managed(cast.olive.id, "examinations", scope, **period()) is None


def test_who_managed_a_process_does_not_audit_it_although_they_did_nothing(made: Made, cast: Cast) -> None:
    give(acting(cast.tom), cast.olive, RESOURCE_MANAGER, cast.body)
    hand = did_or_managed(cast.olive.id, "resources", None, **period())
    assert hand is not None
    assert (hand.acts, hand.last_at, hand.managed_as) == (0, None, ("resource-manager",))


def test_hand_in_another_scheme_leaves_somebody_free(made: Made, cast: Cast) -> None:
    from guildhall.identity.acts import scopes

    other = scopes.open_scope(by=acting(cast.tom), kind="scheme", number="WLD", name="Welder")
    assert did_or_managed(made.crew.sam.id, "schemes", other.id, **period()) is None
    assert did_or_managed(made.crew.sam.id, "schemes", made.scope.id, **period()).acts > 10
    give(acting(cast.tom), made.crew.sam, SCHEME_MANAGER, other)
    assert did_or_managed(made.crew.sam.id, "schemes", other.id, **period()).managed_as == ("scheme-manager",)


def test_what_belongs_to_no_scheme_counts_for_each(made: Made, cast: Cast) -> None:
    a_venue()
    assert did_or_managed(cast.quinn.id, "resources", made.scope.id, **period()).acts == 1
    assert did_or_managed(cast.quinn.id, "outsourcing", made.scope.id, **period()) is None


def test_only_the_period_counts(made: Made, cast: Cast, clock) -> None:
    a_venue()
    day = house_clock.today()
    clock.move(days=40)
    assert did_or_managed(cast.quinn.id, "resources", None, **period(39)) is None
    assert did_or_managed(cast.quinn.id, "resources", None, **period(40)).acts == 1
    assert did_or_managed(cast.quinn.id, "resources", None, day, day).acts == 1


def test_everybody_of_the_personnel_is_asked_at_once(made: Made, cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            free_to_audit("examinations", made.scope.id, **period())
        return len(queries)

    a_sitting(made)
    before = asked()
    for _ in range(3):
        a_sitting(made, begins_at=house_clock.now() + timedelta(days=9))
    assert asked() == before
    found = free_to_audit("examinations", made.scope.id, **period())
    assert {person for person, hand in found.items() if hand and hand.acts} == {
        made.crew.max.id,
        made.crew.rita.id,
        made.crew.ava.id,
    }
    assert cast.carla.id not in found


@pytest.mark.parametrize(
    ("label", "path"),
    [
        ("exams.sitting", "component__version__scheme__scope"),
        ("certification.decisionfile", "version__scheme__scope"),
        ("personnel.authorisation", "scope"),
        ("personnel.venue", ""),
    ],
)
def test_every_record_leads_to_its_scheme(label: str, path: str) -> None:
    assert way_to_scope(label) == path


def test_processes_are_told_apart() -> None:
    codes = [each.code for each in PROCESSES]
    assert len(codes) == len(set(codes))
    with pytest.raises(KeyError):
        did_or_managed(None, "gardening", None, **period())  # type: ignore[arg-type]


def test_page_tells_who_could_audit(made: Made, cast: Cast) -> None:
    a_sitting(made)
    asked = {"process": "examinations", "scheme": str(made.scope.id)}
    page = sign_in(Client(), cast.quinn).get(reverse("personnel:audits"), asked).content.decode()
    free, bound = page.split('id="bound"')
    assert ("Olive Brandauer" in free, "Max Prüfling" in bound) == (True, True)
    assert "managed it as Examination manager" in bound
    assert "Max Prüfling" not in free.split('id="free"')[1]


def test_page_is_for_who_plans_audits(cast: Cast) -> None:
    answer = sign_in(Client(), cast.olive).get(reverse("personnel:audits"))
    assert (answer.status_code, "Quinn" in answer.content.decode()) == (403, False)
