"""After results were told key and cut change by a rescoring alone: compared, approved by another, carried to all."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from guildhall.exams import consequences, followers, jobs, told
from guildhall.exams.acts import keys, rescorings, results
from guildhall.exams.lifecycles import CandidacyState, RescoringState, ResultState, RulingState
from guildhall.exams.models import Attempt, Candidacy, Form, KeyRuling, Rescored, Rescoring, Result
from guildhall.exams.queries import current
from guildhall.exams.rules.rescorings import to_carry
from guildhall.jobs.models import Job
from guildhall.ledger.models import Entry
from tests import forge
from tests.cast import Cast, acting, engage
from tests.exams.conftest import refused
from tests.exams.making import a_form
from tests.exams.making_forms import a_standard, a_whole_score, an_analysis, do, papers, place
from tests.exams.making_forms import told as told_of
from tests.making import Made, a_scheme
from tests.personnel.making_monitorings import somebody
from tests.staging import set_once

WHY = "A complaint showed that the key of the last item is wrong."
FOUND = "The maker's manual of 2026 says otherwise."


@dataclass(frozen=True)
class Stage:
    """A form in use and three papers: five, four and three of six right, four needed; two results were told."""

    cast: Cast
    made: Made
    form: Form
    five: Attempt
    four: Attempt
    three: Attempt


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with set_once(django_db_blocker):
        cast = engage()
        made = a_scheme(cast)
        form = a_form(made)
        attempts = papers(made, cast, form, {cast.carla: 5, cast.gero: 4, cast.otto: 3})
        for attempt in (attempts[1], attempts[2]):
            told_of(made, attempt)
        results.score(by=acting(made.crew.max), attempt=attempts[0])
        yield Stage(cast, made, form, *attempts)


def by(stage: Stage, who: str = "sam") -> Any:
    return acting(getattr(stage.made.crew, who))


def begun(stage: Stage, **more: Any) -> Rescoring:
    form = Form.reloaded(stage.form.pk)
    return rescorings.begin(by=by(stage), form=form, reason=WHY, **more)


def ruled(stage: Stage, rescoring: Rescoring, position: int, ruling: str = "left-out", who: str = "sam") -> KeyRuling:
    given = {"placement": place(stage.form, position), "ruling": ruling, "reason": FOUND, "rescoring": rescoring}
    return keys.propose(by=by(stage, who), **given)


def compared(stage: Stage, rescoring: Rescoring) -> Rescoring:
    rescorings.compare(by=by(stage), rescoring=Rescoring.reloaded(rescoring.pk))
    do(jobs.compare_rescoring, rescoring=rescoring.pk)
    return Rescoring.reloaded(rescoring.pk)


def approved(stage: Stage, rescoring: Rescoring) -> Rescoring:
    rescorings.approve(by=by(stage, "ava"), rescoring=rescoring)
    do(jobs.carry_rescoring, rescoring=rescoring.pk)
    return Rescoring.reloaded(rescoring.pk)


def rows(rescoring: Rescoring) -> list[Rescored]:
    found = Rescored.objects.filter(rescoring=rescoring, set_aside_at__isnull=True)
    return list(found.select_related(*Rescored.reload_with).order_by("attempt__number"))


def a_lost_point(stage: Stage) -> Rescoring:
    """A rescoring in which the first item is left out, and the cut stays at four: who had four of six falls."""
    rescoring = begun(stage)
    ruled(stage, rescoring, 1)
    return rescoring


def test_every_attempt_is_compared_before_anything_changes(stage: Stage) -> None:
    rescoring = compared(stage, a_lost_point(stage))

    assert (rescoring.state, rescoring.not_scored_here) == (RescoringState.COMPARED, 0)
    assert [(each.before.score, each.score, each.maximum, each.cut, each.passed) for each in rows(rescoring)] == [
        (5, 4, 5, 4, True),
        (4, 3, 5, 4, False),
        (3, 2, 5, 4, False),
    ]
    assert [each.turns for each in rows(rescoring)] == [False, True, False]
    assert current(stage.four).passed is True, "nothing is scored yet"
    assert KeyRuling.objects.get(rescoring=rescoring).state == RulingState.PROPOSED


def test_approved_rescoring_reaches_every_attempt(stage: Stage) -> None:
    rescoring = approved(stage, compared(stage, a_lost_point(stage)))

    assert (rescoring.state, rescoring.approved_by) == (RescoringState.DONE, stage.made.crew.ava)
    came = [current(each) for each in (stage.five, stage.four, stage.three)]
    assert [(each.score, each.maximum, each.passed, each.state) for each in came] == [
        (4, 5, True, "scored"),
        (3, 5, False, "scored"),
        (2, 5, False, "scored"),
    ]
    assert [each.after for each in rows(rescoring)] == came
    assert Result.objects.get(attempt=stage.four, ordinal=1).state == ResultState.RESCORED
    assert Form.reloaded(stage.form.pk).scoring == 2
    assert KeyRuling.objects.get(rescoring=rescoring).confirmed_by == stage.made.crew.ava
    assert Candidacy.objects.get(pk=stage.four.candidacy_id).state == CandidacyState.IN_ASSESSMENT


def test_what_does_not_change_stays_as_it_was_told(stage: Stage) -> None:
    rescoring = begun(stage)
    ruled(stage, rescoring, 6, "everybody")
    rescoring = approved(stage, compared(stage, rescoring))
    assert [(each.score, each.changes) for each in rows(rescoring)] == [(6, True), (5, True), (4, True)]

    later = begun(stage)
    ruled(stage, later, 6, "keep")
    forge.alter(Form.reloaded(stage.form.pk), cut=Decimal(4))
    ruled(stage, later, 1, "everybody")
    later = compared(stage, later)
    assert [(each.score, each.changes) for each in rows(later)] == [(5, True), (4, True), (3, True)]


def test_a_released_result_whose_numbers_stay_is_not_scored_again(stage: Stage) -> None:
    rescoring = begun(stage)
    ruled(stage, rescoring, 1, "everybody")
    rescoring = compared(stage, rescoring)
    assert [each.changes for each in rows(rescoring)] == [False, False, False]
    assert [str(each) for each in to_carry(rescoring)] == [str(stage.five)], "its result was told to nobody yet"

    rescoring = approved(stage, rescoring)
    assert rescoring.state == RescoringState.DONE
    assert [current(each).ordinal for each in (stage.five, stage.four, stage.three)] == [2, 1, 1]
    assert [current(each).scoring for each in (stage.five, stage.four, stage.three)] == [2, 1, 1]


def test_a_new_cut_rests_on_its_study(stage: Stage) -> None:
    study = a_standard(stage.made, stage.form)
    rescoring = approved(stage, compared(stage, begun(stage, cut=Decimal(5), study=study)))

    form = Form.reloaded(stage.form.pk)
    assert (form.cut, form.standard, form.standard_by, form.scoring) == (5, study, stage.made.crew.ava, 2)
    assert form.cut_basis == f"{study.number} · {study.title} · {rescoring.number}"
    assert [(current(each).cut, current(each).passed) for each in (stage.five, stage.four)] == [(5, True), (5, False)]


def test_no_result_is_released_while_a_rescoring_is_under_way(stage: Stage) -> None:
    verified = results.verify(by=by(stage, "max"), result=current(stage.five))
    rescoring = begun(stage)
    refusal = refused("R-27", results.release, by=by(stage, "max"), result=verified)
    assert refusal.mend.link == ("exams:rescoring", str(rescoring.pk))

    rescorings.abandon(by=by(stage), rescoring=rescoring, reason="The complaint was withdrawn.")
    assert results.release(by=by(stage, "max"), result=Result.reloaded(verified.pk)).released_at


def test_giving_up_withdraws_the_rulings(stage: Stage) -> None:
    rescoring = compared(stage, a_lost_point(stage))
    rescoring = rescorings.abandon(by=by(stage), rescoring=rescoring, reason="The manual is right.")
    assert rescoring.state == RescoringState.ABANDONED
    assert KeyRuling.objects.get(rescoring=rescoring).state == RulingState.WITHDRAWN
    assert current(stage.four).passed is True


def test_opened_again_it_is_compared_anew(stage: Stage) -> None:
    rescoring = compared(stage, a_lost_point(stage))
    rescoring = rescorings.reopen(by=by(stage), rescoring=rescoring, reason="The second item too.")
    assert (rescoring.state, rows(rescoring)) == (RescoringState.OPEN, [])
    ruled(stage, rescoring, 2, "everybody")
    assert [each.score for each in rows(compared(stage, rescoring))] == [4, 3, 2]
    assert Rescored.objects.filter(rescoring=rescoring).count() == 6, "what was compared first stays on record"


def test_attempts_that_came_since_are_compared_before_the_approval(stage: Stage) -> None:
    rescoring = compared(stage, a_lost_point(stage))
    results.verify(by=by(stage, "max"), result=current(stage.five))
    results.rescore(by=by(stage, "max"), result=current(stage.five), reason="Looked at again.")
    refused("R-27", rescorings.approve, by=by(stage, "ava"), rescoring=rescoring)
    assert approved(stage, compared(stage, rescoring)).state == RescoringState.DONE


def test_it_is_not_complete_before_every_attempt_has_its_result(stage: Stage) -> None:
    rescoring = compared(stage, a_lost_point(stage))
    rescoring = rescorings.approve(by=by(stage, "ava"), rescoring=rescoring)
    refused("R-27", rescorings.complete, by=rescorings.MACHINE, rescoring=rescoring)


def test_a_whole_score_is_counted_as_not_reached_by_keys(stage: Stage) -> None:
    attempt = a_whole_score(stage.made, stage.cast, somebody(stage.cast), stage.form, 5)
    rescoring = compared(stage, a_lost_point(stage))
    assert rescoring.not_scored_here == 1
    row = next(each for each in rows(rescoring) if each.attempt == attempt)
    assert (row.score, row.changes) == (5, False)


class TestWhoMay:
    """Four eyes, and the role in the scheme."""

    def test_who_proposed_does_not_approve(self, stage: Stage) -> None:
        rescoring = compared(stage, a_lost_point(stage))
        refused("R-11", rescorings.approve, by=by(stage), rescoring=rescoring)

    def test_who_ruled_on_a_key_or_wrote_it_does_not_approve(self, stage: Stage) -> None:
        rescoring = begun(stage)
        ruled(stage, rescoring, 1, who="max")
        rescoring = compared(stage, rescoring)
        refused("R-11", rescorings.approve, by=by(stage, "max"), rescoring=rescoring)
        forge.alter(place(stage.form, 1).item_version, authored_by=stage.made.crew.ava)
        refused("R-11", rescorings.approve, by=by(stage, "ava"), rescoring=rescoring)

    @pytest.mark.parametrize("who", ["ivo", "rita", "ina", "dora"])
    def test_role_is_needed(self, stage: Stage, who: str) -> None:
        refused("R-46", rescorings.begin, by=by(stage, who), form=Form.reloaded(stage.form.pk), reason=WHY)
        rescoring = compared(stage, a_lost_point(stage))
        refused("R-46", rescorings.approve, by=by(stage, who), rescoring=rescoring)


class TestWhatIsAsked:
    """What a rescoring must be."""

    def test_nothing_is_frozen_before_a_result_is_told(self, stage: Stage) -> None:
        fresh = a_form(stage.made, "Form 2", seed=3)
        refused("R-27", rescorings.begin, by=by(stage), form=fresh, reason=WHY)

    def test_it_has_its_reason(self, stage: Stage) -> None:
        refused("R-60", rescorings.begin, by=by(stage), form=Form.reloaded(stage.form.pk), reason=" ")

    def test_another_cut_has_its_study(self, stage: Stage) -> None:
        form = Form.reloaded(stage.form.pk)
        asked = {"by": by(stage), "form": form, "reason": WHY, "cut": Decimal(5)}
        assert refused("R-27", rescorings.begin, **asked).field == "study"
        refused("R-27", rescorings.begin, **asked, study=an_analysis(stage.made, form))
        refused("R-27", rescorings.begin, **{**asked, "cut": Decimal(7)}, study=a_standard(stage.made, form))

    def test_one_at_a_time(self, stage: Stage) -> None:
        begun(stage)
        form = Form.reloaded(stage.form.pk)
        refused("rescoring_of_a_form_is_one", rescorings.begin, by=by(stage), form=form, reason=WHY)

    def test_something_changes(self, stage: Stage) -> None:
        refused("R-27", rescorings.compare, by=by(stage), rescoring=begun(stage))

    def test_the_cut_can_still_be_reached(self, stage: Stage) -> None:
        rescoring = begun(stage)
        for position in (1, 2, 3):
            ruled(stage, rescoring, position)
        refused("R-27", rescorings.compare, by=by(stage), rescoring=Rescoring.reloaded(rescoring.pk))

    def test_rulings_join_while_it_is_prepared(self, stage: Stage) -> None:
        rescoring = compared(stage, a_lost_point(stage))
        given = {"placement": place(stage.form, 2), "ruling": "everybody", "reason": FOUND, "rescoring": rescoring}
        refused("R-27", keys.propose, by=by(stage), **given)


def test_what_follows_is_told_in_words(stage: Stage) -> None:
    rescoring = compared(stage, a_lost_point(stage))
    five, four, three = rows(rescoring)
    assert consequences.what_follows(five) == "The outcome stays; the new points are told."
    assert "goes back into the assessment" in consequences.what_follows(four)
    assert consequences.what_follows(three) == "The outcome stays; the new points are told."
    four.attempt.candidacy.state = CandidacyState.DECIDED
    assert "the decision is to be made anew" in consequences.what_follows(four)
    four.before.passed, four.passed = False, True
    assert "Certification was decided on another attempt" in consequences.what_follows(four)
    four.attempt.candidacy.state = CandidacyState.ENDED
    assert "admitted again" in consequences.what_follows(four)
    four.attempt.candidacy.state = CandidacyState.IN_ASSESSMENT
    assert "passes now" in consequences.what_follows(four)
    same = Rescored(before=five.before, score=5, maximum=6, cut=4, passed=True)
    assert consequences.what_follows(same) == ""


def test_the_worker_compares_and_carries(stage: Stage) -> None:
    rescoring = a_lost_point(stage)
    rescorings.compare(by=by(stage), rescoring=Rescoring.reloaded(rescoring.pk))
    followers.forms.effect(entry=Entry.objects.get(act="exams.rescoring.compare", outcome="done"), index=1)
    do(jobs.compare_rescoring, rescoring=rescoring.pk)
    rescorings.approve(by=by(stage, "ava"), rescoring=Rescoring.reloaded(rescoring.pk))
    followers.forms.effect(entry=Entry.objects.get(act="exams.rescoring.approve", outcome="done"), index=2)
    kinds = Job.objects.filter(kind__contains="rescoring").values_list("kind", "arguments")
    wanted = {"rescoring": str(rescoring.pk)}
    assert set(map(str, kinds)) == {str(("exams.compare-rescoring", wanted)), str(("exams.carry-rescoring", wanted))}


def test_candidate_who_knew_the_result_hears_of_it(stage: Stage) -> None:
    approved(stage, compared(stage, a_lost_point(stage)))
    heard = [
        each.person_id
        for entry in Entry.objects.filter(act="exams.result.follow", outcome="done")
        for each in told.candidate_hears_of_a_rescoring(entry=entry)
    ]
    assert sorted(heard) == sorted([stage.cast.gero.pk, stage.cast.otto.pk]), "Carla's was told to nobody yet"
