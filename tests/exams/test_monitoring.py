"""R-47 where examiners are assigned: overdue monitoring blocks new work, never what has begun, never the monitoring."""

from datetime import timedelta
from typing import Any

import pytest

from guildhall.exams.acts import markings, sittings
from guildhall.exams.lifecycles import MarkingState, SittingState
from guildhall.exams.models import Candidacy, Duty, Sitting
from guildhall.identity.roles import EXAMINER
from guildhall.kernel import clock as house_clock
from guildhall.personnel.acts import monitorings
from guildhall.personnel.models import Authorisation, Monitoring
from tests import forge
from tests.cast import Cast, acting
from tests.exams.conftest import refused
from tests.exams.making import a_sitting, all_met, booked, checked_in, declared, done
from tests.making import Made
from tests.personnel.making_monitorings import answers
from tests.personnel.making_resources import a_verified_release


@pytest.fixture
def authorisation(made: Made, cast: Cast) -> Authorisation:
    """Erik's authorisation as an examiner, for the practical part in English and German."""
    return forge.put(
        Authorisation,
        number="AU-1",
        state="authorised",
        person=made.crew.erik,
        role=EXAMINER.code,
        scope=made.scope,
        languages="en de",
        fields="P",
        founding=True,
        criteria="Ten years in the trade.",
        proposed_by=cast.quinn,
        authorised_by=cast.tom,
        authorised_at=house_clock.now(),
        from_on=house_clock.today(),
        until_on=house_clock.today() + timedelta(days=900),
    )


def overdue(authorisation: Authorisation) -> None:
    """The authorisation as if it had been given more than a year ago, with no monitoring since."""
    forge.alter(authorisation, from_on=house_clock.today() - timedelta(days=400))


def on_duty(made: Made, sitting: Sitting) -> Any:
    by = acting(made.crew.max)
    return sittings.put_on_duty(by=by, sitting=sitting, person=made.crew.erik, duty=Duty.EXAMINER)


def assigned(made: Made, attempt: Any) -> Any:
    by = acting(made.crew.max)
    return markings.assign(by=by, attempt=attempt, examiner=made.crew.erik, part="first")


def planned(made: Made, cast: Cast, about: str) -> Monitoring:
    return monitorings.plan(
        by=acting(cast.quinn),
        person=made.crew.erik,
        role=EXAMINER.code,
        scope=made.scope,
        kind="observation",
        monitor=made.crew.ella,
        planned_on=house_clock.today(),
        about=about,
    )


def test_overdue_examiner_goes_on_duty_only_where_they_are_monitored(
    made: Made, cast: Cast, carla: Candidacy, authorisation: Authorisation
) -> None:
    here, elsewhere = a_sitting(made, channel="person"), a_sitting(made, channel="person")
    for each in (here, elsewhere):
        declared(made.crew.erik, each)
    overdue(authorisation)
    refusal = refused("R-47", on_duty, made=made, sitting=here)
    assert refusal.mend.link == ("personnel:monitoring-plan", str(authorisation.pk), here.ref)

    monitoring = planned(made, cast, here.ref)

    assert monitoring.about_number == here.number
    assert on_duty(made, here).duty == Duty.EXAMINER
    refused("R-47", on_duty, made=made, sitting=elsewhere)
    attempt = booked(carla, here)
    assert assigned(made, attempt).examiner == made.crew.erik


def test_monitoring_that_was_held_at_the_sitting_lets_them_work_on(
    made: Made, cast: Cast, authorisation: Authorisation
) -> None:
    here, elsewhere = a_sitting(made, channel="person"), a_sitting(made, channel="person")
    declared(made.crew.erik, elsewhere)
    overdue(authorisation)
    monitoring = planned(made, cast, here.ref)
    told = {"held_on": house_clock.today(), "answers": answers(), "findings": ""}
    seen = monitorings.report(by=acting(made.crew.ella), monitoring=monitoring, **told)

    monitorings.accept(by=acting(cast.quinn), monitoring=seen, reasons="As it should be.")

    assert on_duty(made, elsewhere).person == made.crew.erik


def test_invigilator_is_not_asked_for_monitoring(made: Made, authorisation: Authorisation) -> None:
    forge.alter(authorisation, person=made.crew.ina)
    overdue(authorisation)
    sitting = a_sitting(made)
    declared(made.crew.ina, sitting)
    by = acting(made.crew.max)
    assert sittings.put_on_duty(by=by, sitting=sitting, person=made.crew.ina, duty=Duty.INVIGILATOR)


def test_sitting_does_not_begin_with_overdue_examiners_alone_and_goes_on_when_it_has_begun(
    made: Made, cast: Cast, carla: Candidacy, authorisation: Authorisation
) -> None:
    sitting = a_sitting(made, channel="person")
    seat, by = booked(carla, sitting), acting(made.crew.erik)
    declared(made.crew.erik, sitting)
    on_duty(made, sitting)
    marking = assigned(made, seat)
    sitting = sittings.check_conditions(by=by, sitting=Sitting.reloaded(sitting.pk), answers=all_met(sitting))
    overdue(authorisation)
    refused("R-47", sittings.open, by=by, sitting=sitting)

    forge.alter(authorisation, from_on=house_clock.today())
    a_verified_release()
    assert sittings.open(by=by, sitting=sitting).state == SittingState.OPEN
    overdue(authorisation)
    attempt = checked_in(made, seat)

    handed = markings.submit(by=by, marking=marking, steps=done(attempt.checklist))

    assert handed.state == MarkingState.SUBMITTED
    assert sittings.close(by=by, sitting=Sitting.reloaded(sitting.pk)).state == SittingState.CLOSED


def test_marking_is_assigned_within_language_and_part_only(
    made: Made, carla: Candidacy, authorisation: Authorisation
) -> None:
    attempt = booked(carla, a_sitting(made, channel="person"))
    declared(made.crew.erik, attempt)
    forge.alter(carla.application, language="fr")
    assert "fr" in str(refused("R-47", assigned, made=made, attempt=attempt).sentence)
    forge.alter(carla.application, language="de")
    forge.alter(authorisation, fields="W")
    refused("R-47", assigned, made=made, attempt=attempt)
    forge.alter(authorisation, fields="")
    overdue(authorisation)
    refused("R-47", assigned, made=made, attempt=attempt)

    forge.alter(authorisation, from_on=house_clock.today())

    assert assigned(made, attempt).attempt == attempt
