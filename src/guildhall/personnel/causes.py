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

grants.cause(
    grants.AUTHORISATION,
    lapsed=gettext_noop(
        "Your role as %(role)s lapsed after %(until)s, because your authorisation for it ended or was taken back then."
    ),
    never=gettext_noop(
        "Your role as %(role)s does not hold yet, because you are not authorised for it: your competence has to be "
        "evaluated first."
    ),
    mend=Mend(
        gettext_noop(
            "Open your authorisations and ask the quality manager to propose a new one; an evaluator evaluates it and "
            "top management authorises. Work that you began is handed to somebody who holds the role."
        ),
        link=("personnel:my-authorisations",),
    ),
)
