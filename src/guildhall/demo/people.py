"""Who plays in the demonstration. All names are invented, and everybody is known by their e-mail address."""

from dataclasses import dataclass
from datetime import date

from guildhall.identity.roles import (
    ACCOMMODATION_OFFICER,
    ADMINISTRATOR,
    AI_OVERSEER,
    ASSESSOR,
    COMMITTEE_MEMBER,
    COMMITTEE_SECRETARY,
    DATA_PROTECTION_OFFICER,
    DOCUMENT_CONTROLLER,
    EXAM_MANAGER,
    FINANCE_OFFICER,
    ITEM_REVIEWER,
    ITEM_WRITER,
    OPERATIONS,
    OUTSOURCING_MANAGER,
    PANELLIST,
    PERSONNEL,
    PSYCHOMETRICIAN,
    QUALITY_MANAGER,
    RESOURCE_MANAGER,
    SCHEME_APPROVER,
    SCHEME_MANAGER,
    TOP_MANAGEMENT,
    Role,
)


@dataclass(frozen=True)
class Part:
    """Somebody of the body: who they are, and the roles in the body that are given to them when they are engaged.

    `terms` is the kind of their engagement, `phone` their telephone at home where the story needs it.
    """

    key: str
    given_name: str
    family_name: str
    role: Role = PERSONNEL
    also: tuple[Role, ...] = ()
    terms: str = "contracted"
    phone: str = ""
    language: str = "en"

    @property
    def email(self) -> str:
        return f"{self.key}@nordwind.example"


SAME_PHONE = "+49 4841 771204"
"""The telephone of an examiner, and of a candidate to whom nobody declared a tie."""

ADMIN = Part("admin", "Jonas", "Feddersen", ADMINISTRATOR)
ASSESSING = Part("assessor", "Ingrid", "Vestergaard", ASSESSOR)
"""Comes from the accreditation body; works for this body in nothing."""

STAFF = (
    Part("director", "Annegret", "Petersen", TOP_MANAGEMENT, terms="employed"),
    Part("quality", "Samira", "Haddad", QUALITY_MANAGER, terms="employed"),
    Part("operations", "Malte", "Thomsen", OPERATIONS, (OUTSOURCING_MANAGER,), terms="employed"),
    Part("examinations", "Ruta", "Kazlauskaitė", terms="employed"),
)
EXPERTS = (
    Part("expert1", "Bjarne", "Lund"),
    Part("expert2", "Oksana", "Шевченко"),
    Part("expert3", "Hauke", "Claußen"),
    Part("expert4", "Maria", "da Silva"),
    Part("expert5", "Piotr", "Wójcik"),
)
COMMITTEE = (
    Part("committee1", "Wiebke", "Andresen", COMMITTEE_MEMBER, terms="committee"),
    Part("committee2", "Tarek", "Mansour", COMMITTEE_MEMBER, terms="committee"),
    Part("committee3", "Elke", "Böttcher", COMMITTEE_MEMBER, terms="committee"),
    Part("committee4", "Liv", "Sørensen", COMMITTEE_MEMBER, terms="committee"),
    Part("committee5", "Georg", "Νικολάου", COMMITTEE_MEMBER, terms="committee"),
)
BY_THE_DAY = (
    Part("review", "Frieda", "Brodersen"),
    Part("needs", "Jule", "Matthiesen"),
    Part("decider", "Inke", "Carstens"),
    Part("invigilator1", "Nora", "Lindqvist"),
    Part("invigilator2", "Cem", "Aydın"),
    Part("panel1", "Torben", "Friis", also=(COMMITTEE_MEMBER,)),
    Part("panel2", "Hanna", "Zielińska", also=(COMMITTEE_MEMBER,), phone=SAME_PHONE),
    Part("panel3", "Ole", "Ketelsen", also=(COMMITTEE_MEMBER,), terms="volunteer"),
    Part("panel4", "Birgit", "Umland", also=(COMMITTEE_MEMBER,), terms="volunteer"),
)
"""Who works for the body by the day: reviewing, deciding, invigilating, sitting on the panel."""

OFFICE = (
    Part("documents", "Swantje", "Harms", DOCUMENT_CONTROLLER, terms="employed"),
    Part("secretary", "Momme", "Jessen", COMMITTEE_SECRETARY),
    Part("premises", "Knud", "Paulsen", RESOURCE_MANAGER),
    Part("finance", "Gesine", "Ahlers", FINANCE_OFFICER),
    Part("privacy", "Lasse", "Nordahl", DATA_PROTECTION_OFFICER, terms="cases"),
    Part("oversight", "Amira", "Khalil", AI_OVERSEER),
    Part("measurement", "Henrike", "Oltmanns"),
)
"""Who keeps documents, minutes, premises, money, secrets, watch over machines and measure; some hours a week each."""

EVERYBODY = (*STAFF, *EXPERTS, *COMMITTEE, *BY_THE_DAY, *OFFICE)

LATE = "expert5"
"""Whose declaration has ended and was not renewed: an honest red in the matrix."""

ON_PAPER = "committee5"
"""Who signed last year's renewal on paper; operations entered it with the scan."""

TRAINER, TRAINED_TOO = "expert3", "decider"
"""Who trained a candidate fourteen months ago: one can no longer examine them, the other never decide on them."""

IN_THE_SCHEME = {
    "expert1": (SCHEME_MANAGER,),
    "committee4": (SCHEME_APPROVER,),
    "examinations": (EXAM_MANAGER,),
    "expert2": (ITEM_WRITER,),
    "panel1": (PANELLIST, ITEM_REVIEWER),
    "expert5": (ITEM_REVIEWER,),
    "measurement": (PSYCHOMETRICIAN,),
    "needs": (ACCOMMODATION_OFFICER,),
    "expert3": (PANELLIST,),
    "expert4": (PANELLIST,),
    "panel2": (PANELLIST,),
    "panel3": (PANELLIST,),
    "panel4": (PANELLIST, ITEM_REVIEWER),
}
"""Roles of the scheme that are given without an authorisation."""


@dataclass(frozen=True)
class Panellist:
    """Somebody on the panel of the job analysis: whose view they bring, and what qualifies them."""

    key: str
    interest: str
    qualification: str
    mildness: int
    """How much higher or lower than the others this member rates, in tenths of a point."""


PANEL = (
    Panellist("expert3", "Technicians", "Master craftsman; eleven years of service on turbines from 2 MW.", 0),
    Panellist("expert4", "Owners and operators", "Service engineer; plans the work of four teams.", 2),
    Panellist("panel1", "Technicians", "Team leader of a service team since 2014.", -1),
    Panellist("panel2", "Employers", "Head of training of a service company with 300 technicians.", 3),
    Panellist("panel3", "Insurers", "Examines accidents for the accident insurance of the trade.", 1),
    Panellist("panel4", "Manufacturers", "Writes service manuals for two makes of turbine.", -3),
)

JUDGES = tuple(each for each in PANEL if each.key != TRAINER)
"""Who judged how hard each item may be: the same people, but for the one who trains."""


@dataclass(frozen=True)
class Particulars:
    """What an applicant tells of themselves."""

    given_name: str
    family_name: str
    email: str
    birth_date: date
    language: str
    phone: str = ""


PHONED = 31
"""The applicant who has the same telephone as one of the examiners."""

GIVEN = ("Lena", "Mats", "Aylin", "Tobias", "Nele", "Ivan", "Chiara", "Peer", "Yusuf", "Frauke", "Dmitri", "Sofia")
FAMILY = ("Müller", "Mueller", "Hansen", "Yılmaz", "Kowalski", "O'Neill", "Григорьев", "Schröder", "Jensen", "Nguyễn")


def applicant(place: int, *, on_paper: bool = False) -> Particulars:
    """The applicant of that place, from 1; who applies on paper has no e-mail address and is served by staff."""
    index = place - 1
    return Particulars(
        given_name=GIVEN[index % len(GIVEN)],
        family_name=FAMILY[(index * 7 + index // 12 * 3) % len(FAMILY)],
        email="" if on_paper else f"applicant{place}@post.example",
        birth_date=date(1968 + index % 34, 1 + index % 12, 1 + index % 28),
        language="de" if index % 3 else "en",
        phone=SAME_PHONE if place == PHONED else "",
    )
