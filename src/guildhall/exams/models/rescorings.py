"""Rescorings: what changes of a form's scoring after results were told, and what that did to every attempt (R-27)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from guildhall.exams.lifecycles import RESCORING, RescoringState
from guildhall.exams.models.attempts import Attempt, OfAttempt, Result
from guildhall.exams.models.forms import Form
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.models import Study


class Rescoring(Record):
    """A change of the key or the passing standard of a form after its first released result, carried to every attempt.

    `cut` is the new passing raw score where it changes, `study` what the change rests on; changes of keys are the
    rulings that belong to it. `not_scored_here` counts the results that others scored as a whole, which no key reaches.
    """

    lifecycle = RESCORING
    reload_with: ClassVar[tuple[str, ...]] = ("form__component__version__scheme__scope", "study")

    number = models.CharField(max_length=20, unique=True)
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="rescorings")
    state = models.CharField(max_length=20, default=RescoringState.OPEN)
    reason = models.TextField()
    cut = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    study = models.ForeignKey(Study, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    not_scored_here = models.PositiveIntegerField(default=0)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    compared_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "exams_rescoring"
        constraints = [
            known_states(RescoringState, "rescoring_state_is_known"),
            together("approved_by", "rescoring_approved_by_and_at_together"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name=explain(
                    "rescoring_has_four_eyes",
                    gettext_noop("Who proposed a rescoring cannot approve it."),
                    mend=gettext_noop("Somebody else who may approve forms of this scheme does it."),
                    code="R-11",
                    clauses=("2012:9.3.1", "2012:9.4.4"),
                ),
            ),
            models.UniqueConstraint(
                fields=["form"],
                condition=Q(state__in=["open", "comparing", "compared", "approved"]),
                name=explain(
                    "rescoring_of_a_form_is_one",
                    gettext_noop("A rescoring of this form is under way already."),
                    mend=gettext_noop("Go on with that one, or give it up first."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def line(self) -> str:
        return self.form.ref


class Rescored(OfAttempt):
    """What a rescoring does to one attempt: its numbers before and after, and the result that came of it.

    Where nothing changes, the result that the candidate was told stays, and this row says that it was looked at.
    """

    reload_with: ClassVar[tuple[str, ...]] = (
        "rescoring__form__component__version__scheme__scope",
        "attempt__person",
        "attempt__component__version__scheme__scope",
        "attempt__candidacy",
        "before__attempt",
    )

    rescoring = models.ForeignKey(Rescoring, on_delete=models.PROTECT, related_name="rescored")
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="rescored")
    before = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="+")
    score = models.DecimalField(max_digits=9, decimal_places=3)
    maximum = models.DecimalField(max_digits=9, decimal_places=3)
    cut = models.DecimalField(max_digits=9, decimal_places=3)
    passed = models.BooleanField()
    after = models.ForeignKey(Result, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    compared_at = models.DateTimeField(default=clock.now)
    set_aside_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "exams_rescored"
        constraints = [
            models.UniqueConstraint(
                fields=["rescoring", "attempt"], condition=Q(set_aside_at__isnull=True), name="rescored_once"
            )
        ]

    def __str__(self) -> str:
        return self.attempt.number

    @property
    def changes(self) -> bool:
        """Whether any number of the result changes."""
        was = self.before
        return (self.score, self.maximum, self.cut) != (was.score, was.maximum, was.cut) or self.turns

    @property
    def turns(self) -> bool:
        """Whether a pass becomes a fail, or a fail a pass."""
        return self.passed != self.before.passed
