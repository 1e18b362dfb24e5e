"""What sessions leave behind, and when it goes."""

from datetime import timedelta
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings

from guildhall.kernel import clock

PLACES_KEPT = timedelta(days=30)
"""How long it is kept from which network address and with which browser somebody signed in."""

NOWHERE = "0.0.0.0"  # noqa: S104  # what stands where an address was forgotten


def forget_places() -> int:
    """Forget network addresses and browsers of sessions that began too long ago; how many."""
    old = UserSession.objects.filter(created_at__lt=clock.now() - PLACES_KEPT).exclude(ip=NOWHERE)
    forgotten: int = old.update(ip=NOWHERE, user_agent="")
    return forgotten


def clear_ended() -> None:
    """Delete the sessions that are over, and the list's rows for them."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    for session in UserSession.objects.iterator():
        session.purge()
