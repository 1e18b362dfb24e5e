"""The steps of the set-up in this room."""

from django.utils.translation import gettext as _

from guildhall.governance.models import CommitteeKind, Seat
from guildhall.governance.rules.committees import FEWEST_INTERESTS
from guildhall.identity.roles import TOP_MANAGEMENT
from guildhall.kernel.steps import Standing, setup_step
from guildhall.kernel.words import gettext_noop


@setup_step(
    "governance.committee",
    place=57,
    title=gettext_noop("Set up the impartiality committee"),
    why=gettext_noop(
        "Interested parties safeguard impartiality in balance: name at least three interests, and appoint a member for "
        "each to whom you have given the role of committee member."
    ),
    clauses=["2012:4.3.8", "2026:4.3"],
    who=[TOP_MANAGEMENT.code],
    link=("governance:committees",),
    needs=["personnel.declarations"],
)
def the_impartiality_committee_sits() -> Standing:
    """Members were appointed to it for enough interests to be in balance."""
    seats = Seat.objects.filter(committee__kind=CommitteeKind.IMPARTIALITY, votes=True)
    interests = seats.values("category").distinct().count()
    told = _("%(some)d of %(all)d interests have a member") % {"some": interests, "all": FEWEST_INTERESTS}
    return Standing(interests >= FEWEST_INTERESTS, "" if interests >= FEWEST_INTERESTS else told)
