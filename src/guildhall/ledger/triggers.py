"""Triggers that refuse to change or delete what the ledger holds, on both databases.

Who owns the tables can drop them; that is why there is a tree whose signed checkpoints others keep.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = (
    "ledger_entry",
    "ledger_leaf",
    "ledger_node",
    "ledger_checkpoint",
    "ledger_access",
    "ledger_digest",
    "ledger_digested",
)
"""The tables to which rows are only ever added."""

FUNCTION = """CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'The ledger is append-only: % of % is refused.', TG_OP, TG_TABLE_NAME; END $$"""


def install(schema: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers on every table of `TABLES`."""
    statements = [FUNCTION] if schema.connection.vendor == "postgresql" else []
    for table in TABLES:
        statements += _postgresql(table) if schema.connection.vendor == "postgresql" else _sqlite(table)
    for statement in statements:
        schema.execute(statement, params=None)


def remove(schema: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away, to go back in the migrations."""
    for table in TABLES:
        for verb in ("update", "delete", "truncate"):
            on = f" ON {table}" if schema.connection.vendor == "postgresql" else ""
            schema.execute(f"DROP TRIGGER IF EXISTS {table}_refuse_{verb}{on}", params=None)


def _sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_refuse_{verb} BEFORE {verb.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'The ledger is append-only: {verb.upper()} of {table} is refused.'); END"
        for verb in ("update", "delete")
    ]


def _postgresql(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_refuse_{verb} BEFORE {verb.upper()} ON {table} "
        f"FOR EACH {'STATEMENT' if verb == 'truncate' else 'ROW'} EXECUTE FUNCTION ledger_refuse()"
        for verb in ("update", "delete", "truncate")
    ]
