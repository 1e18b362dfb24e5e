"""The act: the only way to change a record.

An act is a keyword-only function that says in one place who may, what must hold, what changes and what the ledger
keeps of it::

    @act(
        "personnel.declaration.sign",
        about="declaration",
        move=DECLARATION.sign,
        permission=is_the_declarer,
        rules=[the_text_is_the_effective_one],
        sentence=gettext_noop("signed {subject}"),
    )
    def sign(*, by: Actor, declaration: Declaration, interests: str) -> Declaration:
        '''...'''

In this order: open the transaction, lock the subject's line, reload the subject, actor, permission, state, rules, body,
entry. The body works on the reloaded record; the caller's object is never touched. An act called inside another joins
its transaction, is checked in full, and has an entry of its own that names its cause.
"""

import inspect
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

from django.db import IntegrityError, OperationalError, transaction

from guildhall.kernel import clauses as clause_references
from guildhall.kernel import clock, remembering
from guildhall.kernel.actors import Actor, ActorKind
from guildhall.kernel.lifecycles import BEGIN, Move
from guildhall.kernel.permissions import Permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Rule, fit
from guildhall.kernel.words import gettext_noop
from guildhall.ledger import constraints, entries, guard, locks, running
from guildhall.ledger.models import Entry
from guildhall.ledger.records import Record, find
from guildhall.ledger.running import Running
from guildhall.vault import keys

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger(__name__)

ONCE = re.compile(r"[0-9A-Za-z:._-]{1,100}")
"""How a one-time number looks: an identifier, or a step and identifiers."""

ATTEMPTS = 3
"""How often an act is tried when two acts waited for each other and the database ended one of them."""


class BadAct(TypeError):
    """An act is declared in a way that could not be trusted; it fails when the house is imported."""


class Verdict(Enum):
    """What can be said of a rule before the act is done."""

    HOLDS = "holds"
    REFUSED = "refused"
    UNKNOWN = "not yet known"


@dataclass(frozen=True)
class Forecast:
    """What one check would say of an act; `refusal` only where it would refuse."""

    check: str
    verdict: Verdict
    refusal: Refusal | None = None


@dataclass(eq=False)
class Act(Generic[P, R]):
    """A registered act. Call it like the function it is; `act.once(number)` makes a repeat return the first result."""

    name: str
    body: Callable[P, R]
    about: tuple[str, ...]
    permission: Permission
    sentence: str
    rules: tuple[Rule, ...] = ()
    move: Move | None = None
    clauses: tuple[str, ...] = ()
    machines: tuple[str, ...] = ()
    doors: tuple[str, ...] = ()
    bootstrap: bool = False
    effective: str = ""
    label: str = ""
    told_in_line: bool = False
    also_locks: tuple[str, ...] = ()
    signature: inspect.Signature = field(init=False, repr=False)
    parameters: Mapping[str, inspect.Parameter] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        update_wrapper(self, self.body)
        self.signature = inspect.signature(self.body)
        self.parameters = self.signature.parameters
        _refuse_bad_declaration(self)

    @property
    def room(self) -> str:
        return self.name.split(".")[0]

    @property
    def meaning(self) -> str:
        return inspect.getdoc(self.body) or ""

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        return self._do(kwargs, once=None)

    def once(self, number: str) -> Callable[P, R]:
        """The act, done at most once for `number`: a form's one-time number or the step of a job.

        A number stands in the ledger for ever, so what cannot be one is refused.
        """
        if not ONCE.fullmatch(number):
            raise _unusable(gettext_noop("This one-time number cannot be read."))
        return lambda *args, **kwargs: self._do(kwargs, once=number)

    def against(self, **known: Any) -> list[Forecast]:
        """What each check would say, as far as `known` arguments tell; a forecast: the act itself decides.

        Not recorded, not locked. Arguments that the act does not have are an error.
        """
        return list(self.forecasts(**known))

    def refusal(self, **known: Any) -> Refusal | None:
        """The first refusal that is foreseeable from `known`, or None; nothing behind it is asked."""
        return next((forecast.refusal for forecast in self.forecasts(**known) if forecast.refusal), None)

    def forecasts(self, **known: Any) -> Iterator[Forecast]:
        """The checks in their order, each asked when it is taken."""
        if unknown := set(known) - set(self.parameters):
            raise TypeError(f"{self.name} does not take {', '.join(sorted(unknown))}.")
        return (self._foreseen(name, needs, check, known) for name, needs, check in self._checks())

    def _checks(self) -> Iterable[tuple[str, set[str], Callable[..., Refusal | None]]]:
        yield "actor", {"by"}, self._actor_refusal
        yield "permission", {"by", *self.permission.needs}, self._permission_refusal
        if self.move and self.move.sources:
            yield "state", {self.about[0]}, self._state_refusal
        for each in self.rules:
            yield each.name, set(each.needs), each.refusal

    def _foreseen(
        self, name: str, needs: set[str], check: Callable[..., Refusal | None], known: Mapping[str, Any]
    ) -> Forecast:
        if not needs <= set(known):
            return Forecast(name, Verdict.UNKNOWN)
        refusal = check(**known)
        return Forecast(name, Verdict.REFUSED if refusal else Verdict.HOLDS, refusal)

    def _do(self, kwargs: Mapping[str, Any], once: str | None) -> R:
        arguments = self._bound(kwargs)
        outer = running.current()
        return self._inner(arguments, outer, once) if outer else self._outermost(arguments, once)

    def _bound(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """`given` with the defaults of what was not given, in the signature's order; TypeError if it does not fit."""
        bound = self.signature.bind(**given)
        bound.apply_defaults()
        return bound.arguments

    def _outermost(self, kwargs: Mapping[str, Any], once: str | None) -> R:
        try:
            return self._tried(kwargs, once)
        except Refusal as refusal:
            self._record(refusal, kwargs)
            raise
        except IntegrityError as problem:
            explained = constraints.refusal(problem)
            self._record(explained, kwargs)
            raise explained from problem

    def _tried(self, kwargs: Mapping[str, Any], once: str | None) -> R:
        for attempt in range(ATTEMPTS):
            try:
                return self._transacted(kwargs, once)
            except OperationalError as problem:
                if not constraints.is_deadlock(problem):
                    raise
            except IntegrityError:
                if once is None or attempt or not Entry.objects.filter(once=once).exists():
                    raise
        raise Refusal(
            gettext_noop("Too many people worked on this record at the same moment, so nothing was written."),
            mend=gettext_noop("Do it again."),
            code="busy",
        )

    def _transacted(self, kwargs: Mapping[str, Any], once: str | None) -> R:
        now = Running()
        with remembering.nothing(), keys.one_request(), transaction.atomic(durable=True), guard.writing_as(guard.ACT):
            try:
                result = self._run(kwargs, now, once)
            except transaction.TransactionManagementError as problem:
                if now.spoiled:
                    raise now.spoiled from problem
                raise
            if now.spoiled:
                raise now.spoiled
        return result

    def _inner(self, kwargs: Mapping[str, Any], outer: Running, once: str | None) -> R:
        outermost = outer.outermost or outer
        try:
            return self._run(kwargs, Running(cause=outer.entry_id, outermost=outermost), once)
        except IntegrityError as problem:
            outermost.spoiled = constraints.refusal(problem)
            raise
        except BaseException as problem:
            outermost.spoiled = problem
            raise

    def _run(self, kwargs: Mapping[str, Any], now: Running, once: str | None) -> R:
        token = running._now.set(now)
        try:
            arguments = dict(kwargs)
            locks.lock(self._lines(arguments))
            if once is not None and (first := Entry.objects.filter(once=once).first()):
                return self._repeated(first, arguments["by"])
            self._reload(arguments)
            self._refuse(arguments)
            before = self._state(arguments)
            result = self.body(**arguments)  # type: ignore[call-arg]  # bound to the signature in _do
            self._enter(arguments, before, result, now, once)
            return result
        finally:
            running._now.reset(token)

    def _refuse(self, arguments: Mapping[str, Any]) -> None:
        for _, _, check in self._checks():
            if refusal := check(**arguments):
                raise refusal

    def _lines(self, arguments: Mapping[str, Any]) -> list[str]:
        return [*self.also_locks, *(arguments[name].line for name in self.about if arguments[name] is not None)]

    def _reload(self, arguments: dict[str, Any]) -> None:
        for name in self.about:
            if arguments[name] is not None:
                arguments[name] = _fresh(arguments[name])

    def _welcomes(self, by: Actor) -> bool:
        return {
            ActorKind.PERSON: True,
            ActorKind.MACHINE: by.name in self.machines,
            ActorKind.PUBLIC: by.name in self.doors,
            ActorKind.BOOTSTRAP: self.bootstrap,
        }[by.kind]

    def _actor_refusal(self, *, by: Actor | None, **_: Any) -> Refusal | None:
        if by is not None and self._welcomes(by):
            return None
        return Refusal(
            gettext_noop("This is not done by whoever or whatever asks for it here."),
            mend=gettext_noop("Sign in as a person whose role includes it."),
            code="actor",
        )

    def _permission_refusal(self, **known: Any) -> Refusal | None:
        return self.permission.refusal(**known) if known["by"].kind is ActorKind.PERSON else None

    def _state_refusal(self, **known: Any) -> Refusal | None:
        subject: Record = known[self.about[0]]
        if self.move is None or subject.lifecycle is None:
            return None
        return subject.lifecycle.refusal(self.move, subject.state)

    def _state(self, arguments: Mapping[str, Any]) -> str:
        subject = arguments[self.about[0]] if self.about else None
        return str(subject.state) if self.move and self.move.sources and subject else BEGIN

    def _enter(self, arguments: Mapping[str, Any], before: str, result: Any, now: Running, once: str | None) -> None:
        subject = self._subject(arguments, result)
        payload = {"arguments": {n: v for n, v in arguments.items() if n != "by"}, "changes": now.changes}
        entries.write(
            id=now.entry_id,
            act=self.name,
            actor=str(arguments["by"]),
            subject=subject.ref if subject else "",
            line=subject.line if subject else "",
            before=before,
            after=self.move.target if self.move else "",
            effective_on=arguments[self.effective] if self.effective else clock.today(),
            clauses=" ".join(self.clauses),
            cause=now.cause,
            once=once,
            result=result.ref if isinstance(result, Record) else "",
            key_id=subject.key_id if subject else keys.BODY,
            payload=payload,
        )

    def _subject(self, arguments: Mapping[str, Any], result: Any) -> Record | None:
        """The record that the entry is about: the one that was made, or else the one acted on."""
        makes = not self.about or (self.move is not None and not self.move.sources)
        if makes and isinstance(result, Record):
            return result
        subject = arguments[self.about[0]] if self.about else None
        return subject if isinstance(subject, Record) else None

    def _record(self, refusal: Refusal, kwargs: Mapping[str, Any]) -> None:
        by: Actor | None = kwargs["by"]
        if by is None or by.kind is ActorKind.PUBLIC:
            log.info("%s was refused to nobody known: %s", self.name, refusal.code)
            return
        subject = kwargs[self.about[0]] if self.about else None
        ref, line = (subject.ref, subject.line) if isinstance(subject, Record) else ("", "")
        with transaction.atomic():
            entries.write_refused(act=self.name, by=by, subject=ref, line=line, refusal=refusal)

    def _repeated(self, first: Entry, by: Actor) -> R:
        if (first.act, first.actor) != (self.name, str(by)):
            raise _unusable(gettext_noop("This one-time number has already served for something else."))
        return find(first.result) if first.result else None  # type: ignore[return-value]  # the result of the first


_acts: dict[str, Act[..., Any]] = {}


def act(
    name: str,
    *,
    about: str | tuple[str, ...] = (),
    permission: Permission,
    sentence: str,
    rules: Iterable[Rule] = (),
    move: Move | None = None,
    clauses: Iterable[str] = (),
    machines: Iterable[str] = (),
    doors: Iterable[str] = (),
    bootstrap: bool = False,
    effective: str = "",
    label: str = "",
    told_in_line: bool = False,
    also_locks: Iterable[str] = (),
) -> Callable[[Callable[P, R]], Act[P, R]]:
    """Declare an act.

    `about` names the arguments whose lines are locked and which are reloaded, the subject first. `sentence` completes
    '<actor> ...' in histories and may use ``{subject}`` and ``{reason}``. `machines` and `doors` name the machines and
    the public ways that may do it. `effective` names the argument that says when it takes effect, otherwise today.
    `told_in_line`: who may read the record in whose line the subject stands may read what the act was given.
    `also_locks` names lines that stand for no record: for rules that ask about many records in lines of their own.
    """

    def declare(body: Callable[P, R]) -> Act[P, R]:
        declared = Act(
            name=name,
            body=body,
            about=(about,) if isinstance(about, str) else about,
            permission=permission,
            sentence=sentence,
            rules=tuple(rules),
            move=move,
            clauses=clause_references.checked(tuple(clauses)),
            machines=tuple(machines),
            doors=tuple(doors),
            bootstrap=bootstrap,
            effective=effective,
            label=label or (move.label if move else ""),
            told_in_line=told_in_line,
            also_locks=tuple(also_locks),
        )
        if name in _acts:
            raise BadAct(f"There are two acts named {name}.")
        _acts[name] = declared
        return declared

    return declare


def all_acts() -> tuple[Act[..., Any], ...]:
    """Every act of the house, by name."""
    return tuple(_acts[name] for name in sorted(_acts))


def named(name: str) -> Act[..., Any]:
    """The act called `name`; KeyError where there is none."""
    return _acts[name]


def _unusable(sentence: str) -> Refusal:
    return Refusal(sentence, mend=gettext_noop("Reload the page and do it again."), code="once")


def _fresh(given: Record) -> Record:
    """`given` as it stands now, but with the revision that the caller saw, so that the swap is on what they saw."""
    fresh = type(given).reloaded(given.pk)
    if fresh is None:
        raise Refusal(
            gettext_noop("This record does not exist."),
            mend=Mend(gettext_noop("Look it up again by its number or name.")),
            code="gone",
        )
    fresh.revision = given.revision
    return fresh


def _refuse_bad_declaration(declared: Act[..., Any]) -> None:
    parameters = list(declared.parameters.values())
    if not parameters or parameters[0].name != "by" or parameters[0].annotation is not Actor:
        raise BadAct(f"{declared.name}: the first argument is 'by: Actor'.")
    if any(parameter.kind is not inspect.Parameter.KEYWORD_ONLY for parameter in parameters):
        raise BadAct(f"{declared.name}: an act takes keywords only.")
    if not declared.meaning:
        raise BadAct(f"{declared.name}: an act says in its docstring what it means to the body.")
    if len(declared.name.split(".")) != 3:
        raise BadAct(f"{declared.name}: an act is named room.noun.verb.")
    if missing := {*declared.about, *filter(None, [declared.effective])} - set(declared.parameters):
        raise BadAct(f"{declared.name} has no argument {', '.join(sorted(missing))}.")
    for each in declared.rules:
        fit(each, declared.parameters)
    fit(declared.permission, declared.parameters)
