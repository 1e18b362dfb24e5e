"""Who may see a page, and what everybody's answer carries."""

import pytest
from django.test import Client

from guildhall.identity.permissions import ANYBODY, is_that_person
from guildhall.shell.pages import PUBLIC, page

pytestmark = pytest.mark.urls("tests.shell.addresses")


def test_every_answer_carries_the_content_policy(client: Client):
    answer = client.get("/")
    assert answer["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
        "object-src 'none'"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"


def test_what_somebody_signed_in_sees_is_kept_by_no_cache(client: Client, quinn: Client):
    pages = ("/", "/views/", "/nowhere/")

    assert [quinn.get(page)["Cache-Control"] for page in pages] == ["private, no-store"] * 3
    assert "Cache-Control" not in client.get("/")


def test_no_page_of_ours_holds_a_script_or_a_style(client: Client):
    page_source = client.get("/").content.decode()
    assert "<script>" not in page_source
    assert "<style" not in page_source
    assert "style=" not in page_source
    assert "onclick" not in page_source


def test_a_visitor_is_sent_to_sign_in_and_back(client: Client):
    answer = client.get("/views/?q=x")
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/views/%3Fq%3Dx")


def test_who_may_not_see_a_page_gets_the_refusal_with_clause_and_remedy(otto: Client):
    answer = otto.get("/views/")
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "This needs a role that you do not hold today: Quality manager." in text
    assert "17024:2012 6.1.3" in text
    assert "What mends it:" in text


def test_a_refusal_in_a_page_is_a_page_and_escapes_what_it_says(client: Client):
    answer = client.get("/refused/")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "You cannot do this &lt;today&gt;." in text
    assert '<span class="clause">17024:2026 9.4</span>' in text
    assert '<a href="/views/save/">Save this view</a>' in text


def test_a_page_asks_only_who_is_there():
    with pytest.raises(TypeError, match="asks more"):
        page(area="desk", permission=is_that_person)
    assert page(area="desk", permission=ANYBODY)(lambda request: None).permission is ANYBODY
    assert PUBLIC.refusal(by=None) is None


def test_an_address_may_ask_so_often_a_minute_and_no_more(client: Client):
    codes = [client.get("/limited/").status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    assert client.get("/limited/")["Retry-After"] == "60"
    assert client.get("/limited/", REMOTE_ADDR="127.0.0.2").content == b"answered"


def test_an_unknown_address_says_so_in_the_readers_frame(client: Client, quinn: Client):
    assert "This page does not exist" in client.get("/nowhere").content.decode()
    answer = quinn.get("/nowhere")
    assert answer.status_code == 404
    assert 'class="side"' in answer.content.decode()


def test_a_form_without_its_token_is_refused_in_words(cast):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/display/", {"scheme": "dark"})
    assert answer.status_code == 403
    assert "This form is too old" in answer.content.decode()
