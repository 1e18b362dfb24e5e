"""Surveys for tests, made through acts: Sam asks those who do the work, and they answer by their links alone."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from guildhall.kernel import actors, clock
from guildhall.schemes.acts import analyses, answering, mailing, panels, surveys, tasks
from guildhall.schemes.freezing import frozen
from guildhall.schemes.models import JobAnalysis, Survey, SurveyInvitation
from guildhall.schemes.surveying import answers, links
from tests.cast import acting
from tests.schemes.conftest import Begun

LETTERS = actors.machine(mailing.LETTERS)
GROUPS = [{"name": "North", "population": 300}, {"name": "South", "population": None}]
TOLD: dict[str, Any] = {
    "title": "Your work on turbines",
    "introduction": "We ask how important your tasks are.",
    "privacy": "Nobody learns what you answered.",
    "question": "Where do you work?",
    "groups": GROUPS,
    "least": 3,
}
Ratings = Mapping[str, tuple[int, int]]


def a_rated_analysis(begun: Begun) -> JobAnalysis:
    """An analysis of three tasks that the panel rates; Pia and Pit have rated."""
    by = acting(begun.crew.sam)
    analysis = analyses.begin(by=by, scheme=begun.scheme, title="Turbines", method="Panel and survey")
    for number, domain in (("1", "Safety"), ("2", "Safety"), ("3", "Mechanics")):
        tasks.add(by=by, analysis=analysis, number=number, words=f"Does task {number}.", domain=domain)
    seats = [(begun.crew.pia, "Operators"), (begun.crew.pit, "Technicians")]
    told = {"by": by, "analysis": analysis, "qualification": "Ten years"}
    members = [panels.join(**told, person=person, interest=interest) for person, interest in seats]
    analysis = analyses.open_rating(by=by, analysis=analysis)
    for member in members:
        panels.rate(by=acting(member.person), member=member, ratings=dict.fromkeys("123", (3, 3)))
    return analysis


def a_survey(begun: Begun, analysis: JobAnalysis | None = None, **more: Any) -> Survey:
    """A survey that Sam prepared, until in three weeks."""
    given = {**TOLD, "until_on": clock.today() + timedelta(days=21), **more}
    return surveys.begin(by=acting(begun.crew.sam), analysis=analysis or a_rated_analysis(begun), **given)


def invited(begun: Begun, survey: Survey, group: str, *names: str) -> dict[str, str]:
    """People whom Sam invited, each with the secret in their link."""
    addresses = [address(each) for each in names]
    surveys.invite(by=acting(begun.crew.sam), survey=survey, addresses=addresses, group=group)
    return {name: secret_of(survey, name) for name in names}


def address(name: str) -> str:
    """Where somebody is reached."""
    return f"{name}@field.example"


def secret_of(survey: Survey, name: str) -> str:
    """The secret in the letter that waits for somebody."""
    return invitation_of(survey, name).secret


def invitation_of(survey: Survey, name: str) -> SurveyInvitation:
    """Somebody's invitation, before they answered."""
    every = survey.invitations.select_related("survey__analysis__scheme__scope")
    return next(each for each in every if each.address == address(name))


def opened(begun: Begun, survey: Survey) -> Survey:
    """The survey, open."""
    return surveys.open_survey(by=acting(begun.crew.sam), survey=survey)


def kept(survey: Survey, secret: str, ratings: Ratings, group: str = "") -> None:
    """What somebody answered so far."""
    given = {"link": links.fingerprint(secret), "answer": links.answer_id(secret)}
    answering.keep(by=answering.DOOR, survey=survey, group=group, ratings=ratings, **given)


def handed_in(survey: Survey, secret: str, ratings: Ratings, group: str = "") -> None:
    """Somebody answered and handed it in."""
    kept(survey, secret, ratings, group)
    given = {"link": links.fingerprint(secret), "answer": links.answer_id(secret)}
    answering.finish(by=answering.DOOR, survey=survey, **given)


def answered(begun: Begun, analysis: JobAnalysis | None = None, **more: Any) -> Survey:
    """An open survey in which three of the north and one of the south have answered, of five who were invited."""
    survey = a_survey(begun, analysis, **more)
    secrets = {
        **invited(begun, survey, "North", "nora", "nils", "nick"),
        **invited(begun, survey, "South", "sven", "sol"),
    }
    survey = opened(begun, survey)
    for name in ("nora", "nils", "nick", "sven"):
        handed_in(survey, secrets[name], {"1": (5, 5), "2": (4, 2), "3": (1, 0)})
    return survey


def closed(begun: Begun, survey: Survey) -> Survey:
    """The survey, closed into its study."""
    data = frozen(answers.dataset_of(survey))
    return surveys.close(by=acting(begun.crew.sam), survey=survey, dataset=data)
