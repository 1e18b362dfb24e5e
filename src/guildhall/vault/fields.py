"""Model fields whose content is sealed under the data key of their record.

The column holds sealed bytes. The attribute is plain: it is unsealed when it is read, not when the row is loaded, so a
list that shows no names opens none. The record says by `key_id` which key; table, column and row are sealed in, so that
a value cannot be moved to another row.
"""

import json
from datetime import date
from typing import Any

from django.db import models

from guildhall.vault import keys


class _Kept(bytes):
    """Sealed bytes as they came from the database."""


class _Opening:
    """Unseals on reading; keeps what is assigned until it is saved."""

    def __init__(self, field: "Sealed") -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        value = instance.__dict__.get(self.field.attname)
        return self.field.opened(instance, value) if isinstance(value, _Kept) else value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class Sealed(models.BinaryField):
    """Text that only the holder of the record's data key can read; empty text is stored as no bytes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": b"", "editable": True, "blank": True, **kwargs})

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Opening(self))

    def get_default(self) -> Any:
        return self.to_plain("")

    def from_db_value(self, value: Any, *_: Any) -> _Kept | None:
        return None if value is None else _Kept(value)

    def place(self, instance: models.Model) -> str:
        """Where a value stands: table, column and row."""
        return f"{instance._meta.db_table}.{self.column}.{instance.pk}"

    def opened(self, instance: models.Model, value: bytes) -> Any:
        return self.to_plain(keys.unseal(value, place=self.place(instance)).decode() if value else "")

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes:
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, _Kept):
            return bytes(value)
        text = self.to_text(value)
        if not text:
            return b""
        key_id = model_instance.key_id  # type: ignore[attr-defined]  # every Record has one
        return keys.seal(key_id, text.encode(), place=self.place(model_instance))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return super().get_db_prep_value(value, connection, prepared)

    def to_text(self, value: Any) -> str:
        return value or ""

    def to_plain(self, text: str) -> Any:
        return text


class SealedDate(Sealed):
    """A date that only the holder of the record's data key can read."""

    def to_text(self, value: date | None) -> str:
        return value.isoformat() if value else ""

    def to_plain(self, text: str) -> date | None:
        return date.fromisoformat(text) if text else None


class SealedJSON(Sealed):
    """A structure that only the holder of the record's data key can read."""

    def to_text(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False) if value else ""

    def to_plain(self, text: str) -> Any:
        return json.loads(text) if text else {}
