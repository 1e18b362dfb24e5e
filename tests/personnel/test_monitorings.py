"""Monitoring: planned from risk, held by who knows the work, concluded with consequences; R-47 without a deadlock."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from guildhall.identity.models import Person
from guildhall.identity.roles import EVALUATOR, EXAMINER, INVIGILATOR
from guildhall.kernel import actors, clock
from guildhall.kernel.refusals import Refusal
from guildhall.personnel import monitoring, risks
from guildhall.personnel.acts import agreements, authorisations, interests, monitorings
from guildhall.personnel.lifecycles import MonitoringState
from guildhall.personnel.models import Agreement, Monitoring, MonitoringKind
from tests import forge
from tests.cast import Cast, acting, authorise
from tests.personnel.making import Bench
from tests.personnel.making_monitorings import (
    a_monitoring,
    answers,
    failed,
    let_roles_last,
    reported,
    satisfactory,
    signed,
    tie,
    with_measures,
)
from tests.personnel.test_declarations import refused

START = date(2026, 3, 2)


def standing(bench: Bench) -> monitoring.Standing:
    found = monitoring.standing(bench.erik.pk, EXAMINER.code, bench.scope.pk)
    assert found is not None
    return found


def asked(bench: Bench, *assignments: Any, **more: str) -> Refusal | None:
    return monitoring.refusal(bench.erik.pk, EXAMINER.code, bench.scope.pk, *assignments, **more)


def agreed(bench: Bench, **other: Any) -> Agreement:
    """The agreement of Erik's ratings, as the examinations tell it."""
    figures: dict[str, Any] = {
        "twice": 12,
        "same": 11,
        "kappa": Decimal("0.8"),
        "leniency": Decimal(2),
        "since_on": START,
        "until_on": START,
    }
    work = {"person": bench.erik, "role": EXAMINER.code, "scope": bench.scope}
    return agreements.record(by=actors.machine("agreement"), **work, **{**figures, **other})


def test_clock_starts_at_the_authorisation_and_again_with_each_monitoring(bench: Bench, clock: Any) -> None:
    bench.authorised(days=900)
    assert (standing(bench).due_on, standing(bench).last) == (date(2027, 3, 2), None)

    clock.move(days=100)
    held = satisfactory(bench)

    assert (standing(bench).due_on, standing(bench).last) == (date(2027, 6, 10), held)


def test_renewal_does_not_start_the_clock_again_and_a_new_beginning_does(bench: Bench, clock: Any) -> None:
    let_roles_last()
    bench.authorised(days=500)
    clock.move(days=300)
    renewed = bench.authorised(days=400)
    assert standing(bench).due_on == date(2027, 3, 2)

    clock.move(days=100)
    authorisations.withdraw(by=acting(bench.cast.tom), authorisation=renewed, reason="Left us.")
    clock.move(days=200)
    bench.authorised(days=400)

    assert (standing(bench).begun_on, standing(bench).due_on) == (date(2027, 10, 23), date(2028, 10, 23))


def test_failure_is_left_behind_by_a_new_authorisation_and_not_by_a_renewal(bench: Bench, clock: Any) -> None:
    given = bench.authorised()
    failed(bench)
    bench.authorised()
    assert asked(bench) is not None

    given = monitoring.standing(bench.erik.pk, EXAMINER.code, bench.scope.pk).authorisation
    authorisations.withdraw(by=acting(bench.cast.tom), authorisation=given, reason="Not fit.")
    clock.move(days=2)
    bench.authorised()

    assert (standing(bench).last, asked(bench)) == (None, None)


def test_overdue_monitoring_blocks_all_but_the_monitoring_itself(bench: Bench, clock: Any) -> None:
    let_roles_last()
    bench.authorised(days=900)
    clock.move(days=365)
    assert asked(bench) is None
    clock.move(days=1)

    refusal = asked(bench, bench.cast.carla)
    assert refusal is not None
    assert (refusal.code, refusal.clauses) == ("R-47", ("2012:6.2.2.2", "2026:6.2"))
    given = standing(bench).authorisation
    assert refusal.mend.link == ("personnel:monitoring-plan", str(given.pk), bench.cast.carla.ref)
    assert bench.examines

    planned = a_monitoring(bench, about=bench.cast.carla.ref)

    assert asked(bench, bench.cast.carla) is None
    other = asked(bench, bench.cast.otto)
    assert other is not None
    assert other.mend.link == ("personnel:monitoring", str(planned.pk))

    monitorings.accept(by=acting(bench.cast.ada), monitoring=reported(planned), reasons="As it should be.")
    assert asked(bench, bench.cast.otto) is None


def test_monitoring_that_was_called_off_lets_nobody_through(bench: Bench, clock: Any) -> None:
    let_roles_last()
    bench.authorised(days=900)
    clock.move(days=400)
    planned = a_monitoring(bench, about=bench.cast.carla.ref)

    monitorings.cancel(by=acting(bench.cast.quinn), monitoring=planned, reason="Nobody came.")

    assert asked(bench, bench.cast.carla) is not None
    assert standing(bench).due_on == date(2027, 3, 2)


def test_work_outside_language_and_part_is_refused_even_as_the_monitoring(bench: Bench) -> None:
    bench.authorised(languages="de en", fields="P")
    a_monitoring(bench, about=bench.cast.carla.ref)

    assert asked(bench, language="en", field="P") is None
    spoken = asked(bench, bench.cast.carla, language="fr")
    part = asked(bench, bench.cast.carla, language="de", field="W")

    assert (spoken and spoken.sentence, part and part.sentence) == (
        "They are authorised for de, en, and this is examined in fr.",
        "They are authorised for P, and this is examined in W.",
    )


def test_who_is_not_authorised_is_no_matter_of_monitoring(bench: Bench) -> None:
    assert asked(bench) is None
    refused("R-47", a_monitoring, bench=bench)


def test_measures_block_when_their_day_passed_unconfirmed(bench: Bench, clock: Any) -> None:
    bench.authorised(days=900)
    held = with_measures(bench, days=30)
    clock.move(days=30)
    assert asked(bench) is None
    clock.move(days=1)
    assert "1 Apr 2026" in str(asked(bench).sentence)

    settled = monitorings.settle(by=acting(bench.cast.ada), monitoring=held, settlement="Seen again: no hints.")

    assert (settled.state, settled.settled_by, asked(bench)) == (MonitoringState.SETTLED, bench.cast.ada, None)
    assert risks.EARLIER in standing(bench).reasons


def test_failure_blocks_at_once_until_another_monitoring(bench: Bench) -> None:
    bench.authorised()
    held = failed(bench)
    assert held.number in str(asked(bench).sentence)
    assert bench.examines

    satisfactory(bench, about=bench.cast.carla.ref)

    assert asked(bench) is None


def test_risk_brings_forward_when_it_is_wanted_and_not_when_it_blocks(bench: Bench) -> None:
    bench.authorised(days=900)
    assert (standing(bench).reasons, standing(bench).wanted_on) == ([risks.NEVER], date(2027, 3, 2))

    agreed(bench, kappa=Decimal("0.59"), leniency=Decimal("-10.5"))

    now = standing(bench)
    assert now.reasons == [risks.DISAGREES, risks.DIFFERS, risks.NEVER]
    assert (now.wanted_on, now.due_on) == (date(2026, 8, 31), date(2027, 3, 2))


@pytest.mark.parametrize("other", [{"twice": 9, "same": 5, "kappa": Decimal(0)}, {"kappa": None}])
def test_too_few_ratings_say_nothing(bench: Bench, other: dict[str, Any]) -> None:
    bench.authorised()
    agreed(bench, **other)
    assert standing(bench).reasons == [risks.NEVER]


def test_safeguard_makes_work_a_risk(bench: Bench) -> None:
    bench.authorised()
    (named,) = signed(bench.cast, bench.erik, tie())
    assert risks.SAFEGUARD not in standing(bench).reasons

    interests.treat(by=acting(bench.cast.tom), interest=named, reasons="Examines nobody of that park.")

    assert standing(bench).reasons == [risks.SAFEGUARD, risks.NEVER]


def test_plan_asks_as_often_for_many_as_for_one(cast: Cast, bench: Bench, django_assert_num_queries: Any) -> None:
    bench.authorised()
    with django_assert_num_queries(7):
        assert len(monitoring.plan()) == 1
    for person in (cast.otto, cast.carla, cast.gero):
        _engage(bench, person)
    with django_assert_num_queries(7):
        assert len(monitoring.plan()) == 4


def _engage(bench: Bench, person: Person) -> None:
    forge.alter(person, is_personnel=True)
    evaluated = bench.evaluated(person=person)
    until = clock.today() + timedelta(days=100)
    authorisations.authorise(by=acting(bench.cast.tom), authorisation=evaluated, until_on=until)


def test_monitor_is_somebody_else_who_knows_the_work(bench: Bench) -> None:
    bench.authorised()
    refused("R-08", a_monitoring, bench=bench, monitor=bench.erik)
    refused("R-46", a_monitoring, bench=bench, monitor=bench.cast.olive)
    refused("monitoring-kind", a_monitoring, bench=bench, kind="gossip")
    refused("monitoring-ahead", a_monitoring, bench=bench, planned_on=clock.today() - timedelta(days=1))
    refused("monitoring-assignment", a_monitoring, bench=bench, about="exams.sitting:nothing")
    assert not Monitoring.objects.exists()


def test_one_monitoring_of_a_work_is_open_at_a_time(bench: Bench) -> None:
    bench.authorised()
    a_monitoring(bench)
    refused("monitoring_open_is_one", a_monitoring, bench=bench)


@pytest.mark.parametrize("name", ["otto", "olive", "carla"])
def test_planning_is_for_who_answers_for_the_scheme(bench: Bench, name: str) -> None:
    bench.authorised()
    work = {"person": bench.erik, "role": EXAMINER.code, "scope": bench.scope, "monitor": bench.cast.ada}
    asked_for = {**work, "kind": MonitoringKind.RECORDING, "planned_on": clock.today()}

    refused("R-46", monitorings.plan, by=acting(getattr(bench.cast, name)), **asked_for)
    assert monitorings.plan(by=acting(bench.cast.ada), **asked_for).state == MonitoringState.PLANNED


def test_report_is_whole_and_by_who_saw_it(bench: Bench) -> None:
    bench.authorised()
    planned, by = a_monitoring(bench), acting(bench.cast.ada)
    told = {"monitoring": planned, "held_on": clock.today(), "answers": answers()}

    refused("permission", monitorings.report, by=acting(bench.cast.quinn), **told)
    refused("monitoring-held", monitorings.report, by=by, **{**told, "held_on": clock.today() + timedelta(days=1)})
    refused("monitoring-held", monitorings.report, by=by, **{**told, "held_on": clock.today() - timedelta(days=1)})
    without_note = {**answers(), "fairness": {"found": "partly", "note": " "}}
    refusal = refused("monitoring-form", monitorings.report, by=by, **{**told, "answers": without_note})
    assert refusal.field == "fairness"

    assert reported(planned).state == MonitoringState.REPORTED


def test_ratings_are_compared_only_where_something_was_marked_twice(bench: Bench) -> None:
    bench.authorised()
    planned = a_monitoring(bench, kind=MonitoringKind.RATINGS)
    refused("monitoring-ratings", reported, monitoring=planned)

    agreed(bench)

    assert reported(planned).state == MonitoringState.REPORTED


def test_what_was_not_met_has_a_consequence(bench: Bench) -> None:
    bench.authorised()
    seen, by = reported(a_monitoring(bench), fairness="not-met"), acting(bench.cast.ada)

    refusal = refused("monitoring-conclusion", monitorings.accept, by=by, monitoring=seen, reasons="Well enough.")
    assert "all candidates alike" in str(refusal.sentence)
    refused("monitoring-conclusion", monitorings.fail, by=by, monitoring=seen, reasons=" ")
    soon = {"reasons": "Gave hints.", "measures": "Trains.", "measures_until": clock.today()}
    refused("monitoring-measures", monitorings.ask_measures, by=by, monitoring=seen, **soon)
    later = {**soon, "measures": "", "measures_until": clock.today() + timedelta(days=9)}
    refused("monitoring-measures", monitorings.ask_measures, by=by, monitoring=seen, **later)


def test_nobody_concludes_on_their_own_work(bench: Bench) -> None:
    bench.authorised()
    authorise(bench.erik, EVALUATOR, bench.scope)
    seen, by = reported(a_monitoring(bench)), acting(bench.erik)

    refused("R-08", monitorings.accept, by=by, monitoring=seen, reasons="I was good.")
    refused("R-08", monitorings.fail, by=by, monitoring=seen, reasons="I was bad.")
    refused("R-46", monitorings.accept, by=acting(bench.cast.olive), monitoring=seen, reasons="So be it.")


def test_measures_are_confirmed_with_what_was_done(bench: Bench) -> None:
    bench.authorised()
    held = with_measures(bench)
    refused("monitoring-measures", monitorings.settle, by=acting(bench.cast.ada), monitoring=held, settlement="")


def test_invigilators_are_not_on_the_plan(bench: Bench) -> None:
    bench.authorised(role=INVIGILATOR.code)
    assert monitoring.plan() == []


def test_what_was_seen_is_sealed_under_the_key_of_who_was_monitored(bench: Bench) -> None:
    bench.authorised()
    held = failed(bench)

    kept = b"".join(bytes(value) for value in Monitoring.objects.values_list("answers", "findings", "reasons")[0])

    assert held.key_id == bench.erik.data_key
    assert b"Helped a candidate" not in kept
    assert b"not-met" not in kept


def test_figures_of_agreement_are_one_for_a_work_and_only_the_house_records_them(bench: Bench) -> None:
    first = agreed(bench)
    again = agreed(bench, twice=13, same=12)

    assert (again.pk, again.twice, Agreement.objects.count()) == (first.pk, 13, 1)
    with pytest.raises(Refusal):
        agreements.record(
            by=acting(bench.cast.tom),
            person=bench.erik,
            role=EXAMINER.code,
            scope=bench.scope,
            twice=20,
            same=20,
            since_on=START,
            until_on=START,
        )
