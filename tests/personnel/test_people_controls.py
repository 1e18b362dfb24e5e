"""The controls of the organisation, of criteria and of development, and readiness in one answer."""

from datetime import date, timedelta
from typing import Any

import pytest

from guildhall.identity.acts import persons
from guildhall.identity.models import Condition, Grant, Person
from guildhall.identity.roles import ASSESSOR, DECIDER, EVALUATOR, EXAMINER, ITEM_WRITER
from guildhall.kernel import clock
from guildhall.kernel.declarations import ControlState
from guildhall.personnel import controls, readiness
from guildhall.personnel.acts import evidence, measures, posts
from guildhall.personnel.models import CriterionResult, Description, Engagement, Occupancy, ReportingLine
from tests import forge
from tests.cast import Cast, acting, authorise, give
from tests.making import a_scope
from tests.personnel.making import Bench, a_version, criteria_in_effect
from tests.personnel.making_competence import a_measure, a_need, shown, supervised, was_held
from tests.personnel.making_posts import a_post, engaged, held, organised
from tests.personnel.test_controls import named

MONDAY = date(2026, 3, 2)


def test_every_responsibility_has_a_post_that_is_held(cast: Cast) -> None:
    assert controls.responsibilities_are_held.query().state is ControlState.NEEDS_JUDGEMENT
    made = organised(cast)
    assert controls.responsibilities_are_held.query().state is ControlState.HOLDS

    posts.leave(by=acting(cast.tom), occupancy=Occupancy.objects.get(person=cast.quinn), until_on=MONDAY)
    assert controls.responsibilities_are_held.query().changes_on == MONDAY
    forge.alter(
        Occupancy.objects.get(person=cast.quinn),
        until_on=MONDAY - timedelta(days=1),
        from_on=MONDAY - timedelta(days=1),
    )

    assert named(controls.responsibilities_are_held.query()) == [
        "That policies and procedures are followed",
        "Development and maintenance of schemes",
        "Decisions on certification",
    ]
    assert made["quality"].number


def test_post_without_description_or_line_is_named(cast: Cast) -> None:
    made = organised(cast)
    assert controls.posts_are_described.query().state is ControlState.HOLDS

    forge.remove(Description.objects.get(post=made["office"]))
    forge.remove(ReportingLine.objects.get(post=made["quality"]))

    assert named(controls.posts_are_described.query()) == [made["office"].number, made["quality"].number]


def test_decider_below_sales_is_named_unless_a_safeguard_stands_between(bench: Bench) -> None:
    cast = bench.cast
    authorise(cast.olive, DECIDER, bench.scope)
    top = a_post(cast, "Director")
    sales = a_post(cast, "Sales", "sales", under=top)
    desk = a_post(cast, "Decisions", "decisions", under=sales)
    held(cast, desk, cast.olive)
    assert named(controls.deciders_lean_on_no_sales.query()) == [desk.number]

    by = acting(cast.quinn)
    posts.report(
        by=by, post=desk, superior=sales, from_on=MONDAY + timedelta(days=1), safeguard="Reports to the board."
    )
    assert named(controls.deciders_lean_on_no_sales.query()) == [desk.number]
    with_safeguard = forge_today(desk)

    assert (with_safeguard.safeguard, controls.deciders_lean_on_no_sales.query().state) == (
        "Reports to the board.",
        ControlState.HOLDS,
    )


def forge_today(desk: Any) -> ReportingLine:
    """The line of tomorrow as that of today."""
    earlier, later = ReportingLine.objects.filter(post=desk).order_by("from_on")
    forge.alter(earlier, from_on=MONDAY - timedelta(days=9), until_on=MONDAY - timedelta(days=1))
    forge.alter(later, from_on=MONDAY)
    later.refresh_from_db()
    return later


def test_holder_of_a_role_without_terms_is_named(cast: Cast) -> None:
    assert controls.everybody_is_engaged.query().state is ControlState.NEEDS_JUDGEMENT
    for person in (cast.ada, cast.tom, cast.quinn, cast.olive):
        engaged(cast, person, until_on=MONDAY + timedelta(days=30))
    answer = controls.everybody_is_engaged.query()
    assert (answer.state, answer.looked_at, answer.changes_on) == (
        ControlState.HOLDS,
        4,
        MONDAY + timedelta(days=30),
    )

    forge.remove(Engagement.objects.get(person=cast.olive))

    assert named(controls.everybody_is_engaged.query()) == [cast.olive.number]


def test_assessor_works_on_the_terms_of_somebody_else(cast: Cast) -> None:
    for person in (cast.ada, cast.tom, cast.quinn, cast.olive):
        engaged(cast, person)
    visitor = persons.register(by=acting(cast.tom), given_name="Ingrid", family_name="Assessor")
    give(acting(cast.ada), visitor, ASSESSOR, cast.body)

    assert named(controls.everybody_is_engaged.query()) == []


def test_employed_person_without_a_post_is_named(cast: Cast) -> None:
    organised(cast)
    assert controls.employed_people_have_a_post.query().state is ControlState.HOLDS

    engaged(cast, cast.ada)
    engaged(cast, cast.ada, "volunteer")

    assert named(controls.employed_people_have_a_post.query()) == [cast.ada.number]


def test_scheme_with_too_few_people_is_named(bench: Bench) -> None:
    cast = bench.cast
    for person in (cast.olive, cast.tom):
        authorise(person, DECIDER, bench.scope)
        authorise(person, EXAMINER, bench.scope)
    assert controls.schemes_are_staffed.query().state is ControlState.HOLDS

    hyd = a_scope(cast, "HYD")
    for role in (DECIDER, EXAMINER, EVALUATOR):
        authorise(cast.olive, role, hyd)

    assert named(controls.schemes_are_staffed.query()) == ["HYD"]


def test_role_without_criteria_is_named(bench: Bench) -> None:
    criteria_in_effect(bench.cast, EVALUATOR.code)
    answer = controls.roles_have_criteria.query()
    assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 1)

    give(acting(bench.cast.tom), bench.erik, ITEM_WRITER, bench.scope)
    a_version(bench.cast, ITEM_WRITER.code, a_scope(bench.cast, "HYD"))

    assert named(controls.roles_have_criteria.query()) == ["WTT: item-writer"]


@pytest.mark.parametrize("how", ["unmet", "missing", "no-version"])
def test_authorisation_without_every_criterion_met_is_named(bench: Bench, how: str) -> None:
    given = bench.authorised()
    answer = controls.evaluations_answer_their_criteria.query()
    assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 1)

    first = CriterionResult.objects.order_by("id").first()
    if how == "unmet":
        forge.alter(first, is_met=False)
    elif how == "missing":
        forge.remove(first)
    else:
        forge.alter(given, criteria_set=None, criteria="In words.")

    assert named(controls.evaluations_answer_their_criteria.query()) == [given.number]


@pytest.mark.parametrize("how", ["point", "language"])
def test_examiner_without_a_point_or_a_language_is_named(bench: Bench, how: str) -> None:
    given = bench.authorised()
    assert controls.examiners_are_chosen_on_five_points.query().state is ControlState.HOLDS

    if how == "point":
        forge.alter(given.criteria_set.entries.get(point="language"), point="skill")
    else:
        forge.alter(given, languages="")

    assert named(controls.examiners_are_chosen_on_five_points.query()) == [given.number]


def test_authorisation_that_outlasts_new_criteria_is_named_after_a_day(bench: Bench, clock: Any) -> None:
    given = bench.authorised(days=700)
    a_version(bench.cast, EXAMINER.code, reevaluate_by_day=MONDAY + timedelta(days=60))
    assert controls.new_criteria_are_followed.query().state is ControlState.HOLDS

    clock.move(days=2)

    assert named(controls.new_criteria_are_followed.query()) == [given.number]


def test_evidence_nobody_looked_at_or_one_looked_at_oneself_is_named(bench: Bench, clock: Any) -> None:
    verified = shown(bench.cast, bench.erik)
    asked = {"person": bench.erik, "kind": "other", "title": "Letter", "obtained_on": MONDAY}
    waiting = evidence.add(by=acting(bench.erik), **asked)
    assert controls.evidence_is_looked_at.query().state is ControlState.HOLDS

    clock.move(days=31)
    forge.alter(verified, verified_by=bench.erik)

    answer = controls.evidence_is_looked_at.query()
    assert named(answer) == [waiting.number, verified.number]
    assert "Letter" not in str(answer)


@pytest.mark.parametrize("how", ["long", "role"])
def test_trainee_for_too_long_or_alone_is_named(bench: Bench, clock: Any, how: str) -> None:
    authorise(bench.cast.olive, EXAMINER, bench.scope, until_on=date(2036, 1, 1))
    phase = supervised(bench.cast, bench.erik, bench.cast.olive, EXAMINER, bench.scope)
    assert controls.trainees_are_supervised.query().state is ControlState.HOLDS

    if how == "long":
        meet_again(bench.cast.olive)
        clock.move(days=366)
    else:
        Condition.objects.filter(grant__person=bench.cast.olive, kind="authorisation").get()
        forge.alter(Grant.objects.get(person=bench.cast.olive, role=EXAMINER.code), until_on=MONDAY, from_on=MONDAY)
        clock.move(days=1)

    assert named(controls.trainees_are_supervised.query()) == [phase.number]


def meet_again(person: Person) -> None:
    """Let everything on which somebody's roles hang be met for ten years."""
    for each in Condition.objects.filter(grant__person=person):
        forge.alter(each, until_on=date(2036, 1, 1))


def test_need_past_its_day_or_unchecked_is_named(cast: Cast, clock: Any) -> None:
    attended, open_one = a_need(cast, cast.olive), a_need(cast, cast.ada)
    was_held(cast, a_measure(cast, attended))
    answer = controls.needs_are_settled.query()
    assert (answer.state, answer.looked_at, answer.changes_on) == (
        ControlState.HOLDS,
        2,
        attended.due_on + timedelta(days=1),
    )

    clock.move(days=91)
    assert sorted(named(controls.needs_are_settled.query())) == [attended.number, open_one.number]
    forge.alter(attended, due_on=date(2030, 1, 1))
    assert named(controls.needs_are_settled.query()) == [open_one.number]
    clock.move(days=2)
    assert sorted(named(controls.needs_are_settled.query())) == [attended.number, open_one.number]


def test_measure_of_which_nobody_said_who_attended_is_named(cast: Cast, clock: Any) -> None:
    measure = a_measure(cast)
    clock.move(days=14)
    assert controls.measures_are_recorded.query().state is ControlState.HOLDS

    clock.move(days=1)
    assert named(controls.measures_are_recorded.query()) == [measure.number]
    measures.cancel(by=acting(cast.quinn), measure=measure, reason="Nobody came.")
    assert named(controls.measures_are_recorded.query()) == []


# Readiness.


def missing(person: Person, scope: Any, role: Any = EXAMINER) -> list[str]:
    return [each.sentence for each in readiness.missing(person.pk, role, scope.pk)]


def test_readiness_names_everything_that_is_missing_and_nothing_when_ready(bench: Bench) -> None:
    assert [each.split(",")[0] for each in missing(bench.erik, bench.scope)] == [
        "No engagement says on which terms this person works for the body today.",
        "No criteria are in effect for this role",
        "No authorisation is in force: the competence of this person was not evaluated",
        "This person was not given the role “Examiner” in this scheme.",
    ]

    engaged(bench.cast, bench.erik)
    bench.authorised()

    assert missing(bench.erik, bench.scope) == []


def test_readiness_tells_a_declaration_that_lapsed_and_an_authorisation_that_ended(bench: Bench, clock: Any) -> None:
    engaged(bench.cast, bench.erik)
    bench.authorised(days=20)
    declared = Condition.objects.get(grant__person=bench.erik, kind="declaration")
    forge.alter(declared, until_on=MONDAY + timedelta(days=10))
    clock.move(days=11)

    found = readiness.missing(bench.erik.pk, EXAMINER, bench.scope.pk)
    assert [(each.code, each.mend.link) for each in found] == [("R-46", ("personnel:declare",))]
    clock.move(days=10)

    assert len(missing(bench.erik, bench.scope)) == 2


def test_readiness_tells_instructions_that_were_not_acknowledged(bench: Bench) -> None:
    engaged(bench.cast, bench.erik)
    bench.authorised()
    grant = Grant.objects.get(person=bench.erik, role=EXAMINER.code)
    forge.make(
        Condition, grant=grant, kind="acknowledgement", until_on=None, rule="R-46", clauses="2012:6.1.4 2026:6.1"
    )

    found = readiness.missing(bench.erik.pk, EXAMINER, bench.scope.pk)

    assert [(each.sentence, each.clauses) for each in found] == [
        ("This person has not acknowledged the documents that the role works by.", ("2012:6.1.4", "2026:6.1"))
    ]


def test_candidates_are_not_ready_for_anything(bench: Bench) -> None:
    assert "not registered as one of the body's personnel" in missing(bench.cast.carla, bench.scope)[0]


def test_standing_in_another_scheme_makes_nobody_ready(bench: Bench) -> None:
    engaged(bench.cast, bench.erik)
    bench.authorised()

    assert len(missing(bench.erik, a_scope(bench.cast, "HYD"))) == 2
    assert clock.today() == MONDAY
