"""Providers by name or number, for who may see the list."""

from collections.abc import Iterator

from guildhall.governance.permissions.providers import may_see_providers
from guildhall.governance.queries import providers as queries
from guildhall.governance.views.providers import status_of
from guildhall.kernel.actors import Actor
from guildhall.kernel.searching import Found, searchable
from guildhall.kernel.words import gettext_noop


@searchable("7-providers", title=gettext_noop("Providers"), permission=may_see_providers)
def providers(*, text: str, by: Actor, limit: int) -> Iterator[Found]:
    """Providers by name or number."""
    rows = queries.providers()
    for each in (rows.filter(name__icontains=text) | rows.filter(number__icontains=text))[:limit]:
        yield Found(each.name, status_of(each).word, ("governance:provider", str(each.pk)))
