"""A trainee works beside somebody who is authorised, who tells how each task went and when the phase is over."""

from datetime import date

from guildhall.identity.models import Person, Scope
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.personnel.lifecycles import SUPERVISION, SupervisionState
from guildhall.personnel.models import Clearance, SupervisedTask, Supervision
from guildhall.personnel.permissions.criteria import (
    is_the_supervisor,
    may_begin_supervision,
    may_close_supervision,
)
from guildhall.personnel.rules.supervision import (
    TRAINEES,
    a_phase_ends_with_its_findings,
    a_supervisor_holds_the_role,
    a_task_is_told,
    a_trainee_is_new_to_the_work,
    no_trainee_closes_their_own_phase,
    the_phase_is_running,
    the_supervisor_still_holds_the_role,
    the_tasks_are_done,
    the_trainee_had_declared,
)

CLOSING = (no_trainee_closes_their_own_phase, a_phase_ends_with_its_findings)


@act(
    "personnel.supervision.begin",
    about="person",
    move=SUPERVISION.begin,
    permission=may_begin_supervision,
    rules=[a_trainee_is_new_to_the_work, a_supervisor_holds_the_role],
    clauses=TRAINEES,
    sentence=gettext_noop("began the supervised phase {subject}"),
)
def begin(*, by: Actor, person: Person, supervisor: Person, role: str, scope: Scope) -> Supervision:
    """Let a trainee do the work of a role beside somebody who is authorised for it; it gives them no role."""
    return create(
        Supervision,
        number=next_number("SV"),
        person=person,
        supervisor=supervisor,
        role=role,
        scope=scope,
        begun_by=Person.objects.get(pk=by.name),
    )


@act(
    "personnel.supervision.task",
    about="supervision",
    permission=is_the_supervisor,
    rules=[
        the_phase_is_running,
        the_supervisor_still_holds_the_role,
        the_trainee_had_declared,
        a_task_is_told,
    ],
    clauses=TRAINEES,
    sentence=gettext_noop("told how a task in {subject} went"),
    label=gettext_noop("Record a task"),
)
def record(
    *,
    by: Actor,
    supervision: Supervision,
    clearance: Clearance,
    worked_on: date,
    is_satisfactory: bool,
    words: str,
) -> SupervisedTask:
    """Tell how a trainee did one task: in which matter, when, and what was seen.

    `clearance` is the trainee's declaration on conflicts in that matter.
    """
    return create(
        SupervisedTask,
        supervision=supervision,
        clearance=clearance,
        worked_on=worked_on,
        is_satisfactory=is_satisfactory,
        words=words.strip(),
        signed_by=Person.objects.get(pk=by.name),
    )


@act(
    "personnel.supervision.complete",
    about="supervision",
    move=SUPERVISION.complete,
    permission=is_the_supervisor,
    rules=[*CLOSING, the_supervisor_still_holds_the_role, the_tasks_are_done],
    clauses=TRAINEES,
    sentence=gettext_noop("completed the supervised phase {subject}"),
)
def complete(*, by: Actor, supervision: Supervision, findings: str) -> Supervision:
    """Complete a phase: the trainee did well what the criteria ask for, and can be evaluated."""
    return _closed(by, supervision, SupervisionState.COMPLETED, findings)


@act(
    "personnel.supervision.break-off",
    about="supervision",
    move=SUPERVISION.break_off,
    permission=may_close_supervision,
    rules=CLOSING,
    clauses=TRAINEES,
    sentence=gettext_noop("broke the supervised phase {subject} off"),
)
def break_off(*, by: Actor, supervision: Supervision, findings: str) -> Supervision:
    """Break a phase off: the trainee stops, or goes on with another supervisor."""
    return _closed(by, supervision, SupervisionState.BROKEN_OFF, findings)


def _closed(by: Actor, supervision: Supervision, state: SupervisionState, findings: str) -> Supervision:
    closer = Person.objects.get(pk=by.name)
    return change(supervision, state=state, closed_at=clock.now(), closed_by=closer, findings=findings.strip())
