"""What a judgement must not break."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from guildhall.conformity import catalogue, discovery
from guildhall.conformity.models import ControlRun, Verdict
from guildhall.kernel import clock
from guildhall.kernel.declarations import ControlState
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

LONGEST = timedelta(days=366)
"""How long a judgement can count before somebody looks again."""


@rule("judgement-clause", kind=Kind.OURS)
def clause_can_be_judged(*, clause: str) -> Refusal | None:
    """Only a clause that asks something is judged; headings and annexes are not."""
    if catalogue.exists(clause) and catalogue.clause(clause).asks:
        return None
    return Refusal(
        _("%s is no clause that asks something of the body.") % clause,
        mend=Mend(_("Choose one of the clauses below the heading."), link=("conformity:matrix",)),
    )


@rule("judgement-verdict", kind=Kind.OURS)
def verdict_is_known(*, verdict: str) -> Refusal | None:
    """A clause holds, does not hold, or does not apply."""
    if verdict in Verdict.values:
        return None
    return Refusal(_("“%s” is no judgement.") % verdict, mend=Mend(_("Choose one of the three.")), field="verdict")


@rule("judgement-reason", kind=Kind.OURS)
def reason_is_given(*, reason: str) -> Refusal | None:
    """Whoever judges says why, so that the next person can follow it."""
    if len(reason.split()) >= 3:
        return None
    return Refusal(
        _("The reason is missing: nobody could follow this later."),
        mend=Mend(_("Say in a sentence what you looked at and what you conclude from it.")),
        field="reason",
    )


@rule("judgement-ends", kind=Kind.OURS)
def judgement_ends_within_a_year(*, until_on: date) -> Refusal | None:
    """A judgement ends, and within a year, so that somebody looks again."""
    if clock.today() < until_on <= clock.today() + LONGEST:
        return None
    return Refusal(
        _("A judgement counts from today for at most a year, so that somebody looks again."),
        mend=Mend(_("Choose a day between tomorrow and a year from today.")),
        field="until_on",
    )


@rule("judgement-finding", kind=Kind.OURS)
def finding_is_not_overruled(*, clause: str, verdict: str) -> Refusal | None:
    """What a control found is mended, not judged away."""
    if verdict == Verdict.DOES_NOT_HOLD or not catalogue.exists(clause):
        return None
    names = [each.declared.name for each in discovery.controls_for(catalogue.clause(clause))]
    against = ControlRun.objects.filter(control__in=names, is_latest=True, state=ControlState.DOES_NOT_HOLD).first()
    if against is None:
        return None
    return Refusal(
        _("A control finds that this clause does not hold: %s") % against.findings[0]["sentence"],
        mend=Mend(
            _("Mend what the control names. Then it answers that the clause holds."), link=("conformity:clause", clause)
        ),
        field="verdict",
    )
