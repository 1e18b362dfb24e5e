"""What a list is made of: columns, filters, and acts that can be done on what is selected."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django import forms
from django.db.models import QuerySet

from guildhall.ledger.acts import Act
from guildhall.ledger.records import Record
from guildhall.shell.records import Link, Status, followed
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated

M = TypeVar("M", bound=Record)


@dataclass(frozen=True)
class Column(Generic[M]):
    """One column: its label, what it shows of a row (text, date, moment or `Status`), where that leads.

    `order` names the database column by which the list can be sorted; without it the column cannot sort. `code` marks
    numbers and codes that never break; a `minor` column gives way to the others where a screen is not wide.
    """

    label: str
    value: Callable[[M], Any]
    link: Callable[[M], Link] | None = None
    order: str = ""
    code: bool = False
    exported: bool = True
    minor: bool = False


@dataclass(frozen=True)
class Filter(Generic[M]):
    """One way to narrow a list: `choices` are value and label, `narrow` takes the queryset and the chosen value."""

    name: str
    label: str
    choices: Callable[[PageRequest], Sequence[tuple[str, str]]] | Sequence[tuple[str, str]]
    narrow: Callable[[QuerySet[M], str], QuerySet[M]]

    def offered(self, request: PageRequest) -> list[tuple[str, str]]:
        """The choices for whoever asks, in their language."""
        choices = self.choices(request) if callable(self.choices) else self.choices
        return [(value, translated(label)) for value, label in choices]


@dataclass(frozen=True)
class OnSelection(Generic[M]):
    """An act that can be done on what is selected, row by row: a loop of acts with a report.

    `arguments` gives the act's other arguments for a row; `fields` are form fields that the person fills once for all.
    """

    act: "Act[..., Any]"
    arguments: Callable[[M], Mapping[str, Any]] = lambda row: {}
    fields: Mapping[str, forms.Field] = field(default_factory=dict)
    label: str = ""

    @property
    def name(self) -> str:
        return self.act.name

    @property
    def words(self) -> str:
        """What the button says."""
        return translated(self.label or self.act.label)


@dataclass(frozen=True)
class Cell:
    """One value of a row, ready for the page."""

    label: str
    value: Any
    url: str
    code: bool
    minor: bool = False

    @property
    def is_status(self) -> bool:
        return isinstance(self.value, Status)


def cell(column: Column[M], row: M, request: PageRequest) -> Cell:
    """What `column` shows of `row`; whoever would be turned away at its page sees it without the link."""
    link = followed(request, column.link(row)) if column.link else ""
    return Cell(translated(column.label), column.value(row), link, column.code, column.minor)
