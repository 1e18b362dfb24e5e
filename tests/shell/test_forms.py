"""Doing an act from a page: once, at the revision that was seen, and with nothing lost."""

from collections.abc import Mapping

import pytest
from django.test import Client

from guildhall.shell import typed
from guildhall.shell.acts import save
from guildhall.shell.models import SavedView
from tests.cast import Cast, acting, sign_in

pytestmark = pytest.mark.urls("tests.shell.addresses")


def carried(client: Client) -> Mapping[str, object]:
    """What the form of a fresh page carries."""
    form = client.get("/views/save/").context["form"]
    return {name: form[name].value() or "" for name in ("once", "revision", "whose")}


def test_a_form_does_its_act_and_goes_on(quinn: Client, cast: Cast):
    answer = quinn.post("/views/save/", {**carried(quinn), "label": "Mine"})
    made = SavedView.objects.select_related("person").get()
    assert (answer.status_code, answer["Location"]) == (302, f"/views/{made.pk}/")
    assert (made.person, made.label, made.query) == (cast.quinn, "Mine", "q=x")


def test_a_double_click_does_it_once(quinn: Client):
    content = {**carried(quinn), "label": "Mine"}
    targets = {quinn.post("/views/save/", content)["Location"] for _ in range(2)}
    assert len(targets) == 1
    assert SavedView.objects.count() == 1


def test_a_form_in_bad_shape_is_shown_again_and_nothing_is_written(quinn: Client):
    answer = quinn.post("/views/save/", {**carried(quinn), "label": ""})
    assert answer.status_code == 422
    assert "Nothing was written yet" in answer.content.decode()
    assert not SavedView.objects.exists()


def test_a_refusal_is_shown_on_the_form_with_what_was_typed(quinn: Client):
    content = {**carried(quinn), "label": "A long afternoon"}
    quinn.post("/views/save/", content)
    for_another = {**content, "revision": "7", "once": "another", "label": "-"}
    answer = quinn.post("/views/save/", for_another)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "A saved view needs a name." in text
    assert "You cannot do this now: Save this view" in text
    assert 'value="-"' in text
    assert SavedView.objects.count() == 1


def test_a_lost_session_keeps_what_was_typed_for_the_same_person(cast: Cast):
    client = sign_in(Client(), cast.quinn)
    content = {**carried(client), "label": "Half an hour of typing"}
    client.logout()
    answer = client.post("/views/save/", content)
    assert answer["Location"] == "/account/login/?next=/views/save/"
    assert not SavedView.objects.exists()
    assert b"Half an hour" not in client.session[typed.KEPT].encode()
    sign_in(client, cast.quinn)
    text = client.get("/views/save/").content.decode()
    assert 'value="Half an hour of typing"' in text
    assert "Your session had ended" in text
    assert "Half an hour" not in client.get("/views/save/").content.decode()


def test_a_lost_session_shows_nothing_to_somebody_else(cast: Cast):
    client = sign_in(Client(), cast.quinn)
    content = {**carried(client), "label": "Half an hour of typing"}
    client.logout()
    client.post("/views/save/", content)
    sign_in(client, cast.otto)
    assert "Half an hour" not in client.get("/views/save/").content.decode()


def test_a_record_page_shows_status_facts_offers_and_history(quinn: Client, cast: Cast):
    made = save(by=acting(cast.quinn), person=cast.quinn, list="people", label="Mine", query="q=x")
    text = quinn.get(f"/views/{made.pk}/").content.decode()
    assert '<h1 class="number">V-2026-000001</h1>' in text
    assert '<span class="status holds">' in text
    assert '<a class="button" href="/views/">Discard this view</a>' in text
    assert "You saved a view of a list" in text
    assert "waits for its number" in text


def test_an_offer_that_would_be_refused_is_greyed_with_its_reason(otto: Client, cast: Cast):
    made = save(by=acting(cast.quinn), person=cast.quinn, list="people", label="Mine", query="q=x")
    text = otto.get(f"/views/{made.pk}/").content.decode()
    assert '<details class="refused-offer">' in text
    assert "This view belongs to somebody else." in text
    assert '<a class="button" href="/views/">' not in text
