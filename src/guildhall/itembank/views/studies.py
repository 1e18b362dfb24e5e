"""The items that one study measured and of which nobody has looked at the numbers: one by one, or many at once."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guildhall.itembank import queries
from guildhall.itembank.acts import statistics
from guildhall.itembank.models import ItemStatistic, ItemVersion
from guildhall.itembank.permissions import studies_items
from guildhall.itembank.queries import looking
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.models import Study
from guildhall.shell.lists import Column, ListPage, OnSelection
from guildhall.shell.pages import page
from guildhall.shell.records import Status, Tone
from guildhall.shell.requests import PageRequest

REMARK = forms.CharField(
    label=gettext_lazy("Comment"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=500
)


def _measured(rows: Sequence[ItemVersion]) -> None:
    """The newest statistics of all rows, in one query."""
    found = queries.latest_statistics(row.pk for row in rows)
    for row in rows:
        row.measured = found[row.pk]  # type: ignore[attr-defined]  # for this page only


def _of(row: ItemVersion) -> ItemStatistic:
    found: ItemStatistic = row.measured  # type: ignore[attr-defined]  # `_measured` brought it
    return found


def _rounded(value: float | None) -> Decimal | None:
    """A measured number with two digits; as a number, so that a table that is taken out can be reckoned with."""
    return None if value is None else Decimal(f"{value:.2f}")


def _flags(row: ItemVersion) -> Status | str:
    """Whether the study asks to look at an item, so that nobody passes over it among the others."""
    return Status(_("flagged by the study"), Tone.SOON) if _of(row).flags else ""


COLUMNS: tuple[Column[ItemVersion], ...] = (
    Column(gettext_noop("Number"), str, lambda row: ("itembank:version-look", row.pk), "item__number", True),
    Column(gettext_noop("Domain"), lambda row: row.item.domain_code, order="item__domain_code", code=True),
    Column(gettext_noop("Answers"), lambda row: _of(row).n),
    Column(gettext_noop("Difficulty"), lambda row: _rounded(_of(row).p)),
    Column(gettext_noop("Discrimination"), lambda row: _rounded(_of(row).r)),
    Column(gettext_noop("Flags"), _flags),
)


@page(area="desk", permission=studies_items)
def register(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """What a study found of items in use, until somebody has looked at it; an item opens with its key and numbers."""
    study = get_object_or_404(Study.objects.defer("results"), pk=pk)
    return _unseen(study).response(request)


def _unseen(study: Study) -> ListPage[ItemVersion]:
    return ListPage(
        name="itembank.study-statistics",
        title=_("Statistics of items by study %(number)s") % {"number": study.number},
        note=gettext_noop("Open what stands out. Of the others, select those that stay in use as they are."),
        queryset=lambda request: looking.statistics_of(study, request.person.id),
        order="item__number",
        columns=COLUMNS,
        on_selection=[
            OnSelection(statistics.look, fields={"comment": REMARK}, label=gettext_noop("Looked at, keep in use"))
        ],
        before_showing=_measured,
        empty=gettext_noop("Somebody has looked at everything that this study found of items in use."),
    )
