"""The steps of the set-up in this room: a scheme, from its first name to the day on which it takes effect."""

from django.utils.translation import gettext as _

from guildhall.documents.queries import public_statements
from guildhall.identity.models import Grant
from guildhall.identity.roles import (
    ADMINISTRATOR,
    PANELLIST,
    QUALITY_MANAGER,
    SCHEME_APPROVER,
    SCHEME_MANAGER,
    TOP_MANAGEMENT,
)
from guildhall.kernel.steps import Standing, setup_step
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.models import JobAnalysis, Scheme, SchemeVersion
from guildhall.schemes.rules.versions import ASKED_OF_2012


@setup_step(
    "schemes.scheme",
    place=60,
    title=gettext_noop("Open the first scheme"),
    why=gettext_noop("A scheme says what is certified; roles of its people are held in it."),
    clauses=["2012:8.1", "2026:8"],
    who=[TOP_MANAGEMENT.code, ADMINISTRATOR.code],
    link=("schemes:scheme-open",),
    needs=["personnel.declarations"],
    before=["personnel.founding"],
)
def a_scheme_is_opened() -> Standing:
    """The header of a scheme is there."""
    first = Scheme.objects.order_by("code").first()
    return Standing(first is not None, first.name if first else "")


@setup_step(
    "schemes.people",
    place=65,
    title=gettext_noop("Give the scheme its manager and its panel"),
    why=gettext_noop("The manager develops it; people who know the occupation rate its tasks."),
    clauses=["2012:8.4", "2012:6.1.3", "2026:8"],
    who=[TOP_MANAGEMENT.code, ADMINISTRATOR.code],
    link=("web:people",),
    needs=["schemes.scheme"],
)
def its_people_are_given() -> Standing:
    """Somebody was given the role of scheme manager, and somebody that of a panel member."""
    given = set(Grant.objects.filter(role__in=[SCHEME_MANAGER.code, PANELLIST.code]).values_list("role", flat=True))
    missing = [_(each.name) for each in (SCHEME_MANAGER, PANELLIST) if each.code not in given]
    return Standing(not missing, _("Missing: %(roles)s") % {"roles": ", ".join(missing)} if missing else "")


@setup_step(
    "schemes.statements",
    place=80,
    title=gettext_noop("Say what everybody may know"),
    why=gettext_noop("With a scheme, everybody can read how you stay impartial and how one appeals and complains."),
    clauses=["2012:4.3.1", "2012:7.2.2", "2012:9.8.3", "2012:9.9.2", "2026:7.2"],
    who=[QUALITY_MANAGER.code, TOP_MANAGEMENT.code],
    link=("documents:documents",),
    needs=["personnel.declarations"],
)
def everybody_may_know() -> Standing:
    """The public statements are in effect."""
    there = public_statements()
    lacking = [str(topic.label) for topic in ASKED_OF_2012 if topic not in there]
    return Standing(not lacking, _("Missing: %(roles)s") % {"roles": ", ".join(lacking)} if lacking else "")


@setup_step(
    "schemes.analysis",
    place=85,
    title=gettext_noop("Analyse the occupation"),
    why=gettext_noop("What is examined rests on what the work asks for; a panel rates its tasks."),
    clauses=["2012:8.4", "2026:8"],
    who=[SCHEME_MANAGER.code, PANELLIST.code, SCHEME_APPROVER.code],
    link=("schemes:schemes",),
    needs=["schemes.people", "personnel.founding"],
)
def the_occupation_is_analysed() -> Standing:
    """A job analysis was approved."""
    return Standing(JobAnalysis.objects.filter(approved_at__isnull=False).exists())


@setup_step(
    "schemes.version",
    place=90,
    title=gettext_noop("Develop the scheme, validate and approve it"),
    why=gettext_noop("Requirements, competences, blueprint and components; somebody else than its authors approves."),
    clauses=["2012:8.2", "2012:8.3", "2012:8.4", "2012:8.5", "2026:8"],
    who=[SCHEME_MANAGER.code, PANELLIST.code, SCHEME_APPROVER.code],
    link=("schemes:schemes",),
    needs=["schemes.analysis"],
)
def a_version_is_approved() -> Standing:
    """A version of a scheme was approved."""
    return Standing(SchemeVersion.objects.filter(approved_at__isnull=False).exists())


@setup_step(
    "schemes.effect",
    place=95,
    title=gettext_noop("Publish the scheme"),
    why=gettext_noop("From its day on people can apply. With it the founding ends: nobody is appointed any more."),
    clauses=["2012:7.2.2", "2012:7.2.3", "2012:8.1", "2026:7.2"],
    who=[SCHEME_MANAGER.code, TOP_MANAGEMENT.code],
    link=("schemes:schemes",),
    needs=["schemes.version", "schemes.statements"],
)
def the_scheme_is_published() -> Standing:
    """A version of a scheme was published."""
    return Standing(SchemeVersion.objects.filter(published_at__isnull=False).exists())
