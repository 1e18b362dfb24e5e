"""What is known of an item before it is used for good, and when one that was flagged or rests comes back."""

from django.utils.translation import gettext as _

from guildhall.itembank import queries
from guildhall.itembank.lifecycles import ItemState
from guildhall.itembank.models import ItemVersion
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

KNOWN = ("2012:9.2.4", "2012:9.3.5", "2026:9.3")


@rule("R-26", clauses=KNOWN)
def the_pilot_comes_first(*, version: ItemVersion) -> Refusal | None:
    """Where the policy of the scheme has pilots, an item counts for nobody before it was tried."""
    if version.state != ItemState.VALIDATED or not queries.policy(version.item.scheme).pilots:
        return None
    return Refusal(
        _("The policy of this scheme has items tried in a pilot before they count."),
        mend=Mend(_("Approve it for a pilot."), act="itembank.item.approve-for-pilot"),
    )


@rule("R-26", clauses=KNOWN, kind=Kind.OURS)
def the_policy_has_pilots(*, version: ItemVersion) -> Refusal | None:
    """An item is tried in a pilot where the policy of the scheme has pilots."""
    if queries.policy(version.item.scheme).pilots:
        return None
    return Refusal(
        _("The policy of this scheme has no pilots."),
        mend=Mend(_("Approve the item for use; its statistics are looked at before the first release of results.")),
    )


@rule("R-26", clauses=KNOWN)
def enough_have_answered(*, version: ItemVersion) -> Refusal | None:
    """The statistics of a pilot are judged when as many have answered as the policy of the scheme asks for."""
    wanted = queries.policy(version.item.scheme).pilot_least
    latest = queries.figures(version)
    have = latest.n if latest else 0
    if have >= wanted:
        return None
    return Refusal(
        _("The policy of this scheme wants %(wanted)d answers before a pilot is judged; %(have)d are known.")
        % {"wanted": wanted, "have": have},
        mend=Mend(_("Go on with the pilot, or retire the item.")),
    )


@rule("R-26", clauses=KNOWN)
def there_is_something_to_look_at(*, version: ItemVersion) -> Refusal | None:
    """Who looked at the statistics of an item had some to look at."""
    if queries.figures(version):
        return None
    return Refusal(
        _("Nothing is known yet of how candidates answered this item."),
        mend=Mend(_("An item analysis of a form that holds it says so.")),
    )
