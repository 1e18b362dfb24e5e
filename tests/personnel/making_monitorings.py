"""Monitorings, ties and courses for tests, made through acts as people make them.

Quinn plans monitorings, Ada holds and concludes them; Erik is who is monitored, unless another is named.
"""

from datetime import date, timedelta
from typing import Any

from django.utils.module_loading import autodiscover_modules

from guildhall.identity import grants
from guildhall.identity.acts import grants as conditions
from guildhall.identity.acts import persons
from guildhall.identity.models import Condition, Person, Scope
from guildhall.identity.roles import EXAMINER
from guildhall.jobs import queueing
from guildhall.jobs.models import Job
from guildhall.kernel import actors, clock, identifiers
from guildhall.ledger import followers, sequencer
from guildhall.personnel import jobs, observation
from guildhall.personnel.acts import courses, declarations, interests, monitorings, texts
from guildhall.personnel.models import Course, Interest, Monitoring, MonitoringKind
from guildhall.personnel.queries import draft_of, in_force, text_in_effect
from tests.cast import Cast, acting
from tests.personnel.making import Bench

WORDS = "I act impartially, name my interests, and keep to myself what I learn."


def follow() -> None:
    """Let everything that follows from the acts done so far come about."""
    autodiscover_modules("followers")
    while sequencer.run() + followers.advance_all():
        pass


def do_job(kind: Any) -> None:
    """Do a job of the house as the worker does it."""
    token = queueing.running.set(Job(id=identifiers.new_id(), kind=kind.name))
    try:
        kind.run({})
    finally:
        queueing.running.reset(token)


def look() -> None:
    """Let the house look for undeclared conflicts."""
    follow()
    do_job(jobs.look_for_conflicts)


def let_roles_last() -> None:
    """Let declarations and authorisations carry every role that was given for ten years."""
    machines = {grants.DECLARATION: "declarations", grants.AUTHORISATION: "authorisations"}
    for each in Condition.objects.filter(kind__in=machines).select_related("grant__person"):
        machine, clauses = actors.machine(machines[each.kind]), tuple(each.clauses.split())
        until = date(2036, 1, 1)
        conditions.condition(
            by=machine, grant=each.grant, kind=each.kind, until_on=until, rule=each.rule, clauses=clauses
        )


def a_monitoring(bench: Bench, person: Person | None = None, **other: Any) -> Monitoring:
    """The monitoring of Erik, planned by Quinn for today, to be held by Ada."""
    asked: dict[str, Any] = {
        "person": person or bench.erik,
        "role": EXAMINER.code,
        "scope": bench.scope,
        "kind": MonitoringKind.OBSERVATION,
        "monitor": bench.cast.ada,
        "planned_on": clock.today(),
    }
    return monitorings.plan(by=acting(bench.cast.quinn), **{**asked, **other})


def answers(kind: str = MonitoringKind.OBSERVATION, **other: str) -> dict[str, dict[str, str]]:
    """Every question of a form met, but for those that are named: ``answers(fairness="not-met")``."""
    return {
        each.code: {"found": other.get(each.code, "met"), "note": "Seen twice." if each.code in other else ""}
        for each in observation.FORMS[kind]
    }


def reported(monitoring: Monitoring, **other: str) -> Monitoring:
    """The monitoring, held today and reported by who held it."""
    told = {"held_on": clock.today(), "answers": answers(monitoring.kind, **other), "findings": "A calm day."}
    return monitorings.report(by=acting(monitoring.monitor), monitoring=monitoring, **told)


def satisfactory(bench: Bench, person: Person | None = None, **other: Any) -> Monitoring:
    """A monitoring that Ada found satisfactory."""
    seen = reported(a_monitoring(bench, person, **other))
    return monitorings.accept(by=acting(bench.cast.ada), monitoring=seen, reasons="Keeps to the procedure.")


def with_measures(bench: Bench, days: int = 30) -> Monitoring:
    """A monitoring after which Ada asked for measures."""
    seen = reported(a_monitoring(bench), fairness="not-met")
    until = clock.today() + timedelta(days=days)
    asked = {"reasons": "Gave hints.", "measures": "Trains with Ella.", "measures_until": until}
    return monitorings.ask_measures(by=acting(bench.cast.ada), monitoring=seen, **asked)


def failed(bench: Bench) -> Monitoring:
    """A monitoring that Ada found not satisfactory."""
    seen = reported(a_monitoring(bench), fairness="not-met", criteria="not-met")
    return monitorings.fail(by=acting(bench.cast.ada), monitoring=seen, reasons="Helped a candidate through a step.")


def signed(cast: Cast, person: Person, *ties: dict[str, Any]) -> list[Interest]:
    """Somebody signs their declaration, in which they name these interests; a text is put into effect before."""
    if text_in_effect() is None:
        proposed = texts.propose(by=acting(cast.quinn), words=WORDS)
        texts.approve(by=acting(cast.tom), text=proposed)
    by = acting(person)
    draft = declarations.make(by=by, person=person)
    named = [interests.declare(by=by, declaration=draft, **tie) for tie in ties]
    declarations.sign(by=by, declaration=draft, nothing_to_declare=not ties)
    return named


def declared(person: Person, **tie: Any) -> Interest:
    """Somebody adds an interest to the declaration that is in force, or that they are writing."""
    declaration = draft_of(person.pk) or in_force(person.pk, clock.today())
    assert declaration is not None
    return interests.declare(by=acting(person), declaration=declaration, **tie)


def tie(kind: str = "employment", party: str = "Windpark Nord GmbH", **other: Any) -> dict[str, Any]:
    """What is said of a tie."""
    return {"kind": kind, "party": party, "description": "Since two years.", **other}


def a_course(trainer: Person, scope: Scope, *, by: Person | None = None, **other: Any) -> Course:
    """A course of two days that ended yesterday, declared by who gave it."""
    given: dict[str, Any] = {
        "title": "Blades",
        "organisation": "Windschule Nord",
        "began_on": clock.today() - timedelta(days=2),
        "ended_on": clock.today() - timedelta(days=1),
    }
    return courses.declare(by=acting(by or trainer), trainer=trainer, scope=scope, **{**given, **other})


def somebody(cast: Cast, name: str = "Nora Nachbar", **other: Any) -> Person:
    """A person who is registered by operations."""
    given, _, family = name.partition(" ")
    return persons.register(by=acting(cast.olive), given_name=given, family_name=family, **other)
