"""Special arrangements are asked for, evidenced, decided (R-29, T-22)."""

from guildhall.applications.lifecycles import ACCOMMODATION, AccommodationState
from guildhall.applications.models import Accommodation, AccommodationPaper, Application
from guildhall.applications.permissions import asked_for_it, decides_on_it, may_work_on
from guildhall.applications.rules.accommodations import (
    its_application_is_alive,
    no_other_request_waits,
    something_is_granted,
    the_application_is_alive,
    the_evidence_asked_for_is_named,
    the_officer_is_not_too_close,
    the_wish_is_said,
    what_is_not_granted_has_its_reasons,
)
from guildhall.applications.rules.evidence import something_is_shown
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.vault.files import Received, keep

CLAUSES = ("2012:9.2.5", "2026:9.1")
DECIDING = (its_application_is_alive, the_officer_is_not_too_close)


@act(
    "applications.accommodation.request",
    about="application",
    move=ACCOMMODATION.request,
    permission=may_work_on,
    rules=[the_application_is_alive, no_other_request_waits, the_wish_is_said],
    clauses=CLAUSES,
    sentence=gettext_noop("asked for special arrangements: {subject}"),
)
def request(*, by: Actor, application: Application, wish: str) -> Accommodation:
    """Ask for special arrangements in examinations, with the application or at any time before an examination."""
    change(application, needs_help=True)
    return create(
        Accommodation,
        number=next_number("AC"),
        application=application,
        wish=wish.strip(),
        requested_by=str(by),
    )


@act(
    "applications.accommodation.ask_evidence",
    about="accommodation",
    move=ACCOMMODATION.ask_evidence,
    permission=decides_on_it,
    rules=[*DECIDING, the_evidence_asked_for_is_named],
    clauses=CLAUSES,
    sentence=gettext_noop("asked for evidence on {subject}"),
)
def ask_evidence(*, by: Actor, accommodation: Accommodation, question: str) -> Accommodation:
    """Ask for what proves the need: as much as the decision needs, and no more."""
    return change(accommodation, state=AccommodationState.EVIDENCE_ASKED, question=question.strip())


@act(
    "applications.accommodation.give_evidence",
    about="accommodation",
    move=ACCOMMODATION.give_evidence,
    permission=asked_for_it,
    rules=[something_is_shown],
    clauses=CLAUSES,
    sentence=gettext_noop("handed in evidence on {subject}"),
)
def give_evidence(
    *, by: Actor, accommodation: Accommodation, words: str = "", paper: Received | None = None
) -> Accommodation:
    """Hand in what proves the need; accommodation officers of the scheme read it, and nobody else."""
    create(
        AccommodationPaper,
        accommodation=accommodation,
        words=words.strip(),
        file=keep(paper) if paper else None,
        provided_by=str(by),
    )
    return change(accommodation, state=AccommodationState.REQUESTED)


@act(
    "applications.accommodation.grant",
    about="accommodation",
    move=ACCOMMODATION.grant,
    permission=decides_on_it,
    rules=[*DECIDING, something_is_granted],
    clauses=CLAUSES,
    sentence=gettext_noop("granted what {subject} asks for"),
)
def grant(
    *,
    by: Actor,
    accommodation: Accommodation,
    extra_percent: int = 0,
    read_aloud: bool = False,
    other: str = "",
    reasons: str = "",
) -> Accommodation:
    """Grant what was asked for; it travels with the candidate into every sitting."""
    return _decided(by, accommodation, AccommodationState.GRANTED, extra_percent, read_aloud, other, reasons)


@act(
    "applications.accommodation.grant_partly",
    about="accommodation",
    move=ACCOMMODATION.grant_partly,
    permission=decides_on_it,
    rules=[*DECIDING, something_is_granted, what_is_not_granted_has_its_reasons],
    clauses=CLAUSES,
    sentence=gettext_noop("granted a part of what {subject} asks for"),
)
def grant_partly(
    *,
    by: Actor,
    accommodation: Accommodation,
    extra_percent: int = 0,
    read_aloud: bool = False,
    other: str = "",
    reasons: str = "",
) -> Accommodation:
    """Grant less or other than was asked for, with reasons; the letter says how to appeal."""
    return _decided(by, accommodation, AccommodationState.PARTLY, extra_percent, read_aloud, other, reasons)


@act(
    "applications.accommodation.refuse",
    about="accommodation",
    move=ACCOMMODATION.refuse,
    permission=decides_on_it,
    rules=[*DECIDING, what_is_not_granted_has_its_reasons],
    clauses=CLAUSES,
    sentence=gettext_noop("refused what {subject} asks for"),
)
def refuse(*, by: Actor, accommodation: Accommodation, reasons: str) -> Accommodation:
    """Refuse what was asked for, with reasons; the letter says how to appeal."""
    return _decided(by, accommodation, AccommodationState.REFUSED, 0, False, "", reasons)


@act(
    "applications.accommodation.withdraw",
    about="accommodation",
    move=ACCOMMODATION.withdraw,
    permission=asked_for_it,
    clauses=CLAUSES,
    sentence=gettext_noop("withdrew the request {subject}"),
)
def withdraw(*, by: Actor, accommodation: Accommodation) -> Accommodation:
    """Give a request up; another can be made before any examination."""
    return change(accommodation, state=AccommodationState.WITHDRAWN)


def _decided(
    by: Actor,
    accommodation: Accommodation,
    state: AccommodationState,
    extra_percent: int,
    read_aloud: bool,
    other: str,
    reasons: str,
) -> Accommodation:
    return change(
        accommodation,
        state=state,
        extra_percent=extra_percent,
        read_aloud=read_aloud,
        other=other.strip(),
        reasons=reasons.strip(),
        decided_at=clock.now(),
        decided_by=Person.objects.get(pk=by.name),
    )
