"""Pages on which an item is answered blind, and on which an expert stands for what a machine drafted."""

from uuid import UUID

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from guildhall.itembank import readings
from guildhall.itembank.acts import validations
from guildhall.itembank.answering import answered
from guildhall.itembank.forms import BlindForm, StandForm
from guildhall.itembank.permissions import judges_items, reviews_items
from guildhall.itembank.views.items import described, version_of
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform


@page(area="desk", permission=judges_items)
def answer(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Answer an item like a candidate; who has opened its key is told so before the item is shown."""
    version = version_of(pk)
    if refusal := validations.answer.refusal(by=request.actor, version=version):
        raise refusal
    shown = readings.seen(by=request.actor, version=version)
    return perform(
        request,
        validations.answer,
        BlindForm(request.POST or None, record=version),
        record=version,
        arguments=lambda typed: {"answers": answered(shown, request.POST), "remark": typed["remark"]},
        then=("itembank:version", version.pk),
        template="itembank/blind.html",
        context={"preview": shown.html, "version": version, "kind": str(version), "button": _("Hand in the answer")},
    )


@page(area="desk", permission=reviews_items)
def stand(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Stand as an expert for what a machine drafted."""
    version = version_of(pk)
    preview = readings.seen(by=request.actor, version=version).html
    return perform(
        request,
        validations.stand,
        StandForm(request.POST or None, record=version),
        record=version,
        then=("itembank:version", version.pk),
        template="itembank/judge.html",
        context={
            "preview": preview,
            "item": described(readings.opened(by=request.actor, version=version)),
            "version": version,
            "kind": str(version),
            "back": reverse("itembank:version", args=[version.pk]),
        },
    )
