"""Conversions: how the cut of one form was carried to another by an approved equating (R-26)."""

from typing import ClassVar

from django.db import models

from guildhall.exams.models.forms import Form
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.ledger.records import Record
from guildhall.schemes.models import Study


class Conversion(Record):
    """Which score of a form stands for which score of its base form, and what became of the base form's cut.

    `rows` is the table as it was adopted: score here, score there, standard error. The latest of a form counts.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("form__component__version__scheme__scope", "base", "study")

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="conversions")
    base = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="+")
    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="+")
    rows = models.JSONField(default=list)
    base_cut = models.DecimalField(max_digits=7, decimal_places=2)
    cut = models.DecimalField(max_digits=7, decimal_places=2)
    adopted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "exams_conversion"

    def __str__(self) -> str:
        return f"{self.form.number} → {self.base.number}"

    @property
    def line(self) -> str:
        return self.form.ref
