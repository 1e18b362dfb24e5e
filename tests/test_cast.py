"""The cast stands where it says it stands."""

import socket

import pytest
from django.db import connection, transaction

from guildhall.identity.grants import roles_of
from guildhall.identity.models import Grant, Person
from guildhall.kernel import clock as house_clock
from guildhall.ledger.guard import WriteOutsideAct
from guildhall.ledger.models import Entry
from tests import forge
from tests.cast import Cast, engage


def test_everybody_holds_the_role_of_their_part(cast: Cast):
    held = {
        name: roles_of(getattr(cast, name).id) for name in ("ada", "tom", "quinn", "olive", "carla", "gero", "otto")
    }
    assert held == {
        "ada": {"administrator"},
        "tom": {"top-management"},
        "quinn": {"quality-manager"},
        "olive": {"operations"},
        "carla": set(),
        "gero": set(),
        "otto": set(),
    }


def test_roles_lapse_when_the_declaration_does(cast: Cast, clock):
    clock.move(days=366)
    assert [roles_of(person.id) for person in (cast.ada, cast.tom)] == [{"administrator"}, set()]


def test_the_cast_is_in_the_ledger(cast: Cast):
    acts = Entry.objects.order_by("id").values_list("act", flat=True)
    assert list(acts)[:3] == ["identity.scope.open", "identity.person.register", "identity.grant.give"]
    assert "refused" not in Entry.objects.values_list("outcome", flat=True)


def test_rows_are_not_written_outside_acts_but_by_the_forge(cast: Cast):
    with pytest.raises(WriteOutsideAct), transaction.atomic():
        Person.objects.filter(pk=cast.otto.pk).update(language="de")
    forge.alter(cast.otto, language="de")
    assert Person.objects.get(pk=cast.otto.pk).language == "de"


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_is_cleaned_up_first_half():
    engage()
    assert not connection.in_atomic_block
    assert Grant.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_is_cleaned_up_second_half():
    assert (Grant.objects.count(), Entry.objects.count()) == (0, 0)


def test_the_clock_begins_on_a_monday_morning():
    assert (house_clock.now().isoformat(timespec="minutes")) == "2026-03-02T09:00+00:00"


def test_nothing_reaches_beyond_this_machine():
    with pytest.raises(RuntimeError, match="stay on this machine"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(RuntimeError, match="stay on this machine"):
        socket.getaddrinfo("example.org", 80)
