"""What a view of the house is given: a request that knows who asks and in which area."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from guildhall.identity.models import Person
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import Permission


class PageRequest(HttpRequest):
    """The request that `page` hands on. Typing only: nobody makes one.

    On pages that are not public, `actor` and `person` are those of whoever is signed in. On public pages an anonymous
    reader has neither; ask `is_anonymous` first.
    """

    actor: Actor
    person: Person
    area: str
    permission: Permission
    htmx: HtmxDetails


def is_anonymous(request: HttpRequest) -> bool:
    """Whether nobody is signed in here."""
    return getattr(request, "actor", None) is None
