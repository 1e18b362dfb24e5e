"""A house for a benchmark: an installation of its own, founded, on the database that was asked for."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
DATABASES = ("sqlite", "postgresql")


@contextmanager
def environment(database: str) -> Iterator[dict[str, str]]:
    """The environment of a fresh installation whose databases write through to the disk."""
    from tests import postgres

    kept = {name: value for name, value in os.environ.items() if not name.startswith("GUILDHALL_")}
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="guildhall-bench-"))
        server = stack.enter_context(postgres.started(durable=True)).environment if database == "postgresql" else {}
        yield {**kept, "GUILDHALL_HOME": home, "DJANGO_SETTINGS_MODULE": "guildhall.settings", **server}


def on_each(file: str, *databases: str, within: int = 300, more: Sequence[str] = ()) -> int:
    """Run `file` as a process of its own on each database, `within` seconds each; the worst exit code.

    It is told the database, and `more` after it.
    """
    worst = 0
    for database in databases or DATABASES:
        with environment(database) as told:
            worst |= _run(file, database, more, told, within)
    return worst


def _run(file: str, database: str, more: Sequence[str], told: dict[str, str], within: int) -> int:
    return subprocess.run([sys.executable, file, database, *more], check=False, env=told, timeout=within).returncode


def migrated() -> None:
    """Set Django up and lay empty tables."""
    import django

    django.setup()
    from django.core.management import call_command

    from guildhall.ledger.guard import writing_as

    for alias in ("default", "keys"):
        with writing_as("migration"):
            call_command("migrate", database=alias, interactive=False, verbosity=0)


def founded() -> None:
    """Set Django up, migrate, and found the body with the people of the tests."""
    migrated()
    from tests.cast import found

    found()
