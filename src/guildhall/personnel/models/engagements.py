"""On what terms somebody works for the body: employed, contracted, on a committee, as a volunteer, for single cases."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import OfPerson, Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, together
from guildhall.vault.fields import Sealed
from guildhall.vault.models import StoredFile


class EngagementKind(models.TextChoices):
    """In which form somebody belongs to the body's personnel."""

    EMPLOYED = "employed", _("Employed")
    CONTRACTED = "contracted", _("Under contract")
    COMMITTEE = "committee", _("On a committee")
    VOLUNTEER = "volunteer", _("Volunteer")
    CASES = "cases", _("For single cases")


class Engagement(OfPerson):
    """That somebody works for the body, on which terms, from a day until a day; the body answers for them (6.1.1).

    `employer` is who employs them, where that is not the body; `cases` says for what somebody was engaged who does
    single cases; `contract` is what both signed.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("person", "contract")

    number = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="engagements")
    kind = models.CharField(max_length=20, choices=EngagementKind)
    employer = Sealed()
    cases = Sealed()
    contract = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    begun_at = models.DateTimeField(default=clock.now)
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reasons = Sealed()

    class Meta:
        db_table = "personnel_engagement"
        indexes = [models.Index(fields=["person", "from_on"], name="engagement_by_person")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EngagementKind.values), name="engagement_kind_is_known"),
            together("ended_by", "engagement_ended_by_and_at_together"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name=explain(
                    "engagement_ends_after_it_begins",
                    gettext_noop("An engagement cannot end before it begins."),
                    mend=gettext_noop("Give a last day that is not before the first."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def kind_word(self) -> str | Promise:
        """The form in the reader's language."""
        return EngagementKind(self.kind).label
