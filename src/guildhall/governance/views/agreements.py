"""Pages of texts of agreement: what the body agrees with each kind of party, and how each text came into effect."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.governance.acts import agreements
from guildhall.governance.forms.information import AgreementTextForm
from guildhall.governance.lifecycles.information import AGREEMENT_TEXT, AgreementState
from guildhall.governance.models import AgreementText, Language, Party
from guildhall.governance.permissions.information import (
    may_approve_agreements,
    may_propose_agreements,
    may_see_agreements,
)
from guildhall.governance.queries import information as queries
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.personnel.forms import ReasonForm
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

TONES = {
    AgreementState.PROPOSED: Tone.OPEN,
    AgreementState.EFFECTIVE: Tone.HOLDS,
    AgreementState.SUPERSEDED: Tone.CLOSED,
    AgreementState.REJECTED: Tone.CLOSED,
}
MOVES: dict[str, tuple[Act[..., AgreementText], type[ActForm]]] = {
    "approve": (agreements.approve, ActForm),
    "reject": (agreements.reject, ReasonForm),
}
"""What top management does with a text that somebody else proposed."""


def status_of(text: AgreementText) -> Status:
    """The state of a text in a word."""
    state = AgreementState(text.state)
    return Status(translated(AGREEMENT_TEXT.words[state]), TONES[state])


REGISTER = ListPage[AgreementText](
    name="governance.agreement-texts",
    title=gettext_noop("Agreements"),
    queryset=lambda request: queries.agreement_texts(),
    order="-number",
    columns=[
        Column(
            gettext_noop("Number"), lambda row: row.number, lambda row: ("governance:agreement", row.pk), "number", True
        ),
        Column(gettext_noop("With"), lambda row: str(row.party_word), order="party"),
        Column(gettext_noop("Language"), lambda row: str(Language(row.language).label), order="language"),
        Column(gettext_noop("State"), status_of),
        Column(gettext_noop("Approved"), lambda row: row.approved_at, order="approved_at"),
    ],
    filters=[
        Filter(
            "party",
            gettext_noop("With"),
            lambda request: [(each.value, str(each.label)) for each in Party],
            lambda rows, party: rows.filter(party=party),
        ),
        Filter(
            "state",
            gettext_noop("State"),
            list(AGREEMENT_TEXT.words.items()),
            lambda rows, state: rows.filter(state=state),
        ),
    ],
    empty=gettext_noop(
        "Here stands what the body agrees with applicants, certified persons, employers, scheme owners and providers: "
        "what it covers, where the service ends, what the body is liable for. The quality manager proposes a text."
    ),
    new=(agreements.propose, ("governance:agreement-propose",)),
)


@page(area="desk", permission=may_see_agreements)
def register(request: PageRequest) -> HttpResponseBase:
    """All texts of agreement."""
    return REGISTER.response(request)


@page(area="desk", permission=may_see_agreements)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One text of agreement."""
    text = _text(pk)
    known = {"text": text}
    offers = [
        Offer(agreements.approve, ("governance:agreement-approve", text.pk), known, main=True),
        Offer(agreements.reject, ("governance:agreement-reject", text.pk), known),
    ]
    return render_record(
        request,
        text,
        kind=_("Agreement with %(party)s") % {"party": text.party_word},
        title=text.number,
        status=status_of(text),
        facts=_facts(text),
        offers=offers if text.state == AgreementState.PROPOSED else [],
        template="governance/agreement.html",
        context={"text": text},
    )


def _facts(text: AgreementText) -> list[Fact]:
    approver = text.approved_by
    return [
        Fact(_("Language"), str(Language(text.language).label)),
        Fact(_("Proposed by"), text.proposed_by.name),
        Fact(_("Proposed"), text.proposed_at),
        *([Fact(_("Approved by"), approver.name)] if approver else []),
        *([Fact(_("Approved"), text.approved_at)] if approver else []),
        *([Fact(_("Replaced"), text.superseded_on)] if text.superseded_on else []),
    ]


@page(area="desk", permission=may_propose_agreements)
def propose(request: PageRequest) -> HttpResponseBase:
    """Propose a text."""
    form = AgreementTextForm(request.POST or None)
    return perform(request, agreements.propose, form, then=lambda made: ("governance:agreement", made.pk))


@page(area="desk", permission=may_approve_agreements)
def move(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Approve or reject a text."""
    text = _text(pk)
    act, form = MOVES[verb]
    return perform(
        request,
        act,
        form(request.POST or None, record=text),
        record=text,
        then=("governance:agreement", text.pk),
        template="governance/on_agreement.html",
        context={"kind": text.number, "text": text},
    )


def _text(pk: UUID) -> AgreementText:
    return get_object_or_404(queries.agreement_texts(), pk=pk)
