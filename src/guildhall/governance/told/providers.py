"""Who hears what of providers, and which of their timers run."""

from collections.abc import Iterator
from typing import Any

from guildhall.governance.models import Provider
from guildhall.identity import grants
from guildhall.identity.roles import EXAM_MANAGER, OUTSOURCING_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.declarations import Run, Told, tells, timer
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import find


@timer(
    "governance.provider-is-monitored",
    code="T-13",
    title=gettext_noop("Provider is monitored"),
    starts=["governance.provider.use", "governance.provider.monitor", "governance.provider.reinstate"],
    stops=["governance.provider.suspend", "governance.provider.end"],
    in_work=False,
)
def provider_is_monitored(*, entry: Any) -> Run | None:
    """Until when a provider in use is watched again; then it is used for nothing new."""
    provider = find(entry.subject)
    if not isinstance(provider, Provider) or provider.next_monitoring_on is None:
        return None
    return Run(
        about=provider.ref,
        due_on=provider.next_monitoring_on,
        number=provider.number,
        role=OUTSOURCING_MANAGER.code,
        link=("governance:provider", str(provider.pk)),
    )


@timer(
    "governance.provider-agreement-ends",
    code="T-13",
    title=gettext_noop("Agreement with a provider ends"),
    starts=["governance.provider.contract", "governance.provider.renew"],
    stops=["governance.provider.end"],
    warn_days=(90, 30, 7),
)
def provider_agreement_ends(*, entry: Any) -> Run | None:
    """Until when the latest agreement with a provider binds it."""
    provider = find(entry.subject)
    if not isinstance(provider, Provider):
        return None
    latest = provider.agreements.order_by("-until_on").first()
    if latest is None:
        return None
    return Run(
        about=provider.ref,
        due_on=latest.until_on,
        number=provider.number,
        role=OUTSOURCING_MANAGER.code,
        link=("governance:provider", str(provider.pk)),
    )


@tells("governance.provider.contract", text="governance/provider-contracted", mailed=False)
def top_management_hears_of_a_provider(*, entry: Any) -> Iterator[Told]:
    """Top management, which puts it on the list."""
    yield from _about(entry, grants.holders(TOP_MANAGEMENT))


@tells("governance.provider.suspend", text="governance/provider-stopped")
@tells("governance.provider.end", text="governance/provider-stopped")
def who_plans_with_it_hears_that_it_stops(*, entry: Any) -> Iterator[Told]:
    """Whoever keeps providers, and whoever plans sittings: nothing new is planned with it."""
    yield from _about(entry, grants.holders(OUTSOURCING_MANAGER, EXAM_MANAGER))


def _about(entry: Any, people: Any) -> Iterator[Told]:
    provider = find(entry.subject)
    if isinstance(provider, Provider):
        for person_id in sorted(people):
            link = ("governance:provider", str(provider.pk))
            yield Told(person_id, provider.number, {"provider": provider.name}, link)
