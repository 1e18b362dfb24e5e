"""Studies: frozen, computed, concluded by one and approved by another, and the same numbers whenever they are asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from guildhall.identity.acts import persons
from guildhall.identity.models import Person
from guildhall.identity.roles import PSYCHOMETRICIAN
from guildhall.kernel.refusals import Refusal
from guildhall.ledger.models import Access
from guildhall.schemes import jobs, readings
from guildhall.schemes.acts import studies
from guildhall.schemes.datasets import Dataset
from guildhall.schemes.freezing import content_of, frozen, thawed
from guildhall.schemes.lifecycles import StudyState
from guildhall.schemes.models import Study, StudyRerun
from guildhall.schemes.queries import studies as queries
from tests.cast import Cast, acting, authorise, engage
from tests.making import Made, a_psychometrician, a_scheme, a_scope
from tests.schemes.conftest import refused
from tests.schemes.making_studies import (
    ABOUT,
    a_computed_study,
    a_dataset,
    a_frozen_study,
    a_judged_dataset,
    a_proposed_study,
    an_approved_study,
    computed,
)
from tests.staging import set_once


@dataclass(frozen=True)
class Stage:
    """A scheme in effect and who measures in it."""

    cast: Cast
    made: Made
    nele: Person


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with set_once(django_db_blocker):
        cast = engage()
        made = a_scheme(cast)
        yield Stage(cast, made, a_psychometrician(cast, made))


@pytest.fixture
def study(stage: Stage) -> Study:
    return a_computed_study(stage.nele, stage.made.scheme)


def anew(study: Study) -> Study:
    return Study.objects.get(pk=study.pk)


def frozen_by(stage: Stage, by: Any = None, **wrong: Any) -> Any:
    given: dict[str, Any] = {
        "by": by or acting(stage.nele),
        "scheme": stage.made.scheme,
        "kind": "item-analysis",
        "title": "Form 1",
        "about": ABOUT,
        "about_words": "FM-1",
        "options": {},
        "dataset": frozen(a_dataset()),
    }
    return studies.freeze(**{**given, **wrong})


def test_data_is_frozen_sealed_and_read_back_as_it_was(stage: Stage) -> None:
    data = a_dataset()
    study = a_frozen_study(stage.nele, stage.made.scheme, data=data)
    assert (study.state, study.persons, study.by_machine, study.prepared_by_id) == (
        StudyState.FROZEN,
        60,
        False,
        stage.nele.pk,
    )
    assert thawed(study) == Dataset.read(data.canonical())
    assert study.data_hash == frozen(data).data_hash
    assert study.number.startswith("ST-")


def test_results_are_kept_with_their_hash_and_code(study: Study) -> None:
    assert (study.state, len(study.results_hash)) == (StudyState.COMPUTED, 64)
    assert study.code_version.startswith("Guildhall ")
    assert "numpy" in study.code_version
    assert anew(study).results["persons"] == 60


def test_house_freezes_by_itself_and_a_person_concludes(stage: Stage) -> None:
    study = computed(frozen_by(stage, by=studies.MACHINE))
    assert (study.by_machine, study.prepared_by) == (True, None)
    proposed = studies.propose(by=acting(stage.made.crew.max), study=study, conclusion="Good.", limits="Few.")
    approved = studies.approve(by=acting(stage.nele), study=proposed)
    assert (approved.state, approved.approved_by_id) == (StudyState.APPROVED, stage.nele.pk)


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ("study-kind", {"kind": "astrology"}),
        ("study-told", {"title": " "}),
        ("study-told", {"about": ""}),
        ("study-told", {"about_words": "x" * 201}),
    ],
)
def test_study_that_says_too_little_is_refused(stage: Stage, rule: str, wrong: dict[str, Any]) -> None:
    refused(rule, lambda **given: frozen_by(stage, **given), **wrong)


def test_nothing_is_studied_where_there_is_nothing(stage: Stage) -> None:
    refused("study-data", lambda **given: frozen_by(stage, **given), dataset=frozen(Dataset()))


@pytest.mark.parametrize("who", ["rita", "ivo", "ava", "dora"])
def test_who_does_not_measure_freezes_nothing(stage: Stage, who: str) -> None:
    with pytest.raises(Refusal):
        frozen_by(stage, by=acting(getattr(stage.made.crew, who)))


def test_results_belong_to_the_data_that_was_frozen(stage: Stage) -> None:
    study = a_frozen_study(stage.nele, stage.made.scheme)
    given = {"by": studies.MACHINE, "study": study, "results": {}, "code_version": "x"}
    refused("R-27", studies.keep, data_hash="0" * 64, **given)


def test_results_never_change_and_nobody_keeps_them_by_hand(stage: Stage, study: Study) -> None:
    given = {"study": study, "results": {"persons": 1}, "data_hash": study.data_hash, "code_version": "x"}
    refused("state", studies.keep, by=studies.MACHINE, **given)
    refused("permission", studies.keep, by=acting(stage.nele), **given)
    assert anew(study).results == study.results


def test_conclusion_and_limits_are_said(stage: Stage, study: Study) -> None:
    for wrong in ({"conclusion": ""}, {"limits": " "}):
        refused(
            "study-concluded",
            studies.propose,
            by=acting(stage.nele),
            study=study,
            **{"conclusion": "So.", "limits": "No."} | wrong,
        )


def test_from_what_could_not_be_measured_nothing_is_concluded(stage: Stage) -> None:
    study = a_computed_study(stage.nele, stage.made.scheme, "calibration", data=a_dataset(10))
    told = refused(
        "study-measured", studies.propose, by=acting(stage.nele), study=study, conclusion="So.", limits="No."
    )
    assert "10 attempts" in told.sentence


def test_neither_who_prepared_nor_who_concluded_approves(stage: Stage) -> None:
    proposed = a_proposed_study(stage.nele, stage.made.scheme)
    refused("R-11", studies.approve, by=acting(stage.nele), study=proposed)
    by_others = studies.propose(
        by=acting(stage.made.crew.sam),
        study=a_computed_study(stage.nele, stage.made.scheme),
        conclusion="Good.",
        limits="Few.",
    )
    refused("R-11", studies.approve, by=acting(stage.nele), study=by_others)
    refused("R-46", studies.approve, by=acting(stage.made.crew.sam), study=by_others)
    assert studies.approve(by=acting(stage.made.crew.ava), study=by_others).state == StudyState.APPROVED


def test_who_concluded_once_does_not_approve_what_others_concluded_later(stage: Stage) -> None:
    study = computed(frozen_by(stage, by=studies.MACHINE))
    first = studies.propose(by=acting(stage.nele), study=study, conclusion="Good.", limits="Few.")
    back = studies.send_back(by=acting(stage.made.crew.ava), study=first, reason="Say more.")
    second = studies.propose(by=acting(stage.made.crew.sam), study=back, conclusion="Good.", limits="Few.")
    refused("R-11", studies.approve, by=acting(stage.nele), study=second)


def test_what_is_sent_back_keeps_its_numbers(stage: Stage) -> None:
    proposed = a_proposed_study(stage.nele, stage.made.scheme)
    refused("said-why", studies.send_back, by=acting(stage.made.crew.ava), study=proposed, reason="")
    back = studies.send_back(by=acting(stage.made.crew.ava), study=proposed, reason="Say more of the limits.")
    assert (back.state, back.results_hash) == (StudyState.COMPUTED, proposed.results_hash)


def test_study_is_given_up_with_a_reason(stage: Stage, study: Study) -> None:
    refused("said-why", studies.abandon, by=acting(stage.nele), study=study, reason="")
    assert studies.abandon(by=acting(stage.nele), study=study, reason="Wrong form.").state == StudyState.ABANDONED


def test_later_study_replaces_one_without_conclusion_at_once(stage: Stage, study: Study) -> None:
    later = frozen_by(stage, by=studies.MACHINE, supersedes=study)
    assert (anew(study).state, later.supersedes_id) == (StudyState.SUPERSEDED, study.pk)


def test_approved_study_stands_until_the_later_one_is_approved(stage: Stage) -> None:
    first = an_approved_study(stage.nele, stage.made.crew.ava, stage.made.scheme)
    second = a_proposed_study(stage.nele, stage.made.scheme, supersedes=first)
    assert queries.approved(ABOUT, "item-analysis") == first
    studies.approve(by=acting(stage.made.crew.ava), study=second)
    assert anew(first).state == StudyState.SUPERSEDED
    assert queries.approved(ABOUT, "item-analysis") == second


def test_study_follows_one_that_asked_the_same_and_stands(stage: Stage, study: Study) -> None:
    refused("study-follows", lambda **given: frozen_by(stage, **given), supersedes=study, about="exams.form:2")
    refused("study-follows", lambda **given: frozen_by(stage, **given), supersedes=study, kind="dif")
    given_up = studies.abandon(by=acting(stage.nele), study=study, reason="Wrong form.")
    refused("study-follows", lambda **given: frozen_by(stage, **given), supersedes=given_up)


def again(study: Study, by: Person) -> StudyRerun:
    """A second computation, as the worker does it."""
    rerun = studies.rerun(by=acting(by), study=study)
    found = jobs.studying.run(study.kind, content_of(study), study.options)
    return studies.compare(
        by=studies.MACHINE,
        rerun=rerun,
        data_hash=found.data_hash,
        results_hash=found.results_hash,
        code_version=found.code_version,
    )


@pytest.mark.parametrize("kind", ["item-analysis", "calibration", "standard-setting"])
def test_second_computation_comes_to_the_same_numbers(stage: Stage, kind: str) -> None:
    study = a_computed_study(stage.nele, stage.made.scheme, kind, data=a_judged_dataset())
    rerun = again(study, stage.made.crew.ava)
    assert (rerun.agrees, rerun.results_hash, rerun.code_version) == (True, study.results_hash, study.code_version)


def test_second_computation_that_differs_is_told(stage: Stage, study: Study) -> None:
    rerun = studies.rerun(by=acting(stage.nele), study=study)
    given = {"by": studies.MACHINE, "rerun": rerun, "code_version": "Guildhall 9"}
    told = studies.compare(data_hash=study.data_hash, results_hash="1" * 64, **given)
    assert told.agrees is False


def test_one_second_computation_at_a_time_of_what_was_computed(stage: Stage, study: Study) -> None:
    studies.rerun(by=acting(stage.nele), study=study)
    refused("study_rerun_is_one", studies.rerun, by=acting(stage.nele), study=study)
    waiting = a_frozen_study(stage.nele, stage.made.scheme)
    refused("study-computed", studies.rerun, by=acting(stage.nele), study=waiting)
    refused("R-46", studies.rerun, by=acting(stage.made.crew.ivo), study=study)


def test_data_is_had_by_the_psychometrician_alone_and_every_look_is_logged(stage: Stage, study: Study) -> None:
    assert readings.data_of(by=acting(stage.nele), study=study) == study.data
    with pytest.raises(Refusal):
        readings.data_of(by=acting(stage.made.crew.max), study=study)
    with pytest.raises(Refusal):
        readings.results_of(by=acting(stage.made.crew.ivo), study=study)
    looks = Access.objects.filter(subject=study.ref).values_list("reading", "outcome")
    assert sorted(looks) == [
        ("schemes.study.data", "done"),
        ("schemes.study.data", "refused"),
        ("schemes.study.read", "refused"),
    ]


def test_results_lie_sealed(study: Study) -> None:
    kept = Study.objects.filter(pk=study.pk).extra(select={"raw": "results"}).values_list("raw", flat=True)[0]
    assert b"distractors" not in bytes(kept)


def test_numbers_are_asked_for_by_name(stage: Stage, study: Study) -> None:
    assert next(each["name"] for each in queries.item_statistics(study)) == "IT-1"
    assert queries.latest(ABOUT, "item-analysis") == study
    assert queries.recommended_cut(study) is None
    cut = a_computed_study(stage.nele, stage.made.scheme, "standard-setting", data=a_judged_dataset())
    assert queries.recommended_cut(cut) == cut.results["recommended_cut"]
    calibrated = a_computed_study(stage.nele, stage.made.scheme, "calibration", data=a_dataset(90))
    held = queries.item_parameters(calibrated)
    anchored = a_computed_study(
        stage.nele, stage.made.scheme, "calibration", data=a_dataset(90, seed=3), options={"anchors": held}
    )
    assert [each["d"] for each in anchored.results["items"]] == [each["d"] for each in calibrated.results["items"]]


def test_role_in_another_scheme_does_not_count(stage: Stage, study: Study) -> None:
    other = a_scheme_of_others(stage.cast)
    with pytest.raises(Refusal):
        studies.propose(by=acting(other), study=study, conclusion="So.", limits="No.")


def a_scheme_of_others(cast: Cast) -> Person:
    """Somebody who measures in another scheme."""
    zoe = persons.register(by=acting(cast.tom), given_name="Zoe", family_name="Anderswo", is_personnel=True)
    authorise(zoe, PSYCHOMETRICIAN, a_scope(cast, "OTH"))
    return zoe
