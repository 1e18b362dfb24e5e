"""What a reader asks of a list: words, filters, order, page; and the part of the list that answers.

Pages are bounded: the first 10,000 rows can be turned over, beyond that the list asks to be narrowed. So a page costs
one count and one read, however many rows there are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic
from urllib.parse import urlencode

from django.db.models import QuerySet

from guildhall.shell.columns import Column, Filter, M

MOST = 10_000
"""How many rows can be turned over and counted."""


@dataclass(frozen=True)
class Asked:
    """What an address asks of a list."""

    text: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    order: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str], columns: Sequence[Column[Any]], filters: Sequence[Filter[Any]]) -> "Asked":
        """What `query` asks; what the list does not know is not asked, nor a sign that no database takes."""
        query = {name: value.replace("\0", "") for name, value in query.items()}
        orders = {sign + column.order for column in columns if column.order for sign in ("", "-")}
        page = query.get("page", "1")
        return cls(
            text=query.get("q", "").strip()[:200],
            chosen={each.name: query[each.name] for each in filters if query.get(each.name)},
            order=query["order"] if query.get("order") in orders else "",
            page=max(int(page), 1) if page.isdecimal() and len(page) < 6 else 1,
        )

    def query(self, **other: object) -> str:
        """This, with some of it changed, as the query of an address."""
        everything = {**self.chosen, "q": self.text, "order": self.order, "page": self.page if self.page > 1 else ""}
        return urlencode({name: value for name, value in {**everything, **other}.items() if value})

    @property
    def is_narrowed(self) -> bool:
        """Whether less than everything is asked for."""
        return bool(self.text or self.chosen)


@dataclass(frozen=True)
class Slice(Generic[M]):
    """One page of the rows that answer; `total` is at most one more than can be turned over."""

    rows: Sequence[M]
    page: int
    pages: int
    total: int

    @property
    def is_beyond(self) -> bool:
        """Whether there is more than can be turned over."""
        return self.total > MOST


def cut(queryset: QuerySet[M], page: int, size: int) -> Slice[M]:
    """Page `page` of `queryset`; the last one where there are fewer."""
    total = queryset.order_by()[: MOST + 1].count()
    pages = max(-(-min(total, MOST) // size), 1)
    page = min(page, pages)
    return Slice(list(queryset[(page - 1) * size : page * size]), page, pages, total)


@dataclass(frozen=True)
class Head:
    """A column's head: its label, the address that sorts by it, and how it is sorted now."""

    label: str
    query: str
    sorted: str
    code: bool
    minor: bool = False


def heads(columns: Sequence[Column[M]], labels: Sequence[str], asked: Asked) -> list[Head]:
    """The heads of `columns`; a second click turns the order round."""
    return [_head(column, label, asked) for column, label in zip(columns, labels, strict=True)]


def _head(column: Column[M], label: str, asked: Asked) -> Head:
    if not column.order:
        return Head(label, "", "", column.code, column.minor)
    now = {column.order: "ascending", f"-{column.order}": "descending"}.get(asked.order, "")
    turned = f"-{column.order}" if now == "ascending" else column.order
    return Head(label, "?" + asked.query(order=turned, page=""), now, column.code, column.minor)
