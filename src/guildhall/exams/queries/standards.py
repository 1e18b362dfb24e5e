"""Standard settings that are under way, and the seats on their panels."""

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet

from guildhall.exams.lifecycles import UNDER_WAY, JudgeState, SettingState
from guildhall.exams.models import Judge, StandardSetting
from guildhall.kernel import clock

SHORTLY = timedelta(days=2)
"""How long before the day of a round judges who are behind are reminded."""


def under_way() -> QuerySet[StandardSetting]:
    """Standard settings that are worked on, each with its form and scheme."""
    found = StandardSetting.objects.filter(state__in=UNDER_WAY)
    return found.select_related(*StandardSetting.reload_with).order_by("number")


def seats(person_id: UUID) -> QuerySet[Judge]:
    """The seats of somebody on panels that work, each with its setting."""
    working = (SettingState.TRAINING, SettingState.RATING)
    own = Judge.objects.filter(person_id=person_id, state=JudgeState.SEATED, setting__state__in=working)
    return own.select_related(*Judge.reload_with).order_by("setting__number")


def to_remind() -> list[StandardSetting]:
    """Settings whose judges are to be reminded today: once shortly before the day of a round, once when it passed."""
    today = clock.today()
    near = under_way().filter(state=SettingState.RATING, due_on__lte=today + SHORTLY)
    return [each for each in near if not _was_reminded(each)]


def _was_reminded(setting: StandardSetting) -> bool:
    assert setting.due_on is not None  # noqa: S101  # asked for by the query
    if setting.reminded_on is None:
        return False
    return setting.reminded_on > setting.due_on or clock.today() <= setting.due_on
