"""Seats are booked, moved and given up: by candidates themselves or by staff for them, by the scheme's deadlines."""

from typing import Any

from guildhall.applications import queries as applications
from guildhall.exams.lifecycles import ATTEMPT, AttemptState
from guildhall.exams.models import Attempt, Candidacy, Sitting
from guildhall.exams.permissions import (
    is_the_candidate,
    is_the_candidate_themselves,
    may_manage_candidacies,
    may_manage_seats,
)
from guildhall.exams.rules.seats import (
    a_seat_is_free,
    an_attempt_is_open_to_them,
    form_for,
    it_is_early_enough,
    no_form_is_seen_twice,
    no_form_is_seen_twice_there,
    not_too_much_was_met,
    not_too_much_was_met_of_it,
    not_too_much_was_met_there,
    the_candidacy_is_open,
    the_eligibility_lasts,
    the_eligibility_lasts_until_then,
    the_new_sitting_is_of_the_same_component,
    the_sitting_is_of_their_scheme,
    the_sitting_takes_bookings,
    the_waiting_time_is_over,
    the_waiting_time_is_over_by_then,
    what_is_due_before_is_met,
)
from guildhall.identity.permissions import NOBODY
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create

CLAUSES = ("2012:9.2.1", "2012:9.3.2", "2026:9.3")
MACHINES = ("sittings", "candidacies")
"""Which parts of the house move and give up seats because a sitting or a candidacy ends."""


@act(
    "exams.attempt.book",
    about=("candidacy", "sitting"),
    move=ATTEMPT.book,
    permission=is_the_candidate_themselves | may_manage_candidacies,
    rules=[
        the_candidacy_is_open,
        the_sitting_is_of_their_scheme,
        the_sitting_takes_bookings,
        an_attempt_is_open_to_them,
        a_seat_is_free,
        the_eligibility_lasts,
        what_is_due_before_is_met,
        the_waiting_time_is_over,
        no_form_is_seen_twice,
        not_too_much_was_met,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("booked the seat {subject}"),
)
def book(*, by: Actor, candidacy: Candidacy, sitting: Sitting) -> Attempt:
    """Book a seat at a sitting; time, form and special arrangements of the candidate are fixed with it.

    Who had an attempt voided for the body's fault books the next one free of charge.
    """
    component = sitting.component
    return create(
        Attempt,
        number=next_number("AT"),
        person=candidacy.person,
        candidacy=candidacy,
        component=component,
        booked_by=str(by),
        free_of_charge=_is_owed(candidacy, sitting),
        minutes=component.minutes,
        **_given(candidacy, sitting),
    )


@act(
    "exams.attempt.move",
    about=("attempt", "sitting"),
    move=ATTEMPT.move,
    permission=is_the_candidate | may_manage_seats,
    rules=[
        it_is_early_enough,
        the_new_sitting_is_of_the_same_component,
        the_sitting_takes_bookings,
        a_seat_is_free,
        the_eligibility_lasts_until_then,
        the_waiting_time_is_over_by_then,
        no_form_is_seen_twice_there,
        not_too_much_was_met_there,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("moved the seat {subject}"),
)
def move(*, by: Actor, attempt: Attempt, sitting: Sitting) -> Attempt:
    """Move a booked seat to another sitting, as long as the scheme's deadline has not passed."""
    return change(attempt, **_given(attempt.candidacy, sitting))


@act(
    "exams.attempt.rebook",
    about=("attempt", "sitting"),
    move=ATTEMPT.move,
    permission=NOBODY,
    machines=MACHINES,
    rules=[the_new_sitting_is_of_the_same_component, not_too_much_was_met_there],
    clauses=CLAUSES,
    sentence=gettext_noop("was moved with the seat {subject}, because its sitting was cancelled"),
)
def rebook(*, by: Actor, attempt: Attempt, sitting: Sitting) -> Attempt:
    """Move a seat for the body's sake to the sitting that takes the place of a cancelled one; no deadline applies."""
    return change(attempt, **_given(attempt.candidacy, sitting))


@act(
    "exams.attempt.equip",
    about="attempt",
    permission=NOBODY,
    machines=MACHINES,
    rules=[not_too_much_was_met_of_it],
    clauses=CLAUSES,
    sentence=gettext_noop("gave {subject} what its sitting gives now"),
)
def equip(*, by: Actor, attempt: Attempt) -> Attempt:
    """Give a booked seat the form or checklist that its sitting was given in place of another."""
    sitting = attempt.sitting
    return change(attempt, form=form_for(attempt.candidacy, sitting), checklist=sitting.checklist)


@act(
    "exams.attempt.cancel",
    about="attempt",
    move=ATTEMPT.cancel,
    permission=is_the_candidate | may_manage_seats,
    rules=[it_is_early_enough],
    clauses=CLAUSES,
    sentence=gettext_noop("cancelled the seat {subject}"),
)
def cancel(*, by: Actor, attempt: Attempt) -> Attempt:
    """Give a booked seat up in time; the attempt does not count and no waiting time follows."""
    return change(attempt, state=AttemptState.CANCELLED)


@act(
    "exams.attempt.give_up",
    about="attempt",
    move=ATTEMPT.cancel,
    permission=NOBODY,
    machines=MACHINES,
    clauses=CLAUSES,
    sentence=gettext_noop("gave the seat {subject} up, because the candidacy ended"),
)
def give_up(*, by: Actor, attempt: Attempt) -> Attempt:
    """Give a booked seat up because its candidacy ended."""
    return change(attempt, state=AttemptState.CANCELLED)


def _given(candidacy: Candidacy, sitting: Sitting) -> dict[str, Any]:
    """What a candidate is given at a sitting: channel, form or checklist, and the arrangements granted to them."""
    granted = applications.accommodation_of(candidacy.application)
    percent = granted.extra_percent if granted else 0
    return {
        "sitting": sitting,
        "channel": sitting.channel,
        "form": form_for(candidacy, sitting),
        "checklist": sitting.checklist,
        "extra_minutes": -(-sitting.component.minutes * percent // 100),
        "read_aloud": bool(granted and granted.read_aloud),
    }


def _is_owed(candidacy: Candidacy, sitting: Sitting) -> bool:
    """Whether more attempts were voided for the body's fault than were booked free since."""
    here = candidacy.attempts.filter(component_id=sitting.component_id)
    voided = here.filter(state=AttemptState.VOID).count()
    given = here.filter(free_of_charge=True).exclude(state__in=[AttemptState.VOID, AttemptState.CANCELLED]).count()
    return voided > given
