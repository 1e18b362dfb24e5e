"""Forms and attempts put there behind the acts: many at once, in whatever state, for the hot path and its measurements.

How an attempt comes to these states through acts stands in ``tests/exams/delivery/test_sitting_down.py``.
"""

from datetime import timedelta
from itertools import count
from typing import Any

from guildhall import qti
from guildhall.applications.models import Application
from guildhall.exams.delivery import tokens
from guildhall.exams.lifecycles import AttemptState, FormState, SittingState
from guildhall.exams.models import Attempt, Candidacy, Form, FormItem, Sitting
from guildhall.identity.models import Person
from guildhall.itembank.models import Item, ItemVersion
from guildhall.kernel import clock
from tests import forge
from tests.making import Made

STEMS = (
    "The rotor is locked and oil stands under the accumulator. What do you do first?",
    "Which of these must be worn on a ladder?",
    "A bolt is tightened in two steps. Which comes",
    "At 24 V and 6 ohm, how many ampere flow?",
)
_number = count(1)


def a_question(identifier: str, kind: int) -> qti.Item:
    """One item; the kinds take turns. The right answers are ``right``, ``harness`` and ``helmet``, ``first``, ``4``."""
    stem = STEMS[kind % 4]
    match kind % 4:
        case 0:
            options = [("wrong", "Tighten the fitting."), ("right", "Relieve the stored pressure."), ("no", "Leave.")]
            return qti.single_choice(identifier=identifier, title="Pressure", stem=stem, options=options, key="right")
        case 1:
            options = [("harness", "A harness"), ("tie", "A tie"), ("helmet", "A helmet")]
            key = ["harness", "helmet"]
            return qti.multiple_choice(identifier=identifier, title="Ladder", stem=stem, options=options, key=key)
        case 2:
            options = [("first", "first"), ("second", "second")]
            return qti.inline_choice(
                identifier=identifier, title="Bolts", before=stem, after="?", options=options, key="first"
            )
        case _:
            return qti.text_entry(identifier=identifier, title="Ohm", before=stem, after="A", key="4")


def a_form(made: Made, items: int = 6) -> Form:
    """A released form whose items take turns in kind and domain."""
    now, crew = clock.now(), made.crew
    form = forge.put(
        Form,
        number=f"F-2026-{next(_number):06d}",
        component=made.written,
        title="Written examination, form 1",
        state=FormState.LIVE,
        cut=round(items * 0.6, 2),
        cut_basis="Modified Angoff",
        comparability="The first form.",
        authored_by=crew.max,
        content_by=crew.rita,
        content_at=now,
        verification="Looked at in the browser.",
        verified_by=crew.sam,
        verified_at=now,
        released_by=crew.max,
        released_at=now,
    )
    for position in range(1, items + 1):
        forge.put(FormItem, form=form, item_version=_item(made, position), position=position)
    return form


def _item(made: Made, position: int) -> ItemVersion:
    number, now = f"I-2026-{next(_number):06d}", clock.now()
    item = forge.put(Item, number=number, scheme=made.scheme, identifier=number, domain_code="ABC"[position % 3])
    return forge.put(
        ItemVersion,
        item=item,
        state="operational",
        title=STEMS[(position - 1) % 4][:20],
        language="en",
        source=qti.to_xml(a_question(number, position - 1)).decode(),
        interactions="choice",
        authored_by=made.crew.ivo,
        approved_by=made.crew.max,
        approved_at=now,
    )


def a_sitting(made: Made, form: Form, **values: Any) -> Sitting:
    """An open sitting in a room, today."""
    told = {
        "number": f"SI-2026-{next(_number):06d}",
        "component": made.written,
        "state": SittingState.OPEN,
        "place": "Hamburg, room 2",
        "begins_at": clock.now(),
        "ends_at": clock.now() + timedelta(hours=3),
        "capacity": 500,
        "form": form,
        "planned_by": made.crew.max,
        "conditions_by": made.crew.ina,
        "conditions_at": clock.now(),
        "opened_at": clock.now(),
        **values,
    }
    return forge.put(Sitting, **told)


def an_attempt(made: Made, sitting: Sitting, person: Person, **values: Any) -> Attempt:
    """An attempt in progress since now, at its first computer."""
    now = clock.now()
    by = f"person:{person.pk}"
    application = forge.put(
        Application,
        number=f"AP-{next(_number):06d}",
        person=person,
        version=made.version,
        state="accepted",
        made_by=by,
        submitted_by=by,
        submitted_at=now,
        overview_at=now,
        decided_by=made.crew.rob,
        decided_at=now,
    )
    candidacy = forge.put(
        Candidacy,
        number=f"CA-2026-{next(_number):06d}",
        person=person,
        application=application,
        version=made.version,
        state="in-assessment",
        eligible_until=clock.today() + timedelta(days=300),
    )
    told = {
        "number": f"AT-2026-{next(_number):06d}",
        "person": person,
        "candidacy": candidacy,
        "component": made.written,
        "sitting": sitting,
        "form": sitting.form,
        "channel": "browser",
        "state": AttemptState.IN_PROGRESS,
        "booked_by": by,
        "checked_in_by": made.crew.ina,
        "checked_in_at": now,
        "pledged_at": now,
        "pledged_by": by,
        "minutes": 30,
        "started_at": now,
        "deadline_at": now + timedelta(minutes=30),
        "epoch": 1,
        "answer_key": tokens.new_answer_key(),
        **values,
    }
    return forge.put(Attempt, **told)
