"""The controls of entity, money, impartiality, training and AI use: silent on what is sound, exact on what is not."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings

from guildhall.documents.models import Document, DocumentVersion
from guildhall.governance import sightings
from guildhall.governance.acts import ai as using
from guildhall.governance.acts import finance, register, threats, wordings
from guildhall.governance.acts import signals as judging
from guildhall.governance.controls import ai, body, impartiality, training
from guildhall.governance.models import AiUse, EquivalentSearch, PublicWording, Sighting, Threat
from guildhall.identity.roles import DECIDER, EXAMINER
from guildhall.kernel import clock as house_clock
from guildhall.kernel.declarations import Answer, Control, ControlState
from tests import forge
from tests.cast import Cast, acting, authorise
from tests.documents.making import approved, in_effect, said_publicly
from tests.governance.making_body import (
    House,
    a_related_body,
    a_source,
    a_year,
    accepted,
    accredited,
    analysed,
    covered,
    described,
    in_days,
    liable,
    named,
    no_equivalent,
    offered,
    proved,
    stated,
    switched_on,
    training_threat,
    treated,
)

HOLDS, NOT_APPLICABLE = ControlState.HOLDS, ControlState.NOT_APPLICABLE


def named_by(control: Control) -> list[str]:
    return [finding.number for finding in control.query().findings]


def state(control: Control) -> ControlState:
    return control.query().state


@pytest.mark.parametrize(
    "control",
    [
        body.entity_is_described,
        body.registration_is_proved,
        body.liability_is_covered,
        body.money_is_reviewed,
        impartiality.register_is_reviewed,
        impartiality.impartiality_is_declared,
        training.training_is_stated,
    ],
)
def test_body_that_has_nothing_of_it_is_named(cast: Cast, control: Control) -> None:
    assert set(named_by(control)) == {"BODY"}


@pytest.mark.parametrize(
    "control",
    [
        body.accreditation_is_true,
        training.training_threats_are_current,
        ai.ai_is_verified_and_evaluated,
        ai.ai_is_overseen,
        ai.ai_was_validated_by_experts,
        ai.ai_is_shown_to_be_fair,
        ai.ai_is_disclosed,
        ai.ai_risks_are_assessed,
        ai.ai_in_examinations_is_procedural,
    ],
)
def test_what_the_body_does_not_do_is_not_applicable(cast: Cast, control: Control) -> None:
    assert state(control) is NOT_APPLICABLE


def test_entity_bears_the_name_on_public_pages(cast: Cast) -> None:
    entity = described(cast)
    assert named_by(body.entity_is_described) == [entity.number]
    described(cast, known_as=settings.GUILDHALL.body_name)
    assert state(body.entity_is_described) is HOLDS


def test_old_proof_is_named(cast: Cast, clock: Any) -> None:
    proof = proved(cast, review_on=in_days(20))
    answer = body.registration_is_proved.query()
    assert (answer.state, answer.changes_on) == (HOLDS, in_days(21))

    clock.move(days=21)
    assert named_by(body.registration_is_proved) == [proof.number]


def test_accreditation_past_its_day_or_its_report_is_named(house: House, clock: Any) -> None:
    reported = accredited(house.cast, house.scope, report_on=in_days(10))
    ends = accredited(house.cast, house.scope, reference="D-2", until_on=in_days(20), report_on=None)
    answer = body.accreditation_is_true.query()
    assert (answer.state, answer.changes_on) == (HOLDS, in_days(11))

    clock.move(days=11)
    assert named_by(body.accreditation_is_true) == [reported.number]
    clock.move(days=10)
    assert named_by(body.accreditation_is_true) == [reported.number, ends.number]


def test_liability_beyond_its_cover_is_named(house: House, clock: Any) -> None:
    assessed = liable(house, amount=Decimal(1_500_000), review_on=in_days(300))
    assert named_by(body.liability_is_covered) == [assessed.number]
    covered(house, amount=Decimal(9_000_000), currency="CHF")
    assert named_by(body.liability_is_covered) == [assessed.number]
    covered(house, reference="HV-13")
    assert state(body.liability_is_covered) is HOLDS

    clock.move(days=301)
    assert named_by(body.liability_is_covered) == [assessed.number]
    clock.move(days=65)
    assert named_by(body.liability_is_covered) == [assessed.number] * 2


def test_cover_past_its_day_is_named(house: House, clock: Any) -> None:
    cover = covered(house, until_on=in_days(5))
    assert state(body.covers_run) is HOLDS
    clock.move(days=6)
    assert named_by(body.covers_run) == [cover.number]


def test_money_is_reviewed_every_year_and_enough(house: House, clock: Any) -> None:
    year = a_year(house)
    a_source(house, year, 100)
    asked = {"by": acting(house.cast.tom), "conclusion": "It lasts."}
    done = finance.review(year=year, is_enough=True, **asked)
    assert state(body.money_is_reviewed) is HOLDS

    forge.alter(done, is_enough=False)
    assert named_by(body.money_is_reviewed) == [year.number]
    forge.alter(done, is_enough=True)
    clock.move(days=366)
    assert named_by(body.money_is_reviewed) == [year.number]


def test_register_is_gone_through_every_year(cast: Cast, clock: Any) -> None:
    review = register.review(by=acting(cast.quinn), findings="Looked everywhere.")
    assert state(impartiality.register_is_reviewed) is HOLDS
    clock.move(days=366)
    assert named_by(impartiality.register_is_reviewed) == [review.number]


def test_threat_that_waits_too_long_is_named(cast: Cast, clock: Any) -> None:
    analysed_one, named_one = analysed(cast), named(cast)
    assert state(impartiality.threats_are_treated) is HOLDS
    clock.move(days=31)
    assert named_by(impartiality.threats_are_treated) == [named_one.number]
    clock.move(days=30)
    assert named_by(impartiality.threats_are_treated) == [analysed_one.number, named_one.number]


def test_unsound_acceptance_is_named(cast: Cast) -> None:
    threat = accepted(cast)
    large = threats.escalate(by=acting(cast.quinn), threat=treated(cast, 2, 5), reasons="Much is left.")
    threats.settle(by=acting(cast.tom), threat=large, reasons="As resolved.")
    assert state(impartiality.acceptance_is_sound) is HOLDS

    forge.alter(threat, accepted_by=cast.quinn)
    assert named_by(impartiality.acceptance_is_sound) == [threat.number]
    forge.alter(threat, accepted_by=cast.tom, residual_likelihood=2)
    assert named_by(impartiality.acceptance_is_sound) == [threat.number]


def test_pressure_without_outcome_is_named(cast: Cast, clock: Any) -> None:
    waits = named(cast, source="pressure", kind="intimidation")
    treated(cast, source="pressure", kind="intimidation")
    named(cast)
    clock.move(days=29)
    assert state(impartiality.pressure_has_an_outcome) is HOLDS
    clock.move(days=2)
    assert named_by(impartiality.pressure_has_an_outcome) == [waits.number]


def test_unassessed_related_body_is_named(cast: Cast) -> None:
    related = a_related_body(cast)
    assert named_by(impartiality.related_bodies_are_assessed) == [related.number]
    analysed(cast, related=related)
    assert state(impartiality.related_bodies_are_assessed) is HOLDS


def test_signal_unjudged_or_judged_by_whom_it_is_about_is_named(cast: Cast, clock: Any) -> None:
    told = {"title": "Y", "signal": "x.y", "kind": "familiarity", "words": "Seen.", "figures": {}, "link": []}
    shown = {**told, "value": 1.0, "limit": 1.0}
    judging.record(by=sightings.MACHINE, about="a", concerns=[], **shown)
    waits = judging.record(by=sightings.MACHINE, about="b", concerns=[], **shown)
    judged = judging.dismiss(by=acting(cast.quinn), sighting=Sighting.objects.get(about="a"), reasons="Chance.")
    assert state(impartiality.signals_are_judged) is HOLDS

    forge.alter(judged, concerns=[str(cast.quinn.pk)])
    assert named_by(impartiality.signals_are_judged) == [judged.number]
    clock.move(days=14, minutes=1)
    assert named_by(impartiality.signals_are_judged) == [waits.number, judged.number]


def test_policy_that_top_management_did_not_approve_is_named(cast: Cast, clock: Any) -> None:
    policy = in_effect(cast, "PO-IMPARTIALITY", kind="policy", title="On impartiality")
    assert named_by(impartiality.impartiality_is_declared) == ["BODY"]
    said_publicly(cast, "impartiality")
    assert state(impartiality.impartiality_is_declared) is HOLDS

    forge.alter(policy, approved_by=cast.olive)
    assert named_by(impartiality.impartiality_is_declared) == ["PO-IMPARTIALITY"]
    forge.alter(policy, approved_by=cast.tom)
    for version in DocumentVersion.objects.all():
        forge.alter(version, review_due_on=in_days(10))
    clock.move(days=11)
    assert named_by(impartiality.impartiality_is_declared) == ["PO-IMPARTIALITY", "PS-IMPARTIALITY"]


def test_who_examines_and_decides_in_one_scheme_is_named(house: House) -> None:
    authorise(house.xenia, EXAMINER, house.scope)
    authorise(house.uma, DECIDER, house.scope)
    assert state(impartiality.roles_are_apart) is HOLDS
    authorise(house.xenia, DECIDER, house.scope)
    assert named_by(impartiality.roles_are_apart) == [house.xenia.number]


def test_statement_on_training_is_confirmed_and_true(house: House, clock: Any) -> None:
    statement = stated(house.cast)
    assert state(training.training_is_stated) is HOLDS
    offered(house)
    assert named_by(training.training_is_stated) == [statement.number]
    clock.move(days=366)
    assert named_by(training.training_is_stated) == [statement.number] * 2


def test_offer_without_a_current_threat_is_named(house: House, clock: Any) -> None:
    threat = training_threat(house.cast)
    offer = offered(house, threat)
    assert state(training.training_threats_are_current) is HOLDS

    academy = a_related_body(house.cast, kind="trainer", trains=True)
    assert named_by(training.training_threats_are_current) == [academy.number]
    analysed(house.cast, kind="training", related=academy)
    forge.alter(threat, analysed_at=None, analysed_by=None)
    assert named_by(training.training_threats_are_current) == [offer.number]
    forge.alter(threat, analysed_at=house_clock.now(), analysed_by=house.cast.quinn)
    clock.move(days=61)
    assert named_by(training.training_threats_are_current) == [offer.number]


def test_text_that_nobody_else_read_is_named(house: House) -> None:
    asked = {"title": "Flyer", "medium": "Paper", "words": "Our course makes it easier."}
    text = wordings.propose(by=acting(house.cast.quinn), **asked)
    cleared = {"no_training_favoured": True, "reasons": "A quotation."}
    wordings.clear(by=acting(house.uma), wording=text, **cleared)
    assert state(training.public_texts_favour_no_training) is HOLDS

    forged: list[dict[str, Any]] = [
        {"judged_by": house.cast.quinn},
        {"judged_by": house.uma, "no_training_favoured": False},
        {"no_training_favoured": True, "reasons": b""},
    ]
    for values in forged:
        forge.alter(PublicWording.objects.get(), **values)
        assert named_by(training.public_texts_favour_no_training) == [text.number]


def test_search_approved_by_who_made_it_is_named(house: House) -> None:
    search = no_equivalent(house)
    assert state(training.searches_had_four_eyes) is HOLDS
    forge.alter(EquivalentSearch.objects.get(), approved_by=house.cast.quinn)
    assert named_by(training.searches_had_four_eyes) == [search.number]


@pytest.fixture
def use(house: House) -> AiUse:
    """A use that is on and touches scores."""
    in_effect(house.cast, "PR-AI", title="On artificial intelligence")
    return switched_on(house, touches="scores")


Forged = Callable[[House, AiUse], dict[str, Any]]


@pytest.mark.parametrize(
    ("control", "forged"),
    [
        (ai.ai_is_verified_and_evaluated, lambda house, use: {"verified_at": use.activated_at + timedelta(days=1)}),
        (ai.ai_is_verified_and_evaluated, lambda house, use: {"evaluate_on": in_days(-1)}),
        (ai.ai_is_overseen, lambda house, use: {"overseer": house.uma}),
        (ai.ai_is_overseen, lambda house, use: {"owner": house.aino}),
        (ai.ai_was_validated_by_experts, lambda house, use: {"expert": house.cast.quinn}),
        (ai.ai_was_validated_by_experts, lambda house, use: {"expert_findings": ""}),
        (ai.ai_is_shown_to_be_fair, lambda house, use: {"fairness": ""}),
        (ai.ai_is_shown_to_be_fair, lambda house, use: {"verified_at": use.verified_at - timedelta(days=366)}),
        (ai.ai_is_disclosed, lambda house, use: {"name": "Proctoring"}),
        (ai.ai_risks_are_assessed, lambda house, use: {"risk_to_security": ""}),
        (ai.ai_risks_are_assessed, lambda house, use: {"threat": None}),
        (ai.ai_risks_are_assessed, lambda house, use: {"sends_data_out": True}),
    ],
)
def test_use_of_ai_that_lacks_something_is_named(house: House, use: AiUse, control: Control, forged: Forged) -> None:
    assert state(control) is HOLDS
    forge.alter(use, **forged(house, use))
    assert named_by(control) == [use.number]


def test_stopped_use_that_the_public_is_still_told_of_is_named(house: House, use: AiUse) -> None:
    using.stop(by=acting(house.aino), use=use, reason="Not needed.")
    assert named_by(ai.ai_is_disclosed) == [use.number]
    approved(house.cast, Document.objects.get(topic="ai"), body="We use no machines.")
    assert state(ai.ai_is_disclosed) is NOT_APPLICABLE


def test_use_that_marks_needs_a_procedure(house: House) -> None:
    use = switched_on(house, touches="scores")
    assert named_by(ai.ai_in_examinations_is_procedural) == [use.number]
    in_effect(house.cast, "PR-AI", title="On artificial intelligence")
    assert state(ai.ai_in_examinations_is_procedural) is HOLDS


def test_answers_change_by_time_alone(house: House, use: AiUse) -> None:
    answer: Answer = ai.ai_is_verified_and_evaluated.query()
    assert (answer.looked_at, answer.changes_on) == (1, in_days(181))


def test_threats_are_named_by_number_alone(cast: Cast, clock: Any) -> None:
    """A finding goes to the matrix and to assessors: it holds no word of the threat."""
    named(cast, title="Erik Examin is pressed")
    clock.move(days=40)
    (finding,) = impartiality.threats_are_treated.query().findings
    assert "Erik" not in f"{finding}"
    assert Threat.objects.get().title == "Erik Examin is pressed"
