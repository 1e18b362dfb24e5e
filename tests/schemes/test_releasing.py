"""The way of a version to effect: whole, validated, approved by others, published, in effect, replaced, reviewed."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from guildhall.identity.roles import SCHEME_APPROVER, SCHEME_MANAGER
from guildhall.jobs.declared import Kind
from guildhall.jobs.queueing import queue
from guildhall.jobs.worker import Worker
from guildhall.kernel import actors
from guildhall.kernel import clock as house_clock
from guildhall.schemes import binding, elements, jobs, queries
from guildhall.schemes.acts import (
    analyses,
    competences,
    components,
    domains,
    drafts,
    parties,
    requirements,
    schemes,
    versions,
)
from guildhall.schemes.contents import Contents
from guildhall.schemes.models import SchemeVersion, VersionReview
from tests import forge
from tests.cast import Cast, acting, authorise
from tests.making import Made, put_into_effect
from tests.schemes.conftest import Begun, refused


@pytest.fixture
def sam(begun: Begun) -> Any:
    return acting(begun.crew.sam)


@pytest.fixture
def draft(begun: Begun) -> SchemeVersion:
    return begun.draft()


@pytest.fixture
def submitted(draft: SchemeVersion, sam: Any) -> SchemeVersion:
    return versions.submit(by=sam, version=draft)


def in_a_year() -> date:
    return house_clock.today() + timedelta(days=365)


def validated(begun: Begun, version: SchemeVersion) -> SchemeVersion:
    told = {"validation": "Pilot with twelve", "next_review_on": in_a_year()}
    return versions.validate(by=acting(begun.crew.pia), version=version, **told)


def approved(begun: Begun, version: SchemeVersion) -> SchemeVersion:
    return versions.approve(by=acting(begun.crew.ava), version=validated(begun, version))


def lacking(version: SchemeVersion) -> list[tuple[str, str]]:
    return [(each.element.code, each.sentence) for each in elements.missing(Contents(version))]


def test_empty_version_lacks_everything_that_is_asked(begun: Begun, sam: Any) -> None:
    version = drafts.begin(by=sam, scheme=begun.scheme, title="Turbines")
    asked = {each.code for each in elements.ELEMENTS} - {"owner", "transition", "rationale", "blueprint"}

    refusal = refused("R-50", versions.submit, by=sam, version=version)

    assert {code for code, _sentence in lacking(version)} == asked
    assert all(sentence in refusal.sentence for _code, sentence in lacking(version))
    assert refusal.mend.link == ("schemes:version", str(version.pk))


TAKEN_AWAY: dict[str, tuple[Callable[[SchemeVersion, Any], Any], list[tuple[str, str]]]] = {
    "scope": (
        lambda v, by: drafts.describe(
            by=by, version=v, title="T", scope_words=" ", purpose="P", need="N", population="P"
        ),
        [("scope", "it says nothing on: scope")],
    ),
    "parties": (
        lambda v, by: parties.strike(by=by, version=v, name="Operators' association"),
        [("parties", "no interested party was heard")],
    ),
    "answer": (
        lambda v, by: parties.write(by=by, version=v, name="Insurers", category="Insurers", asked="A yearly look"),
        [("parties", "Insurers asked for something and was not answered")],
    ),
    "weights": (
        lambda v, by: domains.write(
            by=by, version=v, code="A", title="Safety", weight=Decimal(51), deviation="Law", seen=0
        ),
        [("weights", "the weights of its domains make 101.00 per cent, not 100")],
    ),
    "deviation": (
        lambda v, by: [
            domains.write(by=by, version=v, code=code, title=code, weight=weight, seen=0)
            for code, weight in (("A", Decimal(40)), ("B", Decimal(40)))
        ],
        [
            ("weights", "domain A weighs otherwise than in the analysis, and no reason says why"),
            ("weights", "domain B weighs otherwise than in the analysis, and no reason says why"),
        ],
    ),
    "tasks": (
        lambda v, by: competences.write(
            by=by, version=v, code="K1", statement="Works.", kind="skill", domain="A", seen=0
        ),
        [("competence", "competence K1 comes from no task of its analysis")],
    ),
    "competence of a domain": (
        lambda v, by: competences.strike(by=by, version=v, code="K3"),
        [("blueprint", "domain C is examined, and no competence belongs to it")],
    ),
    "assessment of a domain": (
        lambda v, by: components.compute(by=by, version=v, component="W", domains=("A", "B")),
        [("blueprint", "no component examines domain C")],
    ),
    "items": (
        lambda v, by: components.write(
            by=by,
            version=v,
            code="W",
            kind="written",
            title="W",
            method="M",
            cut=Decimal(60),
            cut_basis="A",
            minutes=30,
            items=7,
            seen=1,
        ),
        [("blueprint", "the blueprint of component W does not make its 7 items")],
    ),
}


@pytest.mark.parametrize("what", TAKEN_AWAY)
def test_refusal_names_exactly_what_is_missing(draft: SchemeVersion, sam: Any, what: str) -> None:
    assert lacking(draft) == []
    take_away, missing = TAKEN_AWAY[what]
    take_away(draft, sam)
    assert lacking(SchemeVersion.objects.get(pk=draft.pk)) == missing


def test_prerequisites_may_be_left_out_with_a_reason(draft: SchemeVersion, sam: Any) -> None:
    for code in ("EDU", "SAFE", "EXP"):
        requirements.strike(by=sam, version=draft, code=code)
    assert lacking(draft) == [("prerequisites", "it names no prerequisite")]
    told = {"element": "prerequisites", "reason": "Anybody may try."}
    assert lacking(drafts.leave_out(by=sam, version=draft, **told)) == []


def test_analysis_is_approved_and_not_too_old(draft: SchemeVersion, clock: Any) -> None:
    number = draft.analysis.number
    clock.move(days=5 * 365 + 2)
    assert lacking(draft) == [("analysis", f"its job analysis {number} is too old")]


def test_version_rests_on_no_analysis_that_is_still_rated(begun: Begun, draft: SchemeVersion, sam: Any) -> None:
    other = analyses.begin(by=sam, scheme=begun.scheme, title="Turbines anew", method="Interviews")
    resting = drafts.rest_on(by=sam, version=draft, analysis=other)
    codes = [code for code, _sentence in lacking(resting)]
    assert codes == ["competence"] * 3 + ["experts", "analysis"] + ["weights"] * 3


def test_scheme_of_others_needs_their_agreement_and_evidence_instead(begun: Begun, cast: Cast, sam: Any) -> None:
    schemes.correct(
        by=acting(cast.tom), scheme=begun.scheme, name="Turbines", owner="Association", reason="They own it."
    )
    version = drafts.begin(by=sam, scheme=begun.scheme, title="Turbines")
    asked = {code for code, _sentence in lacking(version)}
    assert "owner" in asked
    assert asked & {"experts", "analysis"} == set()

    noted = drafts.note_owner(by=sam, version=version, owner_agreement="AG-7, to 2030", owner_evidence="Study of 2025")

    assert asked - {code for code, _sentence in lacking(noted)} == {"owner"}


def test_version_is_validated_by_an_expert_who_did_not_write_in_it(begun: Begun, submitted: SchemeVersion) -> None:
    told = {"version": submitted, "validation": "Pilot", "next_review_on": in_a_year()}
    refused("R-11", versions.validate, by=acting(begun.crew.sam), **told)
    refused("R-46", versions.validate, by=acting(begun.crew.ivo), **told)
    refused("validation", versions.validate, by=acting(begun.crew.pia), **{**told, "validation": " "})

    done = versions.validate(by=acting(begun.crew.pia), **told)

    assert (done.validated_by, done.next_review_on) == (begun.crew.pia, in_a_year())


def test_only_what_was_submitted_is_validated(begun: Begun, draft: SchemeVersion) -> None:
    told = {"version": draft, "validation": "Pilot", "next_review_on": in_a_year()}
    refused("validation", versions.validate, by=acting(begun.crew.pia), **told)


def test_next_review_lies_within_the_length_that_is_set(begun: Begun, submitted: SchemeVersion) -> None:
    told = {"by": acting(begun.crew.pia), "version": submitted, "validation": "Pilot"}
    for day in (house_clock.today(), in_a_year() + timedelta(days=1)):
        assert refused("T-16", versions.validate, **told, next_review_on=day).field == "next_review_on"


def test_author_does_not_approve_whatever_their_role(begun: Begun, submitted: SchemeVersion) -> None:
    authorise(begun.crew.sam, SCHEME_APPROVER, begun.scheme.scope)
    version = validated(begun, submitted)
    refusal = refused("R-11", versions.approve, by=acting(begun.crew.sam), version=version)
    assert refusal.clauses == ("2012:8.4", "2012:10.2.3", "2026:8")


def test_whoever_wrote_one_part_is_an_author_too(begun: Begun, draft: SchemeVersion, sam: Any) -> None:
    authorise(begun.crew.ava, SCHEME_MANAGER, begun.scheme.scope)
    told = {"name": "Insurers", "category": "Insurers", "asked": "A look", "answer": "Yearly"}
    parties.write(by=acting(begun.crew.ava), version=draft, **told)
    version = validated(begun, versions.submit(by=sam, version=draft))
    refused("R-11", versions.approve, by=acting(begun.crew.ava), version=version)


def test_administrator_does_not_pass_either(begun: Begun, submitted: SchemeVersion, cast: Cast) -> None:
    version = validated(begun, submitted)
    for person in (cast.ada, cast.tom, begun.crew.pia):
        refused("R-46", versions.approve, by=acting(person), version=version)


def test_version_is_approved_on_its_validation(begun: Begun, submitted: SchemeVersion) -> None:
    refused("R-50", versions.approve, by=acting(begun.crew.ava), version=submitted)
    done = approved(begun, submitted)
    assert (done.state, done.approved_by) == ("approved", begun.crew.ava)


def test_version_that_became_incomplete_is_not_approved(begun: Begun, submitted: SchemeVersion) -> None:
    version = validated(begun, submitted)
    forge.alter(version, scope_words="")
    refusal = refused("R-50", versions.approve, by=acting(begun.crew.ava), version=version)
    assert refusal.sentence == "WTT-1 is not whole: it says nothing on: scope."


def test_version_that_is_sent_back_is_validated_anew(begun: Begun, submitted: SchemeVersion, sam: Any) -> None:
    version = validated(begun, submitted)
    refused("said-why", versions.send_back, by=acting(begun.crew.ava), version=version, reason=" ")
    back = versions.send_back(by=acting(begun.crew.ava), version=version, reason="The cut rests on too few judges.")
    again = versions.submit(by=sam, version=back)
    assert (again.validated_by, again.validated_at, again.validation, again.next_review_on) == (None, None, "", None)


def test_nothing_is_published_without_the_statements_of_the_body(begun: Begun, submitted: SchemeVersion) -> None:
    version = approved(begun, submitted)
    told = {"version": version, "effective_on": house_clock.today(), "no_training_favoured": True}
    refusal = refused("R-42", versions.publish, by=acting(begun.crew.sam), **told)
    assert (refusal.sentence, refusal.mend.link) == (
        "The body has no public statement in effect on: Impartiality, Appeals, Complaints.",
        ("documents:documents",),
    )


@pytest.mark.usefixtures("public_statements")
def test_nothing_is_published_unless_the_question_on_training_is_answered(
    begun: Begun, submitted: SchemeVersion
) -> None:
    version = approved(begun, submitted)
    told = {"by": acting(begun.crew.sam), "version": version}
    refusal = refused("R-56", versions.publish, **told, effective_on=house_clock.today())
    assert refusal.field == "no_training_favoured"
    yesterday = house_clock.today() - timedelta(days=1)
    refused("effect-ahead", versions.publish, **told, effective_on=yesterday, no_training_favoured=True)


@pytest.mark.usefixtures("public_statements")
def test_version_takes_effect_on_its_day_by_the_job(begun: Begun, submitted: SchemeVersion, clock: Any) -> None:
    later = house_clock.today() + timedelta(days=10)
    told = {"effective_on": later, "no_training_favoured": True}
    version = versions.publish(by=acting(begun.crew.sam), version=approved(begun, submitted), **told)
    refused("effect-ahead", versions.take_effect, by=actors.machine("timers"), version=version)
    run_job(jobs.take_effect)
    assert list(queries.open_to_applicants()) == []

    clock.move(days=10)
    run_job(jobs.take_effect)
    run_job(jobs.take_effect)

    assert [each.number for each in queries.open_to_applicants()] == ["WTT-1"]


def run_job(kind: Kind[Any]) -> None:
    """Let a worker do what the house does by itself."""
    queue(kind)
    Worker().do_jobs()


def test_nobody_puts_a_version_into_effect_by_hand(made: Made) -> None:
    refused("permission", versions.take_effect, by=acting(made.crew.sam), version=made.version)
    refused("permission", versions.supersede, by=acting(made.crew.sam), version=made.version)


def next_version(made: Made) -> SchemeVersion:
    by = acting(made.crew.sam)
    version = drafts.begin(by=by, scheme=made.scheme, title="Turbines", like=made.version)
    return drafts.plan_transition(by=by, version=version, transition="Valid until their end; then the new one.")


def test_later_version_says_how_people_pass_over_and_replaces_the_one_in_effect(made: Made) -> None:
    by = acting(made.crew.sam)
    bare = drafts.begin(by=by, scheme=made.scheme, title="Turbines", like=made.version)
    assert lacking(bare) == [("transition", "it says nothing on: transition from the version in effect")]
    versions.abandon(by=by, version=bare, reason="To begin again.")

    later = put_into_effect(made.crew, next_version(made))

    before = SchemeVersion.objects.get(pk=made.version.pk)
    assert (later.state, before.state, before.superseded_on) == ("effective", "superseded", house_clock.today())
    assert queries.in_effect(made.scheme) == later


def test_who_began_under_a_version_stays_under_it_until_it_is_retired(made: Made) -> None:
    by = acting(made.crew.sam)
    put_into_effect(made.crew, next_version(made))
    before = SchemeVersion.objects.select_related("scheme__scope").get(pk=made.version.pk)
    assert (binding.takes_applications(before).code, binding.version_binds(before)) == ("R-24", None)

    refused("said-why", versions.retire, by=by, version=before, reason="")
    retired = versions.retire(by=by, version=before, reason="Nobody is under it any more.")

    refusal = binding.version_binds(retired)
    assert (refusal.code, refusal.clauses[0]) == ("R-24", "2012:8.1")


def test_version_in_effect_takes_applications_and_a_draft_does_not(made: Made) -> None:
    draft = drafts.begin(by=acting(made.crew.sam), scheme=made.scheme, title="Turbines")
    assert binding.takes_applications(made.version) is None
    assert (binding.takes_applications(draft).code, binding.version_binds(draft).code) == ("R-24", "R-24")


def test_review_ends_with_a_decision_by_somebody_else_than_its_author(made: Made, clock: Any) -> None:
    clock.move(days=200)
    told = {"version": made.version, "outcome": "keep", "findings": "Nothing changed.", "next_review_on": in_a_year()}
    ava = acting(made.crew.ava)
    refused("R-11", versions.review, by=acting(made.crew.sam), **told)
    refused("review-told", versions.review, by=ava, **{**told, "outcome": "maybe"})
    refused("review-told", versions.review, by=ava, **{**told, "findings": " "})
    refused("T-16", versions.review, by=ava, **{**told, "next_review_on": in_a_year() + timedelta(days=1)})

    reviewed = versions.review(by=ava, **told)

    kept = VersionReview.objects.get()
    assert (reviewed.next_review_on, kept.outcome, kept.reviewed_by) == (in_a_year(), "keep", made.crew.ava)


def test_only_what_is_in_effect_is_reviewed(begun: Begun, draft: SchemeVersion) -> None:
    told = {"version": draft, "outcome": "keep", "findings": "Nothing.", "next_review_on": in_a_year()}
    refused("review-effect", versions.review, by=acting(begun.crew.ava), **told)


def test_version_is_abandoned_with_a_reason_before_it_is_published(draft: SchemeVersion) -> None:
    by = actors.person(draft.authored_by_id)
    refused("said-why", versions.abandon, by=by, version=draft, reason="")
    assert versions.abandon(by=by, version=draft, reason="The trade changed.").state == "abandoned"


def test_requirements_are_asked_by_stage(made: Made) -> None:
    due = queries.requirements_due(made.version, "application", "decision")
    assert [each.code for each in due] == ["EDU", "SAFE", "EXP"]
    assert [each.code for each in queries.requirements_due(made.version, "examination")] == []
