"""Pages of monitoring, courses, employers and undeclared conflicts: who sees what, and what can be done from them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.personnel.acts import authorisations, courses, organisations, signals
from guildhall.personnel.models import ConflictSignal, Course, Employment, Inquiry, Monitoring, Participation
from tests import forge
from tests.cast import Cast, acting, sign_in
from tests.personnel.making import Bench
from tests.personnel.making_monitorings import (
    a_course,
    a_monitoring,
    answers,
    failed,
    let_roles_last,
    look,
    reported,
    signed,
    tie,
)


def got(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(f"personnel:{name}", args=args))
    assert answer.status_code == 200, answer
    return answer.content.decode()


def posted(client: Client, name: str, *args: Any, **typed: Any) -> Any:
    return client.post(reverse(f"personnel:{name}", args=args), typed)


def test_plan_says_who_is_due_and_leads_to_planning(bench: Bench, client: Client, clock: Any) -> None:
    let_roles_last()
    given = bench.authorised(days=900)
    clock.move(days=366)
    page = got(sign_in(client, bench.cast.quinn), "monitorings-due")

    assert "Overdue" in page
    assert "Erik Examin" in page
    assert "Never monitored in this work" in page
    assert "1 examiner is monitored. 1 is overdue." in page
    assert reverse("personnel:monitoring-plan", args=[given.pk]) in page


def test_plan_shows_the_own_schemes_to_evaluators_and_nothing_to_others(bench: Bench, client: Client) -> None:
    bench.authorised()
    assert "Erik Examin" in got(sign_in(client, bench.cast.ada), "monitorings-due")
    for person in (bench.cast.otto, bench.cast.carla, bench.cast.olive):
        answer = sign_in(Client(), person).get(reverse("personnel:monitorings-due"))
        assert (answer.status_code, "Erik" in answer.content.decode()) == (403, False)


@pytest.mark.parametrize("name", ["monitorings-due", "monitorings"])
def test_lists_ask_as_often_for_many_as_for_few(bench: Bench, client: Client, name: str) -> None:
    bench.authorised()
    a_monitoring(bench)
    sign_in(client, bench.cast.quinn)
    got(client, name)
    before = _asked(client, name)
    for person in (bench.cast.otto, bench.cast.carla, bench.cast.gero):
        forge.alter(person, is_personnel=True)
        evaluated, until = bench.evaluated(person=person), clock.today() + timedelta(days=90)
        authorisations.authorise(by=acting(bench.cast.tom), authorisation=evaluated, until_on=until)
        a_monitoring(bench, person)
    assert _asked(client, name) == before


def _asked(client: Client, name: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        got(client, name)
    return len(captured)


def test_monitoring_is_planned_from_the_page_with_the_assignment(bench: Bench, client: Client) -> None:
    given = bench.authorised()
    sign_in(client, bench.cast.quinn)
    where = [given.pk, bench.cast.carla.ref]
    assert bench.cast.carla.number in got(client, "monitoring-plan", *where)

    typed = {"kind": "observation", "monitor": bench.cast.ada.pk, "planned_on": clock.today(), "why": "Due."}
    posted(client, "monitoring-plan", *where, **typed)

    planned = Monitoring.objects.get()
    assert (planned.person, planned.monitor, planned.about) == (bench.erik, bench.cast.ada, bench.cast.carla.ref)


def test_monitor_reports_question_by_question(bench: Bench, client: Client) -> None:
    bench.authorised()
    planned = a_monitoring(bench)
    sign_in(client, bench.cast.ada)
    assert "all candidates alike" in got(client, "monitoring-report", planned.pk)
    given = answers(fairness="partly")
    typed = {code: each["found"] for code, each in given.items()}

    refused = posted(client, "monitoring-report", planned.pk, held_on=clock.today(), findings="Calm.", **typed)
    assert (refused.status_code, "Not answered, or not met" in refused.content.decode()) == (409, True)

    notes = {f"{code}_note": each["note"] for code, each in given.items()}
    done = posted(client, "monitoring-report", planned.pk, held_on=clock.today(), findings="Calm.", **typed, **notes)

    assert done.status_code == 302
    planned.refresh_from_db()
    assert (planned.state, planned.answers, planned.findings) == ("reported", given, "Calm.")


@pytest.mark.parametrize(
    ("verb", "typed", "state"),
    [
        ("accept", {"reasons": "Well done."}, "satisfactory"),
        ("ask-measures", {"reasons": "Slow.", "measures": "Trains.", "measures_until": "2026-05-01"}, "measures"),
        ("fail", {"reasons": "Helped."}, "failed"),
    ],
)
def test_conclusion_is_drawn_on_the_page(
    bench: Bench, client: Client, verb: str, typed: dict[str, str], state: str
) -> None:
    bench.authorised()
    seen = reported(a_monitoring(bench), language="partly")
    sign_in(client, bench.cast.quinn)
    assert "Seen twice." in got(client, f"monitoring-{verb}", seen.pk)

    posted(client, f"monitoring-{verb}", seen.pk, **typed)

    seen.refresh_from_db()
    assert seen.state == state


def test_who_was_monitored_reads_it_and_a_stranger_does_not(bench: Bench, client: Client) -> None:
    bench.authorised()
    held = failed(bench)
    assert "Helped a candidate through a step." in got(sign_in(client, bench.erik), "monitoring", held.pk)
    assert held.number in got(client, "my-monitorings")

    for person in (bench.cast.otto, bench.cast.olive):
        answer = sign_in(Client(), person).get(reverse("personnel:monitoring", args=[held.pk]))
        assert ("Helped a candidate" in answer.content.decode(), answer.status_code) == (False, 409)


def test_course_is_declared_and_filled_from_its_pages(bench: Bench, client: Client) -> None:
    sign_in(client, bench.erik)
    day = clock.today()
    typed = {"title": "Blades", "organisation": "Windschule", "scope": bench.scope.pk, "began_on": day, "ended_on": day}
    posted(client, "course-tell", **typed)
    course = Course.objects.get()
    assert course.trainer == bench.erik
    assert "Nobody is named yet" in got(client, "course", course.pk)

    posted(client, "course-enrol", course.pk, person=bench.cast.carla.number)

    assert "Carla Zimmerer" in got(client, "course", course.pk)
    assert course.number in got(client, "my-courses")
    refused = sign_in(Client(), bench.cast.otto).get(reverse("personnel:course", args=[course.pk]))
    assert "Carla" not in refused.content.decode()

    office = sign_in(Client(), bench.cast.olive)
    assert course.number in got(office, "courses")
    posted(office, "participation-void", Participation.objects.get().pk, reason="Another Carla.")
    posted(office, "course-void", course.pk, reason="Did not take place.")
    course.refresh_from_db()
    assert course.state == "void"


def test_office_declares_a_course_of_others(bench: Bench, client: Client) -> None:
    sign_in(client, bench.cast.olive)
    day = clock.today()
    typed = {"title": "Hubs", "organisation": "Seewind", "scope": bench.scope.pk, "began_on": day, "ended_on": day}
    posted(client, "course-declare", trainer="", **typed)
    assert "Nobody of ours" in got(client, "course", Course.objects.get().pk)


def test_employer_is_told_and_ended_on_its_pages(cast: Cast, client: Client) -> None:
    sign_in(client, cast.olive)
    posted(client, "employment-record", person=cast.carla.number, organisation="Windpark Nord", since_on="")
    told = Employment.objects.get()
    page = got(client, "employments")
    assert ("Carla Zimmerer" in page, "Windpark Nord" in page) == (True, True)

    own = sign_in(Client(), cast.carla)
    assert "Windpark Nord" in got(own, "employment", told.pk)
    posted(own, "employment-end", told.pk, until_on=clock.today())
    told.refresh_from_db()
    assert told.until_on == clock.today()
    posted(own, "employment-tell", organisation="Seepark", since_on="2026-01-01")
    assert "Seepark" in got(own, "my-employments")
    assert sign_in(Client(), cast.otto).get(reverse("personnel:employment", args=[told.pk])).status_code == 409

    posted(client, "employment-void", told.pk, reason="Another Carla.")
    told.refresh_from_db()
    assert told.state == "void"


@pytest.fixture
def signal(cast: Cast) -> ConflictSignal:
    """Olive is employed where Carla is, and declared nothing."""
    organisations.record(by=acting(cast.olive), person=cast.olive, organisation="Windpark Nord")
    organisations.record(by=acting(cast.carla), person=cast.carla, organisation="Windpark Nord")
    look()
    return ConflictSignal.objects.get()


def test_signal_is_judged_on_its_page_and_hidden_from_who_is_in_it(
    cast: Cast, client: Client, signal: ConflictSignal
) -> None:
    sign_in(client, cast.tom)
    page = got(client, "conflict-signals")
    assert (signal.number in page, "Same employer" in page, "Last looked on" in page) == (True, True, True)
    page = got(client, "conflict-signal", signal.pk)
    assert ("Olive Brandauer" in page, "Carla Zimmerer" in page) == (True, True)

    forge.alter(signal, person=cast.quinn)
    own = sign_in(Client(), cast.quinn)
    assert signal.number not in got(own, "conflict-signals")
    assert own.get(reverse("personnel:conflict-signal", args=[signal.pk])).status_code == 409
    forge.alter(signal, person=cast.olive)

    posted(client, "conflict-signal-confirm", signal.pk, reasons="They are married.")

    signal.refresh_from_db()
    assert signal.state == "confirmed"
    posted(client, "conflict-signal-reopen", signal.pk, reason="Not so.")
    posted(client, "conflict-signal-dismiss", signal.pk, reasons="Two companies of one name.")
    signal.refresh_from_db()
    assert signal.state == "dismissed"


def test_question_is_answered_by_who_was_asked(cast: Cast, client: Client) -> None:
    sign_in(client, cast.quinn)
    posted(client, "inquiry-ask", person=cast.olive.number, words="You moved to another park.")
    asked = Inquiry.objects.get()
    assert asked.number in got(client, "inquiries")

    own = sign_in(Client(), cast.olive)
    assert "You moved to another park." in got(own, "inquiry", asked.pk)
    posted(own, "inquiry-deny", asked.pk, answer="The same owner.")

    assert "The same owner." in got(client, "inquiry", asked.pk)
    assert sign_in(Client(), cast.otto).get(reverse("personnel:inquiry", args=[asked.pk])).status_code == 409


def test_interest_shows_what_rules_make_of_it_and_ends_on_its_page(cast: Cast, client: Client) -> None:
    (named,) = signed(cast, cast.quinn, tie())
    own = sign_in(client, cast.quinn)
    assert "Works for them" in got(own, "interest", named.pk)

    posted(own, "interest-end", named.pk, until_on=clock.today())

    assert named.relation.__class__.objects.get().until_on == clock.today()


def test_other_pages_of_the_room_do_not_tell_of_signals(cast: Cast, client: Client, signal: ConflictSignal) -> None:
    signals.confirm(by=acting(cast.tom), signal=signal, reasons="They are married.")
    page = sign_in(client, cast.tom).get(reverse("web:person", args=[cast.carla.pk])).content.decode()
    assert "married" not in page


def test_many_participants_cost_no_more_queries(bench: Bench, client: Client) -> None:
    course = a_course(bench.erik, bench.scope)
    sign_in(client, bench.cast.olive)

    def named(person: Person) -> int:
        courses.enrol(by=acting(bench.erik), person=person, course=course)
        with CaptureQueriesContext(connection) as captured:
            got(client, "course", course.pk)
        return len(captured)

    named(bench.cast.carla)
    assert named(bench.cast.gero) == named(bench.cast.otto)
