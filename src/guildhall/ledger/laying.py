"""Lays all tables of a room in one step of a migration.

Django prepares every model that is related to another anew for each single table; where nearly everything leads to a
person, laying a hundred tables one by one takes minutes. Here all are known first, prepared once, and then laid.
"""

from collections.abc import Sequence
from typing import Any

from django.db import router
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState


class LayTables(Operation):
    """Creates the tables of several models, in their order. It is not taken back: no record of the house is dropped."""

    category = OperationCategory.ADDITION
    reversible = False
    serialization_expand_args = ["models"]

    def __init__(self, models: Sequence[CreateModel]) -> None:
        self.models = list(models)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)
        for each in self.models:
            each.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for model in self._here(app_label, schema_editor, to_state):
            schema_editor.create_model(model)

    def describe(self) -> str:
        return f"Lay the tables of {', '.join(each.name for each in self.models)}"

    def references_model(self, name: str, app_label: str) -> bool:
        return any(each.references_model(name, app_label) for each in self.models)

    def _here(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: ProjectState) -> list[Any]:
        alias = schema_editor.connection.alias
        names = [
            each.name for each in self.models if router.allow_migrate(alias, app_label, model_name=each.name_lower)
        ]
        return [state.apps.get_model(app_label, name) for name in names]
