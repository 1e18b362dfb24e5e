"""Pages of studies: what they show to whom, how they lead to an approval, and what can be taken along."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import lxml.html
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall.identity.models import Person
from guildhall.jobs.worker import Worker
from guildhall.kernel import clock as house_clock
from guildhall.kernel.declarations import all_queues
from guildhall.ledger.models import Access
from guildhall.personnel.acts import trainings
from guildhall.schemes import controls
from guildhall.schemes.acts import studies
from guildhall.schemes.lifecycles import StudyState
from guildhall.schemes.models import Study, StudyRerun
from guildhall.schemes.queries import studies as queries
from guildhall.schemes.sheets import sheet
from tests import forge
from tests.cast import Cast, acting, engage, sign_in
from tests.making import Made, a_psychometrician, a_scheme
from tests.schemes.making_studies import (
    a_computed_study,
    a_dataset,
    a_frozen_study,
    a_judged_dataset,
    a_proposed_study,
    a_survey,
    an_approved_study,
    with_key,
)
from tests.schemes.test_telling import follow, told
from tests.staging import set_once


@dataclass(frozen=True)
class Stage:
    """A scheme in effect, who measures in it, and a study of each kind."""

    cast: Cast
    made: Made
    nele: Person
    studies: dict[str, Study]


def base() -> dict[str, Any]:
    return {"about_words": "FM-0", "maximum": 6, "cut": 4, "scores": [1.0, 3.0, 4.0, 4.0, 5.0, 6.0] * 6}


DATA: dict[str, tuple[Any, dict[str, Any]]] = {
    "item-analysis": (with_key(a_dataset(120), 0, "B"), {}),
    "calibration": (a_dataset(120), {}),
    "equating": (replace(a_dataset(40), extra={"base": base()}), {"draws": 20}),
    "standard-setting": (a_judged_dataset(), {}),
    "dif": (a_dataset(80), {"group": "language"}),
    "key-validation": (with_key(a_dataset(), 0, "B"), {}),
    "job-analysis": (a_survey(), {"dimension": "interest", "draws": 20}),
}


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with set_once(django_db_blocker):
        cast = engage()
        made = a_scheme(cast)
        nele = a_psychometrician(cast, made)
        made_of = {
            kind: a_computed_study(nele, made.scheme, kind, data=data, options=options)
            for kind, (data, options) in DATA.items()
        }
        yield Stage(cast, made, nele, made_of)


def get(person: Person, name: str, *args: Any, status: int = 200) -> Any:
    answer = sign_in(Client(), person).get(reverse(f"schemes:{name}", args=args))
    assert answer.status_code == status, answer.status_code
    return answer


def send(person: Person, name: str, *args: Any, **data: str) -> Any:
    """Send a form as its page shows it."""
    client = sign_in(Client(), person)
    address = reverse(f"schemes:{name}", args=args)
    form = client.get(address).context["form"]
    shown = {field.html_name: field.value() for field in form if field.value() is not None}
    return client.post(address, {**shown, **data})


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.parametrize("kind", DATA)
def test_page_shows_every_figure_table_and_picture_of_its_study(stage: Stage, kind: str) -> None:
    study = stage.studies[kind]
    page = get(stage.nele, "study", study.pk)
    shown, words = sheet(kind, study.results), text_of(page)
    assert len(shown.tables) >= 1
    assert [each.label for each in shown.figures if each.label not in words] == []
    assert [each.title for each in shown.tables if each.title not in words] == []
    assert [
        each.sentence for each in shown.methods if each.sentence.split("'")[0] not in words.replace("&#x27;", "'")
    ] == []
    assert page.content.decode().count("<svg") >= len(shown.pictures)
    assert len(page.context["pictures"]) == len(study.results["pictures"])
    assert all(picture.rows and picture.description for picture in page.context["pictures"])


@pytest.mark.parametrize("kind", DATA)
def test_no_two_regions_of_a_page_have_the_same_name(stage: Stage, kind: str) -> None:
    page = lxml.html.fromstring(get(stage.nele, "study", stage.studies[kind].pk).content)
    headings = {each.get("id"): each.text_content() for each in page.iter("h2")}
    regions = page.xpath("//section[@aria-label or @aria-labelledby]")
    names = [each.get("aria-label") or headings[each.get("aria-labelledby")] for each in regions]
    assert sorted(names) == sorted(set(names))


def test_flags_stand_on_the_page_with_their_reasons(stage: Stage) -> None:
    words = text_of(get(stage.nele, "study", stage.studies["item-analysis"].pk))
    assert "Option A speaks against the key: is the key right?" in words
    assert "The able do worse on it than the others (r = −" in words


def test_every_look_at_results_is_logged_and_who_has_no_part_sees_none(stage: Stage) -> None:
    study = stage.studies["item-analysis"]
    get(stage.made.crew.ava, "study", study.pk)
    assert Access.objects.filter(subject=study.ref, reading="schemes.study.read").count() == 1
    assert get(stage.made.crew.ivo, "study", study.pk, status=403)
    assert get(stage.made.crew.ivo, "studies", status=403)


def test_who_trains_for_the_scheme_sees_no_keys(stage: Stage) -> None:
    study, nele = stage.studies["item-analysis"], stage.nele
    taught = {"person": stage.made.crew.ivo, "scope": stage.made.scope, "title": "Course"}
    trainings.record(by=acting(nele), trainer=nele, ended_on=house_clock.today(), **taught)
    page = get(nele, "study", study.pk)
    assert page.context["sheet"].tables == ()
    assert "trains nobody for it" in text_of(page)
    get(nele, "study-json", study.pk, status=409)
    get(nele, "study-data", study.pk, status=409)


def test_results_are_taken_along_to_the_last_digit(stage: Stage) -> None:
    study = stage.studies["item-analysis"]
    assert json.loads(get(stage.nele, "study-json", study.pk).content) == study.results
    rows = list(csv.reader(io.StringIO(get(stage.nele, "study-csv", study.pk).content.decode("utf-8-sig"))))
    first = next(row for row in rows if row and row[0] == "IT-1")
    assert float(first[4]) == study.results["items"][0]["p"]
    assert float(first[6]) == study.results["items"][0]["r_drop"]


def test_frozen_data_is_handed_to_the_psychometrician_alone(stage: Stage) -> None:
    study = stage.studies["calibration"]
    content = b"".join(get(stage.nele, "study-data", study.pk).streaming_content)
    assert json.loads(content)["rows"][0]["attempt"] == "AT-1"
    assert get(stage.made.crew.max, "study-data", study.pk, status=409)


def test_study_goes_to_its_approval_on_pages_alone(stage: Stage) -> None:
    study = stage.studies["standard-setting"]
    assert send(stage.nele, "study-propose", study.pk, conclusion="Cut 4.", limits="Six judges.").status_code == 302
    refused = send(stage.nele, "study-approve", study.pk)
    assert (refused.status_code, "its approval needs other eyes" in text_of(refused)) == (409, True)
    assert send(stage.made.crew.ava, "study-send-back", study.pk, reason="Say why 4.").status_code == 302
    assert send(stage.nele, "study-propose", study.pk, conclusion="Cut 4: SE.", limits="Six judges.").status_code == 302
    assert send(stage.made.crew.ava, "study-approve", study.pk).status_code == 302
    assert Study.objects.get(pk=study.pk).state == StudyState.APPROVED
    assert "Cut 4: SE." in text_of(get(stage.nele, "study", study.pk))


def test_study_without_numbers_says_that_they_come_or_why_not(stage: Stage) -> None:
    waiting = a_frozen_study(stage.nele, stage.made.scheme)
    assert "The data is frozen" in text_of(get(stage.nele, "study", waiting.pk))
    few = a_computed_study(stage.nele, stage.made.scheme, "calibration", data=a_dataset(8))
    assert "8 attempts: a calibration needs 30" in text_of(get(stage.nele, "study", few.pk))


def test_second_computation_is_asked_for_and_done_by_the_worker(stage: Stage) -> None:
    study = stage.studies["dif"]
    assert send(stage.made.crew.ava, "study-rerun", study.pk).status_code == 302
    assert "Being computed" in text_of(get(stage.nele, "study", study.pk))
    worked()
    assert StudyRerun.objects.get(study=study).agrees is True
    assert "The same numbers" in text_of(get(stage.nele, "study", study.pk))
    assert [each[0] for each in told("schemes.study.compare")] == ["Ava"]


def test_frozen_study_is_computed_by_the_worker_once(stage: Stage) -> None:
    waiting = a_frozen_study(stage.nele, stage.made.scheme)
    worked()
    first = Study.objects.get(pk=waiting.pk)
    assert (first.state, first.results["persons"]) == (StudyState.COMPUTED, 60)
    assert ("Nele", f"The study {first.number} is computed", f"Die Studie {first.number} ist berechnet") in told(
        "schemes.study.keep"
    )


def worked() -> None:
    """The worker follows what was done and does the jobs that wait."""
    for _ in range(2):
        follow()
        Worker().do_jobs()


def test_register_costs_the_same_for_many_studies(stage: Stage) -> None:
    def queries_of_register() -> int:
        client = sign_in(Client(), stage.nele)
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(reverse("schemes:studies"))
        assert answer.status_code == 200
        return len(seen)

    few = queries_of_register()
    for _ in range(12):
        a_frozen_study(stage.nele, stage.made.scheme)
    assert queries_of_register() == few


def test_register_is_narrowed_and_searched(stage: Stage) -> None:
    client = sign_in(Client(), stage.nele)
    number = stage.studies["dif"].number
    page = text_of(client.get(reverse("schemes:studies"), {"kind": "dif"}))
    assert (number in page, stage.studies["calibration"].number in page) == (True, False)
    assert number in text_of(client.get(reverse("schemes:studies"), {"q": number}))


def waits(person: Person) -> list[str]:
    queues = [each for each in all_queues() if each.name.startswith("schemes.studies")]
    return [item.what for each in queues for item in each.waiting_for(person_id=person.id)]


def test_studies_wait_for_who_concludes_and_who_approves(stage: Stage) -> None:
    before = (waits(stage.nele), waits(stage.made.crew.ava))
    proposed = a_proposed_study(stage.nele, stage.made.scheme)
    asked = f"Study {proposed.number}: approve"
    assert (asked in waits(stage.made.crew.ava), asked in waits(stage.nele), asked in before[1]) == (True, False, False)
    follow()
    assert [each[0] for each in told("schemes.study.propose")] == ["Ava"]
    studies.send_back(by=acting(stage.made.crew.ava), study=proposed, reason="Say more.")
    assert f"Study {proposed.number}: conclude" in waits(stage.nele)
    follow()
    assert [each[0] for each in told("schemes.study.send-back")] == ["Nele"]


def named(control: Any) -> list[tuple[str, str]]:
    return [(each.number, each.sentence) for each in control.query().findings]


@pytest.fixture
def approved(stage: Stage) -> Study:
    return an_approved_study(stage.nele, stage.made.crew.ava, stage.made.scheme)


def test_controls_hold_on_studies_made_by_acts_and_do_not_apply_before(stage: Stage, approved: Study) -> None:
    looked = [
        controls.studies_had_four_eyes,
        controls.study_numbers_stand,
        controls.studies_say_their_limits,
    ]
    assert [(named(each), each.query().looked_at) for each in looked] == [([], 1)] * 3
    assert controls.study_reruns_agree.query().not_applicable


def test_study_that_its_preparer_approved_is_named(stage: Stage, approved: Study) -> None:
    later = a_proposed_study(stage.made.crew.sam, stage.made.scheme)
    studies.approve(by=acting(stage.nele), study=later)
    forge.alter(approved, proposed_by=stage.made.crew.sam, prepared_by=stage.made.crew.sam, approved_by=stage.nele)
    assert named(controls.studies_had_four_eyes) == [
        (approved.number, "was approved by somebody who prepared or concluded it")
    ]


def test_study_whose_numbers_were_touched_is_named(stage: Stage, approved: Study) -> None:
    forge.alter(approved, results_hash="0" * 64)
    assert named(controls.study_numbers_stand) == [(approved.number, "no longer has the numbers that were computed")]


def test_study_without_limits_is_named(stage: Stage, approved: Study) -> None:
    forge.alter(approved, limits=" ")
    assert [each[0] for each in named(controls.studies_say_their_limits)] == [approved.number]


def test_second_computation_with_other_numbers_is_named_and_waits(stage: Stage, approved: Study) -> None:
    rerun = studies.rerun(by=acting(stage.nele), study=approved)
    given = {"by": studies.MACHINE, "rerun": rerun, "code_version": "Guildhall 9"}
    studies.compare(data_hash=approved.data_hash, results_hash="1" * 64, **given)
    assert named(controls.study_reruns_agree) == [(approved.number, "gave other numbers when it was computed again")]
    assert f"Study {approved.number}: look into it" in waits(stage.nele)
    assert list(queries.differing()) == [approved.pk]
