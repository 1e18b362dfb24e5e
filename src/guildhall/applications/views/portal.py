"""The portal's pages about applying: what one can apply for, and one's own applications."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from guildhall.applications import queries
from guildhall.applications.acts import applications
from guildhall.applications.forms import LanguageForm
from guildhall.applications.models import Application
from guildhall.applications.rules.applications import UNDECIDED
from guildhall.applications.views.sections import steps_of
from guildhall.applications.views.words import status_of
from guildhall.schemes.queries import open_to_applicants
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform


@page(area="portal", permission=SIGNED_IN)
def mine(request: PageRequest) -> HttpResponse:
    """One's own applications, each with what is to be done next."""
    own = [(each, status_of(each), steps_of(each)) for each in queries.of_person(request.person.id)]
    return render(request, "applications/mine.html", {"title": _("Your applications"), "applications": own})


@page(area="portal", permission=SIGNED_IN)
def apply(request: PageRequest) -> HttpResponse:
    """The schemes that are open to applicants; where an application is open already, the way to it."""
    own = Application.objects.filter(person=request.person, state__in=UNDECIDED).select_related("version")
    open_ones = {each.version.scheme_id: each for each in own}
    schemes = [(version, open_ones.get(version.scheme_id)) for version in open_to_applicants()]
    return render(request, "applications/apply.html", {"title": _("Apply for certification"), "schemes": schemes})


@page(area="portal", permission=SIGNED_IN)
def begin(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Begin an application under one version."""
    version = get_object_or_404(open_to_applicants(), pk=pk)
    form = LanguageForm(
        request.POST or None, languages=version.languages, initial={"language": request.person.language}
    )
    return perform(
        request,
        applications.begin,
        form,
        record=request.person,
        arguments=lambda typed: {**typed, "version": version},
        then=lambda made: ("applications:my-checklist", made.pk),
        title=_("Apply: %(scheme)s") % {"scheme": version.title},
        template="applications/begin.html",
        context={"version": version, "button": _("Begin the application")},
    )
