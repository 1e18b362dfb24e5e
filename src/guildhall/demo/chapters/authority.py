"""Who may do what in the scheme: the first appointments, and later an evaluation and an authorisation for each."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from guildhall.demo import words
from guildhall.demo.body import Body
from guildhall.demo.people import IN_THE_SCHEME, TRAINED_TOO
from guildhall.identity.acts import grants
from guildhall.identity.models import Scope
from guildhall.identity.roles import (
    ACCOMMODATION_OFFICER,
    DECIDER,
    ELIGIBILITY_REVIEWER,
    EVALUATOR,
    EXAM_MANAGER,
    EXAMINER,
    INVIGILATOR,
    ITEM_REVIEWER,
    ITEM_WRITER,
    PANELLIST,
    PSYCHOMETRICIAN,
    SCHEME_APPROVER,
    SCHEME_MANAGER,
    Role,
)
from guildhall.kernel import clock
from guildhall.kernel.periods import Period
from guildhall.personnel.acts import authorisations, criteria, founding
from guildhall.personnel.models import Authorisation, CriteriaSet
from guildhall.personnel.queries import asked_in, criteria_for, founding_is_open
from guildhall.personnel.queries import authorisations as all_authorisations
from guildhall.schemes.acts import schemes

THREE_YEARS, TWO_YEARS = Period(months=36), Period(months=24)


@dataclass(frozen=True)
class Authority:
    """Somebody authorised for the work of a role: by whom they were evaluated, and how many days ago it ended."""

    key: str
    role: Role
    evaluator: str
    ended: int


FIRST = (
    ("quality", EVALUATOR, THREE_YEARS),
    ("expert5", EVALUATOR, THREE_YEARS),
    ("committee4", SCHEME_APPROVER, THREE_YEARS),
    ("quality", DECIDER, THREE_YEARS),
    (TRAINED_TOO, DECIDER, TWO_YEARS),
)
"""Appointed by the director at the founding, when nobody could evaluate them; one of these ends this month."""

AUTHORISED = (
    Authority("review", ELIGIBILITY_REVIEWER, "quality", -420),
    Authority("invigilator1", INVIGILATOR, "expert5", -410),
    Authority("invigilator2", INVIGILATOR, "expert5", -12),
    Authority("expert3", EXAMINER, "quality", -380),
    Authority("expert4", EXAMINER, "expert5", -380),
    Authority("panel2", EXAMINER, "quality", -380),
    Authority("panel4", EXAMINER, "quality", -380),
    Authority("expert1", EXAMINER, "expert5", 20),
)
"""Proposed, evaluated, authorised before anybody was examined; one ends in twelve days, one ended three weeks ago."""

EVERYWHERE = (
    *(DECIDER, EVALUATOR, SCHEME_APPROVER, SCHEME_MANAGER, PANELLIST, ITEM_WRITER, ITEM_REVIEWER, EXAM_MANAGER),
    *(ACCOMMODATION_OFFICER, PSYCHOMETRICIAN),
)
"""The other roles of a scheme; what they ask is asked in every scheme."""

ANEW = timedelta(days=80)
"""Within how many days whoever is authorised on earlier criteria is evaluated on new ones."""


def tell(body: Body) -> None:
    """A scheme is opened and its people appointed; a year later everybody works under an authorisation."""
    body.diary.ago(716, partial(_open_the_scheme, body))
    body.diary.ago(715, partial(_appoint_the_first, body))
    body.diary.ago(606, partial(_close_the_founding, body))
    body.diary.ago(498, partial(_write_criteria, body))
    body.diary.ago(56, partial(_write_criteria_anew, body), "11:00")
    body.diary.ago(496, partial(_propose_all, body))
    body.diary.ago(489, partial(_evaluate_all, body), "13:00")
    body.diary.ago(484, partial(_authorise_all, body), "10:30")
    body.diary.ago(13, partial(_propose, body, "expert1", EXAMINER), "15:10")
    body.diary.ago(13, partial(_propose, body, "invigilator2", INVIGILATOR), "15:25")
    body.diary.ago(3, partial(_evaluate, body, "invigilator2", INVIGILATOR, "quality"), "11:10")


def _open_the_scheme(body: Body) -> None:
    told = body.told.scheme
    schemes.open_scheme(by=body.by("director"), code=told["code"], name=told["name"])


def _appoint_the_first(body: Body) -> None:
    by, scope, today = body.by("director"), body.scheme.scope, clock.today()
    for key, roles in IN_THE_SCHEME.items():
        for role in roles:
            grants.give(by=by, person=body.people[key], role=role.code, scope=scope, from_on=today)
    for key, role, term in FIRST:
        asked: dict[str, Any] = {"criteria": words.COMPETENCE[role.code][0], "until_on": term.after(today)}
        authorisations.appoint(**_case(body, "director", key, role, scope), **asked)


def _close_the_founding(body: Body) -> None:
    """With the first scheme in effect nobody is appointed without an evaluation any more."""
    if founding_is_open():
        founding.close(by=body.by("director"))


def _write_criteria(body: Body) -> None:
    """The quality manager takes in what the house brings along and adds what this body asks; the director approves."""
    for role in sorted({each.role.code for each in AUTHORISED}):
        _write_one(body, role, body.scheme.scope)
    for each in EVERYWHERE:
        _write_one(body, each.code, None)


def _write_one(body: Body, role: str, scope: Scope | None) -> None:
    drafted = criteria.begin(by=body.by("quality"), role=role, scope=scope, summary=words.CRITERIA)
    if role in words.COMPETENCE:
        asked, shows = words.COMPETENCE[role]
        _add(body, drafted, "OWN", words.Asked("experience", asked, shows))
    _put_into_effect(body, drafted)


def _add(body: Body, drafted: CriteriaSet, code: str, asked: words.Asked) -> None:
    criteria.add(by=body.by("quality"), criteria=drafted, code=code, **vars(asked))


def _put_into_effect(body: Body, drafted: CriteriaSet, by_day: date | None = None) -> None:
    submitted = criteria.submit(by=body.by("quality"), criteria=drafted)
    criteria.approve(by=body.by("director"), criteria=submitted, reevaluate_by_day=by_day)


def _write_criteria_anew(body: Body) -> None:
    """After the power cut invigilators are asked what they do then; who is one shows it within three months."""
    by, scope = body.by("quality"), body.scheme.scope
    drafted = criteria.begin(by=by, role=INVIGILATOR.code, scope=scope, summary=words.CRITERIA_ANEW)
    _add(body, drafted, "POWER", words.POWER)
    _put_into_effect(body, drafted, clock.today() + ANEW)


def _propose_all(body: Body) -> None:
    for each in AUTHORISED:
        _propose(body, each.key, each.role)


def _propose(body: Body, key: str, role: Role) -> None:
    authorisations.propose(**_case(body, "quality", key, role, body.scheme.scope), languages="de en")


def _case(body: Body, by: str, key: str, role: Role, scope: Scope) -> dict[str, Any]:
    evidence = words.COMPETENCE[role.code][1]
    return {"by": body.by(by), "person": body.people[key], "role": role.code, "scope": scope, "evidence": evidence}


def _evaluate_all(body: Body) -> None:
    for each in AUTHORISED:
        _evaluate(body, each.key, each.role, each.evaluator)


def _evaluate(body: Body, key: str, role: Role, evaluator: str) -> None:
    waiting, findings = _latest(body, key, role), words.FINDINGS[role.code]
    asked = criteria_for(role.code, body.scheme.scope.pk)
    found = {each.code: findings for each in asked_in(asked)} if asked else {}
    authorisations.evaluate(by=body.by(evaluator), authorisation=waiting, findings=findings, found=found)


def _authorise_all(body: Body) -> None:
    for each in AUTHORISED:
        waiting = _latest(body, each.key, each.role)
        authorisations.authorise(by=body.by("director"), authorisation=waiting, until_on=body.days.on(each.ended))


def _latest(body: Body, key: str, role: Role) -> Authorisation:
    return all_authorisations().filter(person=body.people[key], role=role.code).latest("number")
