"""Authorisations: proposed, evaluated, given, and lost; the role follows."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from guildhall.identity import grants
from guildhall.identity.acts import grants as grant_acts
from guildhall.identity.models import Grant
from guildhall.identity.roles import DECIDER, EVALUATOR, EXAMINER, SCHEME_APPROVER, SCHEME_MANAGER, TOP_MANAGEMENT
from guildhall.jobs.declared import kind_named
from guildhall.jobs.queueing import queue
from guildhall.jobs.worker import Worker
from guildhall.kernel import actors, clock
from guildhall.ledger.models import Entry
from guildhall.personnel import jobs, queries  # noqa: F401  the jobs of this room are declared
from guildhall.personnel.acts import authorisations, founding
from guildhall.personnel.lifecycles import AuthorisationState
from guildhall.personnel.models import Authorisation
from tests.cast import Cast, acting, authorise, give, meet_declaration
from tests.making import a_scope
from tests.papers import received
from tests.personnel.making import COMPETENCE, Bench, all_met, an_expert, criteria_in_effect, first
from tests.personnel.test_declarations import refused


def in_force(bench: Bench, day: date) -> Authorisation | None:
    return queries.authorisation_in_force(bench.erik.id, EXAMINER, bench.scope.id, day)


def test_authorising_gives_the_role_and_carries_it_until_its_last_day(bench: Bench, clock: Any) -> None:
    given = bench.authorised(days=100)

    assert (given.state, given.evaluated_by, given.authorised_by) == (
        AuthorisationState.AUTHORISED,
        bench.cast.ada,
        bench.cast.tom,
    )
    assert bench.examines
    clock.move(days=100)
    assert bench.examines
    clock.move(days=1)
    assert not bench.examines


def test_authorising_is_one_entry_that_causes_the_entries_of_its_effects(bench: Bench) -> None:
    bench.authorised()

    entry = Entry.objects.get(act="personnel.authorisation.authorise")
    effects = Entry.objects.filter(cause=entry.id).order_by("id").values_list("act", "actor")
    assert list(effects) == [
        ("identity.grant.give", "machine:authorisations"),
        ("identity.grant.condition", "machine:authorisations"),
    ]


def test_role_that_an_administrator_gave_does_not_hold_before_the_authorisation(bench: Bench) -> None:
    grant = give(acting(bench.cast.ada), bench.erik, EXAMINER, bench.scope)
    refusal = grants.refusal_in(bench.erik.id, [EXAMINER], bench.scope.id)
    assert refusal is not None
    assert "not authorised for it" in refusal.sentence
    assert refusal.mend.link == ("personnel:my-authorisations",)

    bench.authorised()

    assert bench.examines
    assert Grant.objects.get(person=bench.erik, role=EXAMINER.code) == grant


def test_lapsed_authorisation_is_told_with_its_day_its_clause_and_what_mends_it(bench: Bench, clock: Any) -> None:
    bench.authorised(days=10)
    clock.move(days=11)

    refusal = grants.refusal_in(bench.erik.id, [EXAMINER], bench.scope.id)

    assert refusal is not None
    assert "lapsed after 12 Mar 2026, because your authorisation" in refusal.sentence
    assert (refusal.code, refusal.clauses) == ("R-46", ("2012:6.1.3", "2012:6.1.4", "2026:6.1"))


def test_proposal_needs_criteria_and_evidence_a_role_of_a_scheme_and_personnel(bench: Bench) -> None:
    by = acting(bench.cast.quinn)
    asked = {"person": bench.erik, "role": EXAMINER.code, "scope": bench.scope, "languages": "en", **COMPETENCE}

    assert refused("R-46", authorisations.propose, by=by, **asked).mend.link == ("personnel:criteria-begin",)
    criteria_in_effect(bench.cast, EXAMINER.code)
    for wrong in ({"evidence": ""}, {"person": bench.cast.carla}):
        refused("R-46", authorisations.propose, by=by, **{**asked, **wrong})
    for wrong in ({"scope": bench.cast.body}, {"role": "king"}, {"role": TOP_MANAGEMENT.code}):
        refused("role-authorised", authorisations.propose, by=by, **{**asked, **wrong})
    refused("language-known", authorisations.propose, by=by, **{**asked, "languages": "German"})
    refused("R-47", authorisations.propose, by=by, **{**asked, "languages": ""})
    refused("field-known", authorisations.propose, by=by, **asked, fields="all of it")

    assert not Authorisation.objects.exists()


def test_who_proposes_is_the_quality_manager_or_the_manager_of_that_scheme(bench: Bench) -> None:
    manager = bench.cast.ada
    give(acting(bench.cast.tom), manager, SCHEME_MANAGER, bench.scope)
    asked = {"person": bench.erik, "role": EXAMINER.code, "languages": "en", **COMPETENCE}
    criteria_in_effect(bench.cast, EXAMINER.code)
    elsewhere = a_scope(bench.cast, "HYD")

    authorisations.propose(by=acting(manager), scope=bench.scope, **asked)

    refused("R-46", authorisations.propose, by=acting(manager), scope=elsewhere, **asked)
    for other in (bench.cast.olive, bench.cast.otto):
        refused("R-46", authorisations.propose, by=acting(other), scope=elsewhere, **asked)


def test_second_proposal_for_the_same_work_is_refused(bench: Bench) -> None:
    waiting = bench.proposed()

    refusal = refused("one-proposal", bench.proposed)

    assert refusal.mend.link == ("personnel:authorisation", str(waiting.pk))
    bench.proposed(role=DECIDER.code)


def test_evaluator_is_somebody_else_with_that_role_in_that_scheme(bench: Bench) -> None:
    proposed = bench.proposed()
    authorise(bench.erik, EVALUATOR, bench.scope)
    authorise(bench.cast.otto, EVALUATOR, a_scope(bench.cast, "HYD"))
    asked = {"authorisation": proposed, **all_met(proposed)}

    refused("R-46", authorisations.evaluate, by=acting(bench.erik), **asked)
    for other in (bench.cast.otto, bench.cast.tom, bench.cast.quinn):
        refused("R-46", authorisations.evaluate, by=acting(other), **asked)
    refused("R-46", authorisations.evaluate, by=acting(bench.cast.ada), **{**asked, "findings": " "})


def test_who_authorises_is_neither_the_person_nor_the_evaluator(bench: Bench) -> None:
    give(acting(bench.cast.ada), bench.erik, TOP_MANAGEMENT, bench.cast.body)
    give(acting(bench.cast.tom), bench.cast.ada, TOP_MANAGEMENT, bench.cast.body)
    evaluated, until = bench.evaluated(), clock.today() + timedelta(days=100)

    refused("R-08", authorisations.authorise, by=acting(bench.erik), authorisation=evaluated, until_on=until)
    refused("R-11", authorisations.authorise, by=acting(bench.cast.ada), authorisation=evaluated, until_on=until)
    refused("R-46", authorisations.authorise, by=acting(bench.cast.quinn), authorisation=evaluated, until_on=until)

    assert not bench.examines


def test_proposal_is_not_authorised_before_its_evaluation(bench: Bench) -> None:
    proposed = bench.proposed()

    refused(
        "state",
        authorisations.authorise,
        by=acting(bench.cast.tom),
        authorisation=proposed,
        until_on=clock.today() + timedelta(days=100),
    )


@pytest.mark.parametrize("until", [date(2026, 3, 1), date(2029, 3, 3)])
def test_term_ends_and_within_36_months(bench: Bench, until: date) -> None:
    refusal = refused(
        "T-11", authorisations.authorise, by=acting(bench.cast.tom), authorisation=bench.evaluated(), until_on=until
    )

    assert "2 Mar 2029" in refusal.sentence
    last = Authorisation.objects.get()
    authorisations.authorise(by=acting(bench.cast.tom), authorisation=last, until_on=date(2029, 3, 2))


def test_suspension_takes_the_role_at_once_and_lifting_it_gives_it_back(bench: Bench) -> None:
    given, by = bench.authorised(), acting(bench.cast.tom)
    refused("R-46", authorisations.suspend, by=by, authorisation=given, reason=" ")

    suspended = authorisations.suspend(by=by, authorisation=given, reason="Raters disagree with him.")
    assert (bench.examines, in_force(bench, clock.today())) == (False, None)

    lifted = authorisations.reinstate(by=by, authorisation=suspended, reason="Observed; he agrees again.")
    assert (bench.examines, in_force(bench, clock.today())) == (True, lifted)


def test_suspension_is_not_lifted_after_the_term(bench: Bench, clock: Any) -> None:
    given, by = bench.authorised(days=10), acting(bench.cast.tom)
    suspended = authorisations.suspend(by=by, authorisation=given, reason="Raters disagree with him.")
    clock.move(days=11)

    refused("T-11", authorisations.reinstate, by=by, authorisation=suspended, reason="He agrees again.")


def test_withdrawal_ends_the_role(bench: Bench) -> None:
    given = bench.authorised()

    withdrawn = authorisations.withdraw(by=acting(bench.cast.tom), authorisation=given, reason="Left the body.")

    assert (withdrawn.state, bench.examines) == (AuthorisationState.WITHDRAWN, False)
    assert Grant.objects.get(person=bench.erik, role=EXAMINER.code).ended_at is not None


def test_nobody_decides_on_their_own_and_only_top_management_on_others(bench: Bench) -> None:
    given = bench.authorised()
    give(acting(bench.cast.ada), bench.erik, TOP_MANAGEMENT, bench.cast.body)

    for stop in (authorisations.suspend, authorisations.withdraw):
        refused("R-08", stop, by=acting(bench.erik), authorisation=given, reason="So be it.")
        for other in (bench.cast.ada, bench.cast.quinn, bench.cast.otto):
            refused("R-46", stop, by=acting(other), authorisation=given, reason="So be it.")


def test_evaluator_or_top_management_declines_with_a_reason(bench: Bench) -> None:
    by, proposed = acting(bench.cast.ada), bench.proposed()
    refused("R-46", authorisations.decline, by=by, authorisation=proposed, reason="")
    refused("R-46", authorisations.decline, by=acting(bench.cast.quinn), authorisation=proposed, reason="Not needed.")

    authorisations.decline(by=by, authorisation=proposed, reason="No practice for three years.")
    again = authorisations.decline(
        by=acting(bench.cast.tom), authorisation=bench.evaluated(), reason="No examiner is needed."
    )

    assert (again.state, bench.examines) == (AuthorisationState.DECLINED, False)


def test_renewal_replaces_the_one_before_without_a_gap(bench: Bench, clock: Any) -> None:
    first = bench.authorised(days=60)
    clock.move(days=50)

    second = bench.authorised(days=365)

    first.refresh_from_db()
    assert (first.state, second.state, bench.examines) == ("superseded", "authorised", True)
    assert in_force(bench, date(2026, 4, 1)) == first
    assert in_force(bench, clock.move().date()) == second
    clock.move(days=60)
    assert bench.examines


def test_authorisation_in_force_on_a_day_is_answered_for_then_and_now(bench: Bench, clock: Any) -> None:
    given = bench.authorised(days=10)
    begun, ended = date(2026, 3, 2), date(2026, 3, 12)
    clock.move(days=30)
    authorisations.expire(by=actors.machine("timers"), authorisation=given)

    days = [begun - timedelta(days=1), begun, ended, ended + timedelta(days=1)]
    assert [in_force(bench, day) is not None for day in days] == [False, True, True, False]
    assert queries.authorisation_in_force(bench.erik.id, DECIDER, bench.scope.id, begun) is None


def test_expiry_is_a_machines_and_not_before_the_last_day(bench: Bench, clock: Any) -> None:
    given, timers = bench.authorised(days=10), actors.machine("timers")
    refused("T-11", authorisations.expire, by=timers, authorisation=given)
    refused("permission", authorisations.expire, by=acting(bench.cast.tom), authorisation=given)
    clock.move(days=11)

    run_job("personnel.expire-authorisations")

    given.refresh_from_db()
    assert given.state == AuthorisationState.EXPIRED


def run_job(name: str) -> None:
    """Let a worker do what the house does by itself under `name`."""
    queue(kind_named(name))
    Worker().do_jobs()


def test_role_comes_back_where_a_grant_had_ended_by_its_own_day(bench: Bench, clock: Any) -> None:
    grant_acts.give(
        by=acting(bench.cast.ada),
        person=bench.erik,
        role=EXAMINER.code,
        scope=bench.scope,
        from_on=date(2026, 3, 2),
        until_on=date(2026, 3, 10),
    )
    clock.move(days=30)
    bench.authorised()

    assert bench.examines
    assert Grant.objects.filter(person=bench.erik, role=EXAMINER.code).count() == 2


# The founding.


def test_first_people_are_appointed_with_evidence_and_without_an_evaluation(bench: Bench) -> None:
    by = acting(bench.cast.tom)

    made = [
        authorisations.appoint(by=by, **first(bench, role=role.code, proof=received(bench.erik)))
        for role in (EVALUATOR, SCHEME_APPROVER, DECIDER)
    ]

    assert {(each.state, each.founding, each.evaluated_by) for each in made} == {("authorised", True, None)}
    assert all(each.proof for each in made)
    for grant in Grant.objects.filter(person=bench.erik, scope=bench.scope):
        meet_declaration(grant)
    assert grants.scopes_of(bench.erik.id, DECIDER) == {bench.scope.id}
    assert bench.erik.id in grants.holders(SCHEME_APPROVER, scope_id=bench.scope.id)


def test_founding_appoints_only_the_first_roles_by_top_management_and_nobody_themselves(bench: Bench) -> None:
    by = acting(bench.cast.tom)

    refused("R-46", authorisations.appoint, by=by, **first(bench, role=EXAMINER.code))
    refused("R-46", authorisations.appoint, by=by, **first(bench, evidence=" "))
    refused("R-46", authorisations.appoint, by=by, **first(bench, person=bench.cast.carla))
    refused("R-08", authorisations.appoint, by=by, **first(bench, person=bench.cast.tom))
    refused("T-11", authorisations.appoint, by=by, **first(bench, until_on=date(2030, 1, 1)))
    refused("role-authorised", authorisations.appoint, by=by, **first(bench, scope=bench.cast.body))
    for other in (bench.cast.ada, bench.cast.quinn, bench.cast.otto):
        refused("R-46", authorisations.appoint, by=acting(other), **first(bench))


def test_founding_closes_for_ever(bench: Bench) -> None:
    by = acting(bench.cast.tom)
    assert queries.founding_is_open()
    for other in (bench.cast.ada, bench.cast.quinn):
        refused("R-46", founding.close, by=acting(other))

    founding.close(by=actors.machine("schemes"))

    assert not queries.founding_is_open()
    refusal = refused("R-46", authorisations.appoint, by=by, **first(bench))
    assert refusal.mend.act == "personnel.authorisation.propose"
    refused("R-46", founding.close, by=by)


def test_small_body_gets_from_the_founding_to_its_first_examiner(cast: Cast) -> None:
    """One manager, one expert, one quality manager: nothing waits for itself."""
    bench = Bench(cast, a_scope(cast), an_expert(cast))
    authorisations.appoint(by=acting(cast.tom), **first(replace(bench, erik=cast.ada)))
    meet_declaration(Grant.objects.get(person=cast.ada, role=EVALUATOR.code))
    founding.close(by=acting(cast.tom))

    bench.authorised()

    assert bench.examines
