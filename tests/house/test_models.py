"""What is true of every table: it says what it records, and pairs of who and when stand or fall together."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import models
from django.db.models import Q

from tests.house.test_floors import house_models

WHEN = ("_at", "_on")


def silent(found: list[type[models.Model]]) -> list[str]:
    """Models whose docstring is the one that Django makes."""
    return [model.__name__ for model in found if not model.__doc__ or model.__doc__.startswith(f"{model.__name__}(")]


def fields_of(model: type[models.Model]) -> dict[str, models.Field]:
    return {field.name: field for field in model._meta.local_fields}


def pairs(model: type[models.Model]) -> Iterator[tuple[models.Field, models.Field]]:
    """Who and when of the same thing: ``ended_by`` with ``ended_at`` or ``ended_on``."""
    fields = fields_of(model)
    for name, who in fields.items():
        for ending in WHEN:
            when = fields.get(f"{name.removesuffix('_by')}{ending}")
            if name.endswith("_by") and when is not None:
                yield who, when


def is_optional(field: models.Field) -> bool:
    return field.null or field.blank or field.default == ""


def says(condition: models.Q, filled: dict[str, bool]) -> bool | None:
    """What a condition says of a row of which no more is known than which columns are `filled`; None: cannot tell."""
    answers = [_said(child, filled) for child in condition.children]
    decisive = condition.connector == models.Q.OR
    answer = decisive if decisive in answers else None if None in answers else not decisive
    return answer if answer is None else answer is not condition.negated


def _said(child: object, filled: dict[str, bool]) -> bool | None:
    if isinstance(child, models.Q):
        return says(child, filled)
    if not isinstance(child, tuple):
        return None
    column, _, lookup = child[0].partition("__")
    if column in filled and lookup == "isnull":
        return filled[column] is not child[1]
    return not filled[column] if column in filled and child[1] == "" else None


def refuses_halves(model: type[models.Model], who: models.Field, when: models.Field) -> bool:
    """Whether the database refuses who without when, and when without who."""
    conditions = [each.condition for each in model._meta.constraints if isinstance(each, models.CheckConstraint)]
    halves = [{who.name: True, when.name: False}, {who.name: False, when.name: True}]
    return all(any(says(condition, half) is False for condition in conditions) for half in halves)


def unconstrained(found: list[type[models.Model]]) -> list[str]:
    return [
        f"{model.__name__}: no constraint holds {who.name} and {when.name} together"
        for model in found
        for who, when in pairs(model)
        if (is_optional(who) or is_optional(when)) and not refuses_halves(model, who, when)
    ]


def test_every_model_says_what_it_records():
    """A docstring says what a row means to the body."""
    assert silent(house_models()) == []


def test_who_and_when_stand_or_fall_together():
    """Add a `CheckConstraint` under which both are empty or both are filled (see `Grant`)."""
    assert unconstrained(house_models()) == []


def test_there_are_pairs_to_look_at():
    assert [pair for model in house_models() for pair in pairs(model)] != []


@pytest.mark.parametrize(
    ("condition", "answers"),
    [
        (Q(at__isnull=True, by="") | (Q(at__isnull=False) & ~Q(by="")), (False, False)),
        (Q(at__isnull=True, by__isnull=True, day=None) | Q(at__isnull=False, by__isnull=False), (False, False)),
        (Q(at__isnull=True) | ~Q(by=""), (True, False)),
        (Q(at__isnull=False) | Q(by=""), (False, True)),
        (Q(at__gte="2026-01-01"), (None, None)),
    ],
)
def test_a_constraint_that_lets_one_half_through_is_seen(condition, answers):
    halves = ({"by": True, "at": False}, {"by": False, "at": True})
    assert tuple(says(condition, half) for half in halves) == answers


def test_whoever_is_named_is_named_with_a_time():
    """Who did something is never kept without when."""
    timeless = [
        f"{model.__name__}: {name} has no time"
        for model in house_models()
        for name in fields_of(model)
        if name.endswith("_by") and not {name.removesuffix("_by") + ending for ending in WHEN} & fields_of(model).keys()
    ]
    assert timeless == []


def test_every_time_is_told_by_the_clock_of_the_house():
    """No column takes its time from Django behind the clock's back."""
    hidden = [
        str(field)
        for model in house_models()
        for field in model._meta.local_fields
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    ]
    assert hidden == []


def test_no_migration_is_missing(capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        missing = capsys.readouterr().out
        pytest.fail(f"Run python -m django makemigrations --settings guildhall.settings for:\n{missing}")
