"""Which open files will lack a hand that had no part in them, weeks before they do (R-01, R-02, R-08, R-09)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guildhall.identity.terms import Term, terms
from guildhall.kernel.capacity import Case, Cases, all_cases


@dataclass(frozen=True)
class Outlook:
    """One file with who could take it on the day on which it is needed, and who of the others cannot, and why.

    `lapsed` are those whose role ends before that day, each with its last day.
    """

    kind: Cases
    case: Case
    free: tuple[UUID, ...]
    barred: tuple[UUID, ...]
    lapsed: tuple[tuple[UUID, date], ...]

    @property
    def nobody(self) -> bool:
        return not self.free

    @property
    def only_one(self) -> bool:
        return len(self.free) == 1


def outlooks() -> list[Outlook]:
    """Every open file of the house, the most urgent first."""
    found = [(kind, case) for kind in all_cases() for case in kind.open_now()]
    held = _by_role(terms({case.role for _, case in found}))
    looked = [_looked(kind, case, held.get((case.role, case.scope_id), [])) for kind, case in found]
    return sorted(looked, key=lambda each: (len(each.free), each.case.needed_on, each.case.number))


def scarce(found: Iterable[Outlook] | None = None) -> Iterator[Outlook]:
    """The files that will have nobody, or one person alone."""
    return (each for each in (outlooks() if found is None else found) if each.nobody or each.only_one)


def _by_role(held: list[Term]) -> dict[tuple[str, UUID], list[Term]]:
    found: dict[tuple[str, UUID], list[Term]] = {}
    for term in held:
        found.setdefault((term.role, term.scope_id), []).append(term)
    return found


def _looked(kind: Cases, case: Case, held: list[Term]) -> Outlook:
    then = {each.person_id for each in held if each.holds_on(case.needed_on)}
    gone = {each.person_id: each.until_on for each in held if each.until_on and each.person_id not in then}
    return Outlook(
        kind,
        case,
        free=tuple(sorted(then - case.barred)),
        barred=tuple(sorted(then & case.barred)),
        lapsed=tuple(sorted(gone.items())),
    )
