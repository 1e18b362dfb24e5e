"""The controls of applying: silent on true records, exact on forged ones."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from guildhall.applications import controls
from guildhall.applications.acts import accommodations, applications, reviews
from guildhall.applications.models import Accommodation, Application, RequirementResult, Signature
from guildhall.identity.acts import grants
from guildhall.identity.models import Grant
from guildhall.kernel import clock as house_clock
from guildhall.kernel.declarations import Answer, Control, ControlState
from guildhall.personnel.models import Clearance
from tests import forge
from tests.applications.making import a_rejected, a_submitted, an_admitted, in_review
from tests.cast import Cast, acting
from tests.making import Made

ALL = [
    controls.admitted_met_what_was_due,
    controls.judges_were_authorised,
    controls.reviewers_declared,
    controls.nobody_waits_too_long,
    controls.rejections_have_reasons,
    controls.arrangements_are_decided_in_time,
    controls.own_personnel_has_a_safeguard,
    controls.submissions_are_whole,
    controls.findings_rest_on_evidence,
]


def named(control: Control) -> list[tuple[str, str]]:
    answer = control.query()
    for finding in answer.findings:
        assert reverse(finding.link[0], args=finding.link[1:])
    return [(finding.number, str(finding.sentence)) for finding in answer.findings]


@pytest.fixture
def life(cast: Cast, made: Made) -> dict[str, Application]:
    """An admitted applicant with arrangements, a rejected one, one in review, and one of the own personnel."""
    admitted = an_admitted(made, cast, cast.carla)
    asked = accommodations.request(by=acting(cast.carla), application=admitted, wish="More time: dyslexia.")
    accommodations.refuse(by=acting(made.crew.abel), accommodation=asked, reasons="Speed is examined.")
    flagged = a_submitted(made, made.crew.ivo)
    reviews.safeguard(by=acting(cast.quinn), application=flagged, safeguard="By others.")
    return {
        "admitted": Application.objects.get(pk=admitted.pk),
        "rejected": a_rejected(made, cast.otto),
        "reviewed": in_review(made, cast.gero),
        "flagged": Application.objects.get(pk=flagged.pk),
    }


def test_every_control_holds_over_true_records(life: dict[str, Application]) -> None:
    answers = {control.name: control.query() for control in ALL}
    assert {name for name, answer in answers.items() if answer.state is not ControlState.HOLDS} == set()
    assert [name for name, answer in answers.items() if not answer.looked_at] == [
        "applications.arrangements_are_decided_in_time"
    ]


def test_no_control_finds_anything_wrong_in_an_empty_body(cast: Cast) -> None:
    states = {control.name: control.query().state for control in ALL}
    assert states.pop("applications.own_personnel_has_a_safeguard") is ControlState.NOT_APPLICABLE
    assert set(states.values()) == {ControlState.HOLDS}


@pytest.mark.parametrize("how", ["without", "not-met"])
def test_who_was_admitted_without_a_requirement_is_named(life: dict[str, Application], how: str) -> None:
    result = RequirementResult.objects.get(application=life["admitted"], requirement__code="EDU")
    forge.remove(result) if how == "without" else forge.alter(result, verdict="not-met")
    assert named(controls.admitted_met_what_was_due) == [
        (
            life["admitted"].number,
            "was admitted with a requirement that was due and has no result, or was found not met",
        )
    ]


def test_a_judgement_by_somebody_without_the_role_is_named(
    cast: Cast, made: Made, life: dict[str, Application]
) -> None:
    forge.alter(RequirementResult.objects.filter(application=life["admitted"])[0], found_by=cast.olive)
    forge.alter(Accommodation.objects.get(), decided_by=made.crew.rob)
    sentence = "was judged by somebody who did not hold the role for that scheme on that day"
    assert named(controls.judges_were_authorised) == [
        (life["admitted"].number, sentence),
        (Accommodation.objects.get().number, sentence),
    ]


def test_a_judgement_after_the_role_lapsed_or_ended_is_named_and_one_before_is_not(
    cast: Cast, made: Made, life: dict[str, Application], clock: Any
) -> None:
    clock.move(days=1)
    grants.end(by=acting(cast.tom), grant=Grant.objects.get(person=made.crew.rob), reason="He leaves.")
    clock.move(days=1)
    assert named(controls.judges_were_authorised) == []
    forge.alter(life["rejected"], decided_at=house_clock.now())
    assert [number for number, _ in named(controls.judges_were_authorised)] == [life["rejected"].number]


def test_a_judgement_after_the_authorisation_ran_out_is_named(life: dict[str, Application], clock: Any) -> None:
    clock.move(days=400)
    assert named(controls.judges_were_authorised) == []
    forge.alter(life["admitted"], decided_at=house_clock.now())
    assert [number for number, _ in named(controls.judges_were_authorised)] == [life["admitted"].number]


def test_a_review_without_a_declaration_is_named(life: dict[str, Application]) -> None:
    forge.remove(Clearance.objects.get(about=life["reviewed"].ref))
    assert named(controls.reviewers_declared) == [
        (life["reviewed"].number, "was reviewed without a declaration on conflicts")
    ]


def test_a_review_of_ones_own_application_is_named(cast: Cast, made: Made, life: dict[str, Application]) -> None:
    forge.alter(life["reviewed"], person=made.crew.rob)
    assert named(controls.reviewers_declared) == [(life["reviewed"].number, "was reviewed by whoever applied")]


def test_an_application_that_waits_too_long_is_named_on_its_day(life: dict[str, Application], clock: Any) -> None:
    answer: Answer = controls.nobody_waits_too_long.query()
    assert (answer.findings, answer.changes_on) == ([], house_clock.today() + timedelta(days=31))
    clock.move(days=30)
    assert named(controls.nobody_waits_too_long) == []
    clock.move(days=1)
    assert sorted(named(controls.nobody_waits_too_long)) == [
        (number, "waits for the body longer than the scheme allows")
        for number in sorted([life["reviewed"].number, life["flagged"].number])
    ]


def test_an_application_that_waits_for_the_applicant_is_not_the_bodys_delay(
    made: Made, life: dict[str, Application], clock: Any
) -> None:
    reviews.ask(by=acting(made.crew.rob), application=life["reviewed"], question="Which year?")
    clock.move(days=60)
    assert [number for number, _ in named(controls.nobody_waits_too_long)] == [life["flagged"].number]


@pytest.mark.parametrize("how", ["reasons", "requirement"])
def test_a_rejection_without_reasons_or_requirement_is_named(life: dict[str, Application], how: str) -> None:
    if how == "reasons":
        forge.alter(life["rejected"], reasons=b"")
    for result in RequirementResult.objects.filter(application=life["rejected"]) if how == "requirement" else ():
        forge.alter(result, verdict="met")
    assert named(controls.rejections_have_reasons) == [
        (life["rejected"].number, "was turned down without reasons that rest on a requirement")
    ]


def test_a_refusal_of_arrangements_without_reasons_is_named(life: dict[str, Application]) -> None:
    asked = Accommodation.objects.get()
    forge.alter(asked, reasons=b"")
    assert named(controls.rejections_have_reasons) == [
        (asked.number, "was refused, in whole or in part, without reasons")
    ]


def test_arrangements_that_wait_too_long_are_named_while_somebody_may_be_examined(
    cast: Cast, life: dict[str, Application], clock: Any
) -> None:
    now = Application.objects.get(pk=life["reviewed"].pk)
    asked = accommodations.request(by=acting(cast.olive), application=_served(now), wish="Questions read aloud.")
    clock.move(days=21)
    assert named(controls.arrangements_are_decided_in_time) == []
    clock.move(days=1)
    assert named(controls.arrangements_are_decided_in_time) == [(asked.number, "has waited too long for its decision")]
    applications.withdraw(by=acting(cast.gero), application=Application.objects.get(pk=now.pk))
    assert named(controls.arrangements_are_decided_in_time) == []


def _served(application: Application) -> Application:
    forge.alter(application, on_paper=True)
    return Application.objects.get(pk=application.pk)


def test_an_admission_of_the_own_personnel_without_a_safeguard_is_named(life: dict[str, Application]) -> None:
    forge.alter(life["admitted"], employed=True)
    assert named(controls.own_personnel_has_a_safeguard) == [
        (life["admitted"].number, "was admitted without a safeguard, though the applicant works for the body")
    ]


def test_a_safeguard_by_the_applicant_is_named(made: Made, life: dict[str, Application]) -> None:
    forge.alter(life["flagged"], safeguard_by=made.crew.ivo)
    assert named(controls.own_personnel_has_a_safeguard) == [
        (life["flagged"].number, "has a safeguard by somebody who has a part in it")
    ]


@pytest.mark.parametrize("hole", ["agreement", "notice", "document", "overview"])
def test_a_submission_with_a_hole_is_named(life: dict[str, Application], hole: str) -> None:
    reviewed = life["reviewed"]
    if hole == "agreement":
        forge.remove(Signature.objects.get(application=reviewed, kind="agreement"))
    else:
        late = house_clock.now() + timedelta(days=1)
        holes = {
            "notice": {"needs_help": None},
            "document": {"identity_document": b""},
            "overview": {"overview_at": late},
        }
        forge.alter(reviewed, **holes[hole])
    assert named(controls.submissions_are_whole) == [
        (reviewed.number, "was submitted without overview, identification, answer to the notice, or agreement")
    ]


def test_a_finding_on_nothing_is_named(life: dict[str, Application]) -> None:
    result = RequirementResult.objects.filter(application=life["admitted"])[0]
    forge.alter(result, rests_on=[])
    assert named(controls.findings_rest_on_evidence) == []
    forge.alter(result, rests_on=[], reasons=b"")
    assert named(controls.findings_rest_on_evidence) == [
        (life["admitted"].number, "has a requirement that was found met on nothing")
    ]
