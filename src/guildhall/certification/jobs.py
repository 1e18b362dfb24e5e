"""What deciding does by itself: it prepares decisions, makes certificates, and lets time take its course."""

from uuid import UUID

from guildhall.certification import issuing, queries
from guildhall.certification.acts import certificates, certifications, decisions, proposals
from guildhall.certification.lifecycles import STANDING, CertificateState
from guildhall.certification.models import Certification, DecisionKind
from guildhall.documents.jobs import make_keys
from guildhall.jobs.declared import every, job
from guildhall.jobs.queueing import step
from guildhall.kernel import actors, clock
from guildhall.kernel.words import gettext_noop

BATCH = 500
TIMERS = actors.machine("timers")
DEADLINE_PASSED = gettext_noop(
    "The deadline of the suspension has passed, and no decision says what becomes of the certification."
)


@job("certification.prepare-decision")
def prepare_decision(*, candidacy: UUID) -> None:
    """Prepare the decision on a candidacy whose file is complete, unless one is prepared already."""
    for complete in queries.without_file().filter(pk=candidacy):
        proposals.prepare.once(step("prepare"))(by=decisions.MACHINE, candidacy=complete)


@job("certification.make-certificate", attempts=8)
def make_certificate(*, certificate: UUID) -> None:
    """Make, sign, seal and issue a certificate that was prepared; nothing where it was ended meanwhile."""
    make_keys()
    prepared = queries.certificates().get(pk=certificate)
    if prepared.state == CertificateState.PREPARED:
        issue = issuing.made(prepared)
        certificates.issue.once(step("issue"))(
            by=certificates.MACHINE,
            certificate=prepared,
            document=issue.document,
            credential=issue.credential,
            token=issue.token,
        )


@every("certification.let-time-pass", seconds=900)
def let_time_pass() -> None:
    """End certifications whose term is over (T-01), and demand a decision where a suspension's deadline has passed."""
    over = queries.certifications().filter(state__in=STANDING, expires_on__lt=clock.today())
    for certification in over.order_by("expires_on")[:BATCH]:
        certifications.expire.once(step(f"expire:{certification.pk}"))(by=TIMERS, certification=certification)
    for certification in queries.demanding_a_decision().order_by("suspension_ends_on")[:BATCH]:
        _demand(certification)


def _demand(certification: Certification) -> None:
    """Bring a suspension whose deadline has passed before a decider: it cannot simply be left (R-37)."""
    proposals.propose.once(step(f"demand:{certification.pk}"))(
        by=TIMERS, certification=certification, kind=DecisionKind.WITHDRAW, grounds=DEADLINE_PASSED
    )
