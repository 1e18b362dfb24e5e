"""Surveys that wait for those who run them: to be opened, reminded of, given more time, closed, and weighed."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.roles import PSYCHOMETRICIAN, SCHEME_MANAGER
from guildhall.kernel import clock
from guildhall.kernel.declarations import WorkItem, work
from guildhall.schemes.models import Survey
from guildhall.schemes.rules.analyses import every_task_was_rated
from guildhall.schemes.surveying import waiting


@work("schemes.surveys-preparing")
def surveys_to_open(*, person_id: UUID) -> Iterator[WorkItem]:
    """Surveys in preparation, with what they still lack."""
    for survey in waiting.to_open(_scopes(person_id)):
        yield _of(survey, _("Survey %(number)s: open it"), _lacking(survey), due_on=survey.until_on)


def _lacking(survey: Survey) -> str:
    """What stands between a survey and its opening; otherwise what follows from it."""
    if survey.until_on <= clock.today():
        return _("Its last day has come before anybody was asked: give it another.")
    if survey.open_link or survey.has_invited:  # type: ignore[attr-defined]  # the query brings it
        return _("The letters go out when it is open; until then nobody can answer.")
    return _("Nobody is invited yet, and there is no common link.")


@work("schemes.surveys-reminding")
def surveys_to_remind(*, person_id: UUID) -> Iterator[WorkItem]:
    """Open surveys in which some have not answered and nobody has reminded them for a week."""
    why = _("Some have not answered, and nobody has written to them for a while.")
    for survey in waiting.to_remind_by_hand(_scopes(person_id)):
        yield _of(survey, _("Survey %(number)s: remind who has not answered"), why, step="remind")


@work("schemes.surveys-thin")
def surveys_of_few(*, person_id: UUID) -> Iterator[WorkItem]:
    """Open surveys that end within a week, and in which a subgroup has hardly answered."""
    for survey, groups in waiting.answered_by_few(_scopes(person_id)):
        what = _("Survey %(number)s: few have answered; remind them, or give more time")
        yield _of(survey, what, _few(groups), due_on=survey.until_on)


def _few(groups: list[str]) -> str:
    """Where answers lack, by the names of subgroups; how many there are is told on the page of the survey alone."""
    named = ", ".join(filter(None, groups))
    if named:
        return _("Its last day is near, and too few have answered of: %(groups)s.") % {"groups": named}
    return _("Its last day is near, and too few of those who were asked have answered.")


@work("schemes.surveys")
def surveys_to_close(*, person_id: UUID) -> Iterator[WorkItem]:
    """Open surveys whose last day is over, for who runs surveys of the scheme."""
    why = _("Its last day is over; addresses are kept until it is closed.")
    for survey in waiting.to_close(_scopes(person_id)):
        yield _of(survey, _("Survey %(number)s: close, or give more time"), why, due_on=survey.until_on)


@work("schemes.surveys-weighing")
def analyses_to_weigh(*, person_id: UUID) -> Iterator[WorkItem]:
    """Job analyses whose surveys are over and whose panel has rated: their weights can stand now."""
    for analysis in waiting.to_weigh(grants.scopes_of(person_id, SCHEME_MANAGER)):
        if every_task_was_rated.check(analysis=analysis) is None:
            yield WorkItem(
                _("Job analysis %(number)s: close its ratings") % {"number": analysis.number},
                _("Its surveys are closed, and their answers count in its weights."),
                _("Look"),
                ("schemes:analysis", str(analysis.pk)),
            )


def _scopes(person_id: UUID) -> set[UUID]:
    """The schemes whose surveys somebody runs."""
    return grants.scopes_of(person_id, SCHEME_MANAGER, PSYCHOMETRICIAN)


def _of(survey: Survey, what: str, why: str, *, step: str = "", due_on: date | None = None) -> WorkItem:
    page = f"schemes:survey-{step}" if step else "schemes:survey"
    action = _("Remind") if step else _("Look")
    return WorkItem(what % {"number": survey.number}, why, action, (page, str(survey.pk)), due_on)
