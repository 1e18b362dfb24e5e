"""Pages of uses of artificial intelligence: the register, each use and what it lacks, and the public's word on it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.documents import queries as documents
from guildhall.documents.models import Topic
from guildhall.governance.acts import ai, oversight
from guildhall.governance.forms.ai import (
    ActivateForm,
    EvaluationForm,
    ModelForm,
    PeopleForm,
    RiskForm,
    UseForm,
    VerificationForm,
)
from guildhall.governance.forms.body import SCANS, WhyForm
from guildhall.governance.lifecycles import AI_USE
from guildhall.governance.lifecycles.ai import AiState
from guildhall.governance.models import AiUse
from guildhall.governance.permissions.ai import may_read_ai, may_register_ai
from guildhall.governance.queries import ai as queries
from guildhall.governance.readings.body import report_on
from guildhall.identity import persons
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.shell.columns import Column, Filter
from guildhall.shell.downloads import download
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import ListPage
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated
from guildhall.vault import keys
from guildhall.vault.files import receive

TONES = {
    AiState.PROPOSED: Tone.OPEN,
    AiState.ASSESSED: Tone.OPEN,
    AiState.VERIFIED: Tone.OPEN,
    AiState.DISCLOSED: Tone.OPEN,
    AiState.ACTIVE: Tone.HOLDS,
    AiState.UNDER_REVIEW: Tone.FAILS,
    AiState.STOPPED: Tone.CLOSED,
    AiState.RETIRED: Tone.CLOSED,
}
MOVES: dict[str, tuple[Act[..., Any], type[ActForm]]] = {
    "assess": (ai.assess, RiskForm),
    "verify": (ai.verify, VerificationForm),
    "disclose": (ai.disclose, ActForm),
    "activate": (ai.activate, ActivateForm),
    "change-model": (ai.change_model, ModelForm),
    "evaluate": (oversight.evaluate, EvaluationForm),
    "question": (ai.question, WhyForm),
    "confirm": (ai.confirm, ActivateForm),
    "stop": (ai.stop, WhyForm),
    "retire": (ai.retire, WhyForm),
    "entrust": (ai.entrust, PeopleForm),
}
"""What is done with a use: the act, and the form that asks what it needs."""

STEPS = {
    AiState.PROPOSED: ("assess", "entrust", "retire"),
    AiState.ASSESSED: ("verify", "assess", "change-model", "entrust", "retire"),
    AiState.VERIFIED: ("disclose", "change-model", "entrust", "retire"),
    AiState.DISCLOSED: ("activate", "change-model", "entrust", "retire"),
    AiState.ACTIVE: ("evaluate", "change-model", "question", "stop", "entrust"),
    AiState.UNDER_REVIEW: ("evaluate", "confirm", "change-model", "stop", "entrust"),
    AiState.STOPPED: ("retire",),
    AiState.RETIRED: (),
}
"""What its page offers in each state, the likeliest first."""

FILLED = {"entrust": ("owner", "overseer", "oversight"), "change-model": ("model_name", "model_version")}
FILLED |= {"assess": ("risk_to_impartiality", "risk_to_confidentiality", "risk_to_security", "agreement")}
"""What a form begins with, of what is recorded already."""


def status_of(use: AiUse) -> Status:
    """Whether a use is on; one that was activated and is off all the same says so."""
    if use.state == AiState.ACTIVE and queries.why_off(use):
        return Status(_("Off by itself"), Tone.FAILS)
    state = AiState(use.state)
    return Status(translated(AI_USE.words[state]), TONES[state])


def _with_people(rows: Sequence[AiUse]) -> None:
    persons.opened(row.overseer for row in rows)


def _tone(use: AiUse) -> Tone:
    return TONES[AiState(use.state)]


REGISTER = ListPage[AiUse](
    name="governance.ai-uses",
    title=gettext_noop("Uses of artificial intelligence"),
    queryset=lambda request: AiUse.objects.select_related("owner", "overseer"),
    order="-number",
    columns=(
        Column(
            gettext_noop("Number"), lambda row: row.number, lambda row: ("governance:ai-use", row.pk), "number", True
        ),
        Column(gettext_noop("Use"), lambda row: row.name, order="name"),
        Column(gettext_noop("Touches"), lambda row: row.get_touches_display(), order="touches"),
        Column(gettext_noop("State"), lambda row: Status(translated(AI_USE.words[AiState(row.state)]), _tone(row))),
        Column(gettext_noop("Model"), lambda row: f"{row.model_name} {row.model_version}"),
        Column(gettext_noop("Overseer"), lambda row: row.overseer.name),
        Column(gettext_noop("Evaluated again by"), lambda row: row.evaluate_on, order="evaluate_on"),
    ),
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            lambda request: [(str(state), translated(word)) for state, word in AI_USE.words.items()],
            lambda rows, state: rows.filter(state=state),
        )
    ],
    search=lambda rows, text: rows.filter(name__icontains=text) | rows.filter(number__icontains=text),
    search_hint=gettext_noop("Name or number"),
    before_showing=_with_people,
    empty=gettext_noop(
        "Here stands every use of artificial intelligence in certification. Each is off until its risks are assessed, "
        "an expert verified it, somebody oversees it and the public statement names it; a changed model turns it off."
    ),
    new=(ai.propose, ("governance:ai-propose",)),
)


@page(area="desk", permission=may_read_ai)
def register(request: PageRequest) -> HttpResponseBase:
    """The register of uses of artificial intelligence."""
    return REGISTER.response(request)


@page(area="desk", permission=may_read_ai)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One use: what it is for, what is there of what it needs, and how it did."""
    use = _use(pk)
    return render_record(
        request,
        use,
        kind=_("Use of artificial intelligence"),
        title=use.name,
        status=status_of(use),
        facts=_facts(use),
        offers=_offers(use),
        related=[_needs(use), _evaluations(use), _judgements(use)],
        template="governance/ai_use.html",
        context={"use": use},
    )


def _facts(use: AiUse) -> list[Fact]:
    return [
        Fact(_("Number"), use.number, note=use.code),
        Fact(_("What it is for"), use.purpose),
        Fact(_("What it touches"), use.get_touches_display()),
        Fact(_("Model"), f"{use.model_name} {use.model_version}", note=use.supplier),
        Fact(_("Who answers for it"), use.owner.name),
        Fact(_("Who oversees it"), use.overseer.name, note=use.oversight),
        Fact(_("Switched on"), use.activated_at, note=use.activated_by.name if use.activated_by else ""),
        Fact(_("Evaluated again by"), use.evaluate_on),
        *([Fact(_("Off since"), use.off_at, note=use.reasons)] if use.off_at else []),
    ]


def _needs(use: AiUse) -> Related:
    """What lets a use be on, piece by piece: there, or missing."""
    told = queries.is_disclosed(use)
    report = ("governance:ai-report", use.pk) if use.report_id else ()
    threat = ("governance:threat", use.threat_id) if use.threat_id else ()
    rows = [
        _need(_("Risks to impartiality, confidentiality and security assessed"), use.assessed_at),
        _need(_("Its entry in the register of threats"), use.threat_id, link=threat),
        _need(_("Verified, with the findings of an expert"), use.verified_at, link=report),
        _need(_("Validity, reliability and fairness shown"), use.fairness, needed=use.judges_people),
        _need(_("An overseer who holds the role today"), queries.is_overseen(use)),
        _need(_("Named in the public statement in effect"), told),
        _need(_("Activated by top management"), use.activated_at),
        _need(_("Evaluation not overdue"), use.evaluate_on and use.evaluate_on >= clock.today()),
    ]
    return Related(_("What lets it be on"), rows, note=queries.why_off(use))


def _need(what: str, there: object, *, link: tuple[object, ...] = (), needed: bool = True) -> Row:
    if there:
        return Row(what, "", link, Status(_("there"), Tone.HOLDS))
    return Row(what, "", link, Status(_("missing"), Tone.FAILS) if needed else Status(_("not needed"), Tone.CLOSED))


def _evaluations(use: AiUse) -> Related:
    rows = [
        Row(
            f"{each.number} {date_format(clock.day_of(each.evaluated_at), 'j M Y')}",
            _("%(overridden)d of %(outputs)d outputs overridden, version %(version)s: %(findings)s")
            % {
                "overridden": each.overridden,
                "outputs": each.outputs,
                "version": each.model_version,
                "findings": each.findings,
            },
            (),
            Status(_("fit"), Tone.HOLDS) if each.is_fit else Status(_("unfit"), Tone.FAILS),
        )
        for each in use.evaluations.order_by("-evaluated_at")[:12]
    ]
    return Related(_("Evaluations"), rows, _("Its overseer evaluates it before the day that is set when it is on."))


def _judgements(use: AiUse) -> Related:
    found = list(use.judgements.order_by("-judged_at")[:12])
    rows = [
        Row(each.about, date_format(each.judged_at, "j M Y H:i"), (), Status(each.get_verdict_display(), Tone.CLOSED))
        for each in found
    ]
    empty = _("Where people accept or override single outputs, the latest stand here.")
    return Related(_("Outputs that people judged"), rows, empty)


def _offers(use: AiUse) -> list[Offer]:
    return [
        Offer(MOVES[verb][0], (f"governance:ai-{verb}", use.pk), {"use": use}, main=not place)
        for place, verb in enumerate(STEPS[AiState(use.state)])
    ]


@page(area="desk", permission=may_register_ai)
def propose(request: PageRequest) -> HttpResponseBase:
    """Register a use."""
    form = UseForm(request.POST or None, initial={"owner": request.person})
    return perform(request, ai.propose, form, then=lambda made: ("governance:ai-use", made.pk))


@page(area="desk", permission=may_read_ai)
def move(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Assess, verify, disclose, activate, evaluate, change or stop a use."""
    use = _use(pk)
    act, form = MOVES[verb]
    shown = form(
        request.POST or None,
        request.FILES or None,
        record=use,
        initial={name: getattr(use, name) for name in FILLED.get(verb, ())},
    )
    return perform(
        request,
        act,
        shown,
        record=use,
        arguments={} if verb == "disclose" else _with_report,
        then=("governance:ai-use", pk),
        context={"kind": use.number, "lead": use.name},
    )


def _with_report(typed: dict[str, Any]) -> dict[str, Any]:
    if "report" not in typed:
        return typed
    report = typed["report"]
    return {**typed, "report": receive(report, key_id=keys.BODY, allowed=SCANS) if report else None}


@page(area="desk", permission=may_read_ai)
def report(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The report on which a verification rests; every look is logged."""
    file = report_on(by=request.actor, use=_use(pk))
    if file is None:
        raise Http404
    return download(request, file)


@page(area="portal", permission=SIGNED_IN)
def acknowledge(request: PageRequest) -> HttpResponseBase:
    """Read what the body says of its use of artificial intelligence, and acknowledge it."""
    statement = documents.public_statement(Topic.AI_USE)
    if statement is None:
        return render(request, "governance/no_ai_statement.html", {"title": _("Use of AI")})
    return perform(
        request,
        oversight.acknowledge,
        ActForm(request.POST or None, record=request.person),
        record=request.person,
        arguments={},
        then=("governance:ai-statement",),
        title=statement.title,
        template="governance/ai_statement.html",
        context={"statement": statement, "acknowledged": queries.has_acknowledged(request.person.pk)},
    )


def _use(pk: UUID) -> AiUse:
    people = ("owner", "overseer", "threat", "report", "activated_by")
    return get_object_or_404(AiUse.objects.select_related(*people), pk=pk)
