"""What is prepared and proposed for a decision (R-36, R-37), and on what grounds."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.certification.lifecycles import CertificationState
from guildhall.certification.models import Certification, DecisionFile, DecisionKind
from guildhall.exams.lifecycles import CandidacyState
from guildhall.exams.models import Candidacy
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.notices import timers
from guildhall.personnel import impartiality

SUSPENSION = "T-04"
"""The timer that says how long a suspension lasts at most before it is decided on again."""

SUSPENDING = {DecisionKind.SUSPEND, DecisionKind.EXTEND}
FITTING = {
    CertificationState.ACTIVE: {DecisionKind.SUSPEND, DecisionKind.WITHDRAW, DecisionKind.SURRENDER},
    CertificationState.SUSPENDED: {
        DecisionKind.EXTEND,
        DecisionKind.REINSTATE,
        DecisionKind.WITHDRAW,
        DecisionKind.SURRENDER,
    },
}
"""What can be proposed for a certification that stands so; nothing for one that is over."""


@rule("R-05", clauses=["2012:9.4.1", "2026:9.4"])
def the_candidacy_is_complete(*, candidacy: Candidacy) -> Refusal | None:
    """A decision is prepared when every component is passed and every requirement met."""
    if candidacy.state == CandidacyState.COMPLETE:
        return None
    return Refusal(
        _("The file of %(number)s is not complete.") % {"number": candidacy},
        mend=Mend(_("Look at the candidacy: it says what is missing."), act="exams.candidacy.complete"),
    )


@rule("R-36", clauses=["2012:9.5.1", "2026:9.5"])
def the_kind_fits(*, certification: Certification, kind: DecisionKind) -> Refusal | None:
    """What is proposed can be done with a certification that stands as this one does."""
    fitting = FITTING.get(CertificationState(certification.state), set())
    if kind in fitting:
        return None
    names = ", ".join(str(DecisionKind(each).label) for each in DecisionKind if each in fitting)
    return Refusal(
        _("This cannot be proposed for a certification that stands as this one does."),
        mend=Mend(_("Possible now: %(kinds)s.") % {"kinds": names or _("nothing")}),
        field="kind",
    )


@rule("R-36", clauses=["2012:9.5.1", "2012:9.5.2", "2026:9.5"])
def a_proposal_has_its_grounds(*, grounds: str) -> Refusal | None:
    """Whoever proposes to change a status says on what grounds."""
    if grounds.strip():
        return None
    return Refusal(
        _("A proposal without grounds cannot be decided on."),
        mend=Mend(_("Say what happened, when, and what shows it.")),
        field="grounds",
    )


@rule("R-36", clauses=["2012:9.5.1", "2012:9.5.2", "2026:9.5"])
def a_suspension_has_conditions(*, kind: DecisionKind, conditions: str) -> Refusal | None:
    """A suspension says what has to happen for it to be lifted."""
    if kind not in SUSPENDING or conditions.strip():
        return None
    return Refusal(
        _("A suspension says what has to happen before it is lifted."),
        mend=Mend(_("Write the conditions, so that the certified person knows what to do.")),
        field="conditions",
    )


@rule("R-36", clauses=["2012:9.5.1", "2012:9.5.2", "2026:9.5"])
def a_suspension_has_its_deadline(
    *, certification: Certification, kind: DecisionKind, deadline_on: date | None
) -> Refusal | None:
    """A suspension ends on a day, at the latest when the body's time for it is over."""
    if kind not in SUSPENDING:
        return None
    last = latest_deadline(certification)
    if deadline_on and clock.today() < deadline_on <= last:
        return None
    return Refusal(
        _("A suspension has a deadline between tomorrow and %(day)s.") % {"day": date_format(last, "j M Y")},
        mend=Mend(_("Give the day by which its conditions must be met; it can be extended by another decision.")),
        field="deadline_on",
    )


def latest_deadline(certification: Certification) -> date:
    """The last day that a suspension decided today may have: the body's time for it, and never beyond the term."""
    return min(timers.due_on(SUSPENSION, clock.today()), certification.expires_on)


@rule("R-08", clauses=["2012:4.3.7", "2026:4.3"])
def nobody_proposes_about_themselves(*, by: Actor, certification: Certification, kind: DecisionKind) -> Refusal | None:
    """Nobody handles their own file or that of somebody close; giving back what is one's own is everybody's."""
    if kind == DecisionKind.SURRENDER and by.is_person(certification.person_id):
        return None
    return impartiality.too_close(by, certification.person_id)


@rule("R-04", kind=Kind.OURS, clauses=["2012:9.4.1", "2026:9.4"])
def what_is_made_anew_is_certification(*, file: DecisionFile) -> Refusal | None:
    """A decision on certification is made anew; one on a status is put right by the opposite decision."""
    if file.is_grant:
        return None
    return Refusal(
        _("A decision on a status is not made anew: it took effect."),
        mend=Mend(_("Propose the decision that puts it right."), act="certification.decision.propose"),
    )
