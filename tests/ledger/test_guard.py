"""Nobody writes past the acts, however the statement is spelled."""

import pytest
from django.db import connection

from guildhall.identity.models import Scope
from guildhall.ledger.guard import WriteOutsideAct, refuse_writes_outside_acts
from guildhall.ledger.models import Entry


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM identity_scope",
        'DELETE FROM"identity_scope"',
        "delete from IDENTITY_SCOPE",
        "DELETE FROM 'identity_scope'",
        "DELETE FROM [identity_scope]",
        "DELETE FROM `identity_scope`",
        'DELETE FROM "guildhall"."public"."identity_scope"',
        "DELETE FROM main . identity_scope",
        "DELETE/**/FROM identity_scope",
        "DELETE FROM /* why */ identity_scope",
        "DELETE FROM -- why\n identity_scope",
        "/* why */ DELETE FROM identity_scope",
        "SELECT 1; DELETE FROM identity_scope",
        "SELECT '--'; DELETE FROM identity_scope",
        "BEGIN; UPDATE ONLY identity_scope SET name = ''",
        "WITH gone AS (DELETE FROM identity_scope RETURNING id) SELECT * FROM gone",
        "UPDATE OR IGNORE identity_scope SET name = ''",
        "INSERT OR REPLACE INTO identity_scope (id) VALUES (1)",
        "REPLACE INTO identity_scope (id) VALUES (1)",
        "TRUNCATE django_session, identity_scope CASCADE",
        "MERGE INTO identity_scope USING identity_grant ON true WHEN MATCHED THEN DELETE",
        "COPY identity_scope FROM STDIN",
    ],
)
def test_write_is_refused_in_every_spelling(cast, sql):
    with (
        pytest.raises(WriteOutsideAct, match="'identity_scope' is written by 'act' only"),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert Scope.objects.count() == 1


def test_readers_and_tables_of_others_are_left_alone(cast):
    with connection.cursor() as cursor:
        cursor.execute("SELECT ';', name FROM identity_scope -- DELETE FROM nothing")
        cursor.execute("DELETE FROM django_session WHERE session_key IN (SELECT number FROM identity_scope)")
    assert (Scope.objects.count(), Entry.objects.exists()) == (1, True)


@pytest.mark.parametrize("verb", ["UPDATE", "DELETE", "TRUNCATE"])
def test_trigger_that_holds_a_table_is_no_write_to_it(verb):
    trigger = f"CREATE TRIGGER held BEFORE {verb} ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"
    assert refuse_writes_outside_acts(lambda sql, *_: sql, trigger, None, False, {}) == trigger
