"""What a candidate hears of the fields of the work: only what their points can say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from guildhall.exams import feedback, measuring
from guildhall.exams.acts import anomalies, results, statistics
from guildhall.exams.datasets import Taken
from guildhall.exams.lookthrough import check_of
from guildhall.exams.models import Form, Result, Sitting
from guildhall.exams.told import candidate_hears_their_result
from guildhall.exams.wording import parts_of
from guildhall.identity.models import Person
from guildhall.ledger.models import Entry
from guildhall.schemes.acts import studies
from guildhall.schemes.models import Study
from tests import forge
from tests.cast import Cast, acting, engage, sign_in
from tests.exams.administering import administered, worked
from tests.exams.delivery.forging import a_form
from tests.exams.making import a_candidate, a_practical_result
from tests.making import Made, a_psychometrician, a_scheme
from tests.staging import set_once

PERSONS = 32


@dataclass(frozen=True)
class Stage:
    """A form that dozens took and some failed; every result was released."""

    cast: Cast
    made: Made
    nele: Person
    form: Form
    sitting: Sitting
    failed: Result
    passed: Result


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with set_once(django_db_blocker):
        cast = engage()
        made = a_scheme(cast)
        nele, form = a_psychometrician(cast, made), a_form(made)
        sitting = administered(made, cast, form, PERSONS)
        anomalies.keep(by=anomalies.MACHINE, sitting=sitting, **check_of(sitting))
        found = Result.objects.filter(attempt__sitting=sitting).select_related(*Result.reload_with)
        by = acting(made.crew.max)
        failed, passed = (
            results.release(by=by, result=results.verify(by=by, result=found.filter(passed=each).first()))
            for each in (False, True)
        )
        yield Stage(cast, made, nele, form, sitting, failed, passed)


@pytest.fixture
def made(stage: Stage) -> Made:
    return stage.made


def measured(stage: Stage, **adds_value: bool) -> Study:
    """The form's item analysis, in which the domains named add value and the others do not."""
    statistics.ask(by=statistics.MACHINE, form=stage.form)
    worked()
    study = measuring.study_of(Taken(stage.form))
    assert study is not None
    numbers = study.results
    assert {each["name"] for each in numbers["subscores"]} == {"A", "B", "C"}
    for each in numbers["subscores"]:
        each["adds_value"] = adds_value.get(each["name"], False)
    with forge.behind_the_acts():
        study.results = numbers
        study.save(update_fields=["results"])
    return study


def shown(stage: Stage, result: Result) -> str:
    person = result.attempt.person
    answer = sign_in(Client(), person).get(reverse("exams:my-result", args=[result.pk]))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def letter(result: Result) -> dict[str, Any]:
    entry = Entry.objects.get(act="exams.result.release", subject=result.ref)
    (told,) = candidate_hears_their_result(entry=entry)
    return dict(told.words)


def test_without_a_study_no_field_is_told_and_a_sentence_says_why(stage: Stage) -> None:
    told = feedback.of(stage.failed)
    assert told.parts == ()
    assert "it is not known yet whether the few questions of a field say more than chance does" in told.why_not
    assert told.why_not in shown(stage, stage.failed)
    assert (letter(stage.failed)["parts"], letter(stage.failed)["withheld"]) == ("", "unknown")


def test_only_fields_whose_points_say_more_than_the_whole_are_told(stage: Stage) -> None:
    measured(stage, A=True)
    told, every = feedback.of(stage.failed), {each[0]: each for each in parts_of(stage.failed)}
    assert told.parts == (every["Safety"],)
    assert told.why_not == "Other fields are not told: their few questions say less of them than your whole score does."
    text = shown(stage, stage.failed)
    assert f"{every['Safety'][1]} of {every['Safety'][2]} points" in text
    assert ("Mechanics" in text, "Electrics" in text) == (False, False)
    assert letter(stage.failed)["parts"] == f"- Safety: {every['Safety'][1]} / {every['Safety'][2]}"


def test_where_none_says_more_none_is_told(stage: Stage) -> None:
    measured(stage)
    told = feedback.of(stage.failed)
    assert (told.parts, "say less of it than your whole score does" in told.why_not) == ((), True)
    assert "Safety" not in shown(stage, stage.failed)


def test_where_all_say_more_all_are_told_and_no_sentence_excuses(stage: Stage) -> None:
    measured(stage, A=True, B=True, C=True)
    assert feedback.of(stage.failed) == feedback.Feedback(tuple(parts_of(stage.failed)))


def test_what_was_approved_goes_before_what_was_computed_later(stage: Stage) -> None:
    first = measured(stage, A=True)
    studies.propose(by=acting(stage.nele), study=first, conclusion="One field can be told.", limits="32 attempts.")
    studies.approve(by=acting(stage.made.crew.ava), study=Study.objects.get(pk=first.pk))
    study = feedback.analysis_of(stage.form)
    assert study is not None
    assert study.pk == first.pk
    forge.make(
        Study,
        **{
            **{name: getattr(study, name) for name in ("scheme", "kind", "title", "about", "about_words", "data")},
            "number": "ST-2026-900001",
            "state": "computed",
            "data_hash": "0" * 64,
            "results_hash": "0" * 64,
            "results": {"subscores": [{"name": "B", "adds_value": True}]},
            "computed_at": study.computed_at,
            "by_machine": True,
        },
    )
    assert [each[0] for each in feedback.of(stage.failed).parts] == ["Safety"]


def test_who_passed_is_not_told_why_fields_are_missing(stage: Stage) -> None:
    text = shown(stage, stage.passed)
    assert "By field of the work" not in text
    assert letter(stage.passed)["withheld"] == ""


def test_staff_see_every_field(stage: Stage) -> None:
    text = sign_in(Client(), stage.made.crew.max).get(reverse("exams:result", args=[stage.failed.pk])).content.decode()
    assert [name in text for name in ("Safety", "Mechanics", "Electrics")] == [True] * 3


def test_stations_are_told_as_they_were_marked(stage: Stage) -> None:
    result = a_practical_result(stage.made, a_candidate(stage.made, stage.cast), step_2=0)
    assert feedback.of(result) == feedback.Feedback((("Tower", "2", "4"), ("Hub", "4", "4")))
