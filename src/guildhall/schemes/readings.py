"""What is read only by who may, and leaves a trace: who sits on a panel, and what qualifies them."""

from django.db.models import Count

from guildhall.identity.persons import opened
from guildhall.kernel.actors import Actor
from guildhall.ledger.readings import reading
from guildhall.schemes.models import JobAnalysis, PanelMember
from guildhall.schemes.permissions import knows_the_panel


@reading("schemes.panel.read", about="analysis", permission=knows_the_panel)
def panel_of(*, by: Actor, analysis: JobAnalysis) -> list[PanelMember]:
    """The members of a panel, past ones among them, with their qualification and how many tasks each has `rated`."""
    counted = analysis.panel.annotate(rated=Count("ratings")).select_related("person", "analysis__scheme")
    members: list[PanelMember] = list(counted.order_by("joined_at"))
    list(opened(member.person for member in members))
    return members
