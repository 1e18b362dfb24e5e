"""Pages on which the words and numbers of a draft are written."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from guildhall.ledger.acts import Act
from guildhall.schemes import elements
from guildhall.schemes.acts import domains, drafts
from guildhall.schemes.forms.versions import (
    DescribeForm,
    LeaveOutForm,
    OwnerForm,
    RegulateForm,
    RestForm,
    TermsForm,
    TransitionForm,
)
from guildhall.schemes.models import SchemeVersion
from guildhall.schemes.permissions import may_develop_schemes
from guildhall.schemes.views.versions import done, one_version
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated

WORDS: dict[str, tuple[Act[..., SchemeVersion], type[ActForm]]] = {
    "describe": (drafts.describe, DescribeForm),
    "regulate": (drafts.regulate, RegulateForm),
    "terms": (drafts.set_terms, TermsForm),
    "owner": (drafts.note_owner, OwnerForm),
    "transition": (drafts.plan_transition, TransitionForm),
}
"""Each page on which texts are written: the act, and the form whose fields are called as the version's."""


@page(area="desk", permission=may_develop_schemes)
def write(request: PageRequest, pk: UUID, section: str) -> HttpResponse:
    """Write one section of a draft."""
    version = one_version(pk)
    act, form = WORDS[section]
    told = {name: getattr(version, name) for name in form.base_fields if hasattr(version, name) and name != "revision"}
    return done(request, act, form(request.POST or None, record=version, initial=told), version, at=section)


@page(area="desk", permission=may_develop_schemes)
def leave_out(request: PageRequest, pk: UUID, element: str) -> HttpResponse:
    """Answer that an element does not apply."""
    version = one_version(pk)
    if element not in {each.code for each in elements.ELEMENTS if each.optional}:
        raise Http404
    title = _("Not applicable: %(element)s") % {"element": translated(elements.element(element).title)}
    form = LeaveOutForm(
        request.POST or None, record=version, initial={"reason": version.not_applicable.get(element, "")}
    )
    return done(request, drafts.leave_out, form, version, arguments=_with(element=element), title=title)


def _with(**more: Any) -> Any:
    return lambda typed: {**typed, **more}


@page(area="desk", permission=may_develop_schemes)
def rest(request: PageRequest, pk: UUID) -> HttpResponse:
    """Choose the job analysis on which a version rests."""
    version = one_version(pk)
    form = RestForm(request.POST or None, record=version, version=version, initial={"analysis": version.analysis_id})
    return done(request, drafts.rest_on, form, version, at="analysis")


@page(area="desk", permission=may_develop_schemes)
def derive(request: PageRequest, pk: UUID) -> HttpResponse:
    """Take domains and weights from the job analysis."""
    version = one_version(pk)
    form = ActForm(request.POST or None, record=version)
    return done(request, domains.derive, form, version, arguments={}, at="weights")
