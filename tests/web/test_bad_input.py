"""What people do wrong, on the real page of paper: each is told clearly, nothing is written, nothing typed is lost."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from guildhall.identity.acts import persons
from guildhall.kernel import clock
from guildhall.ledger.models import Entry
from guildhall.personnel.acts import declarations, texts
from guildhall.personnel.lifecycles import DeclarationState
from guildhall.personnel.models import Declaration
from guildhall.vault.models import StoredFile
from tests.cast import Cast, acting, sign_in
from tests.papers import PHOTO, PROGRAM, SCAN, upload

MEGABYTE = 1024 * 1024
MARKED = "Nothing was written yet. Look at what is marked."


@pytest.fixture(autouse=True)
def _empty_shelves(settings: Any, tmp_path: Path) -> None:
    storages = {**settings.STORAGES}
    storages["files"] = {**storages["files"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = storages


@pytest.fixture
def olive(cast: Cast) -> Client:
    """The browser of operations."""
    return sign_in(Client(), cast.olive)


@pytest.fixture
def draft(cast: Cast) -> Declaration:
    """The declaration of an expert without account, begun by operations and signed on paper."""
    proposed = texts.propose(by=acting(cast.quinn), words="I act impartially.")
    texts.approve(by=acting(cast.tom), text=proposed)
    by = acting(cast.olive)
    expert = persons.register(by=by, given_name="Wenzel", family_name="Ohnepost", is_personnel=True)
    return declarations.make(by=by, person=expert)


def address(draft: Declaration, verb: str = "enter/") -> str:
    return f"/personnel/declarations/{draft.pk}/{verb}"


def filled(client: Client, draft: Declaration, **more: Any) -> dict[str, Any]:
    """The form as somebody sends it, with what the page made it carry."""
    form = client.get(address(draft)).context["form"]
    carried: Mapping[str, Any] = {name: form[name].value() for name in ("once", "revision", "whose")}
    paper = {"signed_on": "2026-02-27", "nothing_to_declare": "on", "scan": upload()}
    return {**carried, **paper, **more}


def is_untouched(draft: Declaration, entries: int) -> bool:
    """Whether nothing was written: the draft waits, no file is kept, and nobody is said to have done anything."""
    kept = Declaration.objects.get(pk=draft.pk)
    done = Entry.objects.exclude(outcome="refused").count()
    return (kept.state, kept.revision, StoredFile.objects.count(), done) == (DeclarationState.DRAFT, 0, 0, entries)


@pytest.fixture
def entries(draft: Declaration) -> int:
    """How many entries there were before somebody did something wrong."""
    return Entry.objects.count()


def test_paper_is_entered_and_its_scan_is_handed_out_again(olive: Client, draft: Declaration) -> None:
    answer = olive.post(address(draft), filled(olive, draft, scan=upload("photo.png", PHOTO)))

    assert (answer.status_code, answer["Location"]) == (302, address(draft, ""))
    page = olive.get(answer["Location"]).content.decode()
    assert address(draft, "scan/") in page
    scan = olive.get(address(draft, "scan/"))
    assert (scan["Content-Type"], b"".join(scan)) == ("image/png", PHOTO)  # type: ignore[arg-type]


def test_scan_is_not_handed_out_to_others(cast: Cast, olive: Client, draft: Declaration) -> None:
    olive.post(address(draft), filled(olive, draft))

    answer = sign_in(Client(), cast.otto).get(address(draft, "scan/"))

    assert answer.status_code == 409
    assert "belongs to somebody else" in answer.content.decode()
    assert b"%PDF" not in answer.content


def test_fifty_megabytes_are_told_and_the_rest_of_the_form_stays(
    olive: Client, draft: Declaration, entries: int
) -> None:
    large = SCAN + b"%" * (50 * MEGABYTE) + b"%%EOF\n"

    answer = olive.post(address(draft), filled(olive, draft, scan=upload("large.pdf", large)))

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "This file is larger than 20 MB" in text
    assert "Make it smaller" in text
    assert MARKED in text
    assert 'value="2026-02-27"' in text
    assert "Choose the file once more" in text
    assert is_untouched(draft, entries)


@pytest.mark.parametrize(
    ("paper", "told"),
    [
        (upload("signed.pdf", PROGRAM), "This file is a program or a web page, whatever its name says"),
        (SimpleUploadedFile("signed.docx", SCAN), "Files of this kind are not taken in here."),
        (upload("signed.png", SCAN), "This file is called a PNG picture, but its content is not one"),
        (upload("signed.pdf", b""), "This file is empty."),
    ],
)
def test_file_that_is_no_scan_is_told(
    olive: Client, draft: Declaration, entries: int, paper: SimpleUploadedFile, told: str
) -> None:
    answer = olive.post(address(draft), filled(olive, draft, scan=paper))

    text = answer.content.decode()
    assert answer.status_code == 422
    assert told in text
    assert 'value="2026-02-27"' in text
    assert is_untouched(draft, entries)


def test_missing_scan_is_asked_for(olive: Client, draft: Declaration, entries: int) -> None:
    content = filled(olive, draft)
    del content["scan"]

    answer = olive.post(address(draft), content)

    assert (answer.status_code, answer.context["form"].errors) == (422, {"scan": ["This field is required."]})
    assert is_untouched(draft, entries)


def test_day_that_does_not_exist_is_told_and_stays(olive: Client, draft: Declaration, entries: int) -> None:
    answer = olive.post(address(draft), filled(olive, draft, signed_on="31.02.2026"))

    text = answer.content.decode()
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["signed_on"])
    assert "Enter a valid date." in text
    assert 'value="31.02.2026"' in text
    assert is_untouched(draft, entries)


def test_day_that_cannot_be_is_refused_with_what_mends_it(olive: Client, draft: Declaration, entries: int) -> None:
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()

    answer = olive.post(address(draft), filled(olive, draft, signed_on=tomorrow))

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "is in the future; paper that is entered has been signed already." in text
    assert "Enter the date that stands beside the signature." in text
    assert f'value="{tomorrow}"' in text
    assert is_untouched(draft, entries)


def test_double_click_enters_it_once(olive: Client, draft: Declaration) -> None:
    content = filled(olive, draft)

    answers = [olive.post(address(draft), {**content, "scan": upload()}) for _ in range(2)]

    assert [(each.status_code, each["Location"]) for each in answers] == [(302, address(draft, ""))] * 2
    assert StoredFile.objects.count() == 1
    assert Entry.objects.filter(act="personnel.declaration.enter").values_list("outcome", flat=True).get() == "done"


def test_stale_form_is_refused_and_overwrites_nothing(cast: Cast, olive: Client, draft: Declaration) -> None:
    content = filled(olive, draft)
    declarations.discard(by=acting(cast.quinn), declaration=draft)
    before = Entry.objects.exclude(outcome="refused").count()

    answer = olive.post(address(draft), content)

    text = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="2026-02-27"' in text
    assert "You cannot do this now: Enter the signed paper" in text
    kept = Declaration.objects.get(pk=draft.pk)
    now = Entry.objects.exclude(outcome="refused").count()
    assert (kept.state, StoredFile.objects.count(), now) == (DeclarationState.DISCARDED, 0, before)


def test_lost_session_writes_nothing_and_after_sign_in_it_is_done_again(
    cast: Cast, olive: Client, draft: Declaration, entries: int
) -> None:
    content = filled(olive, draft)
    olive.logout()

    answer = olive.post(address(draft), content)

    assert answer["Location"] == f"/account/login/?next={address(draft)}"
    assert "Your session had ended, so nothing was written." in olive.get(answer["Location"]).content.decode()
    assert is_untouched(draft, entries)
    sign_in(olive, cast.olive)
    again = olive.get(address(draft)).content.decode()
    assert "What you typed is here again" in again
    assert 'value="2026-02-27"' in again
    done = olive.post(address(draft), filled(olive, draft))
    assert done.status_code == 302
    assert Declaration.objects.get(pk=draft.pk).state == DeclarationState.SIGNED


def test_operations_begins_a_paper_declaration_and_names_its_interests(
    cast: Cast, olive: Client, draft: Declaration
) -> None:
    person = persons.register(by=acting(cast.olive), given_name="Ilse", family_name="Neu", is_personnel=True)
    assert f"/personnel/declarations/for/{person.pk}/" in olive.get(f"/people/{person.pk}/").content.decode()

    begun = olive.post(f"/personnel/declarations/for/{person.pk}/", {"once": "begun"})

    made = Declaration.objects.get(person=person)
    assert begun["Location"] == address(made, "")
    told = {"kind": "family", "party": "Ida", "description": "Her sister applies."}
    olive.post(address(made, "interest/"), told)
    assert "Her sister applies." in olive.get(address(made, "")).content.decode()
    paper = {**filled(olive, made), "nothing_to_declare": ""}
    assert olive.post(address(made), paper).status_code == 302
    assert made.interests.count() == 1


@pytest.mark.parametrize("page", ["/people/", "/personnel/declarations/", "/messages/", "/deadlines/"])
def test_sign_that_no_database_takes_is_passed_over(olive: Client, page: str) -> None:
    answer = olive.get(page, {"q": "D\0I", "state": "sig\0ned", "role": "\0"})
    asked = answer.context["asked"]
    assert (answer.status_code, asked.text, "\0" in asked.query()) == (200, "DI", False)
    assert olive.get("/search", {"q": "D\0I"}).context["searched"] == "DI"


def test_view_that_cannot_be_one_is_not_found(olive: Client) -> None:
    assert olive.post("/people/", {"act": "discard-view", "view": "mine"}).status_code == 404
