"""Certifications change by decisions alone; time ends them; the person says who may find them."""

import secrets
from collections.abc import Callable
from datetime import date, timedelta

from guildhall.certification.acts import certificates
from guildhall.certification.lifecycles import CERTIFICATION, CertificationState
from guildhall.certification.models import Certificate, Certification, DecisionFile, DecisionKind
from guildhall.certification.permissions import is_the_certified
from guildhall.certification.queries import in_force, look_up_of
from guildhall.certification.rules.certifications import (
    decided,
    the_grant_was_decided,
    the_term_is_over,
    the_version_says_what_a_certificate_states,
)
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.periods import Period
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create

NUMBER = "GH"
DECISIONS = ("decisions",)
"""The one machine that may change a status: it speaks for a decision that is being made."""

SUSPENDED = ("2012:9.5.1", "2012:9.5.2", "2012:9.5.3", "2026:9.5")
ENDED = ("2012:9.5.1", "2012:9.5.4", "2026:9.5")


@act(
    "certification.certification.begin",
    about="file",
    move=CERTIFICATION.begin,
    permission=NOBODY,
    machines=DECISIONS,
    rules=[the_grant_was_decided, the_version_says_what_a_certificate_states],
    clauses=("2012:9.4.6", "2012:9.4.7", "2012:9.4.8", "2026:9.4"),
    sentence=gettext_noop("began the certification {subject}"),
)
def begin(*, by: Actor, file: DecisionFile, conditions: str = "") -> Certification:
    """Begin the certification that a decision grants: a number that is never given twice, a scope, and a term."""
    number, effective_on = next_number(NUMBER), file.effective_on or clock.today()
    return create(
        Certification,
        number=number,
        person=file.person,
        version=file.version,
        scope_words=file.version.scope_words,
        conditions=conditions,
        effective_on=effective_on,
        expires_on=_last_day(effective_on, file.version.validity_months or 0),
        secret=secrets.token_urlsafe(16),
        look_up=look_up_of(number, file.person.family_name),
    )


def _last_day(begins: date, months: int) -> date:
    """The last day of a term of so many months: the day before the one on which the next would begin."""
    return Period(months=months).after(begins) - timedelta(days=1)


@act(
    "certification.certification.suspend",
    about=("certification", "file"),
    move=CERTIFICATION.suspend,
    permission=NOBODY,
    machines=DECISIONS,
    rules=[decided(DecisionKind.SUSPEND)],
    clauses=SUSPENDED,
    sentence=gettext_noop("suspended the certification {subject}"),
)
def suspend(*, by: Actor, certification: Certification, file: DecisionFile) -> Certification:
    """Suspend a certification until its conditions are met; register and credential say so from now on."""
    _end_certificate(certification, certificates.switch_off, by)
    return _moved(certification, CertificationState.SUSPENDED, suspension_ends_on=file.deadline_on)


@act(
    "certification.certification.extend",
    about=("certification", "file"),
    move=CERTIFICATION.extend,
    permission=NOBODY,
    machines=DECISIONS,
    rules=[decided(DecisionKind.EXTEND)],
    clauses=SUSPENDED,
    sentence=gettext_noop("extended the suspension of {subject}"),
)
def extend(*, by: Actor, certification: Certification, file: DecisionFile) -> Certification:
    """Let a suspension last longer, by a decision with its reason (R-37)."""
    return change(certification, suspension_ends_on=file.deadline_on)


@act(
    "certification.certification.reinstate",
    about=("certification", "file"),
    move=CERTIFICATION.reinstate,
    permission=NOBODY,
    machines=DECISIONS,
    rules=[decided(DecisionKind.REINSTATE)],
    clauses=("2012:9.5.2", "2026:9.5"),
    sentence=gettext_noop("reinstated the certification {subject}"),
)
def reinstate(*, by: Actor, certification: Certification, file: DecisionFile) -> Certification:
    """Lift a suspension within the term; a new certificate with a new place on the status list is made."""
    _end_certificate(certification, certificates.replace, by)
    return _moved(certification, CertificationState.ACTIVE, suspension_ends_on=None)


@act(
    "certification.certification.withdraw",
    about=("certification", "file"),
    move=CERTIFICATION.withdraw,
    permission=NOBODY,
    machines=DECISIONS,
    rules=[decided(DecisionKind.WITHDRAW, DecisionKind.GRANT)],
    clauses=ENDED,
    sentence=gettext_noop("withdrew the certification {subject}"),
)
def withdraw(*, by: Actor, certification: Certification, file: DecisionFile) -> Certification:
    """Withdraw a certification: all claims to it stop, and the certificate goes back (R-38)."""
    _end_certificate(certification, certificates.revoke, by)
    return _moved(certification, CertificationState.WITHDRAWN, suspension_ends_on=None)


@act(
    "certification.certification.surrender",
    about=("certification", "file"),
    move=CERTIFICATION.surrender,
    permission=NOBODY,
    machines=DECISIONS,
    rules=[decided(DecisionKind.SURRENDER)],
    clauses=ENDED,
    sentence=gettext_noop("accepted that {subject} was given back"),
)
def surrender(*, by: Actor, certification: Certification, file: DecisionFile) -> Certification:
    """Accept that a person gives their certification back; it ends as if it were withdrawn, without a fault."""
    _end_certificate(certification, certificates.revoke, by)
    return _moved(certification, CertificationState.SURRENDERED, suspension_ends_on=None)


@act(
    "certification.certification.expire",
    about="certification",
    move=CERTIFICATION.expire,
    permission=NOBODY,
    machines=["timers"],
    rules=[the_term_is_over],
    clauses=("2012:9.4.8", "2012:9.6.3", "2026:9.4"),
    sentence=gettext_noop("saw the certification {subject} expire"),
)
def expire(*, by: Actor, certification: Certification) -> Certification:
    """End a certification whose term is over: the one change of status that needs no decision (R-04).

    The register has said so since the day after its last; this makes it visible on the record.
    """
    _end_certificate(certification, certificates.expire, by)
    return _moved(certification, CertificationState.EXPIRED, suspension_ends_on=None)


@act(
    "certification.certification.consent",
    about="certification",
    permission=is_the_certified,
    clauses=("2012:7.2.1", "2012:7.3.3", "2026:7.2"),
    sentence=gettext_noop("agreed to be found by name with {subject}"),
    label=gettext_noop("Let people find me by name"),
)
def consent(*, by: Actor, certification: Certification) -> Certification:
    """Agree that the public register finds one's certification by name; without it, only who knows its number does."""
    return change(certification, listed=True)


@act(
    "certification.certification.revoke_consent",
    about="certification",
    permission=is_the_certified,
    clauses=("2012:7.2.1", "2012:7.3.3", "2026:7.2"),
    sentence=gettext_noop("no longer agrees to be found by name with {subject}"),
    label=gettext_noop("No longer be found by name"),
)
def revoke_consent(*, by: Actor, certification: Certification) -> Certification:
    """Take back the consent to be found by name; it has its effect at once."""
    return change(certification, listed=False)


def _moved(certification: Certification, state: CertificationState, **more: date | None) -> Certification:
    return change(certification, state=state, state_since=clock.now(), **more)


def _end_certificate(certification: Certification, end: Callable[..., Certificate], by: Actor) -> None:
    if (standing := in_force(certification)) is not None:
        end(by=by, certificate=standing)
