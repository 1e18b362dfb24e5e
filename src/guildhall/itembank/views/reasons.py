"""Why the key is right and the distractors are wrong: written by the author, and shown to who judges the item.

With it on the workbench stand the guidance on the wording, and the way to try the item.
"""

from uuid import UUID

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from guildhall.itembank import delivering, readings
from guildhall.itembank.acts import rationales
from guildhall.itembank.forms.reasons import ReasonsForm
from guildhall.itembank.guidance import advice
from guildhall.itembank.models import ItemVersion
from guildhall.itembank.permissions import writes_items
from guildhall.itembank.queries.rationales import reasons
from guildhall.itembank.views.items import version_of
from guildhall.itembank.views.sections import Section, Where, part
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform


@page(area="desk", permission=writes_items)
def write(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Write for one's own draft why the key is right and each distractor wrong, and where that is written."""
    version = version_of(pk)
    if refusal := rationales.write.refusal(by=request.actor, version=version):
        raise refusal
    item = readings.opened(by=request.actor, version=version)
    form = ReasonsForm(request.POST or None, record=version, reasons=reasons(version, item))
    return perform(
        request,
        rationales.write,
        form,
        record=version,
        arguments=lambda typed: {"reasons": form.reasons},
        then=("itembank:version-key", version.pk),
        title=_("Reasons of %(number)s") % {"number": version.item.number},
        context={"kind": str(version), "button": _("Keep")},
    )


@part(Where.WORKBENCH, place=10)
def trying(request: PageRequest, version: ItemVersion) -> Section:
    """The way to answer the item oneself, with its score and the reckoning."""
    return Section("itembank/_try.html", {"url": reverse("itembank:version-try", args=[version.pk])})


@part(Where.WORKBENCH, place=20)
def why(request: PageRequest, version: ItemVersion) -> Section:
    """Every option with its reason and its reference."""
    may = rationales.write.refusal(by=request.actor, version=version) is None
    url = reverse("itembank:version-reasons", args=[version.pk]) if may else ""
    told = reasons(version, delivering.parsed(version))
    return Section("itembank/_reasons.html", {"reasons": told, "reasons_url": url})


@part(Where.WORKBENCH, place=30)
def guidance(request: PageRequest, version: ItemVersion) -> Section:
    """What the guidance says of the wording, for who judges it."""
    return Section("itembank/_guidance.html", {"advice": advice(delivering.parsed(version))})
