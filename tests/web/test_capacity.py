"""The forecast of the coming months: work against people and seats, and files against independent hands."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall.exams.acts import sittings
from guildhall.exams.models import Attempt, Candidacy, Duty
from guildhall.identity.acts import grants, persons, scopes
from guildhall.identity.models import Grant
from guildhall.identity.roles import DECIDER, EXAM_MANAGER, EXAMINER
from guildhall.kernel import actors, identifiers
from guildhall.kernel import clock as house_clock
from guildhall.kernel.declarations import Answer, ControlState
from guildhall.personnel import hands as bound
from guildhall.personnel import impartiality
from guildhall.personnel.acts import paces, trainings
from guildhall.personnel.models import Pace
from guildhall.web import controls
from guildhall.web.capacity import forecast, hands, staffing
from guildhall.web.capacity.forecast import Line
from tests import forge
from tests.applications.making import a_submitted
from tests.cast import Cast, acting, authorise, give, sign_in
from tests.exams.conftest import refused
from tests.exams.making import a_candidate, a_complete_file, a_sitting, booked, declared, staffed, tied
from tests.making import Made

DAY = timedelta(days=1)


@pytest.fixture
def carla(made: Made, cast: Cast) -> Candidacy:
    return a_candidate(made, cast)


def line(name: str, what: str = "") -> Line:
    return next(each for each in forecast.lines() if (each.demand.name, each.what) == (name, what))


MACHINE = actors.machine("authorisations")


def authorised_until(grant: Grant, day: date) -> None:
    """The authorisation behind a role ends on a day."""
    told = {"kind": "authorisation", "until_on": day, "rule": "R-46", "clauses": ("2012:6.1.3",)}
    grants.condition(by=MACHINE, grant=grant, **told)


def test_booked_examination_needs_an_examiner_in_its_month(made: Made, carla: Candidacy) -> None:
    booked(carla, a_sitting(made, channel="person", begins_at=house_clock.now() + 40 * DAY))
    found = line("exams.markings")
    assert (found.scope, found.month.isoformat(), found.count) == (made.scope, "2026-04-01", 1)
    assert (found.people, found.able, found.short) == (2, 60, 0)


def test_month_after_the_roles_end_has_nobody(made: Made, carla: Candidacy) -> None:
    booked(carla, a_sitting(made, channel="person", begins_at=house_clock.now() + 40 * DAY))
    for grant in Grant.objects.filter(role=EXAMINER.code):
        authorised_until(grant, house_clock.today() + 50 * DAY)
    found = line("exams.markings")
    assert (found.people, found.able, found.short) == (0, 0, 1)
    answer: Answer = controls.work_ahead_has_its_people.query()
    assert [each.number for each in answer.findings] == [made.scope.number]


def test_sitting_is_watched_over_and_candidates_need_seats(made: Made, carla: Candidacy) -> None:
    sitting = a_sitting(made, capacity=4, begins_at=house_clock.now() + 3 * DAY)
    assert (line("exams.invigilation").count, line("exams.invigilation").people) == (1, 1)
    assert line("exams.seats", "Written examination").able == 4
    booked(carla, sitting)
    assert line("exams.seats", "Written examination").able == 3


def test_candidate_without_a_seat_is_short_of_one_before_their_admission_ends(made: Made, carla: Candidacy) -> None:
    forge.alter(carla, eligible_until=house_clock.today() + 60 * DAY)
    found = line("exams.seats", "Practical examination")
    assert (found.month.isoformat(), found.count, found.able, found.short) == ("2026-05-01", 1, 0, 1)
    a_sitting(made, channel="person", begins_at=house_clock.now() + 3 * DAY)
    short = [each.month.isoformat() for each in forecast.lines() if each.what == found.what and each.short]
    assert short == []


def test_applications_and_decisions_are_counted_when_they_are_due(made: Made, cast: Cast) -> None:
    a_submitted(made, cast.carla)
    assert (line("applications.reviews").count, line("applications.reviews").people) == (1, 1)
    a_complete_file(made, cast, cast.otto)
    assert (line("certification.decisions").count, line("certification.decisions").people) == (1, 2)


def test_pace_is_what_the_body_says(made: Made, cast: Cast, carla: Candidacy) -> None:
    booked(carla, a_sitting(made, channel="person"))
    assert line("exams.markings").able == 60
    paces.set_pace(by=acting(cast.quinn), work="exams.markings", pieces=10)
    paces.set_pace(by=acting(cast.quinn), work="exams.markings", pieces=12)
    assert (line("exams.markings").able, Pace.objects.count()) == (24, 1)
    refused("pace", paces.set_pace, by=acting(cast.quinn), work="exams.markings", pieces=0)
    refused("pace", paces.set_pace, by=acting(cast.quinn), work="exams.seats", pieces=5)
    refused("R-46", paces.set_pace, by=acting(made.crew.max), work="exams.markings", pieces=5)


def outlook(number: str, role: Any = DECIDER) -> hands.Outlook:
    return next(each for each in hands.outlooks() if (each.case.number, each.case.role) == (number, role.code))


def test_who_watches_or_examines_will_not_be_free_to_decide(made: Made, cast: Cast, carla: Candidacy) -> None:
    sitting = a_sitting(made, channel="person", begins_at=house_clock.now() + 9 * DAY)
    booked(carla, sitting)
    assert set(outlook(carla.number).free) == {made.crew.dora.id, made.crew.dirk.id}
    trainings.record(
        by=acting(made.crew.dora),
        person=cast.carla,
        trainer=made.crew.dora,
        scope=made.scope,
        title="Rope work",
        ended_on=house_clock.today() - 900 * DAY,
    )
    found = outlook(carla.number)
    assert (found.free, found.barred, found.only_one) == ((made.crew.dirk.id,), (made.crew.dora.id,), True)
    tied(cast, made.crew.dirk, cast.carla)
    assert outlook(carla.number).nobody
    answer: Answer = controls.files_have_independent_hands.query()
    assert (answer.state, [each.number for each in answer.findings]) == (ControlState.DOES_NOT_HOLD, [carla.number])


def test_duty_that_is_planned_counts_before_the_day(made: Made, carla: Candidacy) -> None:
    authorise(made.crew.dora, EXAMINER, made.scope)
    sitting = a_sitting(made, channel="person", begins_at=house_clock.now() + 9 * DAY)
    booked(carla, sitting)
    declared(made.crew.dora, sitting)
    sittings.put_on_duty(by=acting(made.crew.max), sitting=sitting, person=made.crew.dora, duty=Duty.EXAMINER)
    assert outlook(carla.number).barred == (made.crew.dora.id,)


def test_role_that_ends_before_the_decision_is_told_with_its_day(made: Made, carla: Candidacy) -> None:
    booked(carla, a_sitting(made, channel="person", begins_at=house_clock.now() + 9 * DAY))
    grant = Grant.objects.get(person=made.crew.dirk, role=DECIDER.code)
    ends = house_clock.today() + 20 * DAY
    authorised_until(grant, ends)
    found = outlook(carla.number)
    assert (found.lapsed, found.only_one) == (((made.crew.dirk.id, ends),), True)


def test_examiner_who_trained_lately_is_not_free_to_examine(made: Made, cast: Cast, carla: Candidacy) -> None:
    attempt = booked(carla, a_sitting(made, channel="person"))
    told = {"person": cast.carla, "trainer": made.crew.erik, "scope": made.scope, "title": "Rope work"}
    trainings.record(by=acting(made.crew.erik), **told, ended_on=house_clock.today() - 30 * DAY)
    found = outlook(attempt.number, EXAMINER)
    assert (found.free, found.barred) == ((made.crew.ella.id,), (made.crew.erik.id,))


def test_applicant_does_not_review_their_own_application(made: Made, cast: Cast) -> None:
    application = a_submitted(made, made.crew.rob)
    found = next(each for each in hands.outlooks() if each.case.number == application.number)
    assert (found.nobody, found.barred) == (True, (made.crew.rob.id,))


def test_everything_holds_while_there_is_enough(made: Made, carla: Candidacy) -> None:
    staffed(made, a_sitting(made))
    booked(carla, a_sitting(made, channel="person"))
    for control in (controls.work_ahead_has_its_people, controls.files_have_independent_hands):
        answer: Answer = control.query()
        assert (answer.state, answer.looked_at > 0) == (ControlState.HOLDS, True)


def test_forecast_agrees_with_what_an_act_would_say(made: Made, cast: Cast) -> None:
    """A tie binds in the forecast exactly where it binds in the act."""
    tied(cast, made.crew.dirk, cast.carla)
    found = bound.tied_to([cast.carla.id, cast.otto.id], house_clock.today())
    people = [made.crew.dora, made.crew.dirk, cast.carla, cast.otto]
    asked = {
        candidate: frozenset(each.id for each in people if impartiality.too_close(acting(each), candidate) is not None)
        for candidate in (cast.carla.id, cast.otto.id)
    }
    assert found == asked


def test_forecasts_cost_the_same_for_one_file_as_for_many(made: Made, cast: Cast, carla: Candidacy) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            forecast.lines(), hands.outlooks()
        return len(queries)

    sitting = a_sitting(made, channel="person", begins_at=house_clock.now() + 9 * DAY)
    booked(carla, sitting)
    before = asked()
    for person in (cast.otto, cast.gero):
        booked(a_candidate(made, cast, person), sitting)
    assert Attempt.objects.count() == 3
    assert asked() == before


def page_of(client: Client, name: str) -> str:
    answer = client.get(reverse(f"web:{name}"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_page_names_what_is_short(made: Made, cast: Cast, carla: Candidacy) -> None:
    quinn = sign_in(Client(), cast.quinn)
    assert "Nothing: there are people and seats" in page_of(quinn, "capacity")
    forge.alter(carla, eligible_until=house_clock.today() + 60 * DAY)
    page = page_of(quinn, "capacity")
    assert "Practical examination: 1 needed, 0 exist." in page
    assert "There is more work (the bar) than can be done (the line)" in page
    sent = {"once": identifiers.new_id().hex, "pieces": "7"}
    assert quinn.post(reverse("web:pace", args=["exams.markings"]), sent).status_code == 302
    assert "Examiner: 7 a month." in page_of(quinn, "capacity")
    assert quinn.get(reverse("web:pace", args=["exams.seats"])).status_code == 404


def test_hands_are_named_to_who_plans_and_to_nobody_else(made: Made, cast: Cast, carla: Candidacy) -> None:
    booked(carla, a_sitting(made, channel="person"))
    tied(cast, made.crew.dirk, cast.carla)
    page = page_of(sign_in(Client(), made.crew.max), "hands")
    assert ("Dora Decisa" in page, "Dirk Decisa" in page, carla.number in page) == (True, True, True)
    answer = sign_in(Client(), cast.otto).get(reverse("web:hands"))
    assert (answer.status_code, "Dora Decisa" in answer.content.decode()) == (403, False)


def test_manager_of_another_scheme_sees_nothing_of_this_one(made: Made, cast: Cast, carla: Candidacy) -> None:
    booked(carla, a_sitting(made, channel="person"))
    tied(cast, made.crew.dirk, cast.carla)
    by = acting(cast.tom)
    other = scopes.open_scope(by=by, kind="scheme", number="WLD", name="Welder")
    mia = persons.register(by=by, given_name="Mia", family_name="Welder", is_personnel=True)
    give(by, mia, EXAM_MANAGER, other)
    client = sign_in(Client(), mia)
    assert carla.number not in page_of(client, "hands")
    assert made.scope.name not in page_of(client, "capacity")


def test_scheme_with_too_few_people_is_named(made: Made, cast: Cast) -> None:
    control = controls.schemes_have_their_people
    answer: Answer = control.query()
    assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 1)
    grant = Grant.objects.get(person=made.crew.ella, role=EXAMINER.code)
    grants.end(by=acting(cast.tom), grant=grant, reason="Left.")
    assert [each.number for each in control.query().findings] == [made.scheme.code]
    assert staffing.lacks(made.version, staffing.holders([made.scope.id])) == {"examiner": 1}


def test_written_scheme_needs_no_examiner(made: Made) -> None:
    forge.alter(made.practical, kind="written")
    assert "examiner" not in staffing.needed(made.version)
    forge.alter(made.written, kind="oral")
    forge.alter(made.practical, kind="oral")
    assert "invigilator" not in staffing.needed(made.version)
