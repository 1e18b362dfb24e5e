"""Uploads: what is too large is read past, and nothing else that was typed is lost."""

from dataclasses import replace

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory

from guildhall.kernel.refusals import Refusal
from guildhall.vault import files, keys
from guildhall.vault.forms import UploadField
from guildhall.vault.middleware import KeysForOneRequest, RefuseEndlessBodies
from guildhall.vault.uploads import AT_ONCE, LimitedUpload, TooLargeUpload
from tests.vault.conftest import PDF, PROGRAM

MEGABYTE = 1024 * 1024


@pytest.fixture(autouse=True)
def _one_megabyte(settings):
    settings.GUILDHALL = replace(settings.GUILDHALL, max_upload_mb=1)


class Evidence(forms.Form):
    reason = forms.CharField()
    paper = UploadField()
    second = UploadField(required=False)
    after = forms.CharField()


def posted(**papers):
    uploads = {
        field: SimpleUploadedFile(f"{field}.pdf", content, "application/pdf") for field, content in papers.items()
    }
    request = RequestFactory().post("/", {"reason": "degree", **uploads, "after": "thanks"})
    request.upload_handlers = [LimitedUpload(request)]
    return request


def large(size):
    return PDF + b"%" * (size - len(PDF) - 6) + b"%%EOF\n"


def test_upload_within_the_limit_arrives_whole():
    request = posted(paper=large(MEGABYTE))
    form = Evidence(request.POST, request.FILES)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["paper"].read() == large(MEGABYTE)


def test_fifty_megabytes_are_refused_in_words_and_the_form_keeps_what_was_typed():
    request = posted(paper=large(50 * MEGABYTE))
    form = Evidence(request.POST, request.FILES)
    paper = request.FILES["paper"]
    assert (type(paper), paper.size, paper.read()) == (TooLargeUpload, 50 * MEGABYTE, b"")
    (told,) = form.errors["paper"]
    assert told.startswith("This file is larger than 1 MB, the largest that can be handed in here. Make it smaller, ")
    assert list(form.errors) == ["paper"]
    assert (form["reason"].value(), form["after"].value()) == ("degree", "thanks")
    with pytest.raises(Refusal) as refused:
        files.receive(paper, key_id=keys.new_key())
    assert refused.value.code == "file-too-large"


def test_large_file_does_not_take_the_room_of_the_one_beside_it():
    request = posted(paper=large(20 * MEGABYTE), second=large(MEGABYTE))
    form = Evidence(request.POST, request.FILES)
    assert list(form.errors) == ["paper"]
    assert form.cleaned_data["second"].size == MEGABYTE


def test_many_files_at_once_never_fill_the_memory():
    request = posted(**{f"paper{place}": large(MEGABYTE) for place in range(AT_ONCE + 2)})
    kinds = [type(request.FILES[f"paper{place}"]) for place in range(AT_ONCE + 2)]
    assert kinds.count(TooLargeUpload) == 2


def test_program_that_calls_itself_a_document_is_told_on_the_form():
    request = posted(paper=PROGRAM)
    form = Evidence(request.POST, request.FILES)
    assert "This file is a program or a web page" in form.errors["paper"][0]


def test_required_file_that_is_missing_is_asked_for():
    form = Evidence({"reason": "degree", "after": "x"}, {})
    assert form.errors == {"paper": ["This field is required."]}
    assert 'accept=".pdf,' in str(form["paper"])


def test_the_house_takes_uploads_in_this_way(settings):
    request = RequestFactory().post("/")
    assert [type(handler) for handler in request.upload_handlers] == [LimitedUpload]


@pytest.mark.parametrize(("size", "status"), [("10485760", 200), ("10485761", 413), ("", 200), ("nonsense", 200)])
def test_endless_body_is_refused_before_it_is_read(size, status):
    answer = RefuseEndlessBodies(lambda request: HttpResponse("read"))
    request = RequestFactory().post("/")
    request.META["CONTENT_LENGTH"] = size
    response = answer(request)
    assert response.status_code == status
    assert (b"larger than 1 MB" in response.content) == (status == 413)


def test_request_keeps_its_keys_until_it_is_answered():
    key_id = keys.new_key()
    seen = []

    def view(request):
        keys.mac(key_id, b"x")
        seen.append(set(keys._cache.get()))
        return HttpResponse("read")

    KeysForOneRequest(view)(RequestFactory().get("/"))
    assert seen == [{key_id}]
    assert keys._cache.get() is None
