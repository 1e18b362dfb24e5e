"""What was decided stays as it was decided: the database itself refuses to change or delete it (R-14)."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.db.models import BaseConstraint, Model

TOLD = "What was decided is frozen: {verb} is refused ({name})."
FUNCTION = """CREATE OR REPLACE FUNCTION certification_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'What was decided is frozen: % of % is refused.', TG_OP, TG_TABLE_NAME; END $$"""


class Frozen(BaseConstraint):
    """Said in a model's Meta: once `mark` is filled in a row, its `fields` never change and the row never goes.

    Who owns the tables can drop the triggers; what was frozen is bound by the digest, and that by the ledger.
    """

    def __init__(self, *, name: str, mark: str, fields: Sequence[str]) -> None:
        super().__init__(name=name)
        self.mark, self.fields = mark, tuple(fields)

    def constraint_sql(self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        """Nothing in the table itself; the triggers are laid once the table is there."""
        if model is not None and schema_editor is not None:
            schema_editor.deferred_sql.extend(self._laid(model, schema_editor))

    def create_sql(self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        """Both triggers in one text, for a table that is there already (PostgreSQL; SQLite makes the table anew)."""
        if model is not None and schema_editor is not None:
            return "; ".join(str(each) for each in self._laid(model, schema_editor))
        return None

    def remove_sql(self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        """Take the triggers away."""
        if model is not None and schema_editor is not None:
            table = schema_editor.quote_name(model._meta.db_table)
            return "; ".join(f"DROP TRIGGER {self.name}_{verb} ON {table}" for verb in ("update", "delete"))
        return None

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Whether a row may change depends on what it was before, and that the triggers alone see."""

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, given, named = super().deconstruct()
        return path, tuple(given), {**named, "mark": self.mark, "fields": self.fields}

    def _laid(self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor) -> list[Statement | str]:
        vendor = schema_editor.connection.vendor
        table = Table(model._meta.db_table, schema_editor.quote_name)
        spell = self._postgresql if vendor == "postgresql" else self._sqlite
        columns = [str(model._meta.get_field(name).column) for name in self.fields]  # type: ignore[union-attr]
        laid = [Statement(spell(verb, columns), table=table) for verb in ("update", "delete")]
        return [FUNCTION, *laid] if vendor == "postgresql" else [*laid]

    def _when(self, verb: str, columns: Sequence[str], differs: str) -> str:
        touched = " OR ".join(f'OLD."{each}" {differs} NEW."{each}"' for each in columns)
        frozen = f"OLD.\"{self.mark}\" <> ''"
        return f"{frozen} AND ({touched})" if verb == "update" else frozen

    def _sqlite(self, verb: str, columns: Sequence[str]) -> str:
        told = TOLD.format(verb=verb.upper(), name=self.name)
        when = self._when(verb, columns, "IS NOT")
        return (
            f"CREATE TRIGGER {self.name}_{verb} BEFORE {verb.upper()} ON %(table)s WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{told}'); END"
        )

    def _postgresql(self, verb: str, columns: Sequence[str]) -> str:
        when = self._when(verb, columns, "IS DISTINCT FROM")
        return (
            f"CREATE TRIGGER {self.name}_{verb} BEFORE {verb.upper()} ON %(table)s FOR EACH ROW WHEN ({when}) "
            "EXECUTE FUNCTION certification_refuse()"
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Frozen) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash((self.name, self.mark, self.fields))
