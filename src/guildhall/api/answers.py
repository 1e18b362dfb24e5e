"""What programs are answered: what an act did, or why not, in the words of the page."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import Schema

from guildhall.kernel.refusals import Refusal
from guildhall.shell.words import translated


class Done(Schema):
    """An act that was done. `result` is the record that it made or changed, `number` what people call it."""

    act: str
    result: str | None
    number: str


class Refused(Schema):
    """Why something was not done: the rule, a sentence for people, what mends it, and the clauses that ask for it."""

    code: str
    sentence: str
    mend: str
    clauses: list[str]


class Argument(Schema):
    """What an act takes: its name, what to give in a word, and whether it must be given."""

    name: str
    give: str
    required: bool


class Described(Schema):
    """An act: what it means to the body, who may do it, what it takes, which rules and clauses bind it.

    `possible` says whether everything that it needs can be given by a program; a file, for one, is received on a page.
    """

    name: str
    label: str
    meaning: str
    sentence: str
    may: str
    arguments: list[Argument]
    rules: list[str]
    clauses: list[str]
    possible: bool


def refused(request: HttpRequest, refusal: Refusal, status: int, **headers: str) -> JsonResponse:
    """A refusal as programs read it, in the language that they ask for."""
    told: dict[str, Any] = {
        "code": refusal.code,
        "sentence": translated(refusal.sentence),
        "mend": translated(refusal.mend.sentence),
        "clauses": list(refusal.clauses),
    }
    return JsonResponse(told, status=status, headers=headers, json_dumps_params={"ensure_ascii": False})
