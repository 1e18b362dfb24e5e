"""What holds of work under supervision."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.models import Person, Scope
from guildhall.identity.roles import all_roles
from guildhall.identity.roles import role as role_named
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.personnel.lifecycles import ClearanceState, SupervisionState
from guildhall.personnel.models import Clearance, SupervisedTask, Supervision
from guildhall.personnel.queries import criteria_for

TRAINEES = ("2012:6.1.3", "2012:6.1.4", "2012:6.2.2.1", "2026:6.1")


@rule("R-46", clauses=TRAINEES)
def a_trainee_is_new_to_the_work(*, person: Person, role: str, scope: Scope) -> Refusal | None:
    """A trainee belongs to the personnel and does not hold the role; who holds it works without supervision."""
    is_a_role = role in {each.code for each in all_roles() if each.where == Scope.Kind.SCHEME}
    if not is_a_role or not person.is_personnel:
        return Refusal(
            _("People work under supervision in a role of a scheme, and belong to the body's personnel."),
            mend=Mend(_("Choose somebody of the personnel, and a role of the scheme.")),
            field="role" if person.is_personnel else "person",
        )
    if person.pk not in grants.holders(role_named(role), scope_id=scope.pk):
        return None
    return Refusal(
        _("This person holds the role in this scheme and needs no supervision."),
        mend=Mend(_("Record what they still have to learn instead."), act="personnel.need.find"),
        field="person",
    )


@rule("R-46", clauses=TRAINEES)
def a_supervisor_holds_the_role(*, person: Person, supervisor: Person, role: str, scope: Scope) -> Refusal | None:
    """Who supervises is authorised for the work, and is somebody else."""
    if supervisor.pk != person.pk and supervisor.pk in grants.holders(role_named(role), scope_id=scope.pk):
        return None
    return Refusal(
        _("Who supervises holds the role in this scheme today, and is not the trainee."),
        mend=Mend(_("Choose somebody who holds it.")),
        field="supervisor",
    )


@rule("R-46", clauses=TRAINEES)
def the_supervisor_still_holds_the_role(*, supervision: Supervision) -> Refusal | None:
    """What was done under supervision counts where who supervised held the role then, and still does today."""
    holders = grants.holders(role_named(supervision.role), scope_id=supervision.scope_id)
    if supervision.supervisor_id in holders:
        return None
    return Refusal(
        _("Who supervises does not hold the role in this scheme any more."),
        mend=Mend(_("Break this phase off, and begin another with somebody who holds it.")),
    )


@rule("supervision-running", kind=Kind.OURS, clauses=TRAINEES)
def the_phase_is_running(*, supervision: Supervision) -> Refusal | None:
    """What is recorded of a trainee's work belongs to a phase that goes on."""
    if supervision.state == SupervisionState.RUNNING:
        return None
    return Refusal(_("This phase is over."), mend=Mend(_("Begin another.")))


@rule("R-07", clauses=("2012:6.2.1", "2012:6.2.2.3", "2026:6.2"))
def the_trainee_had_declared(*, supervision: Supervision, clearance: Clearance) -> Refusal | None:
    """A trainee too takes part in a matter only after they declared on conflicts in it, and none stands open."""
    is_free = clearance.state in {ClearanceState.CLEAR, ClearanceState.TREATED}
    if clearance.person_id == supervision.person_id and is_free:
        return None
    return Refusal(
        _("The trainee has not declared on conflicts in that matter, or a conflict of theirs stands open in it."),
        mend=Mend(_("The trainee declares on the matter first.")),
        field="clearance",
    )


@rule("task-told", kind=Kind.OURS, clauses=TRAINEES)
def a_task_is_told(*, supervision: Supervision, worked_on: date, words: str) -> Refusal | None:
    """A task under supervision was done within the phase, and what was seen is said."""
    begun = clock.day_of(supervision.begun_at)
    if not begun <= worked_on <= clock.today():
        return Refusal(
            _("The phase began on %(day)s; a task in it was done from then until today.")
            % {"day": date_format(begun, "j M Y")},
            mend=Mend(_("Give the day on which it was done.")),
            field="worked_on",
        )
    if words.strip():
        return None
    return Refusal(
        _("What was seen has to be said, or nobody could learn from it."),
        mend=Mend(_("Say in a sentence or two how it went.")),
        field="words",
    )


@rule("R-46", clauses=TRAINEES)
def the_tasks_are_done(*, supervision: Supervision) -> Refusal | None:
    """A phase is completed with as many tasks done well as the criteria ask for, and at least one."""
    criteria = criteria_for(supervision.role, supervision.scope_id)
    asked = max(1, criteria.supervised_tasks if criteria else 1)
    done = SupervisedTask.objects.filter(supervision=supervision, is_satisfactory=True).count()
    if done >= asked:
        return None
    return Refusal(
        _("The criteria ask for %(asked)d tasks done well, and this phase has %(done)d.")
        % {"asked": asked, "done": done},
        mend=Mend(_("Record the tasks that are missing."), act="personnel.supervision.task"),
    )


@rule("R-08", clauses=("2012:4.3.7", "2026:4.3"))
def no_trainee_closes_their_own_phase(*, by: Actor, supervision: Supervision) -> Refusal | None:
    """Nobody judges their own work under supervision."""
    if not by.is_person(supervision.person_id):
        return None
    return Refusal(_("This is your own phase."), mend=Mend(_("Who supervises you closes it.")))


@rule("supervision-told", kind=Kind.OURS, clauses=TRAINEES)
def a_phase_ends_with_its_findings(*, findings: str) -> Refusal | None:
    """A phase ends with what was seen in it."""
    if findings.strip():
        return None
    return Refusal(
        _("A phase ends with what was seen in it, which the evaluator will read."),
        mend=Mend(_("Say in a few sentences what the trainee can do, and what they cannot yet.")),
        field="findings",
    )
