"""Nobody changes or deletes what the ledger holds."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from guildhall.ledger import triggers


def install(_: Any, schema: BaseDatabaseSchemaEditor) -> None:
    if schema.connection.alias == "default":
        triggers.install(schema)


def remove(_: Any, schema: BaseDatabaseSchemaEditor) -> None:
    if schema.connection.alias == "default":
        triggers.remove(schema)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
