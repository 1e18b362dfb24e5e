"""People learn: evidence in their files, a trainee beside an examiner, and what monitoring showed and what helped."""

from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from guildhall.demo import learning
from guildhall.demo.body import Body
from guildhall.exams.models import Sitting
from guildhall.identity.roles import EXAMINER, INVIGILATOR
from guildhall.kernel import clock
from guildhall.personnel.acts import clearances, evidence, measures, needs, supervision
from guildhall.personnel.models import Measure, Need, Supervision

KEEPER, LEARNER, TRAINEE, SUPERVISOR = "quality", "expert4", "panel3", "expert4"
BESIDE = (32, 12)
"""How many days ago the trainee sat beside the examiner at a practical examination."""


def tell(body: Body) -> None:
    """A need that monitoring found is settled by its effect; another is planned for; a trainee is nearly there."""
    diary = body.diary
    diary.ago(500, partial(_show, body), "10:00")
    diary.ago(9, partial(_show_more, body), "19:00")
    diary.ago(216, partial(_find, body, LEARNER, EXAMINER.code, "monitoring", 120), "11:30")
    diary.ago(210, partial(_plan, body, "marking", LEARNER, ahead=14), "10:00")
    diary.ago(196, partial(_hold, body, "marking"), "17:00")
    diary.ago(128, partial(_see_the_effect, body, LEARNER), "15:00")
    diary.ago(14, partial(_find, body, "invigilator1", INVIGILATOR.code, "wish", 60), "11:00")
    diary.ago(10, partial(_plan, body, "calm", "invigilator1", ahead=24), "11:30")
    diary.ago(47, partial(_begin_supervision, body), "09:00")
    for days in BESIDE:
        diary.ago(days, partial(_declare, body, days), "08:10")
        diary.ago(days, partial(_work_beside, body, days), "16:30")


def _show(body: Body) -> None:
    """What people have learned lies in their files, and somebody else has looked at it."""
    for key, shown in learning.SHOWN.items():
        added = evidence.add(by=body.by(key), person=body.people[key], obtained_on=body.days.on(1400), **vars(shown))
        evidence.verify(by=body.by(KEEPER), evidence=added)


def _show_more(body: Body) -> None:
    """The trainee has added something that nobody has looked at yet."""
    person, today = body.people[TRAINEE], clock.today()
    evidence.add(by=body.by(TRAINEE), person=person, obtained_on=today, **vars(learning.SHOWN_LATELY))


def _find(body: Body, key: str, role: str, source: str, days: int) -> None:
    needs.find(
        by=body.by(KEEPER),
        person=body.people[key],
        role=role,
        scope=body.scheme.scope,
        source=source,
        words=learning.NEEDS[key],
        due_on=clock.today() + timedelta(days=days),
    )


def _need(body: Body, key: str) -> Need:
    return Need.objects.select_related(*Need.reload_with).filter(person=body.people[key]).latest("number")


def _plan(body: Body, name: str, key: str, ahead: int) -> None:
    """A measure that several may attend; who needs it is entered for their need."""
    by, told, need = body.by(KEEPER), learning.MEASURES[name], _need(body, key)
    asked: dict[str, Any] = {"planned_on": clock.today() + timedelta(days=ahead), "hours": Decimal(4)}
    made = measures.plan(by=by, **vars(told), **asked)
    measures.enrol(by=by, measure=made, person=need.person, need=need)
    measures.enrol(by=by, measure=made, person=body.people[learning.ALONG[name]])


def _hold(body: Body, name: str) -> None:
    made = next(each for each in Measure.objects.all() if each.title == learning.MEASURES[name].title)
    attended = [each.person.number for each in made.attendances.select_related("person")]
    measures.hold(by=body.by(KEEPER), measure=made, held_on=clock.today(), attended=attended)


def _see_the_effect(body: Body, key: str) -> None:
    needs.meet(by=body.by(KEEPER), need=_need(body, key), findings=learning.EFFECT)


def _begin_supervision(body: Body) -> None:
    asked = {"person": body.people[TRAINEE], "supervisor": body.people[SUPERVISOR]}
    supervision.begin(by=body.by(KEEPER), role=EXAMINER.code, scope=body.scheme.scope, **asked)


def _sitting(body: Body, days: int) -> Sitting:
    """The practical examination of that day."""
    begins = body.days.ago(days, "09:00")
    return Sitting.objects.get(component=body.component("P"), begins_at=begins)


def _declare(body: Body, days: int) -> None:
    """A trainee declares on conflicts like everybody else who takes part."""
    clearances.declare(by=body.by(TRAINEE), person=body.people[TRAINEE], about=_sitting(body, days).ref)


def _work_beside(body: Body, days: int) -> None:
    phase = Supervision.objects.select_related(*Supervision.reload_with).get(person=body.people[TRAINEE])
    clearance = phase.person.clearances.get(about=_sitting(body, days).ref)
    supervision.record(
        by=body.by(SUPERVISOR),
        supervision=phase,
        clearance=clearance,
        worked_on=clock.today(),
        is_satisfactory=True,
        words=learning.BESIDE[days],
    )
