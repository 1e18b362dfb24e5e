"""Components of the assessment and their blueprints."""

from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildhall.ledger.records import Record
from guildhall.schemes.models.parts import Domain, OfVersion, one_code
from guildhall.schemes.models.versions import SchemeVersion


class ComponentKind(models.TextChoices):
    """How a component examines."""

    WRITTEN = "written", _("Written")
    ORAL = "oral", _("Oral")
    PRACTICAL = "practical", _("Practical")
    OBSERVATION = "observation", _("Observation at work")


class Component(OfVersion):
    """A part of the assessment with a method, a passing standard and attempts of its own.

    `cut` is the passing score in per cent of the maximum; a form of the component may set its own by a study (R-26).
    `waiting_days` lie between attempts, `shelf_months` is how long a pass counts, `move_days` until when a booked seat
    may be moved or cancelled. `second_rater_share` is the share of practical attempts that a second person marks.
    `overlap_most` is how many per cent of the items of a form somebody who repeats may have met before; without it no
    form is refused for that (R-28). A blueprint that was adjusted by hand says why in `blueprint_reason`.
    """

    version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="components")
    code = models.CharField(max_length=12)
    kind = models.CharField(max_length=20, choices=ComponentKind)
    title = models.CharField(max_length=200)
    method = models.TextField()
    cut = models.DecimalField(max_digits=5, decimal_places=2)
    cut_basis = models.TextField()
    minutes = models.PositiveSmallIntegerField()
    items = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=3)
    waiting_days = models.PositiveSmallIntegerField(default=0)
    shelf_months = models.PositiveSmallIntegerField(default=24)
    move_days = models.PositiveSmallIntegerField(default=3)
    second_rater_share = models.PositiveSmallIntegerField(default=0)
    overlap_most = models.PositiveSmallIntegerField(null=True, blank=True)
    fee = models.DecimalField(max_digits=9, decimal_places=2, default=Decimal(0))
    blueprint_reason = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "schemes_component"
        constraints = [
            one_code("component_code_is_one"),
            models.CheckConstraint(condition=Q(kind__in=ComponentKind.values), name="component_kind_is_known"),
            models.CheckConstraint(condition=Q(cut__gt=0, cut__lte=100), name="component_cut_is_a_percentage"),
            models.CheckConstraint(condition=Q(second_rater_share__lte=100), name="component_share_is_a_percentage"),
            models.CheckConstraint(
                condition=Q(overlap_most__isnull=True) | Q(overlap_most__lte=100),
                name="component_overlap_is_a_percentage",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class BlueprintRow(Record):
    """How much of a component a domain makes up: its share in per cent and, for items, the whole number of them."""

    reload_with: ClassVar[tuple[str, ...]] = ("component__version__scheme__scope", "domain")

    component = models.ForeignKey(Component, on_delete=models.PROTECT, related_name="blueprint")
    domain = models.ForeignKey(Domain, on_delete=models.PROTECT, related_name="blueprint")
    share = models.DecimalField(max_digits=5, decimal_places=2)
    items = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "schemes_blueprint_row"
        constraints = [models.UniqueConstraint(fields=["component", "domain"], name="blueprint_row_is_one")]

    @property
    def line(self) -> str:
        return self.component.line

    @property
    def scope_id(self) -> UUID:
        return self.component.scope_id
