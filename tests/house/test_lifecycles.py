"""Every cell of every lifecycle: a move that is allowed has its act, a move that is not is refused."""

from itertools import islice

import pytest
from django.db.models import CheckConstraint

from guildhall.kernel.lifecycles import BEGIN, Lifecycle, Move
from guildhall.ledger import guard
from guildhall.ledger.acts import Verdict, all_acts
from guildhall.ledger.records import Record
from guildhall.reference import all_lifecycles, import_house, models_of
from tests.house.test_floors import house_models

import_house()
LIFECYCLES = all_lifecycles()
CELLS = [
    pytest.param(lifecycle, state, move, id=f"{room}-{lifecycle.noun}-{state or 'new'}-{move.name}")
    for room, lifecycle in LIFECYCLES
    for state in (BEGIN, *lifecycle.states)
    for move in lifecycle.moves
]


def model_of(lifecycle: Lifecycle) -> type[Record] | None:
    return next(iter(models_of(lifecycle)), None)


def writers(lifecycle: Lifecycle) -> set[str]:
    """Who writes the records that live that life: acts, or another part of the house under its name."""
    return {guard.writer_of(model) for model in models_of(lifecycle)}


def acts_that_make(move: Move) -> list:
    return [act for act in all_acts() if act.move is move]


@pytest.mark.parametrize(("lifecycle", "state", "move"), CELLS)
def test_cell_is_made_by_an_act_or_refused(lifecycle, state, move):
    acts = acts_that_make(move)
    assert acts or writers(lifecycle) - {guard.ACT}, f"No act makes the move '{move.name}' of {lifecycle.noun}."
    if move.allows(state):
        assert lifecycle.refusal(move, state) is None
    else:
        assert lifecycle.refusal(move, state).code == "state"
    for act in acts if state else []:
        assert forecast(act, lifecycle, state) == expected(act, move, state)


def forecast(act, lifecycle, state) -> list[Verdict]:
    """What an act says of the state of a record that stands in `state`, asked with nothing else known."""
    model = model_of(lifecycle)
    if model is None or not act.about or act.parameters[act.about[0]].annotation is not model:
        return []
    asked = act.forecasts(**{act.about[0]: model(state=state)})
    return [each.verdict for each in islice((each for each in asked if each.check == "state"), 1)]


def expected(act, move, state) -> list[Verdict]:
    model = act.about and act.parameters[act.about[0]].annotation
    if not move.sources or not model or getattr(model, "lifecycle", None) is None:
        return []
    return [Verdict.HOLDS if move.allows(state) else Verdict.REFUSED]


@pytest.mark.parametrize("lifecycle", [pytest.param(each, id=f"{room}-{each.noun}") for room, each in LIFECYCLES])
def test_lifecycle_is_whole(lifecycle):
    """Every state can be reached from the beginning, every move has its own name, and some move begins the life."""
    reached = {BEGIN}
    for _ in lifecycle.moves:
        reached |= {move.target for move in lifecycle.moves for state in reached if move.allows(state)}
    names = [move.name for move in lifecycle.moves]
    assert {str(state) for state in lifecycle.states} - reached == set()
    assert len(names) == len(set(names))
    assert any(not move.sources for move in lifecycle.moves)


@pytest.mark.parametrize("lifecycle", [pytest.param(each, id=f"{room}-{each.noun}") for room, each in LIFECYCLES])
def test_database_holds_only_known_states(lifecycle):
    """Every model that lives the life has the constraint ``CheckConstraint(condition=Q(state__in=list(States)))``."""
    assert models_of(lifecycle), f"No model lives the life of {lifecycle.noun}."
    states = {str(state) for state in lifecycle.states}
    loose = [model.__name__ for model in models_of(lifecycle) if constrained_states(model) != [states]]
    assert loose == []


def constrained_states(model: type[Record]) -> list[set[str]]:
    """The states of constraints that are nothing but the list of them."""
    return [
        set(map(str, constraint.condition.children[0][1]))
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
        if not constraint.condition.negated and len(constraint.condition.children) == 1
        if constraint.condition.children[0][0] == "state__in"
    ]


def test_every_life_that_a_record_lives_is_in_lifecycles():
    """A lifecycle stands in its room's ``lifecycles``; another place would escape diagram, constraint and this test."""
    lives = {id(lifecycle) for _, lifecycle in LIFECYCLES}
    living = {model.__name__: model.lifecycle for model in house_models() if getattr(model, "lifecycle", None)}
    lost = [name for name, lifecycle in living.items() if id(lifecycle) not in lives]
    assert lost == []


def test_an_act_moves_the_record_that_it_is_about():
    """A move looks at the state of the act's subject: the first that it is about lives the life of the move."""
    blind = [
        f"{act.name}: the first of `about` does not live the life of the move '{act.move.name}'"
        for act in all_acts()
        if act.move and act.move.sources
        if not act.about or act.move not in moves_of(act.parameters[act.about[0]].annotation)
    ]
    assert blind == []


def moves_of(model: type[Record]) -> tuple[Move, ...]:
    lifecycle = getattr(model, "lifecycle", None)
    return lifecycle.moves if lifecycle else ()
