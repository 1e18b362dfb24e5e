"""The library: what goes into it, who sees it, what items may show, and where it stands."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall import qti
from guildhall.identity.roles import EXAM_MANAGER
from guildhall.itembank import delivering, readings
from guildhall.itembank.acts import items, media, reviews
from guildhall.itembank.models import ItemVersion, Medium, MediumUse
from guildhall.itembank.pictures import size_of
from guildhall.itembank.queries import media as library
from guildhall.itembank.questions import Form, Passage
from guildhall.kernel import clock as now
from tests.cast import Cast, acting, authorise, sign_in
from tests.conftest import HouseClock
from tests.itembank.examples import (
    JPEG_HEAD,
    PICTURE,
    a_passage,
    a_picture,
    example,
    picture_file,
    png,
    received,
    shown_on,
)
from tests.itembank.making import a_draft, in_review, in_use, refused, trains
from tests.itembank.test_pages import at, sent, words
from tests.making import Made


def drafted(made: Made, medium: Medium, **more: Any) -> ItemVersion:
    """An item of Ivo's that shows a picture or a passage of the library."""
    shown = {"picture": shown_on(medium)} if medium.width else {"passage": Passage(medium.number, medium.words)}
    question = example(Form.SINGLE_CHOICE, **shown, **more)
    return items.write(by=acting(made.crew.ivo), scheme=made.scheme, domain_code="A", question=question)


def test_a_picture_is_kept_with_its_rights_its_words_and_its_size(made: Made) -> None:
    medium = a_picture(made.crew.ivo, made.scheme)

    assert (medium.number, medium.state, medium.width, medium.height) == ("MD-2026-000001", "kept", 200, 100)
    assert (medium.rights, medium.origin, medium.alternative) == (
        "Our own",
        "Photographed in the workshop",
        PICTURE.alternative,
    )
    assert shown_on(medium) == PICTURE


def test_a_passage_is_kept_without_its_empty_lines(made: Made) -> None:
    medium = a_passage(made.crew.ivo, made.scheme)

    assert (medium.words, medium.picture, medium.address) == ("The rotor stands.\nIt is cold.", None, "")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"rights": " "}, "rights"),
        ({"origin": ""}, "origin"),
        ({"alternative": " "}, "alternative"),
        ({"picture": None}, "file"),
        ({"kind": "passage", "picture": None}, "words"),
    ],
)
def test_what_lacks_its_rights_or_its_words_is_not_taken_in(made: Made, more: dict[str, Any], field: str) -> None:
    refusal = refused("item-media", a_picture, by=made.crew.ivo, scheme=made.scheme, **more)

    assert (refusal.field, Medium.objects.count()) == (field, 0)


def test_a_picture_fits_on_a_page_and_tells_its_size(made: Made) -> None:
    large = png() + b"\x00" * 1_000_001 + b"IEND\xaeB`\x82"
    told = refused("item-media", a_picture, by=made.crew.ivo, scheme=made.scheme, picture=received(large)).sentence
    blunt = received(b"\xff\xd8\xff\xd9", "motor.jpg")

    assert "holds 1000 kB" in told
    refused("item-media", a_picture, by=made.crew.ivo, scheme=made.scheme, picture=blunt)
    assert size_of(received(JPEG_HEAD, "motor.jpg")) == (200, 100)


def test_an_item_shows_what_the_library_holds(made: Made) -> None:
    medium = a_picture(made.crew.ivo, made.scheme)

    version = drafted(made, medium)

    assert version.pictures == {medium.address: str(medium.picture_id)}
    assert "data:image/png;base64," in delivering.shown(version, id_prefix="q").html
    assert list(library.used_in(version)) == [medium]


def test_an_item_shows_nothing_that_is_not_in_the_library(made: Made, cast: Cast) -> None:
    by, question = acting(made.crew.ivo), example(Form.HOTSPOT)
    refused("item-media", items.write, by=by, scheme=made.scheme, domain_code="A", question=question)

    medium = a_passage(made.crew.ivo, made.scheme, usable_until=now.today() - timedelta(days=1))
    refusal = refused("item-media", drafted, made=made, medium=medium)
    assert refusal.field == "passage"


def test_a_withdrawn_medium_goes_into_no_further_item_and_changes_none(made: Made) -> None:
    medium = a_picture(made.crew.ivo, made.scheme)
    version = drafted(made, medium)
    question = example(Form.SINGLE_CHOICE, picture=shown_on(medium))

    refused("R-60", media.withdraw, by=acting(made.crew.ivo), medium=medium, reason=" ")
    medium = media.withdraw(by=acting(made.crew.ivo), medium=medium, reason="The licence ended.")

    refused("item-media", drafted, made=made, medium=medium)
    kept = items.edit(by=acting(made.crew.ivo), version=version, question=question)
    assert (kept.pictures, medium.reason) == (version.pictures, "The licence ended.")

    medium = media.restore(by=acting(made.crew.max), medium=medium, reason="Renewed.")
    assert drafted(made, medium).pictures == version.pictures


def test_an_edited_draft_shows_what_it_shows_now(made: Made) -> None:
    picture, passage = a_picture(made.crew.ivo, made.scheme), a_passage(made.crew.ivo, made.scheme)
    version = drafted(made, picture)
    question = example(Form.SINGLE_CHOICE, passage=Passage(passage.number, passage.words))

    version = items.edit(by=acting(made.crew.ivo), version=version, question=question)
    assert (version.pictures, list(library.used_in(version))) == ({}, [passage])

    version = items.edit(by=acting(made.crew.ivo), version=version, question=example(Form.SINGLE_CHOICE))
    uses = MediumUse.objects.order_by("medium__number").values_list("medium__number", "is_shown")
    assert list(uses) == [(picture.number, False), (passage.number, False)]


def test_a_new_version_shows_what_the_one_before_it_showed(made: Made) -> None:
    medium = a_picture(made.crew.ivo, made.scheme)
    version = in_use(made, drafted(made, medium))

    made_anew = items.revise(by=acting(made.crew.ivo), version=version)

    assert [each.version for each in library.uses(medium)] == [made_anew, version]


def test_the_words_of_a_picture_are_corrected_by_who_kept_it_or_keeps_the_bank(made: Made) -> None:
    medium = a_picture(made.crew.max, made.scheme)
    told = {"title": "Motor", "rights": "CC BY 4.0", "origin": "Workshop", "alternative": "A motor"}

    refused("R-46", media.describe, by=acting(made.crew.ivo), medium=medium, **told)
    refused("item-media", media.describe, by=acting(made.crew.max), medium=medium, **{**told, "alternative": " "})
    refused("item-media", media.describe, by=acting(made.crew.max), medium=medium, **{**told, "rights": " "})
    medium = media.describe(by=acting(made.crew.max), medium=medium, **told)

    assert (medium.rights, medium.alternative) == ("CC BY 4.0", "A motor")


def test_who_trains_sees_only_what_they_kept_themselves(made: Made, cast: Cast) -> None:
    theirs, others = a_picture(made.crew.ivo, made.scheme), a_picture(made.crew.max, made.scheme)
    assert set(library.visible_to(made.crew.ivo.id)) == {theirs, others}

    trains(cast, made, made.crew.ivo)
    authorise(made.crew.ivo, EXAM_MANAGER, made.scope)

    by = acting(made.crew.ivo)
    assert list(library.visible_to(made.crew.ivo.id)) == [theirs]
    assert "data:image" in readings.medium(by=by, medium=theirs)
    refused("R-10", readings.medium, by=by, medium=others)
    refused("R-10", media.withdraw, by=by, medium=others, reason="Mine now.")


@pytest.mark.parametrize("name", ["rita", "sam", "dora"])
def test_who_writes_no_items_sees_none_of_it(made: Made, name: str) -> None:
    medium = a_passage(made.crew.ivo, made.scheme)
    someone = getattr(made.crew, name)

    refused("R-46", readings.medium, by=acting(someone), medium=medium)
    assert list(library.visible_to(someone.id)) == []
    assert sign_in(Client(), someone).get(at("media")).status_code == 403


def test_the_library_is_filled_and_kept_by_forms(made: Made) -> None:
    ivo = sign_in(Client(), made.crew.ivo)
    told = {"title": "Motor", "rights": "Our own", "origin": "Workshop", "alternative": "A motor", "usable_until": ""}

    answer = sent(ivo, at("medium-add", made.scheme.pk, "picture"), file=picture_file(), **told)
    medium = Medium.objects.get()
    assert answer["Location"] == at("medium", medium.pk)
    answer = sent(ivo, at("medium-add", made.scheme.pk, "passage"), words="It runs.", **told)
    assert answer.status_code == 302

    page = ivo.get(at("medium", medium.pk))
    assert ("data:image/png;base64," in page.content.decode(), "200 by 100 points" in words(page)) == (True, True)
    assert sent(ivo, at("medium-describe", medium.pk), **{**told, "title": "Engine"}).status_code == 302
    assert sent(ivo, at("medium-withdraw", medium.pk), reason="Blurred.").status_code == 302
    assert sent(ivo, at("medium-restore", medium.pk), reason="It will do.").status_code == 302
    told_now = words(ivo.get(at("medium", medium.pk)))
    assert ("Engine" in told_now, "It will do." in told_now, "May be used" in told_now) == (True, True, True)


def test_the_page_of_a_medium_names_the_items_that_show_it(made: Made) -> None:
    medium = a_picture(made.crew.max, made.scheme)
    theirs = in_review(made, drafted(made, medium))
    foreign = items.write(
        by=acting(made.crew.max), scheme=made.scheme, domain_code="A",
        question=example(Form.SINGLE_CHOICE, picture=shown_on(medium)),
    )  # fmt: skip

    answer = sign_in(Client(), made.crew.ivo).get(at("medium", medium.pk))
    page, told = answer.content.decode(), words(answer)

    assert (f"{theirs.item.number} v1" in told, f"{foreign.item.number} v1" in told) == (True, True)
    assert (at("version", theirs.pk) in page, at("version", foreign.pk) in page) == (True, False)


def test_the_list_costs_the_same_for_one_and_for_many(made: Made) -> None:
    ivo, costs = sign_in(Client(), made.crew.ivo), []
    for _ in range(3):
        a_passage(made.crew.ivo, made.scheme)
        ivo.get(at("media"))
        with CaptureQueriesContext(connection) as asked:
            ivo.get(at("media"))
        costs.append(len(asked))

    assert costs[1:] == costs[:1] * 2
    assert "MD-2026-000003" in words(ivo.get(at("media"), {"kind": "passage", "state": "kept", "scheme": "WTT"}))


def test_an_ended_right_is_told_while_an_item_shows_it(made: Made, clock: HouseClock) -> None:
    medium = a_passage(made.crew.ivo, made.scheme, usable_until=now.today() + timedelta(days=1))
    version = in_use(made, drafted(made, medium))
    lasting = a_passage(made.crew.ivo, made.scheme)
    drafted(made, lasting)
    assert library.ended(library.visible_to(made.crew.ivo.id)) == []

    clock.move(days=2)

    told = words(sign_in(Client(), made.crew.ivo).get(at("media")))
    assert "the right to show them has ended: renew it, or replace them in a new version. MD-2026-000001 Find" in told
    reviews.retire(by=acting(made.crew.max), version=version, reason="Old.")
    assert library.ended(library.visible_to(made.crew.ivo.id)) == []


def test_an_ended_right_is_seen_in_the_list(made: Made) -> None:
    a_passage(made.crew.ivo, made.scheme, usable_until=now.today() - timedelta(days=1))

    assert "Right has ended" in words(sign_in(Client(), made.crew.ivo).get(at("media")))


def test_a_file_that_replaces_a_draft_shows_nothing_of_the_library(made: Made) -> None:
    medium = a_picture(made.crew.ivo, made.scheme)
    version = drafted(made, medium)
    plain = qti.to_xml(delivering.parsed(a_draft(made))).replace(b"IT-2026-000002", version.item.number.encode())

    ivo = sign_in(Client(), made.crew.ivo)
    file = picture_file(plain, "item.png")
    file.name, file.content_type = "item.xml", "application/xml"
    assert sent(ivo, reverse("itembank:version-replace", args=[version.pk]), file=file).status_code == 302

    assert list(library.used_in(version)) == []
