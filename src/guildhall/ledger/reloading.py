"""Loads one record with its relations by SQL that is spelled once a class and not once an act.

Every act reloads its subject with all that its line and key need, often four tables deep. Spelling that query took
longer than all else in an act together; so what Django's compiler makes of it is kept, and only the identifier differs.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import connections, models
from django.db.models.query import get_related_populators  # type: ignore[attr-defined]  # the part that fills relations

R = TypeVar("R", bound=models.Model)

ANY = UUID(int=0)
"""Stands for the identifier where the query is spelled before it is known."""


def loaded(model: type[R], relations: tuple[str, ...], pk: UUID) -> R | None:
    """The row of `model` with that key and the rows that its `relations` lead to, as of now."""
    found: R | None = _loader(model, relations)(pk)
    return found


@cache
def _loader(model: type[models.Model], relations: tuple[str, ...]) -> Callable[[UUID], Any]:
    """What loads such a row; it keeps no connection, because each thread has its own."""
    asked = model._base_manager.select_related(*relations).filter(pk=ANY)
    compiler = asked.query.get_compiler(using=asked.db)
    sql, spelled = compiler.as_sql()
    info, select = compiler.klass_info, compiler.select
    first, beyond = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column.target.attname for column, *_ in select[first:beyond]]
    relate = get_related_populators(info, select, asked.db)
    converters = compiler.get_converters([expression for expression, *_ in select]).items()

    def load(pk: UUID) -> Any:
        connection = connections[asked.db]
        anybody, this_one = (model._meta.pk.get_db_prep_value(each, connection) for each in (ANY, pk))
        with connection.cursor() as cursor:
            cursor.execute(sql, [this_one if each == anybody else each for each in spelled])
            row = cursor.fetchone()
        return built(_converted(row, converters, connection)) if row else None

    def built(row: list[Any]) -> Any:
        found = model.from_db(asked.db, names, row[first:beyond])
        for relation in relate:
            relation.populate(row, found)
        return found

    return load


def _converted(row: Iterable[Any], converters: Iterable[Any], connection: Any) -> list[Any]:
    values = list(row)
    for place, (steps, expression) in converters:
        for step in steps:
            values[place] = step(values[place], expression, connection)
    return values
