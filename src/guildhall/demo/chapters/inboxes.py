"""People read what the house writes to them; what came in the last days waits still."""

from functools import partial

from guildhall.demo.body import Body
from guildhall.identity.models import Person
from guildhall.kernel import actors
from guildhall.notices.acts import inbox
from guildhall.notices.models import Notice


def tell(body: Body) -> None:
    """Each reads everything late last week, whatever they do otherwise."""
    body.diary.ago(4, partial(_read, body), "21:30")


def _read(body: Body) -> None:
    unread = Notice.objects.filter(seen__isnull=True).values("person_id")
    for person in Person.objects.filter(id__in=unread).order_by("number"):
        inbox.read_all(by=actors.person(person.id), person=person)
