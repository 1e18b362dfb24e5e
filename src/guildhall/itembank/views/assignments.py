"""Items that writers are asked for: the list with its progress, each assignment, and every step."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.identity.models import Person
from guildhall.identity.persons import names
from guildhall.itembank import queries
from guildhall.itembank.acts import assignments
from guildhall.itembank.forms import ReasonForm
from guildhall.itembank.forms.finding import AssignForm, CountForm, ProlongForm
from guildhall.itembank.lifecycles import ASSIGNMENT, AssignmentState
from guildhall.itembank.models import Assignment, Level
from guildhall.itembank.permissions import manages_items, works_on_items, writes_items
from guildhall.itembank.queries import assignments as asked
from guildhall.itembank.queries.assignments import Progress
from guildhall.itembank.queries.register import latest_versions
from guildhall.itembank.wording import status_of
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.schemes.models import Scheme
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

TONES = {
    AssignmentState.OPEN: Tone.OPEN,
    AssignmentState.DONE: Tone.HOLDS,
    AssignmentState.WITHDRAWN: Tone.CLOSED,
}
ACTS: dict[str, tuple["Act[..., Any]", type[ActForm]]] = {
    "count": (assignments.count_in, CountForm),
    "conclude": (assignments.conclude, ActForm),
    "prolong": (assignments.prolong, ProlongForm),
    "withdraw": (assignments.withdraw, ReasonForm),
}


def status(found: Assignment) -> Status:
    """The state of an assignment in a word; late where its day has passed."""
    if found.is_late:
        return Status(_("Overdue"), Tone.FAILS)
    state = AssignmentState(found.state)
    return Status(translated(ASSIGNMENT.words[state]), TONES[state])


def level(found: Assignment) -> str:
    """The level that is asked for, in a word."""
    return str(Level(found.level).label) if found.level else _("any")


def told(progress: Progress) -> str:
    """How far an assignment is, in words."""
    words = _("%(written)d of %(asked)d written, %(submitted)d submitted")
    return words % {"written": progress.written, "asked": progress.asked, "submitted": progress.submitted}


def _beside(rows: Sequence[Assignment]) -> None:
    called, far = names(row.writer_id for row in rows), asked.progress(rows)
    for row in rows:
        row.beside = (called[row.writer_id], told(far[row.pk]))  # type: ignore[attr-defined]  # for this page only


REGISTER = ListPage[Assignment](
    name="itembank.assignments",
    title=gettext_noop("Assignments to writers"),
    queryset=lambda request: asked.assignments_seen_by(request.person.id),
    order="-number",
    columns=[
        Column(gettext_noop("Number"), str, lambda row: ("itembank:assignment", row.pk), "number", True),
        Column(gettext_noop("State"), status),
        Column(gettext_noop("Writer"), lambda row: row.beside[0]),  # type: ignore[attr-defined]
        Column(gettext_noop("Scheme"), lambda row: row.scheme.code, code=True),
        Column(gettext_noop("Domain"), lambda row: row.domain_code, code=True),
        Column(gettext_noop("Level"), level),
        Column(gettext_noop("Progress"), lambda row: row.beside[1]),  # type: ignore[attr-defined]
        Column(gettext_noop("Until"), lambda row: row.due_on, order="due_on"),
    ],
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            [(str(state), word) for state, word in ASSIGNMENT.words.items()],
            lambda rows, state: rows.filter(state=state),
        )
    ],
    search=lambda rows, text: rows.filter(number__icontains=text),
    search_hint=gettext_noop("Number"),
    before_showing=_beside,
    empty=gettext_noop(
        "Nobody is asked for items. Who manages the examinations of a scheme asks on the page of its bank's health."
    ),
)


@page(area="desk", permission=works_on_items)
def register(request: PageRequest) -> HttpResponseBase:
    """What somebody is asked to write, and what writers of the schemes are asked for that they manage."""
    return REGISTER.response(request)


@page(area="desk", permission=works_on_items)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One assignment: what is asked for, how far it is, and the items that count for it."""
    found = assignment_of(request, pk)
    progress = asked.progress_of(found)
    return render_record(
        request,
        found,
        kind=_("Items asked for in %(scheme)s") % {"scheme": found.scheme.code},
        title=found.number,
        status=status(found),
        facts=_facts(found, progress),
        offers=_offers(found, progress),
        related=[_items(request, found)],
        template="itembank/assignment.html",
        context={"progress": progress},
    )


def _facts(found: Assignment, progress: Progress) -> list[Fact]:
    domain = next((each for each in queries.domains(found.scheme) if each.code == found.domain_code), None)
    return [
        Fact(_("Writer"), found.writer.name, note=found.writer.number),
        Fact(_("Domain"), str(domain or found.domain_code)),
        Fact(_("Cognitive level"), level(found)),
        Fact(_("Items"), found.count, note=told(progress)),
        Fact(_("In use"), progress.in_use),
        Fact(_("Until"), found.due_on),
        Fact(_("What is wanted"), found.wish),
        Fact(_("Asked"), found.given_at, note=found.given_by.name),
        Fact(_("Ended"), found.ended_at, note=found.end_reason),
    ]


def _offers(found: Assignment, progress: Progress) -> list[Offer]:
    if found.state != AssignmentState.OPEN:
        return []
    first = "count" if progress.to_write else "conclude"
    return [
        Offer(act, (f"itembank:assignment-{verb}", found.pk), {"assignment": found}, main=verb == first)
        for verb, (act, _form) in ACTS.items()
    ]


def _items(request: PageRequest, found: Assignment) -> Related:
    """The items that count for it, each in its latest version, with a way there for who may open it."""
    latest = latest_versions(each.item_id for each in asked.written_for(found))
    mine = queries.visible_to(request.person.id).filter(pk__in=[each.pk for each in latest])
    readable = set(mine.values_list("pk", flat=True))
    rows = [
        Row(str(each), "", ("itembank:version", each.pk) if each.pk in readable else (), status_of(each))
        for each in latest
    ]
    return Related(_("Items that count for it"), rows, empty=_("None yet. Items count as their writer writes them."))


@page(area="desk", permission=manages_items)
def give(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Ask a writer for items of a scheme."""
    scheme = get_object_or_404(Scheme.objects.select_related("scope"), pk=pk)
    writers = asked.writers(scheme)
    people = {each.number: each for each in writers}
    form = AssignForm(
        request.POST or None,
        writers=writers,
        called=names(each.pk for each in writers),
        domains=queries.domains(scheme),
    )
    return perform(
        request,
        assignments.give,
        form,
        arguments=lambda typed: {**typed, "writer": _one_of(people, typed), "scheme": scheme},
        then=lambda made: ("itembank:assignment", made.pk),
        context={"kind": scheme.name},
    )


def _one_of(people: Mapping[str, Person], typed: Mapping[str, Any]) -> Person:
    return people[typed["writer"]]


@page(area="desk", permission=writes_items)
def move(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Count an item for an assignment, conclude it, give more time, or withdraw it."""
    found = assignment_of(request, pk)
    act, form = ACTS[verb]
    return perform(
        request,
        act,
        form(request.POST or None, record=found),
        record=found,
        then=("itembank:assignment", found.pk),
        context={"kind": found.number, "harm": verb == "withdraw"},
    )


def assignment_of(request: PageRequest, pk: UUID) -> Assignment:
    """The assignment of that identifier, for its writer and who manages its scheme."""
    return get_object_or_404(asked.assignments_seen_by(request.person.id).select_related("ended_by"), pk=pk)
