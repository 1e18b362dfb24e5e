"""Forms of written components and checklists of practical ones: what a candidate is given, frozen once it is in use."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from guildhall.exams.lifecycles import CHECKLIST, FORM, ChecklistState, FormState
from guildhall.identity.models import Person
from guildhall.itembank.models import ItemVersion
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.models import Component, Study

YEARLY = 12
"""How many months lie between two reviews of a form, unless an interval is set with its reason (T-17)."""


class Form(Record):
    """A fixed set of items for one component, with its passing standard and the record of its verification (R-26).

    `cut` is the passing raw score, `cut_basis` the study or decision that it rests on, `comparability` what makes the
    form comparable to earlier ones (a first form says why there is nothing to compare). A form with a `language` holds
    items in that language alone; without one it takes all. `standard` or `equating` is the
    approved study whose cut was adopted, by whom and when. `delayed`: it is used before its cut is known, nothing is
    scored until then, and the study is due on `study_due_on`. `scoring` counts what changed of key and cut: each result
    says under which count it was scored (R-27). `review_due_on` follows from the interval in months and its reason.
    """

    lifecycle = FORM
    reload_with: ClassVar[tuple[str, ...]] = ("component__version__scheme__scope",)

    number = models.CharField(max_length=20, unique=True)
    component = models.ForeignKey(Component, on_delete=models.PROTECT, related_name="forms")
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=20, blank=True, default="")
    state = models.CharField(max_length=20, default=FormState.ASSEMBLING)
    cut = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    cut_basis = models.TextField(blank=True)
    comparability = models.TextField(blank=True)
    standard = models.ForeignKey(Study, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    equating = models.ForeignKey(Study, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    standard_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    standard_at = models.DateTimeField(null=True, blank=True)
    delayed = models.BooleanField(default=False)
    delay_reason = models.TextField(blank=True)
    study_due_on = models.DateField(null=True, blank=True)
    scoring = models.PositiveSmallIntegerField(default=1)
    review_months = models.PositiveSmallIntegerField(default=YEARLY)
    review_reason = models.TextField(blank=True)
    review_due_on = models.DateField(null=True, blank=True)
    authored_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    authored_at = models.DateTimeField(default=clock.now)
    content_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    content_at = models.DateTimeField(null=True, blank=True)
    content_record = models.TextField(blank=True)
    verification = models.TextField(blank=True)
    verified_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "exams_form"
        constraints = [
            known_states(FormState, "form_state_is_known"),
            together("standard_by", "form_standard_by_and_at_together"),
            together("content_by", "form_content_by_and_at_together"),
            together("verified_by", "form_verified_by_and_at_together"),
            together("released_by", "form_released_by_and_at_together"),
            models.CheckConstraint(
                condition=~Q(state__in=["live", "suspended", "retired"])
                | (
                    (Q(cut__isnull=False) | Q(delayed=True))
                    & Q(verified_by__isnull=False)
                    & Q(content_by__isnull=False)
                ),
                name=explain(
                    "form_in_use_is_verified",
                    gettext_noop("A form in use has its passing standard, its content sign-off and its verification."),
                    mend=gettext_noop("Complete the verification of the form first."),
                    code="R-26",
                    clauses=("2012:9.3.1", "2012:9.2.4"),
                ),
            ),
            models.CheckConstraint(
                condition=Q(delayed=False) | (Q(study_due_on__isnull=False) & ~Q(delay_reason="")),
                name="form_delayed_says_why_and_until_when",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class FormItem(Record):
    """An item version at its place in a form; pretest items are shown but not scored.

    What is taken out of a form keeps its row and says when.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("form__component__version__scheme__scope", "item_version__item")

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="items")
    item_version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="placements")
    position = models.PositiveSmallIntegerField()
    pretest = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "exams_form_item"
        constraints = [
            models.UniqueConstraint(
                fields=["form", "position"], condition=Q(removed_at__isnull=True), name="form_position_is_one"
            ),
            models.UniqueConstraint(
                fields=["form", "item_version"],
                condition=Q(removed_at__isnull=True),
                name=explain(
                    "form_item_is_one",
                    gettext_noop("This item stands in the form already."),
                    mend=gettext_noop("Choose another item."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.item_version)

    @property
    def line(self) -> str:
        return self.form.ref


class Checklist(Record):
    """A version of what an examiner looks at in a practical component: stations, steps, which are critical.

    `tolerance` is by how many points two raters may differ before a third one decides. `rated`: examiners also judge
    the whole performance, beside the points. `cut` is the passing number of points where a study of those judgements
    set it, adopted by whom and when (R-26); without it the component's share of all points counts.
    """

    lifecycle = CHECKLIST
    reload_with: ClassVar[tuple[str, ...]] = ("component__version__scheme__scope",)

    number = models.CharField(max_length=20, unique=True)
    component = models.ForeignKey(Component, on_delete=models.PROTECT, related_name="checklists")
    ordinal = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=20, default=ChecklistState.DRAFT)
    tolerance = models.DecimalField(max_digits=6, decimal_places=2, default=Decimal(2))
    rated = models.BooleanField(default=False)
    cut = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    cut_basis = models.TextField(blank=True)
    standard = models.ForeignKey(Study, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    standard_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    standard_at = models.DateTimeField(null=True, blank=True)
    authored_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    authored_at = models.DateTimeField(default=clock.now)
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "exams_checklist"
        constraints = [
            known_states(ChecklistState, "checklist_state_is_known"),
            together("standard_by", "checklist_standard_by_and_at_together"),
            models.CheckConstraint(
                condition=Q(cut__isnull=True) | Q(cut__gt=0, standard__isnull=False, standard_by__isnull=False),
                name=explain(
                    "checklist_cut_rests_on_a_study",
                    gettext_noop("A checklist has a cut of its own by an approved study alone."),
                    mend=gettext_noop("Adopt the cut of a study of how examiners judged the whole."),
                    code="R-26",
                    clauses=("2012:9.3.1", "2012:9.2.4"),
                ),
            ),
            together("approved_by", "checklist_approved_by_and_at_together"),
            models.UniqueConstraint(fields=["component", "ordinal"], name="checklist_ordinal_is_one"),
            models.UniqueConstraint(
                fields=["component"],
                condition=Q(state="approved"),
                name=explain(
                    "checklist_in_use_is_one",
                    gettext_noop("Another checklist of this component is in use."),
                    mend=gettext_noop("Reload the page; approving a checklist retires the one before it."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ChecklistStep(Record):
    """One step: what is looked for, its points, and whether failing it fails the whole (`critical`).

    What is taken out of a draft keeps its row and says when.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("checklist__component__version__scheme__scope",)

    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    station = models.CharField(max_length=100)
    words = models.TextField()
    points = models.DecimalField(max_digits=6, decimal_places=2, default=Decimal(1))
    critical = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "exams_checklist_step"
        constraints = [
            models.UniqueConstraint(
                fields=["checklist", "position"], condition=Q(removed_at__isnull=True), name="checklist_position_is_one"
            ),
            models.CheckConstraint(
                condition=Q(points__gt=0),
                name=explain(
                    "checklist_step_has_points",
                    gettext_noop("A step is worth more than nothing."),
                    mend=gettext_noop("Give the step its points."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}"

    @property
    def line(self) -> str:
        return self.checklist.ref
