"""The pages on which items are written: every kind has its form, nothing typed is lost, and what is read comes back."""

from typing import Any

import pytest
from django.test import Client

from guildhall import qti
from guildhall.itembank import delivering
from guildhall.itembank.acts import items
from guildhall.itembank.forms import FORMS
from guildhall.itembank.models import ItemVersion, Medium
from guildhall.itembank.questions import GRAPHIC, Form, Passage, Question, question_of
from guildhall.itembank.shelf import HELD, shelf_for
from guildhall.itembank.views.writing import KINDS
from tests.cast import acting, sign_in
from tests.itembank.examples import EXAMPLES, a_passage, a_picture, example, shown_on
from tests.itembank.making import a_draft, file, in_review, refused
from tests.itembank.test_pages import at, sent, words
from tests.making import Made

ROWS: dict[str, Any] = {
    "shape_1": "circle", "coords_1": "20 20 10", "name_1": "Plate",
    "shape_3": "rect", "coords_3": "60; 10; 100; 50", "name_3": "Shaft",
    "shape_4": "poly", "coords_4": "120,10, 160,10, 140,60", "name_4": "Foot",
}  # fmt: skip
"""Three spots, with a row left empty between them."""

TYPED: dict[Form, dict[str, Any]] = {
    Form.SINGLE_CHOICE: {"option_1": "Oil", "option_3": " Fat ", "key": "C"},
    Form.MULTIPLE_CHOICE: {"option_1": "Oil", "option_2": "Fat", "option_3": "Air", "key": ["A", "C"]},
    Form.INLINE_CHOICE: {"option_1": "Oil", "option_2": "Fat", "key": "A", "after": "it\nis."},
    Form.TEXT_ENTRY: {"key": "locked\n\nsecured\nlocked", "base": "string", "after": "it is."},
    Form.EXTENDED_TEXT: {"lines": "6", "points": "3"},
    Form.UPLOAD: {"takes": ["mp3", "pdf"], "megabytes": "5", "points": "4"},
    Form.SLIDER: {"base": "integer", "lower": "0", "upper": "100", "step": "10", "key": "50"},
    Form.ORDER: {
        "option_1": "Test", "place_1": "3", "option_2": "Stop", "place_2": "1", "option_4": "Lock", "place_4": "2",
    },
    Form.MATCH: {
        "option_1": "Voltage", "match_1": "C", "option_2": "Current", "match_2": "D",
        "other_1": "Watt", "other_3": "Volt", "other_4": "Ampere",
    },
    Form.ASSOCIATE: {"option_1": "Voltage", "option_2": "Watt", "option_3": "Volt", "partner_3": "A"},
    Form.GAP_MATCH: {"text": "Oil that is [[cold]] runs\nworse than [[warm]].", "words": "hot"},
    Form.HOTTEXT: {"text": "[[*The guard was open]] while [[the lamp was lit]]."},
    Form.HOTSPOT: {**ROWS, "right_1": "on", "right_4": "on"},
    Form.GRAPHIC_ORDER: {**ROWS, "place_1": "2", "place_3": "3", "place_4": "1"},
    Form.GRAPHIC_ASSOCIATE: {**ROWS, "partner_1": "D"},
    Form.GRAPHIC_GAP_MATCH: {**ROWS, "words": "shaft\nfoot", "label_3": "1", "label_4": "2"},
    Form.SEVERAL: {
        "order": "2:single-choice 4:text-entry 3:match 7:inline-choice", "q2-stem": "Of single-choice?",
        "q2-points": "1", "q2-option_1": "Oil", "q2-option_3": "Fat", "q2-key": "C", "q2-shuffle": "on",
        "q4-stem": "Of text-entry?", "q4-after": "it is.", "q4-key": "locked\nsecured", "q4-base": "string",
        "q4-points": "2.5", "q3-stem": "Of match?", "q3-points": "1", "q3-option_1": "Voltage", "q3-match_1": "C",
        "q3-option_2": "Current", "q3-match_2": "D", "q3-other_1": "Watt", "q3-other_3": "Volt", "q3-shuffle": "on",
        "q3-other_4": "Ampere", "q7-stem": "Of inline-choice?", "q7-points": "3", "q7-option_1": "Oil",
        "q7-option_2": "Fat", "q7-key": "A", "q7-after": "it is.", "q7-shuffle": "on",
    },
    Form.SELECT_POINT: {"shape_2": "circle", "coords_2": "20,20,10", "worth_2": "2"},
}  # fmt: skip
"""What somebody types for the questions of `EXAMPLES`."""

SHUFFLED = {Form.SINGLE_CHOICE, Form.MULTIPLE_CHOICE, Form.INLINE_CHOICE, Form.ORDER, Form.MATCH, Form.ASSOCIATE}
SHUFFLED |= {Form.GAP_MATCH}


def typed(form: Form, medium: Medium | None = None, **more: Any) -> dict[str, Any]:
    """Everything that a form of that kind is sent with."""
    told = {"title": "Motor", "stem": "What\n follows?", "language": "en", "domain_code": "A", "level": "", "topic": ""}
    shuffled = {"shuffle": "on"} if form in SHUFFLED else {}
    picture = {"picture": medium.number} if medium and form in GRAPHIC else {}
    return {**told, **shuffled, **picture, **TYPED[form], **more}


def test_every_kind_of_question_has_a_form_and_stands_on_the_page(made: Made, ivo: Client) -> None:
    told = words(ivo.get(at("write")))

    assert set(FORMS) == set(KINDS) == set(TYPED) == set(EXAMPLES) == set(Form)
    assert "Graphic gap match Labels are put to spots of a picture." in told


@pytest.mark.parametrize("form", list(Form))
def test_what_is_typed_becomes_the_item(made: Made, ivo: Client, form: Form) -> None:
    medium = a_picture(made.crew.ivo, made.scheme)

    answer = sent(ivo, at("write-item", made.scheme.pk, form), **typed(form, medium))

    assert answer.status_code == 302, words(answer)[:1200]
    assert question_of(delivering.parsed(ItemVersion.objects.get())) == example(form)


def test_an_option_is_seen_whole_and_becomes_one_line(made: Made, ivo: Client) -> None:
    page = ivo.get(at("write-item", made.scheme.pk, Form.SINGLE_CHOICE)).content.decode()
    sent(
        ivo, at("write-item", made.scheme.pk, Form.SINGLE_CHOICE), **typed(Form.SINGLE_CHOICE, option_1="Oil,\n warm ")
    )

    assert '<textarea name="option_1" cols="40" rows="1" maxlength="1000"' in page
    assert question_of(delivering.parsed(ItemVersion.objects.get())).options[0] == "Oil, warm"


@pytest.mark.parametrize(("form", "optional"), [(Form.SINGLE_CHOICE, True), (Form.HOTSPOT, False)])
def test_a_picture_is_optional_where_nothing_is_chosen_on_it(
    made: Made, ivo: Client, form: Form, optional: bool
) -> None:
    told = words(ivo.get(at("write-item", made.scheme.pk, form)))

    assert ("Picture (optional)" in told) is optional


@pytest.mark.parametrize("form", list(Form))
def test_what_stands_in_the_form_is_kept_as_it_was(made: Made, ivo: Client, form: Form) -> None:
    """Opening a draft and keeping it changes nothing of it, whatever kind it is."""
    picture, passage = a_picture(made.crew.ivo, made.scheme), a_passage(made.crew.ivo, made.scheme)
    shown = {"picture": shown_on(picture), "passage": Passage(passage.number, passage.words)}
    by, question = acting(made.crew.ivo), example(form, **shown)
    version = items.write(by=by, scheme=made.scheme, domain_code="A", question=question)
    page = ivo.get(at("version-edit", version.pk))
    whole = page.context["form"]
    held = {each.html_name: each.value() for part in (whole, *getattr(whole, "questions", ())) for each in part}

    answer = ivo.post(at("version-edit", version.pk), {name: value for name, value in held.items() if value})

    assert answer.status_code == 302, words(answer)[:1200]
    before, version = (version.source, version.pictures), ItemVersion.objects.get()
    assert (version.source, version.pictures) == before


@pytest.mark.parametrize(
    ("form", "more", "field"),
    [
        (Form.ORDER, {"place_4": "1"}, "place_1"),
        (Form.ORDER, {"place_4": ""}, "place_1"),
        (Form.MATCH, {"match_2": "B"}, "match_1"),
        (Form.ASSOCIATE, {"partner_3": "H"}, "partner_1"),
        (Form.GAP_MATCH, {"text": "Nothing in brackets."}, "text"),
        (Form.HOTSPOT, {"coords_3": "60,10,300,50"}, "coords_2"),
        (Form.HOTSPOT, {"picture": ""}, "picture"),
        (Form.SLIDER, {"key": "55"}, "key"),
    ],
)
def test_what_is_not_whole_stands_at_its_field(
    made: Made, ivo: Client, form: Form, more: dict[str, Any], field: str
) -> None:
    medium = a_picture(made.crew.ivo, made.scheme)

    answer = sent(ivo, at("write-item", made.scheme.pk, form), **typed(form, medium, **more))

    assert (answer.status_code, ItemVersion.objects.count()) == (409, 0)
    assert list(answer.context["form"].errors) == [field]
    assert 'class="errorlist"' in answer.content.decode()


def test_a_form_in_bad_shape_keeps_what_was_typed(made: Made, ivo: Client) -> None:
    answer = sent(ivo, at("write-item", made.scheme.pk, Form.SLIDER), **typed(Form.SLIDER, title=""))

    assert (answer.status_code, answer.context["form"]["lower"].value()) == (422, "0")


def test_a_point_for_every_pair_is_chosen_in_the_form(made: Made, ivo: Client) -> None:
    sent(ivo, at("write-item", made.scheme.pk, Form.MATCH), **typed(Form.MATCH, each="on"))

    assert ItemVersion.objects.get().maximum == 2


def test_an_item_is_placed_as_it_is_written(made: Made, ivo: Client) -> None:
    told = typed(Form.ORDER, domain_code="B", level="analysis", topic="Hub")

    sent(ivo, at("write-item", made.scheme.pk, Form.ORDER), **told)

    item = ItemVersion.objects.get().item
    assert (item.domain_code, item.level, item.topic) == ("B", "analysis", "Hub")


def test_a_picture_that_came_with_a_file_stays_in_the_form(made: Made) -> None:
    """What an item shows and the library does not hold so is offered as what it shows now."""
    medium = a_picture(made.crew.ivo, made.scheme)
    by = acting(made.crew.ivo)
    question = example(Form.HOTSPOT)
    version = items.write(by=by, scheme=made.scheme, domain_code="A", question=question)
    renamed = example(Form.HOTSPOT, picture=qti.Picture(medium.address, "As it was told then", 200, 100))

    shelf = shelf_for(version, renamed, made.crew.ivo.id)

    assert (list(shelf.pictures), shelf.chosen(renamed)["picture"]) == ([medium.number, HELD], HELD)
    assert shelf.chosen(question)["picture"] == medium.number
    assert shelf.behind(renamed) == {medium.address: str(medium.picture_id)}


def test_what_is_not_ones_own_draft_is_not_opened(made: Made, ivo: Client) -> None:
    version = in_review(made, a_draft(made))
    manager = sign_in(Client(), made.crew.max)

    assert [each.get(at("version-edit", version.pk)).status_code for each in (ivo, manager)] == [409, 409]


def test_a_question_that_is_not_whole_is_refused_whoever_sends_it(made: Made) -> None:
    given = {"by": acting(made.crew.ivo), "scheme": made.scheme, "domain_code": "A"}

    refusal = refused("item-whole", items.write, **given, question=example(Form.ORDER, key=("A",)))
    assert (refusal.field, refusal.clauses[0]) == ("place_1", "2012:9.2.4")

    told = Question("single-choice", "Any", "What?", options=("Oil", "Fat"), key=("A",), language="no language")
    assert question_of(qti.read_item(file("essay-30.xml"), name="essay")) is None
    assert items.write(**given, question=told).language == "no language"
