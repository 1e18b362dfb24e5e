"""What holds of the keys with which the body issues."""

from django.utils.translation import gettext as _

from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule


@rule("key-retired", kind=Kind.OURS, clauses=["2012:9.4.7", "2026:9.4"])
def a_key_is_retired_with_a_reason(*, reason: str) -> Refusal | None:
    """Why a key signs no more is told: those who trust what it signed will ask."""
    if reason.strip():
        return None
    return Refusal(
        _("Say why this key signs no more."), mend=Mend(_("Write a sentence; it is kept for ever.")), field="reason"
    )
