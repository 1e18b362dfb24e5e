"""Who may do what with forms, checklists, sittings, candidacies, attempts, markings and results.

Roles are held for a scheme: what is asked is the scheme of the record, never the role alone.
"""

from datetime import datetime
from inspect import Parameter, Signature
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.exams.lifecycles import MarkingState, SittingState
from guildhall.exams.models import (
    Anomaly,
    Attempt,
    Candidacy,
    Checklist,
    ChecklistStep,
    Conversion,
    Deficiency,
    Form,
    FormItem,
    FormReview,
    Irregularity,
    KeyRuling,
    Marking,
    OfAttempt,
    Rescoring,
    ResultBatch,
    Sitting,
    SittingEquipment,
    SittingStaff,
)
from guildhall.exams.models.sittings import Duty
from guildhall.identity.grants import held_in
from guildhall.identity.permissions import holds, refusal_in
from guildhall.identity.roles import (
    DECIDER,
    ELIGIBILITY_REVIEWER,
    EXAM_MANAGER,
    EXAMINER,
    INVIGILATOR,
    ITEM_REVIEWER,
    OPERATIONS,
    PSYCHOMETRICIAN,
    SCHEME_APPROVER,
    SCHEME_MANAGER,
    Role,
)
from guildhall.itembank.permissions import barred
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import Permission, permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.ledger.records import Record
from guildhall.personnel.queries import taken_back
from guildhall.schemes.models import Component

ROLE_OF_DUTY = {Duty.INVIGILATOR: INVIGILATOR, Duty.EXAMINER: EXAMINER}
"""Which role somebody on duty holds, by their duty."""

VERIFIERS = (EXAM_MANAGER, SCHEME_MANAGER, SCHEME_APPROVER)
"""Who may say that a form or a checklist is fit for use; the author among them never may."""


def scope_id_of(record: Record) -> UUID:
    """The scope of the scheme to which a record of this room belongs."""
    match record:
        case Component():
            return record.version.scheme.scope_id
        case Candidacy():
            return record.version.scheme.scope_id
        case OfAttempt():
            return scope_id_of(record.attempt)
        case FormItem() | Rescoring() | Conversion() | FormReview() | Deficiency():
            return scope_id_of(record.form)
        case KeyRuling():
            return scope_id_of(record.placement)
        case ChecklistStep():
            return scope_id_of(record.checklist)
        case SittingStaff() | SittingEquipment() | Irregularity() | ResultBatch() | Anomaly():
            return scope_id_of(record.sitting)
    belongs: Component = record.component  # type: ignore[attr-defined]  # forms, checklists, sittings, attempts
    return scope_id_of(belongs)


def in_scheme(about: str, kind: type[Record], *roles: Role) -> Permission:
    """Who holds one of `roles` in the scheme of the record that an act calls `about`."""

    def held(**known: object) -> Refusal | None:
        by, record = known["by"], known[about]
        assert isinstance(by, Actor)  # noqa: S101  # the act's own signature says so
        assert isinstance(record, kind)  # noqa: S101
        return refusal_in(by, scope_id_of(record), *roles)

    asked = [("by", Actor), (about, kind)]
    held.__signature__ = Signature(  # type: ignore[attr-defined]  # what the permission needs, as acts check it
        [Parameter(name, Parameter.KEYWORD_ONLY, annotation=given) for name, given in asked]
    )
    held.__name__ = "_or_".join(each.code.replace("-", "_") for each in roles) + f"_of_the_{about}"
    names = " / ".join(each.name for each in roles)
    return Permission(f"holds the role {names} in its scheme", held)


may_begin_forms = in_scheme("component", Component, EXAM_MANAGER)
may_assemble = in_scheme("form", Form, EXAM_MANAGER)
may_sign_content = in_scheme("form", Form, ITEM_REVIEWER, *VERIFIERS)
may_verify_forms = in_scheme("form", Form, *VERIFIERS)
plans_and_marks = holds(EXAM_MANAGER, EXAMINER, INVIGILATOR, OPERATIONS)
manages_exams = holds(EXAM_MANAGER)
works_on_forms = holds(ITEM_REVIEWER, PSYCHOMETRICIAN, *VERIFIERS)
works_on_checklists = holds(EXAMINER, PSYCHOMETRICIAN, *VERIFIERS)
handles_candidates = holds(EXAM_MANAGER, OPERATIONS)
is_on_the_spot = holds(INVIGILATOR, EXAMINER)
decides_equivalence = holds(SCHEME_MANAGER, SCHEME_APPROVER)
"""Whom the pages let in; the acts and readings ask for the scheme and the record."""

may_draft_checklists = in_scheme("component", Component, EXAM_MANAGER, EXAMINER)
may_write_checklists = in_scheme("checklist", Checklist, EXAM_MANAGER, EXAMINER)
may_approve_checklists = in_scheme("checklist", Checklist, *VERIFIERS)
may_write_steps = in_scheme("step", ChecklistStep, EXAM_MANAGER, EXAMINER)

may_plan = in_scheme("component", Component, EXAM_MANAGER)
may_manage_sittings = in_scheme("sitting", Sitting, EXAM_MANAGER)
may_manage_staff = in_scheme("staff", SittingStaff, EXAM_MANAGER)
may_manage_equipment = in_scheme("assigned", SittingEquipment, EXAM_MANAGER)
may_settle = in_scheme("irregularity", Irregularity, EXAM_MANAGER)

may_manage_candidacies = in_scheme("candidacy", Candidacy, EXAM_MANAGER) | holds(OPERATIONS)
may_manage_attempts = in_scheme("attempt", Attempt, EXAM_MANAGER)
may_manage_seats = may_manage_attempts | holds(OPERATIONS)
may_decide_equivalence = in_scheme("component", Component, SCHEME_MANAGER, SCHEME_APPROVER)
may_assign_examiners = may_manage_attempts
may_manage_markings = in_scheme("marking", Marking, EXAM_MANAGER)
may_manage_batches = in_scheme("batch", ResultBatch, EXAM_MANAGER)


@permission("is the candidate")
def is_the_candidate(*, by: Actor, attempt: Attempt) -> Refusal | None:
    """The candidate about their own attempt."""
    return None if by.is_person(attempt.person_id) else _somebody_elses()


@permission("is the candidate")
def is_the_candidate_themselves(*, by: Actor, candidacy: Candidacy) -> Refusal | None:
    """The candidate about their own candidacy."""
    return None if by.is_person(candidacy.person_id) else _somebody_elses()


@permission("is on duty at the sitting")
def is_on_duty(*, by: Actor, sitting: Sitting) -> Refusal | None:
    """An invigilator or examiner who was put on duty there, authorised when it opened or today."""
    return _off_duty(by, sitting)


@permission("is on duty at the sitting of the attempt")
def watches_over(*, by: Actor, attempt: Attempt) -> Refusal | None:
    """An invigilator or examiner on duty where the attempt takes place, authorised when it opened or today."""
    return _off_duty(by, attempt.sitting)


@permission("is the examiner to whom the marking was assigned")
def is_the_rater(*, by: Actor, marking: Marking) -> Refusal | None:
    """Who marks is who was assigned, with an authorisation as an examiner that held then or holds today."""
    if by.is_person(marking.examiner_id):
        return _may_not_go_on(by, scope_id_of(marking), marking.assigned_at, EXAMINER)
    return Refusal(
        _("This marking was assigned to somebody else."),
        mend=Mend(_("The examiner to whom it was assigned does it.")),
        clauses=("2012:6.2.2.1", "2026:6.2"),
    )


@permission("may sign off or verify forms of the scheme and trains nobody for it")
def may_read_forms(*, by: Actor, form: Form) -> Refusal | None:
    """An assembled form with its keys is read by who works on forms of the scheme, and by nobody who trains for it."""
    scope_id = scope_id_of(form)
    return refusal_in(by, scope_id, ITEM_REVIEWER, PSYCHOMETRICIAN, *VERIFIERS) or barred(by, scope_id)


@permission("trains nobody for the scheme")
def trains_nobody_there(*, by: Actor, attempt: Attempt) -> Refusal | None:
    """Raw answers show items and what is right; who trains for a scheme sees them of nobody (R-10)."""
    return barred(by, scope_id_of(attempt))


@permission("trains nobody for the scheme")
def trains_nobody_for_it(*, by: Actor, batch: ResultBatch) -> Refusal | None:
    """A file of raw results is read by nobody who trains for its scheme (R-10)."""
    return barred(by, scope_id_of(batch))


@permission("marks the attempt")
def marks_it(*, by: Actor, attempt: Attempt) -> Refusal | None:
    """An examiner to whom a marking of the attempt was assigned."""
    mine = attempt.markings.filter(examiner_id=by.person_id).exclude(state=MarkingState.WITHDRAWN)
    first = mine.order_by("assigned_at").first()
    return _may_not_go_on(by, scope_id_of(attempt), first.assigned_at, EXAMINER) if first else _somebody_elses()


@permission("works in the scheme of the candidacy")
def may_read_candidacies(*, by: Actor, candidacy: Candidacy) -> Refusal | None:
    """The course of a candidacy is read by who manages, reviews or decides in its scheme."""
    return refusal_in(by, scope_id_of(candidacy), EXAM_MANAGER, ELIGIBILITY_REVIEWER, DECIDER)


may_read_attempts = marks_it | watches_over | may_manage_seats
may_read_sittings = is_on_duty | may_manage_sittings | holds(OPERATIONS)
may_read_a_candidacy = may_read_candidacies | holds(OPERATIONS)


def _off_duty(by: Actor, sitting: Sitting) -> Refusal | None:
    duties = [Duty(each.duty) for each in sitting.staff.filter(removed_at__isnull=True) if by.is_person(each.person_id)]
    if not duties:
        return Refusal(
            _("You are not on duty at the sitting %(number)s.") % {"number": sitting.number},
            mend=Mend(_("The examination manager puts you on duty, or somebody on duty does it.")),
            clauses=("2012:6.2.3.1", "2012:7.4.3", "2026:6.2"),
        )
    roles = [ROLE_OF_DUTY[each] for each in duties]
    if sitting.state != SittingState.OPEN or sitting.opened_at is None:
        return refusal_in(by, scope_id_of(sitting), *roles)
    return _may_not_go_on(by, scope_id_of(sitting), sitting.opened_at, *roles)


def _may_not_go_on(by: Actor, scope_id: UUID, since: datetime, *roles: Role) -> Refusal | None:
    """Why `by` may not go on with what began at `since`: their role did not hold then, or was taken back meanwhile.

    What merely ran out meanwhile keeps nobody from ending what they began; it blocks the next assignment (R-47).
    """
    refusal = refusal_in(by, scope_id, *roles)
    if refusal is None or by.person_id is None:
        return refusal
    then = [role for role in roles if held_in(by.person_id, role, scope_id, clock.day_of(since))]
    return None if any(not taken_back(by.person_id, role, scope_id) for role in then) else refusal


def _somebody_elses() -> Refusal:
    return Refusal(
        _("This belongs to somebody else."),
        mend=Mend(_("The candidate does it, or the body's staff for them.")),
        code="permission",
    )
