"""Key validation after an examination: proposed by one, confirmed by another, and scored so before results are told."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from guildhall.exams import blueprints, followers, jobs, outcomes, typings
from guildhall.exams.acts import keys, results, sitting_down
from guildhall.exams.lifecycles import RulingState
from guildhall.exams.models import Attempt, Form, FormItem, KeyRuling, Result
from guildhall.exams.queries import current
from guildhall.jobs.models import Job
from guildhall.ledger.models import Entry
from guildhall.qti import single_choice
from tests import forge
from tests.cast import Cast, acting, engage
from tests.exams.conftest import refused
from tests.exams.delivery.conftest import Browser, answer
from tests.exams.delivery.sitting import started
from tests.exams.making import a_candidate, a_form, an_assembled_form
from tests.exams.making_forms import an_analysis, papers, place, scored, told
from tests.itembank.making import trains
from tests.making import Made, a_scheme
from tests.staging import set_once

FOUND = "Experts found the other answer as right, by the maker's manual of 2026."


@dataclass(frozen=True)
class Stage:
    """A form in use, and the papers of two candidates: five right and three right of six; four are needed."""

    cast: Cast
    made: Made
    form: Form
    five: Attempt
    three: Attempt


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with set_once(django_db_blocker):
        cast = engage()
        made = a_scheme(cast)
        form = a_form(made)
        yield Stage(cast, made, form, *papers(made, cast, form, {cast.carla: 5, cast.otto: 3}))


@pytest.fixture
def cast(stage: Stage) -> Cast:
    return stage.cast


@pytest.fixture
def made(stage: Stage) -> Made:
    return stage.made


def proposed(stage: Stage, position: int = 6, ruling: str = "everybody", **more: Any) -> KeyRuling:
    given = {"placement": place(stage.form, position), "ruling": ruling, "reason": FOUND, **more}
    return keys.propose(by=acting(stage.made.crew.sam), **given)


def confirmed(stage: Stage, ruling: KeyRuling, **more: Any) -> KeyRuling:
    return keys.confirm(by=acting(stage.made.crew.ava), ruling=ruling, **more)


def came_to(stage: Stage) -> list[tuple[Any, ...]]:
    """What the two papers come to, after the house scored what it had to."""
    scored(stage.form)
    by = acting(stage.made.crew.max)
    for attempt in (stage.five, stage.three):
        if current(attempt) is None:
            results.score(by=by, attempt=Attempt.reloaded(attempt.pk))
    found = [current(each) for each in (stage.five, stage.three)]
    return [(each.score, each.maximum, each.cut, each.passed) for each in found]


def an_answer(placement: FormItem, letter: str) -> dict[str, list[str]]:
    """An option by its letter, as the item asks for it."""
    return typings.answer(placement, letter)


def test_without_a_ruling_the_key_counts(stage: Stage) -> None:
    assert came_to(stage) == [(5, 6, 4, True), (3, 6, 4, False)]


def test_a_proposed_ruling_changes_no_score_and_holds_results_back(stage: Stage) -> None:
    by = acting(stage.made.crew.max)
    came_to(stage)
    ruling = proposed(stage)
    assert came_to(stage) == [(5, 6, 4, True), (3, 6, 4, False)]

    verified = results.verify(by=by, result=current(stage.five))
    refusal = refused("R-27", results.release, by=by, result=verified)
    assert refusal.mend.link == ("exams:form-keys", str(stage.form.pk))

    keys.withdraw(by=acting(stage.made.crew.sam), ruling=ruling, reason="The manual says something else.")
    assert results.release(by=by, result=Result.reloaded(verified.pk)).released_at is not None


def test_everybody_gets_the_points(stage: Stage) -> None:
    came_to(stage)
    ruling = confirmed(stage, proposed(stage))
    assert (ruling.state, ruling.confirmed_by) == (RulingState.IN_FORCE, stage.made.crew.ava)
    assert came_to(stage) == [(6, 6, 4, True), (4, 6, 4, True)]
    assert [each["ruling"] for each in current(stage.five).by_item if "ruling" in each] == ["everybody"]


def test_an_item_is_left_out_with_the_cut_of_the_others(stage: Stage) -> None:
    confirmed(stage, proposed(stage, 1, "left-out"), cut=Decimal(3))

    assert came_to(stage) == [(4, 5, 3, True), (2, 5, 3, False)]
    form = Form.reloaded(stage.form.pk)
    assert (form.cut, form.scoring, blueprints.highest_score(form)) == (3, 2, 5)
    assert form.cut_basis.endswith(f"−{place(form, 1)}")
    result = current(stage.five)
    assert sum(Decimal(each["maximum"]) for each in result.by_domain) == 5, "it counts in no domain either"
    assert len(result.by_item) == 6, "what it yielded stays to be seen"


def test_another_answer_is_accepted_beside_the_key(stage: Stage) -> None:
    placement = place(stage.form, 6)
    confirmed(stage, proposed(stage, 6, "also-accepted", answers=[an_answer(placement, "A")]))
    assert came_to(stage) == [(6, 6, 4, True), (4, 6, 4, True)]


def test_an_answer_that_was_not_accepted_earns_nothing(stage: Stage) -> None:
    placement = place(stage.form, 6)
    confirmed(stage, proposed(stage, 6, "also-accepted", answers=[an_answer(placement, "C")]))
    assert came_to(stage) == [(5, 6, 4, True), (3, 6, 4, False)]


def test_a_key_that_stands_has_nothing_scored_again(stage: Stage) -> None:
    came_to(stage)
    before = current(stage.five)
    confirmed(stage, proposed(stage, 6, "keep"))
    scored(stage.form)
    assert (Form.reloaded(stage.form.pk).scoring, current(stage.five)) == (1, before)


def test_a_later_ruling_takes_the_place_of_an_earlier_one(stage: Stage) -> None:
    first = confirmed(stage, proposed(stage))
    confirmed(stage, proposed(stage, 6, "keep"))
    assert KeyRuling.objects.get(pk=first.pk).state == RulingState.REPLACED
    assert came_to(stage) == [(5, 6, 4, True), (3, 6, 4, False)]


def test_confirming_has_the_form_scored_by_the_worker(stage: Stage) -> None:
    confirmed(stage, proposed(stage))
    entry = Entry.objects.get(act="exams.key-ruling.confirm", outcome="done")
    followers.forms.effect(entry=entry, index=1)
    assert Job.objects.get(kind=jobs.score_form.name).arguments == {"form": str(stage.form.pk)}


def test_reason_and_answers_are_sealed(stage: Stage) -> None:
    placement = place(stage.form, 6)
    ruling = proposed(stage, 6, "also-accepted", answers=[an_answer(placement, "A")])
    row = KeyRuling.objects.filter(pk=ruling.pk).values("reason", "answers").get()
    assert FOUND.encode() not in bytes(row["reason"])
    assert KeyRuling.objects.get(pk=ruling.pk).reason == FOUND


@pytest.mark.parametrize(
    ("ruling", "answers", "field"),
    [
        ("also-accepted", [], "answers"),
        ("also-accepted", [{"RESPONSE": []}], "answers"),
        ("also-accepted", [{"NOWHERE": ["A"]}], "answers"),
        ("everybody", [{"RESPONSE": ["A"]}], "answers"),
    ],
)
def test_other_answers_are_named_where_they_are_accepted(
    stage: Stage, ruling: str, answers: list[Any], field: str
) -> None:
    given = {"placement": place(stage.form, 6), "ruling": ruling, "reason": FOUND, "answers": answers}
    assert refused("R-27", keys.propose, by=acting(stage.made.crew.sam), **given).field == field


def test_what_the_key_accepts_anyway_is_no_other_answer(stage: Stage) -> None:
    placement = place(stage.form, 6)
    given = {"ruling": "also-accepted", "reason": FOUND, "answers": [an_answer(placement, "B")]}
    refused("R-27", keys.propose, by=acting(stage.made.crew.sam), placement=placement, **given)


def test_a_ruling_has_its_reason(stage: Stage) -> None:
    given = {"placement": place(stage.form, 6), "ruling": "everybody", "reason": " "}
    assert refused("R-27", keys.propose, by=acting(stage.made.crew.sam), **given).field == "reason"


def test_keys_are_ruled_on_after_the_examination(stage: Stage) -> None:
    fresh = an_assembled_form(stage.made, "Form 2", seed=3)
    given = {"placement": place(fresh, 1), "ruling": "everybody", "reason": FOUND}
    refused("R-27", keys.propose, by=acting(stage.made.crew.sam), **given)


def test_pretest_items_are_not_ruled_on(stage: Stage) -> None:
    placement = place(stage.form, 6)
    forge.alter(placement, pretest=True)
    given = {"placement": FormItem.reloaded(placement.pk), "ruling": "everybody", "reason": FOUND}
    refused("R-27", keys.propose, by=acting(stage.made.crew.sam), **given)


def test_a_study_of_another_form_shows_nothing(stage: Stage) -> None:
    other = an_analysis(stage.made, an_assembled_form(stage.made, "Form 2", seed=3))
    given = {"placement": place(stage.form, 6), "ruling": "everybody", "reason": FOUND, "study": other}
    assert refused("R-27", keys.propose, by=acting(stage.made.crew.sam), **given).field == "study"
    own = an_analysis(stage.made, stage.form)
    assert proposed(stage, study=own).study == own


def test_nobody_confirms_what_they_proposed(stage: Stage) -> None:
    ruling = keys.propose(
        by=acting(stage.made.crew.max), placement=place(stage.form, 6), ruling="everybody", reason=FOUND
    )
    refused("R-11", keys.confirm, by=acting(stage.made.crew.max), ruling=ruling)


def test_the_author_of_an_item_confirms_no_ruling_on_it(stage: Stage) -> None:
    ruling = proposed(stage)
    forge.alter(ruling.placement.item_version, authored_by=stage.made.crew.ava)
    refused("R-11", keys.confirm, by=acting(stage.made.crew.ava), ruling=KeyRuling.reloaded(ruling.pk))


@pytest.mark.parametrize("cut", [None, Decimal(0), Decimal(6)])
def test_leaving_an_item_out_says_the_cut_of_the_others(stage: Stage, cut: Decimal | None) -> None:
    ruling = proposed(stage, 1, "left-out")
    assert refused("R-26", keys.confirm, by=acting(stage.made.crew.ava), ruling=ruling, cut=cut).field == "cut"


def test_other_rulings_leave_the_cut_alone(stage: Stage) -> None:
    ruling = proposed(stage)
    refused("R-26", keys.confirm, by=acting(stage.made.crew.ava), ruling=ruling, cut=Decimal(3))


def test_one_ruling_on_an_item_waits_at_a_time(stage: Stage) -> None:
    proposed(stage)
    given = {"placement": place(stage.form, 6), "ruling": "keep", "reason": FOUND}
    refused("key_ruling_proposed_is_one", keys.propose, by=acting(stage.made.crew.sam), **given)


def test_after_a_result_was_told_the_key_is_frozen(stage: Stage) -> None:
    waiting = proposed(stage, 5)
    keys.withdraw(by=acting(stage.made.crew.sam), ruling=waiting, reason="For now.")
    told(stage.made, stage.five)
    given = {"placement": place(stage.form, 6), "ruling": "everybody", "reason": FOUND}
    refused("R-27", keys.propose, by=acting(stage.made.crew.sam), **given)

    forge.alter(waiting, state="proposed")
    refused("R-27", keys.confirm, by=acting(stage.made.crew.ava), ruling=KeyRuling.reloaded(waiting.pk))


@pytest.mark.parametrize("who", ["ivo", "rita", "ina", "dora", "erik"])
def test_ruling_needs_the_role_in_the_scheme(stage: Stage, who: str) -> None:
    by = acting(getattr(stage.made.crew, who))
    given = {"placement": place(stage.form, 6), "ruling": "everybody", "reason": FOUND}
    refused("R-46", keys.propose, by=by, **given)
    ruling = proposed(stage)
    refused("R-46", keys.confirm, by=by, ruling=ruling)


def test_who_trains_for_the_scheme_rules_on_no_key(stage: Stage) -> None:
    ruling = proposed(stage)
    trains(stage.cast, stage.made, stage.made.crew.sam)
    trains(stage.cast, stage.made, stage.made.crew.ava)
    given = {"placement": place(stage.form, 5), "ruling": "everybody", "reason": FOUND}
    refused("R-10", keys.propose, by=acting(stage.made.crew.sam), **given)
    refused("R-10", keys.confirm, by=acting(stage.made.crew.ava), ruling=ruling)


def test_withdrawing_says_why(stage: Stage) -> None:
    refused("R-60", keys.withdraw, by=acting(stage.made.crew.sam), ruling=proposed(stage), reason="")


def test_the_trace_tells_what_was_ruled(stage: Stage, clock: Any) -> None:
    attempt = started(stage.made, a_candidate(stage.made, stage.cast, stage.cast.gero), form=stage.form)
    Browser(attempt).save(answer(1, 1, "B"), answer(2, 2, "A"))
    clock.move(minutes=31)
    attempt = sitting_down.submit(by=sitting_down.TIMERS, attempt=Attempt.reloaded(attempt.pk))
    ruling = confirmed(stage, proposed(stage, 2))

    result = results.score(by=acting(stage.made.crew.max), attempt=attempt)

    ruled, other = result.trace["items"][1], result.trace["items"][0]
    assert (ruled["score"], ruled["scored"]) == (0.0, "1.000"), "the key gives nothing, the ruling everything"
    assert ruled["ruling"] == {"id": str(ruling.pk), "ruling": "everybody", "reason": FOUND}
    assert "ruling" not in other
    assert result.score == 2


def test_order_of_an_answer_counts_only_where_it_matters() -> None:
    item = single_choice(identifier="q", title="Q", stem="Which?", options=[("a", "A"), ("b", "B")], key="a")
    accepted = {"RESPONSE": ["b", "a"]}
    assert outcomes.is_the_answer(item, {"RESPONSE": ["a", "b"]}, accepted)
    assert not outcomes.is_the_answer(item, {"RESPONSE": ["a"]}, accepted)
    assert not outcomes.is_the_answer(item, {}, accepted)
