"""What holds of roles that are given and ended."""

from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.models import Grant, Person, Scope
from guildhall.identity.roles import ADMINISTRATOR, all_roles
from guildhall.identity.roles import role as role_named
from guildhall.identity.rules import ROLES, SECURITY
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor, ActorKind
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule


@rule("role-known", clauses=ROLES, kind=Kind.OURS)
def role_is_known(*, role: str) -> Refusal | None:
    """A role that is given is one that the house knows."""
    if role in {each.code for each in all_roles()}:
        return None
    return Refusal(
        _("There is no role called “%s”.") % role,
        mend=Mend(_("Choose one of the roles that are listed.")),
        field="role",
    )


@rule("role-scope", clauses=ROLES, kind=Kind.OURS)
def role_is_held_where_it_may_be(*, role: str, scope: Scope) -> Refusal | None:
    """A role of the body is held for the body, a role of a scheme for a scheme."""
    if role_named(role).where == scope.kind:
        return None
    return Refusal(
        _("This role cannot be held for that scope."),
        mend=Mend(_("Choose the body, or a scheme, as the role asks.")),
        field="scope",
    )


@rule("R-08", clauses=["2012:4.3.7", "2026:4.3"])
def nobody_gives_themselves_a_role(*, by: Actor, person: Person) -> Refusal | None:
    """Nobody decides about their own authority."""
    if not by.is_person(person.id):
        return None
    return Refusal(_("You cannot give a role to yourself."), mend=Mend(_("Somebody else who may give roles does it.")))


@rule("founded-once", clauses=ROLES, kind=Kind.OURS)
def installation_is_founded_once(*, by: Actor) -> Refusal | None:
    """The installation gives the first administrator their role, and never anything again."""
    if by.kind is not ActorKind.BOOTSTRAP or not Grant.objects.exists():
        return None
    return Refusal(
        _("This installation already has an administrator, so the installation itself does nothing more."),
        mend=Mend(_("Sign in as somebody whose role includes it.")),
    )


@rule("grant-open", clauses=ROLES, kind=Kind.OURS)
def grant_is_not_ended(*, grant: Grant) -> Refusal | None:
    """A role is ended once."""
    if grant.ended_at is None:
        return None
    return Refusal(_("This role has already been ended."), mend=Mend(_("Give the role again if it is needed.")))


@rule("administrator-remains", clauses=SECURITY, kind=Kind.OURS)
def an_administrator_remains(*, grant: Grant) -> Refusal | None:
    """Somebody can always give roles: the last administrator's role is not ended."""
    if grant.role != ADMINISTRATOR.code:
        return None
    others = grants.given_on(clock.today()).filter(role=ADMINISTRATOR.code).exclude(pk=grant.pk)
    if others.exists():
        return None
    return Refusal(
        _("This is the only administrator, and nobody else could appoint another."),
        mend=Mend(_("Give the role to somebody else first."), act="identity.grant.give"),
    )
