"""Lays and changes all tables of a room in one step of a migration.

Django prepares every model that is related to another anew for each single table; where nearly everything leads to a
person, laying a hundred tables one by one takes minutes. Here all are known first, prepared once, and then laid.
"""

from collections.abc import Sequence
from typing import Any

from django.db import router
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel, RunSQL
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState

from guildhall.ledger.guard import writing_as


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


class Reshape(Operation):
    """Changes tables that stand already, by several `operations` in their order.

    Where nothing stands in them yet they are laid anew in their last shape, which an installation waits for; otherwise
    each operation is done by itself.
    """

    category = OperationCategory.ALTERATION
    reversible = False
    serialization_expand_args = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)
        for each in self.operations:
            each.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        alias = schema_editor.connection.alias
        if not router.allow_migrate(alias, app_label):
            return
        before = [from_state.apps.get_model(app_label, name) for name in self._names()]
        can_be_laid_anew = schema_editor.connection.vendor == "sqlite"
        if can_be_laid_anew and not any(each.objects.using(alias).exists() for each in before):
            self._lay_anew(app_label, schema_editor, before, to_state)
        else:
            self._one_by_one(app_label, schema_editor, from_state)

    def describe(self) -> str:
        return f"Reshape {', '.join(self._names())}"

    def _names(self) -> list[str]:
        """The models whose tables change."""
        return list(dict.fromkeys(str(name) for each in self.operations if (name := getattr(each, "model_name", ""))))

    def _lay_anew(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, before: list[Any], state: ProjectState
    ) -> None:
        for model in before:
            schema_editor.delete_model(model)
            schema_editor.create_model(state.apps.get_model(app_label, model._meta.model_name))

    def _one_by_one(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: ProjectState) -> None:
        for each in self.operations:
            after = state.clone()
            each.state_forwards(app_label, after)
            each.database_forwards(app_label, schema_editor, state, after)
            state = after


class CarryOver(RunSQL):
    """Rewrites what stands in the house's tables as a migration may: states that are called otherwise from now on."""

    def __init__(self, sql: str) -> None:
        super().__init__(sql, RunSQL.noop)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.sql], {}

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        with writing_as("migration"):
            super().database_forwards(app_label, schema_editor, from_state, to_state)
