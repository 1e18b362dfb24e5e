"""A locked item: counted before, and then every form that holds it, every attempt that it concerns, and what to do."""

from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall.exams import controls, exposures, followers, jobs, readings, work
from guildhall.exams.acts import forms, seats
from guildhall.exams.models import Attempt, Candidacy, Form, FormItem
from guildhall.exams.queries import placements
from guildhall.itembank.acts import reviews
from guildhall.itembank.models import Exposure, ItemVersion
from guildhall.itembank.queries.exposures import shown
from guildhall.jobs.models import Job
from guildhall.kernel.declarations import ControlState
from guildhall.ledger.models import Access, Entry
from tests.cast import Cast, acting, sign_in
from tests.exams.conftest import refused
from tests.exams.making import a_candidate, a_form, a_sitting, a_written_result, booked, checked_in, opened
from tests.itembank.making import set_policy, trains
from tests.making import Made

SECRET = (b"Question 1 of domain", b"The rotor", b"The yaw drive", b"Carla", b"Zimmerer")


@pytest.fixture
def form(made: Made) -> Form:
    return a_form(made)


def at(form: Form, position: int) -> ItemVersion:
    return placements(form).get(position=position).item_version


def locked(made: Made, version: ItemVersion) -> ItemVersion:
    return reviews.compromise(by=acting(made.crew.max), version=version, reason="Seen in a forum.")


def groups(version: ItemVersion) -> dict[str, list[tuple[str, Any, bool]]]:
    return {
        group.name: [(each.attempt.number, each.passed, each.hangs) for each in group.attempts]
        for group in exposures.concerned(version)
        if group.attempts
    }


def test_candidates_are_counted_once_a_form_lay_before_them(made: Made, carla: Candidacy, form: Form) -> None:
    sitting = a_sitting(made, channel="paper", form=form)
    attempt = booked(carla, sitting)
    assert exposures.counted() == {}
    opened(made, sitting)
    checked_in(made, attempt)

    found = exposures.counted()

    assert found == {each.item_version_id: (1, "2026-03-02", 0) for each in placements(form)}
    jobs.count_exposure.function()
    assert {shown(each.item_version) for each in placements(form)} == {1}
    before = Entry.objects.filter(act="itembank.exposure.count").count()
    jobs.count_exposure.function()
    assert (before, Entry.objects.filter(act="itembank.exposure.count").count()) == (1, 1)


def test_lately_is_what_the_policy_looks_back_over(
    made: Made, cast: Cast, carla: Candidacy, form: Form, clock: Any
) -> None:
    """Counted anew when the policy changes, and day by day, as what is long ago fades."""
    a_written_result(made, cast, carla, form=form)
    jobs.count_exposure.function()
    assert latest(form) == {(1, 0)}

    set_policy(made, rest_after=50, rest_within=12)
    followers.exposure.effect(entry=Entry.objects.filter(act="itembank.policy.set").latest("id"), index=0)
    queued = Job.objects.get(kind=jobs.count_exposure_anew.name)
    jobs.count_exposure_anew.function(scheme=UUID(queued.arguments["scheme"]))
    assert latest(form) == {(1, 1)}

    for days, lately in ((364, 1), (2, 0)):
        clock.move(days=days)
        assert {each[2] for each in exposures.counted().values()} == {lately}
    assert controls.exposure_is_counted.query().state == ControlState.HOLDS
    jobs.count_exposure.function()
    assert latest(form) == {(1, 0)}


def latest(form: Form) -> set[tuple[int, int]]:
    """How many candidates the bank says met the items of a form, and how many of them lately."""
    known = Exposure.objects.filter(version__in=[each.item_version_id for each in placements(form)])
    return set(known.values_list("shown", "lately"))


def test_an_item_of_two_forms_is_counted_over_both(made: Made, cast: Cast, carla: Candidacy, form: Form) -> None:
    a_written_result(made, cast, carla, form=form)
    second = forms.begin(by=acting(made.crew.max), component=made.written, title="Form 2")
    forms.add(by=acting(made.crew.max), form=second, version=at(form, 1))

    assert exposures.counted({second.pk}) == {at(form, 1).pk: (1, "2026-03-02", 0)}


def test_the_end_of_a_sitting_queues_the_counting(made: Made, cast: Cast, carla: Candidacy, form: Form) -> None:
    result = a_written_result(made, cast, carla, form=form)
    entry = Entry.objects.filter(act="exams.sitting.close").latest("id")

    followers.exposure.effect(entry=entry, index=0)

    job = Job.objects.filter(kind=jobs.count_exposure_of.name).latest("id")
    assert UUID(job.arguments["sitting"]) == result.attempt.sitting_id
    jobs.count_exposure_of.function(sitting=result.attempt.sitting_id)
    assert Exposure.objects.count() == 6


def test_every_attempt_is_listed_by_what_is_to_be_done(made: Made, cast: Cast, carla: Candidacy, form: Form) -> None:
    passed = a_written_result(made, cast, carla, right=4, form=form).attempt
    gero = a_candidate(made, cast, cast.gero)
    ahead = booked_for(gero, made, form)
    version = locked(made, at(form, 1))

    assert groups(version) == {
        "ahead": [(ahead.number, None, False)],
        "released": [(passed.number, True, True)],
    }
    assert groups(locked(made, at(form, 5))) == {
        "ahead": [(ahead.number, None, False)],
        "released": [(passed.number, True, False)],
    }


def booked_for(candidacy: Candidacy, made: Made, form: Form) -> Attempt:
    """A seat that staff booked, for somebody who has no account."""
    sitting = a_sitting(made, channel="paper", form=form)
    return seats.book(by=acting(made.crew.max), candidacy=candidacy, sitting=sitting)


def test_forms_say_what_is_to_be_done_with_them(made: Made, form: Form) -> None:
    version = locked(made, at(form, 1))
    client = sign_in(Client(), made.crew.max)

    page = client.get(reverse("exams:exposed-item", args=[version.pk])).content.decode()

    assert "Suspend the form, so that no further candidate meets the item." in page
    assert reverse("exams:form", args=[form.pk]) in page
    forms.suspend(by=acting(made.crew.max), form=form, reason="A locked item.")
    page = client.get(reverse("exams:exposed-item", args=[version.pk])).content.decode()
    assert "Retire the form, or release it again once the item is cleared." in page


def test_the_page_names_attempts_by_number_and_nobody_else(
    made: Made, cast: Cast, carla: Candidacy, form: Form
) -> None:
    attempt = a_written_result(made, cast, carla, right=4, form=form).attempt
    version = locked(made, at(form, 1))
    client = sign_in(Client(), made.crew.max)

    listed = client.get(reverse("exams:exposed")).content
    page = client.get(reverse("exams:exposed-item", args=[version.pk])).content

    assert (str(version).encode() in listed, attempt.number.encode() in page) == (True, True)
    assert b"Passed, and it hangs on this item" in page
    main = page.partition(b"<main")[2]
    assert [word for word in SECRET if word in main or word in listed] == []
    assert Access.objects.filter(reading="exams.exposed-item.open", subject=version.ref).count() == 1


def test_nobody_else_is_told_whom_an_item_concerns(made: Made, cast: Cast, carla: Candidacy, form: Form) -> None:
    attempt = a_written_result(made, cast, carla, form=form).attempt
    version = locked(made, at(form, 1))
    secret = (attempt.number.encode(), str(version).encode(), *SECRET[:3])
    pages = [reverse("exams:exposed-item", args=[version.pk]), reverse("exams:exposed")]

    for name in ("ivo", "rita", "sam", "dora", "ina", "erik"):
        client = sign_in(Client(), getattr(made.crew, name))
        told = b"".join(client.get(path).content for path in [*pages, f"{pages[1]}?export=csv"])
        assert [word for word in secret if word in told] == [], name


def test_who_trains_is_told_nothing_either(made: Made, cast: Cast, carla: Candidacy, form: Form) -> None:
    attempt = a_written_result(made, cast, carla, form=form).attempt
    version = locked(made, at(form, 1))
    trains(cast, made, made.crew.max)
    client = sign_in(Client(), made.crew.max)

    pages = (reverse("exams:exposed"), reverse("exams:exposed-item", args=[version.pk]))
    told = [client.get(path).content for path in pages]

    assert [word for word in (attempt.number.encode(), *SECRET[:3]) if any(word in each for each in told)] == []
    refused("R-10", readings.concerned, by=acting(made.crew.max), version=version)


def waiting(made: Made) -> list[str]:
    return [each.what for each in work.locked_items_to_see_to.waiting_for(person_id=made.crew.max.id)]


def test_a_locked_item_waits_until_its_forms_and_results_are_seen_to(made: Made, form: Form) -> None:
    control = controls.no_form_holds_a_locked_item
    assert (control.query().state, waiting(made)) == (ControlState.HOLDS, [])
    version = locked(made, at(form, 1))
    assert [each.number for each in control.query().findings] == [form.number]
    assert waiting(made) == [f"Item {version} is locked: see to forms and attempts"]

    forms.suspend(by=acting(made.crew.max), form=form, reason="A locked item.")

    assert (control.query().state, waiting(made)) == (ControlState.HOLDS, [])


def test_the_control_names_items_of_which_the_bank_knows_too_little(
    made: Made, cast: Cast, carla: Candidacy, form: Form, clock: Any
) -> None:
    control = controls.exposure_is_counted
    a_written_result(made, cast, carla, form=form)
    assert control.query().state == ControlState.HOLDS
    clock.move(days=2)

    assert [each.number for each in control.query().findings] == sorted(
        str(each) for each in ItemVersion.objects.filter(pk__in=FormItem.objects.values("item_version"))
    )
    jobs.count_exposure.function()
    assert (control.query().state, control.query().looked_at) == (ControlState.HOLDS, 6)


def test_the_list_costs_the_same_for_one_item_and_for_many(made: Made, form: Form) -> None:
    client = sign_in(Client(), made.crew.max)
    costs = []
    for position in (1, 2, 3):
        locked(made, at(form, position))
        client.get(reverse("exams:exposed"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("exams:exposed"))
        costs.append(len(asked))

    assert costs[1:] == costs[:1] * 2
