"""Certificates: the sealed document and the credential, and the status lists that say which no longer hold."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from guildhall.certification.lifecycles import CERTIFICATE, CertificateState
from guildhall.certification.models.certifications import Certification
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.ledger.constraints import known_states
from guildhall.ledger.records import Record
from guildhall.vault.fields import Sealed
from guildhall.vault.models import StoredFile


class StatusList(Record):
    """A list of places, each of one credential; from it is signed which credentials are not valid now.

    `revision` rises whenever a place is given or its bit is set, so that what is published is made anew at once.
    """

    ordinal = models.PositiveIntegerField(unique=True)
    given = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "certification_status_list"

    def __str__(self) -> str:
        return str(self.ordinal)


class Certificate(Record):
    """One issue of a certificate: the sealed PDF with its credential, and its place in a status list.

    A change of name, a loss or a reinstatement makes a new one; the one before it is replaced. `holder` is the name as
    it stands there, `office` under which the signatory signs. `is_off`: its bit on the status list is set.
    """

    lifecycle = CERTIFICATE
    reload_with: ClassVar[tuple[str, ...]] = (
        "certification__person",
        "certification__version__scheme__scope",
        "status_list",
        "signatory",
        "document",
    )

    certification = models.ForeignKey(Certification, on_delete=models.PROTECT, related_name="certificates")
    ordinal = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=20, default=CertificateState.PREPARED)
    holder = Sealed()
    status_list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="certificates")
    status_index = models.PositiveIntegerField()
    is_off = models.BooleanField(default=False)
    signatory = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    credential = Sealed()
    token = Sealed()
    prepared_at = models.DateTimeField(default=clock.now)
    issued_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "certification_certificate"
        indexes = [models.Index(fields=["state", "prepared_at"], name="certificate_by_state")]
        constraints = [
            known_states(CertificateState, "certificate_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(document__isnull=False, issued_at__isnull=False),
                name="certificate_issued_has_its_document",
            ),
            models.UniqueConstraint(fields=["certification", "ordinal"], name="certificate_ordinal_is_one"),
            models.UniqueConstraint(fields=["status_list", "status_index"], name="certificate_status_index_is_one"),
            models.UniqueConstraint(
                fields=["certification"],
                condition=Q(state__in=["prepared", "issued"]),
                name="certificate_in_force_is_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certification.number}/{self.ordinal}"

    @property
    def line(self) -> str:
        return self.certification.line

    @property
    def key_id(self) -> UUID:
        return self.certification.person.data_key

    @property
    def person_id_concerned(self) -> UUID:
        return self.certification.person_id

    @property
    def scope_id(self) -> UUID:
        return self.certification.scope_id
