"""Pages of employers: who is employed where, one's own, and each record."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.identity import persons
from guildhall.identity.permissions import holds
from guildhall.identity.roles import ELIGIBILITY_REVIEWER, OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import queries
from guildhall.personnel.acts import organisations
from guildhall.personnel.forms import ReasonForm
from guildhall.personnel.forms.courses import EmployerForm, EndedForm, OwnEmployerForm
from guildhall.personnel.lifecycles import EMPLOYMENT, EmploymentState
from guildhall.personnel.models import Employment
from guildhall.personnel.permissions import may_keep_trainings, may_void_trainings
from guildhall.personnel.readings import one_employment
from guildhall.shell.lists import Column, ListPage
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

TONES = {EmploymentState.RECORDED: Tone.OPEN, EmploymentState.VOID: Tone.CLOSED}


def status_of(employment: Employment) -> Status:
    """The state in a word; one that has ended says so."""
    if employment.state == EmploymentState.RECORDED and employment.until_on:
        return Status(_("Ended"), Tone.CLOSED)
    state = EmploymentState(employment.state)
    return Status(translated(EMPLOYMENT.words[state]), TONES[state])


def _with_names(rows: Sequence[Employment]) -> None:
    persons.opened(row.person for row in rows)


COLUMNS = (
    Column[Employment](
        gettext_noop("Number"), lambda row: row.number, lambda row: ("personnel:employment", row.pk), "number", True
    ),
    Column[Employment](gettext_noop("Employer"), lambda row: row.organisation.name),
    Column[Employment](gettext_noop("State"), status_of),
    Column[Employment](gettext_noop("Since"), lambda row: row.since_on, order="since_on"),
    Column[Employment](gettext_noop("Until"), lambda row: row.until_on, order="until_on"),
)

REGISTER = ListPage[Employment](
    name="personnel.employments",
    title=gettext_noop("Employers"),
    queryset=lambda request: queries.employments(),
    order="-number",
    columns=(*COLUMNS[:1], Column(gettext_noop("Person"), lambda row: row.person.name), *COLUMNS[1:]),
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(person__number__icontains=text),
    search_hint=gettext_noop("Number of an employment or a person"),
    before_showing=_with_names,
    empty=gettext_noop(
        "Here stands by whom applicants and others are employed. Whoever declared a tie to that employer handles no "
        "file of theirs."
    ),
    new=(organisations.record, ("personnel:employment-record",)),
)

MINE = ListPage[Employment](
    name="personnel.my-employments",
    title=gettext_noop("My employers"),
    queryset=lambda request: queries.employments_of(request.person.pk),
    order="-number",
    columns=COLUMNS,
    empty=gettext_noop("Here stands by whom you are employed beside your work here."),
    new=(organisations.record, ("personnel:employment-tell",)),
)


@page(area="desk", permission=holds(OPERATIONS, ELIGIBILITY_REVIEWER, QUALITY_MANAGER, TOP_MANAGEMENT))
def register(request: PageRequest) -> HttpResponseBase:
    """Who is employed where."""
    return REGISTER.response(request)


@page(area="desk", permission=SIGNED_IN)
def mine(request: PageRequest) -> HttpResponseBase:
    """By whom the person who asks is employed."""
    return MINE.response(request)


@page(area="desk", permission=may_keep_trainings)
def record_one(request: PageRequest) -> HttpResponseBase:
    """Record by whom somebody is employed, for the office."""
    form = EmployerForm(request.POST or None)
    return perform(request, organisations.record, form, then=lambda made: ("personnel:employment", made.pk))


@page(area="desk", permission=SIGNED_IN)
def tell(request: PageRequest) -> HttpResponseBase:
    """Say by whom one is employed oneself."""
    return perform(
        request,
        organisations.record,
        OwnEmployerForm(request.POST or None, record=request.person),
        record=request.person,
        then=lambda made: ("personnel:employment", made.pk),
        title=_("Say by whom you are employed"),
    )


@page(area="desk", permission=SIGNED_IN)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One employment, for whom it is about and who keeps it; every look is logged."""
    employment = one_employment(by=request.actor, employment=_employment(pk))
    known = {"employment": employment}
    return render_record(
        request,
        employment,
        kind=_("Employment"),
        title=employment.number,
        status=status_of(employment),
        facts=[
            Fact(_("Person"), employment.person.name, note=employment.person.number),
            Fact(_("Employer"), employment.organisation.name, note=employment.organisation.number),
            Fact(_("Since"), employment.since_on),
            Fact(_("Until"), employment.until_on),
            Fact(_("Told"), employment.told_at),
        ],
        offers=[
            Offer(organisations.end, ("personnel:employment-end", employment.pk), known, main=True),
            Offer(organisations.void, ("personnel:employment-void", employment.pk), known),
        ],
    )


@page(area="desk", permission=SIGNED_IN)
def end(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Say until when somebody was employed."""
    employment = one_employment(by=request.actor, employment=_employment(pk))
    form = EndedForm(request.POST or None, record=employment)
    return perform(request, organisations.end, form, record=employment, then=("personnel:employment", employment.pk))


@page(area="desk", permission=may_void_trainings)
def void(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Void an employer that was recorded in error."""
    employment = one_employment(by=request.actor, employment=_employment(pk))
    form = ReasonForm(request.POST or None, record=employment)
    return perform(request, organisations.void, form, record=employment, then=("personnel:employment", employment.pk))


def _employment(pk: UUID) -> Employment:
    return get_object_or_404(queries.employments(), pk=pk)
