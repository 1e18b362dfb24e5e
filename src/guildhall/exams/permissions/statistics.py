"""Who may see what numbers say of forms and of answers: they name keys, so who trains for a scheme sees none (R-10)."""

from guildhall.exams.models import Anomaly, Form, Sitting
from guildhall.exams.permissions.examining import in_scheme, scope_id_of
from guildhall.identity.permissions import holds, refusal_in
from guildhall.identity.roles import EXAM_MANAGER, PSYCHOMETRICIAN
from guildhall.itembank.permissions import barred
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Refusal

measures_forms = holds(PSYCHOMETRICIAN, EXAM_MANAGER)
judges_anomalies = holds(EXAM_MANAGER)
"""Whom the pages let in; the readings and acts ask for the scheme."""

may_ask_for_a_check = in_scheme("sitting", Sitting, EXAM_MANAGER)


@permission("studies how forms of the scheme measure, or manages its examinations, and trains nobody for it")
def may_measure(*, by: Actor, form: Form) -> Refusal | None:
    """Statistics show keys and what candidates chose: they are for psychometricians and examination managers."""
    scope_id = scope_id_of(form)
    return refusal_in(by, scope_id, PSYCHOMETRICIAN, EXAM_MANAGER) or barred(by, scope_id)


@permission("manages examinations of the scheme, and trains nobody for it")
def may_see_checks(*, by: Actor, sitting: Sitting) -> Refusal | None:
    """What a check compared and raised about the answers of a sitting."""
    return _manages_and_trains_nobody(by, sitting)


@permission("manages examinations of the scheme, and trains nobody for it")
def may_judge(*, by: Actor, anomaly: Anomaly) -> Refusal | None:
    """Questions about raw answers are looked at by who answers for the results."""
    return _manages_and_trains_nobody(by, anomaly.sitting)


def _manages_and_trains_nobody(by: Actor, sitting: Sitting) -> Refusal | None:
    scope_id = scope_id_of(sitting)
    return refusal_in(by, scope_id, EXAM_MANAGER) or barred(by, scope_id)
