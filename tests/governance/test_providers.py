"""Providers: on the list only after evaluation and agreement, watched in time, and never deciding."""

from datetime import timedelta
from typing import Any

import pytest

from guildhall.governance.acts import providers
from guildhall.governance.models import Activity, Provider, ProviderEvaluation, ProviderService
from guildhall.governance.queries import providers as queries
from guildhall.identity.roles import DECIDER, OUTSOURCING_MANAGER
from guildhall.kernel import clock as house_clock
from tests.cast import Cast, acting, authorise, give
from tests.governance.making_providers import (
    CENTRE,
    CLAUSES,
    a_candidate,
    a_keeper,
    a_provider,
    an_agreement,
    contracted,
    evaluated,
    monitored,
)
from tests.governance.refusing import refused
from tests.making import a_scope


def code(provider: Provider, days: int = 0) -> str:
    """By which rule a provider is not used so many days from today; nothing where it may be."""
    refusal = queries.unusable(provider, house_clock.today() + timedelta(days=days))
    return refusal.code if refusal else ""


def test_provider_goes_from_candidate_to_the_list(cast: Cast) -> None:
    made = a_provider(cast)

    assert (made.name, made.state, made.contact) == (CENTRE, "in-use", "Anna Anbieter, anna@testhouse.example")
    assert made.next_monitoring_on == house_clock.today().replace(year=house_clock.today().year + 1)
    assert list(queries.in_use()) == [made]
    assert list(queries.used_for("centre")) == [made]
    assert list(queries.used_for("printing")) == []
    assert code(made) == ""


def test_only_who_keeps_providers_proposes_and_only_top_management_lists(cast: Cast) -> None:
    refused("R-46", providers.propose, by=acting(cast.quinn), name="X")
    refused("R-46", providers.use, by=acting(a_keeper(cast)), provider=contracted(cast))


def test_same_name_is_refused_in_words(cast: Cast) -> None:
    a_candidate(cast)
    refused("provider_name_is_one", providers.propose, by=acting(a_keeper(cast)), name=CENTRE)


def test_no_decision_is_given_out(cast: Cast) -> None:
    by, made = acting(a_keeper(cast)), a_candidate(cast)
    refusal = refused("R-03", providers.serve, by=by, provider=made, activity="decision", scope=cast.body)
    assert "never given to anybody outside" in refusal.sentence
    refused("R-03", providers.serve, by=by, provider=made, activity="sweeping", scope=cast.body)
    refused("provider_service_is_one", providers.serve, by=by, provider=made, activity="centre", scope=cast.body)
    assert {each.activity for each in ProviderService.objects.all()} == {Activity.CENTRE}


def test_evaluation_knows_what_for_and_has_findings(cast: Cast) -> None:
    by = acting(a_keeper(cast))
    bare = providers.propose(by=by, name="Bare Ltd")
    refused("R-48", providers.evaluate, by=by, provider=bare, findings="Good.")
    refused("R-48", providers.evaluate, by=by, provider=a_candidate(cast), findings=" ")
    service = providers.serve(by=by, provider=bare, activity="printing", scope=cast.body)
    providers.stop_serving(by=by, service=service)
    refused("R-48", providers.evaluate, by=by, provider=bare, findings="Good.")


def test_provider_that_is_not_fit_is_ended(cast: Cast) -> None:
    by = acting(a_keeper(cast))
    refused("R-48", providers.turn_down, by=by, provider=a_candidate(cast), findings="")

    ended = providers.turn_down(by=by, provider=Provider.objects.get(), findings="The doors do not lock.")

    assert ended.state == "ended"
    assert [each.fit for each in ProviderEvaluation.objects.all()] == [False]
    assert code(ended) == "R-48"


@pytest.mark.parametrize("missing", [*CLAUSES])
def test_agreement_without_a_mandatory_clause_is_refused(cast: Cast, missing: str) -> None:
    by, told = acting(a_keeper(cast)), an_agreement(**{missing: " "})

    refusal = refused("R-48", providers.contract, by=by, provider=evaluated(cast), **told)

    assert refusal.field == missing


def test_agreement_leaves_decisions_here_and_holds(cast: Cast) -> None:
    by, made = acting(a_keeper(cast)), evaluated(cast)
    refused("R-03", providers.contract, by=by, provider=made, **an_agreement(no_decisions=False))
    past = {"until_on": house_clock.today() - timedelta(days=1), "from_on": house_clock.today() - timedelta(days=2)}
    refused("R-48", providers.contract, by=by, provider=made, **an_agreement(**past))
    tomorrow = {"signed_on": house_clock.today() + timedelta(days=1)}
    refused("R-48", providers.contract, by=by, provider=made, **an_agreement(**tomorrow))


def test_provider_is_listed_with_its_conflicts_declared_and_by_another_than_who_evaluated(cast: Cast) -> None:
    by, tom = acting(a_keeper(cast)), acting(cast.tom)
    made = providers.contract(by=by, provider=evaluated(cast), **an_agreement())
    refused("R-48", providers.use, by=tom, provider=made)
    bad = {"declared_on": house_clock.today(), "conflict": "It trains for us.", "treatment": " "}
    refused("R-48", providers.declare, by=by, provider=made, **bad)
    providers.declare(by=by, provider=made, **{**bad, "treatment": "Its trainers do not watch."})
    assert providers.use(by=tom, provider=made).state == "in-use"


def test_who_evaluated_does_not_put_on_the_list(cast: Cast) -> None:
    give(acting(cast.ada), cast.tom, OUTSOURCING_MANAGER, cast.body)
    tom, made = acting(cast.tom), a_candidate(cast)
    made = providers.evaluate(by=tom, provider=made, findings="Seen.")
    made = providers.contract(by=tom, provider=made, **an_agreement())
    providers.declare(by=tom, provider=made, declared_on=house_clock.today())

    refused("R-11", providers.use, by=tom, provider=made)


def test_use_ends_with_the_agreement_and_goes_on_with_another(cast: Cast, clock: Any) -> None:
    made = a_provider(cast, days=60)
    assert (code(made, 60), code(made, 61)) == ("", "R-48")
    later = house_clock.today() + timedelta(days=61)
    told = an_agreement(from_on=later, until_on=later + timedelta(days=100))

    providers.renew(by=acting(a_keeper(cast)), provider=made, **told)

    assert (code(made, 61), code(made, 162)) == ("", "R-48")


def watched_too_long_ago(cast: Cast, provider: Provider) -> Provider:
    monitored(cast, provider, on=house_clock.today() - timedelta(days=400))
    provider.refresh_from_db()
    return provider


def test_overdue_monitoring_blocks_all_but_the_monitoring_itself(cast: Cast) -> None:
    made = watched_too_long_ago(cast, a_provider(cast))
    by = acting(a_keeper(cast))
    assert code(made) == "R-48"
    visit = house_clock.today() + timedelta(days=7)
    refused("T-13", providers.plan_visit, by=by, provider=made, visit_on=visit - timedelta(days=30))

    made = providers.plan_visit(by=by, provider=made, visit_on=visit)

    assert (code(made), code(made, 7), code(made, 8)) == ("R-48", "", "R-48")
    monitored(cast, made)
    made.refresh_from_db()
    assert (code(made), made.visit_on) == ("", None)


def test_monitoring_that_finds_something_acts_and_unfit_suspends(cast: Cast) -> None:
    made = a_provider(cast)
    refused("R-48", monitored, cast=cast, provider=made, findings=" ")
    refused("R-48", monitored, cast=cast, provider=made, outcome="measures", action=" ")
    refused("R-48", monitored, cast=cast, provider=made, on=house_clock.today() + timedelta(days=1))

    monitored(cast, made, outcome="unfit", findings="Phones in the room.", action="Suspended until a new visit.")

    made.refresh_from_db()
    assert (made.state, made.reason, code(made)) == ("suspended", "Suspended until a new visit.", "R-48")


def test_suspended_provider_comes_back_when_it_is_mended(cast: Cast, clock: Any) -> None:
    made = watched_too_long_ago(cast, a_provider(cast, days=100))
    refused("provider-reason", providers.suspend, by=acting(cast.quinn), provider=made, reason=" ")
    made = providers.suspend(by=acting(cast.quinn), provider=made, reason="A complaint.")
    refused("R-48", providers.reinstate, by=acting(cast.tom), provider=made, reason="Mended.")
    monitored(cast, made)
    made.refresh_from_db()

    assert providers.reinstate(by=acting(cast.tom), provider=made, reason="Mended.").state == "in-use"
    clock.move(days=101)
    made = providers.suspend(by=acting(cast.quinn), provider=Provider.objects.get(), reason="Again.")
    monitored(cast, made)
    made.refresh_from_db()
    refused("R-48", providers.reinstate, by=acting(cast.tom), provider=made, reason="Mended.")


def test_who_works_for_a_provider_is_no_decider(cast: Cast) -> None:
    by, made = acting(a_keeper(cast)), a_candidate(cast)
    today = house_clock.today()
    authorise(cast.ada, DECIDER, a_scope(cast))
    refused("R-03", providers.name_person, by=by, provider=made, person=cast.ada, from_on=today)

    named = providers.name_person(by=by, provider=made, person=cast.olive, from_on=today)

    assert [each.provider for each in queries.working_for(cast.olive.pk, today)] == [made]
    ended = providers.end_person(by=by, named=named)
    refused("provider-person", providers.end_person, by=by, named=ended)
    assert not queries.working_for(cast.olive.pk, today + timedelta(days=1)).exists()


def test_contact_of_a_provider_is_sealed(cast: Cast) -> None:
    a_candidate(cast)
    assert b"Anbieter" not in bytes(Provider.objects.values_list("contact", flat=True).get())
