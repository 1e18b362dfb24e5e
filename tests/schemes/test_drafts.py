"""A version is begun and written, with its parts; what was submitted is written no more."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from guildhall.identity.models import Person
from guildhall.schemes import queries
from guildhall.schemes.acts import competences, components, domains, drafts, parties, requirements, schemes, versions
from guildhall.schemes.contents import Contents
from guildhall.schemes.models import BlueprintRow, CompetenceTask, Requirement, SchemeVersion
from tests.cast import Cast, acting
from tests.making import Made, a_crew
from tests.schemes.conftest import Begun, refused

TERMS = {"validity_months": 36, "interval_rationale": "Why", "recertification": "How"}
REQUIREMENT = {
    "kind": "training",
    "words": "A training.",
    "rationale": "Needed.",
    "evidence": "A record.",
    "stage": "application",
}
COMPONENT = {
    "kind": "written",
    "title": "Written",
    "method": "Items",
    "cut": Decimal(60),
    "cut_basis": "Angoff",
    "minutes": 60,
}


@pytest.fixture
def draft(begun: Begun) -> SchemeVersion:
    return begun.draft()


@pytest.fixture
def sam(begun: Begun) -> Any:
    return acting(begun.crew.sam)


def parts_of(version: SchemeVersion) -> dict[str, Any]:
    """Everything that a version says, by codes, without what belongs to it alone."""
    contents = Contents(version)
    return {
        "words": {name: getattr(version, name) for name in drafts.WORDS},
        "parties": [(each.name, each.category, each.asked, each.answer) for each in contents.parties],
        "domains": [(each.code, each.title, each.weight, each.analysed_as, each.position) for each in contents.domains],
        "competences": [
            (each.code, each.statement, each.domain.code, [s.task.number for s in contents.tasks_of(each)])
            for each in contents.competences
        ],
        "requirements": [
            (each.code, each.words, each.stage, each.competence and each.competence.code, each.position)
            for each in contents.requirements
        ],
        "components": [(each.code, each.title, each.cut, each.fee, each.items) for each in contents.components],
        "blueprints": [(row.component.code, row.domain.code, row.share, row.items) for row in contents.blueprints],
    }


def test_version_is_numbered_by_the_scheme(begun: Begun, sam: Any) -> None:
    first = drafts.begin(by=sam, scheme=begun.scheme, title="Turbines", edition="2026 2012")
    versions.abandon(by=sam, version=first, reason="Begun twice.")
    second = drafts.begin(by=sam, scheme=begun.scheme, title="Turbines")
    assert [(each.number, each.edition, each.authored_by) for each in (first, second)] == [
        ("WTT-1", "2012 2026", begun.crew.sam),
        ("WTT-2", "2012 2026", begun.crew.sam),
    ]


def test_scheme_has_one_version_in_work(begun: Begun, draft: SchemeVersion, sam: Any) -> None:
    refusal = refused("version-one", drafts.begin, by=sam, scheme=begun.scheme, title="Turbines")
    assert refusal.mend.link == ("schemes:version", str(draft.pk))


def test_version_is_held_to_an_edition_that_there_is(begun: Begun, sam: Any) -> None:
    for edition in ("", "2003", "2012 2003"):
        refused("edition-known", drafts.begin, by=sam, scheme=begun.scheme, title="Turbines", edition=edition)


def test_version_has_a_title_that_fits(begun: Begun, sam: Any) -> None:
    for title in ("", " ", "x" * 201):
        refused("title-said", drafts.begin, by=sam, scheme=begun.scheme, title=title)


def test_new_version_begins_as_a_copy_of_everything(made: Made) -> None:
    copy = drafts.begin(by=acting(made.crew.sam), scheme=made.scheme, title="Turbines", like=made.version)
    assert parts_of(copy) == parts_of(made.version)
    assert (copy.analysis, copy.state, copy.transition) == (made.version.analysis, "draft", "")
    assert not set(Requirement.objects.filter(version=copy)) & set(Requirement.objects.filter(version=made.version))


def test_copy_and_analysis_come_from_the_same_scheme(made: Made, cast: Cast) -> None:
    other = schemes.open_scheme(by=acting(cast.tom), code="BRT", name="Blades")
    crew = a_crew(cast, other.scope)
    by = acting(crew.sam)
    told = {"by": by, "scheme": other, "title": "Blades"}
    refused("copy-own", drafts.begin, **told, like=made.version)
    refused("analysis-its-own", drafts.begin, **told, analysis=made.version.analysis)
    version = drafts.begin(**told)
    refused("copy-own", drafts.copy, by=by, version=version, like=made.version)
    refused("analysis-its-own", drafts.rest_on, by=by, version=version, analysis=made.version.analysis)


def test_copy_does_not_mix_with_what_is_written(made: Made) -> None:
    by = acting(made.crew.sam)
    version = drafts.begin(by=by, scheme=made.scheme, title="Turbines")
    domains.write(by=by, version=version, code="A", title="Safety", weight=Decimal(100))
    refused("copy-own", drafts.copy, by=by, version=version, like=made.version)


WRITING: dict[str, Callable[[SchemeVersion, Any], Any]] = {
    "describe": lambda version, by: drafts.describe(
        by=by, version=version, title="T", scope_words="", purpose="", need="", population=""
    ),
    "regulate": lambda version, by: drafts.regulate(
        by=by, version=version, process="", code_of_conduct="", agreement="", suspension_criteria=""
    ),
    "terms": lambda version, by: drafts.set_terms(by=by, version=version, **TERMS),
    "owner": lambda version, by: drafts.note_owner(by=by, version=version, owner_agreement="", owner_evidence=""),
    "transition": lambda version, by: drafts.plan_transition(by=by, version=version, transition=""),
    "rest": lambda version, by: drafts.rest_on(by=by, version=version, analysis=version.analysis),
    "leave out": lambda version, by: drafts.leave_out(by=by, version=version, element="abilities", reason="So"),
    "copy": lambda version, by: drafts.copy(by=by, version=version, like=version),
    "party": lambda version, by: parties.write(by=by, version=version, name="N", category="C", asked="A"),
    "no party": lambda version, by: parties.strike(by=by, version=version, name="Operators' association"),
    "derive": lambda version, by: domains.derive(by=by, version=version),
    "domain": lambda version, by: domains.write(by=by, version=version, code="Z", title="Z", weight=Decimal(0)),
    "no domain": lambda version, by: domains.strike(by=by, version=version, code="A"),
    "competence": lambda version, by: competences.write(
        by=by, version=version, code="Z", statement="Z", kind="skill", domain="A"
    ),
    "no competence": lambda version, by: competences.strike(by=by, version=version, code="K1"),
    "requirement": lambda version, by: requirements.write(by=by, version=version, code="Z", **REQUIREMENT),
    "no requirement": lambda version, by: requirements.strike(by=by, version=version, code="EDU"),
    "component": lambda version, by: components.write(by=by, version=version, code="Z", **COMPONENT),
    "no component": lambda version, by: components.strike(by=by, version=version, code="W"),
    "compute": lambda version, by: components.compute(by=by, version=version, component="W"),
    "adjust": lambda version, by: components.adjust(by=by, version=version, component="W", items={"A": 6}, reason="So"),
}


def test_what_was_submitted_is_written_no_more(draft: SchemeVersion, sam: Any) -> None:
    submitted = versions.submit(by=sam, version=draft)
    for write in WRITING.values():
        refused("version-draft", write, version=submitted, by=sam)


def test_a_draft_is_written_by_who_manages_the_scheme_alone(begun: Begun, draft: SchemeVersion, cast: Cast) -> None:
    people: list[Person] = [begun.crew.ava, begun.crew.pia, cast.tom, cast.ada]
    for person in people:
        for write in WRITING.values():
            refused("R-46", write, version=draft, by=acting(person))


def test_two_who_write_at_once_do_not_overwrite_each_other(begun: Begun, draft: SchemeVersion, sam: Any) -> None:
    drafts.set_terms(by=sam, version=draft, **TERMS)
    refused("stale", drafts.set_terms, by=sam, version=draft, **TERMS)
    told = {"by": sam, "version": draft, "code": "EDU", **REQUIREMENT}
    requirements.write(**told, seen=0)
    refused("stale", requirements.write, **told, seen=0)


def test_terms_that_nobody_could_meet_are_refused(draft: SchemeVersion, sam: Any) -> None:
    wrong = {
        "validity_months": 121,
        "recertification_window_months": 37,
        "eligible_months": 0,
        "application_days": 366,
        "fee": Decimal(-1),
        "currency": "Euro",
    }
    told = {"by": sam, "version": draft, **TERMS}
    assert fields("terms-sensible", drafts.set_terms, told, wrong) == list(wrong)
    refused("terms-sensible", drafts.set_terms, **{**told, "validity_months": 0})


def fields(rule: str, act: Any, told: dict[str, Any], wrong: dict[str, Any]) -> list[str]:
    """The field that each refusal names, where `told` is right but for one thing at a time."""
    return [refused(rule, act, **{**told, name: value}).field for name, value in wrong.items()]


def test_only_what_the_standard_leaves_open_is_left_out_and_with_a_reason(draft: SchemeVersion, sam: Any) -> None:
    told = {"by": sam, "version": draft}
    refused("left-out", drafts.leave_out, **told, element="suspension", reason="We never suspend.")
    refused("left-out", drafts.leave_out, **told, element="surveillance", reason=" ")
    left = drafts.leave_out(**told, element="surveillance", reason="Three years are short.")
    assert left.not_applicable == {"scope-change": "There is one level only.", "surveillance": "Three years are short."}


def test_domains_and_weights_come_from_the_analysis(begun: Begun, sam: Any) -> None:
    version = drafts.begin(by=sam, scheme=begun.scheme, title="Turbines", analysis=begun.analysis())
    domains.derive(by=sam, version=version)
    found = version.domains.order_by("position").values_list("code", "title", "weight")
    assert list(found) == [("A", "Safety", 50), ("B", "Mechanics", 30), ("C", "Electrics", 20)]


def test_derived_again_a_domain_keeps_code_and_title_and_one_that_is_gone_weighs_nothing(
    begun: Begun, draft: SchemeVersion, sam: Any
) -> None:
    written = {"by": sam, "version": draft}
    domains.write(**written, code="A", title="Safe work", weight=Decimal(60), deviation="Law asks more.", seen=0)
    domains.write(**written, code="X", title="Extra", weight=Decimal(5), deviation="Asked by insurers.")
    domains.derive(**written)
    found = draft.domains.order_by("position").values_list("code", "title", "weight", "analysed_as", "deviation")
    assert list(found) == [
        ("A", "Safe work", 50, "Safety", ""),
        ("B", "Mechanics", 30, "Mechanics", ""),
        ("C", "Electrics", 20, "Electrics", ""),
        ("X", "Extra", 0, "", ""),
    ]


def test_weights_are_taken_from_an_approved_analysis_alone(begun: Begun, sam: Any) -> None:
    version = drafts.begin(by=sam, scheme=begun.scheme, title="Turbines")
    refused("weights-there", domains.derive, by=sam, version=version)


def test_code_of_a_part_is_short_and_plain(draft: SchemeVersion, sam: Any) -> None:
    for code in ("", "a b", "x" * 13, "-A", "Ä"):
        written = {"by": sam, "version": draft, "code": code}
        refused("part-code", domains.write, **written, title="T", weight=Decimal(0))
        refused("part-code", requirements.write, **written, **REQUIREMENT)


def test_code_stands_once_in_a_version(draft: SchemeVersion, sam: Any) -> None:
    refused("requirement_code_is_one", requirements.write, by=sam, version=draft, code="EDU", **REQUIREMENT)
    refused("party_is_named_once", parties.write, by=sam, version=draft, **party("Operators' association"))


def party(name: str) -> dict[str, str]:
    return {"name": name, "category": "Operators", "asked": "Safe work"}


def test_party_says_who_and_what(draft: SchemeVersion, sam: Any) -> None:
    told = {"by": sam, "version": draft, **party("Insurers")}
    wrong = {"name": "x" * 201, "category": " ", "asked": ""}
    assert fields("party-told", parties.write, told, wrong) == list(wrong)


def test_weight_is_a_share(draft: SchemeVersion, sam: Any) -> None:
    for weight in (Decimal(-1), Decimal(101), Decimal("NaN")):
        refused("domain-weight", domains.write, by=sam, version=draft, code="X", title="X", weight=weight)


def test_competence_comes_from_what_is_there(draft: SchemeVersion, sam: Any) -> None:
    right = {"code": "K9", "statement": "Knows.", "kind": "knowledge", "domain": "A", "tasks": ("1",)}
    wrong = {"kind": "luck", "domain": "Z", "tasks": ("99",), "statement": " "}
    told = {"by": sam, "version": draft, **right}
    assert fields("competence-told", competences.write, told, wrong) == list(wrong)


def test_tasks_of_a_competence_are_linked_anew(draft: SchemeVersion, sam: Any) -> None:
    told = {"code": "K1", "statement": "Works safely.", "kind": "skill", "domain": "A"}
    competences.write(by=sam, version=draft, **told, tasks=("1", "9"), seen=0)
    linked = CompetenceTask.objects.filter(competence__code="K1").order_by("task__position")
    assert list(linked.values_list("task__number", flat=True)) == ["1", "9"]


def test_requirement_says_what_why_and_by_when(draft: SchemeVersion, sam: Any) -> None:
    told = {"by": sam, "version": draft, "code": "X", **REQUIREMENT}
    wrong = {"kind": "luck", "stage": "later", "words": "", "rationale": " ", "evidence": "", "fresh_months": 0}
    assert fields("R-50", requirements.write, told, wrong) == list(wrong)


def test_requirement_serves_a_competence_that_is_there(draft: SchemeVersion, sam: Any) -> None:
    told = {"by": sam, "version": draft, "code": "X", **REQUIREMENT}
    refused("requirement-competence", requirements.write, **told, competence="K9")
    requirements.write(**told, competence="K1")
    assert draft.requirements.get(code="X").competence.code == "K1"


def test_own_course_alone_is_asked_for_only_where_no_equivalent_is_recorded(draft: SchemeVersion, sam: Any) -> None:
    told = {"by": sam, "version": draft, "code": "OWN", **REQUIREMENT, "own_course_only": True}
    refusal = refused("R-57", requirements.write, **told)
    assert (refusal.field, refusal.clauses) == ("no_equivalent", ("2012:5.2.3 d)", "2026:5.2"))
    requirements.write(**told, no_equivalent="A market study of March found no other course.")


def test_membership_is_no_prerequisite(draft: SchemeVersion, sam: Any) -> None:
    told = {**REQUIREMENT, "kind": "membership", "words": "Member of the guild."}
    refusal = refused("R-58", requirements.write, by=sam, version=draft, code="MEM", **told)
    assert (refusal.field, refusal.clauses) == ("kind", ("2012:4.3.4", "2026:4.3"))


def test_component_says_how_and_on_what_its_cut_rests(draft: SchemeVersion, sam: Any) -> None:
    told = {"by": sam, "version": draft, "code": "X", **COMPONENT}
    wrong = {"kind": "luck", "cut": Decimal(101), "cut_basis": " ", "method": ""}
    assert fields("R-50", components.write, told, wrong) == list(wrong)
    for cut in (Decimal(0), Decimal("Infinity")):
        refused("R-50", components.write, **{**told, "cut": cut})


def test_component_that_nobody_could_sit_is_refused(draft: SchemeVersion, sam: Any) -> None:
    told = {"by": sam, "version": draft, "code": "X", **COMPONENT}
    wrong = {"minutes": 0, "items": 1001, "max_attempts": 0, "waiting_days": 731, "shelf_months": 0}
    wrong |= {"move_days": 91, "second_rater_share": 101, "overlap_most": 101, "fee": Decimal(-1)}
    assert fields("terms-sensible", components.write, told, wrong) == list(wrong)


def test_blueprint_follows_the_weights_in_whole_items(draft: SchemeVersion) -> None:
    written = draft.components.get(code="W")
    assert queries.blueprint(written) == {"A": 3, "B": 2, "C": 1}
    assert queries.blueprint(draft.components.get(code="P")) == {}


def test_component_that_examines_some_domains_shares_them_out_anew(draft: SchemeVersion, sam: Any) -> None:
    components.compute(by=sam, version=draft, component="P", domains=("A", "B"))
    rows = BlueprintRow.objects.filter(component__code="P").order_by("domain__code")
    assert list(rows.values_list("domain__code", "share", "items")) == [
        ("A", Decimal("62.50"), 0),
        ("B", Decimal("37.50"), 0),
    ]


def test_blueprint_is_computed_of_what_is_there_and_weighs(draft: SchemeVersion, sam: Any) -> None:
    told = {"by": sam, "version": draft}
    refused("blueprint-domains", components.compute, **told, component="Z")
    refused("blueprint-domains", components.compute, **told, component="W", domains=("Z",))
    domains.write(**told, code="X", title="X", weight=Decimal(0))
    refused("blueprint-domains", components.compute, **told, component="W", domains=("X",))


def test_blueprint_is_adjusted_with_a_reason_and_makes_the_whole(draft: SchemeVersion, sam: Any) -> None:
    told = {"by": sam, "version": draft, "component": "W", "reason": "Law asks for four on safety."}
    refused("blueprint-sum", components.adjust, **{**told, "component": "Z"}, items={"A": 6})
    refused("blueprint-sum", components.adjust, **told, items={"A": 4, "B": 1})
    refused("blueprint-sum", components.adjust, **told, items={"A": 7, "B": -1})
    refused("blueprint-sum", components.adjust, **told, items={"Z": 6})
    refused("said-why", components.adjust, **{**told, "reason": ""}, items={"A": 4, "B": 1, "C": 1})

    components.adjust(**told, items={"A": 4, "B": 2, "C": 0})

    component = draft.components.get(code="W")
    assert (queries.blueprint(component), component.blueprint_reason) == (
        {"A": 4, "B": 2},
        "Law asks for four on safety.",
    )


def test_part_that_others_refer_to_is_not_struck(draft: SchemeVersion, sam: Any) -> None:
    told = {"by": sam, "version": draft}
    assert "K1, W" in refused("part-used", domains.strike, **told, code="A").sentence
    requirements.write(**told, code="X", **REQUIREMENT, competence="K1")
    assert "X" in refused("part-used", competences.strike, **told, code="K1").sentence


def test_parts_are_struck(draft: SchemeVersion, sam: Any) -> None:
    told = {"by": sam, "version": draft}
    parties.strike(**told, name="Operators' association")
    requirements.strike(**told, code="EDU")
    components.strike(**told, code="W")
    competences.strike(**told, code="K1")
    domains.strike(**told, code="A")
    contents = Contents(draft)
    assert [each.code for each in (*contents.domains, *contents.competences, *contents.requirements)] == [
        *("B", "C", "K2", "K3"),
        *("SAFE", "EXP"),
    ]
    assert ([each.code for each in contents.components], contents.parties) == (["P"], [])
    refused("gone", requirements.strike, **told, code="EDU")
