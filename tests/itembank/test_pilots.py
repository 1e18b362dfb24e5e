"""Items are tried with candidates before they count, where the policy says so, and their statistics are judged."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall.identity.models import Person
from guildhall.identity.roles import EXAM_MANAGER, PSYCHOMETRICIAN
from guildhall.itembank import queries, readings
from guildhall.itembank.acts import pilots, reviews, statistics
from guildhall.itembank.models import ItemStatistic, ItemVersion, StatisticsReview
from tests.cast import Cast, acting, authorise, sign_in
from tests.itembank.making import (
    a_draft,
    in_pilot,
    in_use,
    measured,
    refused,
    reviewed,
    set_policy,
    trains,
)
from tests.itembank.test_pages import sent, words
from tests.making import Made, a_psychometrician


@pytest.fixture
def nele(cast: Cast, made: Made) -> Person:
    return a_psychometrician(cast, made)


@pytest.fixture
def tried(made: Made) -> ItemVersion:
    """An item in its pilot, in a scheme whose policy wants fifty answers."""
    set_policy(made, pilots=True, pilot_least=50)
    return in_pilot(made, a_draft(made))


def test_an_item_counts_only_after_its_pilot_where_the_policy_says_so(made: Made, nele: Person) -> None:
    set_policy(made, pilots=True, pilot_least=50)
    waiting = reviewed(made, a_draft(made))
    by_max = acting(made.crew.max)

    early = refused("R-26", reviews.approve, by=by_max, version=waiting)
    assert early.mend.act == "itembank.item.approve-for-pilot"
    approved = pilots.approve(by=by_max, version=waiting)
    assert (list(queries.usable(made.scheme)), list(queries.for_pretest(made.scheme))) == ([], [approved])

    tried = measured(pilots.begin(by=by_max, version=approved))
    accepted = statistics.accept(by=acting(nele), version=tried, comment="It tells apart.")
    used = reviews.approve(by=by_max, version=accepted)

    assert (accepted.state, used.state, list(queries.usable(made.scheme))) == ("statistics", "operational", [used])
    look = StatisticsReview.objects.get()
    assert (look.reviewed_by, look.statistic.n, look.comment) == (nele, 60, "It tells apart.")


def test_no_item_is_tried_where_the_policy_has_no_pilots(made: Made) -> None:
    refused("R-26", pilots.approve, by=acting(made.crew.max), version=reviewed(made, a_draft(made)))


@pytest.mark.parametrize("known", [0, 49])
def test_a_pilot_is_judged_when_enough_have_answered(made: Made, nele: Person, tried: ItemVersion, known: int) -> None:
    if known:
        measured(tried, n=known)

    refusal = refused("R-26", statistics.accept, by=acting(nele), version=tried)

    assert refusal.sentence == (
        f"The policy of this scheme wants 50 answers before a pilot is judged; {known} are known."
    )


def test_an_author_neither_approves_nor_judges_the_pilot_of_their_own(made: Made, tried: ItemVersion) -> None:
    authorise(made.crew.ivo, EXAM_MANAGER, made.scope)
    authorise(made.crew.ivo, PSYCHOMETRICIAN, made.scope)
    by = acting(made.crew.ivo)

    refused("R-11", statistics.accept, by=by, version=measured(tried))
    refused("R-11", pilots.approve, by=by, version=reviewed(made, a_draft(made)))


def test_numbers_are_recorded_by_the_house_alone(made: Made, nele: Person, tried: ItemVersion) -> None:
    for person in (nele, made.crew.max):
        refused("permission", statistics.record, by=acting(person), version=tried, n=60, p=0.5, r=0.5)
    measured(tried, b=-0.4, fit=1.02, flags=["easy"], numbers={"options": {"A": 0.2, "B": 0.8}})

    kept = ItemStatistic.objects.get()
    assert (kept.n, kept.p, kept.r, kept.b, kept.flags, kept.numbers["options"]["B"]) == (
        60,
        0.72,
        0.31,
        -0.4,
        ["easy"],
        0.8,
    )


def test_statistics_of_what_is_in_use_are_looked_at(made: Made, nele: Person) -> None:
    version = in_use(made, a_draft(made))
    refused("R-26", statistics.look, by=acting(nele), version=version)
    measured(version)
    assert list(queries.unseen_statistics()) == [version]

    statistics.look(by=acting(nele), version=version)

    assert list(queries.unseen_statistics()) == []
    measured(version, n=90)
    assert queries.latest_statistic(version).n == 90  # type: ignore[union-attr]  # it was measured
    assert list(queries.unseen_statistics()) == [version]
    assert {each.n for each in queries.latest_statistics([version.pk]).values()} == {90}


def test_the_psychometrician_sees_what_candidates_met_and_nothing_before(
    made: Made, cast: Cast, nele: Person, tried: ItemVersion
) -> None:
    unseen = reviewed(made, a_draft(made))
    by = acting(nele)

    assert readings.opened(by=by, version=tried).identifier == tried.item.identifier
    assert list(queries.visible_to(nele.pk)) == [tried]
    refused("R-46", readings.seen, by=by, version=unseen)
    trains(cast, made, nele)
    refused("R-10", readings.seen, by=by, version=tried)
    refused("R-10", statistics.look, by=by, version=measured(tried))
    assert list(queries.visible_to(nele.pk)) == []


def test_statistics_are_judged_on_pages(made: Made, nele: Person, tried: ItemVersion) -> None:
    measured(tried)
    client = sign_in(Client(), nele)

    page = client.get(reverse("itembank:version-review-statistics", args=[tried.pk]))
    assert "FM-2026-000001 60 0.72 0.31" in words(page)
    answer = sent(client, reverse("itembank:version-review-statistics", args=[tried.pk]), comment="Sound.")

    tried.refresh_from_db()
    assert (answer.status_code, tried.state) == (302, "statistics")
    manager = sign_in(Client(), made.crew.max)
    with CaptureQueriesContext(connection) as caught:
        shown = manager.get(reverse("itembank:version", args=[tried.pk]))
    assert ("60 answers" in words(shown), len(caught) < 10) == (True, True)
    assert sent(manager, reverse("itembank:version-approve", args=[tried.pk])).status_code == 302
    measured(tried, n=90)
    assert sent(client, reverse("itembank:version-look", args=[tried.pk]), comment="").status_code == 302
    told = words(client.get(reverse("itembank:version", args=[tried.pk])))
    assert "difficulty 0.72 · discrimination 0.31 90 answers" in told
