"""Sealed fields: plain in the hand, sealed in the column, gone with the key."""

from datetime import date

import pytest
from django.core.exceptions import FieldError
from django.db import connection
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from guildhall.identity.models import Person
from guildhall.ledger.records import change
from guildhall.ledger.running import Running, _now
from guildhall.vault import keys
from guildhall.vault.fields import SealedJSON, shown
from tests import forge
from tests.vault.conftest import an_act


@pytest.fixture
def carla(cast):
    return cast.carla


def column(person, name):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM identity_person WHERE number = %s", [person.number])
        return bytes(cursor.fetchone()[0])


def test_created_fields_are_plain_in_the_hand_and_sealed_in_the_column(carla):
    found = Person.objects.get(pk=carla.pk)
    assert (found.given_name, found.birth_date) == ("Carla", date(1987, 4, 23))
    kept = column(carla, "given_name")
    assert b"Carla" not in kept
    assert keys.key_of(kept) == carla.data_key
    assert b"1987" not in column(carla, "birth_date")


def test_changed_field_is_sealed_anew_and_the_others_stay(carla):
    before = column(carla, "family_name")
    token = _now.set(Running())
    with an_act():
        change(Person.objects.get(pk=carla.pk), given_name="Charlotte", birth_date=None)
    _now.reset(token)
    found = Person.objects.get(pk=carla.pk)
    assert (found.given_name, found.birth_date, found.family_name) == ("Charlotte", None, carla.family_name)
    assert column(carla, "family_name") == before
    assert column(carla, "birth_date") == b""


def test_saving_unread_fields_leaves_them_as_they_are(carla):
    before = column(carla, "given_name")
    with an_act():
        Person.objects.get(pk=carla.pk).save()
    assert column(carla, "given_name") == before


def test_empty_text_is_stored_as_no_bytes(cast):
    assert column(cast.gero, "email") == b""
    assert Person.objects.get(pk=cast.gero.pk).email == ""
    assert set(Person.objects.filter(email__empty=True)) == {cast.gero}
    assert cast.gero not in set(Person.objects.filter(email__empty=False))


def test_nothing_is_looked_for_in_a_sealed_field():
    with pytest.raises(FieldError, match="sealed"):
        Person.objects.filter(given_name="Carla").first()
    with pytest.raises(FieldError, match="sealed"):
        Person.objects.filter(given_name__contains="Car").first()


def test_loading_a_list_opens_nothing(cast, django_assert_num_queries):
    with django_assert_num_queries(0, using="keys"):
        assert len(list(Person.objects.all())) == 7


def test_deferred_field_is_loaded_when_it_is_read(carla, django_assert_num_queries):
    found = Person.objects.only("number", "data_key").get(pk=carla.pk)
    with django_assert_num_queries(1):
        assert (found.given_name, found.given_name) == ("Carla", "Carla")
    assert Person.objects.defer("given_name").get(pk=carla.pk).given_name == "Carla"


def test_deferred_field_that_is_assigned_is_not_loaded(carla, django_assert_num_queries):
    found = Person.objects.only("number", "data_key").get(pk=carla.pk)
    with django_assert_num_queries(0):
        found.given_name = "Charlotte"
        assert found.given_name == "Charlotte"


def test_refreshed_record_shows_what_stands_there_now(carla):
    seen = Person.objects.get(pk=carla.pk)
    seen.given_name = "typed and not saved"
    seen.refresh_from_db()
    assert (seen.given_name, seen.number) == ("Carla", carla.number)
    seen.given_name = seen.number = "typed again"
    seen.refresh_from_db(fields=["given_name"])
    assert (seen.given_name, seen.number) == ("Carla", "typed again")


def test_refreshing_leaves_deferred_fields_deferred_and_forgets_relations(carla):
    seen = Person.objects.defer("family_name").get(pk=carla.pk)
    seen.refresh_from_db()
    assert seen.get_deferred_fields() == {"family_name"}


def test_value_moved_to_another_row_or_column_is_forged(cast):
    forge.alter(cast.otto, given_name=column(cast.carla, "given_name"))
    with pytest.raises(keys.Forged):
        _ = Person.objects.get(pk=cast.otto.pk).given_name
    forge.alter(cast.carla, given_name=column(cast.carla, "family_name"))
    with pytest.raises(keys.Forged):
        _ = Person.objects.get(pk=cast.carla.pk).given_name


def test_value_whose_key_id_was_altered_is_forged_and_not_erased(carla):
    kept = bytearray(column(carla, "given_name"))
    kept[5] ^= 1
    forge.alter(carla, given_name=bytes(kept))
    with pytest.raises(keys.Forged):
        _ = Person.objects.get(pk=carla.pk).given_name


def test_erased_field_is_not_read_but_said_to_be_erased(carla):
    keys.destroy(carla.data_key)
    found = Person.objects.get(pk=carla.pk)
    with pytest.raises(keys.KeyDestroyed):
        _ = found.given_name
    found.refresh_from_db()
    assert (found.number, shown(found, "given_name"), shown(found, "name")) == (carla.number, "erased", "erased")
    assert shown(found, "phone") == ""
    assert Template("[{{ person.name }}]").render(Context({"person": found})) == "[]"


def test_field_that_is_there_is_shown_as_it_is(carla):
    with translation.override("de"):
        assert shown(carla, "given_name") == "Carla"
    assert shown(carla, "birth_date") == "1987-04-23"


def test_every_structure_begins_as_one_of_its_own():
    field = SealedJSON()
    one, other = field.get_default(), field.get_default()
    one["a"] = 1
    assert (one, other) == ({"a": 1}, {})


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda s: st.dictionaries(st.text(), s)))
def test_structure_comes_back_from_its_text(structure):
    field = SealedJSON()
    assert field.to_plain(field.to_text(structure)) == (structure or {})
