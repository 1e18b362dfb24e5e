"""The first steps of the set-up: the body, and the people who lead it."""

from django.utils.translation import gettext as _

from guildhall.identity.models import Grant, Person, Scope
from guildhall.identity.roles import ADMINISTRATOR, OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT, Role
from guildhall.kernel.steps import Standing, setup_step
from guildhall.kernel.words import gettext_noop

LEADERS = [ADMINISTRATOR.code, TOP_MANAGEMENT.code]


@setup_step(
    "identity.body",
    place=10,
    title=gettext_noop("Name the body"),
    why=gettext_noop("Everything here is done in its name."),
    clauses=["2012:4.1", "2026:4.1"],
    who=[ADMINISTRATOR.code],
)
def body_is_named() -> Standing:
    """The installation knows whose it is; that happens when it is founded."""
    body = Scope.objects.filter(kind=Scope.Kind.BODY).first()
    return Standing(body is not None, body.name if body else "")


@setup_step(
    "identity.top-management",
    place=20,
    title=gettext_noop("Register top management and give them their role"),
    why=gettext_noop("Top management answers for the body and appoints its people."),
    clauses=["2012:4.2", "2012:5.1.1", "2026:5.1"],
    who=[ADMINISTRATOR.code],
    link=("web:person-register",),
    needs=["identity.body"],
)
def top_management_is_given() -> Standing:
    """Somebody was given the role of top management."""
    return _given(TOP_MANAGEMENT)


@setup_step(
    "identity.quality-manager",
    place=22,
    title=gettext_noop("Register the quality manager and give them their role"),
    why=gettext_noop("Who keeps the management system judges interests, and is not the one who decides alone."),
    clauses=["2012:10.2.1", "2012:6.1.2", "2026:6.1"],
    who=LEADERS,
    link=("web:person-register",),
    needs=["identity.body"],
)
def quality_manager_is_given() -> Standing:
    """Somebody was given the role of quality manager."""
    return _given(QUALITY_MANAGER)


@setup_step(
    "identity.operations",
    place=24,
    title=gettext_noop("Register who runs operations and give them their role"),
    why=gettext_noop("They register persons and serve those who have no account."),
    clauses=["2012:6.1.2", "2026:6.1"],
    who=LEADERS,
    link=("web:person-register",),
    needs=["identity.body"],
)
def operations_are_given() -> Standing:
    """Somebody was given the role of operations."""
    return _given(OPERATIONS)


@setup_step(
    "identity.accounts",
    place=30,
    title=gettext_noop("Invite everybody who holds a role to open their account"),
    why=gettext_noop("Who works here signs in themselves, with a second factor; nobody works in another's name."),
    clauses=["2012:7.3.1", "2026:7.3"],
    who=LEADERS,
    link=("web:people",),
    needs=["identity.top-management", "identity.quality-manager", "identity.operations"],
)
def the_leaders_have_accounts() -> Standing:
    """Whoever was given one of the body's leading roles opened an account."""
    leading = [TOP_MANAGEMENT.code, QUALITY_MANAGER.code, OPERATIONS.code]
    people = Person.objects.filter(grants__role__in=leading).distinct()
    count, opened = people.count(), people.filter(account__isnull=False).count()
    return Standing(0 < count == opened, _("%(some)d of %(all)d have one") % {"some": opened, "all": count})


def _given(role: Role) -> Standing:
    return Standing(Grant.objects.filter(role=role.code).exists())
