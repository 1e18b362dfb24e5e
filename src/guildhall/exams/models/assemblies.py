"""Assemblies of several parallel forms at once: what was asked of them, and what was found or stood in the way."""

from typing import ClassVar

from django.db import models

from guildhall.exams.lifecycles import ASSEMBLY, AssemblyState
from guildhall.exams.models.forms import Form
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.ledger.constraints import known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.models import Component
from guildhall.vault.fields import SealedJSON


class Assembly(Record):
    """Parallel forms as they were asked for: how many, under which rules, and what came of it.

    `wanted` is what was asked, `found` the items of each form by the identifiers of their versions, `conflict` the
    smallest set of rules that cannot hold together, in words. The same bank, wishes and seed give the same forms.
    """

    lifecycle = ASSEMBLY
    reload_with: ClassVar[tuple[str, ...]] = ("component__version__scheme__scope",)

    number = models.CharField(max_length=20, unique=True)
    component = models.ForeignKey(Component, on_delete=models.PROTECT, related_name="assemblies")
    title = models.CharField(max_length=150)
    state = models.CharField(max_length=20, default=AssemblyState.ASKED)
    wanted = models.JSONField(default=dict)
    found = SealedJSON()
    conflict = SealedJSON()
    seconds = models.FloatField(null=True, blank=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    found_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "exams_assembly"
        constraints = [
            known_states(AssemblyState, "assembly_state_is_known"),
            together("settled_by", "assembly_settled_by_and_at_together"),
        ]

    def __str__(self) -> str:
        return self.number


class AssembledForm(Record):
    """That a form was begun from an assembly, as its so-manieth form."""

    reload_with: ClassVar[tuple[str, ...]] = ("assembly__component__version__scheme__scope", "form")

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="forms")
    form = models.OneToOneField(Form, on_delete=models.PROTECT, related_name="assembled")
    place = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "exams_assembled_form"
        constraints = [models.UniqueConstraint(fields=["assembly", "place"], name="assembled_form_place_is_one")]

    def __str__(self) -> str:
        return self.form.number

    @property
    def line(self) -> str:
        return self.assembly.ref
