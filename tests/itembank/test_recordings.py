"""Recordings: kept with their transcripts, heard above a question, brought in and out with the items that play them."""

from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from guildhall import qti
from guildhall.itembank import contents, delivering, exporting, readings
from guildhall.itembank.acts import imports, items, media
from guildhall.itembank.models import ItemVersion, Medium
from guildhall.itembank.queries import media as library
from guildhall.itembank.questions import Form, built, question_of
from guildhall.itembank.shelf import HELD, shelf_for
from guildhall.vault import files
from guildhall.vault.files import Received
from tests.cast import Cast, acting
from tests.itembank.examples import (
    TRANSCRIPT,
    a_picture,
    a_recording,
    example,
    heard,
    played_in,
    png,
    received,
    shown_on,
    sound_file,
    wav,
)
from tests.itembank.making import handed_in, refused, trains
from tests.itembank.test_pages import at, sent, words
from tests.itembank.test_writing import typed
from tests.making import Made

SOUND = f"data:audio/wav;base64,{b64encode(wav()).decode()}"
PLAYED = f'<audio controls controlslist="nodownload" preload="metadata" src="{SOUND}" aria-label="Recording">'
"""How a page plays the recording: with controls, out of the page itself."""

TOLD = "".join(f"<p>{each}</p>" for each in TRANSCRIPT.splitlines())
LARGE = 251
"""Seconds of a recording that is too large."""


def heard_in(made: Made, medium: Medium, form: Form = Form.SINGLE_CHOICE, **more: Any) -> ItemVersion:
    """An item of Ivo's that plays a recording of the library."""
    question = example(form, recording=played_in(medium), **more)
    return items.write(by=acting(made.crew.ivo), scheme=made.scheme, domain_code="A", question=question)


def test_a_recording_is_kept_with_its_rights_and_its_transcript(made: Made) -> None:
    medium = a_recording(made.crew.ivo, made.scheme, alternative=f" \n{TRANSCRIPT.replace(' ', '  ')}\n\n")

    assert (medium.alternative, medium.address, medium.width) == (TRANSCRIPT, f"media/{medium.number}", 0)
    assert b"".join(files.open_stream(medium.picture.file)) == wav()


@pytest.mark.parametrize(
    ("more", "file", "field", "told"),
    [
        ({"rights": " "}, heard, "rights", "whose this is"),
        ({"alternative": " "}, heard, "alternative", "it has no transcript"),
        ({}, lambda: None, "file", "no recording yet"),
        ({}, received, "file", "no recording yet"),
        ({}, lambda: heard(wav(LARGE)), "file", "holds 2008 kB; it becomes part of the page, and may hold 2000."),
    ],
)
def test_a_recording_without_rights_words_or_sound_is_not_taken_in(
    made: Made, more: dict[str, Any], file: Callable[[], Received | None], field: str, told: str
) -> None:
    """No right, no transcript (WCAG 1.2.1), no file, a picture instead of one, and one that fits on no page."""
    given = {**more, "picture": file()}

    refusal = refused("item-media", a_recording, by=made.crew.ivo, scheme=made.scheme, **given)

    assert (refusal.field, told in refusal.sentence, Medium.objects.count()) == (field, True, 0)


def test_a_recording_is_no_picture(made: Made) -> None:
    assert refused("item-media", a_picture, by=made.crew.ivo, scheme=made.scheme, picture=heard()).field == "file"


def test_a_transcript_is_corrected_and_never_lost(made: Made) -> None:
    medium = a_recording(made.crew.ivo, made.scheme)
    told = {"by": acting(made.crew.ivo), "medium": medium, "title": "Call", "rights": "Our own", "origin": "Studio"}

    assert "no transcript" in refused("item-media", media.describe, **told, alternative="\n").sentence
    assert media.describe(**told, alternative=" Stop. \n\n Now. ").alternative == "Stop.\nNow."


@pytest.mark.parametrize("form", [Form.SINGLE_CHOICE, Form.TEXT_ENTRY, Form.HOTSPOT])
def test_an_item_plays_it_with_its_transcript_below(made: Made, form: Form) -> None:
    picture = a_picture(made.crew.ivo, made.scheme)
    shown = {"picture": shown_on(picture)} if form == Form.HOTSPOT else {}
    medium = a_recording(made.crew.ivo, made.scheme)

    version = heard_in(made, medium, form, **shown)

    page = delivering.shown(version, id_prefix="q").html
    assert (PLAYED in page, f"<summary>In words</summary>{TOLD}</details>" in page) == (True, True)
    assert version.pictures[medium.address] == str(medium.picture_id)
    assert medium in library.used_in(version)
    assert question_of(delivering.parsed(version)) == example(form, recording=played_in(medium), **shown)


def test_what_is_heard_belongs_to_what_is_approved(made: Made) -> None:
    """The fingerprint of a version changes with the sound that it plays."""
    medium, other = (a_recording(made.crew.ivo, made.scheme, picture=heard(wav(length))) for length in (0.05, 0.06))
    version = heard_in(made, medium)
    before = contents.fingerprint(version)

    version.pictures = {medium.address: str(other.picture_id)}

    assert contents.fingerprint(version) != before


def test_a_withdrawn_recording_goes_into_no_further_item(made: Made) -> None:
    medium = a_recording(made.crew.ivo, made.scheme)
    version = heard_in(made, medium)
    medium = media.withdraw(by=acting(made.crew.ivo), medium=medium, reason="The speaker objects.")

    assert refused("item-media", heard_in, made=made, medium=medium).field == "recording"
    question = example(Form.SINGLE_CHOICE, recording=played_in(medium))
    shelf = shelf_for(version, question, made.crew.ivo.id)

    assert (list(shelf.recordings), shelf.chosen(question)["recording"]) == ([HELD], HELD)
    assert shelf.behind(question) == {medium.address: str(medium.picture_id)}
    assert items.edit(by=acting(made.crew.ivo), version=version, question=question).pictures == version.pictures


def test_the_library_takes_a_recording_by_its_form_and_plays_it(made: Made, ivo: Client) -> None:
    told = {"title": "Call", "rights": "Our own", "origin": "Studio", "alternative": TRANSCRIPT, "usable_until": ""}
    address = at("medium-add", made.scheme.pk, "recording")

    assert "Add a recording for WTT" in words(ivo.get(at("media")))
    assert ivo.get(at("medium-add", made.scheme.pk, "film")).status_code == 404
    assert "its content is not one" in words(sent(ivo, address, file=sound_file(png(), "call.mp3"), **told))
    assert "This field is required" in words(sent(ivo, address, file=sound_file(), **{**told, "alternative": ""}))
    assert Medium.objects.count() == 0
    assert sent(ivo, address, file=sound_file(), **told).status_code == 302

    medium = Medium.objects.get()
    page = ivo.get(at("medium", medium.pk))
    assert (PLAYED in page.content.decode(), TOLD in page.content.decode()) == (True, True)
    assert ("WAV recording" in words(page), "Recording to listen to" in words(page)) == (True, True)
    assert "media-src data:" in page["Content-Security-Policy"]
    assert sent(ivo, at("medium-describe", medium.pk), **{**told, "title": "Alarm"}).status_code == 302
    assert "Alarm" in words(ivo.get(at("media"), {"kind": "recording"}))


def test_a_recording_is_chosen_in_the_form_and_heard_in_the_preview(made: Made, ivo: Client) -> None:
    medium = a_recording(made.crew.ivo, made.scheme)
    told = typed(Form.SINGLE_CHOICE, recording=medium.number)

    preview = ivo.post(at("write-preview", made.scheme.pk, "single-choice"), told).content.decode()
    assert (PLAYED in preview, TOLD in preview) == (True, True)
    assert sent(ivo, at("write-item", made.scheme.pk, "single-choice"), **told).status_code == 302

    version = ItemVersion.objects.get()
    form = ivo.get(at("version-edit", version.pk)).context["form"]
    assert (form["recording"].value(), version.pictures) == (medium.number, {medium.address: str(medium.picture_id)})


def test_who_trains_hears_only_what_they_kept_themselves(made: Made, cast: Cast) -> None:
    theirs, others = a_recording(made.crew.ivo, made.scheme), a_recording(made.crew.max, made.scheme)
    trains(cast, made, made.crew.ivo)

    assert PLAYED in readings.medium(by=acting(made.crew.ivo), medium=theirs)
    refused("R-10", readings.medium, by=acting(made.crew.ivo), medium=others)
    refused("R-46", readings.medium, by=acting(made.crew.rita), medium=theirs)


def a_package(said: str = TRANSCRIPT, sound: bytes | None = None, name: str = "sounds/call.wav") -> bytes:
    """A package with one item that plays a recording."""
    item = qti.above(built(example(Form.SINGLE_CHOICE), "LISTEN-1"), qti.Recording(name, said).node)
    kept = BytesIO()
    with ZipFile(kept, "w") as archive:
        archive.writestr("listen.xml", qti.to_xml(item))
        archive.writestr(name, wav() if sound is None else sound)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"said": " "}, "What 'sounds/call.wav' plays is not told in words."),
        ({"sound": png()}, "The file “sounds/call.wav” cannot be taken in: This file is called a WAV recording"),
        ({"sound": wav(LARGE)}, "cannot be taken in: it holds 2008 kB, and a recording may hold 2000."),
        ({"name": "call.flac"}, "The file “call.flac” cannot be taken in: Files of this kind are not taken in here."),
    ],
)
def test_an_item_whose_sound_cannot_be_taken_in_is_rejected_with_its_reason(
    made: Made, more: dict[str, Any], told: str
) -> None:
    (found,) = handed_in(a_package(**more), "listen.zip").found

    assert (found.rejected, told in " ".join(str(each.message) for each in found.findings)) == (True, True)


def test_an_item_comes_in_and_goes_out_with_its_sound(made: Made) -> None:
    intake, by = handed_in(a_package(), "listen.zip"), acting(made.crew.ivo)
    batch = imports.stage(by=by, scheme=made.scheme, intake=intake, domain_code="A")
    assert PLAYED in readings.staged_as_seen(by=by, staged=batch.staged.get()).html
    imports.take(by=by, batch=batch)
    version = ItemVersion.objects.get()

    out = exporting.package([version])
    names = ZipFile(BytesIO(out)).namelist()
    (again,) = handed_in(out, "again.zip").found

    page = delivering.shown(version, id_prefix="q").html
    (file,) = contents.pictures(version.pictures).values()
    assert (PLAYED in page, TOLD in page) == (True, True)
    assert [each for each in names if each.endswith(".wav")] == [f"recordings/{file.pk}.wav"]
    assert (again.rejected, len(again.pictures)) == (False, 1)
    assert question_of(qti.read_item(again.source.encode(), name="")).recording.transcript == TRANSCRIPT
