"""The register of threats to impartiality: from a name to a yearly look, and never judged by whom it is about."""

from typing import Any

import pytest

from guildhall.governance.acts import ai, register, threats, training
from guildhall.governance.models import Threat
from guildhall.governance.queries import impartiality
from guildhall.kernel import clock as house_clock
from tests.cast import Cast, acting
from tests.governance.making_body import (
    House,
    a_related_body,
    accepted,
    analysed,
    assessed,
    in_days,
    named,
    offered,
    treated,
)
from tests.governance.refusing import refused

ANALYSIS: dict[str, Any] = {"analysis": "Who examines knows who pays.", "likelihood": 3, "gravity": 4}


def test_threat_goes_from_its_name_to_acceptance(cast: Cast) -> None:
    threat = accepted(cast)

    assert (threat.state, threat.level, threat.residual, threat.stands_at) == ("accepted", 12, 4, 4)
    assert threat.review_on == house_clock.today().replace(year=2027)
    assert [each.level for each in threat.ratings.order_by("id")] == [12, 4]


def test_words_of_a_threat_are_sealed(cast: Cast) -> None:
    named(cast)
    row = Threat.objects.values("title", "description").get()
    assert b"Windpark" not in bytes(row["description"])
    assert b"client" not in bytes(row["title"])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "boredom"}, "kind"),
        ({"source": "stars"}, "source"),
        ({"title": ""}, "title"),
        ({"description": " "}, "description"),
    ],
)
def test_threat_that_nobody_would_understand_is_refused(cast: Cast, change: dict[str, str], field: str) -> None:
    assert refused("threat-told", named, cast=cast, **change).field == field


def test_operations_name_no_threats(cast: Cast) -> None:
    told = {"kind": "advocacy", "source": "people", "title": "A", "description": "B", "owner": cast.olive}
    refused("R-46", threats.identify, by=acting(cast.olive), **told)


@pytest.mark.parametrize(("grades", "field"), [((0, 3), "likelihood"), ((3, 6), "gravity")])
def test_grades_go_from_one_to_five(cast: Cast, grades: tuple[int, int], field: str) -> None:
    asked = {**ANALYSIS, "likelihood": grades[0], "gravity": grades[1], "treat_by_on": in_days(30)}
    refusal = refused("threat-graded", threats.analyse, by=acting(cast.quinn), threat=named(cast), **asked)
    assert refusal.field == field


def test_analysis_says_how_and_by_when(cast: Cast) -> None:
    asked = {"by": acting(cast.quinn), "threat": named(cast), **ANALYSIS}
    refused("threat-analysed", threats.analyse, **{**asked, "analysis": ""}, treat_by_on=in_days(30))
    refused("threat-due", threats.analyse, **asked, treat_by_on=in_days(-1))
    refused("threat-due", threats.analyse, **asked, treat_by_on=in_days(250))


def test_nobody_judges_a_threat_about_themselves(cast: Cast) -> None:
    threat = named(cast, concerns=[cast.quinn.pk])
    refused("R-08", threats.analyse, by=acting(cast.quinn), threat=threat, **ANALYSIS, treat_by_on=in_days(30))

    by_tom = threats.analyse(by=acting(cast.tom), threat=threat, **ANALYSIS, treat_by_on=in_days(30))
    asked = {"threat": by_tom, "treatment": "He steps back.", "likelihood": 1, "gravity": 2}
    refused("R-08", threats.treat, by=acting(cast.quinn), **asked)


def test_treatment_is_told_and_does_not_raise_the_threat(cast: Cast) -> None:
    asked = {"by": acting(cast.quinn), "threat": analysed(cast, 2, 2)}
    refused("threat-treated", threats.treat, **asked, treatment="", likelihood=1, gravity=1)
    refused("threat-treated", threats.treat, **asked, treatment="Nothing helps.", likelihood=5, gravity=1)


def test_who_treated_does_not_accept(cast: Cast) -> None:
    by_tom = threats.treat(
        by=acting(cast.tom), threat=analysed(cast), treatment="A wall between both.", likelihood=1, gravity=3
    )
    refused("R-11", threats.accept, by=acting(cast.tom), threat=by_tom, reasons="Little is left.")


def test_much_that_is_left_goes_before_the_committee(cast: Cast) -> None:
    much = treated(cast, likelihood=2, gravity=4)
    refusal = refused("threat-acceptable", threats.accept, by=acting(cast.tom), threat=much, reasons="Fine.")
    assert refusal.mend.act == "governance.threat.escalate"

    refused("threat-reasons", threats.escalate, by=acting(cast.quinn), threat=much, reasons="")
    before = threats.escalate(by=acting(cast.quinn), threat=much, reasons="Eight are left.")
    refused("state", threats.accept, by=acting(cast.tom), threat=before, reasons="Fine.")
    settled = threats.settle(by=acting(cast.tom), threat=before, reasons="Resolution R-1 of the committee.")
    assert (settled.state, settled.residual) == ("accepted", 8)


def test_acceptance_has_its_reasons(cast: Cast) -> None:
    refused("threat-reasons", threats.accept, by=acting(cast.tom), threat=treated(cast), reasons=" ")


def test_review_sets_the_next_one(cast: Cast, clock: Any) -> None:
    threat = accepted(cast)
    clock.move(days=300)

    again = threats.review(by=acting(cast.quinn), threat=threat, reasons="Still the same client.")

    assert (again.state, again.reviewed_on) == ("accepted", house_clock.today())
    assert again.review_on == house_clock.today().replace(year=2027)


def test_changed_threat_is_analysed_anew(cast: Cast) -> None:
    asked = {"analysis": "It grew.", "likelihood": 5, "gravity": 5, "treat_by_on": in_days(30)}
    again = threats.analyse(by=acting(cast.quinn), threat=accepted(cast), **asked)
    assert (again.state, again.residual, again.stands_at) == ("analysed", None, 25)


def test_closed_threat_stays_in_the_register(cast: Cast) -> None:
    gone = threats.close(by=acting(cast.quinn), threat=accepted(cast), reasons="The client left.")

    assert (gone.state, gone.closed_by) == ("closed", cast.quinn)
    assert list(impartiality.open_threats()) == []
    assert [each.level for each in gone.ratings.order_by("id")] == [12, 4, 0]


def test_threat_of_a_training_or_a_machine_is_not_closed_while_it_goes_on(house: House) -> None:
    offer, use = offered(house), assessed(house)
    by, reasons = acting(house.cast.quinn), "Gone."
    refused("threat-hangs", threats.close, by=by, threat=offer.threat, reasons=reasons)
    refused("threat-hangs", threats.close, by=by, threat=use.threat, reasons=reasons)

    training.end(by=by, offer=offer, reason="Sold.")
    ai.retire(by=acting(house.aino), use=use, reason="Not needed.")

    assert threats.close(by=by, threat=offer.threat, reasons=reasons).state == "closed"
    assert threats.close(by=by, threat=use.threat, reasons=reasons).state == "closed"


def test_related_body_needs_a_threat_or_a_reason_why_not(cast: Cast) -> None:
    first, second = a_related_body(cast), a_related_body(cast, name="Wartungs-Gesellschaft", kind="sister")
    assert list(impartiality.unassessed()) == [first, second]

    analysed(cast, related=first)
    refused("change-reason", register.clear, by=acting(cast.quinn), related=second, reason="")
    register.clear(by=acting(cast.quinn), related=second, reason="It sells parts to nobody whom we certify.")

    assert list(impartiality.unassessed()) == []


def test_related_body_that_trains_is_a_threat(cast: Cast) -> None:
    academy = a_related_body(cast, kind="trainer", trains=True)
    refused("related-trains", register.clear, by=acting(cast.quinn), related=academy, reason="Harmless.")


def test_relation_says_what_it_is(cast: Cast) -> None:
    assert refused("related-told", a_related_body, cast=cast, kind="friend").field == "kind"
    assert refused("related-told", a_related_body, cast=cast, relation="").field == "relation"
    assert refused("related-told", a_related_body, cast=cast, since_on=in_days(1)).field == "since_on"


def test_relation_ends_with_a_reason(cast: Cast) -> None:
    related = a_related_body(cast)
    refused("change-reason", register.end, by=acting(cast.quinn), related=related, reason="")
    ended = register.end(by=acting(cast.quinn), related=related, reason="It was wound up.")
    assert (ended.state, ended.until_on, list(impartiality.related_bodies())) == ("ended", house_clock.today(), [])


def test_year_shows_what_is_new_gone_grown_and_lessened(cast: Cast, clock: Any) -> None:
    stays, goes = accepted(cast), accepted(cast)
    clock.move(days=200)
    threats.close(by=acting(cast.quinn), threat=goes, reasons="The client left.")
    grown = {"analysis": "It grew.", "likelihood": 4, "gravity": 5, "treat_by_on": in_days(30)}
    threats.analyse(by=acting(cast.quinn), threat=stays, **grown)
    new = analysed(cast, 2, 3)

    today = house_clock.today()
    changes = impartiality.changes(in_days(-100), today)

    assert [(each.threat, each.before, each.now) for each in changes] == [
        (stays, 4, 20),
        (new, None, 6),
        (goes, 4, None),
    ]
    assert [(each.is_new, each.is_gone) for each in changes] == [(False, False), (True, False), (False, True)]
    figures = {"named": 1, "closed": 1, "raised": 1, "lowered": 0, "signals": 0, "judged": 0}
    assert impartiality.yearly(in_days(-100), today).figures() == figures


def test_review_of_the_register_keeps_what_changed(cast: Cast, clock: Any) -> None:
    accepted(cast)
    review = register.review(by=acting(cast.quinn), findings="Looked at clients, schools and relatives.")
    assert (review.since_on, review.figures["named"]) == (in_days(-365), 1)
    assert review.next_on == house_clock.today().replace(year=2027)
    refused("register_review_is_one_a_day", register.review, by=acting(cast.quinn), findings="Again.")

    clock.move(days=90)
    assert register.review(by=acting(cast.quinn), findings="Nothing new.").since_on == review.until_on


def test_register_is_not_reviewed_over_what_is_overdue(cast: Cast, clock: Any) -> None:
    threat = analysed(cast)
    refused("T-09", register.review, by=acting(cast.quinn), findings="")

    clock.move(days=61)
    refusal = refused("T-09", register.review, by=acting(cast.quinn), findings="All fine.")
    assert threat.number in refusal.sentence


@pytest.mark.parametrize(("days", "late"), [(30, False), (31, True)])
def test_threat_waits_a_month_for_its_analysis(cast: Cast, clock: Any, days: int, late: bool) -> None:
    threat = named(cast)
    clock.move(days=days, minutes=-1)
    clock.move(minutes=2 * late)
    assert (list(impartiality.overdue()) == [threat]) is late
