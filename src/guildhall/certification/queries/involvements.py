"""Who had a part in what a decision rests on, and who therefore may not decide (R-02)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from guildhall.applications import queries as applications
from guildhall.certification.authority import unauthorised
from guildhall.certification.models import DecisionFile
from guildhall.certification.queries.certifications import grant_of
from guildhall.exams import queries as exams
from guildhall.exams.models import Candidacy
from guildhall.identity import grants
from guildhall.identity.models import Person
from guildhall.identity.roles import DECIDER
from guildhall.kernel import actors, involvements
from guildhall.kernel.actors import Actor
from guildhall.kernel.involvements import BARS_DECIDING, Involvement
from guildhall.kernel.refusals import Refusal
from guildhall.personnel import impartiality


def candidacy_of(file: DecisionFile) -> Candidacy | None:
    """The assessment on which a decision rests: what a grant decides on, or what led to the certification."""
    if file.candidacy or file.certification is None:
        return file.candidacy
    granting = grant_of(file.certification)
    return granting.candidacy if granting else None


def involved(file: DecisionFile) -> list[Involvement]:
    """Everybody who reviewed, examined, marked, watched over or trained the person, in the order of time.

    Asked once for an instance: an act has its own, loaded under its lock, and a page asks it for every button.
    """
    found: list[Involvement] | None = vars(file).get(ASKED)
    if found is None:
        found = vars(file)[ASKED] = _involved(file)
    return found


ASKED = "_involved"


def _involved(file: DecisionFile) -> list[Involvement]:
    candidacy = candidacy_of(file)
    told = impartiality.trainers(file.person_id, file.scope_id)
    if candidacy is not None:
        told = [*applications.involved(candidacy.application), *exams.involved(candidacy), *told]
    return sorted(told, key=lambda each: each.at)


WEIGHT = (
    involvements.MARKED,
    involvements.EXAMINED,
    involvements.TRAINED,
    involvements.INVIGILATED,
    involvements.IDENTIFIED,
)
"""Which part is told first where somebody had several: what judged the person weighs more than what watched them."""


@dataclass(frozen=True)
class Involved:
    """Somebody with every part that they had, and whether one of them bars them from deciding."""

    person_id: UUID
    parts: Sequence[Involvement]

    @property
    def barred(self) -> bool:
        return any(bars(each) for each in self.parts)

    @property
    def numbers(self) -> list[str]:
        """The records in which they had a part, each once."""
        return list(dict.fromkeys(each.number for each in self.parts if each.number))

    @property
    def what(self) -> str:
        """Their parts in words, each once."""
        return ", ".join(dict.fromkeys(each.what for each in self.parts))

    @property
    def last_at(self) -> datetime:
        return max(each.at for each in self.parts)


def by_person(parts: Sequence[Involvement]) -> list[Involved]:
    """The parts of each person together, in the order in which they came into it."""
    people = dict.fromkeys(each.person_id for each in parts)
    return [Involved(person, [each for each in parts if each.person_id == person]) for person in people]


def bars(involvement: Involvement) -> bool:
    """Whether this part keeps somebody from deciding; having reviewed the application does not (R-02)."""
    return involvement.kind in BARS_DECIDING


def stands_between(by: Actor, file: DecisionFile) -> Involvement | None:
    """The part that `by` had, and that bars them from deciding on a file; of several, the one that weighs most."""
    had = (each for each in involved(file) if bars(each) and by.is_person(each.person_id))
    return min(had, key=lambda each: WEIGHT.index(each.kind), default=None)


def may_take(by: Actor, file: DecisionFile) -> bool:
    """Whether a decider is free to take a file: no part in it that bars them, and no tie."""
    return stands_between(by, file) is None and _refusal(by, file) is None


def free_deciders(file: DecisionFile) -> list[tuple[Person, Involvement | Refusal | None]]:
    """The deciders of the scheme, each with what keeps them from this file; None for who is free to take it."""
    deciders = Person.objects.filter(pk__in=grants.holders(DECIDER, scope_id=file.scope_id)).order_by("number")
    parts = [each for each in involved(file) if bars(each)]
    return [(each, _between(each, file, parts)) for each in deciders]


def _between(person: Person, file: DecisionFile, parts: Sequence[Involvement]) -> Involvement | Refusal | None:
    theirs = (each for each in parts if each.person_id == person.pk)
    had = min(theirs, key=lambda each: WEIGHT.index(each.kind), default=None)
    return had or _refusal(actors.person(person.pk), file)


def _refusal(by: Actor, file: DecisionFile) -> Refusal | None:
    """Why somebody without a part in the file may not take it all the same: no authority in the scheme, or a tie."""
    return unauthorised(by, file.scope_id) or impartiality.too_close(by, file.person_id)
