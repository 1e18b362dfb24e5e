"""What of QTI is read, checked, scored, shown and written: told by doing it with the specimens that come along.

A specimen is an item or a test in `specimens/`, written to show something; what no specimen shows is not claimed.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from guildhall.qti.assessment.reading import is_test, read_test
from guildhall.qti.assessment.scoring import score_test
from guildhall.qti.assessment.validating import validate_test
from guildhall.qti.assessment.writing import to_test_xml
from guildhall.qti.describing import scored_by_hand
from guildhall.qti.expressions import OPERATORS
from guildhall.qti.findings import Finding, QtiProblem
from guildhall.qti.interactions import KINDS
from guildhall.qti.item import Item
from guildhall.qti.processing import RULES
from guildhall.qti.reading import read_item
from guildhall.qti.rendering import render
from guildhall.qti.scoring import best_answers, maximum, score
from guildhall.qti.templates import TEMPLATES
from guildhall.qti.validating import validate
from guildhall.qti.writing import to_xml

FOLDER = Path(__file__).parent / "specimens"
STEPS = ("read", "validated", "scored", "rendered", "written")


@dataclass(frozen=True)
class Specimen:
    """A file that shows something of QTI: which features, and which steps it passes."""

    name: str
    features: frozenset[str]
    steps: frozenset[str]


@dataclass(frozen=True)
class Covered:
    """A feature of QTI with the specimens that show it, and the steps that one of them passes."""

    name: str
    specimens: tuple[str, ...]
    steps: frozenset[str]


@cache
def sources() -> Mapping[str, bytes]:
    """The files of all specimens, by their names."""
    return {path.name: path.read_bytes() for path in sorted(FOLDER.glob("*.xml"))}


@cache
def items() -> Mapping[str, Item]:
    """The specimens that are items, by the names of their files."""
    return {name: read_item(data, name=name) for name, data in sources().items() if not is_test(data)}


@cache
def specimens() -> tuple[Specimen, ...]:
    """Every specimen, after every step was tried with it."""
    return tuple(_test(name, data) if is_test(data) else _item(name) for name, data in sources().items())


def _item(name: str) -> Specimen:
    item = items()[name]
    features = {node.name for node in item.root.walk()} | {item.processing.template}
    tried = {
        "validated": lambda: _good(validate(item)),
        "scored": lambda: not scored_by_hand(item) and _best(item) == maximum(item, 1) > 0,
        "rendered": lambda: bool(render(item, id_prefix="q", seed=1).html),
        "written": lambda: read_item(to_xml(item), name=name) == item,
    }
    return Specimen(name, frozenset(features), frozenset(_passed(tried)))


def _best(item: Item) -> float:
    return score(item, best_answers(item, 1), 1).score


def _test(name: str, data: bytes) -> Specimen:
    test = read_test(data, name=name)
    held = {each.identifier: items()[each.href] for each in test.items}
    answers = {each.identifier: best_answers(held[each.identifier]) for each in test.items}
    tried = {
        "validated": lambda: _good(validate_test(test, held)),
        "scored": lambda: score_test(test, held, answers, 1).score > 0,
        "written": lambda: read_test(to_test_xml(test), name=name) == test,
    }
    return Specimen(name, frozenset(node.name for node in test.root.walk()), frozenset(_passed(tried)))


def _good(findings: list[Finding]) -> bool:
    return not any(each.severity == "error" for each in findings)


def _passed(tried: Mapping[str, Callable[[], bool]]) -> Iterator[str]:
    yield "read"
    for step, passes in tried.items():
        try:
            if passes():
                yield step
        except QtiProblem:
            continue


def interactions() -> tuple[Covered, ...]:
    """Every interaction of the standard."""
    return tuple(_covered(name, f"qti-{name}-interaction") for name in KINDS)


def templates() -> tuple[Covered, ...]:
    """Every standard template of response processing."""
    return tuple(_covered(name, name) for name in TEMPLATES)


def rules() -> tuple[Covered, ...]:
    """Every rule of items and tests."""
    return tuple(_covered(name.removeprefix("qti-"), name) for name in RULES)


def expressions() -> tuple[Covered, ...]:
    """Every expression of the standard; what some tools write besides is left out."""
    return tuple(_covered(name.removeprefix("qti-"), name) for name, each in OPERATORS.items() if not each.dialect)


def _covered(name: str, feature: str) -> Covered:
    found = [each for each in specimens() if feature in each.features]
    steps = frozenset(step for each in found for step in each.steps)
    return Covered(name, tuple(each.name for each in found), steps)
