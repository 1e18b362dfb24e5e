"""Who wrote a version: whoever began it, and everybody who wrote in it, as the ledger tells."""

from uuid import UUID

from guildhall.kernel import actors
from guildhall.ledger.models import Entry, Outcome
from guildhall.schemes.models import SchemeVersion

WORDS = ("begin", "copy", "describe", "regulate", "set-terms", "note-owner", "plan-transition", "rest-on", "leave-out")
PARTS = {
    "party": ("write", "strike"),
    "domain": ("derive", "write", "strike"),
    "competence": ("write", "strike"),
    "requirement": ("write", "strike"),
    "component": ("write", "strike"),
    "blueprint": ("compute", "adjust"),
}
"""What is done to the parts of a version, by noun."""

WRITING = [f"schemes.version.{verb}" for verb in WORDS]
WRITING += [f"schemes.{noun}.{verb}" for noun, verbs in PARTS.items() for verb in verbs]
"""The acts with which a version is written."""


def is_author(person_id: UUID | None, version: SchemeVersion) -> bool:
    """Whether somebody wrote in `version`: an author neither validates nor approves nor reviews it (R-11)."""
    if person_id is None:
        return False
    done = Entry.objects.filter(line=version.line, actor=str(actors.person(person_id)), outcome=Outcome.DONE)
    return person_id == version.authored_by_id or done.filter(act__in=WRITING).exists()
