"""Who may plan, hold, conclude and read the monitoring of somebody's work."""

from django.utils.translation import gettext as _

from guildhall.identity.models import Scope
from guildhall.identity.permissions import holds, refusal_in
from guildhall.identity.roles import EVALUATOR, QUALITY_MANAGER, SCHEME_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.personnel.models import Monitoring

MONITORED = ("2012:6.2.2.2", "2026:6.2")


@permission("evaluates competence or manages that scheme")
def answers_for_the_scheme(*, by: Actor, scope: Scope) -> Refusal | None:
    """Monitoring is planned by who manages the scheme, or evaluates competence in it."""
    return refusal_in(by, scope.pk, SCHEME_MANAGER, EVALUATOR)


@permission("evaluates competence or manages the scheme of the monitoring")
def answers_for_its_scheme(*, by: Actor, monitoring: Monitoring) -> Refusal | None:
    """A monitoring in a scheme is the business of who manages it or evaluates competence in it."""
    return refusal_in(by, monitoring.scope_id, SCHEME_MANAGER, EVALUATOR)


@permission("evaluates competence in the scheme of the monitoring")
def evaluates_there(*, by: Actor, monitoring: Monitoring) -> Refusal | None:
    """What a monitoring showed is judged by somebody who was found competent to judge competence in the scheme."""
    return refusal_in(by, monitoring.scope_id, EVALUATOR)


@permission("is who monitors")
def is_the_monitor(*, by: Actor, monitoring: Monitoring) -> Refusal | None:
    """What was seen is told by who saw it."""
    if by.is_person(monitoring.monitor_id):
        return None
    return Refusal(
        _("Somebody else was asked to monitor this work, and what was seen is told by who saw it."),
        mend=Mend(_("The monitor reports it; where somebody else monitored, call this one off and plan another.")),
        code="permission",
        clauses=MONITORED,
    )


@permission("is who is monitored")
def is_the_monitored(*, by: Actor, monitoring: Monitoring) -> Refusal | None:
    """Somebody reads what was found of their own work."""
    if by.is_person(monitoring.person_id):
        return None
    return Refusal(_("This is about somebody else's work."), mend=Mend(_("Open your own.")), code="permission")


may_plan_monitorings = holds(QUALITY_MANAGER, TOP_MANAGEMENT) | answers_for_the_scheme
may_call_off_monitorings = holds(QUALITY_MANAGER, TOP_MANAGEMENT) | answers_for_its_scheme
may_conclude_monitorings = evaluates_there | holds(QUALITY_MANAGER)
may_read_monitoring = (
    is_the_monitored | is_the_monitor | holds(QUALITY_MANAGER, TOP_MANAGEMENT) | answers_for_its_scheme
)
may_see_the_plan = holds(QUALITY_MANAGER, TOP_MANAGEMENT, SCHEME_MANAGER, EVALUATOR)
