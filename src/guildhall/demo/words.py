"""The texts of the demonstration: what people sign, what they declare, why it was judged so."""

from dataclasses import dataclass
from textwrap import wrap

BODY_NAME = "Nordwind Certification"

DECLARATION = """I know the rules of Nordwind Certification and follow them in everything that I do for it.

I judge people by the requirements of the scheme alone. Nobody's money, friendship, position or pressure changes \
what I find, and I say so at once if somebody tries.

I have named every tie to a person, school, company or association that could make others doubt this, and I name a new \
one on the day on which it arises. I do no work that such a tie touches until somebody else has judged it.

What I learn about applicants, candidates, certified persons and examinations I keep to myself, during my work and \
after it, unless the law or the person concerned allows me to tell."""

DECLARATION_WITH_AI = (
    DECLARATION
    + """

I use tools of artificial intelligence in this work only where the body has registered, examined and disclosed their \
use, and I put nothing confidential into any other."""
)


DECLARATION_ON_PAPER = (
    *(line for part in DECLARATION.splitlines() for line in wrap(part, 95) or [""]),
    "",
    "I have no interest to declare.",
)
"""The same text as lines on a sheet of paper."""


@dataclass(frozen=True)
class Tie:
    """An interest that somebody declares."""

    kind: str
    party: str
    description: str


TIES = {
    "expert2": Tie(
        "training",
        "Technikschule Westküste",
        "Taught the basic course for turbine technicians there until last spring.",
    ),
    "expert4": Tie("employment", "Windpark Holm GmbH", "Works there two days a week as a service engineer."),
    "committee3": Tie("membership", "Landesverband Windenergie", "Elected to its committee on safety at work."),
}
NEW_TIE = Tie("family", "A candidate of this month", "My cousin sits the written part this month.")
DIRECTORS_TIE = Tie("financial", "Offshore Service AG", "Holds shares worth about two thousand euros.")

REASONS = {
    "training": "Examines nobody from that school for 24 months after the last course; checked at staffing.",
    "employment": "Marks under pseudonyms only, and no candidate who is employed there.",
    "membership": "The office gives no influence on single certifications, and the seat is balanced by others.",
    "family": "Takes no part in that sitting.",
    "financial": "Decides nothing that concerns people employed there.",
}

ANALYSIS = {
    "title": "The work of a wind turbine service technician, level 2",
    "method": (
        "Interviews with twelve technicians, service reports of a year, a list of tasks, and a panel of six who rate "
        "importance and frequency without seeing each other's ratings."
    ),
    "source": "Service reports of three companies; accident reports of the insurance",
}
ONE_LEVEL = "Level 1 is no longer certified here and level 3 not yet: there is nothing to change into."
VALIDATION = (
    "Pilot of both components with 24 technicians of four companies; blueprint compared with the weights of the "
    "analysis, requirements with the accident reports. No requirement was found that the work does not need."
)
REVIEW = (
    "Two sittings of each component looked at, with pass rates and complaints; no change in technology or law that the "
    "scheme does not cover. The share of control and fault finding is to be looked at again next year."
)

COMPETENCE = {
    "evaluator": (
        "Knows the scheme and the standard; has led the work of others in the trade; knows how competence is observed.",
        "Curriculum vitae, certificate of the seminar on 17024, three references.",
    ),
    "scheme-approver": (
        "Knows the standard, the trade and the interests in it; did not write the scheme.",
        "Curriculum vitae, minutes of two committees, certificate of the seminar on 17024.",
    ),
    "decider": (
        "Knows the scheme and its criteria; can weigh evidence; trains and examines nobody on whom they decide.",
        "Curriculum vitae, five decisions on example files, talk about each of them.",
    ),
    "eligibility-reviewer": (
        "Knows the requirements of the scheme and the certificates of the trade; can tell genuine papers from others.",
        "Twenty example applications, reviewed twice; certificate of the course on documents.",
    ),
    "accommodation-officer": (
        "Knows what can be arranged without changing what is examined; keeps to themselves what they read.",
        "Ten example requests, and a talk with the data protection officer.",
    ),
    "invigilator": (
        "Knows the manual for examinations; checks identities; keeps calm when something goes wrong.",
        "Two sittings beside an experienced invigilator, and the test on the manual.",
    ),
    "examiner": (
        "Level 2 or equal in the trade, five years of service work; marks by the checklist as others do; knows bias.",
        "Certificates of the trade, the seminar for examiners, and ten recorded attempts marked like the experts.",
    ),
}
"""What the work of a role asks for, and what shows that somebody has it."""


@dataclass(frozen=True)
class Asked:
    """A criterion: the point to which it belongs, what it asks, and what would show it."""

    point: str
    words: str
    asks: str


POWER = Asked(
    "procedures",
    "Knows what to do when the power fails: time, quiet, whom to call, and when a sitting is broken off.",
    "A talk with the examination manager, with the instruction in its new version on the table.",
)
CRITERIA_ANEW = "What to do in a power cut, after the one in the Norderstraße."

CRITERIA = "What the house brings along, and what service work on turbines asks besides."
"""Why criteria were written as they are."""

FINDINGS = {
    "eligibility-reviewer": "Nineteen of twenty example applications judged as experts did; the last was discussed.",
    "invigilator": "Both sittings as the manual says; 28 of 30 points in the test on the manual.",
    "examiner": "Nine of ten recorded attempts marked with the same verdict, all critical steps alike.",
}
"""What an evaluator found."""

TO_MEND = "On a turbine whose speed varies, none of the four is quite right. Say that the speed is constant."
MENDED = "The shaft turns at constant speed."
IS_MENDED = "With the speed constant, B alone is right."
COMPARABILITY = "First form of its component: there is nothing to compare it with."
CONTENT_SIGNED = "No item gives another one away; no two ask the same; language read aloud by two technicians."
VERIFIED = (
    "Blueprint compared domain by domain, all 60 keys tried, cut compared with the study of the passing standard."
)


@dataclass(frozen=True)
class Premises:
    """Where the body examines: a site, a room in it, and what makes the room accessible."""

    name: str
    address: str
    room: str
    features: tuple[str, ...]


PREMISES = {
    "W": Premises("Seminar house Husum", "Norderstraße 14, Husum", "Room 2", ("step-free", "wheelchair", "quiet")),
    "P": Premises("Training centre Außenhafen", "Außenhafen 3, Husum", "Training tower", ("toilet",)),
}
SUITABLE = "Looked at with the examination manager; nothing to change before the next sitting."
WRENCHES = "Torque wrench 40 to 200 Nm"
WORN_OUT, WRENCH = "TW-0417", "TW-0418"
"""Serial numbers of both: the one that was used for years, and the one that takes its place."""

PLATFORM = {"name": "Remote room of Prüfnetz", "address": "remote.pruefnetz.example"}
UPKEEP = "Grease the ratchet, and compare the scale with that of the other wrench."
LABORATORY = "Messlabor Kiel"
TRACE = "National standard of torque, by the laboratory's certificate"
READ = "Every case read; none came out otherwise than it must."
DOCUMENT = "Identity card"
SIGHT = "Photo, signature and date of birth compared with the person and the list"
FIRST_STATION = "1 Isolation"
WAS_ILL = "A physician's note of the day; acute illness on the way to the sitting."
NOISE = "Workmen opened the street from 10:05 to 10:20; windows closed, nobody asked for more time."
NOISE_SETTLED = "Nobody lost time, and nobody asked to be heard; it changes no result."
POWER_CUT = "Power cut in the whole street from 09:41; the house was without power for three hours."
NOTES = {
    19: "Worked calmly; explained each step to the helper.",
    27: "Very sure with the tester; report short and complete.",
    29: "Began the work before the absence of voltage was proved; corrected it only when asked.",
}
ADJUDICATION = "On the recording the casualty is lifted out of the lanyard before it is cut; the step was done."

EVIDENCE = {
    "EDU": "Certificate of the chamber, mechatronics technician.",
    "SAFE": "Record of training with the day of each of the five modules.",
    "MED": "Certificate of the physician for occupational medicine: fit for work at height.",
    "EXP": "Letter of the employer: service work on turbines of 2 to 4 MW since three years, full time.",
}
PAPERS = {"EDU": "Certificate of the chamber", "EXP": "Letter of the employer"}
PAPER_LINES = {
    "EDU": ("Chamber of crafts, examination board", "", "passed the final examination as mechatronics technician."),
    "EXP": (
        "Windservice Westküste GmbH",
        "",
        "worked in our service teams without interruption, on turbines of 2 to 4 MW.",
    ),
}
"""What stands on the papers that applicants hand in."""

SIGNED_ON_PAPER = ("I have read this text and agree to it.", "", "Husum")
SEEN = {
    "EDU": "Original seen; compared with the register of the chamber.",
    "SAFE": "All five modules within 24 months; provider on the list of the trade.",
    "MED": "Dated within the last twelve months, from a physician for occupational medicine.",
    "EXP": "Employer called back; months and kind of work confirmed.",
}
"""What the reviewer writes where a requirement is met."""

TRAINED_BY_AN_EXPERT = (
    "Hauke Claußen and Inke Carstens, preparation for level 2 at the Technikschule Westküste, fourteen months ago."
)
SCHOOL = "Technikschule Westküste"
TAUGHT = {
    "expert3": "Preparation for level 2, work on the tower",
    "decider": "Preparation for level 2, electrical work",
}
"""What two people of the body taught there, fourteen months ago."""

QUESTION = "The record of safety training ends with module 4. Please hand in the record of module 5, or book it."


@dataclass(frozen=True)
class Rejection:
    """Why an application was rejected: the requirement that is not met, what was found, what the applicant is told."""

    code: str
    found: str
    told: str


REJECTIONS = (
    Rejection(
        "SAFE",
        "The last module was completed 31 months ago.",
        "Your safety training is older than 24 months. With a refresher you can apply again at any time.",
    ),
    Rejection(
        "EDU",
        "Helper for two years; no apprenticeship and no five years of work in the trade.",
        "The scheme asks for an apprenticeship of three years or five years of work; you have shown two years.",
    ),
    Rejection(
        "EDU",
        "The certificate was issued to somebody else; the chamber does not know the number.",
        "The certificate that you handed in could not be confirmed by the chamber that it names.",
    ),
)

WISH_READ_ALOUD = "I have dyslexia. Please let the questions be read to me, and give me more time."
EVIDENCE_ASKED = "Please hand in a note that says how long the reading of a page takes you; no diagnosis is needed."
EVIDENCE_GIVEN = (
    "Note of the school psychologist: reads at about half of the usual speed, understands at once what is heard."
)
WISH_GRANTED = "Reading speed shown; understanding of the trade is not examined by reading speed."
WISH_TIME = "German is my third language. Please give me half as much time again."
WISH_PARTLY = "A quarter of an hour for the dictionary is granted to everybody whose first language is another."
WISH_NOTES = "I would like to bring my own notes, because I am nervous in examinations."
WISH_REFUSED = "Notes would change what is examined. A quiet place at the window and breaks are offered instead."
WISH_SCREEN = "I see badly. I need a larger screen, or larger letters, and breaks."

GRANTED = (
    "Every requirement and both parts are met on evidence that I have seen; nothing in the log of the sittings speaks "
    "against it."
)
DOUBT = "The letter names 30 months of service work; the date of birth of the company is 14 months ago. Which is right?"
DOUBT_ANSWERED = "The employer was called again: 14 months with them, and no earlier employer could be named."
REFUSED = (
    "Of the twenty-four months of service work that the scheme asks for, fourteen are shown. Once they are reached you "
    "can apply again; the passes of both parts count for two years."
)
SUSPENSIONS = {
    "medical": (
        "The medical certificate ran out a month ago, and two reminders were not answered.",
        "A medical certificate for work at height of the last twelve months is handed in.",
    ),
    "surveillance": (
        "The yearly statement of work was due six weeks ago; the holder has not worked at height since spring.",
        "The statement of work, 16 hours of continuing development and a medical certificate are handed in.",
    ),
}
"""On what grounds a certification is suspended, and what has to happen for it to be lifted."""

SUSPENDED = "The grounds are shown and were put to the holder; the scheme asks for suspension in this case."
MEDICAL_SHOWN = "A medical certificate of this month was handed in."
REINSTATED = "The condition of the suspension is met; nothing else is open."
MISUSE = (
    "The holder offers examinations “with the certificate of Nordwind” to others, on a page of their own, and went on "
    "after being told to stop."
)
WITHDRAWN = "Misuse after a warning: the agreement says that the certificate is withdrawn in this case."
HAND_OVER = "The decider in charge has many files this week."

MONITORING = {
    "why": "Once a year, and before the practical examinations of the summer.",
    "seen": "Quiet and prepared; the candidates knew at every moment what was asked of them.",
    "satisfied": "Keeps to the procedure and marks by the steps; nothing was wanting.",
    "wanting": "Marked two steps from memory after the candidate had gone.",
    "measures": "Marks each step at once; a second examiner sits beside at the next two sittings.",
    "settled": "Watched at two sittings: each step was marked at once, and both examiners agreed.",
}
"""What is said when the work of an examiner is looked at."""
