"""Who may read notices and handle letters, messages and timers."""

from django.utils.translation import gettext as _

from guildhall.identity.models import Person
from guildhall.identity.permissions import holds
from guildhall.identity.roles import ADMINISTRATOR, OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.notices.models import Notice

HANDLES_POST = holds(OPERATIONS)
SETS_TIMERS = holds(QUALITY_MANAGER, TOP_MANAGEMENT)
SEES_MESSAGES = holds(OPERATIONS, ADMINISTRATOR)


@permission("was told")
def is_who_was_told(*, by: Actor, notice: Notice) -> Refusal | None:
    """A notice is read by whom it was written to."""
    return None if by.is_person(notice.person_id) else _not_yours()


@permission("owns the inbox")
def owns_the_inbox(*, by: Actor, person: Person) -> Refusal | None:
    """An inbox is read by the person whose it is."""
    return None if by.is_person(person.id) else _not_yours()


def _not_yours() -> Refusal:
    return Refusal(
        _("This was written to somebody else, so you cannot mark it as read."),
        mend=Mend(_("Your own notices are in your inbox."), link=("web:inbox",)),
        clauses=("2012:7.3.1", "2026:7.3"),
    )
