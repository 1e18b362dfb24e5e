"""Documents from outside: identified, owned, looked up within a year, and replaced; and pictures for texts."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guildhall.documents import readings
from guildhall.documents.acts import external, pictures
from guildhall.documents.lifecycles import ExternalState
from guildhall.documents.models import Picture
from guildhall.kernel import clock
from guildhall.kernel.refusals import Refusal
from guildhall.vault import files, keys
from tests.cast import Cast, acting
from tests.documents.making import PNG, a_document, a_paper, a_picture, an_external


def test_external_document_is_looked_up_within_a_month_and_then_every_year(cast: Cast) -> None:
    today = clock.today()
    registered = an_external(cast)
    assert (registered.number, registered.state, registered.due_on) == (
        "XD-2026-000001",
        ExternalState.REGISTERED,
        today + timedelta(days=30),
    )

    looked = external.check(by=acting(cast.quinn), external=registered, findings="Listed as current.")

    assert (looked.state, looked.due_on) == (ExternalState.CURRENT, today.replace(year=today.year + 1))
    assert [(each.is_current, each.findings, each.checked_by) for each in looked.checks.all()] == [
        (True, "Listed as current.", cast.quinn)
    ]


def test_superseded_document_names_what_took_its_place(cast: Cast) -> None:
    registered = an_external(cast)

    with pytest.raises(Refusal) as refused:
        external.supersede(by=acting(cast.quinn), external=registered, findings="New.", replaced_by_edition=" ")
    assert refused.value.field == "replaced_by_edition"
    over = external.supersede(
        by=acting(cast.quinn), external=registered, findings="AI is new.", replaced_by_edition="2026"
    )

    assert (over.state, over.replaced_by_edition) == (ExternalState.SUPERSEDED, "2026")
    with pytest.raises(Refusal, match="not possible in the state"):
        external.check(by=acting(cast.quinn), external=over, findings="Still.")


def test_its_owner_looks_it_up_and_nobody_else(cast: Cast) -> None:
    registered = an_external(cast, owner=cast.olive)

    with pytest.raises(Refusal):
        external.check(by=acting(cast.otto), external=registered, findings="Fine.")
    assert external.check(by=acting(cast.olive), external=registered, findings="Fine.").state == "current"


@pytest.mark.parametrize("field", ["title", "publisher", "edition", "found_at", "used_for"])
def test_external_document_is_identified(cast: Cast, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        an_external(cast, **{field: " "})

    assert refused.value.field == field


def test_look_says_what_was_found(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        external.check(by=acting(cast.quinn), external=an_external(cast), findings="")

    assert refused.value.field == "findings"


def test_copy_is_for_who_works_here(cast: Cast) -> None:
    kept = an_external(cast, file=a_paper().received)

    assert readings.external_file(by=acting(cast.olive), external=kept) == kept.file
    with pytest.raises(Refusal, match="for the body's personnel"):
        readings.external_file(by=acting(cast.otto), external=kept)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": "Way of an appeal"}, "name"),
        ({"name": "way-of-an-appeal"}, "name"),
        ({"description": " "}, "description"),
        ({"description": "x" * 301}, "description"),
    ],
)
def test_picture_is_named_once_and_described(cast: Cast, said: dict, field: str) -> None:
    document = a_document(cast)
    picture = a_picture(cast, document)
    asked = {"name": "other", "description": "A picture", **said}

    with pytest.raises(Refusal) as refused:
        pictures.keep(by=acting(cast.quinn), document=document, file=a_received_copy(), **asked)

    assert refused.value.field == field
    assert list(Picture.objects.all()) == [picture]


def a_received_copy() -> files.Received:
    return files.receive(SimpleUploadedFile("a.png", PNG, "image/png"), key_id=keys.BODY)


def test_picture_is_a_picture(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        pictures.keep(
            by=acting(cast.quinn),
            document=a_document(cast),
            name="paper",
            description="No picture",
            file=a_paper().received,
        )

    assert refused.value.field == "file"
