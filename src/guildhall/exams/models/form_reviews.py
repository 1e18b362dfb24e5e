"""Reviews of forms at their interval, and the deficiencies that they found, tracked until corrected (9.3.5)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildhall.exams.lifecycles import DEFICIENCY, DeficiencyState
from guildhall.exams.models.forms import Form
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.models import Study


class ReviewVerdict(models.TextChoices):
    """What a review says of the further use of a form."""

    FIT = "fit", _("Fit for use")
    WITH_CORRECTIONS = "with-corrections", _("Fit for use; deficiencies are to be corrected")
    NOT_FIT = "not-fit", _("Not fit for use")


class FormReview(Record):
    """That a form was reaffirmed, or not: fair, valid, reliable and performing, over the attempts since the last time.

    `study` is the item analysis that was looked at; `attempts` how many there were, so that a review of few says so.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("form__component__version__scheme__scope", "study")

    number = models.CharField(max_length=20, unique=True)
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="reviews")
    study = models.ForeignKey(Study, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    attempts = models.PositiveIntegerField(default=0)
    verdict = models.CharField(max_length=20, choices=ReviewVerdict)
    findings = models.TextField()
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "exams_form_review"
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=ReviewVerdict.values), name="form_review_verdict_is_known")
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def line(self) -> str:
        return self.form.ref

    @property
    def verdict_word(self) -> str | Promise:
        return ReviewVerdict(self.verdict).label


class Deficiency(Record):
    """Something of a form that is to be put right: what, by whom, until when; what was done; and who saw that it holds.

    `review` is the review that found it, where one did.
    """

    lifecycle = DEFICIENCY
    reload_with: ClassVar[tuple[str, ...]] = ("form__component__version__scheme__scope", "review")

    number = models.CharField(max_length=20, unique=True)
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="deficiencies")
    review = models.ForeignKey(FormReview, null=True, blank=True, on_delete=models.PROTECT, related_name="deficiencies")
    state = models.CharField(max_length=20, default=DeficiencyState.NOTED)
    words = models.TextField()
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=clock.now)
    correction = models.TextField(blank=True)
    corrected_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField(null=True, blank=True)
    verification = models.TextField(blank=True)
    verified_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "exams_deficiency"
        constraints = [
            known_states(DeficiencyState, "deficiency_state_is_known"),
            together("corrected_by", "deficiency_corrected_by_and_at_together"),
            together("verified_by", "deficiency_verified_by_and_at_together"),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | ~Q(verified_by=F("corrected_by")),
                name=explain(
                    "deficiency_has_four_eyes",
                    gettext_noop("Who corrected a deficiency does not verify the correction."),
                    mend=gettext_noop("Somebody else who may verify forms of this scheme does it."),
                    code="R-11",
                    clauses=("2012:9.3.5", "2012:10.2.3"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def line(self) -> str:
        return self.form.ref
