"""Controls are run when their answer can have changed, and not otherwise."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from guildhall.conformity import discovery, runs
from guildhall.conformity.acts import controls as acts
from guildhall.conformity.models import ControlRun
from guildhall.identity.acts import persons, scopes
from guildhall.kernel import clock as house_clock
from guildhall.kernel import declarations
from guildhall.kernel.declarations import Answer, Control, Finding, control
from guildhall.kernel.refusals import Refusal
from tests.cast import Cast, acting
from tests.conftest import HouseClock


@dataclass
class Watched:
    """A control in a test's hands: what it will answer, and how often it was asked."""

    answer: Answer = field(default_factory=Answer)
    asked: int = 0
    control: Control = field(init=False)

    def look(self) -> Answer:
        """Answers what the test says."""
        self.asked += 1
        return self.answer


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """One control, which depends on registrations of persons, and no other."""
    discovery.discover()
    monkeypatch.setattr(declarations, "_controls", {})
    found = Watched()
    found.control = control("tests.watched", title="Watched", clauses=["2012:4.1"], events=["identity.person.*"])(
        found.look
    )
    return found


def _register(cast: Cast) -> None:
    persons.register(by=acting(cast.olive), given_name="Nele", family_name="Neumann")


def _latest() -> ControlRun:
    return ControlRun.objects.get(is_latest=True)


def test_a_control_that_never_ran_is_run(cast: Cast, watched: Watched) -> None:
    assert [run.control for run in runs.run_due()] == ["tests.watched"]
    assert watched.asked == 1


def test_an_answer_stands_while_nothing_happens(cast: Cast, watched: Watched) -> None:
    runs.run_due()
    assert runs.run_due() == []
    assert watched.asked == 1


def test_an_act_that_the_control_names_makes_its_answer_due(cast: Cast, watched: Watched) -> None:
    runs.run_due()
    _register(cast)
    assert len(runs.run_due()) == 1
    assert (watched.asked, _latest().position) == (2, runs.leaves())


def test_another_act_only_moves_how_far_the_answer_is_known_to_stand(cast: Cast, watched: Watched) -> None:
    before = runs.run_due()[0]
    scopes.open_scope(by=acting(cast.ada), kind="scheme", number="S-1", name="Welding")
    assert runs.run_due() == []
    assert (watched.asked, _latest().position) == (1, before.position)
    assert _latest().checked_position == runs.leaves() == before.position + 1


def test_a_refused_attempt_makes_nothing_due(cast: Cast, watched: Watched) -> None:
    runs.run_due()
    with pytest.raises(Refusal):
        persons.register(by=acting(cast.otto), given_name="Nele", family_name="Neumann")
    assert runs.run_due() == []


def test_the_day_on_which_an_answer_changes_makes_it_due(cast: Cast, watched: Watched, clock: HouseClock) -> None:
    watched.answer = Answer(changes_on=house_clock.today() + timedelta(days=1))
    runs.run_due()
    clock.move(hours=20)
    assert len(runs.run_due()) == 1


def test_a_day_that_has_come_does_not_make_an_answer_due_for_ever(cast: Cast, watched: Watched) -> None:
    watched.answer = Answer(changes_on=date(2020, 1, 1))
    runs.run_due()
    assert runs.run_due() == []
    assert _latest().changes_on == house_clock.today() + timedelta(days=1)


def test_an_answer_of_yesterday_is_due(cast: Cast, watched: Watched, clock: HouseClock) -> None:
    runs.run_due()
    clock.move(hours=23)
    assert runs.run_due() == []
    clock.move(hours=1)
    assert len(runs.run_due()) == 1


def test_a_clock_that_was_set_back_makes_answers_due(cast: Cast, watched: Watched, clock: HouseClock) -> None:
    runs.run_due()
    clock.move(days=-3)
    assert len(runs.run_due()) == 1


def test_another_program_makes_an_answer_due(cast: Cast, watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    runs.run_due()
    monkeypatch.setattr(runs, "code_of", lambda control: "another")
    assert len(runs.run_due()) == 1
    assert _latest().code == "another"


def test_whoever_asks_makes_every_answer_due(cast: Cast, watched: Watched) -> None:
    runs.run_due()
    acts.ask(by=acting(cast.quinn))
    assert len(runs.run_due()) == 1


def test_somebody_without_a_role_cannot_ask(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        acts.ask(by=acting(cast.otto))
    assert refused.value.code == "R-46"


def test_the_same_answer_is_confirmed_and_another_one_is_kept_beside_it(
    cast: Cast, watched: Watched, clock: HouseClock
) -> None:
    first = runs.run_due()[0]
    clock.move(days=1)
    assert runs.run_due()[0].pk == first.pk
    watched.answer = Answer(
        findings=[Finding("identity.person:1", "P-2026-000001", "is wrong", ("people:person", "1"))]
    )
    clock.move(days=1)
    runs.run_due()
    assert list(ControlRun.objects.order_by("first_at").values_list("state", "is_latest")) == [
        ("holds", False),
        ("does not hold", True),
    ]
    assert _latest().findings == [
        {
            "record": "identity.person:1",
            "number": "P-2026-000001",
            "sentence": "is wrong",
            "link": ["people:person", "1"],
        }
    ]


def test_many_findings_are_counted_in_full_and_kept_in_part(cast: Cast, watched: Watched) -> None:
    watched.answer = Answer(findings=[Finding(f"a.b:{n}", str(n), "is wrong") for n in range(300)])
    runs.run_due()
    assert (_latest().found, len(_latest().findings)) == (300, runs.KEPT)


def test_a_control_can_be_run_by_its_name(cast: Cast, watched: Watched) -> None:
    runs.run_due()
    assert [run.control for run in runs.rerun(["tests.watched", "tests.none"])] == ["tests.watched"]
    assert watched.asked == 2
