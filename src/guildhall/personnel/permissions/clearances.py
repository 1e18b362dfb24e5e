"""Who may do what with declarations on conflicts in single matters."""

from guildhall.identity.permissions import holds
from guildhall.identity.roles import QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Refusal
from guildhall.personnel.models import Clearance
from guildhall.personnel.permissions.declarations import _somebody_elses


@permission("is who declared on conflicts")
def is_the_clearer(*, by: Actor, clearance: Clearance) -> Refusal | None:
    """What somebody declared in a matter is theirs."""
    return None if by.is_person(clearance.person_id) else _somebody_elses()


may_judge_clearances = holds(QUALITY_MANAGER, TOP_MANAGEMENT)

may_read_clearance = is_the_clearer | may_judge_clearances
