"""Who plays in the demonstration. All names are invented."""

from dataclasses import dataclass
from datetime import date

from guildhall.identity.roles import (
    ADMINISTRATOR,
    ASSESSOR,
    OPERATIONS,
    PERSONNEL,
    QUALITY_MANAGER,
    TOP_MANAGEMENT,
    Role,
)


@dataclass(frozen=True)
class Part:
    """Somebody of the body: who they are, what they do, how they are called in the story."""

    key: str
    given_name: str
    family_name: str
    role: Role
    language: str = "en"

    @property
    def email(self) -> str:
        return f"{self.key}@nordwind.example"


ADMIN = Part("admin", "Jonas", "Feddersen", ADMINISTRATOR)
ASSESSING = Part("assessor", "Ingrid", "Vestergaard", ASSESSOR)
"""Comes from the accreditation body; works for this body in nothing."""

STAFF = (
    Part("director", "Annegret", "Petersen", TOP_MANAGEMENT),
    Part("quality", "Samira", "Haddad", QUALITY_MANAGER),
    Part("operations", "Malte", "Thomsen", OPERATIONS),
    Part("examinations", "Ruta", "Kazlauskaitė", PERSONNEL),
)
EXPERTS = (
    Part("expert1", "Bjarne", "Lund", PERSONNEL),
    Part("expert2", "Oksana", "Шевченко", PERSONNEL),
    Part("expert3", "Hauke", "Claußen", PERSONNEL),
    Part("expert4", "Maria", "da Silva", PERSONNEL),
    Part("expert5", "Piotr", "Wójcik", PERSONNEL),
)
COMMITTEE = (
    Part("committee1", "Wiebke", "Andresen", PERSONNEL),
    Part("committee2", "Tarek", "Mansour", PERSONNEL),
    Part("committee3", "Elke", "Böttcher", PERSONNEL),
    Part("committee4", "Liv", "Sørensen", PERSONNEL),
    Part("committee5", "Georg", "Νικολάου", PERSONNEL),
)
LATE = "expert5"
"""Whose declaration has ended and was not renewed: an honest red in the matrix."""

ON_PAPER = "committee5"
"""Who signed last year's renewal on paper; operations entered it with the scan."""

GIVEN = ("Lena", "Mats", "Aylin", "Tobias", "Nele", "Ivan", "Chiara", "Peer", "Yusuf", "Frauke", "Dmitri", "Sofia")
FAMILY = ("Müller", "Mueller", "Hansen", "Yılmaz", "Kowalski", "O'Neill", "Григорьев", "Schröder", "Jensen", "Nguyễn")


@dataclass(frozen=True)
class Particulars:
    """What an applicant tells of themselves."""

    given_name: str
    family_name: str
    email: str
    birth_date: date
    language: str


def applicants(count: int) -> list[Particulars]:
    """The first `count` applicants; every tenth has no e-mail and is served by staff."""
    return [_applicant(place) for place in range(count)]


def _applicant(place: int) -> Particulars:
    given, family = GIVEN[place % len(GIVEN)], FAMILY[(place * 7 + place // 12) % len(FAMILY)]
    return Particulars(
        given_name=given,
        family_name=family,
        email="" if place % 10 == 9 else f"applicant{place + 1}@post.example",
        birth_date=date(1968 + place % 34, 1 + place % 12, 1 + place % 28),
        language="de" if place % 3 else "en",
    )
