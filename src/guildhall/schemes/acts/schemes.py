"""Schemes are opened over a header in which their roles are held."""

from guildhall.identity.acts import scopes
from guildhall.identity.models import Scope
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.schemes.models import Scheme
from guildhall.schemes.permissions import may_open_schemes
from guildhall.schemes.rules.schemes import header_is_the_schemes_own
from guildhall.schemes.rules.words import scheme_code_can_be_one, scheme_is_named, the_reason_is_said

CLAUSES = ("2012:8.1", "2026:8")


@act(
    "schemes.scheme.open",
    permission=may_open_schemes,
    rules=[scheme_code_can_be_one, scheme_is_named, header_is_the_schemes_own],
    clauses=CLAUSES,
    sentence=gettext_noop("opened the scheme {subject}"),
    label=gettext_noop("Open a scheme"),
)
def open_scheme(*, by: Actor, code: str, name: str, owner: str = "", scope: Scope | None = None) -> Scheme:
    """Open a scheme, and with it the header for which its roles are given, where there is none yet.

    `owner` names whoever owns a scheme that the body only runs (8.6). Top management then gives the role of scheme
    manager.
    """
    header = scope or scopes.open_scope(by=by, kind=Scope.Kind.SCHEME, number=code, name=name)
    return create(Scheme, scope=header, code=code, name=name.strip(), owner=owner.strip())


@act(
    "schemes.scheme.correct",
    about="scheme",
    permission=may_open_schemes,
    rules=[scheme_is_named, the_reason_is_said],
    clauses=["2012:8.1", "2012:8.6", "2026:8"],
    sentence=gettext_noop("corrected the scheme {subject}: {reason}"),
    label=gettext_noop("Correct name or owner"),
)
def correct(*, by: Actor, scheme: Scheme, name: str, owner: str, reason: str) -> Scheme:
    """Put the name of a scheme or of its owner right; what was published or issued under it keeps its words."""
    return change(scheme, name=name.strip(), owner=owner.strip())
