"""The one pattern for a record's page: number and status, what can be done now and why not, facts, related, history."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from guildhall.kernel import identifiers
from guildhall.kernel.refusals import Refusal
from guildhall.ledger.acts import Act
from guildhall.ledger.records import Record
from guildhall.shell import refusals
from guildhall.shell.navigation import may_follow
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated

Link = tuple[object, ...]
"""A route's name and its arguments."""


class Tone(StrEnum):
    """What a state means, in colour and sign; the word always stands beside it."""

    HOLDS = "holds"
    FAILS = "fails"
    SOON = "soon"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Status:
    """A record's state in a word, with what it means."""

    word: str
    tone: Tone = Tone.OPEN


@dataclass(frozen=True)
class Fact:
    """One line of what is recorded. `value` is text, a date or a moment; nothing is shown as a dash.

    `note` says what the reader should know of the value; `link` leads to the record behind it.
    """

    label: str
    value: Any
    link: Link = ()
    note: str = ""
    status: Status | None = None


@dataclass(frozen=True)
class Offer:
    """Something that can be done with the record: an act and the page that does it.

    `known` are the act's arguments as far as the page knows them, without `by`; where they foretell a refusal, the
    offer is shown greyed with its reason one click away.
    """

    act: "Act[..., Any]"
    link: Link
    known: Mapping[str, Any] = field(default_factory=dict)
    label: str = ""
    main: bool = False


@dataclass(frozen=True)
class Row:
    """A related record in one line."""

    what: str
    why: str = ""
    link: Link = ()
    status: Status | None = None

    @property
    def url(self) -> str:
        return url(self.link)


@dataclass(frozen=True)
class Related:
    """Records that belong to this one; `empty` says what will be here and how it comes here."""

    title: str
    rows: Sequence[Row] = ()
    empty: str = ""
    note: str = ""


@dataclass(frozen=True)
class Later:
    """The place of a part that is fetched when the page stands: what will be there, and where it is fetched.

    `beside` is the narrow column.
    """

    title: str
    link: Link
    beside: bool = False

    @property
    def url(self) -> str:
        return url(self.link)


@dataclass(frozen=True)
class ShownOffer:
    """An offer, ready for the page."""

    label: str
    url: str
    main: bool
    refusal: refusals.Shown | None


Said = Callable[[Record, PageRequest], Iterable[Fact]]
_said_of_every: list[Said] = []


def said_of_every_record(say: Said) -> Said:
    """Declare facts that stand on the page of every record, whatever its room; asked for each page, so it is cheap."""
    _said_of_every.append(say)
    return say


def render_record(
    request: PageRequest,
    record: Record,
    *,
    kind: str,
    title: str,
    status: Status | None,
    facts: Sequence[Fact],
    offers: Sequence[Offer],
    related: Sequence[Related] = (),
    later: Sequence[Later] = (),
    template: str = "shell/record.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page of `record`. `kind` stands small above, `title` is its number; the history comes from the ledger.

    Where parts come `later`, the history and what other rooms say come with one of them (`guildhall.shell.later`).
    """
    shown = [_shown(offer, request) for offer in offers]
    everything = {
        "record": record,
        "kind": kind,
        "title": title,
        "title_is_number": identifiers.is_number(title),
        "status": status,
        "facts": [
            (fact, followed(request, fact.link)) for fact in (*facts, *(() if later else said_of(record, request)))
        ],
        "offers": shown,
        "related": readable(request, related),
        "later": later,
        **(context or {}),
    }
    return render(request, template, everything)


def said_of(record: Record, request: PageRequest) -> Iterable[Fact]:
    """What other rooms say of the record, to those who work here or assess it."""
    inside = request.area in {"desk", "assessor"}
    return (fact for say in _said_of_every for fact in say(record, request)) if inside else ()


def followed(request: PageRequest, link: Link) -> str:
    """The address of a link for whoever may open it; nothing for who would be turned away there."""
    return url(link) if may_follow(request, link) else ""


def readable(request: PageRequest, related: Sequence[Related]) -> list[Related]:
    """Related records as whoever asks sees them: what they may not open stands there without its link."""
    return [
        replace(group, rows=[row if may_follow(request, row.link) else replace(row, link=()) for row in group.rows])
        for group in related
    ]


def url(link: Link) -> str:
    """The address of a route and its arguments; nothing for none."""
    return reverse(str(link[0]), args=link[1:]) if link else ""


def _shown(offer: Offer, request: PageRequest) -> ShownOffer:
    refusal: Refusal | None = offer.act.refusal(by=request.actor, **offer.known)
    return ShownOffer(
        label=offer.label or translated(offer.act.label),
        url=url(offer.link),
        main=offer.main,
        refusal=refusals.shown(refusal, act=offer.act) if refusal else None,
    )
