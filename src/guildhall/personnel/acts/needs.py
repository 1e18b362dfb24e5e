"""What people of the body still have to learn is found, planned for, and settled when somebody saw the effect."""

from datetime import date

from guildhall.identity.models import Person, Scope
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.periods import Period
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.personnel.lifecycles import NEED, NeedState
from guildhall.personnel.models import Criterion, Need
from guildhall.personnel.permissions.development import may_develop, may_find_needs, may_judge_effects
from guildhall.personnel.rules.development import (
    DEVELOPMENT,
    a_dropped_need_has_its_reason,
    a_need_is_described,
    a_need_is_due_ahead,
    an_effect_has_had_its_time,
    an_effect_is_judged_by_somebody_else,
    an_effect_is_told,
)

WAIT = Period(months=2)
"""How long work goes on after a measure before its effect is judged (our own choice)."""
JUDGING = (an_effect_is_judged_by_somebody_else, an_effect_is_told, an_effect_has_had_its_time)


@act(
    "personnel.need.find",
    about="person",
    move=NEED.find,
    permission=may_find_needs,
    rules=[a_need_is_described, a_need_is_due_ahead],
    machines=["criteria"],
    clauses=DEVELOPMENT,
    sentence=gettext_noop("recorded the need of development {subject}"),
)
def find(
    *,
    by: Actor,
    person: Person,
    role: str,
    scope: Scope | None,
    source: str,
    words: str,
    due_on: date,
    criterion: Criterion | None = None,
) -> Need:
    """Record what somebody has to learn for the work of a role, by when, and what showed it."""
    return create(
        Need,
        number=next_number("ND"),
        person=person,
        role=role,
        scope=scope,
        source=source,
        words=words.strip(),
        due_on=due_on,
        criterion=criterion,
        found_by=str(by),
    )


@act(
    "personnel.need.plan",
    about="need",
    move=NEED.plan,
    permission=may_develop,
    clauses=DEVELOPMENT,
    sentence=gettext_noop("planned for the need {subject}"),
)
def plan(*, by: Actor, need: Need) -> Need:
    """Plan a measure for what somebody has to learn; entering them for it does this."""
    return change(need, state=NeedState.PLANNED)


@act(
    "personnel.need.release",
    about="need",
    move=NEED.release,
    permission=may_develop,
    clauses=DEVELOPMENT,
    sentence=gettext_noop("put the need {subject} back, since nothing came of the plan"),
)
def release(*, by: Actor, need: Need) -> Need:
    """Put a need back to be planned for, because somebody missed the measure or it was cancelled."""
    return change(need, state=NeedState.FOUND)


@act(
    "personnel.need.attend",
    about="need",
    move=NEED.attend,
    permission=may_develop,
    clauses=DEVELOPMENT,
    sentence=gettext_noop("saw somebody attend for the need {subject}"),
)
def attend(*, by: Actor, need: Need, attended_on: date) -> Need:
    """Record that somebody took part; whether it had an effect is judged after some weeks of work."""
    return change(need, state=NeedState.ATTENDED, check_on=WAIT.after(attended_on))


@act(
    "personnel.need.meet",
    about="need",
    move=NEED.meet,
    permission=may_judge_effects,
    rules=JUDGING,
    clauses=DEVELOPMENT,
    sentence=gettext_noop("saw the effect and settled the need {subject}"),
)
def meet(*, by: Actor, need: Need, findings: str) -> Need:
    """Judge by somebody's work that they have learned what they had to; the need is settled."""
    return _judged(by, need, NeedState.MET, findings)


@act(
    "personnel.need.reopen",
    about="need",
    move=NEED.reopen,
    permission=may_judge_effects,
    rules=JUDGING,
    clauses=DEVELOPMENT,
    sentence=gettext_noop("saw no effect and opened the need {subject} again"),
)
def reopen(*, by: Actor, need: Need, findings: str) -> Need:
    """Judge by somebody's work that the measure had no effect; something else is planned."""
    return _judged(by, need, NeedState.FOUND, findings)


@act(
    "personnel.need.drop",
    about="need",
    move=NEED.drop,
    permission=may_judge_effects,
    rules=[a_dropped_need_has_its_reason],
    clauses=DEVELOPMENT,
    sentence=gettext_noop("dropped the need {subject}: {reason}"),
)
def drop(*, by: Actor, need: Need, reason: str) -> Need:
    """Drop a need because it is none any more: the work is not done any more, or the criterion fell away."""
    return change(need, state=NeedState.DROPPED, findings=reason.strip())


def _judged(by: Actor, need: Need, state: NeedState, findings: str) -> Need:
    judge = Person.objects.get(pk=by.name)
    return change(need, state=state, checked_at=clock.now(), checked_by=judge, findings=findings.strip())
