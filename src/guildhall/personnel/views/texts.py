"""Pages of the texts that people sign."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.kernel.words import gettext_noop
from guildhall.personnel.acts import texts
from guildhall.personnel.forms import ReasonForm, TextForm
from guildhall.personnel.lifecycles import TEXT, TextState
from guildhall.personnel.models import DeclarationText
from guildhall.personnel.permissions import may_approve_texts, may_propose_texts, may_read_texts
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, ListPage
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

TONES = {
    TextState.PROPOSED: Tone.OPEN,
    TextState.EFFECTIVE: Tone.HOLDS,
    TextState.SUPERSEDED: Tone.CLOSED,
    TextState.REJECTED: Tone.CLOSED,
}


def status_of(text: DeclarationText) -> Status:
    """The state of a text in a word."""
    state = TextState(text.state)
    return Status(translated(TEXT.words[state]), TONES[state])


REGISTER = ListPage[DeclarationText](
    name="personnel.texts",
    title=gettext_noop("Texts of declaration"),
    queryset=lambda request: DeclarationText.objects.all(),
    order="-number",
    columns=[
        Column(gettext_noop("Number"), lambda row: row.number, lambda row: ("personnel:text", row.pk), "number", True),
        Column(gettext_noop("State"), status_of),
        Column(gettext_noop("Proposed"), lambda row: row.proposed_at, order="proposed_at"),
        Column(gettext_noop("Approved"), lambda row: row.approved_at, order="approved_at"),
    ],
    empty=gettext_noop(
        "Here stand the words that people sign. The quality manager proposes them, top management approves."
    ),
    new=(texts.propose, ("personnel:text-propose",)),
)


@page(area="desk", permission=SIGNED_IN)
def register(request: PageRequest) -> HttpResponseBase:
    """All texts, the latest first."""
    return REGISTER.response(request)


@page(area="desk", permission=may_read_texts)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One text with its words and its approval."""
    text = _text(pk)
    known = {"text": text}
    return render_record(
        request,
        text,
        kind=_("Text of declaration"),
        title=text.number,
        status=status_of(text),
        facts=[
            Fact(_("Proposed"), text.proposed_at, note=text.proposed_by.name),
            Fact(_("Approved"), text.approved_at, note=text.approved_by.name if text.approved_by else ""),
        ],
        offers=[
            Offer(texts.approve, ("personnel:text-approve", text.pk), known, main=True),
            Offer(texts.reject, ("personnel:text-reject", text.pk), known),
        ],
        template="personnel/text.html",
        context={"text": text},
    )


@page(area="desk", permission=may_propose_texts)
def propose(request: PageRequest) -> HttpResponseBase:
    """Write a new text; the one in effect is the draft."""
    current = DeclarationText.objects.filter(state=TextState.EFFECTIVE).first()
    form = TextForm(request.POST or None, initial={"words": current.words if current else ""})
    return perform(request, texts.propose, form, then=lambda made: ("personnel:text", made.pk))


@page(area="desk", permission=may_approve_texts)
def approve(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Put a text into effect."""
    text = _text(pk)
    return perform(
        request,
        texts.approve,
        ActForm(request.POST or None, record=text),
        record=text,
        then=("personnel:text", text.pk),
        template="personnel/on_declaration.html",
        context={"text": text},
    )


@page(area="desk", permission=may_approve_texts)
def reject(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Decline a text, with the reason."""
    text = _text(pk)
    return perform(
        request,
        texts.reject,
        ReasonForm(request.POST or None, record=text),
        record=text,
        then=("personnel:text", text.pk),
    )


def _text(pk: UUID) -> DeclarationText:
    return get_object_or_404(DeclarationText.objects.select_related("proposed_by", "approved_by"), pk=pk)
