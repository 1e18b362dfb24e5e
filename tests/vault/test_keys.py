"""Data keys: what they seal, and what nobody can read once they are gone."""

from uuid import UUID

import pytest
from django.conf import settings
from django.db import connections
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from guildhall.vault import keys, rotation
from guildhall.vault.models import DataKey


@given(plain=st.binary(max_size=200), place=st.text(max_size=40))
def test_what_is_sealed_comes_back_at_its_place(plain, place):
    with keys.one_request():
        key_id = keys.new_key()
        assert keys.unseal(keys.seal(key_id, plain, place=place), place=place) == plain


@given(plain=st.binary(max_size=60), at=st.integers(min_value=0), flip=st.integers(min_value=1, max_value=255))
def test_sealed_value_that_was_altered_is_never_read(plain, at, flip):
    with keys.one_request():
        sealed = bytearray(keys.seal(keys.new_key(), plain, place="here"))
        at %= len(sealed)
        sealed[at] ^= flip
        expected = keys.KeyDestroyed if 1 <= at < 17 else keys.Forged
        with pytest.raises(expected):
            keys.unseal(bytes(sealed), place="here")


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"plain text that somebody put there, long enough to pass"])
def test_what_was_never_sealed_is_forged(sealed):
    with pytest.raises(keys.Forged):
        keys.unseal(sealed, place="here")


def test_sealed_value_that_was_moved_is_forged():
    sealed = keys.seal(keys.new_key(), b"Ada", place="person.name.1")
    with pytest.raises(keys.Forged):
        keys.unseal(sealed, place="person.name.2")


def test_same_text_is_never_sealed_the_same_way_twice():
    key_id = keys.new_key()
    assert keys.seal(key_id, b"Ada", place="x") != keys.seal(key_id, b"Ada", place="x")


def test_destroyed_key_opens_nothing():
    key_id = keys.new_key()
    sealed = keys.seal(key_id, b"Ada", place="x")
    keys.destroy(key_id)
    with pytest.raises(keys.KeyDestroyed):
        keys.unseal(sealed, place="x")
    with pytest.raises(keys.KeyDestroyed):
        keys.mac(key_id, b"Ada")
    assert not keys.exists(key_id)


def test_key_destroyed_within_a_request_is_gone_for_that_request_too():
    with keys.one_request():
        key_id = keys.new_key()
        sealed = keys.seal(key_id, b"Ada", place="x")
        keys.destroy(key_id)
        keys.fetch([key_id])
        with pytest.raises(keys.KeyDestroyed):
            keys.unseal(sealed, place="x")


def test_keys_are_kept_for_one_request_and_not_longer():
    key_id = keys.new_key()
    with keys.one_request():
        keys.seal(key_id, b"Ada", place="x")
        with CaptureQueriesContext(connections["keys"]) as within:
            keys.seal(key_id, b"Ada", place="x")
    DataKey.objects.filter(id=key_id).delete()
    assert len(within) == 0
    assert not keys.exists(key_id)
    with keys.one_request():
        assert not keys.exists(key_id)


def test_inner_request_belongs_to_the_outer_one():
    key_id = keys.new_key()
    with keys.one_request():
        with keys.one_request():
            keys.mac(key_id, b"x")
        with CaptureQueriesContext(connections["keys"]) as after:
            keys.mac(key_id, b"x")
    assert len(after) == 0


@pytest.mark.parametrize("count", [1, 30])
def test_many_keys_are_fetched_in_one_query(count):
    made = [keys.new_key() for _ in range(count)]
    destroyed = keys.new_key()
    keys.destroy(destroyed)
    with keys.one_request(), CaptureQueriesContext(connections["keys"]) as queries:
        keys.fetch([*made, destroyed, keys.BODY])
        for key_id in made:
            keys.mac(key_id, b"x")
        assert not keys.exists(destroyed)
    assert len(queries) == 1


def test_keys_of_different_purposes_and_owners_differ():
    one, other = keys.new_key(), keys.new_key()
    made = [
        keys.derived("a"),
        keys.derived("b"),
        keys.own(one, b"a"),
        keys.own(one, b"b"),
        keys.own(other, b"a"),
        keys.own(keys.BODY, b"a"),
    ]
    assert len(set(made)) == len(made)
    assert keys.blind("email", "a") != keys.blind("number", "a")
    assert keys.blind("email", "a") == keys.blind("email", "a")


@pytest.mark.parametrize("key_id", [keys.BODY, keys.ROOT])
def test_the_bodys_own_key_is_never_destroyed(key_id):
    with pytest.raises(ValueError, match="never destroyed"):
        keys.destroy(key_id)


def test_root_is_no_data_key():
    keys.derived("anything")
    with pytest.raises(keys.KeyDestroyed):
        keys.seal(keys.ROOT, b"x", place="x")


def test_database_holds_no_key_that_opens_without_the_master_key():
    key_id = keys.new_key()
    row = DataKey.objects.get(id=key_id)
    with pytest.raises(keys.WrongMasterKey):
        keys.unwrapped(row.wrapped, "ab" * 32)
    assert len(keys.unwrapped(row.wrapped, settings.GUILDHALL.master_key)) == 32


@pytest.fixture
def _another_root():
    keys._root.cache_clear()
    yield
    keys._root.cache_clear()


@pytest.mark.usefixtures("_another_root")
def test_master_key_is_changed_and_everything_stays_readable(settings):
    from dataclasses import replace

    before, after = settings.GUILDHALL.master_key, "0123456789abcdef" * 4
    key_id, blind = keys.new_key(), keys.blind("email", "ada@example.org")
    sealed, own = keys.seal(key_id, b"Ada", place="x"), keys.seal(keys.BODY, b"plan", place="y")

    assert rotation.rewrap(before, after) == DataKey.objects.count() >= 2

    with pytest.raises(keys.WrongMasterKey):
        keys.unseal(sealed, place="x")
    settings.GUILDHALL = replace(settings.GUILDHALL, master_key=after)
    assert keys.unseal(sealed, place="x") == b"Ada"
    assert keys.unseal(own, place="y") == b"plan"
    assert keys.blind("email", "ada@example.org") == blind


@pytest.mark.usefixtures("_another_root")
def test_master_key_is_not_changed_by_who_does_not_have_it(settings):
    key_id = keys.new_key()
    with pytest.raises(keys.WrongMasterKey):
        rotation.rewrap("ab" * 32, "cd" * 32)
    assert keys.exists(key_id)


def test_key_id_is_readable_from_what_it_sealed():
    key_id = keys.new_key()
    assert keys.key_of(keys.seal(key_id, b"x", place="x")) == key_id
    assert isinstance(key_id, UUID)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_another_root")
def test_root_made_by_several_at_once_is_one_root(in_threads):
    made = in_threads([lambda: keys.derived("anything")] * 8)
    assert made == [keys.derived("anything")] * 8
    keys._root.cache_clear()
    assert keys.derived("anything") == made[0]
