"""Answers are looked through before results: what stands out is a question that a person answers, never a verdict."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall.exams import controls, forensics, jobs, lookthrough
from guildhall.exams.acts import anomalies, attempts, hearings, results
from guildhall.exams.forensics import Before, Table, look
from guildhall.exams.lifecycles import AnomalyState, AttemptState, ResultState
from guildhall.exams.models import Anomaly, AnomalyKind, Attempt, ForensicCheck, Form, Result, Sitting
from guildhall.exams.told import managers_hear_of_a_question
from guildhall.exams.work import questions_about_answers
from guildhall.identity.models import Person
from guildhall.kernel import clock as house_clock
from guildhall.kernel.declarations import ControlState
from guildhall.ledger.models import Access, Entry
from guildhall.personnel.acts import trainings
from guildhall.psychometrics.irt.items import IrtItem
from tests import forge
from tests.cast import Cast, acting, engage, sign_in
from tests.exams.administering import administered, worked
from tests.exams.conftest import refused
from tests.exams.delivery.forging import a_form
from tests.exams.making import a_sitting, booked, checked_in, opened, tied, typed
from tests.making import Made, a_scheme
from tests.staging import set_once

PERSONS, ITEMS, OPTIONS = 110, 40, 4


@pytest.fixture
def honest() -> Table:
    """The answers of honest candidates to forty questions with four options; the first is right."""
    chance = np.random.default_rng(3)
    right = 1 / (1 + np.exp(np.linspace(-1.5, 1.5, ITEMS) - np.linspace(-1.5, 1.5, PERSONS)[:, None]))
    choices = np.where(chance.random((PERSONS, ITEMS)) < right, 0, chance.integers(1, OPTIONS, (PERSONS, ITEMS)))
    return Table(
        attempts=tuple(f"AT-{place}" for place in range(PERSONS)),
        inside=frozenset(range(20, PERSONS)),
        choices=choices.astype(np.float64),
        key=np.zeros(ITEMS),
        seconds=np.exp(chance.normal(3, 0.4, (PERSONS, ITEMS))),
        changes=chance.poisson(1.0, PERSONS).astype(np.float64),
    )


def changed(table: Table, **values: Any) -> Table:
    return Table(**{**vars(table), **values})


def raised(table: Table) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.kind, each.attempts) for each in look(table).raised]


def test_honest_answers_raise_nothing_and_each_method_says_how_rarely_it_would(honest: Table) -> None:
    found = look(honest)
    assert found.raised == ()
    assert [each.kind for each in found.methods] == list(AnomalyKind)
    assert [each.left_out for each in found.methods] == ["", "", "", "", "none-leaked", "few-repeated"]
    for each in found.methods[:4]:
        assert each.expected == pytest.approx(each.rate * each.compared)
        assert 0 < each.expected <= forensics.FAMILY


def test_who_copied_raises_a_question_with_its_chance(honest: Table) -> None:
    choices = honest.choices.copy()
    choices[30, :36] = choices[22, :36]
    found = look(changed(honest, choices=choices))
    copied = [each for each in found.raised if each.kind == AnomalyKind.COPYING]
    assert [set(each.attempts) for each in copied] == [{"AT-30", "AT-22"}]
    assert copied[0].chance < copied[0].rate < forensics.FAMILY
    assert copied[0].evidence["matches"] > copied[0].evidence["expected"]
    assert copied[0].evidence["items"] == ITEMS


def test_the_same_wrong_answers_raise_one_even_with_who_sat_before(honest: Table) -> None:
    choices = honest.choices.copy()
    choices[5], choices[50] = 0, 0
    choices[5, ::2], choices[50, ::2] = 3, 3
    assert (AnomalyKind.SIMILARITY, ("AT-5", "AT-50")) in raised(changed(honest, choices=choices))


def test_those_who_sat_elsewhere_raise_nothing_here(honest: Table) -> None:
    choices = honest.choices.copy()
    choices[5], choices[6] = 0, 0
    choices[5, ::2], choices[6, ::2] = 3, 3
    assert raised(changed(honest, choices=choices)) == []


def test_strange_times_and_many_changes_raise_one_each(honest: Table) -> None:
    seconds, changes = honest.seconds.copy(), honest.changes.copy()
    seconds[41, ::2], seconds[41, 1::2] = 2.0, 400.0
    changes[25] = 14.0
    assert set(raised(changed(honest, seconds=seconds, changes=changes))) == {
        (AnomalyKind.TIMES, ("AT-41",)),
        (AnomalyKind.CHANGES, ("AT-25",)),
    }


def test_copying_needs_more_than_the_others(honest: Table) -> None:
    """With sixty, a fifth of them are twelve: their shares are no chances."""
    some = [at for at in honest.inside if at < 60]
    cut = {name: getattr(honest, name)[:60] for name in ("attempts", "choices", "seconds", "changes")}
    found = look(changed(honest, **cut, inside=frozenset(some)))
    assert [(each.left_out, each.least) for each in found.methods][:2] == [("few", 100), ("", 30)]


def test_too_few_are_checked_and_said_to_be_too_few(honest: Table) -> None:
    few = Table(
        honest.attempts[:29],
        frozenset(range(29)),
        honest.choices[:29],
        honest.key,
        honest.seconds[:29],
        honest.changes[:29],
    )
    assert [(each.left_out, each.compared) for each in look(few).methods] == [("few", 0)] * 6


def test_what_is_not_known_leaves_its_method_out(honest: Table) -> None:
    """Paper tells neither times nor changes."""
    nothing = np.full_like(honest.seconds, np.nan)
    found = look(changed(honest, seconds=nothing, changes=nothing[:, 0]))
    assert [each.kind for each in found.methods if each.left_out == "few"] == [AnomalyKind.TIMES, AnomalyKind.CHANGES]


def test_who_is_abler_on_compromised_items_raises_one(honest: Table) -> None:
    scale = {at: IrtItem(f"I-{at}", 1.0, (-float(b),)) for at, b in enumerate(np.linspace(-1.5, 1.5, ITEMS))}
    leaked = frozenset(range(20, 32))
    choices = honest.choices.copy()
    choices[33] = 1
    choices[33, sorted(leaked)] = 0
    found = look(changed(honest, choices=choices, scale=scale, leaked=leaked))
    assert [each.attempts for each in found.raised if each.kind == AnomalyKind.PREKNOWLEDGE] == [("AT-33",)]
    alone = look(changed(honest, choices=choices, leaked=leaked))
    assert [each.left_out for each in alone.methods] == ["", "", "", "", "no-scale", "few-repeated"]


def test_who_gained_beyond_practice_and_chance_raises_one(honest: Table) -> None:
    """Eight repeat the form: they stood below the middle before; one of them now stands near the top."""
    again = range(30, 38)
    right = honest.right.sum(axis=1)
    first = np.delete(right, again)
    stood = {at: (right[at] - first.mean()) / first.std() - 0.3 for at in again}
    table = changed(honest, before={at: Before(score, 0.85) for at, score in stood.items()})
    (method,) = (each for each in look(table).methods if each.kind == AnomalyKind.GAINS)
    assert (method.left_out, method.compared, method.raised) == ("", 8, 0)
    assert method.expected == pytest.approx(forensics.FAMILY)

    choices = table.choices.copy()
    choices[33] = 0
    (found,) = (each for each in look(changed(table, choices=choices)).raised if each.kind == AnomalyKind.GAINS)
    assert (found.attempts, found.evidence["score"], found.evidence["repeated"]) == (("AT-33",), 40.0, 8.0)
    assert found.evidence["earlier"] < first.mean()
    assert found.chance < found.rate == pytest.approx(forensics.FAMILY / 8)


def test_a_gain_is_not_told_where_the_attempt_before_cannot_be_compared(honest: Table) -> None:
    unknown = changed(honest, before={at: Before() for at in range(30, 38)})
    assert [each.left_out for each in look(unknown).methods][-1] == "few-repeated"
    nobody_new = changed(honest, before={at: Before(-1.0, 0.8) for at in range(90)})
    assert [each.left_out for each in look(nobody_new).methods][-1] == "few-new"


@dataclass(frozen=True)
class Stage:
    """A sitting whose answers were looked through, and two attempts about which a question was raised."""

    cast: Cast
    made: Made
    form: Form
    sitting: Sitting
    anomaly: Anomaly
    pair: tuple[Attempt, Attempt]

    @property
    def by(self) -> Any:
        return acting(self.made.crew.max)


@pytest.fixture
def cast(stage: Stage) -> Cast:
    return stage.cast


@pytest.fixture
def made(stage: Stage) -> Made:
    return stage.made


def a_question(sitting: Sitting, *pair: Attempt, kind: str = "copying") -> dict[str, Any]:
    """What a check hands to its act."""
    numbers = sorted(each.number for each in pair)
    figures = {"statistic": 5.5, "chance": 1e-7, "rate": 5e-6, "expected": 0.01}
    evidence = {"matches": 38, "items": 40, "expected": 20.5}
    return {"kind": kind, "attempts": numbers, "key": ":".join([kind, *numbers]), **figures, "evidence": evidence}


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with set_once(django_db_blocker):
        cast = engage()
        made = a_scheme(cast)
        form = a_form(made)
        sitting = administered(made, cast, form, 6)
        first, second = sitting.attempts.order_by("number")[:2]
        found = lookthrough.check_of(sitting)
        anomalies.keep(
            by=anomalies.MACHINE, sitting=sitting, **{**found, "raised": [a_question(sitting, first, second)]}
        )
        yield Stage(cast, made, form, sitting, Anomaly.objects.get(), (first, second))


def result_of(attempt: Attempt) -> Result:
    """The result of an attempt, verified by Max."""
    found: Result = attempt.results.select_related(*Result.reload_with).get()
    by = acting(found.attempt.sitting.planned_by)
    return results.verify(by=by, result=found) if found.state == ResultState.SCORED else found


def fresh(stage: Stage) -> Anomaly:
    found = Anomaly.reloaded(stage.anomaly.pk)
    assert found is not None
    return found


def test_a_check_names_the_attempts_and_how_often_chance_raises(stage: Stage) -> None:
    check = ForensicCheck.objects.get(sitting=stage.sitting)
    assert check.attempts == sorted(each.number for each in stage.sitting.attempts.all())
    assert [(each["kind"], each["left_out"]) for each in check.methods] == [(kind, "few") for kind in AnomalyKind]
    assert "numpy" in check.code_version
    assert (stage.anomaly.state, stage.anomaly.rate, stage.anomaly.expected) == (AnomalyState.OPEN, 5e-6, 0.01)
    assert [each.attempt for each in stage.anomaly.about.order_by("attempt__number")] == list(stage.pair)


def test_a_question_is_raised_once(stage: Stage) -> None:
    found = {**lookthrough.check_of(stage.sitting), "raised": [a_question(stage.sitting, *stage.pair)]}
    anomalies.keep(by=anomalies.MACHINE, sitting=stage.sitting, **found)
    assert (Anomaly.objects.count(), ForensicCheck.objects.filter(sitting=stage.sitting).count()) == (1, 2)


def test_results_wait_for_the_answer_and_others_do_not(stage: Stage) -> None:
    concerned, other = result_of(stage.pair[0]), result_of(stage.sitting.attempts.order_by("number").last())
    refusal = refused("R-33", results.release, by=stage.by, result=concerned)
    assert stage.anomaly.number in str(refusal.sentence)
    assert results.release(by=stage.by, result=other).state == ResultState.RELEASED

    anomalies.dismiss(by=stage.by, anomaly=fresh(stage), reason="They learned from the same book; seats far apart.")
    assert results.release(by=stage.by, result=Result.reloaded(concerned.pk)).state == ResultState.RELEASED


def test_no_result_before_its_answers_were_looked_through(made: Made, cast: Cast) -> None:
    sitting = administered(made, cast, a_form(made), 2)
    result = result_of(sitting.attempts.first())
    refusal = refused("R-32", results.release, by=acting(made.crew.max), result=result)
    assert refusal.mend.act == "exams.forensics.ask"
    anomalies.ask(by=acting(made.crew.max), sitting=sitting)
    worked()
    assert results.release(by=acting(made.crew.max), result=Result.reloaded(result.pk)).state == ResultState.RELEASED


def test_what_was_typed_in_later_is_looked_through_later(made: Made, cast: Cast) -> None:
    sitting = administered(made, cast, a_form(made), 2)
    assert lookthrough.unchecked() == [sitting.pk]
    first, second = sitting.attempts.order_by("number")
    for each in second.typed.all():
        forge.alter(each, set_aside_at=house_clock.now())
    assert lookthrough.check_of(sitting)["attempts"] == [first.number]
    anomalies.keep(by=anomalies.MACHINE, sitting=sitting, **lookthrough.check_of(sitting))
    assert lookthrough.unchecked() == [sitting.pk]
    for each in second.typed.all():
        forge.alter(each, set_aside_at=None)
    jobs.look_through_the_rest.function()
    worked()
    assert lookthrough.unchecked() == []


def test_a_practical_examination_leaves_nothing_to_compare(made: Made, cast: Cast, carla: Any) -> None:
    planned = a_sitting(made, channel="person")
    refused("R-32", anomalies.ask, by=acting(made.crew.max), sitting=planned)


def test_a_sitting_is_looked_through_when_its_log_is_complete(made: Made, cast: Cast, carla: Any) -> None:
    attempt = booked(carla, a_sitting(made, channel="paper"))
    opened(made, attempt.sitting)
    typed(made, cast, checked_in(made, attempt), 5)
    sitting = Sitting.reloaded(attempt.sitting_id)
    refused("R-32", anomalies.ask, by=acting(made.crew.max), sitting=sitting)
    refused("R-32", anomalies.keep, by=anomalies.MACHINE, sitting=sitting, **lookthrough.check_of(sitting))


def test_a_judgement_says_why(stage: Stage) -> None:
    refused("R-60", anomalies.dismiss, by=stage.by, anomaly=fresh(stage), reason=" ")
    refused("R-60", anomalies.take_up, by=stage.by, anomaly=fresh(stage), reason="")


def test_no_machine_judges(stage: Stage) -> None:
    for what in (anomalies.dismiss, anomalies.take_up):
        refused("actor", what, by=anomalies.MACHINE, anomaly=fresh(stage), reason="Clear.")


def test_only_managers_of_the_scheme_judge(stage: Stage) -> None:
    crew = stage.made.crew
    for person in (crew.sam, crew.ina, crew.rita, crew.dora, stage.cast.ada, stage.cast.carla):
        refused("R-46", anomalies.dismiss, by=acting(person), anomaly=fresh(stage), reason="Clear.")


def test_nobody_judges_about_their_own(stage: Stage) -> None:
    tied(stage.cast, stage.made.crew.max, stage.pair[0].person)
    refused("R-08", anomalies.dismiss, by=stage.by, anomaly=fresh(stage), reason="Clear.")
    refused("R-08", anomalies.take_up, by=stage.by, anomaly=fresh(stage), reason="Clear.")


def test_taken_up_it_leads_to_an_investigation_and_ends_with_what_was_found(stage: Stage) -> None:
    result_of(stage.pair[0])
    taken = anomalies.take_up(by=stage.by, anomaly=fresh(stage), reason="They sat side by side.")
    assert (taken.state, taken.judged_by, taken.reason) == (
        AnomalyState.TAKEN_UP,
        stage.made.crew.max,
        "They sat side by side.",
    )
    attempt = attempts.investigate(by=stage.by, attempt=Attempt.reloaded(stage.pair[0].pk), reason="Equal answers.")
    refusal = refused("R-33", anomalies.close, by=stage.by, anomaly=taken, finding="Copied.")
    assert attempt.number in str(refusal.sentence)
    attempts.clear(by=stage.by, attempt=attempt, reason="The seating plan shows a screen between them.")
    refused("R-33", anomalies.close, by=stage.by, anomaly=taken, finding=" ")
    closed = anomalies.close(by=stage.by, anomaly=taken, finding="A screen stood between them; both were heard.")
    assert (closed.state, closed.closed_by, closed.finding) == (
        AnomalyState.CLOSED,
        stage.made.crew.max,
        "A screen stood between them; both were heard.",
    )
    assert Attempt.reloaded(stage.pair[1].pk).state == AttemptState.SCORED


def test_what_was_taken_up_still_holds_the_results(stage: Stage) -> None:
    result = result_of(stage.pair[1])
    anomalies.take_up(by=stage.by, anomaly=fresh(stage), reason="They sat side by side.")
    refused("R-33", results.release, by=stage.by, result=Result.reloaded(result.pk))


def test_a_question_alone_voids_nothing(stage: Stage) -> None:
    """R-33: without a hearing the result of who stood out stays what it is."""
    anomalies.take_up(by=stage.by, anomaly=fresh(stage), reason="They sat side by side.")
    attempt = attempts.investigate(by=stage.by, attempt=Attempt.reloaded(stage.pair[0].pk), reason="Equal answers.")
    refused("R-33", attempts.void_result, by=stage.by, attempt=attempt, reason="The numbers say so.")


def test_what_is_said_of_people_is_sealed(stage: Stage) -> None:
    anomalies.dismiss(by=stage.by, anomaly=fresh(stage), reason="Carla and Gero are twins.")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {Anomaly._meta.db_table}")
        (row,) = cursor.fetchall()
    assert not [each for each in row if b"twins" in (bytes(each) if isinstance(each, bytes | memoryview) else b"")]
    assert "twins" not in str(row)


def page(person: Person, name: str, *args: Any, status: int = 200) -> str:
    answer = sign_in(Client(), person).get(reverse(f"exams:{name}", args=args))
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def test_the_page_of_a_question_states_its_chance(stage: Stage) -> None:
    text = page(stage.made.crew.max, "anomaly", stage.anomaly.pk)
    assert "one in 200,000" in text
    assert "0.01 such signals come up by chance in a check like this one" in text
    assert "38 of 40, where 20.5 were to be expected" in text
    assert "This is a question and no verdict" in text
    assert all(each.number in text for each in stage.pair)
    assert Access.objects.filter(reading="exams.anomaly.open", subject=stage.anomaly.ref).count() == 1


def test_a_chance_is_never_told_as_none(stage: Stage) -> None:
    forge.alter(stage.anomaly, chance=4e-7, expected=0.0022)
    text = page(stage.made.crew.max, "anomaly", stage.anomaly.pk)
    assert "one in 2,500,000" in text
    assert "0.0022 such signals come up by chance" in text


@pytest.mark.parametrize(
    ("kind", "evidence", "told"),
    [
        ("similarity", {"same_wrong": 9, "both_wrong": 10, "expected": 3.2}, "9 of 10 that both have wrong; 3.2 were"),
        ("times", {}, "5.5 standard deviations from what is usual"),
        ("changes", {"changes": 14.0, "usual": 1.1}, "14, where others change 1.1"),
        ("preknowledge", {"leaked": 12.0}, "12, on which they were abler by 5.5 standard errors"),
        (
            "gains",
            {"score": 38.0, "earlier": 14.25, "repeated": 7.0},
            "38 right; the attempt before is worth 14.2 here, and 7 repeated",
        ),
    ],
)
def test_every_kind_is_told_in_its_own_figures(stage: Stage, kind: str, evidence: dict[str, Any], told: str) -> None:
    forge.alter(stage.anomaly, kind=kind, evidence=evidence)
    assert told in page(stage.made.crew.max, "anomaly", stage.anomaly.pk)


def test_the_check_of_a_sitting_says_what_was_left_out(stage: Stage) -> None:
    text = page(stage.made.crew.max, "sitting-check", stage.sitting.pk)
    assert text.count("left out: fewer than 30 took this form") == len(AnomalyKind) - 1
    assert text.count("left out: fewer than 100 took this form") == 1
    assert stage.anomaly.number in text
    assert "looked through" in text


def test_the_check_shows_rates_where_there_are_some(stage: Stage) -> None:
    done = {"kind": "copying", "compared": 870, "rate": 1e-5, "expected": 0.0087, "raised": 1, "left_out": ""}
    forge.alter(ForensicCheck.objects.get(), methods=[done])
    text = page(stage.made.crew.max, "sitting-check", stage.sitting.pk)
    assert "one in 100,000" in text
    assert "<span>870</span>" in text


def test_questions_are_answered_on_their_pages(stage: Stage) -> None:
    client = sign_in(Client(), stage.made.crew.max)
    address = reverse("exams:anomaly-dismiss", args=[stage.anomaly.pk])
    empty = client.post(address, {"reason": ""})
    assert (empty.status_code, "Without a reason the record" in empty.content.decode()) == (409, True)
    assert client.post(address, {"reason": "Same school, different rooms."}).status_code == 302
    assert "Same school, different rooms." in page(stage.made.crew.max, "anomaly", stage.anomaly.pk)
    assert client.post(reverse("exams:sitting-look", args=[stage.sitting.pk]), {"once": "look-1"}).status_code == 302
    assert Entry.objects.filter(act="exams.forensics.ask", subject=stage.sitting.ref).exists()


@pytest.mark.parametrize("name", ["anomaly", "anomaly-dismiss", "anomaly-take-up", "anomaly-close", "sitting-check"])
def test_nobody_else_sees_what_stood_out(stage: Stage, name: str) -> None:
    pk = stage.sitting.pk if name == "sitting-check" else stage.anomaly.pk
    crew = stage.made.crew
    for person in (crew.ina, crew.sam, stage.cast.ada, stage.cast.carla):
        text = page(person, name, pk, status=403)
        assert not [each for each in (stage.anomaly.number, *(each.number for each in stage.pair)) if each in text]


def test_who_trains_for_the_scheme_sees_no_question(stage: Stage) -> None:
    max_, day = stage.made.crew.max, house_clock.today()
    taught = {"person": stage.cast.gero, "scope": stage.made.scope, "title": "Two days", "ended_on": day}
    trainings.record(by=acting(max_), trainer=max_, **taught)
    assert stage.anomaly.number not in page(max_, "anomalies")
    page(max_, "anomaly", stage.anomaly.pk, status=404)
    assert "You train people for this scheme" in page(max_, "sitting-check", stage.sitting.pk, status=409)
    refused("R-10", anomalies.dismiss, by=acting(max_), anomaly=fresh(stage), reason="Clear.")
    assert list(questions_about_answers.waiting_for(person_id=max_.pk)) == []


def test_it_waits_for_the_managers_of_the_scheme(stage: Stage) -> None:
    (waiting,) = questions_about_answers.waiting_for(person_id=stage.made.crew.max.pk)
    assert (waiting.what, waiting.action, waiting.link) == (
        f"{stage.anomaly.number}, sitting {stage.sitting.number}: answer what its answers raised",
        "Judge",
        ("exams:anomaly", str(stage.anomaly.pk)),
    )
    assert list(questions_about_answers.waiting_for(person_id=stage.made.crew.ina.pk)) == []
    anomalies.take_up(by=stage.by, anomaly=fresh(stage), reason="Side by side.")
    (waiting,) = questions_about_answers.waiting_for(person_id=stage.made.crew.max.pk)
    assert waiting.action == "Say what was found"


def test_managers_hear_of_it(stage: Stage) -> None:
    entry = Entry.objects.get(act="exams.anomaly.notice")
    told = list(managers_hear_of_a_question(entry=entry))
    assert [(each.person_id, each.number, each.words) for each in told] == [
        (stage.made.crew.max.pk, stage.anomaly.number, {"sitting": stage.sitting.number})
    ]


def test_the_register_costs_the_same_for_few_and_many(stage: Stage) -> None:
    client, address = sign_in(Client(), stage.made.crew.max), reverse("exams:anomalies")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        assert stage.anomaly.number in client.get(address).content.decode()
    for place in range(5):
        raised = a_question(stage.sitting, stage.pair[0], kind="times")
        copied = {"check_made": stage.anomaly.check_made, "sitting": stage.sitting, "number": f"AM-2026-9{place}"}
        figures = {name: raised[name] for name in ("kind", "statistic", "chance", "rate", "expected", "evidence")}
        forge.put(Anomaly, **copied, **figures, key=f"times:{place}")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(few) == len(many)


def test_control_of_results_whose_answers_nobody_looked_through(stage: Stage) -> None:
    result = result_of(stage.sitting.attempts.order_by("number").last())
    results.release(by=stage.by, result=result)
    answer = controls.answers_were_looked_through.query()
    assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 1)
    forge.alter(ForensicCheck.objects.get(), attempts=[])
    answer = controls.answers_were_looked_through.query()
    assert [each.number for each in answer.findings] == [result.attempt.number]


def test_control_of_questions_without_an_answer(stage: Stage, clock: Any) -> None:
    control = controls.questions_about_answers_are_answered
    answer = control.query()
    assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 1)
    assert answer.changes_on is not None
    clock.move(days=31)
    assert [each.number for each in control.query().findings] == [stage.anomaly.number]
    anomalies.dismiss(by=stage.by, anomaly=fresh(stage), reason="Seats far apart.")
    assert control.query().state == ControlState.HOLDS


def test_control_of_results_released_beside_an_open_question(stage: Stage) -> None:
    result = result_of(stage.pair[0])
    forge.alter(result, state="released", released_by=stage.made.crew.max, released_at=house_clock.now())
    answer = controls.questions_about_answers_are_answered.query()
    assert [each.number for each in answer.findings] == [stage.anomaly.number]


def test_control_of_verdicts(stage: Stage) -> None:
    anomalies.dismiss(by=stage.by, anomaly=fresh(stage), reason="Seats far apart.")
    answer = controls.no_signal_was_a_verdict.query()
    assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 1)
    forge.alter(stage.anomaly, judged_by=stage.pair[0].person)
    assert [each.number for each in controls.no_signal_was_a_verdict.query().findings] == [stage.anomaly.number]


def test_whoever_was_heard_can_lose_the_result(stage: Stage) -> None:
    """The way to a sanction stays what it was: investigation, hearing, and a person's decision."""
    anomalies.take_up(by=stage.by, anomaly=fresh(stage), reason="They sat side by side.")
    attempt = attempts.investigate(by=stage.by, attempt=Attempt.reloaded(stage.pair[0].pk), reason="Equal answers.")
    hearings.record(by=stage.by, attempt=attempt, held_on=house_clock.today(), account="Says they had a sheet.")
    voided = attempts.void_result(by=stage.by, attempt=attempt, reason="They had a sheet.")
    assert voided.state == AttemptState.RESULT_VOID


def test_the_page_of_a_sitting_leads_to_its_check(stage: Stage) -> None:
    link = f'href="{reverse("exams:sitting-check", args=[stage.sitting.pk])}"'
    assert link in page(stage.made.crew.max, "sitting", stage.sitting.pk)
    assert link not in page(stage.made.crew.ina, "sitting", stage.sitting.pk)


def test_what_was_released_before_there_were_checks_is_looked_through_too(made: Made, cast: Cast) -> None:
    sitting = administered(made, cast, a_form(made), 1)
    result = result_of(sitting.attempts.get())
    forge.alter(result, state="released", released_by=made.crew.max, released_at=house_clock.now())
    forge.alter(sitting.attempts.get(), state="released")
    assert lookthrough.unchecked() == [sitting.pk]
    jobs.look_through_the_rest.function()
    worked()
    assert (lookthrough.unchecked(), ForensicCheck.objects.filter(sitting=sitting).count()) == ([], 1)
