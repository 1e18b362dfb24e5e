"""The library of pictures, recordings and passages that items show: whose they are, where from, and in words."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Person
from guildhall.itembank.lifecycles import MEDIUM, MediumState
from guildhall.itembank.models.items import ItemPicture, ItemVersion
from guildhall.kernel import clock
from guildhall.ledger.constraints import known_states
from guildhall.ledger.records import Record
from guildhall.schemes.models import Scheme
from guildhall.vault.fields import Sealed


class MediumKind(models.TextChoices):
    """What a medium is."""

    PICTURE = "picture", _("Picture")
    PASSAGE = "passage", _("Passage to read")
    RECORDING = "recording", _("Recording to listen to")


FILED = (MediumKind.PICTURE, MediumKind.RECORDING)
"""Kinds that are a file; a passage is its words."""


class Medium(Record):
    """A picture, a recording or a passage that the items of a scheme share.

    Whose it is (`rights`), where it was taken from (`origin`) and until when it may be used stand with it. What a
    picture shows and what is heard in a recording is told in words as its `alternative`; `picture` keeps the file of
    both. A picture has its size, a passage its words. It lies sealed like the items that show it. Items keep what they
    showed: a medium that is withdrawn goes into no further item and changes none that exists.
    """

    lifecycle = MEDIUM
    reload_with: ClassVar[tuple[str, ...]] = ("scheme__scope", "picture__file")

    number = models.CharField(max_length=20, unique=True)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="media")
    state = models.CharField(max_length=20, default=MediumState.KEPT)
    kind = models.CharField(max_length=20, choices=MediumKind, default=MediumKind.PICTURE)
    title = Sealed()
    alternative = Sealed()
    words = Sealed()
    rights = Sealed()
    origin = Sealed()
    usable_until = models.DateField(null=True, blank=True)
    picture = models.ForeignKey(ItemPicture, null=True, blank=True, on_delete=models.PROTECT, related_name="media")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    reason = Sealed()
    kept_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "itembank_medium"
        constraints = [
            known_states(MediumState, "medium_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=MediumKind.values), name="medium_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind__in=FILED, picture__isnull=False) | Q(kind="passage", picture__isnull=True),
                name="medium_file_is_there",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def line(self) -> str:
        return self.scheme.ref

    @property
    def address(self) -> str:
        """Under which address an item shows this picture, or plays this recording."""
        return f"media/{self.number}" if self.kind in FILED else ""

    def is_usable(self, day: date) -> bool:
        """Whether it may be put into an item on that day."""
        return self.state == MediumState.KEPT and (self.usable_until is None or self.usable_until >= day)


class MediumUse(Record):
    """That a version of an item shows a medium: who withdraws it or renews its rights sees where it stands."""

    reload_with: ClassVar[tuple[str, ...]] = ("version__item__scheme__scope", "medium")

    medium = models.ForeignKey(Medium, on_delete=models.PROTECT, related_name="uses")
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="media")
    is_shown = models.BooleanField(default=True)

    class Meta:
        db_table = "itembank_medium_use"
        constraints = [models.UniqueConstraint(fields=["medium", "version"], name="medium_use_is_one")]

    @property
    def line(self) -> str:
        return self.version.line
