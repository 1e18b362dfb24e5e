"""How the states of this room are shown: the word, with what it means."""

from django.utils.translation import gettext as _

from guildhall.certification.lifecycles import (
    CERTIFICATE,
    CERTIFICATION,
    DECISION,
    CertificateState,
    CertificationState,
    DecisionState,
)
from guildhall.certification.models import Certificate, Certification, DecisionFile
from guildhall.certification.queries import Criterion, Standing
from guildhall.kernel import clock
from guildhall.kernel.periods import Period
from guildhall.shell.records import Status, Tone
from guildhall.shell.words import translated

FILES = {
    DecisionState.PREPARED: Tone.OPEN,
    DecisionState.IN_DECISION: Tone.OPEN,
    DecisionState.GRANTED: Tone.HOLDS,
    DecisionState.REFUSED: Tone.FAILS,
    DecisionState.RETURNED: Tone.SOON,
    DecisionState.SUPERSEDED: Tone.CLOSED,
}
CERTIFICATIONS = {
    CertificationState.ACTIVE: Tone.HOLDS,
    CertificationState.SUSPENDED: Tone.FAILS,
    CertificationState.WITHDRAWN: Tone.FAILS,
    CertificationState.EXPIRED: Tone.CLOSED,
    CertificationState.SURRENDERED: Tone.CLOSED,
}
CERTIFICATES = {
    CertificateState.PREPARED: Tone.OPEN,
    CertificateState.ISSUED: Tone.HOLDS,
    CertificateState.REPLACED: Tone.CLOSED,
    CertificateState.REVOKED: Tone.FAILS,
    CertificateState.EXPIRED: Tone.CLOSED,
}
SOON = Period(months=6)
"""How long before its end a certification is shown to end soon."""


def file_status(file: DecisionFile) -> Status:
    """Where a decision file stands."""
    state = DecisionState(file.state)
    return Status(translated(DECISION.words[state]), FILES[state])


def certification_status(certification: Certification) -> Status:
    """How a certification stands today: never valid when it is not, whatever the clock's work has reached."""
    state, today = CertificationState(certification.state), clock.today()
    if state == CertificationState.ACTIVE and certification.expires_on < today:
        return Status(translated(CERTIFICATION.words[CertificationState.EXPIRED]), Tone.CLOSED)
    if state == CertificationState.ACTIVE and certification.effective_on > today:
        return Status(_("Not yet valid"), Tone.SOON)
    if state == CertificationState.ACTIVE and certification.expires_on <= SOON.after(today):
        return Status(_("Valid, ends soon"), Tone.SOON)
    return Status(translated(CERTIFICATION.words[state]), CERTIFICATIONS[state])


def certificate_status(certificate: Certificate) -> Status:
    """Where a certificate, the document, stands; one whose credential is switched off says so."""
    state = CertificateState(certificate.state)
    if state == CertificateState.ISSUED and certificate.is_off:
        return Status(_("Issued, switched off"), Tone.FAILS)
    return Status(translated(CERTIFICATE.words[state]), CERTIFICATES[state])


def criterion_status(criterion: Criterion) -> Status:
    """Met, met but soon over, or open."""
    return {
        Standing.MET: Status(_("Met"), Tone.HOLDS),
        Standing.SOON: Status(_("Met, soon over"), Tone.SOON),
        Standing.OPEN: Status(_("Open"), Tone.FAILS),
    }[criterion.standing(clock.today())]
