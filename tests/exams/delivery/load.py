"""Many candidates at once, for what kills and what measures: ``python -m tests.exams.delivery.load found|check ...``.

Run in an installation's own environment. `found` leaves attempts in progress and prints their tokens; `check` prints
what is in their journals.
"""
# ruff: noqa: E402  # Django is set up before what needs it

import json
import os
import sys
from datetime import timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildhall.settings")

import django

django.setup()

from django.db import transaction

from guildhall.exams.delivery import journal, tokens
from guildhall.exams.models import Attempt, Duty, SittingStaff
from guildhall.identity.acts import persons
from guildhall.identity.models import Person
from guildhall.kernel import clock
from tests import forge
from tests.cast import Cast, acting, engage
from tests.exams.delivery.forging import a_form, a_sitting, an_attempt
from tests.making import Made, a_scheme

ITEMS = 60


def found(count: str) -> list[dict[str, str]]:
    """The body, a form of sixty items, and so many candidates in the middle of it."""
    cast = engage()
    made = a_scheme(cast)
    return attempts(made, cast, int(count))


def waiting(count: int) -> list[dict[str, str]]:
    """The body, and so many candidates who are checked in and may start; an invigilator is on duty."""
    cast = engage()
    made = a_scheme(cast)
    not_begun = {"state": "checked-in", "started_at": None, "deadline_at": None, "epoch": 0, "answer_key": ""}
    told = attempts(made, cast, count, **not_begun)
    sitting = Attempt.objects.get(pk=told[0]["attempt"]).sitting
    forge.put(SittingStaff, sitting=sitting, person=made.crew.ina, duty=Duty.INVIGILATOR)
    return told


def attempts(made: Made, cast: Cast, count: int, **values: Any) -> list[dict[str, str]]:
    """So many attempts, in progress unless `values` say otherwise, each of another candidate."""
    sitting = a_sitting(made, a_form(made, ITEMS))
    people = [_somebody(cast, number) for number in range(count)]
    told = {"minutes": 180, "deadline_at": clock.now() + timedelta(minutes=180), **values}
    with transaction.atomic():
        made_attempts = [an_attempt(made, sitting, person, **told) for person in people]
    return [_told(each) for each in made_attempts]


def _somebody(cast: Cast, number: int) -> Person:
    email = f"load{number}@journey.example"
    return persons.register(by=acting(cast.olive), given_name="Load", family_name=str(number), email=email)


def _told(attempt: Attempt) -> dict[str, str]:
    token = tokens.mint(attempt) if attempt.deadline_at else ""
    return {"attempt": str(attempt.pk), "person": str(attempt.person_id), "token": token}


def check() -> dict[str, list[list[Any]]]:
    """What every journal holds: number, position and first text of each answer."""
    return {
        str(attempt.pk): [
            [each.answer.seq, each.answer.position, each.answer.response["RESPONSE"][0]]
            for each in journal.kept(attempt)
        ]
        for attempt in Attempt.objects.select_related("person")
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps({"found": found, "check": check}[sys.argv[1]](*sys.argv[2:])))
