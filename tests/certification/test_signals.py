"""Decisions on people to whom somebody of the body is tied."""

from datetime import timedelta
from typing import Any

from guildhall.certification import signals
from guildhall.certification.models import DecisionFile
from tests.cast import Cast
from tests.certification.making import granted
from tests.exams.making import tied
from tests.making import Made


def test_decision_on_a_relative_of_our_people_is_seen(made: Made, cast: Cast, file: DecisionFile, clock: Any) -> None:
    granted(made, file)
    assert list(signals.decision_on_somebody_tied.query()) == []

    tied(cast, made.crew.ella, cast.carla)
    (hint,) = signals.decision_on_somebody_tied.query()

    assert (hint.about, hint.value) == (file.ref, 1.0)
    assert hint.concerns == sorted([made.crew.ella.pk, made.crew.dora.pk])
    assert hint.words % hint.figures == f"{file.number} decided on somebody to whom 1 of our people declared a tie."

    clock.move(timedelta(days=366))
    assert list(signals.decision_on_somebody_tied.query()) == []
