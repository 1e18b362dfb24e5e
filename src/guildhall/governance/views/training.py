"""Pages of training kept apart: what is stated and offered, searches for equivalents, and texts for the public."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.governance.acts import training, wordings
from guildhall.governance.forms.body import WhyForm
from guildhall.governance.forms.impartiality import JudgementForm
from guildhall.governance.forms.training import ClearForm, OfferForm, SearchForm, StatementForm, WordingForm
from guildhall.governance.lifecycles import OFFER, SEARCH, WORDING
from guildhall.governance.lifecycles.training import OfferState, SearchState, WordingState
from guildhall.governance.models import EquivalentSearch, PublicWording, TrainingOffer, TrainingStatement
from guildhall.governance.permissions.training import may_hand_in_wordings, may_read_of_training
from guildhall.governance.queries import training as queries
from guildhall.identity.models import Scope
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.ledger.records import Record
from guildhall.shell.columns import Column, Filter
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

NEW: dict[str, tuple[Act[..., Any], type[ActForm]]] = {
    "training-state": (training.state, StatementForm),
    "training-offer": (training.offer, OfferForm),
    "search-propose": (training.propose, SearchForm),
}
"""What is begun on the page of training."""

SEARCH_TONES = {
    SearchState.PROPOSED: Tone.OPEN,
    SearchState.APPROVED: Tone.HOLDS,
    SearchState.REJECTED: Tone.FAILS,
    SearchState.SUPERSEDED: Tone.CLOSED,
}
WORDING_TONES = {
    WordingState.PROPOSED: Tone.OPEN,
    WordingState.CLEARED: Tone.HOLDS,
    WordingState.REFUSED: Tone.FAILS,
    WordingState.WITHDRAWN: Tone.CLOSED,
}
SHOWN = 20


@page(area="desk", permission=may_read_of_training)
def overview(request: PageRequest) -> HttpResponseBase:
    """Whether the body trains, what is offered beside certification, and how both are kept apart."""
    stated = queries.statement()
    about: Record = stated or Scope.objects.get(kind=Scope.Kind.BODY)
    offers = [Offer(act, (f"governance:{verb}",), label=translated(act.label)) for verb, (act, _form) in NEW.items()]
    return render_record(
        request,
        about,
        kind=_("Certification kept apart from training"),
        title=_("Training"),
        status=_stated(stated),
        facts=_statement_facts(stated) if stated else [],
        offers=offers,
        related=[_offers(), _searches()],
    )


def _stated(statement: TrainingStatement | None) -> Status:
    if statement is None:
        return Status(_("Not stated"), Tone.FAILS)
    if statement.confirm_on < clock.today():
        return Status(_("To be confirmed"), Tone.FAILS)
    return Status(_("Stated"), Tone.HOLDS)


def _statement_facts(statement: TrainingStatement) -> list[Fact]:
    yes, no = _("yes"), _("no")
    return [
        Fact(_("Our legal entity offers training"), yes if statement.trains else no),
        Fact(_("Our legal entity offers education"), yes if statement.educates else no),
        Fact(_("Statement"), statement.words, note=statement.number),
        Fact(_("Stated"), statement.stated_at, note=statement.stated_by.name),
        Fact(_("Confirmed again by"), statement.confirm_on),
    ]


def _offers() -> Related:
    found = TrainingOffer.objects.select_related("scope", "related", "threat").order_by("-number")[:SHOWN]
    rows = [
        Row(
            f"{each.number} {each.title}",
            _("by %(whom)s for %(scheme)s, from %(day)s; threat %(threat)s")
            % {
                "whom": each.related.name if each.related else _("our own legal entity"),
                "scheme": each.scope.name,
                "day": date_format(each.begins_on, "j M Y"),
                "threat": each.threat.number,
            },
            ("governance:training-end", each.pk) if each.state == OfferState.OFFERED else (),
            offer_status(each),
        )
        for each in found
    ]
    empty = _(
        "No training is offered beside certification. Whoever plans one analyses its threat, then records it here."
    )
    return Related(_("What is offered"), rows, empty)


def offer_status(offer: TrainingOffer) -> Status:
    """Whether a training is offered still."""
    tone = Tone.SOON if offer.state == OfferState.OFFERED else Tone.CLOSED
    return Status(translated(OFFER.words[OfferState(offer.state)]), tone)


def _searches() -> Related:
    found = EquivalentSearch.objects.select_related("scope").order_by("-number")[:SHOWN]
    rows = [
        Row(
            f"{each.number} {each.course}",
            f"{each.scope.name}, {each.requirement}",
            ("governance:search", each.pk),
            search_status(each),
        )
        for each in found
    ]
    empty = _(
        "Where a scheme accepts our own course alone, a search of the last year shows that there is no other. There is "
        "no such search yet."
    )
    return Related(_("Searches for equivalent training"), rows, empty)


def search_status(search: EquivalentSearch) -> Status:
    """What became of a search; one that is older than a year says so."""
    if search.state == SearchState.APPROVED and search.until_on and search.until_on < clock.today():
        return Status(_("Too old"), Tone.FAILS)
    state = SearchState(search.state)
    return Status(translated(SEARCH.words[state]), SEARCH_TONES[state])


@page(area="desk", permission=may_read_of_training)
def begin(request: PageRequest, verb: str) -> HttpResponseBase:
    """State whether the body trains, record an offer, or a search for equivalents."""
    act, form = NEW[verb]
    stated = queries.statement()
    initial = vars(stated) if stated and verb == "training-state" else {}
    return perform(request, act, form(request.POST or None, initial=initial), then=("governance:training",))


@page(area="desk", permission=may_read_of_training)
def end(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Record that a training is not offered any more."""
    offer = get_object_or_404(TrainingOffer, pk=pk)
    form = WhyForm(request.POST or None, record=offer)
    lead = f"{offer.number} {offer.title}"
    return perform(request, training.end, form, record=offer, then=("governance:training",), context={"lead": lead})


SEARCH_MOVES: dict[str, tuple[Act[..., EquivalentSearch], type[ActForm]]] = {
    "approve": (training.approve, ActForm),
    "reject": (training.reject, WhyForm),
}


@page(area="desk", permission=may_read_of_training)
def search(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One search for equivalents of our own course."""
    found = _search(pk)
    offers = [
        Offer(act, (f"governance:search-{verb}", pk), {"search": found}, main=verb == "approve")
        for verb, (act, _form) in SEARCH_MOVES.items()
    ]
    approver = found.approved_by
    return render_record(
        request,
        found,
        kind=_("Search for equivalent training"),
        title=found.number,
        status=search_status(found),
        facts=[
            Fact(_("Scheme"), found.scope.name),
            Fact(_("Requirement"), found.requirement),
            Fact(_("Our own course"), found.course),
            Fact(_("What was looked at"), found.looked_at),
            Fact(_("Why none is equivalent"), found.findings),
            Fact(_("Made"), found.proposed_at, note=found.proposed_by.name),
            Fact(_("Approved"), found.approved_at, note=approver.name if approver else ""),
            Fact(_("Holds until"), found.until_on),
            *([Fact(_("Reason"), found.reasons)] if found.reasons else []),
        ],
        offers=offers if found.state == SearchState.PROPOSED else [],
    )


@page(area="desk", permission=may_read_of_training)
def search_move(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Approve or reject a search."""
    found = _search(pk)
    act, form = SEARCH_MOVES[verb]
    lead = f"{found.course}: {found.findings}"
    return perform(
        request,
        act,
        form(request.POST or None, record=found),
        record=found,
        arguments={} if verb == "approve" else None,
        then=("governance:search", pk),
        context={"lead": lead},
    )


def _search(pk: UUID) -> EquivalentSearch:
    return get_object_or_404(EquivalentSearch.objects.select_related("scope", "proposed_by", "approved_by"), pk=pk)


def wording_status(wording: PublicWording) -> Status:
    """Whether a text may be published."""
    state = WordingState(wording.state)
    return Status(translated(WORDING.words[state]), WORDING_TONES[state])


WORDINGS = ListPage[PublicWording](
    name="governance.wordings",
    title=gettext_noop("Texts for the public"),
    queryset=lambda request: PublicWording.objects.all(),
    order="-number",
    columns=(
        Column(
            gettext_noop("Number"), lambda row: row.number, lambda row: ("governance:wording", row.pk), "number", True
        ),
        Column(gettext_noop("Title"), lambda row: row.title, order="title"),
        Column(gettext_noop("Where it appears"), lambda row: row.medium),
        Column(gettext_noop("State"), wording_status),
        Column(gettext_noop("Striking passages"), lambda row: len(row.passages)),
        Column(gettext_noop("Handed in"), lambda row: row.proposed_at, order="proposed_at"),
    ),
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            lambda request: [(str(state), translated(word)) for state, word in WORDING.words.items()],
            lambda rows, state: rows.filter(state=state),
        )
    ],
    search=lambda rows, text: rows.filter(title__icontains=text) | rows.filter(number__icontains=text),
    search_hint=gettext_noop("Title or number"),
    empty=gettext_noop(
        "Here stands every page, flyer and advertisement that is no controlled document. Hand a text in before it is "
        "published; somebody else reads it for hints that a training makes certification easier."
    ),
    new=(wordings.propose, ("governance:wording-propose",)),
)


@page(area="desk", permission=may_hand_in_wordings)
def wording_register(request: PageRequest) -> HttpResponseBase:
    """Texts for the public."""
    return WORDINGS.response(request)


@page(area="desk", permission=may_hand_in_wordings)
def hand_in(request: PageRequest) -> HttpResponseBase:
    """Hand in a text for the public."""
    form = WordingForm(request.POST or None)
    return perform(request, wordings.propose, form, then=lambda made: ("governance:wording", made.pk))


WORDING_MOVES: dict[str, tuple[Act[..., PublicWording], type[ActForm]]] = {
    "clear": (wordings.clear, ClearForm),
    "refuse": (wordings.refuse, JudgementForm),
    "withdraw": (wordings.withdraw, JudgementForm),
}
WORDING_STEPS = {WordingState.PROPOSED: ("clear", "refuse"), WordingState.CLEARED: ("withdraw",)}


@page(area="desk", permission=may_hand_in_wordings)
def wording(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One text for the public, with its striking passages."""
    found = _wording(pk)
    known = {"wording": found}
    judge = found.judged_by
    return render_record(
        request,
        found,
        kind=_("Text for the public"),
        title=found.number,
        status=wording_status(found),
        facts=[
            Fact(_("Title"), found.title),
            Fact(_("Where it appears"), found.medium),
            Fact(_("Handed in"), found.proposed_at, note=found.proposed_by.name),
            Fact(_("Judged"), found.judged_at, note=judge.name if judge else ""),
            *([Fact(_("Reasons"), found.reasons)] if found.reasons else []),
        ],
        offers=[
            Offer(WORDING_MOVES[verb][0], (f"governance:wording-{verb}", pk), known, main=verb == "clear")
            for verb in WORDING_STEPS.get(WordingState(found.state), ())
        ],
        template="governance/wording.html",
        context={"wording": found},
    )


@page(area="desk", permission=may_hand_in_wordings)
def wording_move(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Clear, refuse or withdraw a text, with its words before one's eyes."""
    found = _wording(pk)
    act, form = WORDING_MOVES[verb]
    return perform(
        request,
        act,
        form(request.POST or None, record=found),
        record=found,
        then=("governance:wording", pk),
        template="governance/on_wording.html",
        context={"wording": found, "kind": found.number},
    )


def _wording(pk: UUID) -> PublicWording:
    return get_object_or_404(PublicWording.objects.select_related("proposed_by", "judged_by"), pk=pk)
