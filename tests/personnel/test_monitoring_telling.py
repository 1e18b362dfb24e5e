"""Who is told what of monitoring and undeclared conflicts, the timer T-12, and what waits for whom."""

from datetime import date
from typing import Any

import pytest

from guildhall.identity.models import Person
from guildhall.kernel.declarations import WorkItem
from guildhall.notices import deadlines, texts
from guildhall.notices.models import Deadline, Due, Notice
from guildhall.personnel import work
from guildhall.personnel.acts import authorisations, inquiries, monitorings, organisations
from guildhall.personnel.models import ConflictSignal
from tests.cast import Cast, acting
from tests.personnel.making import Bench
from tests.personnel.making_monitorings import (
    a_monitoring,
    failed,
    follow,
    let_roles_last,
    look,
    reported,
    satisfactory,
    with_measures,
)


def told(event: str) -> set[tuple[Person, str]]:
    """Who was told of an act, and in which text."""
    follow()
    notices = Notice.objects.filter(event=f"personnel.{event}").select_related("person")
    return {(each.person, each.text.removeprefix("personnel/")) for each in notices}


def words(text: str, language: str = "en") -> str:
    notice = Notice.objects.select_related("person").filter(text=f"personnel/{text}").latest("made_at")
    written = texts.of(notice, language)
    return f"{written.subject}\n{written.body}"


def waits(queue: Any, person: Person) -> list[WorkItem]:
    return list(queue.waiting_for(person_id=person.pk))


def test_plan_is_told_to_who_is_monitored_and_to_the_monitor(bench: Bench) -> None:
    bench.authorised()
    a_monitoring(bench)
    assert told("monitoring.plan") == {(bench.erik, "monitoring-planned"), (bench.cast.ada, "monitoring-to-hold")}
    assert "2 Mar 2026" in words("monitoring-planned")
    assert "2. März 2026" in words("monitoring-planned", "de")


def test_calling_off_is_told_to_both(bench: Bench) -> None:
    bench.authorised()
    monitorings.cancel(by=acting(bench.cast.quinn), monitoring=a_monitoring(bench), reason="Nobody came.")
    assert told("monitoring.cancel") == {
        (bench.erik, "monitoring-cancelled"),
        (bench.cast.ada, "monitoring-cancelled"),
    }


def test_report_is_told_to_who_concludes(bench: Bench) -> None:
    bench.authorised()
    reported(a_monitoring(bench))
    assert told("monitoring.report") == {
        (bench.cast.ada, "monitoring-reported"),
        (bench.cast.quinn, "monitoring-reported"),
    }


def test_failure_is_told_to_the_examiner_and_to_top_management_without_what_was_seen(bench: Bench) -> None:
    bench.authorised()
    failed(bench)
    assert told("monitoring.fail") == {
        (bench.erik, "monitoring-concluded"),
        (bench.cast.tom, "monitoring-failed"),
    }
    assert "Helped a candidate" not in words("monitoring-failed") + words("monitoring-concluded")


@pytest.mark.parametrize("language", ["en", "de"])
def test_question_about_interests_says_until_when(cast: Cast, language: str) -> None:
    asked = inquiries.ask(by=acting(cast.quinn), person=cast.olive, words="You moved.")
    assert told("inquiry.ask") == {(cast.olive, "interests-asked")}
    said = words("interests-asked", language)
    assert (asked.number in said, {"en": "16 Mar 2026", "de": "16. März 2026"}[language] in said) == (True, True)


def test_signal_is_told_to_judges_but_not_to_who_is_in_it(cast: Cast) -> None:
    for person in (cast.quinn, cast.carla):
        organisations.record(by=acting(person), person=person, organisation="Windpark Nord")
    look()
    assert told("conflict-signal.notice") == {(cast.tom, "conflict-noticed")}
    assert "Windpark" not in words("conflict-noticed")
    (waiting,) = waits(work.signals_to_judge, cast.tom)
    assert (waiting.link[1], waiting.due_on) == (str(ConflictSignal.objects.get().pk), date(2026, 3, 16))
    assert (waits(work.signals_to_judge, cast.quinn), waits(work.signals_to_judge, cast.olive)) == ([], [])


def running() -> list[tuple[str, date, str]]:
    follow()
    found = Deadline.objects.filter(code="T-12").order_by("started_by_entry")
    return [(each.number, each.due_on, each.state) for each in found]


def test_timer_runs_from_the_authorisation_and_anew_from_each_monitoring(bench: Bench, clock: Any) -> None:
    let_roles_last()
    given = bench.authorised(days=900)
    assert running() == [(given.number, date(2027, 3, 2), Due.RUNNING)]

    clock.move(days=10)
    satisfactory(bench)
    assert running() == [
        (given.number, date(2027, 3, 2), Due.MET),
        (given.number, date(2027, 3, 12), Due.RUNNING),
    ]

    authorisations.suspend(by=acting(bench.cast.tom), authorisation=given, reason="Is ill.")
    assert running()[-1] == (given.number, date(2027, 3, 12), Due.ENDED)


def test_renewal_goes_on_with_the_time_that_ran(bench: Bench, clock: Any) -> None:
    first = bench.authorised(days=300)
    clock.move(days=100)
    second = bench.authorised(days=300)
    assert running() == [
        (first.number, date(2027, 3, 2), Due.ENDED),
        (second.number, date(2027, 3, 2), Due.RUNNING),
    ]


def test_examiner_and_quality_manager_are_warned_before_it_is_due(bench: Bench, clock: Any) -> None:
    let_roles_last()
    bench.authorised(days=900)
    follow()
    clock.set(clock.move(days=0).replace(year=2027, month=1, day=2))
    deadlines.pass_day()
    warned = {each.person for each in Notice.objects.filter(text="personnel/monitoring-due").select_related("person")}
    assert warned == {bench.erik, bench.cast.quinn}
    assert "is to be monitored by 2 Mar 2027" in words("monitoring-due")

    clock.move(days=60)
    deadlines.pass_day()

    assert "was to be monitored by 2 Mar 2027, and it was not" in words("monitoring-due")
    assert "war bis zum 2. März 2027 zu überwachen" in words("monitoring-due", "de")


def test_work_waits_for_planner_monitor_concluder_and_top_management(bench: Bench, clock: Any) -> None:
    let_roles_last()
    given = bench.authorised(days=900)
    assert waits(work.monitorings_to_plan, bench.cast.quinn) == []
    clock.move(days=310)
    (to_plan,) = waits(work.monitorings_to_plan, bench.cast.quinn)
    assert (to_plan.link, to_plan.due_on) == (("personnel:monitoring-plan", str(given.pk)), date(2027, 3, 2))
    assert len(waits(work.monitorings_to_plan, bench.cast.ada)) == 1
    assert (waits(work.monitorings_to_plan, bench.cast.otto), waits(work.monitorings_to_plan, bench.erik)) == ([], [])

    planned = a_monitoring(bench)
    assert waits(work.monitorings_to_plan, bench.cast.quinn) == []
    assert [each.link[1] for each in waits(work.monitorings_to_hold, bench.cast.ada)] == [str(planned.pk)]
    assert waits(work.monitorings_to_hold, bench.cast.quinn) == []

    seen = reported(planned)
    assert waits(work.monitorings_to_hold, bench.cast.ada) == []
    assert len(waits(work.monitorings_to_conclude, bench.cast.quinn)) == 1
    assert waits(work.monitorings_to_conclude, bench.erik) == []

    monitorings.fail(by=acting(bench.cast.ada), monitoring=seen, reasons="Helped.")
    assert [each.link[1] for each in waits(work.authorisations_in_doubt, bench.cast.tom)] == [str(given.pk)]
    assert waits(work.authorisations_in_doubt, bench.cast.quinn) == []


def test_measures_wait_to_be_confirmed(bench: Bench) -> None:
    bench.authorised()
    with_measures(bench, days=30)
    (waiting,) = waits(work.monitorings_to_conclude, bench.cast.ada)
    assert (waiting.due_on, waiting.action) == (date(2026, 4, 1), "Confirm")


def test_question_waits_for_who_was_asked(cast: Cast) -> None:
    asked = inquiries.ask(by=acting(cast.quinn), person=cast.olive)
    (waiting,) = waits(work.inquiries_to_answer, cast.olive)
    assert (waiting.link, waiting.due_on) == (("personnel:inquiry", str(asked.pk)), asked.due_on)
    assert waits(work.inquiries_to_answer, cast.quinn) == []
