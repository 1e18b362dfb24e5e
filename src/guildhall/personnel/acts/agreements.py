"""How far raters agree is computed where ratings are kept, and recorded here beside their authorisation."""

from datetime import date
from decimal import Decimal

from guildhall.identity.models import Person, Scope
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.personnel.models import Agreement


@act(
    "personnel.agreement.record",
    about=("person", "scope"),
    permission=NOBODY,
    machines=["agreement"],
    clauses=("2012:6.2.2.2", "2012:9.3.1", "2026:6.2"),
    sentence=gettext_noop("recorded how far somebody's ratings agree with those of others"),
)
def record(
    *,
    by: Actor,
    person: Person,
    role: str,
    scope: Scope,
    twice: int,
    same: int,
    since_on: date,
    until_on: date,
    kappa: Decimal | None = None,
    kappa_low: Decimal | None = None,
    icc: Decimal | None = None,
    leniency: Decimal | None = None,
) -> Agreement:
    """Record how far an examiner's ratings agree with those of others on the same attempts, as of today.

    The room that keeps the ratings computes it; earlier figures stay in the history.
    """
    figures = {
        "twice": twice,
        "same": same,
        "kappa": kappa,
        "kappa_low": kappa_low,
        "icc": icc,
        "leniency": leniency,
        "since_on": since_on,
        "until_on": until_on,
        "computed_at": clock.now(),
    }
    work = {"person": person, "role": role, "scope": scope}
    earlier = Agreement.objects.filter(**work).select_related("person").first()
    return change(earlier, **figures) if earlier else create(Agreement, **work, **figures)
