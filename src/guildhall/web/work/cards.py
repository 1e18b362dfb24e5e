"""What stands beside the queue: the state of the body in a few figures that lead to their records."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from guildhall.conformity import summaries
from guildhall.conformity.matrix import Standing
from guildhall.kernel.clauses import EDITIONS
from guildhall.shell.navigation import may_open
from guildhall.shell.records import Status, Tone
from guildhall.shell.requests import PageRequest


@dataclass(frozen=True)
class ConformityCard:
    """How the clauses of the edition in force stand, up to which ledger entry."""

    edition: str
    states: tuple[Status, ...]
    position: int | None
    at: datetime | None


def conformity(request: PageRequest) -> ConformityCard | None:
    """The card for who may open the matrix; None for everybody else."""
    if not may_open(request, "conformity:matrix"):
        return None
    return standing(EDITIONS[0])


def standing(edition: str) -> ConformityCard:
    """How the clauses of an edition stand."""
    found = summaries.now(edition)
    words = {
        Standing.HOLDS: (_("%(count)s hold"), Tone.HOLDS),
        Standing.DOES_NOT_HOLD: (_("%(count)s do not"), Tone.FAILS),
        Standing.NEEDS_JUDGEMENT: (_("%(count)s need judgement"), Tone.OPEN),
        Standing.NO_CONTROL: (_("%(count)s without a control yet"), Tone.CLOSED),
    }
    counted = ((found.counts.get(str(each), 0), *said) for each, said in words.items())
    states = tuple(Status(sentence % {"count": count}, tone) for count, sentence, tone in counted if count)
    return ConformityCard(found.edition, states, found.position, found.at)
