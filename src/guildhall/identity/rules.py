"""What the acts of identity must not break."""

from django.utils.translation import gettext as _

from guildhall.identity.models import Grant, Person, Scope
from guildhall.identity.roles import all_roles
from guildhall.identity.roles import role as role_named
from guildhall.kernel.actors import Actor, ActorKind
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule


@rule("role-known", kind=Kind.OURS)
def role_is_known(*, role: str) -> Refusal | None:
    """A role that is given is one that the house knows."""
    if role in {each.code for each in all_roles()}:
        return None
    return Refusal(_("There is no role called “%s”.") % role, mend=Mend(_("Choose one of the roles that are listed.")))


@rule("role-scope", kind=Kind.OURS)
def role_is_held_where_it_may_be(*, role: str, scope: Scope) -> Refusal | None:
    """A role of the body is held for the body, a role of a scheme for a scheme."""
    if role_named(role).where == scope.kind:
        return None
    return Refusal(
        _("This role cannot be held for that scope."), mend=Mend(_("Choose the body, or a scheme, as the role asks."))
    )


@rule("R-08", clauses=["2012:4.3.7", "2026:4.3"])
def nobody_gives_themselves_a_role(*, by: Actor, person: Person) -> Refusal | None:
    """Nobody decides about their own authority."""
    if not by.is_person(person.id):
        return None
    return Refusal(_("You cannot give a role to yourself."), mend=Mend(_("Somebody else who may give roles does it.")))


@rule("once-only", kind=Kind.OURS)
def installation_is_founded_once(*, by: Actor) -> Refusal | None:
    """The installation gives the first administrator their role, and never anything again."""
    if by.kind is not ActorKind.BOOTSTRAP or not Grant.objects.exists():
        return None
    return Refusal(
        _("This installation already has an administrator, so the installation itself gives no more roles."),
        mend=Mend(_("Sign in as somebody who may give roles.")),
    )
