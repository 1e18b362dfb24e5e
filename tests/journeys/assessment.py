"""The body in which an examiner begins, a course bars another one, and equipment runs out of calibration.

Everybody of the scheme works there already, by an instruction that its examiners acknowledged. Nora is new.
"""

from datetime import timedelta

from guildhall.exams.acts import sittings
from guildhall.exams.models import Sitting
from guildhall.identity.acts import persons
from guildhall.identity.models import Person
from guildhall.identity.roles import EVALUATOR, EXAMINER
from guildhall.kernel import clock
from guildhall.personnel.acts import texts
from tests.cast import Cast, acting, authorise, engage
from tests.documents.making import CHECK, acknowledged, distributed, in_effect
from tests.exams.making import a_candidate, a_sitting, all_met, booked, checked_in, declared, opened, staffed
from tests.journeys.behind import sessions
from tests.journeys.way import everybody
from tests.making import Made, a_scheme
from tests.personnel.making_posts import organised
from tests.personnel.making_resources import an_instrument, calibrated

WORDS = "I act impartially, name my interests, and keep to myself what I learn."
EXAMINING = "# On the spot\n\nWhoever examines names their interests first, and marks by the checklist alone."
TOOLS = "Hall of tools"


def prepare() -> dict[str, str]:
    """A scheme in effect with its crew, posts, a text to declare by, and Nora who is new and holds nothing."""
    cast = engage()
    made, nora = a_scheme(cast), _newcomer(cast)
    organised(cast)
    texts.approve(by=acting(cast.tom), text=texts.propose(by=acting(cast.quinn), words=WORDS))
    authorise(cast.ada, EVALUATOR, made.scope)
    _instructed(cast, made)
    return sessions([cast.tom, cast.quinn, cast.ada, cast.olive, nora, made.crew.max, made.crew.erik])


def _newcomer(cast: Cast) -> Person:
    names = {"given_name": "Nora", "family_name": "Neuland", "email": "nora@nordlicht.example"}
    return persons.register(by=acting(cast.olive), is_personnel=True, **names)


def _instructed(cast: Cast, made: Made) -> None:
    """Examiners work by an instruction with a check, which those who are there have acknowledged."""
    told = {"kind": "instruction", "title": "How to examine on the spot"}
    instruction = in_effect(cast, "WI-EXAMINING", EXAMINING, **told)
    distributed(cast, instruction.document, EXAMINER, made.scope, questions=CHECK)
    for examiner in (made.crew.erik, made.crew.ella):
        acknowledged(examiner, instruction, CHECK[0]["right"])


def plan_one() -> dict[str, str]:
    """Max plans a practical examination that begins within the hour."""
    _, made = everybody()
    return {"sitting": str(a_sitting(made, channel="person").pk)}


def seat() -> dict[str, str]:
    """Carla is admitted, comes to a practical examination today and is checked in; Erik and Ella have declared."""
    cast, made = everybody()
    attempt = booked(a_candidate(made, cast), a_sitting(made, channel="person"))
    declared(made.crew.ella, attempt.sitting)
    opened(made, attempt.sitting)
    return {"attempt": str(checked_in(made, attempt).pk), "candidate": cast.carla.number}


def bring_tools() -> dict[str, str]:
    """A wrench is calibrated for ten days, and a sitting is planned on the ninth."""
    _, made = everybody()
    today, ahead = clock.today(), clock.now() + timedelta(days=9)
    wrench = calibrated(an_instrument(), until=today + timedelta(days=10))
    sitting = a_sitting(made, channel="person", place=TOOLS, begins_at=ahead)
    return {"tools": str(sitting.pk), "wrench": str(wrench.pk)}


def make_ready() -> dict[str, str]:
    """Erik is on duty at the sitting in the hall of tools, and finds its conditions met."""
    _, made = everybody()
    sitting = staffed(made, Sitting.objects.select_related(*Sitting.reload_with).get(place=TOOLS))
    sittings.check_conditions(by=acting(made.crew.erik), sitting=sitting, answers=all_met(sitting))
    return {}
