"""What the search box finds of this room."""

from collections.abc import Iterator

from django.db.models import Q

from guildhall.applications import queries
from guildhall.applications.lifecycles import APPLICATION
from guildhall.applications.permissions import may_see_applications
from guildhall.kernel.actors import Actor
from guildhall.kernel.searching import Found, searchable
from guildhall.kernel.words import gettext_noop
from guildhall.shell.words import translated


@searchable("5-applications", title=gettext_noop("Applications"), permission=may_see_applications)
def applications(*, text: str, by: Actor, limit: int) -> Iterator[Found]:
    """Applications by the beginning or the end of their number, as far as whoever asks may open them."""
    fits = Q(number__istartswith=text) | Q(number__iendswith=text)
    for each in queries.listed_for(by).filter(fits).order_by("-number")[:limit]:
        word = translated(APPLICATION.words[each.state])
        yield Found(each.number, f"{each.version.title}: {word}", ("applications:application", str(each.pk)))
