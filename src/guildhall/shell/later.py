"""Parts of a record's page that are fetched when the page stands, so that what it was opened for is there at once.

Each part is a page of its own as well: who has no script, or lost the connection, follows its link.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.vary import vary_on_headers

from guildhall.ledger.records import Record
from guildhall.shell.records import Link, Related, followed, readable, said_of, url
from guildhall.shell.requests import PageRequest


@dataclass(frozen=True)
class Part:
    """What a part shows: lists, sections that are ready, and with its history what other rooms say of the record.

    `name` sets its headings apart from those of the other parts of the page.
    """

    name: str
    title: str
    related: Sequence[Related] = ()
    sections: Sequence[SafeString | str] = ()
    with_history: bool = False


@vary_on_headers("HX-Request")
def render_part(request: PageRequest, record: Record, part: Part, *, back: Link) -> HttpResponse:
    """The part alone where a page fetches it; otherwise a page of its own that leads back to the record."""
    said = said_of(record, request) if part.with_history else ()
    everything = {
        "record": record,
        "part": part,
        "title": f"{record} · {part.title}",
        "facts": [(fact, followed(request, fact.link)) for fact in said],
        "related": readable(request, part.related),
        "back": url(back),
    }
    return render(request, "shell/_part.html" if request.htmx else "shell/part.html", everything)
