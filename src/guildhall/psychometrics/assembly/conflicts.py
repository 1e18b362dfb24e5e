"""Why there is no form: the smallest set of rules that cannot hold together, in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from guildhall.psychometrics.assembly.rules import Rule
from guildhall.psychometrics.results import Result

Possible = Callable[[Sequence[Rule]], bool]


@dataclass(frozen=True, eq=False)
class Conflict(Result):
    """Rules of which each could be kept were any other of them given up; `proven` where time sufficed to be sure."""

    sentences: tuple[str, ...]
    proven: bool

    @property
    def sentence(self) -> str:
        """The conflict as one sentence after the other."""
        return "These cannot all hold: " + " ".join(self.sentences)


def smallest_conflict(rules: Sequence[Rule], possible: Possible) -> list[Rule]:
    """Of rules that cannot hold together, a set from which none can be taken (Junker 2004, QuickXplain).

    Asks `possible` about so many subsets as the set is large, times the logarithm of how many rules there are.
    """
    return _explain([], list(rules), possible, fresh=False)


def _explain(kept: list[Rule], open_rules: list[Rule], possible: Possible, *, fresh: bool) -> list[Rule]:
    if fresh and not possible(kept):
        return []
    if len(open_rules) == 1:
        return open_rules
    half = len(open_rules) // 2
    first, second = open_rules[:half], open_rules[half:]
    needed = _explain([*kept, *first], second, possible, fresh=bool(first))
    return needed + _explain([*kept, *needed], first, possible, fresh=bool(needed))
