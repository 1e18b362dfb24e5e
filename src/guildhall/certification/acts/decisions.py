"""Decisions: taken up by one decider, made with reasons on a file that is frozen with them, put right by another."""

from collections.abc import Callable, Sequence
from datetime import date

from guildhall.certification import authority, snapshots
from guildhall.certification.acts import certificates, certifications
from guildhall.certification.acts.certificates import PLACES
from guildhall.certification.lifecycles import DECISION, STANDING, DecisionState
from guildhall.certification.models import Certification, DecisionFile, DecisionKind
from guildhall.certification.permissions import decides_in_the_scheme, may_decide, may_hand_over, may_resubmit
from guildhall.certification.rules.certifications import the_version_says_what_a_certificate_states
from guildhall.certification.rules.deciding import (
    a_decision_has_its_reasons,
    a_later_decision_replaces_it,
    a_refusal_names_criteria_of_the_version,
    every_criterion_is_met,
    it_decides_on_a_status,
    it_decides_on_certification,
    no_appeal_holds_it,
    something_is_answered,
    something_is_asked,
    the_certification_still_stands,
    the_decider_belongs_to_the_body,
    the_decider_declares,
    the_decider_has_declared,
    the_decider_is_authorised_today,
    the_decider_is_not_too_close,
    the_decider_was_not_involved,
    the_employed_have_their_safeguard,
    the_receiver_may_decide,
    the_term_begins_today_or_later,
    what_stands_is_said,
)
from guildhall.exams.acts import candidacies
from guildhall.exams.lifecycles import CandidacyState
from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change
from guildhall.personnel.acts import clearances

MACHINE = actors.machine("decisions")
"""Writes the effect of a decision; nobody else changes the status of a certification (R-04)."""

CLAUSES = ("2012:9.4.1", "2012:9.4.2", "2026:9.4")
WHO = (
    the_decider_belongs_to_the_body,
    the_decider_was_not_involved,
    the_decider_is_not_too_close,
    the_decider_is_authorised_today,
)
"""Who may not decide is told so by what weighs most: a part in the file before an authorisation that ran out."""

DECIDING = (*WHO, the_decider_has_declared, a_decision_has_its_reasons)


@act(
    "certification.decision.take",
    about="file",
    move=DECISION.take,
    permission=decides_in_the_scheme,
    rules=[*WHO, the_decider_declares],
    clauses=CLAUSES,
    sentence=gettext_noop("took the file {subject} to decide on it"),
)
def take(*, by: Actor, file: DecisionFile, no_conflict: bool = False) -> DecisionFile:
    """Take a file that is ready, and decide on it alone from now on.

    Who has not declared on conflicts for it before declares here to have none (`no_conflict`).
    """
    decider = Person.objects.get(pk=by.name)
    if no_conflict:
        clearances.declare(by=by, person=decider, about=file.ref)
    return change(file, state=DecisionState.IN_DECISION, taken_by=decider, taken_at=clock.now(), handed_to=None)


@act(
    "certification.decision.hand_over",
    about="file",
    move=DECISION.hand_over,
    permission=may_hand_over,
    rules=[what_stands_is_said, the_receiver_may_decide],
    clauses=CLAUSES,
    sentence=gettext_noop("handed the file {subject} over: {reason}"),
)
def hand_over(*, by: Actor, file: DecisionFile, reason: str, to: Person | None = None) -> DecisionFile:
    """Give a file to another decider, or back to all of them; what was gathered in it stays."""
    return change(file, state=DecisionState.PREPARED, taken_by=None, taken_at=None, handed_to=to)


@act(
    "certification.decision.grant",
    about="file",
    also_locks=[PLACES],
    move=DECISION.grant,
    permission=may_decide,
    rules=[
        it_decides_on_certification,
        *WHO,
        the_decider_has_declared,
        the_employed_have_their_safeguard,
        every_criterion_is_met,
        the_version_says_what_a_certificate_states,
        the_term_begins_today_or_later,
        a_decision_has_its_reasons,
    ],
    clauses=("2012:9.4.1", "2012:9.4.4", "2012:9.4.6", "2026:9.4"),
    sentence=gettext_noop("granted certification by {subject}"),
)
def grant(
    *, by: Actor, file: DecisionFile, reasons: str, conditions: str = "", effective_on: date | None = None
) -> Certification:
    """Certify the person of this file for the scope of its scheme version, from today or a later day.

    The file is frozen with the decision; the certificate is made and sealed right after it. A decision that replaces
    an earlier one confirms the certification that is there.
    """
    _replace_earlier(file)
    begins = effective_on or clock.today()
    file = _made(by, file, DecisionState.GRANTED, reasons, begins, conditions=conditions.strip())
    certification = _confirmed(file) or _begun(by, file, conditions.strip())
    change(file, certification=certification)
    _close_candidacy(file)
    return certification


@act(
    "certification.decision.carry",
    about="file",
    also_locks=[PLACES],
    move=DECISION.carry,
    permission=may_decide,
    rules=[it_decides_on_a_status, the_certification_still_stands, *DECIDING, no_appeal_holds_it],
    clauses=("2012:9.4.1", "2012:9.5.1", "2012:9.5.2", "2026:9.5"),
    sentence=gettext_noop("decided as proposed in {subject}"),
)
def carry(*, by: Actor, file: DecisionFile, reasons: str) -> Certification:
    """Decide on a certification as it was proposed: suspend, extend, reinstate, withdraw, accept a surrender.

    Register and credential say so from this moment on (R-36).
    """
    file = _made(by, file, DecisionState.GRANTED, reasons, clock.today())
    certification = _changed(file)
    if file.kind == DecisionKind.REINSTATE:
        certificates.prepare(by=MACHINE, certification=certification, signatory=Person.objects.get(pk=by.name))
    return certification


@act(
    "certification.decision.refuse",
    about="file",
    also_locks=[PLACES],
    move=DECISION.refuse,
    permission=may_decide,
    rules=[*DECIDING, a_refusal_names_criteria_of_the_version],
    clauses=("2012:9.4.1", "2012:9.4.3", "2026:9.4"),
    sentence=gettext_noop("refused what was asked for in {subject}"),
)
def refuse(*, by: Actor, file: DecisionFile, reasons: str, criteria: tuple[str, ...] = ()) -> DecisionFile:
    """Refuse certification for criteria that are not met, or refuse what was proposed for one.

    The person gets the reasons and is told how to appeal. Where a grant is put right, its certification is withdrawn.
    """
    _replace_earlier(file)
    made = _made(by, file, DecisionState.REFUSED, reasons, clock.today(), criteria=criteria)
    if (granted := _confirmed(made)) is not None:
        made = change(made, certification=granted)
        certifications.withdraw(by=MACHINE, certification=granted, file=made)
    _close_candidacy(made)
    return made


@act(
    "certification.decision.return_file",
    about="file",
    move=DECISION.return_file,
    permission=may_decide,
    rules=[*WHO, something_is_asked],
    clauses=("2012:9.4.1", "2026:9.4"),
    sentence=gettext_noop("returned the file {subject} for information"),
)
def return_file(*, by: Actor, file: DecisionFile, question: str) -> DecisionFile:
    """Send a file back because something is missing or not clear, and say what."""
    return change(file, state=DecisionState.RETURNED, question=question.strip(), answer="")


@act(
    "certification.decision.resubmit",
    about="file",
    move=DECISION.resubmit,
    permission=may_resubmit,
    rules=[something_is_answered],
    clauses=("2012:9.4.1", "2026:9.4"),
    sentence=gettext_noop("submitted the file {subject} again"),
)
def resubmit(*, by: Actor, file: DecisionFile, answer: str) -> DecisionFile:
    """Bring a file back with what the decider asked for; who took it before is named as the next."""
    asked_by = file.taken_by
    return change(
        file,
        state=DecisionState.PREPARED,
        answer=answer.strip(),
        taken_by=None,
        taken_at=None,
        handed_to=asked_by,
    )


@act(
    "certification.decision.supersede",
    about=("file", "later"),
    move=DECISION.supersede,
    permission=NOBODY,
    machines=[MACHINE.name],
    rules=[a_later_decision_replaces_it],
    clauses=("2012:9.4.1", "2012:9.8.6", "2026:9.4"),
    sentence=gettext_noop("replaced the decision {subject} by a later one"),
)
def supersede(*, by: Actor, file: DecisionFile, later: DecisionFile) -> DecisionFile:
    """Note that a decision was replaced by a later one; both stay to be seen."""
    return change(file, state=DecisionState.SUPERSEDED)


def _made(
    by: Actor,
    file: DecisionFile,
    state: DecisionState,
    reasons: str,
    effective_on: date,
    criteria: Sequence[str] = (),
    **more: str,
) -> DecisionFile:
    """The decision written into its file, frozen with the evidence as it stands at this moment (R-14)."""
    authorisation = authority.authorisation_of(by, file.scope_id)
    assert authorisation is not None  # noqa: S101  # a rule of every act that decides
    why = reasons.strip()
    snapshot = snapshots.taken(
        file,
        outcome=str(state),
        authorisation=authorisation,
        effective_on=effective_on,
        reasons=why,
        criteria=criteria,
    )
    return change(
        file,
        state=state,
        decided_by=authorisation.person,
        decided_at=clock.now(),
        authorisation=authorisation,
        effective_on=effective_on,
        reasons=why,
        criteria=list(criteria),
        snapshot=snapshot,
        digest=snapshots.digest_of(file, snapshot),
        **more,
    )


def _begun(by: Actor, file: DecisionFile, conditions: str) -> Certification:
    made = certifications.begin(by=MACHINE, file=file, conditions=conditions)
    certificates.prepare(by=MACHINE, certification=made, signatory=Person.objects.get(pk=by.name))
    return made


def _confirmed(file: DecisionFile) -> Certification | None:
    """The certification that the replaced decision granted, where it still stands."""
    granted = file.replaces.certification if file.is_grant and file.replaces else None
    return granted if granted and granted.state in STANDING else None


def _replace_earlier(file: DecisionFile) -> None:
    if file.replaces is not None:
        supersede(by=MACHINE, file=file.replaces, later=file)


EFFECTS: dict[str, Callable[..., Certification]] = {
    DecisionKind.SUSPEND: certifications.suspend,
    DecisionKind.EXTEND: certifications.extend,
    DecisionKind.REINSTATE: certifications.reinstate,
    DecisionKind.WITHDRAW: certifications.withdraw,
    DecisionKind.SURRENDER: certifications.surrender,
}
"""Which act a decision on a status calls."""


def _changed(file: DecisionFile) -> Certification:
    return EFFECTS[file.kind](by=MACHINE, certification=file.certification, file=file)


def _close_candidacy(file: DecisionFile) -> None:
    """The candidacy ends with the decision on it, and stays so when the decision is made anew."""
    if file.candidacy is not None and file.candidacy.state != CandidacyState.DECIDED:
        candidacies.decide(by=MACHINE, candidacy=file.candidacy)
