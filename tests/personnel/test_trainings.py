"""Who trained whom: it bars deciding for ever and examining for 24 months."""

from datetime import date, timedelta
from typing import Any

import pytest

from guildhall.identity.models import Scope
from guildhall.kernel import clock
from guildhall.kernel.involvements import TRAINED
from guildhall.personnel.acts import trainings
from guildhall.personnel.impartiality import examiner_trained_recently, trained, trainers
from guildhall.personnel.models import Training
from tests.cast import Cast, acting
from tests.making import a_scope
from tests.personnel.test_declarations import refused

LAST_MAY = date(2025, 5, 31)


@pytest.fixture
def scope(cast: Cast) -> Scope:
    return a_scope(cast)


@pytest.fixture
def training(cast: Cast, scope: Scope) -> Training:
    return trainings.record(
        by=acting(cast.quinn),
        person=cast.carla,
        trainer=cast.quinn,
        scope=scope,
        title="Rotor blades, Windschule Nord",
        ended_on=LAST_MAY,
    )


def given(cast: Cast, scope: Scope, **other: Any) -> dict[str, Any]:
    told = {"person": cast.carla, "trainer": cast.quinn, "scope": scope, "title": "Rotor blades", "ended_on": LAST_MAY}
    return {**told, **other}


def test_training_is_found_for_its_pair_and_its_scheme(cast: Cast, scope: Scope, training: Training) -> None:
    other = a_scope(cast, "HYD")

    assert trained(cast.quinn.id, cast.carla.id, scope.id) == training
    assert trained(cast.quinn.id, cast.carla.id, scope.id, since=LAST_MAY) == training
    assert trained(cast.quinn.id, cast.carla.id, scope.id, since=LAST_MAY + timedelta(days=1)) is None
    assert trained(cast.quinn.id, cast.carla.id, other.id) is None
    assert trained(cast.carla.id, cast.quinn.id, scope.id) is None
    assert trained(cast.quinn.id, cast.gero.id, scope.id) is None


def test_trainers_are_told_as_a_part_in_the_file(cast: Cast, scope: Scope, training: Training) -> None:
    (told,) = trainers(cast.carla.id, scope.id)

    assert (told.person_id, told.kind, told.about, told.number) == (
        cast.quinn.id,
        TRAINED,
        training.ref,
        training.number,
    )


def test_trainer_trainee_and_operations_tell_and_nobody_else(cast: Cast, scope: Scope) -> None:
    for teller in (cast.quinn, cast.carla, cast.olive):
        assert trainings.record(by=acting(teller), **given(cast, scope)).told_by == str(acting(teller))
    for other in (cast.otto, cast.gero, cast.ada, cast.tom):
        refused("R-46", trainings.record, by=acting(other), **given(cast, scope))


def test_training_without_two_people_a_scheme_and_a_title_is_refused(cast: Cast, scope: Scope) -> None:
    by = acting(cast.olive)

    refused("R-02", trainings.record, by=by, **given(cast, scope, trainer=cast.carla))
    refused("training-scheme", trainings.record, by=by, **given(cast, cast.body))
    refused("training-titled", trainings.record, by=by, **given(cast, scope, title=" "))

    assert not Training.objects.exists()


def test_trainer_does_not_examine_for_24_months(cast: Cast, scope: Scope, training: Training, clock: Any) -> None:
    refusal = examiner_trained_recently(cast.quinn.id, cast.carla.id, scope.id)

    assert refusal is not None
    assert (refusal.code, refusal.clauses) == ("R-09", ("2012:5.2.3 e)", "2026:5.2/two-years"))
    assert "31 May 2027" in refusal.sentence
    assert examiner_trained_recently(cast.quinn.id, cast.gero.id, scope.id) is None
    clock.move(days=(date(2027, 5, 30) - date(2026, 3, 2)).days)
    assert examiner_trained_recently(cast.quinn.id, cast.carla.id, scope.id) is not None
    clock.move(days=1)
    assert examiner_trained_recently(cast.quinn.id, cast.carla.id, scope.id) is None
    assert trained(cast.quinn.id, cast.carla.id, scope.id) == training


def test_training_for_another_scheme_bars_examining_too(cast: Cast, training: Training) -> None:
    assert examiner_trained_recently(cast.quinn.id, cast.carla.id, a_scope(cast, "HYD").id) is not None


def test_exemption_lifts_the_bar_for_its_scheme_until_its_day(
    cast: Cast, scope: Scope, training: Training, clock: Any
) -> None:
    until = clock.set(clock.move()).date() + timedelta(days=30)
    exemption = trainings.exempt(
        by=acting(cast.tom),
        training=training,
        scope=scope,
        reasons="The only examiner for blades; Erik rates along.",
        until_on=until,
    )

    assert exemption.approved_by == cast.tom
    assert examiner_trained_recently(cast.quinn.id, cast.carla.id, scope.id) is None
    assert examiner_trained_recently(cast.quinn.id, cast.carla.id, a_scope(cast, "HYD").id) is not None
    clock.move(days=31)
    assert examiner_trained_recently(cast.quinn.id, cast.carla.id, scope.id) is not None


def test_exemption_that_is_ended_lifts_nothing(cast: Cast, scope: Scope, training: Training) -> None:
    exemption = _exempted(cast, scope, training)
    refused("R-60", trainings.end, by=acting(cast.tom), exemption=exemption, reason="")

    ended = trainings.end(by=acting(cast.tom), exemption=exemption, reason="Another examiner was found.")

    assert examiner_trained_recently(cast.quinn.id, cast.carla.id, scope.id) is not None
    refused("exemption-open", trainings.end, by=acting(cast.tom), exemption=ended, reason="Again.")


def test_exemption_has_reasons_an_end_and_an_approver_without_part(
    cast: Cast, scope: Scope, training: Training
) -> None:
    asked = {"training": training, "scope": scope, "reasons": "No other.", "until_on": clock.today()}
    refused("R-09", trainings.exempt, by=acting(cast.tom), **{**asked, "reasons": " "})
    refused("R-09", trainings.exempt, by=acting(cast.quinn), **asked)
    refused("training-scheme", trainings.exempt, by=acting(cast.tom), **{**asked, "scope": cast.body})
    for wrong in (clock.today() - timedelta(days=1), date(2027, 6, 1)):
        refused("R-09", trainings.exempt, by=acting(cast.tom), **{**asked, "until_on": wrong})
    for other in (cast.ada, cast.olive, cast.otto):
        refused("R-46", trainings.exempt, by=acting(other), **asked)

    _exempted(cast, scope, training)
    refused("R-09", trainings.exempt, by=acting(cast.tom), **asked)


def test_training_recorded_in_error_bars_nobody_once_a_second_person_voids_it(
    cast: Cast, scope: Scope, training: Training
) -> None:
    refused("R-60", trainings.void, by=acting(cast.quinn), training=training, reason="I never did.")
    refused("R-60", trainings.void, by=acting(cast.olive), training=training, reason=" ")
    refused("R-46", trainings.void, by=acting(cast.tom), training=training, reason="Never.")

    voided = trainings.void(by=acting(cast.olive), training=training, reason="It was another Carla.")

    assert trained(cast.quinn.id, cast.carla.id, scope.id) is None
    assert examiner_trained_recently(cast.quinn.id, cast.carla.id, scope.id) is None
    asked = {"training": voided, "scope": scope, "reasons": "No other.", "until_on": clock.today()}
    refused("exemption-training", trainings.exempt, by=acting(cast.tom), **asked)


def _exempted(cast: Cast, scope: Scope, training: Training) -> Any:
    return trainings.exempt(
        by=acting(cast.tom),
        training=training,
        scope=scope,
        reasons="The only examiner for blades.",
        until_on=clock.today() + timedelta(days=30),
    )
