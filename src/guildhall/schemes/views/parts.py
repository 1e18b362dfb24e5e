"""Pages on which the parts of a draft are written and struck."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from guildhall.ledger.acts import Act
from guildhall.schemes import queries
from guildhall.schemes.acts import competences, components, domains, parties, requirements
from guildhall.schemes.forms.parts import (
    AdjustForm,
    CompetenceForm,
    ComponentForm,
    ComputeForm,
    DomainForm,
    OfVersionForm,
    PartyForm,
    RequirementForm,
)
from guildhall.schemes.models import Component, OfVersion, SchemeVersion
from guildhall.schemes.permissions import may_develop_schemes
from guildhall.schemes.views.versions import done, one_version
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest


@dataclass(frozen=True)
class Noun:
    """A kind of part: its acts, its form, how the form begins with a part that is there, and its place on the page."""

    write: "Act[..., Any]"
    strike: "Act[..., Any]"
    form: type[OfVersionForm]
    place: str
    parts: Callable[[SchemeVersion], Any]
    more: Callable[[Any], dict[str, Any]] = lambda part: {}

    def begun(self, part: OfVersion) -> dict[str, Any]:
        """What the form shows of a part that is there."""
        told = {name: getattr(part, name) for name in self.form.base_fields if hasattr(part, name)}
        return {**told, **self.more(part), "seen": part.revision}


def _competence(part: Any) -> dict[str, Any]:
    numbers = list(part.sources.values_list("task__number", flat=True))
    return {"domain": part.domain.code, "tasks": numbers}


def _requirement(part: Any) -> dict[str, Any]:
    return {"competence": part.competence.code if part.competence else ""}


NOUNS = {
    "party": Noun(parties.write, parties.strike, PartyForm, "parties", lambda version: version.parties),
    "domain": Noun(domains.write, domains.strike, DomainForm, "weights", lambda version: version.domains),
    "competence": Noun(
        competences.write,
        competences.strike,
        CompetenceForm,
        "competence",
        lambda version: version.competences.select_related("domain"),
        _competence,
    ),
    "requirement": Noun(
        requirements.write,
        requirements.strike,
        RequirementForm,
        "prerequisites",
        lambda version: version.requirements.select_related("competence"),
        _requirement,
    ),
    "component": Noun(
        components.write, components.strike, ComponentForm, "initial", lambda version: version.components
    ),
}
"""The kinds of parts, by the word in their address."""


@page(area="desk", permission=may_develop_schemes)
def add(request: PageRequest, pk: UUID, noun: str) -> HttpResponse:
    """Write a new part."""
    version = one_version(pk)
    kind = NOUNS[noun]
    return _written(request, kind, version, kind.form(request.POST or None, record=version, version=version))


@page(area="desk", permission=may_develop_schemes)
def edit(request: PageRequest, pk: UUID, part: UUID, noun: str) -> HttpResponse:
    """Change a part that is there."""
    version = one_version(pk)
    kind = NOUNS[noun]
    there = kind.begun(_part(kind, version, part))
    form = kind.form(request.POST or None, record=version, version=version, initial=there)
    return _written(request, kind, version, form)


def _written(request: PageRequest, kind: Noun, version: SchemeVersion, form: OfVersionForm) -> HttpResponse:
    def arguments(typed: dict[str, Any]) -> dict[str, Any]:
        return {**typed, "tasks": tuple(typed["tasks"])} if "tasks" in typed else typed

    shown = {"attributions": queries.attributions(version.analysis) if "tasks" in form.fields else []}
    return done(
        request,
        kind.write,
        form,
        version,
        arguments=arguments,
        at=kind.place,
        template="schemes/write_part.html",
        context=shown,
    )


@page(area="desk", permission=may_develop_schemes)
def strike(request: PageRequest, pk: UUID, part: UUID, noun: str) -> HttpResponse:
    """Take a part out of a draft."""
    version = one_version(pk)
    kind = NOUNS[noun]
    there = _part(kind, version, part)
    called = {kind.form.called: getattr(there, kind.form.called)}
    title = _("Strike %(part)s") % {"part": there}
    form = ActForm(request.POST or None, record=version)
    return done(request, kind.strike, form, version, arguments=called, at=kind.place, title=title)


def _part(kind: Noun, version: SchemeVersion, pk: UUID) -> Any:
    found = kind.parts(version).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@page(area="desk", permission=may_develop_schemes)
def compute(request: PageRequest, pk: UUID, part: UUID) -> HttpResponse:
    """Compute the blueprint of a component from the weights of the domains that it examines."""
    version = one_version(pk)
    component: Component = _part(NOUNS["component"], version, part)
    chosen = list(component.blueprint.values_list("domain__code", flat=True))
    chosen = chosen or list(version.domains.values_list("code", flat=True))
    form = ComputeForm(request.POST or None, record=version, version=version, initial={"domains": chosen})

    def arguments(typed: dict[str, Any]) -> dict[str, Any]:
        return {"component": component.code, "domains": tuple(typed["domains"])}

    title = _("Compute the blueprint of %(component)s") % {"component": component}
    return done(request, components.compute, form, version, arguments=arguments, at="initial", title=title)


@page(area="desk", permission=may_develop_schemes)
def adjust(request: PageRequest, pk: UUID, part: UUID) -> HttpResponse:
    """Give the items of a component to domains by hand, with a reason."""
    version = one_version(pk)
    component: Component = _part(NOUNS["component"], version, part)
    form = AdjustForm(
        request.POST or None, record=version, component=component, initial={"reason": component.blueprint_reason}
    )

    def arguments(typed: dict[str, Any]) -> dict[str, Any]:
        return {"component": component.code, "items": form.items_given, "reason": typed["reason"]}

    title = _("Adjust the blueprint of %(component)s") % {"component": component}
    return done(request, components.adjust, form, version, arguments=arguments, at="initial", title=title)
