"""What is true of every table: it says what it records, and pairs of who and when stand or fall together."""

from collections.abc import Iterator

from django.core.management import call_command
from django.db import models

from tests.house.test_floors import house_models

WHEN = ("_at", "_on")


def silent(found: list[type[models.Model]]) -> list[str]:
    """Models whose docstring is the one that Django makes."""
    return [model.__name__ for model in found if not model.__doc__ or model.__doc__.startswith(f"{model.__name__}(")]


def pairs(model: type[models.Model]) -> Iterator[tuple[models.Field, models.Field]]:
    """Who and when of the same thing: ``ended_by`` with ``ended_at`` or ``ended_on``."""
    fields = {field.name: field for field in model._meta.local_fields}
    for name, who in fields.items():
        for ending in WHEN:
            when = fields.get(f"{name.removesuffix('_by')}{ending}")
            if name.endswith("_by") and when is not None:
                yield who, when


def is_optional(field: models.Field) -> bool:
    return field.null or field.blank


def names_in(condition: models.Q) -> set[str]:
    """The columns that a condition speaks of."""
    names: set[str] = set()
    for child in condition.children:
        names |= names_in(child) if isinstance(child, models.Q) else {str(child[0]).split("__")[0]}
    return names


def unconstrained(found: list[type[models.Model]]) -> list[str]:
    return [
        f"{model.__name__}: {who.name} and {when.name}"
        for model in found
        for who, when in pairs(model)
        if is_optional(who) or is_optional(when)
        if not any(
            {who.name, when.name} <= names_in(constraint.condition)
            for constraint in model._meta.constraints
            if isinstance(constraint, models.CheckConstraint)
        )
    ]


def test_every_model_says_what_it_records():
    assert silent(house_models()) == []


def test_who_and_when_stand_or_fall_together():
    assert unconstrained(house_models()) == []


def test_there_are_pairs_to_look_at():
    assert [pair for model in house_models() for pair in pairs(model)] != []


def test_every_time_is_told_by_the_clock_of_the_house():
    """No column takes its time from Django behind the clock's back."""
    hidden = [
        str(field)
        for model in house_models()
        for field in model._meta.local_fields
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    ]
    assert hidden == []


def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
