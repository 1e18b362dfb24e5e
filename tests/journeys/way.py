"""What happens behind the browser while somebody goes the whole way, from signing up to the certificate.

``python -m tests.journeys.way prepare`` founds the body with a released form and a planned sitting, and signs the staff
in; the other commands are the steps that others take meanwhile. Run in the installation's own environment; each prints
JSON.
"""

# ruff: noqa: E402  # Django is set up before what needs it

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildhall.settings")

import django

django.setup()

from django.conf import settings
from django.test import Client

from guildhall.exams.acts import results
from guildhall.exams.models import Attempt, Candidacy, Result
from guildhall.identity.models import Grant, Person, Scope
from guildhall.identity.roles import DECIDER
from guildhall.kernel import clock
from guildhall.personnel.acts import trainings
from guildhall.schemes.models import Component, Domain, Requirement, Scheme, SchemeVersion, Stage
from tests.applications.making import found
from tests.cast import Cast, acting, engage, meet_declaration, sign_in
from tests.certification.making import authorised
from tests.exams.delivery.forging import a_form
from tests.exams.making import a_sitting, booked, checked_in, marked, opened, reconciled
from tests.making import PARTS, Crew, Made, a_scheme
from tests.personnel.making import found_competent

STAFF = ("rob", "dora", "dirk", "ella")


def prepare() -> dict[str, str]:
    """A scheme in effect with a sitting ahead; Dora, Dirk and Ella may decide. The sessions of the staff."""
    settings.ALLOWED_HOSTS = ["*"]
    cast = engage()
    made = a_scheme(cast)
    authorised(cast, made)
    found_competent(cast, made.crew.ella, DECIDER, made.scope)
    meet_declaration(Grant.objects.get(person=made.crew.ella, role=DECIDER.code))
    a_sitting(made, mode="remote", form=a_form(made, 8))
    people = {**{name: getattr(made.crew, name) for name in STAFF}, "quinn": cast.quinn}
    return {name: _session(person) for name, person in people.items()}


def _session(person: Person) -> str:
    return str(sign_in(Client(), person).cookies[settings.SESSION_COOKIE_NAME].value)


def train() -> dict[str, str]:
    """Olive records that Ella trained the applicant years ago."""
    cast, made, candidacy = _at()
    training = trainings.record(
        by=acting(cast.olive),
        person=candidacy.person,
        trainer=made.crew.ella,
        scope=made.scope,
        title="Rescue at height",
        ended_on=clock.today() - timedelta(days=1200),
    )
    return {"training": training.number}


def seat() -> dict[str, str]:
    """The sitting is opened, and the candidate who booked comes and is checked in."""
    _, made, candidacy = _at()
    attempt = Attempt.objects.select_related(*Attempt.reload_with).get(candidacy=candidacy)
    opened(made, attempt.sitting)
    return {"attempt": str(checked_in(made, attempt).pk)}


def practise() -> dict[str, str]:
    """The practical examination: Erik examines, marks and closes; the written one is closed as well."""
    _, made, candidacy = _at()
    written = Attempt.objects.select_related(*Attempt.reload_with).get(candidacy=candidacy)
    reconciled(made, written.sitting)
    planned = a_sitting(made, channel="person")
    attempt = booked(candidacy, planned)
    sitting = opened(made, planned)
    attempt = checked_in(made, attempt)
    marked(made, attempt, made.crew.erik)
    reconciled(made, sitting)
    return {"attempt": str(attempt.pk)}


def release() -> dict[str, bool]:
    """Max verifies and releases what the worker scored."""
    _, made, candidacy = _at()
    by = acting(made.crew.max)
    for attempt in Attempt.objects.filter(candidacy=candidacy):
        result = _scored(attempt)
        results.release(by=by, result=results.verify(by=by, result=result))
    return {each.attempt.component.code: each.passed for each in Result.objects.filter(attempt__candidacy=candidacy)}


def _scored(attempt: Attempt, seconds: float = 60) -> Result:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if result := Result.objects.select_related(*Result.reload_with).filter(attempt=attempt).first():
            return result
        time.sleep(0.3)
    raise TimeoutError(f"Nobody scored {attempt.number}.")


def show_experience() -> dict[str, str]:
    """Rob finds that what is due before the decision is met."""
    _, made, candidacy = _at()
    found(made, candidacy.application, Stage.DECISION)
    return {}


def _at() -> tuple[Cast, Made, Candidacy]:
    """Everybody and everything again, and the one candidacy."""
    return *everybody(), Candidacy.objects.select_related(*Candidacy.reload_with).get()


def everybody() -> tuple[Cast, Made]:
    """The cast and the one scheme with its crew, read back as they were made."""
    people = {each.given_name: each for each in Person.objects.all()}
    cast = Cast(
        body=Scope.objects.get(kind="body"),
        tom=people["Tomasz"],
        **{name: people[name.title()] for name in ("ada", "quinn", "olive", "carla", "gero", "otto")},
    )
    version = SchemeVersion.objects.get()
    made = Made(
        scope=Scope.objects.get(kind="scheme"),
        crew=Crew(**{name: people[given] for name, (given, _, _) in PARTS.items()}),
        scheme=Scheme.objects.get(),
        version=version,
        written=Component.objects.get(version=version, code="W"),
        practical=Component.objects.get(version=version, code="P"),
        domains={each.code: each for each in Domain.objects.filter(version=version)},
        requirements={each.code: each for each in Requirement.objects.filter(version=version)},
    )
    return cast, made


COMMANDS: dict[str, Callable[[], Any]] = {
    each.__name__: each for each in (prepare, train, seat, practise, release, show_experience)
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(COMMANDS[sys.argv[1]]()))
