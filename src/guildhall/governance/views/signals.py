"""Pages of signals: what our own records show, and what people judged of it."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.governance.acts import signals
from guildhall.governance.forms.impartiality import JudgementForm, NameSignalForm, RecogniseForm
from guildhall.governance.lifecycles import SIGHTING
from guildhall.governance.lifecycles.impartiality import SightingState
from guildhall.governance.models import Sighting
from guildhall.governance.permissions.impartiality import may_judge_signals
from guildhall.governance.readings.impartiality import one_signal
from guildhall.identity import persons
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.shell.columns import Column, Filter
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

TONES = {
    SightingState.RAISED: Tone.SOON,
    SightingState.NEW_THREAT: Tone.OPEN,
    SightingState.KNOWN_THREAT: Tone.OPEN,
    SightingState.NO_THREAT: Tone.CLOSED,
    SightingState.FADED: Tone.CLOSED,
}
JUDGEMENTS: dict[str, tuple[Act[..., Sighting], type[ActForm]]] = {
    "name": (signals.name, NameSignalForm),
    "recognise": (signals.recognise, RecogniseForm),
    "dismiss": (signals.dismiss, JudgementForm),
}
"""What a signal is judged to be: the act, and the form that asks what it needs."""


def status_of(sighting: Sighting) -> Status:
    """What became of a signal, in a word."""
    state = SightingState(sighting.state)
    return Status(translated(SIGHTING.words[state]), TONES[state])


REGISTER = ListPage[Sighting](
    name="governance.signals",
    title=gettext_noop("Signals from our records"),
    queryset=lambda request: Sighting.objects.all(),
    order="-raised_at",
    columns=(
        Column(
            gettext_noop("Number"), lambda row: row.number, lambda row: ("governance:signal", row.pk), "number", True
        ),
        Column(gettext_noop("What was seen"), lambda row: row.sentence),
        Column(gettext_noop("State"), status_of),
        Column(gettext_noop("Points at"), lambda row: row.get_kind_display(), order="kind"),
        Column(gettext_noop("Raised"), lambda row: row.raised_at, order="raised_at"),
    ),
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            lambda request: [(str(state), translated(word)) for state, word in SIGHTING.words.items()],
            lambda rows, state: rows.filter(state=state),
        )
    ],
    search=lambda rows, text: rows.filter(number__icontains=text),
    search_hint=gettext_noop("Number of a signal"),
    empty=gettext_noop(
        "Here stands what the body's own records show: one payer who brings much, an examiner who passes others than "
        "their peers do, one school before one examiner, decisions on people tied to ours. It is looked for by itself."
    ),
)


@page(area="desk", permission=may_judge_signals)
def register(request: PageRequest) -> HttpResponseBase:
    """Every signal, the latest first."""
    return REGISTER.response(request)


@page(area="desk", permission=may_judge_signals)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One signal: what was seen, about whom, and what was judged; every look is logged."""
    sighting = one_signal(by=request.actor, sighting=_sighting(pk))
    known = {"sighting": sighting}
    offers = [
        Offer(act, (f"governance:signal-{verb}", pk), known, main=verb == "name")
        for verb, (act, _form) in JUDGEMENTS.items()
    ]
    return render_record(
        request,
        sighting,
        kind=sighting.looks_for,
        title=sighting.number,
        status=status_of(sighting),
        facts=_facts(sighting),
        offers=offers if sighting.state == SightingState.RAISED else [],
    )


def _facts(sighting: Sighting) -> list[Fact]:
    people = persons.names(UUID(each) for each in sighting.concerns)
    judge, threat = sighting.judged_by, sighting.threat
    return [
        Fact(_("What was seen"), sighting.sentence),
        Fact(_("Points at"), sighting.get_kind_display()),
        Fact(_("About"), ", ".join(sorted(people.values()))),
        *([Fact(_("Record"), _("Open it"), link=tuple(sighting.link))] if sighting.link else []),
        Fact(
            _("Strength"), f"{sighting.value:g}", note=_("counts from %(limit)s on") % {"limit": f"{sighting.limit:g}"}
        ),
        Fact(_("Raised"), sighting.raised_at),
        Fact(_("Seen last with other numbers"), sighting.seen_at),
        Fact(_("Judged"), sighting.judged_at, note=judge.name if judge else ""),
        *([Fact(_("Reasons"), sighting.reasons)] if sighting.reasons else []),
        *([Fact(_("Threat"), threat.number, link=("governance:threat", threat.pk))] if threat else []),
    ]


@page(area="desk", permission=may_judge_signals)
def judge(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Judge a signal: a new threat, a known one, or none."""
    sighting = one_signal(by=request.actor, sighting=_sighting(pk))
    act, form = JUDGEMENTS[verb]
    initial = {"owner": request.person} if verb == "name" else {}
    return perform(
        request,
        act,
        form(request.POST or None, record=sighting, initial=initial),
        record=sighting,
        then=("governance:signal", pk),
        context={"kind": sighting.number, "lead": sighting.sentence},
    )


def _sighting(pk: UUID) -> Sighting:
    return get_object_or_404(Sighting.objects.select_related("threat", "judged_by"), pk=pk)
