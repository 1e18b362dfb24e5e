"""From a test, its items and the answers of a candidate to the outcomes of the test, with a trace of how.

Pure and deterministic like the scoring of an item: the same test, items, answers and seed give the same outcomes.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from guildhall.qti.answers import Answer
from guildhall.qti.assessment.forming import Placed, form_of
from guildhall.qti.assessment.model import Test
from guildhall.qti.assessment.sitting import Sat, Sitting
from guildhall.qti.findings import problem
from guildhall.qti.item import Item
from guildhall.qti.processing import run
from guildhall.qti.scoring import Scored, attempted, prepared, yielded


@dataclass(frozen=True)
class ScoredTest(Scored):
    """What a test yields for one candidate: its outcomes and their trace, and every item of the form by its place."""

    items: Mapping[str, Scored]


def score_test(
    test: Test,
    items: Mapping[str, Item],
    responses: Mapping[str, Mapping[str, Answer]],
    seed: int | None = None,
) -> ScoredTest:
    """Score the answers of one candidate to one test.

    `items` are the items by the identifiers of the test's references to them, `responses` the answers by the keys of
    the places of the form. An item that has no entry among them was not put before the candidate, and its outcomes
    stand as they begin; one with an empty entry was, and is scored as unanswered. `seed` draws the form and the values
    of items. QtiProblem where the test or an item is at fault.
    """
    form = form_of(test, seed)
    sat = {each.key: _sat(test, each, items, responses, seed) for each in form}
    sitting = Sitting(test.as_item, seed, sat=sat, named=frozenset(each.identifier for each in test.items))
    sitting.begin()
    for each in sat.values():
        if not each.presented:
            sitting.tell(each.place.item.node, f"{each.place.key} was not put before the candidate.")
    for key in sorted(set(responses) - set(sat)):
        sitting.tell(None, f"{key[:60]} is not in the candidate's form; answers to it count for nothing.")
    run(test.rules, sitting)
    scored = yielded(sitting)
    return ScoredTest(scored.outcomes, scored.trace, {key: yielded(each.state) for key, each in sat.items()})


def _sat(
    test: Test,
    place: Placed,
    items: Mapping[str, Item],
    responses: Mapping[str, Mapping[str, Answer]],
    seed: int | None,
) -> Sat:
    item, given = items.get(place.item.identifier), responses.get(place.key)
    if item is None:
        line, element = place.item.node.line, place.item.node.name
        raise problem(test.name, f"The item {place.item.href} is not there.", "Bring it.", line=line, element=element)
    state = prepared(item, seed) if given is None else attempted(item, given, seed)
    return Sat(place, state, presented=given is not None)
