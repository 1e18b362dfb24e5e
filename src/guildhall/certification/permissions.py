"""Who may do what with decision files, certifications and certificates.

Roles are held for a scheme: what is asked is the scheme of the record. Nothing here lets anybody past the rules of
deciding; an administrator has no part in any of it.
"""

from django.utils.translation import gettext as _

from guildhall.certification.models import Certificate, Certification, DecisionFile
from guildhall.exams.models import Candidacy
from guildhall.identity.permissions import holds, refusal_in
from guildhall.identity.roles import (
    ASSESSOR,
    DECIDER,
    ELIGIBILITY_REVIEWER,
    EXAM_MANAGER,
    OPERATIONS,
    QUALITY_MANAGER,
    TOP_MANAGEMENT,
)
from guildhall.kernel import actors
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal

TERMINAL = actors.machine("terminal")
"""Whoever sits at the machine itself and has not said who they are."""

CLAUSES = ("2012:9.4.2", "2012:9.4.5", "2026:9.4")
READ = ("2012:7.3.1", "2026:7.3")

OVERSEERS = (OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT)
"""Roles of the body that see that decisions are made, in every scheme."""

may_see_files = holds(DECIDER, EXAM_MANAGER, *OVERSEERS)
may_open_files = holds(DECIDER, EXAM_MANAGER, ASSESSOR, *OVERSEERS)
may_see_certifications = holds(DECIDER, EXAM_MANAGER, *OVERSEERS)
may_place_holds = holds(QUALITY_MANAGER, TOP_MANAGEMENT)
may_put_right = holds(QUALITY_MANAGER, TOP_MANAGEMENT)
may_make_anew = holds(OPERATIONS, QUALITY_MANAGER)


@permission("decides in that scheme")
def decides_in_the_scheme(*, by: Actor, file: DecisionFile) -> Refusal | None:
    """A decider's role is held for one scheme and hangs on declaration and authorisation (R-01)."""
    return refusal_in(by, file.scope_id, DECIDER)


@permission("took the file")
def took_the_file(*, by: Actor, file: DecisionFile) -> Refusal | None:
    """One person decides: who took the file, and nobody else while they have it."""
    if file.taken_by_id is None or by.is_person(file.taken_by_id):
        return None
    return Refusal(
        _("Somebody else has taken this file and decides on it."),
        mend=Mend(_("Ask them to decide, or to hand the file over.")),
        clauses=CLAUSES,
    )


@permission("manages examinations of that scheme")
def manages_the_scheme_of_the_file(*, by: Actor, file: DecisionFile) -> Refusal | None:
    """The examination manager of a scheme keeps its files moving."""
    return refusal_in(by, file.scope_id, EXAM_MANAGER)


@permission("reviews applications of that scheme")
def reviews_the_scheme_of_the_file(*, by: Actor, file: DecisionFile) -> Refusal | None:
    """A reviewer answers what the decider asks about prerequisites."""
    return refusal_in(by, file.scope_id, ELIGIBILITY_REVIEWER)


@permission("manages examinations of that scheme")
def manages_the_scheme_of_the_candidacy(*, by: Actor, candidacy: Candidacy) -> Refusal | None:
    """The examination manager of a scheme prepares its files."""
    return refusal_in(by, candidacy.version.scheme.scope_id, EXAM_MANAGER)


@permission("manages examinations of that scheme")
def manages_the_scheme(*, by: Actor, certification: Certification) -> Refusal | None:
    """The examination manager of a scheme proposes what becomes of its certifications."""
    return refusal_in(by, certification.scope_id, EXAM_MANAGER)


@permission("decides in that scheme")
def decides_on_certifications(*, by: Actor, certification: Certification) -> Refusal | None:
    """A decider reads the certifications of their scheme."""
    return refusal_in(by, certification.scope_id, DECIDER)


@permission("is the certified person")
def is_the_certified(*, by: Actor, certification: Certification) -> Refusal | None:
    """Somebody about their own certification."""
    return None if by.is_person(certification.person_id) else _somebody_elses()


@permission("is the certified person, and certified today")
def is_certified_today(*, by: Actor, certificate: Certificate) -> Refusal | None:
    """The certificate is handed to the person whose it is, as long as what it says is true (R-41)."""
    if not by.is_person(certificate.certification.person_id):
        return _somebody_elses()
    if certificate.certification.is_valid and not certificate.is_off:
        return None
    return Refusal(
        _("This certification is not valid today, so its certificate is not handed out and must not be shown."),
        mend=Mend(_("It can be downloaded again when the certification is valid.")),
        code="R-41",
        clauses=("2012:9.7.1", "2026:9.7"),
    )


@permission("decides or manages examinations in that scheme")
def works_with_the_certificate(*, by: Actor, certificate: Certificate) -> Refusal | None:
    """Who decides or manages examinations in the scheme reads its certificates."""
    return refusal_in(by, certificate.scope_id, DECIDER, EXAM_MANAGER)


@permission("has the shell of the machine")
def stands_at_the_terminal(*, by: Actor) -> Refusal | None:
    """Whoever has the shell of the machine reads what the body published of a certificate anyway; it is logged."""
    return None if by == TERMINAL else _somebody_elses()


may_decide = decides_in_the_scheme & took_the_file
may_prepare = manages_the_scheme_of_the_candidacy | holds(OPERATIONS, QUALITY_MANAGER)
may_propose = is_the_certified | manages_the_scheme | holds(OPERATIONS, QUALITY_MANAGER)
may_hand_over = decides_in_the_scheme | holds(*OVERSEERS)
may_resubmit = manages_the_scheme_of_the_file | reviews_the_scheme_of_the_file | holds(OPERATIONS, QUALITY_MANAGER)
may_read_file = decides_in_the_scheme | manages_the_scheme_of_the_file | holds(ASSESSOR, *OVERSEERS)
may_read_certification = is_the_certified | decides_on_certifications | manages_the_scheme | holds(ASSESSOR, *OVERSEERS)
may_read_the_whole_file = holds(DECIDER, EXAM_MANAGER, ASSESSOR, *OVERSEERS)
may_open_certificate = holds(ASSESSOR, *OVERSEERS) | works_with_the_certificate | is_certified_today
may_bundle = stands_at_the_terminal | may_open_certificate


def _somebody_elses() -> Refusal:
    return Refusal(
        _("This certification is somebody else's."),
        mend=Mend(_("Ask the register whether it is valid; it answers everybody.")),
        code="permission",
        clauses=READ,
    )
