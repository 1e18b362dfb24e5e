"""What this room keeps beside what others write: by what people could be tied to each other, blinded."""

from uuid import UUID

from guildhall.identity.models import Person
from guildhall.ledger.followers import follower
from guildhall.ledger.models import Entry, Outcome
from guildhall.personnel import blinding
from guildhall.personnel.models import Trace

PARTICULARS = {f"identity.person.{verb}" for verb in ("register", "correct", "reach", "erase")}
"""Acts after which a person's address, telephone or name may be another one, or none."""


@follower("personnel.traces")
def traces(*, entry: Entry, index: int) -> None:
    """Keep the digests of a person's address, telephone and name as they are now; they go when the person is erased."""
    if entry.outcome != Outcome.DONE or entry.act not in PARTICULARS:
        return
    person = Person.objects.get(pk=UUID(entry.subject.partition(":")[2]))
    Trace.objects.filter(person=person).delete()
    if person.erased_at is None:
        Trace.objects.create(
            person=person,
            address=blinding.address(person.address),
            phone=blinding.phone(person.phone),
            name=blinding.name(person.name),
        )
