"""Surveys at which somebody should look: not sent yet, to be reminded of, answered by few, over."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from guildhall.kernel import clock
from guildhall.schemes.lifecycles import AnalysisState, SurveyState
from guildhall.schemes.models import JobAnalysis, Survey, SurveyInvitation
from guildhall.schemes.queries import surveys as queries
from guildhall.schemes.surveying.answers import Response, responses_of
from guildhall.schemes.surveying.links import USABLE

WEEK = timedelta(days=7)
"""How long before its end few answers are still a reason to do something, and between two reminders by hand."""

FEW = 0.3
"""Below this share of those who were asked, few have answered (our own choice)."""


def to_open(scopes: Iterable[UUID]) -> QuerySet[Survey]:
    """Surveys in preparation, with whether anybody is invited."""
    invited = Exists(SurveyInvitation.objects.filter(survey=OuterRef("pk")))
    return _of(scopes, SurveyState.PREPARING).annotate(has_invited=invited)


def to_remind_by_hand(scopes: Iterable[UUID]) -> list[Survey]:
    """Open surveys of which the house reminds nobody, a week after the letters before; or of which it should have."""
    today = clock.today()
    reachable = SurveyInvitation.objects.filter(survey=OuterRef("pk"), progress__in=USABLE, letter="")
    going_on = _of(scopes, SurveyState.OPEN).filter(Exists(reachable.filter(address__empty=False)), until_on__gt=today)
    return [each for each in going_on if queries.written_last(each) + _patience(each) <= today]


def _patience(survey: Survey) -> timedelta:
    """After how long it falls to a person: the day after the house would have done it."""
    return timedelta(days=survey.remind_after + 1) if survey.remind_after else WEEK


def answered_by_few(scopes: Iterable[UUID]) -> list[tuple[Survey, list[str]]]:
    """Open surveys that end within a week, with the subgroups of which too few answered and nobody was reminded."""
    today = clock.today()
    ending = list(_of(scopes, SurveyState.OPEN).filter(until_on__gte=today, until_on__lte=today + WEEK))
    known = responses_of(ending)
    found = [(each, known[each.pk]) for each in ending if not _was_reminded_late(each)]
    return [
        (survey, [each.group for each in responses if is_thin(each)])
        for survey, responses in found
        if not responses or any(map(is_thin, responses))
    ]


def is_thin(response: Response) -> bool:
    """Whether so few of a subgroup answered that it can hardly speak for those who were asked."""
    return response.share is None or response.share < FEW


def _was_reminded_late(survey: Survey) -> bool:
    return survey.reminded_on is not None and survey.reminded_on >= survey.until_on - WEEK


def to_close(scopes: Iterable[UUID]) -> QuerySet[Survey]:
    """Open surveys whose last day is over."""
    return queries.past_their_day().filter(analysis__scheme__scope__in=list(scopes))


def to_weigh(scopes: Iterable[UUID]) -> QuerySet[JobAnalysis]:
    """Analyses that are still rated, though their surveys are over and answers of them count."""
    surveys = Survey.objects.filter(analysis=OuterRef("pk"))
    closed, going_on = surveys.filter(state=SurveyState.CLOSED), surveys.exclude(state__in=queries.OVER)
    rated = JobAnalysis.objects.filter(state=AnalysisState.RATING, scheme__scope__in=list(scopes))
    return rated.filter(Exists(closed), ~Exists(going_on)).select_related("scheme__scope").order_by("number")


def _of(scopes: Iterable[UUID], state: SurveyState) -> QuerySet[Survey]:
    return (
        queries.surveys().filter(state=state, analysis__scheme__scope__in=list(scopes)).order_by("until_on", "number")
    )
