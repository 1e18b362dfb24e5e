"""What every room speaks: time, identifiers, clauses, refusals, rules, permissions, lifecycles."""

import inspect
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.kernel import actors, clauses, clock, identifiers
from guildhall.kernel.actors import BOOTSTRAP, Actor, ActorKind
from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.permissions import Permission, permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, Rule, RuleDoesNotFit, fit


def test_clock_moves_everything_and_comes_back() -> None:
    before = clock.now()
    with clock.moved(timedelta(days=400)):
        assert timedelta(days=399) < clock.now() - before < timedelta(days=401)
    assert clock.now() - before < timedelta(minutes=1)


def test_moves_of_the_clock_add_up() -> None:
    with clock.at(datetime(2027, 1, 31, 12, tzinfo=UTC)), clock.moved(timedelta(days=1)):
        assert clock.today() == date(2027, 2, 1)


def test_day_ends_where_the_body_sits() -> None:
    with clock.at(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 7, 1)


def test_identifiers_are_version_7_and_rise_with_time() -> None:
    first, later = identifiers.new_id(), [identifiers.new_id() for _ in range(500)]
    assert {each.version for each in later} == {7}
    assert {each.variant for each in later} == {"specified in RFC 4122"}
    assert len(set(later)) == 500
    assert all(each.int >> 80 >= first.int >> 80 for each in later)


@given(st.sampled_from(["A", "DI", "CRT"]), st.integers(2000, 2999), st.integers(1, 10_000_000))
def test_number_is_readable_and_known_again(prefix: str, year: int, count: int) -> None:
    number = identifiers.readable(prefix, year, count)
    assert identifiers.is_number(number)
    assert number.split("-") == [prefix, str(year), f"{count:06d}"]


@pytest.mark.parametrize("text", ["", "A-26-1", "a-2026-000001", "A-2026-000001 ", "A-2026-1"])
def test_what_is_no_number_is_not_taken_for_one(text: str) -> None:
    assert not identifiers.is_number(text)


@pytest.mark.parametrize("reference", ["2012:9.4.4", "2012:5.2.3 e)", "2026:6.5", "2026:4.3/risks"])
def test_clause_reference_is_taken(reference: str) -> None:
    assert clauses.checked((reference,)) == (reference,)


@pytest.mark.parametrize("reference", ["9.4.4", "2013:9.4", "2012:", "2012:9.4.4x", "2012 9.4"])
def test_clause_reference_that_nobody_can_read_fails_at_import(reference: str) -> None:
    with pytest.raises(clauses.UnknownClause):
        clauses.checked((reference,))


def test_refusal_keeps_its_own_code_and_takes_the_rules_otherwise() -> None:
    assert Refusal("No.").under("R-02", ("2012:9.4.4",)).as_dict() == {
        "code": "R-02",
        "sentence": "No.",
        "remedy": "",
        "clauses": ["2012:9.4.4"],
    }
    assert Refusal("No.", code="own").under("R-02", ()).code == "own"


@pytest.mark.parametrize(
    ("reference", "read"),
    [("2012:5.2.3 e)", "17024:2012 5.2.3 e)"), ("2026:5.2/two-years", "17024:2026 5.2")],
)
def test_clause_is_read_by_its_number(reference: str, read: str) -> None:
    assert clauses.label(reference) == read


def test_refusal_says_itself_remedy_and_clauses_in_one_line() -> None:
    refusal = Refusal("You cannot.", mend=Mend("Ask Tom."), code="R-08", clauses=("2012:4.3.7",))
    assert str(refusal) == "You cannot. Ask Tom. [R-08, 2012:4.3.7]"


def _even(*, count: int) -> Refusal | None:
    return Refusal("It is odd.") if count % 2 else None


EVEN = Rule("R-even", ("2012:4.1",), Kind.OURS, _even)


def test_rule_is_given_only_what_it_names() -> None:
    assert EVEN.refusal(count=2, noise="ignored") is None
    refusal = EVEN.refusal(count=3)
    assert refusal is not None
    assert (refusal.code, refusal.clauses) == ("R-even", ("2012:4.1",))


def test_rule_that_asks_for_what_an_act_lacks_fails_at_import() -> None:
    def without(*, by: Actor) -> None: ...
    def other(*, by: Actor, count: str) -> None: ...

    for act in (without, other):
        with pytest.raises(RuleDoesNotFit):
            fit(EVEN, inspect.signature(act).parameters)


@permission("is over ten")
def over_ten(*, size: int) -> Refusal | None:
    """Big enough."""
    return None if size > 10 else Refusal("Too small.")


@permission("is red")
def red(*, colour: str) -> Refusal | None:
    """Red enough."""
    return None if colour == "red" else Refusal("Not red.")


@pytest.mark.parametrize(
    ("joined", "size", "colour", "allowed"),
    [
        (over_ten | red, 11, "blue", True),
        (over_ten | red, 9, "red", True),
        (over_ten | red, 9, "blue", False),
        (over_ten & red, 11, "red", True),
        (over_ten & red, 11, "blue", False),
        (over_ten & red, 9, "red", False),
    ],
)
def test_permissions_join(joined: Permission, size: int, colour: str, allowed: bool) -> None:
    assert (joined.refusal(size=size, colour=colour) is None) == allowed
    assert set(joined.needs) == {"size", "colour"}


def test_actors_know_whether_they_are_a_person() -> None:
    some = identifiers.new_id()
    assert actors.person(some).is_person(some)
    assert not actors.person(some).is_person(identifiers.new_id())
    assert {actors.machine("timers").person_id, actors.public("link").person_id, BOOTSTRAP.person_id} == {None}
    assert str(actors.machine("timers")) == f"{ActorKind.MACHINE}:timers"


class Light(StrEnum):
    """States of a lamp."""

    OFF = "off"
    ON = "on"
    BROKEN = "broken"


WORDS = {Light.OFF: "Off", Light.ON: "On", Light.BROKEN: "Broken"}
LAMP = Lifecycle(
    noun="Lamp",
    states=Light,
    words=WORDS,
    moves=(
        Move("hang", (), Light.OFF, "Hang"),
        Move("light", (Light.OFF,), Light.ON, "Light"),
        Move("break", (Light.OFF, Light.ON), Light.BROKEN, "Break"),
    ),
)


def test_every_cell_of_a_lifecycle_is_allowed_or_refused() -> None:
    allowed = {(move.name, state) for move in LAMP.moves for state in ["", *Light] if LAMP.refusal(move, state) is None}
    assert allowed == {("hang", ""), ("light", "off"), ("break", "off"), ("break", "on")}


def test_lifecycle_tells_its_ends_and_draws_itself() -> None:
    assert LAMP.final_states() == {"broken"}
    assert [move.name for move in LAMP.available("off")] == ["light", "break"]
    assert LAMP.mermaid().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> off: hang",
        "    off --> on: light",
        "    off --> broken: break",
        "    on --> broken: break",
        "    broken --> [*]",
    ]


def test_lifecycle_with_an_unknown_state_or_a_missing_word_fails_at_import() -> None:
    with pytest.raises(ValueError, match="molten"):
        Lifecycle("Lamp", Light, WORDS, (Move("melt", ("on",), "molten", "Melt"),))
    with pytest.raises(ValueError, match="every state"):
        Lifecycle("Lamp", Light, {Light.OFF: "Off"}, ())
    with pytest.raises(AttributeError):
        _ = LAMP.melt
