"""Roles are given and ended; the work of somebody who is away is handed over."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from guildhall.identity.acts import absences, grants
from guildhall.identity.models import Absence, Grant, Person
from guildhall.identity.permissions import holds
from guildhall.identity.roles import ADMINISTRATOR, OPERATIONS, TOP_MANAGEMENT
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.web.account.forms import AbsenceForm
from guildhall.web.people.forms import ReasonForm, RoleForm

OFFICE = holds(OPERATIONS, TOP_MANAGEMENT, ADMINISTRATOR)


@page(area="desk", permission=OFFICE)
def give(request: PageRequest, pk: UUID) -> HttpResponse:
    """Give a role."""
    person = get_object_or_404(Person, pk=pk)
    form = RoleForm(request.POST or None, record=person)
    return perform(request, grants.give, form, record=person, then=("web:person", person.pk))


@page(area="desk", permission=OFFICE)
def end(request: PageRequest, pk: UUID) -> HttpResponse:
    """End a role."""
    grant = get_object_or_404(Grant.objects.select_related("person", "scope"), pk=pk)
    form = ReasonForm(request.POST or None, record=grant)
    return perform(request, grants.end, form, record=grant, then=("web:person", grant.person_id))


@page(area="desk", permission=OFFICE)
def away(request: PageRequest, pk: UUID) -> HttpResponse:
    """Hand over the open work of somebody who is away."""
    person = get_object_or_404(Person, pk=pk)
    form = AbsenceForm(request.POST or None, person=person, record=person)
    return perform(request, absences.declare, form, record=person, then=_home(person))


@page(area="desk", permission=OFFICE)
def back(request: PageRequest, pk: UUID) -> HttpResponse:
    """Somebody is back."""
    absence = get_object_or_404(Absence.objects.select_related("person"), pk=pk)
    form = ActForm(request.POST or None, record=absence)
    return perform(request, absences.end, form, record=absence, then=_home(absence.person))


def _home(person: Person) -> tuple[Any, ...]:
    return ("web:person", person.pk)
