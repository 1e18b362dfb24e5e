"""The desk's pages of the review: taking it up, judging, asking, deciding; and beginning one from paper."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.applications import queries
from guildhall.applications.acts import applications as application_acts
from guildhall.applications.acts import reviews as acts
from guildhall.applications.forms import (
    BeginForForm,
    FindForm,
    QuestionForm,
    ReasonForm,
    ReasonsForm,
    SafeguardForm,
    TakeOverForm,
    TakeUpForm,
)
from guildhall.applications.models import Application
from guildhall.applications.permissions import may_correct_rejections, may_safeguard
from guildhall.applications.readings import open_application
from guildhall.identity.models import Person
from guildhall.identity.permissions import holds
from guildhall.identity.roles import ELIGIBILITY_REVIEWER, OPERATIONS
from guildhall.ledger.acts import Act
from guildhall.schemes.models import Requirement
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.records import url
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform

reviews_somewhere = holds(ELIGIBILITY_REVIEWER)


def _do(
    request: PageRequest, act: "Act[..., Any]", form: type[ActForm], application: Application, **context: Any
) -> HttpResponse:
    """Do an act on an application, and go back to its page."""
    back = ("applications:application", application.pk)
    return perform(
        request,
        act,
        form(request.POST or None, record=application),
        record=application,
        then=back,
        template="applications/on_application.html",
        context={"application": application, "back": url(back), "kind": application.number, **context},
    )


def _read(request: PageRequest, pk: UUID) -> Application:
    """The application, for who may read it; the look is logged."""
    return open_application(by=request.actor, application=get_object_or_404(queries.applications(), pk=pk))


@page(area="desk", permission=reviews_somewhere)
def take_up(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take up a review, and declare on conflicts."""
    return _do(request, acts.take_up, TakeUpForm, _read(request, pk), declares=True)


@page(area="desk", permission=reviews_somewhere)
def take_over(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take a review over from somebody else."""
    return _do(request, acts.take_over, TakeOverForm, _read(request, pk), declares=True)


@page(area="desk", permission=reviews_somewhere)
def find(request: PageRequest, pk: UUID, requirement: UUID) -> HttpResponseBase:
    """Judge one requirement; from the page of the application, and back to the next one there."""
    application = _read(request, pk)
    asked = get_object_or_404(Requirement, pk=requirement, version_id=application.version_id)
    handed_in = list(queries.evidence_of(application).filter(requirement=asked))
    form = FindForm(request.POST or None, record=application)
    if not asked.fresh_months:
        del form.fields["dated_on"]
    return perform(
        request,
        acts.find,
        form,
        record=application,
        arguments=lambda typed: {**typed, "requirement": asked},
        then=lambda found: _next(application, asked),
        title=asked.words,
        template="applications/find.html",
        context={
            "application": application,
            "requirement": asked,
            "evidence": handed_in,
            "kind": f"{application.number} · {asked.code}",
            "back": url(("applications:application", application.pk)),
            "button": _("Save the finding"),
        },
    )


def _next(application: Application, judged: Requirement) -> str:
    """The place on the application's page where the next requirement without a result stands."""
    results = queries.results_of(application)
    asked = queries.requirements(application)
    following = asked[[each.pk for each in asked].index(judged.pk) :]
    waiting = next((each for each in following if each.pk not in results), judged)
    return f"{url(('applications:application', application.pk))}#requirement-{waiting.code}"


@page(area="desk", permission=reviews_somewhere)
def ask(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Ask the applicant for what is missing."""
    return _do(request, acts.ask, QuestionForm, _read(request, pk))


@page(area="desk", permission=reviews_somewhere)
def admit(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Admit the applicant to assessment."""
    consequence = _("The applicant becomes a candidate under this version of the scheme, and is told so at once.")
    return _do(request, acts.admit, ActForm, _read(request, pk), consequence=consequence)


@page(area="desk", permission=reviews_somewhere)
def reject(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Reject the application, with reasons."""
    consequence = _("The applicant is told at once, with these reasons and with the way to appeal.")
    return _do(request, acts.reject, ReasonsForm, _read(request, pk), consequence=consequence, harm=True)


@page(area="desk", permission=may_correct_rejections)
def reopen(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Open the review of a rejected application again."""
    return _do(request, acts.reopen, ReasonForm, _read(request, pk))


@page(area="desk", permission=may_safeguard)
def safeguard(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Record how impartiality is kept with an applicant of the body's own personnel."""
    return _do(request, acts.safeguard, SafeguardForm, _read(request, pk))


@page(area="desk", permission=holds(OPERATIONS))
def begin_for(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Begin the application of somebody without an account, from paper."""
    person = get_object_or_404(Person, pk=pk)
    return perform(
        request,
        application_acts.begin,
        BeginForForm(request.POST or None, initial={"language": person.language}),
        record=person,
        then=lambda made: ("applications:for-checklist", made.pk),
        title=_("Begin an application on paper"),
        context={"kind": person.number, "button": _("Begin the application")},
    )
