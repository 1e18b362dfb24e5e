"""What the body publishes of the keys with which it issues: its DID document and its status lists."""

from datetime import datetime, timedelta

from django.core.cache import cache

from guildhall import credentials
from guildhall.certification import addresses
from guildhall.certification.models import Certificate, StatusList
from guildhall.credentials import JsonObject
from guildhall.documents import issuers
from guildhall.kernel import clock

SIGNED_ANEW = timedelta(hours=6)
"""How long a published status list is handed out before it is signed anew, if nothing on it changes."""

LIST_HOLDS = timedelta(days=7)
"""How long who fetched a status list may rely on it."""


def did_document() -> JsonObject:
    """Which keys speak for the body: those of today first, then those that signed before."""
    public = issuers.verifying()
    if not public:
        raise issuers.NoKeys("The body has no keys yet.")
    return credentials.did_document(addresses.body().did, public)


def status_list(listed: StatusList) -> JsonObject:
    """A status list as it is published: signed anew as soon as a place on it changes, and every few hours."""
    key = f"status-list:{listed.pk}:{listed.revision}:{int(clock.now().timestamp() // SIGNED_ANEW.total_seconds())}"
    found: JsonObject | None = cache.get(key)
    if found is None:
        found = _signed_list(listed, clock.now())
        cache.set(key, found, timeout=int(SIGNED_ANEW.total_seconds()))
    return found


def _signed_list(listed: StatusList, now: datetime) -> JsonObject:
    off = Certificate.objects.filter(status_list=listed, is_off=True).values_list("status_index", flat=True)
    document = credentials.status_list(
        addresses.of_status_list(listed),
        addresses.body().did,
        credentials.with_bits(off),
        valid_from=now,
        valid_until=now + LIST_HOLDS,
    )
    return credentials.signed(document, issuers.signing().proof, now)
