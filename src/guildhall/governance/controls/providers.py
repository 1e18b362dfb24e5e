"""What conformity looks at of providers: bound, fit, watched, on the list, and never deciding."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from guildhall.governance.lifecycles.providers import ProviderState
from guildhall.governance.models import (
    OF_THE_INSTALLATION,
    Activity,
    Provider,
    ProviderConflict,
    ProviderMonitoring,
)
from guildhall.governance.queries import providers as queries
from guildhall.identity import grants
from guildhall.identity.roles import DECIDER
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop

EVENTS = ["governance.provider.*", "governance.provider-service.*", "governance.provider-conflict.*"]
NOBODY = gettext_noop("Nothing is given out to anybody.")


def _used() -> QuerySet[Provider]:
    return Provider.objects.filter(state=ProviderState.IN_USE).order_by("number")


def _about(
    asked: QuerySet[Provider], wrong: QuerySet[Provider], sentence: str, changes_on: date | None = None
) -> Answer:
    if not asked.exists():
        return Answer(not_applicable=NOBODY)
    return Answer(
        findings=[Finding(each.ref, each.number, sentence, ("governance:provider", str(each.pk))) for each in wrong],
        looked_at=asked.count(),
        changes_on=changes_on,
    )


@control(
    "governance.providers_are_bound",
    title=gettext_noop("Every provider in use is bound by an agreement with the clauses that it needs"),
    clauses=["2012:6.3.1", "2012:6.3.2 a)", "2026:6.3"],
    events=EVENTS,
)
def providers_are_bound() -> Answer:
    """No provider is in use without an agreement in force that binds to confidentiality and deals with conflicts."""
    today = clock.today()
    bound = queries.binding_on(today).filter(provider=OuterRef("pk"))
    ends = queries.binding_on(today).filter(provider__state=ProviderState.IN_USE).order_by("until_on")
    return _about(
        _used(),
        _used().exclude(Exists(bound)),
        gettext_noop("is in use without an agreement in force that has every clause"),
        ends.values_list("until_on", flat=True).first(),
    )


@control(
    "governance.providers_were_found_fit",
    title=gettext_noop("Every provider was evaluated before its first use"),
    clauses=["2012:6.3.2 b)", "2026:6.3"],
    events=EVENTS,
)
def providers_were_found_fit() -> Answer:
    """No provider is in use whom nobody found fit for what it does."""
    fit = queries.found_fit().filter(provider=OuterRef("pk"))
    return _about(_used(), _used().exclude(Exists(fit)), gettext_noop("is in use and was never found fit"))


@control(
    "governance.providers_are_watched",
    title=gettext_noop("Every provider in use is monitored in time, and what is found is acted on"),
    clauses=["2012:6.3.2 c)", "2026:6.3"],
    events=[*EVENTS, "notices.timer.*"],
)
def providers_are_watched() -> Answer:
    """No provider in use is past the day of its monitoring, and none was found wanting without an action."""
    today = clock.today()
    idle = ProviderMonitoring.objects.filter(provider=OuterRef("pk"), action="").exclude(outcome="satisfactory")
    overdue = Q(next_monitoring_on__isnull=True) | Q(next_monitoring_on__lt=today)
    next_ = _used().filter(next_monitoring_on__gte=today).order_by("next_monitoring_on")
    return _about(
        _used(),
        _used().filter(overdue | Exists(idle)),
        gettext_noop("is in use and its monitoring is overdue, or found something on which nobody acted"),
        next_.values_list("next_monitoring_on", flat=True).first(),
    )


@control(
    "governance.provider_files_are_whole",
    title=gettext_noop("The file of every provider in use is whole"),
    clauses=["2012:6.3.2 d)", "2012:6.3.2 e)", "2026:6.3"],
    events=EVENTS,
)
def provider_files_are_whole() -> Answer:
    """Every provider in use says what it does, and declared whether it has conflicts of interest, each one treated."""
    doing = queries.services().filter(provider=OuterRef("pk"))
    told = ProviderConflict.objects.filter(provider=OuterRef("pk"))
    untreated = told.filter(conflict__empty=False, treatment__empty=True)
    wrong = _used().filter(~Exists(doing) | ~Exists(told) | Exists(untreated))
    return _about(_used(), wrong, gettext_noop("has no service, no declaration on conflicts, or one that is untreated"))


@control(
    "governance.no_decision_is_outsourced",
    title=gettext_noop("No decision on certification is given to anybody outside"),
    clauses=["2012:4.2", "2012:9.4.2", "2012:6.3.2 a)", "2026:4.2"],
    events=[*EVENTS, "governance.provider-person.*", "identity.grant.*"],
)
def no_decision_is_outsourced() -> Answer:
    """No provider decides, no agreement lets one, and nobody who works for one holds the role of a decider."""
    today = clock.today()
    deciding = grants.held_on(today).filter(role=DECIDER.code, person=OuterRef("person"))
    people = queries.working_on(today).filter(Exists(deciding))
    lets = Q(agreements__no_decisions=False) | Q(services__activity=Activity.DECISION)
    wrong = Provider.objects.filter(lets | Q(pk__in=people.values("provider_id"))).distinct().order_by("number")
    sentence = gettext_noop("decides, may decide, or has somebody who decides")
    return _about(Provider.objects.all(), wrong, sentence)


@control(
    "governance.installation_is_provided",
    title=gettext_noop("Who hosts the installation, sends its mail and takes its payments is on the list"),
    clauses=["2012:6.3.2 e)", "2012:7.3.1", "2026:6.3"],
    events=EVENTS,
)
def installation_is_provided() -> Answer:
    """Hosting, mail and payment of this installation stand on the list; where one does not, who does it?"""
    there = queries.covered(OF_THE_INSTALLATION)
    if set(OF_THE_INSTALLATION) <= there:
        return Answer(looked_at=len(there))
    return Answer(
        judgement=gettext_noop(
            "Hosting, mail or payment of this installation is on no provider’s list: does the body do it by itself?"
        ),
        looked_at=len(there),
    )
