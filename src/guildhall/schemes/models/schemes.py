"""Schemes."""

from typing import ClassVar
from uuid import UUID

from django.db import models

from guildhall.identity.models import Scope
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain
from guildhall.ledger.records import Record


class Scheme(Record):
    """What is certified, over all its versions. Roles are held for its `scope`; a scheme of others names its owner."""

    reload_with: ClassVar[tuple[str, ...]] = ("scope",)

    scope = models.OneToOneField(Scope, on_delete=models.PROTECT, related_name="scheme")
    scope_id: UUID
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    owner = models.CharField(max_length=200, blank=True)
    begun_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "schemes_scheme"
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                name=explain(
                    "scheme_code_is_one",
                    gettext_noop("Another scheme has this code already."),
                    mend=gettext_noop("Give the scheme another code."),
                    clauses=("2012:8.1",),
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name
