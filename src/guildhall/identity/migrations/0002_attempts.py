"""The table in which attempts to sign in are counted, for every web process alike."""

from typing import Any

from django.core.management import call_command
from django.db import migrations


def make_table(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.alias == "default":
        call_command("createcachetable", database="default", verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_initial")]

    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
