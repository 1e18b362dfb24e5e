"""The pages of the bank: what is written, handed in, reviewed and approved is done by forms alone."""

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall import qti
from guildhall.identity.models import Person
from guildhall.itembank import delivering, queries
from guildhall.itembank.acts import imports
from guildhall.itembank.models import ItemImport, ItemVersion
from tests.cast import Cast, acting, sign_in
from tests.itembank.making import (
    FAIR,
    RIGHT,
    a_draft,
    a_package,
    file,
    handed_in,
    in_review,
    in_use,
    reviewed,
)
from tests.making import Made

CHOICE = {
    "title": "Blade lock",
    "domain_code": "A",
    "stem": "What must be locked\nbefore somebody enters the hub?",
    "option_1": "The yaw drive",
    "option_3": " The  rotor ",
    "option_2": "The crane",
    "key": "C",
    "shuffle": "on",
    "language": "en",
}


def at(name: str, *args: Any) -> str:
    return reverse(f"itembank:{name}", args=args)


def words(answer: Any) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def sent(client: Client, address: str, **typed: Any) -> Any:
    """A form of the house, sent as it was shown, with what somebody typed."""
    page = client.get(address)
    assert page.status_code == 200, words(page)[:400]
    carried = {name: page.context["form"][name].value() for name in ("revision", "once")}
    return client.post(address, {**{name: value for name, value in carried.items() if value is not None}, **typed})


def test_an_item_is_written_in_a_form(made: Made, ivo: Client) -> None:
    choosing = words(ivo.get(at("write")))
    assert "Single choice One of several options is right." in choosing

    answer = sent(ivo, at("write-item", made.scheme.pk, "single-choice"), **CHOICE)

    version = ItemVersion.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, at("version", version.pk))
    told = qti.describe(delivering.parsed(version))
    (question,) = told.questions
    assert question.prompt == "What must be locked before somebody enters the hub?"
    assert [each.text for each in question.options] == ["The yaw drive", "The crane", "The rotor"]
    assert told.correct == {"RESPONSE": ["C"]}


@pytest.mark.parametrize(
    ("kind", "typed", "right"),
    [
        ("multiple-choice", {**CHOICE, "key": ["A", "C"]}, ["A", "C"]),
        ("inline-choice", {**CHOICE, "after": "is locked."}, "C"),
        ("text-entry", {"stem": "Set it to", "after": "Nm", "base": "integer", "key": "2800\n"}, "2800"),
        ("text-entry", {"stem": "It is", "after": "", "base": "string", "key": "locked\nsecured\nlocked"}, "Secured"),
    ],
)
def test_every_kind_has_its_form(made: Made, ivo: Client, kind: str, typed: dict[str, Any], right: Any) -> None:
    more = {"title": "Any", "domain_code": "B", "language": "de"}

    answer = sent(ivo, at("write-item", made.scheme.pk, kind), **{**more, **typed})

    assert answer.status_code == 302, words(answer)
    item = delivering.parsed(ItemVersion.objects.get())
    assert qti.score(item, {"RESPONSE": right}).score == 1


def test_a_refusal_stands_at_the_field_with_everything_typed_kept(made: Made, ivo: Client) -> None:
    wrong = {**CHOICE, "option_2": "the yaw drive"}

    answer = sent(ivo, at("write-item", made.scheme.pk, "single-choice"), **wrong)

    told = words(answer)
    assert (answer.status_code, ItemVersion.objects.count()) == (409, 0)
    assert "There are fewer than two options, or one of them is empty or stands there twice." in told
    assert answer.context["form"]["option_3"].value() == " The  rotor "


def test_a_kind_that_is_not_written_here_has_no_page(made: Made, ivo: Client) -> None:
    assert ivo.get(at("write-item", made.scheme.pk, "drawing")).status_code == 404


def test_a_draft_is_edited_in_the_form_that_it_was_written_in(made: Made, ivo: Client) -> None:
    version = a_draft(made)
    page = ivo.get(at("version-edit", version.pk))
    shown = {name: page.context["form"][name].value() for name in ("title", "stem", "option_2", "key", "language")}
    assert shown == {
        "title": "Blade lock",
        "stem": "What must be locked before somebody enters the hub?",
        "option_2": "The rotor",
        "key": "B",
        "language": "en",
    }

    answer = sent(ivo, at("version-edit", version.pk), **{**CHOICE, "title": "Rotor lock"})

    version.refresh_from_db()
    assert (answer.status_code, version.title, version.revision) == (302, "Rotor lock", 1)


def test_a_draft_that_the_form_cannot_keep_says_so(made: Made, ivo: Client) -> None:
    by = acting(made.crew.ivo)
    intake = handed_in(file("rotor-21.xml"))
    imports.take(by=by, batch=imports.stage(by=by, scheme=made.scheme, intake=intake, domain_code="A"))
    version = ItemVersion.objects.get()

    answer = ivo.get(at("version-edit", version.pk))
    assert (answer.status_code, "This item holds more than the form can keep" in words(answer)) == (409, True)

    upload = SimpleUploadedFile("new.xml", file("rotor-21.xml").replace(b"yaw brake", b"crane brake"), "text/xml")
    assert sent(ivo, at("version-replace", version.pk), file=upload).status_code == 302
    version.refresh_from_db()
    assert ("crane brake" in version.source, version.file_name) == (True, "new.xml")


def test_a_package_is_handed_in_looked_through_and_taken_in(made: Made, ivo: Client) -> None:
    upload = SimpleUploadedFile("bank.zip", a_package(), "application/zip")
    answer = sent(ivo, at("import-stage", made.scheme.pk), file=upload, domain_code="")
    batch = ItemImport.objects.get()
    assert answer["Location"] == at("import", batch.pk)

    told = words(ivo.get(at("import", batch.pk)))
    assert "Rotor lock items/rotor-21.xml · Choice · points: 1 · rotor-lock Needs a domain" in told
    assert (
        "Error line 4, qti-response-declaration The key 'nowhere' is no choice; nobody can give it. What mends it: "
        "Correct the key." in told
    )
    assert "4 of the files that would be taken in have no domain of the blueprint yet." in told

    form = ivo.get(at("import-arrange", batch.pk)).context["form"]
    chosen = {name: "B" for name in form.fields if name.startswith("domain_")}
    assert len(chosen) == 4
    assert sent(ivo, at("import-arrange", batch.pk), **chosen).status_code == 302
    assert sent(ivo, at("import-take", batch.pk)).status_code == 302
    assert [each.item.domain_code for each in ItemVersion.objects.select_related("item")] == ["B"] * 4
    assert "Rotor lock items/rotor-21.xml · Choice · points: 1 · rotor-lock · domain B Taken in" in words(
        ivo.get(at("import", batch.pk))
    )


def test_a_staged_file_is_previewed_before_it_is_taken(made: Made, ivo: Client) -> None:
    by = acting(made.crew.ivo)
    batch = imports.stage(by=by, scheme=made.scheme, intake=handed_in(a_package(), "bank.zip"))
    good, bad = (batch.staged.get(identifier=identifier) for identifier in ("sign", "bad-key"))

    shown = ivo.get(at("staged", good.pk)).content.decode()
    told = words(ivo.get(at("staged", bad.pk)))

    assert ("data:image/png;base64," in shown, "A full body harness" in shown) == (True, True)
    assert ("This one" in told, "nobody can give it" in told) == (False, True)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("bank.zip", b"no zip at all", "its content is not one"),
        ("item.xml", b"<html><body>An item</body></html>", "This file is a program or a web page"),
        ("item.pdf", b"%PDF-1.7\n%%EOF", "Files of this kind are not taken in here."),
    ],
)
def test_what_is_no_file_of_items_is_refused_in_words(
    made: Made, ivo: Client, name: str, content: bytes, sentence: str
) -> None:
    answer = sent(ivo, at("import-stage", made.scheme.pk), file=SimpleUploadedFile(name, content), domain_code="A")

    assert (answer.status_code, ItemImport.objects.count()) == (422, 0)
    assert sentence in words(answer)


def test_an_item_goes_its_way_through_the_pages(made: Made, ivo: Client) -> None:
    version = a_draft(made)
    rita, manager = (sign_in(Client(), person) for person in (made.crew.rita, made.crew.max))

    assert sent(ivo, at("version-submit", version.pk)).status_code == 302
    refused = sent(rita, at("version-accept", version.pk), content_is_right="on")
    assert (refused.status_code, "not all is ticked" in words(refused)) == (409, True)
    back = sent(rita, at("version-send-back", version.pk), wrong=["key_is_right"], comment="C is right as well.")
    assert back.status_code == 302
    assert "Sent back to be mended: C is right as well." in words(ivo.get(at("version", version.pk)))
    told = words(ivo.get(at("version-found", version.pk)))
    assert "Rita Reviersen Content review: to be mended: key Sent back" in told

    assert sent(ivo, at("version-submit", version.pk)).status_code == 302
    assert sent(rita, at("version-accept", version.pk), **dict.fromkeys(RIGHT, "on")).status_code == 302
    assert sent(rita, at("version-assess", version.pk), **dict.fromkeys(FAIR, "on")).status_code == 302
    assert sent(manager, at("version-answer", version.pk), **{"preview-RESPONSE": "B"}).status_code == 302
    assert sent(manager, at("version-approve", version.pk)).status_code == 302
    version.refresh_from_db()
    assert version.state == "operational"


def test_what_is_not_possible_is_shown_with_its_reason_and_clause(made: Made, ivo: Client) -> None:
    version = in_review(made, a_draft(made))

    told = words(ivo.get(at("version", version.pk)))

    assert "Accept its content (not possible now; why)" in told
    assert "This needs a role that you do not hold today: Item reviewer." in told


def test_an_item_is_locked_cleared_moved_revised_and_retired_by_forms(made: Made) -> None:
    manager = sign_in(Client(), made.crew.max)
    version = in_use(made, a_draft(made))

    assert sent(manager, at("version-classify", version.pk), domain_code="C").status_code == 302
    assert sent(manager, at("version-revise", version.pk)).status_code == 302
    assert sent(manager, at("version-compromise", version.pk), reason="").status_code == 422
    assert sent(manager, at("version-compromise", version.pk), reason="Sold.").status_code == 302
    assert sent(manager, at("version-clear", version.pk), reason="Another item.").status_code == 302
    assert sent(manager, at("version-retire", version.pk), reason="Old.").status_code == 302

    states = ItemVersion.objects.order_by("ordinal").values_list("ordinal", "state", "item__domain_code")
    assert list(states) == [(1, "retired", "C"), (2, "draft", "C")]


def test_the_key_page_tells_what_is_right_and_what_it_is_worth(made: Made, ivo: Client) -> None:
    version = a_draft(made, form="text-entry", options=(), key=("locked", "secured"), shuffle=False)

    told = words(ivo.get(at("version-key", version.pk)))

    assert "at most: 1" in told
    assert "locked worth 1 Right secured worth 1 Right" in told
    assert "Every chosen option or written answer is worth what stands beside it." in told


def listed(client: Client, query: str = "") -> list[str]:
    page = client.get(f"/itembank/{query}").content.decode()
    return re.findall(r">(IT-2026-\d+ v\d)<", page)


def test_the_list_costs_the_same_for_one_row_and_for_many(made: Made, ivo: Client) -> None:
    costs = []
    for _ in range(3):
        a_draft(made)
        ivo.get(at("items"))
        with CaptureQueriesContext(connection) as asked:
            ivo.get(at("items"))
        costs.append(len(asked))

    assert (costs[1:], costs[0] < 10) == (costs[:1] * 2, True)


def test_a_selection_is_approved_row_by_row_with_a_report(made: Made) -> None:
    good, waiting = reviewed(made, a_draft(made)), in_review(made, a_draft(made))
    manager = sign_in(Client(), made.crew.max)
    rows = [f"{each.pk}@{each.revision}" for each in (good, waiting)]

    report = manager.post(at("items"), {"act": "itembank.item.approve", "row": rows, "go": "1", "once": "0190"})

    assert "Done for 1 of 2" in words(report)
    good.refresh_from_db()
    assert (good.state, list(queries.usable(made.scheme))) == ("operational", [good])


def test_an_export_holds_numbers_and_states_and_no_titles(made: Made, ivo: Client) -> None:
    a_draft(made)

    exported = ivo.get(at("items"), {"export": "csv"}).content.decode("utf-8-sig")

    assert exported.splitlines()[0].split(",")[:3] == ["Number", "State", "Domain"]
    assert ("IT-2026-000001 v1" in exported, "Blade lock" in exported) == (True, False)


def test_the_search_box_finds_items_for_who_may_open_them(made: Made, cast: Cast) -> None:
    version = a_draft(made)

    def found(person: Person) -> bool:
        return (
            at("version", version.pk)
            in sign_in(Client(), person).get(f"{reverse('web:search')}?q=000001").content.decode()
        )

    assert [found(person) for person in (made.crew.ivo, made.crew.max, made.crew.rita, cast.tom)] == [
        True,
        True,
        False,
        False,
    ]
