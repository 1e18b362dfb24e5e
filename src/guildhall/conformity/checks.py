"""How each check of a clause is answered: by controls, by a person, or not at all, with the reason.

A check is a statement that the records of the body must be able to show (`Clause.checks`). For the chapters in `WHOLE`
every one is declared in ``data/answers.yaml``, so that a clause holds because each of its checks was answered, not
because some control bears on it. House tests hold that none is missing and that the controls exist.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from guildhall.conformity import catalogue
from guildhall.conformity.catalogue import Clause
from guildhall.kernel.declarations import ControlState
from guildhall.kernel.words import gettext_noop

WHOLE = {"2012": ("4", "5", "6"), "2026": ("6.5",)}
"""The parts of the editions of which every check is declared."""


class Way(StrEnum):
    """How a check is answered."""

    AUTOMATIC = "automatic"
    JUDGEMENT = "needs judgement"
    NOT_APPLICABLE = "not applicable"


for _word in Way:
    gettext_noop(_word)


@dataclass(frozen=True)
class Check:
    """One check of a clause, and who says whether it is true.

    Controls alone answer it automatically. Where `judge` asks something, a person answers that, at the latest after so
    many `months`; controls beside the question look at a part of it.
    """

    clause: str
    check: str
    controls: tuple[str, ...] = ()
    judge: str = ""
    months: int = 0
    not_applicable: str = ""

    @property
    def way(self) -> Way:
        if self.judge:
            return Way.JUDGEMENT
        return Way.AUTOMATIC if self.controls else Way.NOT_APPLICABLE

    def is_asked(self, states: Mapping[str, str]) -> bool:
        """Whether a person is to answer it, as the controls stand.

        Where all the controls beside the question say that it does not apply, there is nothing to look at.
        """
        beside = {states.get(name, "") for name in self.controls}
        return bool(self.judge) and beside != {ControlState.NOT_APPLICABLE}


@cache
def declared() -> tuple[Check, ...]:
    """Every check that is declared, in the order of the standard."""
    rows = catalogue.rows("answers.yaml")
    return tuple(Check(**{**row, "controls": tuple(row.get("controls", ()))}) for row in rows)


@cache
def _by_clause() -> dict[str, tuple[Check, ...]]:
    gathered: dict[str, list[Check]] = {}
    for each in declared():
        gathered.setdefault(each.clause, []).append(each)
    return {key: tuple(found) for key, found in gathered.items()}


def of(clause: Clause) -> tuple[Check, ...]:
    """How the checks of a clause are answered; nothing for the parts that are not declared."""
    return _by_clause().get(clause.key, ())


def is_whole(clause: Clause) -> bool:
    """Whether the clause is of the parts of which every check must be declared."""
    parts = WHOLE.get(clause.edition, ())
    return clause.asks and any(clause.number == part or clause.number.startswith(f"{part}.") for part in parts)


def with_questions() -> tuple[Clause, ...]:
    """The clauses of which a person judges something, in the order of the standard."""
    return tuple(catalogue.clause(key) for key, found in _by_clause().items() if any(each.judge for each in found))
