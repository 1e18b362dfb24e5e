"""The link of an invitation: its secret is derived from the master key and stored nowhere."""

import hmac
from uuid import UUID

from guildhall.identity.models import Invitation
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor, ActorKind
from guildhall.ledger.models import Entry
from guildhall.vault import keys

DAYS = 14
"""How many days an invitation can be used."""


def secret(invitation: Invitation) -> str:
    """What stands in the link besides the invitation's identifier; 32 hexadecimal digits."""
    return hmac.digest(keys.derived("invitation"), invitation.id.bytes, "sha256").hex()[:32]


def opened(pk: UUID, given: str) -> Invitation | None:
    """The invitation that a link names, if its secret is right and it still works."""
    found = Invitation.objects.select_related("person").filter(pk=pk).first()
    right = found is not None and hmac.compare_digest(secret(found).encode(), given.encode())
    return found if right and found is not None and is_open(found) else None


def made_by(invitation: Invitation) -> Actor:
    """Who invited, as the ledger says."""
    told = Entry.objects.filter(subject=f"identity.person:{invitation.person_id}", result=invitation.ref)
    kind, _colon, name = told.get().actor.partition(":")
    return Actor(ActorKind(kind), name)


def is_open(invitation: Invitation) -> bool:
    """Whether the invitation was not used and its time is not over."""
    return invitation.used_at is None and clock.now() <= invitation.until
