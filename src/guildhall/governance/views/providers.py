"""Pages of providers: the list with services and validity, the file of each, and every step that it takes."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.governance.acts import providers
from guildhall.governance.forms.providers import (
    AgreementForm,
    DeclareForm,
    EvaluationForm,
    MonitoringForm,
    ProvidedForm,
    ProviderForm,
    ServiceForm,
    VisitForm,
)
from guildhall.governance.lifecycles.providers import PROVIDER, ProviderState
from guildhall.governance.models import (
    Activity,
    Provider,
    ProviderAgreement,
    ProviderEvaluation,
    ProviderPerson,
    ProviderService,
)
from guildhall.governance.permissions.providers import may_keep_providers, may_see_providers
from guildhall.governance.queries import providers as queries
from guildhall.governance.readings.providers import open_agreement, open_evidence
from guildhall.identity import persons
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.personnel.forms import ReasonForm
from guildhall.shell.downloads import download
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated
from guildhall.vault import keys
from guildhall.vault.files import receive
from guildhall.vault.kinds import PAPERS

TONES = {
    ProviderState.CANDIDATE: Tone.OPEN,
    ProviderState.EVALUATED: Tone.OPEN,
    ProviderState.CONTRACTED: Tone.OPEN,
    ProviderState.IN_USE: Tone.HOLDS,
    ProviderState.SUSPENDED: Tone.FAILS,
    ProviderState.ENDED: Tone.CLOSED,
}
MOVES: dict[str, tuple[Act[..., Any], type[ActForm]]] = {
    "serve": (providers.serve, ServiceForm),
    "evaluate": (providers.evaluate, EvaluationForm),
    "turn-down": (providers.turn_down, EvaluationForm),
    "contract": (providers.contract, AgreementForm),
    "renew": (providers.renew, AgreementForm),
    "declare": (providers.declare, DeclareForm),
    "use": (providers.use, ActForm),
    "plan-visit": (providers.plan_visit, VisitForm),
    "monitor": (providers.monitor, MonitoringForm),
    "suspend": (providers.suspend, ReasonForm),
    "reinstate": (providers.reinstate, ReasonForm),
    "end": (providers.end, ReasonForm),
    "person": (providers.name_person, ProvidedForm),
}
"""What is done with a provider: the act, and the form that asks what it needs."""

STEPS = {
    ProviderState.CANDIDATE: ("evaluate", "serve", "turn-down", "end"),
    ProviderState.EVALUATED: ("contract", "serve", "declare", "end"),
    ProviderState.CONTRACTED: ("use", "serve", "declare", "renew", "end"),
    ProviderState.IN_USE: ("monitor", "plan-visit", "renew", "declare", "serve", "person", "suspend", "end"),
    ProviderState.SUSPENDED: ("reinstate", "monitor", "renew", "end"),
    ProviderState.ENDED: (),
}
"""What its page offers in each state, the main step first."""


def status_of(provider: Provider) -> Status:
    """The state of a provider in a word; one on the list that may not be used says so."""
    state = ProviderState(provider.state)
    due = provider.next_monitoring_on
    if state is ProviderState.IN_USE and due is not None and due < clock.today():
        return Status(_("Monitoring overdue"), Tone.FAILS)
    return Status(translated(PROVIDER.words[state]), TONES[state])


def _services(provider: Provider) -> str:
    doing = [each for each in provider.services.all() if each.ended_on is None]
    return "; ".join(f"{each.activity_word} ({each.scope.number})" for each in doing)


def _until(provider: Provider) -> Any:
    ends = [each.until_on for each in provider.agreements.all()]
    return max(ends, default=None)


REGISTER = ListPage[Provider](
    name="governance.providers",
    title=gettext_noop("Providers"),
    queryset=lambda request: queries.providers().prefetch_related("agreements"),
    order="name",
    columns=[
        Column(
            gettext_noop("Number"), lambda row: row.number, lambda row: ("governance:provider", row.pk), "number", True
        ),
        Column(gettext_noop("Name"), lambda row: row.name, order="name"),
        Column(gettext_noop("What they do"), _services),
        Column(gettext_noop("State"), status_of),
        Column(gettext_noop("Agreement until"), _until),
        Column(gettext_noop("Monitoring by"), lambda row: row.next_monitoring_on, order="next_monitoring_on"),
    ],
    filters=[
        Filter(
            "state", gettext_noop("State"), list(PROVIDER.words.items()), lambda rows, state: rows.filter(state=state)
        ),
        Filter(
            "activity",
            gettext_noop("What they do"),
            lambda request: [(each.value, str(each.label)) for each in Activity if each != Activity.DECISION],
            lambda rows, activity: rows.filter(services__activity=activity, services__ended_on__isnull=True).distinct(),
        ),
    ],
    search=lambda rows, text: rows.filter(name__icontains=text) | rows.filter(number__icontains=text),
    search_hint=gettext_noop("Name or number"),
    empty=gettext_noop(
        "Here stands everybody outside who works for the body: examination centres, proctors, printers, and the hosts, "
        "mail and payment services of this installation. None is used before an evaluation and an agreement."
    ),
    new=(providers.propose, ("governance:provider-propose",)),
)


@page(area="desk", permission=may_see_providers)
def register(request: PageRequest) -> HttpResponseBase:
    """The list of providers."""
    return REGISTER.response(request)


@page(area="desk", permission=may_see_providers)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The file of a provider: what it does, evaluation, agreements, monitoring, conflicts, and who works for it."""
    provider, keeps = _provider(pk), may_keep_providers.refusal(by=request.actor) is None
    return render_record(
        request,
        provider,
        kind=_("Provider"),
        title=provider.name,
        status=status_of(provider),
        facts=_facts(provider),
        offers=_offers(provider),
        related=[
            _doing(provider, keeps),
            _evaluations(provider),
            _agreements(provider),
            _monitorings(provider),
            _conflicts(provider),
            _people(provider, keeps),
        ],
    )


def _facts(provider: Provider) -> list[Fact]:
    unusable = queries.unusable(provider, clock.today())
    usable = Status(_("not today"), Tone.FAILS) if unusable else Status(_("today"), Tone.HOLDS)
    return [
        Fact(_("Number"), provider.number),
        Fact(_("May be used"), "", note=unusable.sentence if unusable else "", status=usable),
        Fact(_("Reached by"), provider.contact),
        Fact(_("Sees data about persons"), provider.handles_personal_data),
        Fact(_("Monitoring by"), provider.next_monitoring_on),
        *([Fact(_("Monitoring planned for"), provider.visit_on)] if provider.visit_on else []),
        *([Fact(_("Reason"), provider.reason)] if provider.reason else []),
    ]


def _offers(provider: Provider) -> list[Offer]:
    known = {"provider": provider}
    return [
        Offer(MOVES[verb][0], (f"governance:provider-{verb}", provider.pk), known, main=not place)
        for place, verb in enumerate(STEPS[ProviderState(provider.state)])
    ]


def _day(day: Any) -> str:
    return date_format(day, "j M Y")


def _doing(provider: Provider, keeps: bool) -> Related:
    found = [each for each in provider.services.select_related("scope") if each.ended_on is None]
    return Related(
        _("What they do"),
        [
            Row(str(each.activity_word), each.scope.name, ("governance:service-end", each.pk) if keeps else ())
            for each in found
        ],
        empty=_("It is not said yet what they are to do, and in which scheme."),
    )


def _evaluations(provider: Provider) -> Related:
    found = provider.evaluations.select_related("evaluated_by").order_by("-evaluated_at")
    return Related(
        _("Evaluation"),
        [_evaluation(each) for each in found],
        empty=_("They were not evaluated yet; nobody is used before."),
    )


def _evaluation(evaluation: ProviderEvaluation) -> Row:
    fit = Status(_("fit"), Tone.HOLDS) if evaluation.fit else Status(_("not fit"), Tone.FAILS)
    link = ("governance:evaluation-evidence", evaluation.pk) if evaluation.evidence_id else ()
    return Row(_day(clock.day_of(evaluation.evaluated_at)), evaluation.findings, link, fit)


def _agreements(provider: Provider) -> Related:
    return Related(
        _("Agreements"),
        [_agreement(each) for each in provider.agreements.order_by("-until_on")],
        empty=_("No agreement is recorded."),
    )


def _agreement(agreement: ProviderAgreement) -> Row:
    words = {"from": _day(agreement.from_on), "until": _day(agreement.until_on)}
    where = _("confidentiality %(confidentiality)s · conflicts %(conflicts)s · responsibility %(responsibility)s") % {
        "confidentiality": agreement.confidentiality,
        "conflicts": agreement.conflicts,
        "responsibility": agreement.responsibility,
    }
    holds = agreement.from_on <= clock.today() <= agreement.until_on
    status = Status(_("holds"), Tone.HOLDS) if holds else Status(_("does not hold today"), Tone.CLOSED)
    return Row(_("%(from)s to %(until)s") % words, where, ("governance:agreement-document", agreement.pk), status)


def _monitorings(provider: Provider) -> Related:
    tones = {"satisfactory": Tone.HOLDS, "measures": Tone.SOON, "unfit": Tone.FAILS}
    rows = [
        Row(
            _day(each.monitored_on),
            f"{each.findings} {each.action}".strip(),
            (),
            Status(str(each.outcome_word), tones[each.outcome]),
        )
        for each in provider.monitorings.order_by("-monitored_on")
    ]
    return Related(_("Monitoring"), rows, empty=_("They were not watched yet."))


def _conflicts(provider: Provider) -> Related:
    rows = [
        Row(each.conflict or _("None declared"), f"{_day(each.declared_on)} {each.treatment}".strip())
        for each in provider.conflicts.order_by("-declared_on")
    ]
    return Related(_("Conflicts of interest"), rows, empty=_("They have not declared yet whether they have any."))


def _people(provider: Provider, keeps: bool) -> Related:
    found: Sequence[ProviderPerson] = list(provider.people.select_related("person").order_by("from_on"))
    names = persons.names(each.person_id for each in found)
    rows = [
        Row(
            names.get(each.person_id, ""),
            _("since %(day)s") % {"day": _day(each.from_on)},
            ("governance:provided-end", each.pk) if keeps and each.until_on is None else (),
            None if each.until_on is None else Status(_("no more"), Tone.CLOSED),
        )
        for each in found
    ]
    return Related(
        _("Who of those we know works for them"),
        rows,
        empty=_("Nobody is named. Whoever is named here decides on nobody."),
    )


@page(area="desk", permission=may_keep_providers)
def propose(request: PageRequest) -> HttpResponseBase:
    """Propose a provider."""
    form = ProviderForm(request.POST or None)
    return perform(request, providers.propose, form, then=lambda made: ("governance:provider", made.pk))


@page(area="desk", permission=may_see_providers)
def move(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """One step with a provider."""
    provider = _provider(pk)
    act, form = MOVES[verb]
    return perform(
        request,
        act,
        form(request.POST or None, request.FILES or None, record=provider),
        record=provider,
        arguments=_with_files,
        then=("governance:provider", provider.pk),
        context={"kind": provider.name, "provider": provider},
    )


def _with_files(typed: dict[str, Any]) -> dict[str, Any]:
    """What was typed, with its files received."""
    files = {
        name: receive(typed[name], key_id=keys.BODY, allowed=PAPERS) if typed[name] else None
        for name in ("evidence", "document")
        if name in typed
    }
    return {**typed, **files}


@page(area="desk", permission=may_keep_providers)
def stop_serving(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Say that a provider does something no more."""
    service = get_object_or_404(ProviderService.objects.select_related("provider", "scope"), pk=pk)
    context = {"kind": service.provider.name, "lead": f"{service.activity_word} · {service.scope.name}"}
    form = ActForm(request.POST or None, record=service)
    then = ("governance:provider", service.provider_id)
    return perform(request, providers.stop_serving, form, record=service, then=then, context=context)


@page(area="desk", permission=may_keep_providers)
def end_person(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Say that somebody works for a provider no more."""
    named = get_object_or_404(ProviderPerson.objects.select_related("provider", "person"), pk=pk)
    context = {"kind": named.provider.name, "lead": named.person.name}
    form = ActForm(request.POST or None, record=named)
    then = ("governance:provider", named.provider_id)
    return perform(request, providers.end_person, form, record=named, then=then, context=context)


@page(area="desk", permission=may_see_providers)
def document(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The signed agreement with a provider; every look is logged."""
    agreement = get_object_or_404(ProviderAgreement.objects.select_related("provider", "document"), pk=pk)
    return download(request, open_agreement(by=request.actor, agreement=agreement))


@page(area="desk", permission=may_see_providers)
def evidence(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """What shows that a provider is fit; every look is logged."""
    evaluation = get_object_or_404(ProviderEvaluation.objects.select_related("provider", "evidence"), pk=pk)
    file = open_evidence(by=request.actor, evaluation=evaluation)
    if file is None:
        raise Http404
    return download(request, file)


def _provider(pk: UUID) -> Provider:
    return get_object_or_404(queries.providers(), pk=pk)
