"""What holds of the starter set."""

from django.utils.translation import gettext as _

from guildhall.documents import queries
from guildhall.documents.rules import ACCESS
from guildhall.documents.starter import starters
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule


@rule("starter", clauses=ACCESS, kind=Kind.OURS)
def it_is_in_the_set(*, code: str) -> Refusal | None:
    """Only what the starter set has can be taken in from it."""
    if code in starters():
        return None
    return Refusal(
        _("%(code)s is not in the starter set.") % {"code": code},
        mend=Mend(_("Choose one of the list, or register a document of your own."), link=("documents:starter",)),
    )


@rule("starter", clauses=ACCESS, kind=Kind.OURS)
def it_is_not_taken_in_yet(*, code: str) -> Refusal | None:
    """A document is taken in once; afterwards it is the body's own, and changed by versions of it."""
    document = queries.document(code)
    if document is None:
        return None
    page = ("documents:document", str(document.pk))
    return Refusal(
        _("%(code)s is a document of the body already.") % {"code": code},
        mend=Mend(_("Draft a new version of it."), act="documents.version.draft", link=page),
    )
