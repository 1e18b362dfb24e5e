"""Controls over forms in use: silent on true records, and each names what was forged."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from guildhall.exams import controls, told, work
from guildhall.exams.acts import adopting, deficiencies, keys, rescorings, results, reviews_of_forms
from guildhall.exams.controls import forms as of_forms
from guildhall.exams.models import Attempt, Deficiency, Form, KeyRuling, Rescoring
from guildhall.exams.queries import current
from guildhall.kernel import clock as house_clock
from guildhall.kernel.declarations import Control, ControlState
from guildhall.ledger.models import Entry
from guildhall.schemes.models import Study
from tests import forge
from tests.cast import Cast, acting, engage
from tests.exams.making import a_form
from tests.exams.making_forms import a_filled_form, a_standard, an_equating, delayed, in_use, papers, place
from tests.exams.making_forms import told as told_of
from tests.making import Made, a_psychometrician, a_scheme
from tests.staging import set_once

ALL = [
    controls.standards_come_from_approved_studies,
    controls.delayed_cuts_come_in_time,
    controls.outcomes_equal_the_cut,
    controls.changes_reached_every_attempt,
    controls.rulings_are_settled,
    controls.forms_are_reviewed,
    controls.deficiencies_are_corrected,
    controls.parallel_forms_are_alike,
]
FOUND = "Forty attempts, no complaint."


@dataclass(frozen=True)
class Stage:
    """A form with an adopted standard and an interval with its reason; one result was told, one is scored."""

    cast: Cast
    made: Made
    nele: Any
    form: Form
    five: Attempt
    three: Attempt


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with set_once(django_db_blocker):
        cast = engage()
        made = a_scheme(cast)
        nele = a_psychometrician(cast, made)
        form = a_filled_form(made)
        form = delayed(made, form)
        study = a_standard(made, form)
        ava = acting(made.crew.ava)
        form = adopting.adopt_standard(by=ava, form=form, study=study, cut=Decimal(4), reason="Rounded up.")
        form = in_use(made, form)
        form = adopting.set_interval(by=acting(made.crew.sam), form=form, months=12, reason="Few candidates.")
        five, three = papers(made, cast, form, {cast.carla: 5, cast.otto: 3})
        told_of(made, five)
        results.score(by=acting(made.crew.max), attempt=three)
        yield Stage(cast, made, nele, form, five, three)


def named(control: Control) -> list[str]:
    findings = control.query().findings
    for each in findings:
        assert reverse(each.link[0], args=each.link[1:])
    return [each.number for each in findings]


def reasons(control: Control) -> list[str]:
    return [each.sentence for each in control.query().findings]


@pytest.mark.parametrize("control", ALL, ids=lambda each: each.name)
def test_control_holds_over_true_records(control: Control, stage: Stage) -> None:
    assert (control.query().state, named(control)) == (ControlState.HOLDS, [])


def test_standards_are_approved_about_the_form_and_adopted_by_another(stage: Stage) -> None:
    control = controls.standards_come_from_approved_studies
    assert control.query().looked_at == 1
    study = Study.objects.get(pk=stage.form.standard_id)
    for wrong in ({"state": "abandoned"}, {"about": "exams.form:other"}):
        before = {name: getattr(study, name) for name in wrong}
        forge.alter(study, **wrong)
        assert named(control) == [stage.form.number]
        forge.alter(study, **before)
    forge.alter(stage.form, standard_by=stage.made.crew.max)
    assert named(control) == [stage.form.number]


def test_a_delayed_cut_that_is_late_is_named(stage: Stage, clock: Any) -> None:
    late = in_use(stage.made, delayed(stage.made, a_filled_form(stage.made, "Form 2", seed=3), days=10))
    control = controls.delayed_cuts_come_in_time
    assert (named(control), control.query().changes_on) == ([], late.study_due_on + timedelta(days=1))
    clock.move(days=11)
    assert named(control) == [late.number]
    assert late.number not in named(controls.forms_in_use_are_verified), "its delay was verified with it"


@pytest.mark.parametrize("wrong", [{"passed": False}, {"cut": Decimal(3)}, {"score": Decimal(2)}])
def test_an_outcome_that_the_cut_does_not_give_is_named(stage: Stage, wrong: dict[str, Any]) -> None:
    forge.alter(current(stage.five), **wrong)
    assert named(controls.outcomes_equal_the_cut) == [str(stage.five)]


def test_a_told_result_by_an_earlier_key_is_named(stage: Stage) -> None:
    forge.alter(stage.form, scoring=2)
    assert named(controls.changes_reached_every_attempt) == [str(stage.five)]


def test_a_rescoring_that_goes_nowhere_is_named(stage: Stage, clock: Any) -> None:
    by = acting(stage.made.crew.sam)
    rescoring = rescorings.begin(by=by, form=Form.reloaded(stage.form.pk), reason="A wrong key.")
    forge.alter(rescoring, state="approved", approved_by=stage.made.crew.ava, approved_at=house_clock.now())
    assert named(controls.changes_reached_every_attempt) == []
    clock.move(days=8)
    assert named(controls.changes_reached_every_attempt) == [rescoring.number]


def a_ruling(stage: Stage) -> KeyRuling:
    form = a_form(stage.made, "Form 2", seed=3)
    given = {"placement": place(form, 1), "ruling": "keep", "reason": "The manual says so."}
    return keys.propose(by=acting(stage.made.crew.sam), **given)


def test_a_ruling_that_waits_too_long_or_is_its_own_is_named(stage: Stage, clock: Any) -> None:
    ruling = a_ruling(stage)
    number = ruling.placement.form.number
    assert named(controls.rulings_are_settled) == []
    clock.move(days=15)
    assert named(controls.rulings_are_settled) == [number]
    keys.confirm(by=acting(stage.made.crew.ava), ruling=ruling)
    assert named(controls.rulings_are_settled) == []


def test_forms_past_their_review_or_without_reason_are_named(stage: Stage, clock: Any) -> None:
    control = controls.forms_are_reviewed
    by = acting(stage.made.crew.sam)
    other = a_form(stage.made, "Form 2", seed=3)
    assert (named(control), reasons(control)) == ([other.number], ["has no reason for its interval of review"])
    adopting.set_interval(by=by, form=other, months=24, reason="So few.")
    assert control.query().changes_on == stage.form.review_due_on + timedelta(days=1)
    reviews_of_forms.review(by=by, form=Form.reloaded(stage.form.pk), verdict="not-fit", findings="Exposed.")
    assert reasons(control) == ["is in use although its review found it unfit"]
    reviews_of_forms.review(by=by, form=Form.reloaded(stage.form.pk), verdict="fit", findings="Items replaced.")
    assert reasons(control) == []
    clock.move(days=366)
    assert (named(control), reasons(control)) == ([stage.form.number], ["is past the day of its review"])


def test_deficiencies_past_their_day_and_missing_ones_are_named(stage: Stage, clock: Any) -> None:
    control = controls.deficiencies_are_corrected
    by = acting(stage.made.crew.sam)
    form = Form.reloaded(stage.form.pk)
    review = reviews_of_forms.review(by=by, form=form, verdict="with-corrections", findings=FOUND)
    assert (named(control), reasons(control)) == (
        [form.number],
        ["has a review that asks for corrections and names none"],
    )
    found = deficiencies.note(
        by=by,
        form=Form.reloaded(form.pk),
        words="Item 3 is out of date.",
        owner=stage.made.crew.ivo,
        due_on=house_clock.today() + timedelta(days=30),
        review=review,
    )
    assert (named(control), control.query().changes_on) == ([], found.due_on + timedelta(days=1))
    clock.move(days=31)
    assert named(control) == [found.number]
    ivo = acting(stage.made.crew.ivo)
    found = deficiencies.correct(by=ivo, deficiency=found, correction="Retired.")
    assert named(control) == []


def test_forms_that_differ_are_named_unless_they_are_equated(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_forms, "ENOUGH", 1)
    control = controls.parallel_forms_are_alike
    other = a_filled_form(stage.made, "Form 2", seed=3)
    study = an_equating(stage.made, other, stage.form)
    other = adopting.adopt_equating(by=acting(stage.made.crew.ava), form=other, study=study)
    forge.alter(other, state="live", content_by=stage.made.crew.rita, content_at=house_clock.now(),
                verified_by=stage.made.crew.ava, verified_at=house_clock.now(), released_at=house_clock.now(),
                released_by=stage.made.crew.max)  # fmt: skip
    forge.alter(stage.three, form=other, state="released")
    forge.alter(current(stage.three), state="released")
    assert (named(control), control.query().looked_at) == ([], 2)
    other.conversions.get()
    forge.remove(other.conversions.get())
    assert named(control) == [other.number]


def waiting(queue: Any, person: Any) -> list[str]:
    return [each.what for each in queue.waiting_for(person_id=person.pk)]


class TestWork:
    """What waits for whom."""

    def test_cuts_wait_for_who_is_not_the_author(self, stage: Stage) -> None:
        form = in_use(stage.made, delayed(stage.made, a_filled_form(stage.made, "Form 2", seed=3)))
        what = f"Form {form.number}: adopt its cut"
        assert waiting(work.cuts_to_adopt, stage.made.crew.ava) == [what]
        assert waiting(work.cuts_to_adopt, stage.made.crew.max) == []
        assert waiting(work.cuts_to_adopt, stage.made.crew.ivo) == []

    def test_rulings_wait_for_another(self, stage: Stage) -> None:
        ruling = a_ruling(stage)
        what = f"Form {ruling.placement.form.number}, item {ruling.placement}: confirm the ruling on its key"
        assert waiting(work.keys_to_confirm, stage.nele) == [what]
        assert waiting(work.keys_to_confirm, stage.made.crew.sam) == []
        assert waiting(work.keys_to_confirm, stage.made.crew.rita) == []

    def test_rescorings_are_prepared_by_one_and_approved_by_another(self, stage: Stage) -> None:
        by = acting(stage.made.crew.sam)
        rescoring = rescorings.begin(by=by, form=Form.reloaded(stage.form.pk), reason="A wrong key.")
        prepare = [f"Rescoring {rescoring.number}: say what changes, and compare"]
        assert waiting(work.rescorings_to_go_on_with, stage.made.crew.sam) == prepare
        assert waiting(work.rescorings_to_go_on_with, stage.nele) == prepare
        assert waiting(work.rescorings_to_go_on_with, stage.made.crew.ava) == []
        forge.alter(Rescoring.objects.get(pk=rescoring.pk), state="compared")
        approve = [f"Rescoring {rescoring.number}: approve"]
        assert waiting(work.rescorings_to_go_on_with, stage.made.crew.ava) == approve
        assert waiting(work.rescorings_to_go_on_with, stage.made.crew.sam) == []

    def test_reviews_wait_a_month_before_their_day(self, stage: Stage, clock: Any) -> None:
        assert waiting(work.forms_to_review, stage.nele) == []
        clock.move(days=340)
        assert waiting(work.forms_to_review, stage.nele) == [f"Form {stage.form.number}: review it"]
        assert waiting(work.forms_to_review, stage.made.crew.rita) == []

    def test_an_interval_without_a_reason_waits_for_one(self, stage: Stage) -> None:
        forge.alter(stage.form, review_reason="")
        what = f"Form {stage.form.number}: say why it is reviewed so often"
        assert waiting(work.forms_to_review, stage.made.crew.max) == [what]

    def test_deficiencies_wait_for_their_owner_and_then_for_another(self, stage: Stage) -> None:
        found = a_deficiency(stage)
        assert waiting(work.deficiencies_to_settle, stage.made.crew.ivo) == [f"Deficiency {found.number}: put it right"]
        deficiencies.correct(by=acting(stage.made.crew.sam), deficiency=found, correction="Retired.")
        look = [f"Deficiency {found.number}: look whether it is put right"]
        assert waiting(work.deficiencies_to_settle, stage.nele) == look
        assert waiting(work.deficiencies_to_settle, stage.made.crew.sam) == []
        assert waiting(work.deficiencies_to_settle, stage.made.crew.ivo) == []


def a_deficiency(stage: Stage) -> Deficiency:
    return deficiencies.note(
        by=acting(stage.made.crew.sam),
        form=Form.reloaded(stage.form.pk),
        words="Item 3 is out of date.",
        owner=stage.made.crew.ivo,
        due_on=house_clock.today() + timedelta(days=30),
    )


def entry(act: str) -> Entry:
    return Entry.objects.filter(act=act, outcome="done").latest("at")


def heard(telling: Any, act: str) -> set[Any]:
    return {each.person_id for each in telling(entry=entry(act))}


class TestTold:
    """Who hears of what, and which timers run."""

    def test_rulings_are_told_to_who_may_confirm(self, stage: Stage) -> None:
        a_ruling(stage)
        crew = stage.made.crew
        assert heard(told.others_hear_of_a_ruling, "exams.key-ruling.propose") == {
            crew.ava.pk, crew.max.pk, stage.nele.pk,
        }  # fmt: skip

    def test_deficiencies_are_told_to_their_owner_and_then_to_others(self, stage: Stage) -> None:
        found = a_deficiency(stage)
        crew = stage.made.crew
        assert heard(told.owner_hears_of_a_deficiency, "exams.deficiency.note") == {crew.ivo.pk}
        run = told.deficiency_is_due.runs(entry=entry("exams.deficiency.note"))
        assert (run.person_id, run.due_on, run.about) == (crew.ivo.pk, found.due_on, found.ref)
        deficiencies.correct(by=acting(crew.sam), deficiency=found, correction="Retired.")
        assert heard(told.others_hear_of_a_correction, "exams.deficiency.correct") == {
            crew.ava.pk, crew.max.pk, stage.nele.pk,
        }  # fmt: skip

    def test_reviews_and_cuts_have_their_timers(self, stage: Stage) -> None:
        run = told.form_review_is_due.runs(entry=entry("exams.form.release"))
        assert (run.about, run.due_on, run.role) == (stage.form.ref, stage.form.review_due_on, "exam-manager")
        delay = entry("exams.form.delay_scoring")
        run = told.cut_is_due.runs(entry=delay)
        assert (run.due_on, run.role) == (Form.reloaded(stage.form.pk).study_due_on, "psychometrician")

    def test_a_form_that_is_not_in_use_has_no_timer_of_review(self, stage: Stage) -> None:
        form = a_filled_form(stage.made, "Form 2", seed=3)
        adopting.set_interval(by=acting(stage.made.crew.max), form=form, months=6, reason="Many.")
        assert told.form_review_is_due.runs(entry=entry("exams.form.set_interval")) is None
