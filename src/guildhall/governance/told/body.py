"""Which timers run over registration, accreditation, cover and liability, and who hears that one ended."""

from collections.abc import Iterator
from typing import Any

from guildhall.governance.models import Accreditation, Cover, Liability, Registration
from guildhall.identity import grants
from guildhall.identity.roles import FINANCE_OFFICER, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.declarations import Run, Told, tells, timer
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import find

WARN = (90, 30, 7)


@timer(
    "governance.registration-review",
    code="T-32",
    title=gettext_noop("Proof of registration is asked for anew"),
    starts=["governance.registration.file"],
    stops=["governance.registration.supersede", "governance.registration.void"],
    warn_days=WARN,
)
def registration_review(*, entry: Any) -> Run | None:
    """The day by which a newer proof of registration is asked for."""
    proof = find(entry.result)
    if not isinstance(proof, Registration):
        return None
    link = ("governance:registration", str(proof.pk))
    return Run(proof.ref, proof.review_on, proof.number, role=QUALITY_MANAGER.code, link=link)


@timer(
    "governance.accreditation-ends",
    code="T-36",
    title=gettext_noop("Accreditation ends"),
    starts=["governance.accreditation.record", "governance.accreditation.reinstate"],
    meets=["governance.accreditation.supersede"],
    stops=["governance.accreditation.withdraw", "governance.accreditation.expire"],
    warn_days=(365, 180, 90, 30, 7),
)
def accreditation_ends(*, entry: Any) -> Run | None:
    """The term of an accreditation; public pages refer to it no day longer."""
    accreditation = find(entry.result)
    if not isinstance(accreditation, Accreditation):
        return None
    link = ("governance:accreditation", str(accreditation.pk))
    number = accreditation.number
    return Run(accreditation.ref, accreditation.until_on, number, role=TOP_MANAGEMENT.code, link=link)


@timer(
    "governance.accreditation-report",
    code="T-36",
    title=gettext_noop("The accreditation body awaits a report"),
    starts=["governance.accreditation.record", "governance.accreditation.report"],
    stops=[
        "governance.accreditation.supersede",
        "governance.accreditation.withdraw",
        "governance.accreditation.expire",
    ],
    warn_days=WARN,
)
def accreditation_report(*, entry: Any) -> Run | None:
    """The day by which the accreditation body awaits its next report."""
    accreditation = find(entry.result)
    if not isinstance(accreditation, Accreditation) or accreditation.report_on is None:
        return None
    link = ("governance:accreditation", str(accreditation.pk))
    number = accreditation.number
    return Run(accreditation.ref, accreditation.report_on, number, role=QUALITY_MANAGER.code, link=link)


@timer(
    "governance.cover-ends",
    code="T-32",
    title=gettext_noop("Insurance or reserve ends"),
    starts=["governance.cover.record"],
    meets=["governance.cover.supersede"],
    stops=["governance.cover.cancel", "governance.cover.end"],
    warn_days=WARN,
)
def cover_ends(*, entry: Any) -> Run | None:
    """The term of an insurance or a reserve."""
    cover = find(entry.result)
    if not isinstance(cover, Cover):
        return None
    link = ("governance:cover", str(cover.pk))
    return Run(cover.ref, cover.until_on, cover.number, role=FINANCE_OFFICER.code, link=link)


@timer(
    "governance.liability-review",
    code="T-32",
    title=gettext_noop("Liability is assessed anew"),
    starts=["governance.liability.assess"],
    meets=["governance.liability.supersede"],
    warn_days=WARN,
)
def liability_review(*, entry: Any) -> Run | None:
    """The day by which the body thinks its liability through anew."""
    liability = find(entry.result)
    if not isinstance(liability, Liability):
        return None
    link = ("governance:liability", str(liability.pk))
    return Run(liability.ref, liability.review_on, liability.number, role=FINANCE_OFFICER.code, link=link)


@tells("governance.accreditation.expire", text="governance/accreditation-over")
@tells("governance.accreditation.suspend", text="governance/accreditation-over")
@tells("governance.accreditation.withdraw", text="governance/accreditation-over")
def the_heads_hear_of_the_end(*, entry: Any) -> Iterator[Told]:
    """Top management and quality management: nothing may refer to the accreditation any more."""
    accreditation = find(entry.result)
    if isinstance(accreditation, Accreditation):
        link = ("governance:accreditation", str(accreditation.pk))
        for person_id in sorted(grants.holders(TOP_MANAGEMENT, QUALITY_MANAGER)):
            yield Told(person_id, accreditation.number, link=link)
