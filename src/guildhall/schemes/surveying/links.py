"""The secret in the link of an invitation: two fingerprints are made of it, and neither tells the other.

By one the invitation is found, by the other the answer. Who holds the link has both; who holds the database has neither
the link nor a way from one to the other.
"""

import hmac
import secrets
from uuid import UUID

from guildhall.notices.texts import address
from guildhall.schemes.models import Progress, Survey, SurveyAnswer, SurveyInvitation
from guildhall.vault import keys

LENGTH = 24
"""Bytes of chance in a secret: nobody guesses one."""

USABLE = (Progress.INVITED, Progress.BEGUN)
"""How far somebody may have come whose link still works."""


def new_secret() -> str:
    """A secret that nobody can guess."""
    return secrets.token_urlsafe(LENGTH)


def fingerprint(secret: str) -> str:
    """What is kept of a secret with the invitation."""
    return hmac.digest(keys.derived("survey-link"), secret.encode(), "sha256").hex()


def answer_id(secret: str) -> UUID:
    """Under which identifier the answer lies that belongs to a secret."""
    return UUID(bytes=hmac.digest(keys.derived("survey-answer"), secret.encode(), "sha256")[:16])


def invited(secret: str) -> SurveyInvitation | None:
    """The invitation whose link this is, as long as it works: its survey is open, and nothing was handed in."""
    found = SurveyInvitation.objects.filter(link=fingerprint(secret), progress__in=USABLE, survey__state="open")
    return found.select_related("survey__analysis__scheme__scope").first()


def shared(secret: str) -> Survey | None:
    """The open survey whose common link this is."""
    found = Survey.objects.filter(open_link=fingerprint(secret), state="open")
    return found.select_related("analysis__scheme__scope").first()


def answered(secret: str) -> SurveyAnswer | None:
    """What was answered by who holds this link."""
    return SurveyAnswer.objects.filter(pk=answer_id(secret)).select_related("survey").first()


def link(secret: str) -> str:
    """The full address that stands in a letter."""
    return address(("surveys:answer", secret))
