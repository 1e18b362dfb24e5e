"""What lifting a conflict must not break."""

from django.utils.translation import gettext as _

from guildhall.governance.models import ItemConflict
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import rule


@rule("R-08", clauses=["2012:4.3.7", "2026:4.3"])
def nobody_lifts_their_own_conflict(*, by: Actor, conflict: ItemConflict) -> Refusal | None:
    """Nobody says of their own conflict that there was none; no role passes this."""
    if not by.is_person(conflict.person_id):
        return None
    return Refusal(
        _("This conflict is your own, and nobody lifts their own conflicts."),
        mend=Mend(_("Somebody else of top management, or the quality manager, lifts it.")),
    )
