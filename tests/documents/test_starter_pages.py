"""Pages of the starter set, of the procedures and of sealed files: who sees what, and what comes of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildhall.documents.acts.starter import take_in
from guildhall.documents.models import Document
from guildhall.documents.starter import starters
from tests.cast import acting, sign_in
from tests.certification.making import worked
from tests.documents.keys import keyed
from tests.documents.making import a_document, approved, in_effect, said_publicly
from tests.documents.making_starter import started, taken_in


@pytest.fixture
def quinn(client, cast):
    return sign_in(client, cast.quinn)


def test_set_shows_every_document_and_what_became_of_it(cast, quinn):
    taken_in(cast, "PR-APPEALS")
    started(cast, "PO-QUALITY")
    page = quinn.get("/documents/starter/").content.decode()
    assert [code for code in starters() if f">{code}<" not in page] == []
    assert f"2 of {len(starters())} are taken in, 1 are in effect." in page
    for words in ("Not taken in", "Taken in, not in effect", "In effect"):
        assert words in page


def test_one_is_read_and_taken_in(cast, quinn):
    page = quinn.get("/documents/starter/PR-APPEALS/").content.decode()
    assert "an independent answer with reasons" in page
    answer = quinn.post("/documents/starter/PR-APPEALS/", {"owner": cast.olive.number, "once": "one"})
    document = Document.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/documents/record/{document.pk}/")
    assert (document.code, document.owner) == ("PR-APPEALS", cast.olive)


def test_one_that_is_there_is_refused_with_everything_typed_kept(cast, quinn):
    take_in(by=acting(cast.quinn), code="PR-APPEALS", owner=cast.quinn)
    answer = quinn.post("/documents/starter/PR-APPEALS/", {"owner": cast.olive.number, "once": "one"})
    assert answer.status_code == 409
    assert "is a document of the body already" in answer.content.decode()


def test_all_that_is_missing_is_taken_in_with_a_report(cast, quinn):
    taken_in(cast, "PR-APPEALS")
    a_document(cast, "PS-OURS", kind="public-statement", topic="appeals", is_public=True)
    assert "PR-APPEALS" not in quinn.get("/documents/starter/all/").content.decode()
    page = quinn.post("/documents/starter/all/", {"owner": cast.quinn.number, "once": "all"}).content.decode()
    assert page.count('<div class="what code">') == len(starters()) - 1
    assert "PS-OURS is the body&#x27;s word on this topic." in page
    assert Document.objects.count() == len(starters())
    again = quinn.post("/documents/starter/all/", {"owner": cast.quinn.number, "once": "all"}).content.decode()
    assert "PS-APPEALS" in again
    assert Document.objects.count() == len(starters())


def test_nobody_as_owner_takes_nothing_in(quinn):
    assert quinn.post("/documents/starter/all/", {"owner": "", "once": "all"}).status_code == 422
    assert not Document.objects.exists()


def test_what_is_not_in_the_set_is_not_found(quinn):
    assert quinn.get("/documents/starter/PR-NONE/").status_code == 404


def test_set_is_for_those_who_keep_documents(client, cast):
    for person in (cast.olive, cast.carla):
        for path in ("/documents/starter/", "/documents/starter/all/", "/documents/starter/PR-APPEALS/"):
            assert sign_in(client, person).get(path).status_code == 403


def test_procedures_say_what_they_govern(cast, quinn):
    started(cast, "PR-INTERESTS")
    page = quinn.get("/documents/procedures/").content.decode()
    assert "Declarations and conflicts of interest" in page
    assert "No version is in effect" in page
    assert "Version 1" in page


def test_procedures_name_what_is_open_under_an_earlier_version(cast, quinn):
    first = approved(cast, a_document(cast, "PR-DOCUMENTS"))
    in_effect(cast, "PR-OTHER")
    worked_without_keys()
    approved(cast, first.document, body="# New")
    page = quinn.get("/documents/procedures/").content.decode()
    assert "Version of a document: 1 under version 1" in page


def worked_without_keys():
    keyed()
    worked()


def test_procedures_cost_the_same_for_many_documents(cast, quinn):
    started(cast, "PR-INTERESTS")
    few = counted(quinn)
    started(cast, "PR-DECISIONS", "PR-APPLICATIONS", "PR-ITEMS", "PR-SCHEMES", "PR-FORMS")
    assert counted(quinn) == few


def counted(quinn) -> int:
    with CaptureQueriesContext(connection) as asked:
        quinn.get("/documents/procedures/")
    return len(asked)


# sealed files


def test_sealed_file_is_offered_on_the_page_and_loaded_down(cast, quinn):
    keyed()
    version = approved(cast, a_document(cast))
    assert "is being made" in quinn.get(f"/documents/versions/{version.pk}/").content.decode()
    assert quinn.get(f"/documents/versions/{version.pk}/sealed/").status_code == 409
    worked()
    path = f"/documents/versions/{version.pk}/sealed/"
    assert path in quinn.get(f"/documents/versions/{version.pk}/").content.decode()
    answer = quinn.get(path)
    assert 'filename="PR-APPEALS-1-en.pdf"' in answer["Content-Disposition"]
    assert b"".join(answer.streaming_content).startswith(b"%PDF-1.7")


def test_sealed_file_is_for_who_may_read_the_version(cast, client):
    keyed()
    version = approved(cast, a_document(cast, restricted=True))
    worked()
    assert sign_in(client, cast.olive).get(f"/documents/versions/{version.pk}/sealed/").status_code == 409
    assert sign_in(client, cast.carla).get(f"/documents/versions/{version.pk}/sealed/").status_code == 403


def test_public_loads_the_sealed_file_of_what_is_public(cast, client):
    keyed()
    said_publicly(cast, "appeals")
    in_effect(cast, "PR-INSIDE")
    worked()
    answer = client.get("/documents/PS-APPEALS/sealed/")
    assert b"".join(answer.streaming_content).startswith(b"%PDF-1.7")
    assert client.get("/documents/PR-INSIDE/sealed/").status_code == 404
    assert client.get("/documents/PR-NONE/sealed/").status_code == 404
