"""Deciding: complete files are decided on by who had no part in them, and certifications change by decisions."""

from functools import partial
from typing import Any

from guildhall.certification import queries
from guildhall.certification.acts import decisions, proposals
from guildhall.certification.lifecycles import DecisionState
from guildhall.certification.models import Certification, DecisionFile, DecisionKind
from guildhall.demo import words
from guildhall.demo.applicants import REFUSED, REINSTATED, SUSPENDED, TRAINED, WITHDRAWN
from guildhall.demo.body import Body, refused
from guildhall.demo.people import ADMIN, TRAINED_TOO
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.periods import Period

DECIDER, OFFICE = "quality", "operations"
ROUNDS = (389, 319, 249, 179, 109, 54)
"""How many days ago what was ready was decided on; what has become ready since waits this week."""

ALSO = (TRAINED_TOO, DECIDER)
"""Who decides in every second round, the first of them who had no part in a file."""

TO_MEND = Period(months=5)
"""How long somebody has to meet the conditions of a suspension."""


def tell(body: Body) -> None:
    """Files are decided on in rounds; this week some wait, and one of them is tried by people who may not."""
    diary = body.diary
    for place, days in enumerate(ROUNDS):
        diary.ago(days, partial(_decide_all, body, ALSO if place % 2 else (DECIDER,)), "10:00")
    _suspend(body, REINSTATED, 205, words.SUSPENSIONS["medical"])
    diary.ago(160, partial(_propose, body, REINSTATED, DecisionKind.REINSTATE, words.MEDICAL_SHOWN), "09:30")
    diary.ago(156, partial(_carry, body, REINSTATED, words.REINSTATED), "11:30")
    diary.ago(90, partial(_propose, body, WITHDRAWN, DecisionKind.WITHDRAW, words.MISUSE), "16:00")
    diary.ago(84, partial(_carry, body, WITHDRAWN, words.WITHDRAWN), "10:45")
    diary.ago(1, partial(_propose, body, SUSPENDED, DecisionKind.SUSPEND, *words.SUSPENSIONS["surveillance"]), "16:45")
    diary.earlier(100, partial(_carry, body, SUSPENDED, words.SUSPENDED))
    diary.earlier(190, partial(_hand_to_the_trainer, body))
    diary.earlier(180, partial(_try_what_is_barred, body, TRAINED_TOO))
    diary.earlier(170, partial(_try_what_is_barred, body, "director"))
    diary.earlier(160, partial(_try_what_is_barred, body, ADMIN.key))


def _decide_all(body: Body, deciders: tuple[str, ...]) -> None:
    """Every file that is ready is taken, and decided on, by the first who may."""
    for file in queries.undecided().filter(kind=DecisionKind.GRANT, state=DecisionState.PREPARED):
        by = next(who for key in deciders if queries.may_take(who := body.by(key), file))
        taken = decisions.take(by=by, file=file, no_conflict=True)
        if body.applicant(file.person_id).place == REFUSED:
            _refuse_after_a_question(body, by, taken)
        else:
            decisions.grant(by=by, file=taken, reasons=words.GRANTED)


def _refuse_after_a_question(body: Body, by: Actor, file: DecisionFile) -> None:
    """A decider asks once more, and refuses for a criterion that the answer shows not to be met."""
    returned = decisions.return_file(by=by, file=file, question=words.DOUBT)
    ready = decisions.resubmit(by=body.by("review"), file=returned, answer=words.DOUBT_ANSWERED)
    taken = decisions.take(by=by, file=ready)
    decisions.refuse(by=by, file=taken, reasons=words.REFUSED, criteria=("EXP",))


def certification_of(body: Body, place: int) -> Certification:
    """The certification of an applicant."""
    return queries.certifications().get(person=body.applicants[place].person)


def _suspend(body: Body, place: int, days: int, why: tuple[str, str]) -> None:
    body.diary.ago(days, partial(_propose, body, place, DecisionKind.SUSPEND, *why), "14:30")
    body.diary.ago(days - 4, partial(_carry, body, place, words.SUSPENDED), "09:15")


def _propose(body: Body, place: int, kind: DecisionKind, grounds: str, conditions: str = "") -> None:
    """Operations bring before a decider what is to become of a certification."""
    deadline = TO_MEND.after(clock.today()) if kind == DecisionKind.SUSPEND else None
    asked: dict[str, Any] = {"kind": kind, "grounds": grounds, "conditions": conditions, "deadline_on": deadline}
    proposals.propose(by=body.by(OFFICE), certification=certification_of(body, place), **asked)


def _carry(body: Body, place: int, reasons: str) -> None:
    by, person = body.by(DECIDER), body.applicants[place].person
    file = queries.undecided().get(person=person)
    taken = decisions.take(by=by, file=file, no_conflict=True)
    decisions.carry(by=by, file=taken, reasons=reasons)


def _file_of_whom_they_trained(body: Body) -> DecisionFile:
    return queries.undecided().get(person=body.applicants[TRAINED].person)


def _hand_to_the_trainer(body: Body) -> None:
    """Operations would hand the file to the other decider, who trained the candidate: refused, and recorded."""
    file, trainer = _file_of_whom_they_trained(body), body.people[TRAINED_TOO]
    refused(decisions.hand_over, by=body.by(OFFICE), file=file, reason=words.HAND_OVER, to=trainer)


def _try_what_is_barred(body: Body, key: str) -> None:
    """Who trained the candidate, and who has no authority to decide, do not pass: refused, and recorded."""
    file = _file_of_whom_they_trained(body)
    refused(decisions.take, by=body.by(key), file=file, no_conflict=True)
