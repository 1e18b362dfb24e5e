"""The roles of the house (obligations, section 3): what each means and where it may be held."""

from dataclasses import dataclass

from guildhall.kernel.words import gettext_noop


@dataclass(frozen=True)
class Role:
    """What somebody may be granted. `where` is ``body`` or ``scheme``; `staff` roles need a second factor.

    `declares`: holding it needs a current declaration of interests and confidentiality (R-46). `authorised`: it is
    given by an authorisation alone, after an evaluation of competence, and lapses with it (R-46).
    """

    code: str
    name: str
    meaning: str
    where: str = "body"
    staff: bool = True
    declares: bool = True
    authorised: bool = False


_roles: dict[str, Role] = {}


def _role(code: str, name: str, meaning: str, **more: object) -> Role:
    _roles[code] = Role(code, name, meaning, **more)  # type: ignore[arg-type]  # the fields of Role
    return _roles[code]


ADMINISTRATOR = _role(
    "administrator",
    gettext_noop("System administrator"),
    gettext_noop("Keeps the installation running; reads no items and no candidate's file."),
    declares=False,
)
TOP_MANAGEMENT = _role(
    "top-management", gettext_noop("Top management"), gettext_noop("Answers for the body and appoints its people.")
)
QUALITY_MANAGER = _role(
    "quality-manager",
    gettext_noop("Quality manager"),
    gettext_noop("Keeps the management system, and judges the interests that people declare."),
)
OPERATIONS = _role(
    "operations",
    gettext_noop("Operations"),
    gettext_noop("Registers persons, takes applications in, and serves those without an account."),
)
PERSONNEL = _role(
    "personnel-member",
    gettext_noop("Member of the personnel"),
    gettext_noop("Works for the body: employed, contracted, on a committee or as a volunteer."),
)
SCHEME_MANAGER = _role(
    "scheme-manager",
    gettext_noop("Scheme manager"),
    gettext_noop("Develops a scheme from its job analysis to its publication, and keeps it valid."),
    where="scheme",
)
SCHEME_APPROVER = _role(
    "scheme-approver",
    gettext_noop("Scheme approver"),
    gettext_noop("Approves versions of a scheme that somebody else developed."),
    where="scheme",
)
PANELLIST = _role(
    "panellist",
    gettext_noop("Panel member"),
    gettext_noop("Knows the occupation: rates tasks in a job analysis and judges standards."),
    where="scheme",
)
ITEM_WRITER = _role(
    "item-writer",
    gettext_noop("Item writer"),
    gettext_noop("Writes and imports items of a scheme; sees only their own until others are assigned."),
    where="scheme",
)
ITEM_REVIEWER = _role(
    "item-reviewer",
    gettext_noop("Item reviewer"),
    gettext_noop("Reviews items of others: content, key, language and fairness."),
    where="scheme",
)
EXAM_MANAGER = _role(
    "exam-manager",
    gettext_noop("Examination manager"),
    gettext_noop("Keeps the item bank, assembles forms, plans sittings, and brings results to their release."),
    where="scheme",
)
ELIGIBILITY_REVIEWER = _role(
    "eligibility-reviewer",
    gettext_noop("Application reviewer"),
    gettext_noop("Reviews applications against the prerequisites, and admits or rejects."),
    where="scheme",
    authorised=True,
)
ACCOMMODATION_OFFICER = _role(
    "accommodation-officer",
    gettext_noop("Accommodation officer"),
    gettext_noop("Decides on special arrangements for examinations, and alone reads their medical evidence."),
    where="scheme",
)
INVIGILATOR = _role(
    "invigilator",
    gettext_noop("Invigilator"),
    gettext_noop("Checks identities and watches over sittings, in a room or at a distance; marks nothing."),
    where="scheme",
    authorised=True,
)
EXAMINER = _role(
    "examiner",
    gettext_noop("Examiner"),
    gettext_noop("Examines and marks where a person judges: practical, oral and observed parts."),
    where="scheme",
    authorised=True,
)
EVALUATOR = _role(
    "evaluator",
    gettext_noop("Competence evaluator"),
    gettext_noop("Evaluates whether others are competent for the work of a scheme; authorises nobody."),
    where="scheme",
    authorised=True,
)
DECIDER = _role(
    "decider",
    gettext_noop("Decider"),
    gettext_noop("Decides on certification; never on somebody whom they examined or trained."),
    where="scheme",
    authorised=True,
)
DOCUMENT_CONTROLLER = _role(
    "document-controller",
    gettext_noop("Document controller"),
    gettext_noop(
        "Keeps the body's documents: their review dates, distribution and archive; approves none of their own."
    ),
)
COMMITTEE_MEMBER = _role(
    "committee-member",
    gettext_noop("Committee member"),
    gettext_noop("Sits on a committee of the body for an interest, reads its papers and votes."),
)
COMMITTEE_SECRETARY = _role(
    "committee-secretary",
    gettext_noop("Committee secretary"),
    gettext_noop("Invites committees, brings their papers and writes their minutes; votes on nothing."),
)
RESOURCE_MANAGER = _role(
    "resource-manager",
    gettext_noop("Resource manager"),
    gettext_noop("Keeps sites, rooms, platforms and equipment fit for examinations, and their calibration in time."),
)
OUTSOURCING_MANAGER = _role(
    "outsourcing-manager",
    gettext_noop("Outsourcing manager"),
    gettext_noop("Evaluates and monitors whoever works for the body under an agreement."),
)
FINANCE_OFFICER = _role(
    "finance-officer",
    gettext_noop("Finance officer"),
    gettext_noop("Records where the body's money comes from, and what covers its liability."),
)
DATA_PROTECTION_OFFICER = _role(
    "data-protection-officer",
    gettext_noop("Data protection officer"),
    gettext_noop("Decides what is disclosed about persons, to whom, and on which ground."),
)
AI_OVERSEER = _role(
    "ai-overseer",
    gettext_noop("Overseer of AI use"),
    gettext_noop("Watches over a use of artificial intelligence, and stops it."),
)
PSYCHOMETRICIAN = _role(
    "psychometrician",
    gettext_noop("Psychometrician"),
    gettext_noop("Studies how well examinations measure, and proposes passing standards and equating."),
    where="scheme",
)
ASSESSOR = _role(
    "assessor",
    gettext_noop("Assessor"),
    gettext_noop(
        "Assesses the body for the accreditation body; reads for a limited time, and every reading is logged."
    ),
    declares=False,
)


def all_roles() -> tuple[Role, ...]:
    """Every role, by code."""
    return tuple(_roles[code] for code in sorted(_roles))


def role(code: str) -> Role:
    """The role of that code; KeyError where there is none."""
    return _roles[code]
