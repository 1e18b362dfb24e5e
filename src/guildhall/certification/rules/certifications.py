"""What changes the status of a certification: a decision, and nothing else but the end of its term (R-04, T-01)."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.certification.lifecycles import DecisionState
from guildhall.certification.models import Certification, DecisionFile, DecisionKind
from guildhall.kernel import clock
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Check, Rule, rule
from guildhall.ledger.models import Entry, Outcome

DECIDED = ("2012:4.2", "2012:7.1.1", "2026:9.4")
DECIDING = ("certification.decision.carry", "certification.decision.refuse")
"""The acts that change the status of a certification that is there."""
ENDS = ("2012:9.4.8", "2012:9.6.3", "2026:9.4")
EVERY_FIELD = ("2012:9.4.7", "2012:9.4.8", "2012:9.4.9", "2026:9.4")


def decided(*kinds: DecisionKind) -> Rule:
    """The rule that a decision of one of `kinds` stands behind a change of status, made in this very moment."""
    words = ", ".join(sorted(kind.value for kind in kinds))

    def a_decision_stands_behind_it(*, certification: Certification, file: DecisionFile) -> Refusal | None:
        its_own = file.certification_id == certification.pk
        if its_own and file.kind in kinds and file.state in _ending(file) and _is_being_decided(file):
            return None
        return _undecided(certification)

    check: Check = a_decision_stands_behind_it
    check.__name__ = f"a_decision_to_{words.replace(', ', '_or_')}_stands_behind_it"
    check.__doc__ = f"A certification changes its status by a decision alone, here: {words}."
    return rule("R-04", clauses=DECIDED)(check)


def _ending(file: DecisionFile) -> set[DecisionState]:
    """In which state a file changes a status: decided as proposed, or certification refused after all."""
    return {DecisionState.REFUSED} if file.is_grant else {DecisionState.GRANTED}


def _is_being_decided(file: DecisionFile) -> bool:
    """Whether the act that decides is going on: its entry is written when its effect is, and a decision has one."""
    return not Entry.objects.filter(subject=file.ref, act__in=DECIDING, outcome=Outcome.DONE).exists()


def _undecided(certification: Certification) -> Refusal:
    return Refusal(
        _("No decision to do this with %(number)s is being made.") % {"number": certification},
        mend=Mend(
            _("Propose it; a decider who was not involved decides."),
            act="certification.decision.propose",
            link=("certification:propose", str(certification.pk)),
        ),
    )


@rule("R-04", clauses=DECIDED)
def the_grant_was_decided(*, file: DecisionFile) -> Refusal | None:
    """A certification begins with the decision that grants it, and once."""
    if file.kind == DecisionKind.GRANT and file.state == DecisionState.GRANTED and file.certification_id is None:
        return None
    return Refusal(
        _("Certification was not granted by %(number)s, or was given already.") % {"number": file},
        mend=Mend(_("A decider decides on the file first."), act="certification.decision.grant"),
    )


@rule("R-34", clauses=EVERY_FIELD)
def the_version_says_what_a_certificate_states(*, file: DecisionFile) -> Refusal | None:
    """A certificate states scheme and date, scope, and a term: the scheme version has to say them."""
    version = file.version
    stated = {
        _("its scope"): version.scope_words.strip(),
        _("its date"): version.published_at or version.approved_at,
        _("the validity of certifications"): version.validity_months,
    }
    missing = [name for name, value in stated.items() if not value]
    if not missing:
        return None
    return Refusal(
        _("The scheme version %(version)s does not say %(missing)s.")
        % {"version": version, "missing": ", ".join(missing)},
        mend=Mend(_("The scheme manager completes it by a new version; then this can be granted.")),
    )


@rule("T-01", clauses=ENDS)
def the_term_is_over(*, certification: Certification) -> Refusal | None:
    """A certification expires after the last day of its term, not before."""
    if certification.expires_on < clock.today():
        return None
    return Refusal(
        _("The term of %(number)s lasts until %(day)s.")
        % {"number": certification, "day": _day(certification.expires_on)},
        mend=Mend(_("It expires by itself after that day.")),
    )


@rule("R-18", clauses=["2012:9.8.5", "2026:9.8"])
def a_hold_has_its_reason(*, reason: str) -> Refusal | None:
    """Whoever holds a certification up, or lifts that, says why."""
    if reason.strip():
        return None
    return Refusal(
        _("A hold is placed and lifted with a reason."), mend=Mend(_("Say in a sentence why.")), field="reason"
    )


def _day(day: date) -> str:
    return date_format(day, "j M Y")
