"""Providers: the list, who may be used, and who works for whom."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.governance.lifecycles.providers import ProviderState
from guildhall.governance.models import (
    Activity,
    Provider,
    ProviderAgreement,
    ProviderEvaluation,
    ProviderPerson,
    ProviderService,
)
from guildhall.kernel.refusals import Mend, Refusal

USED = ("2012:6.3.1", "2012:6.3.2", "2026:6.3")


def providers() -> QuerySet[Provider]:
    """All providers, by name."""
    return Provider.objects.prefetch_related("services__scope").order_by("name")


def in_use() -> QuerySet[Provider]:
    """The list: the providers that are used."""
    return providers().filter(state=ProviderState.IN_USE)


def used_for(activity: str, scope_id: UUID | None = None) -> QuerySet[Provider]:
    """The providers that are used for an activity; with a scheme, those that do it in that scheme or for the body."""
    does = services().filter(provider=OuterRef("pk"), activity=activity)
    if scope_id is not None:
        does = does.filter(Q(scope_id=scope_id) | Q(scope__kind="body"))
    return in_use().filter(Exists(does))


def services() -> QuerySet[ProviderService]:
    """What providers do today."""
    return ProviderService.objects.filter(ended_on__isnull=True).select_related("scope", "provider")


def agreement_on(provider: Provider, day: date) -> ProviderAgreement | None:
    """The agreement that binds a provider on `day`."""
    return binding_on(day).filter(provider=provider).order_by("-until_on").first()


def binding_on(day: date) -> QuerySet[ProviderAgreement]:
    """The agreements in force on `day`, with every clause without which nobody is used."""
    in_force = Q(from_on__lte=day, until_on__gte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    whole = ProviderAgreement.objects.filter(in_force, no_decisions=True)
    return whole.exclude(Q(confidentiality="") | Q(conflicts="") | Q(responsibility=""))


def found_fit() -> QuerySet[ProviderEvaluation]:
    """The evaluations that found a provider fit."""
    return ProviderEvaluation.objects.filter(fit=True)


def unusable(provider: Provider, day: date) -> Refusal | None:
    """Why a provider is not used for something new on `day` (R-48); None where it may be.

    What is planned for the day of the monitoring itself is not kept back by a monitoring that is overdue.
    """
    if provider.state != ProviderState.IN_USE:
        return _no(provider, _("%(name)s is not on the list of providers in use."), _("Another provider is used."))
    if agreement_on(provider, day) is None:
        return _no(
            provider,
            _("No agreement with %(name)s binds it on that day, with the clauses that the standard asks for."),
            _("Record an agreement that holds on that day."),
        )
    overdue = provider.next_monitoring_on is None or provider.next_monitoring_on < day
    return _overdue(provider) if overdue and provider.visit_on != day else None


def _overdue(provider: Provider) -> Refusal:
    until = provider.next_monitoring_on
    day = date_format(until, "j M Y") if until else _("the first use")
    sentence = _("The monitoring of %(name)s is due by %(day)s.")
    return _no(provider, sentence, _("Monitor it first, or plan its monitoring for that day."), day=day)


def _no(provider: Provider, sentence: str, mend: str, **words: str) -> Refusal:
    return Refusal(
        sentence % {"name": provider.name, **words},
        mend=Mend(mend, act="governance.provider.monitor", link=("governance:provider", str(provider.pk))),
        code="R-48",
        clauses=USED,
    )


def working_for(person_id: UUID, day: date) -> QuerySet[ProviderPerson]:
    """For which providers somebody works on `day`: they decide on nobody then (R-03)."""
    return working_on(day).filter(person_id=person_id)


def working_on(day: date) -> QuerySet[ProviderPerson]:
    """Everybody known to work for a provider on `day`."""
    named = ProviderPerson.objects.filter(from_on__lte=day).select_related("provider", "person")
    return named.filter(Q(until_on__isnull=True) | Q(until_on__gte=day))


def covered(activities: Iterable[Activity]) -> set[str]:
    """Which of `activities` some provider on the list does."""
    listed = services().filter(provider__state=ProviderState.IN_USE, activity__in=list(activities))
    return set(listed.values_list("activity", flat=True))
