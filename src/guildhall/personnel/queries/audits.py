"""Who could audit what: whoever neither did nor managed it in the period that is audited (R-12)."""

from datetime import date
from uuid import UUID

from guildhall.identity.models import Person
from guildhall.personnel import auditing
from guildhall.personnel.auditing import Hand


def did_or_managed(person_id: UUID, process: str, scope_id: UUID | None, since: date, until: date) -> Hand | None:
    """The hand that somebody had in a process of a scheme (of all, without one) in a period; None where they had none.

    An auditor who had one does not audit that question (10.2.6.4).
    """
    return auditing.hands(auditing.process(process), scope_id, since, until, [person_id]).get(person_id)


def free_to_audit(process: str, scope_id: UUID | None, since: date, until: date) -> dict[UUID, Hand | None]:
    """Everybody of the body's personnel, each with the hand that they had in it; None for who could audit it."""
    people = list(Person.objects.filter(is_personnel=True, erased_at__isnull=True).values_list("pk", flat=True))
    hands = auditing.hands(auditing.process(process), scope_id, since, until, people)
    return {each: hands.get(each) for each in people}
