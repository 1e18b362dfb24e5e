"""Committees are set up and dissolved, and people appointed to their seats, by top management."""

from datetime import date

from guildhall.governance.lifecycles.committees import COMMITTEE, SEAT, CommitteeState, SeatState
from guildhall.governance.models import Committee, Majority, Seat
from guildhall.governance.permissions.committees import may_set_up
from guildhall.governance.rules.committees import (
    a_committee_change_has_its_reason,
    a_quorum_is_more_than_two,
    a_term_ends,
    interests_can_balance,
    it_is_told_what_it_is_for,
    it_stands_where_it_belongs,
    nobody_appoints_themselves_to_a_seat,
    nobody_sits_twice,
    the_interest_sits_here,
    the_secretary_has_no_vote,
    who_sits_may_be_a_member,
)
from guildhall.governance.rules.meetings import the_committee_stands
from guildhall.identity.models import Person, Scope
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create

CLAUSES = ("2012:4.3.8", "2012:8.4 b)", "2026:4.3")


@act(
    "governance.committee.set-up",
    about="scope",
    move=COMMITTEE.set_up,
    permission=may_set_up,
    rules=[
        it_stands_where_it_belongs,
        it_is_told_what_it_is_for,
        interests_can_balance,
        a_quorum_is_more_than_two,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("set up the committee {subject}"),
)
def set_up(
    *,
    by: Actor,
    scope: Scope,
    kind: str,
    name: str,
    mandate: str,
    categories: tuple[str, ...],
    quorum: int,
    quorum_categories: int,
    majority: str = Majority.SIMPLE,
) -> Committee:
    """Set up a committee: what it is for, which interests sit on it, and how many must be there to resolve anything.

    One impartiality committee stands for the body, and one scheme committee for a scheme.
    """
    return create(
        Committee,
        number=next_number("CO"),
        scope=scope,
        kind=kind,
        name=name.strip(),
        mandate=mandate.strip(),
        categories=[each.strip() for each in categories if each.strip()],
        quorum=quorum,
        quorum_categories=quorum_categories,
        majority=majority,
        set_up_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.committee.dissolve",
    about="committee",
    move=COMMITTEE.dissolve,
    permission=may_set_up,
    rules=[a_committee_change_has_its_reason],
    clauses=CLAUSES,
    sentence=gettext_noop("dissolved the committee {subject}: {reason}"),
)
def dissolve(*, by: Actor, committee: Committee, reason: str) -> Committee:
    """Dissolve a committee: it meets no more, and what it resolved stays on record."""
    return change(committee, state=CommitteeState.DISSOLVED, dissolved_on=clock.today())


@act(
    "governance.seat.appoint",
    about=("committee", "person"),
    move=SEAT.appoint,
    permission=may_set_up,
    rules=[
        the_committee_stands,
        nobody_appoints_themselves_to_a_seat,
        who_sits_may_be_a_member,
        the_interest_sits_here,
        nobody_sits_twice,
        a_term_ends,
        the_secretary_has_no_vote,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("appointed somebody to the seat {subject}"),
)
def appoint(
    *,
    by: Actor,
    committee: Committee,
    person: Person,
    category: str,
    from_on: date,
    until_on: date,
    votes: bool = True,
    chairs: bool = False,
) -> Seat:
    """Appoint somebody to a committee for an interest and a term, with a vote or without one."""
    return create(
        Seat,
        committee=committee,
        person=person,
        category=category,
        from_on=from_on,
        until_on=until_on,
        votes=votes,
        chairs=chairs,
        appointed_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.seat.vacate",
    about="seat",
    move=SEAT.vacate,
    permission=may_set_up,
    rules=[a_committee_change_has_its_reason],
    clauses=CLAUSES,
    sentence=gettext_noop("ended the seat {subject}: {reason}"),
)
def vacate(*, by: Actor, seat: Seat, reason: str) -> Seat:
    """End a seat before its term; from today the member neither votes nor reads the papers of the committee."""
    return change(seat, state=SeatState.VACATED, vacated_on=clock.today())
