"""What the records of governance show that may threaten impartiality."""

from collections.abc import Iterator

from guildhall.governance.models import ThreatKind
from guildhall.governance.queries import body
from guildhall.kernel.signals import Hint, signal
from guildhall.kernel.words import gettext_noop


@signal(
    "governance.revenue_of_one_payer",
    title=gettext_noop("One payer brings much of the revenue"),
    threat=ThreatKind.FINANCIAL,
    clauses=["2012:4.3.5", "2012:4.3.6", "2026:4.3/risks"],
)
def revenue_of_one_payer() -> Iterator[Hint]:
    """A single payer who brought a quarter or more of the latest year's revenue could bend decisions by going away."""
    year = body.latest_year()
    for share in body.shares(year) if year else ():
        if share.is_concentrated:
            yield Hint(
                about=share.source.ref,
                words=gettext_noop("%(source)s brought %(share)s per cent of the revenue of %(year)s."),
                figures={
                    "source": share.source.number,
                    "share": str(share.per_cent),
                    "year": str(share.source.year.year),
                },
                value=float(share.per_cent),
                limit=float(body.CONCENTRATED),
                link=("governance:year", str(share.source.year_id)),
            )
