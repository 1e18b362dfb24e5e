"""Pages of undeclared conflicts and of the question whether interests changed."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.identity import persons
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.personnel import queries
from guildhall.personnel.acts import inquiries, interests, signals
from guildhall.personnel.forms import ReasonForm, ReasonsForm
from guildhall.personnel.forms.signals import AnswerForm, AskForm
from guildhall.personnel.lifecycles import INQUIRY, SIGNAL, InquiryState, SignalState
from guildhall.personnel.models import ConflictSearch, ConflictSignal, Inquiry
from guildhall.personnel.permissions.signals import may_ask, may_judge_signals
from guildhall.personnel.readings import one_inquiry, one_signal
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

TONES = {SignalState.FOUND: Tone.SOON, SignalState.CONFIRMED: Tone.FAILS, SignalState.DISMISSED: Tone.CLOSED}
INQUIRY_TONES = {InquiryState.ASKED: Tone.SOON, InquiryState.CHANGED: Tone.HOLDS, InquiryState.UNCHANGED: Tone.HOLDS}
JUDGEMENTS: dict[str, tuple[Act[..., ConflictSignal], type[ActForm]]] = {
    "confirm": (signals.confirm, ReasonsForm),
    "dismiss": (signals.dismiss, ReasonsForm),
    "reopen": (signals.reopen, ReasonForm),
}
"""What can be judged of what was noticed: the act and the form that asks for its reasons."""

CONSEQUENCES = {
    "confirm": gettext_noop(
        "Neither of the two handles a file of the other from now on, and who had not declared it is asked to."
    )
}


def status_of(signal: ConflictSignal) -> Status:
    """The state in a word."""
    state = SignalState(signal.state)
    return Status(translated(SIGNAL.words[state]), TONES[state])


def inquiry_status(inquiry: Inquiry) -> Status:
    """The state of a question in a word."""
    state = InquiryState(inquiry.state)
    return Status(translated(INQUIRY.words[state]), INQUIRY_TONES[state])


def _with_names(rows: Sequence[ConflictSignal] | Sequence[Inquiry]) -> None:
    persons.opened(row.person for row in rows)


REGISTER = ListPage[ConflictSignal](
    name="personnel.conflict-signals",
    title=gettext_noop("Undeclared conflicts"),
    queryset=lambda request: queries.signals_seen_by(request.person.pk),
    order="-number",
    columns=[
        Column(
            gettext_noop("Number"),
            lambda row: row.number,
            lambda row: ("personnel:conflict-signal", row.pk),
            "number",
            True,
        ),
        Column(gettext_noop("Who works for us"), lambda row: row.person.name),
        Column(gettext_noop("Found by"), lambda row: row.kind_word),
        Column(gettext_noop("State"), status_of),
        Column(gettext_noop("Found"), lambda row: row.found_at, order="found_at"),
    ],
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            lambda request: [(str(state), translated(word)) for state, word in SIGNAL.words.items()],
            lambda rows, state: rows.filter(state=state),
        )
    ],
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(person__number__icontains=text),
    search_hint=gettext_noop("Number of a signal or a person"),
    before_showing=_with_names,
    empty=gettext_noop(
        "Here comes what people have in common and nobody declared: an address, a telephone number, an employer, the "
        "name of a declared tie, one training provider's candidates again and again. The house looks every night, by "
        "digests alone."
    ),
    note=gettext_noop("Each is a question, not a finding. It binds nobody before somebody has judged it."),
)

INQUIRIES = ListPage[Inquiry](
    name="personnel.inquiries",
    title=gettext_noop("Questions about interests"),
    queryset=lambda request: queries.inquiries(),
    order="-number",
    columns=[
        Column(
            gettext_noop("Number"), lambda row: row.number, lambda row: ("personnel:inquiry", row.pk), "number", True
        ),
        Column(gettext_noop("Person"), lambda row: row.person.name),
        Column(gettext_noop("Why"), lambda row: row.reason_word),
        Column(gettext_noop("State"), inquiry_status),
        Column(gettext_noop("Answer by"), lambda row: row.due_on, order="due_on"),
    ],
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(person__number__icontains=text),
    search_hint=gettext_noop("Number of a question or a person"),
    before_showing=_with_names,
    empty=gettext_noop(
        "Here stands who was asked whether their interests changed. The house asks by itself when a tie is confirmed, "
        "when somebody else declares one, or when another employer is recorded."
    ),
    new=(inquiries.ask, ("personnel:inquiry-ask",)),
)


@page(area="desk", permission=may_judge_signals)
def register(request: PageRequest) -> HttpResponseBase:
    """What was noticed and not declared, but for what is about the person who asks."""
    last = ConflictSearch.objects.order_by("-searched_at").first()
    return REGISTER.response(request, template="personnel/conflict_signals.html", context={"search": last})


@page(area="desk", permission=may_judge_signals)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """What two people have in common, for who judges it; every look is logged."""
    signal = one_signal(by=request.actor, signal=_signal(pk))
    return render_record(
        request,
        signal,
        kind=_("Undeclared conflict"),
        title=signal.number,
        status=status_of(signal),
        facts=_facts(signal),
        offers=_offers(signal),
    )


def _facts(signal: ConflictSignal) -> list[Fact]:
    other, organisation = signal.other, signal.organisation
    told = [
        Fact(_("Who works for us"), signal.person.name, note=signal.person.number),
        Fact(_("Found by"), signal.kind_word),
        Fact(_("With whom"), other.name if other else "", note=other.number if other else ""),
        Fact(_("With which provider"), organisation.name if organisation else ""),
        Fact(_("How many candidates within a year"), signal.times if organisation else ""),
        Fact(_("Found"), signal.found_at),
        Fact(_("Judged"), signal.judged_at, note=signal.reasons),
    ]
    return [each for each in told if each.value]


def _offers(signal: ConflictSignal) -> list[Offer]:
    verbs = ["confirm", "dismiss"] if signal.state == SignalState.FOUND else ["reopen"]
    known = {"signal": signal}
    return [Offer(JUDGEMENTS[verb][0], (f"personnel:conflict-signal-{verb}", signal.pk), known) for verb in verbs]


@page(area="desk", permission=may_judge_signals)
def judge(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Judge what was noticed, with reasons."""
    signal = one_signal(by=request.actor, signal=_signal(pk))
    act, form = JUDGEMENTS[verb]
    return perform(
        request,
        act,
        form(request.POST or None, record=signal),
        record=signal,
        then=("personnel:conflict-signal", signal.pk),
        context={
            "kind": f"{signal.number} · {signal.kind_word}",
            "consequence": _(CONSEQUENCES[verb]) if verb in CONSEQUENCES else "",
        },
    )


@page(area="desk", permission=may_ask)
def asked(request: PageRequest) -> HttpResponseBase:
    """Who was asked whether their interests changed."""
    return INQUIRIES.response(request)


@page(area="desk", permission=may_ask)
def ask(request: PageRequest) -> HttpResponseBase:
    """Ask somebody whether their interests changed."""
    form = AskForm(request.POST or None)
    return perform(request, inquiries.ask, form, then=lambda made: ("personnel:inquiry", made.pk))


@page(area="desk", permission=SIGNED_IN)
def inquiry(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One question, for who was asked and who asks; every look is logged."""
    found = one_inquiry(by=request.actor, inquiry=_inquiry(pk))
    return render_record(
        request,
        found,
        kind=_("Question about interests"),
        title=found.number,
        status=inquiry_status(found),
        facts=[
            Fact(_("Who is asked"), found.person.name, note=found.person.number),
            Fact(_("Why"), found.reason_word, note=found.words),
            Fact(_("Asked"), found.asked_at),
            Fact(_("Answer by"), found.due_on),
            Fact(_("Answered"), found.answered_at, note=found.answer),
        ],
        offers=_answers(found),
    )


def _answers(found: Inquiry) -> list[Offer]:
    if found.state != InquiryState.ASKED:
        return []
    offers = [Offer(inquiries.deny, ("personnel:inquiry-deny", found.pk), {"inquiry": found}, main=True)]
    declaration = queries.draft_of(found.person_id) or queries.in_force(found.person_id, found.due_on)
    if declaration:
        link = ("personnel:interest-declare", declaration.pk)
        offers.insert(0, Offer(interests.declare, link, {"declaration": declaration}, main=True))
    return offers


@page(area="desk", permission=SIGNED_IN)
def deny(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Answer that nothing changed."""
    found = one_inquiry(by=request.actor, inquiry=_inquiry(pk))
    form = AnswerForm(request.POST or None, record=found)
    return perform(request, inquiries.deny, form, record=found, then=("personnel:inquiry", found.pk))


def _signal(pk: UUID) -> ConflictSignal:
    return get_object_or_404(queries.signals(), pk=pk)


def _inquiry(pk: UUID) -> Inquiry:
    return get_object_or_404(queries.inquiries(), pk=pk)
