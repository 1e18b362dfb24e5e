"""Reviews: taken up by who is free to, judged requirement by requirement, asked about, admitted or rejected."""

from datetime import date
from typing import Any

import pytest

from guildhall.applications.acts import applications, reviews
from guildhall.applications.lifecycles import ApplicationState
from guildhall.applications.models import Application, Evidence, Inquiry, RequirementResult, Verdict
from guildhall.applications.queries import involved, open_requirements
from guildhall.identity.models import Person
from guildhall.identity.roles import ELIGIBILITY_REVIEWER
from guildhall.kernel import actors, clock
from guildhall.kernel.involvements import REVIEWED
from guildhall.ledger.models import Entry
from guildhall.personnel.acts import clearances, declarations, interests, texts
from guildhall.personnel.impartiality import cleared
from guildhall.schemes.models import Requirement
from tests import forge
from tests.applications.making import (
    a_complete_draft,
    a_draft,
    a_rejected,
    a_submitted,
    an_admitted,
    find,
    found,
    in_review,
)
from tests.applications.test_applying import refused, replaced
from tests.cast import Cast, acting, authorise
from tests.making import Made


@pytest.fixture
def rob(made: Made) -> Any:
    return acting(made.crew.rob)


@pytest.fixture
def ruth(cast: Cast, made: Made) -> Person:
    """A second reviewer of the same scheme."""
    authorise(made.crew.pia, ELIGIBILITY_REVIEWER, made.scope)
    return made.crew.pia


def test_a_review_begins_with_a_declaration_on_conflicts(cast: Cast, made: Made, rob: Any) -> None:
    submitted = a_submitted(made, cast.carla)
    refusal = refused("R-07", reviews.take_up, by=rob, application=submitted)
    assert refusal.mend.link == ("personnel:clear", submitted.ref)

    reviewed = reviews.take_up(by=rob, application=submitted, no_conflict=True)

    assert (reviewed.state, reviewed.reviewer_by) == (ApplicationState.UNDER_REVIEW, made.crew.rob)
    assert cleared(made.crew.rob.id, submitted.ref)
    taken_up = Entry.objects.get(act="applications.application.take_up", outcome="done")
    assert Entry.objects.get(act="personnel.clearance.declare").cause == taken_up.id


def test_a_conflict_that_was_named_keeps_from_the_review_whatever_is_ticked(cast: Cast, made: Made, rob: Any) -> None:
    submitted = a_submitted(made, cast.carla)
    clearances.declare(by=rob, person=made.crew.rob, about=submitted.ref, conflict="My neighbour.")
    refused("R-07", reviews.take_up, by=rob, application=submitted, no_conflict=True)


def test_a_conflict_that_turns_up_later_stops_the_review(cast: Cast, made: Made, rob: Any) -> None:
    reviewed = in_review(made, cast.carla)
    found(made, reviewed, "application")
    clearances.disclose(
        by=rob, clearance=made.crew.rob.clearances.get(about=reviewed.ref), conflict="She applied to my company."
    )
    given = {"by": rob, "application": reviewed}
    requirement = made.requirements["EDU"]
    refused("R-07", reviews.find, **given, requirement=requirement, verdict="met", reasons="So.")
    refused("R-07", reviews.ask, **given, question="Well?")
    refused("R-07", reviews.reject, **given, reasons="So.")
    refused("R-07", reviews.admit, **given)


def test_nobody_reviews_themselves_whatever_their_role(cast: Cast, made: Made, rob: Any) -> None:
    own = a_submitted(made, made.crew.rob)
    refusal = refused("R-08", reviews.take_up, by=rob, application=own, no_conflict=True)
    assert refusal.clauses == ("2012:4.3.7", "2012:6.1.8", "2026:4.3")


def test_nobody_reviews_a_relative(cast: Cast, made: Made, rob: Any) -> None:
    submitted = a_submitted(made, cast.carla)
    text = texts.propose(by=acting(cast.quinn), words="I name my ties.")
    texts.approve(by=acting(cast.tom), text=text)
    draft = declarations.make(by=rob, person=made.crew.rob)
    interests.declare(
        by=rob, declaration=draft, kind="family", party="Carla", description="My sister.", concerned=cast.carla
    )
    declarations.sign(by=rob, declaration=draft)
    refused("R-08", reviews.take_up, by=rob, application=submitted, no_conflict=True)


def test_who_does_not_review_in_the_scheme_reviews_nothing(cast: Cast, made: Made) -> None:
    submitted = a_submitted(made, cast.carla)
    for person in (cast.ada, cast.olive, cast.quinn, cast.tom, cast.otto, cast.carla):
        refused("R-46", reviews.take_up, by=acting(person), application=submitted, no_conflict=True)


def test_a_lapsed_authorisation_stops_the_review_with_date_and_clause(
    cast: Cast, made: Made, rob: Any, clock: Any
) -> None:
    reviewed = in_review(made, cast.carla)
    clock.move(days=366)
    refusal = refused("R-46", reviews.admit, by=rob, application=reviewed)
    assert "2 Mar 2027" in refusal.sentence


def test_one_person_answers_for_a_review_until_another_takes_it_over(
    cast: Cast, made: Made, rob: Any, ruth: Person
) -> None:
    reviewed, by = in_review(made, cast.carla), acting(ruth)
    given = {"application": reviewed, "requirement": made.requirements["EDU"], "verdict": "met"}
    assert refused("permission", reviews.find, by=by, **given).mend.act == "applications.application.take_over"
    refused("took-over", reviews.take_over, by=rob, application=reviewed, reason="I.", no_conflict=True)
    refused("R-60", reviews.take_over, by=by, application=reviewed, reason=" ", no_conflict=True)
    refused("R-07", reviews.take_over, by=by, application=reviewed, reason="Rob is away.")

    reviews.take_over(by=by, application=reviewed, reason="Rob is away.", no_conflict=True)

    reviews.find(by=by, **given)
    refused("permission", reviews.find, by=rob, **given)


def test_a_review_that_nobody_took_up_is_not_taken_over(cast: Cast, made: Made, ruth: Person) -> None:
    submitted = a_submitted(made, cast.carla)
    given = {"by": acting(ruth), "application": submitted, "reason": "I can.", "no_conflict": True}
    refused("took-over", reviews.take_over, **given)


def test_a_finding_says_on_what_it_rests(cast: Cast, made: Made, rob: Any) -> None:
    reviewed = in_review(made, cast.carla)
    given = {"by": rob, "application": reviewed, "requirement": made.requirements["EDU"]}
    refused("R-23", reviews.find, **given, verdict="perhaps")
    for verdict in (Verdict.NOT_MET, Verdict.NOT_APPLICABLE):
        assert refused("R-23", reviews.find, **given, verdict=verdict).field == "reasons"

    result = reviews.find(**given, verdict=Verdict.MET)

    shown = Evidence.objects.get(requirement=made.requirements["EDU"])
    assert (result.verdict, result.rests_on, result.found_by, result.valid_until) == (
        Verdict.MET,
        [str(shown.pk)],
        made.crew.rob,
        None,
    )


def test_nothing_is_met_on_nothing_but_an_equivalent_can_be_described(cast: Cast, made: Made, rob: Any) -> None:
    admitted = an_admitted(made, cast, cast.carla)
    given = {"by": rob, "application": admitted, "requirement": made.requirements["EXP"], "verdict": Verdict.MET}
    refused("R-23", reviews.find, **given)
    assert reviews.find(**given, reasons="Her employer confirmed it by telephone; note of 2 March.").rests_on == []


def test_a_finding_is_changed_with_reasons_and_stays_one(cast: Cast, made: Made, rob: Any) -> None:
    reviewed = in_review(made, cast.carla)
    given = {"by": rob, "application": reviewed, "requirement": made.requirements["EDU"]}
    reviews.find(**given, verdict=Verdict.NOT_MET, reasons="The page is unreadable.")
    refused("R-23", reviews.find, **given, verdict=Verdict.MET)
    reviews.find(**given, verdict=Verdict.MET, reasons="The second copy can be read.")
    result = RequirementResult.objects.get()
    assert (result.verdict, result.reasons) == (Verdict.MET, "The second copy can be read.")
    assert Entry.objects.filter(act="applications.application.find", outcome="done").count() == 2


def test_ageing_evidence_holds_until_its_day(cast: Cast, made: Made, rob: Any, clock: Any) -> None:
    forge.alter(made.requirements["SAFE"], fresh_months=24)
    safe = type(made.requirements["SAFE"]).objects.get(code="SAFE")
    reviewed = in_review(made, cast.carla)
    given = {"by": rob, "application": reviewed, "requirement": safe, "verdict": Verdict.MET}
    assert refused("evidence-fresh", reviews.find, **given).field == "dated_on"
    refused("evidence-fresh", reviews.find, **given, dated_on=date(2026, 3, 3))
    refusal = refused("evidence-fresh", reviews.find, **given, dated_on=date(2024, 3, 1))
    assert "Evidence of 1 Mar 2024 was good until 1 Mar 2026" in refusal.sentence

    result = reviews.find(**given, dated_on=date(2024, 3, 31))

    assert result.valid_until == date(2026, 3, 31)
    find(made, reviewed, made.requirements["EDU"])
    assert open_requirements(reviewed, "application", day=date(2026, 3, 31)) == []
    clock.move(days=30)
    (open_now,) = open_requirements(reviewed, "application", day=date(2026, 4, 1))
    assert (open_now.requirement, open_now.why) == (safe, "what was found held until 31 Mar 2026")
    assert (
        "SAFE (what was found held until 31 Mar 2026)"
        in refused("R-23", reviews.admit, by=rob, application=reviewed).sentence
    )


def test_nobody_is_admitted_with_something_open(cast: Cast, made: Made, rob: Any) -> None:
    reviewed = in_review(made, cast.carla)
    find(made, reviewed, made.requirements["EDU"])
    refusal = refused("R-23", reviews.admit, by=rob, application=reviewed)
    assert refusal.clauses == ("2012:9.1.3", "2026:9.2")
    assert "SAFE (nobody has judged it yet)" in refusal.sentence
    find(made, reviewed, made.requirements["SAFE"], Verdict.NOT_MET)
    assert "SAFE (it was found not met)" in refused("R-23", reviews.admit, by=rob, application=reviewed).sentence

    find(made, reviewed, made.requirements["SAFE"], Verdict.NOT_APPLICABLE)

    admitted = reviews.admit(by=rob, application=reviewed)
    assert (admitted.state, admitted.decided_by, admitted.decided_at is not None) == ("accepted", made.crew.rob, True)
    assert [each.requirement.code for each in open_requirements(admitted, day=clock.today())] == ["EXP"]


def test_nobody_is_admitted_under_a_version_that_binds_nobody(cast: Cast, made: Made, rob: Any) -> None:
    reviewed = in_review(made, cast.carla)
    found(made, reviewed, "application")
    forge.alter(made.version, state="superseded")
    assert reviews.admit.refusal(by=rob, application=Application.objects.get()) is None
    forge.alter(made.version, state="retired")
    refused("R-24", reviews.admit, by=rob, application=reviewed)


def test_what_is_judged_is_of_the_version_and_in_review(cast: Cast, made: Made, rob: Any) -> None:
    submitted = a_submitted(made, cast.carla)
    given = {"by": rob, "requirement": made.requirements["EDU"], "verdict": "met"}
    forge.alter(submitted, reviewer_by=made.crew.rob, reviewer_at=clock.now())
    clearances.declare(by=rob, person=made.crew.rob, about=submitted.ref)
    assert refused("R-23", reviews.find, application=submitted, **given).mend.act.endswith("take_up")
    reviewed = reviews.take_up(by=rob, application=Application.objects.get(), no_conflict=True)
    other = Requirement.objects.get(version=replaced(made), code="LANG")
    refused("requirement-asked", reviews.find, application=reviewed, **{**given, "requirement": other})


def test_a_rejection_rests_on_a_requirement_and_says_why(cast: Cast, made: Made, rob: Any) -> None:
    reviewed = in_review(made, cast.carla)
    refused("R-23", reviews.reject, by=rob, application=reviewed, reasons="I do not like it.")
    find(made, reviewed, made.requirements["EDU"], Verdict.NOT_MET)
    refusal = refused("R-23", reviews.reject, by=rob, application=reviewed, reasons=" ")
    assert (refusal.field, refusal.clauses[-2:]) == ("reasons", ("2012:9.8.3", "2026:9.8"))

    rejected = reviews.reject(by=rob, application=reviewed, reasons="No apprenticeship was finished.")

    rejected.refresh_from_db()
    assert (rejected.state, rejected.reasons) == ("rejected", "No apprenticeship was finished.")


def test_a_mistaken_rejection_is_opened_again_by_a_second_person(cast: Cast, made: Made, rob: Any) -> None:
    rejected = a_rejected(made, cast.carla)
    given = {"application": rejected, "reason": "The certificate was hers after all."}
    refused("R-46", reviews.reopen, by=rob, **given)
    refused("R-60", reviews.reopen, by=acting(cast.quinn), **{**given, "reason": ""})
    forge.alter(rejected, decided_by=cast.quinn)
    refused("R-60", reviews.reopen, by=acting(cast.quinn), **given)
    forge.alter(rejected, decided_by=made.crew.rob)

    again = reviews.reopen(by=acting(cast.quinn), **given)

    assert (again.state, again.decided_by, again.reasons) == ("under-review", None, "")
    found(made, again, "application")
    assert reviews.admit(by=rob, application=again).state == "accepted"


def test_what_is_asked_is_answered_in_time_or_the_application_lapses(
    cast: Cast, made: Made, rob: Any, clock: Any
) -> None:
    reviewed, timers = in_review(made, cast.carla), actors.machine("timers")
    refused("inquiry-said", reviews.ask, by=rob, application=reviewed, question=" ")
    asked = reviews.ask(by=rob, application=reviewed, question="Which year?")
    assert (asked.state, Inquiry.objects.get().due_on) == ("information-requested", date(2026, 4, 1))
    refused("inquiry-said", reviews.answer, by=acting(cast.carla), application=asked, answer="")
    refused("T-21", applications.lapse, by=timers, application=asked)

    answered = reviews.answer(by=acting(cast.carla), application=asked, answer="2011.")

    inquiry = Inquiry.objects.get()
    assert (answered.state, inquiry.answer, inquiry.answered_by) == ("under-review", "2011.", str(acting(cast.carla)))
    again = reviews.ask(by=rob, application=answered, question="Where?")
    clock.move(days=31)
    assert applications.lapse(by=timers, application=again).state == ApplicationState.LAPSED


def test_what_waits_for_the_body_never_lapses(cast: Cast, made: Made, clock: Any) -> None:
    reviewed = in_review(made, cast.carla)
    clock.move(days=300)
    refused("state", applications.lapse, by=actors.machine("timers"), application=reviewed)


def test_the_bodys_own_personnel_is_admitted_only_with_a_safeguard(cast: Cast, made: Made, rob: Any) -> None:
    ivo = made.crew.ivo
    reviewed = in_review(made, ivo)
    assert reviewed.employed
    found(made, reviewed, "application")
    refusal = refused("R-13", reviews.admit, by=rob, application=reviewed)
    assert refusal.mend.link == ("applications:safeguard", str(reviewed.pk))
    given = {"application": reviewed, "safeguard": "Examined and decided by contracted experts."}
    refused("R-46", reviews.safeguard, by=rob, **given)
    refused("R-13", reviews.safeguard, by=acting(cast.quinn), **{**given, "safeguard": ""})

    reviews.safeguard(by=acting(cast.quinn), **given)

    admitted = reviews.admit(by=rob, application=Application.objects.get())
    assert (admitted.state, admitted.safeguard_by) == ("accepted", cast.quinn)


def test_a_safeguard_is_recorded_by_who_has_no_part_and_where_it_is_needed(cast: Cast, made: Made) -> None:
    own = a_submitted(made, cast.quinn)
    given = {"safeguard": "By others."}
    refused("R-08", reviews.safeguard, by=acting(cast.quinn), application=own, **given)
    reviews.safeguard(by=acting(cast.tom), application=own, **given)
    others = a_submitted(made, cast.carla)
    refused("R-13", reviews.safeguard, by=acting(cast.quinn), application=others, **given)


def test_somebody_engaged_after_they_applied_takes_the_flagged_route_too(cast: Cast, made: Made, rob: Any) -> None:
    reviewed = in_review(made, cast.carla)
    found(made, reviewed, "application")
    forge.alter(cast.carla, is_personnel=True)
    refused("R-13", reviews.admit, by=rob, application=reviewed)


def test_everybody_who_had_a_part_is_told_in_one_form(cast: Cast, made: Made) -> None:
    admitted = an_admitted(made, cast, cast.carla)
    parts = [(each.person_id, each.kind, each.what, each.number) for each in involved(admitted)]
    rob = made.crew.rob.id
    assert parts == [
        (rob, REVIEWED, "reviewed the application", admitted.number),
        (rob, REVIEWED, "judged prerequisites", admitted.number),
        (rob, REVIEWED, "decided on admission", admitted.number),
    ]
    assert involved(a_complete_draft(made, cast.otto)) == []


def test_a_draft_is_not_taken_up(cast: Cast, made: Made, rob: Any) -> None:
    refused("state", reviews.take_up, by=rob, application=a_draft(made, cast.carla), no_conflict=True)


def test_two_acts_of_the_same_moment_do_not_overwrite_each_other(cast: Cast, made: Made, rob: Any) -> None:
    seen = in_review(made, cast.carla)
    reviews.ask(by=rob, application=seen, question="Which year?")
    refused("state", reviews.ask, by=rob, application=seen, question="Which year?")
    draft = a_draft(made, cast.otto)
    applications.answer_notice(by=acting(cast.otto), application=draft, needs_help=False)
    refused("stale", applications.answer_notice, by=acting(cast.otto), application=draft, needs_help=True)
