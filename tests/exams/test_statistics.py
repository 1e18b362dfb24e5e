"""Statistics of a form: kept by the house from what counts, shown to who may see keys, and told to the item bank."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.html
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall.exams import controls, figures, jobs, measuring, remarks
from guildhall.exams.acts import results, statistics
from guildhall.exams.datasets import Taken
from guildhall.exams.models import Form, Sitting, StatisticsRun
from guildhall.identity.models import Person
from guildhall.itembank.models import ItemFlag, ItemStatistic, ItemVersion, StatisticsReview
from guildhall.kernel import clock as house_clock
from guildhall.kernel.declarations import ControlState
from guildhall.ledger.models import Access
from guildhall.personnel.acts import trainings
from guildhall.schemes.acts import studies
from guildhall.schemes.lifecycles import StudyState
from guildhall.schemes.models import Study, StudyKind
from tests import forge
from tests.cast import Cast, acting, engage, sign_in
from tests.exams.administering import KEYS, MISKEYED, administered, answers, handed_in, worked
from tests.exams.conftest import refused
from tests.exams.delivery.forging import a_form
from tests.making import Made, a_psychometrician, a_scheme
from tests.staging import set_once

PERSONS = 36
CONCLUDED = {"conclusion": "Sound but for one key.", "limits": "36 attempts."}
SECRET = "Relieve the stored pressure"
"""What is right at the first item: it reaches nobody who may not see keys."""


@dataclass(frozen=True)
class Stage:
    """A form that dozens took, measured by the house, and a psychometrician who reads it."""

    cast: Cast
    made: Made
    nele: Person
    form: Form
    sitting: Sitting
    study: Study

    @property
    def max(self) -> Person:
        return self.made.crew.max


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with set_once(django_db_blocker):
        cast = engage()
        made = a_scheme(cast)
        nele = a_psychometrician(cast, made)
        form = a_form(made)
        sitting = administered(made, cast, form, PERSONS)
        statistics.ask(by=statistics.MACHINE, form=form)
        worked()
        study = measuring.study_of(Taken(form))
        assert study is not None
        yield Stage(cast, made, nele, form, sitting, study)


def page(person: Person, name: str, *args: Any, status: int = 200) -> str:
    answer = sign_in(Client(), person).get(reverse(f"exams:{name}", args=args))
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def send(person: Person, name: str, *args: Any, **data: str) -> Any:
    return sign_in(Client(), person).post(reverse(f"exams:{name}", args=args), data)


def trains(stage: Stage, person: Person) -> None:
    """Somebody gave a course for the scheme."""
    day = house_clock.today()
    taught = {"person": stage.cast.gero, "scope": stage.made.scope, "title": "Two days", "ended_on": day}
    trainings.record(by=acting(person), trainer=person, **taught)


def placed(stage: Stage, position: int) -> ItemVersion:
    found: ItemVersion = stage.form.items.get(position=position).item_version
    return found


def test_the_house_freezes_what_counts_and_computes_it(stage: Stage) -> None:
    run = StatisticsRun.objects.get(form=stage.form, sitting=None)
    assert (run.attempts, run.study, run.asked_by) == (PERSONS, stage.study, "machine:statistics")
    assert run.position > 0
    study = stage.study
    assert (study.kind, study.state, study.about, study.persons, study.by_machine) == (
        StudyKind.ITEM_ANALYSIS,
        StudyState.COMPUTED,
        stage.form.ref,
        PERSONS,
        True,
    )
    assert study.results["persons"] == PERSONS
    assert study.options == {"form": stage.form.number}


def test_the_same_data_leads_to_the_same_study(stage: Stage) -> None:
    run = statistics.ask(by=acting(stage.nele), form=stage.form)
    worked()
    assert StatisticsRun.objects.get(pk=run.pk).study == stage.study
    assert Study.objects.filter(about=stage.form.ref).count() == 1


def test_one_more_attempt_leads_to_a_new_study_in_the_place_of_the_old(stage: Stage) -> None:
    attempt = handed_in(stage.made, stage.cast, stage.sitting, stage.cast.carla, answers(1)[0])
    results.score(by=results.SCORING, attempt=attempt)
    assert [key.sitting_id for key in measuring.stale()] == [None, stage.sitting.pk]
    statistics.ask(by=statistics.MACHINE, form=stage.form)
    worked()
    latest = measuring.study_of(Taken(stage.form))
    assert latest is not None
    assert (latest.persons, latest.supersedes) == (PERSONS + 1, stage.study)
    assert Study.objects.get(pk=stage.study.pk).state == StudyState.SUPERSEDED
    assert [key.sitting_id for key in measuring.stale()] == [stage.sitting.pk]


def test_a_conclusion_that_waits_for_its_approval_is_not_replaced(stage: Stage) -> None:
    studies.propose(
        by=acting(stage.nele), study=stage.study, conclusion="Sound but for one key.", limits="36 attempts."
    )
    attempt = handed_in(stage.made, stage.cast, stage.sitting, stage.cast.carla, answers(1)[0])
    results.score(by=results.SCORING, attempt=attempt)
    statistics.ask(by=statistics.MACHINE, form=stage.form)
    worked()
    latest = measuring.study_of(Taken(stage.form))
    assert latest is not None
    assert (latest.persons, latest.supersedes) == (PERSONS + 1, None)
    assert Study.objects.get(pk=stage.study.pk).state == StudyState.PROPOSED


def test_the_table_of_the_items_has_the_width_of_the_page(stage: Stage) -> None:
    """Beside the history there is no room for its last column, which says what to look at."""
    shown = lxml.html.fromstring(page(stage.nele, "statistics-form", stage.form.pk))
    (section,) = shown.xpath("//section[@aria-labelledby='items']")
    assert len(section.xpath(".//tbody/tr")) == len(KEYS)
    assert section.xpath("ancestor::div[contains(@class, 'beside')]") == []


def test_a_sitting_has_statistics_of_its_own(stage: Stage) -> None:
    statistics.ask(by=acting(stage.max), form=stage.form, sitting=stage.sitting)
    worked()
    study = measuring.study_of(Taken(stage.form, stage.sitting))
    assert study is not None
    assert (study.about, study.persons, study.pk == stage.study.pk) == (stage.sitting.ref, PERSONS, False)
    text = page(stage.max, "statistics-sitting", stage.form.pk, stage.sitting.pk)
    assert f"{stage.form.number}, {stage.sitting.number}" in text
    assert study.number in text


def test_a_form_that_nobody_took_has_none(stage: Stage) -> None:
    other = a_form(stage.made)
    statistics.ask(by=acting(stage.max), form=other)
    worked()
    run = StatisticsRun.objects.get(form=other)
    assert (run.attempts, run.study, run.done_at is None) == (0, None, False)
    assert "Statistics come here when attempts at this form have results" in page(
        stage.max, "statistics-form", other.pk
    )


def test_statistics_are_not_computed_twice_at_once(stage: Stage) -> None:
    statistics.ask(by=acting(stage.nele), form=stage.form)
    refused("R-27", statistics.ask, by=acting(stage.max), form=stage.form)


def test_a_sitting_at_which_nobody_took_the_form_has_no_statistics_of_it(stage: Stage) -> None:
    other = a_form(stage.made)
    refusal = refused("R-27", statistics.ask, by=acting(stage.max), form=other, sitting=stage.sitting)
    assert other.number in str(refusal.sentence)


def test_only_psychometricians_and_managers_of_the_scheme_ask(stage: Stage) -> None:
    crew = stage.made.crew
    for person in (crew.rita, crew.ivo, crew.sam, crew.ina, stage.cast.carla, stage.cast.ada):
        refused("R-46", statistics.ask, by=acting(person), form=stage.form)


def test_the_house_keeps_what_is_stale(stage: Stage) -> None:
    later = administered(stage.made, stage.cast, stage.form, 3, seed=9)
    jobs.keep_statistics.function()
    asked = StatisticsRun.objects.filter(done_at__isnull=True)
    assert {(each.form_id, each.sitting_id) for each in asked} == {
        (stage.form.pk, None),
        (stage.form.pk, stage.sitting.pk),
        (stage.form.pk, later.pk),
    }
    jobs.keep_statistics.function()
    assert asked.count() == 3


def test_the_page_shows_pictures_numbers_and_flags_with_their_study(stage: Stage) -> None:
    text = page(stage.nele, "statistics-form", stage.form.pk)
    for title in ("Scores and cut", "Standard error by score", "Map of the items"):
        assert f">{title}</strong>" in text
    link = reverse("schemes:study", args=[stage.study.pk])
    alpha = figures.shown(stage.study.results["reliability"]["alpha"])
    assert f'<a href="{link}">{alpha}</a>' in text
    assert text.count(f'href="{link}"') >= 5
    assert f"{StatisticsRun.objects.get(form=stage.form).position} entries of the ledger" in text
    assert "36 attempts: estimates are not stable below 100." in text
    assert "Another option is chosen by the able more than the key: is the key right?" in text


def test_a_look_at_statistics_is_logged(stage: Stage) -> None:
    before = Access.objects.filter(reading="exams.form.statistics", subject=stage.form.ref).count()
    page(stage.nele, "statistics-form", stage.form.pk)
    done = Access.objects.filter(reading="exams.form.statistics", subject=stage.form.ref, actor=str(acting(stage.nele)))
    assert done.count() == before + 1


def test_one_press_sends_a_flagged_item_to_review(stage: Stage) -> None:
    version = placed(stage, MISKEYED)
    text = page(stage.max, "statistics-form", stage.form.pk)
    address = reverse("exams:statistics-flag", args=[stage.form.pk, version.pk])
    (form,) = re.findall(rf'<form method="post" action="{address}">(.*?)</form>', text, re.DOTALL)
    hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    answer = sign_in(Client(), stage.max).post(address, {k: v for k, v in hidden.items() if k != "csrfmiddlewaretoken"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("exams:statistics-form", args=[stage.form.pk]))
    flag = ItemFlag.objects.get(version=version)
    assert (flag.study, flag.raised_by) == (stage.study, stage.max)
    assert "is the key right?" in flag.reason
    after = page(stage.max, "statistics-form", stage.form.pk)
    assert address not in after
    assert "Flagged: judged before it is used again" in after


def test_an_item_shows_who_chose_what(stage: Stage) -> None:
    version = placed(stage, MISKEYED)
    text = page(stage.nele, "statistics-item", stage.form.pk, version.pk)
    said = [each[str(MISKEYED)] for each in answers(PERSONS)]
    assert f">Options of {version}</strong>" in text
    assert f"Choices of {PERSONS} candidates in five groups by score; the key is B." in text
    for name, count in (("B (key)", said.count("B")), ("C", said.count("C")), ("A", 0)):
        assert f'<span>{name}</span></td><td data-label="Chosen by"><span>{count}</span>' in text
    assert SECRET in text


@pytest.mark.parametrize("name", ["statistics-form", "statistics-item", "statistics-flag", "statistics-ask"])
def test_nobody_else_reads_them(stage: Stage, name: str) -> None:
    """Neither keys nor answers reach who writes, reviews, watches, manages the scheme or administers."""
    args = [stage.form.pk, placed(stage, 1).pk] if name in {"statistics-item", "statistics-flag"} else [stage.form.pk]
    crew = stage.made.crew
    for person in (crew.ivo, crew.rita, crew.sam, stage.cast.ada, stage.cast.carla):
        text = page(person, name, *args, status=403)
        assert not leaks(stage, text)


def leaks(stage: Stage, text: str) -> list[str]:
    """What of the statistics stands in a page."""
    told = [SECRET, stage.study.number, "Scores and cut", *(str(each.item_version) for each in stage.form.items.all())]
    return [each for each in told if each in text]


@pytest.mark.parametrize("who", ["nele", "max"])
def test_who_trains_for_the_scheme_reads_none(stage: Stage, who: str) -> None:
    """R-10, to the byte: the role is there, and the training bars."""
    person = getattr(stage, who)
    trains(stage, person)
    version = placed(stage, 1)
    for name, args in (
        ("statistics-form", [stage.form.pk]),
        ("statistics-item", [stage.form.pk, version.pk]),
        ("statistics-progress", [stage.form.pk]),
        ("statistics-study", [stage.form.pk]),
        ("statistics-flag", [stage.form.pk, version.pk]),
        ("statistics-sitting", [stage.form.pk, stage.sitting.pk]),
    ):
        text = page(person, name, *args, status=409)
        assert not leaks(stage, text), name
        assert "You train people for this scheme" in text
    assert stage.form.number not in page(person, "statistics")
    refused("R-10", statistics.ask, by=acting(person), form=stage.form)


def test_a_small_group_shows_no_score(stage: Stage) -> None:
    """Four attempts: no picture and no distribution, from which single people could be read."""
    few = a_form(stage.made)
    administered(stage.made, stage.cast, few, 4, seed=3)
    statistics.ask(by=acting(stage.max), form=few)
    worked()
    text = page(stage.max, "statistics-form", few.pk)
    assert "Scores and cut" not in text
    assert "withheld: too few attempts" in text
    assert "Bayesian difficulty with interval" in text
    assert "Send to review" not in text


def test_few_attempts_share_wide_bars(stage: Stage) -> None:
    results_of_few = {
        "persons": 12,
        "scores": {
            "distribution": [[3.0, 1], [17.0, 5], [18.0, 6]],
            "maximum": 40.0,
            "least": 3.0,
            "greatest": 18.0,
            "mean": 16.0,
        },
        "passing": None,
    }
    picture = figures.of_scores(results_of_few)
    assert picture is not None
    assert list(picture.rows) == [("0–4", 1), ("4–8", 0), ("8–12", 0), ("12–16", 0), ("16–20", 11)]
    assert figures.of_scores({**results_of_few, "persons": 4}) is None


def test_what_is_computed_now_is_said_and_the_page_comes_back(stage: Stage) -> None:
    send(stage.nele, "statistics-ask", stage.form.pk, once="asked-once")
    text = page(stage.nele, "statistics-form", stage.form.pk)
    address = reverse("exams:statistics-progress", args=[stage.form.pk])
    assert f'hx-get="{address}"' in text
    waiting = sign_in(Client(), stage.nele).get(address)
    assert ("HX-Refresh" in waiting, "being computed" in waiting.content.decode()) == (False, True)
    worked()
    ready = sign_in(Client(), stage.nele).get(address)
    assert (ready["HX-Refresh"], ready.content.decode().strip()) == ("true", "")


def test_a_person_begins_a_study_of_what_counts(stage: Stage) -> None:
    answer = send(stage.nele, "statistics-study", stage.form.pk, kind="calibration", model="rasch")
    made = Study.objects.get(kind=StudyKind.CALIBRATION)
    assert answer["Location"] == reverse("schemes:study", args=[made.pk])
    assert (made.prepared_by, made.options, made.persons) == (
        stage.nele,
        {"form": stage.form.number, "model": "rasch"},
        PERSONS,
    )
    worked()
    text = page(stage.nele, "statistics-form", stage.form.pk)
    assert "Persons and items on one scale" in text


def test_groups_are_compared_where_a_study_did(stage: Stage) -> None:
    for place, each in enumerate(stage.sitting.attempts.order_by("number")):
        forge.alter(each, extra_minutes=10 * (place % 2))
    administered(stage.made, stage.cast, stage.form, 40, seed=12)
    wrong = send(stage.nele, "statistics-study", stage.form.pk, kind="dif")
    assert (wrong.status_code, "Say which groups are compared." in wrong.content.decode()) == (422, True)
    send(stage.nele, "statistics-study", stage.form.pk, kind="dif", group="attempt")
    worked()
    study = Study.objects.get(kind=StudyKind.DIF)
    assert study.options["group"] == "attempt"
    text = page(stage.nele, "statistics-form", stage.form.pk)
    assert study.number in text


def test_an_approved_study_tells_the_item_bank(stage: Stage) -> None:
    studies.propose(
        by=acting(stage.nele), study=stage.study, conclusion="Sound but for one key.", limits="36 attempts."
    )
    studies.approve(by=acting(stage.made.crew.ava), study=Study.objects.get(pk=stage.study.pk))
    worked()
    numbers = {each["version_id"]: each for each in stage.study.results["items"]}
    kept = {str(each.version_id): each for each in ItemStatistic.objects.filter(study=stage.study)}
    assert {pk: (each.n, each.p, each.r, each.form_number) for pk, each in kept.items()} == {
        pk: (each["answers"], each["p"], each["r_drop"], stage.form.number) for pk, each in numbers.items()
    }
    wrong = kept[str(placed(stage, MISKEYED).pk)]
    assert "possible-miskey" in wrong.flags
    assert {name for each in kept.values() for name in each.numbers} == {"interval", "seconds", "discrimination"}


def test_a_study_of_a_sitting_tells_items_nothing(stage: Stage) -> None:
    """A part of the attempts would stand as the latest word on an item."""
    statistics.ask(by=acting(stage.max), form=stage.form, sitting=stage.sitting)
    worked()
    study = measuring.study_of(Taken(stage.form, stage.sitting))
    assert study is not None
    studies.propose(by=acting(stage.nele), study=study, conclusion="As before.", limits="One sitting.")
    studies.approve(by=acting(stage.made.crew.ava), study=Study.objects.get(pk=study.pk))
    worked()
    assert not ItemStatistic.objects.exists()


def test_the_register_costs_the_same_for_few_and_many(stage: Stage) -> None:
    client = sign_in(Client(), stage.max)
    address = reverse("exams:statistics")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        assert f"{stage.form.number}" in client.get(address).content.decode()
    for _ in range(4):
        other = a_form(stage.made, items=1)
        forge.put(StatisticsRun, form=other, asked_by="x", study=stage.study, attempts=3, done_at=house_clock.now())
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(few) == len(many)


@pytest.mark.parametrize("code", sorted(remarks.FLAGS))
def test_every_flag_is_told_with_its_figures(code: str) -> None:
    facts = {
        "r": -0.12,
        "p": 0.97,
        "options": "C",
        "group": "repeat",
        "class": "C",
        "delta": -1.6,
        "statistic": "infit",
    }
    told = remarks.reason_of({"code": code, "facts": {**facts, "value": 1.4}, "sentence": "English"})
    assert told != "English"
    assert "%(" not in told


def test_what_has_no_words_here_is_told_as_the_study_says_it() -> None:
    strange = {"code": "strange", "facts": {}, "sentence": "A sentence.", "name": "New", "why": "Because."}
    assert (remarks.reason_of(strange), remarks.note_of(strange)) == ("A sentence.", "A sentence.")
    assert remarks.method_of(strange) == ("New", "Because.")


def test_control_of_stale_statistics(stage: Stage, clock: Any) -> None:
    assert controls.statistics_are_kept.query().state == ControlState.HOLDS
    attempt = handed_in(stage.made, stage.cast, stage.sitting, stage.cast.carla, answers(1)[0])
    results.score(by=results.SCORING, attempt=attempt)
    assert controls.statistics_are_kept.query().state == ControlState.HOLDS
    clock.move(days=8)
    answer = controls.statistics_are_kept.query()
    assert [each.number for each in answer.findings] == [stage.form.number]
    assert answer.looked_at == 1


def test_control_of_flagged_items(stage: Stage) -> None:
    version = placed(stage, MISKEYED)
    seen = forge.put(ItemStatistic, version=version, study=stage.study, n=36, p=0.5, r=-0.2, flags=["negative"])
    answer = controls.flagged_items_are_looked_at.query()
    assert ([each.number for each in answer.findings], answer.looked_at) == ([str(version)], 1)
    forge.put(StatisticsReview, version=version, statistic=seen, reviewed_by=stage.max)
    assert controls.flagged_items_are_looked_at.query().state == ControlState.HOLDS


def test_the_page_of_a_form_leads_there_for_who_may_read_it(stage: Stage) -> None:
    link = f'href="{reverse("exams:statistics-form", args=[stage.form.pk])}"'
    assert link in page(stage.max, "form", stage.form.pk)
    assert link not in page(stage.made.crew.rita, "form", stage.form.pk)
