"""What markings show: an examiner unlike their peers, and one provider's candidates before one examiner."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from guildhall.exams import signals
from guildhall.exams.models import Attempt, Candidacy, Marking, Result, Sitting
from guildhall.identity.models import Person
from guildhall.kernel import clock as house_clock
from guildhall.personnel.models import Course, Organisation, Participation
from tests import forge
from tests.exams.making import a_sitting
from tests.making import Made


@pytest.fixture
def sitting(made: Made) -> Sitting:
    return a_sitting(made, channel="person")


def examined(made: Made, carla: Candidacy, sitting: Sitting, examiner: Person, passed: bool, **of: Any) -> Attempt:
    """An attempt that somebody marked and whose result is released; many of them stand for a year of work."""
    number = f"AT-1999-{Attempt.objects.count():06d}"
    by = {"booked_by": "machine:test", "minutes": 60, "channel": "person", "state": "released"}
    belongs = {"person": carla.person, "candidacy": carla, "component": made.practical, "sitting": sitting, **of}
    attempt = forge.put(Attempt, number=number, **belongs, **by)
    when = {"submitted_at": house_clock.now(), "submitted_by": f"person:{examiner.pk}"}
    forge.put(Marking, attempt=attempt, examiner=examiner, part="first", state="submitted", **when)
    points = {"score": Decimal(8), "maximum": Decimal(10), "cut": Decimal(7), "scored_by": "machine:test"}
    let_out = {"released_by": made.crew.max, "released_at": house_clock.now()}
    forge.put(Result, attempt=attempt, state="released", passed=passed, **points, **let_out)
    return attempt


def test_examiner_who_passes_everybody_is_seen(made: Made, carla: Candidacy, sitting: Sitting) -> None:
    for number in range(12):
        examined(made, carla, sitting, made.crew.erik, True)
        examined(made, carla, sitting, made.crew.ella, number % 2 == 0)

    hints = {hint.about: hint for hint in signals.pass_rate_of_examiner.query()}

    erik = hints[made.crew.erik.ref]
    assert erik.concerns == (made.crew.erik.pk,)
    assert erik.figures == {"passed": 12, "count": 12, "rate": "100", "low": "64", "high": "100", "expected": "50"}
    assert erik.value > erik.limit > 0
    assert "Examin" not in erik.words % erik.figures


def test_examiners_alike_are_not_seen(made: Made, carla: Candidacy, sitting: Sitting) -> None:
    for number in range(12):
        examined(made, carla, sitting, made.crew.erik, number % 3 != 0)
        examined(made, carla, sitting, made.crew.ella, number % 2 == 0)

    assert list(signals.pass_rate_of_examiner.query()) == []


def test_results_of_long_ago_and_unreleased_ones_do_not_count(
    made: Made, carla: Candidacy, sitting: Sitting, clock: Any
) -> None:
    for _ in range(12):
        examined(made, carla, sitting, made.crew.erik, True)
        attempt = examined(made, carla, sitting, made.crew.ella, False)
    assert len(list(signals.pass_rate_of_examiner.query())) == 2

    for result in Result.objects.filter(attempt__markings__examiner=made.crew.ella).exclude(attempt=attempt):
        forge.alter(result, state="void")
    assert list(signals.pass_rate_of_examiner.query()) == []


def test_markings_are_compared_for_two_years(made: Made, carla: Candidacy, sitting: Sitting, clock: Any) -> None:
    for _ in range(12):
        examined(made, carla, sitting, made.crew.erik, True)
        examined(made, carla, sitting, made.crew.ella, False)
    clock.move(days=729)
    assert len(list(signals.pass_rate_of_examiner.query())) == 2
    clock.move(days=2)
    assert list(signals.pass_rate_of_examiner.query()) == []


def prepared(made: Made, people: list[Person]) -> Organisation:
    """One school prepared these people for the scheme."""
    told = {"registered_by": "machine:test"}
    school = forge.put(Organisation, number="ORG-1", name="Windschule", digest="d", **told)
    days = {"began_on": house_clock.today() - timedelta(days=9), "ended_on": house_clock.today() - timedelta(days=8)}
    about = {
        "number": "CO-1",
        "title": "Blades",
        "organisation": school,
        "scope": made.scope,
        "told_by": "machine:test",
    }
    course = forge.put(Course, **about, **days)
    for person in people:
        forge.put(Participation, person=person, course=course, told_by="machine:test")
    return school


def test_same_examiner_for_the_same_provider_is_seen(made: Made, carla: Candidacy, sitting: Sitting, cast: Any) -> None:
    trained = [made.crew.ivo, made.crew.rita, made.crew.abel, made.crew.pia, made.crew.pit]
    for person in trained:
        examined(made, carla, sitting, made.crew.erik, True, person=person)
    examined(made, carla, sitting, made.crew.ella, True)
    assert list(signals.one_provider_before_one_examiner.query()) == []

    school = prepared(made, trained)
    (hint,) = signals.one_provider_before_one_examiner.query()

    assert hint.about == f"{school.ref}/{made.crew.erik.pk}"
    assert (hint.figures, hint.value, hint.concerns) == ({"candidates": 5, "of": 5}, 100.0, (made.crew.erik.pk,))
