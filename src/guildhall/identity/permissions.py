"""Who may, as named predicates over grants."""

from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.roles import Role
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import Permission
from guildhall.kernel.refusals import Mend, Refusal


def holds(*roles: Role) -> Permission:
    """Who holds one of `roles` today, for the body or any scheme.

    Where a grant lapsed the refusal says why, by which clause, and what mends it.
    """

    def held(*, by: Actor) -> Refusal | None:
        return grants.refusal(by.person_id, roles) if by.person_id else _not_a_person()

    names = " / ".join(each.name for each in roles)
    held.__name__ = "holds_" + "_or_".join(each.code.replace("-", "_") for each in roles)
    return Permission(f"holds the role {names}", held)


def _not_a_person() -> Refusal:
    return Refusal(_("Only a person can do this."), mend=Mend(_("Sign in.")), code="permission")


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
