"""Every look at an item is recorded; what is unusual is put before somebody else, by limits that a scheme sets."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall.itembank import controls, jobs, readings, told, work
from guildhall.itembank.acts import exposures
from guildhall.itembank.models import ItemExport, ItemVersion, Translation, ViewingAlert, WatchPolicy
from guildhall.itembank.queries.exposures import limits_of
from guildhall.itembank.watching import Limits, Look, sightings
from guildhall.kernel.declarations import ControlState
from guildhall.kernel.identifiers import new_id
from guildhall.ledger.models import Entry
from tests import forge
from tests.cast import Cast, acting, sign_in
from tests.itembank.making import a_draft, in_use, items_in_use, refused, trains
from tests.itembank.test_exports import exported
from tests.making import Made

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=ZoneInfo(settings.TIME_ZONE))
WHO, WHERE = new_id(), new_id()


def looks(*minutes: float, idle: bool = False, versions: int = 0) -> list[Look]:
    """Looks of one person so many minutes after noon, each at another version, or at so many in turn."""
    known = [UUID(int=number + 1) for number in range(versions or len(minutes))]
    return [
        Look(WHO, WHERE, known[place % len(known)], NOON + timedelta(minutes=at), idle)
        for place, at in enumerate(minutes)
    ]


def seen(given: list[Look], **limits: int) -> list[tuple[str, int]]:
    return [(each.kind, len(each.versions)) for each in sightings(given, lambda _: Limits(**limits))]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (looks(0, 1, 2), [("many", 3)]),
        (looks(0, 1), []),
        (looks(0, 6, 12), []),
        (looks(0, 5, 10), [("many", 3)]),
        (looks(0, 1, 2, versions=2), []),
        (looks(0, 1, 2, 30, 60), [("many", 3)]),
        (looks(0, 1, 2, 3), [("many", 4)]),
    ],
)
def test_many_are_different_items_within_a_span(given: list[Look], found: list[tuple[str, int]]) -> None:
    assert seen(given, many=3, minutes=10) == found


@pytest.mark.parametrize(
    ("hour", "limits", "found"),
    [
        (21.9, {}, []),
        (22, {}, [("night", 1)]),
        (4.9, {}, [("night", 1)]),
        (5, {}, []),
        (13, {"night_from": 12, "night_until": 14}, [("night", 1)]),
        (14, {"night_from": 12, "night_until": 14}, []),
        (3, {"night_from": 0, "night_until": 0}, []),
    ],
)
def test_night_is_night_where_the_body_sits(hour: float, limits: dict[str, int], found: list[Any]) -> None:
    assert seen(looks((hour - 12) * 60), **limits) == found


def test_none_of_their_business_counts_by_the_day() -> None:
    assert seen(looks(0, 90, 180, idle=True), idle=3) == [("idle", 3)]
    assert seen(looks(0, 90, 180, idle=True), idle=4) == []
    assert seen(looks(0, 90, 24 * 60, idle=True), idle=3) == []
    (sighting,) = sightings(looks(0, 90, idle=True), lambda _: Limits(idle=2))
    assert (sighting.day, sighting.limit, sighting.person) == (NOON.date(), 2, WHO)
    assert (sighting.first_at, sighting.last_at) == (NOON, NOON + timedelta(minutes=90))


def test_two_people_are_two() -> None:
    other = [Look(new_id(), WHERE, each.version, each.at) for each in looks(0, 1)]
    assert seen([*looks(0, 1), *other], many=3, minutes=10) == []


@pytest.fixture
def bank(made: Made) -> list[ItemVersion]:
    """Three items in use, and limits that three looks within ten minutes reach."""
    watched(made)
    return items_in_use(made, {"A": 2, "B": 1})


def watched(made: Made, **more: Any) -> WatchPolicy:
    given = {"many": 3, "minutes": 10, "night_from": 22, "night_until": 5, "idle": 3, "reason": "A small bank."}
    return exposures.set_watch(by=acting(made.crew.sam), scheme=made.scheme, **{**given, **more})


def looked(person: Any, versions: list[ItemVersion]) -> None:
    for version in versions:
        readings.seen(by=acting(person), version=version)
    jobs.look_over_viewings.function()


def alert_of(made: Made, bank: list[ItemVersion]) -> ViewingAlert:
    """What the house noticed when Max went through the whole bank."""
    looked(made.crew.max, bank)
    return ViewingAlert.objects.get()


def test_whoever_goes_through_the_bank_is_noticed(made: Made, bank: list[ItemVersion], clock: Any) -> None:
    alert = alert_of(made, bank)

    assert (alert.number, alert.person, alert.scheme) == ("VA-2026-000001", made.crew.max, made.scheme)
    assert (alert.kind, alert.state, alert.limit) == ("many", "open", 3)
    assert sorted(alert.versions) == sorted(str(each.pk) for each in bank)


def test_one_day_is_one_alert_that_grows_until_it_is_judged(made: Made, bank: list[ItemVersion]) -> None:
    alert_of(made, bank)
    looked(made.crew.max, [in_use(made, a_draft(made))])
    looked(made.crew.max, bank)
    (alert,) = ViewingAlert.objects.all()
    assert len(alert.versions) == 4

    exposures.explain(by=acting(made.crew.sam), alert=alert, reason="The yearly review of the bank.")
    looked(made.crew.max, [in_use(made, a_draft(made))])

    (alert,) = ViewingAlert.objects.all()
    assert (len(alert.versions), alert.state) == (4, "explained")


def test_drafts_and_what_was_looked_at_now_and_then_are_nothing(made: Made, clock: Any) -> None:
    watched(made)
    looked(made.crew.max, [a_draft(made) for _ in range(4)])
    for version in items_in_use(made, {"A": 3}):
        clock.move(minutes=11)
        looked(made.crew.max, [version])

    assert not ViewingAlert.objects.exists()


def test_looking_at_night_is_noticed(made: Made, bank: list[ItemVersion], clock: Any) -> None:
    clock.set(datetime(2026, 3, 3, 23, 30, tzinfo=UTC))
    looked(made.crew.ivo, bank[:1])

    assert [(each.kind, each.person) for each in ViewingAlert.objects.all()] == [("night", made.crew.ivo)]


def test_items_with_which_somebody_had_nothing_to_do_are_noticed(
    made: Made, bank: list[ItemVersion], clock: Any
) -> None:
    looked(made.crew.max, bank[:1])
    clock.move(days=40)
    watched(made, many=30)
    looked(made.crew.ivo, bank)
    looked(made.crew.max, bank)

    assert [(each.kind, each.person) for each in ViewingAlert.objects.all()] == [("idle", made.crew.max)]


def test_the_houses_own_limits_hold_until_somebody_sets_others(made: Made) -> None:
    looked(made.crew.max, items_in_use(made, {"A": 3}))
    assert not ViewingAlert.objects.exists()

    watched(made)
    jobs.look_over_viewings.function()

    assert ViewingAlert.objects.count() == 1


def test_an_alert_is_judged_by_somebody_else_with_a_reason(made: Made, bank: list[ItemVersion]) -> None:
    alert = alert_of(made, bank)

    refused("R-08", exposures.explain, by=acting(made.crew.max), alert=alert, reason="It was me.")
    refused("R-60", exposures.explain, by=acting(made.crew.sam), alert=alert, reason=" ")
    refused("R-46", exposures.take_up, by=acting(made.crew.rita), alert=alert, reason="No task.")

    judged = exposures.take_up(by=acting(made.crew.sam), alert=alert, reason="No task.")

    assert (judged.state, judged.reason, judged.judged_by) == ("taken-up", "No task.", made.crew.sam)
    refused("state", exposures.explain, by=acting(made.crew.sam), alert=judged, reason="After all.")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"many": 1}, "many"),
        ({"minutes": 0}, "minutes"),
        ({"night_from": 25}, "night_from"),
        ({"night_until": -1}, "night_until"),
        ({"idle": 0}, "idle"),
        ({"reason": " "}, "reason"),
    ],
)
def test_limits_that_say_nothing_are_refused(made: Made, wrong: dict[str, Any], field: str) -> None:
    given = {"many": 3, "minutes": 10, "night_from": 22, "night_until": 5, "idle": 3, "reason": "Small.", **wrong}

    refusal = refused("watch-limits", exposures.set_watch, by=acting(made.crew.sam), scheme=made.scheme, **given)

    assert refusal.field == field


def test_who_is_watched_does_not_set_the_limits(made: Made) -> None:
    given = {"many": 3, "minutes": 10, "night_from": 22, "night_until": 5, "idle": 3, "reason": "Small."}

    refused("R-46", exposures.set_watch, by=acting(made.crew.max), scheme=made.scheme, **given)
    assert [watched(made).ordinal, watched(made).ordinal] == [1, 2]


def waiting(person: Any) -> list[str]:
    return [each.what for each in work.alerts_to_judge.waiting_for(person_id=person.id)]


def test_it_waits_for_others_and_they_are_told(made: Made, bank: list[ItemVersion]) -> None:
    alert = alert_of(made, bank)

    assert waiting(made.crew.sam) == [f"Alert {alert} about unusual viewing of items: judge it"]
    assert waiting(made.crew.max) == waiting(made.crew.rita) == []
    noticed = Entry.objects.get(act="itembank.viewing-alert.notice")
    assert {each.person_id for each in told.judges_hear_of_unusual_viewing(entry=noticed)} == {made.crew.sam.id}
    exposures.take_up(by=acting(made.crew.sam), alert=alert, reason="No task.")
    taken_up = Entry.objects.get(act="itembank.viewing-alert.take-up")
    assert [each.person_id for each in told.whoever_looked_hears_of_it(entry=taken_up)] == [made.crew.max.id]


def sent(client: Client, address: str, **typed: Any) -> Any:
    page = client.get(address)
    carried = {name: page.context["form"][name].value() for name in ("revision", "once")}
    return client.post(address, {**{name: value for name, value in carried.items() if value is not None}, **typed})


def test_an_alert_is_judged_by_a_form_and_shows_no_item(made: Made, bank: list[ItemVersion]) -> None:
    alert = alert_of(made, bank)
    sam = sign_in(Client(), made.crew.sam)
    address = reverse("itembank:viewing-alert", args=[alert.pk])

    listed = sam.get(reverse("itembank:viewing-alerts")).content.decode()
    page = sam.get(address).content.decode()

    assert ("VA-2026-000001" in listed, "Max Prüfling" in page, "unusual from 3 items on" in page) == (True,) * 3
    assert [word for word in ("Question 1 of domain", "The rotor", "A1") if word in page] == []
    answer = sent(sam, reverse("itembank:viewing-alert-explain", args=[alert.pk]), reason="A review.")
    assert (answer.status_code, ViewingAlert.objects.get().state) == (302, "explained")


def test_nobody_else_reads_how_somebody_looked(made: Made, bank: list[ItemVersion]) -> None:
    alert = alert_of(made, bank)
    pages = [reverse("itembank:viewing-alerts"), reverse("itembank:viewing-alerts") + "?export=csv"]

    for name in ("max", "ivo", "rita", "dora", "ina"):
        client = sign_in(Client(), getattr(made.crew, name))
        assert b"VA-2026-000001" not in b"".join(client.get(path).content for path in pages), name
    for name in ("ivo", "rita", "dora", "ina"):
        refused("R-46", readings.alert_seen, by=acting(getattr(made.crew, name)), alert=alert)


def test_limits_are_set_by_a_form(made: Made) -> None:
    sam = sign_in(Client(), made.crew.sam)
    address = reverse("itembank:watch", args=[made.scheme.pk])
    given = {"many": 20, "minutes": 30, "night_from": 23, "night_until": 4, "idle": 5, "reason": "A small bank."}

    assert sam.get(address).context["form"]["many"].value() == Limits().many
    assert sent(sam, address, **given).status_code == 302
    assert {**vars(limits_of(made.scheme)), "reason": "A small bank."} == given


def test_who_looked_at_an_item_is_shown_to_who_keeps_the_bank(made: Made, cast: Cast) -> None:
    version = in_use(made, a_draft(made))
    ivo, manager = sign_in(Client(), made.crew.ivo), sign_in(Client(), made.crew.max)
    ivo.get(reverse("itembank:version", args=[version.pk]))
    refused("R-46", readings.seen, by=acting(made.crew.sam), version=version)
    address = reverse("itembank:version-lookers", args=[version.pk])

    page = manager.get(address).content.decode()

    assert ("Ivo Itemsky" in page, "Sam Schierholz" in page, "Refused" in page) == (True, True, True)
    assert "As a candidate sees it" in page
    assert b"Sam Schierholz" not in ivo.get(address).content
    trains(cast, made, made.crew.max)
    assert b"Sam Schierholz" not in manager.get(address).content


def test_the_mark_of_whoever_looks_lies_over_item_and_key(made: Made) -> None:
    version = in_use(made, a_draft(made))
    ivo = sign_in(Client(), made.crew.ivo)

    for name in ("version", "version-key"):
        page = ivo.get(reverse(f"itembank:{name}", args=[version.pk])).content.decode()
        assert f"Shown to Ivo Itemsky · {made.crew.ivo.number} · 2 Mar 2026, 10:00 CET." in page
        assert page.count('<svg class="watermark" aria-hidden="true"') >= 1
        assert "style=" not in page.partition('<main class="content"')[2].partition("</main>")[0]


def test_the_control_names_what_waits_too_long_and_who_judged_themselves(
    made: Made, bank: list[ItemVersion], clock: Any
) -> None:
    control = controls.unusual_viewing_is_judged
    assert control.query().state == ControlState.HOLDS
    alert = alert_of(made, bank)
    assert (control.query().state, control.query().changes_on) == (ControlState.HOLDS, alert.day + timedelta(days=15))
    clock.move(days=15)
    assert [(each.number, each.sentence[:10]) for each in control.query().findings] == [(alert.number, "has waited")]
    exposures.explain(by=acting(made.crew.sam), alert=alert, reason="A review.")
    assert control.query().state == ControlState.HOLDS


def test_the_control_of_exports_names_who_had_no_right(made: Made, cast: Cast) -> None:
    control = controls.exports_were_by_right
    export = exported(made, [a_draft(made)])
    assert (control.query().state, control.query().looked_at) == (ControlState.HOLDS, 1)

    forge.alter(export, made_by=made.crew.ivo)
    assert [each.number for each in control.query().findings] == [export.number]
    forge.alter(export, made_by=made.crew.max)
    trains(cast, made, made.crew.max)

    assert [each.number for each in control.query().findings] == [export.number]


def test_lists_cost_the_same_for_one_person_and_for_many(made: Made, bank: list[ItemVersion]) -> None:
    """Alerts about several people, exports by several, translations by several: names are read for all at once."""
    sam, manager = sign_in(Client(), made.crew.sam), sign_in(Client(), made.crew.max)
    costs: dict[str, list[int]] = {"viewing-alerts": [], "exports": [], "translations": []}
    for place, person in enumerate((made.crew.max, made.crew.ivo, made.crew.rita)):
        given = {"scheme": made.scheme, "person": person, "kind": "many", "day": NOON.date(), "limit": 3}
        times = {"first_at": NOON, "last_at": NOON}
        forge.put(ViewingAlert, number=f"VA-2026-{place:06d}", **given, **times)
        out = {"scheme": made.scheme, "kind": "print", "count": 1, "made_by": person}
        forge.put(ItemExport, number=f"XI-2026-{place:06d}", **out)
        pair = {"source": bank[0], "version": bank[place], "language": str(place), "assigned_by": made.crew.max}
        forge.put(Translation, number=f"TL-2026-{place:06d}", translator=person, **pair)
        for name, client in (("viewing-alerts", sam), ("exports", manager), ("translations", manager)):
            client.get(reverse(f"itembank:{name}"))
            with CaptureQueriesContext(connection) as asked:
                client.get(reverse(f"itembank:{name}"))
            costs[name].append(len(asked))

    assert {name: len(set(counts)) for name, counts in costs.items()} == dict.fromkeys(costs, 1), costs
