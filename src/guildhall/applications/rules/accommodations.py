"""What holds of special arrangements (R-29)."""

from django.utils.translation import gettext as _

from guildhall.applications import queries
from guildhall.applications.lifecycles import ALIVE
from guildhall.applications.models import Accommodation, Application
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.personnel import impartiality

NEEDS = ("2012:9.2.5", "2026:9.1")
MOST_EXTRA = 200
"""The largest share of extra time that is granted, in per cent of the usual time (our own choice)."""


@rule("R-29", clauses=NEEDS)
def the_wish_is_said(*, wish: str) -> Refusal | None:
    """Who asks for special arrangements says what they need, and what makes it necessary."""
    if wish.strip():
        return None
    return Refusal(
        _("Nobody can decide on a request that does not say what is needed."),
        mend=Mend(_("Say what you need, and why.")),
        field="wish",
    )


@rule("R-29", clauses=NEEDS)
def the_application_is_alive(*, application: Application) -> Refusal | None:
    """Special arrangements are asked for by who applies or was admitted."""
    return _ended(application)


@rule("R-29", clauses=NEEDS)
def its_application_is_alive(*, accommodation: Accommodation) -> Refusal | None:
    """A request is decided on while its applicant may still be examined."""
    return _ended(accommodation.application)


def _ended(application: Application) -> Refusal | None:
    if application.state in ALIVE:
        return None
    return Refusal(
        _("This application has ended, so there is no examination for which anything could be arranged."),
        mend=Mend(_("Ask again with the next application."), link=("applications:apply",)),
    )


@rule("one-request", kind=Kind.OURS, clauses=NEEDS)
def no_other_request_waits(*, application: Application) -> Refusal | None:
    """One request waits for its decision at a time; more can be said in it."""
    waiting = queries.undecided_accommodation(application)
    if waiting is None:
        return None
    return Refusal(
        _("The request %(number)s waits for its decision already.") % {"number": waiting.number},
        mend=Mend(_("Add to that one, or withdraw it first."), act="applications.accommodation.give_evidence"),
    )


@rule("R-08", clauses=["2012:4.3.7", "2026:4.3"])
def the_officer_is_not_too_close(*, by: Actor, accommodation: Accommodation) -> Refusal | None:
    """Nobody decides on arrangements for themselves, or for somebody to whom they have a tie."""
    return impartiality.too_close(by, accommodation.application.person_id)


@rule("R-29", clauses=NEEDS)
def something_is_granted(*, extra_percent: int, read_aloud: bool, other: str) -> Refusal | None:
    """What is granted is said so that it can be carried out: so much time, reading aloud, something else."""
    if not 0 <= extra_percent <= MOST_EXTRA:
        return Refusal(
            _("Extra time lies between 0 and %(most)d per cent of the usual time.") % {"most": MOST_EXTRA},
            mend=Mend(_("Grant less, or describe another arrangement.")),
            field="extra_percent",
        )
    if extra_percent or read_aloud or other.strip():
        return None
    return Refusal(
        _("Nothing is granted here."),
        mend=Mend(_("Say what is granted, or refuse with reasons."), act="applications.accommodation.refuse"),
        field="extra_percent",
    )


@rule("R-29", clauses=[*NEEDS, "2012:9.8.3", "2026:9.8"])
def what_is_not_granted_has_its_reasons(*, reasons: str) -> Refusal | None:
    """Who gets less than they asked for is told why, and could not appeal otherwise."""
    if reasons.strip():
        return None
    return Refusal(
        _("What is refused, in whole or in part, is refused with reasons."),
        mend=Mend(_("Write why; whoever asked will read it.")),
        field="reasons",
    )


@rule("inquiry-said", kind=Kind.OURS, clauses=NEEDS)
def the_evidence_asked_for_is_named(*, question: str) -> Refusal | None:
    """Whoever is asked for evidence is told which."""
    if question.strip():
        return None
    return Refusal(
        _("It is not said which evidence is needed."),
        mend=Mend(_("Say what would prove the need, and no more.")),
        field="question",
    )
