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

A page costs the same number of queries for one row as for a hundred thousand.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from guildhall.ledger.acts import Act
from guildhall.shell import exports, refusals, saved, selections
from guildhall.shell.columns import Cell, Column, Filter, M, OnSelection, cell
from guildhall.shell.listing import MOST, Asked, cut, heads
from guildhall.shell.records import Link, url
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated

__all__ = ["Cell", "Column", "Filter", "ListPage", "OnSelection"]

CHUNK = 2000
"""Rows whose names are fetched at once for a file."""


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
        asked = Asked.of(request.GET.dict(), self.columns, self.filters)
        if request.method == "POST":
            return self._posted(request, asked)
        if (kind := request.GET.get("export")) in {"csv", "xlsx"}:
            return self._export(request, asked, kind)
        return render(request, template, {**self._shown(request, asked), **(context or {})})

    def _posted(self, request: PageRequest, asked: Asked) -> HttpResponse:
        if request.POST.get("act") in {"save-view", "discard-view"}:
            return saved.respond(request, self.name, asked)
        return selections.respond(request, self.on_selection, self.queryset(request), translated(self.title))

    def _narrowed(self, request: PageRequest, asked: Asked) -> QuerySet[M]:
        rows = self.queryset(request)
        for each in self.filters:
            if value := asked.chosen.get(each.name):
                rows = each.narrow(rows, value)
        if asked.text and self.search:
            rows = self.search(rows, asked.text)
        return rows.order_by(*filter(None, [asked.order or self.order, "-id" if asked.order else ""]))

    def _shown(self, request: PageRequest, asked: Asked) -> dict[str, Any]:
        part = cut(self._narrowed(request, asked), asked.page, self.page_size)
        if self.before_showing:
            self.before_showing(part.rows)
        return {
            "title": translated(self.title),
            "list": self,
            "can_search": self.search is not None,
            "note": translated(self.note),
            "empty": translated(self.empty),
            "search_hint": translated(self.search_hint),
            "heads": heads(self.columns, [translated(column.label) for column in self.columns], asked),
            "rows": [(row, [cell(column, row, request) for column in self.columns]) for row in part.rows],
            "part": part,
            "most": MOST,
            "asked": asked,
            "filters": [self._offered(each, request, asked) for each in self.filters],
            "views": saved.views(request, self.name, asked),
            "query": asked.query(page=""),
            "before": asked.query(page=part.page - 1) if part.page > 1 else "",
            "after": asked.query(page=part.page + 1) if part.page < part.pages else "",
            **self._new(request),
        }

    def _offered(self, each: Filter[M], request: PageRequest, asked: Asked) -> tuple[Any, ...]:
        return each, translated(each.label), each.offered(request), asked.chosen.get(each.name, "")

    def _new(self, request: PageRequest) -> dict[str, Any]:
        if self.new is None:
            return {}
        act, link = self.new
        refusal = act.refusal(by=request.actor)
        shown = refusals.shown(refusal, act=act) if refusal else None
        return {"new_label": translated(act.label), "new_url": url(link), "new_refusal": shown}

    def _export(self, request: PageRequest, asked: Asked, kind: str) -> HttpResponse:
        rows = self._narrowed(request, asked)
        exports.refuse_too_large(rows.order_by()[: exports.LARGEST + 1].count())
        exports.take_out(by=request.actor, exported=exports.Exported(self.name))
        columns = [column for column in self.columns if column.exported]
        labels = [translated(column.label) for column in columns]
        return exports.answer(kind, self.name, labels, self._lines(rows, columns))

    def _lines(self, rows: QuerySet[M], columns: Sequence[Column[M]]) -> list[list[Any]]:
        lines: list[list[Any]] = []
        waiting = rows.iterator(CHUNK)
        while chunk := list(islice(waiting, CHUNK)):
            if self.before_showing:
                self.before_showing(chunk)
            lines += [[column.value(row) for column in columns] for row in chunk]
        return lines
