"""Companies, schools and associations to which people are tied, and who is employed by them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from guildhall.identity.models import OfPerson, Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states
from guildhall.ledger.records import Record
from guildhall.personnel.lifecycles.courses import EMPLOYMENT, EmploymentState
from guildhall.vault.fields import Sealed


class Organisation(Record):
    """A company, school or association, known once however its name is spelled.

    Its name may be that of the one person who runs it, so it is sealed; `digest` is the blinded name by which it is
    found (`guildhall.personnel.blinding`).
    """

    number = models.CharField(max_length=20, unique=True)
    name = Sealed()
    digest = models.CharField(max_length=32)
    registered_at = models.DateTimeField(default=clock.now)
    registered_by = models.CharField(max_length=100)

    class Meta:
        db_table = "personnel_organisation"
        constraints = [
            models.UniqueConstraint(
                fields=["digest"],
                name=explain(
                    "organisation_is_known_once",
                    gettext_noop("An organisation of this name is known already."),
                    mend=gettext_noop("Reload the page and choose it."),
                ),
            )
        ]

    def __str__(self) -> str:
        return self.number


class Employment(OfPerson):
    """Where somebody is employed, told by them or by the office: whoever is tied to that employer keeps off their file.

    Applicants, candidates and certified persons have employers, and so has who works for the body beside other work.
    """

    lifecycle = EMPLOYMENT
    reload_with: ClassVar[tuple[str, ...]] = ("person", "organisation")

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=EmploymentState.RECORDED)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="employments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="employments")
    since_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    told_at = models.DateTimeField(default=clock.now)
    told_by = models.CharField(max_length=100)

    class Meta:
        db_table = "personnel_employment"
        constraints = [
            known_states(EmploymentState, "employment_state_is_known"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(since_on__isnull=True) | Q(until_on__gte=F("since_on")),
                name=explain(
                    "employment_ends_after_it_begins",
                    gettext_noop("An employment cannot end before it begins."),
                    mend=gettext_noop("Give a last day that is not before the first."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number
