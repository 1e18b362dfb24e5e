"""What the search box finds of the bank: items and imports by their numbers, for who may open them."""

from collections.abc import Iterator

from django.db.models import Q

from guildhall.itembank import queries
from guildhall.itembank.permissions import works_on_items
from guildhall.itembank.wording import import_status, status_of
from guildhall.kernel.actors import Actor
from guildhall.kernel.searching import Found, searchable
from guildhall.kernel.words import gettext_noop


@searchable("5-items", title=gettext_noop("Items"), permission=works_on_items)
def items(*, text: str, by: Actor, limit: int) -> Iterator[Found]:
    """Versions of items by number or identifier; only those that whoever asks may open."""
    if by.person_id is None:
        return
    fits = Q(item__number__istartswith=text) | Q(item__number__iendswith=text) | Q(item__identifier__iexact=text)
    for version in queries.visible_to(by.person_id).filter(fits).order_by("-item__number", "-ordinal")[:limit]:
        yield Found(str(version), status_of(version).word, ("itembank:version", str(version.pk)))


@searchable("5-item-imports", title=gettext_noop("Imports of items"), permission=works_on_items)
def imports(*, text: str, by: Actor, limit: int) -> Iterator[Found]:
    """Imports by number; only those that whoever asks may open."""
    if by.person_id is None:
        return
    fits = Q(number__istartswith=text) | Q(number__iendswith=text)
    for batch in queries.imports_of(by.person_id).filter(fits).order_by("-number")[:limit]:
        yield Found(batch.number, import_status(batch).word, ("itembank:import", str(batch.pk)))
