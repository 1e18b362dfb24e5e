"""What holds of the sealed files that are made of documents."""

from django.utils.translation import gettext as _

from guildhall.documents.models import DocumentVersion, Frozen, ManualCopy
from guildhall.documents.rules import CONTROL
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule


@rule("R-49", clauses=CONTROL)
def it_was_approved(*, version: DocumentVersion) -> Refusal | None:
    """Only what was approved is sealed; a draft with a seal would pass for more than it is."""
    if version.approved_at is not None:
        return None
    return Refusal(
        _("%(number)s was not approved.") % {"number": version.number},
        mend=Mend(_("It is sealed by itself right after its approval.")),
    )


@rule("frozen-once", clauses=CONTROL, kind=Kind.OURS)
def it_is_not_frozen_yet(*, version: DocumentVersion) -> Refusal | None:
    """A version has one sealed file: with two nobody could say which of them was approved."""
    if not Frozen.objects.filter(version=version).exists():
        return None
    return Refusal(
        _("%(number)s has its sealed file already.") % {"number": version.number},
        mend=Mend(_("Open the version: the file can be loaded down there.")),
    )


@rule("manual-once", clauses=CONTROL, kind=Kind.OURS)
def no_copy_is_being_made(*, by: Actor, language: str) -> Refusal | None:
    """Nobody orders the manual again while it is being made for them."""
    if not ManualCopy.objects.filter(ordered_by_id=by.person_id, language=language, file__isnull=True).exists():
        return None
    return Refusal(
        _("A copy of the manual in this language is being made for you already."),
        mend=Mend(_("Wait a moment and load the page again.")),
        field="language",
    )
