"""Carla in the middle of her examination, and a browser that speaks to the door for answers."""

import io
import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from guildhall.exams.delivery import tokens
from guildhall.exams.delivery.door import AnswersFirst
from guildhall.exams.models import Attempt
from tests.cast import Cast
from tests.exams.delivery.forging import a_form, a_sitting, an_attempt
from tests.making import Made


@pytest.fixture
def attempt(made: Made, cast: Cast) -> Attempt:
    """Carla's attempt, in progress since now, with thirty minutes and six questions."""
    return an_attempt(made, a_sitting(made, a_form(made)), cast.carla)


def answer(seq: int, position: int, *texts: str, **more: Any) -> dict[str, Any]:
    """An answer as the page sends it."""
    return {"seq": seq, "position": position, "response": {"RESPONSE": list(texts)}, **more}


@dataclass
class Told:
    """What the door said."""

    status: int
    headers: dict[str, str]
    body: dict[str, Any]


def house(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """What stands behind the door."""
    start_response("200 OK", [])
    return [b"the house"]


@dataclass
class Browser:
    """A candidate's browser, as far as the door sees it."""

    attempt: Attempt
    cookie: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cookie = self.cookie or tokens.mint(self.attempt)

    def save(self, *answers: dict[str, Any], epoch: int | None = None) -> Told:
        """Send answers."""
        return self.send(json.dumps({"epoch": epoch or self.attempt.epoch, "answers": answers}).encode())

    def send(self, body: bytes, *, to: str = "", method: str = "POST", **environ: str) -> Told:
        """Send whatever."""
        told: list[Any] = []
        asked = {
            "REQUEST_METHOD": method,
            "PATH_INFO": to or f"/exams/sit/{self.attempt.pk}/save",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_COOKIE": f"sessionid=x; seat={self.cookie}",
            "wsgi.input": io.BytesIO(body),
            **self.headers,
            **environ,
        }
        content = b"".join(AnswersFirst(house)(asked, lambda *started: told.extend(started)))
        status, headers = told
        parsed = json.loads(content) if content.startswith(b"{") else {"text": content.decode()}
        return Told(int(status.split()[0]), dict(headers), parsed)


@pytest.fixture
def browser(attempt: Attempt) -> Browser:
    return Browser(attempt)
