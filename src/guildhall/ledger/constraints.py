"""A database constraint that fires becomes a refusal by its name, never a broken page."""

from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db import IntegrityError, OperationalError, models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.words import gettext_noop

_sentences: dict[str, Refusal] = {}


def explain(name: str, sentence: str, *, mend: str, code: str = "", clauses: tuple[str, ...] = ()) -> str:
    """Say what the constraint `name` means to people; returns the name, for use in a model's Meta."""
    _sentences[name] = Refusal(sentence, mend=Mend(mend), code=code or name, clauses=clauses)
    return name


def known_states(states: type[StrEnum], name: str, *, field: str = "state") -> CheckConstraint:
    """The column `field` holds one of `states` and nothing else."""
    return CheckConstraint(condition=Q(**{f"{field}__in": [str(each) for each in states]}), name=name)


def together(who: str, name: str, *, when: str = "") -> CheckConstraint:
    """Who and when stand or fall together: ``together("approved_by", ...)`` pairs it with ``approved_at``.

    For a `who` that is a relation; `when` names its column where it is called otherwise.
    """
    moment = when or f"{who.removesuffix('_by')}_at"
    empty = Q(**{f"{who}__isnull": True, f"{moment}__isnull": True})
    return CheckConstraint(condition=empty | Q(**{f"{who}__isnull": False, f"{moment}__isnull": False}), name=name)


def refusal(problem: IntegrityError) -> Refusal:
    """The refusal that a broken constraint stands for."""
    text = f"{getattr(getattr(problem.__cause__, 'diag', None), 'constraint_name', '')} {problem} {_unique(problem)}"
    for name, told in _sentences.items():
        if name in text:
            return Refusal(told.sentence, mend=told.mend, code=told.code, clauses=told.clauses)
    return Refusal(
        gettext_noop("What was to be written contradicts what is already recorded, so nothing was written."),
        mend=Mend(gettext_noop("Reload the page and look whether somebody has already done it.")),
        code="constraint",
    )


def _unique(problem: IntegrityError) -> str:
    """The name of the unique constraint that SQLite tells by its columns alone."""
    broken = set(str(problem).partition("UNIQUE constraint failed: ")[2].split(", "))
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and broken == {
                f"{model._meta.db_table}.{_column(model, name)}" for name in constraint.fields
            }:
                return constraint.name
    return ""


def is_deadlock(problem: OperationalError) -> bool:
    """Whether the database ended this transaction because two waited for each other."""
    return getattr(problem.__cause__, "sqlstate", "") in {"40P01", "40001"}


def _column(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.column)
