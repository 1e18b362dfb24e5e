"""Files are handed out to be saved, whole and untouched, or not at all and in words."""

import logging
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client

from guildhall.kernel import identifiers
from guildhall.kernel.refusals import Refusal
from guildhall.ledger import guard
from guildhall.shell.downloads import download
from guildhall.vault import files, keys
from guildhall.vault.models import StoredFile
from tests.papers import SCAN, received

NAME = "Ärztin Ohnepost.pdf"


@pytest.fixture(autouse=True)
def _empty_shelves(settings: object, tmp_path: Path) -> None:
    storages = {**settings.STORAGES}  # type: ignore[attr-defined]
    storages["files"] = {**storages["files"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = storages  # type: ignore[attr-defined]


@pytest.fixture
def file() -> StoredFile:
    return kept(SCAN)


@pytest.fixture
def request_of_quinn(quinn: Client) -> HttpRequest:
    """A request as a view of the house gets it."""
    asked: HttpRequest = quinn.get("/account/").wsgi_request
    return asked


def kept(content: bytes) -> StoredFile:
    with guard.writing_as(guard.ACT):
        return files.keep(received(SimpleNamespace(key_id=keys.new_key()), name=NAME, content=content))


def replaced(file: StoredFile, content: bytes) -> None:
    where = files.path(file.address)
    files.storage().delete(where)
    files.storage().save(where, ContentFile(content))


def bytes_of(answer: HttpResponseBase) -> bytes:
    return b"".join(answer)  # type: ignore[arg-type]  # a streaming answer gives bytes


def test_file_is_handed_out_whole_to_be_saved_and_never_run(request_of_quinn: HttpRequest, file: StoredFile) -> None:
    answer = download(request_of_quinn, file)

    assert bytes_of(answer) == SCAN
    assert dict(answer.items()) == {
        "Content-Type": "application/pdf",
        "Content-Disposition": "attachment; filename*=utf-8''%C3%84rztin%20Ohnepost.pdf",
        "Content-Length": str(len(SCAN)),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "no-store",
    }


def test_erased_file_is_gone_in_words_without_its_name(request_of_quinn: HttpRequest, file: StoredFile) -> None:
    keys.destroy(file.key_id)

    answer = download(request_of_quinn, file)

    assert answer.status_code == 410
    text = answer.content.decode()  # type: ignore[attr-defined]
    assert "This file was erased together with the personal data of the person" in text
    assert "Ohnepost" not in text


def test_missing_bytes_are_not_found(request_of_quinn: HttpRequest, file: StoredFile) -> None:
    files.storage().delete(files.path(file.address))

    with pytest.raises(Http404):
        download(request_of_quinn, file)


@pytest.mark.parametrize("place", [0, 40, -1])
def test_touched_file_is_refused_and_logged_without_name_or_content(
    request_of_quinn: HttpRequest, file: StoredFile, place: int, caplog: pytest.LogCaptureFixture
) -> None:
    with files.storage().open(files.path(file.address)) as stored:
        content = bytearray(stored.read())
    content[place] ^= 1
    replaced(file, bytes(content))

    with caplog.at_level(logging.ERROR), pytest.raises(Refusal) as refused:
        download(request_of_quinn, file)

    assert refused.value.code == "file-touched"
    assert f"The bytes of {file.ref} were touched." in caplog.text
    assert "Ohnepost" not in caplog.text + str(refused.value)
    assert "%PDF" not in caplog.text


def test_later_piece_that_was_touched_breaks_the_answer_off(request_of_quinn: HttpRequest) -> None:
    file = kept(SCAN.replace(b"%%EOF", identifiers.new_id().bytes * 8000 + b"\n%%EOF"))
    with files.storage().open(files.path(file.address)) as stored:
        content = bytearray(stored.read())
    content[-1] ^= 1
    replaced(file, bytes(content))

    pieces = iter(download(request_of_quinn, file))  # type: ignore[arg-type]

    assert len(next(pieces)) == files.PIECE < file.size
    with pytest.raises(keys.Forged):
        next(pieces)
