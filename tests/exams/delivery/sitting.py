"""Carla on her way into an examination in the browser, by acts: booked, opened, checked in, pledged, started."""

from typing import Any

from guildhall.exams.acts import sitting_down
from guildhall.exams.models import Attempt, Candidacy
from tests.cast import acting
from tests.exams.making import a_sitting, booked, checked_in, opened
from tests.making import Made


def ready(made: Made, candidacy: Candidacy, **more: Any) -> Attempt:
    """Checked in at an open sitting, and pledged."""
    planned = a_sitting(made, **more)
    attempt = booked(candidacy, planned)
    opened(made, planned)
    return checked_in(made, attempt)


def started(made: Made, candidacy: Candidacy, **more: Any) -> Attempt:
    """In progress since now."""
    return sitting_down.start(by=acting(candidacy.person), attempt=ready(made, candidacy, **more))
