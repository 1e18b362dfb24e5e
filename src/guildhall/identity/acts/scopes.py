"""Scopes: the body itself, and the bare headers of schemes."""

from guildhall.identity.models import Scope
from guildhall.identity.permissions import holds
from guildhall.identity.roles import ADMINISTRATOR, TOP_MANAGEMENT
from guildhall.identity.rules.grants import installation_is_founded_once
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import create


@act(
    "identity.scope.open",
    permission=holds(ADMINISTRATOR, TOP_MANAGEMENT),
    rules=[installation_is_founded_once],
    clauses=["2012:8.1", "2026:8"],
    bootstrap=True,
    sentence=gettext_noop("opened the scope {subject}"),
    label=gettext_noop("Open a scope"),
)
def open_scope(*, by: Actor, kind: str, number: str, name: str) -> Scope:
    """Open a scope in which roles can be held: the body as a whole, once, or the header of a scheme."""
    return create(Scope, kind=kind, number=number, name=name)
