"""What is done with a version: submitted, reviewed, approved, moved, locked, retired, begun anew."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from guildhall.itembank import queries, readings
from guildhall.itembank.acts import items, reviews
from guildhall.itembank.forms import AcceptForm, DomainForm, ReasonForm, SendBackForm
from guildhall.itembank.models import ItemVersion, Origin
from guildhall.itembank.permissions import judges_items, manages_items, reviews_items, works_on_items, writes_items
from guildhall.itembank.views.items import described, version_of
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

REASONED: dict[str, Act[..., ItemVersion]] = {
    "compromise": reviews.compromise,
    "clear": reviews.clear,
    "retire": reviews.retire,
}
"""What is done with a reason alone."""

CONSEQUENCES = {
    "compromise": gettext_noop("The item goes into no form from now on. See to the forms in which it stands already."),
    "clear": gettext_noop("The item becomes a draft again, and is submitted, reviewed and approved anew."),
    "retire": gettext_noop("The item is taken out of use for good. What was examined with it stays as it was."),
}
"""What follows."""


@page(area="desk", permission=writes_items)
def submit(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Hand a draft to the reviewers."""
    version = version_of(pk)
    consequence = _("The item does not change while it is in review. Reviewers see it; nobody else does.")
    return _done(request, reviews.submit, ActForm(request.POST or None, record=version), version, consequence)


@page(area="desk", permission=reviews_items)
def accept(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Work an item through, with its key beside it, and accept it."""
    version = version_of(pk)
    form = AcceptForm(request.POST or None, record=version, by_machine=version.origin == Origin.MACHINE)
    return _judged(request, reviews.accept, form, version, otherwise=reviews.send_back)


@page(area="desk", permission=judges_items)
def send_back(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Give an item back to its author, with what is to be mended."""
    version = version_of(pk)
    form = SendBackForm(request.POST or None, record=version)
    return _judged(request, reviews.send_back, form, version, lambda typed: form.verdict)


@page(area="desk", permission=manages_items)
def approve(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Let a reviewed item into use."""
    version = version_of(pk)
    form = ActForm(request.POST or None, record=version)
    return _judged(request, reviews.approve, form, version, otherwise=reviews.send_back)


@page(area="desk", permission=manages_items)
def reasoned(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Lock, clear or retire an item, with the reason."""
    version = version_of(pk)
    form = ReasonForm(request.POST or None, record=version)
    return _done(request, REASONED[verb], form, version, translated(CONSEQUENCES[verb]))


@page(area="desk", permission=works_on_items)
def revise(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Begin a new version."""
    version = version_of(pk)
    told = _("Version %(ordinal)s stays in use until the new one is approved.")
    return perform(
        request,
        items.revise,
        ActForm(request.POST or None, record=version),
        record=version,
        then=lambda made: ("itembank:version", made.pk),
        context={"consequence": told % {"ordinal": version.ordinal}, "kind": str(version)},
    )


@page(area="desk", permission=writes_items)
def classify(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Move an item to another domain of the blueprint."""
    version = version_of(pk)
    stands = {"domain_code": version.item.domain_code}
    domains = queries.domains(version.item.scheme)
    form = DomainForm(request.POST or None, record=version, domains=domains, initial=stands)
    return _done(request, items.classify, form, version)


def _done(
    request: PageRequest,
    act: "Act[..., Any]",
    form: ActForm,
    version: ItemVersion,
    consequence: str = "",
) -> HttpResponse:
    return perform(
        request,
        act,
        form,
        record=version,
        then=("itembank:version", version.pk),
        context={"consequence": consequence, "kind": str(version)},
    )


def _judged(
    request: PageRequest,
    act: "Act[..., Any]",
    form: ActForm,
    version: ItemVersion,
    arguments: Callable[[dict[str, Any]], Mapping[str, Any]] | None = None,
    otherwise: "Act[..., Any] | None" = None,
) -> HttpResponse:
    """An act before which the item is worked through: as a candidate sees it, then with its key."""
    preview = readings.seen(by=request.actor, version=version).html
    item = described(readings.opened(by=request.actor, version=version))
    return perform(
        request,
        act,
        form,
        record=version,
        arguments=arguments,
        then=("itembank:version", version.pk),
        template="itembank/judge.html",
        context={
            "preview": preview,
            "item": item,
            "version": version,
            "kind": str(version),
            "back": reverse("itembank:version", args=[version.pk]),
            "otherwise": translated(otherwise.label) if otherwise else "",
        },
    )
