"""The one pattern for a list: search, filters, saved views, export, pages, and acts on what is selected.

A room declares its list once and answers with it::

    DECLARATIONS = ListPage(
        name="personnel.declarations",
        title=gettext_noop("Declarations"),
        queryset=lambda request: Declaration.objects.select_related("person"),
        columns=[Column(gettext_noop("Number"), lambda row: row.number, link=lambda row: ("personnel:text", row.pk))],
    )

    @page(area="desk", permission=holds(QUALITY_MANAGER))
    def declarations(request: PageRequest) -> HttpResponse:
        return DECLARATIONS.response(request)
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from guildhall.ledger.acts import Act
from guildhall.ledger.records import Record
from guildhall.shell.records import Link, Status, url
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated

M = TypeVar("M", bound=Record)


@dataclass(frozen=True)
class Column(Generic[M]):
    """One column: its label, what it shows of a row (text, date, moment or `Status`), where that leads.

    `order` names the database column by which the list can be sorted; without it the column cannot sort. `code` marks
    numbers and codes that never break.
    """

    label: str
    value: Callable[[M], Any]
    link: Callable[[M], Link] | None = None
    order: str = ""
    code: bool = False
    exported: bool = True


@dataclass(frozen=True)
class Filter(Generic[M]):
    """One way to narrow a list: `choices` are value and label, `narrow` takes the queryset and the chosen value."""

    name: str
    label: str
    choices: Callable[[PageRequest], Sequence[tuple[str, str]]] | Sequence[tuple[str, str]]
    narrow: Callable[[QuerySet[M], str], QuerySet[M]]


@dataclass(frozen=True)
class OnSelection(Generic[M]):
    """An act that can be done on what is selected, row by row: a loop of acts with a report.

    `arguments` gives the act's other arguments for a row; `fields` are form fields that the person fills once for all.
    """

    act: "Act[..., Any]"
    arguments: Callable[[M], Mapping[str, Any]] = lambda row: {}
    fields: Mapping[str, Any] = field(default_factory=dict)
    label: str = ""


@dataclass(frozen=True)
class ListPage(Generic[M]):
    """A list of records. `name` is ``room.noun`` and identifies its saved views; `empty` teaches whoever sees no rows.

    `search` narrows the queryset to what a person typed. `before_showing` gets the rows of a page and fetches in a few
    queries what its columns need (names, keys), so that the number of queries does not depend on the number of rows.
    """

    name: str
    title: str
    queryset: Callable[[PageRequest], QuerySet[M]]
    columns: Sequence[Column[M]]
    filters: Sequence[Filter[M]] = ()
    search: Callable[[QuerySet[M], str], QuerySet[M]] | None = None
    search_hint: str = ""
    order: str = "-id"
    on_selection: Sequence[OnSelection[M]] = ()
    before_showing: Callable[[Sequence[M]], None] | None = None
    empty: str = ""
    note: str = ""
    new: tuple["Act[..., Any]", Link] | None = None
    page_size: int = 50

    def response(
        self, request: PageRequest, *, template: str = "shell/list.html", context: Mapping[str, Any] | None = None
    ) -> HttpResponse:
        """The list as the request asks for it: a page, an export, or the report of an act on a selection."""
        rows = list(self.queryset(request).order_by(self.order)[: self.page_size])
        if self.before_showing:
            self.before_showing(rows)
        everything = {
            "title": translated(self.title),
            "list": self,
            "heads": [translated(column.label) for column in self.columns],
            "rows": [[_cell(column, row) for column in self.columns] for row in rows],
            **(context or {}),
        }
        return render(request, template, everything)


@dataclass(frozen=True)
class Cell:
    """One value of a row, ready for the page."""

    label: str
    value: Any
    url: str
    code: bool

    @property
    def is_status(self) -> bool:
        return isinstance(self.value, Status)


def _cell(column: Column[M], row: M) -> Cell:
    link = url(column.link(row)) if column.link else ""
    return Cell(translated(column.label), column.value(row), link, column.code)
