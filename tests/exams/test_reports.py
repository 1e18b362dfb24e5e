"""Technical reports: what studies say of a form, sealed and as data, number for number, and no key among it."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from guildhall.documents import issuers
from guildhall.documents.jobs import make_keys
from guildhall.exams import controls, followers, reports
from guildhall.exams.acts import reports as acts
from guildhall.exams.lifecycles import AttemptState, ResultState
from guildhall.exams.models import Form, Result, TechnicalReport
from guildhall.exams.readings import report_file
from guildhall.exams.reports.choosing import chosen
from guildhall.exams.reports.markdown import plain, text_of
from guildhall.exams.reports.references import GENERAL, references
from guildhall.exams.reports.telling import told
from guildhall.exams.told import orderer_hears_of_the_report
from guildhall.identity.models import Person
from guildhall.jobs.worker import Worker
from guildhall.kernel import clock as house_clock
from guildhall.kernel.refusals import Refusal
from guildhall.ledger import sequencer
from guildhall.ledger.followers import advance
from guildhall.ledger.models import Access, Entry
from guildhall.psychometrics import classical, decisions, standards
from guildhall.schemes.lifecycles import StudyState
from guildhall.schemes.models import Study
from guildhall.vault import files
from tests import forge
from tests.cast import Cast, acting, engage, sign_in
from tests.exams.conftest import refused
from tests.exams.delivery.forging import a_form, a_sitting, an_attempt
from tests.making import Made, a_psychometrician, a_scheme
from tests.schemes.making_studies import (
    a_computed_study,
    a_dataset,
    a_judged_dataset,
    an_approved_study,
    scores_of,
)
from tests.staging import set_once

PERSONS = 120


@dataclass(frozen=True)
class Stage:
    """A form whose items and cut were studied, and its report as it was made."""

    cast: Cast
    made: Made
    nele: Person
    form: Form
    studies: list[Study]
    report: TechnicalReport


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with set_once(django_db_blocker):
        cast = engage()
        made = a_scheme(cast)
        nele, ava = a_psychometrician(cast, made), made.crew.ava
        form = a_form(made)
        data = {"item-analysis": a_dataset(PERSONS), "standard-setting": a_judged_dataset(PERSONS)}
        data["dif"] = a_dataset(PERSONS)
        studied = [
            an_approved_study(nele, ava, made.scheme, kind, form.ref, each, options={"group": "language"})
            for kind, each in data.items()
        ]
        yield Stage(cast, made, nele, form, studied, made_for(acting(nele), form))


def made_for(by: Any, form: Form, **more: Any) -> TechnicalReport:
    """A report that was ordered and made, as the worker makes it."""
    make_keys()
    ordered = acts.order(by=by, form=form, **more)
    return acts.keep(by=issuers.ISSUER, report=ordered, **vars(reports.made(ordered)))


def content(report: TechnicalReport, kind: str) -> bytes:
    return b"".join(files.open_stream({"pdf": report.document, "json": report.data, "csv": report.tables}[kind]))


def paper(report: TechnicalReport) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content(report, "pdf"))).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def tables(report: TechnicalReport, section: str) -> dict[str, Any]:
    """The tables of a section of the data, by their codes."""
    told = json.loads(content(report, "json"))
    found = next(each for each in told["sections"] if each["code"] == section)
    return {each["code"]: each["rows"] for each in found["tables"]}


def test_report_holds_the_librarys_numbers(stage: Stage) -> None:
    answers = np.array(scores_of(a_dataset(PERSONS)))
    expected = classical.analyse(answers)
    items = tables(stage.report, "item-analysis")["items"]
    assert [row[4] for row in items] == [pytest.approx(each.p, rel=1e-11) for each in expected.items]
    assert [row[6] for row in items] == [pytest.approx(each.r_drop, rel=1e-11) for each in expected.items]
    kept = stage.studies[0].results
    assert kept["reliability"]["alpha"] == pytest.approx(expected.alpha, rel=1e-11)
    quality = decisions.livingston_lewis(answers.sum(axis=1), 4, expected.alpha, most=6)
    assert kept["decisions"]["consistency"] == pytest.approx(quality.consistency, rel=1e-11)
    ratings = a_judged_dataset(PERSONS).extra["rounds"]
    cuts = [row[1] for row in tables(stage.report, "standard-setting")["rounds"]]
    assert cuts == [pytest.approx(standards.angoff(each).cut, rel=1e-11) for each in ratings]


def test_paper_shows_the_same_numbers_as_people_read_them(stage: Stage) -> None:
    words = paper(stage.report)
    results = stage.studies[0].results
    assert f"{results['reliability']['alpha']:.3f}" in words
    assert f"{results['decisions']['consistency']:.3f}" in words
    assert [f"{each['p']:.3f}" for each in results["items"] if f"{each['p']:.3f}" not in words and each["p"] % 1] == []
    for heading in (
        "In short",
        "What it holds",
        "The passing standard",
        "Limits",
        "References",
        "The studies behind it",
    ):
        assert heading in words
    assert "One administration, one language." in words
    assert "Livingston, S. A. and Lewis, C. (1995)" in words
    assert all(study.number in words and study.data_hash[:16] in words for study in stage.studies)


def test_paper_is_sealed_and_archival_and_shows_pictures(stage: Stage) -> None:
    pdf = content(stage.report, "pdf")
    read = pypdf.PdfReader(io.BytesIO(pdf))
    assert "pdfaid" in read.xmp_metadata.stream.get_data().decode()
    assert [each["/FT"] for each in read.get_fields().values()] == ["/Sig"]
    assert sum(len(page.images) for page in read.pages) >= 5
    assert len(stage.report.fingerprint) == 64


def test_report_names_no_key_and_no_option(stage: Stage) -> None:
    for kind in ("json", "csv"):
        words = content(stage.report, kind).decode("utf-8-sig")
        assert "Option" not in words
        assert '"options"' not in words
    assert set(tables(stage.report, "item-analysis")) == {"figures", "items", "subscores", "cuts"}


def test_tables_are_the_same_as_csv(stage: Stage) -> None:
    rows = list(csv.reader(io.StringIO(content(stage.report, "csv").decode("utf-8-sig"))))
    items = tables(stage.report, "item-analysis")["items"]
    first = next(row for row in rows if row and row[0] == items[0][0])
    assert [float(first[4]), float(first[6])] == [items[0][4], items[0][6]]


def test_every_number_leads_to_its_study(stage: Stage) -> None:
    known = {(each["number"], each["results_hash"]) for each in stage.report.studies}
    assert known == {(each.number, each.results_hash) for each in stage.studies}
    sections = json.loads(content(stage.report, "json"))["sections"]
    assert {each["study"] for each in sections} == {"", *(study.number for study in stage.studies)}
    assert stage.report.attempts == PERSONS


def test_report_says_the_same_in_german(stage: Stage) -> None:
    report = made_for(acting(stage.nele), stage.form, language="de")
    words = paper(report)
    assert f"{stage.studies[0].results['reliability']['alpha']:.3f}".replace(".", ",") in words


def test_approved_study_is_told_rather_than_a_later_one(stage: Stage) -> None:
    later = a_computed_study(stage.nele, stage.made.scheme, "item-analysis", stage.form.ref, a_dataset(40))
    assert stage.studies[0] in chosen(stage.form, None)
    forge.alter(Study.objects.get(pk=stage.studies[0].pk), state=StudyState.SUPERSEDED)
    assert later in chosen(stage.form, None)
    words = told(TechnicalReport(number="TRP-1", form=stage.form, ordered_by=stage.nele), chosen(stage.form, None))
    limits = next(each for each in words.sections if each.code == "limits")
    assert f"Not approved yet: {later.number}." in limits.words


def test_year_is_reported_from_the_study_of_that_year(stage: Stage) -> None:
    assert [each.kind for each in chosen(stage.form, 2025)] == ["standard-setting"]
    refused("report-rests", acts.order, by=acting(stage.nele), form=stage.form, year=2025)
    of_year = a_computed_study(
        stage.nele, stage.made.scheme, "item-analysis", stage.form.ref, a_dataset(50), options={"year": 2025}
    )
    assert of_year in chosen(stage.form, 2025)
    assert of_year not in chosen(stage.form, None)
    assert acts.order(by=acting(stage.nele), form=stage.form, year=2025).words == f"{stage.form.number}, 2025"


def test_what_could_not_be_measured_is_not_reported(stage: Stage) -> None:
    a_computed_study(stage.nele, stage.made.scheme, "calibration", stage.form.ref, a_dataset(10))
    assert "calibration" not in [each.kind for each in chosen(stage.form, None)]


def test_report_needs_numbers_and_a_language(stage: Stage) -> None:
    other = a_form(stage.made)
    refused("report-rests", acts.order, by=acting(stage.nele), form=other)
    refused("report-language", acts.order, by=acting(stage.nele), form=stage.form, language="fr")
    with pytest.raises(Refusal):
        acts.order(by=acting(stage.made.crew.ivo), form=stage.form)


def test_report_is_made_once_and_one_at_a_time(stage: Stage) -> None:
    ordered = acts.order(by=acting(stage.nele), form=stage.form)
    refused("technical_report_being_made_is_one", acts.order, by=acting(stage.nele), form=stage.form)
    files_of = vars(reports.made(ordered))
    made = acts.keep(by=issuers.ISSUER, report=ordered, **files_of)
    refused("report-made", acts.keep, by=issuers.ISSUER, report=made, **files_of)
    refused("permission", acts.keep, by=acting(stage.nele), report=made, **files_of)


def test_files_are_had_by_who_may_and_every_download_is_logged(stage: Stage) -> None:
    assert report_file(by=acting(stage.cast.quinn), report=stage.report, kind="json") == stage.report.data
    with pytest.raises(Refusal):
        report_file(by=acting(stage.made.crew.ivo), report=stage.report, kind="pdf")
    looks = Access.objects.filter(subject=stage.report.ref).values_list("reading", "outcome")
    assert sorted(looks) == [("exams.report.read", "done"), ("exams.report.read", "refused")]


def page(person: Person, name: str, *args: Any) -> Any:
    return sign_in(Client(), person).get(reverse(f"exams:{name}", args=args))


def test_report_is_ordered_and_opened_on_pages(stage: Stage) -> None:
    client = sign_in(Client(), stage.nele)
    address = reverse("exams:report-order", args=[stage.form.pk])
    form = client.get(address).context["form"]
    shown = {field.html_name: field.value() for field in form if field.value() is not None}
    answer = client.post(address, {**shown, "language": "en"})
    assert answer.status_code == 302
    ordered = TechnicalReport.objects.get(made_at__isnull=True)
    assert "It is being made" in page(stage.nele, "report", ordered.pk).content.decode()
    shown_page = page(stage.nele, "report", stage.report.pk).content.decode()
    assert all(study.number in shown_page for study in stage.studies)
    assert stage.report.number in page(stage.nele, "reports").content.decode()
    assert b"".join(page(stage.nele, "report-pdf", stage.report.pk).streaming_content).startswith(b"%PDF")
    assert page(stage.made.crew.ivo, "report-pdf", stage.report.pk).status_code == 403
    assert page(stage.nele, "report-csv", ordered.pk).status_code == 404


def test_worker_makes_what_was_ordered_and_who_ordered_it_hears(stage: Stage) -> None:
    ordered = acts.order(by=acting(stage.nele), form=stage.form)
    sequencer.run()
    advance(followers.reporting, 10_000)
    Worker().do_jobs()
    assert TechnicalReport.objects.get(pk=ordered.pk).made_at is not None
    entry = Entry.objects.get(act="exams.report.keep", subject=ordered.ref)
    heard = list(orderer_hears_of_the_report(entry=entry))
    assert [(each.person_id, each.number) for each in heard] == [(stage.nele.pk, ordered.number)]


def used_last_year(stage: Stage, form: Form) -> None:
    """A result on a form was released in the year before."""
    before = house_clock.now() - timedelta(days=200)
    sitting = a_sitting(stage.made, form, begins_at=before, ends_at=before + timedelta(hours=3))
    attempt = an_attempt(stage.made, sitting, stage.cast.carla, state=AttemptState.RELEASED)
    points = {"score": 5, "maximum": 6, "cut": 4}
    let_out = {"released_by": stage.made.crew.max, "released_at": before, "scored_by": "machine:scoring"}
    forge.put(Result, attempt=attempt, state=ResultState.RELEASED, passed=True, **points, **let_out)


def test_form_of_last_year_without_a_report_is_named(stage: Stage) -> None:
    assert controls.forms_are_reported.query().not_applicable
    used_last_year(stage, stage.form)
    assert (controls.forms_are_reported.query().findings, controls.forms_are_reported.query().looked_at) == ([], 1)
    bare = a_form(stage.made)
    used_last_year(stage, bare)
    assert [(each.number, each.sentence) for each in controls.forms_are_reported.query().findings] == [
        (bare.number, "has no technical report of last year")
    ]


def test_signs_that_mean_something_stay_signs() -> None:
    assert plain("a|b *c* [[PR-1]] <i>\n#x") == "a\\|b \\*c\\* \\[\\[PR-1\\]\\] \\<i\\> \\#x"


def test_methods_lead_to_their_literature() -> None:
    found = references(["rasch-anchored", "circle-arc", "angoff"])
    assert [each.split(",")[0] for each in found if each not in GENERAL] == [
        "Angoff",
        "Bock",
        "Cizek",
        "Kolen",
        "Livingston",
        "Orlando",
        "Wright",
    ]


def test_text_of_a_report_is_what_its_sections_say(stage: Stage) -> None:
    whole = told(stage.report, stage.studies)
    text = text_of(whole)
    assert [each.heading for each in whole.sections if plain(each.heading) not in text] == []
