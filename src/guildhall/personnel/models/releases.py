"""Releases of the software with which the body examines, each with the report on its reference cases (R-30)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states
from guildhall.ledger.records import Record
from guildhall.personnel.lifecycles import RELEASE, ReleaseState


class SoftwareRelease(Record):
    """One release of this software as its reference cases found it; a person signs that it may deliver examinations.

    `fingerprint` is over every file of the release and tells it from any other; `asked` says how many cases were asked
    of it, and `failed` how many of them did not hold.
    """

    lifecycle = RELEASE

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=ReleaseState.REPORTED)
    version = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=64)
    asked = models.PositiveIntegerField()
    failed = models.PositiveIntegerField()
    reported_at = models.DateTimeField(default=clock.now)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "personnel_software_release"
        indexes = [models.Index(fields=["fingerprint", "state"], name="release_by_fingerprint")]
        constraints = [
            known_states(ReleaseState, "release_state_is_known"),
            models.CheckConstraint(
                condition=Q(judged_at__isnull=True, judged_by__isnull=True)
                | Q(judged_at__isnull=False, judged_by__isnull=False),
                name="release_judged_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["verified", "withdrawn"]) | Q(failed=0, judged_by__isnull=False),
                name=explain(
                    "release_verified_held_every_case",
                    gettext_noop("A release of which a reference case did not hold is not signed as verified."),
                    mend=gettext_noop("Have the software mended, and verify it anew."),
                    code="R-30",
                    clauses=("2012:9.3.4",),
                ),
            ),
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=Q(state="verified"),
                name=explain(
                    "release_verified_is_one",
                    gettext_noop("This release is verified already."),
                    mend=gettext_noop("Nothing needs to be done."),
                    code="R-30",
                    clauses=("2012:9.3.4",),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def short(self) -> str:
        """The fingerprint as people compare it."""
        return self.fingerprint[:12]


class ReleaseReport(Record):
    """What the reference cases found of a release: each with its part, what was expected, and what was found.

    It stands beside the release, which every start of an examination reads.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("release",)

    release = models.OneToOneField(SoftwareRelease, on_delete=models.PROTECT, related_name="report")
    cases = models.JSONField(default=list)

    class Meta:
        db_table = "personnel_release_report"

    def __str__(self) -> str:
        return self.release.number

    @property
    def line(self) -> str:
        return self.release.ref
