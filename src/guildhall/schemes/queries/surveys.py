"""Surveys that something is to be done with, and what is left of those that are over."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from guildhall.kernel import clock
from guildhall.schemes.lifecycles import SurveyState
from guildhall.schemes.models import Progress, Survey, SurveyInvitation

OVER = (SurveyState.CLOSED, SurveyState.ABANDONED)


def surveys() -> QuerySet[Survey]:
    """Every survey with its analysis and scheme, the latest first."""
    return Survey.objects.select_related("analysis__scheme__scope").order_by("-number")


def past_their_day() -> QuerySet[Survey]:
    """Open surveys whose last day is over."""
    return surveys().filter(state=SurveyState.OPEN, until_on__lt=clock.today())


def to_remind() -> list[Survey]:
    """Open surveys in which the time to remind has come, since the opening or the reminder before."""
    today = clock.today()
    going_on = surveys().filter(state=SurveyState.OPEN, until_on__gt=today, remind_after__gt=0)
    return [each for each in going_on if written_last(each) + timedelta(days=each.remind_after) <= today]


def written_last(survey: Survey) -> date:
    """When those who were asked in an open survey last got letters: at its opening, or at the reminder since."""
    assert survey.opened_at is not None  # noqa: S101  # an open survey was opened
    return survey.reminded_on or clock.day_of(survey.opened_at)


def addresses_left() -> QuerySet[SurveyInvitation]:
    """Invitations that keep an address or a secret though their survey is over, or they were answered."""
    done = Q(survey__state__in=OVER) | Q(progress__in=[Progress.ANSWERED, Progress.WITHDRAWN])
    kept = Q(address__empty=False) | Q(secret__empty=False)
    return SurveyInvitation.objects.filter(done & kept).select_related("survey")


def keys_left() -> list[UUID]:
    """The keys of addresses whose surveys are over."""
    return list(Survey.objects.filter(state__in=OVER).values_list("mail_key", flat=True))
