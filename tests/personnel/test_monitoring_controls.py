"""The controls of monitoring, ties and courses: silent on true records, exact on forged ones."""

from datetime import date
from decimal import Decimal
from typing import Any

from guildhall.identity.roles import EXAMINER
from guildhall.kernel import actors
from guildhall.kernel import clock as house_clock
from guildhall.kernel.declarations import Answer, ControlState
from guildhall.personnel import controls
from guildhall.personnel.acts import agreements, authorisations, courses, inquiries, monitorings, organisations, signals
from guildhall.personnel.models import ConflictSearch, ConflictSignal, Participation, Relation, Training
from tests import forge
from tests.cast import Cast, acting
from tests.personnel.making import Bench
from tests.personnel.making_monitorings import (
    a_course,
    a_monitoring,
    failed,
    let_roles_last,
    look,
    reported,
    satisfactory,
    signed,
    tie,
    with_measures,
)


def named(answer: Answer) -> list[str]:
    return [finding.number for finding in answer.findings]


def agreed(bench: Bench, **other: Any) -> None:
    work = {"person": bench.erik, "role": EXAMINER.code, "scope": bench.scope}
    today = house_clock.today()
    figures = {"twice": 12, "same": 11, "kappa": Decimal("0.8"), "since_on": today, "until_on": today}
    agreements.record(by=actors.machine("agreement"), **work, **{**figures, **other})


def test_examiner_who_was_not_monitored_in_time_is_named(bench: Bench, clock: Any) -> None:
    let_roles_last()
    given = bench.authorised(days=900)
    answer = controls.examiners_are_monitored.query()
    assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 1)
    assert answer.changes_on == date(2027, 3, 3)

    clock.set(house_clock.now().replace(year=2027, month=3, day=3))
    assert named(controls.examiners_are_monitored.query()) == [given.number]

    satisfactory(bench)
    assert controls.examiners_are_monitored.query().state is ControlState.HOLDS


def test_who_is_suspended_or_withdrawn_is_not_named(bench: Bench, clock: Any) -> None:
    let_roles_last()
    given = bench.authorised(days=900)
    authorisations.suspend(by=acting(bench.cast.tom), authorisation=given, reason="Is ill.")
    clock.move(days=400)
    assert (controls.examiners_are_monitored.query().state, controls.examiners_are_monitored.query().looked_at) == (
        ControlState.HOLDS,
        0,
    )


def test_risky_work_without_a_plan_is_named(bench: Bench, clock: Any) -> None:
    let_roles_last()
    given = bench.authorised(days=900)
    agreed(bench, kappa=Decimal("0.2"))
    answer = controls.risky_work_is_planned_for.query()
    assert (answer.state, answer.looked_at, answer.changes_on) == (ControlState.HOLDS, 1, date(2026, 9, 1))

    clock.set(house_clock.now().replace(month=9, day=1))
    assert named(controls.risky_work_is_planned_for.query()) == [given.number]

    a_monitoring(bench)
    assert controls.risky_work_is_planned_for.query().state is ControlState.HOLDS


def test_monitoring_that_did_not_take_place_or_was_not_concluded_is_named(bench: Bench, clock: Any) -> None:
    bench.authorised()
    planned = a_monitoring(bench)
    answer = controls.monitorings_take_place.query()
    assert (answer.state, answer.looked_at, answer.changes_on) == (ControlState.HOLDS, 1, date(2026, 3, 17))
    clock.move(days=15)
    assert named(controls.monitorings_take_place.query()) == [planned.number]

    seen = reported(planned)
    assert controls.monitorings_take_place.query().state is ControlState.HOLDS
    clock.move(days=15)
    assert named(controls.monitorings_take_place.query()) == [planned.number]

    monitorings.accept(by=acting(bench.cast.ada), monitoring=seen, reasons="As it should be.")
    assert controls.monitorings_take_place.query().looked_at == 0


def test_failure_and_measures_without_consequence_are_named(bench: Bench, clock: Any) -> None:
    given = bench.authorised()
    failed(bench)
    answer = controls.monitoring_has_consequences.query()
    assert (answer.state, answer.changes_on) == (ControlState.HOLDS, date(2026, 3, 3))
    clock.move(days=15)
    assert named(controls.monitoring_has_consequences.query()) == [given.number]

    held = with_measures(bench, days=10)
    assert controls.monitoring_has_consequences.query().state is ControlState.HOLDS
    clock.move(days=11)
    assert named(controls.monitoring_has_consequences.query()) == [given.number]

    monitorings.settle(by=acting(bench.cast.ada), monitoring=held, settlement="Trained.")
    assert controls.monitoring_has_consequences.query().state is ControlState.HOLDS


def test_rater_who_disagrees_is_named_until_somebody_looks(bench: Bench) -> None:
    bench.authorised()
    assert controls.raters_agree.query().state is ControlState.NEEDS_JUDGEMENT
    agreed(bench)
    assert (controls.raters_agree.query().state, controls.raters_agree.query().looked_at) == (ControlState.HOLDS, 1)

    agreed(bench, leniency=Decimal(15))
    assert named(controls.raters_agree.query()) == [bench.erik.number]

    satisfactory(bench)
    assert controls.raters_agree.query().state is ControlState.HOLDS


def test_interest_that_no_rule_reads_is_named(cast: Cast) -> None:
    (interest,) = signed(cast, cast.quinn, tie())
    assert (controls.interests_are_read.query().state, controls.interests_are_read.query().looked_at) == (
        ControlState.HOLDS,
        1,
    )
    forge.remove(Relation.objects.get())
    assert named(controls.interests_are_read.query()) == [interest.declaration.number]


def test_search_that_lies_back_is_named(cast: Cast, clock: Any) -> None:
    assert controls.conflicts_are_looked_for.query().state is ControlState.NEEDS_JUDGEMENT
    look()
    answer = controls.conflicts_are_looked_for.query()
    assert (answer.state, answer.looked_at, answer.changes_on) == (ControlState.HOLDS, 7, date(2026, 3, 10))

    clock.move(days=7, minutes=1)

    assert [each.record for each in controls.conflicts_are_looked_for.query().findings] == [
        ConflictSearch.objects.get().ref
    ]


def test_signal_that_waits_or_was_judged_by_who_is_in_it_is_named(cast: Cast, clock: Any) -> None:
    for person in (cast.olive, cast.carla):
        organisations.record(by=acting(person), person=person, organisation="Windpark Nord")
    look()
    signal = ConflictSignal.objects.get()
    answer = controls.signals_are_judged.query()
    assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 1)
    clock.move(days=15)
    assert named(controls.signals_are_judged.query()) == [signal.number]
    assert "Windpark" not in str(controls.signals_are_judged.query())

    signals.dismiss(by=acting(cast.tom), signal=signal, reasons="Two companies.")
    assert controls.signals_are_judged.query().state is ControlState.HOLDS
    forge.alter(signal, judged_by=str(acting(cast.carla)))
    assert named(controls.signals_are_judged.query()) == [signal.number]


def test_question_without_an_answer_is_named(cast: Cast, clock: Any) -> None:
    asked = inquiries.ask(by=acting(cast.quinn), person=cast.olive)
    answer = controls.inquiries_are_answered.query()
    assert (answer.state, answer.looked_at, answer.changes_on) == (ControlState.HOLDS, 1, date(2026, 3, 17))
    clock.move(days=15)
    assert named(controls.inquiries_are_answered.query()) == [asked.number]


def test_participant_who_does_not_count_as_trained_is_named(bench: Bench) -> None:
    course = a_course(bench.erik, bench.scope)
    courses.enrol(by=acting(bench.erik), person=bench.cast.carla, course=course)
    answer = controls.participants_are_trained.query()
    assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 1)

    forge.alter(Training.objects.get(), state="void")
    assert named(controls.participants_are_trained.query()) == [course.number]
    forge.alter(Training.objects.get(), state="recorded")
    forge.alter(Participation.objects.get(), training=None)
    assert named(controls.participants_are_trained.query()) == [course.number]
