"""A house with one examination today, and what happens behind the candidate's browser while they sit it.

``python -m tests.journeys.examining prepare remote 3`` founds the body, and leaves three candidates checked in at an
open sitting; ``... act interrupt ATTEMPT`` lets the invigilator interrupt; ``... tell ATTEMPT`` says what came of it.
Run in the installation's own environment; each prints JSON.
"""

# ruff: noqa: E402  # Django is set up before what needs it

import json
import os
import sys
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildhall.settings")

import django

django.setup()

from django.conf import settings
from django.test import Client

from guildhall.exams import scoring
from guildhall.exams.acts import sitting_down
from guildhall.exams.delivery import digests, journal
from guildhall.exams.models import Attempt, Candidacy, Duty
from guildhall.identity.acts import persons
from guildhall.identity.models import Person
from tests.applications.making import with_extra_time
from tests.cast import Cast, acting, engage, sign_in
from tests.exams.delivery.forging import a_form
from tests.exams.making import a_candidate, a_sitting, booked, checked_in, opened
from tests.making import Made, a_scheme


def prepare(mode: str, candidates: str) -> list[dict[str, str]]:
    """Candidates checked in, with extra time and reading aloud granted: their attempts and their sessions."""
    settings.ALLOWED_HOSTS = ["*"]
    cast = engage()
    made = a_scheme(cast)
    planned = a_sitting(made, mode=mode, form=a_form(made, 8))
    people = [_somebody(cast, number) for number in range(int(candidates))]
    seats = [booked(_admitted(made, cast, person), planned) for person in people]
    opened(made, planned)
    return [
        {"attempt": str(checked_in(made, seat).pk), "session": _session(person)}
        for seat, person in zip(seats, people, strict=True)
    ]


def _somebody(cast: Cast, number: int) -> Person:
    name = f"Candidate{number}"
    email = f"{name.lower()}@journey.example"
    return persons.register(by=acting(cast.olive), given_name=name, family_name="Journey", email=email)


def _admitted(made: Made, cast: Cast, person: Person) -> Candidacy:
    candidacy = a_candidate(made, cast, person)
    with_extra_time(made, candidacy.application, 25, read_aloud=True)
    return candidacy


def _session(person: Person) -> str:
    return str(sign_in(Client(), person).cookies[settings.SESSION_COOKIE_NAME].value)


def act(name: str, pk: str) -> dict[str, Any]:
    """What the invigilator of the attempt does."""
    attempt = _attempt(pk)
    staff = attempt.sitting.staff.get(duty=Duty.INVIGILATOR)
    more = {"interrupt": {"reason": "Fire alarm"}, "resume": {}, "let-change": {"elsewhere": True}}[name]
    done = getattr(sitting_down, "interrupt" if name == "interrupt" else "resume")
    return {"state": done(by=acting(staff.person), attempt=attempt, **more).state}


def tell(pk: str) -> dict[str, Any]:
    """What is in the journal of an attempt, and what it came to."""
    attempt = _attempt(pk)
    return {
        "handed_in": attempt.completed_at is not None,
        "epoch": attempt.epoch,
        "counted": {at: dict(each.answer.response) for at, each in journal.counted(attempt).items()},
        "late": len(journal.late(attempt)),
        "whole": digests.is_whole(attempt),
        "scores": [float(each.score) for each in scoring.item_scores(attempt)],
    }


def _attempt(pk: str) -> Attempt:
    found = Attempt.reloaded(pk)  # type: ignore[arg-type]  # the identifier as text
    assert found
    return found


if __name__ == "__main__":
    command = {"prepare": prepare, "act": act, "tell": tell}[sys.argv[1]]
    sys.stdout.write(json.dumps(command(*sys.argv[2:])))
