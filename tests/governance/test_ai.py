"""Uses of artificial intelligence: off until everything is there, and off by themselves when anything changes."""

from typing import Any

import pytest

from guildhall.documents.models import Document
from guildhall.governance import jobs
from guildhall.governance.acts import ai, oversight
from guildhall.governance.models import AiAcknowledgement, AiUse
from guildhall.governance.queries.ai import ai_use_is_on
from guildhall.identity.acts import grants
from guildhall.identity.models import Grant
from guildhall.identity.roles import AI_OVERSEER
from guildhall.jobs.queueing import queue
from guildhall.jobs.worker import Worker
from guildhall.kernel import clock as house_clock
from guildhall.kernel.refusals import Refusal
from tests.cast import acting
from tests.documents.making import approved, said_publicly
from tests.governance.making_body import (
    RISKS,
    House,
    analysed,
    assessed,
    disclosed,
    in_days,
    named,
    proof,
    registered,
    switched_on,
    verified,
)
from tests.governance.refusing import refused

CODE = "item-drafting"


def is_on(**asked: Any) -> bool:
    return ai_use_is_on(CODE, **asked) is None


def why_not(**asked: Any) -> str:
    refusal = ai_use_is_on(CODE, **asked)
    assert refusal is not None
    assert (refusal.code, refusal.clauses) == ("R-54", ("2026:6.5",))
    return refusal.sentence


def look() -> None:
    """The worker's look at the uses that are on."""
    queue(jobs.switch_off_ai)
    Worker().do_jobs()


def test_use_that_nobody_registered_is_off() -> None:
    assert "registered" in why_not()


@pytest.mark.parametrize("make", [registered, assessed, verified, disclosed])
def test_use_is_off_until_it_is_activated(house: House, make: Any) -> None:
    use = make(house)
    assert use.number in why_not()


def test_use_is_on_when_everything_is_there(house: House) -> None:
    switched_on(house)
    assert is_on()
    assert is_on(model_version="2.1")


def test_changed_model_switches_the_use_off(house: House) -> None:
    use = switched_on(house)
    asked = {"by": acting(house.aino), "use": use, "model_name": "Skald"}
    assert refused("R-54", ai.change_model, **asked, model_version="2.1").field == "model_version"
    assert refused("R-54", ai.change_model, **asked, model_version="").field == "model_version"

    changed = ai.change_model(**asked, model_version="2.2")

    assert (changed.state, changed.verified_at, changed.activated_at, changed.fairness) == ("assessed", None, None, "")
    assert not is_on()
    refused("state", ai.activate, by=acting(house.cast.tom), use=changed, evaluate_on=in_days(100))


def test_another_version_that_answers_is_refused_at_once(house: House) -> None:
    switched_on(house)
    assert "Another model" in why_not(model_version="2.2")


def test_use_switches_itself_off_when_its_evaluation_is_overdue(house: House, clock: Any) -> None:
    use = switched_on(house, days=180)
    clock.move(days=180)
    assert is_on()
    refused("ai-lapses", ai.lapse, by=jobs.TIMERS, use=use)

    clock.move(days=1)
    assert not is_on()
    look()
    assert AiUse.objects.get().state == "under-review"


def test_use_switches_itself_off_without_an_overseer(house: House) -> None:
    switched_on(house)
    grant = Grant.objects.get(person=house.aino, role=AI_OVERSEER.code)
    grants.end(by=acting(house.cast.tom), grant=grant, reason="She left.")

    assert "oversees" in why_not()
    look()
    assert AiUse.objects.get().state == "under-review"


def test_use_switches_itself_off_when_the_public_statement_names_it_no_more(house: House) -> None:
    switched_on(house)
    approved(house.cast, Document.objects.get(topic="ai"), body="We use machines for nothing that concerns you.")

    assert "statement" in why_not()
    look()
    assert AiUse.objects.get().state == "under-review"


def test_look_leaves_alone_what_is_on(house: House) -> None:
    switched_on(house)
    look()
    assert AiUse.objects.get().state == "active"


def test_use_under_review_goes_on_after_an_evaluation_found_it_fit(house: House, clock: Any) -> None:
    use = switched_on(house)
    by_aino, by_tom = acting(house.aino), acting(house.cast.tom)
    told = {"outputs": 200, "overridden": 12, "findings": "As verified."}
    oversight.evaluate(by=by_aino, use=use, is_fit=True, **told)
    clock.move(minutes=5)
    refused("ai-reason", ai.question, by=by_aino, use=AiUse.objects.get(), reason="")
    off = ai.question(by=by_aino, use=AiUse.objects.get(), reason="Drafts drift.")
    refused("ai-confirmed", ai.confirm, by=by_tom, use=off, evaluate_on=in_days(100))

    oversight.evaluate(by=by_aino, use=off, is_fit=False, **told)
    refused("ai-confirmed", ai.confirm, by=by_tom, use=AiUse.objects.get(), evaluate_on=in_days(100))
    clock.move(minutes=5)
    oversight.evaluate(by=by_aino, use=AiUse.objects.get(), is_fit=True, **told)

    assert ai.confirm(by=by_tom, use=AiUse.objects.get(), evaluate_on=in_days(100)).state == "active"
    assert is_on()


def test_evaluation_moves_the_next_one(house: House, clock: Any) -> None:
    use = switched_on(house, days=100)
    clock.move(days=90)
    told = {"outputs": 10, "overridden": 1, "findings": "Sound."}

    oversight.evaluate(by=acting(house.aino), use=use, is_fit=True, **told)

    assert AiUse.objects.get().evaluate_on == house_clock.today().replace(year=2027)


def test_evaluation_is_told_by_its_overseer_with_numbers_that_fit(house: House) -> None:
    use = switched_on(house)
    asked = {"use": use, "is_fit": True, "outputs": 10}
    refused("permission", oversight.evaluate, by=acting(house.cast.tom), overridden=1, findings="Sound.", **asked)
    refused("ai-evaluated", oversight.evaluate, by=acting(house.aino), overridden=1, findings="", **asked)
    name = "ai_evaluation_overrides_at_most_all"
    refused(name, oversight.evaluate, by=acting(house.aino), overridden=11, findings="Sound.", **asked)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"touches": "decisions"}, "touches"),
        ({"purpose": ""}, "purpose"),
        ({"model_version": " "}, "model_version"),
        ({"oversight": ""}, "oversight"),
    ],
)
def test_use_that_is_not_told_is_refused(house: House, change: dict[str, str], field: str) -> None:
    assert refused("R-54", registered, house=house, **change).field == field


def test_code_is_a_short_name_of_one_use(house: House) -> None:
    with pytest.raises(Refusal) as caught:
        registered(house, code="Item Drafting")
    assert (caught.value.code, caught.value.field) == ("R-54", "code")
    registered(house)
    refused("ai_use_code_is_one", registered, house=house)


def test_overseer_holds_the_role_and_is_not_the_owner(house: House) -> None:
    assert refused("R-54", registered, house=house, overseer=house.uma).field == "overseer"
    assert refused("R-11", registered, house=house, owner=house.aino).field == "overseer"


def test_every_risk_is_assessed_and_the_register_knows_it(house: House) -> None:
    use, threat = registered(house), analysed(house.cast)
    asked = {"by": acting(house.aino), "use": use, **RISKS}
    refused("R-54", ai.assess, **{**asked, "risk_to_security": ""}, threat=threat)
    assert refused("R-54", ai.assess, **asked, threat=named(house.cast)).field == "threat"
    refusal = refused("R-54", ai.assess, **asked, threat=threat, sends_data_out=True)
    assert refusal.field == "agreement"
    assert ai.assess(**asked, threat=threat, sends_data_out=True, agreement="Section 4.").state == "assessed"


def test_owner_neither_verifies_nor_activates(house: House) -> None:
    use = assessed(house)
    refused("R-11", ai.verify, by=acting(house.cast.quinn), use=use, **proof(house))

    own = disclosed(house, code="flagging", name="Drafting of items", owner=house.cast.tom)
    refused("R-11", ai.activate, by=acting(house.cast.tom), use=own, evaluate_on=in_days(90))


def test_verification_needs_trial_expert_and_fairness(house: House) -> None:
    use = assessed(house, touches="scores")
    asked = {"by": acting(house.uma), "use": use, **proof(house)}
    refused("R-54", ai.verify, **{**asked, "verification": ""})
    assert refused("R-54", ai.verify, **{**asked, "expert": house.cast.quinn}).field == "expert"
    assert refused("R-54", ai.verify, **{**asked, "fairness": " "}).field == "fairness"
    assert ai.verify(**asked).state == "verified"


def test_drafts_of_items_need_no_study_of_fairness(house: House) -> None:
    asked = {**proof(house), "fairness": ""}
    assert ai.verify(by=acting(house.uma), use=assessed(house), **asked).fairness == ""


def test_use_is_disclosed_only_where_the_public_statement_names_it(house: House) -> None:
    use = verified(house)
    refused("R-54", ai.disclose, by=acting(house.cast.quinn), use=use)
    said_publicly(house.cast, "ai", "We use machines for nothing that concerns you.")
    refused("R-54", ai.disclose, by=acting(house.cast.quinn), use=use)


def test_activation_asks_everything_again(house: House) -> None:
    use, by = disclosed(house), acting(house.cast.tom)
    assert refused("T-34", ai.activate, by=by, use=use, evaluate_on=house_clock.today()).field == "evaluate_on"
    refused("T-34", ai.activate, by=by, use=use, evaluate_on=in_days(400))

    grant = Grant.objects.get(person=house.aino, role=AI_OVERSEER.code)
    grants.end(by=by, grant=grant, reason="She left.")
    refusal = refused("R-54", ai.activate, by=by, use=use, evaluate_on=in_days(90))
    assert refusal.mend.act == "governance.ai.entrust"


def test_another_overseer_is_named(house: House) -> None:
    use, by = registered(house), acting(house.cast.tom)
    asked = {"use": use, "owner": house.cast.quinn, "oversight": "Weekly."}
    refused("R-54", ai.entrust, by=by, overseer=house.uma, **asked)
    assert ai.entrust(by=by, overseer=house.aino, **asked).oversight == "Weekly."


def test_stopped_use_is_given_up_and_not_switched_on(house: House) -> None:
    use = switched_on(house)
    refused("ai-reason", ai.stop, by=acting(house.aino), use=use, reason=" ")
    stopped = ai.stop(by=acting(house.aino), use=use, reason="It favoured one school.")
    refused("state", ai.confirm, by=acting(house.cast.tom), use=stopped, evaluate_on=in_days(90))
    refused("ai-reason", ai.retire, by=acting(house.aino), use=stopped, reason="")
    assert ai.retire(by=acting(house.aino), use=stopped, reason="For good.").state == "retired"
    assert not is_on()


def test_person_whose_data_is_touched_acknowledged_the_statement(house: House) -> None:
    switched_on(house, needs_acknowledgement=True)
    carla = house.cast.carla
    assert is_on()
    assert "acknowledged" in why_not(person_id=carla.pk)
    refused("permission", oversight.acknowledge, by=acting(house.cast.otto), person=carla)

    made = oversight.acknowledge(by=acting(carla), person=carla)

    assert oversight.acknowledge(by=acting(carla), person=carla) == made
    assert is_on(person_id=carla.pk)
    assert not is_on(person_id=house.cast.otto.pk)
    assert AiAcknowledgement.objects.count() == 1


def test_nobody_acknowledges_what_is_not_said(house: House) -> None:
    carla = house.cast.carla
    refused("R-54", oversight.acknowledge, by=acting(carla), person=carla)


def test_output_is_accepted_or_overridden_with_a_reason(house: House) -> None:
    use = switched_on(house)
    asked = {"by": acting(house.aino), "use": use, "about": "itembank.itemversion:1"}
    refused("R-54", oversight.judge_output, **asked, verdict="ignored")
    refused("R-54", oversight.judge_output, **asked, verdict="overridden")
    made = oversight.judge_output(**asked, verdict="overridden", reasons="Two right keys.")
    assert (made.model_version, made.verdict) == ("2.1", "overridden")
