"""Keys are borne out by who does not know them; where a blind answer disagrees, the item goes back with it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from guildhall.identity.roles import EXAM_MANAGER, ITEM_REVIEWER
from guildhall.itembank import queries, readings
from guildhall.itembank.acts import imports, items, reviews, validations
from guildhall.itembank.models import (
    ExportedVersion,
    ExportKind,
    ItemExport,
    ItemVersion,
    KeyValidation,
    Translation,
)
from guildhall.ledger.models import Entry
from tests import forge
from tests.cast import Cast, acting, authorise, sign_in
from tests.itembank.making import (
    a_draft,
    a_question,
    answered,
    file,
    handed_in,
    in_keying,
    in_use,
    refused,
    reviewed,
    trains,
)
from tests.itembank.test_pages import sent, words
from tests.making import Made

RIGHT, WRONG = {"RESPONSE": ["B"]}, {"RESPONSE": ["A"]}


def test_an_answer_that_earns_all_points_bears_the_key_out(made: Made) -> None:
    version = answered(made.crew.max, in_keying(made, a_draft(made)), RIGHT)

    kept = KeyValidation.objects.get()
    assert (version.state, kept.earned, kept.agrees, kept.answers, kept.source) == ("validated", 1, True, RIGHT, "")


def test_an_answer_that_does_not_sends_the_item_back_with_the_disagreement(made: Made) -> None:
    version = in_keying(made, a_draft(made))

    kept = validations.answer(by=acting(made.crew.max), version=version, answers=WRONG, remark="A is as right.")

    version.refresh_from_db()
    assert (version.state, kept.earned, kept.agrees) == ("draft", 0, False)
    assert kept.source == version.source
    causes = list(Entry.objects.filter(act__startswith="itembank.key.").values_list("act", "after"))
    assert sorted(causes) == [("itembank.key.answer", ""), ("itembank.key.dispute", "draft")]
    told = words(sign_in(Client(), made.crew.ivo).get(reverse("itembank:version", args=[version.pk])))
    assert (
        "Sent back to be mended: somebody who did not know the key answered “The yaw drive”, which earned 0 of 1. "
        "A is as right." in told
    )


def test_what_was_disputed_is_reviewed_from_the_beginning(made: Made) -> None:
    disputed = answered(made.crew.max, in_keying(made, a_draft(made)), WRONG)
    mended = items.edit(by=acting(made.crew.ivo), version=disputed, question=a_question(stem="What is locked?"))

    again = reviews.submit(by=acting(made.crew.ivo), version=mended)

    assert again.state == "content"
    refused("blind-key", validations.answer, by=acting(made.crew.max), version=again, answers=RIGHT)


@pytest.mark.parametrize("name", ["ivo", "rita"])
def test_who_wrote_or_reviewed_an_item_does_not_answer_it_blind(made: Made, name: str) -> None:
    person = getattr(made.crew, name)
    authorise(person, EXAM_MANAGER, made.scope)
    version = in_keying(made, a_draft(made))

    code = {"ivo": "R-11", "rita": "blind-key"}[name]
    refused(code, validations.answer, by=acting(person), version=version, answers=RIGHT)


@pytest.mark.parametrize("reading", [readings.opened, readings.original])
def test_who_opened_the_key_does_not_answer_blind(made: Made, reading: Any) -> None:
    version = in_keying(made, a_draft(made))
    by = acting(made.crew.max)
    readings.seen(by=by, version=version)
    assert not queries.knows_the_key(made.crew.max.pk, version)

    reading(by=by, version=version)

    assert queries.knows_the_key(made.crew.max.pk, version)
    refused("blind-key", validations.answer, by=by, version=version, answers=RIGHT)


def test_who_opened_the_key_of_an_earlier_version_does_not_answer_blind(made: Made, cast: Cast) -> None:
    first = in_use(made, a_draft(made))
    readings.opened(by=acting(made.crew.max), version=first)
    version = in_keying(made, items.revise(by=acting(made.crew.ivo), version=first))

    refused("blind-key", validations.answer, by=acting(made.crew.max), version=version, answers=RIGHT)
    authorise(cast.quinn, ITEM_REVIEWER, made.scope)
    assert answered(cast.quinn, version, RIGHT).state == "validated"


def test_a_refused_look_at_the_key_rules_nobody_out(made: Made, cast: Cast) -> None:
    version = in_keying(made, a_draft(made))
    refused("R-46", readings.opened, by=acting(cast.quinn), version=version)
    authorise(cast.quinn, ITEM_REVIEWER, made.scope)

    assert answered(cast.quinn, version, RIGHT).state == "validated"


@pytest.mark.parametrize("nothing", [{}, {"RESPONSE": []}, {"RESPONSE": [""]}])
def test_an_empty_answer_proves_nothing(made: Made, nothing: dict[str, list[str]]) -> None:
    version = in_keying(made, a_draft(made))

    refused("blind-key", validations.answer, by=acting(made.crew.max), version=version, answers=nothing)

    assert KeyValidation.objects.count() == 0


def test_nobody_moves_a_key_on_without_a_blind_answer(made: Made) -> None:
    version, by = in_keying(made, a_draft(made)), acting(made.crew.max)

    refused("blind-key", validations.confirm, by=by, version=version)
    refused("blind-key", validations.dispute, by=by, version=version)


@pytest.mark.parametrize("name", ["ivo", "sam", "dora", "pia"])
def test_a_key_is_answered_by_reviewers_and_managers_of_the_scheme(made: Made, cast: Cast, name: str) -> None:
    version = in_keying(made, a_draft(made))

    for person in (getattr(made.crew, name), cast.ada):
        refused("R-46", validations.answer, by=acting(person), version=version, answers=RIGHT)


def test_a_trainer_answers_nothing_blind(made: Made, cast: Cast) -> None:
    version = in_keying(made, a_draft(made))
    trains(cast, made, made.crew.max)

    refused("R-10", validations.answer, by=acting(made.crew.max), version=version, answers=RIGHT)


def test_an_item_of_many_points_is_borne_out_by_all_of_them(made: Made) -> None:
    question = {"form": "multiple-choice", "key": ("A", "B")}
    half = answered(made.crew.max, in_keying(made, a_draft(made, **question)), {"RESPONSE": ["A"]})
    whole = answered(made.crew.max, in_keying(made, a_draft(made, **question)), {"RESPONSE": ["B", "A"]})

    assert (half.state, whole.state) == ("draft", "validated")


def test_the_blind_page_shows_the_item_and_never_its_key(made: Made) -> None:
    version = in_keying(made, a_draft(made, form="text-entry", options=(), key=("xylophone",), shuffle=False))
    manager = sign_in(Client(), made.crew.max)

    page = manager.get(reverse("itembank:version-answer", args=[version.pk])).content.decode()
    answer = sent(manager, reverse("itembank:version-answer", args=[version.pk]), **{"preview-RESPONSE": "Xylophone"})

    version.refresh_from_db()
    assert ("xylophone" in page, "hub" in page) == (False, True)
    assert (answer.status_code, version.state) == (302, "validated")


def test_who_knows_the_key_is_sent_away_from_the_blind_page(made: Made) -> None:
    version = in_keying(made, a_draft(made))
    rita = sign_in(Client(), made.crew.rita)

    page = rita.get(reverse("itembank:version-answer", args=[version.pk]))

    assert (page.status_code, "a key is borne out by a blind answer alone" in words(page)) == (409, True)


def test_a_key_that_changed_after_the_answer_is_not_approved(made: Made) -> None:
    version = reviewed(made, a_draft(made))
    sent_back = reviews.send_back(by=acting(made.crew.max), version=version, comment="Shorten it.")
    edited = items.edit(by=acting(made.crew.ivo), version=sent_back, question=a_question(stem="What is locked?"))
    again = in_keying(made, edited)

    assert not queries.key_is_borne_out(again)
    refused("blind-key", validations.confirm, by=acting(made.crew.max), version=again)


def test_who_had_the_file_that_an_item_came_in_with_does_not_answer_blind(made: Made) -> None:
    by = acting(made.crew.ivo)
    intake = handed_in(file("rotor-21.xml"))
    batch = imports.stage(by=by, scheme=made.scheme, intake=intake, domain_code="A")
    imports.take(by=by, batch=batch)
    version = in_keying(made, ItemVersion.objects.get())
    assert queries.to_answer_blind(made.crew.max.pk) == [version]

    readings.handed_in(by=acting(made.crew.max), batch=batch)

    assert queries.to_answer_blind(made.crew.max.pk) == []
    refused("blind-key", validations.answer, by=acting(made.crew.max), version=version, answers={"RESPONSE": ["o2"]})


def test_who_had_the_items_with_their_keys_does_not_answer_blind(made: Made) -> None:
    """An export without keys tells nobody one; with keys, it tells them all, and so does a package."""
    version, by = in_keying(made, a_draft(made)), acting(made.crew.max)
    given = {"scheme": made.scheme, "kind": ExportKind.PRINT, "count": 1, "made_by": made.crew.max}
    plain, keyed = (
        forge.make(ItemExport, number=f"IX-2026-00000{place}", **{**given, "kind": kind})
        for place, kind in enumerate((ExportKind.PRINT, ExportKind.PRINT_WITH_KEYS), start=1)
    )
    for export in (plain, keyed):
        forge.make(ExportedVersion, export=export, version=version, position=1)

    readings.printed(by=by, export=plain)
    assert not queries.knows_the_key(made.crew.max.pk, version)
    readings.printed(by=by, export=keyed)
    assert queries.knows_the_key(made.crew.max.pk, version)


def test_the_key_of_a_source_is_the_key_of_its_translation(made: Made) -> None:
    source, translated = in_keying(made, a_draft(made)), in_keying(made, a_draft(made, language="de"))
    pair = {"source": source, "version": translated, "language": "de"}
    forge.make(Translation, number="TR-2026-000001", translator=made.crew.ivo, assigned_by=made.crew.max, **pair)

    readings.opened(by=acting(made.crew.max), version=source)

    assert queries.keys_known(made.crew.max.pk, [source, translated]) == {source.pk, translated.pk}
    assert queries.keys_known(made.crew.sam.pk, [source, translated]) == set()
