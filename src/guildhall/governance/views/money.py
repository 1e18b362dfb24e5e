"""The page of a financial year: its sources as a picture and as records, and what top management concluded."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.governance import pictures
from guildhall.governance.acts import finance
from guildhall.governance.forms.body import SourceForm, WhyForm, YearReviewForm
from guildhall.governance.lifecycles.body import YearState
from guildhall.governance.models import FinancialYear, RevenueSource
from guildhall.governance.permissions.body import may_read_of_the_body
from guildhall.governance.queries import body
from guildhall.governance.views.entity import year_status
from guildhall.ledger.acts import Act
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform

MOVES: dict[str, tuple[Act[..., Any], type[ActForm]]] = {
    "source": (finance.record, SourceForm),
    "review": (finance.review, YearReviewForm),
    "reopen": (finance.reopen, WhyForm),
}
"""What is done with a financial year."""


@page(area="desk", permission=may_read_of_the_body)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """A financial year: who brought how much of its money."""
    year = get_object_or_404(FinancialYear.objects.select_related("reviewed_by"), pk=pk)
    shares = body.shares(year)
    return render_record(
        request,
        year,
        kind=_("Money of the year %(year)d") % {"year": year.year},
        title=year.number,
        status=year_status(year),
        facts=_facts(year, shares),
        offers=_offers(year),
        related=[_sources(year, shares)],
        template="governance/year.html",
        context={"picture": pictures.revenue(shares)},
    )


def _facts(year: FinancialYear, shares: list[body.Share]) -> list[Fact]:
    total = sum(each.source.amount for each in shares)
    facts = [Fact(_("Revenue"), f"{total:,.2f} {year.currency}"), Fact(_("Sources"), len(shares))]
    if year.reviewed_by is None:
        return facts
    enough = Status(_("enough"), Tone.HOLDS) if year.is_enough else Status(_("not enough"), Tone.FAILS)
    return [
        *facts,
        Fact(_("To run certification"), "", status=enough),
        Fact(_("Conclusion"), year.conclusion),
        Fact(_("Reviewed"), year.reviewed_at, note=year.reviewed_by.name),
    ]


def _offers(year: FinancialYear) -> list[Offer]:
    verbs = ("review", "source") if year.state == YearState.OPEN else ("reopen",)
    return [
        Offer(MOVES[verb][0], (f"governance:year-{verb}", year.pk), {"year": year}, main=verb == "source")
        for verb in verbs
    ]


def _sources(year: FinancialYear, shares: list[body.Share]) -> Related:
    is_open = year.state == YearState.OPEN
    rows = [
        Row(
            f"{each.source.number} {each.source.name}",
            f"{each.source.get_kind_display()}, {each.source.amount:,.2f} {year.currency}",
            ("governance:source-remove", each.source.pk) if is_open else (),
            Status(f"{each.per_cent} %", Tone.FAILS if each.is_concentrated else Tone.CLOSED),
        )
        for each in shares
    ]
    empty = _("Record each source: who paid, for what, and whether it is a single payer.")
    return Related(_("Sources of revenue"), rows, empty, note=_("A source leads to where it is taken out.") * is_open)


@page(area="desk", permission=may_read_of_the_body)
def move(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Record a source, review the year, or open it again."""
    year = get_object_or_404(FinancialYear, pk=pk)
    act, form = MOVES[verb]
    shown = form(request.POST or None, record=year)
    return perform(request, act, shown, record=year, then=("governance:year", pk))


@page(area="desk", permission=may_read_of_the_body)
def remove(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take out a source that was recorded wrongly."""
    source = get_object_or_404(RevenueSource.objects.select_related("year"), pk=pk)
    return perform(
        request,
        finance.remove,
        ActForm(request.POST or None, record=source),
        record=source,
        arguments={},
        then=("governance:year", source.year_id),
        context={"consequence": _("%(number)s does not count any more.") % {"number": source.number}},
    )
