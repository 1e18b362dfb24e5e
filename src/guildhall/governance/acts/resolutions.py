"""Resolutions are followed up: answered, carried out by somebody until a day, done; or the committee acts by itself."""

from datetime import date

from guildhall.governance.lifecycles.committees import RESOLUTION, ResolutionState
from guildhall.governance.models import AgendaItem, IndependentAction, Resolution
from guildhall.governance.permissions.committees import (
    carries_it_out,
    has_a_part_in_the_resolution,
    may_answer,
    may_keep_meetings,
    sits_on_the_committee_of_the_resolution,
)
from guildhall.governance.rules.resolutions import (
    a_report_says_what_was_done,
    an_action_is_told,
    an_answer_has_its_words,
    only_advice_is_acted_on_alone,
    only_advice_is_declined,
    somebody_does_it_until_a_day,
)
from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create

CLAUSES = ("2012:4.3.8", "2012:8.4 b)", "2026:4.3")


@act(
    "governance.resolution.adopt",
    about="item",
    move=RESOLUTION.adopt,
    permission=NOBODY,
    machines=["committees"],
    clauses=CLAUSES,
    sentence=gettext_noop("recorded the resolution {subject}"),
)
def adopt(*, by: Actor, item: AgendaItem) -> Resolution:
    """Record what a committee resolved, so that it is answered and followed up until it is done."""
    return create(Resolution, number=next_number("RS"), item=item)


@act(
    "governance.resolution.accept",
    about="resolution",
    move=RESOLUTION.accept,
    permission=may_answer & has_a_part_in_the_resolution,
    rules=[an_answer_has_its_words, somebody_does_it_until_a_day],
    clauses=CLAUSES,
    sentence=gettext_noop("answered that {subject} is carried out"),
)
def accept(*, by: Actor, resolution: Resolution, answer: str, responsible: Person, due_on: date) -> Resolution:
    """Answer that a resolution is carried out: how, by whom, until when."""
    answered = {"answer": answer.strip(), "answered_at": clock.now(), "answered_by": Person.objects.get(pk=by.name)}
    to_do = {"responsible": responsible, "due_on": due_on}
    return change(resolution, state=ResolutionState.ACCEPTED, **answered, **to_do)


@act(
    "governance.resolution.decline",
    about="resolution",
    move=RESOLUTION.decline,
    permission=may_answer & has_a_part_in_the_resolution,
    rules=[an_answer_has_its_words, only_advice_is_declined],
    clauses=CLAUSES,
    sentence=gettext_noop("answered that {subject} is not followed"),
)
def decline(*, by: Actor, resolution: Resolution, answer: str) -> Resolution:
    """Answer with reasons that advice is not followed; the committee may then act by itself (4.3.8)."""
    answerer = Person.objects.get(pk=by.name)
    return change(
        resolution,
        state=ResolutionState.DECLINED,
        answer=answer.strip(),
        answered_at=clock.now(),
        answered_by=answerer,
    )


@act(
    "governance.resolution.complete",
    about="resolution",
    move=RESOLUTION.complete,
    permission=(carries_it_out | may_keep_meetings) & has_a_part_in_the_resolution,
    rules=[a_report_says_what_was_done],
    clauses=CLAUSES,
    sentence=gettext_noop("reported {subject} as done"),
)
def complete(*, by: Actor, resolution: Resolution, report: str) -> Resolution:
    """Report that a resolution was carried out, and where that can be seen."""
    doer = Person.objects.get(pk=by.name)
    return change(resolution, state=ResolutionState.DONE, report=report.strip(), done_at=clock.now(), done_by=doer)


@act(
    "governance.independent-action.record",
    about="resolution",
    move=RESOLUTION.act_alone,
    permission=(sits_on_the_committee_of_the_resolution | may_keep_meetings) & has_a_part_in_the_resolution,
    rules=[only_advice_is_acted_on_alone, an_action_is_told],
    clauses=CLAUSES,
    sentence=gettext_noop("recorded that the committee acted by itself on {subject}"),
)
def act_alone(*, by: Actor, resolution: Resolution, addressee: str, words: str, taken_on: date) -> IndependentAction:
    """Record that the impartiality committee used its right to act by itself, because its advice was not followed.

    Nobody allows it and nobody can prevent it: a member, or the secretary, writes down to whom the committee turned.
    """
    change(resolution, state=ResolutionState.ACTED)
    return create(
        IndependentAction,
        resolution=resolution,
        addressee=addressee,
        words=words.strip(),
        taken_on=taken_on,
        recorded_by=Person.objects.get(pk=by.name),
    )
