"""The roles of the house (obligations, section 3): what each means and where it may be held."""

from dataclasses import dataclass

from guildhall.kernel.words import gettext_noop


@dataclass(frozen=True)
class Role:
    """What somebody may be granted. `where` is ``body`` or ``scheme``; `staff` roles need a second factor.

    `declares`: holding it needs a current declaration of interests and confidentiality (R-46).
    """

    code: str
    name: str
    meaning: str
    where: str = "body"
    staff: bool = True
    declares: bool = True


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
