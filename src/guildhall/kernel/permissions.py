"""Who may: named predicates that answer with a refusal, so that 'no' always comes with its reason.

A permission names the arguments it needs, like a rule, and may be joined with others by ``|`` (either) and ``&``
(both)::

    @permission("holds the role of quality manager")
    def is_quality_manager(*, by: Actor) -> Refusal | None: ...
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from guildhall.kernel.refusals import Refusal


@dataclass(frozen=True, eq=False)
class Permission:
    """A predicate over the actor and what they would act on; `words` complete 'may be done by who ...'."""

    words: str
    check: Callable[..., Refusal | None]
    parts: tuple["Permission", ...] = ()

    @cached_property
    def needs(self) -> Mapping[str, inspect.Parameter]:
        if self.parts:
            return {name: asked for part in self.parts for name, asked in part.needs.items()}
        return inspect.signature(self.check).parameters

    @property
    def name(self) -> str:
        return " ".join(part.name for part in self.parts) or self.check.__name__

    def refusal(self, **known: Any) -> Refusal | None:
        """None where the actor may; otherwise why not."""
        if self.parts:
            return self.check(**known)
        found = self.check(**{name: known[name] for name in self.needs})
        return found.under("permission", found.clauses) if found else None

    def __call__(self, **known: Any) -> Refusal | None:
        return self.refusal(**known)

    def __or__(self, other: "Permission") -> "Permission":
        def either(**known: Any) -> Refusal | None:
            return self.refusal(**known) and other.refusal(**known)

        return Permission(f"{self.words}, or {other.words}", either, (self, other))

    def __and__(self, other: "Permission") -> "Permission":
        def both(**known: Any) -> Refusal | None:
            return self.refusal(**known) or other.refusal(**known)

        return Permission(f"{self.words}, and {other.words}", both, (self, other))


def permission(words: str) -> Callable[[Callable[..., Refusal | None]], Permission]:
    """Declare a predicate; `words` complete the sentence 'may be done by who ...'."""
    return lambda check: Permission(words, check)
