"""Rules: what an act must not break, each with its number, its clauses and its own full sentences.

A rule is a function that names exactly the arguments it needs and returns a `Refusal`, or None where it holds::

    @rule("R-08", clauses=["2012:4.3.7"])
    def nobody_handles_their_own_file(*, by: Actor, declaration: Declaration) -> Refusal | None:
        '''Nobody handles a file about themselves. ...'''
"""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

from guildhall.kernel import clauses as clause_references
from guildhall.kernel.permissions import Permission
from guildhall.kernel.refusals import Refusal

Check = Callable[..., Refusal | None]


class Kind(Enum):
    """Where a rule comes from: the standard states it, accreditation practice expects it, or we chose it."""

    STATED = "S"
    ACCREDITATION = "A"
    OURS = "O"


class RuleDoesNotFit(TypeError):
    """A rule asks for an argument that the act it stands on does not have."""


@dataclass(frozen=True, eq=False)
class Rule:
    """A rule of the house: `code` names it everywhere, `clauses` say which edition asks for it where."""

    code: str
    clauses: tuple[str, ...]
    kind: Kind
    check: Check

    @property
    def name(self) -> str:
        return self.check.__name__

    @property
    def room(self) -> str:
        return self.check.__module__.split(".")[1]

    @property
    def meaning(self) -> str:
        return inspect.getdoc(self.check) or ""

    @cached_property
    def needs(self) -> Mapping[str, inspect.Parameter]:
        """The arguments that the rule names, and no others will be given to it."""
        return inspect.signature(self.check).parameters

    def refusal(self, **known: Any) -> Refusal | None:
        """None where the rule holds; otherwise the refusal, named by this rule."""
        found = self.check(**{name: known[name] for name in self.needs})
        return found.under(self.code, self.clauses) if found else None

    def __call__(self, **known: Any) -> Refusal | None:
        return self.refusal(**known)


_rules: list[Rule] = []


def rule(code: str, *, clauses: Iterable[str] = (), kind: Kind = Kind.STATED) -> Callable[[Check], Rule]:
    """Declare a rule of the house; one code may have several rules, each a face of the same obligation."""

    def declare(check: Check) -> Rule:
        declared = Rule(code, clause_references.checked(tuple(clauses)), kind, check)
        _rules.append(declared)
        return declared

    return declare


def all_rules() -> tuple[Rule, ...]:
    """Every rule that is declared, in the order of its code."""
    return tuple(sorted(_rules, key=lambda each: (each.code, each.room, each.name)))


def fit(declared: Rule | Permission, parameters: Mapping[str, inspect.Parameter]) -> None:
    """Fail at import where `declared` asks what an act with `parameters` cannot tell it."""
    for name, asked in declared.needs.items():
        if name not in parameters:
            raise RuleDoesNotFit(f"{declared.name} asks for '{name}', which the act does not have.")
        given = parameters[name].annotation
        if asked.annotation != given:
            raise RuleDoesNotFit(f"{declared.name} takes {name}: {asked.annotation}, the act {given}.")
