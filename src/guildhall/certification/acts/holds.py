"""Something holds a certification up, and lets it go: an appeal, a complaint, the law."""

from guildhall.certification.models import Certification, Hold, HoldKind
from guildhall.certification.permissions import may_place_holds
from guildhall.certification.rules.certifications import a_hold_has_its_reason
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create

CLAUSES = ("2012:9.8.5", "2026:9.8")


@act(
    "certification.hold.place",
    about="certification",
    permission=may_place_holds,
    machines=["recourse"],
    rules=[a_hold_has_its_reason],
    clauses=CLAUSES,
    sentence=gettext_noop("placed a hold on {subject}: {reason}"),
    label=gettext_noop("Place a hold"),
)
def place(*, by: Actor, certification: Certification, kind: HoldKind, about: str, reason: str) -> Hold:
    """Hold a certification up for a matter that is going on; under appeal nothing adverse is decided on it (R-18)."""
    return create(
        Hold,
        certification=certification,
        kind=kind,
        about=about.strip(),
        reason=reason.strip(),
        placed_by=str(by),
    )


@act(
    "certification.hold.lift",
    about="hold",
    permission=may_place_holds,
    machines=["recourse"],
    rules=[a_hold_has_its_reason],
    clauses=CLAUSES,
    sentence=gettext_noop("lifted a hold on {subject}: {reason}"),
    label=gettext_noop("Lift the hold"),
)
def lift(*, by: Actor, hold: Hold, reason: str) -> Hold:
    """Let a certification go, because the matter that held it up is over."""
    return change(hold, lifted_at=clock.now(), lifted_by=str(by))
