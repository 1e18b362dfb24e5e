"""Who hears of threats, signals, accreditations and AI use, which timers run, and what waits for whom."""

from typing import Any

from guildhall.governance import jobs, sightings
from guildhall.governance.acts import accreditations, ai, covers, oversight, register, threats
from guildhall.governance.acts import signals as judging
from guildhall.governance.models import AiUse, Sighting
from guildhall.governance.work import impartiality as work
from guildhall.identity.models import Person
from guildhall.kernel.declarations import WorkQueue
from guildhall.ledger import followers, sequencer
from guildhall.notices import texts
from guildhall.notices.models import Deadline, Notice
from tests.cast import acting
from tests.governance.making_body import (
    House,
    accepted,
    accredited,
    analysed,
    covered,
    in_days,
    liable,
    named,
    proved,
    registered,
    stated,
    switched_on,
    treated,
)


def follow() -> None:
    sequencer.run()
    followers.advance_all()


def heard(text: str) -> set[Person]:
    """Who has a notice of that text, which names the record in English and in German."""
    follow()
    found = list(Notice.objects.filter(text=f"governance/{text}").select_related("person"))
    assert all(each.number in texts.of(each, language).subject for each in found for language in ("en", "de"))
    return {each.person for each in found}


def running() -> dict[str, Any]:
    """The timers of this room that run, each with its day."""
    follow()
    found = Deadline.objects.filter(timer__startswith="governance.", ended_on__isnull=True)
    return {each.timer.removeprefix("governance."): each.due_on for each in found}


def waits(queue: WorkQueue, person: Person) -> list[str]:
    return [item.link[0] for item in queue.waiting_for(person_id=person.pk)]


def raised(*people: Person) -> Sighting:
    told = {
        "signal": "x.y",
        "title": "Y",
        "about": "a",
        "kind": "financial",
        "words": "Seen.",
        "figures": {},
        "link": [],
    }
    concerns = [str(each.pk) for each in people]
    return judging.record(by=sightings.MACHINE, concerns=concerns, value=1.0, limit=1.0, **told)


def test_keepers_hear_of_a_threat_but_not_whom_it_is_about(house: House) -> None:
    named(house.cast, concerns=[house.uma.pk])
    assert heard("threat-named") == {house.cast.tom}


def test_judges_hear_of_a_signal_but_not_whom_it_is_about(house: House) -> None:
    raised(house.uma)
    assert heard("signal-raised") == {house.cast.tom, house.cast.quinn}
    assert waits(work.signals_to_judge, house.cast.quinn) == ["governance:signal"]
    assert waits(work.signals_to_judge, house.uma) == []
    assert waits(work.signals_to_judge, house.cast.olive) == []


def test_top_management_hears_of_an_escalation(house: House) -> None:
    threats.escalate(by=acting(house.cast.quinn), threat=treated(house.cast, 2, 5), reasons="Much is left.")
    assert heard("threat-escalated") == {house.cast.tom}


def test_heads_hear_that_an_accreditation_is_gone(house: House) -> None:
    made = accredited(house.cast, house.scope)
    accreditations.suspend(by=acting(house.cast.quinn), accreditation=made, reason="A finding.")
    assert heard("accreditation-over") == {house.cast.tom, house.cast.quinn, house.uma}


def test_its_people_hear_that_a_use_is_off(house: House) -> None:
    use = switched_on(house)
    ai.change_model(by=acting(house.aino), use=use, model_name="Skald", model_version="3")
    assert heard("ai-off") == {house.cast.quinn, house.aino}


def test_timers_of_the_body_run_until_it_is_renewed(house: House) -> None:
    proved(house.cast)
    made, cover = accredited(house.cast, house.scope), covered(house)
    liable(house)
    assert running() == {
        "registration-review": in_days(365),
        "accreditation-ends": in_days(730),
        "accreditation-report": in_days(300),
        "cover-ends": in_days(365),
        "liability-review": in_days(365),
    }

    made = accreditations.report(by=acting(house.cast.quinn), accreditation=made, report_on=in_days(600))
    covers.cancel(by=acting(house.fiona), cover=cover, reason="The insurer left.")
    assert (running()["accreditation-report"], "cover-ends" in running()) == (in_days(600), False)
    accreditations.withdraw(by=acting(house.cast.quinn), accreditation=made, reason="Given back.")
    assert set(running()) == {"registration-review", "liability-review"}


def test_timers_of_impartiality_run_and_begin_anew(house: House, clock: Any) -> None:
    threat = accepted(house.cast)
    register.review(by=acting(house.cast.quinn), findings="Looked everywhere.")
    stated(house.cast)
    assert set(running()) == {"threat-review", "register-review", "training-statement"}

    clock.move(days=100)
    threat = threats.review(by=acting(house.cast.quinn), threat=threat, reasons="Unchanged.")
    assert running()["threat-review"] == in_days(365)
    threats.close(by=acting(house.cast.quinn), threat=threat, reasons="Gone.")
    assert "threat-review" not in running()


def test_timer_of_a_use_runs_while_it_is_on(house: House, clock: Any) -> None:
    use = switched_on(house, days=100)
    assert running()["ai-evaluation"] == in_days(100)
    told = {"outputs": 10, "overridden": 1, "findings": "Sound.", "is_fit": True}
    oversight.evaluate(by=acting(house.aino), use=use, **told)
    assert running()["ai-evaluation"] == in_days(365)
    clock.move(days=366)
    ai.lapse(by=jobs.TIMERS, use=AiUse.objects.get())
    assert "ai-evaluation" not in running()


def test_threats_wait_for_who_may_tend_them(house: House, clock: Any) -> None:
    named(house.cast)
    assert waits(work.threats_to_tend, house.uma) == ["governance:threat"]
    assert waits(work.threats_to_tend, house.fiona) == []

    analysed(house.cast)
    assert len(waits(work.threats_to_tend, house.uma)) == 1
    clock.move(days=31)
    assert len(waits(work.threats_to_tend, house.uma)) == 2


def test_treated_threat_waits_for_top_management_that_did_not_treat_it(house: House) -> None:
    treated(house.cast)
    threats.treat(by=acting(house.cast.tom), threat=analysed(house.cast), treatment="A wall.", likelihood=1, gravity=1)
    assert waits(work.threats_to_accept, house.cast.tom) == ["governance:threat"]
    assert waits(work.threats_to_accept, house.cast.quinn) == []


def test_use_waits_for_whoever_does_what_is_next(house: House) -> None:
    use = registered(house)
    assert waits(work.uses_to_bring_on, house.aino) == ["governance:ai-use"]
    assert waits(work.uses_to_bring_on, house.cast.quinn) == []
    ai.retire(by=acting(house.aino), use=use, reason="Not needed.")
    assert waits(work.uses_to_bring_on, house.aino) == []

    on = switched_on(house, code="other")
    ai.question(by=acting(house.aino), use=on, reason="Drift.")
    assert waits(work.uses_to_evaluate, house.aino) == ["governance:ai-use"]
    assert waits(work.uses_to_evaluate, house.uma) == []
