"""One search: it finds by any part, and tells nobody what they may not open."""

import pytest
from django.test import Client

from tests.cast import Cast, sign_in


def titles(client: Client, text: str) -> list[str]:
    return [group.title for group in client.get("/search", {"q": text}).context["groups"]]


@pytest.mark.parametrize("typed", ["Wielandt", "wiel", "Tomasz", "tomas", "Wielant"])
def test_a_person_is_found_by_any_part_of_the_name_and_by_sound(cast: Cast, typed: str):
    answer = sign_in(Client(), cast.olive).get("/search", {"q": typed})
    assert "Tomasz Wielandt" in answer.content.decode()


def test_a_whole_number_opens_its_record(cast: Cast):
    answer = sign_in(Client(), cast.olive).get("/search", {"q": cast.gero.number})
    assert (answer.status_code, answer["Location"]) == (302, f"/people/{cast.gero.pk}/")


def test_a_clause_is_found_by_its_number_and_by_a_word(cast: Cast):
    client = sign_in(Client(), cast.quinn)
    assert "17024:2012 4.3.7" in client.get("/search", {"q": "4.3.7"}).content.decode()
    assert titles(client, "impartiality") == ["Clauses"]


@pytest.mark.parametrize("typed", ["Wielandt", "P-2026-000001", "4.3.7", "DI-2026"])
def test_an_outsider_finds_nothing(cast: Cast, typed: str):
    answer = sign_in(Client(), cast.otto).get("/search", {"q": typed})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert answer.context["groups"] == []
    assert "Tomasz" not in text
    assert "Quellmalz" not in text


def test_one_letter_is_too_little(cast: Cast):
    assert "Type at least 2 letters" in sign_in(Client(), cast.olive).get("/search", {"q": "T"}).content.decode()
