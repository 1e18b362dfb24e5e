"""What is read only by who may, and leaves a trace: who sits on a panel, what a study came to, its frozen data."""

from typing import Any

from django.db.models import Count

from guildhall.identity.persons import opened
from guildhall.kernel.actors import Actor
from guildhall.ledger.readings import reading
from guildhall.schemes.models import JobAnalysis, PanelMember, Study
from guildhall.schemes.permissions import knows_the_panel
from guildhall.schemes.permissions.studies import has_the_data, reads_the_results
from guildhall.vault.models import StoredFile


@reading("schemes.panel.read", about="analysis", permission=knows_the_panel)
def panel_of(*, by: Actor, analysis: JobAnalysis) -> list[PanelMember]:
    """The members of a panel, past ones among them, with their qualification and how many tasks each has `rated`."""
    counted = analysis.panel.annotate(rated=Count("ratings")).select_related("person", "analysis__scheme")
    members: list[PanelMember] = list(counted.order_by("joined_at"))
    list(opened(member.person for member in members))
    return members


@reading("schemes.study.read", about="study", permission=reads_the_results)
def results_of(*, by: Actor, study: Study) -> dict[str, Any]:
    """What a study came to, keys and options among it; empty while it is being computed."""
    found: dict[str, Any] = study.results or {}
    return found


@reading("schemes.study.data", about="study", permission=has_the_data)
def data_of(*, by: Actor, study: Study) -> StoredFile:
    """The frozen data of a study: answers and scores by the numbers of attempts, as they were hashed."""
    return study.data
