"""People read what was written to them."""

from guildhall.identity.models import Person
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import create
from guildhall.notices.models import Notice, Seen
from guildhall.notices.permissions import is_who_was_told, owns_the_inbox


@act(
    "notices.notice.read",
    about="notice",
    permission=is_who_was_told,
    sentence=gettext_noop("read the notice {subject}"),
    label=gettext_noop("Mark as read"),
)
def read(*, by: Actor, notice: Notice) -> Notice:
    """Mark a notice as read, by whom it was written to: from then on it is known that they knew."""
    if not Seen.objects.filter(notice=notice).exists():
        create(Seen, person=notice.person, notice=notice)
    return notice


@act(
    "notices.inbox.read",
    about="person",
    permission=owns_the_inbox,
    sentence=gettext_noop("marked all their notices as read"),
    label=gettext_noop("Mark all as read"),
)
def read_all(*, by: Actor, person: Person) -> Person:
    """Mark all that is unread in one's inbox as read."""
    for notice in Notice.objects.filter(person=person, seen__isnull=True):
        create(Seen, person=person, notice=notice)
    return person
