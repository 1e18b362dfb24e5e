"""Triggers that refuse to change or delete what is only ever added, on both databases.

Who owns the tables can drop them; that is why there is a tree whose signed checkpoints others keep.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.db.models import BaseConstraint

TABLES = (
    "ledger_entry",
    "ledger_leaf",
    "ledger_node",
    "ledger_checkpoint",
    "ledger_access",
    "ledger_digest",
    "ledger_digested",
)
"""The ledger's tables to which rows are only ever added."""

FUNCTION = """CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'The ledger is append-only: % of % is refused.', TG_OP, TG_TABLE_NAME; END $$"""

VERBS = {"sqlite": ("update", "delete"), "postgresql": ("update", "delete", "truncate")}
"""What is refused; SQLite knows no other way to empty a table."""


class AppendOnly(BaseConstraint):
    """Said in a model's Meta: rows of this table are only ever added, and the database refuses anything else."""

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """Nothing in the table itself; the triggers are laid once the table is there."""
        schema_editor.deferred_sql.extend(self._laid(model, schema_editor))

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """All triggers in one text, for a table that is there already (PostgreSQL; SQLite makes the table anew)."""
        return "; ".join(str(each) for each in self._laid(model, schema_editor))

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        """Take the triggers away."""
        table = schema_editor.quote_name(model._meta.db_table)
        return "; ".join(f"DROP TRIGGER {self.name}_{verb} ON {table}" for verb in VERBS["postgresql"])

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Nothing in a row can break it."""

    def _laid(self, model: Any, schema_editor: Any) -> list[Statement | str]:
        vendor = schema_editor.connection.vendor
        table = Table(model._meta.db_table, schema_editor.quote_name)
        laid = [Statement(sql, table=table) for sql in _statements(vendor, self.name, "%(table)s")]
        return [FUNCTION, *laid] if vendor == "postgresql" else [*laid]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AppendOnly) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)


def install(schema: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers on every table of `TABLES`."""
    vendor = schema.connection.vendor
    statements = [FUNCTION] if vendor == "postgresql" else []
    for table in TABLES:
        statements += _statements(vendor, f"{table}_refuse", table)
    for statement in statements:
        schema.execute(statement, params=None)


def remove(schema: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away, to go back in the migrations."""
    for table in TABLES:
        for verb in ("update", "delete", "truncate"):
            on = f" ON {table}" if schema.connection.vendor == "postgresql" else ""
            schema.execute(f"DROP TRIGGER IF EXISTS {table}_refuse_{verb}{on}", params=None)


def _statements(vendor: str, name: str, table: str) -> list[str]:
    """The triggers of one table; `name` begins their names."""
    spell = _postgresql if vendor == "postgresql" else _sqlite
    return [spell(verb, name, table) for verb in VERBS[vendor]]


def _sqlite(verb: str, name: str, table: str) -> str:
    told = f"The ledger is append-only: {verb.upper()} is refused ({name})."
    return f"CREATE TRIGGER {name}_{verb} BEFORE {verb.upper()} ON {table} BEGIN SELECT RAISE(ABORT, '{told}'); END"


def _postgresql(verb: str, name: str, table: str) -> str:
    each = "STATEMENT" if verb == "truncate" else "ROW"
    when = f"BEFORE {verb.upper()} ON {table} FOR EACH {each}"
    return f"CREATE TRIGGER {name}_{verb} {when} EXECUTE FUNCTION ledger_refuse()"
