"""Surveys of an occupation: prepared, opened to those who do the work, closed into a study and into the weights."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from guildhall.identity.models import Person
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.schemes.acts import studies
from guildhall.schemes.freezing import FrozenData
from guildhall.schemes.lifecycles import SURVEY, SurveyState
from guildhall.schemes.models import JobAnalysis, Letter, Progress, StudyKind, Survey, SurveyInvitation
from guildhall.schemes.permissions.surveys import runs_the_survey, surveys_the_occupation
from guildhall.schemes.queries.studies import latest
from guildhall.schemes.rules.analyses import analysis_is_worked_on
from guildhall.schemes.rules.surveys import (
    ANALYSIS,
    PRIVACY,
    addresses_can_be_written_to,
    enough_have_answered,
    group_is_known,
    groups_are_named,
    its_analysis_is_worked_on,
    its_day_has_not_passed,
    its_last_day_lies_ahead,
    nobody_has_answered_yet,
    somebody_can_answer,
    somebody_can_be_reminded,
    survey_is_not_over,
    survey_is_open,
    survey_is_told,
    the_data_are_the_surveys,
    there_are_tasks_to_ask_about,
)
from guildhall.schemes.rules.words import the_reason_is_said
from guildhall.schemes.surveying import links
from guildhall.schemes.surveying.answers import DIMENSION
from guildhall.vault import keys

MACHINE = actors.machine("surveys")
"""Sends the letters of surveys and reminds who has not answered."""


@act(
    "schemes.survey.begin",
    about="analysis",
    move=SURVEY.begin,
    permission=surveys_the_occupation,
    rules=[analysis_is_worked_on, survey_is_told, groups_are_named, its_last_day_lies_ahead],
    clauses=ANALYSIS,
    sentence=gettext_noop("prepared the survey {subject}"),
)
def begin(
    *,
    by: Actor,
    analysis: JobAnalysis,
    title: str,
    introduction: str,
    privacy: str,
    until_on: date,
    question: str = "",
    groups: Sequence[Mapping[str, Any]] = (),
    least: int = 5,
    remind_after: int = 7,
) -> Survey:
    """Prepare a survey of those who do the work, for a job analysis: what they read, in which subgroups, until when.

    `groups` are names with how many people each has in the field, where that is known (``population``). `remind_after`
    is after how many days who has not answered is reminded; 0 is never.
    """
    return create(
        Survey,
        number=next_number("SU"),
        analysis=analysis,
        mail_key=keys.new_key(),
        prepared_by=Person.objects.get(pk=by.name),
        remind_after=remind_after,
        **_told(title, introduction, privacy, until_on, question, groups, least),
    )


@act(
    "schemes.survey.describe",
    about="survey",
    permission=runs_the_survey,
    rules=[nobody_has_answered_yet, survey_is_told, groups_are_named, its_last_day_lies_ahead],
    clauses=ANALYSIS,
    sentence=gettext_noop("described the survey {subject} anew"),
    label=gettext_noop("Change words and subgroups"),
)
def describe(
    *,
    by: Actor,
    survey: Survey,
    title: str,
    introduction: str,
    privacy: str,
    until_on: date,
    question: str,
    groups: Sequence[Mapping[str, Any]],
    least: int,
    remind_after: int,
) -> Survey:
    """Say anew what people read, before anybody answers."""
    told = _told(title, introduction, privacy, until_on, question, groups, least)
    return change(survey, remind_after=remind_after, **told)


def _told(
    title: str,
    introduction: str,
    privacy: str,
    until_on: date,
    question: str,
    groups: Sequence[Mapping[str, Any]],
    least: int,
) -> dict[str, Any]:
    return {
        "title": title.strip(),
        "introduction": introduction.strip(),
        "privacy": privacy.strip(),
        "until_on": until_on,
        "question": question.strip(),
        "groups": [{"name": each["name"].strip(), "population": each.get("population")} for each in groups],
        "least": least,
    }


@act(
    "schemes.survey.invite",
    about="survey",
    permission=runs_the_survey,
    rules=[survey_is_not_over, group_is_known, addresses_can_be_written_to],
    clauses=[*ANALYSIS, *PRIVACY],
    sentence=gettext_noop("invited people to the survey {subject}"),
    label=gettext_noop("Invite people"),
)
def invite(*, by: Actor, survey: Survey, addresses: Sequence[str], group: str = "", language: str = "en") -> Survey:
    """Invite people by e-mail, all of one subgroup; each gets a link of their own, and nobody is invited twice.

    Letters go out once the survey is open. Addresses are kept under the survey's key until it is closed.
    """
    known = {
        each.address.casefold() for each in survey.invitations.filter(address__empty=False).select_related("survey")
    }
    for address in dict.fromkeys(each.strip() for each in addresses):
        if address.casefold() not in known:
            known.add(address.casefold())
            _invite(survey, address=address, group=group, language=language)
    return survey


def _invite(survey: Survey, **whom: str) -> SurveyInvitation:
    secret = links.new_secret()
    link = links.fingerprint(secret)
    return create(SurveyInvitation, survey=survey, link=link, secret=secret, letter=Letter.INVITATION, **whom)


@act(
    "schemes.survey.share",
    about="survey",
    permission=runs_the_survey,
    rules=[survey_is_not_over],
    clauses=[*ANALYSIS, *PRIVACY],
    sentence=gettext_noop("made a common link for the survey {subject}"),
    label=gettext_noop("Make a common link"),
)
def share(*, by: Actor, survey: Survey, common: str) -> Survey:
    """Make a link for everybody who is given it: in a newsletter, on a notice board. The one before stops working.

    The link is shown once; `common` is its fingerprint. Answers that came by it are told apart.
    """
    return change(survey, open_link=common)


@act(
    "schemes.survey.open",
    about="survey",
    move=SURVEY.open,
    permission=runs_the_survey,
    rules=[there_are_tasks_to_ask_about, its_day_has_not_passed, somebody_can_answer],
    clauses=ANALYSIS,
    sentence=gettext_noop("opened the survey {subject}"),
)
def open_survey(*, by: Actor, survey: Survey) -> Survey:
    """Open a survey: the letters go out, and whoever holds a link can answer without an account."""
    return change(survey, state=SurveyState.OPEN, opened_by=Person.objects.get(pk=by.name), opened_at=clock.now())


@act(
    "schemes.survey.extend",
    about="survey",
    permission=runs_the_survey,
    rules=[survey_is_open, its_last_day_lies_ahead],
    clauses=ANALYSIS,
    sentence=gettext_noop("kept the survey {subject} open until {until_on}"),
    label=gettext_noop("Give more time"),
)
def extend(*, by: Actor, survey: Survey, until_on: date) -> Survey:
    """Keep a survey open longer."""
    return change(survey, until_on=until_on)


@act(
    "schemes.survey.remind",
    about="survey",
    permission=runs_the_survey,
    machines=[MACHINE.name],
    rules=[survey_is_open, somebody_can_be_reminded],
    clauses=ANALYSIS,
    sentence=gettext_noop("reminded those who have not answered the survey {subject}"),
    label=gettext_noop("Remind who has not answered"),
)
def remind(*, by: Actor, survey: Survey) -> Survey:
    """Remind whoever has not answered. Who has not begun gets a new link, and the one before stops working.

    Who has begun goes on by the link that they have, which is kept nowhere here.
    """
    waiting = survey.invitations.filter(progress__in=links.USABLE, letter="", address__empty=False)
    for invitation in waiting.select_related("survey__analysis"):
        fresh = _new_link() if invitation.progress == Progress.INVITED else {}
        change(invitation, letter=Letter.REMINDER, tries=0, problem="", **fresh)
    return change(survey, reminded_on=clock.today())


def _new_link() -> dict[str, str]:
    secret = links.new_secret()
    return {"secret": secret, "link": links.fingerprint(secret)}


@act(
    "schemes.survey.close",
    about="survey",
    move=SURVEY.close,
    permission=runs_the_survey,
    rules=[enough_have_answered, its_analysis_is_worked_on, the_data_are_the_surveys],
    clauses=[*ANALYSIS, *PRIVACY],
    sentence=gettext_noop("closed the survey {subject}"),
)
def close(*, by: Actor, survey: Survey, dataset: FrozenData) -> Survey:
    """Close a survey: its answers count in the weights of the analysis, and are frozen in a study of their own.

    Links stop working, and the addresses are deleted; their key goes with them.
    """
    analysis = survey.analysis
    study = studies.freeze(
        by=by,
        scheme=analysis.scheme,
        kind=StudyKind.JOB_ANALYSIS,
        title=f"{survey.title}, {survey.number}"[:200],
        about=analysis.ref,
        about_words=analysis.number,
        options={"survey": survey.number, "composite": "mean", "dimension": DIMENSION},
        dataset=dataset,
        supersedes=latest(analysis.ref, StudyKind.JOB_ANALYSIS),
    )
    _forget(survey)
    closer = Person.objects.get(pk=by.name)
    return change(survey, state=SurveyState.CLOSED, study=study, closed_by=closer, closed_at=clock.now(), open_link="")


@act(
    "schemes.survey.abandon",
    about="survey",
    move=SURVEY.abandon,
    permission=runs_the_survey,
    rules=[the_reason_is_said],
    clauses=ANALYSIS,
    sentence=gettext_noop("abandoned the survey {subject}: {reason}"),
)
def abandon(*, by: Actor, survey: Survey, reason: str) -> Survey:
    """Give a survey up: links stop working, addresses are deleted, and what was answered counts for nothing."""
    _forget(survey)
    return change(survey, state=SurveyState.ABANDONED, open_link="")


def _forget(survey: Survey) -> None:
    for invitation in survey.invitations.filter(address__empty=False).select_related("survey__analysis"):
        change(invitation, address="", secret="", letter="")
