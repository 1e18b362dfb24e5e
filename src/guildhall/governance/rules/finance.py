"""What holds of financial years and of the sources of revenue in them."""

from decimal import Decimal

from django.utils.translation import gettext as _

from guildhall.governance.lifecycles.body import YearState
from guildhall.governance.models import FinancialYear, RevenueSource, ThreatKind
from guildhall.governance.models.finance import SourceKind
from guildhall.governance.queries import body, impartiality
from guildhall.governance.rules.body import LIABLE, blank
from guildhall.kernel import clock
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

MONEY = ("2012:4.3.5", "2012:4.4", "2026:4.4")
FIRST_YEAR = 2000


@rule("year-sensible", kind=Kind.OURS, clauses=LIABLE)
def the_year_has_begun(*, year: int) -> Refusal | None:
    """Money is recorded of years that have begun."""
    if FIRST_YEAR <= year <= clock.today().year:
        return None
    return Refusal(
        _("This year has not begun, or lies too far back."),
        mend=Mend(_("Give the year of the accounts.")),
        field="year",
    )


@rule("year-open", kind=Kind.OURS, clauses=MONEY)
def the_year_waits_for_its_review(*, year: FinancialYear) -> Refusal | None:
    """What was reviewed is not written to any more."""
    return _closed(year)


@rule("year-open", kind=Kind.OURS, clauses=MONEY)
def the_year_of_the_source_is_open(*, source: RevenueSource) -> Refusal | None:
    """What was reviewed is not written to any more."""
    return _closed(source.year)


def _closed(year: FinancialYear) -> Refusal | None:
    if year.state == YearState.OPEN:
        return None
    return Refusal(
        _("The money of this year was reviewed, so its sources stand."),
        mend=Mend(_("Correct the year first; it is reviewed again afterwards."), act="governance.year.reopen"),
    )


@rule("source-told", kind=Kind.OURS, clauses=MONEY)
def a_source_is_told(*, name: str, kind: str, amount: Decimal) -> Refusal | None:
    """A source has a name, is of a kind that is known, and brought something."""
    if kind not in SourceKind.values:
        return Refusal(_("This kind of source is not known."), mend=Mend(_("Choose one of the list.")), field="kind")
    if amount <= 0:
        return Refusal(
            _("A source that brought nothing is no source of revenue."),
            mend=Mend(_("Give the amount that it brought in the year.")),
            field="amount",
        )
    return blank(name=name)


@rule("source-stands", kind=Kind.OURS, clauses=MONEY)
def the_source_stands(*, source: RevenueSource) -> Refusal | None:
    """What was taken out is taken out once."""
    if source.removed_at is None:
        return None
    return Refusal(_("This source was taken out already."), mend=Mend(_("Nothing needs to be done.")))


@rule("year-reviewed", kind=Kind.STATED, clauses=MONEY)
def the_year_has_sources(*, year: FinancialYear) -> Refusal | None:
    """Nobody can judge the money of a year of which no source is recorded."""
    if body.sources(year).exists():
        return None
    return Refusal(
        _("No source of revenue is recorded for this year."),
        mend=Mend(_("Record where the money came from first."), act="governance.revenue-source.record"),
    )


@rule("year-reviewed", kind=Kind.STATED, clauses=MONEY)
def the_conclusion_is_told(*, conclusion: str) -> Refusal | None:
    """A review says whether the money lasts, and what follows where it does not."""
    return blank(conclusion=conclusion)


@rule("year-concentration", kind=Kind.ACCREDITATION, clauses=MONEY)
def concentration_is_a_threat(*, year: FinancialYear) -> Refusal | None:
    """Where one payer brings a quarter or more, the register knows a financial threat before the year is reviewed."""
    large = [each for each in body.shares(year) if each.is_concentrated]
    if not large or impartiality.of_kind(ThreatKind.FINANCIAL).exists():
        return None
    return Refusal(
        _("%(source)s brought %(share)s per cent of the revenue, and no financial threat to impartiality is analysed.")
        % {"source": large[0].source.number, "share": large[0].per_cent},
        mend=Mend(
            _("Name and analyse the threat first."),
            act="governance.threat.identify",
            link=("governance:threat-identify",),
        ),
    )
