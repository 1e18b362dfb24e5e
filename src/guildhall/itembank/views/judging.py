"""The pages on which an item is worked through and judged: everything about it is on one page, beside the verdict."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from guildhall.itembank import queries
from guildhall.itembank.acts import pilots, reviews, validations
from guildhall.itembank.forms import ContentForm, LanguageForm, SendBackForm, StandForm
from guildhall.itembank.lifecycles import ItemState
from guildhall.itembank.models import ItemVersion
from guildhall.itembank.permissions import judges_items, manages_items, reviews_items
from guildhall.itembank.queries.seconding import content_reviewers
from guildhall.itembank.views.items import version_of
from guildhall.itembank.views.sections import Where, part
from guildhall.itembank.views.workbench import bench
from guildhall.ledger.acts import Act
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.records import Related, Row, Status, Tone
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated


@page(area="desk", permission=reviews_items)
def accept(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Work the content of an item through, with its key beside it, and accept it: as the first of two, or for good."""
    version = version_of(pk)
    act: Act[..., ItemVersion] = reviews.endorse if queries.awaits_second(version) else reviews.accept
    return _judged(request, act, ContentForm(request.POST or None, record=version), version, otherwise=True)


@page(area="desk", permission=reviews_items)
def assess(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Work the words of an item through, and accept its fairness and language."""
    version = version_of(pk)
    form = LanguageForm(request.POST or None, record=version)
    return _judged(request, reviews.assess, form, version, otherwise=True)


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
    return _judged(request, reviews.approve, ActForm(request.POST or None, record=version), version, otherwise=True)


@page(area="desk", permission=manages_items)
def approve_for_pilot(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Let a reviewed item be tried with candidates."""
    version = version_of(pk)
    return _judged(request, pilots.approve, ActForm(request.POST or None, record=version), version, otherwise=True)


@page(area="desk", permission=reviews_items)
def stand(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Stand as an expert for what a machine drafted."""
    version = version_of(pk)
    form = StandForm(request.POST or None, record=version)
    return _judged(request, validations.stand, form, version, otherwise=True)


def _judged(
    request: PageRequest,
    act: "Act[..., Any]",
    form: ActForm,
    version: ItemVersion,
    arguments: Callable[[dict[str, Any]], Mapping[str, Any]] | None = None,
    *,
    otherwise: bool = False,
) -> HttpResponse:
    """An act before which the item is worked through: as a candidate sees it, then with all that is known of it."""
    return perform(
        request,
        act,
        form,
        record=version,
        arguments=arguments,
        then=("itembank:version", version.pk),
        template="itembank/judge.html",
        context={
            **bench(request, version),
            "title": translated(act.label),
            "back": reverse("itembank:version", args=[version.pk]),
            "otherwise": translated(reviews.send_back.label) if otherwise else "",
        },
    )


@part(Where.REVIEWING, place=5)
def two_reviewers(request: PageRequest, version: ItemVersion) -> Related | None:
    """Where the policy of the scheme wants two people to accept the content: who did, and who could be the other."""
    if version.state != ItemState.CONTENT or queries.policy(version.item.scheme).reviewers < 2:
        return None
    accepted, free = content_reviewers(version)
    told = _("%(name)s accepted its content as the first of two")
    rows = [Row(told % {"name": name}, status=Status(_("Accepted"), Tone.HOLDS)) for name in accepted]
    return Related(_("Two reviewers"), [*rows, *_awaited(", ".join(free), is_begun=bool(rows))])


def _awaited(free: str, *, is_begun: bool) -> list[Row]:
    """Whose acceptance is still to come, and who is free to give it."""
    nobody = _("Nobody else reviews items of this scheme today.")
    why = _("Free to do it: %(names)s") % {"names": free} if free else nobody
    awaited = Status(_("Awaited"), Tone.OPEN)
    if is_begun:
        return [Row(_("Another person’s acceptance"), why, status=awaited)]
    first = Row(_("Somebody accepts its content as the first of two"), why, status=awaited)
    return [first, Row(_("Another person accepts it after that"), status=awaited)]
