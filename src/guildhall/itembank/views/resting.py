"""The list of items that should rest, because as many candidates saw them as the policy of their scheme allows."""

from uuid import UUID

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guildhall.itembank import queries
from guildhall.itembank.acts import flags
from guildhall.itembank.models import ItemVersion
from guildhall.itembank.permissions import manages_items
from guildhall.itembank.permissions.finding import may_keep_bank
from guildhall.itembank.queries import exposures
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.models import Scheme
from guildhall.shell.lists import Column, ListPage, OnSelection
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest

REASON = forms.CharField(
    label=gettext_lazy("Reason"),
    widget=forms.Textarea(attrs={"rows": 2}),
    initial=gettext_lazy("As many candidates have seen it as the policy of the scheme allows."),
)


def _lately(row: ItemVersion) -> int | str:
    """How many saw it in the months to which its policy looks back; nothing where it looks back over none."""
    return row.exposure.lately if row.within else ""  # type: ignore[attr-defined]  # annotated


COLUMNS: tuple[Column[ItemVersion], ...] = (
    Column(gettext_noop("Number"), str, lambda row: ("itembank:version", row.pk), "item__number", True),
    Column(gettext_noop("Domain"), lambda row: row.item.domain_code, order="item__domain_code", code=True),
    Column(gettext_noop("Seen since its last rest"), lambda row: row.exposure.since_rest),
    Column(gettext_noop("Seen in the months that count"), _lately),
    Column(gettext_noop("Seen in all"), lambda row: row.exposure.shown, order="exposure__shown"),
    Column(gettext_noop("Last seen"), lambda row: row.exposure.last_on, order="exposure__last_on"),
)


@page(area="desk", permission=manages_items)
def worn(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The items of one scheme that have reached its limit; they rest together, with a report on each."""
    scheme = get_object_or_404(Scheme.objects.select_related("scope"), pk=pk)
    if refusal := may_keep_bank.refusal(by=request.actor, scheme=scheme):
        raise refusal
    return _worn(scheme).response(request)


def _worn(scheme: Scheme) -> ListPage[ItemVersion]:
    return ListPage(
        name="itembank.worn",
        title=_("Items of %(scheme)s to rest") % {"scheme": scheme.code},
        note=_limit(scheme),
        queryset=lambda request: exposures.worn_for(request.person.id).filter(item__scheme=scheme),
        order="item__number",
        columns=COLUMNS,
        on_selection=[OnSelection(flags.rest, fields={"reason": REASON})],
        empty=gettext_noop(
            "No item in use has reached its limit. Items come here when as many candidates have seen them as the "
            "policy of the bank says, counted from their first use or from the end of their last rest."
        ),
    )


def _limit(scheme: Scheme) -> str:
    """What the policy of the bank says, in a sentence."""
    policy = queries.policy(scheme)
    if not policy.rest_after:
        return _("The policy of this scheme sets no limit.")
    told = {"count": policy.rest_after, "months": policy.rest_months, "within": policy.rest_within}
    if policy.rest_within:
        return _("An item rests after %(count)d candidates within %(within)d months, for %(months)d months.") % told
    return _("An item rests after %(count)d candidates, for %(months)d months.") % told
