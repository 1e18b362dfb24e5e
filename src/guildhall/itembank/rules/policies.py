"""What the policy of a bank must say."""

from django.utils.translation import gettext as _

from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

KEPT = ("2012:9.2.4", "2012:7.4.2", "2026:9.3", "2026:7.4")


@rule("bank-policy", kind=Kind.OURS, clauses=KEPT)
def numbers_make_sense(*, reviewers: int, pilot_least: int, rest_months: int) -> Refusal | None:
    """One or two people review an item; a pilot asks for answers, and a rest lasts."""
    fits = {"reviewers": reviewers in (1, 2), "pilot_least": pilot_least >= 1, "rest_months": rest_months >= 1}
    wrong = next((name for name, holds in fits.items() if not holds), "")
    if not wrong:
        return None
    return Refusal(
        _("One or two review an item; a pilot needs at least one answer, and a rest lasts at least a month."),
        mend=Mend(_("Correct the number.")),
        field=wrong,
    )


@rule("bank-policy", kind=Kind.OURS, clauses=KEPT)
def a_span_has_its_limit(*, rest_after: int, rest_within: int) -> Refusal | None:
    """Months within which candidates are counted belong to a number of candidates after which an item rests."""
    if rest_within == 0 or rest_after > 0:
        return None
    return Refusal(
        _("Within how many months candidates are counted means nothing without how many of them may see an item."),
        mend=Mend(_("Say after how many candidates an item rests, or leave the months at 0.")),
        field="rest_after",
    )


@rule("bank-policy", kind=Kind.OURS, clauses=KEPT)
def the_policy_has_a_reason(*, reason: str) -> Refusal | None:
    """Whoever changes how the bank is kept says why."""
    if reason.strip():
        return None
    return Refusal(
        _("Without a reason nobody could judge later why the bank is kept like this."),
        mend=Mend(_("Say in a sentence why.")),
        field="reason",
    )
