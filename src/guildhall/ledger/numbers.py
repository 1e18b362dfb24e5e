"""Readable numbers, one row of counting per kind and year."""

from django.db import connection

from guildhall.kernel import clock, identifiers
from guildhall.ledger.models import Counter

COUNT = f"""INSERT INTO {Counter._meta.db_table} (prefix, year, last) VALUES (%s, %s, 1)
    ON CONFLICT (prefix, year) DO UPDATE SET last = {Counter._meta.db_table}.last + 1 RETURNING last"""


def next_number(prefix: str) -> str:
    """The next number of its kind this year, inside an act; a refused act gives its number back."""
    year = clock.today().year
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [prefix, year])
        (count,) = cursor.fetchone()
    return identifiers.readable(prefix, year, count)
