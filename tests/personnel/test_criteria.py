"""Criteria in versions, evidence, evaluation against them, and work under supervision before it."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from guildhall.identity import grants
from guildhall.identity.roles import DECIDER, EXAMINER, INVIGILATOR, SCHEME_MANAGER, TOP_MANAGEMENT
from guildhall.jobs.declared import kind_named
from guildhall.jobs.queueing import queue
from guildhall.jobs.worker import Worker
from guildhall.personnel import jobs, queries  # noqa: F401  the jobs of this room are declared
from guildhall.personnel.acts import authorisations, clearances, criteria, evidence, supervision
from guildhall.personnel.models import CriteriaSet, Criterion, Evidence, Need, SupervisedTask, Supervision
from guildhall.personnel.models.criteria import FIVE
from guildhall.personnel.starter import STARTER
from tests.cast import Cast, acting, authorise, give
from tests.making import a_scope
from tests.papers import received
from tests.personnel.making import Bench, a_version, all_met, criteria_in_effect
from tests.personnel.making_competence import did, shown, supervised
from tests.personnel.test_declarations import refused

MONDAY = date(2026, 3, 2)
CALM = {"point": "conduct", "words": "Stays calm.", "asks": "A day beside an examiner."}
add_calm = partial(criteria.add, code="calm")


def codes(version: CriteriaSet) -> list[str]:
    return [each.code for each in queries.asked_in(version)]


def test_version_is_written_submitted_and_approved_by_somebody_else(cast: Cast) -> None:
    by = acting(cast.quinn)
    draft = criteria.begin(by=by, role=EXAMINER.code, scope=None, summary="First version.", supervised_tasks=2)
    assert codes(draft) == [each.code for each in STARTER[EXAMINER.code]]

    add_calm(by=by, criteria=draft, **CALM)
    submitted = criteria.submit(by=by, criteria=draft)
    refused("criteria-draft", add_calm, by=by, criteria=submitted, **CALM)
    approved = criteria.approve(by=acting(cast.tom), criteria=submitted)

    assert (approved.state, approved.approved_by, codes(approved)[-1]) == ("effective", cast.tom, "CALM")
    assert queries.criteria_for(EXAMINER.code, a_scope(cast).pk) == approved


def test_author_does_not_approve_and_only_top_management_does(cast: Cast) -> None:
    give(acting(cast.ada), cast.quinn, TOP_MANAGEMENT, cast.body)
    draft = criteria.begin(by=acting(cast.quinn), role=INVIGILATOR.code, scope=None, summary="First.")
    submitted = criteria.submit(by=acting(cast.quinn), criteria=draft)

    refused("R-11", criteria.approve, by=acting(cast.quinn), criteria=submitted)
    for other in (cast.ada, cast.olive, cast.otto):
        refused("R-46", criteria.approve, by=acting(other), criteria=submitted)


def test_criteria_are_for_roles_of_schemes_and_written_once_at_a_time(cast: Cast) -> None:
    by, scope = acting(cast.quinn), a_scope(cast)
    asked = {"by": by, "summary": "First."}
    for wrong in ({"role": "king", "scope": None}, {"role": TOP_MANAGEMENT.code, "scope": None}):
        refused("criteria-role", criteria.begin, **asked, **wrong)
    refused("criteria-role", criteria.begin, **asked, role=EXAMINER.code, scope=cast.body)
    criteria.begin(**asked, role=EXAMINER.code, scope=None)

    refused("one-draft-of-criteria", criteria.begin, **asked, role=EXAMINER.code, scope=None)
    criteria.begin(**asked, role=EXAMINER.code, scope=scope)


def test_manager_of_a_scheme_writes_for_it_and_for_no_other(cast: Cast) -> None:
    scope, other = a_scope(cast), a_scope(cast, "HYD")
    give(acting(cast.tom), cast.ada, SCHEME_MANAGER, scope)
    asked = {"by": acting(cast.ada), "role": EXAMINER.code, "summary": "First."}

    draft = criteria.begin(**asked, scope=scope)
    add_calm(by=acting(cast.ada), criteria=draft, **CALM)

    for elsewhere in (other, None):
        refused("R-46", criteria.begin, **asked, scope=elsewhere)
    refused("R-46", criteria.discard, by=acting(cast.olive), criteria=draft)
    assert criteria.discard(by=acting(cast.ada), criteria=draft).state == "discarded"


@pytest.mark.parametrize("point", FIVE)
def test_examiners_are_chosen_on_all_five_points(cast: Cast, point: str) -> None:
    by = acting(cast.quinn)
    draft = criteria.begin(by=by, role=EXAMINER.code, scope=None, summary="First.")
    left_out = Criterion.objects.get(criteria=draft, point=point)
    criteria.remove(by=by, criterion=left_out)

    assert "five points" in refused("R-46", criteria.submit, by=by, criteria=draft).sentence

    criteria.add(by=by, criteria=draft, code="again", point=point, words="Again.", asks="Seen.")
    submitted = criteria.submit(by=by, criteria=draft)
    refused("criteria-draft", criteria.remove, by=by, criterion=Criterion.objects.get(code="AGAIN"))
    assert submitted.state == "proposed"


def test_other_roles_ask_at_least_for_something(cast: Cast) -> None:
    by = acting(cast.quinn)
    draft = criteria.begin(by=by, role=DECIDER.code, scope=None, summary="First.", with_starter=False)
    refused("R-46", criteria.submit, by=by, criteria=draft)
    refused("criterion-complete", add_calm, by=by, criteria=draft, **{**CALM, "asks": " "})
    refused("criterion-point", add_calm, by=by, criteria=draft, **{**CALM, "point": "looks"})
    added = add_calm(by=by, criteria=draft, **CALM)

    reworded = criteria.reword(by=by, criterion=added, point="skill", words="Keeps calm.", asks="Seen.")

    assert (reworded.code, reworded.point, reworded.words) == ("CALM", "skill", "Keeps calm.")
    handed = criteria.hand_back(
        by=acting(cast.tom), criteria=criteria.submit(by=by, criteria=draft), reason="Ask for more."
    )
    assert (handed.state, handed.reasons) == ("draft", "Ask for more.")


def test_criteria_of_the_scheme_come_before_those_of_every_scheme(cast: Cast) -> None:
    scope, other = a_scope(cast), a_scope(cast, "HYD")
    for_all, own = criteria_in_effect(cast, EXAMINER.code), a_version(cast, EXAMINER.code, scope)

    assert queries.criteria_for(EXAMINER.code, scope.pk) == own
    assert queries.criteria_for(EXAMINER.code, other.pk) == for_all
    assert queries.criteria_for(DECIDER.code, scope.pk) is None


def test_new_version_begins_with_the_one_before_and_replaces_it(cast: Cast) -> None:
    first = criteria_in_effect(cast, DECIDER.code)
    second = a_version(cast, DECIDER.code)

    first.refresh_from_db()
    assert (first.state, first.superseded_on, codes(second)) == ("superseded", MONDAY, codes(first))


def test_day_of_reevaluation_lies_within_a_year(cast: Cast) -> None:
    for wrong in (MONDAY, date(2027, 3, 3)):
        draft = criteria.begin(by=acting(cast.quinn), role=DECIDER.code, scope=None, summary="Stricter.")
        submitted = criteria.submit(by=acting(cast.quinn), criteria=draft)
        refused("T-11", criteria.approve, by=acting(cast.tom), criteria=submitted, reevaluate_by_day=wrong)
        back = criteria.hand_back(by=acting(cast.tom), criteria=submitted, reason="Later.")
        criteria.discard(by=acting(cast.quinn), criteria=back)


def follow() -> None:
    queue(kind_named("personnel.follow-criteria"))
    Worker().do_jobs()


def test_authorisation_on_earlier_criteria_ends_on_that_day_with_a_need_for_what_is_new(bench: Bench) -> None:
    given = bench.authorised(days=700)
    by, day = acting(bench.cast.quinn), MONDAY + timedelta(days=90)
    draft = criteria.begin(by=by, role=EXAMINER.code, scope=None, summary="Calm is asked as well.")
    add_calm(by=by, criteria=draft, **CALM)
    submitted = criteria.submit(by=by, criteria=draft)
    criteria.approve(by=acting(bench.cast.tom), criteria=submitted, reevaluate_by_day=day)

    follow()
    follow()

    given.refresh_from_db()
    need = Need.objects.get()
    assert (given.until_on, bench.examines) == (day, True)
    assert (need.person, need.criterion.code, need.source, need.words) == (
        bench.erik,
        "CALM",
        "criteria",
        "Stays calm.",
    )
    condition = grants.given_on(MONDAY).get(person=bench.erik).conditions.get(kind="authorisation")
    assert condition.until_on == day


def test_change_that_asks_nothing_new_shortens_nothing(bench: Bench) -> None:
    given = bench.authorised(days=700)
    a_version(bench.cast, EXAMINER.code)
    a_version(bench.cast, EXAMINER.code, a_scope(bench.cast, "HYD"), reevaluate_by_day=MONDAY + timedelta(days=9))

    follow()

    given.refresh_from_db()
    assert given.until_on == MONDAY + timedelta(days=700)
    assert not Need.objects.exists()


def test_nobody_shortens_an_authorisation_by_hand(bench: Bench) -> None:
    given = bench.authorised(days=10)
    refused("permission", authorisations.shorten, by=acting(bench.cast.tom), authorisation=given, until_on=MONDAY)
    machine = criteria.MACHINE
    for wrong in (MONDAY + timedelta(days=10), MONDAY - timedelta(days=1)):
        refused("T-11", authorisations.shorten, by=machine, authorisation=given, until_on=wrong)


def test_evaluation_answers_every_criterion_and_keeps_what_was_found(bench: Bench) -> None:
    proposed, by = bench.proposed(), acting(bench.cast.ada)
    asked = all_met(proposed)
    paper = shown(bench.cast, bench.erik)

    for wrong in ({}, {"SCHEME": "Knows it."}, {**asked["found"], "SCHEME": " "}, {**asked["found"], "HAIR": "Fine."}):
        refused("R-46", authorisations.evaluate, by=by, authorisation=proposed, **{**asked, "found": wrong})
    given = authorisations.evaluate(by=by, authorisation=proposed, **asked, rests_on={"FIELD": paper.number})

    kept = {each.criterion.code: (each.is_met, each.words, each.evidence) for each in queries.results_of(given)}
    assert kept == {code: (True, words, paper if code == "FIELD" else None) for code, words in asked["found"].items()}


def test_evaluation_is_on_the_criteria_of_its_day(bench: Bench) -> None:
    proposed = bench.proposed()
    earlier = all_met(proposed)
    by = acting(bench.cast.quinn)
    draft = criteria.begin(by=by, role=EXAMINER.code, scope=None, summary="Calm is asked as well.")
    add_calm(by=by, criteria=draft, **CALM)
    newer = criteria.approve(by=acting(bench.cast.tom), criteria=criteria.submit(by=by, criteria=draft))

    refusal = refused("R-46", authorisations.evaluate, by=acting(bench.cast.ada), authorisation=proposed, **earlier)
    assert (refusal.field, "CALM" in refusal.sentence) == ("found_CALM", True)
    given = authorisations.evaluate(by=acting(bench.cast.ada), authorisation=proposed, **all_met(proposed))

    assert given.criteria_set == newer


def test_evaluation_rests_on_evidence_that_is_theirs_verified_and_valid(bench: Bench, clock: Any) -> None:
    proposed, by = bench.proposed(), acting(bench.cast.ada)
    asked = {"authorisation": proposed, **all_met(proposed)}
    mine = shown(bench.cast, bench.erik, valid_until=MONDAY + timedelta(days=5))
    others = shown(bench.cast, bench.cast.olive)
    added = evidence.add(by=acting(bench.erik), person=bench.erik, kind="other", title="Letter", obtained_on=MONDAY)

    for number in (others.number, added.number, "EV-2026-999999"):
        refusal = refused("R-46", authorisations.evaluate, by=by, **asked, rests_on={"FIELD": number})
        assert refusal.field == "rests_on_FIELD"
    clock.move(days=6)
    refused("R-46", authorisations.evaluate, by=by, **asked, rests_on={"FIELD": mine.number})
    clock.move(days=-1)

    authorisations.evaluate(by=by, **asked, rests_on={"FIELD": mine.number})


def test_what_is_not_met_is_declined_and_becomes_a_need(bench: Bench) -> None:
    proposed, by = bench.proposed(), acting(bench.cast.ada)
    asked = {"authorisation": proposed, "reason": "Speaks too little English."}
    refused("criteria-unmet", authorisations.decline, by=by, **asked, unmet=("HAIR",))

    declined = authorisations.decline(by=by, **asked, unmet=("LANGUAGE",))

    assert [(each.criterion.code, each.is_met) for each in queries.results_of(declined)] == [("LANGUAGE", False)]
    need = Need.objects.get()
    assert (need.person, need.source, need.criterion.code) == (bench.erik, "evaluation", "LANGUAGE")


def test_evaluated_and_declined_all_the_same_keeps_the_last_word(bench: Bench) -> None:
    evaluated = bench.evaluated()

    asked = {"authorisation": evaluated, "reason": "It came out that he cannot.", "unmet": ("FIELD",)}
    declined = authorisations.decline(by=acting(bench.cast.ada), **asked)

    results = {each.criterion.code: each.is_met for each in queries.results_of(declined)}
    assert (results.pop("FIELD"), set(results.values())) == (False, {True})


def test_competence_of_a_day_names_the_criteria_and_what_was_found(bench: Bench, clock: Any) -> None:
    given = bench.authorised(days=30)
    asked = (bench.erik.pk, EXAMINER, bench.scope.pk)

    found = queries.competence(*asked, MONDAY)
    assert found is not None
    assert (found.authorisation, found.is_current, len(found.results)) == (given, True, 5)
    assert queries.competence(*asked, MONDAY - timedelta(days=1)) is None
    a_version(bench.cast, EXAMINER.code)
    later = queries.competence(*asked, MONDAY)
    assert later is not None
    assert not later.is_current


def test_authorisation_covers_the_languages_and_fields_it_names(bench: Bench) -> None:
    given = bench.authorised(languages="de en", fields="P")

    assert given.covers(language="de", field="P")
    assert not given.covers(language="fr")
    assert not given.covers(field="W")
    assert bench.proposed(role=DECIDER.code, languages="").covers(language="fr", field="W")


def test_evidence_is_added_by_its_owner_or_the_office_and_verified_by_somebody_else(bench: Bench) -> None:
    cast = bench.cast
    asked = {"person": bench.erik, "kind": "education", "title": "Mechatronics", "obtained_on": MONDAY}

    added = evidence.add(by=acting(bench.erik), **asked, proof=received(bench.erik))
    evidence.add(by=acting(cast.olive), **asked)
    refused("R-46", evidence.add, by=acting(cast.otto), **asked)
    refused("R-46", evidence.add, by=acting(cast.olive), **{**asked, "person": cast.carla})
    for half in ({"title": " "}, {"kind": "rumour"}):
        refused("R-46", evidence.add, by=acting(bench.erik), **{**asked, **half})
    refused("R-46", evidence.verify, by=acting(cast.olive), evidence=added)
    authorise(bench.erik, EXAMINER, bench.scope)
    give(acting(cast.tom), bench.erik, TOP_MANAGEMENT, cast.body)
    refused("R-46", evidence.verify, by=acting(bench.erik), evidence=added)

    verified = evidence.verify(by=acting(cast.quinn), evidence=added)

    assert (verified.state, verified.verified_by, verified.proof is not None) == ("verified", cast.quinn, True)
    refused("R-46", evidence.reject, by=acting(cast.quinn), evidence=verified, reason=" ")
    rejected = evidence.reject(by=acting(cast.quinn), evidence=verified, reason="It is a copy of somebody else's.")
    assert not rejected.shows_on(MONDAY)


def test_evidence_that_ran_out_is_not_verified(bench: Bench) -> None:
    past = {"obtained_on": MONDAY - timedelta(days=90), "valid_until": MONDAY - timedelta(days=1)}
    added = evidence.add(by=acting(bench.erik), person=bench.erik, kind="language", title="English C1", **past)

    refused("evidence-over", evidence.verify, by=acting(bench.cast.quinn), evidence=added)
    refused(
        "evidence_ends_after_it_begins",
        evidence.add,
        by=acting(bench.erik),
        person=bench.erik,
        kind="language",
        title="English C1",
        obtained_on=MONDAY,
        valid_until=MONDAY - timedelta(days=1),
    )


@pytest.fixture
def trainee(bench: Bench) -> Supervision:
    """Erik works beside Olive, who holds the role; the criteria ask for two tasks."""
    a_version(bench.cast, EXAMINER.code, supervised_tasks=2)
    authorise(bench.cast.olive, EXAMINER, bench.scope)
    return supervised(bench.cast, bench.erik, bench.cast.olive, EXAMINER, bench.scope)


def test_newcomer_is_evaluated_after_the_supervised_phase(bench: Bench, trainee: Supervision) -> None:
    cast = bench.cast
    proposed = bench.proposed()
    asked = {"authorisation": proposed, **all_met(proposed)}
    refusal = refused("R-46", authorisations.evaluate, by=acting(cast.ada), **asked)
    assert "2 tasks under supervision, and 0" in refusal.sentence

    did(trainee, cast.carla)
    did(trainee, cast.gero, well=False)
    refused("R-46", supervision.complete, by=acting(cast.olive), supervision=trainee, findings="Nearly.")
    did(trainee, cast.otto)
    refused("supervision-told", supervision.complete, by=acting(cast.olive), supervision=trainee, findings=" ")
    refused("R-46", authorisations.evaluate, by=acting(cast.ada), **asked)
    done = supervision.complete(by=acting(cast.olive), supervision=trainee, findings="Can do it alone.")

    assert (done.state, done.closed_by, bench.examines) == ("completed", cast.olive, False)
    authorisations.evaluate(by=acting(cast.ada), **asked)


def test_who_did_the_work_before_needs_no_supervision_to_go_on(bench: Bench) -> None:
    bench.authorised(days=60)
    a_version(bench.cast, EXAMINER.code, supervised_tasks=2)

    assert bench.evaluated().state == "evaluated"


def test_trainee_is_new_and_supervisor_holds_the_role(bench: Bench) -> None:
    cast = bench.cast
    asked = {"person": bench.erik, "supervisor": cast.olive, "role": EXAMINER.code, "scope": bench.scope}
    by = acting(cast.quinn)

    refused("R-46", supervision.begin, by=by, **asked)
    authorise(cast.olive, EXAMINER, bench.scope)
    for wrong in ({"person": cast.carla}, {"person": cast.olive}, {"role": TOP_MANAGEMENT.code}):
        refused("R-46", supervision.begin, by=by, **{**asked, **wrong})
    refused("R-46", supervision.begin, by=acting(cast.otto), **asked)

    supervision.begin(by=by, **asked)

    refused("supervision_running_is_one", supervision.begin, by=by, **asked)


def test_task_counts_only_with_the_trainees_declaration_in_that_matter(bench: Bench, trainee: Supervision) -> None:
    cast = bench.cast
    declared = clearances.declare(by=acting(bench.erik), person=bench.erik, about=cast.carla.ref)
    other = clearances.declare(by=acting(cast.olive), person=cast.olive, about=cast.carla.ref)
    named = clearances.declare(by=acting(bench.erik), person=bench.erik, about=cast.gero.ref, conflict="My uncle.")
    asked = {"supervision": trainee, "worked_on": MONDAY, "is_satisfactory": True, "words": "Went well."}
    by = acting(cast.olive)

    for wrong in (other, named):
        refused("R-07", supervision.record, by=by, **asked, clearance=wrong)
    for half in ({"words": " "}, {"worked_on": MONDAY + timedelta(days=1)}, {"worked_on": MONDAY - timedelta(days=1)}):
        refused("task-told", supervision.record, by=by, **{**asked, **half}, clearance=declared)
    for stranger in (bench.erik, cast.quinn):
        refused("permission", supervision.record, by=acting(stranger), **asked, clearance=declared)
    supervision.record(by=by, **asked, clearance=declared)

    refused("supervised_task_counts_once", supervision.record, by=by, **asked, clearance=declared)
    assert SupervisedTask.objects.count() == 1


def test_phase_stops_with_the_role_of_the_supervisor(bench: Bench, trainee: Supervision, clock: Any) -> None:
    declared = clearances.declare(by=acting(bench.erik), person=bench.erik, about=bench.cast.carla.ref)
    clock.move(days=366)
    asked = {"supervision": trainee, "clearance": declared, "is_satisfactory": True, "words": "Well."}

    refused("R-46", supervision.record, by=acting(bench.cast.olive), **asked, worked_on=MONDAY)
    broken = supervision.break_off(by=acting(bench.cast.olive), supervision=trainee, findings="I stop.")

    refused("supervision-running", supervision.record, by=acting(bench.cast.olive), **asked, worked_on=MONDAY)
    assert broken.state == "broken-off"


def test_nobody_closes_their_own_phase(bench: Bench, trainee: Supervision) -> None:
    give(acting(bench.cast.tom), bench.erik, TOP_MANAGEMENT, bench.cast.body)

    refused("R-08", supervision.break_off, by=acting(bench.erik), supervision=trainee, findings="I am fine.")


def test_evidence_is_sealed(bench: Bench) -> None:
    made = shown(bench.cast, bench.erik, "Diploma of Kiel")

    raw = Evidence.objects.filter(pk=made.pk).values_list("title", flat=True).get()
    assert b"Kiel" not in bytes(raw)
