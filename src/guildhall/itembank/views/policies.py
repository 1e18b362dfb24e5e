"""Pages of how the banks of schemes are kept: what is set, since when and why; and the form that sets it anew."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from guildhall.itembank import queries
from guildhall.itembank.acts import policies
from guildhall.itembank.forms import PolicyForm
from guildhall.itembank.permissions import knows_the_policy, sets_the_policy
from guildhall.schemes.models import Scheme
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform


@page(area="desk", permission=knows_the_policy)
def register(request: PageRequest) -> HttpResponseBase:
    """How the bank of each scheme is kept today, and what was set before."""
    shown = [
        {
            "scheme": scheme,
            "policy": queries.policy(scheme),
            "earlier": list(queries.policies(scheme)),
            "refusal": policies.set_policy.refusal(by=request.actor, scheme=scheme),
        }
        for scheme in Scheme.objects.select_related("scope").order_by("code")
    ]
    return render(request, "itembank/policies.html", {"title": _("How item banks are kept"), "schemes": shown})


@page(area="desk", permission=sets_the_policy)
def change(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Set how the bank of a scheme is kept from now on."""
    scheme = get_object_or_404(Scheme.objects.select_related("scope"), pk=pk)
    stands = queries.policy(scheme)
    initial = {name: getattr(stands, name) for name in PolicyForm.STANDING}
    return perform(
        request,
        policies.set_policy,
        PolicyForm(request.POST or None, record=scheme, initial=initial),
        record=scheme,
        then=("itembank:policies",),
        context={
            "kind": scheme.name,
            "consequence": _("What is under way is judged by the new policy from its next step on."),
        },
    )
