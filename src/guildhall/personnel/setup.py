"""The steps of the set-up in this room: the declarations, the first appointments, and who works in the scheme."""

from django.utils.translation import gettext as _

from guildhall.identity.roles import (
    ELIGIBILITY_REVIEWER,
    EVALUATOR,
    INVIGILATOR,
    QUALITY_MANAGER,
    RESOURCE_MANAGER,
    TOP_MANAGEMENT,
    Role,
    all_roles,
)
from guildhall.kernel import clock
from guildhall.kernel.steps import Standing, setup_step
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import queries
from guildhall.personnel.models import Authorisation, CriteriaSet, DeclarationText, SoftwareRelease, Venue
from guildhall.personnel.rules.authorisations import FIRST


@setup_step(
    "personnel.text",
    place=40,
    title=gettext_noop("Put the text of declaration into effect"),
    why=gettext_noop("The quality manager proposes the words that everybody signs; top management approves them."),
    clauses=["2012:6.1.6", "2012:6.1.7", "2026:6.1"],
    who=[QUALITY_MANAGER.code, TOP_MANAGEMENT.code],
    link=("personnel:texts",),
    needs=["identity.top-management", "identity.quality-manager"],
)
def text_is_in_effect() -> Standing:
    """A text of declaration was approved."""
    return Standing(DeclarationText.objects.filter(approved_at__isnull=False).exists())


@setup_step(
    "personnel.declarations",
    place=50,
    title=gettext_noop("Sign the declarations"),
    why=gettext_noop("Whoever works here declares impartiality, interests and confidentiality; roles hold only then."),
    clauses=["2012:4.3.7", "2012:6.1.7", "2026:6.1"],
    link=("personnel:declare",),
    needs=["personnel.text"],
    before=["documents.documents"],
)
def everybody_signed() -> Standing:
    """Everybody who was given a role signed; once the founding is closed this is a matter of every day."""
    lacking = queries.without_declaration(clock.today()).values("person_id").distinct().count()
    asked = queries.must_declare().count()
    told = _("%(some)d of %(all)d have signed") % {"some": asked - lacking, "all": asked}
    return Standing(not queries.founding_is_open() or (asked > 0 and not lacking), told)


@setup_step(
    "personnel.founding",
    place=70,
    title=gettext_noop("Appoint the first evaluators, approvers and deciders"),
    why=gettext_noop(
        "Nobody competent can evaluate them before, so top management appoints them, with evidence; that is possible "
        "only until the first scheme takes effect."
    ),
    clauses=["2012:6.1.3", "2012:6.1.4", "2026:6.1"],
    who=[TOP_MANAGEMENT.code],
    link=("personnel:authorisation-appoint",),
    needs=["personnel.declarations"],
)
def the_first_are_appointed() -> Standing:
    """Somebody is appointed, or authorised, in each of the first roles."""
    return _authorised(*FIRST)


@setup_step(
    "personnel.criteria",
    place=72,
    title=gettext_noop("Put criteria into effect for who reviews applications and who invigilates"),
    why=gettext_noop(
        "What the work asks for is written before anybody is judged by it. The quality manager writes the criteria, or "
        "takes in those that the house brings along; top management approves them."
    ),
    clauses=["2012:6.1.3", "2012:6.2.3.1", "2026:6.1"],
    who=[QUALITY_MANAGER.code, TOP_MANAGEMENT.code],
    link=("personnel:criteria-register",),
    needs=["personnel.founding"],
)
def criteria_were_approved() -> Standing:
    """Criteria were approved for each of these roles."""
    approved = set(CriteriaSet.objects.filter(approved_at__isnull=False).values_list("role", flat=True))
    return _missing(approved, ELIGIBILITY_REVIEWER, INVIGILATOR)


@setup_step(
    "personnel.crew",
    place=75,
    title=gettext_noop("Authorise who reviews applications and who invigilates"),
    why=gettext_noop(
        "The quality manager proposes them, the evaluator evaluates their competence, top management authorises."
    ),
    clauses=["2012:6.1.3", "2012:6.1.4", "2012:6.2.3", "2026:6.2"],
    who=[QUALITY_MANAGER.code, EVALUATOR.code, TOP_MANAGEMENT.code],
    link=("personnel:authorisations",),
    needs=["personnel.criteria"],
)
def the_crew_is_authorised() -> Standing:
    """Somebody was authorised for each of these roles."""
    return _authorised(ELIGIBILITY_REVIEWER, INVIGILATOR)


def _authorised(*roles: Role) -> Standing:
    given = set(Authorisation.objects.filter(authorised_at__isnull=False).values_list("role", flat=True))
    return _missing(given, *roles)


def _missing(there: set[str], *roles: Role) -> Standing:
    missing = [_(each.name) for each in all_roles() if each in roles and each.code not in there]
    return Standing(not missing, _("Missing: %(roles)s") % {"roles": ", ".join(missing)} if missing else "")


@setup_step(
    "personnel.premises",
    place=122,
    title=gettext_noop("Register where people are examined, have it inspected and approved"),
    why=gettext_noop(
        "A sitting opens in a room or on a platform that was inspected, and approved by somebody else; what is "
        "measured with is calibrated."
    ),
    clauses=["2012:6.4", "2012:9.3.4", "2026:6.4"],
    who=[RESOURCE_MANAGER.code, QUALITY_MANAGER.code],
    link=("personnel:venues",),
    needs=["personnel.text"],
)
def a_venue_is_approved() -> Standing:
    """A site or platform was approved."""
    return Standing(Venue.objects.filter(approved_at__isnull=False).exists())


@setup_step(
    "personnel.software",
    place=124,
    title=gettext_noop("Verify the software, and sign its report"),
    why=gettext_noop(
        "The command “guildhall release verify” runs rules, delivery and scoring on reference cases; no examination "
        "in the browser begins before somebody signed."
    ),
    clauses=["2012:9.3.4", "2026:6.4"],
    who=[RESOURCE_MANAGER.code, QUALITY_MANAGER.code],
    link=("personnel:releases",),
    needs=["personnel.text"],
)
def a_release_is_verified() -> Standing:
    """A release of the software was signed as verified."""
    return Standing(SoftwareRelease.objects.filter(judged_at__isnull=False, failed=0).exists())
