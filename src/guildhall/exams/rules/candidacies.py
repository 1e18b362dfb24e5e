"""What the course of a candidacy must not break (R-05, R-22, R-23; T-21)."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.applications import queries as applications
from guildhall.applications.lifecycles import ApplicationState
from guildhall.applications.models import Application
from guildhall.exams.lifecycles import SITS, CandidacyState
from guildhall.exams.models import Candidacy
from guildhall.exams.queries import standing
from guildhall.kernel import clock
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import rule

ADMITTED = ("2012:9.1.3", "2026:9.2")
COMPLETE = ("2012:9.4.1", "2012:9.2.3", "2026:9.1")
ELIGIBLE = ("2012:9.1.3", "2012:9.2.1", "2026:9.2")

WITHDRAWN, OVER, EXHAUSTED, OTHER = "withdrawn", "eligibility-over", "attempts-exhausted", "other"
ENDINGS = (WITHDRAWN, OVER, EXHAUSTED, OTHER)
"""Why a candidacy ends without a decision."""


@rule("R-23", clauses=ADMITTED)
def the_application_is_admitted(*, application: Application) -> Refusal | None:
    """Nobody becomes a candidate before a completed review admitted them."""
    if application.state == ApplicationState.ACCEPTED:
        return None
    return Refusal(
        _("The application %(number)s was not admitted.") % {"number": application.number},
        mend=Mend(_("A reviewer completes the review first."), act="applications.application.admit"),
    )


@rule("R-05", clauses=COMPLETE)
def every_component_is_passed(*, candidacy: Candidacy) -> Refusal | None:
    """All components are passed when each has a released pass that counts today."""
    missing = [each.component.title for each in standing(candidacy) if each.passed is None]
    if not missing:
        return None
    return Refusal(
        _("Not passed, or the pass no longer counts: %(components)s.") % {"components": ", ".join(missing)},
        mend=Mend(_("The candidate takes these components; their results are released.")),
    )


@rule("R-05", clauses=COMPLETE)
def a_component_is_not_passed(*, candidacy: Candidacy) -> Refusal | None:
    """A pass is taken away only where one no longer counts: voided, scored again, or past its shelf life."""
    if every_component_is_passed.check(candidacy=candidacy):
        return None
    return Refusal(_("Every component is passed."), mend=Mend(_("Nothing needs to be done.")))


@rule("R-05", clauses=COMPLETE)
def every_requirement_is_met(*, candidacy: Candidacy) -> Refusal | None:
    """A file is complete when every requirement of the scheme version is met today, whatever its stage."""
    missing = applications.open_requirements(candidacy.application, day=clock.today())
    if not missing:
        return None
    told = ", ".join(f"{each.requirement.code} ({each.why})" for each in missing)
    return Refusal(
        _("Not met yet: %(requirements)s.") % {"requirements": told},
        mend=Mend(_("The candidate hands in evidence, and a reviewer judges it.")),
    )


@rule("R-05", clauses=COMPLETE)
def something_is_open_again(*, candidacy: Candidacy) -> Refusal | None:
    """A complete file is opened again only where a pass or a requirement no longer holds."""
    passed = every_component_is_passed.check(candidacy=candidacy)
    if passed or every_requirement_is_met.check(candidacy=candidacy):
        return None
    return Refusal(_("The file is complete."), mend=Mend(_("A decision is prepared on it.")))


@rule("T-21", clauses=ELIGIBLE)
def there_is_a_ground(*, candidacy: Candidacy, reason: str) -> Refusal | None:
    """A candidacy ends for a ground of the list; that time or attempts have run out is looked up, not asserted."""
    if reason not in ENDINGS:
        return Refusal(
            _("This is no ground to end a candidacy."), mend=Mend(_("Choose one of the list.")), field="reason"
        )
    if reason == OVER and candidacy.eligible_until >= clock.today():
        return Refusal(
            _("The candidate may be examined until %(until)s.")
            % {"until": date_format(candidacy.eligible_until, "j M Y")},
            mend=Mend(_("Wait until that day has passed, or choose another ground.")),
            field="reason",
        )
    if reason == EXHAUSTED and not exhausted(candidacy):
        return Refusal(
            _("An attempt at every component that is not passed is still possible."),
            mend=Mend(_("Choose another ground.")),
            field="reason",
        )
    return None


@rule("R-25", clauses=("2012:9.3.2", "2026:9.3"))
def nobody_sits_at_this_moment(*, candidacy: Candidacy) -> Refusal | None:
    """A candidacy does not end in the middle of an examination."""
    if not candidacy.attempts.filter(state__in=SITS).exists():
        return None
    return Refusal(
        _("The candidate is being examined at this moment."), mend=Mend(_("Wait until the attempt is handed in."))
    )


def exhausted(candidacy: Candidacy) -> bool:
    """Whether some component can never be passed any more: no pass, no attempt going on or awaited, none left."""
    return candidacy.state in {CandidacyState.ELIGIBLE, CandidacyState.IN_ASSESSMENT} and any(
        each.passed is None and not each.left and not each.awaits_result for each in standing(candidacy)
    )
