"""``kill -9`` of web server and database while candidates answer: no answer that was acknowledged is ever lost."""

import http.client
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from tests import postgres
from tests.running.homes import installed
from tests.running.installations import ROOT, Installation, until

pytestmark = pytest.mark.kill
CANDIDATES, ITEMS = 4, 60


@dataclass
class Candidate:
    """A browser's post: answers in their numbers, each sent until it is acknowledged."""

    port: int
    told: dict[str, str]
    stop: Event
    given: dict[int, tuple[int, str]] = field(default_factory=dict)
    acknowledged: set[int] = field(default_factory=set)

    def run(self) -> None:
        number = 0
        while not self.stop.is_set():
            new = range(number + 1, number + 1 + random.randint(1, 4))
            number = new[-1]
            for each in new:
                self.given[each] = (random.randint(1, ITEMS), f"answer {each}")
            while not self.stop.is_set() and not self._sent(list(new)):
                self.stop.wait(0.05)

    def _sent(self, numbers: list[int]) -> bool:
        answers = [
            {"seq": each, "position": self.given[each][0], "response": {"RESPONSE": [self.given[each][1]]}}
            for each in numbers
        ]
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            path, cookie = f"/exams/sit/{self.told['attempt']}/save", {"Cookie": f"seat={self.told['token']}"}
            connection.request("POST", path, json.dumps({"epoch": 1, "answers": answers}), cookie)
            answer = connection.getresponse()
            said = json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            return False
        finally:
            connection.close()
        if answer.status != 200:
            assert answer.status == 503, said
            return False
        assert not said.get("late"), said
        assert not said.get("refused"), said
        self.acknowledged |= set(numbers)
        return True


@dataclass
class House:
    """The web server and the database, which are killed and started again."""

    installation: Installation
    database: postgres.Server | None
    web: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.web = self.installation.start("web")

    def kill(self, name: str) -> None:
        if name == "database":
            assert self.database
            self.database.kill()
            self.database.start()
            return
        assert self.web
        os.killpg(self.web.pid, signal.SIGKILL)
        self.web.wait()
        self.start()

    def ask(self, *command: str) -> Any:
        done = subprocess.run(
            [sys.executable, "-m", "tests.exams.delivery.load", *command],
            cwd=ROOT,
            env=self.installation.environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=120,
        )
        return json.loads(done.stdout)


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, laid: Path, tmp_path: Path) -> Iterator[House]:
    installation = installed(laid, tmp_path)
    with ExitStack() as stack:
        database = None
        if request.param == "postgresql":
            try:
                database = stack.enter_context(postgres.started(durable=True))
            except postgres.NoPostgres as problem:
                pytest.skip(str(problem))
            installation.settings |= database.environment
            migrated = installation.run("migrate")
            assert migrated.returncode == 0, migrated.stderr
        yield (made := House(installation, database))
        if made.web:
            os.killpg(made.web.pid, signal.SIGKILL)
            made.web.wait()


def test_no_acknowledged_answer_is_lost(house: House) -> None:
    stop = Event()
    people = [Candidate(house.installation.port, told, stop) for told in house.ask("found", str(CANDIDATES))]
    house.start()
    assert until(house.installation.answers, 40), house.installation.output()
    threads = [Thread(target=each.run) for each in people]
    for thread in threads:
        thread.start()
    try:
        for name in ["web", "web", "web", *(["database", "web", "database"] if house.database else [])]:
            _go_on(people)
            house.kill(name)
        _go_on(people)
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=30)
    _agree(house.ask("check"), people)


def _go_on(people: list[Candidate]) -> None:
    """Wait until answers are being saved again, and then a little, so that the next kill meets them at work."""
    before = sum(len(each.acknowledged) for each in people)
    assert until(lambda: sum(len(each.acknowledged) for each in people) >= before + 40, 60)
    Event().wait(random.uniform(0.05, 0.5))


def _agree(found: dict[str, list[list[Any]]], people: list[Candidate]) -> None:
    for each in people:
        kept = {number: (position, text) for number, position, text in found[each.told["attempt"]]}
        assert len(kept) == len(found[each.told["attempt"]])
        assert each.acknowledged <= kept.keys()
        assert kept == {number: each.given[number] for number in kept}
        assert len(each.acknowledged) > 50
