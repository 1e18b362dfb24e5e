"""Pages on which forms are looked after: each shows what it should to who may, and every step is done on them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from guildhall.exams import jobs
from guildhall.exams.acts import keys
from guildhall.exams.lifecycles import AssemblyState, DeficiencyState, RescoringState, RulingState
from guildhall.exams.models import (
    AssembledForm,
    Assembly,
    Attempt,
    Conversion,
    Deficiency,
    Form,
    FormReview,
    KeyRuling,
    Rescoring,
)
from guildhall.identity.acts import scopes
from guildhall.identity.roles import EXAM_MANAGER, SCHEME_APPROVER
from guildhall.kernel import clock, identifiers
from guildhall.ledger.models import Access
from tests import forge
from tests.cast import Cast, acting, authorise, engage, sign_in
from tests.exams.making import a_form
from tests.exams.making_forms import a_filled_form, a_standard, an_analysis, an_equating, do, papers, place, told
from tests.itembank.making import items_in_use, trains
from tests.making import Made, a_psychometrician, a_scheme
from tests.staging import set_once

FOUND = "The manual of 2026 says otherwise."


@dataclass(frozen=True)
class Stage:
    """A form in use with two papers, and one that is only filled."""

    cast: Cast
    made: Made
    nele: Any
    form: Form
    filled: Form
    five: Attempt
    four: Attempt


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with set_once(django_db_blocker):
        cast = engage()
        made = a_scheme(cast)
        form = a_form(made)
        attempts = papers(made, cast, form, {cast.carla: 5, cast.otto: 4})
        yield Stage(cast, made, a_psychometrician(cast, made), form, a_filled_form(made, "Form 2", seed=3), *attempts)


def client(stage: Stage, who: str) -> Client:
    return sign_in(Client(), stage.nele if who == "nele" else getattr(stage.made.crew, who))


def text_of(client: Client, name: str, *args: object, status: int = 200) -> str:
    answer = client.get(reverse(f"exams:{name}", args=args))
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return re.sub(r"\s+", " ", answer.content.decode())


def send(client: Client, name: str, *args: object, status: int = 302, **typed: Any) -> str:
    sent = {"once": identifiers.new_id().hex, **typed}
    answer = client.post(reverse(f"exams:{name}", args=args), sent)
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return re.sub(r"\s+", " ", answer.content.decode())


def test_standard_is_adopted_on_its_page(stage: Stage) -> None:
    ava = client(stage, "ava")
    assert "No standard setting about this form is approved yet." in text_of(
        ava, "form-adopt-standard", stage.filled.pk
    )
    study = a_standard(stage.made, stage.filled)

    page = text_of(ava, "form-adopt-standard", stage.filled.pk)
    assert f"{study.number} · {study.title}" in page
    refused = send(ava, "form-adopt-standard", stage.filled.pk, status=409, study=study.pk, cut="5", reason="")
    assert "recommends a cut of" in refused
    send(ava, "form-adopt-standard", stage.filled.pk, study=study.pk, cut="5", reason="Two judges were new.")

    shown = text_of(client(stage, "max"), "form", stage.filled.pk)
    assert "Two judges were new." in shown
    assert reverse("schemes:study", args=[study.pk]) in shown


def test_cut_is_carried_and_its_table_shown(stage: Stage) -> None:
    study = an_equating(stage.made, stage.filled, stage.form)
    ava = client(stage, "ava")
    send(ava, "form-adopt-equating", stage.filled.pk, study=study.pk)
    carried = Conversion.objects.get(form=stage.filled)
    assert f"{stage.filled.number} → {stage.form.number}" in text_of(ava, "conversion", carried.pk)
    assert text_of(ava, "conversion", carried.pk).count("<tr>") == 1 + len(carried.rows)
    assert reverse("exams:conversion", args=[carried.pk]) in text_of(ava, "form", stage.filled.pk)
    text_of(client(stage, "dirk"), "conversion", carried.pk, status=403)


def test_delay_and_interval_are_told_on_the_form(stage: Stage) -> None:
    max_ = client(stage, "max")
    due_on = (clock.today() + timedelta(days=30)).isoformat()
    send(max_, "form-delay", stage.filled.pk, due_on=due_on, reason="Judges come in autumn.")
    send(max_, "form-interval", stage.filled.pk, months="24", reason="Forty candidates a year.")
    page = text_of(max_, "form", stage.filled.pk)
    for told_there in ("scoring is delayed", "Judges come in autumn.", "every 24 months", "Forty candidates a year."):
        assert told_there in page


def test_keys_are_validated_on_their_pages(stage: Stage) -> None:
    sam, ava = client(stage, "sam"), client(stage, "ava")
    placement = place(stage.form, 6)
    page = text_of(sam, "form-keys", stage.form.pk)
    assert page.count("Rule on its key") == 6
    assert "of domain A" in page
    typed = {"ruling": "also-accepted", "answers": "A\nC", "reason": FOUND}
    send(sam, "placement-rule", placement.pk, **typed)

    ruling = KeyRuling.objects.get(placement=placement)
    assert (ruling.state, len(ruling.answers)) == (RulingState.PROPOSED, 2)
    page = text_of(ava, "form-keys", stage.form.pk)
    assert FOUND in page
    assert page.count("Rule on its key") == 5
    assert "You proposed this ruling" in text_of(sam, "form-keys", stage.form.pk)
    send(ava, "ruling-confirm", ruling.pk)
    assert KeyRuling.objects.get(pk=ruling.pk).state == RulingState.IN_FORCE
    assert Access.objects.filter(reading="exams.form.rulings", subject=stage.form.ref).count() == 3


def test_a_ruling_is_withdrawn_on_its_page(stage: Stage) -> None:
    sam = client(stage, "sam")
    send(sam, "placement-rule", place(stage.form, 6).pk, ruling="everybody", reason=FOUND)
    ruling = KeyRuling.objects.get()
    send(sam, "ruling-withdraw", ruling.pk, reason="It is right after all.")
    assert KeyRuling.objects.get().state == RulingState.WITHDRAWN


def test_flags_of_studies_stand_beside_the_items(stage: Stage) -> None:
    study = an_analysis(stage.made, stage.form)
    flagged = [{"item": str(place(stage.form, 1)), "version_id": "", "code": "easy", "sentence": "Nobody misses it."}]
    results = {**study.results, "flags": flagged}
    forge.make(type(study), **{**_columns(study), "results": results})
    page = text_of(client(stage, "nele"), "form-keys", stage.form.pk)
    assert page.count("To look at") == 1
    assert "Nobody misses it." in page


def _columns(study: Any) -> dict[str, Any]:
    """Everything of a study but its identity, for another one like it."""
    names = [field.name for field in study._meta.fields if field.name not in {"id", "results", "supersedes"}]
    later = {"number": "ST-2026-999999", "frozen_at": clock.now() + timedelta(minutes=1)}
    return {**{name: getattr(study, name) for name in names}, **later}


def test_rescoring_goes_its_way_by_pages(stage: Stage) -> None:
    told(stage.made, stage.four)
    sam, ava = client(stage, "sam"), client(stage, "ava")
    send(sam, "rescoring-begin", stage.form.pk, reason="The key of the first item is wrong.")
    rescoring = Rescoring.objects.get()
    assert "Rule on keys" in text_of(sam, "rescoring", rescoring.pk)
    assert "is under way" in text_of(sam, "form-keys", stage.form.pk)
    send(sam, "placement-rule", place(stage.form, 1).pk, ruling="left-out", reason=FOUND)
    send(sam, "rescoring-compare", rescoring.pk)
    do(jobs.compare_rescoring, rescoring=rescoring.pk)

    page = text_of(ava, "rescoring", rescoring.pk)
    assert "Fails now" in page
    assert "goes back into the assessment" in page
    assert page.index("Fails now") > page.index(str(stage.four)), "changed outcomes stand first"
    assert "You proposed this rescoring" in send(sam, "rescoring-approve", rescoring.pk, status=409)
    send(ava, "rescoring-approve", rescoring.pk)
    do(jobs.carry_rescoring, rescoring=rescoring.pk)
    assert Rescoring.objects.get().state == RescoringState.DONE
    assert "new result" in text_of(ava, "rescoring", rescoring.pk)
    assert rescoring.number in text_of(ava, "rescorings")
    assert rescoring.number in text_of(ava, "form", stage.form.pk)


def test_rescoring_is_reopened_and_given_up(stage: Stage) -> None:
    told(stage.made, stage.four)
    sam = client(stage, "sam")
    send(sam, "rescoring-begin", stage.form.pk, reason="A wrong key.")
    rescoring = Rescoring.objects.get()
    forge.alter(rescoring, state="compared")
    send(sam, "rescoring-reopen", rescoring.pk, reason="One more item.")
    send(sam, "rescoring-abandon", rescoring.pk, reason="The key is right.")
    assert Rescoring.objects.get().state == RescoringState.ABANDONED


def test_review_and_deficiency_go_their_way_by_pages(stage: Stage) -> None:
    sam, ava, ivo = client(stage, "sam"), client(stage, "ava"), client(stage, "ivo")
    send(sam, "form-review", stage.form.pk, verdict="with-corrections", findings="Item 3 is out of date.")
    due_on = (clock.today() + timedelta(days=30)).isoformat()
    typed = {"words": "Replace item 3.", "owner": stage.made.crew.ivo.pk, "due_on": due_on}
    send(sam, "deficiency-note", stage.form.pk, **typed)
    found = Deficiency.objects.get()
    assert found.review == FormReview.objects.get()

    assert found.words in text_of(client(stage, "rita"), "deficiency", found.pk), "who signs forms off knows of it"
    page = text_of(ivo, "deficiency", found.pk)
    assert "Replace item 3." in page
    send(ivo, "deficiency-correct", found.pk, correction="It is retired; item 9 took its place.")
    send(ava, "deficiency-send-back", found.pk, reason="Item 9 is not in use.")
    handed = {"owner": stage.made.crew.rita.pk, "due_on": due_on, "reason": "Ivo is away."}
    send(sam, "deficiency-hand-over", found.pk, **handed)
    text_of(ivo, "deficiency", found.pk, status=404)
    send(client(stage, "rita"), "deficiency-correct", found.pk, correction="It is in use now.")
    send(ava, "deficiency-verify", found.pk, verification="The form holds it.")
    assert Deficiency.objects.get().state == DeficiencyState.VERIFIED
    assert found.number in text_of(ava, "deficiencies")
    assert "Item 3 is out of date." in text_of(ava, "form", stage.form.pk)


def test_parallel_forms_are_asked_for_compared_and_begun_by_pages(stage: Stage) -> None:
    items_in_use(stage.made, {"A": 3, "B": 2, "C": 1})
    max_ = client(stage, "max")
    asked = {"component": stage.made.written.pk, "title": "Autumn", "forms": "2", "overlap": "1"}
    asked |= {"seconds": "5", "seed": "1", "earlier": "6", "must_not": str(place(stage.form, 1))}
    half = {**asked, "theta": "0"}
    assert "Give the ability and the information" in send(max_, "assembly-ask", status=422, **half)
    send(max_, "assembly-ask", **asked)
    made = Assembly.objects.get()
    assert "The house computes these forms now" in text_of(max_, "assembly", made.pk)
    do(jobs.assemble, assembly=made.pk)

    page = text_of(max_, "assembly", made.pk)
    for shown in ("Words to read", "Forms 1 and 2", "Form 2", str(place(stage.form, 1)), stage.form.number):
        assert shown in page
    send(max_, "assembly-take", made.pk)
    assert Assembly.objects.get().state == AssemblyState.TAKEN
    begun = AssembledForm.objects.filter(assembly=made).first().form
    assert begun.number in text_of(max_, "assembly", made.pk)
    assert made.number in text_of(max_, "assemblies")
    assert "Items shared with other forms" in text_of(max_, "form", begun.pk)


def test_what_conflicts_is_told_and_discarded(stage: Stage) -> None:
    max_ = client(stage, "max")
    asked = {"component": stage.made.written.pk, "title": "Autumn", "forms": "12", "overlap": "1"}
    send(max_, "assembly-ask", **asked, seconds="5", seed="1")
    made = Assembly.objects.get()
    do(jobs.assemble, assembly=made.pk)
    assert "An item stands in no more than one form." in text_of(max_, "assembly", made.pk)
    send(max_, "assembly-discard", made.pk, reason="Fewer forms will do.")
    assert Assembly.objects.get().state == AssemblyState.DISCARDED


@pytest.mark.parametrize(
    "name", ["form-keys", "form-adopt-standard", "form-interval", "form-review", "deficiency-note", "rescoring-begin"]
)
def test_another_scheme_sees_nothing(stage: Stage, name: str) -> None:
    other = scopes.open_scope(by=acting(stage.cast.tom), kind="scheme", number="ELK", name="Electrician")
    for role in (EXAM_MANAGER, SCHEME_APPROVER):
        authorise(stage.cast.quinn, role, other)
    text_of(sign_in(Client(), stage.cast.quinn), name, stage.form.pk, status=404)


@pytest.mark.parametrize("who", ["ivo", "ina", "dora", "erik"])
def test_pages_are_for_who_looks_after_forms(stage: Stage, who: str) -> None:
    reader = client(stage, who)
    for name in ("form-keys", "form-adopt-standard", "rescoring-begin"):
        text_of(reader, name, stage.form.pk, status=403)
    for name in ("rescorings", "assemblies"):
        text_of(reader, name, status=403)


@pytest.mark.parametrize("who", ["sam", "ava"])
def test_a_form_leads_nobody_where_they_are_turned_away(stage: Stage, who: str) -> None:
    reader = client(stage, who)
    main = text_of(reader, "form", stage.form.pk).partition("<main")[2]
    links = {resolve(each).view_name: each for each in re.findall(r'href="(/[^"?#]+)"', main)}
    assert ("exams:statistics-form" in links, "itembank:version" in links) == (False, False)
    assert str(place(stage.form, 1)) in main
    assert {name: reader.get(each).status_code for name, each in links.items()} == dict.fromkeys(links, 200)


def test_who_works_on_items_comes_to_them_from_a_form(stage: Stage) -> None:
    way = reverse("itembank:version", args=[place(stage.form, 1).item_version_id])
    assert way in text_of(client(stage, "max"), "form", stage.form.pk)


def test_who_trains_for_the_scheme_sees_no_keys_and_no_rulings(stage: Stage) -> None:
    keys.propose(by=acting(stage.made.crew.sam), placement=place(stage.form, 6), ruling="everybody", reason=FOUND)
    trains(stage.cast, stage.made, stage.made.crew.max)
    page = text_of(client(stage, "max"), "form-keys", stage.form.pk, status=409)
    assert FOUND not in page
    assert "of domain A" not in page


def test_lists_run_as_many_queries_for_many_as_for_few(stage: Stage) -> None:
    sam = client(stage, "sam")

    def counted(name: str) -> int:
        with CaptureQueriesContext(connection) as few:
            text_of(sam, name)
        return len(few)

    def more(count: int) -> None:
        for at in range(count):
            number = f"X-{Deficiency.objects.count():06d}"
            forge.put(Deficiency, number=f"D{number}", form=stage.form, words="Out of date.", owner=stage.made.crew.ivo,
                      due_on=clock.today(), noted_by=stage.made.crew.sam)  # fmt: skip
            forge.put(Rescoring, number=f"R{number}", form=stage.form, reason=f"Key {at}.", state="abandoned",
                      proposed_by=stage.made.crew.sam)  # fmt: skip

    more(3)
    few = [counted(name) for name in ("deficiencies", "rescorings")]
    more(20)
    assert [counted(name) for name in ("deficiencies", "rescorings")] == few
