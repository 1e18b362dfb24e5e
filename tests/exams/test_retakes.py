"""Of the items of a repeat no more were met before than the scheme allows; where it sets no limit, the fewest are."""

import math
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from guildhall.exams import controls, repeating
from guildhall.exams.acts import seats, sittings
from guildhall.exams.models import Attempt, Candidacy, Form, Result, Sitting
from guildhall.exams.queries import placements
from guildhall.exams.rules.seats import form_for
from guildhall.exams.work import forms_to_assemble_for_repeats
from guildhall.identity.models import Person
from guildhall.kernel import clock, identifiers
from guildhall.kernel.declarations import ControlState
from tests import forge
from tests.cast import Cast, acting, engage, sign_in
from tests.exams.conftest import refused
from tests.exams.delivery import forging
from tests.exams.making import a_candidate, a_sitting, booked
from tests.making import Made, a_scheme
from tests.staging import set_once


@dataclass(frozen=True)
class Stage:
    """Carla failed one form; another in use shares three of six items with it, and a third, suspended, none."""

    cast: Cast
    made: Made
    carla: Candidacy
    failed: Form
    near: Form
    far: Form

    @property
    def max(self) -> Any:
        return acting(self.made.crew.max)


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with set_once(django_db_blocker):
        cast = engage()
        made = a_scheme(cast)
        carla = a_candidate(made, cast)
        failed, near, far = (forging.a_form(made) for _ in range(3))
        for old, new in list(zip(placements(near), placements(failed), strict=True))[:3]:
            forge.alter(old, item_version=new.item_version)
        forge.alter(far, state="suspended")
        before(made, carla, failed)
        yield Stage(cast, made, carla, failed, near, far)


def before(made: Made, candidacy: Candidacy, form: Form) -> Attempt:
    """An attempt of three weeks ago that failed, and whose result was told."""
    then = clock.now() - timedelta(days=21)
    sitting = forging.a_sitting(made, form, begins_at=then, ends_at=then + timedelta(hours=3), state="reconciled")
    attempt = forging.an_attempt(
        made, sitting, candidacy.person, state="released", started_at=then, completed_at=then, booked_at=then
    )
    forge.alter(attempt, candidacy=candidacy)
    let_out = {"released_by": made.crew.max, "released_at": then, "scored_by": "machine:test"}
    points = {"score": Decimal(2), "maximum": Decimal(6), "cut": Decimal(4), "passed": False}
    forge.put(Result, attempt=attempt, state="released", **points, **let_out)
    return attempt


def limited(stage: Stage, most: int | None) -> None:
    """The scheme sets, or takes back, its limit."""
    forge.alter(stage.made.written, overlap_most=most)


def sitting_of(stage: Stage, form: Form, channel: str = "browser") -> Sitting:
    """A sitting of a form, as the acts find it now."""
    planned = a_sitting(stage.made, form=form, channel=channel, begins_at=clock.now() + timedelta(days=9))
    found = Sitting.reloaded(planned.pk)
    assert found is not None
    return found


def waiting(stage: Stage) -> list[tuple[str, str]]:
    found = forms_to_assemble_for_repeats.waiting_for(person_id=stage.made.crew.max.pk)
    return [(each.what, each.why) for each in found]


def test_without_a_limit_the_form_with_the_fewest_is_given_and_its_page_says_so(stage: Stage) -> None:
    sitting = sitting_of(stage, stage.failed)
    assert form_for(stage.carla, sitting) == stage.near
    assert booked(stage.carla, sitting).form == stage.near
    assert (waiting(stage), controls.retakes_met_few_items.query().state) == ([], ControlState.NOT_APPLICABLE)
    page = sign_in(Client(), stage.made.crew.max).get(reverse("exams:form", args=[stage.near.pk])).text
    assert "The scheme sets no limit" in page


def test_a_form_at_the_limit_is_given_and_its_page_tells_the_limit(stage: Stage) -> None:
    limited(stage, 50)
    assert booked(stage.carla, sitting_of(stage, stage.near)).form == stage.near
    page = sign_in(Client(), stage.made.crew.max).get(reverse("exams:form", args=[stage.near.pk])).text
    assert "at most 50 per cent" in page


def test_a_form_over_the_limit_is_refused_until_another_is_in_use(stage: Stage) -> None:
    limited(stage, 49)
    sitting = sitting_of(stage, stage.near)
    refusal = refused("R-28", booked, candidacy=stage.carla, sitting=sitting)
    assert "more than 49 per cent of the items of every form" in refusal.sentence
    assert "Another form is assembled, or the limit is raised" in refusal.mend.sentence
    assert waiting(stage) == [
        (
            "Written examination: assemble another form",
            "1 candidate waits to repeat it and knows over 49 per cent of the items of each form in use.",
        )
    ]
    assert list(forms_to_assemble_for_repeats.waiting_for(person_id=stage.made.crew.ina.pk)) == []

    forge.alter(stage.far, state="live")
    assert waiting(stage) == []
    assert booked(stage.carla, sitting).form == stage.far


def test_nobody_waits_who_may_not_repeat_it(stage: Stage) -> None:
    limited(stage, 49)
    forge.alter(Attempt.objects.get(), state="investigated")
    assert waiting(stage) == []


def test_who_sits_for_the_first_time_is_given_any_form(stage: Stage) -> None:
    limited(stage, 0)
    gero = a_candidate(stage.made, stage.cast, stage.cast.gero)
    assert booked(gero, sitting_of(stage, stage.near)).form == stage.near


def test_a_booklet_over_the_limit_is_refused_where_another_is_in_use(stage: Stage) -> None:
    limited(stage, 49)
    forge.alter(stage.far, state="live")
    refusal = refused("R-28", booked, candidacy=stage.carla, sitting=sitting_of(stage, stage.near, "paper"))
    assert "another one is in use" in refusal.sentence


def test_a_booked_seat_is_moved_and_equipped_within_the_limit_alone(stage: Stage) -> None:
    sitting = sitting_of(stage, stage.near)
    attempt = booked(stage.carla, sitting)
    other = sitting_of(stage, stage.near)
    limited(stage, 49)
    attempt, other = Attempt.reloaded(attempt.pk), Sitting.reloaded(other.pk)
    refused("R-28", seats.move, by=acting(stage.cast.carla), attempt=attempt, sitting=other)
    forge.alter(stage.near, state="suspended")
    again = forging.a_form(stage.made)
    for old, new in list(zip(placements(again), placements(stage.failed), strict=True))[:4]:
        forge.alter(old, item_version=new.item_version)
    refused("R-28", sittings.equip, by=stage.max, sitting=Sitting.reloaded(sitting.pk), form=again)
    refused("R-28", sittings.cancel, by=stage.max, sitting=Sitting.reloaded(sitting.pk), reason="Fire.", instead=other)
    forge.alter(stage.far, state="live")
    sittings.equip(by=stage.max, sitting=Sitting.reloaded(sitting.pk), form=again)
    assert Attempt.objects.get(pk=attempt.pk).form == stage.far


def test_control_of_repeats_over_the_limit(stage: Stage) -> None:
    attempt = booked(stage.carla, sitting_of(stage, stage.near))
    limited(stage, 49)
    control = controls.retakes_met_few_items
    assert control.query().state == ControlState.NOT_APPLICABLE, "nothing lay before the candidate yet"
    forge.alter(attempt, started_at=clock.now(), state="in-progress", deadline_at=clock.now(), epoch=1)
    assert [each.number for each in control.query().findings] == [attempt.number]
    limited(stage, 50)
    assert (control.query().state, control.query().looked_at) == (ControlState.HOLDS, 1)


def items_of(right: int) -> list[dict[str, Any]]:
    """What a result keeps of six items, so many of them right."""
    return [{"version": str(at), "score": str(int(at < right)), "maximum": "1"} for at in range(6)]


def test_the_attempt_before_is_told_in_the_spread_of_who_took_its_form_for_the_first_time(stage: Stage) -> None:
    """Thirty others took the form that Carla failed with two of six."""
    mine = Attempt.objects.get()
    forge.alter(Result.objects.get(), by_item=items_of(2))
    again = before(stage.made, stage.carla, stage.near)
    forge.alter(again, completed_at=clock.now())
    both = Attempt.objects.select_related("component__version").order_by("completed_at")
    (alone,) = repeating.before(list(both)).values()
    assert math.isnan(alone.score), "one alone is no yardstick"

    totals = [2]
    for place in range(30):
        person = forge.put(Person, number=f"P-9{place}", data_key=identifiers.new_id())
        copied = {name: getattr(mine, name) for name in ("candidacy", "component", "sitting", "form", "completed_at")}
        state = {"state": "released", "minutes": 30, "booked_by": "machine:test", "channel": "browser"}
        attempt = forge.put(Attempt, number=f"AT-1999-{place:06d}", person=person, **copied, **state)
        totals.append(1 + place % 6)
        score = {"score": Decimal(totals[-1]), "maximum": Decimal(6), "cut": Decimal(4), "scored_by": "machine:test"}
        forge.put(Result, attempt=attempt, passed=False, by_item=items_of(totals[-1]), **score)
    (place,) = found = repeating.before(list(both))
    assert (place, both[place].pk) == (1, again.pk)
    assert found[place].score == pytest.approx((2 - statistics.fmean(totals)) / statistics.stdev(totals))
    assert 0 < found[place].reliability < 1
