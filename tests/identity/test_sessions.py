"""Sessions: seen by their owner, ended from elsewhere, forgotten in time."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from guildhall.identity import sessions
from guildhall.kernel import clock as house_clock
from tests.identity.entering import register, sign_in

ADDRESS = "carla.fernandes@example.org"


def test_person_sees_where_they_are_signed_in_and_ends_the_others(client: Client) -> None:
    register(client, ADDRESS, "Carla", "Fernandes")
    elsewhere = Client(headers={"user-agent": "Library terminal 7"})
    sign_in(elsewhere, ADDRESS)
    assert "Library terminal 7" in client.get("/account/sessions/").content.decode()
    client.post("/account/sessions/")
    assert elsewhere.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200


def test_places_are_forgotten_after_thirty_days(client: Client) -> None:
    register(client, ADDRESS, "Carla", "Fernandes")
    UserSession.objects.update(created_at=house_clock.now() - timedelta(days=29))
    assert sessions.forget_places() == 0
    UserSession.objects.update(created_at=house_clock.now() - timedelta(days=31))
    assert sessions.forget_places() == 1
    assert [(each.ip, each.user_agent) for each in UserSession.objects.all()] == [("0.0.0.0", "")]


def test_sessions_that_are_over_are_deleted(client: Client) -> None:
    register(client, ADDRESS, "Carla", "Fernandes")
    Session.objects.update(expire_date=house_clock.now() - timedelta(days=400))
    sessions.clear_ended()
    assert (Session.objects.count(), UserSession.objects.count()) == (0, 0)


def test_cookie_cannot_be_read_by_scripts_nor_sent_from_elsewhere(client: Client) -> None:
    register(client, ADDRESS, "Carla", "Fernandes")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
