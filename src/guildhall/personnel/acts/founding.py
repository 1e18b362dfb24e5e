"""The founding of the body ends once, and with it every appointment without an evaluation."""

from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import create
from guildhall.personnel.models import FoundingEnd
from guildhall.personnel.permissions import may_authorise
from guildhall.personnel.rules.authorisations import the_founding_is_open


@act(
    "personnel.founding.close",
    also_locks=["personnel.founding"],
    permission=may_authorise,
    rules=[the_founding_is_open],
    machines=["schemes"],
    clauses=("2012:6.1.3", "2012:6.1.4", "2026:6.1"),
    sentence=gettext_noop("closed {subject}"),
    label=gettext_noop("Close the founding"),
)
def close(*, by: Actor) -> FoundingEnd:
    """Close the founding for ever: from now on nobody is authorised without an evaluation of their competence (R-46).

    Top management does it when the first people are appointed; at the latest it happens when the first scheme takes
    effect.
    """
    return create(FoundingEnd, closed_by=str(by))
