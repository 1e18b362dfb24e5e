"""A version with everything in it, for pages and for rules that ask about the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from guildhall.schemes import queries
from guildhall.schemes.models import (
    BlueprintRow,
    Competence,
    CompetenceTask,
    Component,
    Domain,
    InterestedParty,
    JobAnalysis,
    Requirement,
    SchemeVersion,
)


@dataclass(frozen=True)
class Contents:
    """A version with its parts, each fetched when it is first looked at and then kept."""

    version: SchemeVersion

    @cached_property
    def analysis(self) -> JobAnalysis | None:
        return self.version.analysis

    @cached_property
    def parties(self) -> Sequence[InterestedParty]:
        return list(self.version.parties.order_by("name"))

    @cached_property
    def domains(self) -> Sequence[Domain]:
        return list(self.version.domains.order_by("position", "code"))

    @cached_property
    def competences(self) -> Sequence[Competence]:
        return list(self.version.competences.select_related("domain").order_by("domain__position", "code"))

    @cached_property
    def requirements(self) -> Sequence[Requirement]:
        return list(self.version.requirements.select_related("competence").order_by("position", "code"))

    @cached_property
    def components(self) -> Sequence[Component]:
        return list(self.version.components.order_by("position", "code"))

    @cached_property
    def blueprints(self) -> Sequence[BlueprintRow]:
        rows = BlueprintRow.objects.filter(component__version=self.version).select_related("domain", "component")
        return list(rows.order_by("component__position", "domain__position"))

    @cached_property
    def sources(self) -> Sequence[CompetenceTask]:
        linked = CompetenceTask.objects.filter(competence__version=self.version).select_related("task")
        return list(linked.order_by("task__position"))

    @cached_property
    def replaced(self) -> SchemeVersion | None:
        """The version in effect that this one would replace."""
        found = queries.in_effect(self.version.scheme)
        return found if found and found.pk != self.version.pk else None

    def blueprint(self, component: Component) -> list[BlueprintRow]:
        return [row for row in self.blueprints if row.component_id == component.pk]

    def tasks_of(self, competence: Competence) -> list[CompetenceTask]:
        return [source for source in self.sources if source.competence_id == competence.pk]
