"""Who acts. No actor is a refusal; a machine has a name; nobody is nobody."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class ActorKind(StrEnum):
    """The kinds of actor that the house knows."""

    PERSON = "person"
    MACHINE = "machine"
    PUBLIC = "public"
    BOOTSTRAP = "bootstrap"


@dataclass(frozen=True)
class Actor:
    """Somebody or something that acts.

    `name` is a person's identifier (their pseudonym in the ledger), a machine's name, or by which door somebody
    from the public came. It is never a plain name or an address.
    """

    kind: ActorKind
    name: str

    @property
    def person_id(self) -> UUID | None:
        """The identifier of the acting person; None for everybody else."""
        return UUID(self.name) if self.kind is ActorKind.PERSON else None

    def is_person(self, person_id: UUID) -> bool:
        return self.person_id == person_id

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


def person(person_id: UUID) -> Actor:
    """A person who signed in, or who signs in person before staff."""
    return Actor(ActorKind.PERSON, str(person_id))


def machine(name: str) -> Actor:
    """A part of the house that acts by itself, such as ``timers``; an act names the machines that may call it."""
    return Actor(ActorKind.MACHINE, name)


def public(door: str) -> Actor:
    """Somebody without an account: a referee by their link, an anonymous complainant, a visitor who registers."""
    return Actor(ActorKind.PUBLIC, door)


BOOTSTRAP = Actor(ActorKind.BOOTSTRAP, "installation")
"""Who makes the first administrator, once."""
