"""The keys with which the body issues: made by the house, sealed, and retired by people."""

from datetime import date

from guildhall.documents.issuers import ISSUER
from guildhall.documents.models import IssuerKey
from guildhall.documents.permissions import may_retire_keys
from guildhall.documents.rules.issuer_keys import a_key_is_retired_with_a_reason
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create

CLAUSES = ("2012:9.4.7", "2012:9.4.9", "2026:9.4")


@act(
    "documents.issuer-key.keep",
    permission=NOBODY,
    machines=[ISSUER.name],
    clauses=CLAUSES,
    sentence=gettext_noop("made a key to issue with: {purpose}"),
)
def keep(*, by: Actor, purpose: str, locked: bytes, public: str, ends_on: date | None = None) -> IssuerKey:
    """Keep a key to issue with, sealed; the one of the same purpose before it signs no more, and still verifies."""
    for former in IssuerKey.objects.filter(purpose=purpose, retired_at__isnull=True):
        change(former, retired_at=clock.now())
    return create(IssuerKey, purpose=purpose, locked=locked, public=public, ends_on=ends_on)


@act(
    "documents.issuer-key.retire",
    about="key",
    permission=may_retire_keys,
    rules=[a_key_is_retired_with_a_reason],
    clauses=CLAUSES,
    sentence=gettext_noop("retired the key {subject}: {reason}"),
    label=gettext_noop("Retire this key"),
)
def retire(*, by: Actor, key: IssuerKey, reason: str) -> IssuerKey:
    """Let a key sign no more; the house makes another one by itself. What it signed can still be verified."""
    return change(key, retired_at=clock.now())
