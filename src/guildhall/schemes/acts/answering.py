"""What people answer in a survey, without an account, by the secret in their link.

The ledger keeps that somebody answered in a survey, and nothing of who: these acts are about the survey, and neither
invitation nor answer stands in an entry.
"""

from collections.abc import Mapping
from uuid import UUID

from guildhall.identity.permissions import NOBODY
from guildhall.kernel import actors
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.schemes.models import Progress, Survey, SurveyAnswer, SurveyInvitation
from guildhall.schemes.rules.surveys import (
    ANALYSIS,
    PRIVACY,
    answers_fit,
    group_is_known,
    something_was_answered,
    the_common_link_works,
    the_link_works,
)

DOOR = actors.public("survey")
"""Whoever answers; who they are is asked nowhere."""


@act(
    "schemes.answer.join",
    about="survey",
    permission=NOBODY,
    doors=[DOOR.name],
    rules=[the_common_link_works],
    clauses=[*ANALYSIS, *PRIVACY],
    sentence=gettext_noop("began to answer the survey {subject} by its common link"),
)
def join(*, by: Actor, survey: Survey, common: str, link: str) -> Survey:
    """Begin to answer by a common link: whoever does so gets a link of their own, with which they come back."""
    create(SurveyInvitation, survey=survey, link=link, by_open_link=True, progress=Progress.INVITED)
    return survey


@act(
    "schemes.answer.keep",
    about="survey",
    permission=NOBODY,
    doors=[DOOR.name],
    rules=[the_link_works, group_is_known, answers_fit],
    clauses=[*ANALYSIS, *PRIVACY],
    sentence=gettext_noop("answered in the survey {subject}"),
)
def keep(
    *, by: Actor, survey: Survey, link: str, answer: UUID, group: str, ratings: Mapping[str, tuple[int, int]]
) -> Survey:
    """Keep what somebody answered so far; they can stop and come back by their link until they hand it in."""
    invitation = SurveyInvitation.objects.select_related("survey").get(link=link)
    found = SurveyAnswer.objects.filter(pk=answer).first()
    given = {number: list(pair) for number, pair in ratings.items()}
    if found is None:
        create(
            SurveyAnswer,
            id=answer,
            survey=survey,
            group=group or invitation.group,
            ratings=given,
            by_open_link=invitation.by_open_link,
        )
        change(invitation, progress=Progress.BEGUN)
    else:
        change(found, group=group or found.group, ratings={**found.ratings, **given})
    return survey


@act(
    "schemes.answer.finish",
    about="survey",
    permission=NOBODY,
    doors=[DOOR.name],
    rules=[the_link_works, something_was_answered],
    clauses=[*ANALYSIS, *PRIVACY],
    sentence=gettext_noop("handed in their answers to the survey {subject}"),
)
def finish(*, by: Actor, survey: Survey, link: str, answer: UUID) -> Survey:
    """Hand one's answers in; from now on the link opens nothing, and nobody finds these answers again."""
    _settle(survey, link, Progress.ANSWERED)
    change(SurveyAnswer.objects.get(pk=answer), finished=True)
    return survey


@act(
    "schemes.answer.withdraw",
    about="survey",
    permission=NOBODY,
    doors=[DOOR.name],
    rules=[the_link_works],
    clauses=PRIVACY,
    sentence=gettext_noop("took back what they had answered in the survey {subject}"),
)
def withdraw(*, by: Actor, survey: Survey, link: str, answer: UUID) -> Survey:
    """Take back what one answered so far, and be asked no more."""
    _settle(survey, link, Progress.WITHDRAWN)
    if found := SurveyAnswer.objects.filter(pk=answer).first():
        change(found, group="", ratings={})
    return survey


def _settle(survey: Survey, link: str, progress: Progress) -> None:
    """Nobody is reminded any more, so neither address nor secret is needed."""
    invitation = SurveyInvitation.objects.select_related("survey").get(survey=survey, link=link)
    change(invitation, progress=progress, address="", secret="", letter="")
