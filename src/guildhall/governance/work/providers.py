"""What waits for who keeps the providers, and for top management, which puts them on the list."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.governance.lifecycles.providers import ProviderState
from guildhall.governance.models import Provider
from guildhall.governance.queries import providers as queries
from guildhall.identity import grants
from guildhall.identity.roles import OUTSOURCING_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.kernel.declarations import WorkItem, work

SOON = timedelta(days=30)
"""How long before it is due a provider's monitoring is asked for."""


@work("governance.providers")
def providers_to_keep(*, person_id: UUID) -> Iterator[WorkItem]:
    """Providers to evaluate, to bind and to watch."""
    if person_id not in grants.holders(OUTSOURCING_MANAGER):
        return
    for provider in queries.providers().filter(state__in=(ProviderState.CANDIDATE, ProviderState.EVALUATED))[:100]:
        is_new = provider.state == ProviderState.CANDIDATE
        what = _("%(name)s: evaluate it") if is_new else _("%(name)s: record its agreement")
        yield _item(provider, what, _("Nobody outside is used before."), _("Open"))
    for provider in (
        queries.in_use().filter(next_monitoring_on__lte=clock.today() + SOON).order_by("next_monitoring_on")
    ):
        why = _("When that day has passed it is used for nothing new.")
        yield WorkItem(
            _("%(name)s: monitor it") % {"name": provider.name},
            why,
            _("Monitor"),
            ("governance:provider-monitor", str(provider.pk)),
            provider.next_monitoring_on,
        )


@work("governance.provider-list")
def providers_to_list(*, person_id: UUID) -> Iterator[WorkItem]:
    """Providers under agreement that top management may put on the list."""
    if person_id not in grants.holders(TOP_MANAGEMENT):
        return
    for provider in queries.providers().filter(state=ProviderState.CONTRACTED)[:100]:
        why = _("It was evaluated and is under agreement.")
        yield _item(provider, _("%(name)s: put it on the list, or end it"), why, _("Decide"))


def _item(provider: Provider, what: str, why: str, action: str) -> WorkItem:
    return WorkItem(what % {"name": provider.name}, why, action, ("governance:provider", str(provider.pk)))
