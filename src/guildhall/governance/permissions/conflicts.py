"""Who declares conflicts in items of an agenda, who reads them, and who lifts one that was declared in error."""

from django.utils.translation import gettext as _

from guildhall.governance.models import ItemConflict
from guildhall.identity.models import Person
from guildhall.identity.permissions import holds
from guildhall.identity.roles import QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal

may_lift = holds(QUALITY_MANAGER, TOP_MANAGEMENT)


@permission("is that member")
def declares_for_themselves(*, by: Actor, person: Person) -> Refusal | None:
    """Members declare their own conflicts; the secretary names one that a member tells at the table."""
    if by.is_person(person.pk):
        return None
    return Refusal(
        _("A conflict is declared by the member who has it, or named by the secretary."),
        mend=Mend(_("Ask the member, or the secretary.")),
    )


@permission("has the conflict")
def has_the_conflict(*, by: Actor, conflict: ItemConflict) -> Refusal | None:
    """What somebody declared is theirs to read."""
    if by.is_person(conflict.person_id):
        return None
    return Refusal(_("This conflict is somebody else's."), mend=Mend(_("Nothing needs to be done.")))


may_read_conflict = has_the_conflict | may_lift
