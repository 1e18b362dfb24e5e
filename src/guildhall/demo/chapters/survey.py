"""A survey for the second scheme: those who do the work tell what it is, and nobody learns who said what."""

import csv
import io
from datetime import timedelta
from functools import partial
from typing import Any

from guildhall.demo.body import Body
from guildhall.demo.chance import drawn, within
from guildhall.demo.people import JUDGES
from guildhall.identity.acts import grants
from guildhall.identity.roles import PANELLIST
from guildhall.kernel import clock
from guildhall.schemes.acts import analyses, answering, lists, panels, surveys
from guildhall.schemes.freezing import frozen
from guildhall.schemes.models import JobAnalysis, Scheme, Survey, SurveyInvitation
from guildhall.schemes.surveying import letters, links
from guildhall.schemes.surveying.answers import dataset_of

AUTHOR, DIRECTOR = "expert1", "director"
PANEL = JUDGES[:2]
OPEN_FOR = timedelta(days=30)
ANSWERED = (83, 79, 74)
"""How many days ago the three groups answered, each on one day."""


def tell(body: Body) -> None:
    """The tasks of blade technicians are put before three groups of them; what they say waits for the panel."""
    diary = body.diary
    diary.ago(98, partial(_begin, body), "10:00")
    diary.ago(95, partial(_open_the_rating, body), "10:00")
    diary.ago(88, partial(_open, body), "11:30")
    diary.ago(58, partial(_close, body), "09:20")


def _scheme(body: Body) -> Scheme:
    return Scheme.objects.select_related("scope").get(code=body.told.scheme["blade_scheme"]["code"])


def _analysis(body: Body) -> JobAnalysis:
    return JobAnalysis.objects.select_related(*JobAnalysis.reload_with).get(scheme=_scheme(body))


def _survey() -> Survey:
    return Survey.objects.select_related(*Survey.reload_with).get()


def _begin(body: Body) -> None:
    by, told = body.by(AUTHOR), body.told.measures["survey"]
    analysis = analyses.begin(by=by, scheme=_scheme(body), **told["analysis"])
    staged = lists.stage(by=by, analysis=analysis, name="blade tasks.csv", content=_tasks(told["tasks"]))
    lists.take(by=by, task_import=staged)


def _tasks(told: list[list[Any]]) -> bytes:
    written = io.StringIO(newline="")
    rows = [(number, words, domain) for number, (domain, words, *_) in enumerate(told, start=1)]
    csv.writer(written).writerows([("number", "task", "domain"), *rows])
    return written.getvalue().encode()


def _open_the_rating(body: Body) -> None:
    """Two members of the other panel know blades as well; they have not rated yet."""
    by, today = body.by(AUTHOR), clock.today()
    for each in PANEL:
        person = body.people[each.key]
        grants.give(by=body.by(DIRECTOR), person=person, role=PANELLIST.code, scope=_scheme(body).scope, from_on=today)
        known = {"interest": each.interest, "qualification": each.qualification}
        panels.join(by=by, analysis=_analysis(body), person=person, **known)
    analyses.open_rating(by=by, analysis=_analysis(body))


def _open(body: Body) -> None:
    """Letters go out, each with a link of its own; most who get one answer."""
    by, told = body.by(AUTHOR), body.told.measures["survey"]
    said = {name: told[name] for name in ("title", "introduction", "privacy", "question", "groups")}
    survey = surveys.begin(by=by, analysis=_analysis(body), until_on=clock.today() + OPEN_FOR, **said)
    for place, (group, count) in enumerate(zip(told["groups"], told["invited"], strict=True)):
        addresses = [f"technician{place * 20 + each}@blades.example" for each in range(1, count + 1)]
        surveys.invite(by=by, survey=survey, addresses=addresses, group=group["name"])
    surveys.open_survey(by=by, survey=survey)
    _answer_later(body, told)
    letters.send_waiting(surveys.MACHINE)


def _answer_later(body: Body, told: dict[str, Any]) -> None:
    for group, count, days in zip(told["groups"], told["answered"], ANSWERED, strict=True):
        invited = SurveyInvitation.objects.filter(group=group["name"]).select_related("survey").order_by("id")
        for place, invitation in enumerate(invited[:count]):
            answer = partial(_answer, group["name"], place, invitation.secret, told["tasks"])
            body.diary.ago(days, answer, f"1{place}:15")


def _answer(group: str, place: int, secret: str, tasks: list[list[Any]]) -> None:
    """Somebody answers by the link in their letter, and hands in."""
    chance = drawn("survey", group, place)
    given = {
        str(number): (_on_the_scale(importance, chance.gauss(0, 0.6)), _on_the_scale(frequency, chance.gauss(0, 0.8)))
        for number, (_, _, importance, frequency) in enumerate(tasks, start=1)
    }
    known: dict[str, Any] = {"link": links.fingerprint(secret), "answer": links.answer_id(secret)}
    answering.keep(by=answering.DOOR, survey=_survey(), group=group, ratings=given, **known)
    answering.finish(by=answering.DOOR, survey=_survey(), **known)


def _on_the_scale(value: float, own: float) -> int:
    return round(within(1, value + own, 5))


def _close(body: Body) -> None:
    """The survey ends with its answers frozen, and with every address deleted."""
    survey = _survey()
    surveys.close(by=body.by(AUTHOR), survey=survey, dataset=frozen(dataset_of(survey)))
