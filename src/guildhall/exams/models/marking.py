"""Markings of practical and oral attempts: one examiner's, a second one's, an adjudicator's where they differ."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildhall.exams.lifecycles import MARKING, MarkingState
from guildhall.exams.models.attempts import Attempt, OfAttempt
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states
from guildhall.vault.fields import Sealed, SealedJSON


class Part(models.TextChoices):
    """Which part an examiner has in the marking of an attempt."""

    FIRST = "first", _("First rater")
    SECOND = "second", _("Second rater")
    ADJUDICATOR = "adjudicator", _("Adjudicator")


class GlobalRating(models.TextChoices):
    """How an examiner judges a whole performance, beside the points; it counts for no candidate."""

    CLEAR_FAIL = "1", _("clear fail")
    BORDERLINE = "2", _("borderline")
    CLEAR_PASS = "3", _("clear pass")
    GOOD = "4", _("good")
    EXCELLENT = "5", _("excellent")

    @classmethod
    def told(cls) -> dict[str, Any]:
        """The scale as a study takes it: where the borderline lies, and what each step is called."""
        return {"borderline": int(cls.BORDERLINE), "scale": {e.value: e.name.lower().replace("_", " ") for e in cls}}


class Marking(OfAttempt):
    """One examiner's marking of one attempt, step by step; typed in from paper or on the spot.

    `steps` maps the position of each step to the points given; `notes` are the examiner's words; `rating` is their
    judgement of the whole, where the checklist asks for one. `submitted_by` is the
    examiner, or who typed the examiner's paper in (`from_paper`).
    """

    lifecycle = MARKING
    reload_with: ClassVar[tuple[str, ...]] = (
        "attempt__person",
        "attempt__component__version__scheme__scope",
        "attempt__checklist",
        "attempt__sitting",
        "examiner",
    )

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="markings")
    examiner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, choices=Part)
    state = models.CharField(max_length=20, default=MarkingState.OPEN)
    from_paper = models.BooleanField(default=False)
    steps = SealedJSON()
    rating = Sealed()
    notes = Sealed()
    assigned_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "exams_marking"
        constraints = [
            known_states(MarkingState, "marking_state_is_known"),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="marking_part_is_known"),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by="")
                | (Q(submitted_at__isnull=False) & ~Q(submitted_by="")),
                name="marking_submitted_by_and_at_together",
            ),
            models.UniqueConstraint(
                fields=["attempt", "part"],
                condition=~Q(state="withdrawn"),
                name=explain(
                    "marking_part_is_one",
                    gettext_noop("Somebody has this part in the marking of this attempt already."),
                    mend=gettext_noop("Withdraw that assignment first."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.attempt.number
