"""A cut reaches a form from an approved study, by another than its author; or later, and nothing is scored before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from guildhall.exams import blueprints, equatings, followers, jobs
from guildhall.exams.acts import adopting, forms, results
from guildhall.exams.lifecycles import AttemptState, FormState
from guildhall.exams.models import Attempt, Conversion, Form, Result
from guildhall.exams.queries import current
from guildhall.jobs.models import Job
from guildhall.kernel import clock
from guildhall.ledger.models import Entry
from guildhall.schemes.acts import studies as study_acts
from guildhall.schemes.models import Study
from guildhall.schemes.queries import studies
from tests import forge
from tests.cast import Cast, acting, engage
from tests.exams.conftest import refused
from tests.exams.making import a_form
from tests.exams.making_forms import (
    WHY_LATER,
    a_filled_form,
    a_standard,
    an_analysis,
    an_equating,
    delayed,
    in_use,
    papers,
    scored,
)
from tests.making import Made, a_scheme
from tests.schemes.making_studies import a_judged_dataset, a_proposed_study
from tests.staging import set_once

CLAUSES = ("2012:9.3.1", "2012:9.2.4", "2026:9.3")


@dataclass(frozen=True)
class Stage:
    """A scheme in effect, and a form of it that Max has only filled."""

    cast: Cast
    made: Made
    form: Form


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with set_once(django_db_blocker):
        cast = engage()
        made = a_scheme(cast)
        yield Stage(cast, made, a_filled_form(made))


@pytest.fixture
def cast(stage: Stage) -> Cast:
    return stage.cast


@pytest.fixture
def made(stage: Stage) -> Made:
    return stage.made


@pytest.fixture
def form(stage: Stage) -> Form:
    return Form.objects.select_related(*Form.reload_with).get(pk=stage.form.pk)


def test_the_recommended_cut_of_an_approved_study_is_adopted(made: Made, form: Form) -> None:
    study = a_standard(made, form)
    cut = studies.recommended_cut(study)
    assert cut is not None

    form = adopting.adopt_standard(by=acting(made.crew.ava), form=form, study=study, cut=cut)

    assert (form.cut, form.standard, form.equating, form.standard_by) == (cut, study, None, made.crew.ava)
    assert form.cut_basis == f"{study.number} · {study.title}"
    assert form.scoring == 1, "nobody was given the form yet, so nothing of its scoring changed"


def test_another_cut_than_the_recommended_one_has_its_reason(made: Made, form: Form) -> None:
    study, ava = a_standard(made, form), acting(made.crew.ava)
    refusal = refused("R-26", adopting.adopt_standard, by=ava, form=form, study=study, cut=Decimal(5))
    assert (refusal.field, refusal.clauses) == ("reason", CLAUSES)

    why = "Two of six judges were new."
    form = adopting.adopt_standard(by=ava, form=form, study=study, cut=Decimal(5), reason=why)
    assert (form.cut, form.cut_basis) == (5, f"{study.number} · {study.title} · {why}")


def test_what_makes_a_form_comparable_is_said_with_its_cut(made: Made, form: Form) -> None:
    """Without it a form whose cut was adopted could not be verified, unless it had another cut before."""
    asked: dict[str, Any] = {"by": acting(made.crew.ava), "study": a_standard(made, form)}
    asked |= {"cut": Decimal(5), "reason": "Two of six judges were new."}
    before = form.comparability

    form = adopting.adopt_standard(form=form, **asked)
    assert form.comparability == before
    assert adopting.adopt_standard(form=form, comparability="Common items.", **asked).comparability == "Common items."


@pytest.mark.parametrize("cut", [Decimal(0), Decimal("6.5")])
def test_adopted_cut_can_be_reached(made: Made, form: Form, cut: Decimal) -> None:
    study = a_standard(made, form)
    adopt = adopting.adopt_standard
    refusal = refused("R-26", adopt, by=acting(made.crew.ava), form=form, study=study, cut=cut, reason="So.")
    assert refusal.field == "cut"


def test_nobody_adopts_a_cut_for_their_own_form(made: Made, form: Form) -> None:
    study = a_standard(made, form)
    refused("R-11", adopting.adopt_standard, by=acting(made.crew.max), form=form, study=study, cut=Decimal(4))


def test_a_cut_rests_on_an_approved_study_of_this_form(made: Made, form: Form) -> None:
    ava, sam = acting(made.crew.ava), made.crew.sam
    asked = {"by": ava, "form": form, "cut": Decimal(4), "reason": "So."}
    proposed = a_proposed_study(sam, made.scheme, "standard-setting", form.ref, a_judged_dataset())
    for study in (proposed, a_standard(made, a_filled_form(made, "Form 2")), an_analysis(made, form)):
        assert refused("R-26", adopting.adopt_standard, study=study, **asked).field == "study"

    study_acts.approve(by=ava, study=proposed)
    form = adopting.adopt_standard(study=Study.reloaded(proposed.pk), **asked)
    assert form.standard == proposed


@pytest.mark.parametrize("who", ["ivo", "rita", "ina", "dora"])
def test_adopting_needs_the_role_in_the_scheme(made: Made, form: Form, who: str) -> None:
    study, person = a_standard(made, form), getattr(made.crew, who)
    refused("R-46", adopting.adopt_standard, by=acting(person), form=form, study=study, cut=Decimal(4))


def test_a_later_item_takes_the_adopted_cut_away(made: Made, form: Form) -> None:
    adopt = adopting.adopt_standard
    study = a_standard(made, form)
    form = adopt(by=acting(made.crew.ava), form=form, study=study, cut=Decimal(4), reason="Rounded up.")
    first = form.items.filter(removed_at__isnull=True).order_by("position").first()

    forms.mark_pretest(by=acting(made.crew.max), placement=type(first).reloaded(first.pk), pretest=True)

    form = Form.reloaded(form.pk)
    assert (form.cut, form.standard, form.standard_by, form.cut_basis) == (None, None, None, "")


def test_cut_of_a_verified_form_is_frozen(made: Made, form: Form) -> None:
    study, ava = a_standard(made, form), acting(made.crew.ava)
    said = {"cut": Decimal(4), "reason": "Rounded up."}
    form = adopting.adopt_standard(by=ava, form=form, study=study, **said)
    forge.alter(form, state="verified")
    refused("R-27", adopting.adopt_standard, by=ava, form=Form.reloaded(form.pk), study=study, **said)


class TestEquating:
    """A cut that is carried from another form."""

    def test_lowest_score_that_reaches_the_base_cut_is_the_cut(self) -> None:
        rows = [(0.0, 0.4, 0.1), (1.0, 1.5, 0.1), (2.0, 2.4, 0.1), (3.0, 4.0, 0.1), (4.0, 4.9, 0.1)]
        assert equatings.carried(rows, Decimal(4)) == Decimal(3)
        assert equatings.carried(rows, Decimal("4.1")) == Decimal(4)
        assert equatings.carried(rows, Decimal(5)) is None

    def test_a_form_whose_scores_are_the_same_has_the_same_cut(self) -> None:
        rows = [(float(score), float(score), None) for score in range(7)]
        assert [equatings.carried(rows, Decimal(cut)) for cut in range(7)] == list(map(Decimal, range(7)))

    def test_cut_is_carried_with_its_table(self, made: Made, form: Form) -> None:
        base = a_form(made, "Base form", seed=3)
        study = an_equating(made, form, base)

        form = adopting.adopt_equating(by=acting(made.crew.ava), form=form, study=study)

        kept = Conversion.objects.get(form=form)
        table = studies.conversion(study)
        reached = min(here for here, there, _error in table if there >= float(base.cut))
        assert (kept.base, kept.study, kept.base_cut, kept.cut) == (base, study, base.cut, form.cut)
        assert kept.rows == [list(each) for each in table]
        assert (form.cut, form.equating, form.standard, form.standard_by) == (
            Decimal(str(reached)),
            study,
            None,
            made.crew.ava,
        )
        assert base.number in form.comparability, "an equating is what makes a form comparable"

    def test_it_leads_to_another_form_of_the_scheme_with_a_cut(self, made: Made, form: Form) -> None:
        uncut = a_filled_form(made, "Without a cut", seed=3)
        for base in (form, uncut):
            study = an_equating(made, form, base)
            refused("R-26", adopting.adopt_equating, by=acting(made.crew.ava), form=form, study=study)

    def test_a_conversion_that_never_reaches_the_cut_carries_none(self, made: Made, form: Form) -> None:
        base = a_form(made, "Base form", seed=3)
        study = an_equating(made, form, base)
        forge.alter(base, cut=Decimal(60))
        refusal = refused("R-26", adopting.adopt_equating, by=acting(made.crew.ava), form=form, study=study)
        assert "No score of this form" in refusal.sentence

    def test_a_standard_setting_equates_nothing(self, made: Made, form: Form) -> None:
        study = a_standard(made, form)
        refused("R-26", adopting.adopt_equating, by=acting(made.crew.ava), form=form, study=study)


class TestDelayedScoring:
    """A form that is given before its cut is known."""

    @pytest.fixture
    def live(self, made: Made, form: Form) -> Form:
        return in_use(made, delayed(made, form))

    def test_form_goes_into_use_without_a_cut(self, live: Form) -> None:
        due_on = clock.today() + timedelta(days=30)
        assert (live.state, live.cut, live.delayed, live.study_due_on) == (FormState.LIVE, None, True, due_on)

    def test_nothing_is_scored_before_the_cut_is_adopted(self, made: Made, cast: Cast, live: Form) -> None:
        (attempt,) = papers(made, cast, live, {cast.carla: 5})
        refusal = refused("R-26", results.score, by=acting(made.crew.max), attempt=attempt)
        scored(live)
        assert "delayed" in refusal.sentence
        assert (Attempt.reloaded(attempt.pk).state, Result.objects.count()) == (AttemptState.COMPLETED, 0)

    def test_everything_is_scored_once_it_is(self, made: Made, cast: Cast, live: Form) -> None:
        attempts = papers(made, cast, live, {cast.carla: 5, cast.otto: 3})
        study = a_standard(made, live)

        form = adopting.adopt_standard(
            by=acting(made.crew.ava), form=live, study=study, cut=Decimal(4), reason="Rounded up."
        )
        scored(form)

        came = [current(each) for each in attempts]
        assert [(each.score, each.cut, each.passed, each.scoring) for each in came] == [
            (5, 4, True, 2),
            (3, 4, False, 2),
        ]
        assert told_is_possible(made, attempts[0])

    def test_adopting_has_the_form_scored_by_the_worker(self, made: Made, live: Form) -> None:
        study = a_standard(made, live)
        adopting.adopt_standard(by=acting(made.crew.ava), form=live, study=study, cut=Decimal(4), reason="Up.")
        entry = Entry.objects.get(act="exams.form.adopt_standard", outcome="done")
        followers.forms.effect(entry=entry, index=1)
        queued = Job.objects.get(kind=jobs.score_form.name)
        assert queued.arguments == {"form": str(live.pk)}

    @pytest.mark.parametrize(("days", "reason", "field"), [(0, WHY_LATER, "due_on"), (30, " ", "reason")])
    def test_delay_has_its_day_and_reason(self, made: Made, form: Form, days: int, reason: str, field: str) -> None:
        due_on = clock.today() + timedelta(days=days)
        by = acting(made.crew.max)
        refusal = refused("R-26", adopting.delay_scoring, by=by, form=form, due_on=due_on, reason=reason)
        assert refusal.field == field

    def test_a_verified_form_is_not_delayed_any_more(self, made: Made) -> None:
        due_on = clock.today() + timedelta(days=30)
        by = acting(made.crew.max)
        refused("R-26", adopting.delay_scoring, by=by, form=a_form(made), due_on=due_on, reason=WHY_LATER)

    def test_a_form_without_cut_and_delay_is_not_verified(self, made: Made, form: Form) -> None:
        form = delayed(made, form)
        forge.alter(form, delayed=False)
        with pytest.raises(Exception, match="no passing standard"):
            in_use(made, Form.reloaded(form.pk))


def told_is_possible(made: Made, attempt: Attempt) -> bool:
    """Whether the result that the house made can be verified and released like any other."""
    by = acting(made.crew.max)
    verified = results.verify(by=by, result=current(attempt))
    return results.release(by=by, result=verified).released_at is not None


def test_cut_of_a_form_in_use_changes_until_a_result_is_told(made: Made, cast: Cast) -> None:
    form = a_form(made)
    (attempt,) = papers(made, cast, form, {cast.carla: 4})
    by, ava = acting(made.crew.max), acting(made.crew.ava)
    first = results.verify(by=by, result=results.score(by=by, attempt=attempt))
    study = a_standard(made, form)

    form = adopting.adopt_standard(by=ava, form=form, study=study, cut=Decimal(5), reason="Judges of the date.")
    refusal = refused("R-27", results.release, by=by, result=Result.reloaded(first.pk))
    assert "changed since" in refusal.sentence
    scored(form)

    again = current(attempt)
    assert (again.ordinal, again.cut, again.passed, again.state) == (2, 5, False, "scored")
    results.release(by=by, result=results.verify(by=by, result=again))
    form = Form.reloaded(form.pk)
    refused("R-27", adopting.adopt_standard, by=ava, form=form, study=study, cut=Decimal(4), reason="Lower.")


def test_a_result_scored_by_another_cut_is_not_verified(made: Made, cast: Cast) -> None:
    form = a_form(made)
    (attempt,) = papers(made, cast, form, {cast.carla: 4})
    result = results.score(by=acting(made.crew.max), attempt=attempt)
    forge.alter(form, scoring=2)
    refused("R-27", results.verify, by=acting(made.crew.max), result=Result.reloaded(result.pk))


def test_pretest_items_count_neither_for_points_nor_for_what_can_be_reached(made: Made, form: Form) -> None:
    before = blueprints.highest_score(form)
    first = form.items.filter(removed_at__isnull=True).order_by("position").first()
    forms.mark_pretest(by=acting(made.crew.max), placement=type(first).reloaded(first.pk), pretest=True)
    assert (before, blueprints.highest_score(form)) == (6, 5)


class TestInterval:
    """How often a form is reviewed."""

    def test_first_review_is_due_after_the_interval(self, made: Made) -> None:
        form = a_form(made)
        assert (form.review_months, form.review_reason) == (12, "")
        assert form.review_due_on == clock.today().replace(year=clock.today().year + 1)

    def test_interval_is_set_with_its_reason(self, made: Made) -> None:
        form = a_form(made)
        why = "Forty candidates a year; the trade changes slowly."
        form = adopting.set_interval(by=acting(made.crew.sam), form=form, months=24, reason=why)
        assert (form.review_months, form.review_reason) == (24, why)
        assert form.review_due_on == clock.today().replace(year=clock.today().year + 2)

    @pytest.mark.parametrize(("months", "reason"), [(0, "So."), (61, "So."), (24, " ")])
    def test_interval_is_justified(self, made: Made, months: int, reason: str) -> None:
        by = acting(made.crew.sam)
        refused("review-interval", adopting.set_interval, by=by, form=a_form(made), months=months, reason=reason)

    def test_a_form_that_is_not_in_use_has_no_day_yet(self, made: Made, form: Form) -> None:
        form = adopting.set_interval(by=acting(made.crew.max), form=form, months=6, reason="Many candidates.")
        assert (form.review_months, form.review_due_on) == (6, None)
