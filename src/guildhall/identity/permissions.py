"""Who may, as named predicates over grants."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.models import Absence, Person, Token
from guildhall.identity.roles import Role
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import Permission, permission
from guildhall.kernel.refusals import Mend, Refusal


@dataclass(frozen=True, eq=False)
class HeldRole(Permission):
    """A permission that hangs on a role alone; a menu asks it for many places with one query."""

    roles: tuple[Role, ...] = ()

    def __or__(self, other: Permission) -> Permission:
        """Either; of two that hang on roles alone, one that hangs on the roles of both and is asked as one."""
        if not isinstance(other, HeldRole):
            return super().__or__(other)
        return holds(*self.roles, *(each for each in other.roles if each not in self.roles))


def holds(*roles: Role) -> HeldRole:
    """Who holds one of `roles` today, for the body or any scheme.

    Where a grant lapsed the refusal says why, by which clause, and what mends it.
    """

    def held(*, by: Actor) -> Refusal | None:
        return grants.refusal(by.person_id, roles) if by.person_id else _not_a_person()

    names = " / ".join(each.name for each in roles)
    held.__name__ = "holds_" + "_or_".join(each.code.replace("-", "_") for each in roles)
    return HeldRole(f"holds the role {names}", held, roles=roles)


def refusal_in(by: Actor, scope_id: UUID, *roles: Role) -> Refusal | None:
    """Why `by` does not hold one of `roles` in that scheme today; rooms ask it about a record of that scheme."""
    return grants.refusal_in(by.person_id, roles, scope_id) if by.person_id else _not_a_person()


def _not_a_person() -> Refusal:
    return Refusal(_("Only a person can do this."), mend=Mend(_("Sign in.")), code="permission")


@permission("is that person")
def is_that_person(*, by: Actor, person: Person) -> Refusal | None:
    """Somebody about themselves."""
    if by.is_person(person.id):
        return None
    return Refusal(_("Only the person themselves can do this."), mend=Mend(_("Ask them to do it.")))


@permission("is the person who is away")
def is_the_absent_person(*, by: Actor, absence: Absence) -> Refusal | None:
    """Somebody about their own absence."""
    if by.is_person(absence.person_id):
        return None
    return Refusal(_("Only the person who is away can do this."), mend=Mend(_("Ask them, or top management.")))


@permission("is whose token it is")
def is_whose_token_it_is(*, by: Actor, token: Token) -> Refusal | None:
    """Everybody takes their own tokens back."""
    if by.is_person(token.person_id):
        return None
    return Refusal(
        _("This token belongs to somebody else."), mend=Mend(_("They take it back, or an administrator does."))
    )


def _anybody(*, by: Actor) -> Refusal | None:
    return None


ANYBODY = Permission("acts at all (the act's rules say the rest)", _anybody)


def _nobody(*, by: Actor) -> Refusal | None:
    return Refusal(
        _("No person does this; the house does it by itself."),
        mend=Mend(_("Nothing needs to be done.")),
        code="permission",
    )


NOBODY = Permission("is no person: machines only", _nobody)
