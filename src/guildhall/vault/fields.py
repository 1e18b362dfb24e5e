"""Model fields whose content is sealed under the data key of their record.

The column holds sealed bytes. The attribute is plain: it is unsealed when it is read, not when the row is loaded, so a
list that shows no names opens none. The record says by `key_id` which key; table, column and row are sealed in, so that
a value cannot be moved to another row.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import BuiltinLookup
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext as _

from guildhall.vault import keys

T = TypeVar("T")

if TYPE_CHECKING:

    class _Bytes(models.BinaryField[T, T]):
        """Bytes in the column, something readable in the attribute."""

else:

    class _Bytes(models.BinaryField):
        """Bytes in the column, something readable in the attribute."""

        def __class_getitem__(cls, _readable: Any) -> Any:
            return cls


class _Kept(bytes):
    """Sealed bytes as they came from the database."""


class _Opening(DeferredAttribute):
    """Unseals on reading; keeps what is assigned until it is saved."""

    field: "SealedField[Any]"

    def __get__(self, instance: models.Model | None, owner: type[models.Model] | None = None) -> Any:
        if instance is None:
            return self
        if self.field.attname not in vars(instance):
            _load(instance, [self.field.attname])
        value = vars(instance)[self.field.attname]
        return self.field.opened(instance, value) if isinstance(value, _Kept) else value

    def __set__(self, instance: models.Model, value: Any) -> None:
        vars(instance)[self.field.attname] = value


class SealedField(_Bytes[T]):
    """What all sealed fields have in common. Nothing can be looked for in them, except whether they are empty."""

    descriptor_class = _Opening

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": b"", "editable": True, "blank": True, **kwargs})

    def get_default(self) -> Any:
        return self.to_plain("")

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """What is empty is no bytes, also in the rows to which a migration adds this column."""
        kept = b"" if value is not None and not value else value
        return super().get_db_prep_value(kept, connection, prepared)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "empty":
            return Empty
        raise FieldError(f"{self.name} is sealed: nothing can be looked for in it (see guildhall.vault.search).")

    def from_db_value(self, value: Any, *_: Any) -> _Kept | None:
        return None if value is None else _Kept(value)

    def place(self, instance: models.Model) -> str:
        """Where a value stands: table, column and row."""
        return f"{instance._meta.db_table}.{self.column}.{instance.pk}"

    def opened(self, instance: models.Model, value: bytes) -> Any:
        if not value:
            return self.to_plain("")
        try:
            return self.to_plain(keys.unseal(value, place=self.place(instance)).decode())
        except keys.KeyDestroyed as gone:
            if keys.key_of(value) != _key_id(instance):
                raise keys.Forged(f"What stands in {self.place(instance)} was altered.") from gone
            raise

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes:
        value = vars(model_instance).get(self.attname)
        if isinstance(value, _Kept):
            return bytes(value)
        text = self.to_text(value)
        return keys.seal(_key_id(model_instance), text.encode(), place=self.place(model_instance)) if text else b""

    def to_text(self, value: Any) -> str:
        return value or ""

    def to_plain(self, text: str) -> Any:
        return text


@SealedField.register_lookup
class Empty(BuiltinLookup):  # type: ignore[type-arg]  # generic in the stubs alone
    """``email__empty=True``: nothing was ever sealed here, or it was taken away again."""

    lookup_name = "empty"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        sql, params = self.process_lhs(compiler, connection)
        return f"LENGTH({sql}) {'=' if self.rhs else '>'} 0", params


class Sealed(SealedField[str]):
    """Text that only the holder of the record's data key can read; empty text is stored as no bytes."""


class SealedDate(SealedField[date | None]):
    """A date that only the holder of the record's data key can read."""

    def to_text(self, value: date | None) -> str:
        return value.isoformat() if value else ""

    def to_plain(self, text: str) -> date | None:
        return date.fromisoformat(text) if text else None


class SealedJSON(SealedField[Any]):
    """A structure that only the holder of the record's data key can read; assign it whole, changes inside are lost."""

    def to_text(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False) if value else ""

    def to_plain(self, text: str) -> Any:
        return json.loads(text) if text else {}


class SealedModel(models.Model):
    """A model with sealed fields: reloading it opens none of them, so that it works for erased records too."""

    class Meta:
        abstract = True

    def refresh_from_db(
        self, using: Any = None, fields: Iterable[str] | None = None, from_queryset: Any = None
    ) -> None:
        asked = set(vars(self)) if fields is None else set(fields)
        sealed = sorted(asked & {f.attname for f in self._meta.concrete_fields if isinstance(f, SealedField)})
        for name in sealed:
            vars(self).pop(name, None)
        super().refresh_from_db(using, None if fields is None else sorted(asked - set(sealed)), from_queryset)
        if sealed:
            _load(self, sealed, using)


def shown(record: models.Model, name: str) -> str:
    """What stands in a sealed field or property, for a page; a word that says so where it was erased."""
    try:
        return str(getattr(record, name) or "")
    except keys.KeyDestroyed:
        return _("erased")


def _load(instance: models.Model, names: list[str], using: str | None = None) -> None:
    """Take sealed columns from the database as they are, unopened."""
    rows = type(instance)._base_manager.using(using or instance._state.db).filter(pk=instance.pk)
    vars(instance).update(rows.values(*names).get())


def _key_id(instance: models.Model) -> UUID:
    key_id: UUID = instance.key_id  # type: ignore[attr-defined]  # every Record has one
    return key_id
