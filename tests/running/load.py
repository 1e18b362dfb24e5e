"""The load of the kill tests: a web server that does acts, a worker that does jobs, and what must be true afterwards.

``granian tests.running.load:application`` and ``python -m tests.running.load worker|found|check``. One act registers a
person, gives them a role and queues a job; the job gives them another. Nothing of it may ever be there by half.
"""

# ruff: noqa: E402  # Django is set up before what needs it

import json
import logging
import os
import random
import signal
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildhall.settings")

import django

django.setup()

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.urls import path

from guildhall.identity.acts import grants, persons
from guildhall.identity.models import Condition, Grant, Person, Scope
from guildhall.identity.permissions import holds
from guildhall.identity.roles import ADMINISTRATOR, ASSESSOR, OPERATIONS
from guildhall.jobs.declared import job
from guildhall.jobs.models import Job
from guildhall.jobs.queueing import queue, step
from guildhall.jobs.worker import Worker
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.ledger.acts import act
from guildhall.ledger.models import Entry
from guildhall.ledger.records import Record, find

NAME = "Loadling"


@job("running.follow", attempts=100)
def follow(*, person: str) -> None:
    """Give the person another role, in two steps with time to die between them."""
    found = find(person)
    assert isinstance(found, Person)
    time.sleep(random.uniform(0, 0.03))
    give(step("assessor"), _ada(), found, ASSESSOR.code)
    time.sleep(random.uniform(0, 0.03))


@act("running.pair.make", permission=holds(ADMINISTRATOR), sentence="made a pair")
def make(*, by: Actor) -> Person:
    """Register a person and give them a role: three acts, one transaction."""
    person = persons.register(by=by, given_name=NAME, family_name=NAME)
    grants.give(by=by, person=person, role=OPERATIONS.code, scope=_body(), from_on=clock.today())
    queue(follow, person=person.ref)
    return person


def give(once: str, by: Actor, person: Person, role: str) -> None:
    grants.give.once(once)(by=by, person=person, role=role, scope=_body(), from_on=clock.today())


def _body() -> Scope:
    return Scope.objects.get(kind="body")


def _ada() -> Actor:
    return actors.person(Grant.objects.get(role=ADMINISTRATOR.code).person_id)


def done(request: HttpRequest, once: str) -> HttpResponse:
    return HttpResponse(make.once(once)(by=_ada()).number)


urlpatterns = [path("do/<str:once>", done)]
settings.ROOT_URLCONF = "tests.running.load"
settings.MIDDLEWARE = []
application = get_wsgi_application()


def check() -> dict[str, object]:
    """What is there: everything must agree with everything."""
    made = set(Entry.objects.filter(act="running.pair.make", outcome="done").values_list("result", flat=True))
    people = Person.objects.filter(grants__role=OPERATIONS.code)
    return {
        "acts": sorted(Entry.objects.filter(act="running.pair.make").values_list("once", flat=True)),
        "persons": Person.objects.exclude(grants__role=ADMINISTRATOR.code).count(),
        "persons with their act": sum(person.ref in made for person in people),
        "roles given": Grant.objects.filter(role=OPERATIONS.code).count(),
        "conditions": Condition.objects.count(),
        "jobs": Job.objects.filter(kind="running.follow").count(),
        "jobs done": Job.objects.filter(kind="running.follow", state="done").count(),
        "roles of jobs": Grant.objects.filter(role=ASSESSOR.code).count(),
        "entries without effect": _without_effect(),
        "effects without entry": _without_entry(Person, "identity.person.register")
        + _without_entry(Grant, "identity.grant.give"),
        "states of jobs": dict(Job.objects.values_list("state").annotate(Count("id"))),
        "tried again": Job.objects.filter(kind="running.follow", attempts_made__gt=1).count(),
    }


def _without_effect() -> int:
    entries = Entry.objects.filter(act__in=["identity.person.register", "identity.grant.give"], outcome="done")
    there = {each.ref for model in (Person, Grant) for each in model.objects.all()}
    return sum(entry.result not in there for entry in entries)


def _without_entry(model: type[Record], act_name: str) -> int:
    told = list(Entry.objects.filter(act=act_name, outcome="done").values_list("result", flat=True))
    return sum(told.count(each.ref) != 1 for each in model._base_manager.all())


def work() -> None:
    logging.basicConfig(level=logging.WARNING)
    worker = Worker()
    signal.signal(signal.SIGTERM, lambda *_: worker.stopping.set())
    worker.run()


def found() -> None:
    from tests.cast import found as founded

    founded()


if __name__ == "__main__":
    {"worker": work, "found": found, "check": lambda: sys.stdout.write(json.dumps(check()))}[sys.argv[1]]()
