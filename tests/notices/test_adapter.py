"""The sign-in library's mail is kept, sealed and repeated like every other message."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from guildhall.identity.models import Person
from guildhall.notices import sending
from guildhall.notices.models import Message, Sending
from tests.identity.entering import code_in, register
from tests.notices.conftest import everything_stored

ADDRESS = "Carla.Fernandes@Example.org"


@pytest.fixture
def carla(client: Client, tmp_path: Any, settings: Any) -> Person:
    """Carla, who has an account and is signed out."""
    settings.STATIC_ROOT = tmp_path
    register(client, ADDRESS, "Carla", "Fernandes")
    client.post("/account/logout/")
    return Person.objects.get()


def test_code_is_sent_at_once_and_kept_sealed(carla: Person) -> None:
    Client().post("/account/password/reset/", {"email": ADDRESS})
    message = Message.objects.select_related("person").get(kind="account/email/password_reset_code")
    code = code_in(mail.outbox[-1])
    assert (message.person, message.state, message.attempts) == (carla, Sending.SENT, 1)
    assert code in message.body
    assert [word for word in (code, "Carla.Fernandes", "Fernandes") if word.encode() in everything_stored()] == []


def test_code_that_could_not_be_sent_is_sent_by_the_worker(carla: Person, settings: Any, clock: Any) -> None:
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.notices.mail.Gone"
    response = Client().post("/account/password/reset/", {"email": ADDRESS})
    message = Message.objects.get(kind="account/email/password_reset_code")
    assert (response.status_code, message.state, message.problem) == (302, Sending.WAITING, "SMTPServerDisconnected")
    settings.EMAIL_BACKEND = backend
    clock.move(minutes=2)
    assert sending.send_waiting() == 1
    assert mail.outbox[-1].to == [ADDRESS]


def test_who_is_only_opening_an_account_gets_mail_that_is_not_kept(
    client: Client, tmp_path: Any, settings: Any
) -> None:
    settings.STATIC_ROOT = tmp_path
    client.post("/account/signup/", {"email": ADDRESS, "password1": "quiet-harbour-lantern-41"})
    assert mail.outbox[-1].to == [ADDRESS]
    assert not Message.objects.exists()
