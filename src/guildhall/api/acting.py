"""Programs do acts: which there are, what they take, and the doing itself."""

from typing import Any

from ninja import Body, Header, Router
from ninja.errors import HttpError

from guildhall.api.answers import Argument, Described, Done, Refused
from guildhall.conformity.discovery import discover
from guildhall.identity.permissions import NOBODY
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.words import gettext_noop
from guildhall.ledger import arguments
from guildhall.ledger.acts import Act, all_acts, named
from guildhall.ledger.records import Record
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated

router = Router()

NOT_DONE = dict.fromkeys((400, 401, 403, 404, 409, 422, 429), Refused)
"""What else may be answered instead of what was asked."""


class Unfit(Exception):
    """A refusal with the status under which it is answered."""

    def __init__(self, refusal: Refusal, status: int) -> None:
        super().__init__(str(refusal))
        self.refusal, self.status = refusal, status


@router.get("/acts", response={200: list[Described], 401: Refused, 429: Refused})
def acts(request: PageRequest) -> list[Described]:
    """Every act that people do, by name."""
    discover()
    return [_described(each) for each in all_acts() if each.permission is not NOBODY]


@router.get("/acts/{name}", response={200: Described, 401: Refused, 404: Refused, 429: Refused})
def one(request: PageRequest, name: str) -> Described:
    """One act."""
    return _described(_called(name))


@router.post("/acts/{name}", response={200: Done, **NOT_DONE})
def do(
    request: PageRequest, name: str, given: Body[dict[str, Any]], idempotency_key: Header[str | None] = None
) -> Done:
    """Do an act in the name of whose token is carried; the same rules hold as on its page.

    Records are given by number, reference or identifier, dates as ISO 8601. With a key, a repeat is answered with the
    first result and does nothing.
    """
    act = _called(name)
    known = {"by": request.actor, **_read(act, given)}
    try:
        result = (act.once(f"api:{idempotency_key}") if idempotency_key else act)(**known)
    except Refusal as refusal:
        raise Unfit(refusal, _status(act, refusal, known)) from refusal
    return _done(act, result)


def _called(name: str) -> Act[..., Any]:
    discover()
    try:
        found = named(name)
    except KeyError:
        found = None
    if found is None or found.permission is NOBODY:
        raise Unfit(_no_such_act(), 404)
    return found


def _read(act: Act[..., Any], given: dict[str, Any]) -> dict[str, Any]:
    try:
        return arguments.read(act, given)
    except arguments.Unreadable as problem:
        raise Unfit(unreadable(str(problem)), 422) from problem
    except Refusal as refusal:
        raise Unfit(refusal, 404) from refusal


def _status(act: Act[..., Any], refusal: Refusal, known: dict[str, Any]) -> int:
    """Under which status a refusal is answered: may not (403), is not there (404), or cannot be done now (409)."""
    first = next((each for each in act.forecasts(**known) if each.refusal), None)
    if first is not None and first.check in {"actor", "permission"}:
        return 403
    return 404 if refusal.code == "gone" else 409


def _done(act: Act[..., Any], result: object) -> Done:
    is_record = isinstance(result, Record)
    number = str(getattr(result, "number", "")) if is_record else ""
    return Done(act=act.name, result=result.ref if isinstance(result, Record) else None, number=number)


def _described(act: Act[..., Any]) -> Described:
    takes = arguments.taken(act)
    return Described(
        name=act.name,
        label=translated(act.label),
        meaning=act.meaning,
        sentence=translated(act.sentence),
        may=act.permission.words,
        arguments=[
            Argument(name=name, give=arguments.word(each.annotation), required=each.default is each.empty)
            for name, each in takes.items()
        ],
        rules=sorted({each.code for each in act.rules}),
        clauses=list(act.clauses),
        possible=all(arguments.can_be_given(p.annotation) for p in takes.values() if p.default is p.empty),
    )


def _no_such_act() -> Refusal:
    return Refusal(
        gettext_noop("There is no act of this name that people do."),
        mend=Mend(gettext_noop("Ask for the list of acts.")),
        code="act",
    )


def unreadable(sentence: str) -> Refusal:
    """What was sent cannot be the arguments of the act."""
    return Refusal(sentence, mend=Mend(gettext_noop("Mend what you send; nothing was done.")), code="arguments")


def not_understood(problem: HttpError) -> Refusal:
    """What was sent cannot be read at all."""
    return Refusal(
        gettext_noop("What was sent cannot be read: a JSON object is expected."),
        mend=Mend(gettext_noop("Mend what you send; nothing was done.")),
        code=f"http-{problem.status_code}",
    )
