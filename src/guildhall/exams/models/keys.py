"""Rulings on the keys of a form after it was given: what its statistics showed, and what is scored instead (R-27)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildhall.exams.lifecycles import KEY_RULING, RulingState
from guildhall.exams.models.forms import FormItem
from guildhall.exams.models.rescorings import Rescoring
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.models import Study
from guildhall.vault.fields import Sealed, SealedJSON


class Ruling(models.TextChoices):
    """What is done with an item whose key was looked at after the examination."""

    KEEP = "keep", _("The key stands")
    EVERYBODY = "everybody", _("Everybody gets the points")
    LEFT_OUT = "left-out", _("The item is left out for everybody")
    ALSO = "also-accepted", _("Other answers are accepted too")


class KeyRuling(Record):
    """What was ruled on the key of one item in one form, by whom proposed and by whom confirmed.

    `answers` are the answers that are accepted beside the key, each as the item asks for it. Reason and answers tell of
    the question and its key, so they are sealed. Before the first released result of the form a ruling stands by its
    confirmation, afterwards by the approval of the rescoring to which it belongs.
    """

    lifecycle = KEY_RULING
    reload_with: ClassVar[tuple[str, ...]] = (
        "placement__form__component__version__scheme__scope",
        "placement__item_version__item",
        "rescoring",
        "study",
    )

    placement = models.ForeignKey(FormItem, on_delete=models.PROTECT, related_name="rulings")
    state = models.CharField(max_length=20, default=RulingState.PROPOSED)
    ruling = models.CharField(max_length=20, choices=Ruling)
    answers = SealedJSON()
    reason = Sealed()
    study = models.ForeignKey(Study, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rescoring = models.ForeignKey(
        Rescoring, null=True, blank=True, on_delete=models.PROTECT, related_name="key_rulings"
    )
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    confirmed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "exams_key_ruling"
        constraints = [
            known_states(RulingState, "key_ruling_state_is_known"),
            models.CheckConstraint(condition=Q(ruling__in=Ruling.values), name="key_ruling_is_known"),
            together("confirmed_by", "key_ruling_confirmed_by_and_at_together"),
            models.CheckConstraint(
                condition=~Q(state="in-force") | Q(confirmed_by__isnull=False), name="key_ruling_in_force_is_confirmed"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name=explain(
                    "key_ruling_has_four_eyes",
                    gettext_noop("Who proposed a ruling on a key cannot confirm it."),
                    mend=gettext_noop("Somebody else who may verify forms of this scheme does it."),
                    code="R-11",
                    clauses=("2012:9.3.1", "2012:9.3.5"),
                ),
            ),
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(state="proposed"),
                name=explain(
                    "key_ruling_proposed_is_one",
                    gettext_noop("A ruling on the key of this item waits for its confirmation already."),
                    mend=gettext_noop("Confirm or withdraw that one first."),
                ),
            ),
            models.UniqueConstraint(
                fields=["placement"], condition=Q(state="in-force"), name="key_ruling_in_force_is_one"
            ),
        ]

    def __str__(self) -> str:
        return str(self.placement)

    @property
    def line(self) -> str:
        return self.placement.line

    @property
    def ruling_word(self) -> str | Promise:
        return Ruling(self.ruling).label
