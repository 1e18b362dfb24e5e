"""What others may read of declarations on conflicts in single matters."""

from django.db.models import QuerySet

from guildhall.ledger.records import Record, find
from guildhall.personnel.lifecycles import ClearanceState
from guildhall.personnel.models import Clearance


def record_called(ref: str) -> Record | None:
    """The record that a reference names; None where it names none or cannot be read."""
    try:
        return find(ref)
    except (LookupError, ValueError):
        return None


def clearances() -> QuerySet[Clearance]:
    """What everybody declared on conflicts in single matters, the latest first."""
    return Clearance.objects.select_related("person").order_by("-declared_at")


def conflicts_unjudged() -> QuerySet[Clearance]:
    """Conflicts in single matters that nobody has judged yet, the oldest first."""
    waiting = Clearance.objects.filter(state=ClearanceState.CONFLICT)
    return waiting.select_related("person").order_by("named_at")
