"""That the statistics of a form were brought up to date: asked for, computed from the attempts that counted then."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from guildhall.exams.models.forms import Form
from guildhall.exams.models.sittings import Sitting
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain
from guildhall.ledger.records import Record
from guildhall.schemes.models import Study


class StatisticsRun(Record):
    """One look at the attempts of a form, as a whole or at one `sitting`: what its statistics page calls 'as of'.

    It is asked for by a person or by the house, and ends with the study that holds the numbers: a new one where the
    data differs from what was frozen before, the same where nothing changed, none where nobody has a result yet.
    `position` is the number of ledger entries then.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("form__component__version__scheme__scope", "sitting", "study")

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="statistics")
    sitting = models.ForeignKey(Sitting, null=True, blank=True, on_delete=models.PROTECT, related_name="statistics")
    asked_by = models.CharField(max_length=100)
    asked_at = models.DateTimeField(default=clock.now)
    attempts = models.PositiveIntegerField(default=0)
    position = models.BigIntegerField(default=0)
    study = models.ForeignKey(Study, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "exams_statistics_run"
        indexes = [models.Index(fields=["form", "sitting", "done_at"], name="statistics_run_by_form")]
        constraints = [
            models.CheckConstraint(
                condition=Q(study__isnull=True) | Q(done_at__isnull=False), name="statistics_run_done_has_its_study"
            ),
            models.UniqueConstraint(
                fields=["form", "sitting"],
                condition=Q(done_at__isnull=True, sitting__isnull=False),
                name=explain(
                    "statistics_run_of_sitting_is_one",
                    gettext_noop("These statistics are being computed already."),
                    mend=gettext_noop("Wait a moment; the page shows them when they are there."),
                ),
            ),
            models.UniqueConstraint(
                fields=["form"],
                condition=Q(done_at__isnull=True, sitting__isnull=True),
                name=explain(
                    "statistics_run_is_one",
                    gettext_noop("The statistics of this form are being computed already."),
                    mend=gettext_noop("Wait a moment; the page shows them when they are there."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form.number}, {self.sitting.number}" if self.sitting else self.form.number

    @property
    def line(self) -> str:
        return self.form.ref
