"""Releases of the software are reported on by the house itself, and signed, declined or withdrawn by a person."""

from typing import Any

from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.personnel.lifecycles import RELEASE, ReleaseState
from guildhall.personnel.models import ReleaseReport, SoftwareRelease
from guildhall.personnel.permissions.resources import may_judge_releases
from guildhall.personnel.rules.releases import every_case_held, every_part_was_asked
from guildhall.personnel.rules.venues import it_is_said_why

MACHINE = actors.machine("verification")
"""Runs the reference cases and reports on them; no person can write such a report."""

CLAUSES = ("2012:9.3.4", "2026:6.4", "2026:9.3")


@act(
    "personnel.release.report",
    move=RELEASE.report,
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=CLAUSES,
    sentence=gettext_noop("reported on the software release {subject}"),
)
def report(*, by: Actor, version: str, fingerprint: str, cases: list[dict[str, Any]]) -> SoftwareRelease:
    """Keep what the reference cases found of a release; it verifies nothing before a person signs it."""
    failed = sum(each["expected"] != each["found"] for each in cases)
    told = {"version": version, "fingerprint": fingerprint, "asked": len(cases), "failed": failed}
    release = create(SoftwareRelease, number=next_number("SR"), **told)
    create(ReleaseReport, release=release, cases=cases)
    return release


@act(
    "personnel.release.sign",
    about="release",
    move=RELEASE.sign,
    permission=may_judge_releases,
    rules=[every_part_was_asked, every_case_held],
    clauses=CLAUSES,
    sentence=gettext_noop("signed the software release {subject} as verified"),
)
def sign(*, by: Actor, release: SoftwareRelease, words: str = "") -> SoftwareRelease:
    """Sign that a release is verified: from now on it may deliver live examinations."""
    return _judged(by, release, ReleaseState.VERIFIED, words)


@act(
    "personnel.release.decline",
    about="release",
    move=RELEASE.decline,
    permission=may_judge_releases,
    rules=[it_is_said_why],
    clauses=CLAUSES,
    sentence=gettext_noop("declined the software release {subject}: {reason}"),
)
def decline(*, by: Actor, release: SoftwareRelease, reason: str) -> SoftwareRelease:
    """Decline a release on which the house reported; it delivers nothing."""
    return _judged(by, release, ReleaseState.DECLINED, reason)


@act(
    "personnel.release.withdraw",
    about="release",
    move=RELEASE.withdraw,
    permission=may_judge_releases,
    rules=[it_is_said_why],
    clauses=CLAUSES,
    sentence=gettext_noop("withdrew the software release {subject}: {reason}"),
)
def withdraw(*, by: Actor, release: SoftwareRelease, reason: str) -> SoftwareRelease:
    """Take a signature back, because a fault came to light: no examination is begun with this release any more."""
    return change(release, state=ReleaseState.WITHDRAWN, words=reason.strip(), withdrawn_at=clock.now())


def _judged(by: Actor, release: SoftwareRelease, state: ReleaseState, words: str) -> SoftwareRelease:
    judge = Person.objects.get(pk=by.name)
    return change(release, state=state, judged_at=clock.now(), judged_by=judge, words=words.strip())
