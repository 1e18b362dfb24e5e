"""The key check: whether every item of a form earns its maximum with its key, and less with a wrong answer (R-26)."""

from collections.abc import Iterator
from dataclasses import dataclass

from guildhall import qti
from guildhall.exams.models import Form, FormItem
from guildhall.exams.queries import placements
from guildhall.itembank import delivering

NO_ANSWER: dict[str, list[str]] = {}


@dataclass(frozen=True)
class Fault:
    """An item whose key does not do what a key does: with the right answer (`with_key`), or with a wrong one."""

    number: str
    with_key: bool


def faults(form: Form) -> list[Fault]:
    """The items of a form that fail the check."""
    return [fault for placement in placements(form) for fault in _faults_of(placement)]


def _faults_of(placement: FormItem) -> Iterator[Fault]:
    item = delivering.parsed(placement.item_version)
    best = qti.score(item, qti.best_answers(item)).score
    most = float(placement.item_version.maximum)
    if best != most:
        yield Fault(str(placement.item_version), with_key=True)
    if any(qti.score(item, each).score >= most for each in (NO_ANSWER, _wrong(item))):
        yield Fault(str(placement.item_version), with_key=False)


def _wrong(item: qti.Item) -> dict[str, list[str]]:
    """An answer that is no right one: other choices than the key's where there are choices, otherwise nonsense."""
    right = qti.key(item)
    wrong: dict[str, list[str]] = {}
    for interaction in item.interactions:
        offered = [choice.identifier for choice in interaction.choices]
        others = [each for each in offered if each not in right.get(interaction.response, [])]
        wrong[interaction.response] = others[:1] if offered else ["\N{WHITE QUESTION MARK ORNAMENT}"]
    return wrong
