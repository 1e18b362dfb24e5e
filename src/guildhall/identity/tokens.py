"""The secret of a token: shown once to who made it, and kept only as an HMAC that tells nothing without our key."""

import hmac
import secrets
from uuid import UUID

from django.db.models import QuerySet

from guildhall.identity import second_factor
from guildhall.identity.models import Person, Token
from guildhall.kernel import clock
from guildhall.vault import keys

PREFIX = "gh_"
"""How the secret of a token begins, so that people and scanners recognise what must not lie about."""


class Fingerprint(str):
    """What is kept of a secret. A type of its own, so that no terminal and no program can give one: only our page."""

    __slots__ = ()


def new_secret() -> str:
    """A secret that nobody can guess: 256 bits."""
    return PREFIX + secrets.token_urlsafe(32)


def fingerprint(secret: str) -> Fingerprint:
    """What is kept of `secret`, and by which it is found again."""
    return Fingerprint(hmac.digest(keys.derived("token"), secret.encode(), "sha256").hex())


def bearer(secret: str) -> Person | None:
    """The person in whose name this secret speaks today; None where it does not any more, or never did.

    It lives no longer than what it stands for: without an account, or without the second factor that their roles ask
    for, nobody speaks by it.
    """
    found = Token.objects.filter(fingerprint=fingerprint(secret), revoked_at__isnull=True, until_on__gte=clock.today())
    token = found.select_related("person__account").first()
    return token.person if token and may_speak(token.person) else None


def of(person_id: UUID) -> QuerySet[Token]:
    """The tokens of a person that were not taken back, the latest first; those whose day is over among them."""
    return Token.objects.filter(person_id=person_id, revoked_at__isnull=True).select_related("person").order_by("-id")


def may_speak(person: Person) -> bool:
    """Whether somebody could sign in today, with the second factor where their roles ask for one."""
    account = person.account
    if account is None or not account.is_active or person.erased_at is not None:
        return False
    return second_factor.is_set_up(account) or not second_factor.is_asked_of(person)
