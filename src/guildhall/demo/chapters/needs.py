"""Special arrangements: asked for, evidenced, decided by the one who alone reads why."""

from functools import partial
from typing import Any

from guildhall.applications.acts import accommodations
from guildhall.applications.models import Accommodation
from guildhall.applications.queries import undecided_accommodation
from guildhall.demo import words
from guildhall.demo.applicants import READ_ALOUD
from guildhall.demo.body import Body

OFFICER = "needs"
MORE_TIME, REFUSED, WAITING = 9, 17, 44


def tell(body: Body) -> None:
    """One gets the questions read aloud and more time, one a part of what was asked, one nothing; one waits."""
    diary = body.diary
    diary.ago(31, partial(_ask, body, READ_ALOUD, words.WISH_READ_ALOUD), "20:10")
    diary.ago(28, partial(_ask_for_evidence, body), "09:20")
    diary.ago(25, partial(_give_evidence, body), "18:40")
    diary.ago(21, partial(_read_aloud, body), "10:00")
    diary.ago(318, partial(_ask, body, MORE_TIME, words.WISH_TIME), "17:00")
    diary.ago(312, partial(_grant_partly, body), "11:00")
    diary.ago(176, partial(_ask, body, REFUSED, words.WISH_NOTES), "21:00")
    diary.ago(172, partial(_refuse, body), "10:30")
    diary.ago(1, partial(_ask, body, WAITING, words.WISH_SCREEN), "16:00")


def _ask(body: Body, place: int, wish: str) -> None:
    applicant = body.applicants[place]
    accommodations.request(by=applicant.by, application=applicant.application, wish=wish)


def _waiting(body: Body, place: int) -> Accommodation:
    waiting = undecided_accommodation(body.applicants[place].application)
    assert waiting is not None  # noqa: S101  # it was asked for some days before
    return waiting


def _ask_for_evidence(body: Body) -> None:
    waiting = _waiting(body, READ_ALOUD)
    accommodations.ask_evidence(by=body.by(OFFICER), accommodation=waiting, question=words.EVIDENCE_ASKED)


def _give_evidence(body: Body) -> None:
    by = body.applicants[READ_ALOUD].by
    accommodations.give_evidence(by=by, accommodation=_waiting(body, READ_ALOUD), words=words.EVIDENCE_GIVEN)


def _read_aloud(body: Body) -> None:
    given: dict[str, Any] = {"extra_percent": 25, "read_aloud": True, "reasons": words.WISH_GRANTED}
    accommodations.grant(by=body.by(OFFICER), accommodation=_waiting(body, READ_ALOUD), **given)


def _grant_partly(body: Body) -> None:
    given: dict[str, Any] = {"extra_percent": 15, "reasons": words.WISH_PARTLY}
    accommodations.grant_partly(by=body.by(OFFICER), accommodation=_waiting(body, MORE_TIME), **given)


def _refuse(body: Body) -> None:
    accommodations.refuse(by=body.by(OFFICER), accommodation=_waiting(body, REFUSED), reasons=words.WISH_REFUSED)
