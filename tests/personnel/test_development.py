"""What people have to learn: found, planned for, attended, and settled when somebody saw the effect."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from guildhall.identity.roles import EXAMINER
from guildhall.kernel import clock
from guildhall.personnel.acts import measures, needs
from guildhall.personnel.models import Attendance, Need
from guildhall.personnel.queries.needs import hours_of, overdue, to_check, unheld, unplanned
from tests.cast import Cast, acting
from tests.personnel.making_competence import COURSE, a_measure, a_need, was_held
from tests.personnel.test_declarations import refused

MONDAY = date(2026, 3, 2)


def test_need_is_found_by_who_leads_or_by_oneself(cast: Cast) -> None:
    asked = {"role": EXAMINER.code, "scope": None, "words": "Marks unlike others.", "due_on": MONDAY}

    own = needs.find(by=acting(cast.olive), person=cast.olive, source="wish", **asked)
    needs.find(by=acting(cast.quinn), person=cast.olive, source="incident", **asked)

    assert (own.state, own.words, list(unplanned())) == ("found", asked["words"], list(Need.objects.order_by("id")))
    refused("R-46", needs.find, by=acting(cast.olive), person=cast.quinn, source="wish", **asked)
    by = acting(cast.quinn)
    for wrong in ({"words": " "}, {"role": "king"}, {"person": cast.carla}, {"source": "rumour"}):
        given = {"person": cast.olive, "source": "wish", **asked, **wrong}
        refused("need-described", needs.find, by=by, **given)
    late = {**asked, "due_on": MONDAY - timedelta(days=1)}
    refused("need-ahead", needs.find, by=by, person=cast.olive, source="wish", **late)


def test_need_goes_from_plan_to_effect(cast: Cast, clock: Any) -> None:
    need = a_need(cast, cast.olive)
    measure = a_measure(cast, need)
    assert Need.objects.get().state == "planned"

    was_held(cast, measure)
    attended = Need.objects.get()
    assert (attended.state, attended.check_on, list(to_check())) == ("attended", date(2026, 5, 2), [])
    asked = {"need": attended, "findings": "Ten attempts marked; nine alike."}
    refused("effect-early", needs.meet, by=acting(cast.quinn), **asked)
    clock.set(clock.move().replace(month=5, day=2))
    assert list(to_check()) == [attended]
    refused("effect-explained", needs.meet, by=acting(cast.quinn), **{**asked, "findings": " "})
    refused("R-46", needs.meet, by=acting(cast.olive), **asked)

    met = needs.meet(by=acting(cast.quinn), **asked)

    assert (met.state, met.checked_by, met.findings) == ("met", cast.quinn, asked["findings"])


def test_nobody_judges_what_they_learned_themselves(cast: Cast, clock: Any) -> None:
    need = a_need(cast, cast.tom)
    was_held(cast, a_measure(cast, need))
    clock.move(days=70)

    refused("R-46", needs.meet, by=acting(cast.tom), need=Need.objects.get(), findings="I feel better.")
    refused("need-dropped", needs.drop, by=acting(cast.tom), need=a_need(cast, cast.tom), reason="I know it all.")


def test_without_effect_something_else_is_planned(cast: Cast, clock: Any) -> None:
    need = a_need(cast, cast.olive)
    was_held(cast, a_measure(cast, need))
    clock.move(days=70)
    asked = {"need": Need.objects.get(), "findings": "Still more severe by ten points."}

    again = needs.reopen(by=acting(cast.quinn), **asked)

    assert (again.state, list(unplanned())) == ("found", [again])
    a_measure(cast, again, kind="coaching")
    assert Need.objects.get().state == "planned"


def test_who_missed_it_is_planned_for_anew(cast: Cast) -> None:
    mine, theirs = a_need(cast, cast.olive), a_need(cast, cast.ada)
    measure = a_measure(cast, mine, theirs)

    held = was_held(cast, measure, cast.ada)

    states = {each.person: each.state for each in Need.objects.all()}
    assert (held.state, states) == ("held", {cast.olive: "attended", cast.ada: "found"})
    taken = dict(Attendance.objects.values_list("person__number", "has_attended"))
    assert taken == {cast.olive.number: True, cast.ada.number: False}
    assert (hours_of(cast.olive.pk), hours_of(cast.ada.pk)) == (Decimal(4), Decimal(0))


def test_cancelled_measure_puts_its_needs_back(cast: Cast) -> None:
    measure = a_measure(cast, a_need(cast, cast.olive))
    refused("R-46", measures.cancel, by=acting(cast.quinn), measure=measure, reason=" ")

    cancelled = measures.cancel(by=acting(cast.quinn), measure=measure, reason="The trainer is ill.")

    assert (cancelled.state, Need.objects.get().state) == ("cancelled", "found")
    asked = {"by": acting(cast.quinn), "measure": cancelled, "person": cast.olive}
    refused("measure-open", measures.enrol, **asked)


def test_dropped_need_says_why(cast: Cast) -> None:
    need = a_need(cast, cast.olive)
    refused("need-dropped", needs.drop, by=acting(cast.quinn), need=need, reason=" ")

    assert needs.drop(by=acting(cast.quinn), need=need, reason="She examines no more.").state == "dropped"
    assert list(unplanned()) == []


def test_measure_is_whole_and_planned_by_who_develops_people(cast: Cast) -> None:
    asked = {"by": acting(cast.quinn), "planned_on": MONDAY, "hours": Decimal(4), **COURSE}

    for wrong in ({"kind": "party"}, {"title": " "}, {"aims": ""}, {"hours": Decimal(0)}):
        assert refused("measure-complete", measures.plan, **{**asked, **wrong}).field == next(iter(wrong))
    for other in (cast.olive, cast.otto):
        refused("R-46", measures.plan, **{**asked, "by": acting(other)})


def test_entering_fits_the_person_and_their_need(cast: Cast) -> None:
    measure, theirs = a_measure(cast), a_need(cast, cast.ada)
    asked = {"by": acting(cast.quinn), "measure": measure}

    refused("attendance-fits", measures.enrol, **asked, person=cast.olive, need=theirs)
    refused("attendance-fits", measures.enrol, **asked, person=cast.carla)
    measures.enrol(**asked, person=cast.ada, need=theirs)
    measures.enrol(**asked, person=cast.olive)

    refused("attendance_is_one", measures.enrol, **asked, person=cast.olive)
    planned = Need.objects.get()
    refused("attendance-fits", measures.enrol, **{**asked, "measure": a_measure(cast)}, person=cast.ada, need=planned)


def test_who_attended_is_recorded_afterwards_and_among_those_entered(cast: Cast, clock: Any) -> None:
    measure = a_measure(cast, a_need(cast, cast.olive))
    asked = {"by": acting(cast.quinn), "measure": measure, "attended": [cast.olive.number]}

    refused("measure-held", measures.hold, **asked, held_on=MONDAY + timedelta(days=1))
    refused("attendance-known", measures.hold, **{**asked, "attended": [cast.tom.number]}, held_on=MONDAY)
    assert list(unheld()) == []
    clock.move(days=1)
    assert list(unheld()) == [measure]

    measures.hold(**asked, held_on=MONDAY)

    assert list(unheld()) == []


def test_need_past_its_day_is_overdue_until_it_is_settled(cast: Cast, clock: Any) -> None:
    need = a_need(cast, cast.olive)
    clock.move(days=91)
    assert list(overdue()) == [need]

    needs.drop(by=acting(cast.quinn), need=need, reason="She left.")

    assert list(overdue()) == []


def test_hours_count_for_a_year(cast: Cast, clock: Any) -> None:
    measure = a_measure(cast)
    measures.enrol(by=acting(cast.quinn), measure=measure, person=cast.olive)
    was_held(cast, measure)

    clock.move(days=364)
    assert hours_of(cast.olive.pk) == Decimal(4)
    clock.move(days=1)
    assert hours_of(cast.olive.pk) == Decimal(0)


def test_leader_is_sealed(cast: Cast) -> None:
    measure = a_measure(cast)

    raw = type(measure).objects.filter(pk=measure.pk).values_list("leader", flat=True).get()
    assert (measure.leader, b"Eichler" in bytes(raw)) == ("Dr. Rasmus Eichler", False)
    assert clock.today() == MONDAY
