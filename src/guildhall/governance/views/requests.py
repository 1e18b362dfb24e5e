"""Pages of requests under the law: taken in, assessed, told to the person, answered."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.governance.acts import disclosures
from guildhall.governance.forms.information import SCANS, RequestForm, UpholdForm, WhatForm
from guildhall.governance.lifecycles.information import LEGAL_REQUEST, RequestState
from guildhall.governance.models import LegalRequest
from guildhall.governance.permissions.information import may_disclose, may_see_disclosures, may_take_in_requests
from guildhall.governance.queries import information as queries
from guildhall.governance.readings.information import letter_of, one_request
from guildhall.identity import persons
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.personnel.forms import ReasonForm
from guildhall.shell.downloads import download
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated
from guildhall.vault.files import receive

TONES = {
    RequestState.RECEIVED: Tone.SOON,
    RequestState.FOUNDED: Tone.SOON,
    RequestState.TOLD: Tone.SOON,
    RequestState.RELEASED: Tone.HOLDS,
    RequestState.REJECTED: Tone.CLOSED,
}
MOVES: dict[str, tuple[Act[..., Any], type[ActForm]]] = {
    "uphold": (disclosures.uphold, UpholdForm),
    "reject": (disclosures.reject, ReasonForm),
    "tell": (disclosures.tell, ActForm),
    "release": (disclosures.release, WhatForm),
}
"""What the data protection officer does with a request: the act, and the form that asks what it needs."""

STEPS = {
    RequestState.RECEIVED: ("uphold", "reject"),
    RequestState.FOUNDED: ("tell", "release"),
    RequestState.TOLD: ("release",),
}


def status_of(request: LegalRequest) -> Status:
    """The state of a request in a word; one that is overdue is marked so."""
    state = RequestState(request.state)
    overdue = request.due_on is not None and request.due_on < clock.today() and state in queries.OPEN_REQUESTS
    return Status(translated(LEGAL_REQUEST.words[state]), Tone.FAILS if overdue else TONES[state])


def _with_names(rows: Sequence[LegalRequest]) -> None:
    persons.opened(row.person for row in rows)


REGISTER = ListPage[LegalRequest](
    name="governance.requests",
    title=gettext_noop("Requests under the law"),
    queryset=lambda request: queries.requests().exclude(person_id=request.person.pk),
    order="-number",
    columns=[
        Column(
            gettext_noop("Number"), lambda row: row.number, lambda row: ("governance:request", row.pk), "number", True
        ),
        Column(gettext_noop("Person"), lambda row: row.person.name),
        Column(gettext_noop("State"), status_of),
        Column(gettext_noop("Received"), lambda row: row.received_on, order="received_on"),
        Column(gettext_noop("To be answered by"), lambda row: row.due_on, order="due_on"),
    ],
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            list(LEGAL_REQUEST.words.items()),
            lambda rows, state: rows.filter(state=state),
        )
    ],
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(person__number__icontains=text),
    search_hint=gettext_noop("Number of a request or a person"),
    before_showing=_with_names,
    empty=gettext_noop(
        "Here stand requests by authorities and courts for something about a person. Whoever receives one takes it in; "
        "the data protection officer says whether the law obliges the body, and the person is told before a release."
    ),
    new=(disclosures.receive, ("governance:request-receive",)),
)


@page(area="desk", permission=may_take_in_requests | may_see_disclosures)
def register(request: PageRequest) -> HttpResponseBase:
    """All requests under the law, but for those about oneself."""
    return REGISTER.response(request)


@page(area="desk", permission=may_take_in_requests | may_see_disclosures)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One request; every look is logged."""
    found = one_request(by=request.actor, request=_request(pk))
    known = {"request": found}
    return render_record(
        request,
        found,
        kind=_("Request under the law"),
        title=found.number,
        status=status_of(found),
        facts=_facts(found),
        offers=[
            Offer(MOVES[verb][0], (f"governance:request-{verb}", found.pk), known, main=not place)
            for place, verb in enumerate(STEPS.get(RequestState(found.state), ()))
        ],
    )


def _facts(found: LegalRequest) -> list[Fact]:
    return [
        Fact(_("Person"), found.person.name, note=found.person.number),
        Fact(_("Who asks"), found.authority),
        Fact(_("On which law"), found.ground),
        Fact(_("For what"), found.what),
        Fact(_("Received"), found.received_on),
        Fact(_("To be answered by"), found.due_on),
        *([Fact(_("Letter"), _("File"), link=("governance:request-letter", found.pk))] if found.letter else []),
        *([Fact(_("Assessed"), found.assessed_at, note=found.reasons)] if found.assessed_at else []),
        *([Fact(_("The person is not told, by"), found.silence)] if found.silence else []),
        *([Fact(_("The person was told"), found.told_at)] if found.told_at else []),
    ]


@page(area="desk", permission=may_take_in_requests)
def receive_one(request: PageRequest) -> HttpResponseBase:
    """Take in a request under the law."""
    form = RequestForm(request.POST or None, request.FILES or None)

    def arguments(typed: dict[str, Any]) -> dict[str, Any]:
        paper, person = typed["letter"], typed["person"]
        return {**typed, "letter": receive(paper, key_id=person.key_id, allowed=SCANS) if paper else None}

    return perform(
        request, disclosures.receive, form, arguments=arguments, then=lambda made: ("governance:request", made.pk)
    )


@page(area="desk", permission=may_disclose)
def move(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Assess a request, tell the person, or release what it asks for."""
    found = one_request(by=request.actor, request=_request(pk))
    act, form = MOVES[verb]
    return perform(
        request,
        act,
        form(request.POST or None, record=found),
        record=found,
        then=("governance:request", found.pk),
        context={"kind": found.number, "lead": found.what},
    )


@page(area="desk", permission=may_take_in_requests | may_see_disclosures)
def letter(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The letter of an authority or court; every look is logged."""
    file = letter_of(by=request.actor, request=_request(pk))
    if file is None:
        raise Http404
    return download(request, file)


def _request(pk: UUID) -> LegalRequest:
    return get_object_or_404(queries.requests(), pk=pk)
