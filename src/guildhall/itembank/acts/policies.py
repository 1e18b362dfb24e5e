"""Who manages a scheme says how its bank is kept."""

from guildhall.identity.models import Person
from guildhall.itembank.models import BankPolicy
from guildhall.itembank.permissions import may_set_policy
from guildhall.itembank.rules.policies import a_span_has_its_limit, numbers_make_sense, the_policy_has_a_reason
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import create
from guildhall.schemes.models import Scheme


@act(
    "itembank.policy.set",
    about="scheme",
    permission=may_set_policy,
    rules=[numbers_make_sense, a_span_has_its_limit, the_policy_has_a_reason],
    clauses=["2012:9.2.4", "2012:9.3.1", "2012:7.4.2", "2026:9.3", "2026:7.4"],
    label=gettext_noop("Set the policy of the bank"),
    sentence=gettext_noop("set how the bank of {subject} is kept: {reason}"),
)
def set_policy(
    *,
    by: Actor,
    scheme: Scheme,
    reason: str,
    reviewers: int = 1,
    fairness_apart: bool = False,
    pilots: bool = False,
    pilot_least: int = 50,
    rest_after: int = 0,
    rest_within: int = 0,
    rest_months: int = 12,
) -> BankPolicy:
    """Say from now on how many review an item, whether it is tried in a pilot, and when it rests.

    What is under way is judged by the policy of the day on which it goes on.
    """
    return create(
        BankPolicy,
        scheme=scheme,
        reviewers=reviewers,
        fairness_apart=fairness_apart,
        pilots=pilots,
        pilot_least=pilot_least,
        rest_after=rest_after,
        rest_within=rest_within,
        rest_months=rest_months,
        reason=reason,
        set_by=Person.objects.get(pk=by.name),
        set_at=clock.now(),
    )
