"""What is done before people come: databases, and the first administrator."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from guildhall.cli.asking import asked
from guildhall.identity import invitations
from guildhall.identity.founding import found
from guildhall.identity.grants import held_on
from guildhall.identity.models import Person
from guildhall.identity.roles import role
from guildhall.kernel import clock
from guildhall.kernel.configuration import BadConfiguration
from guildhall.ledger.guard import writing_as

DATABASES = ("keys", "default")
DEMO_CAST = 12
"""How many of the cast are listed at the start."""


def migrate(given: Namespace) -> None:
    """Bring both databases up to date."""
    _bring_up_to_date()
    print("Both databases are as this version needs them.")


def create_admin(given: Namespace) -> None:
    """Found the body and invite its first administrator; the installation does this once."""
    refuse_unprepared()
    invitation = found(
        name=given.body or asked("Name of the body"),
        given_name=given.given_name or asked("Given name of the administrator"),
        family_name=given.family_name or asked("Family name"),
        email=given.email or asked("E-mail address"),
    )
    link = reverse("web:account-invitation", args=[invitation.id, invitations.secret(invitation)])
    print(
        f"{invitation.person.number} is the administrator; within {invitations.DAYS} days they open their account here:"
    )
    print(f"  {address().rstrip('/')}{link}")


def refuse_unprepared() -> None:
    """Go on only with databases that are up to date; an embedded installation brings its own up to date."""
    if settings.GUILDHALL.demo:
        refuse_no_demo()
    elif settings.GUILDHALL.mode == "embedded":
        _prepare()
    else:
        refuse_behind()


def refuse_behind() -> None:
    """Go on only with databases that are up to date."""
    if _is_behind():
        raise BadConfiguration("The databases are not as this version needs them. Run `guildhall migrate` first.")


def address() -> str:
    """Where people reach this installation."""
    configuration = settings.GUILDHALL
    return configuration.public_url or f"http://{configuration.host}:{configuration.port}/"


def who_signs_in() -> Iterator[str]:
    """Who of the demo's cast can be signed in as."""
    if not settings.GUILDHALL.demo:
        return
    yield "This is a demonstration. Sign in there without a password as one of these, or as anybody else on the page:"
    held = held_on(clock.today()).select_related("person").order_by("person__number", "role")
    roles: dict[Person, dict[str, None]] = {}
    for grant in held:
        roles.setdefault(grant.person, {})[role(grant.role).name] = None
    for person in list(roles)[:DEMO_CAST]:
        yield f"  {person.name:<24} {', '.join(roles[person])}"


def _prepare() -> None:
    if _is_behind():
        print("Preparing the databases ...", flush=True)
        _bring_up_to_date()


def _bring_up_to_date() -> None:
    for alias in DATABASES:
        with writing_as("migration"):
            call_command("migrate", database=alias, interactive=False, verbosity=0)


def _is_behind() -> bool:
    executors = [MigrationExecutor(connections[alias]) for alias in DATABASES]
    return any(each.migration_plan(each.loader.graph.leaf_nodes()) for each in executors)


def refuse_no_demo() -> None:
    """Go on only in a demonstration, with its databases up to date.

    A real body never becomes a demonstration: everybody could sign in as anybody.
    """
    configuration = settings.GUILDHALL
    if not configuration.demo:
        raise BadConfiguration("This is no demonstration. Set GUILDHALL_DEMO=1, in a GUILDHALL_HOME of its own.")
    _prepare()
    if Person.objects.exists() and not demo_mark().exists():
        raise BadConfiguration(
            f"The body in {configuration.home} is a real one, and a demonstration lets everybody sign in as anybody. "
            "Set GUILDHALL_HOME to another directory for it."
        )


def demo_mark() -> Path:
    """The file that says that the body in this directory is a demo."""
    return Path(settings.GUILDHALL.home) / "demo"
