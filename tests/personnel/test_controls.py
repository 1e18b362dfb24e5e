"""The controls of personnel: silent on true records, exact on forged ones."""

from datetime import timedelta
from typing import Any

import pytest

from guildhall.identity.models import Grant
from guildhall.identity.roles import EVALUATOR, EXAMINER
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, ControlState
from guildhall.personnel import controls
from guildhall.personnel.acts import authorisations, clearances, founding, trainings
from guildhall.personnel.models import Authorisation, Declaration, DeclarationText, Exemption, FoundingEnd, Training
from tests import forge
from tests.cast import Cast, acting, authorise
from tests.personnel.making import Bench, first
from tests.personnel.making_monitorings import signed, tie


def named(answer: Answer) -> list[str]:
    return [finding.number for finding in answer.findings]


@pytest.fixture
def evaluator(bench: Bench) -> Authorisation:
    """The evaluator of the bench, appointed with evidence, in place of the one whom the tests gave their role."""
    asked = first(bench, person=bench.cast.ada)
    return authorisations.appoint(by=acting(bench.cast.tom), **asked)


def test_authorised_work_holds_where_every_holder_was_evaluated(bench: Bench, evaluator: Authorisation) -> None:
    bench.authorised()

    answer = controls.authorised_work_is_evidenced.query()

    assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 2)
    assert answer.changes_on == clock.today() + timedelta(days=365)


def test_holder_without_an_authorisation_is_named(bench: Bench, evaluator: Authorisation) -> None:
    authorise(bench.cast.otto, EXAMINER, bench.scope)

    assert named(controls.authorised_work_is_evidenced.query()) == [bench.cast.otto.number]


def test_holder_whose_authorisation_is_suspended_is_named(bench: Bench, evaluator: Authorisation) -> None:
    given = bench.authorised()
    forge.alter(given, stopped_on=clock.today())

    assert named(controls.authorised_work_is_evidenced.query()) == [bench.erik.number]


@pytest.mark.parametrize("who", ["erik-evaluates", "erik-authorises", "one-does-both", "nobody-evaluates"])
def test_authorisation_without_four_eyes_is_named(bench: Bench, who: str) -> None:
    given = bench.authorised()
    assert controls.competence_had_four_eyes.query().state is ControlState.HOLDS

    forged: dict[str, dict[str, Any]] = {
        "erik-evaluates": {"evaluated_by": bench.erik},
        "erik-authorises": {"authorised_by": bench.erik},
        "one-does-both": {"evaluated_by": bench.cast.tom},
        "nobody-evaluates": {"evaluated_by": None, "evaluated_at": None},
    }
    forge.alter(given, **forged[who])

    assert named(controls.competence_had_four_eyes.query()) == [given.number]


def test_authorisation_that_is_too_long_or_past_is_named(bench: Bench, clock: Any) -> None:
    given = bench.authorised(days=365)
    answer = controls.authorisations_end.query()
    assert (answer.state, answer.changes_on) == (ControlState.HOLDS, given.until_on)

    forge.alter(given, until_on=given.from_on + timedelta(days=3 * 366))
    assert named(controls.authorisations_end.query()) == [given.number]

    forge.alter(given, until_on=given.until_on)
    clock.move(days=366)
    assert named(controls.authorisations_end.query()) == []
    clock.move(days=1)
    assert named(controls.authorisations_end.query()) == [given.number]


def test_conflict_that_waits_too_long_is_named(cast: Cast, clock: Any) -> None:
    by = acting(cast.olive)
    made = clearances.declare(by=by, person=cast.olive, about=cast.carla.ref)
    clock.move(days=30)
    clearances.disclose(by=by, clearance=made, conflict="She is my niece.")
    answer = controls.conflicts_are_judged.query()
    assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 1)

    clock.move(days=4)

    answer = controls.conflicts_are_judged.query()
    assert named(answer) == [cast.carla.number]
    assert "niece" not in str(answer)


def test_interest_that_waits_too_long_for_its_judgement_is_named(cast: Cast, clock: Any) -> None:
    signed(cast, cast.olive, tie())
    answer = controls.interests_are_judged.query()
    assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 1)
    clock.move(days=15)
    answer = controls.interests_are_judged.query()
    assert named(answer) == [Declaration.objects.get(person=cast.olive).number]
    assert "Windpark" not in str(answer)


def test_text_that_its_author_approved_is_named(cast: Cast) -> None:
    assert controls.text_had_four_eyes.query().state is ControlState.NEEDS_JUDGEMENT
    signed(cast, cast.olive)
    assert controls.text_had_four_eyes.query().state is ControlState.HOLDS
    text = DeclarationText.objects.get()
    forge.alter(text, approved_by=text.proposed_by)
    assert named(controls.text_had_four_eyes.query()) == [text.number]


def test_appointment_after_the_founding_is_named(bench: Bench, evaluator: Authorisation, clock: Any) -> None:
    assert controls.founding_is_over.query().state is ControlState.NOT_APPLICABLE
    clock.move(hours=1)
    founding.close(by=acting(bench.cast.tom))
    assert controls.founding_is_over.query().state is ControlState.HOLDS

    forge.alter(FoundingEnd.objects.get(), closed_at=evaluator.authorised_at - timedelta(days=1))

    assert named(controls.founding_is_over.query()) == [evaluator.number]


@pytest.fixture
def exemption(bench: Bench) -> Exemption:
    training = trainings.record(
        by=acting(bench.erik),
        person=bench.cast.carla,
        trainer=bench.erik,
        scope=bench.scope,
        title="Blades",
        ended_on=clock.today(),
    )
    return trainings.exempt(
        by=acting(bench.cast.tom),
        training=training,
        scope=bench.scope,
        reasons="No other.",
        until_on=clock.today() + timedelta(days=10),
    )


@pytest.mark.parametrize("how", ["own", "void", "long"])
def test_exemption_that_is_not_independent_is_named(bench: Bench, exemption: Exemption, how: str) -> None:
    assert controls.exemptions_are_independent.query().state is ControlState.HOLDS

    if how == "own":
        forge.alter(exemption, approved_by=bench.erik)
    elif how == "void":
        forge.alter(Training.objects.get(), state="void")
    else:
        forge.alter(exemption, until_on=clock.today() + timedelta(days=800))

    assert named(controls.exemptions_are_independent.query()) == [exemption.training.number]


def test_grant_of_the_bench_hangs_on_an_authorisation(bench: Bench) -> None:
    grant = Grant.objects.get(person=bench.cast.ada, role=EVALUATOR.code)
    assert {each.kind for each in grant.conditions.all()} == {"declaration", "authorisation"}
