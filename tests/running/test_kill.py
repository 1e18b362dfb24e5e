"""``kill -9`` of web server, worker and database under load: nothing by half or lost, every job once in effect."""

import os
import random
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from json import loads
from threading import Event, Thread
from typing import Any

import pytest

from guildhall.kernel.identifiers import new_id
from tests import postgres
from tests.running.installations import ROOT, Installation, until

pytestmark = pytest.mark.kill
CLIENTS = 3
SLOWER_AFTER = 100
"""Acts after which a client rests between two: a fast machine has no more to check at the end than a slow one."""


@dataclass
class Victims:
    """The processes that are killed, and how each comes back."""

    installation: Installation
    database: postgres.Server | None
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str) -> None:
        port = str(self.installation.port)
        commands = {
            "web": ["-m", "granian", "--interface", "wsgi", "--port", port, "--blocking-threads", "3",
                    "--log-level", "critical", "tests.running.load:application"],
            "worker": ["-m", "tests.running.load", "worker"],
        }  # fmt: skip
        with (self.installation.home / "output").open("ab") as output:
            self.running[name] = subprocess.Popen(
                [sys.executable, *commands[name]],
                cwd=ROOT,
                env=self.installation.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def kill(self, name: str) -> None:
        if name == "database":
            assert self.database
            self.database.kill()
            return
        process = self.running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def kill_and_start(self, name: str) -> None:
        self.kill(name)
        if name == "database":
            assert self.database
            self.database.start()
        else:
            self.start(name)

    def tell(self, command: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "tests.running.load", command],
            cwd=ROOT,
            env=self.installation.environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=60,
        )
        return done.stdout

    def end(self) -> None:
        for name in list(self.running):
            self.kill(name)


@dataclass
class Client:
    """Somebody who asks for an act until they are told that it is done, and then for the next one."""

    port: int
    stop: Event
    told: list[str] = field(default_factory=list)
    left: str = ""

    def run(self) -> None:
        while not self.stop.wait(0.2 if len(self.told) > SLOWER_AFTER else 0):
            self.left = f"load:{new_id()}"
            while not self.stop.is_set():
                if self._done(self.left):
                    self.told.append(self.left)
                    break
                self.stop.wait(0.05)

    def _done(self, once: str) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/do/{once}", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


@pytest.fixture(params=["sqlite", "postgresql"])
def victims(request: pytest.FixtureRequest, prepared: Installation) -> Iterator[Victims]:
    installation = prepared
    installation.settings = {"GUILDHALL_JOB_LEASE": "2"}
    with ExitStack() as stack:
        database = None
        if request.param == "postgresql":
            try:
                database = stack.enter_context(postgres.started(durable=True))
            except postgres.NoPostgres as problem:
                pytest.skip(str(problem))
            installation.settings |= database.environment
            assert installation.run("migrate").returncode == 0
        found = Victims(installation, database)
        found.tell("found")
        stack.callback(found.end)
        yield found


def test_killed_processes_leave_nothing_by_half(victims: Victims) -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    sys.stdout.write(f"seed {seed}\n")
    stop = Event()
    clients = [Client(victims.installation.port, stop) for _ in range(CLIENTS)]
    threads = [Thread(target=client.run) for client in clients]
    for name in ("web", "worker"):
        victims.start(name)
    for thread in threads:
        thread.start()
    try:
        for name in _order(chance, with_database=victims.database is not None):
            _go_on(clients, lambda: chance.uniform(0.3, 1.2))
            victims.kill_and_start(name)
        _go_on(clients, lambda: 0.5)
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=30)
    assert until(lambda: _idle(victims), 40), victims.installation.output()[-3000:]
    _agree(loads(victims.tell("check")), clients)
    verified = victims.installation.run("ledger", "verify")
    assert verified.returncode == 0, verified.stdout


def _order(chance: random.Random, *, with_database: bool) -> list[str]:
    order = ["web", "worker", "web", "worker", *(["database", "database"] * with_database)]
    chance.shuffle(order)
    return order


def _go_on(clients: list[Client], pause: Callable[[], float]) -> None:
    """Wait until acts are being done again, and then a little, so that the next kill meets them at work."""
    before = sum(len(client.told) for client in clients)
    assert until(lambda: sum(len(client.told) for client in clients) >= before + 3, 40)
    Event().wait(pause())


def _idle(victims: Victims) -> bool:
    states: dict[str, int] = loads(victims.tell("check"))["states of jobs"]
    return not states.get("waiting") and not states.get("running")


def _agree(found: dict[str, Any], clients: list[Client]) -> None:
    acts, number = found["acts"], len(found["acts"])
    told = {once for client in clients for once in client.told}
    asked = told | {client.left for client in clients}
    assert len(acts) == len(set(acts))
    assert told <= set(acts) <= asked
    assert {name: found[name] for name in found if name not in {"acts", "states of jobs", "tried again"}} == {
        "persons": number,
        "persons with their act": number,
        "roles given": number,
        "conditions": number,
        "jobs": number,
        "jobs done": number,
        "roles of jobs": number,
        "entries without effect": 0,
        "effects without entry": 0,
    }
