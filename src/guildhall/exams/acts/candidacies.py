"""Candidacies are opened after admission, follow the results, and end with the decision or without one.

Their course is computed: the house makes each step by itself as soon as what it asks for holds, and takes it back when
it no longer does. No person passes anybody here.
"""

from guildhall.applications.acts import applications
from guildhall.applications.models import Application
from guildhall.exams.acts import seats
from guildhall.exams.lifecycles import CANDIDACY, AttemptState, CandidacyState
from guildhall.exams.models import Candidacy
from guildhall.exams.permissions import in_scheme, is_the_candidate_themselves, may_manage_candidacies
from guildhall.exams.rules.candidacies import (
    a_component_is_not_passed,
    every_component_is_passed,
    every_requirement_is_met,
    nobody_sits_at_this_moment,
    something_is_open_again,
    the_application_is_admitted,
    there_is_a_ground,
)
from guildhall.identity.permissions import NOBODY
from guildhall.identity.roles import DECIDER
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.periods import Period
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create

MACHINE = actors.machine("candidacies")
"""Makes the steps of a candidacy that follow from its results and requirements."""

ADMITTED = ("2012:9.1.3", "2012:9.2.1", "2026:9.2")
COURSE = ("2012:9.2.3", "2012:9.4.1", "2026:9.1")


@act(
    "exams.candidacy.open",
    about="application",
    move=CANDIDACY.open,
    permission=NOBODY,
    machines=[MACHINE.name],
    rules=[the_application_is_admitted],
    clauses=ADMITTED,
    sentence=gettext_noop("admitted the candidate to the assessment as {subject}"),
)
def open(*, by: Actor, application: Application) -> Candidacy:  # noqa: A001  # the lifecycle's word
    """Open the candidacy of somebody who was admitted; from now on they can book seats, until a day."""
    version = application.version
    return create(
        Candidacy,
        number=next_number("CN"),
        person=application.person,
        application=application,
        version=version,
        eligible_until=Period(months=version.eligible_months).after(clock.today()),
    )


@act(
    "exams.candidacy.assess",
    about="candidacy",
    move=CANDIDACY.assess,
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=COURSE,
    sentence=gettext_noop("saw the assessment of {subject} begin"),
)
def assess(*, by: Actor, candidacy: Candidacy) -> Candidacy:
    """Note that the assessment has begun: the candidate was checked in for a first attempt."""
    return change(candidacy, state=CandidacyState.IN_ASSESSMENT)


@act(
    "exams.candidacy.pass_all",
    about="candidacy",
    move=CANDIDACY.pass_all,
    permission=NOBODY,
    machines=[MACHINE.name],
    rules=[every_component_is_passed],
    clauses=COURSE,
    sentence=gettext_noop("saw every component of {subject} passed"),
)
def pass_all(*, by: Actor, candidacy: Candidacy) -> Candidacy:
    """Note that every component has a released pass that counts."""
    return change(candidacy, state=CandidacyState.PASSED)


@act(
    "exams.candidacy.unpass",
    about="candidacy",
    move=CANDIDACY.unpass,
    permission=NOBODY,
    machines=[MACHINE.name],
    rules=[a_component_is_not_passed],
    clauses=COURSE,
    sentence=gettext_noop("saw a pass of {subject} no longer count"),
)
def unpass(*, by: Actor, candidacy: Candidacy) -> Candidacy:
    """Take a candidacy back into assessment, because a pass was voided, scored again or is too old."""
    return change(candidacy, state=CandidacyState.IN_ASSESSMENT)


@act(
    "exams.candidacy.complete",
    about="candidacy",
    move=CANDIDACY.complete,
    permission=may_manage_candidacies,
    machines=[MACHINE.name],
    rules=[every_component_is_passed, every_requirement_is_met],
    clauses=COURSE,
    sentence=gettext_noop("found the file of {subject} complete"),
)
def complete(*, by: Actor, candidacy: Candidacy) -> Candidacy:
    """Note that a file is complete: every component passed, every requirement met; a decision can be prepared."""
    return change(candidacy, state=CandidacyState.COMPLETE)


@act(
    "exams.candidacy.reopen",
    about="candidacy",
    move=CANDIDACY.reopen,
    permission=NOBODY,
    machines=[MACHINE.name],
    rules=[something_is_open_again],
    clauses=COURSE,
    sentence=gettext_noop("opened the file of {subject} again"),
)
def reopen(*, by: Actor, candidacy: Candidacy) -> Candidacy:
    """Open a complete file again, because a pass or a requirement no longer holds."""
    return change(candidacy, state=CandidacyState.PASSED)


@act(
    "exams.candidacy.decide",
    about="candidacy",
    move=CANDIDACY.decide,
    permission=in_scheme("candidacy", Candidacy, DECIDER),
    machines=["decisions"],
    clauses=COURSE,
    sentence=gettext_noop("saw the decision on {subject} recorded"),
)
def decide(*, by: Actor, candidacy: Candidacy) -> Candidacy:
    """Note that the decision on this candidacy was recorded; certification does it with the decision itself."""
    applications.close(by=MACHINE, application=candidacy.application)
    return change(candidacy, state=CandidacyState.DECIDED)


@act(
    "exams.candidacy.end",
    about="candidacy",
    move=CANDIDACY.end,
    permission=is_the_candidate_themselves | may_manage_candidacies,
    machines=[MACHINE.name],
    rules=[there_is_a_ground, nobody_sits_at_this_moment],
    clauses=ADMITTED,
    sentence=gettext_noop("ended the candidacy {subject}: {reason}"),
)
def end(*, by: Actor, candidacy: Candidacy, reason: str) -> Candidacy:
    """End a candidacy without a decision: withdrawn, time or attempts run out. Seats that are booked are given up."""
    for attempt in candidacy.attempts.filter(state=AttemptState.SCHEDULED).select_related("person"):
        seats.give_up(by=MACHINE, attempt=attempt)
    applications.close(by=MACHINE, application=candidacy.application)
    return change(candidacy, state=CandidacyState.ENDED, ended_reason=reason)


def settle(candidacy: Candidacy) -> Candidacy:
    """Bring a candidacy to where its results and requirements stand; nothing happens where it stands there."""
    for step in (reopen, unpass, pass_all, complete):
        if step.refusal(by=MACHINE, candidacy=candidacy) is None:
            candidacy = step(by=MACHINE, candidacy=candidacy)
    return candidacy
