"""The founding: a body, its first people, and the words that they sign."""

from functools import partial

from guildhall.demo import words
from guildhall.demo.body import Body, given_an_account
from guildhall.demo.people import ADMIN, ASSESSING, EVERYBODY, Part
from guildhall.identity.acts import grants, persons, scopes
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import BOOTSTRAP, Actor
from guildhall.kernel.periods import Period
from guildhall.personnel.acts import texts

TERM_OF_OFFICE = Period(months=60)
VISIT = Period(days=30)


def tell(body: Body) -> None:
    """Two years ago somebody founds the body; one of the accreditation body visits it this week."""
    body.diary.ago(730, partial(_found, body))
    body.diary.ago(728, partial(_engage, body))
    body.diary.ago(728, partial(_write_first_text, body), "15:00")
    body.diary.ago(6, partial(_change_the_text, body), "16:20")
    body.diary.ago(1, partial(_invite_the_assessor, body), "10:00")


def _found(body: Body) -> None:
    scopes.open_scope(by=BOOTSTRAP, kind="body", number="BODY", name=words.BODY_NAME)
    body.people[ADMIN.key] = _registered(BOOTSTRAP, ADMIN)
    _appoint(BOOTSTRAP, body, ADMIN)


def _engage(body: Body) -> None:
    """The administrator enters the director and everybody else; what they may do hangs on what they declare."""
    for part in EVERYBODY:
        body.people[part.key] = _registered(body.by(ADMIN.key), part)
        _appoint(body.by(ADMIN.key), body, part)


def _appoint(by: Actor, body: Body, part: Part, term: Period = TERM_OF_OFFICE) -> None:
    today = clock.today()
    person, until = body.people[part.key], term.after(today)
    for role in (part.role, *part.also):
        grants.give(by=by, person=person, role=role.code, scope=body.scope, from_on=today, until_on=until)


def _registered(by: Actor, part: Part, *, is_personnel: bool = True) -> Person:
    person = persons.register(
        by=by,
        given_name=part.given_name,
        family_name=part.family_name,
        email=part.email,
        phone=part.phone,
        language=part.language,
        is_personnel=is_personnel,
    )
    return given_an_account(person)


def _write_first_text(body: Body) -> None:
    text = texts.propose(by=body.by("quality"), words=words.DECLARATION)
    texts.approve(by=body.by("director"), text=text)


def _change_the_text(body: Body) -> None:
    """A new text of declaration waits for the director."""
    texts.propose(by=body.by("quality"), words=words.DECLARATION_WITH_AI)


def _invite_the_assessor(body: Body) -> None:
    """An assessor of the accreditation body may read for a month."""
    body.people[ASSESSING.key] = _registered(body.by(ADMIN.key), ASSESSING, is_personnel=False)
    _appoint(body.by(ADMIN.key), body, ASSESSING, VISIT)
