"""What the body says in public is gone through, point by point."""

from guildhall.governance.models import InformationReview
from guildhall.governance.permissions.information import may_review_information
from guildhall.governance.rules.information import every_point_was_looked_at
from guildhall.identity.models import Person
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import create


@act(
    "governance.information.review",
    also_locks=["governance.information"],
    permission=may_review_information,
    rules=[every_point_was_looked_at],
    clauses=("2012:7.2.4", "2012:7.2.2", "2026:7.2"),
    sentence=gettext_noop("went through the public information: {subject}"),
    label=gettext_noop("Go through the public information"),
)
def review(*, by: Actor, points: dict[str, str], findings: str = "") -> InformationReview:
    """Record that what the body says in public was looked at, each point as it stands there today.

    `points` says of each whether it is right, wrong or not applicable; what is wrong has what is done about it.
    """
    return create(
        InformationReview,
        number=next_number("PI"),
        points=points,
        findings=findings.strip(),
        reviewed_by=Person.objects.get(pk=by.name),
    )
