"""Each check of a clause is answered: by controls, by a person on a form with a date, or not at all with a reason."""

from datetime import timedelta

import pytest
from django.test import Client

from guildhall.conformity import catalogue, checks, judging, matrix, work
from guildhall.conformity.acts import judgements
from guildhall.conformity.checks import Check, Way
from guildhall.conformity.matrix import Standing
from guildhall.conformity.models import ControlRun, Judgement
from guildhall.kernel import clock as house_clock
from guildhall.kernel.declarations import ControlState
from guildhall.kernel.refusals import Refusal
from tests import forge
from tests.cast import Cast, acting
from tests.conformity.test_pages import signed_in
from tests.conftest import HouseClock

REASON = "Two agreements of each scheme were read."
PAID = "2012:4.3.5"
"""A clause with one question about which controls tell a part, and two checks that controls answer."""

QUESTION = "Read the terms on which examiners and deciders are paid: does anything rise with passes or certificates?"


def _answered(control: str, state: ControlState = ControlState.HOLDS) -> ControlRun:
    now = house_clock.now()
    moments = {"first_at": now, "computed_at": now, "checked_at": now, "position": 1, "checked_position": 1}
    run: ControlRun = forge.make(ControlRun, control=control, state=state, code="", **moments)
    return run


def _all_hold(reference: str) -> None:
    for each in matrix.row(reference).controls:
        _answered(each.control.name)


def _judged(cast: Cast, told: dict[str, str], clause: str = PAID, days: int = 90) -> Judgement:
    return judgements.give(
        by=acting(cast.quinn),
        clause=clause,
        verdict="holds",
        reason=REASON,
        until_on=house_clock.today() + timedelta(days=days),
        answers=told,
    )


def test_a_check_says_who_answers_it() -> None:
    assert [
        Check("2012:4.1", "a", ("x.y",)).way,
        Check("2012:4.1", "a", ("x.y",), judge="b?", months=12).way,
        Check("2012:4.1", "a", not_applicable="because").way,
    ] == [Way.AUTOMATIC, Way.JUDGEMENT, Way.NOT_APPLICABLE]


def test_a_question_is_asked_unless_all_beside_it_does_not_apply() -> None:
    check = Check("2012:4.1", "a", ("x.y", "x.z"), judge="b?", months=12)
    gone = str(ControlState.NOT_APPLICABLE)
    assert check.is_asked({"x.y": gone, "x.z": str(ControlState.HOLDS)})
    assert check.is_asked({"x.y": gone})
    assert not check.is_asked({"x.y": gone, "x.z": gone})
    assert Check("2012:4.1", "a", judge="b?", months=12).is_asked({})
    assert not Check("2012:4.1", "a", ("x.y",)).is_asked({})


def test_controls_alone_do_not_answer_for_a_person(cast: Cast) -> None:
    _all_hold(PAID)
    assert matrix.row(PAID).standing is Standing.NEEDS_JUDGEMENT
    _judged(cast, {QUESTION: "All terms name a fee for a day."})
    assert matrix.row(PAID).standing is Standing.HOLDS


def test_where_controls_answer_every_check_the_clause_holds_by_itself(cast: Cast) -> None:
    _all_hold("2012:4.4")
    assert matrix.row("2012:4.4").standing is Standing.HOLDS


def test_a_control_bears_on_the_clause_whose_check_it_answers(cast: Cast) -> None:
    name = "certification.status_follows_decisions"
    assert name in {each.control.name for each in matrix.row("2012:4.2").controls}
    _all_hold("2012:4.2")
    forge.alter(
        ControlRun.objects.get(control=name),
        state=ControlState.DOES_NOT_HOLD,
        findings=[{"record": "a.b:1", "number": "C-1", "sentence": "stands as no decision says", "link": []}],
    )
    assert matrix.row("2012:4.2").standing is Standing.DOES_NOT_HOLD


def test_nobody_is_asked_about_what_is_not_used(cast: Cast) -> None:
    reference = "2026:6.5/competence"
    for each in matrix.row(reference).controls:
        _answered(each.control.name, ControlState.NOT_APPLICABLE)
    row = matrix.row(reference)
    assert (row.asked, row.standing) == ([], Standing.NOT_APPLICABLE)
    assert [each.way for each in row.checks] == [Way.JUDGEMENT, Way.AUTOMATIC]


def test_a_judgement_answers_each_question(cast: Cast) -> None:
    for told in (dict[str, str](), {QUESTION: " seen "}, {"Another question?": "All terms name a fee."}):
        with pytest.raises(Refusal) as refused:
            _judged(cast, told)
        assert (refused.value.code, refused.value.field) == ("judgement-answers", "answer_0")
    given = _judged(cast, {QUESTION: " All terms name a fee for a day. "})
    assert given.reason == f"{REASON}\n\n{QUESTION}\nAll terms name a fee for a day."


def test_what_does_not_apply_needs_no_answers(cast: Cast) -> None:
    given = judgements.give(
        by=acting(cast.quinn),
        clause=PAID,
        verdict="not applicable",
        reason="The body pays nobody.",
        until_on=house_clock.today() + timedelta(days=30),
        answers={},
    )
    assert given.reason == "The body pays nobody."


def test_a_question_is_asked_again_as_often_as_it_says(cast: Cast) -> None:
    clause = catalogue.clause("2026:6.5/verify-manage-monitor")
    (question,) = [each for each in checks.of(clause) if each.judge]
    told = {question.judge: "Nobody uses anything that is not registered."}
    with pytest.raises(Refusal) as refused:
        _judged(cast, told, clause.key, days=200)
    assert (question.months, refused.value.code) == (6, "judgement-interval")
    assert _judged(cast, told, clause.key, days=180).clause == clause.key


def test_the_plan_names_what_is_asked_with_its_day(cast: Cast, clock: HouseClock) -> None:
    _answered("personnel.everybody_is_engaged")
    first = house_clock.today() + judging.FIRST
    assert {each.due_on for each in judging.plan()} == {first}
    given = _judged(cast, {QUESTION: "All terms name a fee for a day."})
    days = {each.row.clause.key: (each.due_on, each.is_first) for each in judging.plan()}
    assert days[PAID] == (given.until_on, False)
    assert days["2012:4.3.3"] == (first, True)
    assert "2012:4.4" not in days
    clock.move(days=200)
    assert {each.is_overdue for each in judging.plan()} == {True}


def test_the_quality_manager_is_reminded_of_what_was_never_judged(cast: Cast, clock: HouseClock) -> None:
    def waiting() -> list[tuple[tuple[str, ...], object]]:
        return [(item.link, item.due_on) for item in work.clauses_never_judged.waiting_for(person_id=cast.quinn.pk)]

    _answered("personnel.everybody_is_engaged")
    first = judging.first_due_on()
    assert waiting() == []
    clock.move(days=61)
    assert waiting() == [(("conformity:judging",), first)]
    assert list(work.clauses_never_judged.waiting_for(person_id=cast.olive.pk)) == []


def test_the_plan_is_shown_and_leads_to_the_form(cast: Cast) -> None:
    shown = signed_in(cast.quinn).get("/conformity/judgements/").content.decode()
    assert QUESTION in shown
    assert 'href="/conformity/clauses/2012:4.3.5/judge/"' in shown
    reader = signed_in(cast.olive).get("/conformity/judgements/").content.decode()
    assert QUESTION in reader
    assert "/judge/" not in reader


def test_strangers_do_not_see_the_plan(cast: Cast, client: Client) -> None:
    assert client.get("/conformity/judgements/").status_code == 302
    assert signed_in(cast.otto).get("/conformity/judgements/").status_code == 403


def test_the_page_of_a_clause_says_who_answers_what(cast: Cast) -> None:
    shown = signed_in(cast.quinn).get("/conformity/clauses/2012:5.1.2/").content.decode()
    assert "It has no version that could grow old" in shown
    assert "Is the body part of a larger entity?" in shown
    assert "by a person, every 12 months" in shown
    assert "Somebody answers for each of the responsibilities of the body" in shown
    assert "To be judged by" in shown


def test_the_form_asks_the_questions_and_keeps_the_answers(cast: Cast) -> None:
    client = signed_in(cast.quinn)
    address = "/conformity/clauses/2012:4.3.5/judge/"
    assert QUESTION in client.get(address).content.decode()
    until = (house_clock.today() + timedelta(days=90)).isoformat()
    typed = {"verdict": "holds", "reason": REASON, "until_on": until, "once": "n-2"}
    assert client.post(address, typed).status_code == 422
    refused = client.post(address, {**typed, "answer_0": "Seen."})
    assert refused.status_code == 409
    assert "is not answered, and no control answers it" in refused.content.decode()
    answer = client.post(address, {**typed, "once": "n-3", "answer_0": "All terms name a fee for a day."})
    assert answer.status_code == 302
    given = Judgement.objects.get()
    assert given.reason.endswith(f"{QUESTION}\nAll terms name a fee for a day.")
    again = {**typed, "once": "n-4", "revision": given.revision, "answer_0": "Read again: the same fees."}
    client.post(f"/conformity/judgements/{given.pk}/revise/", again)
    assert Judgement.objects.get(state="in-force").reason.endswith("Read again: the same fees.")
