"""Translations: a version of an item in another language, tied to the version that it was translated from."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from guildhall.identity.models import Person
from guildhall.itembank.lifecycles import TRANSLATION, TranslationState
from guildhall.itembank.models.items import ItemVersion
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.vault.fields import Sealed


class Translation(Record):
    """One version of an item translated into one language by one person, and verified against its source by another.

    `version` is an item of its own in the bank: it is reviewed, piloted, approved and counted like every other, because
    a translation may be harder than its source. `note` is what the verifier found. A new version of the source outdates
    it; its next translation is the next version of the same translated item.
    """

    lifecycle = TRANSLATION
    reload_with: ClassVar[tuple[str, ...]] = (
        "source__item__scheme__scope",
        "version__item__scheme__scope",
        "translator",
    )

    number = models.CharField(max_length=20, unique=True)
    source = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="translations")
    version = models.OneToOneField(ItemVersion, on_delete=models.PROTECT, related_name="translation_of")
    language = models.CharField(max_length=20)
    state = models.CharField(max_length=20, default=TranslationState.BEGUN)
    translator = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    assigned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(default=clock.now)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    note = Sealed()
    verified_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "itembank_translation"
        constraints = [
            known_states(TranslationState, "translation_state_is_known"),
            together("verified_by", "translation_verified_by_and_at_together"),
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(verified_by__isnull=False), name="translation_verified_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | ~Q(verified_by=F("translator")),
                name=explain(
                    "translation_has_four_eyes",
                    gettext_noop("The translator of an item cannot verify the translation."),
                    mend=gettext_noop("Somebody else who reviews items of this scheme does it."),
                    code="R-11",
                    clauses=("2012:9.2.4", "2012:10.2.3"),
                ),
            ),
            models.UniqueConstraint(
                fields=["source", "language"],
                condition=~Q(state="abandoned"),
                name=explain(
                    "translation_is_one",
                    gettext_noop("This version has a translation into this language already."),
                    mend=gettext_noop("Open that translation."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def line(self) -> str:
        return self.source.item.ref
