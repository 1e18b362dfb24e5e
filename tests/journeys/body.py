"""A body of its own for a journey: founded by acts, really served, with those signed in who come to the browser."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.journeys.house import House
from tests.journeys.visitor import Visitor
from tests.running.homes import installed
from tests.running.installations import ROOT, Installation, until

WAIT_SECONDS = 60


@dataclass
class Body:
    """A served installation, who is signed in there, and what the parts of the journey tell each other."""

    journey: str
    installation: Installation
    house: House
    sessions: dict[str, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)

    def behind(self, step: str) -> Any:
        """Let others take a step meanwhile: a function of the journey's module."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.journeys.behind", self.journey, step],
            cwd=ROOT, env=self.installation.environment, check=False, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def let_in(self, visiting: Callable[..., Visitor], name: str, *, width: int = 1280) -> Visitor:
        """Somebody of this body, signed in, at a browser of their own."""
        visitor = visiting(width=width)
        session = self.sessions[name]
        visitor.page.context.add_cookies([{"name": "sessionid", "value": session, "url": self.house.address}])
        return visitor

    def here(self, visitor: Visitor) -> str:
        """The path of the page that somebody has before them."""
        return visitor.page.url.removeprefix(self.house.address)

    def proves_itself(self) -> None:
        """The ledger is whole, and nothing broke on the way."""
        verified = self.installation.run("ledger", "verify")
        assert verified.returncode == 0, verified.stdout + verified.stderr
        broken = [line for line in self.installation.output().splitlines() if " ERROR " in line or "Traceback" in line]
        assert broken == []


def served(laid: Path, home: Path, journey: str) -> Iterator[Body]:
    """A body that the journey's `prepare` founded, served until the journey is over."""
    installation = installed(laid, home, demo=True)
    body = Body(journey, installation, House(home, installation.port, installation.start("serve")))
    body.sessions.update(body.behind("prepare"))
    assert until(installation.answers, WAIT_SECONDS), installation.output()
    yield body
    assert body.house.stop() == 0


def waits_for(visitor: Visitor, path: str, text: str) -> Visitor:
    """Open a page until the worker has done what it is to show."""
    assert until(lambda: visitor.go(path).page.get_by_text(text).count() > 0, WAIT_SECONDS), text
    return visitor.sees(text)


def in_days(visitor: Visitor, count: int) -> str:
    """The day that lies so many days ahead, by the visitor's calendar."""
    day: str = visitor.page.evaluate(f"new Date(Date.now() + {count} * 864e5).toISOString().slice(0, 10)")
    return day


def asks_why(visitor: Visitor, what: str) -> Visitor:
    """Ask of an offer that is greyed why it cannot be done now."""
    visitor.page.locator("details.refused-offer", has_text=what).locator("summary").click()
    return visitor.look()
