"""The controls of schemes: silent on what acts made, exact on what was forged."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from guildhall.documents.queries import public_statement
from guildhall.identity.roles import SCHEME_MANAGER
from guildhall.kernel import clock as house_clock
from guildhall.kernel.declarations import Answer, Control, ControlState
from guildhall.schemes import controls, queries
from guildhall.schemes.acts import drafts, parties, versions
from guildhall.schemes.models import PanelMember
from tests import forge
from tests.cast import Cast, acting, authorise
from tests.making import Made, put_into_effect

ALL = [
    controls.analysis_is_current,
    controls.panels_are_balanced,
    controls.versions_are_validated,
    controls.versions_had_four_eyes,
    controls.prerequisites_are_justified,
    controls.prerequisites_are_open,
    controls.blueprints_add_up,
    controls.cuts_have_their_basis,
    controls.intervals_are_justified,
    controls.everything_is_public,
]


def named(control: Control) -> list[tuple[str, str]]:
    return [(finding.number, finding.sentence) for finding in control.query().findings]


def test_controls_hold_on_a_scheme_made_by_acts(made: Made) -> None:
    answers: dict[str, Answer] = {control.name: control.query() for control in ALL}
    assert {name: answer.state for name, answer in answers.items()} == dict.fromkeys(answers, ControlState.HOLDS)
    assert all(answer.looked_at for answer in answers.values())


def test_controls_do_not_apply_before_there_is_a_scheme(cast: Cast) -> None:
    states = {control.name: control.query().state for control in ALL}
    assert states == dict.fromkeys(states, ControlState.NOT_APPLICABLE)


def test_draft_is_nobodys_finding(made: Made) -> None:
    drafts.begin(by=acting(made.crew.sam), scheme=made.scheme, title="Empty")
    assert [control.name for control in ALL if control.query().findings] == []


def test_analysis_that_is_too_old_is_named_and_its_day_foretold(made: Made, clock: Any) -> None:
    approved = house_clock.day_of(made.version.analysis.approved_at)
    assert controls.analysis_is_current.query().changes_on == approved.replace(year=approved.year + 5)
    clock.move(days=5 * 365 + 2)
    assert named(controls.analysis_is_current) == [("WTT-1", "rests on a job analysis that is older than its interval")]


def test_version_without_an_analysis_is_named_unless_others_own_the_scheme(made: Made) -> None:
    forge.alter(made.version, analysis=None)
    assert named(controls.analysis_is_current) == [("WTT-1", "rests on no approved job analysis")]
    forge.alter(made.scheme, owner="Association")
    assert controls.analysis_is_current.query().state is ControlState.NOT_APPLICABLE


def test_panel_on_which_one_interest_prevails_is_named(made: Made) -> None:
    member = PanelMember.objects.get(person=made.crew.pit)
    forge.alter(member, interest="Operators")
    number = made.version.analysis.number
    said = "rests on a panel on which one interest has the majority, or on no panel"
    assert named(controls.panels_are_balanced) == [(number, said)]
    for each in PanelMember.objects.all():
        forge.alter(each, state="left")
    assert named(controls.panels_are_balanced) == [(number, said)]


def test_version_that_was_not_validated_or_not_reviewed_in_time_is_named(made: Made, clock: Any) -> None:
    clock.move(days=366)
    assert named(controls.versions_are_validated) == [("WTT-1", "was not reviewed in time")]
    forge.alter(made.version, validated_at=None, validated_by=None)
    assert ("WTT-1", "was never validated") in named(controls.versions_are_validated)


def test_day_of_the_next_review_is_foretold(made: Made) -> None:
    assert controls.versions_are_validated.query().changes_on == house_clock.today() + timedelta(days=365)


def test_version_that_somebody_approved_who_wrote_in_it_is_named(made: Made) -> None:
    crew = made.crew
    authorise(crew.pit, SCHEME_MANAGER, made.scope)
    draft = drafts.begin(by=acting(crew.sam), scheme=made.scheme, title="Turbines", like=made.version)
    told = {"name": "Insurers", "category": "Insurers", "asked": "A look", "answer": "Yearly"}
    parties.write(by=acting(crew.pit), version=draft, **told)
    draft = drafts.plan_transition(by=acting(crew.sam), version=draft, transition="At their end.")
    later = put_into_effect(crew, draft)
    assert named(controls.versions_had_four_eyes) == []

    forge.alter(later, approved_by=crew.pit)

    assert named(controls.versions_had_four_eyes) == [
        ("WTT-2", "was approved or validated by somebody who wrote in it")
    ]


@pytest.mark.parametrize("bare", [{"rationale": ""}, {"rationale": " \n"}, {"evidence": ""}])
def test_prerequisite_without_rationale_is_named(made: Made, bare: dict[str, str]) -> None:
    forge.alter(made.requirements["EDU"], **bare)
    assert named(controls.prerequisites_are_justified) == [
        ("WTT-1 EDU", "has a prerequisite without rationale or evidence")
    ]


@pytest.mark.parametrize("closed", [{"kind": "membership"}, {"own_course_only": True}])
def test_prerequisite_that_binds_to_an_association_or_to_us_is_named(made: Made, closed: dict[str, Any]) -> None:
    forge.alter(made.requirements["SAFE"], **closed)
    assert named(controls.prerequisites_are_open) == [
        ("WTT-1 SAFE", "asks for membership, or for our own course alone")
    ]


def test_blueprint_that_does_not_add_up_is_named(made: Made) -> None:
    forge.alter(made.written, items=7)
    assert named(controls.blueprints_add_up) == [("WTT-1 W", "has a blueprint that does not add up")]


def test_component_without_a_blueprint_does_not_add_up_either(made: Made) -> None:
    forge.alter(made.practical, items=4)
    assert named(controls.blueprints_add_up) == [("WTT-1 P", "has a blueprint that does not add up")]


def test_cut_without_a_basis_is_named(made: Made) -> None:
    forge.alter(made.practical, cut_basis=" ")
    assert named(controls.cuts_have_their_basis) == [("WTT-1 P", "has a cut without a basis")]


@pytest.mark.parametrize("bare", [{"interval_rationale": ""}, {"recertification": " "}, {"validity_months": None}])
def test_interval_without_rationale_is_named(made: Made, bare: dict[str, Any]) -> None:
    forge.alter(made.version, **bare)
    assert named(controls.intervals_are_justified) == [
        ("WTT-1", "says not why its certification is valid so long, or not how it is renewed")
    ]


@pytest.mark.parametrize("bare", [{"scope_words": ""}, {"process": " "}])
def test_scheme_that_shows_too_little_is_named(made: Made, bare: dict[str, str]) -> None:
    forge.alter(made.version, **bare)
    assert named(controls.everything_is_public) == [("WTT-1", "shows no scope, process or prerequisites")]


def test_scheme_without_prerequisites_says_why(made: Made) -> None:
    for requirement in made.requirements.values():
        forge.remove(requirement)
    assert named(controls.everything_is_public) == [("WTT-1", "shows no scope, process or prerequisites")]
    forge.alter(made.version, not_applicable={"prerequisites": "Anybody may try."})
    assert named(controls.everything_is_public) == []


def test_scheme_beside_which_a_statement_is_missing_is_named(made: Made) -> None:
    forge.alter(public_statement("appeals"), state="withdrawn")
    assert named(controls.everything_is_public) == [("WTT-1", "is public, and a statement is not")]


def test_replaced_version_is_looked_at_as_long_as_somebody_is_under_it(made: Made) -> None:
    by = acting(made.crew.sam)
    draft = drafts.begin(by=by, scheme=made.scheme, title="Turbines", like=made.version)
    put_into_effect(made.crew, drafts.plan_transition(by=by, version=draft, transition="At their end."))
    forge.alter(made.written, cut_basis="", cut=Decimal(50))
    assert named(controls.cuts_have_their_basis) == [("WTT-1 W", "has a cut without a basis")]

    before = queries.versions().get(number="WTT-1")
    versions.retire(by=by, version=before, reason="Nobody is under it any more.")

    assert named(controls.cuts_have_their_basis) == []
