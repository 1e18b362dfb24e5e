"""Who may judge ties that nobody declared, and answer whether their interests changed."""

from django.utils.translation import gettext as _

from guildhall.identity.permissions import holds
from guildhall.identity.roles import QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.personnel.models import ConflictSignal, Inquiry


@permission("is not named in it")
def is_not_named_in_it(*, by: Actor, signal: ConflictSignal) -> Refusal | None:
    """What was noticed about somebody is not shown to them before somebody else has judged it."""
    if by.person_id not in {signal.person_id, signal.other_id}:
        return None
    return Refusal(
        _("This is about yourself; somebody else looks at it."),
        mend=Mend(_("You are told when it is judged.")),
        code="R-08",
        clauses=("2012:4.3.7", "2026:4.3"),
    )


@permission("is who was asked")
def is_who_was_asked(*, by: Actor, inquiry: Inquiry) -> Refusal | None:
    """Whether interests changed is said by who has them."""
    if by.is_person(inquiry.person_id):
        return None
    return Refusal(_("Somebody else was asked."), mend=Mend(_("They answer it under 'My work'.")), code="permission")


may_judge_signals = holds(QUALITY_MANAGER, TOP_MANAGEMENT)
may_read_signal = may_judge_signals & is_not_named_in_it
may_ask = holds(QUALITY_MANAGER, TOP_MANAGEMENT)
may_read_inquiry = is_who_was_asked | may_ask
