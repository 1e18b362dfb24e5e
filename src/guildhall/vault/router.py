"""Sends data keys to their own database and everything else to the main one."""

from typing import Any

from django.db import models

KEYS = "keys"
ROOM_OF_KEYS = ("vault", "datakey")


class KeysApart:
    """Data keys live in ``keys``, everything else in ``default``; neither is ever joined to the other."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str | None:
        return KEYS if _is_key(model._meta.app_label, model._meta.model_name) else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool | None:
        if model_name is None:
            return db != KEYS
        return (db == KEYS) == _is_key(app_label, model_name)


def _is_key(app_label: str, model_name: str | None) -> bool:
    return (app_label, model_name) == ROOM_OF_KEYS
