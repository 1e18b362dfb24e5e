"""Providers are proposed, evaluated, bound by an agreement, put on the list, watched, suspended and ended."""

from datetime import date

from guildhall.governance.lifecycles.providers import PROVIDER, ProviderState
from guildhall.governance.models import (
    MonitoringOutcome,
    Provider,
    ProviderAgreement,
    ProviderConflict,
    ProviderEvaluation,
    ProviderMonitoring,
    ProviderPerson,
    ProviderService,
)
from guildhall.governance.permissions.providers import may_keep_providers, may_put_on_the_list, may_stop_providers
from guildhall.governance.rules.providers import (
    a_conflict_of_a_provider_is_treated,
    a_provider_is_stopped_with_a_reason,
    a_visit_lies_ahead,
    an_agreement_binds_it_today,
    an_evaluation_says_what_was_looked_at,
    its_conflicts_are_declared,
    its_monitoring_is_not_overdue,
    monitoring_says_what_was_found,
    monitoring_was_done,
    no_decision_is_given_out,
    somebody_else_puts_it_on_the_list,
    something_was_given_out,
    the_agreement_has_its_clauses,
    the_agreement_is_not_over,
    the_agreement_leaves_decisions_here,
    they_still_work_for_it,
    what_is_found_is_acted_on,
    who_works_for_it_decides_on_nobody,
)
from guildhall.identity.models import Person, Scope
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.notices import timers
from guildhall.vault.files import Received, keep

CLAUSES = ("2012:6.3.1", "2012:6.3.2", "2026:6.3")
WATCHED = ("2012:6.3.2 c)", "2026:6.3")
AGREEING = (the_agreement_leaves_decisions_here, the_agreement_has_its_clauses, the_agreement_is_not_over)


@act(
    "governance.provider.propose",
    move=PROVIDER.propose,
    permission=may_keep_providers,
    clauses=CLAUSES,
    sentence=gettext_noop("proposed the provider {subject}"),
)
def propose(*, by: Actor, name: str, contact: str = "", handles_personal_data: bool = False) -> Provider:
    """Propose somebody who is to work for the body; what for, and in which schemes, is added next."""
    return create(
        Provider,
        number=next_number("PV"),
        name=name.strip(),
        contact=contact.strip(),
        handles_personal_data=handles_personal_data,
        proposed_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.provider-service.add",
    about="provider",
    permission=may_keep_providers,
    rules=[no_decision_is_given_out],
    clauses=("2012:6.3.2 e)", "2012:4.2", "2026:6.3"),
    sentence=gettext_noop("said what {subject} does"),
    label=gettext_noop("Add what it does"),
)
def serve(*, by: Actor, provider: Provider, activity: str, scope: Scope) -> ProviderService:
    """Say what a provider does for the body, in one scheme or for the body as a whole; never a decision."""
    return create(ProviderService, provider=provider, activity=activity, scope=scope)


@act(
    "governance.provider-service.end",
    about="service",
    permission=may_keep_providers,
    clauses=("2012:6.3.2 e)", "2026:6.3"),
    sentence=gettext_noop("said that something is no longer done by a provider"),
    label=gettext_noop("It does this no more"),
)
def stop_serving(*, by: Actor, service: ProviderService) -> ProviderService:
    """Say that a provider does something no more; that it did stays on record."""
    return change(service, ended_on=clock.today())


@act(
    "governance.provider.evaluate",
    about="provider",
    move=PROVIDER.evaluate,
    permission=may_keep_providers,
    rules=[something_was_given_out, an_evaluation_says_what_was_looked_at],
    clauses=("2012:6.3.2 b)", "2026:6.3"),
    sentence=gettext_noop("found {subject} fit"),
)
def evaluate(*, by: Actor, provider: Provider, findings: str, evidence: Received | None = None) -> Provider:
    """Find a provider fit for what it is to do, before it does any of it."""
    _judge(by, provider, True, findings, evidence)
    return change(provider, state=ProviderState.EVALUATED)


@act(
    "governance.provider.turn-down",
    about="provider",
    permission=may_keep_providers,
    rules=[an_evaluation_says_what_was_looked_at],
    clauses=("2012:6.3.2 b)", "2026:6.3"),
    sentence=gettext_noop("found {subject} not fit"),
    label=gettext_noop("Evaluate: not fit"),
)
def turn_down(*, by: Actor, provider: Provider, findings: str, evidence: Received | None = None) -> Provider:
    """Find a provider not fit: it is not used, and whatever it was used for ends."""
    _judge(by, provider, False, findings, evidence)
    return end(by=by, provider=provider, reason=findings)


def _judge(by: Actor, provider: Provider, fit: bool, findings: str, evidence: Received | None) -> ProviderEvaluation:
    return create(
        ProviderEvaluation,
        provider=provider,
        fit=fit,
        findings=findings.strip(),
        evidence=keep(evidence) if evidence else None,
        evaluated_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.provider.contract",
    about="provider",
    move=PROVIDER.contract,
    permission=may_keep_providers,
    rules=AGREEING,
    clauses=("2012:6.3.1", "2012:6.3.2 a)", "2026:6.3"),
    sentence=gettext_noop("recorded the agreement with {subject}, until {until_on}"),
)
def contract(
    *,
    by: Actor,
    provider: Provider,
    signed_on: date,
    from_on: date,
    until_on: date,
    document: Received,
    confidentiality: str,
    conflicts: str,
    responsibility: str,
    no_decisions: bool,
) -> Provider:
    """Record the agreement that binds a provider, and where in it the clauses stand that every agreement has."""
    places = {"confidentiality": confidentiality, "conflicts": conflicts, "responsibility": responsibility}
    days = {"signed_on": signed_on, "from_on": from_on, "until_on": until_on}
    _agree(by, provider, document, places, days)
    return change(provider, state=ProviderState.CONTRACTED)


@act(
    "governance.provider.renew",
    about="provider",
    permission=may_keep_providers,
    rules=AGREEING,
    clauses=("2012:6.3.1", "2026:6.3"),
    sentence=gettext_noop("recorded another agreement with {subject}, until {until_on}"),
    label=gettext_noop("Record another agreement"),
)
def renew(
    *,
    by: Actor,
    provider: Provider,
    signed_on: date,
    from_on: date,
    until_on: date,
    document: Received,
    confidentiality: str,
    conflicts: str,
    responsibility: str,
    no_decisions: bool,
) -> ProviderAgreement:
    """Record the agreement that follows the one before it; a provider is used as long as one of them is in force."""
    places = {"confidentiality": confidentiality, "conflicts": conflicts, "responsibility": responsibility}
    days = {"signed_on": signed_on, "from_on": from_on, "until_on": until_on}
    return _agree(by, provider, document, places, days)


def _agree(
    by: Actor, provider: Provider, document: Received, places: dict[str, str], days: dict[str, date]
) -> ProviderAgreement:
    return create(
        ProviderAgreement,
        provider=provider,
        document=keep(document),
        no_decisions=True,
        recorded_by=Person.objects.get(pk=by.name),
        **{name: place.strip() for name, place in places.items()},
        **days,
    )


@act(
    "governance.provider-conflict.record",
    about="provider",
    permission=may_keep_providers,
    rules=[a_conflict_of_a_provider_is_treated],
    clauses=("2012:6.3.1", "2012:6.3.2 d)", "2026:6.3"),
    sentence=gettext_noop("recorded what {subject} declared on conflicts of interest"),
    label=gettext_noop("Record its declaration on conflicts"),
)
def declare(
    *, by: Actor, provider: Provider, declared_on: date, conflict: str = "", treatment: str = ""
) -> ProviderConflict:
    """Record what a provider declared on its conflicts of interest: none, or one and how it is treated."""
    return create(
        ProviderConflict,
        provider=provider,
        declared_on=declared_on,
        conflict=conflict.strip(),
        treatment=treatment.strip(),
        recorded_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.provider.use",
    about="provider",
    move=PROVIDER.use,
    permission=may_put_on_the_list,
    rules=[
        an_agreement_binds_it_today,
        its_conflicts_are_declared,
        something_was_given_out,
        somebody_else_puts_it_on_the_list,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("put {subject} on the list of providers in use"),
)
def use(*, by: Actor, provider: Provider) -> Provider:
    """Put a provider on the list: from today it may be used, until its monitoring is overdue or its agreement ends."""
    due = timers.due_on("T-13", clock.today())
    return change(provider, state=ProviderState.IN_USE, next_monitoring_on=due)


@act(
    "governance.provider.plan-visit",
    about="provider",
    permission=may_keep_providers,
    rules=[a_visit_lies_ahead],
    clauses=WATCHED,
    sentence=gettext_noop("planned to monitor {subject} on {visit_on}"),
    label=gettext_noop("Plan its monitoring"),
)
def plan_visit(*, by: Actor, provider: Provider, visit_on: date) -> Provider:
    """Plan the day on which a provider is watched at work; what it does that day may be planned even when overdue."""
    return change(provider, visit_on=visit_on)


@act(
    "governance.provider.monitor",
    about="provider",
    permission=may_keep_providers,
    rules=[monitoring_was_done, monitoring_says_what_was_found, what_is_found_is_acted_on],
    clauses=WATCHED,
    sentence=gettext_noop("monitored {subject}: {outcome}"),
    label=gettext_noop("Record its monitoring"),
)
def monitor(
    *, by: Actor, provider: Provider, monitored_on: date, outcome: str, findings: str, action: str = ""
) -> ProviderMonitoring:
    """Record that a provider was watched, and with what result; one that is not fit is suspended in the same moment."""
    monitoring = create(
        ProviderMonitoring,
        provider=provider,
        monitored_on=monitored_on,
        outcome=outcome,
        findings=findings.strip(),
        action=action.strip(),
        recorded_by=Person.objects.get(pk=by.name),
    )
    change(provider, next_monitoring_on=timers.due_on("T-13", monitored_on), visit_on=None)
    if outcome == MonitoringOutcome.UNFIT and provider.state == ProviderState.IN_USE:
        suspend(by=by, provider=provider, reason=action)
    return monitoring


@act(
    "governance.provider.suspend",
    about="provider",
    move=PROVIDER.suspend,
    permission=may_stop_providers,
    rules=[a_provider_is_stopped_with_a_reason],
    clauses=WATCHED,
    sentence=gettext_noop("suspended the use of {subject}: {reason}"),
)
def suspend(*, by: Actor, provider: Provider, reason: str) -> Provider:
    """Use a provider for nothing new until that is lifted; what is under way is not broken off."""
    return change(provider, state=ProviderState.SUSPENDED, reason=reason.strip())


@act(
    "governance.provider.reinstate",
    about="provider",
    move=PROVIDER.reinstate,
    permission=may_put_on_the_list,
    rules=[an_agreement_binds_it_today, its_monitoring_is_not_overdue, a_provider_is_stopped_with_a_reason],
    clauses=CLAUSES,
    sentence=gettext_noop("put {subject} back on the list: {reason}"),
)
def reinstate(*, by: Actor, provider: Provider, reason: str) -> Provider:
    """Use a provider again, because what led to its suspension is mended."""
    return change(provider, state=ProviderState.IN_USE, reason=reason.strip())


@act(
    "governance.provider.end",
    about="provider",
    move=PROVIDER.end,
    permission=may_stop_providers,
    rules=[a_provider_is_stopped_with_a_reason],
    clauses=CLAUSES,
    sentence=gettext_noop("ended the use of {subject}: {reason}"),
)
def end(*, by: Actor, provider: Provider, reason: str) -> Provider:
    """Take a provider off the list for good; its file stays."""
    return change(provider, state=ProviderState.ENDED, reason=reason.strip())


@act(
    "governance.provider-person.name",
    about=("provider", "person"),
    permission=may_keep_providers,
    rules=[who_works_for_it_decides_on_nobody],
    clauses=("2012:4.2", "2012:6.3.2 a)", "2012:9.4.2", "2026:4.2"),
    sentence=gettext_noop("named somebody who works for {subject}"),
    label=gettext_noop("Name who works for it"),
)
def name_person(*, by: Actor, provider: Provider, person: Person, from_on: date) -> ProviderPerson:
    """Name somebody known to the body who works for a provider: they decide on nobody as long as they do."""
    return create(ProviderPerson, provider=provider, person=person, from_on=from_on, named_by=str(by))


@act(
    "governance.provider-person.end",
    about="named",
    permission=may_keep_providers,
    rules=[they_still_work_for_it],
    clauses=("2012:4.2", "2012:9.4.2", "2026:4.2"),
    sentence=gettext_noop("said that somebody no longer works for a provider"),
    label=gettext_noop("They work for it no more"),
)
def end_person(*, by: Actor, named: ProviderPerson) -> ProviderPerson:
    """Say that somebody works for a provider no more."""
    return change(named, until_on=clock.today())
