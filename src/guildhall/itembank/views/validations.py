"""The page on which an item is answered blind."""

from uuid import UUID

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from guildhall.itembank import readings
from guildhall.itembank.acts import validations
from guildhall.itembank.answering import answered
from guildhall.itembank.forms import BlindForm
from guildhall.itembank.permissions import judges_items
from guildhall.itembank.views.items import version_of
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
