"""Rulings on the keys of a form, and whether anybody was told a result of it already (R-27)."""

from uuid import UUID

from django.db.models import QuerySet

from guildhall.exams.lifecycles import IN_QUESTION, ResultState, RulingState
from guildhall.exams.models import Form, KeyRuling, Rescoring, Result

SCORED = (ResultState.SCORED, ResultState.VERIFIED, ResultState.RELEASED)
"""Results that count, told or not."""


def rulings(form: Form) -> QuerySet[KeyRuling]:
    """Everything that was ruled on keys of a form, item by item."""
    of_form = KeyRuling.objects.filter(placement__form=form).select_related(*KeyRuling.reload_with)
    return of_form.order_by("placement__position", "proposed_at")


def rulings_in_force(form: Form) -> dict[UUID, KeyRuling]:
    """The rulings by which a form is scored today, by the place of their item."""
    return {each.placement_id: each for each in rulings(form).filter(state=RulingState.IN_FORCE)}


def is_released(form: Form) -> bool:
    """Whether a candidate was told a result of this form: from then on key, cut and scoring are frozen."""
    return Result.objects.filter(attempt__form=form, released_at__isnull=False).exists()


def scored_with(form: Form) -> QuerySet[Result]:
    """The results of a form that count, told or not."""
    counting = Result.objects.filter(attempt__form=form, state__in=SCORED)
    return counting.select_related(*Result.reload_with).order_by("attempt__number")


def rescoring_of(form: Form) -> Rescoring | None:
    """The rescoring of a form that is under way."""
    going_on = Rescoring.objects.filter(form=form, state__in=IN_QUESTION)
    return going_on.select_related(*Rescoring.reload_with).first()
