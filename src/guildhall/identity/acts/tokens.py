"""Tokens are made and taken back by who speaks through them; an administrator can take any back."""

from datetime import date

from guildhall.identity.models import Person, Token
from guildhall.identity.permissions import holds, is_that_person, is_whose_token_it_is
from guildhall.identity.roles import ADMINISTRATOR
from guildhall.identity.rules.tokens import (
    a_token_ends_within_a_year,
    a_token_says_what_it_is_for,
    could_sign_in_themselves,
    the_token_is_not_revoked,
)
from guildhall.identity.tokens import Fingerprint, of
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create

CLAUSES = ("2012:7.3.1", "2026:7.3")


@act(
    "identity.token.make",
    about="person",
    permission=is_that_person,
    rules=[could_sign_in_themselves, a_token_says_what_it_is_for, a_token_ends_within_a_year],
    clauses=CLAUSES,
    sentence=gettext_noop("made a token for a program"),
    label=gettext_noop("Make a token"),
)
def make(*, by: Actor, person: Person, label: str, until_on: date, fingerprint: Fingerprint) -> Token:
    """Let a program speak in one's own name until a day: it may do what one may do oneself, and nothing else.

    Its secret is shown once and kept nowhere; `fingerprint` is what is kept of it. A program cannot make another token.
    """
    return create(Token, person=person, label=label.strip(), until_on=until_on, fingerprint=fingerprint)


@act(
    "identity.token.revoke",
    about="token",
    permission=is_whose_token_it_is | holds(ADMINISTRATOR),
    rules=[the_token_is_not_revoked],
    clauses=CLAUSES,
    sentence=gettext_noop("took a token back"),
    label=gettext_noop("Take this token back"),
)
def revoke(*, by: Actor, token: Token) -> Token:
    """Take a token back; whatever uses it is refused from this moment."""
    return change(token, revoked_at=clock.now(), revoked_by=str(by))


def take_back(*, by: Actor, person: Person) -> None:
    """Take every token of somebody back, by an administrator who takes their account or their second factor away."""
    for token in of(person.pk):
        revoke(by=by, token=token)
