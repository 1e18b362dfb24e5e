"""The keys with which the body issues: what it seals on paper and signs for software."""

from django.db import models
from django.db.models import Q

from guildhall.kernel import clock
from guildhall.ledger.records import Record


class IssuerKey(Record):
    """Keys with which the body issues; the private half is sealed before it comes here, and opened to sign alone.

    `purpose` is ``credential`` (Ed25519 and P-256 for proofs and tokens), ``root`` or ``seal`` (RSA, for paper).
    `public` is what verifies. A key that is retired still verifies what it signed while it was in use.
    """

    purpose = models.CharField(max_length=20)
    locked = models.BinaryField()
    public = models.TextField()
    made_at = models.DateTimeField(default=clock.now)
    ends_on = models.DateField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "documents_issuer_key"
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=["credential", "root", "seal"]), name="issuer_key_purpose_is_known"
            ),
            models.UniqueConstraint(
                fields=["purpose"], condition=Q(retired_at__isnull=True), name="issuer_key_in_use_is_one"
            ),
        ]

    def __str__(self) -> str:
        return self.purpose
