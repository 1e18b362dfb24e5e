"""What everybody sees of themselves: what they agree that others are told, and what was told."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from guildhall.governance.acts import disclosures
from guildhall.governance.forms.information import ConsentForm
from guildhall.governance.queries import information as queries
from guildhall.governance.views.disclosures import status_of
from guildhall.kernel import clock
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform

HOME = ("governance:my-consents",)


@page(area="portal", permission=SIGNED_IN)
def mine(request: PageRequest) -> HttpResponseBase:
    """What the person who asks agreed to, and what was told about them; not what the law forbids to tell."""
    given = [(each, status_of(each)) for each in queries.consents().filter(person_id=request.person.pk)]
    told = queries.disclosures_told(request.person.pk)
    context = {"title": _("What others are told about me"), "consents": given, "disclosures": told}
    return render(request, "governance/my_consents.html", context)


@page(area="portal", permission=SIGNED_IN)
def give(request: PageRequest) -> HttpResponseBase:
    """Agree that somebody is told something about oneself."""
    form = ConsentForm(request.POST or None, record=request.person)

    def arguments(typed: dict[str, Any]) -> dict[str, Any]:
        return {**typed, "given_on": clock.today()}

    lead = _("You decide who is told what, for what and until when. You can take it back at any time.")
    return perform(
        request,
        disclosures.consent,
        form,
        record=request.person,
        arguments=arguments,
        then=HOME,
        context={"lead": lead},
    )


@page(area="portal", permission=SIGNED_IN)
def revoke(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take one's own consent back."""
    consent = get_object_or_404(queries.consents(), pk=pk, person_id=request.person.pk)
    context = {"kind": consent.number, "consequence": _("From this moment nothing more is told on it.")}
    form = ActForm(request.POST or None, record=consent)
    return perform(request, disclosures.revoke, form, record=consent, then=HOME, context=context)
