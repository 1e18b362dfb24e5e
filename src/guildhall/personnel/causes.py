"""What identity tells people whose roles lapsed because of something in this room."""

from guildhall.identity import grants
from guildhall.kernel.refusals import Mend
from guildhall.kernel.words import gettext_noop

grants.cause(
    grants.DECLARATION,
    lapsed=gettext_noop(
        "Your role as %(role)s lapsed after %(until)s, because your declaration of impartiality, interests and "
        "confidentiality ended that day."
    ),
    never=gettext_noop(
        "Your role as %(role)s does not hold yet, because you have not signed the declaration of impartiality, "
        "interests and confidentiality."
    ),
    mend=Mend(
        gettext_noop("Make and sign your declaration; the role holds again at once."),
        act="personnel.declaration.make",
        link=("personnel:declare",),
    ),
)
