"""The conformity matrix: what prevents, what detects, what was judged, clause by clause. A pure reading.

It computes nothing of its own: rules and controls come from discovery, answers from the latest runs, judgements from
people. Where there is neither a control nor a judgement it says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from guildhall.conformity import catalogue, checks, discovery, runs
from guildhall.conformity.catalogue import Clause
from guildhall.conformity.checks import Check
from guildhall.conformity.discovery import Bearing, Via
from guildhall.conformity.lifecycles import JudgementState
from guildhall.conformity.models import ControlRun, Judgement
from guildhall.kernel import clock
from guildhall.kernel.clauses import EDITIONS
from guildhall.kernel.declarations import Control, ControlState
from guildhall.kernel.rules import Rule
from guildhall.kernel.words import gettext_noop

BOTH = "both"


class Standing(StrEnum):
    """How a clause stands now."""

    DOES_NOT_HOLD = "does not hold"
    NEEDS_JUDGEMENT = "needs judgement"
    HOLDS = "holds"
    NOT_APPLICABLE = "not applicable"
    NOT_RUN = "not yet looked at"
    NO_CONTROL = "no control yet"


for _word in Standing:
    gettext_noop(_word)


@dataclass(frozen=True)
class Detected:
    """A control that bears on a clause, with its latest answer; none before it first ran."""

    control: Control
    via: Via
    run: ControlRun | None

    @property
    def state(self) -> str:
        return self.run.state if self.run else Standing.NOT_RUN

    @property
    def findings(self) -> list[dict[str, Any]]:
        return self.run.findings if self.run else []


@dataclass(frozen=True)
class Row:
    """One clause of the matrix."""

    clause: Clause
    rules: Sequence[Bearing[Rule]]
    controls: Sequence[Detected]
    judgement: Judgement | None

    @cached_property
    def counting(self) -> Judgement | None:
        """The judgement, if it has not run out."""
        return self.judgement if self.judgement and self.judgement.counts_on(clock.today()) else None

    @property
    def checks(self) -> Sequence[Check]:
        """How each of its checks is answered; empty for the parts of which that is not declared."""
        return checks.of(self.clause)

    @cached_property
    def asked(self) -> Sequence[Check]:
        """The checks that a person is to judge, as the controls stand."""
        states = {each.control.name: each.state for each in self.controls}
        return [each for each in self.checks if each.is_asked(states)]

    @cached_property
    def standing(self) -> Standing | None:
        """How the clause stands; None for headings and annexes, which ask nothing.

        What a control found outweighs a judgement; a judgement outweighs a control that cannot tell. No control holds
        for a check that a person is to judge.
        """
        if not self.clause.asks:
            return None
        states = {each.state for each in self.controls}
        if Standing.DOES_NOT_HOLD in states:
            return Standing.DOES_NOT_HOLD
        if self.counting:
            return Standing(self.counting.verdict)
        return self._undecided(states)

    def _undecided(self, states: set[str]) -> Standing:
        if Standing.NEEDS_JUDGEMENT in states or self.judgement or self.asked:
            return Standing.NEEDS_JUDGEMENT
        if not states:
            return Standing.NO_CONTROL
        if Standing.NOT_RUN in states:
            return Standing.NOT_RUN
        return Standing.NOT_APPLICABLE if states == {ControlState.NOT_APPLICABLE} else Standing.HOLDS

    @property
    def codes(self) -> list[str]:
        """The numbers of the rules, each once."""
        return list(dict.fromkeys(each.declared.code for each in self.rules))

    @property
    def findings(self) -> list[dict[str, Any]]:
        """All findings of the controls that bear on the clause."""
        return [finding for each in self.controls for finding in each.findings]

    @property
    def found(self) -> int:
        """How many records the controls name, those not kept in the answer included."""
        return sum(each.run.found for each in self.controls if each.run)

    @property
    def extent(self) -> int:
        """How many records the controls looked at."""
        return sum(each.run.extent for each in self.controls if each.run)

    @property
    def not_applicable(self) -> str:
        """Why the clause does not apply; empty where it does."""
        if self.standing is not Standing.NOT_APPLICABLE:
            return ""
        if self.counting:
            return str(self.counting.reason)
        return " ".join(each.run.remark for each in self.controls if each.run)

    @property
    def counterparts(self) -> Sequence[Clause]:
        """What the clause is in the other edition."""
        return catalogue.counterparts(self.clause.key)

    @property
    def is_inherited(self) -> bool:
        """Whether all that bears on it comes from the clause of 2012 that it continues."""
        ways = {each.via for each in self.rules} | {each.via for each in self.controls}
        return ways == {Via.EARLIER}


@dataclass(frozen=True)
class Matrix:
    """The rows of an edition, and the ledger entry and moment up to which they are known to stand."""

    edition: str
    rows: tuple[Row, ...]
    position: int | None
    at: datetime | None

    @cached_property
    def counts(self) -> dict[Standing, int]:
        """How many clauses stand how."""
        return {each: sum(row.standing is each for row in self.rows) for each in Standing}


def matrix(edition: str) -> Matrix:
    """The matrix of an edition, or of ``both``: 2012, with what 2026 moved or added beside it."""
    latest = runs.latest_runs()
    judged = {each.clause: each for each in Judgement.objects.filter(state=JudgementState.IN_FORCE)}
    rows = tuple(_row(each, latest, judged) for each in _shown(edition))
    return Matrix(
        edition,
        rows,
        min((each.checked_position for each in latest.values()), default=None),
        min((each.checked_at for each in latest.values()), default=None),
    )


def rows_of(clauses: Iterable[Clause]) -> tuple[Row, ...]:
    """The rows of some clauses, read at once."""
    wanted = tuple(clauses)
    standing = Judgement.objects.filter(clause__in=[each.key for each in wanted], state=JudgementState.IN_FORCE)
    judged = {each.clause: each for each in standing}
    latest = runs.latest_runs()
    return tuple(_row(each, latest, judged) for each in wanted)


def row(reference: str) -> Row:
    """The row of one clause."""
    (found,) = rows_of([catalogue.clause(reference)])
    return found


def gaps() -> tuple[Row, ...]:
    """What 2026 asks that 2012 did not: new and changed clauses, and those that continue one with something added.

    A control that already served 2012 tells nothing of what was added: only controls that cite 2026 alone count here.
    """
    added = (each for each in matrix("2026").rows if each.clause.asks and _adds(each.clause))
    return tuple(replace(each, controls=[one for one in each.controls if _is_of_2026(one.control)]) for each in added)


def report(edition: str) -> dict[str, Any]:
    """The matrix of an edition as plain values: what ``guildhall conformity --edition 2012 --json`` prints."""
    if edition not in EDITIONS:
        raise catalogue.NoSuchClause(f"There is no edition {edition}; there are {' and '.join(EDITIONS)}.")
    return {"edition": edition, "clauses": [_as_dict(each) for each in matrix(edition).rows]}


def _shown(edition: str) -> Iterable[Clause]:
    if edition != BOTH:
        return catalogue.clauses(edition)
    newer = (each for each in catalogue.clauses("2026") if _adds(each) or each.key == "2026:6.5")
    return sorted((*catalogue.clauses("2012"), *newer), key=lambda each: _chapter_order(each.chapter))


def _is_of_2026(control: Control) -> bool:
    return all(reference.startswith("2026:") for reference in control.clauses)


def _chapter_order(chapter: str) -> tuple[bool, int]:
    return (not chapter.isdigit(), int(chapter) if chapter.isdigit() else 0)


def _adds(clause: Clause) -> bool:
    return clause.edition == "2026" and (clause.kind in {"new", "changed"} or bool(clause.checks))


def _row(clause: Clause, latest: dict[str, ControlRun], judged: dict[str, Judgement]) -> Row:
    detected = tuple(
        Detected(each.declared, each.via, latest.get(each.declared.name)) for each in discovery.controls_for(clause)
    )
    return Row(clause, discovery.rules_for(clause), detected, judged.get(clause.key))


def _as_dict(shown: Row) -> dict[str, Any]:
    return {
        "number": shown.clause.reference,
        "title": shown.clause.title,
        "rules": shown.codes,
        "controls": [
            {
                "name": each.control.name,
                "state": str(each.state),
                "findings": [
                    {"record": finding["record"], "number": finding["number"], "sentence": finding["sentence"]}
                    for finding in each.findings
                ],
            }
            for each in shown.controls
        ],
        "judgement": _judgement(shown.judgement),
        "not_applicable": shown.not_applicable or None,
    }


def _judgement(judgement: Judgement | None) -> dict[str, Any] | None:
    if judgement is None:
        return None
    return {
        "number": judgement.number,
        "verdict": judgement.verdict,
        "reason": judgement.reason,
        "by": judgement.given_by,
        "given_on": clock.day_of(judgement.given_at).isoformat(),
        "until_on": judgement.until_on.isoformat(),
        "counts": judgement.counts_on(clock.today()),
    }
