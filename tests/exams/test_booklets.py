"""On paper nobody hears anything: a form that plays a recording is sat in the browser alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from guildhall.exams.acts import sittings
from guildhall.exams.models import Form, FormItem, Sitting
from guildhall.exams.queries import placements
from guildhall.kernel import clock
from tests import forge
from tests.cast import acting, engage, sign_in
from tests.exams.conftest import refused
from tests.exams.making import a_form, a_sitting, opened
from tests.exams.test_pages import send, text_of
from tests.itembank.examples import a_recording, played_in
from tests.itembank.making import a_draft, in_use
from tests.making import Made, a_scheme
from tests.personnel.making_resources import the_room
from tests.staging import set_once

REMEDY = "Hold the sitting in the browser, or give it a form in which nothing is played."


@dataclass(frozen=True)
class Stage:
    """A form in use that plays a recording at one place, and one that is only read."""

    made: Made
    heard: Form
    read: Form

    @property
    def played(self) -> FormItem:
        return next(each for each in placements(self.heard) if "<audio" in each.item_version.source)


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with set_once(django_db_blocker):
        made = a_scheme(engage())
        recording = a_recording(made.crew.ivo, made.scheme)
        in_use(made, a_draft(made, "A", stem="What has to be locked first?", recording=played_in(recording)))
        heard = a_form(made, A=2, B=2, C=1)
        yield Stage(made, heard, a_form(made, "Form 2"))


def told(stage: Stage) -> str:
    """Why the form is not sat on paper."""
    return (
        f"The form {stage.heard.number} cannot be sat on paper: {stage.played.item_version} plays something, and who "
        "sits there would read its transcript instead."
    )


def test_a_form_that_is_listened_to_is_not_planned_on_paper(stage: Stage) -> None:
    refusal = refused("R-26", a_sitting, made=stage.made, channel="paper", form=stage.heard)

    assert (refusal.sentence, refusal.mend.sentence, refusal.field) == (told(stage), REMEDY, "form")
    assert "2012:9.3.1" in refusal.clauses
    assert a_sitting(stage.made, channel="browser", form=stage.heard).form == stage.heard
    assert a_sitting(stage.made, channel="paper", form=stage.read).form == stage.read


def test_a_sitting_on_paper_is_not_given_such_a_form_later(stage: Stage) -> None:
    by = acting(stage.made.crew.max)
    paper, browser = (a_sitting(stage.made, channel=each, form=stage.read) for each in ("paper", "browser"))

    assert refused("R-26", sittings.equip, by=by, sitting=paper, form=stage.heard).sentence == told(stage)
    assert sittings.equip(by=by, sitting=browser, form=stage.heard).form == stage.heard


def test_a_sitting_that_was_planned_so_before_does_not_open(stage: Stage) -> None:
    sitting = a_sitting(stage.made, form=stage.heard)
    forge.alter(sitting, channel="paper")

    refusal = refused("R-26", opened, made=stage.made, sitting=Sitting.reloaded(sitting.pk))

    assert refusal.sentence == told(stage)


def test_it_is_told_where_the_sitting_is_planned_and_at_the_form(stage: Stage) -> None:
    client = sign_in(Client(), stage.made.crew.max)
    day = clock.today() + timedelta(days=60)
    typed = {"channel": "paper", "mode": "room", "room": the_room().pk, "place": "", "capacity": "10"}
    typed |= {"begins_at": f"{day}T09:00", "ends_at": f"{day}T12:00", "form": stage.heard.pk}

    page = send(client, "sitting-plan-for", stage.made.written.pk, status=409, **typed)
    assert (told(stage) in page, REMEDY in page, Sitting.objects.count()) == (True, True, 0)

    heard, read = (text_of(client, "form", each.pk) for each in (stage.heard, stage.read))
    assert "Not on paper: who sits there would read what others hear." in heard
    assert heard.count("Not on paper: it plays something") == 1
    assert "It can be sat on paper: nothing in it is played." in read
    assert "Not on paper" not in read
