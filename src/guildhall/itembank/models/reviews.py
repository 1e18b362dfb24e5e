"""What people found in a version of an item: in its content, its fairness and language, and its key."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Person
from guildhall.itembank.models.items import ItemVersion
from guildhall.kernel import clock
from guildhall.ledger.records import Record
from guildhall.vault.fields import Sealed, SealedJSON


class Step(models.TextChoices):
    """What a review looks at: the content with its key, the fairness and language, or the whole before approval."""

    CONTENT = "content", _("Content review")
    FAIRNESS = "fairness", _("Fairness and language review")
    RELEASE = "release", _("Look before approval")


class ItemReview(Record):
    """What one person found in a version of an item in one step of its review, and the verdict.

    `fingerprint` says of which content: a review counts for what was reviewed and for nothing that was written later.
    An aspect that the step does not ask for is empty. What was sent back is kept in `source` as it was, so that
    the next look shows what was mended.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("version__item__scheme__scope", "reviewed_by")

    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="reviews")
    step = models.CharField(max_length=20, choices=Step, default=Step.CONTENT)
    accepted = models.BooleanField()
    content_is_right = models.BooleanField(null=True, blank=True)
    key_is_right = models.BooleanField(null=True, blank=True)
    language_is_clear = models.BooleanField(null=True, blank=True)
    language_is_fair = models.BooleanField(null=True, blank=True)
    comment = Sealed()
    source = Sealed()
    fingerprint = models.CharField(max_length=64)
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "itembank_review"
        constraints = [
            models.CheckConstraint(condition=Q(step__in=Step.values), name="item_review_step_is_known"),
            models.CheckConstraint(
                condition=Q(accepted=False)
                | Q(step=Step.CONTENT, content_is_right=True, key_is_right=True)
                | Q(step=Step.FAIRNESS, language_is_clear=True, language_is_fair=True),
                name="item_accepted_in_every_respect",
            ),
        ]

    @property
    def line(self) -> str:
        return self.version.line


class KeyValidation(Record):
    """A blind answer: somebody who neither wrote an item nor saw its key answered it like a candidate.

    Where their answer earns less than the maximum, the key or the question is wrong, or unclear; the answer stays.
    `answers` would tell the key and are sealed; what was disputed is kept in `source` as it was.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("version__item__scheme__scope", "answered_by")

    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="key_validations")
    answers = SealedJSON()
    earned = models.DecimalField(max_digits=7, decimal_places=3, default=Decimal(0))
    maximum = models.DecimalField(max_digits=7, decimal_places=3)
    remark = Sealed()
    source = Sealed()
    fingerprint = models.CharField(max_length=64)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "itembank_key_validation"
        constraints = [
            models.CheckConstraint(condition=Q(earned__lte=F("maximum")), name="item_blind_answer_earns_no_more")
        ]

    @property
    def line(self) -> str:
        return self.version.line

    @property
    def agrees(self) -> bool:
        """Whether the blind answer bears the key out."""
        return self.earned == self.maximum


class AiValidation(Record):
    """That a named human expert worked through what a machine drafted and stands for it, and how they verified it.

    `sources` says against what: the manual, the standard, the rule. It counts for that content alone (R-54).
    """

    reload_with: ClassVar[tuple[str, ...]] = ("version__item__scheme__scope", "validated_by")

    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="ai_validations")
    statement = Sealed()
    sources = Sealed()
    fingerprint = models.CharField(max_length=64)
    validated_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    validated_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "itembank_ai_validation"

    @property
    def line(self) -> str:
        return self.version.line
