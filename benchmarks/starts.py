"""Five hundred candidates who press 'Start' in the same second: each has the questions before them within a minute.

They are signed in, checked in and on the waiting page. At one moment all press; each then opens the examination that
the answer leads to. A start counts when the page with the questions is there. The claims: all within 60 s, each once.
"""

import http.client
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import quantiles
from threading import Barrier
from urllib.parse import urlencode

import _house
import _serving

CANDIDATES, WITHIN = 500, 60.0
CARRIED = re.compile(r'name="(csrfmiddlewaretoken|once|revision)" value="([^"]*)"')


def measure(database: str) -> int:
    """Print how long it took until all had started; 1 where it took too long or somebody did not start."""
    _house.migrated()
    told = _prepared()
    with _serving.web() as port, _serving.busy_worker():
        people = [Candidate(port, *each) for each in told]
        for person in people:
            person.wait()
        together = Barrier(CANDIDATES)
        with ThreadPoolExecutor(CANDIDATES) as crowd:
            began, spans = time.perf_counter(), list(crowd.map(lambda person: person.start(together), people))
        whole = time.perf_counter() - began
    cuts = quantiles(spans, n=100)
    took = f"p50 {cuts[49]:.1f} s   p99 {cuts[98]:.1f} s"
    print(f"{database:<11}{CANDIDATES} starts in {whole:.1f} s (at most {WITHIN:.0f})   {took}")
    return int(whole > WITHIN or _started() != CANDIDATES)


def _prepared() -> list[tuple[str, str]]:
    """Attempts of candidates who are checked in, with the sessions in which they are signed in."""
    from django.conf import settings
    from django.test import Client

    from guildhall.identity.models import Person
    from tests.cast import sign_in
    from tests.exams.delivery import load

    settings.ALLOWED_HOSTS = ["*"]
    waiting = load.waiting(CANDIDATES)
    people = Person.objects.in_bulk([each["person"] for each in waiting])
    sessions = {str(pk): sign_in(Client(), person).cookies["sessionid"].value for pk, person in people.items()}
    return [(each["attempt"], sessions[each["person"]]) for each in waiting]


@dataclass
class Candidate:
    """A browser on the waiting page."""

    port: int
    attempt: str
    session: str
    cookies: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return f"/exams/sit/{self.attempt}/"

    def wait(self) -> None:
        """Open the waiting page."""
        self.cookies["sessionid"] = self.session
        self.form = dict(CARRIED.findall(self._ask("GET", self.place)))

    def start(self, together: Barrier) -> float:
        """Press together with everybody else; how long it took until the questions were there."""
        together.wait(60)
        began = time.perf_counter()
        self._ask("POST", f"{self.place}start/", urlencode(self.form))
        shown = self._ask("GET", self.place)
        if "data-question=" not in shown:
            raise RuntimeError(shown[:2000])
        return time.perf_counter() - began

    def _ask(self, method: str, path: str, body: str = "") -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90)
        told = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body:
            told["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body or None, told)
        answer = connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, rest = value.partition("=")
                self.cookies[cookie] = rest.partition(";")[0]
        said = answer.read().decode()
        connection.close()
        if answer.status >= 400:
            raise RuntimeError(f"{answer.status} {said[:500]}")
        return said


def _started() -> int:
    from guildhall.exams.models import Attempt
    from guildhall.ledger.models import Entry

    begun = Attempt.objects.filter(state="in-progress", epoch=1).count()
    entries = Entry.objects.filter(act="exams.attempt.start", outcome="done").count()
    return begun if begun == entries else -1


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in _house.DATABASES:
        sys.exit(measure(sys.argv[1]))
    sys.exit(_house.on_each(__file__))
