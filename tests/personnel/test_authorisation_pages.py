"""The pages of authorisations, trainings and the founding, and what waits for whom."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall.identity.roles import DECIDER, EVALUATOR, EXAMINER, SCHEME_MANAGER, Role
from guildhall.kernel import clock
from guildhall.ledger.models import Access
from guildhall.personnel import queries
from guildhall.personnel.acts import authorisations, clearances, declarations, trainings
from guildhall.personnel.models import Authorisation, Training
from guildhall.web.work.queries import tasks
from tests.cast import Cast, acting, give, sign_in
from tests.making import a_scope
from tests.papers import SCAN, upload
from tests.personnel.making import COMPETENCE, Bench, all_met, criteria_in_effect, first


def page(person: Any, name: str, *args: object) -> tuple[int, str]:
    answer = sign_in(Client(), person).get(reverse(f"personnel:{name}", args=args))
    return answer.status_code, answer.content.decode()


def sent(who: Any, name: str, /, *args: object, **typed: Any) -> Any:
    return sign_in(Client(), who).post(reverse(f"personnel:{name}", args=args), typed)


def typed(proposed: Authorisation) -> dict[str, str]:
    """What an evaluator types who found every criterion met."""
    met = all_met(proposed)
    return {"findings": met["findings"], **{f"found_{code}": words for code, words in met["found"].items()}}


def test_somebody_is_proposed_evaluated_and_authorised_on_the_pages(bench: Bench) -> None:
    cast = bench.cast
    criteria_in_effect(cast, EXAMINER.code)
    asked = {"person": bench.erik.pk, "role": EXAMINER.code, "scope": bench.scope.pk, "languages": "en", "fields": "P"}

    sent(cast.quinn, "authorisation-propose", **asked, **COMPETENCE, proof=upload())
    made = Authorisation.objects.get()
    code, text = page(cast.ada, "authorisation-evaluate", made.pk)
    assert (code, COMPETENCE["evidence"] in text) == (200, True)
    assert all(f'name="found_{each}"' in text for each in all_met(made)["found"])
    sent(cast.ada, "authorisation-evaluate", made.pk, **typed(made))
    until = clock.today() + timedelta(days=300)
    sent(cast.tom, "authorisation-authorise", made.pk, until_on=until.isoformat())

    made.refresh_from_db()
    assert (made.state, made.until_on, made.fields) == ("authorised", until, "P")
    assert "Seen: A conversation" in page(cast.quinn, "authorisation", made.pk)[1]
    proof = sign_in(Client(), cast.tom).get(reverse("personnel:authorisation-proof", args=[made.pk]))
    assert b"".join(proof.streaming_content) == SCAN


def test_renewal_begins_with_what_was_written_before(bench: Bench) -> None:
    given = bench.authorised(days=100)

    _, text = page(bench.cast.quinn, "authorisation-renew", given.pk)
    assert all(words in text for words in COMPETENCE.values())
    assert f'<option value="{bench.erik.pk}" selected>' in text
    asked = {"person": bench.erik.pk, "role": EXAMINER.code, "scope": bench.scope.pk, "languages": "en", **COMPETENCE}
    sent(bench.cast.quinn, "authorisation-renew", given.pk, **asked)

    assert Authorisation.objects.filter(state="proposed", person=bench.erik).count() == 1
    assert page(bench.cast.olive, "authorisation-renew", given.pk)[0] == 403


def test_refusal_stands_on_the_form_with_its_clause(bench: Bench) -> None:
    give(acting(bench.cast.ada), bench.erik, EVALUATOR, bench.scope)
    authorised_evaluator = Bench(bench.cast, bench.scope, bench.cast.ada).proposed()

    answer = sent(bench.cast.ada, "authorisation-evaluate", authorised_evaluator.pk, **typed(authorised_evaluator))

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "nobody evaluates their own competence" in text
    assert "17024:2012 6.1.3" in text
    assert "Every criterion is met." in text


def test_record_offers_what_can_be_done_and_says_why_not(bench: Bench) -> None:
    proposed = bench.proposed()

    _, text = page(bench.cast.quinn, "authorisation", proposed.pk)

    assert "Evaluate: competent" in text
    assert "This needs a role that you do not hold today: Competence evaluator." in text


def test_evidence_is_read_by_who_is_concerned_and_every_look_is_logged(bench: Bench) -> None:
    cast, proposed = bench.cast, bench.proposed()

    readers = (bench.erik, cast.ada, cast.quinn, cast.tom, cast.olive, cast.otto)
    shown = [COMPETENCE["evidence"] in page(person, "authorisation", proposed.pk)[1] for person in readers]

    assert shown == [True, True, True, True, False, False]
    looks = Access.objects.filter(reading="personnel.authorisation.read").values_list("outcome", flat=True)
    assert sorted(looks) == ["done"] * 4 + ["refused"] * 2


def test_register_shows_all_to_the_body_and_their_scheme_to_its_people(bench: Bench) -> None:
    elsewhere = Bench(bench.cast, a_scope(bench.cast, "HYD"), bench.erik)
    here, there = bench.proposed(), elsewhere.proposed()

    shown = {
        person.given_name: [each.number in page(person, "authorisations")[1] for each in (here, there)]
        for person in (bench.cast.quinn, bench.cast.ada)
    }

    assert shown == {"Quinn": [True, True], "Ada": [True, False]}
    assert page(bench.cast.olive, "authorisations")[0] == 403
    assert here.number in page(bench.erik, "my-authorisations")[1]
    assert here.number not in page(bench.cast.olive, "my-authorisations")[1]


def test_registers_cost_the_same_for_one_and_for_many(bench: Bench) -> None:
    _filled(bench, EXAMINER)
    for_one = _costs(bench)

    _filled(bench, DECIDER, EVALUATOR)

    assert _costs(bench) == for_one


def _filled(bench: Bench, *roles: Role) -> None:
    """One authorisation and one training for each role."""
    taught = {"person": bench.cast.carla, "scope": bench.scope, "title": "Blades", "ended_on": clock.today()}
    for role in roles:
        bench.proposed(role=role.code)
        trainings.record(by=acting(bench.erik), trainer=bench.erik, **taught)


def _costs(bench: Bench) -> dict[str, int]:
    """How many queries each register takes."""
    client, found = sign_in(Client(), bench.cast.quinn), {}
    for name in ("authorisations", "trainings"):
        with CaptureQueriesContext(connection) as queries_made:
            client.get(reverse(f"personnel:{name}"))
        found[name] = len(queries_made)
    return found


def test_manager_of_a_scheme_proposes_in_it_alone(bench: Bench) -> None:
    a_scope(bench.cast, "HYD")
    give(acting(bench.cast.tom), bench.cast.olive, SCHEME_MANAGER, bench.scope)

    _, text = page(bench.cast.olive, "authorisation-propose")

    assert f'value="{bench.scope.pk}"' in text
    assert text.count("Wind Turbine Technician") == 1


def test_first_people_are_appointed_and_the_founding_closed_on_the_pages(bench: Bench) -> None:
    typed = {**first(bench), "person": bench.erik.pk, "scope": bench.scope.pk}
    sent(bench.cast.tom, "authorisation-appoint", **typed)
    assert Authorisation.objects.get().founding

    assert "cannot be opened again" in page(bench.cast.tom, "founding-close")[1]
    sent(bench.cast.tom, "founding-close", once="close-1")

    assert not queries.founding_is_open()
    assert sent(bench.cast.tom, "authorisation-appoint", **{**typed, "role": DECIDER.code}).status_code == 409
    assert page(bench.cast.quinn, "founding-close")[0] == 403


# Trainings.


def told(bench: Bench, **other: Any) -> dict[str, Any]:
    typed = {"person": bench.cast.carla.number, "scope": bench.scope.pk, "title": "Blades", "ended_on": "2026-02-01"}
    return {**typed, **other}


def test_somebody_tells_whom_they_trained_by_number_or_address(bench: Bench) -> None:
    sent(bench.erik, "training-tell", **told(bench))
    sent(bench.erik, "training-tell", **told(bench, person=bench.cast.otto.email.upper()))

    found = [(each.trainer, each.person) for each in Training.objects.order_by("number")]
    assert found == [(bench.erik, bench.cast.carla), (bench.erik, bench.cast.otto)]
    assert bench.cast.carla.name in page(bench.erik, "my-trainings")[1]


def test_unknown_trainee_is_told_and_nothing_written(bench: Bench) -> None:
    answer = sent(bench.erik, "training-tell", **told(bench, person="P-1999-000001"))

    assert answer.status_code == 422
    assert "Nobody is registered under this number or address." in answer.content.decode()
    assert not Training.objects.exists()


def test_training_is_recorded_exempted_and_voided_on_the_pages(bench: Bench) -> None:
    cast = bench.cast
    sent(cast.olive, "training-record", **told(bench, trainer=bench.erik.number))
    training = Training.objects.get()
    until = (clock.today() + timedelta(days=30)).isoformat()
    sent(cast.quinn, "training-exempt", training.pk, scope=bench.scope.pk, reasons="No other.", until_on=until)
    _, text = page(cast.quinn, "training", training.pk)
    assert ("No other." in text, "Blades" in text, "1 Feb 2028" in text) == (True, True, True)

    sent(cast.quinn, "exemption-end", training.exemptions.get().pk, reason="One was found.")
    sent(cast.olive, "training-void", training.pk, reason="Another Carla.")

    training.refresh_from_db()
    assert (training.state, training.exemptions.get().ended_by) == ("void", cast.quinn)


def test_training_is_shown_to_its_two_people_and_who_keeps_it(bench: Bench) -> None:
    cast = bench.cast
    sent(bench.erik, "training-tell", **told(bench))
    training = Training.objects.get()

    readers = (bench.erik, cast.carla, cast.olive, cast.quinn, cast.tom, cast.ada, cast.otto)
    shown = ["Blades" in page(person, "training", training.pk)[1] for person in readers]

    assert shown == [True, True, True, True, True, False, False]
    assert page(cast.otto, "trainings")[0] == 403


# What waits for whom.


def waits(person: Any) -> list[str]:
    """What of this room waits for somebody, their own declaration aside."""
    items = [task.item for task in tasks(person.id)]
    return [each.what for each in items if each.link[0].startswith("personnel:") and "eclaration" not in each.what]


def test_each_step_waits_for_who_may_take_it(bench: Bench) -> None:
    cast, proposed = bench.cast, bench.proposed()
    assert waits(cast.ada) == [f"Authorisation {proposed.number}: evaluate competence"]
    assert (waits(cast.tom), waits(bench.erik), waits(cast.otto)) == ([], [], [])

    authorisations.evaluate(by=acting(cast.ada), authorisation=proposed, **all_met(proposed))

    assert waits(cast.ada) == []
    assert waits(cast.tom) == [f"Authorisation {proposed.number}: authorise or decline"]


def test_end_of_an_authorisation_waits_until_its_renewal_is_proposed(bench: Bench, clock: Any) -> None:
    given = bench.authorised(days=100)
    assert waits(bench.cast.quinn) == []
    clock.move(days=41)
    assert waits(bench.cast.quinn) == [f"Authorisation {given.number} ends: propose its renewal"]

    bench.proposed()

    assert waits(bench.cast.quinn) == []


def test_conflict_waits_for_its_judges_and_not_for_who_named_it(cast: Cast) -> None:
    clearances.declare(by=acting(cast.quinn), person=cast.quinn, about=cast.carla.ref, conflict="A friend.")

    assert waits(cast.tom) == [f"Somebody named a conflict in {cast.carla.number}: judge it"]
    assert waits(cast.quinn) == []


def test_tie_of_an_interest_is_named_on_its_form(cast: Cast, text: Any) -> None:
    draft = declarations.make(by=acting(cast.olive), person=cast.olive)
    typed = {"kind": "family", "party": "Carla", "description": "My sister.", "concerned": cast.carla.number}

    sent(cast.olive, "interest-declare", draft.pk, **typed)

    assert draft.interests.get().concerned == cast.carla
