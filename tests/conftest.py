"""One fresh installation for the suite, two databases for every test, no network, a clock that stands in our hands.

By default the databases are SQLite files in a temporary directory: files, and not memory, so that tests with several
threads meet the same locks as people do. With ``GUILDHALL_DATABASE_URL`` and ``GUILDHALL_KEYS_DATABASE_URL`` in the
environment the same suite runs on PostgreSQL (``script/postgres`` gives one).
"""

import atexit
import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

HOME = Path(tempfile.mkdtemp(prefix="guildhall-tests-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
KEPT = {"GUILDHALL_DATABASE_URL", "GUILDHALL_KEYS_DATABASE_URL"}
for name in [name for name in os.environ if name.startswith("GUILDHALL_") and name not in KEPT]:
    del os.environ[name]
os.environ["GUILDHALL_HOME"] = str(HOME)
(HOME / "static").mkdir()
os.environ["DJANGO_SETTINGS_MODULE"] = "guildhall.settings"

import django  # noqa: E402
import hypothesis  # noqa: E402
import pytest  # noqa: E402
from django.conf import settings  # noqa: E402

django.setup()

from guildhall.kernel import clock as house_clock  # noqa: E402

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
hypothesis.settings.register_profile(
    "guildhall", deadline=None, print_blob=True, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture]
)
hypothesis.settings.load_profile("guildhall")

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday morning: where the clock stands when a test begins, so that no test fails at midnight or at new year."""

BOTH = ("default", "keys")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test may use both databases; ``@pytest.mark.django_db(transaction=True)`` makes one commit for real."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker is None:
            item.add_marker(pytest.mark.django_db(databases=BOTH))
        elif "databases" not in marker.kwargs:
            item.add_marker(pytest.mark.django_db(*marker.args, **marker.kwargs, databases=BOTH), append=False)


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory that all processes of this run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if hasattr(request.config, "workerinput") else base


@pytest.fixture(scope="session")
def laid(shared: Path) -> Path:
    """A home whose tables are laid and which nobody uses; `homes.installed` copies it."""
    from tests.running import homes

    return homes.made_once(shared / "laid", homes.lay)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """Name the test databases: files of this process on SQLite, one pair for each process on PostgreSQL."""
    from django.db import connections

    process = getattr(request.config, "workerinput", {}).get("workerid", "main")
    for alias in BOTH:
        connection = connections[alias]
        path = HOME / f"{alias}.sqlite3"
        name = str(path) if connection.vendor == "sqlite" else f"test_{alias}_{process}_{os.getpid()}"
        connection.settings_dict["TEST"]["NAME"] = name


@pytest.fixture(scope="session", autouse=True)
def _transactional_tests_clean_up() -> None:
    """Let Django empty the tables after a test that committed: the guard and the ledger's triggers refuse it to all."""
    from django.test import TransactionTestCase

    from tests import forge

    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def forged(case: TransactionTestCase) -> None:
        with forge.behind_the_acts(*BOTH):
            empty(case)

    TransactionTestCase._fixture_teardown = forged  # type: ignore[attr-defined]


@pytest.fixture(scope="session", autouse=True)
def _only_this_machine() -> Iterator[None]:
    """Nothing in a test reaches beyond this machine."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connect_here(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_here(address[0]):
            raise RuntimeError(f"A test tried to reach {address[0]}; tests stay on this machine.")
        return connect(self, address)

    def look_up_here(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host and not _is_here(host):
            raise RuntimeError(f"A test tried to look up {host}; tests stay on this machine.")
        return look_up(host, *args, **kwargs)

    socket.socket.connect, socket.getaddrinfo = connect_here, look_up_here  # type: ignore[method-assign, assignment]
    yield
    socket.socket.connect, socket.getaddrinfo = connect, look_up  # type: ignore[method-assign]


def _is_here(host: str | bytes) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in {"localhost", socket.gethostname()}:
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def _fresh_memory() -> None:
    """Rate limits and cached pages of the test before do not reach into this one."""
    from django.core.cache import cache

    cache.clear()


class HouseClock:
    """The clock of the house in a test's hands: every move goes through `guildhall.kernel.clock`."""

    def __init__(self, moves: ExitStack) -> None:
        self._moves = moves

    def move(self, by: timedelta | None = None, **parts: float) -> datetime:
        """Move the house by a span, or by ``days=``, ``hours=`` and the like; returns the new moment."""
        self._moves.enter_context(house_clock.moved(by or timedelta(**parts)))
        return house_clock.now()

    def set(self, moment: datetime) -> datetime:
        """Set the house to `moment`, from where the clock runs on."""
        self._moves.enter_context(house_clock.at(moment))
        return house_clock.now()


@pytest.fixture(autouse=True)
def clock() -> Iterator[HouseClock]:
    """The clock, which begins every test on a Monday morning; ``clock.move(days=365)`` moves the whole house."""
    with ExitStack() as moves:
        moves.enter_context(house_clock.at(MORNING))
        yield HouseClock(moves)


@pytest.fixture(scope="module")
def keeps_stage(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[bool]:
    """Whether a stage is set once for this module, and the transactions around it; see `tests.staging`."""
    from tests.staging import commits, set_once

    if commits(request):
        yield False
        return
    with set_once(django_db_blocker):
        yield True


@pytest.fixture(scope="module")
def cast_once(keeps_stage: bool) -> Any:
    """The cast of every test of this module, where a stage is kept."""
    from tests.cast import engage

    return engage() if keeps_stage else None


@pytest.fixture
def cast(cast_once: Any) -> Any:
    """The body founded and everybody in their part (`tests.cast.Cast`)."""
    from tests.cast import engage

    return deepcopy(cast_once) or engage()


@pytest.fixture(scope="module")
def made_once(request: pytest.FixtureRequest, cast_once: Any) -> Any:
    """The scheme of every test of this module, where all who ask for the cast ask for it too."""
    from tests.making import a_scheme
    from tests.staging import plays_in_all

    return a_scheme(cast_once) if cast_once and plays_in_all("made", request) else None


@pytest.fixture
def made(made_once: Any, cast: Any) -> Any:
    """A scheme in effect, with its crew (`tests.making.Made`)."""
    from tests.making import a_scheme

    return deepcopy(made_once) or a_scheme(cast)


@pytest.fixture
def in_threads() -> Callable[..., list[Any]]:
    """Run functions at the same moment, each in a thread with connections of its own; returns results or exceptions."""
    from tests.threads import all_at_once

    return all_at_once
