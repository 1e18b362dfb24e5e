"""The history of a record as people read it: who, what, when, with the entry's place in the ledger and its proof."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from guildhall.identity.persons import names
from guildhall.kernel.actors import ActorKind
from guildhall.kernel.words import gettext_noop
from guildhall.ledger import history
from guildhall.ledger.models import Outcome
from guildhall.ledger.records import Record
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated

MACHINES = {
    "declarations": gettext_noop("The house, after a declaration,"),
    "timers": gettext_noop("The house, as time passed,"),
    "authorisations": gettext_noop("The house, after an authorisation,"),
    "batches": gettext_noop("The house, after an import of results,"),
    "candidacies": gettext_noop("The house, for a candidacy,"),
    "committees": gettext_noop("The house, for a committee,"),
    "decisions": gettext_noop("The house, for a decision,"),
    "issuer": gettext_noop("The house, which seals what is issued,"),
    "markings": gettext_noop("The house, after a marking,"),
    "results": gettext_noop("The house, for a result,"),
    "schemes": gettext_noop("The house, for a scheme,"),
    "scoring": gettext_noop("The house, which scores,"),
    "sittings": gettext_noop("The house, for a sitting,"),
    "acknowledgements": gettext_noop("The house, after an acknowledgement,"),
    "assembly": gettext_noop("The house, which assembles forms,"),
    "exposure": gettext_noop("The house, which counts who met an item,"),
    "forensics": gettext_noop("The house, which looks through answers,"),
    "key-validation": gettext_noop("The house, after a key was validated,"),
    "likeness": gettext_noop("The house, which compares items,"),
    "panels": gettext_noop("The house, for a panel,"),
    "rescoring": gettext_noop("The house, which scores again,"),
    "statistics": gettext_noop("The house, which computes statistics,"),
    "studies": gettext_noop("The house, which computes studies,"),
    "surveys": gettext_noop("The house, for a survey,"),
    "translations": gettext_noop("The house, for translations,"),
    "watch": gettext_noop("The house, which watches over items,"),
    "conformity": gettext_noop("The house, for conformity"),
    "notices": gettext_noop("The house, for notices"),
}
"""What the machines of the house are called."""

OTHERS = {
    ActorKind.PUBLIC: gettext_noop("Somebody without an account"),
    ActorKind.BOOTSTRAP: gettext_noop("The installation"),
}


@dataclass(frozen=True)
class Line:
    """One entry, told: '`who` `what`'. `index` is its place in the ledger; None while it waits for one."""

    who: str
    what: str
    at: datetime
    index: int | None
    proof: str
    refused: bool
    erased: bool


def of(record: Record, request: PageRequest, limit: int = 50) -> list[Line]:
    """What the ledger tells of `record` and its line, the newest first, for whoever looks."""
    return told(history.of(record, limit), request)


def told(lines: Iterable[history.HistoryLine], request: PageRequest) -> list[Line]:
    """`lines` with the names of who acted, fetched in one go."""
    found = list(lines)
    called = names({person for line in found if (person := _person(line.entry.actor))})
    return [_line(line, called, request) for line in found]


def _line(line: history.HistoryLine, called: dict[UUID, str], request: PageRequest) -> Line:
    return Line(
        who=_who(line.entry.actor, called, request),
        what=line.told,
        at=line.entry.at,
        index=line.index,
        proof="" if line.index is None else reverse("web:ledger-entry", args=[line.index]),
        refused=line.outcome is Outcome.REFUSED,
        erased=line.erased,
    )


def _person(actor: str) -> UUID | None:
    kind, _sep, name = actor.partition(":")
    return UUID(name) if kind == ActorKind.PERSON else None


def _who(actor: str, called: dict[UUID, str], request: PageRequest) -> str:
    person = _person(actor)
    if person:
        return _("You") if request.person.id == person else called.get(person) or _("Somebody whose name was erased")
    kind, _sep, name = actor.partition(":")
    if kind == ActorKind.MACHINE:
        return translated(MACHINES.get(name, "")) or _("The house (%(machine)s)") % {"machine": name}
    return translated(OTHERS[ActorKind(kind)])
