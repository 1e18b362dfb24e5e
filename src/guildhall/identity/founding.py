"""How an installation begins: the body's scope and its first administrator, once and never again."""

from guildhall.identity.acts import accounts, grants, persons, scopes
from guildhall.identity.models import Invitation
from guildhall.identity.roles import ADMINISTRATOR
from guildhall.kernel import clock
from guildhall.kernel.actors import BOOTSTRAP

NUMBER = "BODY"


def found(*, name: str, given_name: str, family_name: str, email: str) -> Invitation:
    """Found the body called `name` and invite its first administrator to open their account.

    The role comes last: with it the installation has handed over, and refuses to do anything again.
    """
    body = scopes.open_scope(by=BOOTSTRAP, kind="body", number=NUMBER, name=name)
    person = persons.register(
        by=BOOTSTRAP, given_name=given_name, family_name=family_name, email=email, is_personnel=True
    )
    invitation = accounts.invite(by=BOOTSTRAP, person=person)
    grants.give(by=BOOTSTRAP, person=person, role=ADMINISTRATOR.code, scope=body, from_on=clock.today())
    return invitation
