"""Who applied in these two years: when, how able they are, and what of their way is not left to chance."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from guildhall.applications.models import Application
from guildhall.demo.chance import drawn, within
from guildhall.exams.models import Candidacy
from guildhall.identity.models import Person
from guildhall.kernel import actors
from guildhall.kernel.actors import Actor


class Way(StrEnum):
    """How far an application comes."""

    ADMITTED = "admitted"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in-review"
    ASKED = "asked"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


TRAINED, CRITICAL, NO_SHOW, READ_ALOUD = 27, 29, 12, 34
"""Whom one of the experts trained; who fails a critical step; who could not come; to whom the questions are read."""

PREPARED, SITTING_DOWN, EXPECTED = 33, 35, 36
"""Who is checked in at today's sitting and may begin; who has begun; who is still expected."""

BEFORE_THE_EXAMINER = 26
"""Who stands before an examiner today."""

NOT_REBOOKED = (23, 25)
"""Whose sitting was broken off by a power cut, and who have not chosen another seat yet."""

SLIPPED = {CRITICAL: 3, NO_SHOW: 8, 17: 18}
"""Who did not do a critical step at their first practical examination, and which."""

ADJUDICATED, WITHOUT_EXPERIENCE = 19, 22
"""Of whom two examiners thought so differently that a third decided; who still looks for a letter of an employer."""

CERTIFIED, SUSPENDED, WITHDRAWN, REINSTATED, REFUSED = 4, 8, 2, 5, 15
"""Whose certification is valid, was suspended this morning, withdrawn, reinstated; whose was refused."""

DRAFTING, CONFLICTED = 43, 36
"""Whose application is half filled in; whose cousin manages the examinations."""

COHORTS = ((470, 3), (400, 3), (330, 3), (258, 4), (190, 4), (133, 3), (102, 6), (64, 3), (44, 3), (36, 4))
"""Who applied, was admitted and is examined: from how many days ago, and how many, one every third day."""

EVERY, TO_REVIEW = 3, 5
"""Days between two applications of a cohort, and from the last of them to the review."""

OTHERS = (
    (380, Way.REJECTED),
    (212, Way.REJECTED),
    (168, Way.WITHDRAWN),
    (121, Way.LAPSED),
    (39, Way.REJECTED),
    (12, Way.ASKED),
    (3, Way.DRAFT),
    (6, Way.SUBMITTED),
    (9, Way.IN_REVIEW),
    (4, Way.SUBMITTED),
    (2, Way.SUBMITTED),
    (1, Way.SUBMITTED),
)
"""The other applications: from how many days ago, and how far they came."""

ON_PAPER = (38, 46)
"""Who has neither an e-mail address nor an account, and is served by operations."""

ABLE = {
    TRAINED: 52,
    CRITICAL: 48,
    BEFORE_THE_EXAMINER: 51,
    ADJUDICATED: 53,
    NO_SHOW: 45,
    CERTIFIED: 55,
    SUSPENDED: 46,
    WITHDRAWN: 50,
    REINSTATED: 44,
    REFUSED: 45,
    WITHOUT_EXPERIENCE: 46,
    32: 38,
}
MEAN, SPREAD, LEARNED = 43, 8, 5
"""How many of sixty items the others know, and how many more at each further attempt."""


@dataclass(frozen=True)
class Plan:
    """What the story knows of an applicant beforehand; `reviewed` is how many days ago their review began."""

    place: int
    applied: int
    reviewed: int
    way: Way = Way.ADMITTED

    @property
    def on_paper(self) -> bool:
        return self.place in ON_PAPER

    def knows(self, attempt: int) -> int:
        """How many of sixty items this applicant gets right at an attempt, counted from 1."""
        able = ABLE.get(self.place) or drawn("ability", self.place).gauss(MEAN, SPREAD)
        return round(within(20, able + LEARNED * (attempt - 1), 59))


@dataclass
class Applicant:
    """An applicant of the story once they are registered."""

    plan: Plan
    person: Person
    sat: int = field(default=0)
    """How often they sat the written examination: who sits again has learned something."""

    @property
    def place(self) -> int:
        return self.plan.place

    @property
    def by(self) -> Actor:
        return actors.person(self.person.id)

    @property
    def application(self) -> Application:
        """Their application as it stands."""
        return Application.objects.select_related(*Application.reload_with).get(person=self.person)

    @property
    def candidacy(self) -> Candidacy | None:
        """Their candidacy as it stands, once they were admitted."""
        return Candidacy.objects.select_related(*Candidacy.reload_with).filter(person=self.person).first()


def plans() -> list[Plan]:
    """Everybody who applies, in the order of their places; a cohort is reviewed on one day."""
    return [Plan(place, *each) for place, each in enumerate([*_admitted(), *_others()], 1)]


def _admitted() -> Iterator[tuple[int, int, Way]]:
    for days, count in COHORTS:
        last = days - EVERY * (count - 1)
        yield from ((days - EVERY * each, last - TO_REVIEW, Way.ADMITTED) for each in range(count))


def _others() -> Iterator[tuple[int, int, Way]]:
    return ((days, days - TO_REVIEW, way) for days, way in OTHERS)
