"""What every record of the house has: an identifier, a revision, and the line in which it stands.

`create` and `change` are the two verbs with which an act writes; both note what they did for the act's entry.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.apps import apps
from django.db import models

from guildhall.kernel import identifiers
from guildhall.kernel.lifecycles import Lifecycle
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.words import gettext_noop
from guildhall.ledger import running
from guildhall.ledger.reloading import loaded
from guildhall.vault import keys
from guildhall.vault.fields import SealedModel

R = TypeVar("R", bound="Record")


class Record(SealedModel):
    """A record that acts make and change.

    `revision` rises with every change and is what a form carries: two people who edit the same record cannot overwrite
    each other. `reload_with` names the relations that are loaded along when an act reloads its subject.
    """

    reload_with: ClassVar[tuple[str, ...]] = ()
    lifecycle: ClassVar[Lifecycle | None] = None
    state: Any

    id = models.UUIDField(primary_key=True, default=identifiers.new_id, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    @property
    def ref(self) -> str:
        """The record in the ledger's words: ``room.model:id``."""
        return f"{self._meta.label_lower}:{self.pk}"

    @property
    def line(self) -> str:
        """The record in whose line this one stands and which an act locks; itself, unless a room says otherwise."""
        return self.ref

    @property
    def key_id(self) -> UUID:
        """The data key that protects what is personal in this record; the body's, unless it is about a person."""
        return keys.BODY

    @property
    def person_id_concerned(self) -> UUID | None:
        """The person this record is about, if it is about one."""
        return None

    @classmethod
    def reloaded(cls, pk: UUID) -> Self | None:
        """The record as it stands now, with the relations that its line and key need."""
        return loaded(cls, cls.reload_with, pk)


def find(ref: str) -> Record | None:
    """The record that a reference such as ``personnel.declaration:0190…`` names, if it still exists."""
    label, _, pk = ref.partition(":")
    model: type[Record] = apps.get_model(label)
    return model.reloaded(UUID(pk))


def create(model: type[R], **values: Any) -> R:
    """Write a new record, inside an act."""
    record = model(**values)
    record.save(force_insert=True)
    running.required().note("create", record.ref, values)
    return record


def change(record: R, **values: Any) -> R:
    """Change fields of `record`, inside an act, if nobody changed it since the caller saw it.

    The swap is on `revision`; a lost race is a `Refusal`, and nothing is overwritten.
    """
    for name, value in values.items():
        setattr(record, name, value)
    written = dict(_columns(record, values))
    swapped = (
        type(record)
        ._base_manager.filter(pk=record.pk, revision=record.revision)
        .update(**written, revision=record.revision + 1)
    )
    if not swapped:
        raise changed_meanwhile(record)
    record.revision += 1
    running.required().note("change", record.ref, values)
    return record


def changed_meanwhile(record: Record) -> Refusal:
    """Somebody else was faster."""
    return Refusal(
        gettext_noop("Somebody else changed this record while you were looking at it, so nothing was written."),
        mend=Mend(gettext_noop("Reload the page, look at what changed, and do it again if it still fits.")),
        code="stale",
    )


def _columns(record: Record, values: Iterable[str]) -> Iterable[tuple[str, Any]]:
    for name in values:
        field: Any = record._meta.get_field(name)
        yield name, getattr(record, name) if field.is_relation else field.pre_save(record, add=False)
