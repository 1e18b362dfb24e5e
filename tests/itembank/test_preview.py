"""What stands beside the form: the item as candidates will see it, the advice on it, and the page to try it on."""

from typing import Any

import pytest
from django.test import Client
from lxml import html as reader

from guildhall import qti
from guildhall.itembank import delivering
from guildhall.itembank.acts import items
from guildhall.itembank.models import ItemVersion
from guildhall.itembank.questions import BY_HAND, GRAPHIC, Form
from guildhall.ledger.models import Access
from tests.cast import acting, sign_in
from tests.itembank.examples import PICTURE, a_passage, a_picture, example, shown_on
from tests.itembank.making import in_review, trains
from tests.itembank.test_pages import at, words
from tests.itembank.test_writing import typed
from tests.making import Made

OWN = "frame-ancestors 'self'"


def looked(client: Client, made: Made, form: Form, **more: Any) -> Any:
    """The preview of what somebody types."""
    return client.post(at("write-preview", made.scheme.pk, form), typed(form, **more))


@pytest.mark.parametrize("form", list(Form))
def test_what_is_typed_is_shown_as_a_candidate_sees_it(made: Made, ivo: Client, form: Form) -> None:
    medium = a_picture(made.crew.ivo, made.scheme)
    more = {"picture": medium.number} if form in GRAPHIC else {}
    version = items.write(by=acting(made.crew.ivo), scheme=made.scheme, domain_code="A", question=example(form))

    page = looked(ivo, made, form, **more).content.decode()

    assert delivering.shown(version, id_prefix="preview").html in page
    assert ItemVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("shown_as", "look", "scheme"),
    [("", "light", "light"), ("dark", "dark", "dark"), ("large", "large", "light"), ("narrow", "narrow", "light")],
)
def test_it_is_shown_in_every_way_that_candidates_have_it(
    made: Made, ivo: Client, shown_as: str, look: str, scheme: str
) -> None:
    page = looked(ivo, made, Form.ORDER, shown_as=shown_as).content.decode()

    assert (f'data-scheme="{scheme}"' in page, f"look-{look}" in page) == (True, True)


def test_it_is_shown_before_it_has_a_title_or_a_key(made: Made, ivo: Client) -> None:
    told = words(looked(ivo, made, Form.SINGLE_CHOICE, title="", key=""))

    assert ("What follows?" in told, "An item needs a title and a question." in told) == (True, True)


def test_what_cannot_be_shown_yet_says_what_it_lacks(made: Made, ivo: Client) -> None:
    told = words(looked(ivo, made, Form.SINGLE_CHOICE, option_3=""))

    assert ("Write at least two options that differ." in told, "What follows?" in told) == (True, False)
    assert "here you see it as candidates will" in words(ivo.get(at("write-preview", made.scheme.pk, "order")))


def test_the_preview_tells_nothing_of_the_key(made: Made, ivo: Client) -> None:
    page = looked(ivo, made, Form.TEXT_ENTRY, key="xylophone").content.decode()

    assert ("What follows?" in page, "xylophone" in page) == (True, False)


def test_the_guidance_stands_with_it_and_refuses_nothing(made: Made, ivo: Client) -> None:
    told = words(looked(ivo, made, Form.SINGLE_CHOICE, stem="What is never oiled?"))

    assert "The question is put negatively: “never”." in told
    assert "Applied Measurement in Education" in told
    assert "The guidance has nothing to say" in words(looked(ivo, made, Form.ORDER))


def test_the_preview_is_framed_by_the_house_alone_and_nothing_else_is(made: Made, ivo: Client) -> None:
    form, preview = ivo.get(at("write-item", made.scheme.pk, "order")), looked(ivo, made, Form.ORDER)

    policies = [each["Content-Security-Policy"] for each in (form, preview, ivo.get(at("write")))]
    assert [("frame-src 'self'" in each, OWN in each) for each in policies] == [
        (True, False),
        (False, True),
        (False, False),
    ]
    assert [each["X-Frame-Options"] for each in (form, preview)] == ["DENY", "SAMEORIGIN"]
    assert all("script-src 'self'" in each and "style-src 'self'" in each for each in policies)


def test_a_picture_and_a_passage_are_shown_above(made: Made, ivo: Client) -> None:
    picture, passage = a_picture(made.crew.ivo, made.scheme), a_passage(made.crew.ivo, made.scheme)

    page = looked(ivo, made, Form.ORDER, picture=picture.number, passage=passage.number).content.decode()

    assert page.index("It is cold.") < page.index("data:image/png") < page.index("What follows?")


def test_spots_are_drawn_on_the_picture_that_is_chosen(made: Made, ivo: Client) -> None:
    medium = a_picture(made.crew.ivo, made.scheme)
    canvas = at("write-canvas", made.scheme.pk)

    drawn, none = (ivo.get(canvas, {"picture": chosen}).content.decode() for chosen in (medium.number, ""))

    assert ('viewBox="0 0 200 100"' in drawn, "data:image/png" in drawn, PICTURE.alternative in drawn) == (True,) * 3
    assert ("Choose a picture" in none, "data:image" in none) == (True, False)


def test_a_draft_is_previewed_as_it_is_changed(made: Made, ivo: Client) -> None:
    medium = a_picture(made.crew.ivo, made.scheme)
    question = example(Form.HOTSPOT, picture=shown_on(medium))
    version = items.write(by=acting(made.crew.ivo), scheme=made.scheme, domain_code="A", question=question)
    changed = typed(Form.HOTSPOT, medium, stem="Where is the plate?")

    page = ivo.post(at("version-preview", version.pk), changed).content.decode()

    assert ("Where is the plate?" in page, "data:image/png" in page) == (True, True)
    assert "data:image/png" in ivo.get(at("version-canvas", version.pk), {"picture": medium.number}).content.decode()
    in_review(made, version)
    assert [
        answer.status_code
        for answer in (ivo.post(at("version-preview", version.pk), changed), ivo.get(at("version-canvas", version.pk)))
    ] == [409, 409]


@pytest.mark.parametrize("name", ["rita", "sam"])
def test_who_writes_no_items_is_shown_none(made: Made, name: str) -> None:
    client = sign_in(Client(), getattr(made.crew, name))

    addresses = [at("write-preview", made.scheme.pk, "order"), at("write-canvas", made.scheme.pk)]
    assert [client.get(each).status_code for each in addresses] == [403, 403]


def test_a_trainer_who_writes_is_offered_only_what_they_added(made: Made, cast: Any) -> None:
    theirs, others = a_picture(made.crew.ivo, made.scheme), a_picture(made.crew.max, made.scheme)
    trains(cast, made, made.crew.ivo)
    ivo = sign_in(Client(), made.crew.ivo)

    page = ivo.get(at("write-item", made.scheme.pk, "hotspot")).content.decode()
    canvas = ivo.get(at("write-canvas", made.scheme.pk), {"picture": others.number}).content.decode()

    assert (theirs.number in page, others.number in page, "data:image" in canvas) == (True, False, False)


def right(version: ItemVersion) -> dict[str, Any]:
    """What a candidate does to answer rightly: by name of the control, what it holds."""
    html = delivering.shown(version, id_prefix="preview", values=qti.best_answers(delivering.parsed(version))).html
    return held(html)


def held(html: str) -> dict[str, list[str]]:
    """What the controls of a page hold."""

    found: dict[str, list[str]] = {}
    for control in reader.fragment_fromstring(html, create_parent=True).xpath(".//*[@data-response]"):
        if control.tag == "select":
            value = next((each.get("value") for each in control if each.get("selected") is not None), "")
        elif control.get("type") in {"radio", "checkbox"}:
            value = control.get("value") if control.get("checked") is not None else ""
        else:
            value = control.get("value") or ""
        found.setdefault(control.get("name"), []).extend([value] if value else [])
    return found


@pytest.mark.parametrize("form", sorted(set(Form) - BY_HAND))
def test_a_right_answer_earns_all_points_and_a_wrong_one_none(made: Made, ivo: Client, form: Form) -> None:
    a_picture(made.crew.ivo, made.scheme)
    version = items.write(by=acting(made.crew.ivo), scheme=made.scheme, domain_code="A", question=example(form))
    most = f"{float(version.maximum):g}"

    good, none = (words(ivo.post(at("version-try", version.pk), sent)) for sent in (right(version), {}))

    assert (f"Your answer earns {most} of {most}." in good, f"Your answer earns 0 of {most}." in none) == (True, True)
    assert ("How it was reckoned" in good, " was not answered." in none) == (True, True)


def test_what_was_answered_stays_on_the_page_and_nowhere_else(made: Made, ivo: Client) -> None:
    question = example(Form.TEXT_ENTRY)
    version = items.write(by=acting(made.crew.ivo), scheme=made.scheme, domain_code="A", question=question)

    page = ivo.post(at("version-try", version.pk), {"preview-RESPONSE": "oiled"}).content.decode()

    assert 'value="oiled"' in page
    looks = Access.objects.filter(subject=version.ref).values_list("reading", flat=True)
    assert list(looks) == ["itembank.item.open"]


def test_an_answer_in_sentences_is_left_to_a_person(made: Made, ivo: Client) -> None:
    question = example(Form.EXTENDED_TEXT)
    version = items.write(by=acting(made.crew.ivo), scheme=made.scheme, domain_code="A", question=question)

    told = words(ivo.post(at("version-try", version.pk), {"preview-RESPONSE": "Because."}))

    assert ("A person scores this answer." in told, "Because." in told) == (True, True)


def test_an_answer_by_a_file_tells_what_is_handed_in_and_is_left_to_a_person(made: Made, ivo: Client) -> None:
    question = example(Form.UPLOAD)
    version = items.write(by=acting(made.crew.ivo), scheme=made.scheme, domain_code="A", question=question)
    page = ivo.get(at("version-try", version.pk))

    assert "A file of one of these kinds: PDF, MP3. At most 5 MB." in words(page)
    assert 'accept="application/pdf,audio/mpeg"' in page.content.decode()
    assert "A person scores this answer." in words(ivo.post(at("version-try", version.pk), {}))


def test_it_is_tried_by_who_may_see_the_key_alone(made: Made, ivo: Client) -> None:
    version = items.write(by=acting(made.crew.ivo), scheme=made.scheme, domain_code="A", question=example(Form.ORDER))
    clients = {name: sign_in(Client(), getattr(made.crew, name)) for name in ("max", "rita", "sam")}

    tried = {name: client.get(at("version-try", version.pk)).status_code for name, client in clients.items()}

    assert tried == {"max": 200, "rita": 409, "sam": 403}
