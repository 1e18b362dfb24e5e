"""What a judgement must not break."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.translation import gettext as _

from guildhall.conformity import catalogue, checks, discovery
from guildhall.conformity.checks import Check
from guildhall.conformity.models import ControlRun, Verdict
from guildhall.kernel import clock
from guildhall.kernel.declarations import ControlState
from guildhall.kernel.periods import Period
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


def asked(clause: str) -> list[Check]:
    """The checks of a clause that a person is to judge today."""
    if not catalogue.exists(clause):
        return []
    found = checks.of(catalogue.clause(clause))
    names = {name for each in found for name in each.controls}
    latest = ControlRun.objects.filter(is_latest=True, control__in=names)
    states = dict(latest.values_list("control", "state"))
    return [each for each in found if each.is_asked(states)]


@rule("judgement-answers", kind=Kind.OURS)
def every_question_is_answered(*, clause: str, verdict: str, answers: Mapping[str, str]) -> Refusal | None:
    """Where no control tells, each question of the clause is answered with what was seen; or it does not apply."""
    if verdict == Verdict.NOT_APPLICABLE:
        return None
    questions = [each.judge for each in asked(clause)]
    silent = next((each for each in questions if len(answers.get(each, "").split()) < 2), None)
    if silent is None:
        return None
    return Refusal(
        _("A question of this clause is not answered, and no control answers it: %s") % silent,
        mend=Mend(_("Look at it, and say in a sentence what you found.")),
        field=f"answer_{questions.index(silent)}",
    )


@rule("judgement-interval", kind=Kind.OURS)
def judgement_is_given_anew_in_time(*, clause: str, until_on: date) -> Refusal | None:
    """What only a person can tell of a clause is looked at as often as its questions say."""
    months = min((each.months for each in asked(clause)), default=0)
    last = Period(months=months).after(clock.today()) if months else until_on
    if until_on <= last:
        return None
    return Refusal(
        _("This clause is to be judged anew after %(months)d months, and the day is later.") % {"months": months},
        mend=Mend(_("Choose an earlier day.")),
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
