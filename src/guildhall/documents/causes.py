"""What identity tells people whose roles lapsed because an instruction was not acknowledged, and asks of new roles."""

from guildhall.documents import carrying
from guildhall.identity import grants
from guildhall.identity.models import Grant
from guildhall.kernel.refusals import Mend
from guildhall.kernel.words import gettext_noop


def begins(grant: Grant) -> grants.Hanging | None:
    """A role to which instructions are distributed hangs on their acknowledgement from its first moment (R-46)."""
    if not carrying.asks(grant):
        return None
    return grants.Hanging(carrying.met_until([grant])[grant.pk], carrying.RULE, carrying.CLAUSES)


grants.cause(
    grants.ACKNOWLEDGEMENT,
    lapsed=gettext_noop(
        "Your role as %(role)s lapsed after %(until)s, because a document that it works by took effect then, and you "
        "have not acknowledged it."
    ),
    never=gettext_noop(
        "Your role as %(role)s does not hold yet, because you have not acknowledged the documents that it works by."
    ),
    mend=Mend(
        gettext_noop("Read and acknowledge what waits for you; the role holds again at once."),
        act="documents.acknowledgement.make",
        link=("documents:mine",),
    ),
    begins=begins,
)
