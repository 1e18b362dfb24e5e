"""Examiners judge the whole beside the points; a study of it finds the cut of the next version of their checklist."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse

from guildhall.exams import controls, ratings
from guildhall.exams import markings as settled
from guildhall.exams.acts import adopting, checklists, markings
from guildhall.exams.acts import ratings as judging
from guildhall.exams.models import Attempt, Checklist, Marking, Result
from guildhall.exams.queries import steps
from guildhall.exams.work import cuts_to_adopt
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.declarations import ControlState
from guildhall.kernel.refusals import Refusal
from guildhall.psychometrics import standards
from guildhall.schemes.acts import studies
from guildhall.schemes.freezing import content_of, frozen
from guildhall.schemes.models import Study
from guildhall.schemes.queries.studies import recommended_cut
from tests import forge
from tests.cast import Cast, acting, engage, sign_in
from tests.exams.conftest import refused
from tests.exams.making import a_candidate, a_sitting, assigned, booked, checked_in, done, opened
from tests.making import Made, a_psychometrician, a_scheme
from tests.schemes.making_studies import computed
from tests.staging import set_once

RATED = [("1", 3), ("2", 4), ("2", 6), ("3", 6), ("4", 7), ("5", 8)]
"""How the whole was judged, and the points: six attempts of many an examiner."""


def a_rated_checklist(made: Made) -> Checklist:
    """A checklist of two steps, eight points, whose examiners also judge the whole; Max wrote it, Ava approved it."""
    by = acting(made.crew.max)
    draft = checklists.draft(by=by, component=made.practical, title="Rescue", tolerance=Decimal(1), rated=True)
    for station, points in (("Tower", 4), ("Hub", 4)):
        said = {"station": station, "words": "Works safely", "points": Decimal(points)}
        draft = checklists.add_step(by=by, checklist=draft, **said)
    return checklists.approve(by=acting(made.crew.ava), checklist=draft)


@dataclass(frozen=True)
class Stage:
    """A checklist by which six were examined and judged; their results stand."""

    cast: Cast
    made: Made
    checklist: Checklist
    nele: Person

    @property
    def max(self) -> Any:
        return acting(self.made.crew.max)


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with set_once(django_db_blocker):
        cast = engage()
        made = a_scheme(cast)
        checklist = a_rated_checklist(made)
        seat = checked_in_for(made, cast, checklist)
        marking = assigned(made, seat, made.crew.erik)
        markings.keep(by=acting(made.crew.erik), marking=marking, steps={"1": 1}, rating="3")
        for rating, points in RATED:
            judged(made, seat, rating, points)
        yield Stage(cast, made, checklist, a_psychometrician(cast, made))


@pytest.fixture
def cast(stage: Stage) -> Cast:
    return stage.cast


@pytest.fixture
def made(stage: Stage) -> Made:
    return stage.made


def checked_in_for(made: Made, cast: Cast, checklist: Checklist) -> Attempt:
    """Carla, checked in for the practical examination."""
    planned = a_sitting(made, channel="person", checklist=checklist)
    seat = booked(a_candidate(made, cast), planned)
    opened(made, planned)
    return checked_in(made, seat)


def judged(made: Made, seat: Attempt, rating: str, points: int) -> Marking:
    """Another attempt by the checklist of this one that was marked, judged as a whole and scored."""
    same = ("person", "candidacy", "component", "sitting", "checklist")
    belongs = {name: getattr(seat, name) for name in same}
    number = f"AT-1999-{Attempt.objects.count():06d}"
    by = {"booked_by": "machine:test", "minutes": 60, "channel": "person", "state": "scored"}
    attempt = forge.put(Attempt, number=number, **belongs, **by)
    when = {"submitted_at": clock.now(), "submitted_by": f"person:{made.crew.erik.pk}"}
    given = {"1": str(min(points, 4)), "2": str(max(points - 4, 0))}
    said = {"steps": given, "rating": rating, "notes": "Kim Zimmerer was calm."}
    marking = forge.put(
        Marking, attempt=attempt, examiner=made.crew.erik, part="first", state="submitted", **said, **when
    )
    score = {"score": Decimal(points), "maximum": Decimal(8), "cut": Decimal("5.6"), "scored_by": "machine:test"}
    forge.put(Result, attempt=attempt, passed=points >= 6, **score)
    return marking


def studied(stage: Stage) -> Study:
    """The study that Nele had made, computed."""
    data = frozen(ratings.dataset_of(stage.checklist))
    return computed(judging.study(by=acting(stage.nele), checklist=stage.checklist, dataset=data))


def approved(stage: Stage) -> Study:
    """The study, proposed by Nele and approved by Ava."""
    study = studies.propose(by=acting(stage.nele), study=studied(stage), conclusion="Five.", limits="Six attempts.")
    return studies.approve(by=acting(stage.made.crew.ava), study=study)


def a_draft(stage: Stage) -> Checklist:
    """The next version of the checklist, a copy that Max began."""
    return checklists.draft(by=stage.max, component=stage.made.practical, title="Rescue", rated=True)


def test_the_cut_is_the_librarys_and_its_error_fit_and_caution_are_said(stage: Stage) -> None:
    study = studied(stage)
    scores, judgements = [points for _, points in RATED], [float(each) for each, _ in RATED]
    expected = standards.borderline_regression(scores, judgements, 2.0)
    told = study.results["regression"]
    assert [told[name] for name in ("cut", "error", "slope", "r_squared")] == pytest.approx(
        [expected.cut, expected.error, expected.slope, expected.r_squared]
    )
    assert told["interval"] == pytest.approx(list(expected.interval))
    assert recommended_cut(study) == Decimal(int(np.ceil(expected.cut)))
    assert [(each["rating"], each["words"], each["attempts"], each["mean"]) for each in study.results["rated"]][:2] == [
        (1.0, "clear fail", 1, 3.0),
        (2.0, "borderline", 2, 5.0),
    ]
    few = "6 candidates: fewer than 30: the cut is not stable, as its error says."
    assert few in [each["sentence"] for each in study.results["notes"]]
    assert study.results["pictures"]["regression"]["layer"][0]["data"]["values"][0] == {"rating": 1.0, "score": 3.0}


def test_what_is_frozen_names_attempts_and_nobody(stage: Stage) -> None:
    study = studied(stage)
    content = content_of(study).decode()
    people = (stage.cast.carla, stage.made.crew.erik)
    assert {word for each in people for word in (str(each.pk), each.name) if word in content} == set()
    assert ("calm" in content, '"judged"' in content, content.count("AT-1999-")) == (False, False, 6)
    assert (study.about, study.persons) == (stage.checklist.ref, 6)


def next_version(stage: Stage, **changed: Any) -> Checklist:
    """The next version of the checklist in use, with its first step changed where that is said, approved by Ava."""
    draft = a_draft(stage)
    if changed:
        step = steps(draft)[0]
        said = {"station": step.station, "words": step.words, "points": step.points, "critical": step.critical}
        checklists.change_step(by=stage.max, step=step, **{**said, **changed})
    return checklists.approve(by=acting(stage.made.crew.ava), checklist=Checklist.reloaded(draft.pk))


def judged_by(stage: Stage, checklist: Checklist, *given: tuple[str, int]) -> None:
    """Further attempts, marked and judged by another version."""
    seat = Attempt.objects.select_related(*Attempt.reload_with).get(state="checked-in")
    for rating, points in given:
        forge.alter(judged(stage.made, seat, rating, points).attempt, checklist=checklist)


def test_versions_with_the_same_steps_are_one_study(stage: Stage) -> None:
    old, new = stage.checklist, next_version(stage)
    judged_by(stage, new, ("1", 2), ("4", 8))

    data = ratings.dataset_of(new)
    assert [each.pk for each in ratings.alike(new)] == [old.pk, new.pk]
    assert data.extra["versions"] == [{"version": old.number, "attempts": 6}, {"version": new.number, "attempts": 2}]
    assert [each.groups["checklist"] for each in data.rows] == [old.number] * 6 + [new.number] * 2
    assert (data.rows, ratings.counts(old)) == (ratings.dataset_of(old).rows, {old.number: 6, new.number: 2})

    study = computed(judging.study(by=acting(stage.nele), checklist=new, dataset=frozen(data)))
    scores = [points for _, points in RATED] + [2, 8]
    judgements = [float(each) for each, _ in RATED] + [1.0, 4.0]
    assert study.results["regression"]["cut"] == pytest.approx(
        standards.borderline_regression(scores, judgements, 2.0).cut
    )
    assert (study.about, study.persons, study.results["versions"]) == (new.ref, 8, data.extra["versions"])


@pytest.mark.parametrize(
    "changed", [{"words": "Works otherwise"}, {"station": "Hub"}, {"points": Decimal(5)}, {"critical": True}]
)
def test_a_version_that_asks_otherwise_begins_a_count_of_its_own(stage: Stage, changed: dict[str, Any]) -> None:
    new = next_version(stage, **changed)
    judged_by(stage, new, ("1", 2), ("4", 8))

    assert [ratings.counts(each) for each in (stage.checklist, new)] == [{stage.checklist.number: 6}, {new.number: 2}]
    assert {len(ratings.dataset_of(each).rows) for each in (stage.checklist, new)} == {6, 2}
    refused("R-26", judging.study, by=acting(stage.nele), checklist=new, dataset=frozen(ratings.dataset_of(new)))


def test_the_pages_say_which_versions_were_taken(stage: Stage) -> None:
    alone = sign_in(Client(), stage.nele).get(reverse("exams:checklist", args=[stage.checklist.pk])).text
    new = next_version(stage)
    judged_by(stage, new, ("1", 2), ("4", 8))
    twice = {"state": "submitted", "submitted_at": clock.now(), "submitted_by": "x", "part": "second", "rating": "2"}
    attempt = Attempt.objects.get(number="AT-1999-000001")
    forge.put(Marking, attempt=attempt, examiner=stage.made.crew.ella, steps={"1": "3", "2": "0"}, **twice)
    nele = sign_in(Client(), stage.nele)

    told = f"By versions whose steps are the same: {stage.checklist.number}, {new.number}."
    page = nele.get(reverse("exams:checklist", args=[new.pk])).text
    assert ("8 attempts judged so far; so few say little. " + told in page, "steps are the same" in alone) == (
        True,
        False,
    )
    assert f"By versions whose steps are the same: {stage.checklist.number}. So few attempts" in page
    assert told in nele.get(reverse("exams:checklist-study", args=[new.pk])).text
    where = nele.post(reverse("exams:checklist-study", args=[new.pk]), {"revision": ""}).url
    study = computed(Study.objects.get())
    sheet = nele.get(where).text
    assert all(
        words in sheet for words in ("Versions of the checklist", "so they count together", stage.checklist.number)
    )
    assert study.number in nele.get(reverse("exams:checklist", args=[stage.checklist.pk])).text


def test_the_cut_reaches_the_next_version_and_no_earlier_attempt(stage: Stage) -> None:
    study, ava = approved(stage), acting(stage.made.crew.ava)
    draft = adopting.adopt_for_checklist(by=ava, checklist=a_draft(stage), study=study, cut=Decimal(5))
    assert (draft.cut, draft.standard, draft.standard_by) == (5, study, stage.made.crew.ava)
    assert draft.cut_basis.startswith(study.number)
    given = {str(each.position): "2.5" for each in steps(draft)}
    old, new = (settled.outcomes.of_steps(each, steps(each), given) for each in (stage.checklist, draft))
    assert [(each.cut, each.passed) for each in (old, new)] == [(Decimal("5.600"), False), (5, True)]
    third = (
        checklists.draft(by=stage.max, component=stage.made.practical, title="Third")
        if checklists.approve(by=ava, checklist=draft)
        else draft
    )
    assert third.cut == 5
    changed = checklists.change_step(
        by=stage.max, step=steps(third)[0], station="Tower", words="Otherwise", points=Decimal(4)
    )
    assert Checklist.reloaded(changed.checklist_id).cut is None, "a cut belongs to the steps that were judged"


def test_an_approved_cut_waits_until_a_version_rests_on_it(stage: Stage) -> None:
    study = approved(stage)
    (waiting,) = cuts_to_adopt.waiting_for(person_id=stage.made.crew.ava.pk)
    assert (waiting.what, waiting.why) == (
        f"Checklist {stage.checklist.number}: adopt the cut for its next version",
        f"The study {study.number} recommends one.",
    )
    assert list(cuts_to_adopt.waiting_for(person_id=stage.made.crew.erik.pk)) == []
    by = acting(stage.made.crew.ava)
    adopting.adopt_for_checklist(by=by, checklist=a_draft(stage), study=study, cut=Decimal(5))
    assert list(cuts_to_adopt.waiting_for(person_id=stage.made.crew.ava.pk)) == []


def test_steps_added_or_taken_out_lose_the_cut_too(stage: Stage) -> None:
    study, ava = approved(stage), acting(stage.made.crew.ava)
    draft = adopting.adopt_for_checklist(by=ava, checklist=a_draft(stage), study=study, cut=Decimal(5))
    more = {"station": "Hub", "words": "Tidies up", "points": Decimal(1)}
    assert checklists.add_step(by=stage.max, checklist=draft, **more).cut is None
    taken = checklists.remove_step(by=stage.max, step=steps(draft)[2])
    draft = adopting.adopt_for_checklist(by=ava, checklist=taken.checklist, study=study, cut=Decimal(5))
    checklists.remove_step(by=stage.max, step=steps(draft)[0])
    assert Checklist.reloaded(draft.pk).cut is None


def test_a_cut_is_adopted_by_another_for_these_steps_from_an_approved_study(stage: Stage) -> None:
    unapproved, ava = studied(stage), acting(stage.made.crew.ava)
    refused("R-26", adopting.adopt_for_checklist, by=ava, checklist=a_draft(stage), study=unapproved, cut=Decimal(5))
    study, draft = approved(stage), Checklist.objects.select_related(*Checklist.reload_with).get(state="draft")
    given: dict[str, Any] = {"by": ava, "checklist": draft, "study": study}
    refused("R-11", adopting.adopt_for_checklist, **{**given, "by": stage.max}, cut=Decimal(5))
    refused("R-26", adopting.adopt_for_checklist, **given, cut=Decimal(9))
    refused("R-26", adopting.adopt_for_checklist, **given, cut=Decimal(6))
    refused("R-27", adopting.adopt_for_checklist, **{**given, "checklist": stage.checklist}, cut=Decimal(5))
    with pytest.raises(Refusal):
        adopting.adopt_for_checklist(**{**given, "by": acting(stage.made.crew.erik)}, cut=Decimal(5))
    step = steps(draft)[0]
    checklists.change_step(by=stage.max, step=step, station="Tower", words="Otherwise", points=Decimal(4))
    refused("R-26", adopting.adopt_for_checklist, **given, cut=Decimal(5))


def test_three_and_different_judgements_are_studied_as_they_stand(stage: Stage) -> None:
    by, early = acting(stage.nele), frozen(ratings.dataset_of(stage.checklist))
    seat = Attempt.objects.select_related(*Attempt.reload_with).get(state="checked-in")
    third = judged(stage.made, seat, "2", 6)
    refused("R-27", judging.study, by=by, checklist=stage.checklist, dataset=early)
    with pytest.raises(Refusal):
        judging.study(by=stage.max, checklist=stage.checklist, dataset=early)
    for each in Marking.objects.filter(state="submitted").select_related("attempt__person"):
        if each.rating != "2":
            forge.alter(each.attempt, state="investigated")
    given: dict[str, Any] = {"by": by, "checklist": stage.checklist}
    refused("R-26", judging.study, **given, dataset=frozen(ratings.dataset_of(stage.checklist)))
    forge.alter(third.attempt, state="investigated")
    refused("R-26", judging.study, **given, dataset=frozen(ratings.dataset_of(stage.checklist)))


def test_the_whole_is_judged_where_it_is_asked_for(stage: Stage) -> None:
    marking = Marking.objects.select_related(*Marking.reload_with).get(state="open")
    by = acting(stage.made.crew.erik)
    whole = {"by": by, "marking": marking, "steps": done(stage.checklist)}
    refused("rating", markings.submit, **whole)
    refused("rating", markings.submit, **whole, rating="6")
    refused("rating", markings.keep, **{**whole, "steps": {}}, rating="good")
    handed = markings.submit(**whole, rating="4")
    assert (handed.rating, sum(ratings.counts(stage.checklist).values())) == ("4", 6), "its result does not stand yet"
    forge.alter(stage.checklist, rated=False)
    refused("rating", markings.keep, by=by, marking=_open_again(handed), steps={}, rating="4")


def _open_again(marking: Marking) -> Marking:
    forge.alter(marking, state="open", submitted_at=None, submitted_by="")
    return Marking.objects.select_related(*Marking.reload_with).get(pk=marking.pk)


def test_the_adjudicators_judgement_counts_and_an_erased_candidates_does_not(stage: Stage, made: Made) -> None:
    first = Marking.objects.filter(state="submitted").select_related("attempt").order_by("attempt__number").first()
    assert first is not None
    copied = {"attempt": first.attempt, "state": "submitted", "submitted_at": clock.now(), "submitted_by": "x"}
    for part, rating, points in (("second", "5", "4"), ("adjudicator", "2", "2")):
        said = {"steps": {"1": points, "2": "0"}, "rating": rating}
        forge.put(Marking, examiner=made.crew.ella, part=part, **said, **copied)
    rows = ratings.dataset_of(stage.checklist).rows
    assert (rows[0].groups["rating"], sum(filter(None, rows[0].scores))) == ("2", 2.0)
    assert len(rows) == 6


def test_control_of_cuts_of_checklists(stage: Stage) -> None:
    control = controls.checklist_cuts_rest_on_studies
    assert control.query().state == ControlState.NOT_APPLICABLE
    study = approved(stage)
    draft = adopting.adopt_for_checklist(
        by=acting(stage.made.crew.ava), checklist=a_draft(stage), study=study, cut=Decimal(5)
    )
    assert (control.query().state, control.query().looked_at) == (ControlState.HOLDS, 1)
    forge.alter(draft, standard_by=stage.made.crew.max)
    assert [each.number for each in control.query().findings] == [draft.number]
    forge.alter(draft, standard_by=stage.made.crew.ava)
    forge.alter(study, state="proposed")
    assert [each.number for each in control.query().findings] == [draft.number]


def test_the_pages_ask_study_and_adopt(stage: Stage) -> None:
    marking = Marking.objects.get(state="open")
    erik, nele, ava = (sign_in(Client(), each) for each in (stage.made.crew.erik, stage.nele, stage.made.crew.ava))
    shown = erik.get(reverse("exams:marking", args=[marking.pk])).text
    assert "How do you judge the whole performance?" in shown
    assert 'value="3" id="id_rating_2" checked' in shown or 'value="3" checked' in shown or "checked" in shown
    typed = {"step-1": "4", "step-2": "4"}
    missing = erik.post(reverse("exams:marking", args=[marking.pk]), typed)
    assert (missing.status_code, "is not said yet" in missing.text) == (409, True)
    assert erik.post(reverse("exams:marking", args=[marking.pk]), {**typed, "rating": "5"}).status_code == 302
    assert Marking.objects.get(pk=marking.pk).state == "submitted"

    page = reverse("exams:checklist", args=[stage.checklist.pk])
    assert "6 attempts judged so far; so few say little" in nele.get(page).text
    where = nele.post(reverse("exams:checklist-study", args=[stage.checklist.pk]), {"revision": ""}).url
    study = computed(Study.objects.get())
    assert where == reverse("schemes:study", args=[study.pk])
    sheet = nele.get(where).text
    assert all(words in sheet for words in ("Judgement and score", "Judgements of the whole", "clear fail", "Fit (R²)"))

    study = studies.propose(by=acting(stage.nele), study=study, conclusion="Five.", limits="Six attempts.")
    studies.approve(by=acting(stage.made.crew.ava), study=study)
    draft = a_draft(stage)
    adopt = reverse("exams:checklist-adopt-standard", args=[draft.pk])
    assert 'value="5.00"' in ava.get(adopt).text
    assert ava.post(adopt, {"study": study.pk, "cut": "5", "reason": ""}).url == reverse(
        "exams:checklist", args=[draft.pk]
    )
    assert study.number in ava.get(reverse("exams:checklist", args=[draft.pk])).text
