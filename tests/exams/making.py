"""Forms, sittings, candidates and results for tests, made through acts as people make them.

Max assembles, Rita signs the content off and Ava verifies; Ina invigilates, Erik and Ella examine, Olive types paper in
beside Ina, and Max verifies and releases.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from guildhall.exams import conditions
from guildhall.exams.acts import (
    anomalies,
    attempts,
    candidacies,
    checklists,
    external,
    forms,
    markings,
    results,
    seats,
    sittings,
)
from guildhall.exams.lookthrough import check_of
from guildhall.exams.models import Attempt, Candidacy, Checklist, Duty, Form, Part, Result, Sitting
from guildhall.exams.queries import checklist_in_use, live_forms, placements, steps
from guildhall.exams.rules.anomalies import ANSWERED
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.ledger.records import Record
from guildhall.personnel.acts import clearances, declarations, interests, texts
from guildhall.personnel.queries import text_in_effect
from guildhall.schemes.models import Stage
from tests.applications.making import an_admitted, found
from tests.cast import Cast, acting
from tests.governance.making_providers import on_the_list
from tests.itembank.making import items_in_use
from tests.making import Made
from tests.personnel.making_resources import a_platform, a_verified_release, the_room

BLUEPRINT = {"A": 3, "B": 2, "C": 1}
SEEN = {"document": "Passport", "sight": "Photo and signature compared"}
SOON = timedelta(hours=1)


def declared(person: Person, record: Record) -> None:
    """Somebody declares that they have no conflict in a matter."""
    clearances.declare(by=acting(person), person=person, about=record.ref)


def tied(cast: Cast, person: Person, other: Person) -> None:
    """Somebody of the personnel declares that they are related to another person."""
    if text_in_effect() is None:
        proposed = texts.propose(by=acting(cast.quinn), words="I act impartially and name my interests.")
        texts.approve(by=acting(cast.tom), text=proposed)
    by = acting(person)
    draft = declarations.make(by=by, person=person)
    tie = {"kind": "family", "party": "A cousin", "description": "Grew up together", "concerned": other}
    interests.declare(by=by, declaration=draft, **tie)
    declarations.sign(by=by, declaration=draft)


def an_empty_form(made: Made, title: str = "Form 1") -> Form:
    """A form that Max has only begun."""
    return forms.begin(by=acting(made.crew.max), component=made.written, title=title)


def an_assembled_form(made: Made, title: str = "Form 1", seed: int = 7, **items: int) -> Form:
    """A form that Max filled to its blueprint from new items in use, and whose cut is set at four of six."""
    items_in_use(made, items or BLUEPRINT)
    by = acting(made.crew.max)
    form = forms.assemble(by=by, form=an_empty_form(made, title), seed=seed)
    study = {"cut": Decimal(4), "basis": "Modified Angoff, 5 judges", "comparability": "First form of its component."}
    return forms.set_standard(by=by, form=form, **study)


def a_verified_form(made: Made, title: str = "Form 1", **more: Any) -> Form:
    """A form that Rita signed off and Ava verified."""
    form = forms.propose(by=acting(made.crew.max), form=an_assembled_form(made, title, **more))
    form = forms.sign_content(by=acting(made.crew.rita), form=form, record="No overlap, no cueing.")
    return forms.verify(by=acting(made.crew.ava), form=form, record="Blueprint, keys and standard looked at.")


def a_form(made: Made, title: str = "Form 1", **more: Any) -> Form:
    """A released form of six items, of which four are needed; B is the right answer to each."""
    return forms.release(by=acting(made.crew.max), form=a_verified_form(made, title, **more))


def a_draft_checklist(made: Made) -> Checklist:
    """A checklist of three steps at two stations, eight points, the first step critical; Max wrote it."""
    by = acting(made.crew.max)
    checklist = checklists.draft(by=by, component=made.practical, title="Rescue and bolting", tolerance=Decimal(1))
    for station, words, points, critical in (
        ("Tower", "Secures themselves before climbing", 2, True),
        ("Tower", "Checks the fall arrester", 2, False),
        ("Hub", "Tightens bolts crosswise to the torque", 4, False),
    ):
        said = {"station": station, "words": words, "points": Decimal(points), "critical": critical}
        checklist = checklists.add_step(by=by, checklist=checklist, **said)
    return checklist


def a_checklist(made: Made) -> Checklist:
    """The checklist, approved by Ava."""
    return checklists.approve(by=acting(made.crew.ava), checklist=a_draft_checklist(made))


def a_sitting(
    made: Made,
    *,
    channel: str = "browser",
    begins_at: datetime | None = None,
    form: Form | None = None,
    checklist: Checklist | None = None,
    **more: Any,
) -> Sitting:
    """A sitting in an hour, planned by Max; the form or checklist is the one in use, or made."""
    practical, begins = channel == "person", begins_at or clock.now() + SOON
    if channel == "provider" and more.get("provider"):
        on_the_list(more["provider"])
    hands_out = channel in {"browser", "paper"}
    given: dict[str, Any] = {
        "component": made.practical if practical else made.written,
        "channel": channel,
        "mode": "room",
        "place": "Room 2",
        **where(channel, more.get("mode", "room")),
        "begins_at": begins,
        "ends_at": begins + timedelta(hours=3),
        "capacity": 10,
        "form": (form or live_forms(made.written).first() or a_form(made)) if hands_out else None,
        "checklist": (checklist or checklist_in_use(made.practical) or a_checklist(made)) if practical else None,
    }
    return sittings.plan(by=acting(made.crew.max), **{**given, **more})


def where(channel: str, mode: str) -> dict[str, Any]:
    """The approved room or platform in which a sitting is held; a provider has its own."""
    if channel == "provider":
        return {}
    return {"platform": a_platform()} if mode == "remote" else {"room": the_room()}


def staffed(made: Made, sitting: Sitting) -> Sitting:
    """The sitting with who is needed on duty, declared and put there by Max, and verified software to deliver it."""
    person, duty = (made.crew.erik, Duty.EXAMINER) if sitting.channel == "person" else (made.crew.ina, Duty.INVIGILATOR)
    declared(person, sitting)
    sittings.put_on_duty(by=acting(made.crew.max), sitting=sitting, person=person, duty=duty)
    a_verified_release()
    return sitting


def watcher(made: Made, sitting: Sitting) -> Person:
    """Who is on duty there."""
    return made.crew.erik if sitting.channel == "person" else made.crew.ina


def all_met(sitting: Sitting) -> dict[str, dict[str, str]]:
    """Every condition met."""
    return {each.code: {"found": "met"} for each in conditions.asked(sitting)}


def opened(made: Made, sitting: Sitting) -> Sitting:
    """The sitting staffed, its conditions looked at, and opened by who is on duty."""
    by = acting(watcher(made, staffed(made, sitting)))
    sitting = sittings.check_conditions(by=by, sitting=sitting, answers=all_met(sitting))
    return sittings.open(by=by, sitting=sitting)


def a_candidate(made: Made, cast: Cast, person: Person | None = None) -> Candidacy:
    """Somebody who was admitted and may book seats; Carla, unless another is named."""
    application = an_admitted(made, cast, person or cast.carla)
    return candidacies.open(by=candidacies.MACHINE, application=application)


def booked(candidacy: Candidacy, sitting: Sitting) -> Attempt:
    """A seat that the candidate booked."""
    return seats.book(by=acting(candidacy.person), candidacy=candidacy, sitting=sitting)


def checked_in(made: Made, attempt: Attempt) -> Attempt:
    """The candidate came, was checked in and pledged secrecy."""
    by = acting(watcher(made, attempt.sitting))
    attempt = attempts.check_in(by=by, attempt=Attempt.reloaded(attempt.pk), **SEEN)
    return attempts.pledge(by=acting(attempt.person), attempt=attempt)


def on_paper(right: int, form: Form) -> dict[str, str]:
    """What was typed in from paper: so many right answers, the rest wrong."""
    return {str(each.position): "B" if each.position <= right else "A" for each in placements(form)}


def typed(made: Made, cast: Cast, attempt: Attempt, right: int) -> Attempt:
    """A paper that was handed in with so many right answers, typed in by Ina and by Olive."""
    attempt = attempts.hand_in(by=acting(made.crew.ina), attempt=attempt)
    for person in (made.crew.ina, cast.olive):
        external.type_in(by=acting(person), attempt=attempt, content=on_paper(right, attempt.form))
    return attempt


def done(checklist: Checklist, **fewer: Any) -> dict[str, Any]:
    """All points at each step, but for those that are named: ``done(checklist, step_1=0)``."""
    points: Mapping[str, Any] = {name.removeprefix("step_"): given for name, given in fewer.items()}
    return {str(each.position): points.get(str(each.position), each.points) for each in steps(checklist)}


def assigned(made: Made, attempt: Attempt, examiner: Person, part: str = Part.FIRST) -> Any:
    """An examiner who declared and was assigned by Max."""
    declared(examiner, attempt)
    return markings.assign(by=acting(made.crew.max), attempt=attempt, examiner=examiner, part=part)


def marked(made: Made, attempt: Attempt, examiner: Person, part: str = Part.FIRST, **fewer: Any) -> Any:
    """A marking that was handed in, with full points but for the steps that are named."""
    marking = assigned(made, attempt, examiner, part)
    return markings.submit(by=acting(examiner), marking=marking, steps=done(attempt.checklist, **fewer))


def reconciled(made: Made, sitting: Sitting) -> Sitting:
    """The sitting closed by who is on duty, and its log completed by Max."""
    sitting = Sitting.reloaded(sitting.pk)
    sitting = sittings.close(by=acting(watcher(made, sitting)), sitting=sitting)
    absent = sitting.attempts.filter(state__in=["no-show", "excused"]).count()
    present = sitting.attempts.exclude(checked_in_at=None).count()
    sitting = sittings.reconcile(by=acting(made.crew.max), sitting=sitting, present=present, absent=absent)
    return looked_through(sitting)


def looked_through(sitting: Sitting) -> Sitting:
    """The sitting with its answers looked through, as the house does it when the log is complete."""
    if sitting.channel in ANSWERED:
        anomalies.keep(by=anomalies.MACHINE, sitting=sitting, **check_of(sitting))
    return sitting


def released(made: Made, attempt: Attempt) -> Result:
    """The attempt scored, verified and released by Max; its sitting is reconciled already."""
    by = acting(made.crew.max)
    result = results.score(by=by, attempt=Attempt.reloaded(attempt.pk))
    return results.release(by=by, result=results.verify(by=by, result=result))


def a_written_result(made: Made, cast: Cast, candidacy: Candidacy, right: int = 6, **more: Any) -> Result:
    """A released result of the written examination on paper, with so many of six right."""
    planned = a_sitting(made, channel="paper", **more)
    attempt = booked(candidacy, planned)
    sitting = opened(made, planned)
    attempt = typed(made, cast, checked_in(made, attempt), right)
    reconciled(made, sitting)
    return released(made, attempt)


def a_practical_result(made: Made, candidacy: Candidacy, **fewer: Any) -> Result:
    """A released result of the practical examination, which Erik examined and marked."""
    planned = a_sitting(made, channel="person")
    attempt = booked(candidacy, planned)
    sitting = opened(made, planned)
    attempt = checked_in(made, attempt)
    marked(made, attempt, made.crew.erik, **fewer)
    reconciled(made, sitting)
    return released(made, attempt)


def a_released_pass(made: Made, cast: Cast, person: Person | None = None) -> Candidacy:
    """A candidate who passed every component; what is due before the decision is open still."""
    candidacy = a_candidate(made, cast, person)
    a_written_result(made, cast, candidacy)
    a_practical_result(made, Candidacy.reloaded(candidacy.pk))
    return Candidacy.reloaded(candidacy.pk)


def a_complete_file(made: Made, cast: Cast, person: Person | None = None) -> Candidacy:
    """A candidate whose file is complete: every component passed, every requirement met."""
    candidacy = a_released_pass(made, cast, person)
    found(made, candidacy.application, Stage.DECISION)
    return candidacies.settle(Candidacy.reloaded(candidacy.pk))
